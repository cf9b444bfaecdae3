"""The database as it is opened: its settings, its files, and several desks at once."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, insert
from sqlalchemy.exc import IntegrityError, OperationalError

from advisor_tui import clock
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import new_call
from advisor_tui.records import database
from advisor_tui.records.database import BUSY_MILLISECONDS, open_database
from advisor_tui.records.store import Store
from advisor_tui.records.tables import CallRow
from tests.kept import as_ordinary_user, open_store, open_to_all, sql

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": BUSY_MILLISECONDS,
    "temp_store": 2,  # memory
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
}

COUNT_UP = """
import sys
from pathlib import Path
from advisor_tui.records.database import open_database
engine = open_database(Path(sys.argv[1]))
for _ in range(40):
    with engine.begin() as connection:
        (seen,) = connection.exec_driver_sql("SELECT talk_seconds FROM call").one()
        connection.exec_driver_sql("UPDATE call SET talk_seconds = ?", (seen + 1,))
"""
"""What one desk of several does: it reads a number and writes the next one."""

LOOK = """
import sqlite3, sys
sqlite3.connect(sys.argv[1]).execute("SELECT id FROM call").fetchall()
"""
"""What another tool does: it reads and closes."""

posix = pytest.mark.skipif(os.name != "posix", reason="modes of files mean something else here")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records" / "calls.sqlite3"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    opened = open_database(path)
    yield opened
    opened.dispose()


def mode(path: Path) -> int:
    """Return who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_connection_has_the_settings_that_were_measured(engine: Engine, name: str) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == SETTINGS[name]


