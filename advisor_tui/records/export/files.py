"""Making a file that was not there: nothing is overwritten, nothing half-written is left under the final name."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.reasons import os_reason


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write; when the block ends well it stands at ``path`` with mode 0600, else nothing does.

    Raises :class:`AdvisorError` when something stands there already or the place cannot be written to.
    """
    part = path.with_name(f".advisor-{secrets.token_hex(8)}.part")
    made = False
    try:
        if path.exists() or path.is_symlink():
            raise _already(path)
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(part, flags, 0o600), "w+b") as file:
            made = True
            yield file
            file.flush()
            os.fsync(file.fileno())
        _publish(part, path)
    except OSError as error:
        raise AdvisorError(
            _("The file cannot be written: {reason}.").format(reason=os_reason(error)),
            where=shown(path),
            remedy=_("Choose another folder with --output, or make room on the disk."),
        ) from error
    finally:
        if made:
            part.unlink(missing_ok=True)


def _publish(part: Path, path: Path) -> None:
    """Give the finished file its name, unless another program took it meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError as error:
        raise _already(path) from error
    except (OSError, AttributeError):
        # A file system without hard links: Windows refuses to rename over a file, which is what is wanted.
        if path.exists():
            raise _already(path) from None
        part.rename(path)


def _already(path: Path) -> AdvisorError:
    return AdvisorError(
        _("There is already something of this name; nothing was written."),
        where=shown(path),
        remedy=_("Give another name with --output."),
    )
