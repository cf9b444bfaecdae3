"""A file that is not a sound database of this program: refused with a sentence, never changed, never replaced."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import new_call
from advisor_tui.records import database, migrate
from advisor_tui.records.database import DamagedDatabase, NewerDatabase, open_database, set_aside
from tests.kept import open_store, sql

NO_DATABASE = "tiedosto ei ole tietokanta"
DAMAGED = "vioittunut"
UNCHANGED = "Sitä ei ole muutettu"

Spoil = Callable[[Path], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a database with a call in it."""
    found = tmp_path / "records" / "calls.sqlite3"
    store = open_store(found)
    call = new_call()
    call.write("puhelu ennen vahinkoa " * 100)
    store.save(call)
    store.close()
    return found


def contents(path: Path) -> dict[str, bytes]:
    """Return what the files of a database hold; what SQLite lays beside it for reading holds nothing of it."""
    files = (each for each in path.parent.iterdir() if each.is_file() and each.suffix != ".lock")
    return {each.name: each.read_bytes() for each in files if not each.name.endswith("-shm") and each.stat().st_size}


def stays_as_it_is(path: Path, kind: type[AdvisorError], telling: str) -> None:
    """Check that opening is refused for a reason and that no byte has changed."""
    before = contents(path)
    for _ in range(2):
        with pytest.raises(kind, match=telling) as caught:
            open_database(path)
        assert type(caught.value) is kind
        assert str(path) in str(caught.value)
        assert contents(path) == before


def with_text(path: Path) -> None:
    path.write_text("tämä on kirje\n" * 500, encoding="utf-8")


def with_short_text(path: Path) -> None:
    path.write_text("x", encoding="utf-8")


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_to_its_header(path: Path) -> None:
    os.truncate(path, 60)


def of_another_program(path: Path) -> None:
    path.unlink()
    with sql(path) as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")


def without_tables(path: Path) -> None:
    path.unlink()
    with sql(path) as connection:
        connection.execute(f"PRAGMA application_id={database.APPLICATION_ID}")
        connection.execute("CREATE TABLE recipe (id INTEGER)")


def without_a_version(path: Path) -> None:
    with sql(path) as connection:
        connection.execute("DELETE FROM alembic_version")


