"""Getting what was removed out of the files of a database, so that nobody who has the disk finds it.

SQLite overwrites what it deletes (``secure_delete``). But where it rearranges pages it leaves old copies of rows in
their unused parts; the index of words keeps what is removed until it is merged; and the write-ahead log holds pages as
they were until it is folded into the file. All three are seen to here.
"""

import sqlite3
from collections.abc import Callable

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from advisor_tui.records import access, sought
from advisor_tui.records.tables import AccessRow

CLEARED = "cleared"
"""The detail of the line of the access log that tells that what was removed before it is out of the file."""

STEPS = 100_000
"""Steps of SQLite's machine between two looks at whether somebody wants to stop: some hundredths of a second."""


def clear(engine: Engine, who: str, told: Callable[[], None]) -> bool:
    """Get what was removed out of every file of the database; return whether all of it is out.

    The index is merged in short steps, the file is written anew (``VACUUM``, for which a desk that saves has to wait),
    and the write-ahead log is folded into it, which another desk that reads just then prevents. ``told`` is called time
    and again. Where nothing was removed since the last time, nothing is done.
    """
    if not _traces_left(engine):
        return True
    first = more = True
    while more:
        with engine.begin() as connection:
            more = sought.forget_for_good(connection, first=first)
        first = False
        told()
    raw = engine.raw_connection()  # without a transaction: VACUUM takes none, and the log could not be folded in one
    try:
        _write_anew(raw.driver_connection, told)  # type: ignore[arg-type]  # the driver is sqlite3
        busy, _pages, _folded = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.close()
    if not busy:
        with Session(engine) as session, session.begin():
            access.note(session, who, "removed", "", CLEARED)
    return not busy


def _traces_left(engine: Engine) -> bool:
    """Tell whether anything was removed after traces were cleared the last time."""
    with Session(engine.execution_options(reading=True)) as session:
        query = select(AccessRow.detail).where(col(AccessRow.action) == "removed")
        last = session.exec(query.order_by(col(AccessRow.number).desc()).limit(1)).first()
    return last not in (None, CLEARED)


def _write_anew(connection: sqlite3.Connection, told: Callable[[], None]) -> None:
    """Write the file anew. Stopping it in between leaves it as it was."""
    stopped = False

    def look() -> bool:
        nonlocal stopped
        try:
            told()
        except KeyboardInterrupt:
            stopped = True
        return stopped

    connection.execute("PRAGMA temp_store=FILE")  # what is kept is copied once: a log of years does not fit the memory
    connection.set_progress_handler(look, STEPS)
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if stopped:
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
        connection.execute("PRAGMA temp_store=MEMORY")
