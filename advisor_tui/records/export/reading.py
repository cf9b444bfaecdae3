"""Reading the rows of an export: one SELECT for each table, a chunk of calls at a time.

Between two chunks no transaction is open: nobody knows how long the writing takes, and a long read would keep the
write-ahead log from being folded into the file. What comes from the database is cleaned, as everywhere; a chunk in
which one look finds nothing to clean passes as it is.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from advisor_tui import clock
from advisor_tui.records.export.columns import Column
from advisor_tui.records.export.forms import Chunk, Value
from advisor_tui.records.export.period import Period
from advisor_tui.records.export.tables import Table
from advisor_tui.text import clean

CHUNK = 500
"""Calls read at a time: a smaller chunk costs time, a larger one memory, and both hardly any more."""

_INSIDE = "+c.state = 'closed' AND +c.started_at >= :start AND +c.started_at < :end"
"""The pluses keep the planner from any other index than that of the places, in whose order the calls are wanted."""

_END_OF_CHUNK = """
SELECT max(place) FROM (SELECT place FROM call WHERE place BETWEEN :low AND :high ORDER BY place LIMIT :chunk)
"""

Told = Callable[[int], None]
"""Called with how many calls have been read."""


class Reader:
    """The finished calls that began within a period, oldest first, and what belongs to them."""

    def __init__(self, engine: Engine, period: Period) -> None:
        self._engine = engine
        self._hours = _Hours()
        self._asked: dict[str, Any] = {"start": _kept(period.start), "end": _kept(period.end)}
        self.calls, self._first, self._last = self._span()

    def _span(self) -> tuple[int, int, int]:
        """Return how many calls there are, and the places of the first and the last one."""
        inside = "state = 'closed' AND started_at >= :start AND started_at < :end"
        with self._driver() as driver:
            query = f"SELECT count(*), min(place), max(place) FROM call WHERE {inside}"  # noqa: S608 - the program's own words
            count, first, last = driver.execute(query, self._asked).fetchone()
        return count, first or 0, last or 0

    def count(self, table: Table) -> int:
        """Return how many rows a table has."""
        if not table.rows:
            return self.calls
        with self._driver() as driver:
            query = f"SELECT count(*) {_from(table)}"
            asked = {**self._asked, "low": self._first, "high": self._last}
            return int(driver.execute(query, asked).fetchone()[0])

    def chunks(
        self, table: Table, columns: Sequence[Column], *, research: bool = False, told: Told | None = None
    ) -> Iterator[Chunk]:
        """Yield the rows of a table, those of some hundred calls at a time. Every time is local, every text clean."""
        expressions = ", ".join((each.research_sql or each.sql) if research else each.sql for each in columns)
        order = ", ".join(["c.place", *([table.order] if table.rows else [])])
        query = f"SELECT {expressions} {_from(table)} ORDER BY {order}"
        times = [index for index, each in enumerate(columns) if each.kind == "time"]
        for done, low, high in self._steps():
            rows = self._rows(query, {**self._asked, "low": low, "high": high})
            for row in rows:
                for index in times:
                    row[index] = self._hours.local(row[index])
            yield _cleaned(rows)
            if told:
                told(done)

    def _steps(self) -> Iterator[tuple[int, int, int]]:
        """Yield the places from and up to which one chunk after the other goes, and how far that is in calls."""
        low, done = self._first, 0
        while low <= self._last and self.calls:
            with self._driver() as driver:
                asked = {"low": low, "high": self._last, "chunk": CHUNK}
                (high,) = driver.execute(_END_OF_CHUNK, asked).fetchone()
            if high is None:  # removed by another desk meanwhile
                return
            done = min(done + CHUNK, self.calls)
            yield done, low, high
            low = high + 1

    def _rows(self, query: str, asked: dict[str, Any]) -> Chunk:
        with self._driver() as driver:
            # The connection's own way with text of other encodings is slow; it is needed where such text turns up.
            careful, driver.text_factory = driver.text_factory, str
            try:
                return [list(row) for row in driver.execute(query, asked)]
            except sqlite3.OperationalError:
                driver.text_factory = careful
                return [list(row) for row in driver.execute(query, asked)]
            finally:
                driver.text_factory = careful

    @contextmanager
    def _driver(self) -> Iterator[sqlite3.Connection]:
        """Give the driver's connection within a short transaction that only reads.

        The rows are handed on as the driver makes them: SQLAlchemy's own take several times as long.
        """
        with self._engine.execution_options(reading=True).connect() as connection, connection.begin():
            driver: Any = connection.connection.driver_connection
            yield driver


def _from(table: Table) -> str:
    # The cross join keeps the calls outermost: they come in their order, and each row is found by its call.
    rows = f" CROSS JOIN {table.rows} r ON r.call_id = c.id" if table.rows else ""
    return f"FROM call c INDEXED BY ix_call_place{rows} WHERE c.place BETWEEN :low AND :high AND {_INSIDE}"


def _kept(moment: datetime) -> str:
    """Return a moment as the tables keep it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


class _Hours(dict[str, str]):
    """Hours of kept moments (``2026-11-23 10``) and what the clock in Finland showed then.

    The hands differ from UTC by whole hours, and a long log has few hours beside its moments.
    """

    def __missing__(self, hour: str) -> str:
        shown = clock.local(datetime.fromisoformat(f"{hour}:00:00+00:00")).strftime("%Y-%m-%d %H")
        self[hour] = shown
        return shown

    def local(self, kept: Value) -> Value:
        """Return a kept moment on the clock in Finland; what is no moment stays as it is."""
        if not isinstance(kept, str):
            return kept
        try:
            return self[kept[:13]] + kept[13:19]
        except (ValueError, OverflowError):
            return kept


def _cleaned(rows: Chunk) -> Chunk:
    """Return rows in which every text is clean. One look tells of nearly every chunk that it is so already."""
    if _is_clean(rows):
        return rows
    return [row if _is_clean([row]) else [_clean_cell(cell) for cell in row] for row in rows]


def _is_clean(rows: Chunk) -> bool:
    # No character is joined with the end of a line, so that cells are clean together when each of them is.
    text = "\n".join([cell for row in rows for cell in row if type(cell) is str])
    return clean(text) == text


def _clean_cell(cell: Value) -> Value:
    return clean(cell) if isinstance(cell, str) else cell
