"""One of our services as HSDS 3 has it: an object with everything in it.

After an object is written it is read as anybody would read it; what then is not as it was goes into attributes of our
own. So whatever is written can be read back whole, and nothing is said twice that HSDS can say itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule, Term
from advisor_tui.catalogue.hsds import hours, own, reaching, reading
from advisor_tui.catalogue.hsds.objects import Node
from advisor_tui.catalogue.payload import Faults, Origin
from advisor_tui.catalogue.service import NATIONAL, Service

ALWAYS = ("id", "type", "rung", "provider_kind")
"""Fields that are written even where plain HSDS would be read alike: others may want to sort by them."""

COUNTRY = "FI"
"""ISO 3166-1: the country of an address; the catalogue is one of Finland."""

CURRENCY = "EUR"

Carry = Callable[[str], str]
"""How a text comes back from where it is written: as it is from JSON, maybe without something from a cell."""

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#$&-;=?-\[\]_a-z~%]+")
"""An address as RFC 3986 allows it; another is no ``uri`` of JSON Schema."""

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def document(service: Service, carry: Carry) -> dict[str, Any]:
    """Return a service as an object of HSDS, as its schema asks for it."""
    owner = own.uuid("service", service.id)
    found = _filled(
        id=owner,
        name=service.name,
        alternate_name=next(iter(service.alternate_names), ""),
        description=service.description,
        url=service.url if _URI.fullmatch(service.url) else "",
        status=service.status,
        application_process=service.application_process,
        fees_description=service.fees_description,
        eligibility_description=service.eligibility_description,
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        assured_date=service.assured_date.isoformat(),
        alert=service.alert,
        last_modified=f"{service.last_modified.isoformat()}T00:00:00Z" if service.last_modified else "",
        organization=_organization(service),
        **_emails(service, owner),
        phones=list(_phones(service.phones, owner, carry)),
        schedules=list(_schedules(service.schedules, owner, carry)),
        service_areas=[
            {"id": own.uuid(owner, "area", number), "name": reading.WRITTEN_COUNTRY if area == NATIONAL else area}
            for number, area in enumerate(service.service_areas)
        ],
        service_at_locations=list(_places(service.locations, owner, carry)),
        languages=_languages(service.languages, owner),
        cost_options=_costs(service, owner),
        additional_urls=list(_links(service.links, owner, carry)),
        attributes=list(_terms(service.taxonomy_terms, owner)),
    )
    read = reading.service(_node(found, carry), date.min)
    found["attributes"] = [
        *found.get("attributes", []),
        *own.attributes(own.differences(service, read, ALWAYS), owner),
    ]
    return found


def _filled(**fields: Any) -> dict[str, Any]:
    """Return the fields that hold something; a name and an id are asked for even where they are empty."""
    return {name: value for name, value in fields.items() if value not in ("", None, []) or name in ("id", "name")}


def _node(written: dict[str, Any], carry: Carry) -> Node:
    """Return an object as it is read from where it is written to."""
    return Node(_carried(written, carry), Origin("", 0, "", Faults()))


def _carried(value: Any, carry: Carry) -> Any:
    if isinstance(value, str):
        return carry(value)
    if isinstance(value, list):
        return [_carried(each, carry) for each in value]
    if isinstance(value, dict):
        return {name: _carried(each, carry) for name, each in value.items()}
    return value


def _with_attributes(written: dict[str, Any], wanted: Struct, read: Struct) -> dict[str, Any]:
    """Return an object with attributes for what plain HSDS does not say."""
    differing = own.differences(wanted, read)
    return {**written, "attributes": own.attributes(differing, written["id"])} if differing else written


# ------------------------------------------------------------ what stands within a service


def _organization(service: Service) -> dict[str, Any]:
    """Return the organisation. HSDS asks for a description of it: of one of which we know nothing else, its name."""
    owner = own.uuid("organization", service.organization_id, service.organization)
    return {"id": owner, "name": service.organization, "description": service.organization}


def _emails(service: Service, owner: str) -> dict[str, Any]:
    """Return the first address, and a contact for each of the others."""
    sound = [each for each in service.emails if _EMAIL.fullmatch(each)]
    contacts = [{"id": own.uuid(owner, "contact", number), "email": each} for number, each in enumerate(sound[1:])]
    return {"email": next(iter(sound), ""), "contacts": contacts}


def _costs(service: Service, owner: str) -> list[dict[str, Any]]:
    """Return the price of what is free; of other prices we know only words."""
    return [{"id": own.uuid(owner, "cost"), "currency": CURRENCY, "amount": 0}] if service.charge == "free" else []


def _languages(codes: Iterable[str], owner: str) -> list[dict[str, Any]]:
    return [{"id": own.uuid(owner, "language", number), "code": code} for number, code in enumerate(codes)]


def _phones(phones: Iterable[Phone], owner: str, carry: Carry) -> Iterator[dict[str, Any]]:
    for number, phone in enumerate(phones):
        its = own.uuid(owner, "phone", number)
        written = _filled(
            id=its,
            number=phone.number,
            type="voice",
            description=_of_phone(phone),
            languages=_languages(phone.languages, its),
        )
        read = next(reaching.phones(_node({"phones": [written]}, carry)), None)
        if read:
            yield _with_attributes(written, phone, read)


def _of_phone(phone: Phone) -> str:
    """Return what is said of a phone: HSDS has no other place for what a call costs and when it is answered."""
    answered = (hours.in_signs(each) for each in phone.schedules)
    return ", ".join(filter(None, (phone.description, phone.charge, *answered)))


def _schedules(schedules: Iterable[Schedule], owner: str, carry: Carry) -> Iterator[dict[str, Any]]:
    for number, schedule in enumerate(schedules):
        written = _filled(**hours.written(schedule, own.uuid(owner, "schedule", number)))
        yield _with_attributes(written, schedule, hours.rule(_node(written, carry)))


def _places(locations: Iterable[Location], owner: str, carry: Carry) -> Iterator[dict[str, Any]]:
    for number, location in enumerate(locations):
        written = _location(location, own.uuid(owner, "location", number), carry)
        read = reaching.place(_node({"location": written}, carry), hours.Hours())
        if read:
            yield {"id": own.uuid(owner, "at", number), "location": _with_attributes(written, location, read)}


def _location(location: Location, owner: str, carry: Carry) -> dict[str, Any]:
    placed = location.latitude is not None and location.longitude is not None
    return _filled(
        id=owner,
        location_type="physical",
        name=location.name,
        description=_incomplete(location),
        latitude=location.latitude if placed else None,
        longitude=location.longitude if placed else None,
        addresses=_addresses(location, owner),
        accessibility=[{"id": own.uuid(owner, "accessibility"), "description": location.accessibility}]
        if location.accessibility
        else [],
        phones=list(_phones(location.phones, owner, carry)),
        schedules=list(_schedules(location.schedules, owner, carry)),
    )


def _addresses(location: Location, owner: str) -> list[dict[str, Any]]:
    """Return the address where all of it is known that HSDS asks for. Finland has no states: a municipality serves."""
    if not (location.address and location.postal_code and location.city):
        return []
    return [
        _filled(
            id=own.uuid(owner, "address"),
            address_1=location.address,
            city=location.city,
            region=location.municipality,
            state_province=location.municipality or location.city,
            postal_code=location.postal_code,
            country=COUNTRY,
            address_type="physical",
        )
    ]


def _incomplete(location: Location) -> str:
    """Return an address as text where HSDS would not take it as an address."""
    parts = (location.address, f"{location.postal_code} {location.city}".strip(), location.municipality)
    return "" if all((location.address, location.postal_code, location.city)) else ", ".join(filter(None, parts))


def _links(links: Iterable[Link], owner: str, carry: Carry) -> Iterator[dict[str, Any]]:
    for number, link in enumerate(links):
        if _URI.fullmatch(link.url):
            written = _filled(id=own.uuid(owner, "url", number), label=link.name, url=link.url)
            read = next(reaching.links(_node({"additional_urls": [written]}, carry)), None)
            if read:
                yield _with_attributes(written, link, read)


def _terms(terms: Iterable[Term], owner: str) -> Iterator[dict[str, Any]]:
    """Yield an attribute for each term; one whose taxonomy or code is empty, or ours, is no term that others know."""
    for number, term in enumerate(terms):
        if term.code and term.taxonomy not in ("", own.TAXONOMY):
            name = term.name or term.code
            yield {
                "id": own.uuid(owner, "term", number),
                "taxonomy_term": {
                    "id": own.uuid("term", term.taxonomy, term.code, name),
                    "code": term.code,
                    "name": name,
                    "description": name,
                    "taxonomy": term.taxonomy,
                },
            }
