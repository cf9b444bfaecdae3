"""The three forms of the exported log."""

import csv
import errno
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import IO, Any, Literal

import msgspec

from advisor_tui.guidance.call import Call
from advisor_tui.records.export.columns import columns

Format = Literal["csv", "json", "xlsx"]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a spreadsheet begins a formula (OWASP, CSV injection; the wide forms are converted by some)."""

JSON_FORM = 1
"""Version of the JSON form; it counts up when a reader would have to change."""

EXCEL_LIMIT = 32_767
"""Characters Excel keeps in one cell. Notes are at most 10,000, joined cells are cut with a mark beyond it."""

EXCEL_ROWS = 1_048_576
"""Rows of one sheet, with the headings; what comes after would be dropped without a word."""


def write(kind: Format, file: IO[bytes], calls: Iterable[Call], *, identified: bool) -> int:
    """Write calls in a form; return how many."""
    writers: dict[str, Callable[..., int]] = {"csv": _write_csv, "json": _write_json, "xlsx": _write_xlsx}
    return writers[kind](file, calls, identified=identified)


def inert(value: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _write_csv(file: IO[bytes], calls: Iterable[Call], *, identified: bool) -> int:
    wanted = columns(identified=identified)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(wanted)
    count = 0
    for call in calls:
        rows.writerow([inert(str(read(call))) for read in wanted.values()])
        count += 1
    text.flush()
    text.detach()
    return count


def _write_json(file: IO[bytes], calls: Iterable[Call], *, identified: bool) -> int:
    """Write one object: what it is, then every call whole. Written call by call, so memory stays flat."""
    head = {"form": JSON_FORM, "program": "advisor", "identified": identified}
    file.write(json.dumps(head, ensure_ascii=False).removesuffix("}").encode() + b', "calls": [')
    count = 0
    for call in calls:
        file.write(b",\n" if count else b"\n")
        file.write(json.dumps(as_data(call, identified=identified), ensure_ascii=False, default=_plain).encode())
        count += 1
    file.write(b"\n]}\n")
    return count


def as_data(call: Call, *, identified: bool) -> dict[str, Any]:
    """Return a call as plain data: everything that is kept of it, without the identity unless that is asked for."""
    data: dict[str, Any] = msgspec.to_builtins(call, builtin_types=(datetime, date))
    if not identified:
        data.pop("identity")
    return data


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _write_xlsx(file: IO[bytes], calls: Iterable[Call], *, identified: bool) -> int:
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - needed for this form only

    outlet = _Outlet(file)
    # The rows wait in files of their own until the end; they go with their folder, however the writing ends.
    with tempfile.TemporaryDirectory(prefix="advisor-", ignore_cleanup_errors=True) as folder:
        try:
            return _write_book(outlet, calls, folder, identified=identified)
        except FileCreateError as error:
            outlet.file = io.BytesIO()
            raise OSError(*error.args[0].args) from error


class _Outlet:
    """Where the workbook goes. After a failure it leads nowhere: the archive would still try to write its end."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def _write_book(file: _Outlet, calls: Iterable[Call], folder: str, *, identified: bool) -> int:
    import xlsxwriter  # noqa: PLC0415 - needed for this form only

    wanted = columns(identified=identified)
    options = {
        "constant_memory": True,
        "tmpdir": folder,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet("calls")
    heading = book.add_format({"bold": True})
    for column, name in enumerate(wanted):
        sheet.write_string(0, column, name, heading)
    sheet.freeze_panes(1, 1)
    count = 0
    for call in calls:
        count += 1
        if count >= EXCEL_ROWS:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        for column, read in enumerate(wanted.values()):
            value = read(call)
            if isinstance(value, int):
                sheet.write_number(count, column, value)
            elif value:  # an empty cell is left blank: a spreadsheet would count an empty text
                sheet.write_string(
                    count, column, value if len(value) <= EXCEL_LIMIT else value[: EXCEL_LIMIT - 1] + "…"
                )
    sheet.autofilter(0, 0, count, len(wanted) - 1)
    book.close()
    return count
