"""Making an export: which tables go into which files, looked through or pseudonymous, in one of the three forms."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

import msgspec

from advisor_tui.errors import AdvisorError
from advisor_tui.language import _
from advisor_tui.records import follow_ups
from advisor_tui.records.export import writers
from advisor_tui.records.export.columns import Column
from advisor_tui.records.export.forms import CALLS, FURTHER, Chunk, Format, Further, Sheet
from advisor_tui.records.export.period import Period
from advisor_tui.records.export.personal_data import Watch
from advisor_tui.records.export.reading import Reader
from advisor_tui.records.export.research import Research
from advisor_tui.records.export.tables import Table, tables
from advisor_tui.records.store import Store

BATCH = 200
"""Calls whose follow-ups are read at a time."""

Told = Callable[[str, int, int | None], None]
"""What is being done, how much of it is done, and how much there is in all."""


@dataclass(frozen=True)
class Wish:
    """What an export shall hold. ``research`` makes it pseudonymous, ``redact`` marks what looks like identity."""

    kind: Format = "csv"
    further: tuple[Further, ...] = ()
    identified: bool = False
    redact: bool = False
    research: Research | None = None


class Export:
    """One export of the finished calls that began within a period."""

    def __init__(self, store: Store, period: Period, wish: Wish, told: Told = lambda *_told: None) -> None:
        self._store = store
        self._period = period
        self._wish = wish
        self._told = told
        self._reader = Reader(store.engine, period)
        further = FURTHER if wish.kind == "json" else wish.further
        self._tables = tables(further, identified=wish.identified)
        self.watch = Watch(redact=wish.redact)
        self.counts: dict[str, int] = {}
        """How many rows of each table were written."""

    @property
    def calls(self) -> int:
        """How many calls there are to be written."""
        return self._reader.calls

    def paths(self, path: Path) -> tuple[Path, ...]:
        """Return the files that the export is made of: one, or as CSV one for each table."""
        if self._wish.kind != "csv":
            return (path,)
        return (path, *(path.with_name(f"{path.stem}-{each.name}{path.suffix}") for each in self._tables[1:]))

    def refuse_what_does_not_fit(self) -> None:
        """Raise :class:`AdvisorError` when a sheet of a workbook cannot hold a table; nothing has been written yet."""
        for table in self._tables if self._wish.kind == "xlsx" else ():
            count, most = self._reader.count(table), writers.EXCEL_ROWS - 1
            if count > most:
                told = _("The sheet “{name}” would have {count} rows; a sheet holds {most}. Nothing was written.")
                raise AdvisorError(
                    told.format(name=table.name, count=count, most=most),
                    remedy=_("Choose a shorter period, or --format csv."),
                )

    def write(self, files: Sequence[IO[bytes]], names: Sequence[str]) -> None:
        """Write everything; ``names`` are what the files are called, for telling where something was found."""
        match self._wish.kind:
            case "csv":
                for table, file, name in zip(self._tables, files, names, strict=True):
                    self.counts[table.name] = writers.write_csv(file, self._sheet(table, name))
            case "xlsx":
                sheets = [self._sheet(table, f"{names[0]} {table.name}") for table in self._tables]
                counts = writers.write_xlsx(files[0], sheets)
                self.counts = {table.name: count for table, count in zip(self._tables, counts, strict=True)}
            case "json":
                self.counts = self._write_json(files[0], names[0])

    def _write_json(self, file: IO[bytes], name: str) -> dict[str, int]:
        if self._wish.research:
            sheets = {each.name: self._sheet(each, name) for each in self._tables}
            parts = {each: writers.rows_as_data(sheet) for each, sheet in sheets.items()}
            return writers.write_json(file, {"identified": False, "pseudonymous": True}, parts)
        return writers.write_json(file, {"identified": self._wish.identified}, {CALLS: self._data(name)})

    # ------------------------------------------------------------ rows

    def _sheet(self, table: Table, place: str) -> Sheet:
        research = self._wish.research
        if research:
            columns = research.columns(table.columns)
            headings = tuple(each.research_name or each.name for each in columns)
            return Sheet(table.name, headings, self._made(research, table, columns))
        chunks = self._reader.chunks(table, table.columns, told=self._progress(table))
        looked = self.watch.rows(place, table.columns, chunks)
        return Sheet(table.name, tuple(each.name for each in table.columns), looked)

    def _made(self, research: Research, table: Table, columns: Sequence[Column]) -> Iterator[Chunk]:
        """Yield pseudonymous rows: all are read once to count, and once more to write."""
        counting = self._progress(table, _("Counting"))
        shared = research.shared(columns, self._reader.chunks(table, columns, research=True, told=counting))
        chunks = self._reader.chunks(table, columns, research=True, told=self._progress(table))
        yield from research.rows(columns, shared, chunks)

    def _progress(self, table: Table, what: str = "") -> Callable[[int], None]:
        words = (
            what
            or {
                "calls": _("Writing calls"),
                "referrals": _("Writing referrals"),
                "unmet-needs": _("Writing unmet needs"),
                "follow-ups": _("Writing follow-ups"),
            }[table.name]
        )
        return lambda done: self._told(words, done, self.calls)

    # ------------------------------------------------------------ whole calls

    def _data(self, name: str) -> Iterator[dict[str, Any]]:
        calls = self._store.read_between(self._period.start, self._period.end)
        number = 0
        while batch := list(islice(calls, BATCH)):
            found = follow_ups.of_calls(self._store.engine, [each.id for each in batch])
            for call in batch:
                number += 1
                data = writers.as_data(call, identified=self._wish.identified)
                data["follow_ups"] = msgspec.to_builtins(found.get(call.id, []))
                yield self.watch.data(name, number, data)
            self._told(_("Writing calls"), number, self.calls)
