"""Where services are for, as sets of municipalities that are quickly compared: one bit of a number for each."""

from collections.abc import Iterable, Iterator

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.service import NATIONAL

EVERYWHERE = -1
"""The set of every place, also of those nobody knows: all bits of a number without end."""


class Reach:
    """Turns service areas into sets of places. An area nobody knows is a place of its own."""

    def __init__(self, areas: Areas) -> None:
        self._bits: dict[str, int] = {}
        self._next = 0
        self._counties: list[int] = []
        self._known = 0
        for county in areas.county:
            whole = 0
            for municipality in county.municipalities:
                whole |= self._bit(municipality.fi)
            self._counties.append(whole)
            self._known |= whole
        for county, whole in zip(areas.county, self._counties, strict=True):
            for name in (county.code, county.name.fi):
                self._bits.setdefault(name, whole)

    def of(self, service_areas: Iterable[str]) -> int:
        """Return the places of service areas; none told are everywhere, because nothing shuts a place out."""
        found = 0
        for area in service_areas:
            if area == NATIONAL:
                return EVERYWHERE
            found |= self._bit(area)
        return found or EVERYWHERE

    def _bit(self, area: str) -> int:
        found = self._bits.get(area)
        if found is None:
            found = self._bits[area] = 1 << self._next
            self._next += 1
        return found

    def counties(self, reach: int) -> Iterator[int]:
        """Yield the numbers of the counties that a set touches; a last one holds the places nobody knows."""
        for number, whole in enumerate(self._counties):
            if reach & whole:
                yield number
        if reach & ~self._known:
            yield len(self._counties)
