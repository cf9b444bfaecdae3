"""What the database refuses, as a mishap that a person can mend: in the reader's words, and never with its data."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _

if TYPE_CHECKING:
    from sqlalchemy import Engine


def failure_reason(error: Exception) -> str:
    """Return why a save failed, in the reader's words where the cause is a common one, and never with its data."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorname", "")
    known = {
        "SQLITE_FULL": _("the disk is full"),
        "SQLITE_BUSY": _("another desk holds the database"),
        "SQLITE_READONLY": _("the folder cannot be written to"),
        "SQLITE_CANTOPEN": _("the folder cannot be written to"),
    }
    for prefix, words in known.items():
        if code.startswith(prefix):
            return words
    return shown(code or type(error).__name__)


def refused(error: Exception, place: str = "") -> AdvisorError:
    """Return what the database in a place refused, as a mishap."""
    return AdvisorError(
        _("The database of calls cannot be used: {reason}.").format(reason=failure_reason(error)),
        where=shown(place),
        remedy=_("Close the other desks, or wait until they are done, and try again."),
    )


def is_refusal(error: Exception) -> bool:
    """Tell whether it is the database that refused: locked, full, not writable, not sound."""
    import sqlite3  # noqa: PLC0415 - the desk names troubles before the database layer is read

    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - the same

    return isinstance(error, SQLAlchemyError | sqlite3.Error)


@contextmanager
def told(engine: "Engine") -> Iterator[None]:
    """Raise :class:`AdvisorError` where the database refuses within the block; its transaction is then undone."""
    try:
        yield
    except Exception as error:
        if is_refusal(error):
            raise refused(error, engine.url.database or "") from error
        raise
