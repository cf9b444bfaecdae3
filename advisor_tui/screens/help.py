"""F1 and the palette: what can be done here, with every key. Typing searches, Enter does it."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from advisor_tui.commands import Command, Place, Situation, here, local_keys
from advisor_tui.keymap import display, keys_of
from advisor_tui.language import _
from advisor_tui.text import fold
from advisor_tui.widgets.line_field import Line
from advisor_tui.widgets.paragraphs import Paragraphs, Part, plain

KEYS_WIDTH = 12
LABEL_WIDTH = 24


class HelpScreen(ModalScreen[str | None]):
    """The keys of what is focused, and under them the commands of the place, searched as one types."""

    CSS_PATH = "help.tcss"

    def __init__(self, place: Place, focus: str, remapped: dict[str, str], situation: Situation) -> None:
        super().__init__()
        self._commands = here(place)
        self._focus = focus
        self._remapped = remapped
        self._situation = situation
        self._line = Line(_("search"))
        self._list = OptionList(id="commands", markup=False)
        self._list.can_focus = False

    def compose(self) -> ComposeResult:
        """Put the search above the list."""
        with Vertical(id="box"):
            local = Paragraphs(label_width=KEYS_WIDTH, id="local")
            local.set_parts(
                Part(plain(f"{_(each.label)}: {_(each.help)}"), _(each.keys)) for each in local_keys(self._focus)
            )
            local.display = bool(local.parts)
            yield local
            yield self._line
            yield self._list
            yield Static(Content.styled(_("↑↓ chooses, Enter does it, Esc goes back."), "$label"), markup=False)

    def on_mount(self) -> None:
        """List everything at first."""
        self._line.on_text = lambda _text: self._fill()
        self._fill()
        self._line.focus()

    def _fill(self) -> None:
        wanted = fold(self._line.value.strip())
        self._shown = [each for each in self._commands if wanted in fold(f"{each.title()} {each.explained()}")]
        self._list.clear_options()
        self._list.add_options(Option(self._row(each)) for each in self._shown)
        self._list.highlighted = 0 if self._shown else None

    def _row(self, command: Command) -> Content:
        direct = ", ".join(display(key) for key in keys_of(command, self._remapped))
        keys = direct or f"^G {command.menu}"
        reason = command.why_not(self._situation)
        return Content.assemble(
            Content.styled(keys, "bold $key").truncate(KEYS_WIDTH - 1, pad=True),
            " ",
            Content.styled(command.title(), "$label" if reason else "bold $fill").truncate(LABEL_WIDTH - 1, pad=True),
            " ",
            Content.styled(reason or command.explained(), "$label" if reason else "$foreground"),
        )

    def on_key(self, event: events.Key) -> None:
        """Move in the list, or go back."""
        if event.key in ("up", "down") and self._shown:
            step = 1 if event.key == "down" else -1
            self._list.highlighted = ((self._list.highlighted or 0) + step) % len(self._shown)
        elif event.key == "escape":
            self._close(None)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what is under the cursor."""
        event.stop()
        number = self._list.highlighted
        if number is not None and self._shown:
            self._close(self._shown[number].id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was clicked."""
        event.stop()
        self._close(self._shown[event.option_index].id)

    def _close(self, command_id: str | None) -> None:
        if self.is_active:
            self.dismiss(command_id)
