"""Urgent help: the right number first, what to do, what to say. One key from everywhere."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from advisor_tui import clock
from advisor_tui.catalogue.opening import opening, told
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.script import Urgent
from advisor_tui.language import _, current, full_day
from advisor_tui.screens.front import Front
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.paragraphs import Paragraphs, Part, plain, said
from advisor_tui.widgets.row import WayOn

LABELS = 9


class UrgentScreen(Front[Urgent]):
    """The kinds of urgent help; a letter shows another one, Enter notes in the call that it was told."""

    AUTO_FOCUS = ""

    def __init__(self, known: Known, language: str, urgent: Urgent | None, *, in_call: bool) -> None:
        super().__init__()
        self._known = known
        self._language = language
        self._in_call = in_call
        self._urgent = urgent or known.script.urgent[0]
        self.chips = Chips("", (Chip(each.key, each.id, each.label.pick(current())) for each in known.script.urgent))
        self.text = Paragraphs(label_width=LABELS)
        self.source = Paragraphs()

    def body(self) -> ComposeResult:
        """Compose the present kind above the choice of others."""
        yield Static(Content.styled(_("URGENT HELP"), "bold $danger"), classes="title", markup=False)
        yield self.text
        yield self.chips
        yield self.source

    def on_mount(self) -> None:
        """Show the first kind. The choices take the keys, but the number stays in view."""
        self.set_focus(self.chips, scroll_visible=False)
        self._show()
        noted = [Hint("Enter", _("note as told"))] if self._in_call else []
        self.hints(Hint(_("letter"), _("show another")), *noted, Hint("Esc", _("back")))

    def _show(self) -> None:
        self.chips.set_state((self._urgent.id,))
        self.text.set_parts(self._parts())
        service = self._known.catalogue.first_of_type(self._urgent.service_type)
        if service:
            day = full_day(service.assured_date)
            told = _("Number assured {day}: {source}").format(day=day, source=service.source)
            self.source.set_parts([Part(plain(told, "$label"))])

    def _parts(self) -> Iterator[Part]:
        urgent, moment, code = self._urgent, clock.local_now(), current()
        yield Part(plain(urgent.label.pick(code), "bold $fill"))
        service = self._known.catalogue.first_of_type(urgent.service_type)
        if service:
            for phone in service.phones:
                state = told(opening(phone.schedules, moment), moment)
                number = Content.assemble(
                    (phone.number, "bold $danger"), f"   {service.names.pick(code)}   ", (state, "$good")
                )
                yield Part(number, _("Call"))
            if service.alert:
                yield Part(plain(f"! {service.alert}", "$danger"), " ")
            if service.sample:
                yield Part(plain(_("SAMPLE: this number cannot be dialled. In an emergency 112."), "bold $danger"), " ")
        for index, words in enumerate(urgent.do):
            yield Part(plain(words.pick(code)), _("Do") if index == 0 else " ")
        yield Part(said(urgent.say.pick(self._language)), _("Say"))

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Show another kind."""
        event.stop()
        if event.option:
            self._urgent = self._known.script.urgents[event.option]
            self._show()

    def on_way_on(self, event: WayOn) -> None:
        """Note that it was told: Enter without another choice."""
        event.stop()
        if self._in_call and event.accepted:
            self.answer(self._urgent)
