"""HSDS as a datapackage: a CSV file for each kind of object, and ``datapackage.json`` which says what they hold.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises; phone numbers and
other numbers need none. Reading takes it away again, and what would come back changed stands among our attributes too.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import IO, Any

import msgspec

from advisor_tui.catalogue import delimited
from advisor_tui.catalogue.hsds import own
from advisor_tui.catalogue.hsds.layout import COLUMNS, ENUMERATIONS, LAYOUTS, VERSION, Layout
from advisor_tui.catalogue.hsds.names import CHILDREN, SINGLE, kind_of
from advisor_tui.catalogue.hsds.objects import Objects
from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.tables import unwrapped
from advisor_tui.language import _

SUFFIXES = (".csv", ".tsv")

DESCRIPTOR = "datapackage.json"
"""The file that describes the tables of a package (Frictionless Data Package)."""

SHARED = ("organization", "taxonomy_term")
"""Kinds of object that several services have: each is written once."""

ALWAYS = ("organization", "service")
"""Kinds of object whose tables are there even when they are empty: a package is none without them."""

_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in a spreadsheet: OWASP's list, with the wide signs that some programs take for them."""

_NUMBER = re.compile(r"[+-]?[\d(][\d\s().,-]*")
"""A number, of a phone or other, which may begin with a sign."""

_TERMS_OF_1_1 = {"vocabulary", "parent_id", "parent_name"}
"""Columns by which a table called taxonomy holds terms (1.1) and not taxonomies (2.0 and later)."""


# ------------------------------------------------------------ reading


def names_in(piece: Piece, faults: Faults) -> dict[str, str]:
    """Return what the files of a package hold by their names, as its description tells."""
    try:
        resources = msgspec.json.decode(piece.read().removeprefix(b"\xef\xbb\xbf"), type=_Package).resources
    except (msgspec.MsgspecError, ValueError, RecursionError):
        faults.add(piece.fault(_("does not describe a package; the tables are told by the names of their files")))
        return {}
    return {PurePath(each.path).name: kind for each in resources if (kind := kind_of(each.name))}


class _Resource(msgspec.Struct):
    name: str = ""
    path: str = ""


class _Package(msgspec.Struct):
    resources: list[_Resource] = []


def read(piece: Piece, names: dict[str, str], into: Objects, faults: Faults) -> None:
    """Take the rows of a table; of one that holds nothing of HSDS, nothing."""
    path = PurePath(piece.name)
    kind = names.get(path.name) or kind_of(path.stem)
    if not kind:
        return
    table = delimited.read(piece, lambda name: _column(name) in COLUMNS, faults)
    if kind == "taxonomy" and not _TERMS_OF_1_1.isdisjoint(map(_column, table.header)):
        kind = "taxonomy_term"
    for row in table.rows:
        cells = {_column(name): cell for name, cell in table.named(row).items() if cell.lower() != own.NOTHING}
        into.add(kind, cells, piece.name, row.line)


def _column(name: str) -> str:
    return name.strip().lower().replace(" ", "_")


def carried(text: str) -> str:
    """Return a text as it comes back from a cell."""
    back = unwrapped(defused(text))
    return "" if back.lower() == own.NOTHING else back


def defused(text: str) -> str:
    """Return a text as it stands in a cell, where no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


# ------------------------------------------------------------ writing


def write(documents: Iterable[dict[str, Any]], folder: Path) -> None:
    """Write services as tables into a folder, with the description of the package."""
    with ExitStack() as stack:
        tables = _Tables(folder, stack)
        for each in documents:
            for kind, row in _rows("service", each, {}):
                tables.add(kind, row)
        for kind in ALWAYS:
            tables.of(kind)
        written = {kind: layout for kind, layout in LAYOUTS.items() if kind in tables.written}
    with (folder / DESCRIPTOR).open("x", encoding="utf-8") as file:
        file.write(msgspec.json.format(msgspec.json.encode(_description(written)), indent=1).decode() + "\n")
        _on_disk(file)


def _on_disk(file: IO[str]) -> None:
    """See to it that what was written lies on the disk before the folder gets its name."""
    file.flush()
    os.fsync(file.fileno())


class _Tables:
    """The files of a package, each made when its first row comes."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self.written: dict[str, Any] = {}
        self._shared: set[str] = set()

    def of(self, kind: str) -> Any:
        """Return the writer of a kind's table."""
        if kind not in self.written:
            layout = LAYOUTS[kind]
            file: IO[str] = (self._folder / layout.file).open("x", encoding="utf-8", newline="", errors="replace")
            self._stack.enter_context(file)
            self._stack.callback(_on_disk, file)
            self.written[kind] = csv.DictWriter(file, [column.name for column in layout.columns])
            self.written[kind].writeheader()
        return self.written[kind]

    def add(self, kind: str, row: dict[str, Any]) -> None:
        """Write a row; of an organisation or a term that was there before, nothing."""
        if kind in SHARED:
            if row["id"] in self._shared:
                return
            self._shared.add(row["id"])
        cells = {name: defused(each) if isinstance(each, str) else each for name, each in row.items()}
        self.of(kind).writerow(cells)


def _rows(kind: str, document: dict[str, Any], keys: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield an object as a row, and the objects within it as rows that name it."""
    row: dict[str, Any] = dict(keys)
    within: list[tuple[str, dict[str, Any], dict[str, str]]] = []
    for name, value in document.items():
        if name in SINGLE.get(kind, {}):
            its_kind, (key, *_others) = SINGLE[kind][name]
            row[key] = value["id"]
            within.append((its_kind, value, {}))
        elif name in CHILDREN.get(kind, {}):
            its_kind, key = CHILDREN[kind][name]
            entity = {"link_entity": kind} if key == "link_id" else {}
            within += [(its_kind, each, {key: document["id"], **entity}) for each in value]
        else:
            row[name] = value
    yield kind, row
    for each in within:
        yield from _rows(*each)


def _description(layouts: dict[str, Layout]) -> dict[str, Any]:
    return {
        "name": "human_services_data",
        "title": f"Human Services Data Specification {VERSION}",
        "profile": "tabular-data-package",
        "version": VERSION,
        "homepage": "http://docs.openreferral.org",
        "resources": [_resource(kind, layout, set(layouts)) for kind, layout in layouts.items()],
    }


def _resource(kind: str, layout: Layout, there: set[str]) -> dict[str, Any]:
    keys = [
        {"fields": column, "reference": {"resource": table, "fields": "id"}}
        for column, table in layout.references.items()
        if table in there
    ]
    schema: dict[str, Any] = {"primaryKey": "id", "fields": _fields(kind, layout)}
    return {
        "name": kind,
        "path": layout.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {**schema, "foreignKeys": keys} if keys else schema,
    }


def _fields(kind: str, layout: Layout) -> list[dict[str, Any]]:
    found = []
    for column in layout.columns:
        constraints: dict[str, Any] = {"required": column.required, "unique": column.name == "id"}
        if (kind, column.name) in ENUMERATIONS:
            constraints["enum"] = ENUMERATIONS[kind, column.name]
        field: dict[str, Any] = {"name": column.name, "type": column.type, "constraints": constraints}
        found.append({**field, "format": column.format} if column.format else field)
    return found
