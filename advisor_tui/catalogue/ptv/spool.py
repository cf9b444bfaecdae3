"""What has been gathered, in a file without a name: memory holds where each object lies in it, not the objects."""

import tempfile
from array import array
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Generic, Literal, TypeVar

import msgspec
from msgspec import Struct

from advisor_tui.catalogue.intake import reading
from advisor_tui.language import _

Kept = TypeVar("Kept", bound=Struct)

Put = Literal["new", "same", "newer", "older"]
"""Whether an id came for the first time, again with the same content, or with another: which of the two is kept."""

UNSIGNED = (1 << 64) - 1
"""Digests are kept as unsigned numbers of 64 bits."""


class Spool:
    """The file. It has no name, so that nothing is left behind however the import ends."""

    def __init__(self) -> None:
        with reading(_("a temporary file")):
            self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the spool
        self._end = 0
        self._at_end = True

    def append(self, raw: bytes) -> int:
        """Write something, and return where it begins. Raises :class:`AdvisorError` where there is no room."""
        with reading(_("a temporary file")):
            if not self._at_end:
                self._file.seek(self._end)
                self._at_end = True
            self._file.write(raw)
        begins, self._end = self._end, self._end + len(raw)
        return begins

    def read(self, begins: int, length: int) -> bytes:
        """Return what was written."""
        with reading(_("a temporary file")):
            self._at_end = False
            self._file.seek(begins)
            return self._file.read(length)

    def close(self) -> None:
        """Let the file go."""
        with suppress(OSError):  # what a full disk did not take is not needed any more
            self._file.close()


class Shelf(Generic[Kept]):
    """The objects of one kind by their ids, in the order in which they came."""

    def __init__(self, spool: Spool, kind: type[Kept]) -> None:
        self._spool = spool
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._numbers: dict[str, int] = {}
        self._begins, self._lengths, self._digests = array("Q"), array("Q"), array("Q")
        self._modified = array("d")

    def __contains__(self, its_id: str) -> bool:
        return its_id in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Kept]:
        return map(self._read, range(len(self._numbers)))

    def get(self, its_id: str) -> Kept | None:
        """Return an object; None where it has not come."""
        number = self._numbers.get(its_id)
        return None if number is None else self._read(number)

    def put(self, its_id: str, kept: Kept, modified: float) -> Put:
        """Keep an object. Of two with one id the one modified later is kept and, of equals, the one that came later."""
        raw = self._encoder.encode(kept)
        digest = hash(raw) & UNSIGNED
        number = self._numbers.get(its_id)
        if number is None:
            self._numbers[its_id] = len(self._numbers)
            self._begins.append(self._spool.append(raw))
            self._lengths.append(len(raw))
            self._digests.append(digest)
            self._modified.append(modified)
            return "new"
        if self._digests[number] == digest:
            return "same"
        if modified < self._modified[number]:
            return "older"
        self._begins[number], self._lengths[number] = self._spool.append(raw), len(raw)
        self._digests[number], self._modified[number] = digest, modified
        return "newer"

    def _read(self, number: int) -> Kept:
        return self._decoder.decode(self._spool.read(self._begins[number], self._lengths[number]))
