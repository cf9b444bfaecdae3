"""Which words can be within a few slips of another, told by the letters they are made of.

A slip (a letter lost, put in, swapped, or in another's place) changes the set of letters by two at most. Of tens of
thousands of words that leaves some hundreds to be compared letter by letter. It pays where numpy does.
"""

from collections.abc import Sequence
from typing import Any

BITS = 32
"""Sets of letters are kept as whole numbers of so many bits: one for each of a to z, the rest shared by other signs."""

FIRST, LETTERS = ord("a"), 26
"""The letters that have a bit of their own."""

PER_SLIP = 2
"""Letters by which one slip can change the set: one goes, one comes."""


class LetterFilter:
    """The sets of letters of lists of words, made once for each list."""

    def __init__(self) -> None:
        import numpy as np  # noqa: PLC0415 - a tenth of a second that a small catalogue does not need

        self._np = np
        self._sets: dict[tuple[str, int], Any] = {}

    def prepare(self, name: tuple[str, int], words: Sequence[str]) -> None:
        """Make the sets of a list of words, which is called by a name from then on."""
        np = self._np
        if not words:
            self._sets[name] = np.empty(0, dtype=np.uint32)
            return
        signs = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
        places = signs - np.uint32(FIRST)  # what stands before a wraps round to a number far above 26
        places = np.where(places < LETTERS, places, LETTERS + signs % (BITS - LETTERS))
        starts = np.cumsum([0, *map(len, words[:-1])])
        self._sets[name] = np.bitwise_or.reduceat(np.uint32(1) << places.astype(np.uint32), starts)

    def near(self, name: tuple[str, int], words: Sequence[str], word: str, slips: int) -> list[int]:
        """Return the places of the words of a list that can be within so many slips of a word, and of some others."""
        if name not in self._sets:
            self.prepare(name, words)
        apart = self._np.bitwise_count(self._sets[name] ^ self._np.uint32(letter_set(word)))
        found: list[int] = self._np.flatnonzero(apart <= PER_SLIP * slips).tolist()
        return found


def letter_set(word: str) -> int:
    """Return the set of letters of a folded word as a whole number."""
    bits = 0
    for letter in word:
        place = ord(letter) - FIRST
        bits |= 1 << (place if 0 <= place < LETTERS else LETTERS + ord(letter) % (BITS - LETTERS))
    return bits