@posix
def test_only_the_owner_reads_the_files_whatever_the_usual_modes_are(path: Path) -> None:
    before = os.umask(0)
    try:
        store = open_store(path)
        store.save(new_call())
        found = {each.name: mode(each) for each in path.parent.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert {"calls.sqlite3", "calls.sqlite3-wal", "calls.sqlite3-shm"} <= set(found)
    assert set(found.values()) == {0o600}
    assert mode(path.parent) == 0o700


@pytest.mark.parametrize("folder", ["100 %", "what?mode=ro", "a#b", "%41", "päivä ja yö", "file:x"])
def test_a_folder_may_have_any_name(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "calls.sqlite3"
    for _ in range(2):
        store = open_store(path)
        store.save(new_call())
        store.close()
    with sql(path) as connection:
        assert connection.execute("SELECT count(*) FROM call").fetchone() == (2,)


def test_a_link_leads_to_the_database(path: Path, tmp_path: Path) -> None:
    open_store(path).close()
    link = tmp_path / "link.sqlite3"
    link.symlink_to(path)
    store = open_store(link)
    call = new_call()
    store.save(call)
    store.close()
    assert link.is_symlink()
    with sql(path) as connection:
        assert connection.execute("SELECT id FROM call").fetchall() == [(call.id,)]


def test_a_link_to_a_place_that_is_away_is_not_replaced_by_an_empty_database(tmp_path: Path) -> None:
    link = tmp_path / "calls.sqlite3"
    link.symlink_to(tmp_path / "not mounted" / "calls.sqlite3")
    with pytest.raises(AdvisorError, match="ei voi käyttää"):
        open_database(link)
    assert link.is_symlink()


# ------------------------------------------------------------ several desks


def test_no_update_is_lost_between_processes(path: Path) -> None:
    store = open_store(path)
    store.save(new_call())
    command = [sys.executable, "-c", COUNT_UP, str(path)]
    desks = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [desk.communicate(timeout=60)[1] for desk in desks] == ["", "", ""]
    (summary,) = store.open_calls()
    store.close()
    assert summary.talk_seconds == 3 * 40


def test_a_second_writer_waits_until_the_first_is_done(path: Path) -> None:
    first, engine = open_store(path), open_database(path)
    call = new_call()
    first.save(call)
    second, order, at_the_door = Store(engine, "live", "d2"), [], threading.Event()

    @event.listens_for(engine, "before_cursor_execute")
    def look(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement == "BEGIN IMMEDIATE":
            at_the_door.set()

    def write() -> None:
        second.save(new_call())
        order.append("second")

    holder = open_database(path)
    waiting = threading.Thread(target=write)
    with holder.begin() as connection:
        waiting.start()
        assert at_the_door.wait(20)
        connection.exec_driver_sql("UPDATE call SET talk_seconds = 7")
        order.append("first")
    waiting.join(20)
    assert order == ["first", "second"]
    assert [each.talk_seconds for each in first.open_calls()] == [7, 0]
    for each in (first, second):
        each.close()
    holder.dispose()


def test_a_reader_does_not_wait_for_a_writer(path: Path) -> None:
    store, holder = open_store(path), open_database(path)
    store.save(new_call())
    with holder.begin() as connection:
        connection.exec_driver_sql("UPDATE call SET talk_seconds = 7")
        assert [each.talk_seconds for each in store.open_calls()] == [0]
    store.close()
    holder.dispose()


def test_two_first_openings_at_once_make_one_database(path: Path) -> None:
    together = threading.Barrier(4)
    stores: list[Store] = []

    def begin() -> None:
        together.wait()
        store = open_store(path)
        store.save(new_call())
        stores.append(store)

    desks = [threading.Thread(target=begin) for _ in range(4)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join(30)
    assert [len(store.open_calls()) for store in stores] == [4, 4, 4, 4]
    for store in stores:
        store.close()
    assert {each.name for each in path.parent.iterdir()} <= {path.name, f"{path.name}.lock"}


def test_an_opening_leaves_the_locks_of_another_connection_alone(path: Path) -> None:
    """To open and close the file itself would let them go: the log could then be deleted under the first desk."""
    first = open_store(path)
    first.save(new_call())
    open_store(path, "d2").close()
    # Another process that takes itself for the last to close would fold the log into the file and delete it.
    subprocess.run([sys.executable, "-c", LOOK, str(path)], check=True)
    late = new_call()
    first.save(late)
    with sql(path) as connection:
        assert (late.id,) in connection.execute("SELECT id FROM call").fetchall()
    first.close()


# ------------------------------------------------------------ what stands in the way


def test_an_error_never_repeats_what_was_to_be_written(engine: Engine) -> None:
    said = "Aino Virtanen 131052-308T"
    row = insert(CallRow).values(id="1", version=1, state="open", started_at=clock.now(), notes=said)
    with engine.begin() as connection:
        connection.execute(row)
    with engine.connect() as connection, pytest.raises(IntegrityError) as caught:
        connection.execute(row)
    assert "UNIQUE" in str(caught.value)
    assert said not in str(caught.value) + repr(caught.value) + str(caught.value.orig)


@posix
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    folder = open_to_all(tmp_path / "shared")
    with as_ordinary_user():
        store = open_store(folder / "calls.sqlite3")
        call = new_call()
        store.save(call)
        store.close()
    folder.chmod(0o555)
    with as_ordinary_user(), pytest.raises(AdvisorError, match="kansioon voi kirjoittaa") as caught:
        open_database(folder / "calls.sqlite3")
    assert type(caught.value) is AdvisorError
    folder.chmod(0o777)
    with as_ordinary_user():
        store = open_store(folder / "calls.sqlite3")
        assert store.load(call.id) == call
        store.close()


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("ei kansio", encoding="utf-8")
    with pytest.raises(AdvisorError, match="ei voi käyttää"):
        open_database(tmp_path / "records" / "calls.sqlite3")


def test_a_disk_that_is_full_at_the_first_opening_leaves_nothing_half_made(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(database, "PRAGMAS", (*database.PRAGMAS, "max_page_count=3"))
        with pytest.raises(AdvisorError, match="levyllä on tilaa"):
            open_database(path)
    assert not path.exists()
    store = open_store(path)
    assert store.open_calls() == []
    store.close()


def test_a_disk_that_is_full_refuses_a_save_and_keeps_what_was_saved(path: Path) -> None:
    engine = open_database(path)
    store = Store(engine, "live", "d1")
    kept, late = new_call(), new_call()
    kept.write("saved")
    store.save(kept)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    late.write("x" * 10_000)
    with pytest.raises(OperationalError):
        store.save(late)
    assert store.load(late.id) is None
    assert store.load(kept.id) == kept
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    store.save(late)
    assert store.load(late.id) == late
    store.close()
