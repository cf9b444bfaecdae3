"""What the log shows: the calls of a span, lines of it, and text that somebody else put into the database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from advisor_tui import clock
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS
from advisor_tui.records import store as store_module
from advisor_tui.records.database import open_database
from advisor_tui.records.export.period import of_day
from advisor_tui.records.store import Store
from advisor_tui.records.summaries import FIRST_WORDS
from tests.hostile import FORBIDDEN, HOSTILE
from tests.kept import finished_call, open_store, sql

MONDAY = date(2026, 11, 23)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The days on which Finland's clocks change: 23 and 25 hours."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "calls.sqlite3"


@pytest.fixture
def engine(path: Path) -> Engine:
    return open_database(path)


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    opened = Store(engine, "live", "d1")
    yield opened
    opened.close()


@pytest.fixture
def selects(engine: Engine) -> list[str]:
    """Return what will have been read from the database."""
    heard: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            heard.append(statement)

    return heard


def at(day: date, written: str) -> datetime:
    """Return a moment of a day, as the clock on the wall shows it."""
    return clock.at_local(datetime.fromisoformat(f"{day}T{written}")).astimezone(UTC)


def save_all(store: Store, moments: list[datetime]) -> list[Call]:
    """Save a finished call for each moment."""
    made = [finished_call(moment) for moment in moments]
    for call in made:
        store.save(call)
    return made


# ------------------------------------------------------------ the lines of the log


def test_a_line_of_the_log_tells_what_the_call_was(store: Store) -> None:
    call = new_call(advisor="MK")
    for name, value in {"caller_role": "child", "age": "82", "municipality": "Kerava", "outcome": "B"}.items():
        call.put(name, value)
    call.write("Äiti on\nkaatunut   yöllä. " + "x" * 500)
    call.attach("s1", "t", "Ateriapalvelu", "told")
    call.attach("s2", "t", "Turvapuhelin", "told")
    call.talk_seconds = 312
    store.save(call)
    (line,) = store.open_calls()
    assert (line.id, line.desk, line.state, line.started_at) == (call.id, "d1", "open", call.started_at)
    assert (line.caller_role, line.age, line.municipality, line.outcome) == ("child", 82, "Kerava", "B")
    assert (line.talk_seconds, line.services, line.non_client) == (312, 2, "")
    assert line.first_words.startswith("Äiti on kaatunut yöllä. xxx")
    assert len(line.first_words) <= FIRST_WORDS


def test_the_lines_come_without_reading_whole_calls(store: Store, selects: list[str]) -> None:
    save_all(store, [at(MONDAY, "09:00") + timedelta(minutes=n) for n in range(20)])
    selects.clear()
    assert len(store.calls_between(at(MONDAY, "00:00"), at(MONDAY, "23:00"))) == 20
    assert len(selects) == 1


def test_open_calls_stand_oldest_first_and_finished_ones_newest_first(store: Store) -> None:
    finished = save_all(store, [at(MONDAY, "10:00"), at(MONDAY, "09:00"), at(MONDAY, "11:00")])
    waiting = [Call(id=f"{n}", started_at=at(MONDAY, f"{n}:00"), state="parked") for n in (14, 12, 13)]
    for call in waiting:
        store.save(call)
    assert [line.id for line in store.open_calls()] == ["12", "13", "14"]
    lines = store.calls_between(at(MONDAY, "00:00"), at(MONDAY, "23:00"))
    assert [line.id for line in lines] == [finished[2].id, finished[0].id, finished[1].id]


def test_a_closed_call_belongs_to_no_desk(store: Store) -> None:
    call = new_call()
    store.save(call)
    assert [line.desk for line in store.open_calls()] == ["d1"]
    call.close()
    store.save(call)
    assert store.open_calls() == []
    (line,) = store.calls_between(call.started_at, call.started_at + timedelta(seconds=1))
    assert line.desk == ""


# ------------------------------------------------------------ days and spans


@pytest.mark.parametrize("day", [MONDAY, SPRING, AUTUMN], ids=["24 hours", "23 hours", "25 hours"])
def test_a_day_holds_its_calls_from_midnight_to_midnight(store: Store, day: date) -> None:
    first, last = at(day, "00:00"), at(day, "23:59:59.999999")
    inside = save_all(store, [first, last, at(day, "02:59"), at(day, "04:00")])
    save_all(store, [first - timedelta(microseconds=1), last + timedelta(microseconds=1)])
    period = of_day(day)
    found = {line.id for line in store.calls_between(period.start, period.end)}
    assert found == {call.id for call in inside}
    assert {call.id for call in store.read_between(period.start, period.end)} == found


def test_both_hours_of_the_autumn_night_belong_to_it(store: Store) -> None:
    """On 25.10.2026 it is half past three twice."""
    early = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    late = early + timedelta(hours=1)
    made = save_all(store, [late, early])
    assert [clock.local(call.started_at).strftime("%H:%M") for call in made] == ["03:30", "03:30"]
    period = of_day(AUTUMN)
    assert [call.id for call in store.read_between(period.start, period.end)] == [made[1].id, made[0].id]


def test_calls_of_the_same_moment_keep_one_order(store: Store) -> None:
    made = save_all(store, [at(MONDAY, "09:00")] * 30)
    read = [call.id for call in store.read_between(at(MONDAY, "09:00"), at(MONDAY, "10:00"))]
    assert read == sorted(call.id for call in made)


def test_only_finished_calls_are_read_for_the_log(store: Store) -> None:
    (finished,) = save_all(store, [at(MONDAY, "09:00")])
    store.save(Call(id="open", started_at=at(MONDAY, "09:30")))
    assert list(store.read_between(at(MONDAY, "00:00"), at(MONDAY, "23:00"))) == [finished]


def test_a_reading_that_is_given_up_stands_in_nobodys_way(store: Store) -> None:
    save_all(store, [at(MONDAY, "09:00")] * 3)
    given_up = store.read_between(at(MONDAY, "00:00"), at(MONDAY, "23:00"))
    next(given_up)
    late = new_call()
    store.save(late)
    assert store.load(late.id) == late
    assert len(list(given_up)) == 2


def test_how_many_are_read_is_told_before_the_first_comes(store: Store) -> None:
    save_all(store, [at(MONDAY, "09:00")] * 3)
    told: list[int] = []
    reading = store.read_between(at(MONDAY, "00:00"), at(MONDAY, "23:00"), told.append)
    next(reading)
    assert told == [3]
    told.clear()
    assert list(store.read_between(at(SPRING, "00:00"), at(SPRING, "23:00"), told.append)) == []
    assert told == [0]


def test_many_calls_are_read_in_chunks_with_the_same_few_queries(
    store: Store, selects: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "CHUNK", 10)
    for number in range(25):
        call = finished_call(at(MONDAY, "09:00") + timedelta(minutes=number))
        for each in range(number):
            call.attach(f"s{each}", "t", "Palvelu", "told")
        store.save(call)
    selects.clear()
    reading = store.read_between(at(MONDAY, "00:00"), at(MONDAY, "23:00"))
    next(reading)
    tables = 9
    assert len(selects) == 1 + tables  # which calls there are, and the first chunk
    assert len(list(reading)) == 24
    assert len(selects) == 1 + 3 * tables


# ------------------------------------------------------------ text from elsewhere


def spoil(path: Path, text: str) -> None:
    """Put text into every column of text there is, as another tool could; ids stay what they are."""
    with sql(path) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = [(row[1], row[2], row[5]) for row in connection.execute(f"PRAGMA table_info({table})")]
            for name, kind, key in columns:
                plain = name not in ("id", "call_id", "desk", "state", "version_num")
                if kind == "TEXT" and plain and (not key or name in ("area", "flag")):
                    connection.execute(f"UPDATE {table} SET {name} = ?", (text,))  # noqa: S608 - names of our own


def texts(value: object) -> Iterator[str]:
    """Yield every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(key)
            yield from texts(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts(each)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_another_tool_wrote_is_cleaned_when_it_is_read(path: Path, store: Store, text: str) -> None:
    call = new_call()
    call.put("anonymous", "no")
    for name in IDENTITY_FIELDS:
        call.put(name, "x")
    call.attach("s", "t", "n", "told")
    call.leave_unmet("n", "r")
    call.note_area("a", "n")
    call.raise_flag("f")
    call.dismiss("f", "past")
    store.save(call)
    spoil(path, text)
    reader = open_store(path, "d2")
    read = reader.load(call.id)
    (line,) = reader.open_calls()
    reader.close()
    assert read is not None
    found = [*texts(read), *texts([getattr(line, name) for name in ("caller_role", "municipality", "first_words")])]
    assert [each for each in found if FORBIDDEN & set(each)] == []
    assert read.notes == read.referrals[0].name == read.identity["caller_name"]
    store.close()


def test_a_word_in_the_place_of_a_number_does_not_keep_a_call_from_being_read(path: Path, store: Store) -> None:
    call = new_call()
    call.write("luettava")
    store.save(call)
    with sql(path) as connection:
        connection.execute("UPDATE call SET age = 'vanha\x1b[2J'")
    read = store.load(call.id)
    assert read is not None
    assert (read.notes, read.answers["age"], read.age) == ("luettava", "vanha[2J", None)


def test_text_in_another_encoding_does_not_keep_the_log_from_being_read(path: Path, store: Store) -> None:
    (good, bad) = save_all(store, [at(MONDAY, "09:00"), at(MONDAY, "10:00")])
    with sql(path) as connection:
        latin = "UPDATE call SET notes = CAST(? AS TEXT), municipality = CAST(? AS TEXT) WHERE id = ?"
        connection.execute(latin, ("Äiti kaatui".encode("cp1252"), "Jyväskylä".encode("cp1252"), bad.id))
    lines = store.calls_between(at(MONDAY, "00:00"), at(MONDAY, "23:00"))
    assert [(line.id, line.municipality) for line in lines] == [(bad.id, "Jyv\ufffdskyl\ufffd"), (good.id, "")]
    assert [call.notes for call in store.read_between(at(MONDAY, "00:00"), at(MONDAY, "23:00"))] == [
        "",
        "\ufffditi kaatui",
    ]
