"""What a desk corrects of a service, or adds to it: kept beside the services, so that no update takes it away."""

from typing import get_args

from msgspec.structs import replace
from rapidfuzz import fuzz, process
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Static

from advisor_tui.catalogue.kinds import Kind, Kinds
from advisor_tui.catalogue.notes import Note
from advisor_tui.catalogue.service import Rung, Service
from advisor_tui.catalogue.words import inferred_words
from advisor_tui.language import _, current
from advisor_tui.screens.filter_box import by_letter
from advisor_tui.screens.front import Front
from advisor_tui.text import clean_line, fold
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.line_field import LineField
from advisor_tui.widgets.row import WayOn

LABELS = 17
"""Columns of the labels in the box."""

NEAR = 70
"""Likeness (0-100) from which a written name is taken for that of a kind."""

FAVOURITE = "favourite"


class CorrectBox(Front[Note]):
    """Favourite, rung, area of life, kind, words of callers, a line to say aloud, a warning. Esc keeps them."""

    AUTO_FOCUS = "Chips"

    def __init__(self, service: Service, note: Note, kinds: Kinds) -> None:
        super().__init__()
        self._service = service
        self._note = note
        self._kinds = kinds
        names = [self._called(each) for each in kinds.type]
        self.favourite = Chips(_("Favourite"), [Chip("s", FAVOURITE, _("favourite"))], label_width=LABELS)
        self.rung = Chips(_("Rung"), [Chip(each.casefold(), each, "") for each in get_args(Rung)], label_width=LABELS)
        areas = {each.id: each.name.pick(current()) for each in kinds.life_area}
        self.area = Chips(_("Life area"), by_letter(areas), label_width=LABELS)
        self.kind = LineField(_("Kind"), suggester=SuggestFromList(names, case_sensitive=False), label_width=LABELS)
        self.words = LineField(_("Callers say"), _("words, separated by commas"), label_width=LABELS)
        self.aloud = LineField(_("Say aloud"), label_width=LABELS)
        self.alert = LineField(_("Warning"), label_width=LABELS)

    def body(self) -> ComposeResult:
        """Compose the rows."""
        name = self._service.names.pick(current())
        yield Static(Content.styled(name, "bold $fill"), classes="title", markup=False)
        inferred = ", ".join(inferred_words(self._service.inferred))
        if inferred:
            told = _("Inferred, not told by the source: {what}").format(what=inferred)
            yield Static(Content.styled(told, "$label"), markup=False)
        yield self.favourite
        yield self.rung
        yield self.area
        yield self.kind
        yield self.words
        yield self.aloud
        yield self.alert

    def on_mount(self) -> None:
        """Show what stands now, and the keys."""
        service, note = self._service, self._note
        kind = self._kinds.by_id().get(service.type)
        self.kind.line.put(self._called(kind) if kind else "")
        self.words.line.put(", ".join(note.caller_words))
        self.aloud.line.put(note.say_aloud or service.say_aloud)
        self.alert.line.put(note.alert or service.alert)
        self._show()
        self.hints(Hint(_("letter"), _("choose")), Hint("↑↓", _("row")), Hint("Esc", _("keep")))

    def _called(self, kind: Kind) -> str:
        return kind.name.pick(current())

    def _show(self) -> None:
        self.favourite.set_state((FAVOURITE,) if self._note.favourite else ())
        self.rung.set_state((self._note.rung or self._service.rung,))
        self.area.set_state((self._note.life_area or self._kinds.life_area_of(self._service),))

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Take over what was chosen; the same letter again takes a favourite back."""
        event.stop()
        if event.chips is self.favourite:
            self._note = replace(self._note, favourite=bool(event.option) and not self._note.favourite)
        elif event.chips is self.area:
            same = event.option == self._kinds.life_area_of(self._service)
            self._note = replace(self._note, life_area="" if same else event.option)
        else:
            rung = next((each for each in get_args(Rung) if each == event.option), None)
            self._note = replace(self._note, rung=None if rung == self._service.rung else rung)
        self._show()

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Tell when no kind is called so."""
        event.stop()
        if event.field is self.kind:
            unknown = bool(event.text.strip()) and self._kind_meant() is None
            self.kind.tell(_("unknown") if unknown else "", style="$danger")

    def _kind_meant(self) -> Kind | None:
        names = {fold(self._called(each)): each for each in self._kinds.type}
        written = fold(clean_line(self.kind.line.value))
        near = process.extractOne(written, names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR) if written else None
        return names[near[0]] if near else None

    def on_way_on(self, event: WayOn) -> None:
        """Go to another row; after the last one it is kept."""
        event.stop()
        rows = (self.favourite, self.rung, self.area, self.kind, self.words, self.aloud, self.alert)
        if self.leads_out(event, rows):
            self.answer(self._written())

    def _written(self) -> Note:
        """Return the note; what says the same as the service itself says nothing."""
        service, kind = self._service, self._kind_meant()
        words = (clean_line(each) for each in self.words.line.value.split(","))
        aloud, alert = clean_line(self.aloud.line.value), clean_line(self.alert.line.value)
        return replace(
            self._note,
            type=kind.id if kind and kind.id != service.type else self._note.type,
            caller_words=tuple(dict.fromkeys(filter(None, words))),
            say_aloud=aloud if aloud != service.say_aloud else self._note.say_aloud,
            alert=alert if alert != service.alert else self._note.alert,
        )

    async def on_key(self, event: events.Key) -> None:
        """Close with what was written: nothing is lost by going back."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.answer(self._written())
