"""The notes: the matter in the caller's own words, typed while listening."""

from collections.abc import Callable

from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from advisor_tui.guidance.call import NOTES_LIMIT
from advisor_tui.language import _
from advisor_tui.text import clean
from advisor_tui.widgets.row import Told, WayOn


class Notes(TextArea):
    """A text area that reports each change before it is drawn, cleans what is pasted, and knows its limit."""

    DEFAULT_CSS = """
    Notes { border: none; border-left: blank; padding: 0 1; background: $background; color: $fill; }
    Notes:focus { border: none; border-left: outer $key; background: $lifted; }
    Notes .text-area--cursor-line { background: transparent; }
    Notes .text-area--placeholder { color: $label; }
    Notes .text-area--selection { background: $band; color: $fill; }
    """
    HELP = "notes"

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(placeholder=placeholder, id=id, highlight_cursor_line=False)
        self.cursor_blink = False  # calm: nothing moves that has nothing to tell
        self.on_text: Callable[[str], None] = lambda _text: None

    def put(self, text: str) -> None:
        """Show a text without reporting it; what could be undone before is forgotten."""
        if text != self.text:
            self.load_text(text)
            self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Apply a change as far as it fits and report it at once."""
        room = NOTES_LIMIT - len(self.text) + len(self.get_text_range(edit.top, edit.bottom))
        if len(edit.text) > room:
            self._tell_cut(len(edit.text), max(0, room))
            edit = Edit(
                edit.text[: max(0, room)], edit.from_location, edit.to_location, maintain_selection_offset=False
            )
        result = super().edit(edit)
        self.on_text(self.text)
        return result

    def undo(self) -> None:
        """Undo, and report it."""
        super().undo()
        self.on_text(self.text)

    def redo(self) -> None:
        """Redo, and report it."""
        super().redo()
        self.on_text(self.text)

    def _tell_cut(self, wanted: int, fitted: int) -> None:
        text = _("The notes are full at {limit} characters: {fitted} of {wanted} fitted.")
        self.post_message(Told(text.format(limit=NOTES_LIMIT, fitted=fitted, wanted=wanted), danger=True))

    def on_paste(self, event: events.Paste) -> None:
        """Paste cleaned text."""
        event.prevent_default()
        event.stop()
        cleaned = clean(event.text)
        result = self.replace(cleaned, *self.selection)
        self.move_cursor(result.end_location)

    def on_key(self, event: events.Key) -> None:
        """Leave by Esc; everything else is writing."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(WayOn(self, -1))
