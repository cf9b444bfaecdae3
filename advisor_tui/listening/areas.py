"""Need areas that notes touch, and the question that would divide the services in question best."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Literal

from msgspec import Struct

from advisor_tui.catalogue.service import NATIONAL, Service
from advisor_tui.guidance.script import Script
from advisor_tui.language import Words
from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.negation import NO_GROUP
from advisor_tui.listening.notes import Notes
from advisor_tui.listening.signs import SignBook

LEAST_DIVIDED = 0.1
"""Share of the services in question that an answer must sort out, or leave, for being worth a question."""


class AreaWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The words by which notes touch a need area of the script, and the kinds of service that hang on it.

    ``fields`` answer its question: who is known to live alone is not asked whether she does.
    """

    id: str
    signs: tuple[str, ...]
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class QuestionWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A question on whose answer services hang: by their kind, or ``by`` what the catalogue says of each.

    ``field`` is the field of the script that holds its answer; ``signs`` answer it in the notes.
    """

    id: str
    ask: Words
    field: str = ""
    by: Literal["", "age", "municipality"] = ""
    kinds: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class Asking(Struct, frozen=True, forbid_unknown_fields=True):
    """One file: need areas and questions, since when and from where."""

    as_of: date
    source: str
    groups: dict[str, tuple[str, ...]]
    area: tuple[AreaWords, ...]
    question: tuple[QuestionWords, ...]


@dataclass(frozen=True)
class Touched:
    """A need area that notes touch, and the words that do."""

    id: str
    words: str


@dataclass(frozen=True)
class Question:
    """What to ask next: its id, the words to ask, and the field or area that the answer belongs to."""

    id: str
    ask: Words
    field: str = ""
    area: str = ""


@dataclass(frozen=True)
class Answered:
    """What is known already: fields that hold something or are understood, and areas rated, asked or touched."""

    fields: frozenset[str]
    areas: frozenset[str]


class Asker:
    """Knows which area a word touches, and what to ask."""

    def __init__(self, data: Asking, script: Script, no: Sequence[str], atoms: Atoms) -> None:
        self._data = data
        self._script = script
        groups: Mapping[str, Sequence[str]] = {**data.groups, NO_GROUP: no}
        self._signs = SignBook(atoms, groups)
        signs = [each.signs for each in data.area] + [each.signs for each in data.question]
        for subject, texts in enumerate(signs):
            for text in texts:
                self._signs.add(text, subject)

    def listen(self, notes: Notes) -> tuple[list[Touched], frozenset[str]]:
        """Return the areas that notes touch, in the order of the script, and the questions that they answer."""
        met: dict[int, str] = {}
        for each in self._signs.find(notes):
            met.setdefault(each.sign.subject, notes.words(each.tokens))
        by_id = {area.id: Touched(area.id, met[number]) for number, area in enumerate(self._data.area) if number in met}
        first = len(self._data.area)
        answered = {each.id for number, each in enumerate(self._data.question, start=first) if number in met}
        return [by_id[each] for each in self._script.areas if each in by_id], frozenset(answered)

    def question(
        self, candidates: Iterable[tuple[Service, float]], known: Answered, answered: frozenset[str]
    ) -> Question | None:
        """Return the question whose answer would divide the services in question best, each by its score."""
        weighed = list(candidates)
        whole = sum(score for _service, score in weighed)
        best: tuple[float, Question] | None = None
        for question, depends in self._open(known, answered):
            share = sum(score for service, score in weighed if depends(service)) / whole if whole else 0.0
            share = min(share, 0.5) if depends.by else share  # each of them is sorted by the answer anew
            if min(share, 1 - share) >= LEAST_DIVIDED and (best is None or _entropy(share) > best[0]):
                best = (_entropy(share), question)
        return best[1] if best else None

    def _open(self, known: Answered, answered: frozenset[str]) -> Iterator[tuple[Question, "_Depends"]]:
        for each in self._data.question:
            if each.id not in answered and each.field not in known.fields:
                yield Question(each.id, each.ask, each.field), _Depends(each.by, frozenset(each.kinds))
        kinds = {each.id: frozenset(each.kinds) for each in self._data.area if known.fields.isdisjoint(each.fields)}
        for area in self._script.need_area:
            if area.id not in known.areas and kinds.get(area.id):
                yield Question(area.id, area.question, area=area.id), _Depends("", kinds[area.id])


@dataclass(frozen=True)
class _Depends:
    """Whether a service hangs on an answer."""

    by: str
    kinds: frozenset[str]

    def __call__(self, service: Service) -> bool:
        if self.by == "age":
            return service.minimum_age is not None or service.maximum_age is not None
        if self.by == "municipality":
            return NATIONAL not in service.service_areas
        return service.type in self.kinds


def _entropy(share: float) -> float:
    """Return how much an answer tells (bits) that holds for this share of the services in question."""
    return 0.0 if share in (0.0, 1.0) else -share * log2(share) - (1 - share) * log2(1 - share)