def with_a_version_of_bytes(path: Path) -> None:
    with sql(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = CAST(x'ff1b5d' AS TEXT)")


@pytest.mark.parametrize(
    ("spoil", "telling"),
    [
        (with_text, NO_DATABASE),
        (with_short_text, NO_DATABASE),
        (truncated, DAMAGED),
        (cut_to_its_header, NO_DATABASE),
        (of_another_program, "toiselle ohjelmalle"),
        (without_tables, DAMAGED),
        (without_a_version, NO_DATABASE),
        (with_a_version_of_bytes, DAMAGED),
    ],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(path: Path, spoil: Spoil, telling: str) -> None:
    spoil(path)
    stays_as_it_is(path, DamagedDatabase, telling)
    with pytest.raises(DamagedDatabase, match=UNCHANGED):
        open_database(path)


def test_a_file_of_no_bytes_is_damage_and_not_a_first_start(path: Path) -> None:
    os.truncate(path, 0)
    with pytest.raises(DamagedDatabase, match=NO_DATABASE):
        open_database(path)
    assert path.read_bytes() == b""


def test_every_overwritten_page_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    size = 4096
    for page in range(1, len(whole) // size):
        path.write_bytes(whole[: page * size] + b"\xff" * size + whole[(page + 1) * size :])
        with pytest.raises(DamagedDatabase, match=DAMAGED):
            open_database(path)


def test_the_file_of_a_newer_version_is_refused_and_left_as_it_is(path: Path) -> None:
    with sql(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    stays_as_it_is(path, NewerDatabase, "uudemmalla versiolla")
    with pytest.raises(NewerDatabase, match="Päivittäkää ohjelma"):
        open_database(path)


def test_not_even_the_log_of_a_newer_version_is_folded_into_its_file(path: Path, tmp_path: Path) -> None:
    """The newer version was killed: its last saves stand in the write-ahead log only."""
    newer = tmp_path / "newer" / path.name
    newer.parent.mkdir()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{newer}{ending}")
    connection.close()
    assert newer.with_name(f"{newer.name}-wal").stat().st_size
    stays_as_it_is(newer, NewerDatabase, "uudemmalla versiolla")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_refused_without_waiting_for_somebody_to_write(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "calls.sqlite3")
    with pytest.raises(DamagedDatabase, match=NO_DATABASE):
        open_database(tmp_path / "calls.sqlite3")


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "calls.sqlite3").mkdir()
    with pytest.raises(DamagedDatabase, match=NO_DATABASE):
        open_database(tmp_path / "calls.sqlite3")


def test_a_second_name_of_the_file_is_refused(path: Path) -> None:
    os.link(path, path.with_name("copy.sqlite3"))
    stays_as_it_is(path, DamagedDatabase, "kova linkki")
    path.with_name("copy.sqlite3").unlink()
    open_store(path).close()


def test_a_lost_file_whose_log_is_still_there_is_not_begun_anew(path: Path) -> None:
    """A new database would take the lost one's log for its own, and the log may hold the last calls."""
    store = open_store(path)
    store.save(new_call())
    log = path.with_name(f"{path.name}-wal").read_bytes()
    store.close()
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(log)
    with pytest.raises(DamagedDatabase, match=NO_DATABASE):
        open_database(path)
    assert not path.exists()
    assert path.with_name(f"{path.name}-wal").read_bytes() == log


def test_a_database_that_another_holds_is_not_called_damaged(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(AdvisorError, match="ei voi käyttää") as caught:
        open_database(path)
    assert not isinstance(caught.value, DamagedDatabase)
    holder.close()
    open_store(path).close()


def test_what_an_interrupted_making_left_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "calls.sqlite3"
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(f"{path.name}.new{ending}").write_bytes(b"half made")
    store = open_store(path)
    call = new_call()
    store.save(call)
    assert store.load(call.id) == call
    store.close()
    assert {each.name for each in tmp_path.iterdir()} <= {path.name, f"{path.name}.lock"}


def test_a_making_whose_log_cannot_be_folded_is_not_called_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or a reader in the way: the tables would stand in a log that the new name does not have."""
    path = tmp_path / "calls.sqlite3"
    upgrade, readers = migrate.upgrade, []

    def upgrade_and_stay(engine: Engine) -> None:
        upgrade(engine)
        readers.append(sqlite3.connect(f"{path}.new"))
        readers[0].execute("SELECT * FROM call").fetchall()

    with monkeypatch.context() as watched:
        watched.setattr(migrate, "upgrade", upgrade_and_stay)
        with pytest.raises(AdvisorError, match="levyllä on tilaa"):
            open_database(path)
    assert not path.exists()
    readers[0].close()
    open_store(path).close()


# ------------------------------------------------------------ putting aside


def test_a_damaged_file_is_put_aside_with_its_companions_and_a_new_one_begun(path: Path) -> None:
    with_text(path)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).write_bytes(b"calls")
    before = path.read_bytes()
    aside = set_aside(path, "20261123-143207")
    assert aside.name == "calls-damaged-20261123-143207.sqlite3"
    assert aside.read_bytes() == before
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"calls"
    assert aside.with_name(f"{aside.name}-shm").exists()
    left = {each.name for each in path.parent.iterdir() if each.name.startswith(path.name)}
    assert left == {f"{path.name}.lock"}
    store = open_store(path)
    assert store.open_calls() == []
    store.close()


def test_a_log_without_its_file_is_put_aside_too(path: Path) -> None:
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(b"calls")
    aside = set_aside(path, "1")
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"calls"
    open_store(path).close()


def test_what_was_put_aside_before_is_never_overwritten(path: Path) -> None:
    for content in ("first", "second", "third"):
        path.write_text(content, encoding="utf-8")
        set_aside(path, "1")
    found = sorted(each.read_text(encoding="utf-8") for each in path.parent.glob("calls-damaged-*"))
    assert found == ["first", "second", "third"]


def test_a_database_that_another_desk_has_begun_meanwhile_is_not_put_aside(path: Path) -> None:
    """Both desks were asked; the first has put the damaged file aside and already writes to the new one."""
    with_text(path)
    set_aside(path, "1")
    store = open_store(path)
    assert set_aside(path, "2") == path
    call = new_call()
    store.save(call)
    store.close()
    second = open_store(path)
    assert second.load(call.id) == call
    second.close()
