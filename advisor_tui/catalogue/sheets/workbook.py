"""Tables in workbooks of Excel (XLSX), read as the text that their cells show.

A workbook is a zip archive of XML: it is looked at before it is opened. Of its sheets the one that looks most like a
list of services is read, and the others are named.
"""

import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from itertools import islice, repeat
from typing import IO, Any

from advisor_tui.catalogue.intake import WHOLE, Piece, reading, refuse_untrusted, too_large
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
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _

UNPACKED = 512 * 1024 * 1024
"""Bytes of everything in a workbook: three times those of a hundred thousand services; more would fill the memory."""

ROWS = 1_048_576
"""Rows that Excel can hold; a file can claim more."""

WIDEST = 257
"""Columns looked at: one more than are read of any table."""

SHEETS = 200
"""Sheets looked at: more than anybody leafs through."""

CHUNK = 1024 * 1024
"""Bytes looked at at a time."""

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")

Cells = tuple[Any, ...]


@dataclass(frozen=True)
class _Book:
    """An open workbook: with the results of its formulas and, where it has any, with the formulas themselves."""

    piece: Piece
    results: Any
    formulas: Any | None

    def close(self) -> None:
        """Let go of the file."""
        self.results.close()
        if self.formulas is not None:
            self.formulas.close()


@dataclass(frozen=True)
class _Sheet:
    """A sheet: its place in the workbook, its name, its header, and how many known names are in that."""

    place: int
    title: str
    header: Row
    known: int


def read(piece: Piece, known: Callable[[str], bool], faults: Faults) -> Table:
    """Return the table in a workbook. ``known`` tells whether a column's name is one that the reader looks for.

    What is wrong goes to ``faults``, also while the rows are read. Raises :class:`AdvisorError` where the file is no
    workbook, or not to be trusted.
    """
    book = _opened(piece)
    sheet = _chosen(book, known, faults)
    if sheet is None:
        book.close()
        faults.add(piece.fault(_("is empty")))
        return Table((), iter(()))
    header = header_of(piece, sheet.header, faults)
    return Table(header, _rows(book, sheet, header, faults))


# ------------------------------------------------------------ opening


def _opened(piece: Piece) -> _Book:
    with reading(piece.name):
        raw = piece.read() if piece.size <= WHOLE else None
        with _file(piece, raw) as file, zipfile.ZipFile(file) as archive:
            _refuse_bomb(piece, archive)
            calculates = _has_formulas(archive)
    results = _loaded(piece, _file(piece, raw), data_only=True)
    return _Book(piece, results, _loaded(piece, _file(piece, raw), data_only=False) if calculates else None)


def _file(piece: Piece, raw: bytes | None) -> IO[bytes]:
    return piece.open() if raw is None else BytesIO(raw)


