"""The period of a report and its like before: months of every length, weeks over the end of the year, leap days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.guidance import report_period
from advisor_tui.guidance.report_period import PeriodKind

KINDS = st.sampled_from(["day", "week", "month", "year"])
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
FAR = date(2200, 1, 1)
"""A today on which no period of these tests still runs."""


@given(KINDS, DAYS)
def test_a_whole_period_holds_its_day_and_the_next_one_begins_where_it_ends(kind: PeriodKind, day: date) -> None:
    period = report_period.of(kind, day, FAR)
    assert period.first <= day <= period.last
    if kind != "day":
        after = report_period.moved(period, 1, FAR)
        assert after.first == period.last + timedelta(days=1)
        assert report_period.moved(after, -1, FAR) == period
        assert (after.before_first, after.before_last) == (period.first, period.last)


@given(KINDS, DAYS, DAYS)
def test_a_period_that_still_runs_ends_today_and_its_like_before_equally_far_on(
    kind: PeriodKind, day: date, today: date
) -> None:
    whole, period = report_period.of(kind, day, FAR), report_period.of(kind, day, today)
    if not whole.first <= today < whole.last:
        assert period == whole
        return
    assert (period.first, period.last) == (whole.first, today)
    assert period.before_last == min(period.before_first + (period.last - period.first), whole.before_last)


@given(KINDS, DAYS)
def test_a_period_is_compared_with_days_that_are_not_its_own(kind: PeriodKind, day: date) -> None:
    period = report_period.of(kind, day, FAR)
    assert period.before_first <= period.before_last < period.first
    assert kind != "week" or period.first.weekday() == period.before_first.weekday() == 0


@given(DAYS, st.integers(0, 800))
def test_days_of_ones_own_choice_stand_beside_as_many_before_them(first: date, more: int) -> None:
    period = report_period.between(first, first + timedelta(days=more))
    assert period.before_last == first - timedelta(days=1)
    assert period.before_last - period.before_first == timedelta(days=more)
    assert report_period.moved(period, -1, FAR).first == period.before_first


@pytest.mark.parametrize(
    ("kind", "day", "span", "before"),
    [
        ("month", date(2024, 3, 31), (date(2024, 3, 1), date(2024, 3, 31)), (date(2024, 2, 1), date(2024, 2, 29))),
        ("month", date(2026, 1, 5), (date(2026, 1, 1), date(2026, 1, 31)), (date(2025, 12, 1), date(2025, 12, 31))),
        ("week", date(2027, 1, 2), (date(2026, 12, 28), date(2027, 1, 3)), (date(2026, 12, 21), date(2026, 12, 27))),
        ("year", date(2024, 2, 29), (date(2024, 1, 1), date(2024, 12, 31)), (date(2023, 1, 1), date(2023, 12, 31))),
        ("day", date(2024, 2, 29), (date(2024, 2, 29),) * 2, (date(2024, 2, 22),) * 2),
    ],
)
def test_the_calendar_is_followed(
    kind: PeriodKind, day: date, span: tuple[date, date], before: tuple[date, date]
) -> None:
    period = report_period.of(kind, day, FAR)
    assert (period.first, period.last) == span
    assert (period.before_first, period.before_last) == before


def test_on_the_last_day_of_march_the_whole_of_february_stands_beside() -> None:
    period = report_period.of("month", date(2026, 3, 1), date(2026, 3, 30))
    assert (period.before_first, period.before_last) == (date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("kind", "key"), [("week", "2026-W53"), ("month", "2026-12"), ("year", "2026"), ("day", "2026-12-31")]
)
def test_names_of_files_sort_as_time_goes(kind: PeriodKind, key: str) -> None:
    assert report_period.of(kind, date(2026, 12, 31), FAR).key == key


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("kind", ["day", "week", "month", "year"])
def test_the_ends_of_the_calendar_are_refused_in_one_way(kind: PeriodKind, day: date) -> None:
    with pytest.raises(OverflowError):
        report_period.of(kind, day, FAR)
    with pytest.raises(OverflowError):
        report_period.between(day, day)
