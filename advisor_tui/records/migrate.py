"""Bringing a database up to date: all migrations in one transaction, so that it is old or new and never between."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def config(connection: Connection) -> Config:
    """Return Alembic's configuration for a connection that is already in a transaction."""
    found = Config()
    found.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    found.attributes["connection"] = connection
    return found


def upgrade(engine: Engine) -> None:
    """Run every migration that the database lacks.

    Foreign keys rest meanwhile, because rebuilding a table would otherwise delete the rows that point to it; they are
    checked before the one commit. Raises ``RuntimeError`` when rows would be left pointing nowhere.
    """
    with engine.connect() as raw:
        raw.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
    try:
        with engine.begin() as connection:
            command.upgrade(config(connection), "head")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("a migration left rows that point nowhere")
    finally:
        with engine.connect() as raw:
            raw.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
