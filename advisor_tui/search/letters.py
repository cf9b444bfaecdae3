"""Which words can be within a few slips of another, told by the letters they are made of.

A slip (a letter lost, put in, swapped, or in another's place) changes the set of letters by two at most. Of tens of
thousands of words that leaves some hundreds to be compared letter by letter. It pays where numpy does.
"""

from collections.abc import Sequence
from typing import Any

BITS = 32
"""Sets of letters are kept as whole numbers of so many bits: one for each of a to z, the rest shared by other signs."""

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
        self._sets[name] = self._np.fromiter(map(letter_set, words), dtype=self._np.uint32, count=len(words))

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
        place = ord(letter) - 97
        bits |= 1 << (place if 0 <= place < 26 else 26 + ord(letter) % (BITS - 26))
    return bits
