"""Text in paragraphs, each with its label to the left: the service card, words to say, reasons, the closing card."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from advisor_tui.styles.glyphs import glyphs


@dataclass(frozen=True)
class Part:
    """One paragraph: its text, and the label it stands beside. A part of nothing is an empty line."""

    content: Content = field(default_factory=Content)
    label: str = ""


BLANK = Part()


def said(text: str) -> Content:
    """Return words to say aloud, in the look they have everywhere."""
    return Content.styled(f"{glyphs().open_quote}{text}{glyphs().close_quote}", "$say")


def plain(text: str, style: str = "$foreground") -> Content:
    """Return text of data in one look."""
    return Content.styled(text, style)


def marked(text: str, places: Iterable[tuple[int, int]], style: str) -> Content:
    """Return text of data in one look, with some places of it (from and up to which character) standing out."""
    content = Content.styled(text, style)
    for start, end in places:
        content = content.stylize("bold $fill", start, end)
    return content


class Paragraphs(Widget):
    """Wrapped text. The labels take one width, and wrapped lines keep clear of it."""

    DEFAULT_CSS = """
    Paragraphs { width: 1fr; height: auto; padding: 0 1; }
    """

    def __init__(self, *, label_width: int = 0, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._label_width = label_width
        self._parts: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is shown."""
        return self._parts

    def set_parts(self, parts: Iterable[Part]) -> None:
        """Show other text."""
        parts = tuple(parts)
        if parts != self._parts:
            self._parts = parts
            self.refresh(layout=True)

    @property
    def words(self) -> str:
        """The text without its looks."""
        return "\n".join(part.content.plain for part in self._parts)

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for part in self._parts:
            indent = self._label_width if part.label else 0
            body = part.content.wrap(max(1, width - indent)) or [Content("")]
            for number, line in enumerate(body):
                head = part.label if number == 0 else ""
                lines.append(Content.assemble((head[: max(0, indent - 1)].ljust(indent), "$label"), line))
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines that the text takes in a width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the text."""
        return Content("\n").join(self._lines(self.content_size.width))
