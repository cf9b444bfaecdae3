"""When calls come to an advice line, and who is there to take them: five years of days, hours, clocks and advisors."""

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from advisor_tui import clock
from advisor_tui.workdays import is_holiday

YEARS = 5
DAYS = YEARS * 365
WEEKDAYS = (1.25, 1.05, 1.0, 0.95, 0.9, 0.12, 0.08)
"""How many calls come on a Monday, a Tuesday, ... beside each other; a holiday is as a Sunday."""

MONTHS = (1.12, 1.05, 1.02, 1.0, 0.98, 0.85, 0.75, 0.95, 1.05, 1.06, 1.1, 1.0)
GROWTH = 0.06
"""Share by which each year has more calls than the one before."""

HOURS = (2, 1, 1, 1, 1, 2, 5, 20, 130, 165, 155, 125, 110, 115, 105, 75, 25, 18, 14, 10, 7, 5, 4, 3)
"""How many calls of a day come in each hour of the wall; the line is open from 8 to 16, on duty by night."""

ROSTER = (
    ("MK", 0.0, 1.0),
    ("TH", 0.0, 1.0),
    ("AL", 0.0, 1.0),
    ("PV", 0.0, 1.0),
    ("SN", 0.0, 1.0),
    ("RJ", 0.0, 1.0),
    ("EO", 0.0, 1.0),
    ("KS", 0.0, 0.72),
    ("JM", 0.0, 0.4),
    ("LP", 0.0, 0.55),
    ("HA", 0.0, 0.2),
    ("VÄ", 0.05, 1.0),
    ("ÖB", 0.15, 0.9),
    ("IT", 0.2, 1.0),
    ("MN", 0.35, 1.0),
    ("OR", 0.4, 1.0),
    ("TK", 0.5, 0.95),
    ("SY", 0.55, 1.0),
    ("NL", 0.75, 1.0),
    ("EK", 0.9, 1.0),
)
"""Advisors, and the shares of the five years when each came and left: about fifteen are there at a time."""


@dataclass(frozen=True)
class Start:
    """When a call begins (UTC), who takes it, and for how many seconds it has to last at least."""

    at: datetime
    advisor: str
    at_least: int = 0


def starts(chance: random.Random, count: int, last: date, span: int = DAYS) -> Iterator[Start]:
    """Yield so many starts in five years, or another span of days, up to a day, in their order.

    Among them are calls over each change of the clock and over each turn of a year, as far as there is room for them.
    """
    days = [last - timedelta(days=back) for back in range(span, -1, -1)]
    special = dict(list(_special(days))[: count // 4])
    hours = list(accumulate(HOURS))
    shares = list(accumulate(_weight(day, number / len(days)) for number, day in enumerate(days)))
    left = count - len(special)
    for number, day in enumerate(days):
        before = shares[number - 1] if number else 0.0
        here = round(left * shares[number] / shares[-1]) - round(left * before / shares[-1])
        moments = [_moment(chance, day, hours) for _each in range(here)]
        at_once = special.get(day)
        crew = [name for name, came, left_at in ROSTER if came <= number / len(days) < left_at]
        for moment in sorted([*moments, *([at_once] if at_once else [])]):
            yield Start(moment, crew[int(len(crew) * chance.random() ** 1.3)], 900 if moment is at_once else 0)


def _weight(day: date, gone: float) -> float:
    by_day = WEEKDAYS[6] if is_holiday(day) else WEEKDAYS[day.weekday()]
    return by_day * MONTHS[day.month - 1] * (1 + GROWTH * YEARS * gone)


def _special(days: list[date]) -> Iterator[tuple[date, datetime]]:
    """Yield the days on which a call must be going on: when the clock is changed, and when a year ends."""
    for day in days:
        midnight = clock.at_local(datetime.combine(day, time()))
        after = clock.at_local(datetime.combine(day + timedelta(days=1), time()))
        if midnight.utcoffset() != after.utcoffset():
            yield day, datetime.combine(day, time(0, 52, 30, 250), UTC)  # all of Europe changes at 1.00 UTC
        elif (day.month, day.day) == (12, 31):
            yield day, clock.at_local(datetime.combine(day, time(23, 54, 1))).astimezone(UTC)


def _moment(chance: random.Random, day: date, hours: list[int]) -> datetime:
    draw = chance.random
    hour = bisect(hours, draw() * hours[-1])
    second, micro = int(draw() * 3600), int(draw() * 1_000_000)
    naive = datetime(day.year, day.month, day.day, hour, second // 60, second % 60, micro)  # noqa: DTZ001 - the wall's
    return clock.at_local(naive).astimezone(UTC)
