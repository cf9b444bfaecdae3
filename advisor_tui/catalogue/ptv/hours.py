"""Hours of channels and of connections (``serviceHours``), made into schedules that a clock can show.

``DaysOfTheWeek`` holds for single days, ``OverMidnight`` from a day and hour to a later one, ``Exceptional`` instead
of the others for a time. What no clock shows is a fault and left out; exceptions that are over are left out, too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from msgspec import structs

from advisor_tui.catalogue.contact import Schedule
from advisor_tui.catalogue.opening import DAYS, ImpossibleHours, always, minutes_of, problems_of
from advisor_tui.catalogue.payload import Payload
from advisor_tui.catalogue.ptv import codes, moments, texts, wording
from advisor_tui.errors import shown
from advisor_tui.language import _

MIDNIGHT, DAY_END = "00:00", "24:00"

TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?", re.ASCII)
"""A time of day with or without its seconds, which say nothing of opening hours."""

WHOLE_DAY = re.compile(r"1\.00:00(:00)?")
"""Midnight at the end of a day, as a span of 24 hours is written on the source's platform."""

LONGEST_RUN = 60
"""Days over which hours without weekdays can run on end: a longer run of days and nights is a slip."""


class Hours(NamedTuple):
    """Schedules, and what is said of hours that no schedule can hold (``vain ajanvarauksella``)."""

    schedules: tuple[Schedule, ...] = ()
    note: str = ""


class _Span(NamedTuple):
    """From when to when on a weekday; ``overnight`` where it ends on the next morning."""

    day: int
    opens: str
    closes: str
    overnight: bool = False


@dataclass(frozen=True)
class _Entry:
    """One entry of hours: for when it holds, and what is said of it."""

    kind: codes.HourKind
    first: date | None
    last: date | None
    note: str

    def schedule(self, byday: str, opens: str, closes: str, *, overnight: bool = False) -> Schedule:
        return Schedule(
            byday,
            opens,
            closes,
            overnight=overnight,
            valid_from=self.first,
            valid_to=self.last,
            exception=self.kind == "exception",
            description=self.note,
        )


def read(payload: Payload, name: str, language: str, today: date) -> Hours:
    """Return the hours in a field; words of the importer's own are in a language."""
    found: list[Schedule] = []
    notes = []
    for item in payload.children(name):
        entry = _entry(item, language)
        if entry is None or (entry.last is not None and entry.last < today):
            continue
        schedules = _through_holidays(list(_schedules(item, entry)))
        found += schedules
        if not schedules:
            notes.append(entry.note)
    return Hours(tuple(dict.fromkeys(found)), wording.joined(*notes))


def _entry(item: Payload, language: str) -> _Entry | None:
    named = "serviceHourType" in item
    kind = codes.known(item, "serviceHourType", codes.HOURS, None) if named else "week"
    if kind is None:
        return None  # hours of a kind that nobody knows could mean anything
    said = texts.in_each(item, "additionalInformation")
    own = wording.BY_APPOINTMENT.pick(texts.language(said) or language) if item.flag("isReservation") else ""
    first, last = moments.day(item, "validFrom"), moments.day(item, "validTo")
    if kind == "exception":
        last = last or first  # a single day has only a beginning
        if first is None:
            item.wrong("validFrom", _("an exception needs its first day"))
            return None
    elif last is None and item.flag("validForNow"):
        first = None
    if first and last and last < first:
        item.wrong("validTo", _("impossible hours: the last day is before the first"))
        return None
    return _Entry(kind, first, last, wording.joined(own, texts.main(said)))


def _schedules(item: Payload, entry: _Entry) -> Iterator[Schedule]:
    if item.flag("isClosed"):
        whole = entry.schedule("MO-SU", MIDNIGHT, DAY_END)
        # What is closed for a time is closed whatever the other hours say.
        yield structs.replace(whole, closed=True, exception=bool(entry.first or entry.last))
        return
    if item.flag("isAlwaysOpen"):
        yield entry.schedule("MO-SU", MIDNIGHT, DAY_END)
        return
    spans: list[_Span] = []
    for opening in item.children("openingHour"):
        if entry.kind == "exception" and not opening.text("dayFrom"):
            yield from _between(opening, entry)
        else:
            spans += _sound(opening, _spans(opening, entry))
    yield from _together(spans, entry)


def _through_holidays(schedules: list[Schedule]) -> list[Schedule]:
    """Return hours that leave no minute of a week out as open on holidays, too: nothing closes such a service."""
    if any(each.exception or each.closed for each in schedules):
        return schedules
    weeks = [structs.replace(each, on_holidays=True, valid_from=None, valid_to=None) for each in schedules]
    open_always = always(weeks, date.min)
    return [structs.replace(each, on_holidays=True) for each in schedules] if open_always else schedules


