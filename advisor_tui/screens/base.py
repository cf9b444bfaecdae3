"""What every screen has in common: keys from the command table, the key line, and a word when it is too small."""

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from advisor_tui.command import Command, Place, Situation
from advisor_tui.commands import BY_ID, here
from advisor_tui.errors import AdvisorError
from advisor_tui.keymap import display, keys_of
from advisor_tui.language import _
from advisor_tui.local_keys import local_keys
from advisor_tui.screens.ordered import OrderedScreen
from advisor_tui.widgets.key_line import Hint, KeyLine
from advisor_tui.widgets.row import Told
from advisor_tui.widgets.status_line import Status, StatusLine

if TYPE_CHECKING:
    from advisor_tui.app import AdvisorApp

SMALLEST = (60, 20)
"""Columns and lines below which the screen says that it is too small: a large print terminal has about as many."""

NOTICE_SECONDS = 6.0
"""How long something told stays in the key line: two lines read calmly, beside a caller who talks."""

WIDE = 110
"""Columns from which script and catalogue stand side by side."""


LINE_ENDS = 2
"""Columns that the key line leaves free at its ends."""

NO_KEY = "no-key"
"""Stands for the key of a command that has none, so that the settings can still give it one."""


def bindings(place: Place) -> list[BindingType]:
    """Return the bindings of a place, from the command table. They come first even while somebody writes."""
    return [
        Binding(
            ",".join(command.keys) or NO_KEY,
            f"command('{command.id}')",
            command.label,
            id=command.id,
            tooltip=command.help,
            show=False,
            priority=True,
        )
        for command in here(place)
    ]


