"""The line above everything: whose call, how long, and whether it is on the disk."""

from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from advisor_tui.styles.glyphs import glyphs


@dataclass(frozen=True)
class Status:
    """What the line says. ``facts`` are what is known of the caller; ``saved`` is empty while nothing needs saying."""

    state: str = ""
    clock: str = ""
    live: bool = False
    facts: tuple[str, ...] = ()
    waiting: str = ""
    saved: str = ""
    danger: str = ""
    advisor: str = ""
    practice: str = ""


class StatusLine(Widget):
    """State and clock to the left, saving and advisor to the right; the facts give way when there is no room."""

    DEFAULT_CSS = """
    StatusLine { dock: top; height: 1; width: 1fr; background: $bar; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._status = Status()

    @property
    def status(self) -> Status:
        """What the line says now."""
        return self._status

    def show(self, status: Status) -> None:
        """Say something else."""
        if status != self._status:
            self._status = status
            self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        status, width = self._status, self.content_size.width
        sign = glyphs().live if status.live else glyphs().quiet
        left = Content.assemble(
            (f" {status.practice} ", "bold $on-practice on $practice") if status.practice else "",
            " " if status.practice else "",
            (f"{sign} ", "$good" if status.live else "$label"),
            (status.state, "bold $good" if status.live else "$label"),
            (f" {status.clock}" if status.clock else "", "bold $good" if status.live else "bold $label"),
        )
        right = Content("  ").join(
            Content.styled(text, style)
            for text, style in (
                (status.waiting, "bold $say"),
                (status.danger, "bold $danger"),
                (status.saved, "$good"),
                (status.advisor, "$label"),
            )
            if text
        )
        room = width - left.cell_length - right.cell_length - 4
        dot = Content.styled(f" {glyphs().dot} ", "$label")
        facts = dot.join(
            Content.styled(fact, "bold $fill" if index == 0 else "$foreground")
            for index, fact in enumerate(status.facts)
        )
        middle = facts.truncate(max(0, room), ellipsis=True) if status.facts and room > 0 else Content("")
        gap = max(1, width - left.cell_length - 2 - middle.cell_length - right.cell_length)
        return Content.assemble(left, "  ", middle, " " * gap, right)