def _spans(opening: Payload, entry: _Entry) -> Iterable[_Span]:
    day, opens, closes = _day(opening, "dayFrom"), _time(opening, "from"), _time(opening, "to")
    if day is None or not opens or not closes:
        return ()
    to = _day(opening, "dayTo") if opening.text("dayTo") else None
    if entry.kind == "span":
        return _over_midnight(_Span(day, opens, closes), to)
    closes = DAY_END if closes == MIDNIGHT else closes
    if entry.first is not None and entry.first == entry.last:
        return (_Span(entry.first.weekday(), opens, closes),)  # a day by its date has that date's weekday
    # Old data has Monday as the last day of each day (PTV-3455): a week does not run backwards.
    return [_Span(each, opens, closes) for each in range(day, max(day, to or day) + 1)]


def _over_midnight(span: _Span, to: int | None) -> Iterator[_Span]:
    """Yield the days of a span that runs on end from a day and hour to another, at most a week later."""
    ends_later = span.closes > span.opens
    days = (0 if ends_later else 1) if to is None else (to - span.day) % 7 or (0 if ends_later else 7)
    if days == 0:
        yield span
    elif days == 1:
        yield span._replace(closes=DAY_END) if span.closes == MIDNIGHT else span._replace(overnight=True)
    else:
        yield span._replace(closes=DAY_END)
        for between in range(1, days):
            yield _Span((span.day + between) % 7, MIDNIGHT, DAY_END)
        if span.closes != MIDNIGHT:
            yield _Span((span.day + days) % 7, MIDNIGHT, span.closes)


def _between(opening: Payload, entry: _Entry) -> Iterator[Schedule]:
    """Yield an exception without weekdays: hours of each of its days, or one span on end.

    The latter is meant where it ends at an earlier hour than it begins, which the source allows for several days only.
    """
    opens, closes = _time(opening, "from"), _time(opening, "to")
    first, last = entry.first, entry.last
    if not opens or not closes or first is None or last is None:
        return
    days = (last - first).days
    closes = DAY_END if closes == MIDNIGHT and not days else closes
    if opens < closes or not days or days > LONGEST_RUN:
        if _possible(opening, entry.schedule("MO-SU", opens, closes)):
            byday = "MO-SU" if days >= 6 else _byday({(first + timedelta(each)).weekday() for each in range(days + 1)})
            yield entry.schedule(byday, opens, closes)
        return
    for number in range(days + 1):
        day = first + timedelta(number)
        begins, ends = opens if number == 0 else MIDNIGHT, closes if number == days else DAY_END
        if begins != ends:
            yield replace(entry, first=day, last=day).schedule(DAYS[day.weekday()], begins, ends)


def _together(spans: Iterable[_Span], entry: _Entry) -> Iterator[Schedule]:
    """Yield schedules of the days that have the same hours."""
    by_hours: dict[tuple[str, str, bool], set[int]] = {}
    for span in spans:
        by_hours.setdefault((span.opens, span.closes, span.overnight), set()).add(span.day)
    for (opens, closes, overnight), days in by_hours.items():
        yield entry.schedule(_byday(days), opens, closes, overnight=overnight)


def _byday(days: Iterable[int]) -> str:
    """Return days as HSDS writes them, three or more on end as a span (``MO-WE,FR``)."""
    parts: list[str] = []
    for _key, group in groupby(enumerate(sorted(days)), lambda each: each[1] - each[0]):
        run = [DAYS[day] for _number, day in group]
        parts += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else run
    return ",".join(parts)


def _sound(opening: Payload, spans: Iterable[_Span]) -> list[_Span]:
    """Return the spans of an opening; none where its hours are impossible, which the first of its days shows."""
    found = list(spans)
    for each in found[:1]:
        if not _possible(opening, Schedule(DAYS[each.day], each.opens, each.closes, overnight=each.overnight)):
            return []
    return found


def _possible(opening: Payload, schedule: Schedule) -> bool:
    for field, problem in problems_of(schedule):
        opening.wrong({"opens_at": "from", "closes_at": "to"}.get(field, field), problem)
        return False
    return True


def _day(opening: Payload, name: str) -> int | None:
    written = opening.text(name)
    found = codes.DAYS.get(written.lower())
    if found is None:
        opening.wrong(name, _("impossible hours: “{value}”").format(value=shown(written)))
    return found


def _time(opening: Payload, name: str) -> str:
    """Return a time of day as ``HH:MM``; empty where there is none."""
    written = opening.text(name)
    found = TIME.fullmatch(written)
    time = DAY_END if WHOLE_DAY.fullmatch(written) else f"{found[1]:0>2}:{found[2]}" if found else written
    try:
        minutes_of(time)
    except ImpossibleHours:
        opening.wrong(name, _("impossible hours: “{value}”").format(value=shown(written)))
        return ""
    return time
