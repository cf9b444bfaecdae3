"""Services out of HSDS, of any version and form: a file, a folder or a zip archive of either."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from msgspec import structs

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.contact import Link, Location
from advisor_tui.catalogue.hsds import csv_form, json_form, own, reaching, reading
from advisor_tui.catalogue.hsds.markup import plain
from advisor_tui.catalogue.hsds.objects import Node, Objects
from advisor_tui.catalogue.inference import Hints
from advisor_tui.catalogue.intake import Piece, pieces
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.service import NATIONAL, Service
from advisor_tui.errors import Fault, shown
from advisor_tui.language import _
from advisor_tui.text import fold

PREFIX = "hsds:"
"""What stands before the id that a service has in its source."""

SOURCE = "Open Referral (HSDS)"

FREE = {"free", "free of charge", "no charge", "no fee", "no cost", "maksuton", "ilmainen", "avgiftsfri", "gratis"}
"""What a text on fees says, folded, when it says nothing but that there are none."""

TEXTS = ("description", "eligibility_description", "application_process", "fees_description", "alert")
"""Texts that may hold HTML: HSDS lets a description, and sources do it elsewhere too."""


def services(path: Path, around: Around, faults: Faults, progress: Callable[[int], None]) -> Iterator[Service]:
    """Yield the services of a file, a folder or an archive; ``progress`` is told how many there were so far.

    What is wrong with one of them goes to ``faults``, and the rest of it comes. Services that Advisor wrote come back
    as they were. Raises :class:`~advisor_tui.errors.AdvisorError` where nothing can be read.
    """
    with Objects(faults) as found:
        _read(path, found, faults)
        count = 0
        for node in found.services():
            service = _service(node, around)
            if service:
                count += 1
                yield service
                progress(count)
        if not count:
            faults.add(Fault(shown(path), 0, "", "", _("there is no service in it")))


def _read(path: Path, into: Objects, faults: Faults) -> None:
    names: dict[str, str] = {}
    for piece in pieces(path, (*json_form.SUFFIXES, *csv_form.SUFFIXES)):
        if _describes(piece):
            names.update(csv_form.names_in(piece, faults))
    for piece in pieces(path, (*json_form.SUFFIXES, *csv_form.SUFFIXES)):
        if piece.suffix in csv_form.SUFFIXES:
            csv_form.read(piece, names, into, faults)
        elif not _describes(piece):
            json_form.read(piece, into, faults)


def _describes(piece: Piece) -> bool:
    return PurePath(piece.name).name == csv_form.DESCRIPTOR


def _service(node: Node, around: Around) -> Service | None:
    found = reading.service(node, around.today)
    if own.marked(node):
        return own.overlaid(found, node)
    if not found.name:
        node.wrong("name", _("is empty; the service is left out"))
        return None
    return _completed(found, node, around)


# ------------------------------------------------------------ what a source from elsewhere does not say


def _completed(service: Service, node: Node, around: Around) -> Service:
    """Return a service with what the organisation, the division of the country and the rules add to it."""
    if not service.organization:
        node.wrong("organization", _("is empty"))
    codes = tuple(term.code for term in service.taxonomy_terms)
    hints = Hints(
        names=(service.name, *service.alternate_names),
        classes=codes,
        groups=codes,
        organization=service.organization,
        organization_type=node.child("organization").text("legal_status"),
    )
    guess = around.rules.guess(hints)
    texts = {name: plain(getattr(service, name)) for name in TEXTS}
    service = structs.replace(
        _with_organization(service, node.child("organization")),
        id=PREFIX + service.id,
        type=guess.type,
        rung=guess.rung,
        provider_kind=guess.provider_kind,
        life_area=guess.life_area,
        caller_words=guess.caller_words,
        inferred=guess.fields,
        source=", ".join(filter(None, (SOURCE, node.text("assurer_email")))),
        service_areas=tuple(dict.fromkeys(_area(name, node, around.areas) for name in service.service_areas)),
        **texts,
    )
    places = tuple(_placed(place, around.areas) for place in service.locations)
    free = not service.charge and fold(service.fees_description).strip(" .!") in FREE
    return structs.replace(service, locations=places, charge="free" if free else service.charge)


def _with_organization(service: Service, organization: Node) -> Service:
    """Return a service with its organisation's phone and e-mail where it has none of its own, and with its page."""
    phones = service.phones
    if not phones and not any(place.phones for place in service.locations):
        phones = tuple(reaching.phones(organization))
    page = organization.text("website") or organization.text("url")
    known = {service.url, *(link.url for link in service.links)}
    links = (*service.links, Link(page, name=service.organization)) if page and page not in known else service.links
    return structs.replace(service, phones=phones, links=links, emails=service.emails or reaching.emails(organization))


def _area(name: str, node: Node, areas: Areas) -> str:
    """Return a service area as the catalogue has it; as it is written, and told, where it is none of this country."""
    found = _municipality(name, areas)
    if found:
        return found
    for county in areas.county:
        if fold(name) in (fold(county.name.fi), fold(county.name.sv), fold(county.name.en), county.code):
            return county.name.fi
        for municipality in county.municipalities:
            if name == municipality.code:
                return municipality.name
    if name != NATIONAL:
        node.wrong("service_areas", _("unknown municipality or county: “{value}”").format(value=shown(name)))
    return name


def _municipality(name: str, areas: Areas) -> str:
    """Return the Finnish name of the municipality that bears exactly this name, in either language; else nothing."""
    found = areas.complete(name)
    return found.name if found and fold(name.strip()) in (fold(found.fi), fold(found.sv)) else ""


def _placed(place: Location, areas: Areas) -> Location:
    """Return a place with its municipality, known by the name of its town."""
    municipality = _municipality(place.city, areas)
    accessibility = plain(place.accessibility)
    return structs.replace(place, municipality=municipality, accessibility=accessibility)
