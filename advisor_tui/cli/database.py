"""The database of calls as one command uses it: open for as long as it takes, its refusals told in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.paths import places

if TYPE_CHECKING:
    from sqlalchemy import Engine


def is_there(*, practice: bool) -> bool:
    """Tell whether any call has ever been saved: only then is there a database."""
    return places().records_file(practice=practice).exists()


@contextmanager
def opened(nothing: str = "", *, practice: bool) -> Iterator["Engine"]:
    """Give the database and let it go again.

    Raises :class:`AdvisorError` with the sentence ``nothing`` where there is none yet, and where it refuses something.
    """
    database = places().records_file(practice=practice)
    if not database.exists():
        raise AdvisorError(nothing, where=shown(database), remedy=_("Take a call with: advisor"))
    from advisor_tui.records.database import open_database  # noqa: PLC0415 - heavy, and not needed to refuse
    from advisor_tui.records.trouble import told  # noqa: PLC0415 - the same

    engine = open_database(database)
    try:
        with told(engine):
            yield engine
    finally:
        engine.dispose()
