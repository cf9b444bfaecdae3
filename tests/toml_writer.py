"""TOML documents of every form, written at random by something that remembers on which line it put each key."""

import json
from collections.abc import Callable

from hypothesis import strategies as st

from advisor_tui.tomlplaces import Key

Draw = Callable[[st.SearchStrategy[str]], str]

STEMS = st.sampled_from(["k", "k-_9", "ä", "a b", "x.y", "#", "it's", 'q"', "]", "=", "1", "\\", "{", "true"])
SCALARS = st.sampled_from(
    [
        "1",
        "0x1F",
        "1_000.5e3",
        "nan",
        "true",
        "2026-11-21",
        "2026-11-21 08:00:00+02:00",
        "08:00:00",
        '""',
        "''",
        '"a \\" # ] } , = [[k]]"',
        "'a # ] } , \" \\'",
        '"\\u00e4\\\\"',
        '""""""',
        "''''''",
        '"""a\n[[k]]\nk = 1 # """',
        '"""\na \\"" "" ] \\\n  b""" ',
        "'''\n[k]\n\\'''",
        "'''a''''",
        '"""a"""""',
    ]
)
GAPS = st.sampled_from(["", "", " ", "\n", "  \n\t", ' # ] } [[k]] "\n', "\n\n#\n"])
"""What may stand between the items of a list."""

LINE_ENDS = st.sampled_from(["\n", "\n", " # k = 1\n", "\n\n", "\n  # [k]\n"])
FEW = ["0", "1", "1", "2", "3"]


class Writer:
    """Writes one document; ``places`` holds the line of each key."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._count = 0
        self.text = ""
        self.places: dict[Key, int] = {}

    def write(self) -> None:
        """Write the whole document."""
        self._add(self._draw(GAPS))
        self._end_line()
        self._pairs((), 0)
        for _ in range(self._few()):
            self._section((), "", 0)

    def _add(self, text: str) -> None:
        self.text += text

    def _end_line(self) -> None:
        self._add(self._draw(LINE_ENDS))

    def _mark(self, key: Key) -> None:
        self.places.setdefault(key, self.text.count("\n") + 1)

    def _one_of(self, *kinds: str) -> str:
        return self._draw(st.sampled_from(kinds))

    def _few(self) -> int:
        return int(self._one_of(*FEW))

    def _name(self) -> tuple[str, str]:
        """Return a name that was not there before, and how it is written."""
        self._count += 1
        name = f"{self._draw(STEMS)}{self._count}"
        forms = [json.dumps(name), json.dumps(name, ensure_ascii=False)]
        if "'" not in name:
            forms.append(f"'{name}'")
        if name.isascii() and name.replace("-", "").replace("_", "").isalnum():
            forms += [name] * 4
        return name, self._one_of(*forms)

    def _pairs(self, prefix: Key, depth: int) -> None:
        for _ in range(self._few()):
            self._pair(prefix, depth)
            self._end_line()

    def _pair(self, prefix: Key, depth: int) -> None:
        key, names = prefix, []
        for _ in range(int(self._one_of("1", "1", "1", "2", "3"))):
            name, form = self._name()
            key = (*key, name)
            self._mark(key)
            names.append(form)
        self._add(self._one_of(".", " . ").join(names) + self._one_of("=", " = "))
        self._value(key, depth)

    def _value(self, key: Key, depth: int) -> None:
        kind = self._one_of("scalar", "scalar", "list", "table") if depth < 3 else "scalar"
        if kind == "scalar":
            self._add(self._draw(SCALARS))
        elif kind == "list":
            self._list(key, depth + 1)
        else:
            self._inline(key, depth + 1)

    def _list(self, key: Key, depth: int) -> None:
        count = self._few()
        self._add("[")
        for number in range(count):
            self._add(self._draw(GAPS))
            self._mark((*key, number))
            self._value((*key, number), depth)
            self._add(self._draw(GAPS))
            self._add("," if number < count - 1 else self._one_of("", ","))
        self._add(self._draw(GAPS) + "]")

    def _inline(self, key: Key, depth: int) -> None:
        count = self._few()
        self._add(self._one_of("{", "{ "))
        for number in range(count):
            self._pair(key, depth)
            self._add(" , " if number < count - 1 else " ")
        self._add("}")

    def _section(self, prefix: Key, path: str, depth: int) -> None:
        """Write a table or a list of tables, and what lies below it."""
        key, written = prefix, path
        new: list[Key] = []
        for _ in range(int(self._one_of("1", "1", "2"))):
            name, form = self._name()
            key = (*key, name)
            new.append(key)
            written = f"{written}.{form}" if written else form
        times = int(self._one_of("1", "2", "3")) if self._one_of("one", "many") == "many" else 0
        for number in range(times or 1):
            inside = (*key, number) if times else key
            for each in (*new, inside):
                self._mark(each)
            self._add(f"[[ {written} ]]" if times else f"[{written}]")
            self._end_line()
            self._pairs(inside, depth + 1)
            for _ in range(self._few() if depth < 2 else 0):
                self._section(inside, written, depth + 1)


@st.composite
def documents(draw: Draw) -> Writer:
    """Return a written document."""
    writer = Writer(draw)
    writer.write()
    return writer
