"""Days as advisors write them down, and as they are said aloud to the caller."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.guidance.calendar import Calendar
from advisor_tui.guidance.known import Known
from advisor_tui.language import short_day
from advisor_tui.workdays import nth_workday_after

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY, NEXT_MONDAY = (
    MONDAY + timedelta(days=offset) for offset in range(1, 8)
)
SECOND = date(2026, 12, 2)


@pytest.fixture(scope="module")
def calendar(known: Known) -> Calendar:
    """Return the words for days that ship."""
    return known.calendar


@pytest.mark.parametrize(
    "typed", ["2.12.", "2.12", "02.12.", "2. 12.", "2.12.2026", "2.12.26", "2. 12. 2026", "2026-12-02"]
)
def test_a_day_and_a_month_in_figures_are_understood(calendar: Calendar, typed: str) -> None:
    assert calendar.understand(typed, MONDAY) == SECOND


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23.11.", MONDAY),
        ("1.1.", date(2027, 1, 1)),
        ("1.8.", date(2027, 8, 1)),
        ("31.12.", date(2026, 12, 31)),
    ],
)
def test_a_day_without_a_year_is_the_next_such_day(calendar: Calendar, typed: str, day: date) -> None:
    assert calendar.understand(typed, MONDAY) == day


def test_the_29th_of_february_is_a_day_when_it_is_near(calendar: Calendar) -> None:
    assert calendar.understand("29.2.", date(2028, 1, 3)) == date(2028, 2, 29)
    assert calendar.understand("29.2.", MONDAY) is None


@pytest.mark.parametrize("typed", ["22.11.", "22.11.2026", "1.1.2020", "1.1.2099", "24.11.2027", "2020-05-01"])
def test_what_is_past_or_too_far_ahead_to_be_agreed_is_no_day(calendar: Calendar, typed: str) -> None:
    assert calendar.understand(typed, MONDAY) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("keskiviikkona", WEDNESDAY),
        ("perjantaina", FRIDAY),
        ("keskiviikkona 2.12.", SECOND),
        ("ylihuomenna", WEDNESDAY),
        ("i övermorgon", WEDNESDAY),
        ("2. joulukuuta", SECOND),
        ("2 dec", SECOND),
        ("2. december", SECOND),
    ],
)
def test_days_are_understood_as_they_are_said(calendar: Calendar, typed: str, day: date) -> None:
    assert calendar.understand(typed, MONDAY) == day


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (TUESDAY, "ti tiistai tis tisdag tue tuesday"),
        (WEDNESDAY, "ke keskiviikko on ons onsdag we wed wednesday KE"),
        (THURSDAY, "to torstai tor torsdag th thu thursday"),
        (FRIDAY, "pe perjantai fre fredag fri friday"),
        (SATURDAY, "la lauantai lö lör lördag lor sat saturday"),
        (SUNDAY, "su sunnuntai sö sön söndag sun sunday"),
        (NEXT_MONDAY, "ma maanantai må mån måndag mon monday"),
    ],
)
def test_a_weekday_or_its_beginning_is_the_next_one_after_today(calendar: Calendar, day: date, written: str) -> None:
    for typed in written.split():
        assert calendar.understand(typed, MONDAY) == day, typed


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (MONDAY, ["tänään", "tanaan", "heti", "idag", "i dag", "genast", "today", "now", "0", "0 pv"]),
        (
            TUESDAY,
            ["huomenna", "Huomenna ", "imorgon", "i morgon", "tomorrow", "1", "+1", "1 pv", "1pv", "1 dag", "1 day"],
        ),
        (THURSDAY, ["3 pv", "3 päivää", "+ 3 päivän", "3 d", "3 dagar", "3 days", "3"]),
        (NEXT_MONDAY, ["1 vk", "1 viikko", "1 v", "1 vecka", "1 w", "1 week", "7"]),
        (date(2026, 12, 7), ["2 vk", "2 viikkoa", "2 viikon", "2 veckor", "2 weeks"]),
        (NEXT_MONDAY, ["5 ap", "5 arkipäivää", "5 arkipäivän", "5 vd", "5 vardagar", "5 wd", "5 workdays"]),
        (SECOND, ["7 ap", "7 arkipäivää"]),
        (date(2026, 12, 7), ["10 arkipäivää"]),
    ],
)
def test_words_and_counts_of_days_are_understood_in_three_languages(
    calendar: Calendar, day: date, written: list[str]
) -> None:
    for typed in written:
        assert calendar.understand(typed, MONDAY) == day, typed


def test_working_days_step_over_holidays(calendar: Calendar) -> None:
    assert calendar.understand("1 ap", date(2026, 12, 23)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    "typed", ["ke 2.12.", "Ke 2.12.2026", "keskiviikko 2.12.", "ons 2.12", "Wed. 2.12.", "ke  2026-12-02"]
)
def test_a_weekday_may_stand_before_its_day(calendar: Calendar, typed: str) -> None:
    assert calendar.understand(typed, MONDAY) == SECOND


@pytest.mark.parametrize("typed", ["ti 2.12.", "xx 2.12.", "ke 32.12.", "ke 3 pv", "ke ke"])
def test_a_weekday_that_is_not_that_of_its_day_is_a_slip(calendar: Calendar, typed: str) -> None:
    assert calendar.understand(typed, MONDAY) is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "joskus",
        "m",
        "k",
        "32.1.",
        "30.2.",
        "0.1.",
        "1.0.",
        "13.13.",
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
    ],
)
def test_what_is_no_day_is_not_understood(calendar: Calendar, typed: str) -> None:
    assert calendar.understand(typed, MONDAY) is None


@pytest.mark.parametrize("typed", ["-3", "3 kk", "301", "999 pv", "60 vk", "290 ap", "2.12. klo 9", "1.2.3", "3 pv ke"])
def test_what_is_too_far_or_half_understood_is_asked_again(calendar: Calendar, typed: str) -> None:
    assert calendar.understand(typed, MONDAY) is None


def test_the_farthest_day_that_can_be_counted_is_a_year_away(calendar: Calendar) -> None:
    assert calendar.understand("300", MONDAY) == MONDAY + timedelta(days=300)
    assert calendar.understand("42 vk", MONDAY) == MONDAY + timedelta(weeks=42)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fi", "keskiviikkona 2. joulukuuta"),
        ("sv", "onsdag den 2 december"),
        ("en", "Wednesday 2 December"),
        ("other", "keskiviikkona 2. joulukuuta"),
    ],
)
def test_a_day_is_said_in_the_callers_language(calendar: Calendar, code: str, words: str) -> None:
    assert calendar.said(SECOND, code) == words


@pytest.mark.parametrize("code", ["fi", "sv", "en"])
def test_every_weekday_and_month_is_said_by_a_name_of_its_own(calendar: Calendar, code: str) -> None:
    week = {calendar.said(MONDAY + timedelta(days=offset), code).split()[0] for offset in range(7)}
    months = {calendar.said(date(2026, month, 1), code).split()[-1] for month in range(1, 13)}
    assert (len(week), len(months)) == (7, 12)


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 12, 31))


@given(
    typed=st.one_of(
        st.text(max_size=30),
        st.from_regex(r"[0-9 .+:-]{0,12}", fullmatch=True),
        st.from_regex(r"[0-9]{1,4} ?[a-zåäö]{0,6}", fullmatch=True),
    ),
    today=days,
)
@settings(deadline=None, max_examples=200)
def test_whatever_is_written_is_a_day_or_none(calendar: Calendar, typed: str, today: date) -> None:
    found = calendar.understand(typed, today)
    assert found is None or isinstance(found, date)


@given(day=st.integers(1, 31), month=st.integers(1, 12), today=days)
@settings(deadline=None, max_examples=150)
def test_a_day_of_the_year_is_the_next_one_that_can_be_agreed_or_none(
    calendar: Calendar, day: int, month: int, today: date
) -> None:
    found = calendar.understand(f"{day}.{month}.", today)
    ahead = [today + timedelta(days=count) for count in range(301)]
    assert found == next((each for each in ahead if (each.day, each.month) == (day, month)), None)


@given(weekday=st.integers(0, 6), code=st.sampled_from(["fi", "sv", "en"]), today=days, letters=st.integers(3, 20))
@settings(deadline=None, max_examples=150)
def test_a_weekday_lies_within_the_next_seven_days(
    calendar: Calendar, weekday: int, code: str, today: date, letters: int
) -> None:
    words = {"fi": calendar.fi, "sv": calendar.sv, "en": calendar.en}[code]
    found = calendar.understand(words.named[weekday][:letters], today)
    assert found is not None
    assert found.weekday() == weekday
    assert today < found <= today + timedelta(days=7)


@given(today=days, ahead=st.integers(0, 300))
@settings(deadline=None, max_examples=100)
def test_a_day_as_the_desk_shows_it_is_understood_as_that_day(calendar: Calendar, today: date, ahead: int) -> None:
    shown = today + timedelta(days=ahead)
    assert calendar.understand(short_day(shown), today) == shown


@given(today=days, count=st.integers(1, 200))
@settings(deadline=None, max_examples=60)
def test_counted_working_days_agree_with_the_calendar_of_working_days(
    calendar: Calendar, today: date, count: int
) -> None:
    assert calendar.understand(f"{count} ap", today) == nth_workday_after(today, count)
