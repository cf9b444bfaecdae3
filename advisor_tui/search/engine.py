"""The search behind the desk: a query and what is known of the caller in, ranked services with the reason out.

Each word of the query is compared with the few thousand distinct words of the catalogue, not with every service:
exact, as a beginning, or misspelt. What a word found counts by where it stands (name before description) and how
rare it is; a service that answers more of what the query's words tell stands higher. Among equals the lighter
stands first.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz, process

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.service import Catalogue, Service
from advisor_tui.search.words import Word, query_words, words
from advisor_tui.text import fold

FIELD_WEIGHT = {
    "name": 1.0,  # what the service is called decides
    "other name": 0.95,  # old and official names are names too
    "everyday word": 0.9,  # what callers say, chosen by hand for this service
    "name sv": 0.85,
    "name en": 0.85,
    "kind": 0.7,  # shared by all services of the kind
    "provider": 0.5,
    "description": 0.35,  # mentions much that the service is not
}
"""How much a word counts by where it stands. Callers' words of a service weigh almost like its name."""

EXACT, DOTS_LOST, BEGINNING, BEGINNING_INSIDE, MISSPELT = 1.0, 0.96, 0.9, 0.7, 0.8
"""How much a match counts: the same word; the same but for dots; the last word half typed; a beginning that is not
the last word (an inflected form); the most that a misspelt word can reach."""

SHORTEST_BEGINNING = 2
"""Letters: one letter begins too much to say anything unless it is all there is."""

SHORTEST_INSIDE = 4
"""Letters of a beginning that may stand for an inflected word (``muist`` in ``muistaa``)."""

SIMILAR = 76
"""Similarity (0-100) from which a word counts as misspelt: one slip in five letters, two in nine."""

WHOLE_PHRASE = 0.6
"""What a query that resembles a whole name or phrase gains at most: it lifts the right name over longer ones."""

OUTSIDE_FACTOR = 0.6
"""What is left of the score when the caller's municipality or age is outside: it moves down but is not hidden."""

STATUS_FACTOR = {"active": 1.0, "temporarily closed": 0.8, "inactive": 0.0, "defunct": 0.0}
"""A closed service can still be spoken of; one that has ended is not offered."""

RUNG_ORDER = "012345678R"


@dataclass(frozen=True)
class Filters:
    """What is known of the person concerned. Empty means unknown, which shuts nothing out."""

    municipality: str = ""
    age: int | None = None


@dataclass(frozen=True)
class Hit:
    """A service found: its score (above 0, higher is better), and which field and words matched.

    ``outside`` tells that it is meant for somebody of another place or age.
    """

    service: Service
    score: float
    field: str
    matched: str
    outside: bool = False


@dataclass(frozen=True)
class _Phrase:
    service: int
    field: str
    text: str
    folded: str
    words: tuple[Word, ...]


