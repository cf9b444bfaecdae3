"""The program: wiring only. It paints first, reads and opens behind the screen, and puts calls on the desk."""

import asyncio
import contextlib
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.message import Message
from textual.screen import Screen

from advisor_tui import crash, workdays
from advisor_tui.clock import today
from advisor_tui.commands import COMMANDS
from advisor_tui.errors import AdvisorError
from advisor_tui.keymap import keys_of
from advisor_tui.language import _
from advisor_tui.paths import Places
from advisor_tui.saving import SaveState
from advisor_tui.screens import questions
from advisor_tui.screens.base import NO_KEY
from advisor_tui.screens.call_lines import call_lines, day_summary
from advisor_tui.screens.ordered import OrderedApp
from advisor_tui.screens.waiting import WaitingScreen
from advisor_tui.settings import Settings
from advisor_tui.styles import glyphs
from advisor_tui.styles.scrollbar import use_plain_scrollbars
from advisor_tui.styles.themes import THEMES
from advisor_tui.switchboard import Switchboard

if TYPE_CHECKING:
    from advisor_tui.guidance.conversation import Conversation
    from advisor_tui.guidance.script import Urgent
    from advisor_tui.records.saver import Conflict, Report
    from advisor_tui.reference import Reference
    from advisor_tui.screens.choose import Answer
    from advisor_tui.screens.desk import DeskScreen

FLUSH_SECONDS = 2.0
"""How long closing waits for the disk: far longer than any measured commit."""


