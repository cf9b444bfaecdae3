"""Services written as HSDS 3, in JSON or as a datapackage of tables: for other systems, and to be read back whole."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from advisor_tui.catalogue.hsds import csv_form, json_form
from advisor_tui.catalogue.hsds.writing import Carry, document
from advisor_tui.catalogue.service import Catalogue
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.reasons import os_reason

Form = Literal["json", "csv"]
"""One file of JSON, or a folder of tables."""


def write(catalogue: Catalogue, path: Path, *, form: Form, progress: Callable[[int], None] | None = None) -> None:
    """Write every service into a new file (``json``) or a new folder (``csv``).

    ``progress`` is told how many were written so far. Raises :class:`AdvisorError` where something stands there
    already or nothing can be written; then nothing is left behind.
    """
    with _new(path) as part:
        if form == "csv":
            part.mkdir(mode=0o700)
            csv_form.write(_documents(catalogue, csv_form.carried, progress), part)
        else:
            with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                json_form.write(_documents(catalogue, str, progress), len(catalogue), file)
                file.flush()
                os.fsync(file.fileno())


def _documents(catalogue: Catalogue, carry: Carry, progress: Callable[[int], None] | None) -> Iterator[dict[str, Any]]:
    for number, service in enumerate(catalogue.services, start=1):
        yield document(service, carry)
        if progress:
            progress(number)


@contextmanager
def _new(path: Path) -> Iterator[Path]:
    """Give a path beside another; when the block ends well, what was written there gets the other's name."""
    part: Path | None = None
    try:
        _refuse_taken(path)
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        yield part
        _refuse_taken(path)
        part.rename(path)
    except OSError as error:
        raise AdvisorError(
            _("The file cannot be written: {reason}.").format(reason=os_reason(error)),
            where=shown(path),
            remedy=_("Choose another folder, or make room on the disk."),
        ) from error
    finally:
        if part is not None and part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        elif part is not None:
            part.unlink(missing_ok=True)


def _refuse_taken(path: Path) -> None:
    """Raise :class:`AdvisorError` where something stands, be it a link to nothing, or where no file can stand."""
    try:
        path.lstat()
    except FileNotFoundError:
        return
    except ValueError as error:
        what = _("No file can have this name.")
        raise AdvisorError(what, where=shown(path), remedy=_("Give another name.")) from error
    what = _("There is already something of this name; nothing was written.")
    raise AdvisorError(what, where=shown(path), remedy=_("Give another name."))
