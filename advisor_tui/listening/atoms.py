"""The words that signs are made of, and which of them a word of the notes is.

An entry is a word in any of its forms (``hella``: *hellan*, *hellalla*), one spelling (``=on``), a beginning
(``itsemurh*``) or an end (``*kipu``). What a word meets is remembered: notes grow by a letter at a time.
"""

from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from advisor_tui.search.finnish import keys
from advisor_tui.text import fold

REMEMBERED = 20_000
"""Words whose meetings are kept: the words of a shift."""

SLIPS = ((8, 1), (12, 2))
"""From how many letters a word may hold how many slips: shorter ones become other words of every day."""

DOUBLED_FROM = 5
"""Letters of a word in which one may have been typed once instead of twice."""

ALIKE = 3
"""Letters with which the forms of a word of no more letters begin, one more in longer ones; one fewer where a consonant
after them has changed.
"""

RING = "å"
WEAK = "dvj"
"""What t, p and k become between vowels: *äiti*, *äidin*; *apu*, *avun*."""

LIKE = 0.5
"""What two forms of one word have in common at their beginning, of the shorter one's letters."""


class Atoms:
    """Entries by number. The same entry has one number however many signs it stands in."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._exact: dict[str, list[tuple[int, str]]] = {}
        self._by_key: dict[str, list[tuple[int, str]]] = {}
        self._starts: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        self._long: dict[str, int] = {}
        self._met: dict[str, frozenset[int]] = {}

    def add(self, entry: str) -> int:
        """Return the number of an entry."""
        entry = entry.casefold()
        if entry in self._numbers:
            return self._numbers[entry]
        number = self._numbers[entry] = len(self._numbers)
        if entry.startswith("="):
            self._exact.setdefault(fold(entry[1:]), []).append((number, entry[1:]))
        elif entry.endswith("*"):
            self._starts.setdefault(fold(entry[:-1]), []).append(number)
        elif entry.startswith("*"):
            self._ends.setdefault(fold(entry[1:]), []).append(number)
        else:
            self._add_word(entry, number)
        return number

    def _add_word(self, word: str, number: int) -> None:
        folded = fold(word)
        self._exact.setdefault(folded, []).append((number, word))
        for key in {*keys(word), *keys(folded)}:
            self._by_key.setdefault(key, []).append((number, word))
        if len(folded) >= SLIPS[0][0]:
            self._long.setdefault(folded, number)

    @cached_property
    def _lengths(self) -> tuple[range, range]:
        """How long beginnings and ends are."""
        starts, ends = [len(each) for each in self._starts], [len(each) for each in self._ends]
        return (
            range(min(starts, default=1), max(starts, default=0) + 1),
            range(min(ends, default=1), max(ends, default=0) + 1),
        )

    def met(self, spelt: str) -> frozenset[int]:
        """Return the numbers of the entries that a word (lower case) is."""
        found = self._met.get(spelt)
        if found is None:
            if len(self._met) >= REMEMBERED:
                self._met.clear()
            found = self._met[spelt] = frozenset(self._meet(spelt))
        return found

    def _meet(self, spelt: str) -> Iterable[int]:
        folded = fold(spelt)
        found = set(self._forms(spelt))
        starts, ends = self._lengths
        for length in starts:
            if length <= len(folded):
                found.update(self._starts.get(folded[:length], ()))
        for length in ends:
            if length <= len(folded):
                found.update(self._ends.get(folded[-length:], ()))
        return found or self._misspelt(spelt, folded)

    def _forms(self, spelt: str) -> Iterable[int]:
        folded = fold(spelt)
        # Dots count where they were typed: *Ingå* is no *inga*, and *löi* no *loi*. Nobody types å without its ring.
        same = self._exact.get(folded, ())
        yield from (number for number, word in same if spelt == word or (spelt == folded and RING not in word))
        for key in keys(spelt):
            for number, word in self._by_key.get(key, ()):
                if _are_forms(spelt, word):
                    yield number

    def _misspelt(self, spelt: str, folded: str) -> Iterable[int]:
        """Return what a word is with a letter doubled that was typed once, or with a slip where it is long."""
        found = {number for word in _doubled(spelt) for number in self._forms(word)}
        if found:
            yield from found
            return
        slips = max((count for letters, count in SLIPS if len(folded) >= letters), default=0)
        if slips:
            near = process.extractOne(folded, self._long.keys(), scorer=OSA.distance, score_cutoff=slips)
            if near:
                yield self._long[near[0]]


def _doubled(spelt: str) -> Iterable[str]:
    """Yield a word with each of its inner letters doubled: *vaimola* was to be *vaimolla*."""
    if len(spelt) >= DOUBLED_FROM:
        for at in range(2, len(spelt)):
            if spelt[at] not in (spelt[at - 1], *spelt[at + 1 : at + 2]):
                yield spelt[:at] + spelt[at] + spelt[at:]


def _are_forms(spelt: str, entry: str) -> bool:
    """Tell whether two words of one key can be forms of one word: *mies* and *mie* are not, *äiti* and *äidin* are.

    Dots count where they were typed: *häkä* and *hakee* are two words.
    """
    one, other = (spelt, entry) if spelt != fold(spelt) else (fold(spelt), fold(entry))
    shorter = min(len(one), len(other))
    same = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    weakened = same < shorter and (one[same] in WEAK or other[same] in WEAK)
    needed = ALIKE + (shorter > ALIKE) - weakened
    return shorter >= ALIKE and same >= max(needed, shorter * LIKE)
