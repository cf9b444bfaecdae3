"""What a call record is made of beside its answers: each thing that was done, rated or agreed, as it was then."""

from datetime import date, datetime

from msgspec import Struct

from advisor_tui.guidance.vocabulary import EventCode, NeedMet, ReferralResult


class Referral(Struct, frozen=True):
    """A service the caller was guided to, under the name it had then, what was done about it, and what became of it.

    ``result_at`` is when somebody last heard what became of it.
    """

    service_id: str
    service_type: str
    name: str
    status: str
    at: datetime
    result: ReferralResult = ""
    met: NeedMet = ""
    result_at: datetime | None = None


class UnmetNeed(Struct, frozen=True):
    """What no service could answer, in the words of the search, and why."""

    need: str
    reason: str
    service_type: str
    at: datetime


class Rating(Struct, frozen=True):
    """How a need area stands: 0-3, ``?`` unknown, empty not rated; and a note."""

    level: str = ""
    note: str = ""


class NextStep(Struct, frozen=True):
    """What was agreed: what, who (a code of the script), by when."""

    what: str
    who: str
    by: date | None


class Dismissal(Struct, frozen=True):
    """A sign of danger or a duty heard in the notes that the advisor put aside, and why (a code of the data)."""

    alarm: str
    reason: str
    at: datetime


class Event(Struct, frozen=True):
    """One line of the timeline, in codes."""

    number: int
    at: datetime
    code: EventCode
    subject: str = ""
    value: str = ""
