"""The list of the log: only the lines that can be seen are drawn, so that a thousand cost what fifty do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from advisor_tui.language import _

TIME, OUTCOME, SERVICES, LENGTH, ADVISOR = 16, 1, 2, 5, 4
"""Columns: a day with its year and a time; the letter of an outcome; how many services; minutes; initials."""

WHO = 20
"""Columns of who called, in a list as wide as the smallest usual terminal."""

NARROW_WHO = 14
"""The same beside the card."""

ROOMY = 76
"""Columns from which the list has room for the wider of the two."""

NEAR_END = 20
"""Lines before the last one at which the next page is asked for: half a screen, before anybody gets there."""

GAP = "  "

MOVES = {"up": -1, "down": 1}
PAGES = {"pageup": -1, "pagedown": 1}


@dataclass(frozen=True)
class LogRow:
    """One call in words. ``id`` is never shown."""

    id: str
    time: str
    who: str
    outcome: str
    services: str
    length: str
    advisor: str
    words: str


class LogList(Widget, can_focus=True):
    """Calls with a cursor. What it is asked to do with the call under it, it tells by messages."""

    DEFAULT_CSS = """
    LogList { width: 1fr; height: 1fr; border-left: blank; padding: 0 1 0 0; }
    LogList:focus { border-left: outer $key; }
    """
    HELP = "log_list"

    @dataclass
    class Moved(Message):
        """Another call is under the cursor."""

    @dataclass
    class NearEnd(Message):
        """The cursor nears the last call that has been read."""

    @dataclass
    class Asked(Message):
        """Something is to be done with the call under the cursor, or the list is left (``back``, ``up``)."""

        what: Literal["open", "card", "back", "up"]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self._rows: tuple[LogRow, ...] = ()
        self._message = ""
        self._top = 0
        self.cursor = 0

    @property
    def rows(self) -> tuple[LogRow, ...]:
        """What is listed."""
        return self._rows

    @property
    def current(self) -> LogRow | None:
        """The call under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[LogRow], message: str = "") -> None:
        """List other calls, or say why there are none; the cursor stays on its call, or goes home."""
        before = self.current
        places = [number for number, row in enumerate(rows) if before and row.id == before.id]
        self._rows, self._message = tuple(rows), message
        self.cursor = places[0] if places else 0
        if not places:
            self._top = 0
        self.refresh()

    def add(self, rows: Sequence[LogRow]) -> None:
        """List the calls of a further page below."""
        self._rows = (*self._rows, *rows)
        self.refresh()

    # ------------------------------------------------------------ what it draws

    def render(self) -> Content:
        """Draw the heads of the columns and the lines that can be seen."""
        width = self.content_size.width
        if not self._rows:
            return Content.styled(self._message, "$label")
        who = WHO if width >= ROOMY else NARROW_WHO
        heads = LogRow("", _("Time"), _("Who"), "", "", _("Talk"), "", _("Words"))
        lines = [self._line(heads, who, "$label").truncate(width)]
        room = max(1, self.content_size.height - 1)
        self._top = max(min(self._top, self.cursor), self.cursor - room + 1)
        for number in range(self._top, min(len(self._rows), self._top + room)):
            ground = "" if number != self.cursor else " on $band" if self.has_focus else " on $lifted"
            line = self._line(self._rows[number], who, f"$foreground{ground}", f"bold $fill{ground}")
            lines.append(line.truncate(width, ellipsis=True, pad=bool(ground)).stylize(ground.strip()))
        return Content("\n").join(lines)

    @staticmethod
    def _line(row: LogRow, who: int, style: str, strong: str = "") -> Content:
        cells = (
            (row.time, TIME, strong or style),
            (row.who, who, style),
            (row.outcome, OUTCOME, strong or style),
            (row.services, SERVICES, style),
            (row.length, LENGTH, style),
            (row.advisor, ADVISOR, style),
        )
        parts = [Content.styled(text, look).truncate(room, ellipsis=True, pad=True) for text, room, look in cells]
        return Content(GAP).join([*parts, Content.styled(row.words, style)])

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    # ------------------------------------------------------------ what it does

    def on_key(self, event: events.Key) -> None:
        """Move, open, show the card, or leave."""
        page = max(1, self.content_size.height - 2)
        if event.key in MOVES:
            self._move(MOVES[event.key])
        elif event.key in PAGES:
            self._move_to(self.cursor + PAGES[event.key] * page)
        elif event.key in ("home", "end"):
            self._move_to(0 if event.key == "home" else len(self._rows) - 1)
        elif event.key == "enter":
            self._ask("open")
        elif event.key in ("right", "space"):
            self._ask("card")
        elif event.key == "escape":
            self.post_message(self.Asked("back"))
        else:
            return
        event.stop()
        event.prevent_default()

    def _ask(self, what: Literal["open", "card"]) -> None:
        if self._rows:
            self.post_message(self.Asked(what))

    def _move(self, step: int) -> None:
        if step < 0 and self.cursor == 0:
            self.post_message(self.Asked("up"))
        else:
            self._move_to(self.cursor + step)

    def _move_to(self, number: int) -> None:
        number = max(0, min(len(self._rows) - 1, number))
        if number != self.cursor:
            self.cursor = number
            self.refresh()
            self.post_message(self.Moved())
        if number >= len(self._rows) - NEAR_END:
            self.post_message(self.NearEnd())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a line, for those who reach for the mouse; on the line under it, open its call."""
        number = self._top + event.y - 1
        if event.y > 0 and number < len(self._rows):
            if number == self.cursor:
                self._ask("open")
            else:
                self._move_to(number)

    def on_mouse_scroll_down(self) -> None:
        """Move on."""
        self._move_to(self.cursor + 1)

    def on_mouse_scroll_up(self) -> None:
        """Move back."""
        self._move_to(self.cursor - 1)
