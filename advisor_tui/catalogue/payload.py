"""One object from outside, read field by field: text comes out cleaned, and what has a wrong type is named.

Importers ask for what they know; a field that is missing or null is empty, a field of a wrong type is a fault and
counts as missing.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Self

from advisor_tui.errors import Fault, shown
from advisor_tui.language import _
from advisor_tui.text import clean, clean_line

KEPT_FAULTS = 500
"""Faults kept to be told; the rest are counted: nobody reads more, and memory stays flat."""

LONGEST_TEXT = 20_000
"""Characters of one text: eight times the longest description that PTV allows."""

LONGEST_LIST = 5_000
"""Items of one list: ten times the municipalities of the country."""

Shape = Literal["", "text", "texts", "list", "object"]
"""Nothing, a single value, a list with texts in it, another list, an object."""


@dataclass
class Faults:
    """What was wrong in an import: the first of them, and how many there were."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, fault: Fault) -> None:
        """Take note of a fault."""
        self.count += 1
        if len(self.kept) < KEPT_FAULTS:
            self.kept.append(fault)


@dataclass(frozen=True)
class Origin:
    """Where an object comes from, for messages: the file, its line or number there, its id, and where faults go."""

    file: str
    line: int
    entry: str
    faults: Faults

    def fault(self, name: str, problem: str) -> None:
        """Report a fault in a field of the object."""
        self.faults.add(Fault(shown(self.file), self.line, shown(self.entry), shown(name), problem))


class Payload:
    """An object and the path that leads to it (``serviceChannels.3``)."""

    def __init__(self, data: dict[str, Any], origin: Origin, path: str = "") -> None:
        self._data = data
        self.origin = origin
        self._path = path

    def __bool__(self) -> bool:
        return bool(self._data)

    def __contains__(self, name: str) -> bool:
        return self._data.get(name) is not None

    def keys(self) -> Iterator[str]:
        """Yield the names of the fields there are."""
        return iter(self._data)

    def shape(self, name: str) -> Shape:
        """Return what kind of value there is, for fields that sources fill in more than one way."""
        value = self._data.get(name)
        if isinstance(value, list):
            return "texts" if any(isinstance(each, str) for each in value) else "list"
        if isinstance(value, dict):
            return "object"
        return "" if value is None else "text"

    def wrong(self, name: str, problem: str) -> None:
        """Report a fault in a field."""
        self.origin.fault(f"{self._path}{name}", problem)

    def text(self, name: str, *, lines: bool = False) -> str:
        """Return a text, cleaned: on one line, or with its line ends. A number is taken as it would be written."""
        written = self._data.get(name)
        if not isinstance(written, str):
            written = self._written(name, written)
        return clean(written, limit=LONGEST_TEXT).strip() if lines else clean_line(written, limit=LONGEST_TEXT)

    def _written(self, name: str, value: Any) -> str:
        """Return a number as it would be written; nothing for nothing."""
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self._mistyped(name, value, _("text"))
            return ""
        try:
            return str(value)
        except ValueError:  # thousands of digits
            self._mistyped(name, "…", _("text"))
            return ""

    def flag(self, name: str) -> bool | None:
        """Return true or false; None where there is neither."""
        value = self._data.get(name)
        if isinstance(value, str) and value.strip().lower() in ("true", "false", "yes", "no", "1", "0", ""):
            return None if not value.strip() else value.strip().lower() in ("true", "yes", "1")
        if value is None or isinstance(value, bool):
            return value
        self._mistyped(name, value, _("true or false"))
        return None

    def number(self, name: str) -> float | None:
        """Return a number, also one written as text with a point or a comma; None where there is none."""
        value = self._data.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            found = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
        except (TypeError, ValueError, OverflowError):
            found = math.nan
        if isinstance(value, bool) or not math.isfinite(found):
            self._mistyped(name, value, _("a number"))
            return None
        return found

    def day(self, name: str) -> date | None:
        """Return the day of a date or a moment in ISO 8601; None where there is none."""
        written = self.text(name)
        if not written:
            return None
        try:
            return datetime.fromisoformat(written).date()
        except ValueError:
            pass
        try:
            return date.fromisoformat(written[:10])
        except ValueError:
            self._mistyped(name, written, _("a date such as 2026-11-21"))
            return None

    def child(self, name: str) -> Self:
        """Return an object within; an empty one where there is none."""
        value = self._data.get(name)
        if value is not None and not isinstance(value, dict):
            self._mistyped(name, value, _("an object"))
        return type(self)(value if isinstance(value, dict) else {}, self.origin, f"{self._path}{name}.")

    def children(self, name: str) -> list[Self]:
        """Return the objects of a list; none where there is none."""
        found, kind, path = [], type(self), f"{self._path}{name}."
        for number, each in self._listed(name):
            if isinstance(each, dict):
                found.append(kind(each, self.origin, f"{path}{number}."))
            elif each is not None:
                self._mistyped(f"{name}.{number}", each, _("an object"))
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list, each once and none empty."""
        listed = {str(number): each for number, each in self._listed(name)}
        within = Payload(listed, self.origin, f"{self._path}{name}.")
        return tuple(dict.fromkeys(filter(None, map(within.text, listed))))

    def _listed(self, name: str) -> Iterable[tuple[int, Any]]:
        value = self._data.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._mistyped(name, value, _("a list"))
            return ()
        if len(value) > LONGEST_LIST:
            self.wrong(name, _("is longer than {limit} items; the rest is left out").format(limit=LONGEST_LIST))
            value = value[:LONGEST_LIST]
        return enumerate(value)

    def _mistyped(self, name: str, value: Any, expected: str) -> None:
        try:
            told = shown(value)
        except (ValueError, RecursionError):
            told = "…"
        self.wrong(name, _("must be {expected}, not “{value}”").format(expected=expected, value=told))
