"""A service of the catalogue out of one row of a sheet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.contact import Term
from advisor_tui.catalogue.inference import Guess, Hints, Rules
from advisor_tui.catalogue.service import ProviderKind, Service, Translation
from advisor_tui.catalogue.sheets import reaching, values
from advisor_tui.catalogue.sheets.cells import Cells
from advisor_tui.catalogue.sheets.columns import Language, key
from advisor_tui.catalogue.sheets.names import Names
from advisor_tui.catalogue.sheets.values import Ages, Price, Several, Unclear
from advisor_tui.language import _
from advisor_tui.text import clean_line, fold

_LIST = re.compile(r"[,;\n]")


@dataclass(frozen=True)
class Sheet:
    """What all rows of a sheet have in common: the name of the source, and the words for where it comes from."""

    name: str
    source: str


@dataclass(frozen=True)
class _Stated:
    """What a row itself says of what rules would infer."""

    type: str
    provider_kind: ProviderKind | None
    unknown_type: str


def service(cells: Cells, ident: str, sheet: Sheet, names: Names, around: Around) -> Service:
    """Return the service of a row that has a name. What the row does not say is inferred where rules can."""
    stated = _stated(cells, names)
    alternate_names = cells.several("alternate_names", _words)
    categories = cells.several("category", _words)
    organization = cells.one("organization")
    translations = _translation(cells, "sv"), _translation(cells, "en")
    other_names = (*(each.name for each in translations if each.name), *alternate_names, *categories)
    guess = _guess(around.rules, stated, organization, (cells.name, *other_names))
    found = reaching.reached(cells)
    places = reaching.locations(cells, names)
    areas, of_place = _areas(cells, names, tuple(each.municipality for each in places if each.municipality))
    limits, age_words = _ages(cells, names)
    price = values.price(cells.text("price"), names.free, names.charged) if cells.text("price") else Price()
    url, links = reaching.links(cells)
    past = values.past_day(around.today)
    return Service(
        id=f"{sheet.name}:{ident}",
        type=guess.type,
        name=cells.name,
        organization=organization,
        provider_kind=guess.provider_kind,
        rung=guess.rung,
        description=cells.text("description"),
        service_areas=areas,
        assured_date=cells.value("assured_date", past) or around.today,
        source=sheet.source,
        sv=translations[0],
        en=translations[1],
        summary=cells.one("summary"),
        alternate_names=alternate_names,
        caller_words=_once((*cells.several("caller_words", _words), *guess.caller_words)),
        eligibility_description="\n\n".join(filter(None, (cells.text("eligibility_description"), *age_words))),
        minimum_age=limits.minimum,
        maximum_age=limits.maximum,
        languages=cells.several("languages", names.languages),
        charge=price.charge,
        fees_description=price.words,
        application_process="\n\n".join(filter(None, (cells.text("application_process"), *found.words))),
        phones=tuple(found.phones),
        schedules=found.schedules,
        locations=places,
        url=url,
        links=links,
        emails=reaching.emails(cells),
        life_area="" if guess.type else guess.life_area,  # a kind tells its own
        taxonomy_terms=tuple(Term(f"{sheet.name}:category", key(each), each) for each in categories),
        source_id=ident,
        last_modified=cells.value("last_modified", past),
        inferred=tuple(_inferred(guess, stated, of_place=of_place)),
    )


def _stated(cells: Cells, names: Names) -> _Stated:
    kind = cells.value("type", names.kind) or ""
    return _Stated(kind, cells.value("provider_kind", names.provider), "" if kind else cells.one("type"))


def _guess(rules: Rules, stated: _Stated, organization: str, names: tuple[str, ...]) -> Guess:
    """Return what rules make of a row: of its names and, where these do not tell the kind, of its words for it."""
    hints = Hints(names=names, organization=organization, type=stated.type, provider_kind=stated.provider_kind)
    guess = rules.guess(hints)
    if guess.type or not stated.unknown_type:
        return guess
    return rules.guess(replace(hints, names=(stated.unknown_type, *names)))


def _inferred(guess: Guess, stated: _Stated, *, of_place: bool) -> Iterator[str]:
    """Yield the fields that the row does not have as such."""
    said = {"type": bool(stated.type), "provider_kind": stated.provider_kind is not None, "life_area": bool(guess.type)}
    yield from (field for field in guess.fields if not said.get(field))
    if of_place:
        yield "service_areas"


def _translation(cells: Cells, language: Language) -> Translation:
    return Translation(
        name=clean_line(cells.translated("name", language)),
        summary=clean_line(cells.translated("summary", language)),
        description=cells.translated("description", language),
        eligibility_description=cells.translated("eligibility_description", language),
        application_process=cells.translated("application_process", language),
        fees_description=cells.translated("price", language),
    )


def _areas(cells: Cells, names: Names, municipalities: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Return where a service is available, and whether only its place tells that."""
    found = cells.several("service_areas", names.places)
    if found or cells.all("service_areas"):
        return found, False
    if not municipalities:
        cells.wrong(cells.place("service_areas"), _("nothing tells in which municipalities it is available"))
    return municipalities, bool(municipalities)


def _ages(cells: Cells, names: Names) -> tuple[Ages, list[str]]:
    """Return the limits of age, and the words of those that are not understood."""
    limits, words = Ages(), []
    for place, text in cells.all("ages"):
        try:
            limits = values.ages(clean_line(text), names.everyone)
        except Unclear as error:
            cells.wrong(place, str(error))
            words.append(f"{place.header}: {text}")
    lowest = cells.value("minimum_age", values.age)
    highest = cells.value("maximum_age", values.age)
    both = Ages(limits.minimum if lowest is None else lowest, limits.maximum if highest is None else highest)
    if both.minimum is not None and both.maximum is not None and both.minimum > both.maximum:
        cells.wrong(cells.place("maximum_age"), _("is below the minimum age"))
        return Ages(), words
    return both, words


def _words(text: str) -> Several:
    return Several(tuple(filter(None, map(clean_line, _LIST.split(text)))))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for each in words:
        found.setdefault(fold(each), each)
    return tuple(found.values())
