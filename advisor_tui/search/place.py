"""The municipality that a query names: where help is wanted, beside what is wanted."""

from functools import cached_property

from advisor_tui.catalogue.areas import Areas
from advisor_tui.search.finnish import finnish_keys
from advisor_tui.search.index import CODE, Index
from advisor_tui.search.words import Word
from advisor_tui.text import fold

PLAIN_WORDS = frozenset(CODE[field] for field in ("everyday word", "kind", "other name"))
"""Where a word stands that is one of everyday speech: *loppu* is no form of the municipality of Loppi."""


class Places:
    """The municipalities by their names and the forms of their names."""

    def __init__(self, areas: Areas | None, index: Index) -> None:
        self._areas = areas
        self._index = index

    def named(self, word: Word) -> str:
        """Return the municipality that a word of a query names, or nothing."""
        if self._areas is None:
            return ""
        exact = self._by_name.get(word.folded)
        if exact and not self._is_plain(word):
            return exact
        for key in finnish_keys(word.spelt):
            for name, place in self._by_key.get(key, ()):
                if word.folded.startswith(name[:-2]) and not self._is_plain(word):
                    return place
        return ""

    def _is_plain(self, word: Word) -> bool:
        codes = (code for number in self._index.vocabulary.same(word.folded) for code in self._index.posting(number)[1])
        return any(code in PLAIN_WORDS for code in codes)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for place in self._areas.municipalities() if self._areas else ():
            found.setdefault(fold(place.fi), place.name)
            found.setdefault(fold(place.sv or place.fi), place.name)
        return found

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[str, str]]]:
        """Folded names and the places they name, by the keys of the names; the names of one word only."""
        found: dict[str, list[tuple[str, str]]] = {}
        for place in self._areas.municipalities() if self._areas else ():
            for key in finnish_keys(place.fi.casefold()):
                found.setdefault(key, []).append((fold(place.fi), place.name))
        return found
