"""A row of choices in which one letter chooses and moves on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.row import LABEL_WIDTH, WayOn, label

GAP = 1
"""Columns between two chips."""


@dataclass(frozen=True)
class Chip:
    """One choice: its letter, what it stands for, and its words."""

    key: str
    id: str
    text: str

    @property
    def width(self) -> int:
        """Columns the chip takes: its letter, its words, and a space at each side of both."""
        return Content(self.text).cell_length + 4


class Chips(Widget, can_focus=True):
    """Choices in rows, or one under the other (``column``). A chosen one carries a mark in place of its letter.

    ``several`` lets more than one be chosen, and a letter then stays in the row. ``marked`` is what is proposed:
    Enter accepts it.
    """

    DEFAULT_CSS = """
    Chips { width: 1fr; height: auto; border-left: blank; padding: 0 1 0 0; }
    Chips:focus { border-left: outer $key; background: $lifted; }
    """
    HELP = "chips"

    @dataclass
    class Picked(Message):
        """A choice was made; ``option`` is empty when the row was emptied."""

        chips: "Chips"
        option: str

        @property
        def control(self) -> "Chips":
            """The row."""
            return self.chips

    def __init__(
        self,
        text: str = "",
        options: Iterable[Chip] = (),
        *,
        column: bool = False,
        several: bool = False,
        label_width: int = LABEL_WIDTH,
        id: str | None = None,  # noqa: A002 - the framework's name
    ) -> None:
        super().__init__(id=id)
        self.text = text
        self.options: tuple[Chip, ...] = tuple(options)
        self.column = column
        self.several = several
        self.label_width = label_width if text else 0
        self.chosen: tuple[str, ...] = ()
        self.marked = ""
        self.cursor: int | None = None

    # ------------------------------------------------------------ what it shows

    def set_options(self, options: Iterable[Chip]) -> None:
        """Offer other choices."""
        options = tuple(options)
        if options != self.options:
            self.options = options
            self.cursor = None
            self.refresh(layout=True)

    def set_state(self, chosen: Sequence[str], marked: str = "") -> None:
        """Show what is chosen and what is proposed."""
        if (tuple(chosen), marked) != (self.chosen, self.marked):
            self.chosen, self.marked = tuple(chosen), marked
            self.refresh()

    def _lines(self, width: int) -> list[list[int]]:
        """Return the numbers of the chips on each line, for a width."""
        if self.column:
            return [[number] for number in range(len(self.options))]
        room = max(1, width - self.label_width)
        lines: list[list[int]] = [[]]
        used = 0
        for number, chip in enumerate(self.options):
            if lines[-1] and used + chip.width > room:
                lines.append([])
                used = 0
            lines[-1].append(number)
            used += chip.width + GAP
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines the chips take, the same whatever is chosen or focused."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """Draw the label and the chips."""
        lines, width = [], self.content_size.width
        for index, numbers in enumerate(self._lines(width)):
            head = label(self.text, self.label_width) if index == 0 else Content(" " * self.label_width)
            body = Content(" " * GAP).join(self._chip(number) for number in numbers)
            lines.append(Content.assemble(head if self.text else "", body).truncate(width, ellipsis=True))
        return Content("\n").join(lines)

    def _chip(self, number: int) -> Content:
        chip = self.options[number]
        chosen = chip.id in self.chosen
        under_cursor = number == self.cursor and self.has_focus
        sign = glyphs().done if chosen else chip.key
        ground = "on $band" if under_cursor else "on $chip" if chosen or self.has_focus else ""
        words = "bold $fill" if chosen else "$foreground" if self.has_focus else "$label"
        key = "bold $good" if chosen else "bold $key" if self.has_focus else "$label"
        mark = glyphs().here if chip.id == self.marked and not chosen else " "
        return Content.assemble(
            (mark, f"$key {ground}"), (f"{sign} ", f"{key} {ground}"), (f"{chip.text} ", f"{words} {ground}")
        )

    # ------------------------------------------------------------ what it does

    def on_focus(self) -> None:
        """Begin without a cursor: letters choose, arrows are for those who like them."""
        self.cursor = None
        self.refresh()

    def on_blur(self) -> None:
        """Lose the lifted look."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Choose by letter, move by arrow, go on by Enter."""
        handled = True
        match event.key:
            case "left" | "right":
                self._move_cursor(1 if event.key == "right" else -1)
            case "up" | "down":
                self._up_or_down(1 if event.key == "down" else -1)
            case "enter":
                self._enter()
            case "space":
                self._pick(self.options[self.cursor].id if self.cursor is not None else "")
            case "delete" | "backspace":
                self.post_message(self.Picked(self, ""))
            case _:
                handled = self._letter(event.character)
        if handled:
            event.stop()
            event.prevent_default()

    def _move_cursor(self, step: int) -> None:
        if self.options:
            start = -1 if step > 0 else len(self.options)
            self.cursor = ((start if self.cursor is None else self.cursor) + step) % len(self.options)
            self.refresh()

    def _up_or_down(self, step: int) -> None:
        inside = self.column and self.cursor is not None and 0 <= self.cursor + step < len(self.options)
        if inside or (self.column and self.cursor is None and step > 0):
            self._move_cursor(step)
        else:
            self.post_message(WayOn(self, step))

    def _enter(self) -> None:
        if self.cursor is not None:
            self._pick(self.options[self.cursor].id)
        elif self.marked and not self.chosen:
            self._pick(self.marked)
        else:
            self.post_message(WayOn(self, skip_filled=bool(self.chosen), accepted=True))

    def _letter(self, character: str | None) -> bool:
        found = next((chip for chip in self.options if chip.key == (character or "").casefold()), None)
        if found:
            self._pick(found.id)
        return found is not None

    def _pick(self, option: str) -> None:
        if not option:
            return
        self.post_message(self.Picked(self, option))
        if not self.several:
            self.post_message(WayOn(self, skip_filled=True))

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse, for those who reach for it."""
        lines = self._lines(self.content_size.width)
        left = event.x - self.gutter.left - self.label_width
        if not 0 <= event.y < len(lines):
            return
        for number in lines[event.y]:
            if 0 <= left < self.options[number].width:
                self._pick(self.options[number].id)
                return
            left -= self.options[number].width + GAP
