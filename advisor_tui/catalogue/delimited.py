"""Tables in text files (CSV, TSV), as people in Finland save them: read row by row, in little memory.

The separator is told by the names of the columns and not by statistics, which mistake an ordinary file of two lines.
UTF-8 and UTF-16 are known by their marks or by their form; what is neither is what Excel writes on Windows.
"""

import csv
import re
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from advisor_tui.catalogue.intake import Piece, reading
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.tables import (
    HEADER_WITHIN,
    Row,
    Table,
    fitted,
    header_of,
    header_place,
    known_count,
    unwrapped,
)
from advisor_tui.language import _

DELIMITERS = (";", ",", "\t")
"""What separates cells: the first where the names of the columns speak for none."""

HEAD = 40
"""Lines looked at to find the separator and the header."""

CHUNK = 1024 * 1024
"""Bytes read at a time."""

LONGEST_LINE = 1024 * 1024
"""Bytes of one line: eight cells as long as the longest that Python's reader takes."""

_DECLARED = re.compile(r"sep=([;,\t])\s*", re.IGNORECASE)
"""The line by which Excel is told the separator; it is no row."""

WINDOWS = "cp1252"
"""The encoding of Excel on Windows in Western Europe: Latin-1 with the euro and curved quotation marks."""


def read(piece: Piece, known: Callable[[str], bool], faults: Faults) -> Table:
    """Return the table in a file. ``known`` tells whether a column's name is one that the reader looks for.

    What is wrong goes to ``faults``, with its line, also while the rows are read: a row that cannot be read is left
    out, what a row lacks is empty. Raises :class:`~advisor_tui.errors.AdvisorError` where the file cannot be read.
    """
    with reading(piece.name), piece.open() as file:
        head = list(islice(_decoded(file, piece, Faults()), HEAD))
    found = _header(piece, head, known)
    if found is None:
        faults.add(piece.fault(_("is empty")))
        return Table((), iter(()))
    delimiter, first = found
    header = header_of(piece, first, faults)
    return Table(header, _rows(piece, delimiter, Row(first.line, header), faults))


def _header(piece: Piece, head: list[tuple[int, str]], known: Callable[[str], bool]) -> tuple[str, Row] | None:
    """Return the separator, and the row that is the header when cells are separated so."""
    declared = _DECLARED.fullmatch(head[0][1]) if head else None
    best: tuple[int, int] | None = None
    found = None
    for delimiter in declared.group(1) if declared else DELIMITERS:
        lines = _Lines(iter(head[1:] if declared else head))
        rows = list(islice(_records(lines, delimiter, piece, Faults()), HEADER_WITHIN))
        place = header_place([row.cells for row in rows], known)
        if place is not None:
            score = (known_count(rows[place].cells, known), len(rows[place].cells))
            if best is None or score > best:
                best, found = score, (delimiter, rows[place])
    return found


def _rows(piece: Piece, delimiter: str, header: Row, faults: Faults) -> Iterator[Row]:
    count = 0
    with reading(piece.name), piece.open() as file:
        for row in _records(_Lines(_decoded(file, piece, faults)), delimiter, piece, faults):
            if row.line > header.line and any(map(str.strip, row.cells)):
                count += 1
                yield fitted(piece, Row(row.line, tuple(map(unwrapped, row.cells))), len(header.cells), faults)
    if not count:
        faults.add(piece.fault(_("has a header and no rows"), line=header.line))


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


def _records(lines: _Lines, delimiter: str, piece: Piece, faults: Faults) -> Iterator[Row]:
    """Yield the rows as they stand.

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
            yield Row(lines.taken[0][0], tuple(cells))


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
        if "\ufffd" in text:
            wrong = raw[text.index("\ufffd")]
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
