"""The four steps, each with its key; the present one stands out, finished ones carry a mark."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from advisor_tui.styles.glyphs import glyphs


@dataclass(frozen=True)
class Tab:
    """One step as it is shown: its key, its name, a shorter name, and whether something stands in it."""

    id: str
    key: str
    name: str
    short: str
    done: bool


class StepTabs(Widget):
    """One line of steps. Long names where they fit, short ones where they do not."""

    DEFAULT_CSS = """
    StepTabs { height: 1; width: 1fr; padding: 0 1; }
    """

    @dataclass
    class Chosen(Message):
        """A step was clicked."""

        step: str

    def __init__(self) -> None:
        super().__init__()
        self._tabs: tuple[Tab, ...] = ()
        self._present = ""

    def show(self, tabs: tuple[Tab, ...], present: str) -> None:
        """Show the steps and which one is present."""
        if (tabs, present) != (self._tabs, self._present):
            self._tabs, self._present = tabs, present
            self.refresh()

    def _pieces(self, *, short: bool) -> list[Content]:
        return [self._piece(tab, tab.short if short else tab.name) for tab in self._tabs]

    def _fitting(self) -> list[Content]:
        pieces = self._pieces(short=False)
        fits = sum(piece.cell_length + 1 for piece in pieces) <= self.content_size.width
        return pieces if fits else self._pieces(short=True)

    def _piece(self, tab: Tab, name: str) -> Content:
        sign = glyphs().done if tab.done else " "
        if tab.id == self._present:
            return Content.styled(f"{sign} {tab.key} {name} ", "bold $on-present on $present")
        return Content.assemble(
            (f"{sign} ", "$good"), (f"{tab.key} ", "$key"), (f"{name} ", "$good" if tab.done else "$label")
        )

    def render(self) -> Content:
        """Draw the steps."""
        return Content(" ").join(self._fitting()).truncate(self.content_size.width)

    def on_click(self, event: events.Click) -> None:
        """Go to the step under the mouse."""
        left = event.x - self.gutter.left
        for tab, piece in zip(self._tabs, self._fitting(), strict=True):
            if 0 <= left < piece.cell_length:
                self.post_message(self.Chosen(tab.id))
                return
            left -= piece.cell_length + 1
