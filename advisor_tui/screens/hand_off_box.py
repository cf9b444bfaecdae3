"""What kind of page is to be made of a call. It proposes with reasons and warns; the advisor decides."""

from collections.abc import Iterator
from dataclasses import replace

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.hand_off import KindId, duties_of, has_consent, meant_duties, proposed_kind
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.packet import Wish
from advisor_tui.language import _, current
from advisor_tui.screens.front import Front
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.paragraphs import Paragraphs, Part, plain
from advisor_tui.widgets.row import WayOn

LABELS = 12
"""Columns of the labels in the box."""


class HandOffBox(Front[Wish]):
    """Kind, law or criteria where the kind has them, language. Esc goes back and nothing is made."""

    AUTO_FOCUS = "Chips"

    def __init__(self, call: Call, known: Known) -> None:
        super().__init__()
        self._call = call
        self._script = known.script
        self._data = known.hand_off
        self._proposed, self._reasons = proposed_kind(self._data, known.script, call, current())
        self._kind: KindId | None = None
        self._wish = Wish("client_guidance", current())
        code, criteria = current(), self._data.case_manager.criterion
        kinds = [Chip(each.key, each.id, each.label.pick(code)) for each in self._data.kind]
        duties = [Chip(each.key, each.id, each.label.pick(code)) for each in self._data.duty]
        ticks = [Chip(each.key, each.id, each.label.pick(code)) for each in criteria]
        spoken = [Chip("f", "fi", _("Finnish")), Chip("s", "sv", _("Swedish")), Chip("e", "en", _("English"))]
        self.kinds = Chips(_("To whom"), kinds, label_width=LABELS)
        self.duties = Chips(_("Law"), duties, column=True, label_width=LABELS)
        self.criteria = Chips(_("Why"), ticks, column=True, several=True, label_width=LABELS)
        self.spoken = Chips(_("Language"), spoken, label_width=LABELS)
        self.text = Paragraphs()

    def body(self) -> ComposeResult:
        """Compose the rows, and below them what there is to know."""
        yield Static(Content.styled(_("Hand off"), "bold $fill"), classes="title", markup=False)
        yield self.kinds
        yield self.duties
        yield self.criteria
        yield self.spoken
        yield self.text

    def on_mount(self) -> None:
        """Show what is proposed, and the keys."""
        self._show()
        self.hints(
            Hint(_("letter"), _("choose")), Hint("Enter", _("go on")), Hint("↑↓", _("row")), Hint("Esc", _("back"))
        )

    # ------------------------------------------------------------ what it shows

    def _show(self) -> None:
        kind = self._kind or self._proposed
        self.duties.display = kind == "notification"
        self.criteria.display = kind == "case_manager"
        self.kinds.set_state((self._kind,) if self._kind else (), self._proposed)
        possible = duties_of(self._data, self._call)
        self.duties.set_state(
            (self._wish.duty,) if self._wish.duty else (), possible[0].id if len(possible) == 1 else ""
        )
        self.criteria.set_state(self._wish.criteria)
        self.spoken.set_state((self._wish.code,))
        self.text.set_parts([Part(), *self._parts(kind)])

    def _parts(self, kind: KindId) -> Iterator[Part]:
        if self._reasons and kind == self._proposed:
            yield Part(plain(_("Proposed: {reasons}").format(reasons="; ".join(self._reasons))))
        if kind == "case_manager":
            yield Part(plain(self._data.case_manager.note.pick(current()), "$label"))
        if has_consent(self._call):
            return
        if self._data.kind_of(kind).needs_consent:
            told = _("! Consent to pass the facts on: {answer}. Names and numbers are left out; read the text through.")
            yield Part(plain(told.format(answer=self._consent()), "$danger"))
            return
        told = _("! Consent to pass the facts on: {answer}. It may go without consent only on the ground of the law.")
        yield Part(plain(told.format(answer=self._consent()), "$danger"))
        meant = meant_duties(self._data, self._call, self._wish.duty)
        for duty in meant:
            yield Part(plain(f"{duty.label.pick(current())}: {duty.without_consent.pick(current())}"))
        if not meant:
            yield Part(plain(_("Choose the law that it rests on.")))

    def _consent(self) -> str:
        return self._script.choice("pass_on", self._call.answer("pass_on"), current()) or _("not recorded")

    # ------------------------------------------------------------ what it does

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Take over what was chosen; a ticked criterion is unticked by the same letter."""
        event.stop()
        option, wish = event.option, self._wish
        if event.chips is self.kinds:
            self._kind = next((each.id for each in self._data.kind if each.id == option), None)
        elif event.chips is self.duties:
            self._wish = replace(wish, duty=option)
        elif event.chips is self.spoken:
            self._wish = replace(wish, code=option or current())
        else:
            kept = tuple(each for each in wish.criteria if each != option)
            self._wish = replace(wish, criteria=kept if option in wish.criteria else (*kept, option))
        self._show()

    def on_way_on(self, event: WayOn) -> None:
        """Go to another row; after the last one the page is made."""
        event.stop()
        rows = [row for row in (self.kinds, self.duties, self.criteria, self.spoken) if row.display]
        if self.leads_out(event, rows) and event.accepted:
            self.answer(replace(self._wish, kind=self._kind or self._proposed))
