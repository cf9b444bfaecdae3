"""Tables in text files (CSV, TSV), as people in Finland save them: read row by row, in little memory.

The separator is told by the names of the columns and not by statistics, which mistake an ordinary file of two lines.
UTF-8 and UTF-16 are known by their marks or by their form; what is neither is what Excel writes on Windows.
"""

import csv
import re
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import IO

from advisor_tui.catalogue.intake import Piece, reading
from advisor_tui.catalogue.payload import Faults
from advisor_tui.errors import shown
from advisor_tui.language import _
from advisor_tui.text import clean_line, fold

DELIMITERS = (";", ",", "\t")
"""What separates cells: the first where the names of the columns speak for none."""

HEAD = 40
"""Lines looked at to find the separator and the header."""

HEADER_WITHIN = 10
"""Rows among which the header is sought: people write a title above their tables, and the day."""

CHUNK = 1024 * 1024
"""Bytes read at a time."""

LONGEST_LINE = 1024 * 1024
"""Bytes of one line: eight cells as long as the longest that Python's reader takes."""

_DECLARED = re.compile(r"sep=([;,\t])\s*", re.IGNORECASE)
"""The line by which Excel is told the separator; it is no row."""

_WRAPPED = re.compile(r'="(.*)"', re.DOTALL)
"""A code that Excel shall not take for a number."""

_QUOTED_CODE = re.compile(r"'([\d=+\-@\t].*?)'?", re.DOTALL)
"""A code, or a text that would be a formula, after the apostrophe that makes it text."""

WINDOWS = "cp1252"
"""The encoding of Excel on Windows in Western Europe: Latin-1 with the euro and curved quotation marks."""


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


@dataclass(frozen=True)
class _Shape:
    """How a file is to be read: its separator, the line of its header, and the cells there."""

    delimiter: str
    line: int
    cells: list[str]


def read(piece: Piece, known: Callable[[str], bool], faults: Faults) -> Table:
    """Return the table in a file. ``known`` tells whether a column's name is one that the reader looks for.

    What is wrong goes to ``faults``, with its line, also while the rows are read: a row that cannot be read is left
    out, what a row lacks is empty. Raises :class:`~advisor_tui.errors.AdvisorError` where the file cannot be read.
    """
    with reading(piece.name), piece.open() as file:
        head = list(islice(_decoded(file, piece, Faults()), HEAD))
    shape = _shape(piece, head, known)
    if shape is None:
        faults.add(piece.fault(_("is empty")))
        return Table((), iter(()))
    return Table(header := _header(piece, shape, faults), _rows(piece, shape, len(header), faults))


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


# ------------------------------------------------------------ what the file looks like


def _shape(piece: Piece, head: list[tuple[int, str]], known: Callable[[str], bool]) -> _Shape | None:
    declared = _DECLARED.fullmatch(head[0][1]) if head else None
    best: tuple[int, int] | None = None
    found = None
    for delimiter in declared.group(1) if declared else DELIMITERS:
        lines = _Lines(iter(head[1:] if declared else head))
        records = list(islice(_records(lines, delimiter, piece, Faults()), HEADER_WITHIN))
        place = header_place([cells for _line, cells in records], known)
        if place is not None:
            line, cells = records[place]
            score = (known_count(cells, known), len(cells))
            if best is None or score > best:
                best, found = score, _Shape(delimiter, line, cells)
    return found


def _header(piece: Piece, shape: _Shape, faults: Faults) -> tuple[str, ...]:
    written = [clean_line(unwrapped(cell)) for cell in shape.cells]
    while written and not written[-1]:
        written.pop()
    names: list[str] = []
    seen: set[str] = set()
    for name in written:
        if name and fold(name) in seen:
            problem = _("there are two columns of this name; the first is read")
            faults.add(piece.fault(problem, line=shape.line, field=name))
        names.append("" if fold(name) in seen else name)
        seen.add(fold(name))
    return tuple(names)


def _rows(piece: Piece, shape: _Shape, width: int, faults: Faults) -> Iterator[Row]:
    count = 0
    with reading(piece.name), piece.open() as file:
        lines = _Lines(_decoded(file, piece, faults))
        for line, cells in _records(lines, shape.delimiter, piece, faults):
            if line > shape.line and any(cell.strip() for cell in cells):
                count += 1
                yield _fitted(piece, Row(line, tuple(map(unwrapped, cells))), width, faults)
    if not count:
        faults.add(piece.fault(_("has a header and no rows"), line=shape.line))


def _fitted(piece: Piece, row: Row, width: int, faults: Faults) -> Row:
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


# ------------------------------------------------------------ rows out of lines