class AdvisorScreen(OrderedScreen[None]):
    """A screen with a status line above, a key line below, and the commands of its place."""

    PLACE: ClassVar[Place] = "waiting"
    HORIZONTAL_BREAKPOINTS = [(0, "-too-small"), (SMALLEST[0], "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-too-low"), (SMALLEST[1], "-low"), (30, "-middle"), (40, "-high")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.status_line = StatusLine()
        self.key_line = KeyLine()
        self._notice_number = 0

    @property
    def desk(self) -> "AdvisorApp":
        """The program."""
        return cast("AdvisorApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the lines above and below, and what the screen is about between them."""
        yield self.status_line
        yield from self.body()
        yield self.key_line
        columns, lines = SMALLEST
        text = _("Too small: make the window at least {columns} by {lines}.").format(columns=columns, lines=lines)
        yield Static(Content(text), id="too-small", markup=False)

    def body(self) -> ComposeResult:
        """Compose what the screen is about."""
        raise NotImplementedError

    # ------------------------------------------------------------ commands

    def situation(self) -> Situation:
        """Tell what is going on, for deciding what is possible."""
        raise NotImplementedError

    async def action_command(self, command_id: str) -> None:
        """Do a command, or tell why it cannot be done now."""
        command = BY_ID[command_id]
        reason = command.why_not(self.situation())
        if reason:
            self.tell(reason)
        else:
            self.tell("")
            try:
                doing = getattr(self, f"do_{command_id}")()
                if inspect.isawaitable(doing):
                    await doing
            except AdvisorError as error:
                self.tell(self.desk.mishap(error), danger=True)

    def do_help(self) -> None:
        """Show what can be done here."""
        self._show_commands(self.focus_name)

    def do_command_palette(self) -> None:
        """Search the commands by name."""
        self._show_commands("")

    def _show_commands(self, focus: str) -> None:
        from advisor_tui.screens.help import HelpScreen  # noqa: PLC0415 - opened seldom, not needed to start

        self.app.push_screen(HelpScreen(self.PLACE, focus, self.desk.remapped, self.situation()), self.run_chosen)

    def do_menu(self) -> None:
        """Show every command by its letter."""
        from advisor_tui.screens.choose import Choose  # noqa: PLC0415 - likewise
        from advisor_tui.widgets.chips import Chip  # noqa: PLC0415

        chips = [Chip(each.menu, each.id, each.title()) for each in here(self.PLACE) if each.menu]
        self.app.push_screen(
            Choose(_("Menu"), chips, column=False), lambda answer: self.run_chosen(answer and answer.option)
        )

    async def run_chosen(self, command_id: str | None) -> None:
        """Do what was chosen in the help or the menu."""
        if command_id:
            await self.action_command(command_id)

    def do_new_call(self) -> None:
        """Begin a call, wherever no other is on the desk."""
        self.desk.shift.begin_call()

    def do_urgent(self) -> None:
        """Show urgent help."""
        self.desk.shift.show_urgent()

    def do_theme(self) -> None:
        """Change between dark and light."""
        self.desk.change_theme()

    def do_quit(self) -> None:
        """Close the desk, after asking when a call is open."""
        self.desk.ask_to_quit()

    # ------------------------------------------------------------ what is told

    def show_place(self, state: str, *facts: str) -> None:
        """Show in the status line where one is, whether everything is kept, and who works here."""
        saving = self.desk.saving
        self.status_line.show(
            Status(
                state=state,
                facts=facts,
                saved=saving.words,
                danger=saving.danger or self.desk.storage_problem,
                advisor=self.desk.settings.advisor,
                practice=_("PRACTICE") if self.desk.practice else "",
            )
        )

    @property
    def focus_name(self) -> str:
        """What is focused, by the name the table of local keys has for it."""
        widget: Widget | None = self.focused
        return getattr(widget, "HELP", "") if widget else ""

    def tell(self, text: str, *, danger: bool = False) -> None:
        """Tell something in the key line; it goes by itself, or with the next command.

        A mishap that does not fit there is told in a box, unless a call is on this screen: nothing stands before that.
        """
        if danger and self.app.screen is self and self.PLACE != "call" and cell_len(text) > self.size.width - LINE_ENDS:
            from advisor_tui.screens.notice_box import NoticeBox  # noqa: PLC0415 - opened seldom, not needed to start

            self.app.push_screen(NoticeBox(text))
            return
        self.key_line.tell(text, danger=danger)
        self._notice_number += 1
        number = self._notice_number
        if text:
            self.set_timer(NOTICE_SECONDS, lambda: self._untell(number))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell what stood in the way of work behind the screen: nothing that was asked for ends without a word."""
        worker = event.worker
        if event.state is WorkerState.ERROR and worker.error is not None and not worker.exit_on_error:
            self.tell(self.desk.mishap(worker.error), danger=True)

    def _untell(self, number: int) -> None:
        if number == self._notice_number:
            self.key_line.tell("")

    def on_told(self, event: Told) -> None:
        """Tell what a widget has to tell."""
        event.stop()
        self.tell(event.text, danger=event.danger)

    def show_hints(self) -> None:
        """Show in the key line what can be done now."""
        self.key_line.show(tuple(self._hints()))

    def _hints(self) -> Iterable[Hint]:
        help_command, *others = here(self.PLACE)
        yield self._hint(help_command)
        for local in local_keys(self.focus_name)[:1]:
            yield Hint(_(local.keys), _(local.label))
        situation = self.situation()
        for command in self.hinted(others):
            if self.key_of(command) and not command.why_not(situation):
                yield self._hint(command)

    def hinted(self, commands: list[Command]) -> Iterable[Command]:
        """Return the commands that the key line shows, in their order."""
        return commands

    def _hint(self, command: Command) -> Hint:
        return Hint(self.key_of(command), command.title(), danger=command.id == "urgent")

    def key_of(self, command: Command) -> str:
        """Return a command's first key as it is shown, or nothing."""
        keys = keys_of(command, self.desk.remapped)
        return display(keys[0]) if keys else ""

    def on_descendant_focus(self) -> None:
        """Show the keys of what is focused now."""
        self.show_hints()
