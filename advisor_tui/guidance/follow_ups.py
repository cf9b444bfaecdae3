"""What is to be done after a call, by whom and by when: so that nothing that was promised is forgotten."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from advisor_tui import clock
from advisor_tui.guidance.call import LINE_LIMIT, Call
from advisor_tui.guidance.closing import agreed_steps
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.follow_up_rules import OutcomeRule, OwnerRule, StepRule
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.script import OutcomeSpec
from advisor_tui.guidance.vocabulary import FollowUpKind, FollowUpState
from advisor_tui.text import clean_line, fold
from advisor_tui.workdays import nth_workday_after

OWN = "own"
"""The source of a follow-up that an advisor made herself; what becomes of the call does not touch it."""

GONE = "gone"
"""The doubt of a follow-up that the corrected call does not ask for any more."""

_OTHER_DAY = "due"

DIGEST = 12
"""Hexadecimal digits that tell the steps of one call apart: a call has a handful of them."""

ADVICE_LINE = "advice_line"
"""The code of the advice line among those who do something."""

_WORDS = re.compile(r"[^\W\d_]+")


class Due(Struct, frozen=True):
    """What a finished call asks for.

    ``source`` tells what of the call it comes from (``outcome:B``, ``step:`` and a digest of its words, ``check:`` and
    the id of a service), so that the same call saved again asks for the same.
    """

    source: str
    kind: FollowUpKind
    what: str = ""
    service_id: str = ""
    owner: str = ""
    due_on: date | None = None


class FollowUp(Struct, frozen=True):
    """One follow-up (*seuranta*) as it stands. ``owner`` is an advisor, or empty while anybody may take it.

    ``doubt`` tells that the call has been corrected since and does not ask for it any more (``gone``), or for another
    day (``due 2026-12-02``, or ``due`` alone for none).
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

    @property
    def asks_other_day(self) -> bool:
        """Whether the corrected call asks for another day."""
        return self.doubt.partition(" ")[0] == _OTHER_DAY

    @property
    def other_day(self) -> date | None:
        """The day that the corrected call asks for."""
        day = self.doubt.partition(" ")[2]
        return date.fromisoformat(day) if self.asks_other_day and day else None


def other_day(day: date | None) -> str:
    """Return the doubt of a follow-up whose corrected call asks for another day."""
    return f"{_OTHER_DAY} {day.isoformat() if day else ''}".strip()


def arising(call: Call, known: Known, line: Line) -> tuple[Due, ...]:
    """Return what a finished call asks for afterwards. The same call asks for the same on whichever day it is saved."""
    if call.non_client:
        return ()
    rule = known.follow_ups.of_outcome(call.outcome)
    spec = known.script.outcomes.get(call.outcome)
    of_outcome = [each for each in agreed_steps(call) if rule and _same_matter(each, rule, spec, known)]
    first = _of_outcome(call, known, line, rule, of_outcome) if rule else None
    steps = [each for each in agreed_steps(call) if each not in of_outcome]
    dues = (*((first,) if first else ()), *_of_steps(call, known, line, steps), *_of_referrals(call, known))
    return tuple({due.source: due for due in dues}.values())


def contact_day(call: Call) -> date:
    """Return the day of contact, on the wall."""
    return clock.local(call.started_at).date()


# ------------------------------------------------------------ the outcome


def _same_matter(step: NextStep, rule: OutcomeRule, spec: OutcomeSpec | None, known: Known) -> bool:
    """Tell whether an agreed step is what its outcome brings anyway."""
    if _is_usual(step, spec) or step.who in rule.who:
        return True
    of_step = _rule_of(step, known)
    return of_step is not None and of_step.kind == rule.kind


def _is_usual(step: NextStep, spec: OutcomeSpec | None) -> bool:
    usual = (spec.what, spec.what_you) if spec else ()
    return any(step.what in (words.fi, words.sv, words.en) for words in usual)


def _of_outcome(call: Call, known: Known, line: Line, rule: OutcomeRule, steps: list[NextStep]) -> Due | None:
    if not _may_be_asked(rule.asked, call) or _told_as_done(rule, call):
        return None
    step = steps[0] if steps else None
    return Due(
        source=f"outcome:{call.outcome}",
        kind=rule.kind,
        what=_words(call, known, line, step) if step and rule.kind != "check_help" else "",
        owner=_owner(rule.owner, step.who if step else "", call),
        due_on=_due_on(rule, call, step),
    )


def _may_be_asked(asked: str, call: Call) -> bool:
    answer = call.answer("contact_back")
    return asked == "any" or (answer != "no" if asked == "not_refused" else answer == "yes")


def _told_as_done(rule: OutcomeRule, call: Call) -> bool:
    return any(each.service_type in rule.done_types and each.status in rule.done_statuses for each in call.referrals)


def _due_on(rule: OutcomeRule, call: Call, step: NextStep | None) -> date | None:
    if rule.due == "contact":
        return contact_day(call)
    if rule.due == "workdays":
        return nth_workday_after(contact_day(call), rule.workdays)
    if call.deadline_on:
        return call.deadline_on
    if step and step.by:
        return step.by
    return min((each.by for each in agreed_steps(call) if each.by), default=None)


# ------------------------------------------------------------ agreed steps


def _of_steps(call: Call, known: Known, line: Line, steps: list[NextStep]) -> Iterator[Due]:
    seen: Counter[str] = Counter()
    for step in steps:
        rule = _rule_of(step, known)
        if rule is None:
            continue
        source = f"step:{_digest(step)}"
        seen[source] += 1
        yield Due(
            source=source if seen[source] == 1 else f"{source}:{seen[source]}",
            kind=rule.kind,
            what=_words(call, known, line, step),
            owner=_owner(rule.owner, step.who, call),
            due_on=step.by,
        )


def _rule_of(step: NextStep, known: Known) -> StepRule | None:
    words = _WORDS.findall(fold(step.what))
    for rule in known.follow_ups.step:
        if step.who in rule.who and (not rule.words or any(word.startswith(rule.words) for word in words)):
            return rule
    return None


def _digest(step: NextStep) -> str:
    """Return what a step is known by: another day leaves it the same, other words or somebody else do not."""
    said = "\x1f".join((step.who, " ".join(fold(step.what).split())))
    return hashlib.sha256(said.encode()).hexdigest()[:DIGEST]


def _words(call: Call, known: Known, line: Line, step: NextStep) -> str:
    """Return an agreed step in the reader's language where the words are the script's, and who does it if not we."""
    spec = known.script.outcomes.get(call.outcome)
    what = spec.what.pick(line.code) if spec and _is_usual(step, spec) else step.what
    who = known.script.choice("next_who", step.who, line.code) if step.who != ADVICE_LINE else ""
    return clean_line(f"{who}: {what}" if who else what, limit=LINE_LIMIT)


def _owner(rule: OwnerRule, who: str, call: Call) -> str:
    if rule == "advisor" or (rule == "doer" and who == ADVICE_LINE):
        return clean_line(call.advisor)
    return ""


# ------------------------------------------------------------ services told


def _of_referrals(call: Call, known: Known) -> Iterator[Due]:
    if call.answer("contact_back") != "yes":
        return
    for referral in call.referrals:
        for rule in known.follow_ups.referral:
            if referral.status in rule.statuses and call.outcome not in rule.except_outcomes:
                yield Due(
                    source=f"check:{referral.service_id}",
                    kind="check_help",
                    service_id=referral.service_id,
                    due_on=nth_workday_after(contact_day(call), rule.workdays),
                )
                break
