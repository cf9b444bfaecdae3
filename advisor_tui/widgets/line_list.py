"""A short list of what was done: services told, needs unmet, things agreed. A line can be changed or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.row import WayOn


@dataclass(frozen=True)
class ListLine:
    """One line: what it stands for, its words, and what was done about it."""

    id: str
    text: str
    detail: str = ""


class LineList(Widget, can_focus=True):
    """Lines under a heading. Without lines it shows a hint and is passed over."""

    DEFAULT_CSS = """
    LineList { width: 1fr; height: auto; border-left: blank; padding: 0 1 0 0; margin: 1 0 0 0; }
    LineList:focus { border-left: outer $key; background: $lifted; }
    """
    HELP = "list"

    @dataclass
    class Removed(Message):
        """A line was taken back."""

        lines: "LineList"
        line: str

    @dataclass
    class Changed(Message):
        """A letter was pressed on a line."""

        lines: "LineList"
        line: str
        letter: str

    def __init__(self, heading: str, hint: str, *, sign: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._heading = heading
        self._hint = hint
        self._sign = sign
        self._lines: tuple[ListLine, ...] = ()
        self.cursor = 0
        self.can_focus = False

    @property
    def lines(self) -> tuple[ListLine, ...]:
        """What is listed."""
        return self._lines

    def set_lines(self, lines: Sequence[ListLine]) -> None:
        """List other lines."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.cursor = max(0, min(self.cursor, len(self._lines) - 1))
            if self.has_focus and not self._lines:
                self.post_message(WayOn(self))  # there is nothing left to stay for
            self.can_focus = bool(self._lines)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines with their heading."""
        return 1 + max(1, len(self._lines))

    def render(self) -> Content:
        """Draw the heading and the lines."""
        width = self.content_size.width
        rows = [Content.styled(self._heading, "$label")]
        rows += [self._row(number, line).truncate(width, ellipsis=True) for number, line in enumerate(self._lines)]
        if not self._lines:
            rows.append(Content.styled(self._hint, "$label").truncate(width, ellipsis=True))
        return Content("\n").join(rows)

    def _row(self, number: int, line: ListLine) -> Content:
        ground = "on $band" if number == self.cursor and self.has_focus else ""
        detail = f" {glyphs().dot} {line.detail}" if line.detail else ""
        sign = self._sign or glyphs().done
        return Content.assemble(
            (f"{sign} ", f"$good {ground}"), (line.text, f"$fill {ground}"), (detail, f"$label {ground}")
        )

    def on_focus(self) -> None:
        """Light up."""
        self.refresh()

    def on_blur(self) -> None:
        """Rest."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Move, take back, or change by letter."""
        line = self._lines[self.cursor].id if self._lines else ""
        if event.key in ("up", "down"):
            step = 1 if event.key == "down" else -1
            if 0 <= self.cursor + step < len(self._lines):
                self.cursor += step
                self.refresh()
            else:
                self.post_message(WayOn(self, step))
        elif event.key in ("delete", "backspace"):
            self.post_message(self.Removed(self, line))
        elif event.key == "enter":
            self.post_message(WayOn(self))
        elif event.character and event.character.isalpha():
            self.post_message(self.Changed(self, line, event.character.casefold()))
        else:
            return
        event.stop()
        event.prevent_default()
