"""What a command is: its keys, its words, where it can be given, and why it cannot be given now, if it cannot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from advisor_tui.language import _

Place = Literal["waiting", "call", "log", "follow_ups", "figures", "page"]
"""Where a command can be given: while waiting for a call, during one (and its wrap-up, and when correcting one), in
the log, on the board of follow-ups, beside the figures, and on a page to read (handover, hand-off)."""

BOTH: tuple[Place, ...] = ("waiting", "call")
EVERYWHERE: tuple[Place, ...] = ("waiting", "call", "log", "follow_ups", "figures", "page")
FREE: tuple[Place, ...] = ("waiting", "log", "follow_ups", "figures", "page")
"""Wherever no call is on the desk: when the phone rings, one key begins the call from there."""
LOG: tuple[Place, ...] = ("log",)
FIGURES: tuple[Place, ...] = ("figures",)
PAGE: tuple[Place, ...] = ("page",)
WAITING: tuple[Place, ...] = ("waiting",)
CALL: tuple[Place, ...] = ("call",)


@dataclass(frozen=True)
class Situation:
    """What the screen tells of itself, for deciding what is possible."""

    place: Place = "waiting"
    ready: bool = True
    wrapping_up: bool = False
    correcting: bool = False
    parked: int = 0
    renewed: bool = False


@dataclass(frozen=True)
class Command:
    """One command. ``label`` and ``help`` are keys of messages; ``weight`` orders the key line, the smallest first."""

    id: str
    keys: tuple[str, ...]
    menu: str
    label: str
    help: str
    places: tuple[Place, ...]
    weight: int
    why_not: Callable[[Situation], str] = lambda _situation: ""

    def title(self) -> str:
        """Return the label in the reader's language."""
        return _(self.label)

    def explained(self) -> str:
        """Return the help in the reader's language."""
        return _(self.help)


def unless_ready(situation: Situation) -> str:
    """Say that the services are still being read, while they are."""
    return "" if situation.ready else _("The services are still being read; a moment.")


def unless_open(situation: Situation) -> str:
    """Say that the call has ended, when it has."""
    if situation.correcting:
        return _("This call is finished; you are correcting it.")
    return _("The call has ended; this is the wrap-up.") if situation.wrapping_up else ""


def unless_parked(situation: Situation) -> str:
    """Say that no call waits, when none does."""
    return unless_ready(situation) or ("" if situation.parked else _("No call is waiting."))


def unless_renewed(situation: Situation) -> str:
    """Say that the services have not changed, unless they have."""
    return unless_ready(situation) or ("" if situation.renewed else _("The services have not changed."))


def unless_ready_and_open(situation: Situation) -> str:
    """Say that the services are being read, or that the call has ended."""
    return unless_ready(situation) or unless_open(situation)
