"""The services in spreadsheets: files, folders and archives of CSV, TSV and XLSX, row by row."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from advisor_tui.catalogue import delimited
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.intake import Piece, pieces, reading
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.service import Service, digest_of
from advisor_tui.catalogue.sheets import building, columns, workbook
from advisor_tui.catalogue.sheets.building import Sheet
from advisor_tui.catalogue.sheets.cells import Cells
from advisor_tui.catalogue.sheets.columns import Columns
from advisor_tui.catalogue.sheets.names import Names
from advisor_tui.catalogue.tables import Table
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.paths import shipped
from advisor_tui.text import clean_line, fold

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
"""How the names of files end that are read from folders and archives; what a file is, its first bytes tell."""

STEP = 500
"""Rows after which it is told how many there were: a tenth of a second."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How workbooks begin: those of today, and those of Excel before 2007 and those that are locked."""

LONGEST_ID = 120
"""Characters of an id: it stands in files and in notes, where a person has to recognise it."""

_SLUG_BREAKS = re.compile(r"[^a-z0-9]+")


@dataclass
class _Seen:
    """The ids of the rows so far, and where each was."""

    rows: dict[str, tuple[str, int]] = field(default_factory=dict)

    def is_new(self, ident: str, cells: Cells, piece: Piece) -> bool:
        """Take note of a row; tell one that has been there before."""
        file, line = self.rows.setdefault(ident, (piece.name, cells.line))
        if (file, line) == (piece.name, cells.line):
            return True
        where = str(line) if file == piece.name else f"{PurePath(file).name}:{line}"
        cells.wrong(
            None,
            _("is the same as row {row}, by its id or its name and organization; it is left out").format(row=where),
        )
        return False


def services(
    path: Path, around: Around, faults: Faults, progress: Callable[[int], None], *, name: str
) -> Iterator[Service]:
    """Yield the services in spreadsheets. ``name`` is that of the source; ``progress`` is told the rows so far.

    What is wrong with a row or a cell goes to ``faults`` and the rest is read; so does a file among others that cannot
    be read at all, or has no column with the names of services. Raises :class:`AdvisorError` where it is the only one.
    """
    known = columns.load(shipped("data") / "sheet_columns.toml")
    names = Names(known.data.words, around.rules.kinds, around.areas)
    seen = _Seen()
    count = 0
    for piece in pieces(path, SUFFIXES):
        sheet = Sheet(name, clean_line(PurePath(piece.name).name))
        for cells in _rows(piece, known, faults, alone=piece.name == str(path)):
            count += 1
            if count % STEP == 0:
                progress(count)
            if not cells.name:
                cells.wrong(cells.place("name"), _("has no name and is left out"))
                continue
            ident = row_id(cells)
            if seen.is_new(ident, cells, piece):
                yield building.service(cells, ident, sheet, names, around)
    progress(count)


def _rows(piece: Piece, known: Columns, faults: Faults, *, alone: bool) -> Iterator[Cells]:
    try:
        table = _table(piece, known.known, faults)
        if table.header:
            layout = known.layout(table.header, piece, faults)
            for row in table.rows:
                yield Cells(row, layout, piece, faults)
    except AdvisorError as error:
        if alone:
            raise
        faults.add(piece.fault(f"{error.what} {error.remedy}".strip()))


def _table(piece: Piece, known: Callable[[str], bool], faults: Faults) -> Table:
    with reading(piece.name), piece.open() as file:
        begins = file.read(len(ZIP))
    if begins == OLE:
        raise AdvisorError(
            _("This is a workbook of an old form, or one that is locked with a password."),
            where=shown(piece.name),
            remedy=_("Open it in Excel and save it as .xlsx, without a password."),
        )
    return workbook.read(piece, known, faults) if begins == ZIP else delimited.read(piece, known, faults)


def row_id(cells: Cells) -> str:
    """Return what a row is called in its source: its id, or else a short word made of its name and organization."""
    written = clean_line(cells.one("id"), limit=LONGEST_ID)
    if written:
        return written
    named = f"{cells.name} {cells.one('organization')}"
    word = _SLUG_BREAKS.sub("-", fold(named)).strip("-")
    letters = sum(char.isalnum() for char in fold(named))
    if len(word) > LONGEST_ID or letters > sum(char != "-" for char in word):
        # Letters that got lost could make two names one.
        word = f"{word[: LONGEST_ID - 17]}-{digest_of(fold(named).encode()).hex()[:16]}".strip("-")
    return word
