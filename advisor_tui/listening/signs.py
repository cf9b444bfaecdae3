"""Signs: phrases of data that are looked for in notes, in any order and form, within a few words of each other.

    hella päälle            both words in one sentence, no further apart than a few words
    poika|tytär lyö         one of several words
    <child> yksin           a word of a group
    <no> halua elää         with a negation; a sign without one does not count where it is negated
    tappaa !aikaa           not where the other word is near
    humalassa +<child>      where a word of the other group stands anywhere in the notes
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.negation import NO_GROUP
from advisor_tui.listening.notes import Notes, Token

SLACK, SLACK_ACROSS = 4, 3
"""Words that may stand between the words of a sign, in all: within a clause, and across clauses."""

NEAR = 4
"""Words around a sign within which a word that it forbids must not stand."""

TERM = re.compile(r"[!+]?(<\w+>|[=*]?[^\W_]+\*?)(\|(<\w+>|[=*]?[^\W_]+\*?))*")
"""How a term is written."""


@dataclass(frozen=True)
class Sign:
    """A compiled phrase: its terms as numbers of entries, what must not be near, what must stand anywhere in the
    notes, and whether it says no itself.
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

    def _find(self, sentence: tuple[Token, ...]) -> Iterable[Met]:
        places: dict[int, list[int]] = {}
        for place, token in enumerate(sentence):
            for entry in self._atoms.met(token.spelt):
                places.setdefault(entry, []).append(place)
        seen: set[int] = set()
        for entry in places:
            for sign in self._by_entry.get(entry, ()):
                if id(sign) not in seen:
                    seen.add(id(sign))
                    yield from self._met(sign, sentence, places)

    def _met(self, sign: Sign, sentence: tuple[Token, ...], places: dict[int, list[int]]) -> Iterable[Met]:
        where = [sorted({place for entry in term for place in places.get(entry, ())}) for term in sign.terms]
        if not all(where):
            return
        best = _closest(where)
        if best is None or not self._holds_together(sign, [sentence[place] for place in best], best[-1] - best[0]):
            return
        around = range(best[0] - NEAR, best[-1] + NEAR + 1)
        if any(place in around for entry in sign.without for place in places.get(entry, ())):
            return
        yield Met(sign, tuple(sentence[place] for place in best))


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
