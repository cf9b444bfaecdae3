"""The database of invented calls holds what the program itself would have kept."""

import csv
import os
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from advisor_tui import clock
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.follow_ups import arising
from advisor_tui.guidance.known import Known, Line
from advisor_tui.records import log
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from tests.benchmarks import after_call
from tests.benchmarks.log_generator import moment, write
from tests.benchmarks.made_calls import LAST, SEED, made
from tests.benchmarks.made_world import Made
from tests.kept import sql

COUNT = 200


@pytest.fixture(scope="module")
def every(known: Known) -> list[Made]:
    """Return some calls."""
    return list(made(COUNT, known=known))


@pytest.fixture(scope="module")
def file(every: list[Made], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of them."""
    path = tmp_path_factory.mktemp("log") / "calls.sqlite3"
    assert list(write(path, every))[-1] == COUNT
    return path


def kept(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of a database but for the numbers that count up with each save."""
    with sql(path) as connection:
        connection.execute("UPDATE call SET version = 0")
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        wanted = sorted(name for (name,) in tables if not name.startswith("call_words_"))
        rows = {name: connection.execute(f'SELECT rowid, * FROM "{name}"').fetchall() for name in wanted}  # noqa: S608
        connection.rollback()
    return {name: sorted(row[name != "call_words" :] for row in some) for name, some in rows.items()}


def test_each_call_is_read_as_it_was_made(every: list[Made], file: Path) -> None:
    store = Store(open_database(file))
    assert [store.load(each.call.id) for each in every] == [each.call for each in every]


def test_saving_a_call_again_changes_nothing(every: list[Made], file: Path, known: Known) -> None:
    before = kept(file)
    line = Line()
    store = Store(open_database(file), arising=lambda call: arising(call, known, line))
    for each in islice(every, 0, None, 4):
        call = store.load(each.call.id)
        assert call is not None
        store.save(call)
    store.engine.dispose()
    assert kept(file) == before


def test_the_file_is_sound(file: Path) -> None:
    with sql(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.execute("INSERT INTO call_words(call_words) VALUES ('integrity-check')")


def test_the_same_seed_gives_the_same_calls_and_another_one_others(every: list[Made], known: Known) -> None:
    some = 30
    again = list(islice(made(COUNT, known=known), some))
    assert again == every[:some]
    assert list(islice(made(COUNT, SEED + 1, known=known), some)) != every[:some]


def test_another_process_makes_the_same_rows(every: list[Made], file: Path, tmp_path: Path) -> None:
    path = tmp_path / "calls.sqlite3"
    list(write(path, every, beside=True))
    assert kept(path) == kept(file)


def test_the_calls_are_of_five_years_and_of_every_kind(every: list[Made]) -> None:
    calls = [each.call for each in every]
    days = [clock.local(call.started_at).date() for call in calls]
    assert days == sorted(days)
    assert LAST - timedelta(days=30) <= days[-1] <= LAST
    assert LAST - timedelta(days=5 * 365) <= days[0] <= date(2022, 1, 1)
    assert 0.04 < sum(bool(call.non_client) for call in calls) / COUNT < 0.16
    assert all(any(having(call) for call in calls) for having in PARTS)


PARTS: tuple[Callable[[Call], object], ...] = (
    lambda call: call.identity,
    lambda call: call.needs,
    lambda call: len(call.referrals) > 1,
    lambda call: call.unmet_needs,
    lambda call: call.next_steps,
    lambda call: call.deadline_on,
    lambda call: call.no_next_step,
    lambda call: any(each.result for each in call.referrals),
    lambda call: any(event.code == "search_empty" for event in call.timeline),
)
"""What calls have, some of them."""


def over(call: Call) -> tuple[int, float]:
    """Return by how many days and hours the wall's clock went further in a call than the call was long."""
    assert call.ended_at is not None
    start, end = clock.local(call.started_at), clock.local(call.ended_at)
    moved = end.utcoffset() - start.utcoffset()  # type: ignore[operator]
    return (end.date() - start.date()).days, moved.total_seconds() / 3600


def test_calls_go_on_over_midnight_and_over_both_changes_of_the_clock(every: list[Made]) -> None:
    seen = [over(each.call) for each in every]
    assert sum(days == 1 for days, _hours in seen) >= 5
    assert [hours for _days, hours in seen if hours] == [1, -1] * 5


def test_the_access_log_is_in_order_and_chained(every: list[Made], file: Path) -> None:
    wanted = sorted((moment(line.at), line.record) for each in every for line in each.accesses)
    with sql(file) as connection:
        rows = connection.execute("SELECT at, record, chain FROM access_log ORDER BY number").fetchall()
    assert [(at, record) for at, record, _chain in rows] == wanted
    assert len({chain for _at, _record, chain in rows}) == len(rows) > 0


# ------------------------------------------------------------ the benchmarks that stand on it


def test_every_measure_of_the_benchmarks_gets_an_answer(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(after_call, "REPORTS", 1)
    every = after_call.measures(LAST)
    pages = {name: partial(ask, times=1) for name, ask in every.items() if name.startswith("log: ")}
    found = {name: ask(file) for name, ask in pages.items()}
    found["report"] = every["report of a year: one day changed"](file)
    assert all(each.first > 0 and each.further for each in found.values())
    assert found["log: first page"].count == log.PAGE
    assert found["log: a word in no call"].count == 0
    assert found["report"].count > 5


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="nothing tells what a process needed")
def test_the_dump_beside_the_export_has_every_call(file: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    ran = after_call.run(after_call.dump_command(file), into=rows)
    assert ran.peak > 0
    with rows.open(encoding="utf-8", newline="") as lines:
        assert sum(1 for _row in csv.reader(lines)) in (COUNT, COUNT + 1)  # the shell writes headings too


@pytest.mark.parametrize(
    ("changed", "good"),
    [({}, True), ({"kept": False}, False), ({"kept": False, "promised": ""}, True), ({"peak": 301.0}, False)],
    ids=["kept", "missed", "nothing promised", "too much memory"],
)
def test_a_missed_promise_is_told(changed: dict[str, Any], good: bool, capsys: pytest.CaptureFixture[str]) -> None:
    line = after_call.Line("log: first page", "1 ms", "", "150 ms", kept=True, peak=80.0)
    assert after_call.show([replace(line, **changed)], "200 calls") is good
    assert ("MISSED" in capsys.readouterr().out) is not good