def _refuse_bomb(piece: Piece, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    whole = sum(member.file_size for member in members)
    if whole > UNPACKED:
        raise too_large(piece.name, whole, UNPACKED)
    for member in members:
        refuse_untrusted(piece.name, member)


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            with archive.open(name) as file:
                before = b""
                while chunk := file.read(CHUNK):
                    if _FORMULA.search(before + chunk):
                        return True
                    before = chunk[-20:]
    return False


def _loaded(piece: Piece, file: IO[bytes], *, data_only: bool) -> Any:
    import openpyxl  # noqa: PLC0415 - 80 ms that only workbooks need

    # It warns of what it does not read (styles, extensions), on a terminal that belongs to the desk.
    warnings.filterwarnings("ignore", module=r"openpyxl\.")
    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
    except Exception as error:  # whatever its parts run into: a broken workbook has no error of its own
        raise AdvisorError(
            _("The workbook cannot be read: {reason}.").format(reason=shown(error)),
            where=shown(piece.name),
            remedy=_("Open it in Excel and save it again as .xlsx."),
        ) from error


# ------------------------------------------------------------ choosing


def _chosen(book: _Book, known: Callable[[str], bool], faults: Faults) -> _Sheet | None:
    """Return the sheet with the most known columns; name the others that are not empty."""
    found = []
    for place, sheet in enumerate(islice(book.results.worksheets, SHEETS)):
        sheet.reset_dimensions()  # what a file claims of its size need not be so
        rows = sheet.iter_rows(max_row=HEADER_WITHIN, max_col=WIDEST, values_only=True)
        top = _looked_at(book.piece, rows, faults)
        header = header_place(top, known)
        if header is not None and sheet.sheet_state == "visible":
            row = Row(header + 1, tuple(top[header]))
            found.append(_Sheet(place, sheet.title, row, known_count(row.cells, known)))
        elif header is not None:
            faults.add(book.piece.fault(_("this sheet is hidden and is not read"), entry=sheet.title))
    best = max(found, key=lambda each: each.known, default=None)
    for each in found:
        if each is not best:
            problem = _("this sheet is not read: another has more columns that are known, or stands before it")
            faults.add(book.piece.fault(problem, entry=each.title))
    return best


def _looked_at(piece: Piece, rows: Iterable[Cells], faults: Faults) -> list[Sequence[str]]:
    damage = Faults()
    top: list[Sequence[str]] = [list(map(shown_text, row)) for row in _until_damage(piece, rows, damage)]
    if not top and damage.kept:  # where there are rows, it is told when they are read
        faults.add(damage.kept[0])
    return top


def _until_damage(piece: Piece, rows: Iterable[Cells], faults: Faults) -> Iterator[Cells]:
    """Yield rows as long as they can be read."""
    number = 1
    try:
        for row in rows:
            yield row
            number += 1
    except Exception as error:  # whatever the reader of workbooks runs into in a broken sheet
        problem = _("the sheet is damaged: {reason}; what follows is left out").format(reason=shown(error))
        faults.add(piece.fault(problem, line=number))


# ------------------------------------------------------------ rows


def _rows(book: _Book, sheet: _Sheet, header: tuple[str, ...], faults: Faults) -> Iterator[Row]:
    filled = 0
    try:
        for number, (row, uncounted) in enumerate(_with_uncounted(book, sheet, faults), start=1):
            cells = tuple(unwrapped(shown_text(value)) for value in _widened(row, len(header)))
            if number > sheet.header.line and (uncounted or any(cells)):
                filled += 1
                for place in uncounted:
                    problem = _("is a formula whose result is not in the file; open it in Excel and save it again")
                    field = header[place] if place < len(header) else ""
                    faults.add(book.piece.fault(problem, line=number, field=field))
                yield fitted(book.piece, Row(number, cells), len(header), faults)
    finally:
        book.close()
    if not filled:
        faults.add(book.piece.fault(_("has a header and no rows"), line=sheet.header.line))


def _with_uncounted(book: _Book, sheet: _Sheet, faults: Faults) -> Iterator[tuple[Cells, list[int]]]:
    """Yield the rows, and the places of formulas whose results the file does not have."""
    results = book.results.worksheets[sheet.place]
    if book.formulas is None:
        rows = results.iter_rows(max_row=ROWS, max_col=WIDEST, values_only=True)
        yield from ((row, []) for row in _until_damage(book.piece, rows, faults))
        return
    twin = book.formulas.worksheets[sheet.place]
    twin.reset_dimensions()
    rows = _until_damage(book.piece, results.iter_rows(max_row=ROWS, max_col=WIDEST), faults)
    formulas = _until_damage(book.piece, twin.iter_rows(max_row=ROWS, max_col=WIDEST, values_only=True), Faults())
    for row, written in zip(rows, formulas, strict=False):
        # A result that is an empty text is of the type "str"; a cell without a result is a number that is missing.
        places = [
            place
            for place, (cell, formula) in enumerate(zip(row, written, strict=False))
            if formula is not None and cell.value is None and cell.data_type == "n"
        ]
        yield tuple(cell.value for cell in row), places


def _widened(row: Cells, width: int) -> Cells:
    """Return cells without empty ones at the end, but as many as there are columns: workbooks leave empty ones out."""
    end = len(row)
    while end > width and row[end - 1] is None:
        end -= 1
    return (*row[:end], *repeat(None, width - end))


def shown_text(value: Any) -> str:
    """Return what a cell holds as text: days as in ISO 8601, whole numbers without a point."""
    match value:
        case None:
            text = ""
        case bool():
            text = "true" if value else "false"
        case datetime():
            text = value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case time():
            text = value.isoformat("minutes")
        case float() if value.is_integer():
            text = str(int(value))
        case _:  # a date as well, which is written as in ISO 8601
            text = str(value)
    return text
