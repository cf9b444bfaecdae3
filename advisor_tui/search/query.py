"""What is asked: the words of a query, what each meets in the vocabulary, and how much each counts."""

from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

from advisor_tui.search import weights as w
from advisor_tui.search.index import Index
from advisor_tui.search.vocabulary import Matches
from advisor_tui.search.words import Word, query_words

COUNTRY = "358"
"""The code of Finland, as it stands after the + of a number."""

DIGITS_FROM = 3
"""Digits from which a number is taken for a part of a phone number: fewer are an age or a price."""


@dataclass
class Asked:
    """One word of the query: what it meets, and how much it counts (``mass``)."""

    word: Word
    matches: Matches
    mass: float
    weak: bool = False

    @cached_property
    def best(self) -> list[tuple[int, float]]:
        """The words that are met best: what phrases and kinds are asked for, where more would only cost time."""
        if len(self.matches) <= w.BEST_MATCHES:
            return list(self.matches.items())
        return nlargest(w.BEST_MATCHES, self.matches.items(), key=lambda item: (item[1], -item[0]))

    @property
    def digits(self) -> str:
        """The digits of a word that may be part of a phone number, or nothing; the code of the country is a 0."""
        digits = self.word.folded
        if not (digits.isascii() and digits.isdecimal() and len(digits) >= DIGITS_FROM):
            return ""
        return f"0{digits.removeprefix(COUNTRY)}" if digits.startswith(COUNTRY) else digits


class Reader:
    """Reads queries against one index. What a word meets is remembered: each key repeats the words before it."""

    def __init__(self, index: Index, weak: frozenset[str]) -> None:
        self._index = index
        self.weak = weak
        self._met: dict[tuple[str, bool], Matches] = {}

    def forget(self) -> None:
        """Forget what words met, as for the first key of a shift."""
        self._met.clear()

    def meets(self, word: Word) -> bool:
        """Tell whether anything is met by a word."""
        return word.spelt in self.weak or bool(self._match(word, last=False))

    def read(self, query: str) -> list[Asked]:
        """Return the words of a query; none for one of nothing but signs."""
        asked: list[Asked] = []
        found = query_words(query)
        for position, word in enumerate(found):
            asked += self._asked(word, last=position == len(found) - 1)
        self._join(asked, found)
        if asked and all(each.weak for each in asked):
            asked = [self._heard(each.word, last=number == len(asked) - 1) for number, each in enumerate(asked)]
        return asked

    def _asked(self, word: Word, *, last: bool) -> list[Asked]:
        if word.spelt in self.weak:
            return [Asked(word, {}, 0.0, weak=True)]
        heard = self._heard(word, last=last)
        best = max(heard.matches.values(), default=0.0)
        strong = best >= w.BEGINNING_INSIDE
        halves = None if strong else self._index.vocabulary.halves(word, last=last)
        if halves and best >= w.LIKELY_SLIP and min(len(half.folded) for half in halves) < w.SHORTEST_INSIDE:
            halves = None  # *asunot* is *asunnot*, not *asu* and *not*
        if halves is None:
            if not strong:
                heard.matches = {**self._with_other_words(self._index.vocabulary.ends(word)), **heard.matches}
                heard.mass = self._mass(heard.matches)
            return [heard]
        left, right = self._heard(halves[0], last=False), self._heard(halves[1], last=last)
        for part in (left, right):
            part.matches = {number: likeness * w.SPLIT for number, likeness in part.matches.items()}
            part.mass /= 2  # together they are one word of the query
        return [left, right]

    def _heard(self, word: Word, *, last: bool) -> Asked:
        matches = self._match(word, last=last)
        mass = self._mass(matches) * (w.WEAK_FORM if self._is_weak_form(matches) else 1.0)
        return Asked(word, matches, mass)

    def _is_weak_form(self, matches: Matches) -> bool:
        """Tell whether a word is another form of a weak one, and not a word of the catalogue itself."""
        spelt = self._index.vocabulary.spelt
        if max(matches.values(), default=0.0) >= w.SURE:
            return False
        return any(likeness >= w.SAME_FORM and spelt[number] in self.weak for number, likeness in matches.items())

    def _match(self, word: Word, *, last: bool) -> Matches:
        key = (word.spelt, last)
        if key not in self._met:
            if len(self._met) > w.MATCHES:
                self._met.clear()
            self._met[key] = self._with_other_words(self._index.vocabulary.match(word, last=last))
        return self._met[key]

    def _with_other_words(self, matches: Matches) -> Matches:
        found = dict(matches)
        for number, likeness in matches.items():
            for meant in self._index.other_words.get(number, ()):
                found[meant] = max(found.get(meant, 0.0), likeness * w.OTHER_WORD)
        return found

    def _mass(self, matches: Matches) -> float:
        """Return how much a word counts: by how rare the words are that it meets best."""
        best = max(matches.values(), default=0.0)
        if not best:
            return w.UNKNOWN_MASS
        count = sum(self._index.count(number) for number, likeness in matches.items() if likeness > best - w.SAME_WORD)
        return self._index.rarity(count)

    def _join(self, asked: list[Asked], found: list[Word]) -> None:
        """Let two neighbours be met as the one word that they may be: ``koti hoito``."""
        by_word = {id(each.word): each for each in asked}
        for position in range(len(found) - 1):
            left, right = by_word.get(id(found[position])), by_word.get(id(found[position + 1]))
            if left is None or right is None or left.weak or right.weak:
                continue
            joined = Word(left.word.spelt + right.word.spelt, left.word.folded + right.word.folded)
            vocabulary = self._index.vocabulary
            met = vocabulary.certain(joined)
            if position == len(found) - 2:
                met = {**dict.fromkeys(vocabulary.beginning(joined.folded), w.BEGINNING), **met}
            for number, likeness in self._with_other_words(met).items():
                for each in (left, right):
                    each.matches = {**each.matches}
                    each.matches[number] = max(each.matches.get(number, 0.0), likeness * w.JOINED)
