"""Days as they are said aloud and as advisors write them down, in the languages of data/calendar.toml."""

import re
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from advisor_tui import tomlfile
from advisor_tui.text import fold
from advisor_tui.workdays import nth_workday_after

SHORTEST_NAME = 2
"""Letters that tell weekdays apart in all three languages (``ti``, ``to``)."""

FARTHEST = 300
"""Days ahead that can be agreed: a day is said without its year, and one that lies further off was meant to be past."""

_DAY_MONTH = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?(?:\s*(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_COUNT = re.compile(r"\+?\s*(\d{1,3})\s*(\w*)")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\.?\s+([^\W\d]{3,})")
_WEEKDAY_AND_DAY = re.compile(r"([^\W\d]{2,})\.?\s+(\d.*)")


class DayWords(Struct, frozen=True, forbid_unknown_fields=True):
    """One language's words for days. ``at_once`` is today for what is agreed, and no day for what is searched."""

    day: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    today: tuple[str, ...]
    at_once: tuple[str, ...]
    yesterday: tuple[str, ...]
    day_before: tuple[str, ...]
    tomorrow: tuple[str, ...]
    day_after: tuple[str, ...]
    named: tuple[str, ...]
    days: tuple[str, ...]
    weeks: tuple[str, ...]
    workdays: tuple[str, ...]


class Calendar(Struct, frozen=True, forbid_unknown_fields=True):
    """Every language's words for days."""

    source: str
    as_of: date
    fi: DayWords
    sv: DayWords
    en: DayWords

    def said(self, day: date, code: str) -> str:
        """Return a day as it is said aloud (``keskiviikkona 2. joulukuuta``)."""
        words = {"sv": self.sv, "en": self.en}.get(code, self.fi)
        return words.day.format(
            weekday=words.weekdays[day.weekday()], number=day.day, month=words.months[day.month - 1]
        )

    def understand(self, typed: str, today: date) -> date | None:
        """Return the day that somebody wrote (``2.12.``, ``ke``, ``ke 2.12.``, ``huomenna``, ``3 pv``), or None.

        A day without a year is the next such day; a weekday is the next one after today. What is past, or too far
        ahead to be agreed, is no day.
        """
        day = self._day(typed, today)
        return day if day and 0 <= (day - today).days <= FARTHEST else None

    def _day(self, typed: str, today: date) -> date | None:
        folded = fold(typed.strip())
        numbers = _numbers(folded, today)
        if numbers or not folded:
            return numbers
        both = _WEEKDAY_AND_DAY.fullmatch(folded)
        if both:
            day = _numbers(both.group(2), today)
            return day if day and self._calls(day, both.group(1)) else None
        for words in (self.fi, self.sv, self.en):
            found = _named(folded, words, today) or _counted(folded, words, today) or _in_month(folded, words, today)
            if found:
                return found
        return None

    def _calls(self, day: date, folded: str) -> bool:
        """Tell whether a weekday or its beginning is that of a day, in any language."""
        return any(_is_weekday(fold(words.named[day.weekday()]), folded) for words in (self.fi, self.sv, self.en))


def load(path: Path) -> Calendar:
    """Read the words for days. Raises :class:`~advisor_tui.errors.AdvisorError` when they cannot be read."""
    return tomlfile.convert(tomlfile.read(path), Calendar)


def _numbers(folded: str, today: date) -> date | None:
    iso = _ISO.fullmatch(folded)
    if iso:
        return _date(int(iso.group(1)), int(iso.group(2)), int(iso.group(3)))
    found = _DAY_MONTH.fullmatch(folded)
    if not found:
        return None
    day, month, year = int(found.group(1)), int(found.group(2)), found.group(3)
    if year:
        return _date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    return _next(month, day, today)


def _next(month: int, day: int, today: date) -> date | None:
    """Return the next such day, this year or the next."""
    candidates = (_date(today.year + ahead, month, day) for ahead in range(2))
    return next((each for each in candidates if each and each >= today), None)


def _in_month(folded: str, words: DayWords, today: date) -> date | None:
    """Return the day that was written with the name of its month (``2. joulukuuta``)."""
    found = _DAY_AND_MONTH.fullmatch(folded)
    for number, name in enumerate(words.months if found else (), start=1):
        if found and (fold(name).startswith(found.group(2)) or found.group(2).startswith(fold(name))):
            return _next(number, int(found.group(1)), today)
    return None


def _is_weekday(name: str, folded: str) -> bool:
    """Tell whether a folded text is a weekday, its beginning, or a form of it (``ke``, ``keskiviikkona``)."""
    return name.startswith(folded) or folded.startswith(name)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named(folded: str, words: DayWords, today: date) -> date | None:
    if folded in map(fold, (*words.today, *words.at_once)):
        return today
    if folded in map(fold, words.tomorrow):
        return today + timedelta(days=1)
    if folded in map(fold, words.day_after):
        return today + timedelta(days=2)
    if len(folded) >= SHORTEST_NAME:
        for number, name in enumerate(words.named):
            if _is_weekday(fold(name), folded):
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _counted(folded: str, words: DayWords, today: date) -> date | None:
    found = _COUNT.fullmatch(folded)
    if not found or int(found.group(1)) > FARTHEST:
        return None
    count, unit = int(found.group(1)), found.group(2)
    if unit in map(fold, words.workdays):
        day = nth_workday_after(today, count)
    elif unit in map(fold, words.weeks):
        day = today + timedelta(weeks=count)
    elif not unit or unit in map(fold, words.days):
        day = today + timedelta(days=count)
    else:
        return None
    return day if (day - today).days <= FARTHEST else None
