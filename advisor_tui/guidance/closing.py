"""The closing: what was agreed as words to read aloud, and what must not be missing before the call ends."""

from dataclasses import dataclass
from datetime import date

from advisor_tui.catalogue.service import Catalogue, Service
from advisor_tui.guidance.calendar import Calendar
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.deadlines import Deadline
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.script import Script
from advisor_tui.language import Words
from advisor_tui.workdays import nth_workday_after

CALLER = "caller"
"""The code of the one who is spoken to."""


@dataclass(frozen=True)
class Said:
    """Everything that the words of the closing are made from."""

    script: Script
    calendar: Calendar
    catalogue: Catalogue
    today: date
    line_phone: str = ""


def closing_card(said: Said, call: Call, deadline: Deadline | None) -> list[str]:
    """Return the sentences to read aloud, in the caller's language, in their order."""
    code, closing = call.caller_language, said.script.closing
    lines = [closing.opening.pick(code)]
    lines += [_agreed(said, step, code) for step in agreed_steps(call)]
    if deadline and call.outcome == "B" and all(step.by != deadline.last_day for step in agreed_steps(call)):
        lines.append(closing.deadline.pick(code).format(day=said.calendar.said(deadline.last_day, code)))
    if call.answer("self_help"):
        lines.append(closing.self_help.pick(code).format(what=call.answer("self_help").rstrip(".")))
    if call.referrals:
        lines.append(closing.services.pick(code))
        lines += [f"– {_service(said, each.service_id, each.name, code)}" for each in call.referrals]
    if call.answer("contact_back") == "yes":
        lines.append(closing.call_back.pick(code))
    again = closing.again_at.pick(code).format(phone=said.line_phone) if said.line_phone else closing.again.pick(code)
    return [*lines, again, closing.emergency.pick(code), closing.teach_back.pick(code)]


def agreed_steps(call: Call) -> tuple[NextStep, ...]:
    """Return every agreed step: those already agreed and the one being filled in."""
    current = current_step(call)
    return (*call.next_steps, current) if current else call.next_steps


def current_step(call: Call) -> NextStep | None:
    """Return the step that the three fields now hold, or None while they say nothing."""
    what, who = call.answer("next_what"), call.answer("next_who")
    by = _iso(call.answer("next_by"))
    return NextStep(what, who, by) if what else None


def usual_next_step(
    script: Script, call: Call, today: date, deadline: Deadline | None, who: str = ""
) -> NextStep | None:
    """Return the next step that the chosen outcome usually brings, in the caller's language.

    ``who`` does it in place of whom the script names; the words are those for them.
    """
    outcome = script.outcomes.get(call.outcome)
    if outcome is None:
        return None
    by = None if outcome.by_workdays is None else today
    if outcome.by_workdays:
        by = nth_workday_after(today, outcome.by_workdays)
    if outcome.by_deadline and deadline:
        by = deadline.last_day
    does = who or outcome.who
    words = outcome.what_you if does == CALLER else outcome.what
    return NextStep(words.pick(call.caller_language), does, by)


def missing_agreement(call: Call) -> bool:
    """Tell whether the caller would be left without an agreed next step."""
    return not call.outcome or not agreed_steps(call)


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _agreed(said: Said, step: NextStep, code: str) -> str:
    closing = said.script.closing
    who = next((each.label for each in closing.who if each.id == step.who), Words(""))
    sentence = closing.agreed.pick(code).format(
        who=who.pick(code), what=step.what.rstrip("."), by=_by(said, step.by, code)
    )
    sentence = " ".join(sentence.split()).replace(" .", ".")
    return sentence[:1].upper() + sentence[1:]


def _by(said: Said, by: date | None, code: str) -> str:
    if by is None:
        return ""
    if by == said.today:
        return said.script.closing.today.pick(code)
    return said.script.closing.by.pick(code).format(day=said.calendar.said(by, code))


def _service(said: Said, service_id: str, name: str, code: str) -> str:
    service: Service | None = said.catalogue.get(service_id)
    shown = service.names.pick(code) if service else name
    number = service.phones[0].number if service and service.phones else ""
    closing = said.script.closing
    pattern = closing.service if number else closing.service_without_phone
    return pattern.pick(code).format(name=shown, number=number)
