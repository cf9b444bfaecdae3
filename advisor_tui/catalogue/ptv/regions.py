"""For whom a service is: areas of PTV (municipalities, counties, regions) made into service areas of the catalogue."""

from collections.abc import Iterator

from advisor_tui.catalogue.areas import Areas, County
from advisor_tui.catalogue.payload import Payload
from advisor_tui.catalogue.ptv import codes, texts
from advisor_tui.catalogue.service import NATIONAL
from advisor_tui.errors import shown
from advisor_tui.language import _
from advisor_tui.text import fold

DIGITS = 3
"""Digits of a municipality's code; a source that takes them for a number loses the zeros before."""

COUNTY_DIGITS = 2


class Gazetteer:
    """The real municipalities and counties, found by code or by name; the invented ones of the samples are not."""

    def __init__(self, areas: Areas) -> None:
        counties = [county for county in areas.county if not county.sample]
        self._counties = {county.code: county for county in counties}
        self._county_names = {fold(name): county for county in counties for name in _names(county)}
        municipalities = [place for county in counties for place in county.municipalities]
        self._by_code = {place.code: place for place in municipalities}
        swedish = {fold(place.sv): place for place in municipalities if place.sv}
        self._by_name = {**swedish, **{fold(place.fi): place for place in municipalities}}

    def service_areas(self, payload: Payload) -> tuple[str, ...]:
        """Return the service areas of an object; empty where it says none."""
        coverage = "areaType" if payload.text("areaType") else "serviceCoverageType"
        if codes.known(payload, coverage, codes.COVERAGES, False):
            return (NATIONAL,)
        found = [each for area in payload.children("areas") for each in self._area(area)]
        found += self._municipalities(payload, "municipalities")
        return tuple(dict.fromkeys(found))

    def municipality(self, payload: Payload, name: str) -> str:
        """Return the Finnish name of the municipality in a field: an object with code and names, or a code alone."""
        if payload.shape(name) == "text":
            return self._found(payload, name, payload.text(name))
        within = payload.child(name)
        return self._found(within, "code", within.text("code"), within) if within else ""

    def _area(self, area: Payload) -> Iterator[str]:
        kind = codes.known(area, "type", codes.AREAS, "region")
        listed = list(self._municipalities(area, "municipalities"))
        codes_alone = area.texts("areaCodes")
        if kind == "county":
            named = [self._county(area), *(self._county_by_code(area, "areaCodes", code) for code in codes_alone)]
            found = [each for each in named if each]
            yield from found or listed
        elif kind == "municipality":
            yield from listed
            own = () if listed or codes_alone else tuple(filter(None, (area.text("code"),)))
            yield from filter(None, (self._found(area, "areaCodes", code, area) for code in (*codes_alone, *own)))
        else:
            if not listed:
                told = " ".join(filter(None, (*codes_alone, area.text("code"), texts.name_of(area, "name"))))
                area.wrong(
                    "municipalities",
                    _("the area does not tell its municipalities: “{value}”").format(value=shown(told)),
                )
            yield from listed

    def _municipalities(self, payload: Payload, name: str) -> Iterator[str]:
        for each in payload.children(name):
            found = self._found(each, "code", each.text("code"), each)
            if found:
                yield found

    def _found(self, payload: Payload, name: str, code: str, named: Payload | None = None) -> str:
        """Return a municipality's Finnish name: by code first, for names change, then by name. Unknown is a fault."""
        place = self._by_code.get(code.zfill(DIGITS)) if code else None
        if place is not None:
            return place.name
        names = texts.in_each(named, "name") if named is not None else {}
        by_name = next(filter(None, (self._by_name.get(fold(each)) for each in names.values())), None)
        told = " ".join(filter(None, (code, texts.main(names))))
        if by_name is None and told:
            payload.wrong(name, _("unknown municipality or county: “{value}”").format(value=shown(told)))
        return by_name.name if by_name else ""

    def _county(self, area: Payload) -> str:
        code, names = area.text("code"), texts.in_each(area, "name")
        if not code and not names:
            return ""
        for name in names.values():
            county = self._counties.get(code.zfill(COUNTY_DIGITS)) or self._county_names.get(fold(name))
            if county:
                return county.code
        return self._county_by_code(area, "code", code)

    def _county_by_code(self, area: Payload, name: str, code: str) -> str:
        county = self._counties.get(code.zfill(COUNTY_DIGITS))
        if county is None:
            area.wrong(name, _("unknown municipality or county: “{value}”").format(value=shown(code)))
            return ""
        return county.code


def _names(county: County) -> Iterator[str]:
    yield from filter(None, (county.name.fi, county.name.sv, county.name.en))
