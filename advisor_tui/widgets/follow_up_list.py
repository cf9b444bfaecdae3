"""The follow-ups as a list under headings: one line each, the owner at its end. A letter does something with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from advisor_tui.guidance.call_words import person_words
from advisor_tui.guidance.follow_up_board import (
    OnBoard,
    clock_words,
    doubt_words,
    kind_words,
    owner_words,
    task_words,
)
from advisor_tui.guidance.known import Known
from advisor_tui.language import _, short_day
from advisor_tui.styles.glyphs import glyphs

DAY_WIDTH = 11
"""Columns of a day: the longest, ``ke 25.11.``, and a gap."""

KIND_WIDTH = 20
"""Columns of the kind: the longest in the three languages has 18."""

OWNER_WIDTH = 18
"""Columns of the owner at most: a surname, and that she is away."""

MARGINS = 5
"""Columns beside the list: the screen's margins and the scroll bar."""


@dataclass(frozen=True)
class Group:
    """Follow-ups under a heading; ``danger`` marks those that are overdue."""

    heading: str
    rows: tuple[OnBoard, ...]
    danger: bool = False


class FollowUpList(OptionList):
    """Groups of follow-ups. The cursor stays on its follow-up when they are read again."""

    HELP = "follow_ups"

    @dataclass
    class Pressed(Message):
        """A letter was pressed on the list."""

        letter: str

    def __init__(self, known: Known, id: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id, markup=False)
        self._known = known
        self._groups: tuple[Group, ...] = ()
        self._places: dict[str, OnBoard] = {}
        self._today = date.min
        self._wanted = ""
        self._drawn: dict[str, tuple[OnBoard, tuple[object, ...], Content]] = {}

    @property
    def current(self) -> OnBoard | None:
        """The follow-up under the cursor."""
        number = self.highlighted
        option = self.get_option_at_index(number) if number is not None else None
        return self._places.get(option.id or "") if option else None

    def show(self, groups: Sequence[Group], today: date) -> None:
        """Show other groups. Where the follow-up under the cursor is gone, the cursor stays at its height."""
        if (tuple(groups), today) == (self._groups, self._today):
            if self._wanted:
                self._put_cursor(self.current_id, self.highlighted)
            return
        self._groups, self._today = tuple(groups), today
        self._places = {row.id: row for group in groups for row in group.rows}
        self.draw()

    def go_to(self, follow_up_id: str) -> None:
        """Put the cursor on a follow-up as soon as it is listed."""
        self._wanted = follow_up_id

    def draw(self) -> None:
        """Draw the lines in the width there is now."""
        before, height = self.current_id, self.highlighted
        width = max(1, self.app.size.width - MARGINS)
        self.clear_options()
        for number, group in enumerate(self._groups):
            style = "bold $danger" if group.danger else "bold $label"
            heading = Content.styled(f"{group.heading} {len(group.rows)}", style)
            self.add_option(Option(Content("\n").join([Content(""), heading]) if number else heading, disabled=True))
            self.add_options(Option(self._line(row, width), id=row.id) for row in group.rows)
        self._put_cursor(before, height)

    @property
    def current_id(self) -> str:
        """The id under the cursor as the lines were drawn; empty without one."""
        number = self.highlighted
        return (self.get_option_at_index(number).id or "") if number is not None else ""

    def _put_cursor(self, wanted: str, height: int | None) -> None:
        if self._wanted in self._places:
            wanted, self._wanted = self._wanted, ""
        if not self._places:
            self.highlighted = None
        elif wanted in self._places:
            self.highlighted = self.get_option_index(wanted)
        else:
            numbers = [number for number, option in enumerate(self.options) if not option.disabled]
            self.highlighted = next((number for number in numbers if number >= (height or 0)), numbers[-1])
        self.show_heading()

    def show_heading(self) -> None:
        """Bring the first heading into view when the cursor is on the line below it."""
        if self.highlighted == 1:
            self.scroll_home(animate=False)

    def _line(self, row: OnBoard, width: int) -> Content:
        """Return a line, drawn anew only where it changed: a key that takes one of hundreds away answers at once."""
        place = (width, self._today)
        kept = self._drawn.get(row.id)
        if kept is None or kept[:2] != (row, place):
            kept = self._drawn[row.id] = (row, place, self._draw_line(row, width))
        return kept[2]

    def _draw_line(self, row: OnBoard, width: int) -> Content:
        today, late = self._today, row.bucket(self._today) == "overdue"
        owner = Content.styled(owner_words(row), "$fill" if row.follow_up.owner else "$label")
        owner = owner.truncate(OWNER_WIDTH, ellipsis=True)
        day = short_day(row.day) if row.day else glyphs().none
        told = [
            (clock_words(row, today), "bold $danger" if late else "bold $say"),
            (_("call corrected") if doubt_words(row.follow_up) else "", "bold $say"),
            (person_words(row, self._known.script), "$foreground"),
            (task_words(row, self._known.catalogue), "$label"),
        ]
        dot = Content.styled(f" {glyphs().dot} ", "$label")
        rest = dot.join(Content.styled(text, style) for text, style in told if text)
        line = Content.assemble(
            Content.styled(day, "bold $danger" if late else "bold $fill").truncate(DAY_WIDTH, pad=True),
            Content.styled(kind_words(row.follow_up.kind), "$fill").truncate(KIND_WIDTH, pad=True),
            rest,
        )
        room = max(1, width - owner.cell_length - 2)
        return Content.assemble(line.truncate(room, ellipsis=True, pad=True), "  ", owner)

    def on_resize(self) -> None:
        """Cut the lines to the new width."""
        self.draw()

    def on_key(self, event: events.Key) -> None:
        """Hand a letter on."""
        if event.character and event.character.isalpha():
            event.stop()
            event.prevent_default()
            self.post_message(self.Pressed(event.character.casefold()))
