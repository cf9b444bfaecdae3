"""Days of the past in a line of search words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui import reference
from advisor_tui.guidance import calendar as calendars
from advisor_tui.guidance.past_days import Sought, read

CALENDAR = calendars.load(reference.data_file("calendar.toml"))
TODAY = date(2026, 11, 25)
"""A Wednesday."""

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
ORDINARY = st.text("bdfhjklrvxyåäö", min_size=4, max_size=9)
"""Words that no day is called."""


def asked(line: str, code: str = "fi") -> tuple[str, str, str]:
    found = read(line, CALENDAR, TODAY, code)
    return found.words, str(found.first or ""), str(found.last or "")


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("3.11.2026", "2026-11-03", "2026-11-03"),
        ("3.11.26", "2026-11-03", "2026-11-03"),
        ("3.11.", "2026-11-03", "2026-11-03"),
        ("3. 11.", "2026-11-03", "2026-11-03"),
        ("25.11.", "2026-11-25", "2026-11-25"),
        ("3.12.", "2025-12-03", "2025-12-03"),
        ("29.2.", "2024-02-29", "2024-02-29"),
        ("2026-11-03", "2026-11-03", "2026-11-03"),
        ("marraskuu 2026", "2026-11-01", "2026-11-30"),
        ("marraskuussa", "2026-11-01", "2026-11-30"),
        ("joulukuu", "2025-12-01", "2025-12-31"),
        ("11/2026", "2026-11-01", "2026-11-30"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("november 2025", "2025-11-01", "2025-11-30"),
        ("tänään", "2026-11-25", "2026-11-25"),
        ("eilen", "2026-11-24", "2026-11-24"),
        ("i går", "2026-11-24", "2026-11-24"),
        ("the day before yesterday", "2026-11-23", "2026-11-23"),
        ("ma", "2026-11-23", "2026-11-23"),
        ("ke", "2026-11-25", "2026-11-25"),
        ("to", "2026-11-19", "2026-11-19"),
        ("sunnuntaina", "2026-11-22", "2026-11-22"),
        ("ti 3.11.", "2026-11-03", "2026-11-03"),
        ("1.-7.11.", "2026-11-01", "2026-11-07"),
        ("28.12.–3.1.", "2025-12-28", "2026-01-03"),
        ("3.11. 5.11.", "2026-11-03", "2026-11-05"),
    ],
)
def test_a_day_or_a_span_is_understood(line: str, first: str, last: str) -> None:
    assert asked(line) == ("", first, last)


@pytest.mark.parametrize("line", ["31.2.", "82 v", "heti", "mä", "on", "maa", "touko", "12:30", "0.0."])
def test_what_is_no_day_stays_a_word(line: str) -> None:
    assert asked(line) == (line, "", "")


def test_a_short_weekday_counts_in_the_readers_language_only() -> None:
    assert asked("on", "sv") == ("", "2026-11-25", "2026-11-25")


def test_days_stand_anywhere_among_words() -> None:
    assert asked("äiti eilen kaatui 20.11.") == ("äiti kaatui", "2026-11-20", "2026-11-24")


@given(day=DAYS, today=DAYS, before=st.lists(ORDINARY, max_size=3), after=st.lists(ORDINARY, max_size=3))
def test_a_whole_date_is_that_day_and_the_words_around_it_stay(
    day: date, today: date, before: list[str], after: list[str]
) -> None:
    for written in (f"{day.day}.{day.month}.{day.year}", day.isoformat()):
        line = " ".join([*before, written, *after])
        assert read(line, CALENDAR, today, "fi") == Sought(" ".join([*before, *after]), day, day)


@given(day=DAYS, today=DAYS)
def test_a_day_without_a_year_is_the_last_such_one(day: date, today: date) -> None:
    found = read(f"{day.day}.{day.month}.", CALENDAR, today, "fi").last
    assert found is not None
    assert (found.day, found.month) == (day.day, day.month)
    assert found <= today
    later = [today - timedelta(days=count) for count in range((today - found).days)]
    assert not [each for each in later if (each.day, each.month) == (day.day, day.month)]


@given(line=st.text(max_size=60), today=st.dates(), code=st.sampled_from(["fi", "sv", "en"]))
def test_whatever_is_written_is_read(line: str, today: date, code: str) -> None:
    found = read(line, CALENDAR, today, code)
    assert (found.first is None) == (found.last is None)
    assert found.first is None or found.last is None or found.first <= found.last
