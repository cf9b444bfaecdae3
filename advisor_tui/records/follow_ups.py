"""Follow-ups as they are kept: made with the call they come from, and changed one at a time, each with its version."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from advisor_tui import clock
from advisor_tui.guidance.call import new_id
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.records.tables import FollowUpRow


def follow(session: Session, call_id: str, dues: Sequence[Due]) -> None:
    """Make the follow-ups that a finished call asks for and does not have yet."""
    kept = {row.source: row for row in session.exec(select(FollowUpRow).where(col(FollowUpRow.call_id) == call_id))}
    for due in dues:
        if due.source not in kept:
            session.add(
                FollowUpRow(
                    id=new_id(),
                    call_id=call_id,
                    source=due.source,
                    kind=due.kind,
                    what=due.what,
                    service_id=due.service_id,
                    owner=due.owner,
                    due_on=due.due_on,
                    state="open",
                    made_at=clock.now(),
                )
            )
