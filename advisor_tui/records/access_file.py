"""The access log as a file, written line by line."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import IO, Literal

from sqlalchemy import Engine
from sqlmodel import Session

from advisor_tui.records import access
from advisor_tui.records.access import Access
from advisor_tui.records.export.writers import inert

Form = Literal["csv", "json"]

COLUMNS = ("number", "at", "who", "action", "record", "detail")

JSON_FORM = 1
"""Version of the JSON form; it counts up when a reader would have to change."""


def write(form: Form, file: IO[bytes], lines: Iterable[Access]) -> int:
    """Write lines in a form, moments in UTC; return how many."""
    writers: dict[Form, Callable[[IO[bytes], Iterable[Access]], int]] = {"csv": _write_csv, "json": _write_json}
    return writers[form](file, lines)


def note_export(engine: Engine, who: str, form: Form, record: str) -> None:
    """Tell the access log of its own export; ``record`` is the one it was asked about, if any."""
    with Session(engine) as session, session.begin():
        access.note(session, who, "exported", record, f"access_log {form}")


def _cells(line: Access) -> tuple[str, ...]:
    return str(line.number), line.at.isoformat(), line.who, line.action, line.record, line.detail


def _write_csv(file: IO[bytes], lines: Iterable[Access]) -> int:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 - how many there were is the answer
        rows.writerow(map(inert, _cells(line)))
    text.flush()
    text.detach()
    return count


def _write_json(file: IO[bytes], lines: Iterable[Access]) -> int:
    file.write(json.dumps({"form": JSON_FORM, "program": "advisor"}).removesuffix("}").encode() + b', "lines": [')
    count = 0
    for count, line in enumerate(lines, 1):
        file.write(b",\n" if count > 1 else b"\n")
        data = dict(zip(COLUMNS, (line.number, *_cells(line)[1:]), strict=True))
        file.write(json.dumps(data, ensure_ascii=False).encode())
    file.write(b"\n]}\n")
    return count
