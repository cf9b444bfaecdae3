"""The importer of PTV: the services of a file, a folder or an archive.

Whoever has the objects already, from the net, gives them to a :class:`~advisor_tui.catalogue.ptv.gathering.Gathering`.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from advisor_tui.catalogue import intake
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv.gathering import Gathering
from advisor_tui.catalogue.service import Service
from advisor_tui.errors import Fault

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SUFFIXES = (".json", ".jsonl", ".ndjson")

TOLD_BYTES = 256 * 1024
"""Bytes read at a time, and with it how often the progress is told."""


def services(
    path: Path, around: Around, faults: Faults, progress: Callable[[int], None] = lambda _read: None
) -> Iterator[Service]:
    """Yield the services of a file, a folder or an archive; ``progress`` is told how many more bytes have been read.

    What is wrong with single objects is added to the faults, and the rest goes in. Raises
    :class:`~advisor_tui.errors.AdvisorError` when nothing can be read there.
    """
    with Gathering(around, faults) as gathering:
        for piece in intake.pieces(path, SUFFIXES):
            for item in intake.objects(_told(piece, progress)):
                if isinstance(item, Fault):
                    faults.add(item)
                else:
                    gathering.take(item.data, piece.name, item.number)
        yield from gathering.services()


def size(path: Path) -> int:
    """Return how many bytes there are to read, once unpacked. Raises :class:`~advisor_tui.errors.AdvisorError`."""
    return sum(piece.size for piece in intake.pieces(path, SUFFIXES))


def _told(piece: Piece, progress: Callable[[int], None]) -> Piece:
    """Return a piece whose reading is told."""
    return replace(piece, open=lambda: io.BufferedReader(_Counted(piece.open(), progress), TOLD_BYTES))


class _Counted(io.RawIOBase):
    """A file that tells how much more of it has been read."""

    def __init__(self, file: IO[bytes], progress: Callable[[int], None]) -> None:
        self._file = file
        self._progress = progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer)
        found = self._file.read(len(room))
        room[: len(found)] = found
        self._progress(len(found))
        return len(found)

    def close(self) -> None:
        self._file.close()
        super().close()
