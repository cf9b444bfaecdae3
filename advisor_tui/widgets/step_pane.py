"""One step of the script: its words to say and its rows, made from the data that a county may change."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.script import Step
from advisor_tui.widgets import blocks
from advisor_tui.widgets.fields import make_field
from advisor_tui.widgets.needs import NeedsBlock
from advisor_tui.widgets.row import Shows

BLOCKS: dict[str, Callable[[Known], Widget]] = {
    "deadline": lambda _known: blocks.DeadlineBlock(),
    "referrals": lambda _known: blocks.ReferralsBlock(),
    "unmet_needs": lambda _known: blocks.UnmetBlock(),
    "needs": NeedsBlock,
    "proposal": lambda _known: blocks.ProposalBlock(),
    "agreed": lambda _known: blocks.AgreedBlock(),
    "card": lambda _known: blocks.CardBlock(),
}


class StepPane(VerticalScroll, can_focus=False):
    """A step. It scrolls when its rows do not fit, and follows the focus."""

    DEFAULT_CSS = """
    StepPane { height: 1fr; padding: 1 0 0 0; scrollbar-size-vertical: 1; }
    StepPane > .say { margin: 0 0 1 0; }
    StepPane > #proposal, StepPane > #deadline { margin: 1 0 0 0; }
    """

    def __init__(self, step: Step, known: Known) -> None:
        super().__init__(id=f"step-{step.id}")
        self._rows: list[Widget] = [blocks.SayBlock(step.id)]
        for row in step.rows:
            self._rows.append(BLOCKS[row](known) if row in BLOCKS else make_field(known.script.fields[row], known))

    def compose(self) -> ComposeResult:
        """Put the rows under the words to say."""
        yield from self._rows

    def show(self, talk: Conversation) -> None:
        """Show what stands."""
        for row in self._rows:
            cast(Shows, row).show(talk)

    def set_worth(self, areas: frozenset[str]) -> None:
        """Mark the need areas that are worth asking about, where this step has them."""
        for block in self.query(NeedsBlock):
            block.set_worth(areas)

    def stops(self) -> list[Widget]:
        """Return what can be focused here, in order."""
        return list(self._stops())

    def _stops(self) -> Iterator[Widget]:
        for row in self._rows:
            if row.display:
                candidates = [row, *row.query("*")]
                yield from (each for each in candidates if each.focusable)

    def first_empty(self) -> Widget | None:
        """Return where to begin: the first row that holds nothing, or the first that can be focused."""
        stops = self.stops()
        return next((each for each in stops if not is_filled(each)), stops[0] if stops else None)


def is_filled(stop: Widget) -> bool:
    """Tell whether going on after an answer may pass over what is focused here."""
    widget: Any = stop
    while widget is not None and not isinstance(widget, StepPane):
        if hasattr(widget, "filled"):
            return bool(widget.filled)
        widget = widget.parent
    return False
