"""One section of a report, drawn. Textual-plotext keeps the drawing library; the colours are those of the theme."""

from textual.content import Content
from textual.geometry import Size
from textual_plotext import PlotextPlot

from advisor_tui.drawing import terminal
from advisor_tui.drawing.terminal import Voice
from advisor_tui.guidance.report import Section
from advisor_tui.language import _
from advisor_tui.styles.glyphs import SETS, glyphs

STYLES: dict[Voice, str] = {
    "label": "$label",
    "now": "$key",
    "before": "$fill",
    "on_bar": "$background on $key",
    "number": "$fill",
}

AROUND = 15
"""Lines of the screen beside a standing bar: the lines above and below, headings, numbers, what the signs mean."""

STANDING = range(5, 17)
"""Lines of the highest standing bar: lower ones tell nothing apart, higher ones tell nothing more."""


class FigurePlot(PlotextPlot):
    """The heading, the drawing with its numbers, and what its signs mean."""

    DEFAULT_CSS = """
    FigurePlot { width: 1fr; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._section: Section | None = None
        self._beside = ("", "")
        self._drawn: tuple[Size, list[Content]] = (Size(), [])

    def show(self, section: Section, beside: tuple[str, str]) -> None:
        """Draw a section; ``beside`` is what stands beside its numbers, in short and in full."""
        self._section, self._beside = section, beside
        self._drawn = (Size(), [])
        self.refresh(layout=True)

    @property
    def words(self) -> str:
        """What is drawn, without its looks."""
        return "\n".join(line.plain for line in self._drawn[1])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines that the drawing takes in a width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the section."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._section is None or width < 1:
            return []
        standing = max(STANDING[0], min(STANDING[-1], self.screen.size.height - AROUND))
        size = Size(width, standing)
        if self._drawn[0] != size:
            self._drawn = (size, self._draw(self._section, width, standing))
        return self._drawn[1]

    def _draw(self, section: Section, width: int, standing: int) -> list[Content]:
        plain = glyphs() is SETS["ascii"]
        lines = [Content.styled(section.title, "bold $fill")]
        lines += Content.styled(section.note, "$label").wrap(width) if section.note else []
        lines.append(Content(""))
        drawn = terminal.plot(self.plt, section, width, beside=self._beside[0], height=standing, plain=plain)
        if section.plot != "none" and section.rows:
            lying = terminal.is_lying(section, width)
            drawn += [[("", "label")], terminal.legend(lying=lying, now=_("now"), before=self._beside[1], plain=plain)]
        return lines + [Content.assemble(*((text, STYLES[voice]) for text, voice in line)) for line in drawn]
