"""The access log: only added to, whole or told where not, and telling of each record who did what."""

import csv
import io
import json
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.guidance.vocabulary import AccessAction
from advisor_tui.records import access, access_chain, access_file
from advisor_tui.records.access import Access, Asked, covers, lines, span
from advisor_tui.records.access_chain import NO_REMOVAL, Break, Verified, remove, verify
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from tests.clocks import MONDAY, StandingClock
from tests.conftest import StartDesk
from tests.desk import Desk
from tests.kept import finished_call, sql


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database without calls, for copying."""
    path = tmp_path_factory.mktemp("empty") / "calls.sqlite3"
    open_database(path).dispose()
    return path


@pytest.fixture
def path(tmp_path: Path, empty: Path) -> Path:
    return Path(shutil.copy(empty, tmp_path / "calls.sqlite3"))


@pytest.fixture
def store(path: Path) -> Store:
    return Store(open_database(path), who="MK", arising=lambda _call: (Due("outcome", "other", "x"),))


def note(store: Store, *said: tuple[str, AccessAction, str, str]) -> None:
    """Write lines: who, what, which record, detail."""
    with Session(store.engine) as session, session.begin():
        for line in said:
            access.note(session, *line)


def note_many(store: Store, count: int) -> None:
    """Write lines of many records."""
    note(store, *(("MK", "opened", f"call{number}", "") for number in range(1, count + 1)))


def told(store: Store, asked: Asked | None = None) -> list[tuple[str, str, str]]:
    """Return who did what with which record."""
    return [(each.who, each.action, each.record) for each in lines(store.engine, asked or Asked())]


# ------------------------------------------------------------ only added to


@pytest.mark.parametrize("spoil", ["UPDATE access_log SET who = 'TV'", "DELETE FROM access_log"])
def test_no_line_can_be_changed_or_removed(store: Store, path: Path, spoil: str) -> None:
    note_many(store, 3)
    with sql(path) as connection, pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(spoil)
    assert verify(store.engine).sound


def test_lines_are_read_in_pages_in_the_order_in_which_they_were_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_many(store, 25)
    monkeypatch.setattr(access, "PAGE", 10)
    assert [each.number for each in lines(store.engine, Asked())] == list(range(1, 26))
    first, after = access.page(store.engine, Asked())
    assert (len(first), after) == (10, 10)


def test_lines_can_be_asked_for_by_person_and_by_time(store: Store, clock: StandingClock) -> None:
    note(store, ("MK", "opened", "a", ""), ("TV", "opened", "b", ""))
    clock.advance(3600)
    note(store, ("MK", "changed", "a", "notes"))
    assert told(store, Asked(who="MK")) == [("MK", "opened", "a"), ("MK", "changed", "a")]
    assert told(store, Asked(start=MONDAY + timedelta(minutes=1))) == [("MK", "changed", "a")]
    assert told(store, Asked(end=MONDAY + timedelta(minutes=1), who="TV")) == [("TV", "opened", "b")]
    assert told(store, Asked(who="' OR 1=1 --")) == []


# ------------------------------------------------------------ what is told of one record


def test_of_a_record_each_line_is_told_also_of_its_follow_ups_and_of_exports_that_cover_it(store: Store) -> None:
    call, other = finished_call(MONDAY - timedelta(days=2)), finished_call(MONDAY - timedelta(days=1))
    for each in (call, other):
        store.save(each)
    with store.engine.connect() as connection:
        query = "SELECT id FROM follow_up WHERE call_id = ?"
        follow_up = connection.exec_driver_sql(query, (call.id,)).scalar_one()
    day = timedelta(days=1)
    covering = f"csv {span(call.started_at, call.started_at + day)} identified"
    note(
        store,
        ("MK", "opened", call.id, ""),
        ("TV", "follow_up", follow_up, "done"),
        ("TV", "opened", other.id, ""),
        ("AA", "exported", "", covering),
        ("BB", "exported", "", f"csv {span(call.started_at - day, call.started_at)}"),
        ("CC", "exported", "", "access_log csv"),
        ("DD", "removed", "", "service_fault 3"),
    )
    assert told(store, Asked(record=call.id)) == [
        ("MK", "opened", call.id),
        ("TV", "follow_up", follow_up),
        ("AA", "exported", ""),
    ]
    assert told(store, Asked(record="nobody")) == []


def test_of_a_removed_call_is_still_told_who_exported_it(store: Store, clock: StandingClock) -> None:
    began = MONDAY - timedelta(days=2)
    note(store, ("AA", "exported", "", span(began, began + timedelta(days=1))))
    clock.advance(1)
    note(store, ("MK", "removed", "c1", access.removed_call(began)))
    assert told(store, Asked(record="c1")) == [("AA", "exported", ""), ("MK", "removed", "c1")]


@pytest.mark.parametrize("detail", ["", "/", "a/b", "2026-01-01/2026-02-01/2026-03-01", "2026-11-24/", "½/" * 40])
def test_what_is_no_span_covers_nothing(detail: str) -> None:
    assert not covers(detail, MONDAY)


# ------------------------------------------------------------ the chain


def spoil(path: Path, *statements: str) -> None:
    """Change the log as another tool can that first takes its guards away, and puts them back."""
    with sql(path) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, written in guards:
            connection.execute(written)


def test_an_untouched_log_is_whole(store: Store) -> None:
    assert verify(store.engine) == Verified(0, 0, 0, (), 0, ())
    note_many(store, 30)
    assert verify(store.engine) == Verified(30, 1, 30, (), 0, ())


@pytest.mark.parametrize(
    ("statement", "breaks"),
    [
        ("UPDATE access_log SET who = 'TV' WHERE number = 7", (Break(7),)),
        ("UPDATE access_log SET at = '2020-01-01 00:00:00.000000' WHERE number = 1", (Break(1),)),
        ("UPDATE access_log SET at = 'eilen' WHERE number = 7", (Break(7),)),
        ("UPDATE access_log SET chain = 'x' WHERE number = 7", (Break(7), Break(8))),
        ("DELETE FROM access_log WHERE number = 7", (Break(8, 1),)),
        ("DELETE FROM access_log WHERE number <= 4", (Break(5, 4),)),
        ("UPDATE access_log SET number = 70 WHERE number = 10", (Break(70, 60),)),
        ("INSERT INTO access_log(at, who, action, record) VALUES ('2026-01-01', 'x', 'opened', 'c')", (Break(11),)),
        ("UPDATE access_log SET record = x'00ff', detail = 7 WHERE number = 3", (Break(3),)),
    ],
)
def test_what_another_tool_did_is_told_with_its_place(
    store: Store, path: Path, statement: str, breaks: tuple[Break, ...]
) -> None:
    note_many(store, 10)
    spoil(path, statement)
    found = verify(store.engine)
    assert (found.breaks, found.break_count, found.sound) == (breaks, len(breaks), False)


def test_a_log_without_its_guards_is_not_sound(store: Store, path: Path) -> None:
    note_many(store, 3)
    with sql(path) as connection:
        connection.execute(f"DROP TRIGGER {NO_REMOVAL}")
    assert verify(store.engine).guards_missing == (NO_REMOVAL,)
    assert not verify(store.engine).sound


def test_of_many_breaks_the_first_are_told_and_all_are_counted(store: Store, path: Path) -> None:
    note_many(store, 60)
    spoil(path, "UPDATE access_log SET who = 'TV'")
    found = verify(store.engine)
    assert (len(found.breaks), found.break_count) == (access_chain.MOST_BREAKS, 60)


def test_a_line_that_another_tool_left_without_a_moment_is_told_when_it_is_read(store: Store, path: Path) -> None:
    note_many(store, 3)
    spoil(path, "UPDATE access_log SET at = 'eilen' WHERE number = 3")
    with pytest.raises(AdvisorError, match="3"):
        list(lines(store.engine, Asked()))
    note(store, ("MK", "opened", "next", ""))  # and nobody is kept from going on


WRITTEN = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=12, deadline=None)
@given(said=st.lists(st.tuples(WRITTEN, WRITTEN, WRITTEN), min_size=1, max_size=5), place=st.data())
def test_any_change_of_any_word_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, empty: Path, said: list[tuple[str, str, str]], place: st.DataObject
) -> None:
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("log") / "calls.sqlite3"))
    store = Store(open_database(path))
    note(store, *((who, "opened", record, detail) for who, record, detail in said))
    assert verify(store.engine).sound
    column = place.draw(st.sampled_from(("who", "record", "detail", "action", "chain")))
    number = place.draw(st.integers(1, len(said)))
    spoil(path, f"UPDATE access_log SET {column} = {column} || 'x' WHERE number = {number}")  # noqa: S608
    assert not verify(store.engine).sound
    store.close()


# ------------------------------------------------------------ the oldest lines go


def test_the_oldest_lines_go_and_the_rest_stays_provable(
    store: Store, path: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_many(store, 25)
    clock.advance(3600)
    note_many(store, 5)
    monkeypatch.setattr(access_chain, "CHUNK", 10)
    before = MONDAY + timedelta(minutes=1)
    assert access_chain.due(store.engine, before) == (25, MONDAY)
    done: list[int] = []
    assert remove(store.engine, "MK", before, done.append) == 25
    assert done == [10, 20, 25]
    assert verify(store.engine) == Verified(8, 26, 33, (), 0, ())
    with sql(path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM access_log")
    assert remove(store.engine, "MK", before, done.append) == 0
    spoil(path, "DELETE FROM access_log WHERE number <= 27")
    assert verify(store.engine).breaks == (Break(28, 2),)


def test_behind_a_line_that_is_kept_none_goes_although_the_clock_was_set_back(
    store: Store, clock: StandingClock
) -> None:
    note_many(store, 2)
    clock.advance(3600)
    note_many(store, 1)
    clock.advance(-7200)
    note_many(store, 2)
    clock.advance(9000)
    assert remove(store.engine, "MK", MONDAY + timedelta(minutes=1), lambda _done: None) == 2
    assert verify(store.engine).sound


def test_a_removal_that_fails_leaves_every_line_and_the_guard(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    note_many(store, 5)

    def stop(*_anything: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(access, "note", stop)
    with pytest.raises(KeyboardInterrupt):
        remove(store.engine, "MK", MONDAY + timedelta(days=1), lambda _done: None)
    assert verify(store.engine) == Verified(5, 1, 5, (), 0, ())


# ------------------------------------------------------------ as a file


HOSTILE = Access(1, MONDAY, "=cmd|' /C calc'!A0", "opened", "+358", '@x; "y"')


def test_the_csv_is_inert_and_the_json_is_whole() -> None:
    table, tree = io.BytesIO(), io.BytesIO()
    assert access_file.write("csv", table, [HOSTILE, HOSTILE]) == 2
    assert access_file.write("json", tree, [HOSTILE, HOSTILE]) == 2
    heading, first, _second = csv.reader(io.StringIO(table.getvalue().decode("utf-8-sig")), delimiter=";")
    assert heading == ["number", "at", "who", "action", "record", "detail"]
    assert first == ["1", MONDAY.isoformat(), "'=cmd|' /C calc'!A0", "opened", "'+358", '\'@x; "y"']
    found = json.loads(tree.getvalue())
    assert found["lines"][1] == dict(
        zip(heading, [1, MONDAY.isoformat(), HOSTILE.who, "opened", "+358", HOSTILE.detail], strict=True)
    )


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_without_lines_is_a_file_all_the_same(form: access_file.Form) -> None:
    file = io.BytesIO()
    assert access_file.write(form, file, []) == 0
    assert file.getvalue()


# ------------------------------------------------------------ what the desk tells it


async def log_one(desk: Desk) -> str:
    """Take a call and finish it; return its id."""
    await desk.press("enter", "o", "f5", "a", "ctrl+r", "ctrl+r")
    await desk.until_waiting()
    return desk.call.id


async def test_a_call_that_is_taken_leaves_no_line_and_correcting_it_tells_who_opened_and_changed_what(
    start_desk: StartDesk, home: Path
) -> None:
    async with start_desk() as desk:
        call = await log_one(desk)
        await desk.saved()
        assert _lines_of(home) == []
        await desk.press("down", "enter")
        await desk.saved()
        assert _lines_of(home) == [("MK", "opened", call, "")]
        desk.talk.take_notes("Aino Virtanen soitti")
        await desk.saved()
        desk.talk.take_notes("Aino Virtanen soitti uudelleen")
        await desk.saved()
        await desk.press("ctrl+r")
        await desk.until_waiting()
        found = _lines_of(home)
        assert found[:2] == [("MK", "opened", call, ""), ("MK", "changed", call, "notes")]
        assert len(found) == 2
    assert b"Virtanen" not in "".join(map(str, found)).encode()


def _lines_of(home: Path) -> list[tuple[str, str, str, str]]:
    with sql(home / "calls.sqlite3") as connection:
        query = "SELECT who, action, record, detail FROM access_log ORDER BY number"
        return connection.execute(query).fetchall()
