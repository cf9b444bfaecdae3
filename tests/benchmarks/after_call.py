"""What comes after the call, with as many calls as a county's line has in five years: log, report, export, memory.

    python -m tests.benchmarks.after_call                            makes 1,000,000 calls first, in some minutes
    python -m tests.benchmarks.after_call --database FILE            one made by tests.benchmarks.log_generator

Everything is measured in a process of its own, each question on a connection of its own; the first answer, for which
the disk may have to be read, stands beside those that follow. An answer of the log is judged by the slowest of those.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from advisor_tui import reference
from advisor_tui.guidance import report_period
from advisor_tui.guidance.report_period import ReportPeriod
from advisor_tui.paths import HOME_VARIABLE
from advisor_tui.records import day_figures, log
from advisor_tui.records.database import connect
from advisor_tui.records.export import tables
from advisor_tui.records.log import Wanted
from advisor_tui.settings import Settings
from tests.benchmarks import log_generator
from tests.benchmarks.made_calls import LAST

LOG_SECONDS = 0.150
REPORT_SECONDS = 3.0
EXPORT_RATIO = 3.0
PEAK_MIB = 300 * 1_000_000 / 2**20
"""What is promised: seconds of one answer of the log and of a report, how many times SQLite's own dump an export may
take, and the 300 MB of memory that no process may need more than."""

TIMES = 7
"""Answers timed after the first one: the slowest is then seldom that of a machine that did something else."""

EXPORTS = 2
"""Exports and dumps timed, in turn; the faster of each counts."""

REPORTS = 3


class Took(Struct, frozen=True):
    """Seconds of the first and of the further answers, and how much came (calls of a page, rows of a report)."""

    first: float
    further: tuple[float, ...]
    count: int


class Line(Struct, frozen=True):
    """One line of the table. ``promised`` is empty where nothing is; ``kept`` then does not count."""

    what: str
    measured: str
    beside: str
    promised: str
    kept: bool
    peak: float


# ------------------------------------------------------------ what is measured, each in a process of its own


def year_of(last: date) -> ReportPeriod:
    """Return the last whole year."""
    return report_period.of("year", date(last.year - 1, 6, 1), last)


def asked_of_log(last: date) -> dict[str, Wanted]:
    """Return what is asked of the log, by what it is called in the table."""
    month = last.replace(year=last.year - 2, day=1)
    return {
        "first page": Wanted(),
        "a word in half of all calls": Wanted(words="soittaa"),
        "a word in a tenth": Wanted(words="rollaattori"),
        "a rare word": Wanted(words="tulkkikustannuksista"),
        "a word in no call": Wanted(words="zyxel"),
        "two common words that hardly meet": Wanted(words="tytär naapuri"),
        "three words, inflected": Wanted(words="kotihoidon maksut tytär"),
        "the beginning of a word": Wanted(words="kot"),
        "the beginning of a rare word": Wanted(words="hammashoitajist"),
        "a phone number": Wanted(words="040 012 3456"),
        "a common word, in a month two years ago": Wanted(
            words="rollaattori", first=month, last=month + timedelta(days=27)
        ),
        "a common word, on the first days of the log": Wanted(words="soittaa", last=last - timedelta(days=5 * 365 - 9)),
        "a common word, outcome E": Wanted(words="rollaattori", outcome="E"),
        "outcome E alone": Wanted(outcome="E"),
        "an advisor who left four years ago": Wanted(words="soittaa", advisor="HA"),
        "a service by its name, with a word": Wanted(words="soittaa", service="kotihoito"),
        "abusive calls": Wanted(kind="abusive"),
        "everything at once": Wanted("soittaa", "B", "MK", "kotihoito", "client", month, last),
    }


def timed(asked: Callable[[], int], before: Callable[[], object] = lambda: None, times: int = TIMES) -> Took:
    """Return how long an answer takes, the first time and later; what is done ``before`` each one is not counted."""
    taken, count = [], 0
    for _number in range(times + 1):
        before()
        begun = time.perf_counter()
        count = asked()
        taken.append(time.perf_counter() - begun)
    return Took(taken[0], tuple(taken[1:]) or (taken[0],), count)


def log_page(path: Path, last: date, name: str, times: int = TIMES) -> Took:
    """Measure a page of the log: on a new connection each time, with nothing of the file in SQLite's own cache."""
    wanted, engine = asked_of_log(last)[name], connect(path)

    def begin() -> None:
        engine.dispose()
        engine.connect().close()

    return timed(lambda: len(log.page(engine, wanted)), begin, times)


