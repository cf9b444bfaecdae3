"""Hours in free text, in Finnish, Swedish and English (``ma–to klo 8–16, pe 8–14``, ``Mon-Fri 9am-3pm``, ``24/7``).

All of a text is understood, or none of it: hours with "but not on Wednesdays" left out would send people to closed
doors.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from advisor_tui.catalogue.contact import Schedule
from advisor_tui.catalogue.opening import DAY_MINUTES, DAYS, ImpossibleHours, minutes_of
from advisor_tui.text import fold

LONGEST = 500
"""Characters: hours of each day in three languages need half of it, and a longer text is no list of hours."""

EVENING, NOON = 15 * 60, 12 * 60
"""Minutes from midnight: hours that end before they begin go on to the next morning only when they begin in the
afternoon and end before noon; otherwise ``9-3`` means the afternoon, or is a slip."""

WORKDAYS, WEEKEND, EVERY_DAY = (0, 1, 2, 3, 4), (5, 6), (0, 1, 2, 3, 4, 5, 6)

_FINNISH = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
_SWEDISH = ("mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = (
    ("ma", "man", "mon", "mo"),
    ("ti", "tis", "tue", "tues", "tu"),
    ("ke", "ons", "wed", "we"),
    ("to", "tor", "tors", "thu", "thur", "thurs", "th"),
    ("pe", "fre", "fri", "fr"),
    ("la", "lor", "sat", "sa"),
    ("su", "son", "sun"),
)
"""Names of days as they come out of :func:`~advisor_tui.text.fold`, each with its place in the week."""

_GROUPS = (
    (WORKDAYS, r"arkisin|arki|arkipaivisin|arkipaivina|vardagar|vardag|weekdays"),
    (WEEKEND, r"viikonloppuisin|viikonloppuna|viikonloput|veckoslut|weekends?"),
    (EVERY_DAY, r"joka paiva|paivittain|kaikkina paivina|alla dagar|dagligen|varje dag|daily|every day"),
)


def _day_names() -> dict[str, int]:
    found = {name: place for place, names in enumerate(_SHORT) for name in names}
    for place, (finnish, swedish, english) in enumerate(zip(_FINNISH, _SWEDISH, _ENGLISH, strict=True)):
        forms = (finnish, f"{finnish}sin", f"{finnish}na", swedish, f"{swedish}ar", english, f"{english}s")
        found |= dict.fromkeys(forms, place)
        # "keskiviikkoisin" alone does not end in "i".
        found[f"{finnish.removesuffix('i')}isin"] = place
    return found


_DAY_NAMES = _day_names()
_DAY = "|".join(sorted(_DAY_NAMES, key=len, reverse=True))
_ALWAYS = (
    r"24 ?/ ?7(?: ?/ ?365)?|24 ?h|24 ?tuntia|24 ?timmar|24 ?hours(?: a day)?|ympari vuorokauden|vuorokauden ympari"
    r"|ymparivuorokautinen|dygnet runt|around the clock|aina (?:auki|avoinna)|alltid oppet|always open"
)
_HOLIDAYS = (
    r"(?:on )?(?:public |bank )?holidays|(?:arki|juhla)?pyh(?:at|ina|isin|apaivina|apaivisin)|helgdagar|helgdagarna"
)
_NOISE = (
    r"klo|kl|kello|auki|avoinna|avoin|aukioloaika|aukioloajat|aukiolo|palvelemme|puhelinaika|puhelinajat|soittoaika"
    r"|oppet|oppettid|oppettider|telefontid|telefontider|fran|opening hours|open|hours|from"
)
"""What says nothing that the column does not say."""

_TOKENS = re.compile(
    "|".join(
        (
            rf"(?P<always>(?:{_ALWAYS})(?!\w))",
            r"(?P<time>(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?(?: ?(?P<half>[ap])\.?m\.?)?(?![\w.:]))",
            r"(?P<range>-|(?:till|until)(?!\w))",
            rf"(?P<day>(?:{_DAY})(?!\w)\.?)",
            *(rf"(?P<group{place}>(?:{words})(?!\w))" for place, (_days, words) in enumerate(_GROUPS)),
            r"(?P<closed>(?:suljettu|kiinni|stangt|closed)(?!\w))",
            rf"(?P<holiday>(?:{_HOLIDAYS})(?!\w))",
            r"(?P<and>[,&+/]|(?:ja|seka|och|samt|and)(?!\w))",
            r"(?P<end>[;\n])",
            rf"(?P<noise>[ :]|(?:{_NOISE})(?!\w)\.?)",
        )
    )
)
"""The words of hours, over folded text."""

_ENGLISH_DAYS = re.compile(
    r"\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|(?:" + "|".join(_ENGLISH) + r")s?)\b|\d ?[ap]m\b"
)
"""Where one of these stands, ``to`` means *until*; elsewhere it is Thursday, in Finnish and in Swedish."""

_SPEAKS = re.compile(
    rf"\b(?:{_DAY}|{'|'.join(words for _days, words in _GROUPS)})\b|\b(?:{_ALWAYS})\b|\d ?[ap]m\b"
    r"|\d{1,2}[.:]\d{2}\b|\b\d{1,2} ?- ?\d{1,2}\b|\b(?:klo|kl)\b|\b(?:suljettu|stangt|closed)\b"
)


class _Token(NamedTuple):
    kind: str
    days: tuple[int, ...] = ()
    minutes: int = 0
    half: str = ""


class _Unclear(ValueError):
    """Something is not understood."""


@dataclass
class _Entry:
    """Days, and when it is open on them; closed where there are no spans. Spans are minutes from midnight."""

    days: set[int] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    holidays: bool = False


def read(text: str) -> tuple[Schedule, ...] | None:
    """Return the hours that a text tells; None where any of it is not understood."""
    return _read(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Schedule, ...] | None:
    try:
        return _schedules(_Parser(list(_tokens(_plain(text)))).entries())
    except (_Unclear, ImpossibleHours):
        return None


def speaks_of_time(text: str) -> bool:
    """Tell whether a text names a day or an hour."""
    return _SPEAKS.search(_plain(text[:LONGEST])) is not None


def _plain(text: str) -> str:
    plain = re.sub("[‐‑‒–—−]", "-", fold(text)).strip(" .;,\n")
    plain = re.sub(r"[^\S\n]+", " ", plain)
    return re.sub(r"\bto\b", "until", plain) if _ENGLISH_DAYS.search(plain) else plain


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        found = _TOKENS.match(text, place)
        if found is None:
            raise _Unclear
        place = found.end()
        kind = found.lastgroup or ""
        if kind == "time":
            yield _time(found)
        elif kind == "day":
            yield _Token("days", (_DAY_NAMES[found.group().rstrip(".")],))
        elif kind.startswith("group"):
            yield _Token("group", _GROUPS[int(kind.removeprefix("group"))][0])
        elif kind != "noise":
            yield _Token(kind)


def _time(found: re.Match[str]) -> _Token:
    hour, half = int(found["hour"]), found["half"] or ""
    if half:
        if not 1 <= hour <= 12:
            raise _Unclear
        hour = hour % 12 + (12 if half == "p" else 0)
    return _Token("time", minutes=minutes_of(f"{hour:02}:{found['minute'] or '00'}"), half=half)


class _Parser:
    """Reads entries out of words: days and times, times and days, days that are closed."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._place = 0

    def entries(self) -> list[_Entry]:
        """Return all of them. Raises :class:`_Unclear` where a word does not fit."""
        found: list[_Entry] = []
        while self._skip("and", "end"):
            found.append(self._entry())
        return found

    def _entry(self) -> _Entry:
        entry = _Entry()
        if self._next() in ("time", "always", "closed"):
            always = self._next() == "always"
            self._open(entry)
            if always and self._skip("and", "end") and self._next() not in ("days", "group"):
                raise _Unclear
            if not always or self._next():
                self._days(entry)
            else:
                entry.days.update(EVERY_DAY)
            if self._next() and entry.spans:  # whose are the times between two days?
                raise _Unclear
        else:
            self._days(entry)
            self._open(entry)
        return entry

    def _days(self, entry: _Entry) -> None:
        start = self._place
        while self._skip("and") in ("days", "group", "holiday"):
            token = self._take()
            entry.holidays |= token.kind == "holiday"
            entry.days.update(token.days)
            if token.kind == "days" and self._next() == "range":
                self._take()
                entry.days.update(self._until(token.days[0]))
        if self._place == start:
            raise _Unclear

    def _until(self, first: int) -> range:
        last = self._take()
        if last.kind != "days" or last.days[0] <= first:
            raise _Unclear
        return range(first, last.days[0] + 1)

    def _open(self, entry: _Entry) -> None:
        kind = self._next()
        if kind == "always":
            entry.spans.append((0, DAY_MINUTES))
        if kind in ("always", "closed"):
            self._take()
            return
        while self._next() == "time" or (self._next() == "and" and self._next(1) == "time"):
            self._skip("and")
            entry.spans.append(self._span())
        if not entry.spans:
            raise _Unclear

    def _span(self) -> tuple[int, int]:
        opens, dash, closes = self._take(), self._take(), self._take()
        if dash.kind != "range" or closes.kind != "time" or bool(opens.half) != bool(closes.half):
            raise _Unclear
        overnight = opens.minutes >= EVENING and closes.minutes <= NOON
        if opens.minutes >= closes.minutes and not overnight:
            raise _Unclear
        return opens.minutes, closes.minutes

    def _next(self, ahead: int = 0) -> str:
        place = self._place + ahead
        return self._tokens[place].kind if place < len(self._tokens) else ""

    def _take(self) -> _Token:
        if not self._next():
            raise _Unclear
        self._place += 1
        return self._tokens[self._place - 1]

    def _skip(self, *kinds: str) -> str:
        """Go past words of these kinds, and return the kind of the next."""
        while self._next() in kinds:
            self._place += 1
        return self._next()


