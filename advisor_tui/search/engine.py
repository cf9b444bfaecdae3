"""The search behind the desk: a query and what is known of the caller in, ranked services with the reason out.

Each word of the query is compared with the distinct words of the catalogue, not with every service: as it is, in
another form, half typed, as a part of a compound, misspelt, or as an everyday word. What it meets counts by where it
stands (name before description) and how rare it is. A phrase of callers that the query holds as a whole counts beside
its words. Among equals the lighter service stands first.
"""

import copy
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from math import log
from typing import Any

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.kinds import Kind
from advisor_tui.catalogue.opening import opening
from advisor_tui.catalogue.service import Catalogue, Service
from advisor_tui.search import weights as w
from advisor_tui.search.callers import NOBODY, Callers, Filters, Who
from advisor_tui.search.hits import Found, Hit, Parts
from advisor_tui.search.index import Index, Numbers, build
from advisor_tui.search.letters import LetterFilter
from advisor_tui.search.place import Places
from advisor_tui.search.query import Asked, Reader
from advisor_tui.search.reasons import Reasons
from advisor_tui.search.rows import NumpyRows, PlainRows, Row, Rows
from advisor_tui.search.synonyms import NOTHING, Synonyms
from advisor_tui.search.whole_names import WholeNames
from advisor_tui.search.words import QUERY_LIMIT, query_words
from advisor_tui.text import clean_line, fold


