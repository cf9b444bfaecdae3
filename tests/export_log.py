"""A log to export in the tests of the exports, and its files as other programs read them."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
from sqlalchemy import text

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import NextStep, Rating, Referral, UnmetNeed
from advisor_tui.records.export.making import Export, Wish
from advisor_tui.records.export.period import Period
from tests.kept import finished_call, open_store

NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
WHO = {"caller_name": "Aino Virtanen", "caller_phone": "+358401234567", "person_name": "Eero", "person_phone": "09-1"}
ALWAYS = Period(datetime(1900, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC))


class Log:
    """A database of calls that is filled anew for each example."""

    def __init__(self, path: Path) -> None:
        self.store = open_store(path)
        self.engine = self.store.engine

    def close(self) -> None:
        """Let the database go."""
        self.store.close()

    def fill(self, made: Iterable[Call]) -> list[Call]:
        """Keep these finished calls and no others; return them in the order of the log, as they are read back."""
        with self.engine.begin() as connection:
            connection.execute(text("DELETE FROM call"))
        kept = [msgspec.structs.replace(each, state="closed", version=0) for each in made]
        for call in kept:
            self.store.save(call)
        return list(self.store.read_between(ALWAYS.start, ALWAYS.end))

    def export(self, wish: Wish, *files: io.BytesIO, period: Period = ALWAYS) -> Export:
        """Write an export into files that are called ``0``, ``1``, ..."""
        export = Export(self.store, period, wish)
        export.write(files, [str(number) for number in range(len(files))])
        return export

    def written(self, wish: Wish, *, period: Period = ALWAYS) -> list[bytes]:
        """Return the files of an export."""
        count = 1 + len(wish.further) if wish.kind == "csv" else 1
        files = [io.BytesIO() for _ in range(count)]
        self.export(wish, *files, period=period)
        return [each.getvalue() for each in files]

    def rows(self, wish: Wish) -> list[list[dict[str, str]]]:
        """Return the rows of each table of a CSV export."""
        return [csv_rows(each) for each in self.written(wish)]


def csv_rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file by the names of its columns."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def book_of(data: bytes) -> Any:
    """Return an XLSX file, as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet_rows(data: bytes, name: str = "calls") -> list[dict[str, Any]]:
    """Return the rows of a sheet of an XLSX file by the names of its columns."""
    heading, *rows = book_of(data)[name].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def rich_call() -> Call:
    """Return a finished call with something in each of its parts."""
    call = finished_call(
        NOON,
        ended_at=NOON + timedelta(minutes=7),
        talk_seconds=420,
        wrap_up_seconds=35,
        advisor="MK",
        script="kotona 3",
        notes='Äiti kaatui;\n”ei pääse” "ylös"',
        referrals=(
            Referral("s1", "ateria", "Ateriapalvelu", "told", NOON, "accepted", "met", NOON + timedelta(days=9)),
            Referral("s2", "t", "Kela", "sent", NOON),
        ),
        unmet_needs=(UnmetNeed("seuraa", "none", "seura", NOON),),
        needs={"housing": Rating("2", "portaat"), "economy": Rating("?"), "daily": Rating("", "kysyttävä")},
        flags=("fall", "alone"),
        next_steps=(NextStep("kirje", "us", None),),
        continues="e1",
        proposal="B",
        identity=dict(WHO),
    )
    call.deadline_on = datetime(2026, 12, 2, tzinfo=UTC).date()
    answers = {"caller_role": "child", "age": "82", "municipality": "Kerava", "outcome": "B", "anonymous": "no"}
    call.answers = {**answers, "next_what": "soitto", "next_who": "us", "next_by": "2026-12-01"}
    return call


def many_calls(count: int, start: datetime = NOON) -> Iterator[Call]:
    """Yield ordinary calls a second apart."""
    for number in range(count):
        yield finished_call(start + timedelta(seconds=number), notes=f"asia {number}")
