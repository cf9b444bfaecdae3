"""Services, general descriptions and organizations, as far as the catalogue has room for them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from advisor_tui.catalogue.contact import Link, Term
from advisor_tui.catalogue.payload import Payload
from advisor_tui.catalogue.ptv import channels, codes, links, moments, texts, wording
from advisor_tui.catalogue.ptv.records import Agency, Described, Organization, Told
from advisor_tui.catalogue.ptv.regions import Gazetteer
from advisor_tui.catalogue.ptv.texts import Texts
from advisor_tui.errors import shown
from advisor_tui.language import _

CLASS, GROUP, EVENT, ONTOLOGY = "ptv:class", "ptv:group", "ptv:event", "ptv:ontology"

TERMS = {"serviceClasses": CLASS, "targetGroups": GROUP, "lifeEvents": EVENT, "ontologyTerms": ONTOLOGY}
"""The classifications that are kept, by the fields they stand in."""

CODE_IN_URI = re.compile(r"/code/([\w.]+)$", re.ASCII)
"""Where a code stands in the address of a code list (``http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/KR1``)."""

SIMPLE_TEXTS = {
    "summary": "summary",
    "description": "description",
    "background": "background",
    "userInstruction": "instruction",
}
"""The texts of a general description in its short form, one field for each."""


def service(payload: Payload, its_id: str, gazetteer: Gazetteer, today: date) -> Described:
    """Return what is kept of a service."""
    own, general = _descriptions(payload, "serviceDescriptions")
    _demand(own, payload)
    names, others = _names(payload, "serviceNames")
    return Described(
        published=codes.known(payload, "publishingStatus", codes.PUBLISHED, True),
        id=its_id,
        told=_told(payload, names, own, codes.known(payload, "serviceChargeType", codes.CHARGES, "")),
        general_texts=general,
        general_description=payload.text("generalDescriptionId"),
        alternate_names=others,
        agencies=tuple(_agencies(payload)),
        service_areas=gazetteer.service_areas(payload),
        languages=tuple(_languages(payload)),
        vouchers_used=bool(payload.flag("serviceVouchersInUse")),
        vouchers=_vouchers(payload),
        voucher_links=tuple(_voucher_links(payload)),
        connections=tuple(channels.connections(payload, "serviceChannels", "serviceChannel", gazetteer, today)),
        modified=moments.day(payload, "modified"),
    )


def general_description(payload: Payload) -> Told:
    """Return what is kept of a general description, as the interface gives it or in its short form."""
    own, _general = _descriptions(payload, "descriptions")
    for field, kind in SIMPLE_TEXTS.items():
        found = texts.paragraphs(payload, field)
        if found:
            own.setdefault(kind, found)
    _demand(own, payload)
    names, _others = _names(payload, "names")
    charge = "chargeType" if "chargeType" in payload else "serviceChargeType"
    return _told(payload, names, own, codes.known(payload, charge, codes.CHARGES, ""))


def organization(payload: Payload, gazetteer: Gazetteer) -> Organization:
    """Return what is kept of an organization."""
    names, _others = _names(payload, "organizationNames")
    kind = codes.known(payload, "organizationType", codes.ORGANIZATIONS, "")
    return Organization(names, kind, gazetteer.service_areas(payload))


def _told(payload: Payload, names: Texts, own: dict[str, Texts], charge: str) -> Told:
    found = [each for name, taxonomy in TERMS.items() for each in _terms(payload, name, taxonomy)]
    words = [word for term, words in found if term.taxonomy == ONTOLOGY for word in words]
    words = [*texts.every(payload, "keywords"), *words]
    return Told(names, own, charge, tuple(dict.fromkeys(term for term, _words in found)), tuple(dict.fromkeys(words)))


def _names(payload: Payload, name: str) -> tuple[Texts, tuple[str, ...]]:
    """Return the name in each language, and the alternative names in all of them."""
    names: Texts = {}
    others: list[str] = []
    typed = payload.shape(name) == "list"
    for language, text, item in texts.said(payload, name):
        kind = codes.known(item, "type", codes.NAMES, "name") if typed else "name"
        if kind == "other" or names.setdefault(language, text) != text:
            others.append(text)
    return names, tuple(dict.fromkeys(others))


def _descriptions(payload: Payload, name: str) -> tuple[dict[str, Texts], dict[str, Texts]]:
    """Return texts by what they are, those of the service's own and those marked as of its general description."""
    own: dict[str, Texts] = {}
    general: dict[str, Texts] = {}
    for language, text, item in texts.said(payload, name, lines=True):
        written = item.text("type").lower() or "description"
        marked = written.startswith(codes.FROM_GENERAL)
        kind = codes.DESCRIPTIONS.get(written.removeprefix(codes.FROM_GENERAL))
        if kind is None:
            kind = codes.known(item, "type", codes.DESCRIPTIONS, "")
        if kind:
            (general if marked else own).setdefault(kind, {}).setdefault(language, text)
    return own, general


