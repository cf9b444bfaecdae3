"""Changing the shape of the database: a verified copy first, then all of it or nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.records import backup, database, migrate
from advisor_tui.records.database import DamagedDatabase, open_database
from advisor_tui.records.store import Store
from tests.kept import open_store, sql

REBUILT = """
    with op.batch_alter_table("call", recreate="always") as table:
        table.add_column(sa.Column("mood", sa.Text(), server_default="calm", nullable=False))
    op.execute("UPDATE call SET mood = 'new'")
"""
"""Making the main table anew, as SQLite needs it for most changes: its rows go and come back."""

FAILING_LATE = f'{REBUILT}    op.drop_table("nowhere")\n'
STOPPED = f'{REBUILT}    raise RuntimeError("stop")\n'
ORPHANING = """
    op.execute("DELETE FROM call")
"""

KILLED = """
import sys
from pathlib import Path
from advisor_tui.records import database, migrate
migrate.MIGRATIONS = Path(sys.argv[2])
database.KNOWN = (*database.KNOWN, "next")
database.HEAD = "next"
database.open_database(Path(sys.argv[1]))
"""
"""Another process of the newer program; its migration ends it."""


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, Call]:
    """Return a database of the shape of today with a call in it."""
    path = tmp_path / "records" / "calls.sqlite3"
    store = open_store(path)
    call = new_call()
    call.write("ennen muutosta")
    call.attach("s1", "ateria", "Ateriapalvelu", "told")
    call.raise_flag("fall")
    store.save(call)
    store.close()
    return path, call


def add_migration(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program have one more migration."""
    scripts = folder / "migrations"
    shutil.copytree(migrate.MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    head = f'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "next"\ndown_revision = "{database.HEAD}"\n'
    (scripts / "versions" / "v9999_next.py").write_text(f"{head}\n\ndef upgrade():\n{body}", encoding="utf-8")
    monkeypatch.setattr(migrate, "MIGRATIONS", scripts)
    monkeypatch.setattr(database, "KNOWN", (*database.KNOWN, "next"))
    monkeypatch.setattr(database, "HEAD", "next")


def shape(path: Path) -> list[str]:
    """Return how the tables of a file are made, and at which revision it stands."""
    with sql(path) as connection:
        made = [row[0] for row in connection.execute("SELECT sql FROM sqlite_master ORDER BY name")]
        return [*map(str, made), *(row[0] for row in connection.execute("SELECT version_num FROM alembic_version"))]


def test_a_migration_keeps_every_row_of_every_table(
    old: tuple[Path, Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, call = old
    add_migration(tmp_path, REBUILT, monkeypatch)
    store = Store(open_database(path))
    assert store.load(call.id) == call
    store.close()
    with sql(path) as connection:
        assert connection.execute("SELECT mood FROM call").fetchall() == [("new",)]
        assert connection.execute("PRAGMA application_id").fetchone() == (database.APPLICATION_ID,)


@pytest.mark.parametrize("body", [FAILING_LATE, STOPPED, ORPHANING], ids=["no table", "stopped", "orphans"])
def test_a_migration_that_fails_leaves_the_file_in_its_old_shape(
    old: tuple[Path, Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    path, call = old
    before = shape(path)
    with monkeypatch.context() as newer:
        add_migration(tmp_path, body, newer)
        with pytest.raises(AdvisorError, match="ei voi käyttää") as caught:
            open_database(path)
        assert not isinstance(caught.value, DamagedDatabase)
    assert shape(path) == before
    store = open_store(path)
    assert store.load(call.id) == call
    store.close()


def test_a_migration_that_is_killed_leaves_the_file_in_its_old_shape(
    old: tuple[Path, Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, call = old
    before = shape(path)
    with monkeypatch.context() as newer:
        add_migration(tmp_path, f"{REBUILT}    __import__('os')._exit(9)\n", newer)
        killed = subprocess.run([sys.executable, "-c", KILLED, path, migrate.MIGRATIONS], check=False)
    assert killed.returncode == 9
    assert shape(path) == before
    store = open_store(path)
    assert store.load(call.id) == call
    store.close()


def test_a_migration_that_failed_is_run_again_at_the_next_start(
    old: tuple[Path, Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, call = old
    for name, body in (("first", FAILING_LATE), ("second", REBUILT)):
        (tmp_path / name).mkdir()
        with monkeypatch.context() as newer:
            add_migration(tmp_path / name, body, newer)
            if name == "first":
                with pytest.raises(AdvisorError):
                    open_database(path)
                continue
            store = open_store(path)
            assert store.load(call.id) == call
            store.close()


def test_a_disk_that_is_full_during_a_migration_leaves_the_file_in_its_old_shape(
    old: tuple[Path, Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, call = old
    before = shape(path)
    with monkeypatch.context() as newer:
        add_migration(tmp_path, REBUILT, newer)
        newer.setattr(database, "PRAGMAS", (*database.PRAGMAS, "max_page_count=1"))
        with pytest.raises(AdvisorError, match="levyllä on tilaa"):
            open_database(path)
    assert shape(path) == before
    store = open_store(path)
    assert store.load(call.id) == call
    store.close()


def test_before_the_shape_changes_a_sound_copy_of_everything_is_made(
    old: tuple[Path, Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, call = old
    before = shape(path)
    with monkeypatch.context() as newer:
        add_migration(tmp_path, FAILING_LATE, newer)
        with pytest.raises(AdvisorError):
            open_database(path)
    (copy,) = (path.parent / "backups").iterdir()
    assert copy.name == "calls-20261123T123207000000Z.sqlite3"
    if os.name == "posix":
        assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert shape(copy) == before
    restored = open_store(copy)
    assert restored.load(call.id) == call
    restored.close()


def test_a_copy_holds_what_stands_only_in_the_log(old: tuple[Path, Call], tmp_path: Path) -> None:
    path, _call = old
    store = open_store(path)
    late = new_call()
    store.save(late)
    copy = backup.back_up(path, tmp_path / "backups")
    store.close()
    restored = open_store(copy)
    assert restored.load(late.id) == late
    restored.close()


def lose_a_line_of_an_index(path: Path) -> None:
    """Put an older page of an index back: a damage that only a thorough check finds."""
    with sql(path) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_call_place'").fetchone()
    place = slice((page - 1) * 4096, page * 4096)
    before = path.read_bytes()[place]
    store = open_store(path)
    store.save(new_call())
    store.close()
    whole = bytearray(path.read_bytes())
    whole[place] = before
    path.write_bytes(whole)


def test_of_a_damaged_file_no_copy_is_left_and_its_shape_is_not_changed(
    old: tuple[Path, Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _call = old
    lose_a_line_of_an_index(path)
    before = shape(path)
    with pytest.raises(sqlite3.DatabaseError, match="missing from index"):
        backup.back_up(path, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
    add_migration(tmp_path, REBUILT, monkeypatch)
    with pytest.raises(AdvisorError, match="missing from index"):
        open_database(path)
    assert shape(path) == before


def test_without_a_copy_the_shape_is_not_changed(
    old: tuple[Path, Call], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _call = old
    before = shape(path)
    (path.parent / "backups").write_text("in the way", encoding="utf-8")
    add_migration(tmp_path, REBUILT, monkeypatch)
    with pytest.raises(AdvisorError, match="ei voi käyttää"):
        open_database(path)
    assert shape(path) == before


def test_a_sound_database_of_today_is_opened_without_a_copy(old: tuple[Path, Call]) -> None:
    path, _call = old
    open_store(path).close()
    assert not (path.parent / "backups").exists()


# ------------------------------------------------------------ from the shape before the log had places

OLD_CALL = (
    "INSERT INTO call (id, version, state, started_at, talk_seconds, wrap_up_seconds, notes)"
    " VALUES (?, 1, ?, ?, 60, 10, 'kotihoito')"
)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Return a database of the shape 0004 with calls, of which two began in the same moment."""
    path = tmp_path / "records" / "calls.sqlite3"
    path.parent.mkdir()
    engine = database.connect(path)
    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), "0004")
    engine.dispose()
    with sql(path) as connection:
        connection.execute(OLD_CALL, ("b", "closed", "2026-10-24 23:30:00.000000"))
        connection.execute(OLD_CALL, ("c", "closed", "2026-10-24 23:30:00.000000"))
        connection.execute(OLD_CALL, ("a", "closed", "2026-10-24 08:00:00.500000"))
        connection.execute(OLD_CALL, ("d", "open", "2026-11-01 08:00:00.000000"))
    return path


def test_calls_from_before_get_places_in_the_order_of_their_start(older: Path) -> None:
    open_database(older).dispose()
    with sql(older) as connection:
        assert [row[0] for row in connection.execute("SELECT id FROM call ORDER BY place")] == ["a", "b", "c", "d"]
        places = [row[0] for row in connection.execute("SELECT place FROM call ORDER BY place")]
    assert places[0] == 1_792_828_800_500
    assert places[2] == places[1] + 1


def test_finished_calls_from_before_wait_to_be_found_and_counted(older: Path) -> None:
    open_database(older).dispose()
    with sql(older) as connection:
        assert [row[0] for row in connection.execute("SELECT call_id FROM unsought ORDER BY call_id")] == [
            "a",
            "b",
            "c",
        ]
        # Half past eleven in the evening in UTC is the small hours of the next day on the wall.
        assert [row[0] for row in connection.execute("SELECT day FROM stale_day")] == ["2026-10-24", "2026-10-25"]


def test_a_call_from_before_is_read_and_saved_as_any_other(older: Path) -> None:
    store = open_store(older)
    call = store.load("c")
    assert call is not None
    call.write("kotihoito ja ateria")
    store.save(call)
    store.close()
    with sql(older) as connection:
        assert connection.execute("SELECT count(*) FROM call_words").fetchone() == (1,)
        assert [row[0] for row in connection.execute("SELECT call_id FROM unsought ORDER BY call_id")] == ["a", "b"]
