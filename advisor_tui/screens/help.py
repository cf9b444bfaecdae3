"""F1 and the palette: what can be done here, with every key. Typing searches, Enter does it."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from advisor_tui.command import Command, Place, Situation
from advisor_tui.commands import here
from advisor_tui.keymap import display, keys_of
from advisor_tui.language import _
from advisor_tui.local_keys import local_keys
from advisor_tui.screens.front import Front
from advisor_tui.text import fold
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.line_field import Line
from advisor_tui.widgets.paragraphs import Paragraphs, Part, plain

KEYS_WIDTH = 12


class HelpScreen(Front[str]):
    """The keys of what is focused, and under them the commands of the place, searched as one types."""

    AUTO_FOCUS = "Line"

    def __init__(self, place: Place, focus: str, remapped: dict[str, str], situation: Situation) -> None:
        super().__init__()
        self._commands = here(place)
        self._focus = focus
        self._remapped = remapped
        self._situation = situation
        self._shown: list[Command] = []
        self._line = Line(_("search"))
        self._list = OptionList(id="commands", markup=False)
        self._list.can_focus = False
        self._explained = Paragraphs(id="explained")

    def body(self) -> ComposeResult:
        """Compose the search, the list and the explanation."""
        local = Paragraphs(label_width=KEYS_WIDTH, id="local")
        local.set_parts(Part(plain(_(each.help)), _(each.keys)) for each in local_keys(self._focus))
        local.display = bool(local.parts)
        yield local
        yield self._line
        yield self._list
        yield self._explained

    def on_mount(self) -> None:
        """List everything at first."""
        self._line.on_text = lambda _text: self._fill()
        self._fill()
        self.hints(Hint("↑↓", _("choose")), Hint("Enter", _("do it")), Hint("Esc", _("back")))

    def _fill(self) -> None:
        wanted = fold(self._line.value.strip())
        self._shown = [each for each in self._commands if wanted in fold(f"{each.title()} {each.explained()}")]
        self._list.clear_options()
        self._list.add_options(Option(self._row(each)) for each in self._shown)
        self._list.highlighted = 0 if self._shown else None

    def _row(self, command: Command) -> Content:
        direct = ", ".join(display(key) for key in keys_of(command, self._remapped))
        keys = direct or f"^G {command.menu}"
        possible = not command.why_not(self._situation)
        return Content.assemble(
            Content.styled(keys, "bold $key").truncate(KEYS_WIDTH - 1, pad=True),
            " ",
            Content.styled(command.title(), "bold $fill" if possible else "$label"),
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Explain the command under the cursor, and why it cannot be used now."""
        event.stop()
        command = self._shown[event.option_index]
        reason = command.why_not(self._situation)
        why = [Part(plain(reason, "$danger"))] if reason else []
        self._explained.set_parts([Part(plain(command.explained())), *why])

    async def on_key(self, event: events.Key) -> None:
        """Move in the list."""
        if event.key in ("up", "down") and self._shown:
            event.stop()
            event.prevent_default()
            step = 1 if event.key == "down" else -1
            self._list.highlighted = ((self._list.highlighted or 0) + step) % len(self._shown)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what is under the cursor."""
        event.stop()
        number = self._list.highlighted
        if number is not None and self._shown:
            self.answer(self._shown[number].id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was clicked."""
        event.stop()
        self.answer(self._shown[event.option_index].id)
