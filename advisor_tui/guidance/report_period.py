"""The period of a report, and the one it is compared with: days, weeks, months and years of the calendar.

A period that still runs ends today, and its like before ends equally far on: half a month beside a whole one would
tell of a fall where there is none. A day stands beside the same weekday of the week before, because a Monday and a
Sunday are not alike; days of one's own choice stand beside as many days before them.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

PeriodKind = Literal["day", "week", "month", "year", "days"]

YEARS = range(1900, 9999)
"""Years that are understood: the calendar's own ends have no day before, or none after them."""


class ReportPeriod(Struct, frozen=True):
    """From ``first`` to ``last``, both included, and the period it is compared with."""

    kind: PeriodKind
    first: date
    last: date
    before_first: date
    before_last: date

    @property
    def key(self) -> str:
        """A name for files (``2026-11``, ``2026-W48``), which sorts as time goes; days lie under that of their kind."""
        if self.kind == "week":
            year, week, _day = self.first.isocalendar()
            return f"{year}-W{week:02}"
        if self.kind == "days":
            return f"{self.first.isoformat()}--{self.last.isoformat()}"
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.kind]]


def of(kind: PeriodKind, day: date, today: date) -> ReportPeriod:
    """Return the day, week (from Monday, ISO 8601), month or year that a day lies in, up to today if it still runs.

    Raises ``OverflowError`` for years outside of :data:`YEARS`.
    """
    first, end = _whole(kind, day)
    before_first, before_end = _whole(kind, _step(kind, first, -1))
    if first <= today < end:
        gone = today - first
        return ReportPeriod(kind, first, today, before_first, min(before_first + gone, before_end))
    return ReportPeriod(kind, first, end, before_first, before_end)


def between(first: date, last: date) -> ReportPeriod:
    """Return days of one's own choice, beside as many days before them. Raises ``OverflowError`` likewise."""
    length = last - first + timedelta(days=1)
    _understood(first)
    _understood(last)
    return ReportPeriod("days", first, last, _understood(first - length), first - timedelta(days=1))


def moved(period: ReportPeriod, step: int, today: date) -> ReportPeriod:
    """Return the period before (``step`` -1) or after (1) one. Raises ``OverflowError`` likewise."""
    if period.kind == "days":
        length = (period.last - period.first + timedelta(days=1)) * step
        return between(period.first + length, period.last + length)
    shift = timedelta(days=step) if period.kind == "day" else None
    day = period.first + shift if shift else _step(period.kind, period.first, step)
    return of(period.kind, day, today)


def _understood(day: date) -> date:
    if day.year not in YEARS:
        raise OverflowError(day.year)
    return day


def _whole(kind: PeriodKind, day: date) -> tuple[date, date]:
    """Return the first and the last day of the span that a day lies in."""
    _understood(day)
    if kind == "week":
        monday = day - timedelta(days=day.weekday())
        return _understood(monday), _understood(monday + timedelta(days=6))
    if kind == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if kind == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def _step(kind: PeriodKind, first: date, step: int) -> date:
    """Return the first day of the span that stands beside the one beginning at ``first``."""
    if kind in ("day", "week"):
        return first + timedelta(days=7 * step)
    if kind == "year":
        return _understood(first).replace(year=first.year + step)
    months = first.year * 12 + first.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)
