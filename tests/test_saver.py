"""Saving behind the screen: what is called saved is on the disk, and nothing handed over is lost."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from advisor_tui.guidance.call import Call, new_call
from advisor_tui.records import saver as saver_module
from advisor_tui.records.saver import Ready, Report, Saved, Saver
from tests.clocks import MONDAY
from tests.shelf import Shelf, Worker
from tests.waiting import until_outside

Start = Callable[..., Worker]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def start(shelf: Shelf) -> Iterator[Start]:
    """Return what begins a worker over a shelf; each is ended with the test."""
    begun: list[Worker] = []

    def begin(open_store: Callable[[], Any] = lambda: shelf) -> Worker:
        begun.append(Worker(open_store).start())
        return begun[-1]

    yield begin
    shelf.may_commit.set()
    for worker in begun:
        worker.saver.stop()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker wait for further keys until it is told to hurry."""
    monkeypatch.setattr(saver_module, "GATHER_SECONDS", 60.0)


def call_with(notes: str, call: Call | None = None) -> Call:
    """Return a call with notes."""
    call = call or new_call()
    call.write(notes)
    return call


def test_a_call_is_called_saved_only_after_the_store_has_returned(shelf: Shelf, start: Start) -> None:
    worker = start()
    shelf.may_commit.clear()
    call = call_with("a")
    generation = worker.saver.submit(call)
    assert shelf.entered.wait(20)
    assert worker.of(Saved) == []
    shelf.may_commit.set()
    assert worker.until(Saved) == Saved(call.id, generation, MONDAY)


def test_the_store_commits_before_the_report_and_never_after(shelf: Shelf) -> None:
    def note(report: Report) -> None:
        shelf.happened.append(type(report).__name__)

    saver = Saver(lambda: shelf, note)
    saver.start()
    for number in range(5):
        saver.submit(call_with(str(number)))
        assert saver.flush(20)
    saver.stop()
    assert shelf.happened == ["Ready", *["committed", "Saved"] * 5]


def test_ready_is_told_when_the_store_is_open(start: Start) -> None:
    assert start().until(Ready) == Ready()


@pytest.mark.usefixtures("patient")
def test_what_was_handed_over_is_kept_as_it_was_then(shelf: Shelf, start: Start) -> None:
    worker, call = start(), call_with("before")
    worker.saver.submit(call)
    call.write("after")
    call.rate("housing", "2")
    assert worker.saver.flush(20)
    assert shelf.notes == ["before"]
    assert shelf.kept[0].needs == {}


@pytest.mark.usefixtures("patient")
def test_a_burst_is_gathered_into_one_save_of_the_newest(shelf: Shelf, start: Start) -> None:
    worker, call = start(), new_call()
    generations = [worker.saver.submit(call_with(str(number), call)) for number in range(200)]
    assert generations == sorted(set(generations))
    assert worker.saver.flush(20)
    assert shelf.notes == ["199"]
    assert [report.generation for report in worker.of(Saved)] == [generations[-1]]


@pytest.mark.usefixtures("patient")
def test_a_flush_with_nothing_to_write_does_not_hurry_what_comes_later(shelf: Shelf, start: Start) -> None:
    worker, call = start(), new_call()
    worker.until(Ready)
    assert worker.saver.flush(20)
    for number in range(20):
        worker.saver.submit(call_with(str(number), call))
    assert worker.saver.flush(20)
    assert shelf.notes == ["19"]


def test_what_comes_during_a_save_is_written_next_and_only_the_newest(shelf: Shelf, start: Start) -> None:
    worker, call = start(), new_call()
    shelf.may_commit.clear()
    worker.saver.submit(call_with("0", call))
    assert shelf.entered.wait(20)
    for number in range(1, 4):
        last = worker.saver.submit(call_with(str(number), call))
    shelf.may_commit.set()
    assert worker.saver.flush(20)
    assert shelf.notes == ["0", "3"]
    assert worker.of(Saved)[-1].generation == last


@pytest.mark.usefixtures("patient")
def test_each_call_of_a_burst_is_written(shelf: Shelf, start: Start) -> None:
    worker = start()
    calls = [call_with(str(number)) for number in range(5)]
    for call in (*calls, *calls):
        worker.saver.submit(call)
    assert worker.saver.flush(20)
    assert sorted(shelf.notes) == ["0", "1", "2", "3", "4"]


