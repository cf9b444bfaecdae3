"""What every row of the script has in common: a label of one width, a bar when focused, and a way on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:  # the first paint does without the work itself
    from advisor_tui.guidance.conversation import Conversation
    from advisor_tui.guidance.script import Urgent

LABEL_WIDTH = 18
"""Columns of a label: the longest in the three languages has 17."""


class Shows(Protocol):
    """A widget that shows what stands in the conversation."""

    def show(self, talk: "Conversation") -> None:
        """Show what stands now."""


@dataclass
class WayOn(Message):
    """The advisor leaves a row: ``step`` 1 to what comes next, -1 to what came before.

    ``skip_filled`` passes over rows that hold something, for going on after an answer. ``accepted`` tells that the
    row was left by Enter as it stands.
    """

    row: Widget
    step: int = 1
    skip_filled: bool = False
    accepted: bool = False


@dataclass
class UrgentCalled(Message):
    """A sign of danger was raised that calls for urgent help."""

    urgent: "Urgent"


@dataclass
class Told(Message):
    """Something to tell the advisor in a line: what could not be done and why."""

    text: str
    danger: bool = False


def label(text: str, width: int = LABEL_WIDTH) -> Content:
    """Return a label at its fixed width, cut where it does not fit."""
    return Content.styled(text, "$label").truncate(width - 1, ellipsis=True, pad=True).pad_right(1)
