"""The access log as a file, written as it is read: no more than a page of lines is held."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Literal

from sqlalchemy import Engine
from sqlmodel import Session

from advisor_tui.records import access
from advisor_tui.records.access import Access
from advisor_tui.records.export import writers
from advisor_tui.records.export.forms import Chunk, Sheet

Form = Literal["csv", "json"]

COLUMNS = ("number", "at", "who", "action", "record", "detail")

LINES = "lines"
"""What the lines are called in the JSON form."""


def write(form: Form, file: IO[bytes], lines: Iterable[Access]) -> int:
    """Write lines in a form, moments in UTC; return how many."""
    sheet = Sheet(LINES, COLUMNS, _chunks(iter(lines)))
    if form == "csv":
        return writers.write_csv(file, sheet)
    return writers.write_json(file, {}, {LINES: writers.rows_as_data(sheet)})[LINES]


def note_export(engine: Engine, who: str, form: Form, record: str) -> None:
    """Tell the access log of its own export; ``record`` is the one it was asked about, if any."""
    with Session(engine) as session, session.begin():
        access.note(session, who, "exported", record, f"access_log {form}")


def _chunks(lines: Iterator[Access]) -> Iterator[Chunk]:
    while some := list(islice(lines, access.PAGE)):
        yield [[line.number, line.at.isoformat(), line.who, line.action, line.record, line.detail] for line in some]
