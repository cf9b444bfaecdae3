"""The span of an export on the clock of the wall: days of 23 and 25 hours, shifts over midnight, what was mistyped."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.errors import AdvisorError
from advisor_tui.records.export.period import Period, between, day_of, of_day, of_shift

MONDAY = date(2026, 11, 23)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The days on which Finland's clocks change."""

NONSENSE = [
    *("", " ", "tänään", "2026", "2026-11", "23.11.", "31.2.2026", "29.2.2026", "2026-02-30", "0.1.2026", "1.13.2026"),
    *("31.12.9999", "9999-12-31", "9999-12-31T23:59", "0001-01-01", "1.1.0001", "1.1.1899", "10000-01-01"),
    *("2026-11-23T24:00", "2026-11-23T12:60", "2026-11-23T12", "2026-11-23T12:00:00", "2026-11-23 12:00 x", "12:00"),
    *("\x00", "\x1b[2J", "2026-11-23\x00", "1" * 5000, "=1+1", "--"),
]


def in_utc(period: Period) -> tuple[str, str]:
    """Return the ends of a period as UTC tells them."""
    return tuple(each.astimezone(UTC).strftime("%d.%m. %H:%M") for each in (period.start, period.end))  # type: ignore[return-value]


def hours_of(period: Period) -> float:
    """Return how long a period really is."""
    return (period.end.astimezone(UTC) - period.start.astimezone(UTC)) / timedelta(hours=1)


@pytest.mark.parametrize(("day", "hours"), [(MONDAY, 24), (SPRING, 23), (AUTUMN, 25)])
def test_a_day_is_as_long_as_it_is_on_the_wall(day: date, hours: int) -> None:
    assert hours_of(of_day(day)) == hours


def test_a_day_begins_at_midnight_in_finland() -> None:
    assert in_utc(of_day(MONDAY)) == ("22.11. 22:00", "23.11. 22:00")
    assert in_utc(of_day(SPRING)) == ("28.03. 22:00", "29.03. 21:00")


@settings(deadline=None, max_examples=200)
@given(st.dates(date(1900, 1, 1), date(9998, 12, 30)))
def test_each_day_begins_where_the_one_before_ends(day: date) -> None:
    assert of_day(day).end == of_day(day + timedelta(days=1)).start
    assert 23 <= hours_of(of_day(day)) <= 25 or day.year < 1922  # local times before the zone was agreed


def test_a_shift_lies_within_its_day() -> None:
    assert in_utc(of_shift(MONDAY, "08:00-16:00")) == ("23.11. 06:00", "23.11. 14:00")


def test_a_shift_that_ends_before_it_begins_goes_over_midnight() -> None:
    assert in_utc(of_shift(MONDAY, "22:00-07:00")) == ("23.11. 20:00", "24.11. 05:00")


@pytest.mark.parametrize(("day", "hours"), [(MONDAY, 9), (SPRING, 8), (AUTUMN, 10)])
def test_a_night_shift_is_as_long_as_the_night(day: date, hours: int) -> None:
    assert hours_of(of_shift(day - timedelta(days=1), "22:00-07:00")) == hours


def test_a_shift_from_an_hour_to_the_same_is_a_whole_day() -> None:
    assert hours_of(of_shift(MONDAY, "07:00-07:00")) == 24


@pytest.mark.parametrize(
    "written", ["2026-11-23", "23.11.2026", " 23.11.2026 ", "2026-11-23T00:00", "23.11.2026 23:59"]
)
def test_a_day_can_be_written_in_either_way(written: str) -> None:
    assert day_of(written) == MONDAY


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-23", "2026-11-23", ("22.11. 22:00", "23.11. 22:00")),
        ("21.11.2026", "23.11.2026", ("20.11. 22:00", "23.11. 22:00")),
        ("2026-11-23T08:00", "2026-11-23T16:00", ("23.11. 06:00", "23.11. 14:00")),
        ("23.11.2026 08:00", "2026-11-24", ("23.11. 06:00", "24.11. 22:00")),
        ("2026-11-23", "2026-11-23 00:01", ("22.11. 22:00", "22.11. 22:01")),
    ],
)
def test_a_period_goes_from_the_first_moment_to_the_last_day_included(
    first: str, last: str, expected: tuple[str, str]
) -> None:
    assert in_utc(between(first, last)) == expected


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-11-24", "2026-11-23"),
        ("2026-11-23T16:00", "2026-11-23T08:00"),
        ("2026-11-23T16:00", "2026-11-23T16:00"),
        ("2026-11-24T00:00", "2026-11-23"),
    ],
)
def test_a_period_that_ends_before_it_begins_is_refused(first: str, last: str) -> None:
    with pytest.raises(AdvisorError, match="päättyy ennen kuin se alkaa") as caught:
        between(first, last)
    assert "--from" in caught.value.remedy


@pytest.mark.parametrize("written", NONSENSE)
def test_what_is_no_day_is_refused_with_an_example(written: str) -> None:
    for ask in (
        lambda: day_of(written),
        lambda: between(written, "2026-11-23"),
        lambda: between("2026-11-23", written),
    ):
        with pytest.raises(AdvisorError, match="ei ole päivä eikä hetki") as caught:
            ask()
        assert "2026-11-21T16:00" in str(caught.value)
        assert "\x1b" not in str(caught.value)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=20) | st.from_regex(r"\d{1,4}[.-]\d{1,2}[.-]\d{1,5}([T ]\d\d:\d\d)?", fullmatch=True))
def test_whatever_is_written_is_understood_or_refused_but_never_crashes(written: str) -> None:
    try:
        period = between(written, written)
    except AdvisorError:
        return
    assert period.start < period.end
    assert period.start.astimezone(UTC) < period.end.astimezone(UTC)
    assert of_day(day_of(written)) == period


def test_the_hour_that_the_spring_leaves_out_is_a_moment_all_the_same() -> None:
    assert in_utc(between("2026-03-29T03:30", "2026-03-29T05:00")) == ("29.03. 01:30", "29.03. 02:00")


def test_a_period_over_the_autumn_night_holds_both_hours() -> None:
    period = between("2026-10-25T03:00", "2026-10-25T04:00")
    for hour in (0, 1):
        assert period.start <= datetime(2026, 10, 25, hour, 30, tzinfo=UTC) < period.end
