"""The tables of an export: calls, and what belongs to them row by row."""

from msgspec import Struct

from advisor_tui.language import N_
from advisor_tui.records.export.columns import Column, columns
from advisor_tui.records.export.forms import CALLS, FURTHER, Further


class Table(Struct, frozen=True):
    """One table: what a row of it is, from where it is read beside the call ``c``, in which order, which columns."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: str = ""
    order: str = ""


_CALL_ID = Column("call_id", "id", N_("Identifier of the call it belongs to."), "c.id", research="call")
_STARTED = Column(
    "call_started_at", "time", N_("When that call began, on the clock in Finland."), "c.started_at", research="hour"
)
_NUMBER = Column("number", "number", N_("Which of the call's it is, from 1."), "r.number + 1", research="number")
_TYPE = Column(
    "service_type",
    "code",
    N_("Kind of service."),
    "r.service_type",
    codes="service_type",
    standard="HSDS: taxonomy_term",
    research="code",
)

_REFERRALS = (
    _CALL_ID,
    _STARTED,
    _NUMBER,
    Column(
        "service_id", "id", N_("Identifier of the service."), "r.service_id",
        standard="HSDS: service.id", research="service",
    ),
    _TYPE,
    Column(
        "service", "text", N_("Name of the service, as it was then."), "r.name", standard="HSDS: service.name"
    ),
    Column(
        "status", "code", N_("What was done about the service during the call."), "r.status",
        codes="referral_status", standard="Inform USA: referral", research="code",
    ),
    Column(
        "referred_at", "time", N_("When the caller was guided to it, on the clock in Finland."), "r.at",
        research="hour",
    ),
    Column(
        "result", "code", N_("What became of the referral."), "r.result", codes="referral_result",
        standard="Inform USA: referral outcome", research="code",
    ),
    Column("need_met", "code", N_("Whether the need was met."), "r.met", codes="need_met", research="code"),
    Column(
        "result_at", "time", N_("When somebody last heard of it, on the clock in Finland."), "r.result_at",
        research="hour",
    ),
)  # fmt: skip

_UNMET_NEEDS = (
    _CALL_ID,
    _STARTED,
    _NUMBER,
    Column(
        "need", "text", N_("The need, in the words of the search."), "r.need", free=True,
        standard="Inform USA: unmet need",
    ),
    Column(
        "reason", "code", N_("Why no service answered it."), "r.reason", codes="unmet_reason",
        standard="Inform USA: reason for unmet need", research="code",
    ),
    _TYPE,
    Column(
        "noted_at", "time", N_("When it was noted, on the clock in Finland."), "r.at", research="hour"
    ),
)  # fmt: skip

_FOLLOW_UPS = (
    _CALL_ID,
    _STARTED,
    Column("id", "id", N_("Identifier of the follow-up."), "r.id", research="follow_up"),
    Column(
        "kind", "code", N_("What is to be done."), "r.kind", codes="follow_up_kind",
        standard="Inform USA: follow-up", research="code",
    ),
    Column("state", "code", N_("How it stands."), "r.state", codes="follow_up_state", research="code"),
    Column("what", "text", N_("What is to be done, in words."), "r.what", free=True),
    Column(
        "service_id", "id", N_("Identifier of the service it is about."), "r.service_id",
        standard="HSDS: service.id", research="service",
    ),
    Column("owner", "text", N_("Advisor whose it is; empty while anybody may take it."), "r.owner", research="advisor"),
    Column("due_on", "date", N_("Day by which it is to be done."), "r.due_on"),
    Column("doubt", "text", N_("What the call, corrected since, asks for instead."), "r.doubt"),
    Column("note", "text", N_("What was noted of it."), "r.note", free=True),
    Column("source", "text", N_("Which part of the call it comes from."), "r.source"),
    Column("made_at", "time", N_("When it was made, on the clock in Finland."), "r.made_at", research="hour"),
    Column("ended_at", "time", N_("When it ended, on the clock in Finland."), "r.ended_at", research="hour"),
    Column("ended_by", "text", N_("Who ended it."), "r.ended_by", research="advisor"),
)  # fmt: skip

_FURTHER: dict[Further, Table] = {
    Further.REFERRALS: Table(
        "referrals", N_("One row for each service a caller was guided to."), _REFERRALS, "referral", "r.number"
    ),
    Further.UNMET_NEEDS: Table(
        "unmet-needs", N_("One row for each need that no service answered."), _UNMET_NEEDS, "unmet_need", "r.number"
    ),
    Further.FOLLOW_UPS: Table(
        "follow-ups", N_("One row for each thing to be done after a call."), _FOLLOW_UPS, "follow_up", "r.made_at, r.id"
    ),
}


def tables(further: tuple[Further, ...] = FURTHER, *, identified: bool = False) -> tuple[Table, ...]:
    """Return the tables of an export, the calls first and the others in an order of their own."""
    calls = Table(CALLS, N_("One row for each finished call."), columns(identified=identified))
    return (calls, *(_FURTHER[each] for each in FURTHER if each in further))


LEFT_OUT = {
    "call": {
        "version": "counts the saves; says nothing of the call",
        "desk": "the open desk; empty of a finished call",
        "state": "only finished calls are exported",
        "step": "where the screen stood",
        "closed_at": "ended_at and wrap_up_seconds tell it",
        "place": "orders the log; started_at tells it",
        "continues_from": "the other call's own start",
        "next_what": "stands in next_steps",
        "next_who": "stands in next_steps",
        "next_by": "stands in next_steps",
    },
    "follow_up": {"version": "counts the changes"},
}
"""What the tables keep and the export does not write as a column of its own, with the reason."""
