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

from advisor_tui import reference
from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.errors import FaultyFile
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import NextStep, Rating, Referral, UnmetNeed
from advisor_tui.guidance.figures import OTHER_PLACE
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.guidance.retention import FREE_TEXT, KINDS, MOST_DAYS, MOST_YEARS, Keep, Kind, load
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, RECORD_FIELDS
from advisor_tui.language import Words
from advisor_tui.paths import places
from advisor_tui.records import day_figures, old_files, retention, service_faults, traces
from advisor_tui.records.access import Asked, lines
from advisor_tui.records.database import open_database
from advisor_tui.records.retention import Basis, Falling, falling_due, remove
from advisor_tui.records.store import RemovedCall, StaleCall, Store
from tests.clocks import MONDAY
from tests.kept import bytes_of, finished_call, sql

TODAY = date(2026, 11, 23)
"""The day on which the clock of the tests stands."""

SHIPPED = reference.data_file("retention.toml")
RULES = load(SHIPPED)

LONG_AGO = MONDAY - timedelta(days=4 * 365)
LAST_SPRING = MONDAY - timedelta(days=200)
LATELY = MONDAY - timedelta(days=10)
"""When a whole call is over its time; when only its words and names are; when nothing of it is."""

DATES = st.dates(date(1901, 1, 1), date(2199, 12, 31))


def keep(**time: object) -> Keep:
    """Return a time to keep."""
    return Keep(label=Words("x"), source="x", as_of=TODAY, certain=False, **time)  # type: ignore[arg-type]


KEEPS = st.integers(1, MOST_DAYS).map(lambda n: keep(days=n)) | st.integers(1, MOST_YEARS).map(lambda n: keep(years=n))


# ------------------------------------------------------------ rules


@given(DATES, DATES, KEEPS)
def test_a_thing_falls_due_from_one_day_on_however_it_is_asked(since: date, day: date, time: Keep) -> None:
    due, last = time.due_on(since), time.last_due(day)
    assert due is not None
    assert last is not None
    assert (due <= day) == (since <= last)


@given(DATES, KEEPS)
def test_nothing_falls_due_before_its_time_has_passed_in_full(since: date, time: Keep) -> None:
    due = time.due_on(since)
    assert due is not None
    whole = time.days if time.days is not None else 365 * (time.years or 0)
    assert (due - since).days > whole


@pytest.mark.parametrize(
    ("since", "time", "due"),
    [
        (date(2026, 8, 24), keep(days=90), date(2026, 11, 23)),
        (date(2024, 11, 22), keep(years=2), date(2026, 11, 23)),
        (date(2024, 2, 29), keep(years=2), date(2026, 3, 2)),
        (date(2024, 2, 29), keep(years=4), date(2028, 3, 1)),
        (date(2024, 2, 29), keep(until=Words("x")), None),
    ],
)
def test_times_are_counted_by_the_calendar(since: date, time: Keep, due: date | None) -> None:
    assert time.due_on(since) == due
    if due is not None:
        assert (time.last_due(due) or date.min) >= since > (time.last_due(due - timedelta(days=1)) or date.max)


def test_every_kind_that_ships_tells_its_source_and_claims_no_certainty_it_does_not_have() -> None:
    for kind in KINDS:
        each = RULES.of(kind)
        assert each.source
        assert all(each.label.all())
        # No source at hand gives a time for the working log of an advice line, nor the one for access logs in full.
        assert not each.certain
    assert RULES.access_log.years == 12
    ended_by_no_time = {kind for kind in KINDS if RULES.of(kind).until}
    assert ended_by_no_time == {"learned_choice", "figures"}


