"""Finnish working days: which days are holidays, and counting on from a day.

The holidays come from the ``holidays`` package; its default set for Finland holds Midsummer Eve and Christmas Eve
too, on which offices are closed. Whether a Saturday counts as a working day (*arkipäivä*) is the caller's choice.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

SATURDAY, SUNDAY = 5, 6


@cache
def _holidays_of(year: int) -> frozenset[date]:
    from holidays.countries.finland import FI  # noqa: PLC0415 - 100 ms that the first paint does not wait for

    return frozenset(FI(years=year))  # type: ignore[no-untyped-call]


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday or an eve on which offices are closed."""
    return day in _holidays_of(day.year)


def is_workday(day: date, *, saturday_counts: bool = False) -> bool:
    """Tell whether a day is a working day: Monday to Friday, or to Saturday, and no holiday."""
    last = SATURDAY if saturday_counts else SATURDAY - 1
    return day.weekday() <= last and not is_holiday(day)


def nth_workday_after(day: date, count: int, *, saturday_counts: bool = False) -> date:
    """Return the ``count``-th working day after a day, the day itself not counted. ``count`` is at least 1."""
    return _walk(day, count, lambda candidate: is_workday(candidate, saturday_counts=saturday_counts))


def workdays_between(start: date, end: date) -> int:
    """Return how many working days (Monday to Friday) lie after ``start`` up to ``end``; never negative."""
    return sum(is_workday(start + timedelta(days=offset)) for offset in range(1, (end - start).days + 1))


def _walk(day: date, count: int, counts: Callable[[date], bool]) -> date:
    while count > 0:
        day += timedelta(days=1)
        count -= counts(day)
    return day
