"""The municipality that notes name, in whatever form: *Kangasalla*, *Seinäjoelta*, *i Borgå*."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import eq

from rapidfuzz import process
from rapidfuzz.distance import OSA

from advisor_tui.catalogue.areas import Areas
from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.facts_data import PlaceWords
from advisor_tui.listening.forms import forms
from advisor_tui.listening.notes import Notes, Token
from advisor_tui.text import fold

SLIPS = ((6, 1), (10, 2))
"""From how many letters a name may hold how many slips; shorter ones become words of every day."""

BEFORE, AFTER = 4, 2
"""Words before and after a name that tell whose place it is."""

MOST = 2
"""Municipalities that are asked about: who has more to choose from writes it herself."""

BY_CASE = ("ssa", "sta", "lla", "lta", "lle", "seen")
"""Ends of forms that tell where: a word of every day that is a name, too, is one in such a form."""


@dataclass(frozen=True)
class PlaceHeard:
    """A municipality by the name it is kept under, and the word that names it.

    ``sure`` tells that the word can be nothing else, ``weight`` how much speaks for it being hers whom the call is
    about.
    """

    name: str
    token: Token
    sure: bool
    weight: int


class PlacesHeard:
    """Finds municipalities."""

    def __init__(self, words: PlaceWords, areas: Areas, atoms: Atoms, knows: Callable[[str], bool]) -> None:
        self._atoms = atoms
        self._knows = knows
        self._common = frozenset(map(fold, words.common))
        self._titles = frozenset(map(atoms.add, words.titles))
        self._own = frozenset(map(atoms.add, words.own))
        self._elsewhere = frozenset(map(atoms.add, words.elsewhere))
        self._lives = frozenset(map(atoms.add, words.lives))
        self._nicknames = {fold(form) for form in words.forms} | {
            form for name in words.names for form in _forms_of(name)
        }
        self._both = [(name, place.name) for place in areas.municipalities() for name in (place.fi, place.sv) if name]
        self._spelt = {name.casefold(): place for name, place in self._both}
        self._forms: dict[str, list[str]] = {}
        for place in areas.municipalities():
            for form in (*_forms_of(place.fi), *_swedish(place.sv)):
                names = self._forms.setdefault(form, [])
                if place.name not in names:
                    names.append(place.name)
        for known, municipality in words.names.items():
            for form in _forms_of(known):
                self._forms.setdefault(form, [municipality])
        self._forms.update({fold(form): [name] if name else [] for form, name in words.forms.items()})
        self._names = {fold(place.fi) for place in areas.municipalities()}
        self._long = [form for form in self._forms if len(form) >= SLIPS[0][0]]
        self._met: dict[str, list[str]] = {}

    def find(self, notes: Notes, concerned: frozenset[int]) -> list[PlaceHeard]:
        """Return the municipality that is most likely hers whom the call is about; several where none is likelier.

        ``concerned`` tells where the words stand that speak of her: her age, who she is.
        """
        found = [each for sentence in notes.sentences for each in self._of_sentence(notes, sentence, concerned)]
        best = max((each.weight for each in found), default=0)
        told: dict[str, PlaceHeard] = {}
        for each in found:
            if each.weight == best:
                told.setdefault(each.name, each)
        return list(told.values())[:MOST]

    def _of_sentence(
        self, notes: Notes, sentence: tuple[Token, ...], concerned: frozenset[int]
    ) -> Iterator[PlaceHeard]:
        last = 0
        for place, token in enumerate(sentence):
            names = self._named(token)
            if names and not self._is_titled(notes, sentence, place):
                sure = len(names) == 1 and self._is_sure(token)
                before, after = sentence[max(last, place - BEFORE) : place], sentence[place + 1 : place + 1 + AFTER]
                weight = 2 * sure + self._weight(before, after, concerned) - _is_genitive(token, names)
                last = place + 1
                yield from (PlaceHeard(name, token, sure, weight) for name in names)

    def _weight(self, before: tuple[Token, ...], after: tuple[Token, ...], concerned: frozenset[int]) -> int:
        """Return how much speaks for a place: words of living and of the person beside it, none of another's."""
        hers = any(each.start in concerned for each in (*before, *after))
        lives = any(self._is(each, self._lives) for each in (*before[-2:], *after))
        elsewhere = any(self._is(each, self._elsewhere) and each.start not in concerned for each in before)
        own = any(self._is(each, self._own) for each in before)
        return 2 * hers + 2 * lives - elsewhere * 2 - own * 2

    def _is(self, token: Token, entries: frozenset[int]) -> bool:
        return not self._atoms.met(token.spelt).isdisjoint(entries)

    def _named(self, token: Token) -> list[str]:
        if token.number is not None or len(token.folded) < 2:
            return []
        if token.folded in self._forms and (token.spelt == token.folded or self._has_dots_of(token)):
            exact = self._spelt.get(token.spelt)
            return self._forms[token.folded] or ([exact] if exact and token.spelt != token.folded else [])
        if token.folded not in self._met:
            self._met[token.folded] = self._misspelt(token)
        return self._met[token.folded]

    def _has_dots_of(self, token: Token) -> bool:
        """Tell whether the dots are those of a name: *lähti* is no form of *Lahti*."""
        names = {name.casefold() for name, place in self._both for each in self._forms[token.folded] if place == each}
        return any(all(map(eq, name[:-2], token.spelt)) for name in names) or token.folded in self._nicknames

    def _misspelt(self, token: Token) -> list[str]:
        """Return the names that a word may be with a slip, where it is no word that anybody knows."""
        slips = max((count for letters, count in SLIPS if len(token.folded) >= letters), default=0)
        if not slips or self._knows(token.spelt):
            return []
        near = process.extract(token.folded, self._long, scorer=OSA.distance, score_cutoff=slips, limit=8)
        near = [each for each in near if each[0][0] == token.folded[0]]
        return sorted({name for form, slip, _index in near if slip == near[0][1] for name in self._forms[form]})

    def _is_sure(self, token: Token) -> bool:
        names = self._forms.get(token.folded)
        if names is None:
            return False
        common = any(fold(name) in self._common for name in names)
        return not common or (token.folded not in self._names and token.folded.endswith(BY_CASE))

    def _is_titled(self, notes: Notes, sentence: tuple[Token, ...], place: int) -> bool:
        """Tell whether a name is somebody's: *rouva Salo*, but not *rouva Salosta*."""
        if place == 0 or sentence[place].folded not in self._names:
            return False
        title = sentence[place - 1]
        beside = notes.between(title, sentence[place]) == " "
        return beside and not self._atoms.met(title.spelt).isdisjoint(self._titles)


def _is_genitive(token: Token, names: list[str]) -> bool:
    """Tell whether a form only says what belongs to a place: *Vaasan sairaala*."""
    return token.folded.endswith("n") and token.folded[-2] != token.folded[-3] and fold(names[0]) != token.folded


def _forms_of(name: str) -> Iterable[str]:
    words = name.replace("-", " ").split()
    return forms(words[0]) if words else ()


def _swedish(name: str) -> Iterable[str]:
    words = name.replace("-", " ").split()
    return (fold(words[0]), f"{fold(words[0])}s") if len(words) == 1 else ()