def test_names_are_not_kept_longer_than_the_calls_they_belong_to() -> None:
    for kind in ("free_text", "identity"):
        assert RULES.of(kind).days is not None
        assert RULES.of(kind).days < 365 * (RULES.call.years or 0)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("days = 90", "days = -1", "free_text.days"),
        ("days = 90", "days = 0", "free_text.days"),
        ("days = 90", "days = 36501", "free_text.days"),
        ("days = 90", 'days = "90"', "free_text.days"),
        ("days = 90", "days = 9.5", "free_text.days"),
        ("days = 90", "days = 90\nyears = 1", "free_text"),
        ("days = 90", "", "free_text"),
        ("days = 90", 'until = { fi = "joskus" }', "free_text.until"),
        ("days = 90", "dayz = 90", "free_text.dayz"),
        ("years = 12", "years = 151", "access_log.years"),
        ("years = 12", "years = 99999999999", "access_log.years"),
        ('source = "Commonly', 'source = ""\nsource_ = "Commonly', "access_log.source_"),
        ("as_of = 2026-11-21", 'as_of = "eilen"', "free_text.as_of"),
        ("certain = false", "certain = 0", "free_text.certain"),
        ("[backup]", "[backups]", "backups"),
        ("[backup]\n", "[backup]\nsomething = 1\n", "backup.something"),
        ('label = { fi = "varmuuskopiot",', "label = {", "backup.label.fi"),
        ('label = { fi = "varmuuskopiot",', 'label = { fi = " ",', "backup.label"),
        ('source = "Commonly told of log data under Act 703/2023; the text of the Act was not at hand"',
         'source = ""', "access_log.source"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_times_is_told_by_file_line_and_field(
    tmp_path: Path, old: str, new: str, field: str
) -> None:
    path = tmp_path / "times.toml"
    written = SHIPPED.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultyFile) as told:
        load(path)
    found = [fault for fault in told.value.faults if fault.field == field]
    assert found, told.value.faults
    assert found[0].file == str(path)
    assert found[0].line > 0


def test_every_field_that_holds_words_is_among_those_that_are_emptied() -> None:
    assert set(FREE_TEXT) == {"notes", *(name for name, kind in RECORD_FIELDS.items() if kind == "text")}


# ------------------------------------------------------------ calls with words


def full_call(started_at: datetime, word: str, **values: object) -> Call:
    """Return a finished call with a word in every place that can hold one."""
    texts = {name: f"{word}{name}" for name, kind in RECORD_FIELDS.items() if kind == "text"}
    call = finished_call(
        started_at,
        advisor="MK",
        notes=f"{word}notes ja {word}muuta",
        answers={**texts, "anonymous": "no", "outcome": "A", "age": "81", "about": "self"},
        identity={name: f"{word}{name} Nimi" for name in IDENTITY_FIELDS},
        referrals=(Referral("meals", "meals", "Ateriapalvelu", "told", started_at),),
        unmet_needs=(UnmetNeed(f"{word}need", "none", "meals", started_at),),
        needs={"housing": Rating("2", f"{word}rating")},
        next_steps=(NextStep(f"{word}step", "advisor", None),),
    )
    for name, value in values.items():
        setattr(call, name, value)
    return call


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


def opened(path: Path, dues: dict[str, tuple[Due, ...]] | None = None) -> Store:
    """Open a store; ``dues`` are the follow-ups of calls, by id."""
    return Store(open_database(path), "live", "d1", who="MK", arising=lambda call: (dues or {}).get(call.id, ()))


def basis(day: date = TODAY) -> Basis:
    """Return what is reckoned from."""
    return Basis(RULES, day, frozenset({"Kangasala"}))


def run(store: Store, day: date = TODAY) -> dict[Kind, int]:
    """Remove what falls due, and all traces of it."""
    gone = removed(store, day)
    assert traces.clear(store.engine, "MK", lambda: None)
    return gone


def removed(store: Store, day: date = TODAY) -> dict[Kind, int]:
    """Remove what falls due; its traces stay."""
    return remove(store.engine, basis(day), "MK", lambda _kind, _done, _total: None)


def due(store: Store, day: date = TODAY) -> dict[Kind, Falling]:
    """Return what falls due, by kind."""
    return {each.kind: each for each in falling_due(store.engine, basis(day))}


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


# ------------------------------------------------------------ stopped, and beside calls


