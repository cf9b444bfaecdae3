"""The pseudonymous form for research: pseudonyms for ids and advisors, coarse times, no free text, no rare value.

Every code, county, band of ages and service that stands in it is shared by at least :data:`LEAST` calls of the export;
what fewer share is ``other``. So a first pass counts, and a second one writes. Codes are those of the script in use,
services those of the catalogue: whatever else stands in their place is ``other`` too, and no text passes as one. The
calls of a chunk stand in the order of their pseudonyms, so that the order tells no times.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.service import Catalogue
from advisor_tui.guidance.figures import age_band
from advisor_tui.records.export.codes import Codes
from advisor_tui.records.export.columns import Column
from advisor_tui.records.export.forms import SEPARATOR, Chunk, Value
from advisor_tui.records.export.pseudonyms import Pseudonyms

LEAST = 5
"""Calls that must share a value: the usual threshold of small cells (k = 5)."""

OTHER = "other"

HALF_MINUTE = 30
LONGEST = 7200
"""Seconds: longer calls are so few that their length would tell which they are."""

_BETWEEN = re.compile(f"{re.escape(SEPARATOR)}|,")
_HOUR = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")

Values = Mapping[str, frozenset[str]]
"""For each column the values that enough calls share."""


class Research:
    """Makes rows pseudonymous. ``shared`` is what the first pass has found."""

    def __init__(self, pseudonyms: Pseudonyms, codes: Codes, areas: Areas, catalogue: Catalogue) -> None:
        self._pseudonyms = pseudonyms
        self._codes = codes
        self._areas = areas
        self._is_service = cache(lambda service_id: catalogue.get(service_id) is not None)

    @staticmethod
    def columns(columns: Iterable[Column]) -> tuple[Column, ...]:
        """Return the columns that the pseudonymous form has."""
        return tuple(each for each in columns if each.research != "left_out")

    def shared(self, columns: Sequence[Column], chunks: Iterable[Chunk]) -> Values:
        """Return for each column which values at least :data:`LEAST` calls have. Rows of one call stand together."""
        counted = [(n, each, self._safe(each)) for n, each in enumerate(columns) if each.research in _COUNTED]
        counts: dict[str, Counter[str]] = {each.name: Counter() for _n, each, _safe in counted}
        of_call: dict[str, set[str]] = {name: set() for name in counts}
        current: Value = None
        for row in (row for chunk in chunks for row in chunk):
            if row[0] != current:
                current = row[0]
                for name, values in of_call.items():
                    counts[name].update(values)
                    values.clear()
            for index, each, safe in counted:
                of_call[each.name].update(safe(row[index]))
        for name, values in of_call.items():
            counts[name].update(values)
        return {name: frozenset(value for value, n in found.items() if n >= LEAST) for name, found in counts.items()}

    def rows(self, columns: Sequence[Column], shared: Values, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """Yield the rows as they may leave the house."""
        making = [self._making(each, shared) for each in columns]
        for chunk in chunks:
            made = [[make(cell) for make, cell in zip(making, row, strict=True)] for row in chunk]
            yield sorted(made, key=lambda row: str(row[0]))

    def _making(self, column: Column, shared: Values) -> Callable[[Value], Value]:
        if column.research in ("call", "follow_up", "advisor"):
            return lambda value: self._pseudonyms.of(column.research, value)
        if column.research in _PLAIN:
            return _PLAIN[column.research]
        safe, known = self._safe(column), shared[column.name]
        return lambda value: SEPARATOR.join(each if each in known else OTHER for each in safe(value))

    def _safe(self, column: Column) -> Callable[[Value], list[str]]:
        """Return what makes values of a cell that can be counted: never a text that somebody typed."""
        match column.research:
            case "age_band":
                return _band
            case "county":
                return self._county
            case "service":
                return lambda value: [each if self._is_service(each) else OTHER for each in _parts(value)]
            case _:
                known = self._codes.get(column.codes, {}).keys()
                return lambda value: [each if each in known else OTHER for each in _parts(value)]

    def _county(self, value: Value) -> list[str]:
        if not value:
            return []
        county = self._areas.county_of(str(value))
        return [county.name.fi if county else OTHER]


_COUNTED = ("age_band", "county", "service", "code")


def _parts(value: Value) -> list[str]:
    return _BETWEEN.split(str(value)) if value else []


def _band(value: Value) -> list[str]:
    return [age_band(value)] if isinstance(value, int) and value >= 0 else []


def _to_the_hour(value: Value) -> Value:
    return f"{str(value)[:13]}:00" if value and _HOUR.fullmatch(str(value)) else ""


def _to_half_a_minute(value: Value) -> Value:
    seconds = value if isinstance(value, int) else 0
    return min(max(round(seconds / HALF_MINUTE) * HALF_MINUTE, 0), LONGEST)


def _small_number(value: Value) -> Value:
    return value if isinstance(value, int) and 0 < value < 100 else None


_PLAIN: dict[str, Callable[[Value], Value]] = {
    "hour": _to_the_hour,
    "half_minutes": _to_half_a_minute,
    "number": _small_number,
}
