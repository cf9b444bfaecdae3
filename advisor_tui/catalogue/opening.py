"""Open now, until when, or when next: a service's hours told in words.

Hours are those of the wall in Finland; holidays are closed unless a schedule says otherwise.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from advisor_tui.catalogue.contact import Schedule
from advisor_tui.errors import shown
from advisor_tui.language import _, hours, short_day, weekday
from advisor_tui.workdays import is_holiday

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AHEAD = 14
"""Days looked ahead for the next opening: over Christmas, offices may stay closed for more than a week."""

DAY, WEEK = timedelta(days=1), timedelta(days=7)
DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES


class ImpossibleHours(ValueError):
    """Hours that no clock shows; the message says which part."""


@dataclass(frozen=True)
class Opening:
    """What can be said of a moment: ``open`` is None when no hours are known, ``until`` None when it never closes.

    An ``until`` a day or more away is told as the end of today.
    """

    open: bool | None
    until: datetime | None = None
    opens: datetime | None = None


@lru_cache(maxsize=256)
def days_of(byday: str) -> tuple[int, ...]:
    """Return the weekdays (Monday 0) of ``MO-FR`` or ``MO,WE``. Raises :class:`ImpossibleHours` for anything else."""
    found: list[int] = []
    for part in byday.upper().replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            raise ImpossibleHours(part)
        start = DAYS.index(first)
        end = DAYS.index(last) if dash else start
        if end < start:
            raise ImpossibleHours(part)
        found.extend(range(start, end + 1))
    return tuple(found)


@lru_cache(maxsize=512)
def minutes_of(time: str) -> int:
    """Return minutes from midnight of ``HH:MM``, up to ``24:00``. Raises :class:`ImpossibleHours` for anything else."""
    hour, colon, minute = time.partition(":")
    if not (colon and time.isascii() and hour.isdecimal() and minute.isdecimal() and len(hour) == len(minute) == 2):
        raise ImpossibleHours(time)
    total = int(hour) * 60 + int(minute)
    if int(minute) > 59 or total > DAY_MINUTES:
        raise ImpossibleHours(time)
    return total


def problems_of(schedule: Schedule) -> Iterator[tuple[str, str]]:
    """Yield what no clock shows in hours: the name of the field, and what is wrong with it."""
    for name, reader in (("byday", days_of), ("opens_at", minutes_of), ("closes_at", minutes_of)):
        try:
            reader(getattr(schedule, name))
        except ImpossibleHours as error:
            yield name, _("impossible hours: “{value}”").format(value=shown(error))
            return
    if not schedule.overnight and minutes_of(schedule.closes_at) <= minutes_of(schedule.opens_at):
        yield (
            "closes_at",
            _("impossible hours: it closes before it opens (say overnight = true if it is open over night)"),
        )
    if schedule.valid_from and schedule.valid_to and schedule.valid_to < schedule.valid_from:
        yield "valid_to", _("impossible hours: the last day is before the first")


def always(schedules: Iterable[Schedule], day: date) -> bool:
    """Tell whether the schedules together leave no minute of any week from a day on closed, holidays included."""
    schedules = tuple(schedules)
    if any(each.exception and (each.valid_to is None or each.valid_to >= day) for each in schedules):
        return False
    covered = 0
    for start, end in sorted(_minutes_of_week(schedules, day)):
        if start <= covered:
            covered = max(covered, end)
    return covered >= WEEK_MINUTES


def _minutes_of_week(schedules: Iterable[Schedule], day: date) -> Iterator[tuple[int, int]]:
    """Yield the spans of the schedules that neither holidays nor a last day end; what runs over Sunday, twice."""
    for each in schedules:
        endless = each.on_holidays and each.valid_to is None and not each.exception
        if endless and (each.valid_from is None or each.valid_from <= day):
            for weekday_number in days_of(each.byday):
                start = weekday_number * DAY_MINUTES + minutes_of(each.opens_at)
                end = weekday_number * DAY_MINUTES + minutes_of(each.closes_at) + each.overnight * DAY_MINUTES
                yield start, end
                yield start - WEEK_MINUTES, end - WEEK_MINUTES


def opening(schedules: tuple[Schedule, ...], moment: datetime) -> Opening:
    """Return whether hours cover a moment (in the zone of the wall), and what comes next."""
    if not schedules:
        return Opening(None)
    if always(schedules, moment.date()):
        return Opening(open=True)
    spans = sorted(_spans(schedules, moment))
    until = moment
    for start, end in spans:
        if start <= until < end:
            until = end
    if until - moment >= DAY:
        # Only the hour is told, which would be taken for that of today.
        until = _at(moment.date(), "24:00", moment)
    if until > moment:
        return Opening(open=True, until=until)
    return Opening(open=False, opens=next((start for start, _end in spans if start > moment), None))


def _spans(schedules: tuple[Schedule, ...], moment: datetime) -> Iterable[tuple[datetime, datetime]]:
    for offset in range(-1, AHEAD + 1):
        day = moment.date() + timedelta(days=offset)
        for schedule in _of_day(schedules, day):
            end_day = day + timedelta(days=1) if schedule.overnight else day
            yield _at(day, schedule.opens_at, moment), _at(end_day, schedule.closes_at, moment)


def _of_day(schedules: tuple[Schedule, ...], day: date) -> list[Schedule]:
    """Return the hours of a day; where exceptions are told for it, only they hold."""
    exceptions = [each for each in schedules if each.exception and _holds(each, day)]
    if exceptions:
        return [each for each in exceptions if not each.closed]
    return [each for each in schedules if not each.exception and not each.closed and _holds(each, day)]


def _holds(schedule: Schedule, day: date) -> bool:
    within = (schedule.valid_from is None or day >= schedule.valid_from) and (
        schedule.valid_to is None or day <= schedule.valid_to
    )
    # An exception names its days itself.
    that_day = schedule.on_holidays or schedule.exception or not is_holiday(day)
    return within and day.weekday() in days_of(schedule.byday) and that_day


def _at(day: date, time: str, moment: datetime) -> datetime:
    hour, minute = divmod(minutes_of(time), 60)
    days, hour = divmod(hour, 24)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=moment.tzinfo) + timedelta(days=days)


def told(state: Opening, moment: datetime) -> str:
    """Return the state as a card tells it (``auki klo 15 asti``); empty when no hours are known."""
    if state.open is None:
        return ""
    if state.open:
        if state.until is None:
            return _("always open")
        return _("open until {time}").format(time=_end_hour(state.until))
    if state.opens is None:
        return _("closed")
    return _("closed, opens {when}").format(when=_when(state.opens, moment))


def told_briefly(state: Opening) -> str:
    """Return the state as a list has room for it (``auki –15``); empty when no hours are known."""
    if state.open is None:
        return ""
    if state.open:
        return _("always") if state.until is None else _("open –{time}").format(time=_end_hour(state.until))
    return _("closed")


def _when(opens: datetime, moment: datetime) -> str:
    if opens.date() == moment.date():
        return _hour(opens)
    if opens.date() - moment.date() < WEEK:  # a week from today would be called by today's name
        return f"{weekday(opens.date())} {_hour(opens)}"
    return short_day(opens.date())


def _hour(moment: datetime) -> str:
    """Return a full hour without its zeros, as people say it (``15``, but ``15.30``)."""
    return str(moment.hour) if moment.minute == 0 else hours(moment)


def _end_hour(moment: datetime) -> str:
    """Return the hour at which something ends: midnight ends a day as its 24th hour."""
    return _hour(moment) if moment.hour or moment.minute else "24"
