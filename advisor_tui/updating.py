"""An import or an update of one source: the new edition is written beside the old one, compared, and put in use whole.

Until that last step nothing that a desk reads has changed; whatever ends the work before it leaves all as it was.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from advisor_tui import clock
from advisor_tui.catalogue import edition
from advisor_tui.catalogue.compare import Changes, compare
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.sources import Source
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.reasons import os_reason


@dataclass(frozen=True)
class From:
    """Where services come from.

    The kind of source (``ptv``), the file or address, the area asked for, if any, the moment as of which they are,
    where that is not now, and the moment of the last time that the source was taken whole, where that is not this one.
    """

    kind: str
    origin: str
    scope: str = ""
    taken_at: datetime | None = None
    whole_at: str = ""


@dataclass(frozen=True)
class Prepared:
    """An edition that is written and not yet in use, and what it would change."""

    source: Source
    path: Path
    count: int
    changes: Changes

    def use(self) -> None:
        """Put it in use."""
        self.source.use(self.path)

    def leave(self) -> None:
        """Leave everything as it is."""
        if self.path.stem not in self.source.state.editions:
            self.path.unlink(missing_ok=True)


def prepare(source: Source, services: Iterable[Service], taken_from: From) -> Prepared:
    """Write an edition of services and compare it with the one in use. An id that came before is left out.

    Raises :class:`AdvisorError` when the source holds another kind or another area: these belong into another source.
    """
    present = before(source)
    if present is not None:
        _refuse_other(source, present.head, taken_from)
    path = edition.write(
        source.folder,
        services,
        kind=taken_from.kind,
        origin=taken_from.origin,
        taken_at=(taken_from.taken_at or clock.now()).isoformat(timespec="seconds"),
        scope=taken_from.scope,
        whole_at=taken_from.whole_at,
    )
    after = edition.read(path, edition.stamp_of(path))
    return Prepared(source, path, len(after), compare(present, after))


def before(source: Source) -> edition.Edition | None:
    """Return the edition in use; a damaged one is no ground for comparing, and is mended by an import."""
    try:
        return source.current()
    except (AdvisorError, OSError):
        return None


def _refuse_other(source: Source, head: edition.Head, taken_from: From) -> None:
    if (head.kind, head.scope) != (taken_from.kind, taken_from.scope):
        holds = f"{head.kind} {head.scope or head.origin}".strip()
        raise AdvisorError(
            _("The source “{name}” holds something else: {holds}.").format(name=source.name, holds=holds),
            remedy=_("Give this one a name of its own with --as, or remove the old one: advisor catalogue remove"),
        )


@contextmanager
def alone(source: Source) -> Iterator[None]:
    """Hold a source for oneself: two imports of one source would take each other for the edition before.

    Raises :class:`AdvisorError` when another import of it is running.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only imports need it

    lock = FileLock(source.folder / ".lock")
    try:
        source.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire(timeout=0)
    except Timeout as error:
        remedy = _("Wait until it has ended, and try again.")
        raise AdvisorError(
            _("Another import of “{name}” is running.").format(name=source.name), remedy=remedy
        ) from error
    except OSError as error:
        raise AdvisorError(
            _("The folder of the services cannot be written to: {reason}.").format(reason=os_reason(error)),
            where=shown(source.folder),
            remedy=_("Check the permissions, or name another folder in the settings ([catalogue] store)."),
        ) from error
    try:
        yield
    finally:
        lock.release()
