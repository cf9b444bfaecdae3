"""All the hours of a week told in words (``ma–pe 8–15``), with what holds only for a time and what is an exception."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from advisor_tui.catalogue.contact import Schedule
from advisor_tui.catalogue.opening import DAYS, ImpossibleHours, always, days_of, minutes_of
from advisor_tui.errors import shown
from advisor_tui.language import _, full_day, hours, weekday

MONDAY = date(2024, 1, 1)
"""A Monday, from which the names of the days are taken."""

Period = tuple[date | None, date | None]
"""The first and the last day for which hours hold; None where there is none."""


def hours_in_words(schedules: Iterable[Schedule]) -> str:
    """Return hours in the reader's language, the same for schedules in any order; empty where there are none.

    Hours that no clock shows are told as they are written.
    """
    schedules = tuple(schedules)
    if _never_closed(schedules):
        return _("always open")
    usual = [each for each in schedules if not each.exception]
    exceptions = [each for each in schedules if each.exception]
    told = [_usual(period, found) for period, found in _by_period(usual)]
    told += [_exceptional(period, found) for period, found in _by_period(exceptions)]
    return "; ".join(told)


def _never_closed(schedules: tuple[Schedule, ...]) -> bool:
    if any(each.closed or each.description for each in schedules):
        return False
    try:
        return always(schedules, date.min)  # from the first day there is: what begins one day is told with that day
    except ImpossibleHours:
        return False


def _by_period(schedules: Iterable[Schedule]) -> list[tuple[Period, list[Schedule]]]:
    found: dict[Period, list[Schedule]] = {}
    for each in schedules:
        found.setdefault((each.valid_from, each.valid_to), []).append(each)
    return sorted(found.items(), key=lambda item: tuple((day is not None, day or date.min) for day in item[0]))


def _usual(period: Period, schedules: Sequence[Schedule]) -> str:
    when = _when(period)
    return f"{when}: {_week(schedules)}" if when else _week(schedules)


def _exceptional(period: Period, schedules: Sequence[Schedule]) -> str:
    when = _when(period)
    first, last = period
    told = _week(schedules, name_days=first is None or first != last)
    if when:
        return _("exception {when}: {hours}").format(when=when, hours=told)
    return _("exception: {hours}").format(hours=told)


def _when(period: Period) -> str:
    first, last = period
    if first and last:
        return full_day(first) if first == last else f"{full_day(first)}–{full_day(last)}"
    if first:
        return _("from {day}").format(day=full_day(first))
    return _("until {day}").format(day=full_day(last)) if last else ""


def _week(schedules: Sequence[Schedule], *, name_days: bool = True) -> str:
    """Return the hours of a week: days with the same hours are told together."""
    by_day: dict[int, list[str]] = {}
    odd: list[str] = []
    for each in sorted(schedules, key=_in_order):
        try:
            days, told = days_of(each.byday), _told(each)
        except ImpossibleHours:
            odd.append(_as_written(each))
            continue
        for day in dict.fromkeys(days):
            spans = by_day.setdefault(day, [])
            if told not in spans:
                spans.append(told)
    together: dict[tuple[str, ...], list[int]] = {}
    for day in sorted(by_day):
        together.setdefault(tuple(by_day[day]), []).append(day)
    week = len(together) == 1 and len(by_day) == len(DAYS)
    named = name_days and not (week and all(each.closed for each in schedules))
    parts = (_with_days(days, spans) if named else _all_of(spans) for spans, days in together.items())
    return ", ".join((*parts, *odd))


def _in_order(schedule: Schedule) -> tuple[str | bool, ...]:
    times = schedule.opens_at, schedule.closes_at, schedule.overnight, schedule.closed
    return (*times, schedule.on_holidays, schedule.description, schedule.byday)


def _with_days(days: Sequence[int], spans: Sequence[str]) -> str:
    return f"{', '.join(_runs(days))} {_all_of(spans)}"


def _runs(days: Sequence[int]) -> Iterator[str]:
    """Yield days that follow on each other as one span (``ma–pe``)."""
    starts = [days[0], *(later for earlier, later in pairwise(days) if later != earlier + 1)]
    ends = [*(earlier for earlier, later in pairwise(days) if later != earlier + 1), days[-1]]
    for start, end in zip(starts, ends, strict=True):
        yield _day(start) if start == end else f"{_day(start)}–{_day(end)}"


def _day(number: int) -> str:
    return weekday(MONDAY + timedelta(days=number))


def _all_of(spans: Sequence[str]) -> str:
    *others, last = spans
    return _("{first} and {last}").format(first=", ".join(others), last=last) if others else last


def _told(schedule: Schedule) -> str:
    """Return one span of hours without its days. Raises :class:`ImpossibleHours`."""
    notes = [shown(schedule.description)] if schedule.description else []
    if schedule.closed:
        told = _("closed")
    else:
        start, end = minutes_of(schedule.opens_at), minutes_of(schedule.closes_at)
        told = f"{_time(start)}–{_time(end)}"
        if schedule.overnight and end >= start:
            notes.insert(0, _("to the next day"))
        if schedule.on_holidays and not schedule.exception:
            notes.insert(0, _("also on holidays"))
    return f"{told} ({', '.join(notes)})" if notes else told


def _time(minutes: int) -> str:
    """Return a full hour without its zeros, as people say it (``15``, but ``15.30``; midnight at the end is ``24``)."""
    hour, minute = divmod(minutes, 60)
    return hours(datetime(MONDAY.year, 1, 1, hour, minute, tzinfo=UTC)) if minute else str(hour)


def _as_written(schedule: Schedule) -> str:
    times = _("closed") if schedule.closed else f"{shown(schedule.opens_at)}–{shown(schedule.closes_at)}"
    return " ".join(filter(None, (shown(schedule.byday), times)))
