"""Between a call as the work knows it and the rows that keep it. What comes from the database is cleaned too."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from advisor_tui.guidance.call import Call, Event, NextStep, Rating, Referral, UnmetNeed
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, RECORD_FIELDS, EventCode, Mode, State, StepId
from advisor_tui.records.tables import (
    CallRow,
    ChildRow,
    IdentityRow,
    NeedRatingRow,
    NextStepRow,
    RedFlagRow,
    ReferralRow,
    TimelineRow,
    UnmetNeedRow,
)
from advisor_tui.text import clean

SAME_NAME = (
    "state",
    "step",
    "advisor",
    "script",
    "started_at",
    "ended_at",
    "closed_at",
    "talk_seconds",
    "wrap_up_seconds",
    "non_client",
    "no_next_step",
    "notes",
    "proposal",
    "deadline_on",
)
"""What a call and its row call by the same name and keep in the same form."""


def fill(row: CallRow, call: Call) -> None:
    """Put a call's own values into its row. SQLAlchemy writes only the columns that changed."""
    for name in SAME_NAME:
        setattr(row, name, getattr(call, name))
    for name, kind in RECORD_FIELDS.items():
        setattr(row, name, _kept(call.answers.get(name, ""), kind))


def _kept(value: str, kind: str) -> str | int | date | None:
    if kind == "number":
        return int(value) if value else None
    if kind == "date":
        return date.fromisoformat(value) if value else None
    return value


def _answer(value: str | int | date | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else clean(str(value))


def child_rows(call: Call, table: type[ChildRow]) -> list[ChildRow]:
    """Return the rows of one of the tables in :data:`CHILDREN`."""
    rows: Iterable[ChildRow]
    match table.__name__:
        case "IdentityRow":
            rows = [IdentityRow(call_id=call.id, **call.identity)] if call.identity else []
        case "ReferralRow":
            rows = [ReferralRow(call_id=call.id, number=n, **_fields(each)) for n, each in enumerate(call.referrals)]
        case "UnmetNeedRow":
            rows = [UnmetNeedRow(call_id=call.id, number=n, **_fields(each)) for n, each in enumerate(call.unmet_needs)]
        case "NeedRatingRow":
            rows = [NeedRatingRow(call_id=call.id, area=area, **_fields(each)) for area, each in call.needs.items()]
        case "RedFlagRow":
            rows = [RedFlagRow(call_id=call.id, flag=flag) for flag in call.flags]
        case _:
            rows = [NextStepRow(call_id=call.id, number=n, **_fields(each)) for n, each in enumerate(call.next_steps)]
    return list(rows)


def timeline_rows(call: Call, kept: int) -> list[TimelineRow]:
    """Return the rows of the timeline beyond those already kept: it only ever grows."""
    return [TimelineRow(call_id=call.id, **_fields(each)) for each in call.timeline[kept:]]


CHILDREN: dict[type[ChildRow], str] = {
    IdentityRow: "identity",
    ReferralRow: "referrals",
    UnmetNeedRow: "unmet_needs",
    NeedRatingRow: "needs",
    RedFlagRow: "flags",
    NextStepRow: "next_steps",
}
"""The tables whose rows are replaced together when the part of the call they keep has changed."""


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__struct_fields__}


def to_call(row: CallRow, children: dict[type[ChildRow], list[Any]], mode: Mode) -> Call:
    """Return the call that rows keep."""
    identity: list[IdentityRow] = children[IdentityRow]
    answers = {name: _answer(getattr(row, name)) for name in RECORD_FIELDS}
    return Call(
        id=row.id,
        version=row.version,
        mode=mode,
        state=cast("State", row.state),
        step=cast("StepId", row.step),
        advisor=clean(row.advisor),
        script=clean(row.script),
        started_at=row.started_at,
        ended_at=row.ended_at,
        closed_at=row.closed_at,
        talk_seconds=row.talk_seconds,
        wrap_up_seconds=row.wrap_up_seconds,
        non_client=clean(row.non_client),
        no_next_step=clean(row.no_next_step),
        notes=clean(row.notes),
        proposal=clean(row.proposal),
        deadline_on=row.deadline_on,
        answers={name: value for name, value in answers.items() if value},
        identity=_identity(identity[0]) if identity else {},
        referrals=tuple(
            Referral(r.service_id, r.service_type, clean(r.name), r.status, r.at) for r in children[ReferralRow]
        ),
        unmet_needs=tuple(UnmetNeed(clean(r.need), r.reason, r.service_type, r.at) for r in children[UnmetNeedRow]),
        needs={r.area: Rating(r.level, clean(r.note)) for r in children[NeedRatingRow]},
        flags=tuple(r.flag for r in children[RedFlagRow]),
        next_steps=tuple(NextStep(clean(r.what), r.who, r.by) for r in children[NextStepRow]),
        timeline=tuple(
            Event(r.number, r.at, cast("EventCode", r.code), r.subject, r.value) for r in children[TimelineRow]
        ),
    )


def _identity(row: IdentityRow) -> dict[str, str]:
    kept = {name: clean(getattr(row, name)) for name in IDENTITY_FIELDS}
    return {name: value for name, value in kept.items() if value}