class Search:
    """The words of one catalogue, ready to be asked."""

    def __init__(
        self,
        catalogue: Catalogue,
        areas: Areas | None = None,
        kinds: Iterable[Kind] = (),
        synonyms: Synonyms = NOTHING,
        index: Index | None = None,
    ) -> None:
        self._services = catalogue.services
        self._kinds = tuple(kinds)
        self._synonyms = synonyms
        self.index = index or build(catalogue, self._kinds, synonyms)
        self.reader = Reader(self.index, synonyms.weak_words())
        self._names = WholeNames(self._services, self.index)
        self._areas = areas
        self._places = Places(areas, self.index)
        self._rows: Rows = PlainRows(self.index)
        if len(self._services) >= w.NUMPY_FROM:
            self._rows, self.index.vocabulary.letters = NumpyRows(self.index), LetterFilter()
        self._callers = Callers(self.index.classes, areas, self._rows.table)
        self.learned: dict[str, dict[str, int]] = {}

    def beside(self) -> "Search":
        """Return another search over the same words, for a thread of its own: what each remembers is its own."""
        other = copy.copy(self)
        other._begin_anew()  # noqa: SLF001 - it is one of its own kind
        return other

    def _begin_anew(self) -> None:
        """Remember nothing of what was asked."""
        self.reader = Reader(self.index, self.reader.weak)
        self._rows = self._rows.beside()
        self._callers = Callers(self.index.classes, self._areas, self._rows.table)

    def warm(self) -> None:
        """Do once, behind the screen, what the first search would have to wait for."""
        self.index.vocabulary.warm()
        self.find("a")

    def find(self, query: str, filters: Filters = NOBODY, limit: int = 50) -> list[Hit]:
        """Return the services that answer the query, best first; none for a query without a word."""
        return self.search(query, filters, limit).hits

    def search(self, query: str, filters: Filters = NOBODY, limit: int = 50) -> Found:
        """Return the services that answer the query, and those that do but are hidden by facts and filters."""
        asked = self.reader.read(query)
        if not asked or not self._services:
            return Found([], [])
        heard = [each for each in asked if not each.weak]
        filters = self._with_place(heard, filters)
        at, filters = filters.open_at, replace(filters, open_at=None)
        who, phrase = self._callers.who(filters), self._phrase_scores(heard)
        answer = _Answer(query, asked, heard, who, phrase, self._scores(heard, phrase))
        shown = self._scored(answer, who.shown, limit if at is None else limit * w.OPEN_AMONG)
        hidden = self._scored(answer, who.hidden, limit) if who.hides else []
        # What shares little with the query is left out, also where all that shares much is hidden.
        least = w.TAIL * max((each.plain for each in (*shown, *hidden)), default=0.0)
        found = Found(self._hits(answer, shown, least), self._hits(answer, hidden, least)[:limit])
        return _without_closed(found, at, limit) if at else Found(found.hits[:limit], found.hidden)

    def _scored(self, answer: "_Answer", table: Any, limit: int) -> list["_Scored"]:
        """Return what the best services by a table of factors score."""
        short = len(answer.heard) <= w.NAME_WORDS
        count = limit + (w.NAME_CANDIDATES if short else 0)
        found = dict(self._rows.best(answer.scores, table, self.index.class_of, count))
        names = self._names.scores(
            fold(clean_line(answer.query, limit=QUERY_LIMIT)), found, short=short, slips=not _sure(answer.heard)
        )
        scored = []
        for doc in {**names, **found}:
            factor = float(table[self.index.class_of[doc]])
            if factor:
                words, name = found.get(doc, 0.0), names.get(doc, 0.0)
                plain, learned = words / factor + name, self._learned(self._services[doc], answer.asked)
                scored.append(_Scored(doc, words, name, plain, plain * factor * (1 + learned)))
        return scored

    def _hits(self, answer: "_Answer", scored: list["_Scored"], least: float) -> list[Hit]:
        """Return the services that score enough, in the order in which they are shown."""
        reasons = Reasons(answer.asked, self.index.vocabulary, self._kinds, self._synonyms)
        kept = [each for each in scored if each.score > 0 and each.plain >= least]
        ranked = sorted(kept, key=lambda each: self._order(each.doc, each.score))
        return [self._hit(each, answer, reasons) for each in ranked]

    def best_of_kind(self, kind: str, filters: Filters = NOBODY) -> Service | None:
        """Return the service of a kind that suits a caller best: of her place and age, in her language, the first."""
        who = self._callers.who(filters)
        docs = self._of_kind.get(kind, ())
        best = max(docs, key=lambda doc: (who.factors[self.index.class_of[doc]], -doc), default=None)
        return None if best is None else self._services[best]

    @cached_property
    def _of_kind(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for doc, number in enumerate(self.index.kind_of):
            if number < len(self._kinds) and w.STATUS_FACTOR[self.index.classes[self.index.class_of[doc]].status]:
                found.setdefault(self._kinds[number].id, []).append(doc)
        return found

    def _scores(self, heard: list[Asked], phrase: Row) -> Row:
        """Return what words, phrases and hints at a kind make together."""
        mass = sum(each.mass for each in heard)
        hints = w.TOPIC * (1 - 1 / len(heard))  # one word alone is no hint beside what it says
        more = [(phrase, w.PHRASE), (self._topic_scores(heard), hints)]
        return self._rows.finish(*self._word_scores(heard), mass, more)

    def _order(self, doc: int, score: float) -> tuple[float, int, bool, str]:
        service = self._services[doc]
        return (-round(score, 3), w.RUNG_ORDER.index(service.rung), not service.favourite, service.name)

    def _hit(self, scored: "_Scored", answer: "_Answer", reasons: Reasons) -> Hit:
        service, its, who = self._services[scored.doc], self.index.class_of[scored.doc], answer.who
        factor, learned = who.factors[its], self._learned(service, answer.asked)
        said = float(answer.phrase[scored.doc]) * w.PHRASE * factor
        name = scored.name * factor
        parts = Parts(words=scored.words - said, phrase=said, name=name, caller=factor, learned=learned)
        whole = (scored.words + name) * (1 + learned)
        return Hit(service, whole, parts, who.outside[its], who.hidden_by[its], reasons)

    # ------------------------------------------------------------ what words and phrases say

    def _word_scores(self, asked: list[Asked]) -> tuple[Row, Row]:
        total, covered = self._rows.empty(), self._rows.empty()
        for each in asked:
            row = self._rows.empty()
            self._rows.meet(row, each.matches)
            if each.digits:
                self._rows.raise_to(row, [(self._with_digits(each.digits), w.FIELD_WEIGHT["phone"])])
            self._rows.share(row)
            self._rows.add(total, covered, row, each.mass)
        return total, covered

    def _with_digits(self, digits: str) -> Numbers:
        return array("I", [doc for doc, number in enumerate(self.index.digits) if digits in number])

    def _phrase_scores(self, asked: list[Asked]) -> Row:
        """Return for each document how well one of its phrases and the query say the same."""
        both: dict[int, float] = {}
        for each in asked:
            met: dict[int, float] = {}
            for number, likeness in each.best:
                for phrase in self.index.phrases_with.get(number, ()):
                    if likeness > met.get(phrase, 0.0):
                        met[phrase] = likeness
            for phrase, likeness in met.items():
                both[phrase] = both.get(phrase, 0.0) + likeness * each.mass
        mass = sum(each.mass for each in asked)
        values = []
        for phrase, shared in both.items():
            value = shared / mass * min(1.0, shared / self._phrase_masses[phrase])
            if value >= w.WHOLE_PHRASE and not self._in_order(phrase, asked):
                value *= w.OTHER_ORDER
            if value >= w.LEAST_PHRASE:
                values.append((self.index.phrase_docs[phrase], value))
        row = self._rows.empty()
        self._rows.raise_to(row, values)
        self._rows.share(row)
        return row

    def _topic_scores(self, asked: list[Asked]) -> Row:
        """Return for each service how many of the query's words are said for its kind rather than for others.

        Each word votes with its mass, divided among the kinds by how many phrases of each it stands in.
        """
        votes: dict[int, float] = {}
        for each in asked:
            counts: dict[int, float] = {}
            for number, likeness in each.best:
                if likeness >= w.TOPIC_LIKENESS:
                    for kind, count in self.index.topics.get(number, {}).items():
                        counts[kind] = counts.get(kind, 0.0) + count * likeness
            whole = sum(counts.values()) + w.TOPIC_SMOOTH
            for kind, said in counts.items():
                votes[kind] = votes.get(kind, 0.0) + each.mass * said / whole
        mass, first = sum(each.mass for each in asked), self.index.services
        row = self._rows.empty()
        self._rows.raise_to(row, [(array("I", [first + kind]), value / mass) for kind, value in votes.items()])
        self._rows.share(row)
        return row

    def _in_order(self, phrase: int, asked: list[Asked]) -> bool:
        """Tell whether the words of a phrase come in its order in the query."""
        places = []
        for word in self.index.phrases[phrase]:
            met = [(each.matches[word], -place) for place, each in enumerate(asked) if word in each.matches]
            if met:
                places.append(-max(met)[1])
        return places == sorted(places)

    @cached_property
    def _phrase_masses(self) -> list[float]:
        """How much each phrase says in all: the sum of what its words say."""
        index = self.index
        says = [index.rarity(index.count(number)) for number in range(len(index.vocabulary))]
        return [sum(says[number] for number in phrase) for phrase in index.phrases]

    # ------------------------------------------------------------ who is asking

    def _with_place(self, asked: list[Asked], filters: Filters) -> Filters:
        """Return the filters with the municipality that the query names beside other words: it says where, not what."""
        words = asked if len(asked) > 1 else []
        named = next((place for each in words if (place := self._places.named(each.word))), "")
        return replace(filters, municipality=named) if named else filters

    # ------------------------------------------------------------ what may have been meant

    def nearest(self, query: str) -> str:
        """Return the query with each word that nothing is found by made the nearest known one, or nothing."""
        asked = query_words(query)
        vocabulary = self.index.vocabulary
        words = [each.spelt if self.reader.meets(each) else vocabulary.nearest(each.folded) for each in asked]
        meant = " ".join(word for word in words if word)
        return meant if meant and meant != " ".join(each.spelt for each in asked) else ""

    # ------------------------------------------------------------ what was chosen before

    def learn(self, query: str, service_id: str) -> tuple[str, ...]:
        """Count that a service was chosen for a query; return the words for which it was counted.

        Only words of the catalogue count: what a caller is called never becomes one.
        """
        words = self._lesson(query)
        for word in words:
            there = self.learned.setdefault(word, {})
            there[service_id] = there.get(service_id, 0) + 1
        return words

    def _lesson(self, query: str) -> tuple[str, ...]:
        vocabulary = self.index.vocabulary
        learned = []
        for each in self.reader.read(query):
            if each.matches and not each.weak:
                number, likeness = max(each.matches.items(), key=lambda item: (item[1], -item[0]))
                if likeness >= w.SAME_KEY:
                    learned.append(vocabulary.folded[number])
        return tuple(dict.fromkeys(learned))

    def _learned(self, service: Service, asked: list[Asked]) -> float:
        if not self.learned:
            return 0.0
        vocabulary, times = self.index.vocabulary, 0
        for each in asked:
            for word in {vocabulary.folded[number] for number, like in each.matches.items() if like >= w.SAME_KEY}:
                times += self.learned.get(word, {}).get(service.id, 0)
        return w.LEARNED * min(1.0, log(1 + times) / log(1 + w.LEARNED_FULL))


@dataclass(frozen=True)
class _Answer:
    """What has been worked out of a query: its words, who asks, and what each document scores."""

    query: str
    asked: list[Asked]
    heard: list[Asked]
    who: Who
    phrase: Row
    scores: Row


@dataclass(frozen=True)
class _Scored:
    """What one document scores: by words and by its whole name, plainly, and with what is known of the caller."""

    doc: int
    words: float
    name: float
    plain: float
    score: float


def _without_closed(found: Found, at: datetime, limit: int) -> Found:
    """Return what was found with those that are closed at a moment, or whose hours nobody knows, hidden, too."""
    closed = [replace(hit, hidden_by="closed") for hit in found.hits if not opening(hit.service.hours, at).open]
    ids = {hit.service.id for hit in closed}
    hits = [hit for hit in found.hits if hit.service.id not in ids]
    return Found(hits[:limit], sorted([*closed, *found.hidden], key=lambda hit: -hit.score)[:limit])


def _sure(heard: list[Asked]) -> bool:
    """Tell whether every word is met so well that no slip needs to be looked for."""
    return all(max(each.matches.values(), default=0.0) >= w.SURE for each in heard)
