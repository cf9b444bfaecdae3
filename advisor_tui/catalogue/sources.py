"""The sources of imported services: for each, the edition in use and those before it.

Imports stand beside the files that people edit and never touch them. Which edition is in use stands in one small
file, which is replaced in one go: whoever reads it finds the old edition or the new one, whole.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from advisor_tui.catalogue import edition
from advisor_tui.catalogue.edition import Edition
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _

KEPT = 3
"""Editions kept of each source: the one in use, and two to go back to."""

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
"""What a source may be called: it is the name of a folder on every system."""

RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for devices."""


Stamp = tuple[tuple[str, int], ...]
"""What tells two states of a store apart: its files, and when each was written (nanoseconds)."""


class State(Struct, frozen=True):
    """The editions of a source by their digests, the one in use first, and the stamps of their files once checked."""

    editions: tuple[str, ...] = ()
    stamps: dict[str, edition.Stamp] = {}


@dataclass(frozen=True)
class Source:
    """One source in the store: its name and its folder."""

    name: str
    folder: Path

    @property
    def state(self) -> State:
        """Which editions there are. Raises :class:`AdvisorError` where that cannot be read."""
        path = self.folder / "state.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=State)
        except FileNotFoundError:
            return State()
        except msgspec.MsgspecError as error:
            remedy = _("Import the source again.")
            raise AdvisorError(_("The state of the source is damaged."), where=shown(path), remedy=remedy) from error

    def current(self) -> Edition | None:
        """Read the edition in use; None where there is none. Raises :class:`AdvisorError` when it is damaged."""
        editions = self.state.editions
        return self.read(editions[0]) if editions else None

    def read(self, digest: str) -> Edition:
        """Read an edition by its digest."""
        return edition.read(self.folder / f"{digest}.jsonl", self.state.stamps.get(digest))

    def use(self, path: Path) -> None:
        """Put an edition that lies in the folder in use; the one before is kept to go back to."""
        try:
            before = self.state
        except AdvisorError:
            before = State()  # an import mends what is damaged
        rest = (each for each in before.editions if each != path.stem)
        self._write((path.stem, *rest)[:KEPT], {**before.stamps, path.stem: edition.stamp_of(path)})

    def go_back(self) -> None:
        """Put the edition before in use; the present one goes. Raises :class:`AdvisorError` where there is none."""
        state = self.state
        if len(state.editions) < 2:
            remedy = _("Nothing was changed.")
            raise AdvisorError(_("There is no edition before this one."), where=self.name, remedy=remedy)
        self._write(state.editions[1:], state.stamps)

    def remove(self) -> None:
        """Take the source out of use; its editions go."""
        self._write((), {})
        (self.folder / "state.json").unlink(missing_ok=True)

    def _write(self, editions: tuple[str, ...], stamps: dict[str, edition.Stamp]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = {each: stamp for each, stamp in stamps.items() if each in editions}
        write_whole(self.folder / "state.json", msgspec.json.encode(State(editions, kept)))
        for path in self.folder.glob("*.jsonl"):
            if path.stem not in editions:
                with contextlib.suppress(OSError):  # a desk that has it open keeps it on Windows; it goes the next time
                    path.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file in one go: whoever reads it finds what was there before, or all of the new."""
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class Store:
    """The folder of all sources."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def source(self, name: str) -> Source:
        """Return a source, there or not. Raises :class:`AdvisorError` for a name that no folder can have."""
        if not NAME.fullmatch(name) or RESERVED.fullmatch(name):
            remedy = _("Use small letters, digits and hyphens, 40 at most.")
            raise AdvisorError(_("“{name}” cannot be the name of a source.").format(name=shown(name)), remedy=remedy)
        return Source(name, self.folder / name)

    def sources(self) -> Iterator[Source]:
        """Yield the sources that have an edition, by name."""
        if self.folder.is_dir():
            for folder in sorted(self.folder.iterdir()):
                if folder.is_dir() and (folder / "state.json").exists():
                    yield Source(folder.name, folder)

    @property
    def stamp(self) -> Stamp:
        """What changes whenever another edition is put in use, or a note is written."""
        found = [*self.folder.glob("*/state.json"), *self.folder.glob("*.toml")] if self.folder.is_dir() else []
        return tuple((str(path.relative_to(self.folder)), path.stat().st_mtime_ns) for path in sorted(found))
