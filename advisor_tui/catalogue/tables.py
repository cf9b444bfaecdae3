"""Tables from outside, whatever file they lie in: a header, and rows as wide as it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.payload import Faults
from advisor_tui.errors import shown
from advisor_tui.language import _
from advisor_tui.text import clean_line, fold

HEADER_WITHIN = 10
"""Rows among which the header is sought: people write a title above their tables, and the day."""

_WRAPPED = re.compile(r'="(.*)"', re.DOTALL)
"""A code that Excel shall not take for a number."""

_QUOTED_CODE = re.compile(r"'([\d=+\-@\t].*?)'?", re.DOTALL)
"""A code, or a text that would be a formula, after the apostrophe that makes it text."""


@dataclass(frozen=True)
class Row:
    """A row: the number of its first line in the file, and its cells by the place of their column, as they stand."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: its columns by place, and its rows, once.

    A column is nameless ("") where the file gives no name, or one that an earlier column has. Cells are not cleaned:
    that is done where they are taken, by :class:`~advisor_tui.catalogue.payload.Payload` for instance.
    """

    header: tuple[str, ...]
    rows: Iterator[Row]

    def named(self, row: Row) -> dict[str, str]:
        """Return the cells of a row that are not empty by the names of their columns."""
        return {name: cell for name, cell in zip(self.header, row.cells, strict=True) if name and cell}


def unwrapped(cell: str) -> str:
    """Return a cell without white space around it, and without what keeps Excel from taking it for a number."""
    cell = cell.strip()
    if cell[:1] in ("=", "'"):
        found = _WRAPPED.fullmatch(cell) or _QUOTED_CODE.fullmatch(cell)
        return found.group(1).strip() if found else cell
    return cell


def header_place(rows: Sequence[Sequence[str]], known: Callable[[str], bool]) -> int | None:
    """Return which row is the header: the one with the most known names, else the first with a letter or a digit."""
    filled = [place for place, row in enumerate(rows) if any(char.isalnum() for cell in row for char in cell)]
    return max(filled, key=lambda place: known_count(rows[place], known), default=None)


def known_count(row: Iterable[str], known: Callable[[str], bool]) -> int:
    """Return how many different known names a row has."""
    return len({name for name in map(clean_line, row) if name and known(name)})


def header_of(piece: Piece, row: Row, faults: Faults) -> tuple[str, ...]:
    """Return the names of the columns; of two that are the same, the second is told and nameless."""
    written = [clean_line(unwrapped(cell)) for cell in row.cells]
    while written and not written[-1]:
        written.pop()
    names: list[str] = []
    seen: set[str] = set()
    for name in written:
        if name and fold(name) in seen:
            problem = _("there are two columns of this name; the first is read")
            faults.add(piece.fault(problem, line=row.line, field=name))
        names.append("" if fold(name) in seen else name)
        seen.add(fold(name))
    return tuple(names)


def fitted(piece: Piece, row: Row, width: int, faults: Faults) -> Row:
    """Return a row with as many cells as there are columns; say what it lacks, and what is too much."""
    found = len(row.cells)
    if found < width:
        problem = _("has {found} cells instead of {expected}; the missing ones are taken as empty")
        faults.add(piece.fault(problem.format(found=found, expected=width), line=row.line))
    surplus = [shown(cell) for cell in row.cells[width:] if cell]
    if surplus:
        problem = _("has cells beyond the last column, which are left out: {cells}")
        faults.add(piece.fault(problem.format(cells=shown(", ".join(surplus))), line=row.line))
    return Row(row.line, tuple(cell for cell, _place in zip_longest(row.cells[:width], range(width), fillvalue="")))
