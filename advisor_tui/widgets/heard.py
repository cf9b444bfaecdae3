"""What the desk has understood of the notes, in one line: each offer to be taken or refused by a key."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from advisor_tui.language import _
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.row import WayOn

MOST = 9
"""Offers that a digit can choose; the rest come up when these are answered."""


@dataclass(frozen=True)
class OfferChip:
    """An offer as it is shown: its words, and whether it is a danger."""

    text: str
    danger: bool = False


class HeardLine(Widget):
    """The offers. Keys take and refuse the first one while writing goes on; the line has its place, offers or not."""

    DEFAULT_CSS = """
    HeardLine { width: 1fr; height: 1; border-left: blank; padding: 0 1 0 0; }
    HeardLine:focus { border-left: outer $key; background: $lifted; }
    """
    HELP = "heard"

    @dataclass
    class Taken(Message):
        """The offer at a position (from 0) is taken."""

        number: int

    @dataclass
    class Refused(Message):
        """The offer at a position is refused."""

        number: int

    class Undone(Message):
        """What was taken last is to be taken back."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self.can_focus = False  # Tab goes from the rows to the notes; a key of its own comes here
        self._chips: tuple[OfferChip, ...] = ()
        self._hint = ""
        self._rest = ""
        self.cursor = 0

    @property
    def chips(self) -> tuple[OfferChip, ...]:
        """What is offered."""
        return self._chips

    def show(self, chips: Sequence[OfferChip], *, hint: str, rest: str) -> None:
        """Show offers with the keys that answer the first one; without offers, what there is to say instead."""
        if (tuple(chips), hint, rest) != (self._chips, self._hint, self._rest):
            self._chips, self._hint, self._rest = tuple(chips), hint, rest
            self.cursor = max(0, min(self.cursor if self.has_focus else 0, len(self._chips) - 1))
            if self.has_focus and not self._chips:
                self.post_message(WayOn(self, -1))
            self.refresh()

    def render(self) -> Content:
        """Draw the offers as far as they fit, the one under the cursor always, and how many more there are."""
        width = self.content_size.width
        if not self._chips:
            return Content.styled(self._rest, "$label").truncate(width, ellipsis=True)
        hint = Content.styled(f" {self._hint}", "$key")
        room = width - hint.cell_length
        shown = Content("") if self._chips[self.cursor].danger else Content.styled(_("Understood:") + " ", "$label")
        for number in range(self.cursor, len(self._chips)):
            chip = self._chip(number)
            left = len(self._chips) - number
            more = f" +{left}" if left > 1 else ""
            if number > self.cursor and shown.cell_length + chip.cell_length + len(more) > room:
                shown = Content.assemble(shown, (f" +{left}", "$label"))
                break
            shown = Content.assemble(shown, chip)
        return Content.assemble(shown.truncate(room, ellipsis=True, pad=True), hint)

    def _chip(self, number: int) -> Content:
        chip = self._chips[number]
        here = number == self.cursor
        look = "bold $danger" if chip.danger else "bold $fill" if here else "$foreground"
        ground = " on $band" if here else ""
        digit = f" {number + 1} " if self.has_focus and number < MOST else " "
        sign = "! " if chip.danger else ""
        return Content.assemble((digit, f"$key{ground}"), (f"{sign}{chip.text} ", f"{look}{ground}"))

    def on_focus(self) -> None:
        """Light up."""
        self.refresh()

    def on_blur(self) -> None:
        """Rest."""
        self.can_focus = False
        self.cursor = 0
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take by digit or Enter, refuse by Del, take back by Backspace, move by arrows."""
        character = event.character or ""
        if character.isascii() and character.isdecimal() and 0 < int(character) <= len(self._chips):
            self.post_message(self.Taken(int(character) - 1))
        elif event.key == "enter" and self._chips:
            self.post_message(self.Taken(self.cursor))
        elif event.key == "delete" and self._chips:
            self.post_message(self.Refused(self.cursor))
        elif event.key == "backspace":
            self.post_message(self.Undone())
        elif event.key in ("left", "right") and self._chips:
            self.cursor = (self.cursor + (1 if event.key == "right" else -1)) % len(self._chips)
            self.refresh()
        elif event.key in ("escape", "up", "down"):
            self.post_message(WayOn(self, 1 if event.key == "down" else -1))
        else:
            return
        event.stop()
        event.prevent_default()


def asked(question: str) -> Content:
    """Return the question to ask next, as it stands beside the heading of the notes."""
    said = f"{glyphs().open_quote}{question}{glyphs().close_quote}"
    return Content.assemble((_("Ask next:") + " ", "$label"), (said, "$say"))
