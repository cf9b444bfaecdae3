"""A question in front of the desk, answered by one letter."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from advisor_tui.language import _
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.line_field import Line, LineField
from advisor_tui.widgets.paragraphs import Paragraphs, Part
from advisor_tui.widgets.row import WayOn


@dataclass(frozen=True)
class Answer:
    """What was chosen, and what was written beside it."""

    option: str
    text: str = ""


class Choose(ModalScreen[Answer | None]):
    """A title, some text, a line to write in where one is wanted, and choices. Esc goes back without an answer."""

    CSS_PATH = "choose.tcss"
    AUTO_FOCUS = "Chips"

    def __init__(
        self,
        title: str,
        options: Iterable[Chip],
        *,
        parts: Iterable[Part] = (),
        writing: tuple[str, str] | None = None,
        danger: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._parts = tuple(parts)
        self._writing = writing
        self._danger = danger
        self._hint = hint
        self.chips = Chips("", options, column=True)
        self.line = LineField(writing[0]) if writing else None

    def compose(self) -> ComposeResult:
        """Put the question in a box in the middle."""
        with Vertical(id="box"):
            yield Static(Content.styled(self._title, "bold $danger" if self._danger else "bold $fill"), markup=False)
            text = Paragraphs()
            text.set_parts(self._parts)
            text.display = bool(self._parts)
            yield text
            if self.line and self._writing:
                self.line.line.put(self._writing[1])
                yield self.line
            yield self.chips
            yield Static(Content.styled(self._hint or _("A letter chooses, Esc goes back."), "$label"), markup=False)

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Answer."""
        event.stop()
        if event.option:
            self.answer(Answer(event.option, self.line.line.value if self.line else ""))

    def on_way_on(self, event: WayOn) -> None:
        """Go between the line and the choices."""
        event.stop()
        if self.line and isinstance(self.focused, Line):
            self.chips.focus()
        elif self.line and event.step < 0:
            self.line.line.focus()

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key == "escape":
            event.stop()
            self.answer(None)

    def answer(self, answer: Answer | None) -> None:
        """Close with an answer, unless something else lies in front by now."""
        if self.is_active:
            self.dismiss(answer)
