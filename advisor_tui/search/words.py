"""Words as the search compares them: folded, with the plain spelling kept for the dots that were typed."""

import re
from dataclasses import dataclass

from advisor_tui.text import clean_line, fold

QUERY_LIMIT = 200
"""Characters of a query that are looked at: a long sentence; what is pasted beyond it names no service."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Word:
    """One word: as it is spelt (in lower case) and as it is compared."""

    spelt: str
    folded: str


def spellings(text: str) -> list[str]:
    """Return the words of a text in order, in lower case."""
    return _WORD.findall(text.casefold())


def words(text: str) -> list[Word]:
    """Return the words of a text in order."""
    return [Word(found, fold(found)) for found in spellings(text)]


def query_words(query: str) -> list[Word]:
    """Return the words of a query; one of nothing but signs has none."""
    return words(clean_line(query, limit=QUERY_LIMIT))
