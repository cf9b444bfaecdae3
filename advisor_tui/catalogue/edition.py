"""An edition of a source: every service that one import brought, in a file that is read service by service.

The file holds lines of JSON: a head, and a line for each service. Its name is the digest of its content, so that a
damaged one is known; a service is read from its line only when somebody asks for it, which is what lets twenty
thousand of them be there at the start.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from advisor_tui.catalogue.service import NOT_TRANSLATED, Service, digest_of
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _

NEVER = date(1970, 1, 1)
"""When a damaged entry was last assured."""

FORM = 1
"""Counts up whenever the lines are written in another way: a newer form is not read by an older program."""


class Centre(Struct, frozen=True, array_like=True):
    """About where the places of a municipality lie: the middle of those that the edition knows, in degrees (WGS 84)."""

    latitude: float
    longitude: float


class Head(Struct, frozen=True, kw_only=True):
    """What an edition is: the form of its lines, where and when it was taken, which services it holds.

    ``origin`` is the file or address it was taken from, ``taken_at`` a moment in ISO 8601, ``scope`` the area it was
    asked for (empty: everything there was). ``ids`` and ``types`` are those of the lines, in their order, ``sizes`` the
    bytes of each line; ``centres`` the middle of the places in each municipality, by its Finnish name. ``whole_at`` is
    when the source was last taken whole, and not only what had changed.
    """

    form: int = FORM
    kind: str
    origin: str
    taken_at: str
    scope: str = ""
    whole_at: str = ""
    ids: list[str]
    types: list[str]
    sizes: list[int]
    centres: dict[str, Centre] = {}


class Edition:
    """An edition as read: its head, the digest of all of it, and the line of each service."""

    def __init__(self, head: Head, digest: bytes, raw: bytes | mmap, start: int) -> None:
        self.head = head
        self.digest = digest
        self._raw = raw
        self._starts = list(accumulate((size + 1 for size in head.sizes), initial=start))

    def __len__(self) -> int:
        return len(self.head.ids)

    def line(self, place: int) -> bytes:
        """Return the line at a place: two services are equal when their lines are."""
        start = self._starts[place]
        return self._raw[start : start + self.head.sizes[place]]

    def service(self, place: int) -> Service:
        """Return the service at a place; where its line has been damaged on the disk, an entry that says so."""
        try:
            return _decoder.decode(self.line(place))
        except (msgspec.MsgspecError, UnicodeError):
            return _stand_in(self.head.ids[place])

    def services(self) -> Iterator[Service]:
        """Yield every service, one after the other."""
        return map(self.service, range(len(self)))


_decoder = msgspec.json.Decoder(Service)


def _stand_in(service_id: str) -> Service:
    return Service(
        id=service_id,
        type="",
        name=_("This entry is damaged"),
        organization="",
        provider_kind="county",
        rung="5",
        description=_("The file of imported services has been damaged on the disk. Import it again."),
        service_areas=(),
        assured_date=NEVER,
        source=_("Import it again."),
        sv=NOT_TRANSLATED,
        en=NOT_TRANSLATED,
        status="inactive",
    )


Stamp = tuple[int, int]
"""The size of a file and when it was written (nanoseconds): as long as both stand, its content is taken as checked."""


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of a file."""
    status = path.stat()
    return (status.st_size, status.st_mtime_ns)


def read(path: Path, checked: Stamp | None = None) -> Edition:
    """Read an edition. Raises :class:`AdvisorError` when it is not whole, or of a newer form.

    The file is not read at once but looked into where a service is asked for. With the stamp it had when it was
    ``checked``, an unchanged file is not read through to see whether it is whole.
    """
    try:
        with path.open("rb") as file:
            raw = mmap(file.fileno(), 0, access=ACCESS_READ)
    except ValueError as error:  # an empty file cannot be looked into
        raise _damaged(path) from error
    digest = bytes.fromhex(path.stem)
    if checked != stamp_of(path) and digest != digest_of(raw):
        raise _damaged(path)
    start = raw.find(b"\n") + 1
    try:
        head = msgspec.json.decode(raw[:start], type=Head)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise _damaged(path) from error
    if head.form > FORM:
        remedy = _("Update the program.")
        raise AdvisorError(_("The edition was written by a newer program."), where=shown(path), remedy=remedy)
    whole = start + sum(head.sizes) + len(head.sizes)
    if not len(head.ids) == len(head.types) == len(head.sizes) or whole != len(raw):
        raise _damaged(path)
    return Edition(head, digest, raw, start)


def _damaged(path: Path) -> AdvisorError:
    remedy = _("Import it again, or go back to the edition before: advisor catalogue back")
    return AdvisorError(_("The edition is damaged."), where=shown(path), remedy=remedy)


class Writer:
    """Writes an edition service by service; only :meth:`finish` gives it its name. Memory holds ids, not services."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._part = folder / f".{os.urandom(6).hex()}.part"
        self._file: IO[bytes] = os.fdopen(os.open(self._part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")
        self._encoder = msgspec.json.Encoder()
        self.ids: list[str] = []
        self._types: list[str] = []
        self._sizes: list[int] = []
        self._places: dict[str, list[tuple[float, float]]] = {}

    def add(self, service: Service) -> None:
        """Write a service."""
        line = self._encoder.encode(service)
        self._file.write(line + b"\n")
        self._sizes.append(len(line))
        self.ids.append(service.id)
        self._types.append(service.type)
        for each in service.locations:
            if each.municipality and each.latitude is not None and each.longitude is not None:
                self._places.setdefault(each.municipality, []).append((each.latitude, each.longitude))

    def finish(self, *, kind: str, origin: str, taken_at: str, scope: str = "", whole_at: str = "") -> Path:
        """Give the edition its head and its name, and return its path."""
        centres = {name: _middle(places) for name, places in sorted(self._places.items())}
        head = Head(
            kind=kind,
            origin=origin,
            taken_at=taken_at,
            scope=scope,
            whole_at=whole_at or taken_at,
            ids=self.ids,
            types=self._types,
            sizes=self._sizes,
            centres=centres,
        )
        whole = self._part.with_suffix(".whole")
        try:
            with os.fdopen(os.open(whole, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
                file.write(self._encoder.encode(head) + b"\n")
                self._file.seek(0)
                while piece := self._file.read(1 << 20):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            with whole.open("rb") as file:
                digest = digest_of(mmap(file.fileno(), 0, access=ACCESS_READ))
            path = self._folder / f"{digest.hex()}.jsonl"
            whole.replace(path)
        finally:
            whole.unlink(missing_ok=True)
            self.abandon()
        return path

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        self._part.unlink(missing_ok=True)


def _middle(places: list[tuple[float, float]]) -> Centre:
    """Return the median of latitudes and of longitudes: one place that is far off does not move it."""
    latitudes, longitudes = sorted(each[0] for each in places), sorted(each[1] for each in places)
    return Centre(latitudes[len(places) // 2], longitudes[len(places) // 2])


def write(folder: Path, services: Iterable[Service], **said: str) -> Path:
    """Write a whole edition and return its path; what interrupts it leaves nothing behind.

    What is ``said`` of it is what :meth:`Writer.finish` takes.
    """
    writer = Writer(folder)
    try:
        for each in services:
            writer.add(each)
        return writer.finish(**said)
    except BaseException:
        writer.abandon()
        raise
