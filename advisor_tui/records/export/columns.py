"""The columns of the exported log: stable names in a stable order. New ones are added at the end, none changes."""

from collections.abc import Callable
from datetime import datetime

from advisor_tui import clock
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.closing import agreed_steps
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, RECORD_FIELDS

SEPARATOR = " | "
"""Between several values in one cell."""

Value = str | int


def _time(moment: datetime | None) -> str:
    return clock.local(moment).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def _services(call: Call) -> str:
    return SEPARATOR.join(f"{each.name} [{each.status}]" for each in call.referrals)


def _unmet(call: Call) -> str:
    return SEPARATOR.join(f"{each.need} [{each.reason}]" for each in call.unmet_needs)


def _needs(call: Call) -> str:
    rated = [
        f"{area}={rating.level or '-'}" + (f" ({rating.note})" if rating.note else "")
        for area, rating in call.needs.items()
    ]
    return SEPARATOR.join(rated)


def _next_steps(call: Call) -> str:
    return SEPARATOR.join(
        f"{each.what} [{each.who}]" + (f" {each.by.isoformat()}" if each.by else "") for each in agreed_steps(call)
    )


_NEXT = ("next_what", "next_who", "next_by")
_MAIN: dict[str, Callable[[Call], Value]] = {
    "id": lambda call: call.id,
    "started_at": lambda call: _time(call.started_at),
    "ended_at": lambda call: _time(call.ended_at),
    "talk_seconds": lambda call: call.talk_seconds,
    "wrap_up_seconds": lambda call: call.wrap_up_seconds,
    "advisor": lambda call: call.advisor,
    "kind": lambda call: "non_client" if call.non_client else "client",
    "non_client": lambda call: call.non_client,
}
_PARTS: dict[str, Callable[[Call], Value]] = {
    "services": _services,
    "service_ids": lambda call: SEPARATOR.join(each.service_id for each in call.referrals),
    "unmet_needs": _unmet,
    "need_areas": _needs,
    "red_flags": lambda call: SEPARATOR.join(call.flags),
    "next_steps": _next_steps,
    "proposal": lambda call: call.proposal,
    "deadline_on": lambda call: call.deadline_on.isoformat() if call.deadline_on else "",
    "no_next_step": lambda call: call.no_next_step,
    "notes": lambda call: call.notes,
    "script": lambda call: call.script,
    "dismissed_alarms": lambda call: SEPARATOR.join(f"{each.alarm} [{each.reason}]" for each in call.dismissals),
}


def _answer(name: str) -> Callable[[Call], Value]:
    if RECORD_FIELDS.get(name) == "number":
        return lambda call: _number(call.answer(name))
    return lambda call: call.answer(name)


def _number(written: str) -> Value:
    return int(written) if written.isascii() and written.isdecimal() else written


COLUMNS: dict[str, Callable[[Call], Value]] = {
    **_MAIN,
    **{name: _answer(name) for name in RECORD_FIELDS if name not in _NEXT},
    **_PARTS,
}
"""Every column that tells nobody's identity, with how it is read from a call."""

IDENTITY_COLUMNS: dict[str, Callable[[Call], Value]] = {name: _answer(name) for name in IDENTITY_FIELDS}
"""What ``--identified`` adds at the end."""


def columns(*, identified: bool) -> dict[str, Callable[[Call], Value]]:
    """Return the columns of an export."""
    return {**COLUMNS, **IDENTITY_COLUMNS} if identified else COLUMNS
