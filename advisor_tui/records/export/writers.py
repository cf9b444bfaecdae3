"""The three forms of the exported log."""

import codecs
import csv
import errno
import io
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import IO, Any

import msgspec

from advisor_tui.guidance.call import Call
from advisor_tui.records.export.forms import Chunk, Sheet, Value

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a spreadsheet begins a formula (OWASP, CSV injection; the wide forms are converted by some)."""

_BETWEEN = '";"'
_STARTS = re.escape("".join(FORMULA_STARTS))
_BEGUN_FORMULAS = tuple(re.compile(f'{before}"[{_STARTS}]') for before in (";", "\n", r"\A"))

JSON_FORM = 1
"""Version of the JSON form; it counts up when a reader would have to change."""

EXCEL_LIMIT = 32_767
"""Characters Excel keeps in one cell. Notes are at most 10,000, joined cells are cut with a mark beyond it."""

EXCEL_ROWS = 1_048_576
"""Rows of one sheet, with the headings; what comes after would be dropped without a word."""


def inert(value: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


# ------------------------------------------------------------ CSV


def write_csv(file: IO[bytes], sheet: Sheet) -> int:
    """Write a table as CSV that spreadsheets of Finland read; return how many rows it has."""
    file.write(codecs.BOM_UTF8 + _csv([list(sheet.headings)]).encode())
    count = 0
    for chunk in sheet.chunks:
        file.write(as_csv(chunk).encode())
        count += len(chunk)
    return count


def as_csv(rows: Chunk) -> str:
    """Return rows as CSV: separated by semicolons, every cell quoted, and none that a spreadsheet would run."""
    text = _csv(rows)
    # One look tells of most chunks that no cell begins a formula; it takes a ``;"=`` within a cell for one too.
    if any(each.search(text) for each in _BEGUN_FORMULAS):
        return _csv([[inert(cell) if type(cell) is str else cell for cell in row] for row in rows])
    return text


def _csv(rows: Chunk) -> str:
    """Return rows as CSV. Rows without a quotation mark of their own are joined, three times as fast as written."""
    whole = [["" if cell is None else str(cell) for cell in row] for row in rows]
    joined = "".join([f'"{_BETWEEN.join(row)}"\r\n' for row in whole])
    if joined.count('"') == 2 * sum(map(len, whole)):
        return joined
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


# ------------------------------------------------------------ JSON


def write_json(
    file: IO[bytes], head: dict[str, Any], parts: Mapping[str, Iterable[Mapping[str, Any]]]
) -> dict[str, int]:
    """Write one object: what it is, then every part whole. Written entry by entry, so memory stays flat.

    Return how many entries each part has.
    """
    file.write(json.dumps({"form": JSON_FORM, "program": "advisor", **head}, ensure_ascii=False)[:-1].encode())
    counts = dict.fromkeys(parts, 0)
    for name, entries in parts.items():
        file.write(f", {json.dumps(name)}: [".encode())
        for entry in entries:
            file.write(b",\n" if counts[name] else b"\n")
            file.write(json.dumps(entry, ensure_ascii=False, default=_plain).encode())
            counts[name] += 1
        file.write(b"\n]")
    file.write(b"}\n")
    return counts


def as_data(call: Call, *, identified: bool) -> dict[str, Any]:
    """Return a call as plain data: everything that is kept of it, without the identity unless that is asked for."""
    data: dict[str, Any] = msgspec.to_builtins(call, builtin_types=(datetime, date))
    if not identified:
        data.pop("identity")
    return data


def rows_as_data(sheet: Sheet) -> Iterable[dict[str, Value]]:
    """Yield the rows of a table as objects."""
    return (dict(zip(sheet.headings, row, strict=True)) for chunk in sheet.chunks for row in chunk)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


# ------------------------------------------------------------ XLSX


def write_xlsx(file: IO[bytes], sheets: Sequence[Sheet]) -> list[int]:
    """Write each table as a sheet of one workbook; return how many rows each has."""
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - needed for this form only

    outlet = _Outlet(file)
    # The rows wait in files of their own until the end; they go with their folder, however the writing ends.
    with tempfile.TemporaryDirectory(prefix="advisor-", ignore_cleanup_errors=True) as folder:
        try:
            return _write_book(outlet, sheets, folder)
        except FileCreateError as error:
            outlet.file = io.BytesIO()
            raise OSError(*error.args[0].args) from error


class _Outlet:
    """Where the workbook goes. After a failure it leads nowhere: the archive would still try to write its end."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def _write_book(file: _Outlet, sheets: Sequence[Sheet], folder: str) -> list[int]:
    import xlsxwriter  # noqa: PLC0415 - needed for this form only

    options = {
        "constant_memory": True,
        "tmpdir": folder,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    heading = book.add_format({"bold": True})
    counts = [_write_sheet(book.add_worksheet(each.name), each, heading) for each in sheets]
    book.close()
    return counts


def _write_sheet(page: Any, sheet: Sheet, heading: Any) -> int:
    for column, name in enumerate(sheet.headings):
        page.write_string(0, column, name, heading)
    page.freeze_panes(1, 1)
    count = 0
    for row in (row for chunk in sheet.chunks for row in chunk):
        count += 1
        if count >= EXCEL_ROWS:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        for column, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(count, column, value)
            elif value:  # an empty cell is left blank: a spreadsheet would count an empty text
                page.write_string(count, column, value if len(value) <= EXCEL_LIMIT else value[: EXCEL_LIMIT - 1] + "…")
    page.autofilter(0, 0, count, len(sheet.headings) - 1)
    return count
