"""A row with one line to write in."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from advisor_tui.guidance.call import LINE_LIMIT
from advisor_tui.language import _
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.text import clean_line
from advisor_tui.widgets.row import LABEL_WIDTH, Told, WayOn, label


class Line(Input):
    """One line. What is typed or pasted is cleaned, and reported before the screen is drawn again."""

    HELP = "line"

    def __init__(self, placeholder: str = "", *, digits: bool = False, suggester: Suggester | None = None) -> None:
        super().__init__(
            placeholder=placeholder,
            compact=True,
            select_on_focus=False,
            suggester=suggester,
            restrict=r"[0-9]{0,3}" if digits else None,
            max_length=LINE_LIMIT,
        )
        self.cursor_blink = False  # calm: nothing moves that has nothing to tell
        self.on_text: Callable[[str], None] = lambda _text: None
        self._quiet = False

    def put(self, text: str) -> None:
        """Show a text without reporting it."""
        if text != self.value:
            self._quiet = True
            try:
                self.value = text
            finally:
                self._quiet = False
            self.cursor_position = len(text) if self.has_focus else 0  # from its beginning it can be read

    def watch_value(self, value: str) -> None:
        """Report each change at once, so that nothing is drawn as saved that is not."""
        if not self._quiet:
            self.on_text(value)

    def on_paste(self, event: events.Paste) -> None:
        """Paste all lines as one; the framework would keep the first and drop the rest without a word."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = LINE_LIMIT - len(self.value) + (end - start)
        pasted = clean_line(event.text)
        self.replace(pasted[:room], start, end)
        if len(pasted) > room:
            told = _("A line holds {limit} characters: the beginning was taken.").format(limit=LINE_LIMIT)
            self.post_message(Told(told, danger=True))


class LineField(Horizontal):
    """A label and a line."""

    DEFAULT_CSS = """
    LineField { width: 1fr; height: 1; border-left: blank; padding: 0 1 0 0; }
    LineField:focus-within { border-left: outer $key; background: $lifted; }
    LineField > Static { height: 1; }
    LineField > Line { width: 1fr; height: 1; margin: 0 0 0 1; padding: 0 0 0 1; color: $fill; }
    LineField > Line, LineField > Line:focus { background: transparent; }
    LineField > Line:focus { background-tint: transparent; }
    LineField > .after { width: auto; color: $label; padding: 0 0 0 1; }
    """

    @dataclass
    class Left(Message):
        """The line was left with what stands in it, by Enter or an arrow."""

        field: "LineField"
        text: str

    def __init__(
        self,
        text: str,
        hint: str = "",
        *,
        digits: bool = False,
        suggester: Suggester | None = None,
        label_width: int = LABEL_WIDTH,
        id: str | None = None,  # noqa: A002 - the framework's name
    ) -> None:
        super().__init__(id=id)
        self._label = label(text, label_width)
        self._label_width = label_width
        self.line = Line(hint, digits=digits, suggester=suggester)
        self._after = Static("", classes="after", markup=False)
        self._word = Content("")

    def compose(self) -> ComposeResult:
        """Put the label before the line, and what was understood after it."""
        head = Static(self._label, markup=False)
        head.styles.width = self._label_width
        yield head
        yield self.line
        yield self._after

    def tell(self, text: str, *, style: str = "$label") -> None:
        """Show a word after the line: what was understood of it."""
        self._word = Content.styled(text, style)
        self._show_after()

    def _show_after(self) -> None:
        """Show what was told, or else that the text goes on beyond the end of a line that nobody is writing in."""
        line = self.line
        cut = not line.has_focus and cell_len(line.value) > line.content_size.width
        self._after.update(self._word or Content.styled(glyphs().more if cut else "", "$label"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """See whether the text still fits."""
        event.stop()
        self._show_after()

    def on_resize(self) -> None:
        """See whether the text still fits."""
        self._show_after()

    def on_descendant_focus(self) -> None:
        """Go on at the end of what is written, in the whole width."""
        self.line.cursor_position = len(self.line.value)
        self._show_after()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what is written and go on."""
        event.stop()
        self.post_message(self.Left(self, self.line.value))
        self.post_message(WayOn(self, skip_filled=True))

    def on_key(self, event: events.Key) -> None:
        """Go to another row by an arrow."""
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(self, self.line.value))
            self.post_message(WayOn(self, 1 if event.key == "down" else -1))

    def on_descendant_blur(self) -> None:
        """Keep what is written also when it is left in another way."""
        self.line.cursor_position = 0
        self._show_after()
        self.post_message(self.Left(self, self.line.value))
