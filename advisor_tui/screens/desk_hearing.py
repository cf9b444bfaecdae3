"""The desk listens: what was understood of the notes is offered, and one key takes or refuses it."""

from advisor_tui.commands import BY_ID
from advisor_tui.ear import Deaf, Ear, Heard
from advisor_tui.guidance.script import label
from advisor_tui.language import _, current
from advisor_tui.listening.listener import NOTHING, Understood
from advisor_tui.listening.offers import Offer, Offers
from advisor_tui.reference import Reference
from advisor_tui.screens import questions
from advisor_tui.screens.choose import Answer
from advisor_tui.screens.desk_matter import DeskMatter
from advisor_tui.widgets.heard import HeardLine, OfferChip, asked
from advisor_tui.widgets.notes import Notes
from advisor_tui.widgets.row import UrgentCalled
from advisor_tui.widgets.search_pane import SearchPane


class DeskHearing(DeskMatter):
    """What the desk makes of what was heard. The desk itself stands in :mod:`advisor_tui.screens.desk`."""

    notes: Notes
    search: SearchPane

    def __init__(self, reference: Reference, ear: Ear) -> None:
        super().__init__()
        self._reference = reference
        self._ear = ear
        self.heard_line = HeardLine(id="heard")
        self.understood: Understood = NOTHING
        self._number = 0
        self._heard_of: object = None
        self._offers: dict[str, Offers] = {}
        self._deaf = ""

    # ------------------------------------------------------------ listening

    @property
    def offers(self) -> Offers:
        """The offers of the call on the desk."""
        call_id = self.talk.call.id
        if call_id not in self._offers or self._offers[call_id].talk is not self.talk:
            self._offers = {key: each for key, each in self._offers.items() if each.talk.call.state != "closed"}
            self._offers[call_id] = Offers(self.talk)
        return self._offers[call_id]

    @property
    def is_listening(self) -> bool:
        """Whether what stands in the notes is still being understood."""
        return self._number != 0

    def listen(self) -> None:
        """Have the notes understood anew when they or what the call holds have changed."""
        if self.talk.correcting or self._deaf or not self.desk.settings.listening.on:
            return
        call = self.talk.call
        heard_of = (call.id, call.notes, call.answers, call.referrals, call.needs, self.offers.refusals)
        if heard_of == self._heard_of:
            return
        self._heard_of = heard_of
        if call.notes.strip():
            self._number = self._ear.hear(call.notes, self.offers.situation())
        else:
            self._number = 0
            self._show_understood(NOTHING)

    def forget_heard(self) -> None:
        """Show nothing of the call before."""
        self._heard_of, self._number = None, 0
        self._show_understood(NOTHING)

    def heard(self, heard: Heard | Deaf) -> None:
        """Show what was understood, unless the notes have changed meanwhile."""
        if isinstance(heard, Deaf):
            self._number = 0
            self._deaf = _("The desk does not listen: {reason}").format(reason=heard.error)
            self._show_understood(NOTHING)
        elif heard.number == self._number:
            self._number = 0
            self._show_understood(heard.understood)

    def _show_understood(self, understood: Understood) -> None:
        self.understood = understood
        self.search.suggest(understood.services)
        self.pane_worth(frozenset(each.id for each in understood.areas))
        self.show_offers()

    def pane_worth(self, areas: frozenset[str]) -> None:
        """Mark the need areas that are worth asking about."""
        raise NotImplementedError

    # ------------------------------------------------------------ what is offered

    @property
    def open_offers(self) -> list[Offer]:
        """The offers that are still to be answered."""
        return self.offers.open(self.understood) if self.has_call and not self.talk.correcting else []

    def show_offers(self) -> None:
        """Show the open offers, and what to ask next."""
        take, refuse = (self.key_of(BY_ID[name]) for name in ("take_offer", "refuse_offer"))
        hint = _("{take} takes  {refuse} refuses").format(take=take, refuse=refuse)
        chips = [OfferChip(self._words(each), each.is_alarm) for each in self.open_offers]
        self.heard_line.show(chips, hint=hint, rest=self._deaf)
        question = self.understood.question
        language = self.talk.call.caller_language if self.has_call else current()
        self.show_heading(asked(_first_question(question.ask.pick(language))) if question else None)

    def _words(self, offer: Offer) -> str:
        """Return an offer as it is shown."""
        script, code = self.talk.known.script, current()
        if offer.kind == "flag":
            return _("{danger}: {words}").format(danger=script.flags[offer.id].label.pick(code), words=offer.words)
        if offer.kind == "duty":
            return _("{danger}: {words}").format(danger=script.urgents[offer.id].label.pick(code), words=offer.words)
        field = script.fields[offer.id]
        value = label(field.choices, offer.value, code) if field.choices else offer.value
        if offer.id == "age":
            value = _("{age} y").format(age=offer.value)
        elif offer.id != "municipality":
            value = f"{field.label.pick(code).lower()} {value}"
        if offer.before:
            before = label(field.choices, offer.before, code) if field.choices else offer.before
            return _("{value} (not {before})?").format(value=value, before=before)
        return value if offer.sure else f"{value}?"

    # ------------------------------------------------------------ what is done about it

    def do_take_offer(self) -> None:
        """Take the first offer."""
        self._take(0)

    def do_refuse_offer(self) -> None:
        """Refuse the first offer."""
        self._refuse(0)

    def do_undo_offer(self) -> None:
        """Take back what was taken last."""
        taken = self.offers.undo()
        self.tell(_("Taken back: {what}").format(what=self._words(taken)) if taken else _("Nothing was taken yet."))
        self.show_offers()

    def do_offers(self) -> None:
        """Go to the offers, to choose among them."""
        if not self.open_offers:
            self.tell(_("Nothing is offered now."))
            return
        self.remove_class("-side")
        self.heard_line.can_focus = True
        self.set_focus(self.heard_line)

    def _take(self, number: int) -> None:
        offers = self.open_offers
        if number >= len(offers):
            self.tell(_("Nothing is offered now."))
            return
        urgent = self.offers.take(offers[number])
        self.show_offers()
        if urgent:
            self.post_message(UrgentCalled(urgent))
        else:
            self.tell(_("Taken: {what}").format(what=self._words(offers[number])))

    def _refuse(self, number: int) -> None:
        offers = self.open_offers
        if number >= len(offers):
            self.tell(_("Nothing is offered now."))
        elif offers[number].is_alarm:
            self._ask_why_dismissed(offers[number])
        else:
            self.offers.refuse(offers[number])
            self.show_offers()

    def _ask_why_dismissed(self, offer: Offer) -> None:
        def dismiss(answer: Answer | None) -> None:
            if answer:
                self.offers.dismiss(offer, answer.option)
                self.show_offers()

        reasons = self.talk.known.script.dismissal
        self.app.push_screen(questions.dismissed(self._words(offer), reasons), dismiss)

    def on_heard_line_taken(self, event: HeardLine.Taken) -> None:
        """Take an offer chosen by digit."""
        event.stop()
        self._take(event.number)

    def on_heard_line_refused(self, event: HeardLine.Refused) -> None:
        """Refuse the offer under the cursor."""
        event.stop()
        self._refuse(event.number)

    def on_heard_line_undone(self, event: HeardLine.Undone) -> None:
        """Take back what was taken last."""
        event.stop()
        self.do_undo_offer()

    def on_search_pane_suggestion_refused(self, event: SearchPane.SuggestionRefused) -> None:
        """Take a service off the suggestions."""
        event.stop()
        self.offers.refuse_service(event.service.id)


def _first_question(text: str) -> str:
    """Return the first of the questions that a need area asks: a line has room for one."""
    return text[: text.index("?") + 1] if "?" in text else text
