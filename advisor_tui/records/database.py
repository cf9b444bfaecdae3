"""Opening the database: the settings that were measured, and what must be refused.

WAL with ``synchronous=FULL`` keeps every acknowledged save through a power cut (``NORMAL`` loses the last ones).
``BEGIN IMMEDIATE`` lets writers wait for each other; with SQLAlchemy's default, concurrent updates are lost without a
word. ``hide_parameters`` keeps what callers said out of error texts; ``secure_delete`` out of the file's free pages;
old copies within pages are cleared by ``VACUUM`` only, see :mod:`advisor_tui.records.traces`.
"""

import errno
import os
import sqlite3
import stat
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _

APPLICATION_ID = 0x41445631
"""``ADV1``: tells this program's databases from any other SQLite file."""

HEAD = "0005"
"""The newest shape of the database; a test compares it with the migrations."""

KNOWN = ("0001", "0002", "0003", "0004", "0005")
"""Every shape this program can read or bring up to date, oldest first."""

SMALLEST_PAGE = 512
"""Bytes of the smallest page that SQLite has. It takes a shorter file, as one of 0 bytes, for a new database."""

NO_DAMAGE = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
    "SQLITE_PERM",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_NOMEM",
    "SQLITE_PROTOCOL",
)
"""What SQLite answers when the place or the moment is bad, not the file: nobody should be led to put it aside."""

BUSY_MILLISECONDS = 5000
"""How long a writer waits for another desk: far longer than any save takes, short enough to be told about."""

PRAGMAS = (
    f"busy_timeout={BUSY_MILLISECONDS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
)

COMPANIONS = ("", "-wal", "-shm")
"""The endings of the files that SQLite keeps a database in."""

LOCK_SECONDS = 60
"""How long a second desk waits while the first makes or migrates the database."""


class DamagedDatabase(AdvisorError):
    """The file is there but is not a sound database of this program; it has not been touched."""


class NewerDatabase(AdvisorError):
    """A newer version of the program has made this file; it has not been touched."""


def open_database(path: Path) -> Engine:
    """Return an engine on the database, made or brought up to date where needed.

    Raises :class:`DamagedDatabase`, :class:`NewerDatabase`, or :class:`AdvisorError` when the place cannot be used.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _lock(path):
            if not os.path.lexists(path):  # a link whose target is away means that the calls are elsewhere
                _make(path)
            _refuse_what_is_not_ours(path)
            _bring_up_to_date(path)
            engine = connect(path)
            with engine.connect():
                return engine  # what stands in the way of its one connection is told here, not at the first save
    except (OSError, RuntimeError, sqlite3.Error, SQLAlchemyError) as error:
        raise AdvisorError(
            _("The database of calls cannot be used: {reason}.").format(reason=shown(getattr(error, "orig", error))),
            where=shown(path),
            remedy=_("Check that the folder can be written to and the disk has room."),
        ) from error


def _lock(path: Path) -> FileLock:
    """Return the lock under which a database is made, migrated or put aside: by one desk at a time."""
    return FileLock(path.with_name(path.name + ".lock"), timeout=LOCK_SECONDS, mode=0o600)


def connect(path: Path) -> Engine:
    """Return an engine with one connection, set up as measured, for the one thread that uses it."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),  # a folder may be called ``100 %?``
        hide_parameters=True,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    # The driver's own transactions are switched off; ours begin in _begin.
    connection.isolation_level = None
    # Text of another tool may be in another encoding; one such word must not keep a whole log from being read.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _make(path: Path) -> None:
    """Make the database under another name and move it into place whole: a file of 0 bytes is then always damage."""
    from advisor_tui.records import migrate  # noqa: PLC0415 - Alembic takes a second and is needed once

    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        # A new database would take the lost one's log for its own; and the log may hold calls.
        raise _damaged(path, _("the file does not hold a database"))
    fresh = path.with_name(path.name + ".new")
    for ending in ("", "-journal", "-wal", "-shm"):
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    engine = connect(fresh)
    try:
        migrate.upgrade(engine)
    finally:
        engine.dispose()  # the last connection to close folds the write-ahead log into the file
    if fresh.with_name(fresh.name + "-wal").exists():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # it was not folded; under its new name it would be lost
    fresh.rename(path)


def _refuse_what_is_not_ours(path: Path) -> None:
    # Only asked about, never read: closing the file would cancel the locks of a connection in this process.
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size < SMALLEST_PAGE:
        raise _damaged(path, _("the file does not hold a database"))
    if status.st_nlink > 1:
        raise _damaged(path, _("the file has a second name, which would corrupt it"))


def _damaged(path: Path, reason: str) -> DamagedDatabase:
    return DamagedDatabase(
        _("The database of calls is damaged: {reason}. It has not been changed.").format(reason=reason),
        where=shown(path),
        remedy=_("Restore a backup, or let the desk put the file aside and begin a new one."),
    )


def _bring_up_to_date(path: Path) -> None:
    revision = _revision(path)
    if revision == HEAD:
        return
    if revision not in KNOWN:
        raise NewerDatabase(
            _("A newer version of the program has made the database of calls. It has not been changed."),
            where=shown(path),
            remedy=_("Update the program."),
        )
    from advisor_tui.records import backup, migrate  # noqa: PLC0415 - needed when the shape changes

    backup.back_up(path, path.parent / "backups")
    engine = connect(path)
    try:
        migrate.upgrade(engine)
    finally:
        engine.dispose()


def _revision(path: Path) -> str:
    """Return the shape of the file. Raises :class:`DamagedDatabase` when it is not sound or not ours."""
    try:
        return _checked_revision(path)
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorname", "")
        if code.startswith(NO_DAMAGE):
            raise
        reason = _("the file does not hold a database") if code == "SQLITE_NOTADB" else shown(error)
        raise _damaged(path, reason) from error


def _checked_revision(path: Path) -> str:
    """Return the shape of the file, after a quick check of its soundness.

    Nothing is written meanwhile: a connection that may write would fold the write-ahead log into a file that is
    perhaps about to be refused.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if sound != "ok":
            raise _damaged(path, shown(sound))
        if application != APPLICATION_ID:
            raise _damaged(path, _("it belongs to another program"))
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if found is None:
            raise _damaged(path, _("the file does not hold a database"))
        return str(found[0])
    finally:
        connection.close()


def set_aside(path: Path, stamp: str) -> Path:
    """Move a damaged database and its companions to a free name that tells when, and return that name.

    A sound one stays where it is, and its own name is returned: another desk has put the damaged one aside meanwhile,
    and writes to the new one already.
    """
    with _lock(path):
        if _is_sound(path):
            return path
        aside = _free_name(path, stamp)
        # The database goes first: what an interruption leaves is then refused, not read without its log.
        for ending in COMPANIONS:
            companion = path.with_name(path.name + ending)
            if os.path.lexists(companion):
                companion.rename(aside.with_name(aside.name + ending))
        return aside


def _is_sound(path: Path) -> bool:
    try:
        _refuse_what_is_not_ours(path)
        _revision(path)
    except (DamagedDatabase, FileNotFoundError):
        return False
    except sqlite3.Error:
        return True
    return True


def _free_name(path: Path, stamp: str) -> Path:
    names = (f"{path.stem}-damaged-{stamp}{number}{path.suffix}" for number in ("", *(f"-{n}" for n in range(2, 100))))
    asides = (path.with_name(name) for name in names)
    return next(each for each in asides if not any(os.path.lexists(f"{each}{ending}") for ending in COMPANIONS))
