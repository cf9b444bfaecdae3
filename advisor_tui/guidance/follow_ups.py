"""What is to be done after a call, by whom and by when: so that nothing that was promised is forgotten."""

from datetime import date, datetime

from msgspec import Struct

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.vocabulary import FollowUpKind, FollowUpState


class Due(Struct, frozen=True):
    """What a finished call asks for. ``source`` tells what of the call it comes from (``outcome``, ``step:1``, ...)."""

    source: str
    kind: FollowUpKind
    what: str = ""
    service_id: str = ""
    owner: str = ""
    due_on: date | None = None


class FollowUp(Struct, frozen=True):
    """One follow-up (*seuranta*) as it stands. ``owner`` is an advisor, or empty while anybody may take it.

    ``doubt`` tells that the call has been corrected since and does not ask for it any more, or otherwise.
    """

    id: str
    call_id: str
    made_at: datetime
    kind: FollowUpKind
    state: FollowUpState = "open"
    source: str = ""
    what: str = ""
    service_id: str = ""
    owner: str = ""
    due_on: date | None = None
    doubt: str = ""
    note: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    version: int = 0


def arising(call: Call, known: Known, line: Line) -> tuple[Due, ...]:  # noqa: ARG001
    """Return what a finished call asks for afterwards."""
    return ()
