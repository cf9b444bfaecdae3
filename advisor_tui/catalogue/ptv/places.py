"""Places to go to: the addresses of service locations, where they lie, and how to get in."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from advisor_tui.catalogue.contact import Location
from advisor_tui.catalogue.payload import Payload
from advisor_tui.catalogue.ptv import codes, links, texts, wording
from advisor_tui.catalogue.ptv.regions import Gazetteer
from advisor_tui.language import _

if TYPE_CHECKING:
    from pyproj import Transformer

NORTHINGS, EASTINGS = (6_500_000.0, 7_900_000.0), (0.0, 850_000.0)
"""Metres in ETRS-TM35FIN (EPSG:3067) within which Finland and its waters lie."""

LATITUDES, LONGITUDES = (59.0, 70.5), (18.5, 32.0)
"""Degrees in WGS 84 within which Finland lies; a few addresses come in degrees."""

DECIMALS = 6
"""A millionth of a degree is a tenth of a metre."""


def read(payload: Payload, places: Gazetteer) -> tuple[Location, ...]:
    """Return the addresses of a channel or a connection that somebody can go to."""
    found = []
    for item in payload.children("addresses"):
        if codes.known(item, "type", codes.ADDRESSES, True):
            place = _place(item, places)
            if place != Location():
                found.append(place)
    return tuple(dict.fromkeys(found))


def _place(item: Payload, places: Gazetteer) -> Location:
    street = _street(item)
    latitude, longitude = _coordinates(street, item)
    abroad = texts.in_each(item, "locationAbroad") or texts.in_each(item, "foreignAddress")
    return Location(
        address=_address(street) or texts.main(abroad),
        postal_code=street.text("postalCode"),
        city=texts.name_of(street, "postOffice"),
        municipality=places.municipality(street, "municipality"),
        latitude=latitude,
        longitude=longitude,
        accessibility=_accessibility(item),
    )


def _street(item: Payload) -> Payload:
    """Return the object with the address: one of three within; in v6 and older, the item itself."""
    for name in ("streetAddress", "otherAddress", "postOfficeBoxAddress"):
        if item.shape(name) == "object":
            return item.child(name)
    return item


def _address(street: Payload) -> str:
    name = texts.name_of(street, "street" if "street" in street else "streetAddress")
    box = texts.name_of(street, "postOfficeBox")
    numbered = " ".join(filter(None, (name, street.text("streetNumber")))) if name else ""
    return wording.joined(numbered, box, texts.name_of(street, "additionalInformation"), by=", ")


def _coordinates(street: Payload, item: Payload) -> tuple[float | None, float | None]:
    """Return degrees (WGS 84) of the address or, where it has none, of its main entrance."""
    entrances = (each for each in item.children("entrances") if each.flag("isMainEntrance"))
    for source in (street, *(each.child("coordinates") for each in entrances)):
        northing, easting = source.number("latitude"), source.number("longitude")
        if northing and easting:
            if _within(northing, NORTHINGS) and _within(easting, EASTINGS):
                latitude, longitude = _transformer().transform(easting, northing)
                return round(latitude, DECIMALS), round(longitude, DECIMALS)
            if _within(northing, LATITUDES) and _within(easting, LONGITUDES):
                return round(northing, DECIMALS), round(easting, DECIMALS)
            source.wrong("latitude", _("the coordinates are not in Finland"))
    return None, None


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


@cache
def _transformer() -> "Transformer":
    from pyproj import Transformer  # noqa: PLC0415 - only imports of places need it

    return Transformer.from_crs("EPSG:3067", "EPSG:4326")


def _accessibility(item: Payload) -> str:
    return "\n".join(line for entrance in item.children("entrances") for line in _entrance(entrance))


def _entrance(entrance: Payload) -> Iterator[str]:
    """Yield a line for each group of sentences about an entrance, and whom to ask about it."""
    name = texts.name_of(entrance, "name")
    for group in entrance.children("accessibilitySentences"):
        title = wording.joined(name, texts.name_of(group, "sentenceGroup"), by=", ")
        sentences = [texts.name_of(each, "sentence") for each in group.children("sentences")]
        said = " ".join(filter(None, sentences))
        if said:
            yield f"{title}: {said}" if title else said
    contact = entrance.child("contactInfo")
    asked = wording.joined(contact.text("phone"), contact.text("email"), links.address(contact, "url"), by=", ")
    if asked:
        yield wording.joined(name, asked, by=": ")
