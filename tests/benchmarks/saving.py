"""How long a save takes off the screen's thread, through the real store with the real settings.

    python -m tests.benchmarks.saving                 2,000 saves of a call that grows as calls do
    python -m tests.benchmarks.saving --saves 500

The promise is at most 10 ms at the 95th and 50 ms at the 99th percentile. Beside it stand a bare commit of SQLite on
the same disk with the same settings, and what a key pays for handing a call over.
"""

import argparse
import contextlib
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from advisor_tui.guidance.call import Call, new_call
from advisor_tui.records.database import PRAGMAS, open_database
from advisor_tui.records.saver import Saver
from advisor_tui.records.store import Store

PROMISED = {95: 10.0, 99: 50.0}


def timed(doing: Callable[[], object]) -> float:
    """Return the milliseconds something takes."""
    begun = time.perf_counter()
    doing()
    return (time.perf_counter() - begun) * 1000


def grow(call: Call, number: int) -> None:
    """Change a call a little, as a key or a choice does; a new call is as long as thirty changes."""
    call.write(f"{call.notes[-400:]}{number} sana ")
    if number % 5 == 0:
        call.rate(("memory", "mobility", "mood", "housing")[number % 4], str(number % 4))
    if number % 15 == 0:
        call.attach(f"service-{number % 60}", "ateria", "Ateriapalvelu", "told")


def percentiles(name: str, taken: list[float]) -> dict[int, float]:
    """Print and return the percentiles of a measurement."""
    cuts = statistics.quantiles(taken, n=100)
    found = {50: cuts[49], 95: cuts[94], 99: cuts[98]}
    print(f"{name:34} p50 {found[50]:7.3f}  p95 {found[95]:7.3f}  p99 {found[99]:7.3f}  max {max(taken):7.2f} ms")
    return found


def bare_commits(folder: Path, count: int) -> list[float]:
    """Return what a commit of 800 characters costs without anything of ours around it."""
    with contextlib.closing(sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, words TEXT)")

        def commit() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bare (words) VALUES (?)", ("x" * 800,))
            connection.execute("COMMIT")

        return [timed(commit) for _number in range(count)]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time of a save.")
    parser.add_argument("--saves", type=int, default=2000)
    saves = parser.parse_args().saves
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        store = Store(open_database(place / "calls.sqlite3"), desk="benchmark")
        call, taken = new_call(), []
        for number in range(saves):
            if number % 30 == 0:
                call = new_call()
            grow(call, number)
            snapshot = call.snapshot()
            taken.append(timed(lambda snapshot=snapshot: store.save(snapshot)))  # type: ignore[misc]
            call.version = snapshot.version
        percentiles("bare commit, same disk", bare_commits(place, saves))
        found = percentiles("save of a call", taken)
        saver = Saver(lambda: store, lambda _report: None)
        saver.start()
        handed = []
        for number in range(saves):
            grow(call, number)
            handed.append(timed(lambda: saver.submit(call)))
        saver.flush(10)
        saver.stop()
        percentiles("handing over, in the key's thread", handed)
    print("promised: " + ", ".join(f"p{cut} at most {limit} ms" for cut, limit in PROMISED.items()))
    return 0 if all(found[cut] <= limit for cut, limit in PROMISED.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
