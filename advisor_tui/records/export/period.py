"""The span of an export: a day, a shift, or from one moment to another, on the clock of the wall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from advisor_tui import clock
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _

MOMENTS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%Y-%m-%d", "%d.%m.%Y")
"""How a moment may be written: ISO, or as it is written in Finland."""

YEARS = range(1900, 9999)
"""Years that are understood: at the calendar's own ends a day has no midnight after it, or none in UTC."""


@dataclass(frozen=True)
class Period:
    """From ``start`` up to, not including, ``end``; both aware."""

    start: datetime
    end: datetime


def of_day(day: date) -> Period:
    """Return a whole day of the wall, which has 23 or 25 hours when the clocks change."""
    midnight = datetime.combine(day, time.min)
    return Period(clock.at_local(midnight), clock.at_local(midnight + timedelta(days=1)))


def of_shift(day: date, span: str) -> Period:
    """Return a shift (``22:00-07:00``) that begins on a day; one that ends before it begins goes over midnight."""
    start, end = (time.fromisoformat(part) for part in span.split("-"))
    last = day if end > start else day + timedelta(days=1)
    return Period(clock.at_local(datetime.combine(day, start)), clock.at_local(datetime.combine(last, end)))


def so_far(shifts: Mapping[str, str], now: datetime) -> Period:
    """Return the shift so far: from the start of the one that goes on, or of the last one today, or of the day.

    ``shifts`` are those of the settings (``22:00-07:00``); a night shift may have begun yesterday.
    """
    today = clock.local(now).date()
    begun = [
        found
        for span in shifts.values()
        for day in (today - timedelta(days=1), today)
        if (found := of_shift(day, span)).start <= now
    ]
    going_on = [each.start for each in begun if now < each.end]
    of_today = [each.start for each in begun if clock.local(each.start).date() == today]
    return Period(max(going_on or of_today, default=of_day(today).start), now)


def between(first: str, last: str) -> Period:
    """Return the span from one written moment to another; a day alone, as an end, is included."""
    start, _end = _span(first)
    _start, end = _span(last)
    if end <= start:
        raise AdvisorError(
            _("The period ends before it begins."),
            remedy=_("Give the earlier moment with --from, the later with --to."),
        )
    return Period(start, end)


def day_of(written: str) -> date:
    """Return the day that was written. Raises :class:`AdvisorError` for what is no day."""
    return clock.local(_span(written)[0]).date()


def _span(written: str) -> tuple[datetime, datetime]:
    for form in MOMENTS:
        try:
            moment = datetime.strptime(written.strip(), form)  # noqa: DTZ007 - the wall's zone is put on below
        except ValueError:
            continue
        if moment.year not in YEARS:
            break
        if "%H" in form:
            return clock.at_local(moment), clock.at_local(moment)
        whole = of_day(moment.date())
        return whole.start, whole.end
    raise AdvisorError(
        _("“{value}” is not a day or a moment.").format(value=shown(written)),
        remedy=_("Write it as 2026-11-21 or 2026-11-21T16:00."),
    )
