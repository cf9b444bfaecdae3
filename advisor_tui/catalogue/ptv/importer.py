"""The importer of PTV: the services of a file, a folder or an archive.

Whoever has the objects already, from the net, gives them to a :class:`~advisor_tui.catalogue.ptv.gathering.Gathering`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from advisor_tui.catalogue import intake
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.json_objects import objects
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv.gathering import Gathering
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.told import told
from advisor_tui.errors import Fault

SUFFIXES = (".json", ".jsonl", ".ndjson")


def services(
    path: Path, around: Around, faults: Faults, progress: Callable[[int], None] = lambda _read: None
) -> Iterator[Service]:
    """Yield the services of a file, a folder or an archive; ``progress`` is told how many more bytes have been read.

    What is wrong with single objects is added to the faults, and the rest goes in. Raises
    :class:`~advisor_tui.errors.AdvisorError` when nothing can be read there.
    """
    with Gathering(around, faults) as gathering:
        for piece in intake.pieces(path, SUFFIXES):
            for item in objects(told(piece, progress)):
                if isinstance(item, Fault):
                    faults.add(item)
                else:
                    gathering.take(item.data, piece.name, item.number)
        yield from gathering.services()


def size(path: Path) -> int:
    """Return how many bytes there are to read, once unpacked. Raises :class:`~advisor_tui.errors.AdvisorError`."""
    return sum(piece.size for piece in intake.pieces(path, SUFFIXES))
