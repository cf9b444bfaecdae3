"""Times to keep as data: what falls due on which day, and files of them that are broken."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.errors import FaultyFile
from advisor_tui.guidance.retention import FREE_TEXT, KINDS, MOST_DAYS, MOST_YEARS, Keep, load
from advisor_tui.guidance.vocabulary import RECORD_FIELDS
from advisor_tui.language import Words
from advisor_tui.records.database import open_database
from tests.retained import RULES, SHIPPED, TODAY

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
