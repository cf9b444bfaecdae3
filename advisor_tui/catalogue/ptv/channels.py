"""Channels, and what connects them with services, as far as the catalogue has room for them."""

from collections.abc import Iterator
from datetime import date

from advisor_tui.catalogue.contact import LinkKind
from advisor_tui.catalogue.payload import Payload
from advisor_tui.catalogue.ptv import codes, hours, links, phones, places, texts
from advisor_tui.catalogue.ptv.codes import ChannelKind
from advisor_tui.catalogue.ptv.records import Channel, Connection, Contacts
from advisor_tui.catalogue.ptv.regions import Gazetteer
from advisor_tui.catalogue.ptv.texts import Texts

PHONES = ("phoneNumbers", "supportPhones", "phones")
"""Numbers of phones and places, numbers for help with the other channels, and an older name."""

EMAILS = ("emails", "supportEmails")
"""A place's addresses are called the one or the other; those of the other channels are for help."""

LINK_KINDS: dict[ChannelKind, LinkKind] = {"e-service": "e-service"}


def channel(payload: Payload, kind: ChannelKind, gazetteer: Gazetteer, today: date) -> Channel:
    """Return what is kept of a channel."""
    names = texts.in_each(payload, "serviceChannelNames")
    contacts = _contacts(payload, payload, kind, texts.language(names), gazetteer, today)
    connected = tuple(connections(payload, "services", "service", gazetteer, today))
    published = codes.known(payload, "publishingStatus", codes.PUBLISHED, True)
    return Channel(published, kind, names, contacts, connected)


def connections(payload: Payload, name: str, other: str, gazetteer: Gazetteer, today: date) -> Iterator[Connection]:
    """Yield what connects a service with channels, or a channel with services (``other``), by the other's id."""
    if payload.shape(name) == "texts":  # v3 and older have ids alone
        yield from (Connection(its_id, "", "", {}, {}, Contacts()) for its_id in payload.texts(name))
        return
    for item in payload.children(name):
        connected = item.child(other)
        its_id = connected.text("id") or item.text(f"{other}Id")
        if not its_id:
            continue
        about, fees = _descriptions(item)
        contacts = _contacts(item.child("contactDetails"), item, None, texts.language(about), gazetteer, today)
        charge = codes.known(item, "serviceChargeType", codes.CHARGES, "")
        yield Connection(its_id, texts.name_of(connected, "name"), charge, about, fees, contacts)


def _contacts(
    payload: Payload, timed: Payload, kind: ChannelKind | None, language: str, gazetteer: Gazetteer, today: date
) -> Contacts:
    """Return how a channel or a connection is reached; ``timed`` is where its hours are."""
    found = hours.read(timed, "serviceHours", language, today)
    pages = links.pages(payload, LINK_KINDS.get(kind, "web") if kind else "web")
    return Contacts(
        phones=tuple(each for name in PHONES for each in phones.read(payload, name, language)),
        emails=links.emails(payload, *EMAILS),
        links=(*links.forms(payload), *pages),
        places=places.read(payload, gazetteer),
        schedules=found.schedules,
        note=found.note,
    )


def _descriptions(item: Payload) -> tuple[Texts, Texts]:
    """Return what a connection says of itself, and of its price."""
    about: Texts = {}
    fees: Texts = {}
    for language, text, each in texts.said(item, "description"):
        kind = codes.known(each, "type", codes.DESCRIPTIONS, "description")
        (fees if kind == "fees" else about).setdefault(language, text)
    return about, fees
