"""Verified copies of a database, made before its shape changes."""

import os
import sqlite3
from pathlib import Path

from advisor_tui import clock


def back_up(path: Path, folder: Path) -> Path:
    """Copy a database while others may be using it, check the copy, and return its path.

    Raises ``sqlite3.DatabaseError`` when the copy is not sound and ``OSError`` when it cannot be written; a copy that
    is not whole is never left behind under its final name.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{path.stem}-{clock.now():%Y%m%dT%H%M%S%fZ}{path.suffix}"
    part = target.with_name(target.name + ".part")
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        source, copy = sqlite3.connect(path), sqlite3.connect(part)
        try:
            source.backup(copy)
            (sound,) = copy.execute("PRAGMA integrity_check").fetchone()
            if sound != "ok":
                raise sqlite3.DatabaseError(sound)
        finally:
            copy.close()
            source.close()
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return target
