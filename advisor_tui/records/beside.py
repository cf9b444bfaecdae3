"""What is kept beside a finished call, in the transaction that keeps the call itself.

Its words go into the index of the log, its day is marked to be counted anew, what it asks for afterwards becomes
follow-ups, and a correction is told in the access log.
"""

from collections.abc import Sequence

from sqlmodel import Session, col, delete

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.records import follow_ups, sought, stale_days
from advisor_tui.records.tables import UnsoughtRow


def keep(session: Session, call: Call, place: int, dues: Sequence[Due]) -> None:
    """Keep what belongs beside a finished call."""
    sought.put(session.connection(), call, place)
    session.exec(delete(UnsoughtRow).where(col(UnsoughtRow.call_id) == call.id))
    stale_days.mark(session, call.started_at)
    follow_ups.follow(session, call.id, dues)


def changed_parts(before: Call, after: Call) -> tuple[str, ...]:
    """Return what differs between two states of a call, by the names of its parts and fields; never what it says."""
    names = [
        f"answers.{name}"
        for name in before.answers.keys() | after.answers.keys()
        if before.answer(name) != after.answer(name)
    ]
    parts = ("notes", "identity", "needs", "flags", "referrals", "unmet_needs", "next_steps", "dismissals", "continues")
    names += [name for name in parts if getattr(before, name) != getattr(after, name)]
    return tuple(sorted(names))
