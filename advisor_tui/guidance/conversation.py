"""A call being talked: what follows from each thing that the advisor does.

The desk shows what stands here and hands on what the advisor does. Whatever changes, ``on_change`` is called before
the method returns, so that the screen never shows as saved what is not yet handed over.
"""

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from advisor_tui import clock
from advisor_tui.catalogue.service import Service
from advisor_tui.guidance import closing
from advisor_tui.guidance.call import LINE_LIMIT, Call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.script import Urgent, option
from advisor_tui.guidance.standing import Standing
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, EventCode, StepId

OLDEST = 120
"""Full years: a larger age is a slip of the finger."""


class Conversation(Standing):
    """One call, with what is done in it."""

    def __init__(self, call: Call, known: Known, line: Line, on_change: Callable[[], None] = lambda: None) -> None:
        super().__init__(call, known, line)
        self.on_change = on_change
        self._filled_in = self._filled_in_before()

    # ------------------------------------------------------------ what the advisor does

    def changed(self) -> None:
        """Take the time and tell that the call has changed."""
        if self.call.state == "wrap_up":
            self.call.wrap_up_seconds = self.seconds
        elif not self.correcting:
            self.call.talk_seconds = self.seconds
        found = self.deadline if self.call.outcome == "B" else None
        self.call.deadline_on = found.last_day if found else None
        proposed = self.proposal.outcome or ""
        if proposed != self.call.proposal:
            self.call.proposal = proposed
            self.call.log("proposal_shown", proposed)
        self.on_change()

    def answer(self, field_id: str, value: str) -> None:
        """Fill in a field with a code, or empty it; what the answer makes plain elsewhere is filled in too."""
        self.call.put(field_id, value)
        field = self.known.script.fields.get(field_id)
        chosen = option(field.choices, value) if field else None
        for other, implied in (chosen.sets if chosen else {}).items():
            self.call.put(other, implied)
        if field_id in ("outcome", "deadline_ground"):
            self._fill_in_next_step()
        elif field_id == "language":
            self._fill_in_next_step(renew=True)
        elif field_id == "next_who":
            self._suit_words_to(value)
        self.changed()

    def write(self, field_id: str, text: str) -> None:
        """Fill in a field of free text; an identity is kept only when it is agreed to be."""
        if field_id not in IDENTITY_FIELDS or not self.call.anonymous:
            self.call.put(field_id, text, coded=False)
            self.changed()

    def write_age(self, text: str) -> bool:
        """Fill in the age, or empty it where the text is none; return whether the text is an age or empty."""
        digits = text.strip()
        short = len(digits) <= LINE_LIMIT  # Python converts no number of thousands of digits
        sound = not digits or (short and digits.isascii() and digits.isdecimal() and int(digits) <= OLDEST)
        self.call.put("age", str(int(digits)) if sound and digits else "", coded=False)
        self._fill_in_next_step(renew=True)
        self.changed()
        return sound

    def write_place(self, text: str) -> str:
        """Fill in the municipality that is meant, or what was written when none is recognised; return what stands."""
        place = self.known.areas.recognise(text)
        self.call.put("municipality", place.name if place else text, coded=place is not None)
        self.changed()
        return self.call.municipality

    def write_day(self, field_id: str, text: str, before: str = "") -> date | None:
        """Fill in a day and return it. Text that is no day brings back what stood ``before`` and returns None."""
        day = self.known.calendar.understand(text, clock.today())
        kept = before if text.strip() else ""
        self.call.put(field_id, day.isoformat() if day else kept, coded=False)
        self.changed()
        return day

    def is_day(self, text: str) -> bool:
        """Tell whether a text is understood as a day on which something can be agreed."""
        return self.known.calendar.understand(text, clock.today()) is not None

    def take_notes(self, text: str) -> None:
        """Replace the notes."""
        self.call.write(text)
        self.changed()

    def toggle(self, field_id: str, option_id: str) -> None:
        """Choose or unchoose one of several choices."""
        self.call.toggle(field_id, option_id)
        self.changed()

    def enter(self, step: StepId) -> None:
        """Go to a step."""
        self.call.enter(step)
        self.changed()

    def rate(self, area: str, level: str) -> None:
        """Rate a need area."""
        self.call.rate(area, level)
        self.changed()

    def note_area(self, area: str, note: str) -> None:
        """Write a note to a need area."""
        self.call.note_area(area, note)
        self.changed()

    def toggle_flag(self, flag_id: str) -> Urgent | None:
        """Raise or lower a red flag; return the urgent help that a raised one calls for."""
        if flag_id in self.call.flags:
            self.call.lower_flag(flag_id)
            self.changed()
            return None
        self.call.raise_flag(flag_id)
        self.changed()
        return self.known.script.urgents.get(self.known.script.flags[flag_id].urgent)

    def attach(self, service: Service, status: str) -> None:
        """Attach a service with what was done about it."""
        self.call.attach(service.id, service.type, service.name, status)
        self.changed()

    def detach(self, service_id: str) -> None:
        """Take an attached service back."""
        self.call.detach(service_id)
        self.changed()

    def set_referral_status(self, service_id: str, status: str) -> None:
        """Change what was done about an attached service."""
        found = self.call.referral(service_id)
        if found:
            self.call.attach(found.service_id, found.service_type, found.name, status)
            self.changed()

    def leave_unmet(self, need: str, reason: str, service_type: str = "") -> None:
        """Note a need that no service answers."""
        self.call.leave_unmet(need, reason, service_type)
        self.changed()

    def take_back_unmet(self, number: int) -> None:
        """Take back an unmet need."""
        self.call.take_back_unmet(number)
        self.changed()

    def agree_another(self) -> bool:
        """Keep the step that is filled in and clear the fields for another; return whether there was one."""
        current = closing.current_step(self.call)
        if current is None:
            return False
        self.call.agree(current)
        for name in ("next_what", "next_who", "next_by"):
            self.call.put(name, "", coded=False)
        self._filled_in = None
        self.changed()
        return True

    def drop_agreed(self, number: int) -> None:
        """Take back an agreed step."""
        self.call.drop_agreed(number)
        self.changed()

    def urgent_help(self, urgent: Urgent) -> None:
        """Note that urgent help was told: its service is attached, and its outcome stands unless one was chosen."""
        service = self.known.catalogue.first_of_type(urgent.service_type)
        if service and urgent.outcome == "C" and not self.call.referral(service.id):
            self.call.attach(service.id, service.type, service.name, "told")
        self.call.log("urgent_opened", urgent.id)
        if urgent.outcome and not self.call.outcome:
            self.answer("outcome", urgent.outcome)
        else:
            self.changed()

    def continue_from(self, earlier: Call) -> None:
        """Note that this contact goes on with the matter of an earlier call."""
        self.call.continue_from(earlier)
        self.changed()

    def log(self, code: EventCode, subject: str = "", value: str = "") -> None:
        """Write a line of the timeline for something seen rather than changed."""
        self.call.log(code, subject, value)
        self.changed()

    def _filled_in_before(self) -> NextStep | None:
        """Return the usual next step where that is what stands in a call that is gone on with."""
        usual, current = self._usual(), closing.current_step(self.call)
        suited = self._usual(current.who) if current else None
        if usual and current and suited and suited.what == current.what:
            return replace(usual, what=current.what)
        return None

    def _usual(self, who: str = "") -> NextStep | None:
        return closing.usual_next_step(self.known.script, self.call, clock.today(), self.deadline, who)

    def _fill_in_next_step(self, *, renew: bool = False) -> None:
        """Fill in the usual next step of the outcome, unless the advisor has written one in her own words.

        Who does it and by when stay as she has chosen them. To ``renew`` what is there, something must be there.
        """
        usual, current, before = self._usual(), closing.current_step(self.call), self._filled_in
        if usual is None or (current is None and renew):
            return
        who, by = usual.who, usual.by
        if current is not None:
            if before is None or current.what != before.what:
                return
            who = current.who if current.who != before.who else usual.who
            by = current.by if current.by != before.by else usual.by
        self._put_step(who, by)
        self._filled_in = replace(usual, what=self.call.answer("next_what"))

    def _suit_words_to(self, who: str) -> None:
        """Say the usual next step of whoever is to do it now: it is said to the caller in other words."""
        current = closing.current_step(self.call)
        if current and self._filled_in and current.what == self._filled_in.what:
            self._put_step(who, current.by)
            self._filled_in = replace(self._filled_in, what=self.call.answer("next_what"))

    def _put_step(self, who: str, by: date | None) -> None:
        suited = self._usual(who)
        self.call.put("next_what", suited.what if suited else "", coded=False)
        self.call.put("next_who", who)
        self.call.put("next_by", by.isoformat() if by else "")

    # ------------------------------------------------------------ how it ends

    def end_talk(self, no_next_step: str = "") -> None:
        """The caller has hung up; the wrap-up begins."""
        self.call.talk_seconds = self.seconds
        last = closing.current_step(self.call)
        if last:
            self.call.log("next_step_agreed", last.who, last.by.isoformat() if last.by else "")
        self.call.end_talk(no_next_step=no_next_step)
        self._restart()
        self.changed()

    def close(self) -> None:
        """The record is finished."""
        self.changed()
        self.call.close()
        self.on_change()

    def close_as_non_client(self, reason: str) -> None:
        """Not a client call: finished at once."""
        self.changed()
        self.call.close_as_non_client(reason)
        self.on_change()

    def park(self) -> None:
        """Leave the call waiting."""
        self.changed()
        self.call.park()
        self.on_change()

    def resume(self) -> None:
        """Go on with a call that waited or was cut off."""
        self.call.resume()
        self._restart()
        self.changed()
