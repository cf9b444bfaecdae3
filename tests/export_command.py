"""The log that the tests of the export's command write out."""

import csv
from datetime import UTC, datetime
from pathlib import Path

from tests.kept import finished_call, open_store

NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


AFTERNOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


YESTERDAY = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
"""3, 9 and 14 o'clock in Finland on the day on which the clock of the tests stands; 23 o'clock the day before."""


SHIFTS = '[shifts]\naamu = "08:00-12:00"\n"yö" = "22:00-07:00"\n'


def keep(path: Path, **moments: datetime) -> None:
    """Save finished calls that began at moments, noted by their names."""
    store = open_store(path)
    for notes, moment in moments.items():
        identity = {"caller_name": "Aino Virtanen"}
        store.save(finished_call(moment, notes=notes, identity=identity, answers={"anonymous": "no"}))
    store.close()


def exported(folder: Path, name: str = "*.csv") -> list[str]:
    """Return the notes of each call in the one file that was written."""
    (path,) = folder.glob(name)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["notes"] for row in csv.DictReader(file, delimiter=";")]
