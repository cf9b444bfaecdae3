"""Services that notes speak for: each part of the notes is searched for, and what the parts say is put together.

Notes have several topics. A search for all of their words would find what has a little of each; here each clause,
and each stretch of a long one, asks by itself, and a kind of service that several parts speak for gains by it. What is
said not to be needed, or to be there already, asks for nothing and takes its kind of service away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from advisor_tui.catalogue.service import Service
from advisor_tui.listening.dangers import Raised
from advisor_tui.listening.negation import Negation
from advisor_tui.listening.notes import Notes, Token
from advisor_tui.search.callers import Filters
from advisor_tui.search.engine import Search
from advisor_tui.search.hits import Hit
from advisor_tui.search.weights import RUNG_ORDER

LONG = 7
"""Words of a part from which stretches of it are asked for, too: a phrase of callers has fewer."""

STRETCH = 5
"""Words of a stretch; it moves on by half."""

PARTS = 40
"""Parts of notes that are asked for, the last ones: a long call's first topics have long been dealt with."""

ASKED = 12
"""Services of a part that are looked at."""

REMEMBERED = 400
"""Parts whose answers are kept: notes grow at their end, and each key leaves all parts but one as they were."""

SHARES = (1.0, 0.4, 0.2)
"""What the best part that speaks for a kind counts, the next one, and the one after it."""

REFUSED = 1.0
"""Score from which what is not needed takes its kind of service away: a chance likeness has less."""

SAME = 0.12
"""Share of the best score within which two count as equals, of which the lighter stands first."""

SHORT_PART, FULL_PART = 0.2, 4
"""What a part counts that has next to no words, and from how many words on it counts in full: a word alone is met by
much.
"""

SENTENCE, WHOLE = 1.5, 1.5
"""What a whole sentence counts and all the notes, beside a clause: what several clauses say together is no chance."""

SAID = 0.85
"""What is left of a kind's score for each kind that its best clause has spoken for already."""

WANTED = 2.0
"""What a clause counts in which something is asked for (*haluaisi*, *kuka*), beside one that only tells."""

RIVAL, BLUNT, SHARP = 5, 0.1, 1.5
"""Which kind's score is compared with the best one's, what is left of a part where they are equal, and how soon it
counts in full.
"""

LEAST = 0.3
"""Share of the best score below which nothing is suggested."""

CANDIDATES = 12
"""Kinds of service that come into question, for choosing what to ask next."""

SUGGESTED = 5
"""Services that are suggested: more is a list to search, not a hint."""


@dataclass(frozen=True)
class Suggestion:
    """A service that the notes speak for, how strongly (above 0), and the words that raised it."""

    service: Service
    score: float
    words: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Part:
    """A stretch of notes that asks for services."""

    tokens: tuple[Token, ...]
    share: float = 0.0

    @property
    def query(self) -> str:
        """Its words, as a query."""
        return " ".join(token.spelt for token in self.tokens)

    @property
    def weight(self) -> float:
        """How much its answer is worth."""
        return self.share or min(1.0, SHORT_PART + (1 - SHORT_PART) * len(self.tokens) / FULL_PART)


@dataclass
class _Spoken:
    """What speaks for one kind of service: the best service, and the parts with their scores."""

    service: Service
    best: float
    parts: list[tuple[float, Part]]

    @property
    def foremost(self) -> Part:
        """The part that speaks for it most."""
        return max(self.parts, key=lambda item: item[0])[1]

    @property
    def score(self) -> float:
        """What the parts say together."""
        scores = sorted((score for score, _part in self.parts), reverse=True)
        return sum(score * share for score, share in zip(scores, SHARES, strict=False))


@dataclass(frozen=True)
class _Answer:
    """The best service of a kind for one query: its score, and how sharply the query speaks for one kind (0-1)."""

    service: Service
    score: float
    sharp: float


