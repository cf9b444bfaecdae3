"""The need areas as a compact grid: a letter goes to an area, a digit rates it and goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from advisor_tui.guidance.script import NeedArea
from advisor_tui.guidance.vocabulary import LEVELS
from advisor_tui.language import current
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.row import WayOn

TWO_COLUMNS = 56
"""Columns from which two areas stand side by side: the longest label, its letter and rating take 26."""


@dataclass(frozen=True)
class AreaState:
    """How an area stands: its rating (0-3, ``?``, or empty), and whether a sign of danger was raised in it.

    ``worth`` tells that the notes make it worth asking about.
    """

    level: str = ""
    danger: bool = False
    worth: bool = False


class AreaGrid(Widget, can_focus=True):
    """All areas at once, filled column by column, so that going down follows the order of the script."""

    DEFAULT_CSS = """
    AreaGrid { width: 1fr; height: auto; border-left: blank; padding: 0 1 0 0; }
    AreaGrid:focus { border-left: outer $key; background: $lifted; }
    """
    HELP = "grid"

    @dataclass
    class Rated(Message):
        """An area was rated; an empty level takes its rating back."""

        area: str
        level: str

    @dataclass
    class Moved(Message):
        """The cursor stands on another area."""

        area: str

    @dataclass
    class DangerAsked(Message):
        """The advisor wants to raise a sign of danger of this area."""

        area: str

    def __init__(self, areas: Sequence[NeedArea], *, id: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self.areas = tuple(areas)
        self.cursor = 0
        self._states: dict[str, AreaState] = {}

    @property
    def area(self) -> NeedArea:
        """The area under the cursor."""
        return self.areas[self.cursor]

    def set_states(self, states: dict[str, AreaState]) -> None:
        """Show how the areas stand."""
        if states != self._states:
            self._states = states
            self.refresh()

    def _columns(self, width: int) -> int:
        return 2 if width >= TWO_COLUMNS else 1

    def _height(self, width: int) -> int:
        return -(-len(self.areas) // self._columns(width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines of the grid."""
        return self._height(width)

    def render(self) -> Content:
        """Draw the grid."""
        width = self.content_size.width
        height, cell = self._height(width), width // self._columns(width)
        lines = []
        for line in range(height):
            numbers = range(line, len(self.areas), height)
            lines.append(Content("").join(self._cell(number, cell) for number in numbers))
        return Content("\n").join(lines)

    def _cell(self, number: int, width: int) -> Content:
        area = self.areas[number]
        state = self._states.get(area.id, AreaState())
        here = number == self.cursor and self.has_focus
        ground = "on $band" if here else ""
        level = state.level or glyphs().none
        words = "bold $fill" if here or state.level else "$foreground" if self.has_focus else "$label"
        key = "bold $key" if self.has_focus else "$label"
        worth = state.worth and not state.level
        sign, look = ("!", "bold $danger") if state.danger else (glyphs().here if worth else " ", "$say")
        danger = Content.styled(sign, f"{look} {ground}")
        name = Content.assemble((f" {area.key} ", f"{key} {ground}"), (area.label.pick(current()), f"{words} {ground}"))
        mark = Content.styled(f" {level} ", f"{'bold $fill' if state.level else '$label'} {ground}")
        body = name.truncate(width - 6, ellipsis=True, pad=True)
        if ground:
            body = body.stylize(ground)
        return Content.assemble(body, danger, mark, "  ")

    def move_to(self, number: int) -> None:
        """Put the cursor on an area."""
        self.cursor = max(0, min(len(self.areas) - 1, number))
        self.refresh()
        self.post_message(self.Moved(self.area.id))

    def on_focus(self) -> None:
        """Light up."""
        self.refresh()

    def on_blur(self) -> None:
        """Rest."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Rate by digit, go by letter or arrow."""
        character = (event.character or "").casefold()
        height = self._height(self.content_size.width)
        letters = {area.key: number for number, area in enumerate(self.areas)}
        if character in LEVELS:
            self.rate(character)
        elif character in letters:
            self.move_to(letters[character])
        elif character == "!":
            self.post_message(self.DangerAsked(self.area.id))
        elif event.key in ("delete", "backspace"):
            self.post_message(self.Rated(self.area.id, ""))
        elif event.key in ("left", "right"):
            self.move_to(self.cursor + (height if event.key == "right" else -height))
        elif event.key in ("up", "down"):
            self._up_or_down(1 if event.key == "down" else -1)
        elif event.key == "enter":
            self.post_message(WayOn(self))
        else:
            return
        event.stop()
        event.prevent_default()

    def rate(self, level: str) -> None:
        """Rate the area under the cursor and go on to the next one."""
        self.post_message(self.Rated(self.area.id, level))
        if self.cursor < len(self.areas) - 1:
            self.move_to(self.cursor + 1)

    def _up_or_down(self, step: int) -> None:
        if 0 <= self.cursor + step < len(self.areas):
            self.move_to(self.cursor + step)
        else:
            self.post_message(WayOn(self, step))

    def on_click(self, event: events.Click) -> None:
        """Go to the area under the mouse."""
        width = self.content_size.width
        column = (event.x - self.gutter.left) // max(1, width // self._columns(width))
        number = event.y + column * self._height(width)
        if 0 <= number < len(self.areas):
            self.move_to(number)
