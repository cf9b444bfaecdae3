"""Working days in Finland, and counting on from a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.workdays import is_holiday, is_workday, nth_workday_after, workdays_between

WORKED = [
    (date(2026, 6, 12), date(2026, 6, 24), date(2026, 6, 23)),
    (date(2026, 11, 23), date(2026, 12, 2), date(2026, 12, 1)),
    (date(2026, 11, 27), date(2026, 12, 8), date(2026, 12, 5)),
    (date(2026, 12, 18), date(2026, 12, 31), date(2026, 12, 30)),
    (date(2026, 12, 21), date(2027, 1, 4), date(2027, 1, 2)),
    (date(2026, 12, 30), date(2027, 1, 12), date(2027, 1, 9)),
    (date(2026, 4, 1), date(2026, 4, 14), date(2026, 4, 11)),
]
"""Contact, and its 7th working day when a week has five working days and when it has six."""

days = st.dates(min_value=date(2015, 4, 1), max_value=date(2060, 12, 31))
counts = st.integers(min_value=1, max_value=30)


@pytest.mark.parametrize(("contact", "to_friday", "to_saturday"), WORKED)
def test_the_seventh_working_day_is_that_of_the_worked_table(contact: date, to_friday: date, to_saturday: date) -> None:
    assert nth_workday_after(contact, 7) == to_friday
    assert nth_workday_after(contact, 7, saturday_counts=True) == to_saturday


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "uudenvuodenpäivä"),
        (date(2026, 1, 6), "loppiainen"),
        (date(2026, 4, 3), "pitkäperjantai"),
        (date(2026, 4, 6), "toinen pääsiäispäivä"),
        (date(2026, 5, 1), "vappu"),
        (date(2026, 5, 14), "helatorstai"),
        (date(2026, 6, 19), "juhannusaatto"),
        (date(2026, 12, 24), "jouluaatto"),
        (date(2026, 12, 25), "joulupäivä"),
        (date(2027, 12, 6), "itsenäisyyspäivä"),
    ],
)
def test_a_holiday_in_the_middle_of_the_week_is_no_working_day(day: date, name: str) -> None:
    assert is_holiday(day), name
    assert not is_workday(day), name
    assert not is_workday(day, saturday_counts=True), name


def test_new_years_eve_and_maundy_thursday_are_working_days() -> None:
    assert is_workday(date(2026, 12, 31))
    assert is_workday(date(2026, 4, 2))


def test_a_saturday_counts_only_where_it_is_said_to_and_a_sunday_never() -> None:
    saturday, sunday = date(2026, 11, 28), date(2026, 11, 29)
    assert not is_workday(saturday)
    assert is_workday(saturday, saturday_counts=True)
    assert not is_workday(sunday, saturday_counts=True)


def test_a_holiday_on_a_saturday_does_not_count_even_where_saturdays_do() -> None:
    assert not is_workday(date(2026, 6, 20), saturday_counts=True)


def test_the_day_itself_is_not_counted() -> None:
    monday = date(2026, 11, 23)
    assert nth_workday_after(monday, 1) == date(2026, 11, 24)


def test_working_days_between_two_days_leave_out_the_first_and_take_in_the_last() -> None:
    assert workdays_between(date(2026, 11, 23), date(2026, 12, 2)) == 7
    assert workdays_between(date(2026, 11, 27), date(2026, 11, 29)) == 0


def test_there_are_no_working_days_before_the_start() -> None:
    assert workdays_between(date(2026, 12, 2), date(2026, 11, 23)) == 0
    assert workdays_between(date(2026, 12, 2), date(2026, 12, 2)) == 0


@given(day=days, count=counts, saturday_counts=st.booleans())
@settings(deadline=None, max_examples=150)
def test_the_result_is_a_working_day_with_exactly_so_many_after_the_start(
    day: date, count: int, saturday_counts: bool
) -> None:
    found = nth_workday_after(day, count, saturday_counts=saturday_counts)
    after = [day + timedelta(days=offset) for offset in range(1, (found - day).days + 1)]
    assert is_workday(found, saturday_counts=saturday_counts)
    assert sum(is_workday(each, saturday_counts=saturday_counts) for each in after) == count


@given(day=days, count=counts)
@settings(deadline=None, max_examples=150)
def test_counting_saturdays_never_gives_a_later_day(day: date, count: int) -> None:
    assert nth_workday_after(day, count, saturday_counts=True) <= nth_workday_after(day, count)


@given(day=days, count=counts)
@settings(deadline=None, max_examples=100)
def test_the_days_between_agree_with_the_days_counted_on(day: date, count: int) -> None:
    assert workdays_between(day, nth_workday_after(day, count)) == count
