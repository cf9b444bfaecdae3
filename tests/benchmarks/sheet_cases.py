"""Sheets for the importers to be tried on: what people write into cells, and what nobody should."""

import csv
import io
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl

from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.sheets import importer
from tests.hostile import HOSTILE
from tests.sheets import around, known_columns

CELLS = (
    *HOSTILE,
    *(
        "",
        "-",
        "#N/A",
        "=1+1",
        '="992"',
        "'992",
        "9" * 5000,
        "x" * 30_000,
        "1.5.2026",
        "31.2.2026",
        "46143",
        "65+",
        "18-64",
    ),
    *(
        "ma-pe 9-15",
        "24/7",
        "pe-la 22-04",
        "03 123 4567 (ma-pe 9-15), 040 123 4567",
        "401234567",
        "maksuton",
        "10,50 €",
    ),
    *(
        "Kemi ja Tornio",
        "Pirkanmaa",
        "koko maa",
        "Atlantis",
        "suomi, ruotsi",
        "viittomakieli",
        "Ateriapalvelu",
        "yhdistys",
    ),
    *("www.kela.fi", "javascript:alert(1)", "a@b.fi", "Katu 1, 94100 Kemi", "rivi\nrivi", 'lainaus "sisällä"', "Kerho"),
)
"""Values of cells."""


def made(chance: random.Random) -> bytes:
    """Return a text file or a workbook with some of the columns that there are, and anything in their cells."""
    columns = [name for column in known_columns().data.column for _language, name in column.named()]
    header = ["nimi", *chance.sample(columns, chance.randint(0, 12)), *chance.choices(CELLS, k=chance.randint(0, 2))]
    rows = [[chance.choice(CELLS) for _name in header] for _row in range(chance.randint(0, 6))]
    return _workbook([header, *rows]) if chance.random() < 0.2 else _text([header, *rows], chance)


def _text(rows: list[list[str]], chance: random.Random) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(
        written, delimiter=chance.choice(";,\t"), quoting=chance.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL))
    ).writerows(rows)
    return written.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252")), errors="replace")


def _workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000] for cell in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read(path: Path, faults: Faults) -> Iterable[Service]:
    """Read a sheet."""
    return importer.services(path, around(), faults, lambda _rows: None, name="lista")
