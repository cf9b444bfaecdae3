"""The parts of a step that are more than one answer."""

from collections.abc import Iterator

from textual.content import Content

from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.script import label as label_of
from advisor_tui.language import _, current, short_day
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.line_list import LineList, ListLine
from advisor_tui.widgets.paragraphs import BLANK, Paragraphs, Part, plain, said


class SayBlock(Paragraphs):
    """The words to say in a step, in the caller's language."""

    def __init__(self, step: str) -> None:
        super().__init__(label_width=7, classes="say")
        self._step = step

    def show(self, talk: Conversation) -> None:
        """Show the words as they are said to this caller."""
        words = talk.known.script.steps[self._step].say
        self.set_parts(
            Part(said(talk.said(each)), _("Say") if number == 0 else " ") for number, each in enumerate(words)
        )


class DeadlineBlock(Paragraphs):
    """The statutory last day to start an assessment, with what is not certain about it."""

    def __init__(self) -> None:
        super().__init__(id="deadline")

    def show(self, talk: Conversation) -> None:
        """Show the day where one concerns the call."""
        found = talk.deadline
        self.display = found is not None
        self.set_parts(deadline_parts(talk))


def deadline_parts(talk: Conversation) -> Iterator[Part]:
    """Yield the statutory clock as it is told to the advisor and said to the caller; nothing where none applies."""
    found = talk.deadline
    if found is None:
        return
    code = current()
    text = _("! {ground}: the assessment must begin by {day}")
    told = text.format(ground=found.ground.label.pick(code), day=short_day(found.last_day))
    earlier = _("(if a Saturday counts as a working day: {day})")
    strict = earlier.format(day=short_day(found.earlier_day)) if found.earlier_day else ""
    yield Part(Content.assemble((told, "bold $danger"), " ", (strict, "$danger")))
    if talk.call.outcome in ("", "B"):  # with another outcome the right stays, but nobody says that one begins
        sentence = talk.known.script.closing.deadline.pick(talk.call.caller_language)
        yield Part(said(sentence.format(day=talk.day_said(found.last_day))))
    if not found.limit.certain:
        law = found.limit.law.pick(code)
        yield Part(plain(f"{law}. {found.limit.open_points.pick(code)}", "$label"))


class ReferralsBlock(LineList):
    """The services told to the caller, with what was done about each."""

    filled = True

    def __init__(self) -> None:
        super().__init__(_("Told to the caller"), _("Nothing yet: ^F searches, Enter attaches."), id="referrals")
        self._talk: Conversation | None = None

    def show(self, talk: Conversation) -> None:
        """Show the services."""
        self._talk = talk
        code, script = current(), talk.known.script
        self.set_lines(
            [
                ListLine(
                    each.service_id,
                    _name(talk, each.service_id, each.name),
                    label_of(script.referral_status, each.status, code),
                )
                for each in talk.call.referrals
            ]
        )

    def on_line_list_removed(self, event: LineList.Removed) -> None:
        """Take a service back."""
        event.stop()
        if self._talk:
            self._talk.detach(event.line)

    def on_line_list_changed(self, event: LineList.Changed) -> None:
        """Change what was done about a service."""
        event.stop()
        if self._talk is None:
            return
        found = next((each for each in self._talk.known.script.referral_status if each.key == event.letter), None)
        if found:
            self._talk.set_referral_status(event.line, found.id)


def _name(talk: Conversation, service_id: str, kept: str) -> str:
    service = talk.known.catalogue.get(service_id)
    return service.names.pick(current()) if service else kept


class UnmetBlock(LineList):
    """The needs that no service answers."""

    filled = True

    def __init__(self) -> None:
        super().__init__(
            _("Unmet needs"), _("None. In the search, Enter and a letter note one."), sign="!", id="unmet-needs"
        )
        self._talk: Conversation | None = None

    def show(self, talk: Conversation) -> None:
        """Show the needs."""
        self._talk = talk
        code, script = current(), talk.known.script
        self.set_lines(
            [
                ListLine(str(number), each.need, label_of(script.unmet_reason, each.reason, code))
                for number, each in enumerate(talk.call.unmet_needs)
            ]
        )

    def on_line_list_removed(self, event: LineList.Removed) -> None:
        """Take a need back."""
        event.stop()
        if self._talk:
            self._talk.take_back_unmet(int(event.line))


class AgreedBlock(LineList):
    """What was agreed besides the step that is being filled in."""

    filled = True

    def __init__(self) -> None:
        super().__init__(_("Also agreed"), "", id="agreed")
        self._talk: Conversation | None = None

    def show(self, talk: Conversation) -> None:
        """Show what was agreed; the block goes while there is nothing."""
        self._talk = talk
        who = talk.known.script.fields["next_who"].choices if "next_who" in talk.known.script.fields else ()
        lines = []
        for number, each in enumerate(talk.call.next_steps):
            by = f", {short_day(each.by)}" if each.by else ""
            lines.append(ListLine(str(number), each.what, f"{label_of(who, each.who, current())}{by}"))
        self.set_lines(lines)
        self.display = bool(lines)

    def on_line_list_removed(self, event: LineList.Removed) -> None:
        """Take an agreed thing back."""
        event.stop()
        if self._talk:
            self._talk.drop_agreed(int(event.line))


class ProposalBlock(Paragraphs):
    """What the desk proposes, and why. It proposes; the advisor decides."""

    def __init__(self) -> None:
        super().__init__(label_width=10, id="proposal")

    def show(self, talk: Conversation) -> None:
        """Show the proposal and its reasons."""
        self.set_parts(proposal_parts(talk))


def proposal_parts(talk: Conversation) -> Iterator[Part]:
    """Yield the proposal as it is told to the advisor."""
    proposed, code = talk.proposal, current()
    if proposed.outcome is None:
        yield Part(plain(_("none yet: rate areas or attach services"), "$label"), _("Proposal"))
        return
    outcome = talk.known.script.outcomes[proposed.outcome]
    yield Part(plain(f"{outcome.id} {glyphs().dot} {outcome.meaning.pick(code)}", "bold $fill"), _("Proposal"))
    yield Part(plain(", ".join(proposed.reasons), "$foreground"), _("because"))
    if talk.call.outcome and talk.call.outcome != proposed.outcome:
        chosen = talk.known.script.outcomes[talk.call.outcome]
        yield Part(plain(f"{chosen.id} {glyphs().dot} {chosen.label.pick(code)}", "bold $fill"), _("Chosen"))


class CardBlock(Paragraphs):
    """The closing card, to read aloud."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)

    def show(self, talk: Conversation) -> None:
        """Show the card as it stands."""
        lines = talk.card()
        parts = [Part(plain(_("Read aloud"), "$label")), *(Part(said(line)) for line in lines), BLANK]
        self.set_parts(parts)
