"""Failing at each operation in turn: what was called saved is there, and nothing is half written."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from advisor_tui.guidance.call import Call, new_call
from advisor_tui.records import saver as saver_module
from advisor_tui.records.database import open_database
from advisor_tui.records.saver import NotSaved, Saved
from advisor_tui.records.store import Store
from tests.kept import open_store
from tests.shelf import Worker
from tests.waiting import until_outside


class Fault:
    """Lets the so-manieth operation on a database fail: a statement, or the commit itself."""

    def __init__(self, engine: Engine) -> None:
        self.left = 0
        event.listen(engine, "before_cursor_execute", self.check)
        event.listen(engine, "commit", self.check)

    def check(self, *_what: object) -> None:
        """Count an operation."""
        self.left -= 1
        if self.left == 0:
            raise OperationalError("x", {}, sqlite3.OperationalError("disk I/O error"))

    @property
    def struck(self) -> bool:
        """Whether it has come to that operation."""
        return self.left <= 0


def rich_call() -> Call:
    """Return a call with something in most of its parts."""
    call = new_call()
    call.put("anonymous", "no")
    call.put("caller_name", "Aino")
    call.write("before")
    call.rate("housing", "1")
    call.attach("s1", "t", "Ateriapalvelu", "told")
    return call


def change(call: Call) -> None:
    """Change something in most parts of a call."""
    call.write("after")
    call.rate("housing", "3")
    call.detach("s1")
    call.put("caller_name", "")


def is_saved(worker: Worker, generation: int) -> bool:
    """Tell whether the worker has called a generation saved."""
    return any(report.generation == generation for report in worker.of(Saved))


def test_whichever_operation_fails_nothing_is_half_written(tmp_path: Path) -> None:
    path = tmp_path / "calls.sqlite3"
    engine = open_database(path)
    store, reader, fault = Store(engine, "live", "d1"), open_store(path, "d2"), Fault(engine)
    number = 0
    while not number or fault.struck:
        number += 1
        call = rich_call()
        store.save(call)
        before = reader.load(call.id)
        change(call)
        fault.left = number
        try:
            store.save(call)
        except OperationalError:
            assert reader.load(call.id) == before
            store.save(call)
        assert reader.load(call.id) == call
    assert number > 8  # as many operations as that save consists of
    store.close()
    reader.close()


def test_whichever_operation_fails_what_was_called_saved_is_there_and_the_rest_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "GATHER_SECONDS", 0.0)
    monkeypatch.setattr(saver_module, "RETRY_SECONDS", 0.001)
    path = tmp_path / "calls.sqlite3"
    engine = open_database(path)
    fault, reader = Fault(engine), open_store(path, "d2")
    worker = Worker(lambda: Store(engine, "live", "d1")).start()
    number = 0
    while not number or fault.struck:
        number += 1
        fault.left = number
        call = rich_call()
        for step in (lambda _call: None, change):
            step(call)
            generation = worker.saver.submit(call)
            until_outside(partial(is_saved, worker, generation), "it is saved")
            there = reader.load(call.id)
            assert there is not None
            assert (there.notes, there.needs, there.timeline) == (call.notes, call.needs, call.timeline)
            assert (there.referrals, there.identity) == (call.referrals, call.identity)
    assert number > 20  # as many operations as the two saves consist of
    assert len(worker.of(NotSaved)) == number - 1
    worker.saver.stop(20)
    reader.close()