class Search:
    """The words of one catalogue, ready to be asked."""

    def __init__(self, catalogue: Catalogue, areas: Areas | None = None, kinds: dict[str, str] | None = None) -> None:
        self._services = catalogue.services
        self._areas = areas
        self._phrases = [
            phrase for index, each in enumerate(self._services) for phrase in _phrases(index, each, kinds or {})
        ]
        self._places: dict[str, list[tuple[int, Word]]] = defaultdict(list)
        for number, phrase in enumerate(self._phrases):
            for word in phrase.words:
                self._places[word.folded].append((number, word))
        self._vocabulary = list(self._places)

    def find(self, query: str, filters: Filters = Filters(), limit: int = 50) -> list[Hit]:
        """Return the services that answer the query, best first; none for a query without a word."""
        asked = query_words(query)
        if not asked:
            return []
        totals: dict[int, float] = defaultdict(float)
        answered: dict[int, float] = defaultdict(float)
        reasons: dict[int, tuple[float, int]] = {}
        whole = 0.0
        for position, word in enumerate(asked):
            places = self._best_places(word, last=position == len(asked) - 1)
            rarity = 1 + log(len(self._services) / len(places)) if places else 1.0
            whole += rarity
            for service, (score, number) in places.items():
                totals[service] += score * rarity
                answered[service] += rarity
                reasons[service] = max(reasons.get(service, (0.0, 0)), (score * rarity, number))
        hits = [
            self._hit(service, total * (answered[service] / whole) ** 2, reasons[service][1], filters)
            for service, total in totals.items()
        ]
        self._lift_whole_phrases(hits, asked)
        ranked = sorted((hit for hit in hits if hit.score > 0), key=_order)
        return ranked[:limit]

    def _best_places(self, word: Word, *, last: bool) -> dict[int, tuple[float, int]]:
        """Return, for each service that a query word meets, its best score and the phrase that gave it."""
        best: dict[int, tuple[float, int]] = {}
        for known, likeness in self._matches(word.folded, last=last):
            for number, there in self._places[known]:
                phrase = self._phrases[number]
                factor = DOTS_LOST if likeness == EXACT and there.spelt != word.spelt else likeness
                score = factor * FIELD_WEIGHT[phrase.field]
                if score > best.get(phrase.service, (0.0, 0))[0]:
                    best[phrase.service] = (score, number)
        return best

    def _matches(self, folded: str, *, last: bool) -> Iterable[tuple[str, float]]:
        if folded in self._places:
            yield folded, EXACT
        shortest = SHORTEST_BEGINNING if last else SHORTEST_INSIDE
        if len(folded) >= shortest or (last and len(self._vocabulary) and len(folded) == 1):
            factor = BEGINNING if last else BEGINNING_INSIDE
            yield from ((known, factor) for known in self._vocabulary if known != folded and known.startswith(folded))
        if len(folded) >= SHORTEST_INSIDE:
            near = process.extract(folded, self._vocabulary, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=40)
            yield from ((known, MISSPELT * likeness / 100) for known, likeness, _index in near if known != folded)

    def _hit(self, index: int, score: float, phrase: int, filters: Filters) -> Hit:
        service = self._services[index]
        outside = (filters.age is not None and not service.serves_age(filters.age)) or (
            self._areas is not None and not self._areas.covers(service.service_areas, filters.municipality)
        )
        score *= STATUS_FACTOR[service.status] * (OUTSIDE_FACTOR if outside else 1.0)
        matched = self._phrases[phrase]
        return Hit(service, score, matched.field, matched.text, outside)

    def _lift_whole_phrases(self, hits: list[Hit], asked: list[Word]) -> None:
        whole = " ".join(word.folded for word in asked)
        numbers: dict[str, float] = defaultdict(float)
        wanted = {hit.service.id for hit in hits}
        for phrase in self._phrases:
            service = self._services[phrase.service]
            if service.id in wanted and phrase.field not in ("description", "provider"):
                likeness = fuzz.ratio(whole, phrase.folded) / 100 * FIELD_WEIGHT[phrase.field]
                numbers[service.id] = max(numbers[service.id], likeness)
        for position, hit in enumerate(hits):
            lifted = hit.score * (1 + WHOLE_PHRASE * numbers[hit.service.id])
            hits[position] = Hit(hit.service, lifted, hit.field, hit.matched, hit.outside)


def _phrases(index: int, service: Service, kinds: dict[str, str]) -> Iterable[_Phrase]:
    fields = (
        ("name", [service.name]),
        ("other name", service.alternate_names),
        ("everyday word", service.caller_words),
        ("name sv", [service.sv.name]),
        ("name en", [service.en.name]),
        ("kind", [kinds.get(service.type, "")]),
        ("provider", [service.organization]),
        ("description", [service.description, service.sv.summary, service.en.summary]),
    )
    for field, texts in fields:
        for text in texts:
            if text:
                yield _Phrase(index, field, text, fold(text), tuple(words(text)))


def _order(hit: Hit) -> tuple[float, int, str]:
    return (-round(hit.score, 3), RUNG_ORDER.index(hit.service.rung), hit.service.name)
