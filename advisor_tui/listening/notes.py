"""Notes as the desk listens to them: words with their places, cut into sentences and clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from advisor_tui.text import fold

_WORD = re.compile(r"\d+|[^\W\d_]+")
_ENDS = re.compile(r"[.!?;\n]")
_CUTS = re.compile(r"[,:()/–—]| - |->|\+")

ABBREVIATED = frozenset(
    {"s", "synt", "v", "n", "noin", "klo", "nro", "puh", "os", "f", "b", "tri", "nyk", "esim", "vm", "ent"}
)
"""Words with a dot that ends no sentence (*s. 1943*)."""

OPENERS = frozenset(
    {"mutta", "mut", "vaan", "kun", "ku", "koska", "että", "et", "jos", "joka", "jota", "jolla", "jonka", "vaikka"}
    | {"men", "att", "om", "som", "när", "eftersom", "but", "because", "that", "who", "when", "if", "and", "och"}
)
"""Words with which another clause begins, though nobody types the comma."""


@dataclass(frozen=True)
class Token:
    """One word or number: how it is spelt (lower case), how it is compared, where it stands (characters)."""

    spelt: str
    folded: str
    start: int
    end: int
    sentence: int
    clause: int

    @property
    def number(self) -> int | None:
        """The number that it is, or None; one of thousands of digits is none."""
        return int(self.spelt) if self.spelt.isascii() and self.spelt.isdecimal() and len(self.spelt) < 10 else None


class Notes:
    """A text and its words. ``clause`` counts through the whole text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tuple(_tokens(text))

    @cached_property
    def sentences(self) -> tuple[tuple[Token, ...], ...]:
        """The words sentence by sentence."""
        return _grouped(self.tokens, "sentence")

    @cached_property
    def clauses(self) -> tuple[tuple[Token, ...], ...]:
        """The words clause by clause."""
        return _grouped(self.tokens, "clause")

    def between(self, one: Token, other: Token) -> str:
        """Return what stands between two words."""
        return self.text[one.end : other.start]

    def words(self, tokens: tuple[Token, ...] | list[Token]) -> str:
        """Return the text from the first of some words to the last, on one line."""
        first, last = min(each.start for each in tokens), max(each.end for each in tokens)
        return " ".join(self.text[first:last].split())


@lru_cache(maxsize=4096)
def _folded(spelt: str) -> str:
    return fold(spelt)


def _tokens(text: str) -> Iterator[Token]:
    sentence = clause = 0
    before: Token | None = None
    for found in _WORD.finditer(text):
        spelt = found[0].casefold()
        if before is not None:
            gap = text[before.end : found.start()]
            if _ends_sentence(gap, before, spelt):
                sentence, clause = sentence + 1, clause + 1
            elif _CUTS.search(gap) or spelt in OPENERS:
                clause += 1
        before = Token(spelt, _folded(spelt), found.start(), found.end(), sentence, clause)
        yield before


def _ends_sentence(gap: str, before: Token, following: str) -> bool:
    if not _ENDS.search(gap):
        return False
    dotted = gap.startswith(".") and not _ENDS.search(gap[1:])
    if dotted and gap == "." and before.number is not None and following.isdecimal():
        return False  # a date, a time of day
    return not (dotted and before.spelt in ABBREVIATED)


def _grouped(tokens: tuple[Token, ...], by: str) -> tuple[tuple[Token, ...], ...]:
    found: dict[int, list[Token]] = {}
    for token in tokens:
        found.setdefault(getattr(token, by), []).append(token)
    return tuple(tuple(each) for each in found.values())