class Topics:
    """Suggests services."""

    def __init__(self, search: Search, negation: Negation) -> None:
        self._search = search
        self._negation = negation
        self._answers: dict[tuple[str, Filters], list[_Answer]] = {}

    def listen(
        self, notes: Notes, told: frozenset[int], filters: Filters, raised: Mapping[str, Raised]
    ) -> list[Suggestion]:
        """Return what notes speak for, best first, one service of each kind, the lighter first among equals.

        ``told`` are the places of words that are facts and ask for nothing (an age, a municipality). ``raised`` are
        the kinds that signs of danger speak for: they stand first, whatever else is said.
        """
        refused = self._negation.refused(notes)
        silent = told | {token.start for tokens in refused for token in tokens}
        spoken: dict[str, _Spoken] = {}
        wanting = {token.clause for token in self._negation.wanting(notes)}
        for part in _parts(notes, silent):
            wanted = WANTED if part.tokens[0].clause in wanting else 1.0
            self._ask(part, part.weight * wanted, filters, spoken)
        for kind in self._refused_kinds(refused, filters):
            spoken.pop(kind, None)
        ranked = _ranked(notes, spoken)
        return [*self._urgent(raised, ranked, filters), *(each for each in ranked if each.service.type not in raised)]

    def _urgent(self, raised: Mapping[str, Raised], ranked: list[Suggestion], filters: Filters) -> Iterator[Suggestion]:
        """Yield the services that signs of danger speak for."""
        best = max((each.score for each in ranked), default=1.0)
        for kind, sign in raised.items():
            service = self._search.best_of_kind(kind, filters)
            if service:
                yield Suggestion(service, best, sign.words, sign.spans)

    def _ask(self, part: Part, weight: float, filters: Filters, spoken: dict[str, _Spoken]) -> None:
        """Let a part speak for the kinds of service that answer it, and each kind's best service."""
        for answer in self._find(part.query, filters):
            kind = answer.service.type
            known = spoken.setdefault(kind, _Spoken(answer.service, answer.score, []))
            if answer.score > known.best:
                known.service, known.best = answer.service, answer.score
            known.parts.append((answer.score * answer.sharp * weight, part))

    def _find(self, query: str, filters: Filters) -> list[_Answer]:
        """Return the best service of each kind that answers a query, best first."""
        key = (query, filters)
        if key not in self._answers:
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            best: dict[str, Hit] = {}
            for hit in self._search.find(query, filters, ASKED):
                best.setdefault(hit.service.type, hit)
            sharp = _sharpness([hit.score for hit in best.values()])
            self._answers[key] = [_Answer(hit.service, hit.score, sharp) for hit in best.values()]
        return self._answers[key]

    def _refused_kinds(self, refused: list[tuple[Token, ...]], filters: Filters) -> Iterator[str]:
        for tokens in refused:
            hits = self._find(Part(tokens).query, filters)
            if hits and hits[0].score >= REFUSED:
                yield hits[0].service.type


def _sharpness(scores: list[float]) -> float:
    """Return how much more the best kind is meant than others (0-1): words that speak for many speak for none."""
    if len(scores) <= RIVAL:
        return 1.0
    return BLUNT + (1 - BLUNT) * min(1.0, (1 - scores[RIVAL] / scores[0]) * SHARP)


def _parts(notes: Notes, silent: frozenset[int]) -> list[Part]:
    """Return the clauses of notes without their silent words, stretches of the long ones, and the sentences."""
    found: list[Part] = []
    for clause in notes.clauses:
        words = tuple(token for token in clause if token.start not in silent)
        found += _stretches(words)
    for sentence in notes.sentences:
        words = tuple(token for token in sentence if token.start not in silent)
        if words and words[0].clause != words[-1].clause:
            found.append(Part(words, SENTENCE))
    words = tuple(token for token in notes.tokens if token.start not in silent)
    if words and words[0].sentence != words[-1].sentence:
        found.append(Part(words, WHOLE))
    return [part for part in found[-PARTS:] if part.tokens]


def _stretches(words: tuple[Token, ...]) -> Iterable[Part]:
    yield Part(words)
    if len(words) >= LONG:
        step = STRETCH // 2
        for start in range(0, len(words) - STRETCH + 1, step):
            yield Part(words[start : start + STRETCH])


def _ranked(notes: Notes, spoken: dict[str, _Spoken]) -> list[Suggestion]:
    """Return the kinds in their order: each clause that has had its say counts less for the next one."""
    weighed = [(each.score, each.foremost.tokens[0].clause, each) for each in spoken.values()]
    left = sorted(weighed, key=lambda item: -item[0])[: 2 * CANDIDATES]
    had: dict[int, int] = {}
    chosen: list[tuple[float, _Spoken]] = []
    while left and len(chosen) < CANDIDATES:
        best = max(left, key=lambda item: item[0] * SAID ** had.get(item[1], 0))
        score, clause, each = best
        value = score * SAID ** had.get(clause, 0)
        if chosen and value < chosen[0][0] * LEAST:
            break
        left.remove(best)
        chosen.append((value, each))
        had[clause] = had.get(clause, 0) + 1
    top = chosen[0][0] if chosen else 1.0

    def order(item: tuple[float, _Spoken]) -> tuple[int, int, float]:
        value, each = item
        return (-round(value / top / SAME), RUNG_ORDER.index(each.service.rung), -value)

    return [_suggestion(notes, each) for _value, each in sorted(chosen, key=order)]


def _suggestion(notes: Notes, each: _Spoken) -> Suggestion:
    part = each.foremost
    return Suggestion(
        each.service, each.score, notes.words(part.tokens), ((part.tokens[0].start, part.tokens[-1].end),)
    )
