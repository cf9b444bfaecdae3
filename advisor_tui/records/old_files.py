"""Files beside the database whose time passes too: backups, damaged databases put aside, reports of crashes.

Only files with the names that the program itself gives are looked at, and their age is what the name tells: a copied
file has another time of its own.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct

from advisor_tui import clock
from advisor_tui.guidance.retention import Kind
from advisor_tui.paths import Places

STAMP = r"(?P<utc>\d{8}T\d{6}\d*Z)"
LOCAL_STAMP = r"(?P<local>\d{8}-\d{6})(?:-\d+)?"
COMPANIONS = r"(?:-wal|-shm|-journal|\.part)?"
"""What SQLite leaves beside a database, and what a copy is called until it is whole."""


BLOCK = 1024 * 1024
"""Bytes overwritten at a time."""


class OldFile(Struct, frozen=True):
    """A file and the moment at which it was made."""

    path: Path
    made_at: datetime

    @property
    def day(self) -> date:
        """The day on the wall on which it was made."""
        return clock.local(self.made_at).date()


def files(places: Places, kind: Kind, *, practice: bool) -> list[OldFile]:
    """Return the files of a kind, the oldest first; none for a kind that is kept in the database."""
    database = places.records_file(practice=practice)
    stem, suffix = re.escape(database.stem), re.escape(database.suffix)
    looked_for: dict[str, tuple[Path, str]] = {
        "backup": (places.backups, rf"{stem}-{STAMP}{suffix}{COMPANIONS}"),
        "set_aside": (places.data, rf"{stem}-damaged-{LOCAL_STAMP}{suffix}{COMPANIONS}"),
        "crash_report": (places.crashes, rf"crash-{STAMP}\.txt"),
    }
    if kind not in looked_for:
        return []
    folder, pattern = looked_for[kind]
    found = [OldFile(path, made) for path in _plain_files(folder) if (made := _made_at(path.name, pattern))]
    return sorted(found, key=lambda each: (each.made_at, each.path))


def due(found: Iterable[OldFile], last_due: date) -> list[OldFile]:
    """Return the files that are of a day or older."""
    return [each for each in found if each.day <= last_due]


def remove(found: Iterable[OldFile]) -> Iterator[Path]:
    """Remove files, overwritten with nothing in particular first, and yield each path once it is gone."""
    for each in found:
        _empty(each.path)
        each.path.unlink(missing_ok=True)
        yield each.path


def _empty(path: Path) -> None:
    """Overwrite what a file holds; on most disks that is as far as a program can reach."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, BLOCK)))


def _plain_files(folder: Path) -> list[Path]:
    """Return what lies in a folder and is a file of its own: a link is not followed to what it points at."""
    try:
        return [path for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
    except (FileNotFoundError, NotADirectoryError):
        return []


def _made_at(name: str, pattern: str) -> datetime | None:
    found = re.fullmatch(pattern, name)
    if found is None:
        return None
    stamp = found.groupdict()
    try:
        if stamp.get("local"):
            return clock.at_local(datetime.strptime(stamp["local"], clock.STAMP))  # noqa: DTZ007 - the wall's
        return datetime.strptime(stamp["utc"][:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except (ValueError, KeyError):
        return None
