"""Sheets as tests need them: written out of rows, and read as an importer reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from advisor_tui.catalogue import areas, inference, kinds
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.sheets import columns, importer
from advisor_tui.catalogue.sheets.columns import Columns
from advisor_tui.catalogue.sheets.names import Names
from advisor_tui.errors import Fault
from advisor_tui.paths import shipped

TODAY = date(2026, 11, 25)


@cache
def around() -> Around:
    """Return what sheets are read against: the rules and the division of the country that ship."""
    data = shipped("data")
    rules = inference.load(data / "inference.toml", kinds.load(data / "service_types.toml"))
    return Around(rules, areas.load(data / "areas.toml"), TODAY)


@cache
def known_columns() -> Columns:
    """Return the names of columns that ship."""
    return columns.load(shipped("data") / "sheet_columns.toml")


@cache
def names() -> Names:
    """Return what names in cells stand for."""
    return Names(known_columns().data.words, around().rules.kinds, around().areas)


@dataclass(frozen=True)
class Imported:
    """What came out of a file."""

    services: list[Service]
    faults: list[Fault]
    told: list[int]

    @property
    def only(self) -> Service:
        """The only service."""
        assert len(self.services) == 1, self.faults
        return self.services[0]

    @property
    def fields(self) -> list[tuple[int, str]]:
        """Where the faults are: rows and columns."""
        return [(fault.line, fault.field) for fault in self.faults]


def imported(path: Path) -> Imported:
    """Return what is read from a path."""
    faults, told = Faults(), list[int]()
    found = list(importer.services(path, around(), faults, told.append, name="lista"))
    return Imported(found, faults.kept, told)


def csv_file(folder: Path, *rows: Sequence[str], name: str = "lista.csv") -> Path:
    """Write rows into a file, as Excel does, and return its path."""
    lines = (";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    path = folder / name
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig", newline="")
    return path


def of_row(folder: Path, **cells: str) -> Imported:
    """Return what is read from one row whose name and area are sound, and whose other cells are given."""
    row = {"nimi": "Kerho", "alue": "Kemi"} | cells
    return imported(csv_file(folder, tuple(row), tuple(row.values())))


def xlsx_file(folder: Path, **sheets: Iterable[Sequence[Any]]) -> Path:
    """Write sheets into a workbook and return its path."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = folder / "lista.xlsx"
    book.save(path)
    return path
