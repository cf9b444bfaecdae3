"""What a service from elsewhere does not say itself: its organisation does, the division of the country, the rules."""

from collections.abc import Iterator

from msgspec import structs

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.contact import Link, Location
from advisor_tui.catalogue.hsds import reaching
from advisor_tui.catalogue.hsds.markup import plain
from advisor_tui.catalogue.hsds.objects import Node
from advisor_tui.catalogue.inference import Hints
from advisor_tui.catalogue.service import NATIONAL, Charge, Service
from advisor_tui.errors import shown
from advisor_tui.language import Words, _
from advisor_tui.text import fold

PREFIX = "hsds:"
"""What stands before the id that a service has in its source."""

SOURCE = "Open Referral (HSDS)"

FREE = {"free", "free of charge", "no charge", "no fee", "no cost", "maksuton", "ilmainen", "avgiftsfri", "gratis"}
"""What the first line on fees says, folded, when it says nothing but that there are none."""

TEXTS = ("description", "eligibility_description", "application_process", "fees_description", "alert")
"""Texts that may hold HTML: HSDS lets a description, and sources do it elsewhere too."""

FINNISH_CLASSES = "ptv"
"""How the names of taxonomies begin whose codes the rules know: classes and target groups of the national catalogue."""


class Completer:
    """Completes services from elsewhere, one after the other."""

    def __init__(self, around: Around) -> None:
        self.today = around.today
        self._rules = around.rules
        self._municipalities = dict(_municipalities(around.areas))
        self._areas = {**dict(_counties(around.areas)), **self._municipalities}

    def completed(self, service: Service, node: Node) -> Service:
        """Return a service with all that can be known of it. ``node`` is what it was read from."""
        organization = node.child("organization")
        if not service.organization:
            node.wrong("organization", _("is empty"))
        guess = self._rules.guess(_hints(service, organization))
        return structs.replace(
            _with_organization(service, organization),
            id=PREFIX + service.id,
            type=guess.type,
            rung=guess.rung,
            provider_kind=guess.provider_kind,
            life_area=guess.life_area,
            caller_words=guess.caller_words,
            inferred=guess.fields,
            source=", ".join(filter(None, (SOURCE, node.text("assurer_email")))),
            service_areas=tuple(dict.fromkeys(self._area(name, node) for name in service.service_areas)),
            locations=tuple(map(self._placed, service.locations)),
            charge=_charge(service),
            **{name: plain(getattr(service, name)) for name in TEXTS},
        )

    def _area(self, name: str, node: Node) -> str:
        """Return a service area as the catalogue has it; as it is written, and told, where this country has none."""
        if name == NATIONAL:
            return name
        found = self._areas.get(fold(name), "")
        if not found:
            node.wrong("service_areas", _("unknown municipality or county: “{value}”").format(value=shown(name)))
        return found or name

    def _placed(self, place: Location) -> Location:
        """Return a place with its municipality, known by the name of its town."""
        municipality = self._municipalities.get(fold(place.city), "")
        return structs.replace(place, municipality=municipality, accessibility=plain(place.accessibility))


def _hints(service: Service, organization: Node) -> Hints:
    terms = service.taxonomy_terms
    codes = tuple(term.code for term in terms if fold(term.taxonomy).startswith(FINNISH_CLASSES))
    return Hints(
        names=(service.name, *service.alternate_names),
        classes=codes,
        groups=codes,
        organization=service.organization,
        organization_type=organization.text("legal_status"),
    )


def _charge(service: Service) -> Charge:
    first = service.fees_description.partition("\n")[0]
    free = not service.charge and fold(first).strip(" .!") in FREE
    return "free" if free else service.charge


def _with_organization(service: Service, organization: Node) -> Service:
    """Return a service with its organisation's phone and e-mail where it has none of its own, and with its page."""
    phones = service.phones
    if not phones and not any(place.phones for place in service.locations):
        phones = tuple(reaching.phones(organization))
    page = organization.text("website") or organization.text("url")
    known = {service.url, *(link.url for link in service.links)}
    links = (*service.links, Link(page, name=service.organization)) if page and page not in known else service.links
    return structs.replace(service, phones=phones, links=links, emails=service.emails or reaching.emails(organization))


# ------------------------------------------------------------ the division of the country


def _municipalities(areas: Areas) -> Iterator[tuple[str, str]]:
    """Yield the codes and the folded names of municipalities with their Finnish names, which stand before Swedish ones.

    The invented ones of samples are none that a source can mean.
    """
    there = [place for county in areas.county if not county.sample for place in county.municipalities]
    yield from ((fold(place.sv), place.name) for place in there if place.sv)
    yield from ((name, place.name) for place in there for name in (place.code, fold(place.fi)))


def _counties(areas: Areas) -> Iterator[tuple[str, str]]:
    for county in areas.county:
        if not county.sample:
            yield from ((name, county.name.fi) for name in (county.code, *map(fold, _names(county.name))) if name)


def _names(words: Words) -> tuple[str, str, str]:
    return words.fi, words.sv, words.en