def deep_page(path: Path, times: int = TIMES) -> Took:
    """Measure the page from the middle of the log."""
    with closing(sqlite3.connect(path)) as connection:
        (first, newest) = connection.execute("SELECT min(place), max(place) FROM call").fetchone()
    engine = connect(path)
    return timed(lambda: len(log.page(engine, Wanted(), (first + newest) // 2)), times=times)


def report(path: Path, last: date, stale: str) -> Took:
    """Measure the report of the last whole year: its days reckoned, one of them marked, or all of them."""
    from advisor_tui.records import reports  # noqa: PLC0415 - no other measure needs what it loads

    engine, known, period = connect(path), reference.load(Settings()).known, year_of(last)
    day_figures.freshen(engine, period.before_first, period.last)
    marks = {
        "none": [],
        "one": [period.first],
        "all": [period.first + timedelta(days=each) for each in range((period.last - period.first).days + 1)],
    }[stale]

    def mark() -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.executemany("INSERT OR IGNORE INTO stale_day VALUES (?)", [(day.isoformat(),) for day in marks])

    def ask() -> int:
        return len(reports.read(engine, reports.Asked(period), known, lambda _done, _all: None).sections)

    return timed(ask, mark, 0 if stale == "all" else REPORTS)


def measures(last: date) -> dict[str, Callable[..., Took]]:
    """Return everything that is measured by a function, by its name in the table."""
    pages = {f"log: {name}": partial(log_page, last=last, name=name) for name in asked_of_log(last)}
    deep: dict[str, Callable[..., Took]] = {"log: a page from the middle": deep_page}
    years = {
        f"report of a year: {said}": partial(report, last=last, stale=stale)
        for stale, said in (("none", "all reckoned"), ("one", "one day changed"), ("all", "no day reckoned yet"))
    }
    return {**pages, **deep, **years}


# ------------------------------------------------------------ running them


class Ran(Struct, frozen=True):
    """What a process said, how long it took, how long the processors worked, and the most memory it needed (MiB)."""

    said: str
    seconds: float
    work: float
    peak: float


def run(command: list[str], into: Path | None = None, home: Path | None = None) -> Ran:
    """Run a command to its end; its output goes into a file where one is given."""
    surroundings = {**os.environ, **({HOME_VARIABLE: str(home)} if home else {})}
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaints:
        begun = time.perf_counter()
        with into.open("wb") if into else nullcontext(said) as out:
            process = subprocess.Popen(command, stdout=out, stderr=complaints, env=surroundings)
            _pid, status, used = os.wait4(process.pid, 0)  # unlike wait(), it tells what the process needed
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaints.seek(0)
            sys.stderr.buffer.write(complaints.read())
            raise subprocess.CalledProcessError(process.returncode, command)
        said.seek(0)
        return Ran(said.read().decode(), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measured(path: Path, last: date, names: Iterable[str]) -> Iterator[Line]:
    """Yield a line for each measure, run in a process of its own."""
    for name in names:
        command = [sys.executable, "-m", "tests.benchmarks.after_call", "--database", str(path), "--measure", name]
        ran = run([*command, "--last", last.isoformat()])
        took = json.loads(ran.said)
        worst, middle = max(took["further"]), statistics.median(took["further"])
        if name.startswith("log"):
            times = f"{middle * 1000:.0f} ms, at most {worst * 1000:.0f}"
            beside = f"first {took['first'] * 1000:.0f} ms, {took['count']} calls"
            yield Line(name, times, beside, f"{LOG_SECONDS * 1000:.0f} ms", worst <= LOG_SECONDS, ran.peak)
        else:
            promised = "" if "no day" in name else f"{REPORT_SECONDS:.0f} s"
            yield Line(name, f"{middle:.2f} s", f"at most {worst:.2f} s", promised, worst <= REPORT_SECONDS, ran.peak)


def dump_command(path: Path) -> list[str]:
    """Return the command that writes the rows of an export as SQLite's own shell does, or Python without a shell."""
    calls = tables.tables(())[0]
    columns = ", ".join(f"{each.sql} AS {each.name}" for each in calls.columns)
    query = f"SELECT {columns} FROM call c WHERE c.state = 'closed' ORDER BY c.place"  # noqa: S608 - no word from outside
    shell = shutil.which("sqlite3")
    if shell:
        return [shell, "-readonly", "-csv", "-header", str(path), query]
    by_python = "import csv, sqlite3, sys; rows = sqlite3.connect(sys.argv[1]).execute(sys.argv[2])"
    return [sys.executable, "-c", f"{by_python}; csv.writer(sys.stdout).writerows(rows)", str(path), query]


def by_seconds(ran: Ran) -> float:
    """Return how long a process took."""
    return ran.seconds


def export(path: Path, last: date) -> Iterator[Line]:
    """Yield how long the export of all calls takes beside SQLite's own dump of the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        (home / "calls.sqlite3").symlink_to(path.absolute())
        dump, ours = dump_command(path), Path(folder) / "calls.csv"
        first = last - timedelta(days=6 * 365)
        command = [sys.executable, "-m", "advisor_tui", "export", "--format", "csv", "--from", first.isoformat()]
        command += ["--to", last.isoformat(), "--output", str(ours)]
        dumps, exports = [], []
        for _number in range(EXPORTS):
            dumps.append(run(dump, into=Path(folder) / "dump.csv"))
            ours.unlink(missing_ok=True)
            exports.append(run(command, home=home))
        size, theirs = ours.stat().st_size / 1e6, (Path(folder) / "dump.csv").stat().st_size / 1e6
    ours_best, dump_best = min(exports, key=by_seconds), min(dumps, key=by_seconds)
    taken, least = ours_best.seconds, dump_best.seconds
    by = "sqlite3" if "sqlite3" in Path(dump[0]).name else "Python (there is no sqlite3 shell)"
    peak = max(each.peak for each in exports)
    told = f"{taken:.1f} s ({ours_best.work:.1f} s of work), {size:.0f} MB; "
    told += f"dump of {by} {least:.1f} s ({dump_best.work:.1f} s), {theirs:.0f} MB"
    yield Line(
        "CSV export of all calls", f"{taken / least:.2f} times", told, f"{EXPORT_RATIO:.0f} times",
        taken <= EXPORT_RATIO * least, peak,
    )  # fmt: skip


# ------------------------------------------------------------ the table


def verdict(kept: bool) -> str:
    """Return what stands at the end of a line."""
    return "" if kept else "MISSED"


def show(lines: list[Line], title: str) -> bool:
    """Print the table; return whether every promise is kept."""
    table = Table("", "measured", "beside", "promised", "peak MiB", "", title=title, title_justify="left")
    for each in lines:
        sound = each.peak <= PEAK_MIB and (each.kept or not each.promised)
        table.add_row(
            each.what, each.measured, each.beside, each.promised, f"{each.peak:.0f}", "" if sound else "MISSED"
        )
    highest = max(each.peak for each in lines)
    said = f"{highest * 2**20 / 1e6:.0f} MB"
    table.add_row(
        "memory of any of them", said, "", "300 MB", f"{highest:.0f}", "" if highest <= PEAK_MIB else "MISSED"
    )
    Console(width=140).print(table, markup=False)
    return highest <= PEAK_MIB and all(each.kept or not each.promised for each in lines)


def main() -> int:
    """Measure and print; 1 when a promise is missed."""
    parser = argparse.ArgumentParser(description="Time and memory of what comes after the call.")
    parser.add_argument("--database", type=Path, help="a file of tests.benchmarks.log_generator")
    parser.add_argument("--calls", type=int, default=1_000_000, help="how many to make where no file is given")
    parser.add_argument("--last", type=date.fromisoformat, default=LAST, help="the last day with calls")
    parser.add_argument("--only", default="", help="only what has this in its name")
    parser.add_argument("--measure", help="measure this alone, and print only its numbers")
    given = parser.parse_args()
    if given.measure:
        took = measures(given.last)[given.measure](given.database)
        print(json.dumps({"first": took.first, "further": took.further, "count": took.count}))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = given.database or Path(folder) / "calls.sqlite3"
        if not given.database:
            log_generator.make(path, given.calls)
        with closing(sqlite3.connect(path)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM call").fetchone()
        names = [name for name in measures(given.last) if given.only in name]
        lines = list(measured(path, given.last, names))
        if given.only in "export":
            lines += export(path, given.last)
    return 0 if show(lines, f"{count} calls, {os.cpu_count()} processors, SQLite {sqlite3.sqlite_version}") else 1


if __name__ == "__main__":
    sys.exit(main())
