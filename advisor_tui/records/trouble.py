"""What the database refuses in the middle of long work, as a mishap that a person can mend."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.records.saver import failure_reason


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Raise :class:`AdvisorError` where SQLite refuses within the block; its transaction is then undone."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise AdvisorError(
            _("The database of calls cannot be used: {reason}.").format(reason=failure_reason(error)),
            where=shown(engine.url.database or ""),
            remedy=_("Close the other desks, or wait until they are done, and try again."),
        ) from error
