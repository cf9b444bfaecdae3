"""How a service is reached: its channels, with what holds for this service alone, as phones, places and pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec import structs

from advisor_tui.catalogue.contact import Link, Location, Phone
from advisor_tui.catalogue.ptv import texts, wording
from advisor_tui.catalogue.ptv.records import Channel, Connection, Contacts
from advisor_tui.text import fold

NOTHING = Contacts()


@dataclass(frozen=True)
class Way:
    """One channel and what connects it with the service; the channel is None where it has not been gathered."""

    connection: Connection
    channel: Channel | None

    @property
    def name(self) -> str:
        """What the channel is called."""
        return (texts.main(self.channel.names) if self.channel else "") or self.connection.name

    @property
    def is_phone(self) -> bool:
        """Whether it is phones, which bear their own price and hours."""
        return self.channel is not None and self.channel.kind == "phone"

    @property
    def is_page(self) -> bool:
        """Whether it is a page, a service on the web or a form."""
        return self.channel is None or self.channel.kind not in ("phone", "place")

    def price(self, language: str) -> str:
        """Return what it costs this way, as far as the connection says it."""
        charge = wording.of_charge(self.connection.charge, language)
        return wording.joined(charge, self.connection.fees.get(language, ""), by=": ")


@dataclass
class Reached:
    """What the ways to a service come to."""

    phones: list[Phone] = field(default_factory=list)
    places: list[Location] = field(default_factory=list)
    pages: list[Link] = field(default_factory=list)
    other_pages: list[Link] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every page once, those of channels that are pages before those of phones and places."""
        found: dict[str, Link] = {}
        for each in (*self.pages, *self.other_pages):
            found.setdefault(each.url, each)
        return tuple(found.values())

    def url(self, language: str) -> str:
        """Return the main address: the first page in a language, or in none; else the first of all."""
        pages = [each for each in self.links if each.kind != "form"]
        own = (each.url for each in pages if each.language in (language, ""))
        return next(own, pages[0].url if pages else "")


def reached(ways: Iterable[Way], service_name: str, language: str) -> Reached:
    """Return what the ways to a service come to."""
    found = Reached()
    for way in ways:
        _add(found, way, service_name, language)
    found.phones = list(dict.fromkeys(found.phones))
    found.places = list(dict.fromkeys(found.places))
    by_letters: dict[str, str] = {}
    for each in found.emails:
        by_letters.setdefault(each.lower(), each)
    found.emails = list(by_letters.values())
    return found


def _add(found: Reached, way: Way, service_name: str, language: str) -> None:
    its, own = way.channel.contacts if way.channel else NOTHING, way.connection.contacts
    about, note = texts.main(way.connection.about), own.note or its.note
    if way.channel is not None and way.channel.kind == "place":
        found.places += _places(its, own, wording.joined(way.name, about, note))
    else:
        # A channel called as the service is says nothing by its name.
        title = "" if fold(way.name) == fold(service_name) else way.name
        hours = own.schedules or (its.schedules if way.is_phone else ())
        for each in dict.fromkeys((*own.phones, *its.phones)):
            found.phones.append(
                structs.replace(
                    each,
                    description=wording.joined(title, each.description, about, note),
                    charge=each.charge or (way.price(language) if way.is_phone else ""),
                    schedules=hours,
                )
            )
        found.places += (structs.replace(each, name=way.name) for each in own.places)
    for link in (*its.links, *own.links):
        if way.is_page:
            found.pages.append(structs.replace(link, name=wording.joined(link.name or way.name, about)))
        else:
            found.other_pages.append(structs.replace(link, name=link.name or way.name))
    found.emails += (*own.emails, *its.emails)


def _places(its: Contacts, own: Contacts, name: str) -> Iterator[Location]:
    """Yield the addresses of a service location; one without any is a place all the same."""
    phones = tuple(dict.fromkeys((*own.phones, *its.phones)))
    for each in (*its.places, *own.places) or (Location(),):
        yield structs.replace(each, name=name, phones=phones, schedules=own.schedules or its.schedules)
