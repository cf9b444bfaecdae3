"""Files whose reading is told while it goes on."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from advisor_tui.catalogue.intake import Piece

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TOLD_BYTES = 256 * 1024
"""Bytes read at a time, and with it how often the progress is told."""


def told(piece: Piece, progress: Callable[[int], None]) -> Piece:
    """Return a piece whose reading is told: ``progress`` gets how many more bytes have been read."""
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
