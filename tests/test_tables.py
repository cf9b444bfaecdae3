"""The shape of the database: made by the migrations, told by the tables, wanted by the guidance."""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Text, column, select, text
from sqlalchemy.exc import StatementError
from sqlmodel import SQLModel

from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.entries import NextStep, Rating
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, RECORD_FIELDS
from advisor_tui.records.database import APPLICATION_ID, HEAD, KNOWN, connect, open_database
from advisor_tui.records.migrate import MIGRATIONS
from advisor_tui.records.store import Store
from tests.kept import open_store, sql

CHILD_TABLES = [
    "dismissed_alarm",
    "follow_up",
    "identity",
    "need_rating",
    "next_step",
    "red_flag",
    "referral",
    "timeline",
    "unmet_need",
]

OTHER_TABLES = ["access_log", "day_figures", "learned_choice", "service_fault", "stale_day", "unsought"]
"""Tables of what outlives a call, or says nothing of one in particular."""

WORDS = "call_words"
"""The index of the log; SQLite makes its other tables with it, under names that begin alike."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "calls.sqlite3"
    open_store(path).close()
    return path


def differences(path: Path) -> list[Any]:
    """Return what distinguishes a database from the tables of the program, as Alembic sees it."""
    engine = connect(path)
    try:
        with engine.connect() as connection:
            options = {"include_name": lambda name, _kind, _parents: not str(name).startswith(WORDS)}
            return list(compare_metadata(MigrationContext.configure(connection, opts=options), SQLModel.metadata))
    finally:
        engine.dispose()


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table with their types."""
    return {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}


def test_the_migrations_make_exactly_the_tables_of_the_program(database: Path) -> None:
    assert differences(database) == []


def test_columns_keys_and_defaults_are_those_that_the_tables_would_make(database: Path, tmp_path: Path) -> None:
    """Alembic's own comparison does not look at what a foreign key does, and takes defaults for different."""
    engine = connect(tmp_path / "made.sqlite3")
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
    engine.dispose()
    with sql(database) as migrated, sql(tmp_path / "made.sqlite3") as made:
        for table in ("call", *CHILD_TABLES, *OTHER_TABLES):
            for question in ("table_info", "foreign_key_list", "index_list"):
                asked = f"PRAGMA {question}({table})"
                # The first number is the order in which each was made, of which nothing hangs.
                assert {row[1:] for row in migrated.execute(asked)} == {row[1:] for row in made.execute(asked)}, asked


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE call DROP COLUMN goal",
        "ALTER TABLE referral ADD COLUMN extra TEXT",
        "DROP TABLE follow_up",
        "DROP INDEX ix_timeline_code",
        "DROP TABLE red_flag",
    ],
)
def test_the_comparison_sees_a_difference(database: Path, change: str) -> None:
    with sql(database) as connection:
        connection.execute(change)
    assert differences(database)


def test_the_known_shapes_are_those_of_the_migration_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [HEAD]
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == KNOWN


def test_a_database_is_marked_as_this_programs(database: Path) -> None:
    with sql(database) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    assert APPLICATION_ID.to_bytes(4, "big") == b"ADV1"


def test_every_field_of_the_record_has_a_column_of_its_kind(database: Path) -> None:
    kinds = {"number": "INTEGER", "date": "DATE"}
    with sql(database) as connection:
        columns = columns_of(connection, "call")
    wanted = {name: kinds.get(kind, "TEXT") for name, kind in RECORD_FIELDS.items()}
    assert {name: columns.get(name) for name in RECORD_FIELDS} == wanted


def test_identity_stands_in_its_own_table_only(database: Path) -> None:
    with sql(database) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {table: set(columns_of(connection, table)) & set(IDENTITY_FIELDS) for table in tables}
    assert found.pop("identity") == set(IDENTITY_FIELDS)
    assert set().union(*found.values()) == set()


def test_every_other_table_belongs_to_a_call_and_goes_with_it(database: Path) -> None:
    with sql(database) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        others = ("call", "alembic_version", *OTHER_TABLES)
        tables = [name for (name,) in names if name not in others and not name.startswith(WORDS)]
        keys = {table: connection.execute(f"PRAGMA foreign_key_list({table})").fetchall() for table in tables}
    assert tables == CHILD_TABLES
    for found in keys.values():
        assert [(key[2], key[3], key[4], key[6]) for key in found] == [("call", "call_id", "id", "CASCADE")]


def test_deleting_a_call_deletes_everything_of_it(database: Path) -> None:
    store = Store(open_database(database), arising=lambda _call: (Due("outcome", "notification"),))
    gone, left = new_call(), new_call()
    for call in (gone, left):
        call.put("anonymous", "no")
        call.put("caller_name", "Aino Virtanen")
        call.attach("s1", "ateria", "Ateriapalvelu", "told")
        call.leave_unmet("seuraa", "none")
        call.needs = {"housing": Rating("2")}
        call.raise_flag("fall")
        call.dismiss("suicidal", "meant_otherwise")
        call.agree(NextStep("soittaa", "us", None))
        call.close()
        store.save(call)
    store.close()
    engine = connect(database)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM call WHERE id = ?", (gone.id,))
        left_over = {
            table: set(connection.scalars(select(column("call_id", Text)).select_from(text(table))))
            for table in CHILD_TABLES
        }
    engine.dispose()
    assert left_over == {table: {left.id} for table in CHILD_TABLES}


def test_a_moment_without_a_zone_is_never_kept(database: Path) -> None:
    store = open_store(database)
    call = new_call()
    call.ended_at = datetime(2026, 11, 23, 14, 32)  # noqa: DTZ001 - the mistake that is meant
    with pytest.raises(StatementError, match="without a zone"):
        store.save(call)
    assert store.load(call.id) is None
    store.close()


@pytest.mark.parametrize(
    "change", ["UPDATE access_log SET who = 'somebody else'", "DELETE FROM access_log"], ids=["changed", "removed"]
)
def test_a_line_of_the_access_log_is_never_changed_nor_removed(database: Path, change: str) -> None:
    store = open_store(database)
    store.note_opened("a call")
    store.close()
    with sql(database) as connection, pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(change)
