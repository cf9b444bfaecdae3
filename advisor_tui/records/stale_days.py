"""Days whose figures have to be reckoned anew, because something of their calls has changed."""

from datetime import datetime

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session

from advisor_tui import clock
from advisor_tui.records.tables import StaleDayRow


def mark(session: Session, *moments: datetime) -> None:
    """Mark the days, on the wall, of calls that began at some moments, in the transaction that changes them."""
    for day in {clock.local(each).date() for each in moments}:
        session.connection().execute(insert(StaleDayRow).values(day=day).on_conflict_do_nothing())