def test_a_removal_that_was_stopped_leaves_all_whole_and_goes_on_next_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(path)
    for number in range(30):
        store.save(full_call(LONG_AGO + timedelta(minutes=number), "kuulas"))
    monkeypatch.setattr(retention, "CHUNK", 10)

    def stop(_kind: Kind, done: int, _total: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remove(store.engine, basis(), "MK", stop)
    assert due(store)["call"].count == 10
    with sql(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM access_log WHERE action = 'removed'").fetchone() == (20,)
    assert run(store)["call"] == 10
    assert b"kuulas" not in bytes_of(path.parent)


def test_a_removal_that_was_stopped_before_its_last_steps_clears_all_traces_next_time(path: Path) -> None:
    store = opened(path)
    for number in range(30):
        store.save(full_call(LONG_AGO + timedelta(minutes=number), "kuulas"))
    removed(store)
    assert b"kuulas" in bytes_of(path.parent)
    assert not any(run(opened(path)).values())
    assert b"kuulas" not in bytes_of(path.parent)


def test_while_another_desk_reads_the_last_step_waits_and_says_so(path: Path) -> None:
    store = opened(path)
    store.save(full_call(LONG_AGO, "kuulas"))
    with store.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA busy_timeout=50")  # type: ignore[union-attr]
    with sql(path) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM call").fetchone()
        removed(store)
        assert not traces.clear(store.engine, "MK", lambda: None)
    assert traces.clear(store.engine, "MK", lambda: None)
    assert b"kuulas" not in bytes_of(path.parent)


def test_each_record_that_was_removed_stands_in_the_access_log(path: Path) -> None:
    store = opened(path)
    gone, emptied = full_call(LONG_AGO, "sana"), full_call(LAST_SPRING, "sana")
    for call in (gone, emptied):
        store.save(call)
    run(store)
    told = [(each.record, each.action, each.detail) for each in lines(store.engine, Asked())]
    assert told == [
        (gone.id, "removed", f"call {LONG_AGO.isoformat()}"),
        (emptied.id, "removed", "free_text"),
        (emptied.id, "removed", "identity"),
        ("", "removed", "cleared"),
    ]


def test_old_faults_of_services_go_and_young_ones_stay(path: Path) -> None:
    store = opened(path)
    for number, moment in enumerate((LONG_AGO, LATELY)):
        service_faults.report(store.engine, ServiceFault(f"c{number}", "meals", "number", "", "väärä numero", moment))
    assert due(store)["service_fault"].count == 1
    assert run(store)["service_fault"] == 1
    assert [each.call_id for each in store.service_faults()] == ["c1"]


def test_figures_are_the_same_before_and_after_a_removal(path: Path) -> None:
    calls = [full_call(moment + timedelta(days=n), "sana") for moment in (LONG_AGO, LAST_SPRING) for n in range(3)]
    calls.append(full_call(LONG_AGO, "sana", advisor="TV", non_client="wrong_number"))
    store = opened(path, {calls[0].id: (Due("outcome", "check_help", "x"),)})
    for call in calls:
        store.save(call)
    with sql(path) as connection:
        connection.execute("UPDATE follow_up SET state = 'done'")
    span = LONG_AGO.date(), TODAY
    before = [day_figures.read(store.engine, *span, advisor) for advisor in ("", "MK", "TV")]
    assert before[0].counts
    assert run(store)["call"] == 4
    assert [day_figures.read(store.engine, *span, advisor) for advisor in ("", "MK", "TV")] == before
    with sql(path) as connection:  # and also when each day is reckoned anew
        connection.execute("INSERT OR IGNORE INTO stale_day SELECT DISTINCT day FROM day_figures")
    assert [day_figures.read(store.engine, *span, advisor) for advisor in ("", "MK", "TV")] == before


# ------------------------------------------------------------ files beside the database


def test_only_files_that_the_program_itself_made_and_that_are_old_enough_fall_due(home: Path) -> None:
    spots = places()
    names = {
        spots.backups: ("calls-20260901T080000000000Z.sqlite3", "calls-20260901T080000000000Z.sqlite3.part",
                        "calls-20261120T080000000000Z.sqlite3", "practice-20260901T080000000000Z.sqlite3",
                        "calls-20269901T080000000000Z.sqlite3", "calls-copy.sqlite3", "oma.txt"),
        spots.data: ("calls-damaged-20260101-120000.sqlite3", "calls-damaged-20260101-120000-2.sqlite3-wal",
                     "calls-damaged-20261101-120000.sqlite3", "calls.sqlite3"),
    }  # fmt: skip
    for folder, files in names.items():
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            (folder / name).write_bytes(b"sanat" * 1000)
    (spots.backups / "calls-20260801T080000000000Z.sqlite3").symlink_to(home / "calls.sqlite3")
    gone = {kind: _remove_files(kind) for kind in ("backup", "set_aside", "crash_report")}
    assert gone == {"backup": set(names[spots.backups][:2]), "set_aside": set(names[spots.data][:2]),
                    "crash_report": set()}  # fmt: skip
    assert (home / "calls.sqlite3").read_bytes().startswith(b"sanat")


def _remove_files(kind: str) -> set[str]:
    found = old_files.files(places(), kind, practice=False)  # type: ignore[arg-type]
    last = RULES.of(kind).last_due(TODAY)  # type: ignore[arg-type]
    assert last is not None
    return {path.name for path in old_files.remove(old_files.due(found, last))}


def test_a_call_that_a_desk_still_has_open_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "calls.sqlite3"
    store = Store(open_database(path))
    call = finished_call(LONG_AGO, notes="kotihoito")
    store.save(call)
    assert removed(store)["call"] == 1
    call.write("kotihoito ja ateria")
    with pytest.raises(RemovedCall):
        store.save(call)
    assert store.load(call.id) is None
    store.close()
