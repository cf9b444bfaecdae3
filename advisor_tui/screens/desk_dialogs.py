"""What a call needs answered in front of the desk: how it ends, what stays unmet, urgent help, a conflict."""

from textual.message import Message

from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.script import Urgent
from advisor_tui.language import _, current
from advisor_tui.screens import questions
from advisor_tui.screens.base import AdvisorScreen
from advisor_tui.screens.choose import Answer, Choose
from advisor_tui.screens.questions import chips_of
from advisor_tui.widgets.paragraphs import Part, plain


class DeskDialogs(AdvisorScreen):
    """The questions of the desk. The desk itself stands in :mod:`advisor_tui.screens.desk`."""

    talk: Conversation
    """The call on the desk; there is none until the first one is taken."""

    @property
    def has_call(self) -> bool:
        """Whether a call has been put on the desk yet."""
        return hasattr(self, "talk")

    async def action_command(self, command_id: str) -> None:
        """Do a command, once there is a call to do it with."""
        if self.has_call:
            await super().action_command(command_id)

    def do_step_next(self) -> None:
        """Go to step 4, where the next step is agreed."""
        raise NotImplementedError

    class Finished(Message):
        """The call has left the desk: it is closed, parked, or was only corrected."""

    def do_end_call(self) -> None:
        """End the talk, or finish the record when the talk has ended."""
        if self.talk.correcting or self.talk.call.state == "wrap_up":
            self.finish()
        elif self.talk.nothing_agreed:
            self._ask_why_nothing_agreed()
        else:
            self._end_talk("")

    def _ask_why_nothing_agreed(self) -> None:
        script = self.talk.known.script
        missing = _("There is no outcome yet.") if not self.talk.call.outcome else _("Nothing is agreed yet.")
        text = _("The caller would not know what happens next. Esc goes back to agree it; a letter says why not.")
        question = Choose(
            _("No agreed next step"),
            chips_of(script.no_next_step),
            parts=[Part(plain(missing)), Part(plain(text))],
            back=_("agree it"),
        )
        self.app.push_screen(question, self._nothing_agreed)

    def _nothing_agreed(self, answer: Answer | None) -> None:
        if answer is None:
            self.do_step_next()
        else:
            self._end_talk(answer.option)

    def _end_talk(self, reason: str) -> None:
        self.talk.end_talk(reason)
        self.tell(_("The call has ended. Take the time you need; the same key finishes the record."))

    def finish(self) -> None:
        """Finish the record and leave the desk."""
        if not self.talk.correcting:
            self.talk.close()
        self.post_message(self.Finished())

    def do_park_call(self) -> None:
        """Leave the call waiting."""
        self.talk.park()
        self.post_message(self.Finished())

    def do_non_client(self) -> None:
        """Ask which kind of call it was, and be done."""
        self.app.push_screen(questions.non_client(self.talk.known.script), self._was_non_client)

    def _was_non_client(self, answer: Answer | None) -> None:
        if answer:
            self.talk.close_as_non_client(answer.option)
            self.post_message(self.Finished())

    def ask_unmet(self, need: str, service_type: str) -> None:
        """Ask why a need stays unmet."""
        question = Choose(
            _("Unmet need"),
            chips_of(self.talk.known.script.unmet_reason),
            writing=(_("Need"), need),
        )
        self.app.push_screen(question, lambda answer: self._left_unmet(answer, service_type))

    def _left_unmet(self, answer: Answer | None, service_type: str) -> None:
        if answer:
            self.talk.leave_unmet(answer.text, answer.option, service_type)
            self.tell(_("Noted as an unmet need."))

    def do_agree_another(self) -> None:
        """Keep the agreed step and make room for another."""
        if self.talk.agree_another():
            self.do_step_next()
            self.tell(_("Kept. Fill in the other agreed thing."))
        else:
            self.tell(_("First write what was agreed."))

    def urgent_told(self, urgent: Urgent | None) -> None:
        """Note the urgent help that was told."""
        if urgent:
            self.talk.urgent_help(urgent)
            self.tell(_("Noted: {what}").format(what=urgent.label.pick(current())))