class _Lines:
    """The lines of a file; those that a row has taken can be given back, but for the first."""

    def __init__(self, source: Iterator[tuple[int, str]]) -> None:
        self._source = source
        self._back: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        found = self._back.popleft() if self._back else next(self._source)
        self.taken.append(found)
        return found[1]

    def give_back(self) -> None:
        """Give back what was taken after the first line."""
        self._back.extendleft(reversed(self.taken[1:]))


def _records(lines: _Lines, delimiter: str, piece: Piece, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the number of their first line.

    A quotation mark that is never closed takes everything after it into its cell. Then its row alone is left out, and
    reading goes on with the line after that in which it stands.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line, alone = lines.taken[0][0], len(lines.taken) == 1
            faults.add(piece.fault(_reason(error, alone=alone), line=line))
            lines.give_back()
        else:
            yield lines.taken[0][0], cells


def _reason(error: csv.Error, *, alone: bool) -> str:
    if alone and "field limit" in str(error):
        problem = _("a cell is longer than {limit} characters; the row is left out")
        return problem.format(limit=csv.field_size_limit())
    return _("a quotation mark is not closed, or is not doubled within a cell; the row is left out")


# ------------------------------------------------------------ lines out of bytes


@dataclass
class _Decoder:
    """Turns lines into text, each for itself, for people paste lines from elsewhere into their files."""

    piece: Piece
    faults: Faults
    told: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def text(self, number: int, raw: bytes) -> str:
        """Return a line as text, without NUL; what cannot be read of it is told and becomes U+FFFD."""
        if len(raw) > LONGEST_LINE:
            problem = _("is longer than {limit} bytes; the line is left out")
            self.faults.add(self.piece.fault(problem.format(limit=LONGEST_LINE), line=number))
            return "\n"
        text = raw.decode() if raw.isascii() else self._beyond_ascii(number, raw)
        if "\0" in text:
            self._once("nul", number, _("holds NUL characters, here and maybe later; they are left out"))
        return text.replace("\0", "")

    def _beyond_ascii(self, number: int, raw: bytes) -> str:
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = self._of_windows(number, raw)
            self.seen.add(WINDOWS)
        else:
            self.seen.add("utf-8")
            if "\ufffd" in text:
                self._once("lost", number, _("holds characters that were lost when it was saved, here and maybe later"))
        if len(self.seen) > 1:
            self._once("mixed", number, _("mixes UTF-8 and Windows-1252: each line is read for itself, check letters"))
        return text

    def _of_windows(self, number: int, raw: bytes) -> str:
        text = raw.decode(WINDOWS, errors="replace")
        wrong = next((byte for byte, char in zip(raw, text, strict=True) if char == "\ufffd"), None)
        if wrong is not None:
            problem = _("the byte {byte} is no character, neither in UTF-8 nor in Windows-1252").format(
                byte=f"0x{wrong:02X}"
            )
            self.faults.add(self.piece.fault(problem, line=number))
        return text

    def _once(self, what: str, number: int, problem: str) -> None:
        if what not in self.told:
            self.told.add(what)
            self.faults.add(self.piece.fault(problem, line=number))


def _decoded(file: IO[bytes], piece: Piece, faults: Faults) -> Iterator[tuple[int, str]]:
    decoder = _Decoder(piece, faults)
    for number, raw in enumerate(_raw_lines(_chunks(file)), start=1):
        yield number, decoder.text(number, raw)


def _raw_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines with their ends (LF, CR LF, CR); of one that is too long, only as much as shows that it is."""
    rest = b""
    for chunk in chunks:
        lines = (rest + chunk).splitlines(keepends=True)
        # A CR at the end of a chunk may be half of a line's end.
        rest = b"" if not lines or lines[-1].endswith(b"\n") else lines.pop()
        yield from lines
        if len(rest) > LONGEST_LINE:
            rest = rest[:LONGEST_LINE] + rest[-1:]
    if rest:
        yield rest


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file without a byte order mark, those of UTF-16 as UTF-8."""
    chunk = file.read(CHUNK)
    name = _utf_16(chunk)
    if name:
        decoder = getincrementaldecoder(name)(errors="replace")
        while chunk:
            yield decoder.decode(chunk).encode()
            chunk = file.read(CHUNK)
        yield decoder.decode(b"", final=True).encode()
    else:
        yield chunk.removeprefix(b"\xef\xbb\xbf")
        yield from iter(lambda: file.read(CHUNK), b"")


def _utf_16(head: bytes) -> str:
    """Return the name of the UTF-16 that a file is in; empty for none. Without a mark, every second byte is 0."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    high, low = head[:200:2], head[1:200:2]
    if low and high.count(0) > len(high) // 2 and not low.count(0):
        return "utf-16-be"
    return "utf-16-le" if low and low.count(0) > len(low) // 2 and not high.count(0) else ""
