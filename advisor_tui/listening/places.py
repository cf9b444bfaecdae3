"""The municipality that notes name, in whatever form: *Kangasalla*, *Seinäjoelta*, *i Borgå*."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from advisor_tui.catalogue.areas import Areas
from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.facts_data import PlaceWords
from advisor_tui.listening.forms import forms
from advisor_tui.listening.notes import Notes, Token
from advisor_tui.text import fold

MISSPELT_FROM = 8
"""Letters from which a name may hold one slip: shorter ones become words of every day."""

BY_CASE = ("ssa", "sta", "lla", "lta", "lle", "seen")
"""Ends of forms that tell where: a word of every day that is a name, too, is one in such a form."""


@dataclass(frozen=True)
class PlaceHeard:
    """A municipality by the name it is kept under, the word that names it, and whether it can be nothing else."""

    name: str
    token: Token
    sure: bool
    own: bool = False
    """Whether the caller speaks of where she herself is."""


class PlacesHeard:
    """Finds municipalities."""

    def __init__(self, words: PlaceWords, areas: Areas, atoms: Atoms) -> None:
        self._atoms = atoms
        self._common = frozenset(map(fold, words.common))
        self._titles = frozenset(map(atoms.add, words.titles))
        self._own = frozenset(map(atoms.add, words.own))
        self._forms: dict[str, list[str]] = {}
        for place in areas.municipalities():
            for form in (*_forms_of(place.fi), *_swedish(place.sv)):
                names = self._forms.setdefault(form, [])
                if place.name not in names:
                    names.append(place.name)
        self._forms.update({fold(form): [name] if name else [] for form, name in words.forms.items()})
        self._names = {fold(place.fi) for place in areas.municipalities()}
        self._long = [form for form in self._forms if len(form) >= MISSPELT_FROM]
        self._met: dict[str, list[str]] = {}

    def find(self, notes: Notes, known: frozenset[int]) -> list[PlaceHeard]:
        """Return the municipalities named, in order. ``known`` are entries that make a word one of everyday speech."""
        found = []
        for sentence in notes.sentences:
            for place, token in enumerate(sentence):
                names = self._named(token, known)
                if names and not self._is_titled(sentence, place):
                    sure = len(names) == 1 and self._is_sure(token)
                    own = any(
                        not self._atoms.met(each.spelt).isdisjoint(self._own)
                        for each in sentence
                        if each.clause == token.clause
                    )
                    found += [PlaceHeard(name, token, sure, own) for name in names]
        return found

    def _named(self, token: Token, known: frozenset[int]) -> list[str]:
        if token.number is not None or len(token.folded) < 2:
            return []
        if token.folded in self._forms:
            return self._forms[token.folded]
        if len(token.folded) < MISSPELT_FROM or not self._atoms.met(token.spelt).isdisjoint(known):
            return []
        if token.folded not in self._met:
            near = process.extractOne(token.folded, self._long, scorer=OSA.distance, score_cutoff=1)
            self._met[token.folded] = self._forms[near[0]] if near else []
        return self._met[token.folded]

    def _is_sure(self, token: Token) -> bool:
        names = self._forms.get(token.folded)
        if names is None:
            return False
        common = any(fold(name) in self._common for name in names)
        return not common or (token.folded not in self._names and token.folded.endswith(BY_CASE))

    def _is_titled(self, sentence: tuple[Token, ...], place: int) -> bool:
        return place > 0 and not self._atoms.met(sentence[place - 1].spelt).isdisjoint(self._titles)


def _forms_of(name: str) -> Iterable[str]:
    words = name.replace("-", " ").split()
    return forms(words[0]) if words else ()


def _swedish(name: str) -> Iterable[str]:
    words = name.replace("-", " ").split()
    return (fold(words[0]), f"{fold(words[0])}s") if len(words) == 1 else ()
