"""The line below everything: what can be done here, each with its key; or, for a moment, what has to be told."""

from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget


@dataclass(frozen=True)
class Hint:
    """A key and what it does. ``danger`` marks the way to urgent help."""

    key: str
    label: str
    danger: bool = False


class KeyLine(Widget):
    """Hints in the order given, as many as there is room for; the first one, help, always stands last."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; width: 1fr; background: $bar; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[Hint, ...] = ()
        self._notice = ""
        self._danger = False

    @property
    def notice(self) -> str:
        """What is being told, or nothing."""
        return self._notice

    def show(self, hints: tuple[Hint, ...]) -> None:
        """Show other hints."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def tell(self, text: str, *, danger: bool = False) -> None:
        """Tell something in place of the hints; an empty text brings them back."""
        if (text, danger) != (self._notice, self._danger):
            self._notice, self._danger = text, danger
            self.refresh()

    def render(self) -> Content:
        """Draw the hints, or the notice."""
        width = self.content_size.width
        if self._notice:
            return Content.styled(self._notice, "bold $danger" if self._danger else "bold $say").truncate(
                width, ellipsis=True
            )
        if not self._hints:
            return Content("")
        last, *others = (self._hint(hint) for hint in self._hints)
        line = Content("")
        for hint in others:
            if line.cell_length + hint.cell_length + 2 + last.cell_length > width:
                break
            line = Content.assemble(line, hint, "  ")
        return Content.assemble(line, last).truncate(width)

    def _hint(self, hint: Hint) -> Content:
        return Content.assemble(
            (hint.key, "bold $danger" if hint.danger else "bold $key"), " ", (hint.label, "$foreground")
        )