def _schedules(entries: list[_Entry]) -> tuple[Schedule, ...]:
    taken: dict[int, list[tuple[int, int]]] = {day: [] for day in EVERY_DAY}
    found = []
    for entry in entries:
        if entry.holidays and entry.spans and entry.days != set(EVERY_DAY):
            raise _Unclear  # on which holidays, if not on those that fall on its days?
        for opens, closes in entry.spans:
            for day in entry.days:
                _refuse_overlap(taken[day], (opens, closes))
            found.append(_schedule(entry, opens, closes))
    closed = {day for entry in entries if not entry.spans for day in entry.days}
    if not found or any(taken[day] for day in closed):
        raise _Unclear
    return tuple(found)


def _refuse_overlap(taken: list[tuple[int, int]], span: tuple[int, int]) -> None:
    """Keep a span of a day; raise where two of them cannot both be meant."""
    opens, closes = span
    end = closes if closes > opens else DAY_MINUTES
    if any(opens < other_end and start < end for start, other_end in taken):
        raise _Unclear
    taken.append((opens, end))


def _schedule(entry: _Entry, opens: int, closes: int) -> Schedule:
    whole = (opens, closes) == (0, DAY_MINUTES) and entry.days == set(EVERY_DAY)
    return Schedule(
        byday=_byday(entry.days),
        opens_at=_clock(opens),
        closes_at=_clock(closes),
        overnight=closes <= opens,
        on_holidays=whole or entry.holidays,
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _byday(days: set[int]) -> str:
    """Return days as HSDS writes them, three in a row and more as a span."""
    parts = []
    for _offset, run in groupby(enumerate(sorted(days)), lambda each: each[1] - each[0]):
        names = [DAYS[day] for _place, day in run]
        parts += names if len(names) < 3 else [f"{names[0]}-{names[-1]}"]
    return ",".join(parts)
