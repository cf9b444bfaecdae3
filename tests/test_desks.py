"""Which desks are open: a living one holds its lock, a dead one cannot, however it ended."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from advisor_tui.records.desks import DeskLock
from tests.hostile import HOSTILE

DESK = """
import sys
from pathlib import Path
from advisor_tui.records.desks import DeskLock
lock = DeskLock(Path(sys.argv[1]))
print(lock.desk, flush=True)
sys.stdin.readline()
lock.release()
"""
"""Another desk: it tells its id and stays until it is told to close."""

OUTSIDE = ("", ".", "..", "../calls", "/etc/passwd", "a/b", "a" * 300, "x\n", "ａ", "\ud800", "a.lock")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desks"


@pytest.fixture
def lock(folder: Path) -> DeskLock:
    return DeskLock(folder)


def another_desk(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """Open a desk in another process; return it and its id."""
    command = [sys.executable, "-c", DESK, str(folder)]
    desk = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert desk.stdout
    return desk, desk.stdout.readline().strip()


def end(desk: "subprocess.Popen[str]") -> None:
    """Wait until a desk has ended."""
    desk.communicate(timeout=20)


def test_this_desk_is_alive_until_it_closes(folder: Path, lock: DeskLock) -> None:
    other = DeskLock(folder)
    assert lock.is_alive(lock.desk)
    assert other.is_alive(lock.desk)
    lock.release()
    assert not other.is_alive(lock.desk)


def test_a_living_desk_of_another_process_is_alive_and_a_killed_one_is_not(folder: Path, lock: DeskLock) -> None:
    desk, name = another_desk(folder)
    assert lock.is_alive(name)
    assert lock.is_alive(name)  # to ask does not take the lock away
    desk.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    end(desk)
    assert not lock.is_alive(name)
    assert not lock.is_alive(name)


def test_a_desk_that_closed_in_good_order_leaves_no_lock(folder: Path, lock: DeskLock) -> None:
    desk, name = another_desk(folder)
    end(desk)  # its input ends, and it closes
    assert not lock.is_alive(name)
    lock.release()
    assert list(folder.iterdir()) == []


def test_what_a_killed_desk_left_lying_is_cleared_away(folder: Path, lock: DeskLock) -> None:
    desk, name = another_desk(folder)
    desk.kill()
    end(desk)
    assert (folder / f"{name}.lock").exists()
    assert not lock.is_alive(name)
    assert not (folder / f"{name}.lock").exists()


def test_each_desk_has_a_name_of_its_own(folder: Path) -> None:
    locks = [DeskLock(folder) for _ in range(20)]
    assert len({each.desk for each in locks}) == 20
    assert all(locks[0].is_alive(each.desk) for each in locks)
    for each in locks:
        each.release()


@pytest.mark.parametrize("name", [*OUTSIDE, *HOSTILE])
def test_what_is_no_name_of_a_desk_is_no_desk_and_no_file(folder: Path, lock: DeskLock, name: str) -> None:
    """Names of desks come from the database, where another tool could have written anything."""
    before = sorted(folder.parent.rglob("*"))
    assert not lock.is_alive(name)
    assert sorted(folder.parent.rglob("*")) == before


def test_a_file_of_the_name_of_a_desk_that_is_no_lock_is_not_taken_for_a_living_one(
    folder: Path, lock: DeskLock
) -> None:
    (folder / "abc123.lock").write_text("left by a crash", encoding="utf-8")
    assert not lock.is_alive("abc123")


@pytest.mark.skipif(os.name != "posix", reason="modes of files mean something else here")
def test_only_the_owner_reads_the_locks_whatever_the_usual_modes_are(folder: Path) -> None:
    before = os.umask(0)
    try:
        lock = DeskLock(folder)
    finally:
        os.umask(before)
    (file,) = folder.iterdir()
    assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    lock.release()


def test_closing_twice_does_no_harm(folder: Path, lock: DeskLock) -> None:
    lock.release()
    lock.release()
    assert list(folder.iterdir()) == []