class AdvisorApp(OrderedApp, inherit_bindings=False):
    """The desk program."""

    CSS_PATH: ClassVar = ["styles/app.tcss", "screens/waiting.tcss"]  # the default screen's own sheet is not read
    ENABLE_COMMAND_PALETTE = False  # the program's own list of commands takes its place
    TITLE = "advisor"
    BINDINGS: ClassVar = []

    @dataclass
    class Reported(Message):
        """The worker that keeps calls has something to report."""

        report: "Report"

    def __init__(self, settings: Settings, places: Places, *, practice: bool = False) -> None:
        super().__init__()
        self.settings = settings
        self.practice = practice
        self.remapped = dict(settings.keys)
        self._places = places
        self._reference: Reference | None = None
        self._desk_screen: DeskScreen | None = None
        self._notices: tuple[str, ...] = ()
        self.switchboard = Switchboard(places, settings, "practice" if practice else "live", self._hear)
        self.waiting = WaitingScreen()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[settings.theme].name
        given = [command for command in COMMANDS if command.id in self.remapped]
        self.set_keymap({each.id: ",".join(keys_of(each, self.remapped)) or NO_KEY for each in given})
        glyphs.use(settings.glyphs)
        self.set_class(settings.glyphs == "ascii", "-ascii")
        use_plain_scrollbars()

    def get_default_screen(self) -> Screen[None]:
        """Return the screen that is painted first."""
        return self.waiting

    # ------------------------------------------------------------ start

    def on_mount(self) -> None:
        """Let the first paint go before anything is read."""
        self._watch_signals()
        self.call_after_refresh(self._begin_to_read)

    def _watch_signals(self) -> None:
        """End in good order when the terminal closes: without this neither saving nor restoring it would happen."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            with contextlib.suppress(NotImplementedError, AttributeError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self.exit)

    def _begin_to_read(self) -> None:
        self.run_worker(self._read, thread=True, exit_on_error=False, name="reading", group="reading")

    def _read(self) -> None:
        from advisor_tui import reference  # noqa: PLC0415 - after the first paint
        from advisor_tui.screens.desk import DeskScreen  # noqa: PLC0415

        try:
            found = reference.load(self.settings)
        except AdvisorError as error:
            self.call_from_thread(self._show_broken, error)
            return
        workdays.is_holiday(today())  # the holidays take a tenth of a second to read, once
        self.call_from_thread(self._be_ready_soon, found, DeskScreen)

    def _be_ready_soon(self, found: "Reference", desk: "type[DeskScreen]") -> None:
        self.run_worker(self._be_ready(found, desk), exit_on_error=True, name="readying", group="reading")

    async def _be_ready(self, found: "Reference", desk: "type[DeskScreen]") -> None:
        screen = desk(found, stale_after_days=self.settings.catalogue.stale_after_days)
        self.install_screen(screen, "desk")
        # Built out of sight, so that the first key of the first call finds it in place.
        with self.batch_update():
            await self.push_screen(screen)
            self.pop_screen()
        self._reference, self._desk_screen = found, screen
        self._notices = found.notices
        self.switchboard.start()
        self._show_notices()
        self.waiting.show_status()
        self.waiting.show_hints()

    def _show_broken(self, error: AdvisorError) -> None:
        self._notices = (_("The installation is broken: {error} Install the program again.").format(error=error),)
        self._show_notices()

    @property
    def is_ready(self) -> bool:
        """Whether a call can begin."""
        return self._desk_screen is not None

    def _show_notices(self) -> None:
        unusable = self.switchboard.unusable
        self.waiting.show_notices([*self._notices, *([str(unusable)] if unusable else [])])

    # ------------------------------------------------------------ calls

    def _put_on_desk(self, talk: "Conversation") -> None:
        desk = self._desk_screen
        if desk is None:
            return
        talk.on_change = lambda: self._changed(talk)
        desk.talk = talk
        self.push_screen("desk")
        desk.take(talk)
        talk.changed()

    def _changed(self, talk: "Conversation") -> None:
        self.switchboard.submit(talk.call)
        if self._desk_screen and self._desk_screen.talk is talk:
            self._desk_screen.show_call()

    def begin_call(self, *, non_client: bool = False) -> None:
        """Begin a call; a non-client one asks at once what it was."""
        if self._reference:
            self._put_on_desk(self.switchboard.begin(self._reference.known))
            if non_client and self._desk_screen:
                self._desk_screen.do_non_client()

    async def open_call(self, call_id: str) -> None:
        """Open a call of the list: go on with it, or correct it. Keys wait until it is on the desk."""
        if self._reference is None or self.screen is not self.waiting:
            return
        here = self.switchboard.parked_here(call_id)
        call = here.call if here else await asyncio.wrap_future(self.switchboard.read(call_id))
        if call is None:
            self.waiting.tell(_("This call is no longer in the database."), danger=True)
        elif self.screen is self.waiting:
            self._put_on_desk(self.switchboard.take_up(call, self._reference.known))

    def on_desk_dialogs_finished(self) -> None:
        """Go back to waiting when a call has left the desk."""
        desk = self._desk_screen
        if desk and self.screen is desk:
            if desk.talk.call.state == "parked":
                self.switchboard.park(desk.talk)
            self.pop_screen()
            self.refresh_calls()

    def refresh_calls(self) -> None:
        """Read the calls of the waiting screen anew."""
        self.run_worker(self._list_calls(), exclusive=True, group="listing", exit_on_error=False)

    async def _list_calls(self) -> None:
        try:
            listed = await asyncio.wrap_future(self.switchboard.list_calls())
        except AdvisorError as error:
            self.waiting.show_calls((), str(error))
            return
        if self._reference:
            script = self._reference.known.script
            lines = call_lines(listed, script, lambda call: self.switchboard.parked_here(call) is not None)
            self.waiting.show_calls(lines, day_summary(listed))

    @property
    def parked_count(self) -> int:
        """How many calls wait at this desk."""
        return self.switchboard.parked_count

    def show_urgent(self, urgent: "Urgent | None" = None) -> None:
        """Show urgent help: the emergency number first, or what a raised sign of danger calls for."""
        from advisor_tui.screens.urgent import UrgentScreen  # noqa: PLC0415 - read while the desk is idle

        desk = self._desk_screen
        if self._reference is None or desk is None or isinstance(self.screen, UrgentScreen):
            return
        in_call = desk in self.screen_stack
        language = desk.talk.call.caller_language if in_call else self.settings.language
        screen = UrgentScreen(self._reference.known, language, urgent, in_call=in_call)
        self.push_screen(screen, desk.urgent_told if in_call else None)

    # ------------------------------------------------------------ saving

    def _hear(self, report: "Report") -> None:
        """Take a report in the worker's thread and pass it on to the screen's."""
        self.post_message(self.Reported(report))

    def on_advisor_app_reported(self, event: Reported) -> None:
        """Show what the worker reports."""
        from advisor_tui.records.saver import Conflict, Ready, Unusable  # noqa: PLC0415

        report = event.report
        self.switchboard.heard(report)
        if isinstance(report, Ready):
            self._show_notices()
            self.refresh_calls()
        elif isinstance(report, Unusable):
            self._show_notices()
            self.waiting.show_calls((), "")
            self._offer_new_database(report.error)
        elif isinstance(report, Conflict) and self._desk_screen:
            self._ask_whose_stands(report)
        if self._desk_screen and self.screen is not self.waiting:
            self._desk_screen.show_status()
        self.waiting.show_status()

    def saving_of(self, call_id: str) -> SaveState:
        """How far saving a call has come."""
        return self.switchboard.state(call_id)

    @property
    def saving(self) -> SaveState:
        """How far saving has come altogether."""
        return self.switchboard.overall

    @property
    def storage_problem(self) -> str:
        """Why nothing is being kept, or empty."""
        return self.switchboard.problem

    def save_now(self) -> None:
        """Save at once; the status line tells when it is done."""
        self.run_worker(lambda: self.switchboard.flush(FLUSH_SECONDS), thread=True, exit_on_error=False, group="saving")

    def _ask_whose_stands(self, conflict: "Conflict") -> None:
        def settle(answer: "Answer | None") -> None:
            mine = answer is None or answer.option == questions.MINE
            self.switchboard.settle(conflict.call_id, conflict.version if mine else None)
            if not mine:
                self.run_worker(self._load_theirs(conflict.call_id), exit_on_error=False, group="conflict")

        self.push_screen(questions.two_desks(), settle)

    async def _load_theirs(self, call_id: str) -> None:
        call = await asyncio.wrap_future(self.switchboard.read(call_id))
        if call and self._reference and self._desk_screen:
            talk = self.switchboard.take_up(call, self._reference.known)
            talk.on_change = lambda: self._changed(talk)
            self._desk_screen.take(talk)

    def _offer_new_database(self, error: AdvisorError) -> None:
        from advisor_tui.records.database import DamagedDatabase  # noqa: PLC0415 - read by now, in the worker's thread

        if isinstance(error, DamagedDatabase):
            self.push_screen(questions.damaged_database(error), self._new_database_answered)

    def _new_database_answered(self, answer: "Answer | None") -> None:
        if answer:
            self.switchboard.put_database_aside()

    # ------------------------------------------------------------ look, end

    def change_theme(self) -> None:
        """Change between dark and light."""
        dark, light = THEMES["dark"].name, THEMES["light"].name
        self.theme = light if self.theme == dark else dark

    def ask_to_quit(self) -> None:
        """Close the desk; ask only when a call is open."""
        if not self.parked_count and self.screen is not self._desk_screen:
            self.exit()
            return
        question = questions.leave_open_call(unsaved=bool(self.saving.problem))
        self.push_screen(question, lambda answer: self.exit() if answer else None)

    def close_down(self) -> None:
        """Write what is left; called when the screen is gone, however it went."""
        self.switchboard.stop()

    def _handle_exception(self, error: Exception) -> None:
        """End with a sentence and a report without values, instead of a traceback with local variables."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        saved = self.switchboard.flush(FLUSH_SECONDS) and self.switchboard.all_kept
        path = crash.write_report(error, self._places.crashes)
        self._exit_renderables.append(Text(crash.sentence(path, saved=saved)))
        self._close_messages_no_wait()
