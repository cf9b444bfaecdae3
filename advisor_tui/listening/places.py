"""The municipality that notes name, in whatever form: *Kangasalla*, *Seinäjoelta*, *i Borgå*."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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

    def __init__(self, words: PlaceWords, areas: Areas, atoms: Atoms, knows: Callable[[str], bool]) -> None:
        self._atoms = atoms
        self._knows = knows
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
        self._long = [form for form in self._forms if len(form) >= SLIPS[0][0]]
        self._met: dict[str, list[str]] = {}

    def find(self, notes: Notes) -> list[PlaceHeard]:
        """Return the municipalities named, in order."""
        found = []
        for sentence in notes.sentences:
            for place, token in enumerate(sentence):
                names = self._named(token)
                if names and not self._is_titled(notes, sentence, place):
                    sure = len(names) == 1 and self._is_sure(token)
                    own = any(
                        not self._atoms.met(each.spelt).isdisjoint(self._own)
                        for each in sentence
                        if each.clause == token.clause
                    )
                    found += [PlaceHeard(name, token, sure, own) for name in names]
        return found

    def _named(self, token: Token) -> list[str]:
        if token.number is not None or len(token.folded) < 2:
            return []
        if token.folded in self._forms:
            return self._forms[token.folded]
        if token.folded not in self._met:
            self._met[token.folded] = self._misspelt(token)
        return self._met[token.folded]

    def _misspelt(self, token: Token) -> list[str]:
        """Return the names that a word may be with a slip, where it is no word that anybody knows."""
        slips = max((count for letters, count in SLIPS if len(token.folded) >= letters), default=0)
        if not slips or self._knows(token.spelt) or self._atoms.met(token.spelt):
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


def _forms_of(name: str) -> Iterable[str]:
    words = name.replace("-", " ").split()
    return forms(words[0]) if words else ()


def _swedish(name: str) -> Iterable[str]:
    words = name.replace("-", " ").split()
    return (fold(words[0]), f"{fold(words[0])}s") if len(words) == 1 else ()
