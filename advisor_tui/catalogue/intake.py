"""What importers read: files, folders and zip archives from outside, piece by piece.

Nothing is unpacked to the disk, and nothing is read that is too large, is no file, or lies outside its archive.
"""

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from advisor_tui.errors import AdvisorError, Fault, shown
from advisor_tui.language import _
from advisor_tui.reasons import os_reason

WHOLE = 32 * 1024 * 1024
"""Bytes up to which a file is read in one go, which is ten times as quick; a larger one is read object by object."""

LARGEST = 4 * 1024**3
"""Bytes of one file: twenty times the whole national catalogue as it was in 2026."""

UNPACKED = 8 * 1024**3
"""Bytes of everything in an archive."""

RATIO = 200
"""How many times smaller than its content a packed file may be: JSON and CSV shrink to a tenth, a bomb to nothing."""

SMALL = 1024 * 1024
"""Bytes below which a ratio says nothing: a file of spaces is no danger."""

LOCKED = 0x1
"""The bit of a member's flags that tells that it is encrypted (APPNOTE.TXT of the zip format, 4.4.4)."""

PIECES = 200_000
"""Files in a folder or an archive: one for each object of the national catalogue, with room to spare."""


PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing that every program uses; what else Python may unpack fails with errors of its own."""

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What reading an archive raises that is not whole: a ``ValueError`` for a name or a place that cannot be one."""


@dataclass(frozen=True)
class Piece:
    """A file, or a file within an archive: what it is called in messages, how large it is, and how to open it."""

    name: str
    suffix: str
    size: int
    open: Callable[[], IO[bytes]]

    def fault(self, problem: str, *, line: int = 0, entry: str = "", field: str = "") -> Fault:
        """Return a fault in it."""
        return Fault(shown(self.name), line, shown(entry), shown(field), problem)

    def read(self) -> bytes:
        """Return all of it, up to what is read in one go. Raises :class:`AdvisorError` where it cannot be read."""
        with reading(self.name), self.open() as file:
            raw = file.read(WHOLE + 1)
        if len(raw) > WHOLE:
            raise too_large(self.name, self.size, WHOLE)
        return raw


class reading:  # noqa: N801 - a block to read in, as contextlib would name it
    """A block in which a refusal of the system, or a broken archive, becomes a mishap that a person can mend."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise AdvisorError(
                _("The file cannot be read: {reason}.").format(reason=os_reason(error)),
                where=shown(self._name),
                remedy=_("Check the path and the permissions."),
            ) from error
        if isinstance(error, DAMAGED):
            raise AdvisorError(
                _("The archive is damaged, or locked: {reason}.").format(reason=shown(error)),
                where=shown(self._name),
                remedy=_("Fetch it again."),
            ) from error


def too_large(name: str, size: int, limit: int) -> AdvisorError:
    """Return the mishap of a file that is too large."""
    return AdvisorError(
        _("The file is too large ({size} bytes).").format(size=size),
        where=shown(name),
        remedy=_("The largest that is read is {limit} bytes.").format(limit=limit),
    )


def pieces(path: Path, suffixes: tuple[str, ...]) -> Iterator[Piece]:
    """Yield the files of a path whose names end so (``.json``): itself, those in a folder, those in an archive.

    Raises :class:`AdvisorError` when there is nothing, when it is no file, and when an archive is not to be trusted.
    """
    count = 0
    for count, piece in enumerate(_pieces(path, suffixes), start=1):
        if count > PIECES:
            raise AdvisorError(_("There are too many files."), where=shown(path), remedy=_("Import fewer at a time."))
        yield piece
    if not count:
        what = _("There is no file that ends in {suffixes}.").format(suffixes=", ".join(suffixes))
        raise AdvisorError(what, where=shown(path), remedy=_("Check the path."))


def _pieces(path: Path, suffixes: tuple[str, ...]) -> Iterator[Piece]:
    with reading(str(path)):
        try:
            status = path.stat()
        except ValueError as error:  # a name that no file can have here
            raise AdvisorError(_("There is no such file."), where=shown(path)) from error
    if stat.S_ISDIR(status.st_mode):
        for each in _files_in(path):
            if each.suffix.lower() in (*suffixes, ".zip") and each.is_file():
                yield from _pieces(each, suffixes)
    elif not stat.S_ISREG(status.st_mode):
        raise AdvisorError(_("This is not a file."), where=shown(path), remedy=_("Give the path of a file."))
    elif path.suffix.lower() == ".zip":
        yield from _packed(path, suffixes)
    elif status.st_size > LARGEST:
        raise too_large(str(path), status.st_size, LARGEST)
    else:
        yield Piece(str(path), path.suffix.lower(), status.st_size, lambda: path.open("rb"))


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it; one that must not be read is a mishap: nothing is left out."""
    with reading(str(folder)):
        there = sorted(folder.iterdir())
    for each in there:
        if each.is_dir() and not each.is_symlink():
            yield from _files_in(each)
        elif not _is_byproduct(each.name):
            yield each


def _is_byproduct(name: str) -> bool:
    """Tell whether a file is one that a system leaves beside the real ones (``__MACOSX/._x.json``)."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or parts[-1:] == () or parts[-1].startswith("._")


def _packed(path: Path, suffixes: tuple[str, ...]) -> Iterator[Piece]:
    with reading(str(path)), zipfile.ZipFile(path) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        whole = sum(each.file_size for each in members)
        if whole > UNPACKED:
            raise too_large(str(path), whole, UNPACKED)
        for member in sorted(members, key=lambda each: each.filename):
            suffix = PurePosixPath(member.filename).suffix.lower()
            if _is_byproduct(member.filename):
                continue
            if suffix == ".zip":
                raise AdvisorError(
                    _("There is an archive within the archive."),
                    where=shown(f"{path}/{member.filename}"),
                    remedy=_("Unpack it first."),
                )
            if suffix in suffixes:
                refuse_untrusted(str(path), member)
                yield Piece(f"{path}/{member.filename}", suffix, member.file_size, partial(archive.open, member))


def refuse_untrusted(archive: str, member: zipfile.ZipInfo) -> None:
    """Raise when a member's path leaves its archive, when it unpacks to far more than data does, or is packed oddly."""
    where, parts = f"{archive}/{member.filename}", PurePosixPath(member.filename.replace("\\", "/")).parts
    if ".." in parts or parts[:1] == ("/",) or (parts and parts[0].endswith(":")):
        raise AdvisorError(
            _("A path in the archive leads outside it."), where=shown(where), remedy=_("Do not use this archive.")
        )
    if member.flag_bits & LOCKED:
        raise AdvisorError(
            _("The archive is locked by a password."), where=shown(where), remedy=_("Unpack it, and give the folder.")
        )
    if member.compress_type not in PACKED_BY:
        raise AdvisorError(
            _("The archive is packed in a way that is not read here."),
            where=shown(where),
            remedy=_("Pack it again as an ordinary zip archive."),
        )
    if member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size):
        raise AdvisorError(
            _("The archive would unpack to {size} bytes.").format(size=member.file_size),
            where=shown(where),
            remedy=_("Do not use this archive."),
        )
