"""Signs: phrases of data that are looked for in notes, in any order and form, within a few words of each other.

hella päälle            both words in one sentence, no further apart than a few words
poika|tytär lyö         one of several words
<child> yksin           a word of a group
<no> halua elää         with a negation; a sign without one does not count where it is negated
tappaa !aikaa           not where the other word is near
humalassa +<child>      where a word of the other group stands anywhere in the notes
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.negation import NO_GROUP, Negation
from advisor_tui.listening.notes import Notes, Token

SLACK, SLACK_ACROSS = 4, 3
"""Words that may stand between the words of a sign, in all: within a clause, and across clauses."""

REMEMBERED_SENTENCES = 200
"""Sentences whose signs are remembered: each key changes one, and leaves the others as they were."""

NEAR = 4
"""Words around a sign within which a word that it forbids must not stand."""

TERM = re.compile(r"[!+]?(<\w+>|[=*]?[^\W_]+\*?)(\|(<\w+>|[=*]?[^\W_]+\*?))*")
"""How a term is written."""


@dataclass(frozen=True)
class Sign:
    """A compiled phrase: its terms as numbers of entries, and whether it says no itself (``negative``).

    What is ``without`` must not be near; something of each in ``anywhere`` must stand somewhere in the notes.
    """

    text: str
    terms: tuple[frozenset[int], ...]
    without: frozenset[int]
    anywhere: tuple[frozenset[int], ...]
    negative: bool
    subject: int
    """Number of what it stands for, in the order in which it was given."""


@dataclass(frozen=True)
class Met:
    """A sign found: which, and the words of the notes that it was found by, in their order."""

    sign: Sign
    tokens: tuple[Token, ...]


class BadSign(ValueError):
    """A sign that is written wrongly; the message is the faulty term or group."""


class SignBook:
    """Signs of several subjects, compiled over one set of entries."""

    def __init__(self, atoms: Atoms, groups: Mapping[str, Sequence[str]]) -> None:
        self._atoms = atoms
        self._groups = {name: frozenset(map(atoms.add, entries)) for name, entries in groups.items()}
        self._no = self._groups.get(NO_GROUP, frozenset())
        self._by_entry: dict[int, list[Sign]] = {}
        self._found: dict[tuple[tuple[str, int], ...], list[tuple[Sign, tuple[int, ...]]]] = {}

    def add(self, text: str, subject: int) -> None:
        """Add a sign. Raises :class:`BadSign`."""
        terms, anywhere, without, negative = [], [], frozenset[int](), False
        for term in text.split():
            if not TERM.fullmatch(term):
                raise BadSign(term)
            entries = self._entries(term.lstrip("!+"))
            if term.startswith("+"):
                anywhere.append(entries)
            elif term.startswith("!"):
                without |= entries
            else:
                terms.append(entries)
                negative = negative or not entries.isdisjoint(self._no)
        if not terms:
            raise BadSign(text)
        sign = Sign(text, tuple(terms), without, tuple(anywhere), negative, subject)
        rarest = min(sign.terms, key=lambda entries: (bool(entries & self._no), len(entries)))
        for entry in rarest:
            self._by_entry.setdefault(entry, []).append(sign)

    def _entries(self, term: str) -> frozenset[int]:
        found: set[int] = set()
        for part in term.split("|"):
            if part.startswith("<"):
                if part[1:-1] not in self._groups:
                    raise BadSign(part)
                found |= self._groups[part[1:-1]]
            else:
                found.add(self._atoms.add(part))
        return frozenset(found)

    def _holds_together(self, sign: Sign, tokens: list[Token], apart: int) -> bool:
        """Tell whether words are near enough, and whether a negation among them speaks of another one of them."""
        crossing = tokens[0].clause != tokens[-1].clause
        if apart >= len(sign.terms) + (SLACK_ACROSS if crossing else SLACK):
            return False
        no = [token for token in tokens if sign.negative and not self._atoms.met(token.spelt).isdisjoint(self._no)]
        return not no or any(token.clause == no[0].clause for token in tokens if token is not no[0])

    def find(self, notes: Notes) -> list[Met]:
        """Return every sign met, sentence by sentence."""
        everything = frozenset[int]().union(*(self._atoms.met(token.spelt) for token in notes.tokens))
        found = [met for sentence in notes.sentences for met in self._find(sentence)]
        return [met for met in found if all(not each.isdisjoint(everything) for each in met.sign.anywhere)]

    def _find(self, sentence: tuple[Token, ...]) -> Iterator[Met]:
        """Yield the signs of a sentence; those of one that was there before are remembered by its words."""
        first = sentence[0].clause
        words = tuple((token.spelt, token.clause - first) for token in sentence)
        found = self._found.get(words)
        if found is None:
            if len(self._found) >= REMEMBERED_SENTENCES:
                self._found.clear()
            found = self._found[words] = self._look(sentence)
        for sign, places in found:
            yield Met(sign, tuple(sentence[place] for place in places))

    def _look(self, sentence: tuple[Token, ...]) -> list[tuple[Sign, tuple[int, ...]]]:
        places: dict[int, list[int]] = {}
        for place, token in enumerate(sentence):
            for entry in self._atoms.met(token.spelt):
                places.setdefault(entry, []).append(place)
        candidates = {id(sign): sign for entry in places for sign in self._by_entry.get(entry, ())}
        met = ((sign, self._places(sign, sentence, places)) for sign in candidates.values())
        return [(sign, found) for sign, found in met if found]

    def _places(self, sign: Sign, sentence: tuple[Token, ...], places: dict[int, list[int]]) -> tuple[int, ...] | None:
        """Return where the words of a sign stand, or None where it is not met."""
        where = [sorted({place for entry in term & places.keys() for place in places[entry]}) for term in sign.terms]
        best = _closest(where) if all(where) else None
        if best is None or not self._holds_together(sign, [sentence[place] for place in best], best[-1] - best[0]):
            return None
        around = range(best[0] - NEAR, best[-1] + NEAR + 1)
        forbidden = any(place in around for entry in sign.without & places.keys() for place in places[entry])
        return None if forbidden else best


class HeardBook:
    """Signs that count only where they are not denied and no phrase voids their words."""

    def __init__(self, atoms: Atoms, groups: Mapping[str, Sequence[str]], negation: Negation) -> None:
        self._signs, self._voids = SignBook(atoms, groups), SignBook(atoms, groups)
        self._negation = negation

    def add(self, signs: Iterable[str], unless: Iterable[str], subject: int) -> None:
        """Add the signs of a subject, and what voids them. Raises :class:`BadSign`."""
        for text in signs:
            self._signs.add(text, subject)
        for text in unless:
            self._voids.add(text, subject)

    def find(self, notes: Notes) -> Iterator[Met]:
        """Yield every sign met that counts, sentence by sentence."""
        voided = {(void.sign.subject, token.start) for void in self._voids.find(notes) for token in void.tokens}
        for met in self._signs.find(notes):
            is_void = any((met.sign.subject, token.start) in voided for token in met.tokens)
            if not is_void and (met.sign.negative or not self._negation.denies(notes, met.tokens)):
                yield met


def _closest(where: list[list[int]]) -> tuple[int, ...] | None:
    """Return one place for each term, no place twice, as near to each other as they come."""
    best: tuple[int, ...] | None = None
    for first in where[0]:
        chosen = [first]
        for places in where[1:]:
            free = [place for place in places if place not in chosen]
            if not free:
                break
            chosen.append(min(free, key=lambda place: abs(place - first)))
        if len(chosen) == len(where):
            found = tuple(sorted(chosen))
            if best is None or found[-1] - found[0] < best[-1] - best[0]:
                best = found
    return best
