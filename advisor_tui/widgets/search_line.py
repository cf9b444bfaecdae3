"""The line of search words; its arrows move among what was found."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from advisor_tui.widgets.line_field import Line

COMMANDED = {"ctrl+e": "limits", "ctrl+y": "hidden", "ctrl+d": "service_fault", "ctrl+k": "correct_service"}
"""Commands that have a key of their own while words are written; elsewhere the menu and the palette give them."""


class SearchLine(Line):
    """The search words; arrows move among the hits while writing goes on."""

    HELP = "search"
    suggesting = False
    """Whether services are suggested while no words are written; Del then takes one away."""

    meant = ""
    """What may have been meant by words that found nothing; the right arrow takes it."""

    @dataclass
    class Moved(Message):
        """Another hit is wanted: ``step`` lines down, or the card moved by ``pages``."""

        step: int = 0
        pages: int = 0

    class Refused(Message):
        """The suggestion under the cursor is refused."""

    @dataclass
    class Commanded(Message):
        """A command about the search, or about the service under the cursor, was given by its key."""

        command: str

    @dataclass
    class Left(Message):
        """The search is left."""

    def on_key(self, event: events.Key) -> None:
        """Move among hits and in the card, or leave."""
        steps = {"up": -1, "down": 1}
        pages = {"pageup": -1, "pagedown": 1}
        if event.key in steps:
            self.post_message(self.Moved(step=steps[event.key]))
        elif event.key in pages:
            self.post_message(self.Moved(pages=pages[event.key]))
        elif event.key == "escape":
            self.post_message(self.Left())
        elif event.key in COMMANDED:
            self.post_message(self.Commanded(COMMANDED[event.key]))
        elif event.key == "delete" and self.suggesting and not self.value:
            self.post_message(self.Refused())
        elif event.key == "right" and self.meant and self.cursor_at_end:
            self.value = self.meant
            self.cursor_position = len(self.value)
        else:
            return
        event.stop()
        event.prevent_default()
