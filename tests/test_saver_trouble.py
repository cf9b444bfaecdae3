"""When saving fails: the reason is told, the words are kept and written as soon as it is possible."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.records import saver as saver_module
from advisor_tui.records.database import open_database
from advisor_tui.records.saver import NotSaved, Ready, Saved, Unusable
from advisor_tui.records.store import Store
from tests.kept import open_store, sql
from tests.shelf import Shelf, Worker
from tests.waiting import until_outside

Start = Callable[[Callable[[], Any]], Worker]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker neither gather nor wait long before it tries again."""
    monkeypatch.setattr(saver_module, "GATHER_SECONDS", 0.0)
    monkeypatch.setattr(saver_module, "RETRY_SECONDS", 0.01)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "calls.sqlite3"


@pytest.fixture
def start() -> Iterator[Start]:
    begun: list[Worker] = []

    def begin(open_store: Callable[[], Any]) -> Worker:
        begun.append(Worker(open_store).start())
        return begun[-1]

    yield begin
    for worker in begun:
        worker.saver.stop(20)


def call_with(notes: str, call: Call | None = None) -> Call:
    """Return a call with notes and a rating."""
    call = call or new_call()
    call.write(notes)
    call.rate("housing", str(len(call.timeline) % 4))
    return call


# ------------------------------------------------------------ it cannot be written


def fill_disk(engine: Engine) -> Callable[[], object]:
    """Let there be no room for a further page; return what makes room again."""
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    return lambda: tell(engine, "max_page_count=1000000")


def forbid_writing(engine: Engine) -> Callable[[], object]:
    """Let the database be for reading only; return what lifts it."""
    tell(engine, "query_only=ON")
    return lambda: tell(engine, "query_only=OFF")


def hold_lock(engine: Engine) -> Callable[[], object]:
    """Let another desk hold the database; return what lets it go."""
    tell(engine, "busy_timeout=1")
    holder = sqlite3.connect(str(engine.url.database), isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    return holder.close


def tell(engine: Engine, setting: str) -> None:
    with engine.connect().execution_options(reading=True) as connection:
        connection.exec_driver_sql(f"PRAGMA {setting}")


@pytest.mark.parametrize(
    ("obstruct", "reason"),
    [
        (fill_disk, "levy on täynnä"),
        (forbid_writing, "kansioon ei voi kirjoittaa"),
        (hold_lock, "toinen työpöytä varaa tietokantaa"),
    ],
)
def test_the_reason_is_told_and_the_call_is_written_once_it_is_gone(
    path: Path, start: Start, obstruct: Callable[[Engine], Callable[[], object]], reason: str
) -> None:
    engine = open_database(path)
    worker = start(lambda: Store(engine, "live", "d1"))
    call = call_with("a")
    worker.saver.submit(call)
    worker.until(Saved)
    cleared = worker.saver.ask(lambda _store: obstruct(engine)).result(20)
    generation = worker.saver.submit(call_with("x" * 10_000, call))
    assert worker.until(NotSaved) == NotSaved(call.id, reason)
    assert [report.generation for report in worker.of(Saved)] == [1]
    worker.saver.ask(lambda _store: cleared()).result(20)
    until_outside(lambda: worker.of(Saved)[-1].generation == generation, "it is saved after all")
    kept = worker.saver.load(call.id).result(20)
    assert kept is not None
    assert kept.notes == "x" * 10_000


def test_a_reason_never_repeats_what_was_said(start: Start) -> None:
    shelf = Shelf()
    errors = iter([ValueError("Aino Virtanen"), OperationalError("INSERT", {"notes": "Aino"}, ValueError("Aino"))])
    shelf.refuse = lambda _call: next(errors, None)
    worker = start(lambda: shelf)
    worker.saver.submit(call_with("Aino"))
    worker.until(Saved)
    assert [report.reason for report in worker.of(NotSaved)] == ["ValueError", "OperationalError"]


def test_a_call_that_cannot_be_written_does_not_keep_others_from_it(start: Start) -> None:
    shelf = Shelf()
    bad, good = call_with("bad"), call_with("good")
    shelf.refuse = lambda call: OSError() if call.id == bad.id else None
    worker = start(lambda: shelf)
    worker.saver.submit(bad)
    worker.saver.submit(good)
    assert worker.until(Saved).call_id == good.id
    assert not worker.saver.flush(0.05)
    shelf.refuse = lambda _call: None
    assert worker.saver.flush(20)
    assert {call.id for call in shelf.kept} == {bad.id, good.id}


def test_newer_words_are_not_overwritten_by_older_ones_that_failed(start: Start) -> None:
    shelf, call = Shelf(), new_call()
    shelf.refuse = lambda _call: OSError()
    worker = start(lambda: shelf)
    for number in range(20):
        last = worker.saver.submit(call_with(str(number), call))
        worker.until(NotSaved, number + 1)
    shelf.refuse = lambda _call: None
    assert worker.saver.flush(20)
    assert shelf.notes == ["19"]
    assert [report.generation for report in worker.of(Saved)] == [last]


def test_what_comes_while_a_save_fails_is_what_is_tried_next(start: Start) -> None:
    shelf, call = Shelf(), new_call()
    errors = iter([OSError()])
    shelf.refuse = lambda _call: next(errors, None)
    shelf.may_commit.clear()
    worker = start(lambda: shelf)
    worker.saver.submit(call_with("old", call))
    assert shelf.entered.wait(20)
    worker.saver.submit(call_with("new", call))
    shelf.may_commit.set()
    assert worker.saver.flush(20)
    assert len(worker.of(NotSaved)) == 1
    assert shelf.notes == ["new"]


def test_stop_tries_once_more_and_ends_also_when_it_is_in_vain(start: Start) -> None:
    shelf = Shelf()
    shelf.refuse = lambda _call: OSError()
    worker = start(lambda: shelf)
    worker.saver.submit(call_with("a"))
    worker.until(NotSaved)
    worker.saver.stop(20)
    assert shelf.closed
    assert worker.of(Saved) == []


# ------------------------------------------------------------ no database


def refuse() -> Store:
    """Fail as opening a damaged database does."""
    raise AdvisorError("vioittunut", remedy="siirtäkää syrjään")


def crash() -> Store:
    """Fail as nobody foresaw."""
    raise LookupError("Aino Virtanen")


@pytest.mark.parametrize(("open_it", "told"), [(refuse, "vioittunut siirtäkää syrjään"), (crash, "LookupError")])
def test_without_a_database_it_is_said_and_nobody_waits_in_vain(
    start: Start, open_it: Callable[[], Store], told: str
) -> None:
    worker = start(open_it)
    report = worker.until(Unusable)
    assert str(report.error) == told
    call = call_with("a")
    worker.saver.submit(call)
    assert worker.until(NotSaved) == NotSaved(call.id, "tietokantaa ei ole")
    assert not worker.saver.flush(0.05)
    with pytest.raises(AdvisorError, match="tietokantaa ei ole"):
        worker.saver.ask(lambda store: store).result(20)
    worker.saver.stop(20)
    assert worker.of(Saved) + worker.of(Ready) == []


def test_a_database_of_a_newer_version_keeps_the_worker_from_writing(path: Path, start: Start) -> None:
    open_store(path).close()
    with sql(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    worker = start(lambda: open_store(path))
    assert "uudemmalla versiolla" in str(worker.until(Unusable).error)
