"""A database of invented calls as large as a county's line has after five years.

    python -m tests.benchmarks.log_generator FILE                       1,000,000 calls
    python -m tests.benchmarks.log_generator FILE --calls 20000 --seed 7

The same number and seed give the same calls. The program makes the file and its tables; the rows are then written by
SQLite itself, hundreds of thousands in one transaction, because a million saves would take a day. A test holds that
the program reads each call as it was made, and that saving it changes nothing.
"""

import argparse
import heapq
import sqlite3
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from datetime import date, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from msgspec import Struct, msgpack
from msgspec.structs import astuple

from advisor_tui import clock
from advisor_tui.cli.progress import progress
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.guidance.vocabulary import RECORD_FIELDS
from advisor_tui.records import access, day_figures, sought
from advisor_tui.records.database import connect, open_database
from advisor_tui.records.mapping import SAME_NAME
from advisor_tui.text import fold
from tests.benchmarks.made_calls import LAST, SEED, made
from tests.benchmarks.made_world import Access, Made

CHUNK = 1000
"""Calls whose rows are made at a time: some 20 MB."""

AHEAD = 2
"""Chunks that the process that makes rows may have before it."""

CACHE_KIB = 131_072
"""Pages that SQLite may hold while it fills the file: the ends of all its trees, and the words it is merging."""

SAME_ROWS = ("referrals", "unmet_needs", "next_steps", "dismissals")
"""Parts of a call whose rows are numbered from 0 and hold the fields under the same names, in the same order."""

RESULT = ("result", "met", "result_at")

TABLES = {
    "call": ("id", "version", "place", *SAME_NAME, *RECORD_FIELDS),
    "identity": ("call_id", "caller_name", "caller_phone", "person_name", "person_phone"),
    "referrals": (
        "call_id",
        "number",
        "service_id",
        "service_type",
        "name",
        "status",
        "at",
        "result",
        "met",
        "result_at",
    ),
    "unmet_needs": ("call_id", "number", "need", "reason", "service_type", "at"),
    "next_steps": ("call_id", "number", "what", "who", "by"),
    "dismissals": ("call_id", "number", "alarm", "reason", "at"),
    "needs": ("call_id", "area", "level", "note"),
    "flags": ("call_id", "flag", "number"),
    "timeline": ("call_id", "number", "at", "code", "subject", "value"),
    "call_words": ("rowid", "words", "marks"),
    "follow_up": FollowUp.__struct_fields__,
    "access_log": ("at", "who", "action", "record", "detail", "chain"),
}
"""The columns that are written, by part of the call or by table."""

NAMES = {
    "referrals": "referral",
    "unmet_needs": "unmet_need",
    "next_steps": "next_step",
    "dismissals": "dismissed_alarm",
    "needs": "need_rating",
    "flags": "red_flag",
}
"""Tables that are not called by the name of the part."""

Rows = dict[str, list[tuple[Any, ...]]]


def statements() -> dict[str, str]:
    """Return the statement that adds a row, for each part."""
    said = {}
    for part, columns in TABLES.items():
        names = ", ".join(f'"{name}"' for name in columns)  # one of them is called "by"
        said[part] = f"INSERT INTO {NAMES.get(part, part)}({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    return said


def kept(value: Any) -> Any:
    """Return a value as the program's tables keep it: moments in UTC to the microsecond, days as they are written."""
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value


def moment(at: datetime) -> str:
    """Return a moment in UTC as it is kept."""
    return at.isoformat(" ", "microseconds")[:26]


def call_row(call: Call, place: int) -> tuple[Any, ...]:
    """Return the row of a call."""
    own = [kept(getattr(call, name)) for name in SAME_NAME]
    return (call.id, call.version, place, *own, *(_answer(call, name, kind) for name, kind in RECORD_FIELDS.items()))


def _answer(call: Call, name: str, kind: str) -> str | int | None:
    value = call.answers.get(name, "")
    if kind == "number":
        return int(value) if value else None
    return value or None if kind == "date" else value


class Chunk(Struct, frozen=True):
    """Calls whose rows are made together, their places in the log, and lines of the access log that are due by then."""

    made: list[Made]
    places: list[int]
    accesses: list[tuple[str, ...]]


def rows_of(chunk: Chunk) -> Rows:
    """Return the rows of calls and of what is kept beside them."""
    rows: Rows = {part: [] for part in TABLES}
    for each, place in zip(chunk.made, chunk.places, strict=True):
        _add_rows(rows, each, place)
    rows["access_log"] += chunk.accesses
    return rows


