"""Making files that were not there: nothing is overwritten, nothing half-written is left under a final name."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.reasons import os_reason


@contextmanager
def new_file(path: Path, *, option: str = "--output") -> Iterator[IO[bytes]]:
    """Give a file to write; when the block ends well it stands at ``path`` with mode 0600, else nothing does.

    ``option`` is how the command line gives the name, empty where it is given elsewhere. Raises :class:`AdvisorError`
    when something stands there already or the place cannot be written to.
    """
    with new_files((path,), option=option) as (file,):
        yield file


@contextmanager
def new_files(paths: Sequence[Path], *, option: str = "--output") -> Iterator[tuple[IO[bytes], ...]]:
    """Give several files to write; when the block ends well all of them stand there, else none does.

    Raises :class:`AdvisorError` as :func:`new_file` does, before anything is made where a name is taken.
    """
    with ExitStack() as clearing:
        parts: list[tuple[Path, Path]] = []
        at = paths[0]
        try:
            for at in paths:
                if at.exists() or at.is_symlink() or paths.count(at) > 1:
                    raise _already(at, option)
            with ExitStack() as opened:
                files = []
                for at in paths:
                    part = at.with_name(f".advisor-{secrets.token_hex(8)}.part")
                    files.append(opened.enter_context(_made(part)))
                    parts.append((part, at))
                    clearing.callback(part.unlink, missing_ok=True)
                at = paths[0]
                yield tuple(files)
                for file in files:
                    file.flush()
                    os.fsync(file.fileno())
            _publish_all(parts, option)
        except OSError as error:
            raise AdvisorError(
                _("The file cannot be written: {reason}.").format(reason=os_reason(error)),
                where=shown(at),
                remedy=_("Choose another folder with {option}, or make room on the disk.").format(option=option)
                if option
                else _("Choose another folder, or make room on the disk."),
            ) from error


def _made(part: Path) -> IO[bytes]:
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(part, flags, 0o600), "w+b")


def _publish_all(parts: Sequence[tuple[Path, Path]], option: str) -> None:
    """Give the finished files their names; when one name is taken, take the others back."""
    with ExitStack() as published:
        for part, path in parts:
            _publish(part, path, option)
            published.callback(path.unlink, missing_ok=True)
        published.pop_all()


def _publish(part: Path, path: Path, option: str) -> None:
    """Give the finished file its name, unless another program took it meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError as error:
        raise _already(path, option) from error
    except (OSError, AttributeError):
        # A file system without hard links: Windows refuses to rename over a file, which is what is wanted.
        if path.exists():
            raise _already(path, option) from None
        part.rename(path)


def _already(path: Path, option: str) -> AdvisorError:
    return AdvisorError(
        _("There is already something of this name; nothing was written."),
        where=shown(path),
        remedy=_("Give another name with {option}.").format(option=option) if option else _("Give another name."),
    )


def free_name(path: Path) -> Path:
    """Return a path at which nothing stands, with a number before its ending where something stands at this one."""
    tried, number = path, 1
    while tried.exists() or tried.is_symlink():
        number += 1
        tried = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return tried
