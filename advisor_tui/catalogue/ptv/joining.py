"""A service of the catalogue, put together from what PTV has in five places.

These are the service, its general description, its channels, what connects it with them, and its organization.
"""

from collections.abc import Iterable, Iterator, Sequence

from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.contact import Term
from advisor_tui.catalogue.inference import Guess, Hints
from advisor_tui.catalogue.ptv import ages, texts, wording
from advisor_tui.catalogue.ptv.ages import Limits
from advisor_tui.catalogue.ptv.describing import CLASS, EVENT, GROUP
from advisor_tui.catalogue.ptv.reaching import Way, reached
from advisor_tui.catalogue.ptv.records import Agency, Described, Organization, Told
from advisor_tui.catalogue.ptv.saying import Saying
from advisor_tui.catalogue.service import Charge, Service

SILENT = Told({}, {}, "", (), ())
"""What a general description says that is not there."""

CHARGES: dict[str, Charge] = {"free": "free", "fee": "fee"}


def agency_of(kept: Described) -> Agency:
    """Return the organization to ask: the one that is answerable, before others that are, before producers."""
    return min(kept.agencies, key=lambda each: each.rank, default=Agency(0, "", ""))


def joined(
    kept: Described, general: Told | None, organization: Organization | None, ways: Sequence[Way], around: Around
) -> Service | None:
    """Return a service of the catalogue; None where it has no name in any language."""
    general = general or SILENT
    saying = Saying(kept, general, ways)
    name = texts.main(saying.names)
    if not name:
        return None
    agency = agency_of(kept)
    provider = agency.name or (texts.main(organization.names) if organization else "")
    terms = _terms((*kept.told.terms, *general.terms))
    guess = around.rules.guess(
        Hints(
            names=(name, *_once((*saying.names.values(), *kept.alternate_names), but=name)),
            classes=_codes(terms, CLASS),
            groups=(*_codes(terms, GROUP), *_codes(terms, EVENT)),
            general_description=kept.general_description,
            organization=provider,
            organization_type=organization.type if organization else "",
        )
    )
    found = reached(ways, name, saying.language)
    limits = ages.limits(saying.filled("requirements")) or ages.limits(saying.filled("summary")) or Limits()
    areas = kept.service_areas or (organization.service_areas if organization else ())
    return Service(
        id=f"ptv:{kept.id}",
        type=guess.type,
        name=name,
        organization=provider,
        provider_kind=guess.provider_kind,
        rung=guess.rung,
        description=saying.main("description"),
        service_areas=areas,
        assured_date=around.today,
        source=wording.SOURCE,
        sv=saying.translation("sv"),
        en=saying.translation("en"),
        summary=saying.main("summary"),
        alternate_names=kept.alternate_names,
        caller_words=_once((*kept.told.words, *general.words, *guess.caller_words)),
        eligibility_description=saying.main("requirements"),
        minimum_age=limits.minimum,
        maximum_age=limits.maximum,
        languages=kept.languages,
        charge=CHARGES.get(kept.told.charge or general.charge, ""),
        fees_description=saying.main("fees"),
        application_process=saying.main("how"),
        phones=tuple(found.phones),
        locations=tuple(found.places),
        url=found.url(saying.language),
        links=tuple(dict.fromkeys((*found.links, *kept.voucher_links))),
        emails=tuple(found.emails),
        life_area="" if guess.type else guess.life_area,  # a kind tells its own
        taxonomy_terms=terms,
        organization_id=agency.id,
        source_id=kept.id,
        last_modified=kept.modified,
        inferred=tuple(_inferred(guess, limits, areas_of_organization=bool(areas) and not kept.service_areas)),
    )


def _inferred(guess: Guess, limits: Limits, *, areas_of_organization: bool) -> Iterator[str]:
    """Yield the fields that the source does not have as such."""
    yield from (field for field in guess.fields if field != "life_area" or not guess.type)
    if limits.minimum is not None:
        yield "minimum_age"
    if limits.maximum is not None:
        yield "maximum_age"
    if areas_of_organization:
        yield "service_areas"


def _terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return each term once, by its code; one that has only a name stands where no other has that name."""
    found: dict[tuple[str, str], Term] = {}
    named: set[tuple[str, str]] = set()
    for each in sorted(terms, key=lambda term: not term.code):
        its_name = (each.taxonomy, each.name.casefold())
        if each.code or its_name not in named:
            found.setdefault((each.taxonomy, each.code or each.name), each)
        named.add(its_name)
    return tuple(found.values())


def _codes(terms: Iterable[Term], taxonomy: str) -> tuple[str, ...]:
    return tuple(each.code for each in terms if each.taxonomy == taxonomy and each.code)


def _once(words: Iterable[str], but: str = "") -> tuple[str, ...]:
    """Return words each once, however they are written, without one of them."""
    found: dict[str, str] = {}
    for each in words:
        found.setdefault(each.casefold(), each)
    found.pop(but.casefold(), None)
    return tuple(found.values())
