"""How much two services look like one: by their names, their places, their organizations and their numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import Stemmer
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.numbers import dialled
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.tellers import phones
from advisor_tui.text import fold

SAME_WORD = 0.8
"""Similarity (0-1) from which two words are one: one slip in five letters, such as two of them exchanged."""

SIMILAR_NAME = 70
"""Similarity (0-100) from which names are similar where the number is the same: two words of three."""

EXPLAINED = 97
"""Similarity of names that differ in a place or an organization alone, which one of them leaves out."""

SUBSET, NEARLY = 90, 95
"""Similarity of organizations of which one has more words (a district, a unit), or that are spelt otherwise."""

OTHER_NUMBERS = 10
"""What it takes from the likeness when both have numbers and share none."""

NAME_PART = 0.7
"""The name's part in the likeness; the rest is the organization's."""

LONGEST_NAME, MOST_WORDS = 150, 15
"""Characters and words of a name that are compared: half as much again as PTV allows."""

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")

_LEGAL_FORMS = frozenset({"oy", "oyj", "ab", "abp", "ry", "rf", "rs", "osk", "tmi", "ky", "ay", "sr", "saatio", "ltd"})
"""What stands behind the names of companies, associations and foundations, folded, and tells none from another."""


Spelt = tuple[str, str]
"""The stem of a word, and the word as it is spelt."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a service for comparing: words without case and dots, ``reach`` a set of places.

    ``words`` are the stems of those in its name, by the alphabet; ``spelt`` has each of them with the word itself.
    """

    id: str
    name: str
    source: str
    joined: str
    words: tuple[str, ...]
    spelt: tuple[Spelt, ...]
    organization: frozenset[str]
    numbers: frozenset[str]
    reach: int


class Likeness:
    """Tells how much two services are alike."""

    def __init__(self, areas: Areas) -> None:
        self._stemmer = Stemmer.Stemmer("finnish")
        self._places = frozenset(stem for name in _names_of(areas) for stem, _word in self._spelt(name))
        self._organizations: dict[str, frozenset[str]] = {}

    def known(self, service: Service, reach: int) -> Known:
        """Return what is kept of a service that is for a set of places."""
        spelt = tuple(sorted(self._spelt(service.name)))
        return Known(
            id=service.id,
            name=service.name,
            source=service.source,
            joined="".join(_split(service.name)),
            words=tuple(stem for stem, _word in spelt),
            spelt=spelt,
            organization=self._organization(service.organization),
            numbers=frozenset(filter(None, (dialled(each.number) for each in phones(service)))),
            reach=reach,
        )

    def of(self, one: Known, other: Known) -> int:
        """Return how much they look like one (1-100); 0 where they do not."""
        if not one.reach & other.reach:
            return 0
        same_number = not one.numbers.isdisjoint(other.numbers)
        organization = 100 if same_number else _organizations(one.organization, other.organization)
        name = self._names(one, other, same_number=same_number) if organization else 0
        if not name:
            return 0
        differ = bool(one.numbers and other.numbers) and not same_number
        return round(NAME_PART * name + (1 - NAME_PART) * organization) - OTHER_NUMBERS * differ

    def _names(self, one: Known, other: Known, *, same_number: bool) -> int:
        if one.words == other.words or one.joined == other.joined:
            return 100
        rest = _more(one.spelt, other.spelt)
        if rest is None or any(map(_DIGIT.search, rest)):
            return 0
        if not rest:
            return round(fuzz.ratio(" ".join(one.words), " ".join(other.words)))
        said = one.organization | other.organization
        if one.reach == other.reach:  # elsewhere a place in a name tells a part from the whole
            said |= self._places
        if rest <= said:
            return EXPLAINED
        similar = round(fuzz.ratio(" ".join(one.words), " ".join(other.words))) if same_number else 0
        return similar if similar >= SIMILAR_NAME else 0

    def _organization(self, name: str) -> frozenset[str]:
        found = self._organizations.get(name)
        if found is None:
            found = self._organizations[name] = frozenset(stem for stem, _word in self._spelt(name))
        return found

    def _spelt(self, text: str) -> list[Spelt]:
        """Return the words of a text with their stems: those of words without their dots, which some leave out."""
        words = [word for word in _split(text) if word not in _LEGAL_FORMS]
        return list(zip(self._stemmer.stemWords(words), words, strict=True))


def _split(text: str) -> list[str]:
    return _WORD.findall(fold(text[:LONGEST_NAME]))[:MOST_WORDS]


def _names_of(areas: Areas) -> Iterable[str]:
    """Yield the names of places, also as in *Nokian terveysasema*."""
    for municipality in areas.municipalities():
        yield from (municipality.fi, f"{municipality.fi}n", municipality.sv)
    yield from (county.name.fi for county in areas.county)


@lru_cache(maxsize=1 << 16)
def _organizations(one: frozenset[str], other: frozenset[str]) -> int:
    """Return how much organizations are alike (0-100); of one without a name nothing is known."""
    if not one or not other:
        return 0
    if one == other:
        return 100
    rest = _more([(stem, stem) for stem in sorted(one)], [(stem, stem) for stem in sorted(other)])
    if rest is None:
        return 0
    return SUBSET if rest else NEARLY


def _more(one: Sequence[Spelt], other: Sequence[Spelt]) -> frozenset[str] | None:
    """Return the stems that one side has more than the other, if it has all the other's, some spelt a little otherwise.

    None where each has words of its own.
    """
    in_one, in_other = {stem for stem, _word in one}, {stem for stem, _word in other}
    own = [[each for each in one if each[0] not in in_other], [each for each in other if each[0] not in in_one]]
    fewer, more = sorted(own, key=len)
    for _stem, word in fewer:
        near = next((each for each in more if _same_word(word, each[1])), None)
        if near is None:
            return None
        more.remove(near)
    return frozenset(stem for stem, _word in more)


def _same_word(one: str, other: str) -> bool:
    if not OSA.normalized_similarity(one, other, score_cutoff=SAME_WORD):
        return False
    return not (_DIGIT.search(one) or _DIGIT.search(other))
