"""A question in front of the desk, answered by one letter."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from advisor_tui.language import _
from advisor_tui.screens.front import Front
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.line_field import Line, LineField
from advisor_tui.widgets.paragraphs import Paragraphs, Part
from advisor_tui.widgets.row import WayOn


@dataclass(frozen=True)
class Answer:
    """What was chosen, and what was written beside it."""

    option: str
    text: str = ""


class Choose(Front[Answer]):
    """A title, some text, a line to write in where one is wanted, and choices. Esc goes back without an answer."""

    AUTO_FOCUS = "Chips"

    def __init__(
        self,
        title: str,
        options: Iterable[Chip],
        *,
        parts: Iterable[Part] = (),
        writing: tuple[str, str] | None = None,
        column: bool = True,
        danger: bool = False,
        back: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._parts = tuple(parts)
        self._danger = danger
        self._back = back
        self.chips = Chips("", options, column=column)
        self.field = LineField(writing[0], label_width=10) if writing else None
        if self.field and writing:
            self.field.line.put(writing[1])

    def body(self) -> ComposeResult:
        """Compose the question."""
        yield Static(
            Content.styled(self._title, "bold $danger" if self._danger else "bold $fill"),
            classes="title",
            markup=False,
        )
        if self._parts:
            text = Paragraphs()
            text.set_parts(self._parts)
            yield text
        if self.field:
            yield self.field
        yield self.chips

    def on_mount(self) -> None:
        """Show the keys."""
        words = [Hint("↑", _("words"))] if self.field else []
        self.hints(Hint(_("letter"), _("choose")), *words, Hint("Esc", self._back or _("back")))

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Answer."""
        event.stop()
        if event.option:
            self.answer(Answer(event.option, self.field.line.value if self.field else ""))

    def on_way_on(self, event: WayOn) -> None:
        """Go between the line and the choices."""
        event.stop()
        if self.field and isinstance(self.focused, Line):
            self.set_focus(self.chips)
        elif self.field and event.step < 0:
            self.set_focus(self.field.line)
