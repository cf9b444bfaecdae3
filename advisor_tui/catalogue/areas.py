"""Municipalities and wellbeing services counties (*hyvinvointialue*), as data/areas.toml holds them."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from rapidfuzz import fuzz, process

from advisor_tui.catalogue.service import NATIONAL
from advisor_tui.language import Words
from advisor_tui.text import fold

NEAR = 80
"""Similarity (0-100) from which a misspelt name is taken for a municipality: one slip in a name of five letters."""


class Municipality(Struct, frozen=True, forbid_unknown_fields=True):
    """A municipality (*kunta*) by its official code and its names."""

    code: str
    fi: str
    sv: str = ""

    @property
    def name(self) -> str:
        """The name it is kept under."""
        return self.fi


class County(Struct, frozen=True, forbid_unknown_fields=True):
    """A wellbeing services county and the municipalities in it."""

    code: str
    name: Words
    municipalities: tuple[Municipality, ...]
    sample: bool = False


class Areas(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole country, and when and from where the division was taken."""

    as_of: date
    source: str
    county: tuple[County, ...]

    @cached_property
    def _folded(self) -> dict[str, Municipality]:
        """Names as typed, folded; the Finnish name of one place stands before the Swedish name of another."""
        found: dict[str, Municipality] = {}
        for municipality in self.municipalities():
            found.setdefault(fold(municipality.fi), municipality)
        for municipality in self.municipalities():
            found.setdefault(fold(municipality.sv or municipality.fi), municipality)
        return found

    @cached_property
    def _counties(self) -> dict[str, County]:
        return {municipality.name: county for county in self.county for municipality in county.municipalities}

    def municipalities(self) -> Iterator[Municipality]:
        """Yield every municipality, the sample county's first."""
        for county in self.county:
            yield from county.municipalities

    def county_of(self, municipality: str) -> County | None:
        """Return the county of a municipality, by the name it is kept under."""
        return self._counties.get(municipality)

    def complete(self, typed: str) -> Municipality | None:
        """Return the first municipality whose name begins with what was typed, whatever its case and dots."""
        folded = fold(typed.strip())
        if not folded:
            return None
        return self._folded.get(folded) or next(
            (place for name, place in self._folded.items() if name.startswith(folded)), None
        )

    def recognise(self, typed: str) -> Municipality | None:
        """Return the municipality meant: by its name, by its beginning, or by a name that differs a little."""
        completed = self.complete(typed)
        if completed or not typed.strip():
            return completed
        near = process.extractOne(fold(typed.strip()), self._folded.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
        return self._folded[near[0]] if near else None

    def knows(self, service_area: str) -> bool:
        """Tell whether a service area is the country, a county's name or code, or a municipality's name."""
        return (
            service_area == NATIONAL or service_area in self._counties or self._county_named(service_area) is not None
        )

    def covers(self, service_areas: tuple[str, ...], municipality: str) -> bool:
        """Tell whether somebody from a municipality is within service areas.

        An unknown place is not shut out, and a service that does not tell its areas shuts nobody out.
        """
        county = self.county_of(municipality)
        if not municipality or county is None or not service_areas or NATIONAL in service_areas:
            return True
        return any(area in (municipality, county.code, county.name.fi) for area in service_areas)

    def reaches(self, service_areas: tuple[str, ...], county: str) -> bool:
        """Tell whether services of some areas are there for anybody in a county, by its code."""
        its = next((each for each in self.county if each.code == county), None)
        if its is None or not service_areas or NATIONAL in service_areas:
            return True
        within = {its.code, its.name.fi, *(each.name for each in its.municipalities)}
        return not within.isdisjoint(service_areas)

    def county_meant(self, typed: str) -> County | None:
        """Return the county meant: by its code, or by the beginning of its name in any language."""
        folded = fold(typed.strip())
        named = ((fold(name), each) for each in self.county for name in (each.code, *each.name.all()) if name)
        return next((each for name, each in named if folded and name.startswith(folded)), None)

    def _county_named(self, name: str) -> County | None:
        return next((county for county in self.county if name in (county.code, county.name.fi)), None)


def load(path: Path) -> Areas:
    """Read the division of the country. Raises :class:`~advisor_tui.errors.AdvisorError` when it cannot."""
    from advisor_tui import tomlfile  # noqa: PLC0415 - who searches what has been read pays nothing for reading

    return tomlfile.convert(tomlfile.read(path), Areas)
