"""What stands around the list of the log: the line of words and days above it, the card of a call beside it."""

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from advisor_tui.widgets.line_field import Line
from advisor_tui.widgets.paragraphs import Paragraphs, Part

LABELS = 13
"""Columns of the card's labels."""


class LogLine(Line):
    """The line of words and days; its arrow goes to the list."""

    HELP = "log_line"

    class Left(Message):
        """The line is left for the list."""

    class Back(Message):
        """Esc was pressed in the empty line."""

    def on_key(self, event: events.Key) -> None:
        """Go to the list, empty the line, or leave."""
        if event.key in ("down", "enter"):
            self.post_message(self.Left())
        elif event.key == "escape" and self.value:
            self.value = ""
        elif event.key == "escape":
            self.post_message(self.Back())
        else:
            return
        event.stop()
        event.prevent_default()


class LogCard(VerticalScroll, can_focus=True):
    """The call under the cursor, to be read."""

    HELP = "log_card"

    class Left(Message):
        """The card is left for the list."""

    def __init__(self) -> None:
        super().__init__(id="log-card")
        self.text = Paragraphs(label_width=LABELS)

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield self.text

    def show(self, parts: Iterable[Part]) -> None:
        """Show a card from its beginning."""
        self.text.set_parts(parts)
        self.scroll_home(animate=False)

    def on_key(self, event: events.Key) -> None:
        """Go back to the list."""
        if event.key in ("escape", "left", "space"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())
