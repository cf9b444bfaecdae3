"""What the desk proposes as the outcome (A-F), and why. It proposes; the advisor decides.

The order is that of urgency: danger first, then duties to notify, then the wider assessment, then advice. The right
to an assessment (SHL 36 §) holds whatever is proposed.
"""

from dataclasses import dataclass

from advisor_tui.guidance.call import Call, rated_at_least
from advisor_tui.guidance.script import Script
from advisor_tui.guidance.vocabulary import Outcome
from advisor_tui.language import _, ngettext

FOREMOST: tuple[Outcome, ...] = ("C", "E", "D")
"""Danger goes before duties, and a child before others."""


@dataclass(frozen=True)
class Proposed:
    """A proposal and its reasons, in the reader's language; no outcome while nothing speaks for any."""

    outcome: Outcome | None
    reasons: tuple[str, ...]


def propose(script: Script, call: Call, code: str) -> Proposed:
    """Return the outcome that the call speaks for. ``code`` is the reader's language."""
    by_flags = _by_flags(script, call, code)
    if by_flags.outcome:
        return by_flags
    reasons = _assessment_reasons(script, call, code)
    if reasons:
        return Proposed("B", reasons)
    if call.referrals:
        count = len(call.referrals)
        told = ngettext("guided to {count} service", "guided to {count} services", count).format(count=count)
        return Proposed("A", (told, _("no need that calls for more has come up")))
    return Proposed(None, ())


def _by_flags(script: Script, call: Call, code: str) -> Proposed:
    found: dict[Outcome, list[str]] = {}
    for flag in (script.flags[each] for each in call.flags if each in script.flags):
        outcome = script.urgents[flag.urgent].outcome
        if outcome:
            found.setdefault(outcome, []).append(flag.label.pick(code))
    for outcome in FOREMOST:
        if outcome in found:
            return Proposed(outcome, tuple(found[outcome]))
    return Proposed(None, ())


def _assessment_reasons(script: Script, call: Call, code: str) -> tuple[str, ...]:
    rule = script.proposal
    wholly = rated_at_least(call, rule.wholly_helped)
    partly = rated_at_least(call, rule.partly_helped)
    reasons = [f"{_area(script, area, code)} {call.rating(area).level}" for area in wholly]
    if len(partly) >= rule.partly_helped_areas:
        reasons += [f"{_area(script, area, code)} {call.rating(area).level}" for area in partly if area not in wholly]
    if call.answer("asks_assessment") == "yes":
        reasons.append(_("an assessment is asked for"))
    if not reasons:
        return ()
    if call.age is not None and call.age >= rule.age:
        reasons.append(_("age {age}").format(age=call.age))
    return tuple(reasons)


def _area(script: Script, area: str, code: str) -> str:
    found = script.areas.get(area)
    return found.label.pick(code) if found else area
