"""Times to keep: what falls due, what is held, and that what is removed is out of the file."""

import functools
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import NextStep, Rating, UnmetNeed
from advisor_tui.guidance.figures import OTHER_PLACE
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.guidance.retention import Keep
from advisor_tui.records import day_figures
from advisor_tui.records.database import open_database
from advisor_tui.records.store import StaleCall, Store
from tests.kept import bytes_of, sql
from tests.retained import LAST_SPRING, LATELY, LONG_AGO, RULES, TODAY, due, full_call, opened, removed, run

# ------------------------------------------------------------ calls with words


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database without calls, for copying: making one takes longer than any test here."""
    path = tmp_path_factory.mktemp("empty") / "calls.sqlite3"
    open_database(path).dispose()
    return path


@pytest.fixture
def path(tmp_path: Path, empty: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    return Path(shutil.copy(empty, folder / "calls.sqlite3"))


def test_what_falls_due_is_counted_and_nothing_is_changed(path: Path) -> None:
    store = opened(path)
    for moment in (LONG_AGO, LAST_SPRING, LATELY):
        store.save(full_call(moment, "sana"))
    before = path.read_bytes(), (path.parent / "calls.sqlite3-wal").read_bytes()
    found = due(store)
    assert (found["call"].count, found["free_text"].count, found["identity"].count) == (1, 1, 1)
    assert found["call"].oldest == LONG_AGO
    assert found["free_text"].oldest == LAST_SPRING
    assert (path.read_bytes(), (path.parent / "calls.sqlite3-wal").read_bytes()) == before


def test_an_empty_log_has_nothing_that_falls_due(path: Path) -> None:
    store = opened(path)
    assert all((each.count, each.oldest, each.held) == (0, None, 0) for each in due(store).values())
    assert not any(run(store).values())


def test_words_and_names_go_and_the_codes_of_the_call_stay(path: Path) -> None:
    store = opened(path)
    call = full_call(LAST_SPRING, "sana")
    store.save(call)
    assert run(store) == {"call": 0, "free_text": 1, "identity": 1, "service_fault": 0, "access_log": 0}
    kept = opened(path).load(call.id)
    assert kept is not None
    assert not kept.notes
    assert not kept.identity
    assert kept.answers == {"anonymous": "no", "outcome": "A", "age": "81", "about": "self"}
    assert kept.needs == {"housing": Rating("2", "")}
    assert kept.unmet_needs == (UnmetNeed("", "none", "meals", LAST_SPRING),)
    assert kept.next_steps == (NextStep("", "advisor", None),)
    assert kept.referrals == call.referrals


def test_a_desk_that_has_the_call_open_does_not_write_the_words_back(path: Path) -> None:
    desk = opened(path)
    call = full_call(LAST_SPRING, "sana")
    call.version = desk.save(call)
    run(opened(path))
    with pytest.raises(StaleCall):
        desk.save(call)


def test_a_whole_call_goes_with_all_that_belongs_to_it(path: Path) -> None:
    call = full_call(LONG_AGO, "sana")
    store = opened(path)
    store.save(call)
    run(store)
    with sql(path) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            if "call_id" in columns:
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table  # noqa: S608
        assert connection.execute("SELECT count(*) FROM call").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM call_words").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_no_removed_word_is_left_in_any_file_of_the_folder(path: Path) -> None:
    """With many calls, so that the index has been merged in part, as in a log of years."""
    store = opened(path)
    for number in range(60):
        store.save(full_call(LONG_AGO + timedelta(minutes=number), f"kuulas{number}"))
        store.save(full_call(LAST_SPRING + timedelta(minutes=number), f"harmaja{number}"))
        store.save(full_call(LATELY + timedelta(minutes=number), f"tallella{number}"))
    found = bytes_of(path.parent)
    assert b"kuulas" in found
    assert b"harmaja" in found
    gone = run(store)
    assert gone["call"] == gone["free_text"] == gone["identity"] == 60
    for left in (bytes_of(path.parent), _after_closing(store, path)):
        for word in (b"kuulas", b"harmaja", b"harmaja".hex().encode(), b"kuulas".hex().encode()):
            assert word not in left.lower()
        assert left.lower().count(b"tallella7needs") == 0
        assert b"tallella7notes" in left


def _after_closing(store: Store, path: Path) -> bytes:
    store.close()
    return bytes_of(path.parent)


def test_an_emptied_call_is_found_by_what_is_left_of_it_and_a_removed_one_not_at_all(path: Path) -> None:
    store = opened(path)
    store.save(full_call(LONG_AGO, "kuulas"))
    store.save(full_call(LAST_SPRING, "harmaja"))
    run(store)
    with store.engine.connect() as connection:
        count = functools.partial(_matches, connection)
        assert (count("kuulasnotes"), count("harmajanotes"), count("ateriapalvelu")) == (0, 0, 1)


def _matches(connection: Connection, word: str) -> int:
    query = text("SELECT count(*) FROM call_words WHERE call_words MATCH :word")
    return int(connection.execute(query, {"word": f'"{word}"'}).scalar_one())


def test_words_in_the_place_of_a_municipality_are_words_and_known_places_stay(path: Path) -> None:
    store = opened(path)
    known, words = full_call(LAST_SPRING, "sana"), full_call(LAST_SPRING, "sana")
    known.answers["municipality"], words.answers["municipality"] = "Kangasala", "harmajan takana"
    for call in (known, words):
        store.save(call)
    day_figures.read(store.engine, LAST_SPRING.date(), TODAY)
    run(store)
    kept = [opened(path).load(call.id) for call in (known, words)]
    assert [call and call.municipality for call in kept] == ["Kangasala", OTHER_PLACE]
    assert b"harmajan" not in bytes_of(path.parent)
    assert not due(store)["free_text"].count


# ------------------------------------------------------------ what is held


def held_calls() -> list[tuple[Call, tuple[Due, ...]]]:
    """Return calls long over their time that something is still to be done for."""
    open_follow_up = (Due("outcome", "call_back", "soita"),)
    return [
        (full_call(LONG_AGO, "sana"), open_follow_up),
        (full_call(LAST_SPRING, "sana"), open_follow_up),
        (full_call(LONG_AGO, "sana", state="parked", closed_at=None), ()),
        (full_call(LAST_SPRING, "sana", state="wrap_up", closed_at=None), ()),
    ]


def test_calls_that_something_is_left_to_do_for_are_held_and_told_of(path: Path) -> None:
    calls = held_calls()
    store = opened(path, {call.id: dues for call, dues in calls})
    for call, _dues in calls:
        store.save(call)
    found = due(store)
    assert [(found[kind].count, found[kind].held) for kind in ("call", "free_text", "identity")] == [(0, 2)] * 3
    run(store)
    assert [opened(path).load(call.id) for call, _dues in calls] == [call for call, _dues in calls]


def test_when_the_last_follow_up_is_done_the_call_goes(path: Path) -> None:
    call, dues = held_calls()[0]
    store = opened(path, {call.id: dues})
    store.save(call)
    with sql(path) as connection:
        connection.execute("UPDATE follow_up SET state = 'done'")
    assert run(store)["call"] == 1


def test_words_of_ended_follow_ups_go_with_those_of_their_call(path: Path) -> None:
    call, dues = held_calls()[1]
    store = opened(path, {call.id: dues})
    store.save(call)
    with sql(path) as connection:
        connection.execute("UPDATE follow_up SET state = 'dropped', note = 'hän kuuli siitä jo'")
    run(store)
    with sql(path) as connection:
        assert connection.execute("SELECT what, note, state FROM follow_up").fetchall() == [("", "", "dropped")]
    assert b"kuuli" not in bytes_of(path.parent)


MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


STATES = st.sampled_from(("closed", "closed", "closed", "open", "parked", "wrap_up"))


LOGS = st.lists(st.tuples(MOMENTS, STATES, st.booleans()), max_size=6)


@settings(max_examples=15, deadline=None)
@given(log=LOGS, day=st.dates(date(2025, 1, 1), date(2027, 6, 1)))
def test_nothing_younger_or_held_is_ever_touched_and_a_second_time_finds_nothing(
    tmp_path_factory: pytest.TempPathFactory, empty: Path, log: list[tuple[datetime, str, bool]], day: date
) -> None:
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("log") / "calls.sqlite3"))
    calls = [full_call(moment, "sana", state=state) for moment, state, _held in log]
    follow_ups = {call.id: (Due("outcome", "other", "x"),) for call, each in zip(calls, log, strict=True) if each[2]}
    store = opened(path, follow_ups)  # type: ignore[arg-type]
    for call in calls:
        store.save(call)
    promised = due(store, day)
    gone = removed(store, day)
    assert {kind: gone[kind] for kind in promised} == {kind: each.count for kind, each in promised.items()}
    for call in calls:
        held = call.state != "closed" or call.id in follow_ups
        kept = store.load(call.id)
        assert (kept is None) == (not held and _over(RULES.call, call, day))
        if kept is not None:
            assert bool(kept.notes) == (held or not _over(RULES.free_text, call, day))
            assert bool(kept.identity) == (held or not _over(RULES.identity, call, day))
    assert not any(each.count for each in due(store, day).values())
    assert not any(removed(store, day).values())
    store.close()


def _over(time: Keep, call: Call, day: date) -> bool:
    """Tell, independently of the program's own reckoning, whether a call's time is over on a day."""
    local = (call.closed_at or call.started_at).astimezone(ZoneInfo("Europe/Helsinki")).date()
    if time.days:
        return (day - local).days > time.days
    return (local.year + (time.years or 0), local.month, local.day) < (day.year, day.month, day.day) and not (
        (local.month, local.day) == (2, 29) and (day.month, day.day) == (3, 1)
        and day.year == local.year + (time.years or 0) and not _leap(day.year)
    )  # fmt: skip


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
