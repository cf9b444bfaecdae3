"""Days of the past in a line of search words: ``kotihoito 3.11.``, ``marraskuu 2026``, ``eilen``, ``1.-7.11.`` etc.

:mod:`.calendar` reads days on which something is agreed, and looks ahead; here the same words look back. What is no
day stays a word to search for.
"""

import re
from datetime import date, timedelta

from msgspec import Struct

from advisor_tui.guidance.calendar import Calendar, DayWords
from advisor_tui.text import clean_line, fold

YEARS = range(1900, 9999)
"""Years that are understood; at the calendar's own ends a day has no neighbour."""

LONGEST = 4
"""Words in a row that can be one day (``the day before yesterday``)."""

ABBREVIATED = 2
"""Letters of a weekday's short form (``ma``)."""

_DAY = r"(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4}|\d{2})?)?"
_DAYS = re.compile(rf"{_DAY}\s?[-–]\s?{_DAY}")
_ONE_DAY = re.compile(_DAY)
_WITHIN_MONTH = re.compile(rf"(\d{{1,2}})\.\s?[-–]\s?{_DAY}")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")
_MONTH_NUMBER = re.compile(r"(\d{1,2})[./](\d{4})")
_MONTH_NAME = re.compile(r"([^\W\d_]{3,})(?:\s(\d{4}))?")
_MONTH_ENDING = re.compile(r"(?<=kuu)ta$")
"""What a Finnish month loses before its other endings: *marraskuuta*, *marraskuussa*."""


class Sought(Struct, frozen=True):
    """What a line asks for: words, and days from ``first`` to ``last``, both included; None where it names none."""

    words: str
    first: date | None = None
    last: date | None = None


class Span(Struct, frozen=True):
    """Days that were named, both included."""

    first: date
    last: date


def read(line: str, calendar: Calendar, today: date, code: str) -> Sought:
    """Return what a line asks for. Several days ask for the span from the earliest to the latest of them.

    A day without a year is the last such day, today included; so is a weekday, whose short form counts in the
    reader's language (``code``) only, because it is a word in others (*on*, *to*). A weekday before a date says
    nothing more.
    """
    tokens = clean_line(line).split(" ")
    words: list[str] = []
    spans: list[Span] = []
    here = 0
    while here < len(tokens):
        taken, span = _longest(tokens[here : here + LONGEST], calendar, today, code)
        if span is None:
            words.append(tokens[here])
        elif not (_is_weekday(tokens[here], calendar, code) and _date_follows(tokens[here + 1 :], today)):
            spans.append(span)
        here += taken
    first = min((span.first for span in spans), default=None)
    return Sought(" ".join(words), first, max((span.last for span in spans), default=None))


def _longest(tokens: list[str], calendar: Calendar, today: date, code: str) -> tuple[int, Span | None]:
    """Return how many of the next words are one day, and that day; one word and None where they are none."""
    for count in range(len(tokens), 0, -1):
        span = _span(" ".join(tokens[:count]), calendar, today, code)
        if span:
            return count, span
    return 1, None


def _span(written: str, calendar: Calendar, today: date, code: str) -> Span | None:
    folded = fold(written)
    numbers = _in_numbers(folded, today)
    if numbers:
        return numbers
    for words in (calendar.fi, calendar.sv, calendar.en):
        found = _named(folded, words, today) or _in_month(folded, words, today)
        if found:
            return found
    back = _weekday_back(written, calendar, today, code)
    return _on(today - timedelta(days=back)) if back is not None else None


def _on(day: date | None) -> Span | None:
    return Span(day, day) if day else None


# ------------------------------------------------------------ numbers


def _in_numbers(folded: str, today: date) -> Span | None:
    if found := _ISO.fullmatch(folded):
        return _on(_date(int(found[1]), int(found[2]), int(found[3])))
    if found := _ONE_DAY.fullmatch(folded):
        return _on(_last(found.groups(), today))
    if found := _ISO_MONTH.fullmatch(folded):
        return _whole_month(int(found[1]), int(found[2]))
    if found := _MONTH_NUMBER.fullmatch(folded):
        return _whole_month(int(found[2]), int(found[1]))
    return _from_to(folded, today)


def _from_to(folded: str, today: date) -> Span | None:
    """Return a span with its two ends: the first takes its month and its year from the last where it has none."""
    if found := _DAYS.fullmatch(folded):
        last = _last(found.groups()[3:], today)
        first = _last(found.groups()[:3], last) if last else None
    elif found := _WITHIN_MONTH.fullmatch(folded):
        last = _last(found.groups()[1:], today)
        first = _date(last.year, last.month, int(found[1])) if last else None
    else:
        return None
    return Span(first, last) if first and last and first <= last else None


def _last(parts: tuple[str | None, ...], until: date) -> date | None:
    """Return the day of a day, a month and perhaps a year; without a year, the last such day up to another day."""
    day, month, year = int(parts[0] or 0), int(parts[1] or 0), parts[2]
    if year:
        return _date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    # A leap day can be eight years back: 2096 to 2104.
    past = (_date(until.year - back, month, day) for back in range(9))
    return next((each for each in past if each and each <= until), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _whole_month(year: int, month: int) -> Span | None:
    first = _date(year, month, 1)
    if first is None:
        return None
    following = date(year + month // 12, month % 12 + 1, 1)
    return Span(first, following - timedelta(days=1))


# ------------------------------------------------------------ words


def _named(folded: str, words: DayWords, today: date) -> Span | None:
    names = (words.today, words.yesterday, words.day_before)
    back = next((days for days, each in enumerate(names) if folded in map(fold, each)), None)
    return None if back is None else _on(today - timedelta(days=back))


def _in_month(folded: str, words: DayWords, today: date) -> Span | None:
    """Return the month that is named, with its year or the last such one.

    Its name is written out: *maalis*, *touko* and the like begin other words.
    """
    found = _MONTH_NAME.fullmatch(folded)
    for number, name in enumerate(words.months if found else (), start=1):
        stem = _MONTH_ENDING.sub("", fold(name))
        whole = found and (found[1] == stem or (stem != fold(name) and found[1].startswith(stem)))
        if found and whole:
            year = int(found[2]) if found[2] else today.year - (number > today.month)
            return _whole_month(year, number)
    return None


def _weekday_back(written: str, calendar: Calendar, today: date, code: str) -> int | None:
    """Return how many days ago the last weekday of a name was, or None for what is no name of one.

    A short form counts with its dots only: *mä* is no Monday.
    """
    for language, words in (("fi", calendar.fi), ("sv", calendar.sv), ("en", calendar.en)):
        for number, name in enumerate(words.named):
            short = language == code and written.casefold() == name[:ABBREVIATED].casefold()
            if short or fold(written).startswith(fold(name)):
                return (today.weekday() - number) % 7
    return None


def _is_weekday(token: str, calendar: Calendar, code: str) -> bool:
    return _weekday_back(token, calendar, date.min, code) is not None


def _date_follows(tokens: list[str], today: date) -> bool:
    return any(_in_numbers(fold(" ".join(tokens[:count])), today) for count in range(1, LONGEST))
