"""On which line of a TOML text a key stands.

The standard parser tells no positions, and neither do the well-kept ones for Python. This reader is used only to
tell people where a fault is: it takes text that is already known to be valid, keeps no values, and answers with
the nearest enclosing place when a key is not written out (a missing field lies in its table).
"""

import re
import tomllib
from functools import lru_cache

from advisor_tui.text import clean

Key = tuple[str | int, ...]
"""The path to a value: names of keys, and numbers of list items counted from 0."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}\n#]+")


def line_of(text: str, key: Key) -> int:
    """Return the line (from 1) of a key, or of what encloses it, or 0 when nothing of it is in the text."""
    places = _places(text)
    for length in range(len(key), 0, -1):
        if key[:length] in places:
            return places[key[:length]]
    return 0


@lru_cache(maxsize=4)
def _places(text: str) -> dict[Key, int]:
    return _Reader(text).read()


def _name(written: str) -> str:
    """Return a key as the document holds it: without quotes and escapes, and cleaned as every text is."""
    if written.startswith(("'", '"')):
        (written,) = tomllib.loads(f"{written} = 0")
    return clean(written)


class _Reader:
    """A walk through the text that notes where each key begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.places: dict[Key, int] = {}
        self.counts: dict[Key, int] = {}
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def read(self) -> dict[Key, int]:
        prefix: Key = ()
        self._skip(_BLANK)
        while self.position < len(self.text):
            before = self.position
            if self._at("["):
                prefix = self._header()
            else:
                self._assignment(prefix)
            self._skip(_BLANK)
            if self.position <= before:
                break  # not a form this reader knows: what was found so far still helps
        return self.places

    def _at(self, sign: str) -> bool:
        return self.text.startswith(sign, self.position)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.position)
        self.position = found.end() if found else self.position

    def _note(self, key: Key, position: int) -> None:
        low, high = 0, len(self.line_starts)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.line_starts[middle] <= position else (low, middle)
        self.places.setdefault(key, low)

    def _header(self) -> Key:
        start = self.position
        double = self._at("[[")
        self.position += 2 if double else 1
        key: Key = ()
        names = self._dotted()
        for number, name in enumerate(names):
            key = (*key, name)
            last = number == len(names) - 1
            if last and double:
                self.counts[key] = self.counts.get(key, -1) + 1
            self._note(key, start)
            if key in self.counts:
                key = (*key, self.counts[key])
                self._note(key, start)
        self.position = self.text.find("]", self.position) + (2 if double else 1)
        return key

    def _dotted(self) -> list[str]:
        names: list[str] = []
        while True:
            self._skip(_SPACE)
            found = _STRING.match(self.text, self.position) or _BARE.match(self.text, self.position)
            if found is None:
                return names
            names.append(_name(found.group()))
            self.position = found.end()
            self._skip(_SPACE)
            if not self._at("."):
                return names
            self.position += 1

    def _assignment(self, prefix: Key) -> None:
        start = self.position
        key = prefix
        for name in self._dotted():
            key = (*key, name)
            self._note(key, start)
        self._skip(_SPACE)
        if self._at("="):
            self.position += 1
            self._skip(_SPACE)
            self._value(key)

    def _value(self, key: Key) -> None:
        if self._at("["):
            self._items(key)
        elif self._at("{"):
            self._pairs(key)
        else:
            found = _STRING.match(self.text, self.position) or _SCALAR.match(self.text, self.position)
            self.position = found.end() if found else self.position

    def _items(self, key: Key) -> None:
        self.position += 1
        number = 0
        while True:
            self._skip(_BLANK)
            if self.position >= len(self.text) or self._at("]"):
                self.position += 1
                return
            before = self.position
            self._note((*key, number), self.position)
            self._value((*key, number))
            number += 1
            self._separator(before)

    def _pairs(self, key: Key) -> None:
        self.position += 1
        while True:
            self._skip(_BLANK)
            if self.position >= len(self.text) or self._at("}"):
                self.position += 1
                return
            before = self.position
            self._assignment(key)
            self._separator(before)

    def _separator(self, before: int) -> None:
        self._skip(_BLANK)
        if self._at(","):
            self.position += 1
        elif self.position == before:
            self.position = len(self.text)
