"""How a service of a row is reached: its phones, hours, places, and what is said of them and not understood."""

import re
from dataclasses import dataclass, field

from msgspec.structs import replace

from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule
from advisor_tui.catalogue.sheets import hours, phones, values
from advisor_tui.catalogue.sheets.cells import Cells
from advisor_tui.catalogue.sheets.columns import Place
from advisor_tui.catalogue.sheets.names import Names
from advisor_tui.errors import shown
from advisor_tui.language import _
from advisor_tui.text import clean_line

_WITH_CITY = re.compile(r"(?P<street>.+?),?\s+(?P<code>\d{5}),?\s+(?P<city>[^\d,]+)")
"""A whole address in one cell."""


@dataclass
class Reached:
    """How a service is reached. ``words`` are hours and phones that could not be read, as they stand."""

    phones: list[Phone] = field(default_factory=list)
    schedules: tuple[Schedule, ...] = ()
    words: list[str] = field(default_factory=list)


def reached(cells: Cells) -> Reached:
    """Return the phones and hours of a row."""
    found = Reached()
    for place, text in cells.all("phones"):
        _take_phones(cells, place, text, found)
    for place, text in cells.all("phone_hours"):
        _take_phone_hours(cells, place, text, found)
    for place, text in cells.all("hours"):
        schedules = _hours(cells, place, text)
        found.schedules += schedules
        if not schedules:
            found.words.append(f"{place.header}: {text}")
    return found


def _take_phones(cells: Cells, place: Place, text: str, found: Reached) -> None:
    said = phones.read(text)
    found.phones += said.phones
    if not said.phones:
        cells.wrong(place, _("has no phone number and is kept as text: “{value}”").format(value=shown(text)))
        found.words.append(f"{place.header}: {text}")
        return
    for words in said.unclear:
        _tell_unclear(cells, place, words)
    for phone in said.phones:
        if phones.lost_zero(phone.number):
            problem = _("has lost the 0 that it begins with, maybe in a spreadsheet: “{value}”")
            cells.wrong(place, problem.format(value=shown(phone.number)))


def _take_phone_hours(cells: Cells, place: Place, text: str, found: Reached) -> None:
    schedules = _hours(cells, place, text)
    if schedules and found.phones:
        found.phones = [each if each.schedules else replace(each, schedules=schedules) for each in found.phones]
    elif schedules:
        found.schedules += schedules
    elif found.phones:
        first = found.phones[0]
        described = ", ".join(filter(None, (first.description, clean_line(text))))
        found.phones[0] = replace(first, description=described)
    else:
        found.words.append(f"{place.header}: {text}")


def _hours(cells: Cells, place: Place, text: str) -> tuple[Schedule, ...]:
    found = hours.read(text)
    if found is None:
        _tell_unclear(cells, place, text)
    return found or ()


def _tell_unclear(cells: Cells, place: Place, words: str) -> None:
    cells.wrong(place, _("the hours are not understood and are kept as text: “{value}”").format(value=shown(words)))


def locations(cells: Cells, names: Names) -> tuple[Location, ...]:
    """Return the place of a row, where it tells one."""
    address, city = cells.one("address"), cells.one("city")
    postal_code = cells.value("postal_code", values.postal_code) or ""
    whole = _WITH_CITY.fullmatch(address)
    if whole and not postal_code and city in ("", whole["city"]):
        address, postal_code, city = whole["street"], whole["code"], whole["city"]
    latitude = cells.value("latitude", values.degrees(90))
    longitude = cells.value("longitude", values.degrees(180))
    if latitude is None or longitude is None:  # one alone is no place
        latitude = longitude = None
    if not (address or postal_code or city or latitude is not None):
        return ()
    place = Location(
        address=address,
        postal_code=postal_code,
        city=city,
        municipality=names.municipality(city),
        latitude=latitude,
        longitude=longitude,
    )
    return (place,)


def emails(cells: Cells) -> tuple[str, ...]:
    """Return the e-mail addresses of a row."""
    return cells.several("emails", values.emails)


def links(cells: Cells) -> tuple[str, tuple[Link, ...]]:
    """Return the main web address of a row, and the others."""
    found = cells.several("url", values.addresses)
    return (found[0] if found else ""), tuple(Link(each) for each in found[1:])
