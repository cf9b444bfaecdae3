"""Facts of a call that its notes tell: each a field of step 1, the value it would take, and the words that say so."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advisor_tui.catalogue.areas import Areas
from advisor_tui.listening.ages import AgeHeard, Ages
from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.facts_data import FactWords
from advisor_tui.listening.negation import NO_GROUP, Negation
from advisor_tui.listening.notes import Notes, Token
from advisor_tui.listening.people import Caller, People
from advisor_tui.listening.places import PlacesHeard
from advisor_tui.listening.signs import HeardBook

PHONE = re.compile(r"(?<![\w.,-])(?:\+358[ -]?\(?0?\)?\d|0\d)(?:[ -]?\d){5,10}(?![\w-]|[.,]\d)")
"""A Finnish number: six to twelve digits after a 0 or the code of the country; a date or an identity code is none."""

PHONE_FIELD = "caller_phone"
LIVES = "lives_alone"

ASK_NOTHING = frozenset({"municipality", PHONE_FIELD, "caller_role"})
"""Facts whose words ask for no service."""


@dataclass(frozen=True)
class Fact:
    """One thing understood: a field of the script, its value, the words that tell it, and whether they are clear.

    ``places`` tells where the words stand, from and up to which character.
    """

    field: str
    value: str
    words: str
    places: tuple[tuple[int, int], ...]
    sure: bool = True


class Facts:
    """Finds facts."""

    def __init__(
        self, words: FactWords, areas: Areas, atoms: Atoms, negation: Negation, knows: Callable[[str], bool]
    ) -> None:
        self._words = words
        self._people = People(words.people, atoms)
        self._ages = Ages(words.age, self._people.persons, self._people.near_ones, atoms)
        self._places = PlacesHeard(words.place, areas, atoms, knows)
        groups = {**words.groups, NO_GROUP: words.negation.no}
        self._signs = HeardBook(atoms, groups, negation)
        for subject, answer in enumerate(words.answer):
            self._signs.add(answer.signs, answer.unless, subject)
        self._tongues = {"sv": frozenset(words.tongue.sv), "en": frozenset(words.tongue.en)}

    def listen(self, notes: Notes) -> tuple[list[Fact], frozenset[int]]:
        """Return the facts that notes tell, in the order of the fields. Two of one field contradict each other.

        With them comes where the words stand that only say who and where somebody is: they ask for no service.
        """
        caller = self._people.caller(notes)
        ages = self._ages.find(notes)
        age = list(self._age(notes, caller, ages))
        facts = [
            *_caller(notes, caller),
            *age,
            *self._municipality(notes, caller, age),
            *self._answers(notes),
            *_phone(notes),
        ]
        silent = self._people.asides(notes) | {token.start for age in ages for token in age.tokens}
        places = {start for fact in facts if fact.field in ASK_NOTHING for start, _end in fact.places}
        silent |= places
        if not any(fact.field == LIVES for fact in facts):
            facts += self._alone(notes, silent)
        return facts, silent

    def _alone(self, notes: Notes, silent: frozenset[int]) -> Iterator[Fact]:
        """Yield that somebody lives alone where a clause says no more than who, how old, where and *yksin*."""
        for clause in notes.clauses:
            said = [token for token in clause if self._people.is_alone(token)]
            others = [token for token in clause if token not in said]
            if said and all(token.start in silent for token in others):
                yield _fact(LIVES, "alone", notes, (said[0],), sure=bool(others))
                return

    def _age(self, notes: Notes, caller: Caller, ages: list[AgeHeard]) -> Iterator[Fact]:
        told: dict[int, Fact] = {}
        for age in self._people.concerned(notes, caller, ages):
            told.setdefault(age.years, _fact("age", str(age.years), notes, age.tokens, sure=age.sure))
        yield from list(told.values())[:2]

    def _municipality(self, notes: Notes, caller: Caller, age: list[Fact]) -> Iterator[Fact]:
        words = caller.spoken_of or caller.words
        concerned = {each.start for each in words if caller.role == "self" or each not in caller.callers}
        concerned.update(start for fact in age[:1] for start, _end in fact.places)
        for place in self._places.find(notes, frozenset(concerned)):
            yield _fact("municipality", place.name, notes, (place.token,), sure=place.sure)

    def _answers(self, notes: Notes) -> Iterator[Fact]:
        found: dict[str, Fact] = {}
        for met in self._signs.find(notes):
            answer = self._words.answer[met.sign.subject]
            found.setdefault(answer.field, _fact(answer.field, answer.value, notes, met.tokens))
        tongue = "language" not in found and self._tongue(notes)
        if tongue:
            found["language"] = tongue
        yield from found.values()

    def _tongue(self, notes: Notes) -> Fact | None:
        """Return the language that the notes are written in, where it is not Finnish."""
        small = {code: [each for each in notes.tokens if each.spelt in words] for code, words in self._tongues.items()}
        code = max(small, key=lambda each: len(small[each]))
        told = small[code]
        if len(told) < self._words.tongue.least or len(told) * 6 < len(notes.tokens):
            return None
        return _fact("language", code, notes, tuple(told[:1]))


def _caller(notes: Notes, caller: Caller) -> Iterator[Fact]:
    if caller.role:
        yield _fact("caller_role", caller.role, notes, caller.words)
    if caller.about:
        yield _fact("about", caller.about, notes, caller.words)


def _phone(notes: Notes) -> Iterator[Fact]:
    found = PHONE.search(notes.text)
    if found:
        yield Fact(PHONE_FIELD, " ".join(found[0].split()), found[0], (found.span(),))


def _fact(field: str, value: str, notes: Notes, tokens: tuple[Token, ...], *, sure: bool = True) -> Fact:
    return Fact(field, value, notes.words(tokens), tuple((each.start, each.end) for each in tokens), sure)
