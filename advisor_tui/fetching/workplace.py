"""The folder that a run fetches into: pages that are there are not asked for again when a run was broken off.

Pages of objects end in ``.json`` and are what importers read; lists of ids end in ``.list``, which no importer
reads. A journal says what was asked, when, and how far it came. Every file is written whole or not at all.
"""

import re
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Annotated

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from advisor_tui import clock
from advisor_tui.catalogue.sources import write_whole
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.reasons import os_reason

FORM = 1
"""Counts up whenever pages are named or cut in another way: a run of another form is not gone on with."""

KEPT = timedelta(days=1)
"""How long a broken run can be gone on with: what was fetched before is then too old beside what comes."""

JOURNAL = "fetching.journal"
LOCK = "fetching.lock"
OURS = re.compile(r"[a-z]+(-[A-Za-z0-9]+)*-\d{4,}\.(json|list)|fetching\.journal")
"""Names of files that a run writes, and may therefore remove."""

PART = re.compile(r"\.[\w.-]+\.part")
"""Names of files that were being written when the machine stopped."""


class Journal(Struct, frozen=True):
    """What was asked (as text that differs wherever the question does), when it was begun, how far it came.

    ``closed`` says that there is nothing to go on with.
    """

    form: int
    question: str
    started: Annotated[datetime, msgspec.Meta(tz=True)]
    reached: str = ""
    closed: bool = False


class Workplace:
    """A working folder, held by one run at a time."""

    def __init__(self, folder: Path, question: str) -> None:
        self.folder = folder
        self._lock = FileLock(folder / LOCK, blocking=False)
        self._question = question
        self.journal = Journal(FORM, question, clock.now())

    def __enter__(self) -> "Workplace":
        with _writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                self._lock.acquire()
            except Timeout as error:
                raise AdvisorError(
                    _("Another run is fetching into this folder."),
                    where=shown(self.folder),
                    remedy=_("Wait until it is done."),
                ) from error
            try:
                self._take_up()
            except BaseException:
                self._lock.release()
                raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._lock.release()

    def read(self, name: str) -> bytes | None:
        """Return a page that is there; None where there is none that can be read."""
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def keep(self, name: str, content: bytes) -> None:
        """Write a page."""
        with _writing(self.folder):
            write_whole(self.folder / name, content)

    def reach(self, step: str) -> None:
        """Note in the journal how far the run has come."""
        self.journal = msgspec.structs.replace(self.journal, reached=step)
        self.keep(JOURNAL, msgspec.json.encode(self.journal))

    def close(self) -> None:
        """Note that nothing is to be gone on with here: it is done, or what the server said cannot be right."""
        self.journal = msgspec.structs.replace(self.journal, closed=True)
        self.keep(JOURNAL, msgspec.json.encode(self.journal))

    def _take_up(self) -> None:
        """Go on with the run that was broken off here, or clear the folder and begin one."""
        before = self._journal_there()
        if before and self._goes_on(before):
            self.journal = before
            return
        clear(self.folder)
        self.reach("")

    def _goes_on(self, before: Journal) -> bool:
        same = (before.form, before.question, before.closed) == (FORM, self._question, False)
        return same and timedelta() <= clock.now() - before.started < KEPT

    def _journal_there(self) -> Journal | None:
        try:
            return msgspec.json.decode(self.read(JOURNAL) or b"", type=Journal)
        except (msgspec.MsgspecError, ValueError):
            return None


class _writing:  # noqa: N801 - a block to write in, as contextlib would name it
    """A block in which a refusal of the system becomes a mishap that a person can mend."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, OSError):
            raise AdvisorError(
                _("The folder cannot be written to: {reason}.").format(reason=os_reason(error)),
                where=shown(self._folder),
                remedy=_("Make room there, or give another folder."),
            ) from error


def clear(folder: Path) -> None:
    """Remove the files of a run from its folder.

    Raises :class:`AdvisorError` for a folder in which other files lie, or in which no run has begun.
    """
    there = {path.name: path for path in folder.iterdir() if path.name != LOCK}
    parts = {name for name in there if PART.fullmatch(name)}
    others = there.keys() - parts
    if others and (JOURNAL not in others or not all(map(OURS.fullmatch, others))):
        raise AdvisorError(
            _("There are other files in this folder."),
            where=shown(folder),
            remedy=_("Give an empty folder, or one that does not exist."),
        )
    for path in there.values():
        path.unlink(missing_ok=True)
