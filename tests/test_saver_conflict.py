"""Two desks with the same call: neither's work is overwritten unseen, and nothing is called saved meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor_tui.guidance.call import Call, new_call
from advisor_tui.records import saver as saver_module
from advisor_tui.records.saver import Conflict, Saved
from advisor_tui.records.store import Store
from tests.kept import open_store
from tests.shelf import Worker


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    """Return the worker of this desk."""
    begun = Worker(lambda: open_store(tmp_path / "calls.sqlite3")).start()
    yield begun
    begun.saver.stop(20)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """Return the store of the other desk."""
    store = open_store(tmp_path / "calls.sqlite3", "d2")
    yield store
    store.close()


def call_with(notes: str, call: Call | None = None) -> Call:
    """Return a call with notes and a rating."""
    call = call or new_call()
    call.write(notes)
    call.rate("housing", str(len(call.timeline) % 4))
    return call


def change_at(store: Store, call_id: str, notes: str) -> None:
    """Change a call at another desk."""
    there = store.load(call_id)
    assert there is not None
    store.save(call_with(notes, there))


def notes_at(store: Store, call_id: str) -> str:
    """Return the notes as another desk reads them."""
    there = store.load(call_id)
    assert there is not None
    return there.notes


@pytest.fixture
def mine(worker: Worker, other: Store) -> Call:
    """Return a call over which the two desks are at odds: both have changed it."""
    call = call_with("both")
    worker.saver.submit(call)
    assert worker.saver.flush(20)
    change_at(other, call.id, "theirs")
    worker.saver.submit(call_with("mine", call))
    assert worker.until(Conflict) == Conflict(call.id, 2)
    return call


def test_while_two_desks_disagree_nothing_is_written_and_nothing_called_saved(
    worker: Worker, other: Store, mine: Call
) -> None:
    worker.saver.submit(call_with("mine, later", mine))
    assert not worker.saver.flush(20)
    assert len(worker.of(Saved)) == 1
    assert notes_at(other, mine.id) == "theirs"


def test_other_calls_are_saved_while_two_desks_disagree(worker: Worker, other: Store, mine: Call) -> None:
    further = call_with("further")
    worker.saver.submit(further)
    assert worker.until(Saved, 2).call_id == further.id
    assert notes_at(other, further.id) == "further"
    assert notes_at(other, mine.id) == "theirs"


@pytest.mark.parametrize("later", [False, True])
def test_settled_for_mine_the_newest_of_mine_is_kept(worker: Worker, other: Store, mine: Call, later: bool) -> None:
    if later:
        worker.saver.submit(call_with("mine, later", mine))
        worker.saver.flush(20)
    worker.saver.settle(mine.id, 2)
    assert worker.saver.flush(20)
    there = other.load(mine.id)
    assert there is not None
    assert (there.notes, there.needs, there.timeline) == (mine.notes, mine.needs, mine.timeline)
    worker.saver.submit(call_with("mine, still later", mine))
    assert worker.saver.flush(20)
    assert notes_at(other, mine.id) == "mine, still later"
    assert len(worker.of(Conflict)) == 1


def test_settled_for_mine_what_was_just_handed_over_is_kept(
    worker: Worker, other: Store, mine: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver_module, "GATHER_SECONDS", 60.0)
    worker.saver.submit(call_with("mine, just now", mine))
    worker.saver.settle(mine.id, 2)
    assert worker.saver.flush(20)
    assert notes_at(other, mine.id) == "mine, just now"


def test_settled_for_theirs_mine_is_dropped_and_theirs_can_be_gone_on_with(
    worker: Worker, other: Store, mine: Call
) -> None:
    worker.saver.settle(mine.id, None)
    assert worker.saver.flush(20)
    theirs = worker.saver.load(mine.id).result(20)
    assert theirs is not None
    assert theirs.notes == "theirs"
    worker.saver.submit(call_with("together", theirs))
    assert worker.saver.flush(20)
    assert notes_at(other, mine.id) == "together"


def test_a_third_change_meanwhile_is_a_conflict_again(worker: Worker, other: Store, mine: Call) -> None:
    change_at(other, mine.id, "theirs again")
    worker.saver.settle(mine.id, 2)
    assert worker.until(Conflict, 2) == Conflict(mine.id, 3)
    assert notes_at(other, mine.id) == "theirs again"


def test_settling_what_is_settled_changes_nothing(worker: Worker, other: Store, mine: Call) -> None:
    for _ in range(2):
        worker.saver.settle(mine.id, 2)
        assert worker.saver.flush(20)
    assert notes_at(other, mine.id) == "mine"
    assert len(worker.of(Saved)) == 2


def test_a_call_that_was_read_anew_is_measured_against_what_was_read(worker: Worker, other: Store) -> None:
    call = call_with("here")
    worker.saver.submit(call)
    assert worker.saver.flush(20)
    change_at(other, call.id, "there")
    read = worker.saver.load(call.id).result(20)
    assert read is not None
    worker.saver.submit(call_with("here again", read))
    assert worker.saver.flush(20)
    assert worker.of(Conflict) == []
    assert notes_at(other, call.id) == "here again"
