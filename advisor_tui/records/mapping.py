"""Between a call as the work knows it and the rows that keep it. What comes from the database is cleaned too."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import Dismissal, Event, NextStep, Rating, Referral, UnmetNeed
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, RECORD_FIELDS, Mode
from advisor_tui.records.tables import (
    CallRow,
    ChildRow,
    DismissedAlarmRow,
    IdentityRow,
    NeedRatingRow,
    NextStepRow,
    RedFlagRow,
    ReferralRow,
    TimelineRow,
    UnmetNeedRow,
)
from advisor_tui.text import clean, clean_line

Made = TypeVar("Made", bound=Struct)

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
    "continues",
    "continues_from",
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


def _answer(value: str | int | date) -> str:
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
            rows = [RedFlagRow(call_id=call.id, flag=flag, number=n) for n, flag in enumerate(call.flags)]
        case "DismissedAlarmRow":
            some = enumerate(call.dismissals)
            rows = [DismissedAlarmRow(call_id=call.id, number=n, **_fields(each)) for n, each in some]
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
    DismissedAlarmRow: "dismissals",
}
"""The tables whose rows are replaced together when the part of the call they keep has changed."""


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__struct_fields__}


Values = dict[str, Any]
"""What a row keeps, by the names of its columns."""


def to_call(row: Values, children: dict[type[ChildRow], list[Values]], timeline: tuple[Event, ...], mode: Mode) -> Call:
    """Return the call that rows keep."""
    written = ((name, row[name]) for name in RECORD_FIELDS)
    answers = {name: _answer(value) for name, value in written if value is not None and value != ""}
    return Call(
        id=row["id"],
        version=row["version"],
        mode=mode,
        answers={name: value for name, value in answers.items() if value},
        identity=_identity(children[IdentityRow]),
        referrals=tuple(_made(Referral, each) for each in children[ReferralRow]),
        unmet_needs=tuple(_made(UnmetNeed, each) for each in children[UnmetNeedRow]),
        needs={clean(each["area"]): _made(Rating, each) for each in children[NeedRatingRow]},
        flags=tuple(clean(each["flag"]) for each in children[RedFlagRow]),
        dismissals=tuple(_made(Dismissal, each) for each in children[DismissedAlarmRow]),
        next_steps=tuple(_made(NextStep, each) for each in children[NextStepRow]),
        timeline=timeline,
        **{name: cleaned(row[name]) for name in SAME_NAME},
    )


def _made(kind: type[Made], row: Values) -> Made:
    """Return a part of the call from the row that keeps it under the same names."""
    return kind(**{name: cleaned(row[name]) for name in kind.__struct_fields__})


def cleaned(value: Any) -> Any:
    """Return a value of a row, cleaned where it is text."""
    return clean(value) if value and isinstance(value, str) else value


def cleaned_line(value: Any) -> Any:
    """Return a value of a row, cleaned and on one line where it is text."""
    return clean_line(value) if value and isinstance(value, str) else value


def _identity(rows: list[Values]) -> dict[str, str]:
    kept = {name: clean(row[name]) for row in rows for name in IDENTITY_FIELDS}
    return {name: value for name, value in kept.items() if value}