def _add_rows(rows: Rows, each: Made, place: int) -> None:
    call = each.call
    rows["call"].append(call_row(call, place))
    rows["timeline"] += [(call.id, e.number, moment(e.at), e.code, e.subject, e.value) for e in call.timeline]
    if call.identity:
        rows["identity"].append((call.id, *(call.identity.get(name, "") for name in TABLES["identity"][1:])))
    for part in SAME_ROWS:
        rows[part] += [(call.id, number, *map(kept, astuple(it))) for number, it in enumerate(getattr(call, part))]
    rows["needs"] += [(call.id, area, rating.level, rating.note) for area, rating in call.needs.items()]
    rows["flags"] += [(call.id, flag, number) for number, flag in enumerate(call.flags)]
    rows["call_words"].append((place, fold(sought.words_of(call)), sought.marks_of(call)))
    rows["follow_up"] += [tuple(map(kept, astuple(it))) for it in each.follow_ups]


class AccessLog:
    """The lines of the access log in the order of their moments, each chained to the one before it."""

    def __init__(self) -> None:
        self._to_come: list[tuple[datetime, int, Access]] = []
        self._number, self._chain = 0, ""

    def expect(self, accesses: Iterable[Access]) -> None:
        """Take lines that are to come."""
        for each in accesses:
            self._number += 1
            heapq.heappush(self._to_come, (each.at, self._number, each))

    def until(self, at: datetime | None) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of the lines before a moment, or all that are left."""
        while self._to_come and (at is None or self._to_come[0][0] < at):
            line = heapq.heappop(self._to_come)[2]
            parts = (line.at.isoformat(), line.who, line.action, line.record, line.detail)
            self._chain = access.link(self._chain, parts)
            yield (moment(line.at), *parts[1:], self._chain)


def chunks(calls: Iterable[Made], days: set[date]) -> Iterator[Chunk]:
    """Yield calls in chunks, and gather the days on which they came. They come in the order in which they began."""
    place, log, to_come = 0, AccessLog(), iter(calls)
    while some := list(islice(to_come, CHUNK)):
        places = []
        for each in some:
            place = max(place + 1, int(each.call.started_at.timestamp() * 1000))
            places.append(place)
            days.add(clock.local(each.call.started_at).date())
            log.expect(each.accesses)
        yield Chunk(some, places, list(log.until(some[-1].call.started_at)))
    yield Chunk([], [], list(log.until(None)))


def write(path: Path, calls: Iterable[Made], *, beside: bool = False) -> Iterator[int]:
    """Make a database of calls; yield how many are written, now and then.

    ``beside`` lets a process of its own make the rows, which takes as long as making the calls and writing the rows.
    """
    open_database(path).dispose()
    days: set[date] = set()
    in_chunks = chunks(calls, days)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{CACHE_KIB}"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        done = 0
        for rows in _rows_made_beside(in_chunks) if beside else map(rows_of, in_chunks):
            _insert(connection, rows)
            done += len(rows["call"])
            yield done
        connection.executemany("INSERT INTO stale_day VALUES (?)", [(day.isoformat(),) for day in sorted(days)])
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")


def _rows_made_beside(in_chunks: Iterable[Chunk]) -> Iterator[Rows]:
    """Yield the rows of chunks in their order, made by another process while this one goes on."""
    waiting: deque[Future[bytes]] = deque()
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        for chunk in in_chunks:
            waiting.append(other.submit(_packed_rows, msgpack.encode(chunk)))
            if len(waiting) > AHEAD:
                yield msgpack.decode(waiting.popleft().result())
        while waiting:
            yield msgpack.decode(waiting.popleft().result())


def _packed_rows(chunk: bytes) -> bytes:
    return msgpack.encode(rows_of(msgpack.decode(chunk, type=Chunk)))


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    said = statements()
    for part, some in rows.items():
        connection.executemany(said[part], some)


def make(path: Path, calls: int, seed: int = SEED, last: date = LAST) -> None:
    """Make the file, then reckon its figures of each day; tell how long both took."""
    import resource  # noqa: PLC0415 - there is none on Windows, where the tests use the rest of this module

    begun = time.perf_counter()
    with progress() as told:
        for done in write(path, made(calls, seed, last), beside=True):
            told("Calls", done, calls)
        written = time.perf_counter()
        engine = connect(path)
        day_figures.freshen(engine, date.min, date.max, lambda done, days: told("Figures of days", done, days))
        engine.dispose()
    size, peak = path.stat().st_size / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{calls} calls in {_said(written - begun, calls)}, {size:.0f} MB; peak {peak:.0f} MiB")
    print(f"the figures of each day for the first time in {_said(time.perf_counter() - written, calls)}")


def _said(seconds: float, calls: int) -> str:
    return f"{seconds:.0f} s ({seconds / calls * 1e6:.0f} µs a call)"


def main() -> int:
    """Make the file."""
    parser = argparse.ArgumentParser(description="A database of invented calls.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--calls", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--last", type=date.fromisoformat, default=LAST, help="the last day with calls")
    given = parser.parse_args()
    if given.file.exists():
        parser.error(f"{given.file} is there already")
    make(given.file, given.calls, given.seed, given.last)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
