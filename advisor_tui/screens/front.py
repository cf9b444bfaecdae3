"""What stands in front of the desk: a box with its own key line. Esc goes back, and urgent help stays one key away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget

from advisor_tui.commands import BY_ID
from advisor_tui.keymap import display, keys_of
from advisor_tui.screens.ordered import OrderedScreen
from advisor_tui.widgets.key_line import Hint, KeyLine
from advisor_tui.widgets.row import WayOn

if TYPE_CHECKING:
    from advisor_tui.app import AdvisorApp

ResultT = TypeVar("ResultT")
URGENT = BY_ID["urgent"]


class Front(OrderedScreen[ResultT | None], ModalScreen[ResultT | None]):
    """A modal screen. What lies behind keeps its full contrast: nothing is dimmed, the box stands out by its ground."""

    CSS_PATH = "front.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(URGENT.keys), "urgent", URGENT.label, id="urgent", tooltip=URGENT.help, priority=True)
    ]

    def compose(self) -> ComposeResult:
        """Put the box in the middle and its keys below."""
        with VerticalScroll(id="box", can_focus=False):
            yield from self.body()
        self.key_line = KeyLine()
        yield self.key_line

    def body(self) -> ComposeResult:
        """Compose what stands in the box."""
        raise NotImplementedError

    def hints(self, *hints: Hint) -> None:
        """Show the keys of this box, and the one for urgent help."""
        keys = keys_of(URGENT, cast("AdvisorApp", self.app).remapped)
        urgent = [Hint(display(keys[0]), URGENT.title(), danger=True)] if keys else []
        self.key_line.show((*hints[-1:], *urgent, *hints[:-1]))  # what does not fit is left out from the end

    def leads_out(self, event: WayOn, rows: Sequence[Widget]) -> bool:
        """Go to the row that the way leads to; return whether it leads out beyond the last one."""
        number = rows.index(event.row) + event.step if event.row in rows else 0
        if number >= len(rows):
            return True
        row = rows[max(0, number)]
        self.set_focus(getattr(row, "line", row))  # a row of a label and a line is focused at its line
        return False

    def action_urgent(self) -> None:
        """Show urgent help on top of this."""
        cast("AdvisorApp", self.app).shift.show_urgent()

    async def on_key(self, event: events.Key) -> None:
        """Go back."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.answer(None)

    def answer(self, result: ResultT | None) -> None:
        """Close with a result, unless something else lies in front by now."""
        if self.is_active:
            self.dismiss(result)
