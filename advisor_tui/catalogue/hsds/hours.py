"""Hours of HSDS: recurrence rules (3.x), weekdays and holidays (1.1). Times are those of the wall where they hold.

An offset or a ``Z`` after a time is passed over: sources add it because the schema asks for one, and mean the wall.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec import structs

from advisor_tui.catalogue.contact import Phone, Schedule
from advisor_tui.catalogue.hsds import own
from advisor_tui.catalogue.hsds.objects import Node
from advisor_tui.catalogue.opening import DAYS, ImpossibleHours, days_of, minutes_of, problems_of
from advisor_tui.catalogue.service import Service
from advisor_tui.language import _
from advisor_tui.text import fold

EVERY_DAY = "MO-SU"

CLOSED = "Closed"
"""What is noted, for those who read HSDS, of days that are closed: the schema has no field for that."""

SPAN = 3
"""Days in a row from which they are told as a span (``MO-WE``)."""

NO_WEEK = ("byweekno", "bymonthday", "byyearday", "count")
"""Parts of a recurrence rule that say more than which days of each week."""

_TIME = re.compile(
    r"(\d{1,2})(?:[:.]?(\d{2}))?(?::\d{2}(?:[.,]\d+)?)?\s*(?:([ap])\.?\s?m\.?)?\s*(?:z|utc|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
"""``09:00:00``, ``9:00``, ``0900``, ``09:00Z``, ``9.30``, ``9am``, ``9:30 p.m.``"""

_WEEKDAYS = {
    **{day.lower(): place for place, day in enumerate(DAYS)},
    **{name[:3]: place for place, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
}


@dataclass
class Hours:
    """What is said of when something is open, and the texts of rules that a week cannot hold."""

    schedules: list[Schedule] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, node: Node) -> None:
        """Take the hours of a service, of a place, of a service at a place."""
        for each in node.rows("schedules"):
            self._take(each, rule(each), each.text("description"))
        weekly = [found for each in node.rows("regular_schedules") if (found := self._weekday(each))]
        self.schedules += _together(weekly)
        for each in node.rows("holiday_schedules"):
            self._take(each, _holiday(each), "")

    def _take(self, node: Node, base: Schedule, told: str) -> None:
        found = own.overlaid(base, node)
        problem = next(iter(problems_of(found)), None)
        if problem is None:
            self.schedules.append(found)
            return
        written = " ".join(filter(None, (told, _as_written(node))))
        if written and written not in self.texts:
            self.texts.append(written)
        node.wrong(problem[0], _("such hours cannot be kept; they stand in the description"))

    def _weekday(self, node: Node) -> Schedule | None:
        before = len(self.schedules)
        self._take(node, _weekly(node), "")
        return self.schedules.pop() if len(self.schedules) > before else None


def time_of(written: str) -> str:
    """Return a time as ``HH:MM``; as it is written where it is none."""
    found = _TIME.fullmatch(written.rpartition("T")[2].strip())
    if not found:
        return written
    hour, minute, half = int(found.group(1)), found.group(2) or "00", (found.group(3) or "").lower()
    if half:
        hour = hour % 12 + 12 * (half == "p")
    return f"{hour:02}:{minute}"


def byday_of(days: Iterable[int]) -> str:
    """Return weekdays (Monday 0) as a schedule has them: three in a row and more as a span (``MO,WE-FR``)."""
    runs: list[list[int]] = []
    for day in sorted(set(days)):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    told = (
        f"{DAYS[run[0]]}-{DAYS[run[-1]]}" if len(run) >= SPAN else ",".join(DAYS[day] for day in run) for run in runs
    )
    return ",".join(told)


# ------------------------------------------------------------ reading


def rule(node: Node) -> Schedule:
    """Return the hours of a recurrence rule; without days where it says more than which days of each week."""
    start, end = node.day("valid_from") or node.day("dtstart"), node.day("valid_to") or node.day("until")
    frequency, interval = node.text("freq").upper(), node.number("interval")
    every_week = frequency in ("", "WEEKLY", "DAILY") and interval in (None, 0, 1)
    days = ""
    if every_week and not any(node.text(name) for name in NO_WEEK):
        days = _days(node.text("byday") or node.text("weekday"))
        if frequency == "DAILY" and not days:
            days = EVERY_DAY
    return _spanned(days, node, Schedule("", "", "", valid_from=start, valid_to=end))


def _weekly(node: Node) -> Schedule:
    start, end = node.day("valid_from"), node.day("valid_to")
    days = _days(node.text("weekday") or node.text("byday"))
    return _spanned(days, node, Schedule("", "", "", valid_from=start, valid_to=end))


def _holiday(node: Node) -> Schedule:
    """Return what holds on days of exception: closed, or other hours."""
    start = node.day("start_date")
    base = Schedule("", "", "", exception=True, valid_from=start, valid_to=node.day("end_date") or start)
    if start is None:
        return base
    if node.flag("closed"):
        return structs.replace(base, byday=EVERY_DAY, opens_at="00:00", closes_at="24:00", closed=True)
    return _spanned(EVERY_DAY, node, base)


def _spanned(days: str, node: Node, base: Schedule) -> Schedule:
    """Return hours with their times: what closes before it opens closes the next morning, ``23:59`` is midnight.

    HSDS has no way to say that something is always open but ``00:00`` to ``23:59`` (its field guidance).
    """
    opens, closes = time_of(node.text("opens_at")), time_of(node.text("closes_at"))
    if closes in ("00:00", "23:59"):
        closes = "24:00"
    try:
        overnight = minutes_of(closes) <= minutes_of(opens)
    except ImpossibleHours:
        overnight = False
    told = node.text("description")
    return structs.replace(base, byday=days, opens_at=opens, closes_at=closes, overnight=overnight, description=told)


def _days(written: str) -> str:
    """Return the days as a schedule has them; empty where something else is said."""
    try:
        return byday_of(days_of(written)) if written else ""
    except ImpossibleHours:
        pass
    found = []
    for part in re.split(r"[,;/\s]+", fold(written).strip(" ,;/")):
        if part in ("1", "2", "3", "4", "5", "6", "7"):  # ISO 8601: Monday is the first
            found.append(int(part) - 1)
        elif part[:3] in _WEEKDAYS or part in _WEEKDAYS:
            found.append(_WEEKDAYS.get(part, _WEEKDAYS.get(part[:3], 0)))
        else:
            return ""
    return byday_of(found)


def _together(schedules: list[Schedule]) -> list[Schedule]:
    """Return hours that stand day by day with the days of the same hours in one."""
    days: dict[Schedule, list[int]] = {}
    for each in schedules:
        days.setdefault(structs.replace(each, byday=""), []).extend(days_of(each.byday))
    return [structs.replace(each, byday=byday_of(found)) for each, found in days.items()]


def _as_written(node: Node) -> str:
    """Return the parts of a rule as the source has them."""
    parts = [node.text(name) for name in ("freq", "byday", "weekday", "byweekno", "bymonthday", "byyearday")]
    parts += [f"{name} {node.text(name)}" for name in ("interval", "count") if node.text(name) not in ("", "1")]
    times = "–".join(filter(None, (node.text("opens_at"), node.text("closes_at"))))
    days = "–".join(node.text(name) for name in ("start_date", "end_date", "dtstart", "until") if name in node)
    return " ".join(filter(None, (*parts, times, days)))


def sound(service: Service, node: Node) -> Service:
    """Return a service without hours that no clock shows: our own attributes could hold such."""

    def of_phones(phones: tuple[Phone, ...]) -> tuple[Phone, ...]:
        return tuple(structs.replace(each, schedules=kept(each.schedules)) for each in phones)

    def kept(schedules: tuple[Schedule, ...]) -> tuple[Schedule, ...]:
        impossible = [problem for each in schedules for _name, problem in problems_of(each)]
        for problem in impossible:
            node.wrong("schedules", problem)
        return tuple(each for each in schedules if not any(problems_of(each))) if impossible else schedules

    places = (
        structs.replace(each, phones=of_phones(each.phones), schedules=kept(each.schedules))
        for each in service.locations
    )
    return structs.replace(
        service, schedules=kept(service.schedules), phones=of_phones(service.phones), locations=tuple(places)
    )


# ------------------------------------------------------------ writing


def written(schedule: Schedule, owner: str) -> dict[str, Any]:
    """Return hours as HSDS has them. Days that are closed, and hours that no clock shows, get no times there."""
    found: dict[str, Any] = {
        "id": owner,
        "valid_from": _iso(schedule.valid_from),
        "valid_to": _iso(schedule.valid_to),
        "description": schedule.description,
        "notes": CLOSED if schedule.closed else "",
    }
    if not schedule.closed and not any(problems_of(schedule)):
        found |= {
            "freq": "WEEKLY",
            "byday": ",".join(DAYS[day] for day in days_of(schedule.byday)),
            "opens_at": _clock(schedule.opens_at),
            "closes_at": _clock(schedule.closes_at),
        }
    return found


def in_signs(schedule: Schedule) -> str:
    """Return hours in signs of no language (``MO-FR 08:00–16:00``); nothing of days that are closed or exceptions."""
    if schedule.closed or schedule.exception:
        return ""
    return f"{schedule.byday} {schedule.opens_at}–{schedule.closes_at}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _clock(time: str) -> str:
    """Return a time that every clock shows: the end of a day is ``23:59``, as HSDS's field guidance has it."""
    return "23:59:00" if time == "24:00" else f"{time}:00"
