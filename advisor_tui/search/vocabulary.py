"""The distinct words of a catalogue, and which of them a word of a query meets, and how well."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import nlargest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from advisor_tui.search import weights as w
from advisor_tui.search.finnish import finnish_marked, keys, stem
from advisor_tui.search.letters import LetterFilter
from advisor_tui.search.words import Word

Matches = dict[int, float]
"""Numbers of words with how well each is met (0-1)."""

LAST = "\U0010ffff"
"""Sorts behind every letter."""

SLIPS = ((4, 1), (6, 2), (12, 3))
"""From how many letters a word may hold how many slips (substituted, lost, doubled or swapped letters)."""

HEAD_SLIPS = ((4, 1), (8, 2))
"""The same for a word half typed, of which less is there to know it by."""

ENDING = 3
"""Letters that may follow the stem of the last part of a compound: most endings have no more."""

LONGEST_HEAD = 14
"""Letters of a beginning up to which the distinct ones are made beforehand: few typed words are longer."""

NEAR = 24
"""Misspelt words that are looked at: the nearest ones."""


class Vocabulary:
    """Words sorted by their folded form; those that differ by dots only stand side by side."""

    def __init__(self, spelt: list[str], folded: list[str], by_key: dict[str, tuple[int, ...]]) -> None:
        self.spelt = spelt
        self.folded = folded
        self.by_key = by_key
        self.letters: LetterFilter | None = None
        self._text = "\n" + "\n".join(folded) + "\n"

    @classmethod
    def of(cls, words: Iterable[Word]) -> "Vocabulary":
        """Return the vocabulary of words."""
        distinct = sorted({(word.folded, word.spelt) for word in words})
        by_key: dict[str, list[int]] = {}
        for number, (_folded, spelt) in enumerate(distinct):
            for key in keys(spelt):
                by_key.setdefault(key, []).append(number)
        found = {key: tuple(numbers) for key, numbers in by_key.items()}
        return cls([spelt for _folded, spelt in distinct], [folded for folded, _spelt in distinct], found)

    def __len__(self) -> int:
        return len(self.folded)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each word begins in the text of all words."""
        starts, at = [], 1
        for word in self.folded:
            starts.append(at)
            at += len(word) + 1
        return starts

    @cached_property
    def _by_length(self) -> dict[int, tuple[list[str], list[int]]]:
        """Folded words by their length, with the number of the first word of each."""
        found: dict[int, tuple[list[str], list[int]]] = {}
        before = ""
        for number, word in enumerate(self.folded):
            if word != before:
                words, numbers = found.setdefault(len(word), ([], []))
                words.append(word)
                numbers.append(number)
            before = word
        return found

    @cached_property
    def _short_beginnings(self) -> dict[str, list[tuple[int, float]]]:
        """For each beginning of a letter or two the shortest words that begin so, as :meth:`_begun` yields them."""
        found: dict[str, list[tuple[int, float]]] = {}
        for number, word in enumerate(self.folded):
            for length in range(1, min(w.SHORT_BEGINNING, len(word)) + 1):
                likeness = w.BEGINNING_SHORT + (w.BEGINNING - w.BEGINNING_SHORT) * length / len(word)
                found.setdefault(word[:length], []).append((number, likeness))
        return {
            head: nlargest(w.BEST_MATCHES, each, key=lambda item: (item[1], -item[0])) for head, each in found.items()
        }

    def warm(self) -> None:
        """Make what is made at first use."""
        for length in range(w.SHORTEST_INSIDE - 1, LONGEST_HEAD):
            heads = self.heads(length)
            if self.letters:
                self.letters.prepare(("heads", length), heads)
        for length, (words, _numbers) in self._by_length.items():
            if self.letters:
                self.letters.prepare(("words", length), words)
        for made in (self._starts, self._by_length, self._short_beginnings):
            len(made)

    @cached_property
    def _heads(self) -> dict[int, list[str]]:
        return {}

    def heads(self, length: int) -> list[str]:
        """Return the distinct beginnings of so many letters."""
        if length not in self._heads:
            self._heads[length] = list(dict.fromkeys(word[:length] for word in self.folded if len(word) >= length))
        return self._heads[length]

    # ------------------------------------------------------------ single words

    def number(self, word: Word) -> int | None:
        """Return the number of a word as it is spelt, or None."""
        for number in self.same(word.folded):
            if self.spelt[number] == word.spelt:
                return number
        return None

    def same(self, folded: str) -> range:
        """Return the words of a folded form."""
        start = bisect_left(self.folded, folded)
        end = start
        while end < len(self.folded) and self.folded[end] == folded:
            end += 1
        return range(start, end)

    def beginning(self, folded: str) -> range:
        """Return the words that begin so."""
        return range(bisect_left(self.folded, folded), bisect_right(self.folded, folded + LAST))

    def forms(self, spelt: str, folded: str) -> bool:
        """Tell whether a word is here, or a form of it that differs in its last letters only."""
        if self.same(folded):
            return True
        least = max(w.SHORTEST_PART, len(folded) - 2) / len(folded)
        return any(
            _shared(folded, self.folded[number]) >= least
            for key in finnish_marked(spelt)
            for number in self.by_key.get(key, ())
        )

    # ------------------------------------------------------------ what a word meets

    def certain(self, word: Word) -> Matches:
        """Return the word itself, with or without its dots, and its other forms."""
        found: Matches = {}
        for key in keys(word.spelt):
            for number in self.by_key.get(key, ()):
                if number not in found:
                    found[number] = w.SAME_KEY - w.KEY_APART * (1 - _shared(word.spelt, self.spelt[number]))
        for number in self.same(word.folded):
            found[number] = w.EXACT if self.spelt[number] == word.spelt else w.DOTS_LOST
        return found

    def match(self, word: Word, *, last: bool) -> Matches:
        """Return everything that a word meets; the last word of a query is taken for a beginning, too."""
        found = self.certain(word)
        _raise(found, self._begun(word, last=last))
        if not (last and found) or len(word.folded) >= w.SHORTEST_MIDDLE:
            _raise(found, self._parts(word))
        if max(found.values(), default=0.0) < w.BEGINNING_INSIDE:
            _raise(found, self._misspelt(word.folded))
            if last:
                _raise(found, self._misspelt_beginning(word.folded))
        if len(found) > w.MATCHES:
            best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[: w.MATCHES]
            found = dict(best)
        return found

    def _begun(self, word: Word, *, last: bool) -> Iterator[tuple[int, float]]:
        folded, length = word.folded, len(word.folded)
        if last and length <= w.SHORT_BEGINNING:
            yield from self._short_beginnings.get(folded, ())
        elif last:
            for number in self.beginning(folded):
                share = length / len(self.folded[number])
                yield number, w.BEGINNING_SHORT + (w.BEGINNING - w.BEGINNING_SHORT) * share
        elif length >= w.SHORTEST_INSIDE:
            for number in self.beginning(folded):
                yield number, w.BEGINNING_INSIDE
        root = stem(word.spelt)
        if len(root) >= w.SHORTEST_INSIDE and root != folded:
            for number in self.beginning(root):
                yield number, w.STEM_BEGINS

    def _parts(self, word: Word) -> Iterator[tuple[int, float]]:
        """Yield the compounds that hold a word at their end or in their middle.

        Where the stem is long enough to be no chance it is looked for: what follows it in a compound may be an ending.
        """
        root = stem(word.spelt)
        part, slack = (root, ENDING) if len(root) >= w.SHORTEST_MIDDLE else (word.folded, 0)
        if len(part) < w.SHORTEST_PART:
            return
        text, starts = self._text, self._starts
        at = text.find(part)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            if at > starts[number]:
                rest = len(self.folded[number]) - (at - starts[number]) - len(part)
                if rest <= slack:
                    yield number, w.PART_LAST
                elif len(part) >= w.SHORTEST_MIDDLE:
                    yield number, w.PART_INSIDE
            at = text.find(part, at + 1)

    def _misspelt(self, folded: str) -> Iterator[tuple[int, float]]:
        allowed = _allowed(SLIPS, len(folded))
        for length in range(len(folded) - allowed, len(folded) + allowed + 1) if allowed else ():
            words, numbers = self._by_length.get(length, ([], []))
            for known, slips, index in self._near(("words", length), words, folded, allowed):
                likeness = w.MISSPELT * (1 - slips / max(len(folded), len(known)))
                yield from ((number, likeness) for number in self._twins(numbers[index]))

    def _misspelt_beginning(self, folded: str) -> Iterator[tuple[int, float]]:
        allowed = _allowed(HEAD_SLIPS, len(folded))
        for length in range(len(folded) - 1, len(folded) + 2) if allowed else ():
            for head, slips, _index in self._near(("heads", length), self.heads(length), folded, allowed):
                likeness = w.MISSPELT_BEGINNING * (1 - slips / len(folded))
                yield from ((number, likeness) for number in self.beginning(head))

    def _near(self, name: tuple[str, int], words: list[str], word: str, slips: int) -> list[tuple[str, int, int]]:
        """Return the words of a list within so many slips, with how many and their places."""
        if self.letters is None:
            return process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=NEAR)
        places = self.letters.near(name, words, word, slips) if words else []
        some = [words[place] for place in places]
        found = process.extract(word, some, scorer=OSA.distance, score_cutoff=slips, limit=NEAR)
        return [(known, apart, places[index]) for known, apart, index in found]

    def _twins(self, number: int) -> range:
        return self.same(self.folded[number])

    def halves(self, word: Word, *, last: bool) -> tuple[Word, Word] | None:
        """Return the two known words that a compound is made of, the longest first half tried first, or None."""
        if len(word.spelt) != len(word.folded):
            return None  # a cut would fall at different letters
        best: tuple[int, int, int] = (0, 0, 0)
        for cut in range(len(word.folded) - w.SHORTEST_HALF, w.SHORTEST_HALF - 1, -1):
            left, right = self._cut(word, slice(None, cut)), self._cut(word, slice(cut, None))
            here = bool(self.same(left.folded)) + bool(self.same(right.folded))
            if here == 2 or self._both_known(left, right, last=last):
                best = max(best, (here, min(cut, len(word.folded) - cut), cut))
        cut = best[2]
        return (self._cut(word, slice(None, cut)), self._cut(word, slice(cut, None))) if cut else None

    def _both_known(self, left: Word, right: Word, *, last: bool) -> bool:
        begun = last and len(self.beginning(right.folded)) > 0
        return self.forms(left.spelt, left.folded) and (begun or self.forms(right.spelt, right.folded))

    @staticmethod
    def _cut(word: Word, part: slice) -> Word:
        return Word(word.spelt[part], word.folded[part])

    def ends(self, word: Word) -> Matches:
        """Return what the two ends of an unknown compound meet: its last part, and the longest first part known.

        *Häätöpaperit* is not in the catalogue and *paperit* need not be, but *häätö* is.
        """
        found: Matches = {}
        if len(word.spelt) != len(word.folded):
            return found
        cuts = range(w.SHORTEST_INSIDE, len(word.folded) - w.SHORTEST_PART + 2)
        ends = [(slice(cut, None), w.LAST_KNOWN) for cut in cuts]
        heads = [(slice(None, cut), w.FIRST_KNOWN) for cut in reversed(cuts)]
        for parts in (ends, heads):
            for part, share in parts:
                known = self._cut(word, part)
                if self.forms(known.spelt, known.folded):
                    _raise(found, ((number, likeness * share) for number, likeness in self.certain(known).items()))
                    break
        lengths = range(len(word.folded) - 1, w.SHORTEST_MIDDLE - 1, -1)
        alike = next((each for length in lengths if (each := self.beginning(word.folded[:length]))), range(0))
        _raise(found, ((number, w.COMMON_HEAD) for number in alike))
        return found

    def nearest(self, folded: str) -> str:
        """Return the word that is most like another, or nothing: what may have been meant."""
        found = process.extractOne(folded, self.folded, scorer=OSA.normalized_similarity, score_cutoff=0.5)
        return self.spelt[found[2]] if found else ""


def _shared(one: str, other: str) -> float:
    """Return how much of the shorter of two words both begin with (0-1)."""
    shorter = min(len(one), len(other))
    same = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return same / shorter


def _raise(found: Matches, more: Iterable[tuple[int, float]]) -> None:
    for number, likeness in more:
        if likeness > found.get(number, 0.0):
            found[number] = likeness


def _allowed(slips: tuple[tuple[int, int], ...], length: int) -> int:
    return max((count for letters, count in slips if length >= letters), default=0)
