"""What stands in a call at a moment, and what can be said of it: derived, never kept."""

import re
from datetime import date

from advisor_tui import clock
from advisor_tui.guidance import closing
from advisor_tui.guidance.assessment import Proposed, propose
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.deadlines import Deadline, deadline
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.script import Field
from advisor_tui.language import Words

_EMPTY_PARTS = re.compile(r"(?:,\s*){2,}")


class Standing:
    """A call beside everything it is measured against."""

    def __init__(self, call: Call, known: Known, line: Line) -> None:
        self.call = call
        self.known = known
        self.line = line
        self._restart()

    def _restart(self) -> None:
        """Let the clock go on from what has been talked, or worked on afterwards, so far."""
        self._since = clock.monotonic()
        self._before = self.call.wrap_up_seconds if self.call.state == "wrap_up" else self.call.talk_seconds

    @property
    def correcting(self) -> bool:
        """Whether this is a finished call that is being corrected."""
        return self.call.closed_at is not None

    @property
    def seconds(self) -> int:
        """Seconds talked, or of the wrap-up; measured by the steady clock and carried on after a break."""
        return self._before + int(clock.monotonic() - self._since)

    @property
    def contact_day(self) -> date:
        """The day of contact, on the wall."""
        return clock.local(self.call.started_at).date()

    @property
    def deadline(self) -> Deadline | None:
        """The statutory last day to start an assessment, where one concerns this call."""
        counted = self.line.saturday_counts
        return deadline(self.known.limits, self.call, self.contact_day, saturday_counts=counted)

    @property
    def proposal(self) -> Proposed:
        """The outcome that the call speaks for, with reasons."""
        return propose(self.known.script, self.call, self.line.code)

    def said(self, words: Words) -> str:
        """Return words of the script as they are said to this caller: in her language, with the names filled in."""
        text = words.pick(self.call.caller_language)
        line = self.line.name or self.known.script.line.pick(self.call.caller_language)
        names = {"line": line, "advisor": self.line.advisor_name, "phone": self.line.phone}
        for name, value in names.items():
            text = text.replace("{" + name + "}", value)
        text = _EMPTY_PARTS.sub(", ", text).strip(" ,")
        return text[:1].upper() + text[1:]

    def card(self) -> list[str]:
        """Return the closing card, to read aloud in the caller's language."""
        known = self.known
        said = closing.Said(known.script, known.calendar, known.catalogue, clock.today(), self.line.phone)
        return closing.closing_card(said, self.call, self.deadline)

    def day_said(self, day: date) -> str:
        """Return a day as it is said to this caller."""
        return self.known.calendar.said(day, self.call.caller_language)

    def is_needed(self, field: Field) -> bool:
        """Tell whether a row is needed, given what is known."""
        return all((self.call.answer(name) or self._default(name)) in values for name, values in field.show.items())

    def value(self, field_id: str) -> str:
        """Return what a field holds, or what is taken for granted while nobody has said otherwise."""
        return self.call.answer(field_id) or self._default(field_id)

    def _default(self, field_id: str) -> str:
        if field_id == "deadline_ground":
            found = self.deadline
            return found.ground.id if found else ""
        field = self.known.script.fields.get(field_id)
        return field.default if field else ""

    @property
    def nothing_agreed(self) -> bool:
        """Whether the caller would be left without an agreed next step."""
        return closing.missing_agreement(self.call)

    @property
    def agreed(self) -> tuple[NextStep, ...]:
        """The agreed next steps, with the one being filled in."""
        return closing.agreed_steps(self.call)