def test_a_call_is_saved_without_being_asked(shelf: Shelf, start: Start) -> None:
    worker = start()
    worker.saver.submit(call_with("a"))
    worker.until(Saved)
    assert shelf.notes == ["a"]


def test_each_save_is_measured_against_the_version_of_the_last(shelf: Shelf, start: Start) -> None:
    worker, call = start(), new_call()
    for number in range(3):
        worker.saver.submit(call_with(str(number), call))
        assert worker.saver.flush(20)
    assert [kept.version for kept in shelf.kept] == [0, 1, 2]


# ------------------------------------------------------------ questions


@pytest.mark.usefixtures("patient")
def test_a_question_is_answered_after_everything_handed_over_before(shelf: Shelf, start: Start) -> None:
    worker = start()
    for number in range(3):
        worker.saver.submit(call_with(str(number)))
    assert worker.saver.ask(lambda store: list(store.notes)).result(20) == ["0", "1", "2"]
    assert shelf.notes == ["0", "1", "2"]


def test_questions_are_answered_in_their_order(start: Start) -> None:
    worker = start()
    answered: list[str] = []
    asked = [worker.saver.ask(lambda _store, n=n: answered.append(n)) for n in "abcde"]  # type: ignore[misc]
    asked[-1].result(20)
    assert answered == ["a", "b", "c", "d", "e"]


def test_a_question_that_fails_fails_alone(shelf: Shelf, start: Start) -> None:
    worker = start()
    failing = worker.saver.ask(lambda _store: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        failing.result(20)
    worker.saver.submit(call_with("later"))
    worker.until(Saved)
    assert shelf.notes == ["later"]


def test_a_question_that_nobody_waits_for_any_more_is_not_asked(shelf: Shelf, start: Start) -> None:
    worker = start()
    shelf.may_commit.clear()
    worker.saver.submit(call_with("a"))
    assert shelf.entered.wait(20)
    asked: list[str] = []
    future = worker.saver.ask(lambda _store: asked.append("asked"))
    assert future.cancel()
    shelf.may_commit.set()
    assert worker.saver.ask(lambda store: store.notes).result(20) == ["a"]
    assert asked == []


# ------------------------------------------------------------ the end


def test_flush_tells_when_not_everything_is_on_the_disk_in_time(shelf: Shelf, start: Start) -> None:
    worker = start()
    shelf.may_commit.clear()
    worker.saver.submit(call_with("a"))
    assert not worker.saver.flush(0.05)
    shelf.may_commit.set()
    assert worker.saver.flush(20)
    assert shelf.notes == ["a"]


def test_flush_with_nothing_to_write_is_done_at_once(start: Start) -> None:
    worker = start()
    worker.until(Ready)
    assert worker.saver.flush(0)


@pytest.mark.usefixtures("patient")
def test_stop_writes_what_is_left_answers_what_was_asked_and_closes(shelf: Shelf, start: Start) -> None:
    worker = start()
    for number in range(3):
        worker.saver.submit(call_with(str(number)))
    answer = worker.saver.ask(lambda store: len(store.notes))
    worker.saver.stop(20)
    assert shelf.notes == ["0", "1", "2"]
    assert len(worker.of(Saved)) == 3
    assert answer.result(0) == 3
    assert shelf.closed


def test_stop_still_answers_what_was_asked_during_the_last_save(shelf: Shelf, start: Start) -> None:
    worker = start()
    shelf.may_commit.clear()
    worker.saver.submit(call_with("a"))
    assert shelf.entered.wait(20)
    answer = worker.saver.ask(lambda store: list(store.notes))
    worker.saver.stop(0)
    shelf.may_commit.set()
    assert answer.result(20) == ["a"]


def test_a_question_after_the_end_is_called_off_instead_of_waiting_for_ever(start: Start) -> None:
    worker = start()
    worker.saver.stop(20)
    assert worker.saver.ask(lambda _store: 1).cancelled()


def test_stopping_what_never_started_does_nothing() -> None:
    Saver(Shelf, lambda _report: None).stop()


def test_what_was_handed_over_is_written_although_nobody_hears_the_reports(shelf: Shelf) -> None:
    """The screen can be gone before the worker: its thread must not end with it."""

    def nobody_there(_report: Report) -> None:
        raise RuntimeError("the loop is closed")

    saver = Saver(lambda: shelf, nobody_there)
    saver.start()
    for number in range(3):
        saver.submit(call_with(str(number)))
    saver.stop(20)
    until_outside(lambda: shelf.closed, "the store is closed")
    assert shelf.notes == ["0", "1", "2"]