def _demand(own: dict[str, Texts], payload: Payload) -> None:
    """Add what a user must meet, which is a field of its own, to the texts."""
    requirements = texts.paragraphs(payload, "requirements")
    if requirements:
        own["requirements"] = requirements


def _terms(payload: Payload, name: str, taxonomy: str) -> Iterator[tuple[Term, Iterable[str]]]:
    """Yield the terms of a classification, each with its names in all languages."""
    if payload.shape(name) == "texts":
        # Short forms have names, what is written to the interface has addresses of codes.
        for text in payload.texts(name):
            found = CODE_IN_URI.search(text)
            coded = found is not None or "://" in text
            term = Term(taxonomy, found[1] if found else text) if coded else Term(taxonomy, "", text)
            yield term, () if coded else (text,)
        return
    for item in payload.children(name):
        uri = item.text("newUri") or item.text("uri")
        found = CODE_IN_URI.search(uri)
        code = uri if taxonomy == ONTOLOGY else item.text("code") or (found[1] if found else uri)
        # Only terms of the ontology are searched by, in every language; a class is too wide to be meant by its name.
        names = texts.in_each(item, "name") if taxonomy == ONTOLOGY else {texts.OTHER: texts.name_of(item, "name")}
        if code or texts.main(names):
            yield Term(taxonomy, code, texts.main(names)), names.values()


def _languages(payload: Payload) -> Iterator[str]:
    for written in payload.texts("languages"):
        if texts.CODE.fullmatch(written.lower()):
            yield written.lower()
        else:
            told = _("is not a language code such as fi: “{value}”")
            payload.wrong("languages", told.format(value=shown(written)))


def _agencies(payload: Payload) -> Iterator[Agency]:
    for item in payload.children("organizations"):
        named = item.child("organization")
        its_id = named.text("id") or item.text("organizationId")
        name = texts.name_of(named, "name")
        if its_id or name:
            yield Agency(codes.known(item, "roleType", codes.ROLES, codes.OTHER_ROLE), its_id, name)
    main = payload.child("mainOrganization")
    if main.text("id"):
        yield Agency(codes.ROLES["responsible"], main.text("id"), texts.name_of(main, "name"))


def _vouchers(payload: Payload) -> Texts:
    """Return what is said of service vouchers, in each language."""
    said: dict[str, list[str]] = {}
    for language, text, item in texts.said(payload, "serviceVouchers"):
        said.setdefault(language, []).append(wording.joined(text, item.text("additionalInformation"), by=": "))
    return {language: " ".join(parts) for language, parts in said.items()}


def _voucher_links(payload: Payload) -> Iterator[Link]:
    for item in payload.children("serviceVouchers"):
        url = links.address(item, "url")
        if url:
            yield Link(url, item.text("value"), "web", texts.language_of(item))
