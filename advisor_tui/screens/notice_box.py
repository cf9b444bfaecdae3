"""A mishap whose words do not fit the key line: what happened and what to do now, whole, in front of the screen."""

from textual import events
from textual.app import ComposeResult

from advisor_tui.language import _
from advisor_tui.screens.front import Front
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.paragraphs import Paragraphs, Part, plain


class NoticeBox(Front[None]):
    """The words of a mishap. Esc and Enter lead back."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def body(self) -> ComposeResult:
        """Compose the words."""
        paragraphs = Paragraphs()
        paragraphs.set_parts([Part(plain(self._text, "$danger"))])
        yield paragraphs

    def on_mount(self) -> None:
        """Show the keys."""
        self.hints(Hint("Esc", _("back")))

    async def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key == "enter":
            event.stop()
            self.answer(None)
        else:
            await super().on_key(event)
