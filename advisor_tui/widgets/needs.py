"""The need areas of the preliminary assessment, and what belongs to the one under the cursor."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.vocabulary import LEVELS
from advisor_tui.language import _, current
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.area_grid import AreaGrid, AreaState
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.line_field import LineField
from advisor_tui.widgets.paragraphs import Paragraphs, Part, plain, said
from advisor_tui.widgets.row import UrgentCalled, WayOn


class NeedsBlock(Vertical):
    """The grid of need areas, and for the area under the cursor its question, its signs of danger and a note."""

    DEFAULT_CSS = """
    NeedsBlock { height: auto; }
    NeedsBlock #area-question { margin: 1 0 0 0; min-height: 3; }
    """
    filled = False

    def __init__(self, known: Known) -> None:
        super().__init__(id="needs")
        self._known = known
        self._talk: Conversation | None = None
        self.grid = AreaGrid(known.script.need_area, id="area-grid")
        self.question = Paragraphs(label_width=7, id="area-question")
        self.flags = Chips(_("Danger"), several=True, id="area-flags")
        self._worth: frozenset[str] = frozenset()
        self.note = LineField(_("Note"), _("since when, who helps now"), id="area-note")

    def compose(self) -> ComposeResult:
        """Put what belongs to one area under the grid."""
        yield self.grid
        yield self.question
        yield self.flags
        yield self.note

    def on_mount(self) -> None:
        """Keep each change of the note."""
        self.note.line.on_text = self._note_typed

    def show(self, talk: Conversation) -> None:
        """Show the ratings and the area under the cursor; a call begins at the first one."""
        if talk is not self._talk:
            self.grid.cursor = 0
        self._talk = talk
        raised = set(talk.call.flags)
        self.grid.set_states(
            {
                area.id: AreaState(
                    talk.call.rating(area.id).level,
                    any(flag.id in raised for flag in area.flags),
                    area.id in self._worth,
                )
                for area in self._known.script.need_area
            }
        )
        self._show_area()

    def set_worth(self, areas: frozenset[str]) -> None:
        """Mark the areas that the notes make worth asking about. It rates nothing."""
        if areas != self._worth:
            self._worth = areas
            if self._talk:
                self.show(self._talk)

    def _show_area(self) -> None:
        if self._talk is None:
            return
        area, code = self.grid.area, current()
        rating = self._talk.call.rating(area.id)
        scale = self._known.script.scale
        levels = f"  {glyphs().dot}  ".join(f"{level} {words.pick(code)}" for level, words in scale.items())
        unknown = _("not known")
        touched = _("worth asking: the notes touch it")
        worth = area.id in self._worth and not rating.level
        self.question.set_parts(
            [
                Part(said(area.question.pick(self._talk.call.caller_language)), _("Ask")),
                Part(plain(f"{levels}  {glyphs().dot}  ? {unknown}", "$label")),
                *([Part(plain(f"{glyphs().here} {touched}", "$say"))] if worth else []),
            ]
        )
        self.flags.set_options(Chip(flag.key, flag.id, flag.label.pick(code)) for flag in area.flags)
        self.flags.set_state([flag.id for flag in area.flags if flag.id in self._talk.call.flags])
        self.flags.can_focus = bool(area.flags)
        if not self.note.line.has_focus:
            self.note.line.put(rating.note)

    def on_area_grid_moved(self, event: AreaGrid.Moved) -> None:
        """Show another area."""
        event.stop()
        self._show_area()

    def on_area_grid_rated(self, event: AreaGrid.Rated) -> None:
        """Hand on a rating."""
        event.stop()
        if self._talk:
            self._talk.rate(event.area, event.level)

    def on_area_grid_danger_asked(self, event: AreaGrid.DangerAsked) -> None:
        """Go to the signs of danger."""
        event.stop()
        self.screen.set_focus(self.flags)

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Raise or lower a sign of danger; one that is raised interrupts."""
        event.stop()
        if self._talk and event.option:
            urgent = self._talk.toggle_flag(event.option)
            if urgent:
                self.post_message(UrgentCalled(urgent))

    def on_key(self, event: events.Key) -> None:
        """Rate on while the signs of danger have the focus; leave them for the grid."""
        if not self.flags.has_focus:
            return
        if event.character in LEVELS:
            self.screen.set_focus(self.grid)
            self.grid.rate(event.character)
        elif event.key == "escape":
            self.screen.set_focus(self.grid)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_way_on(self, event: WayOn) -> None:
        """Come back to the grid from the signs of danger and from the note."""
        if event.row is self.flags and event.step < 0:
            event.stop()
            self.screen.set_focus(self.grid)

    def _note_typed(self, text: str) -> None:
        if self._talk:
            self._talk.note_area(self.grid.area.id, text)
