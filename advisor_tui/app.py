"""The program: wiring only. It paints first and reads behind the screen; what it needs for calls comes after that."""

import asyncio
import contextlib
import os
import signal
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerFailed

from advisor_tui.commands import COMMANDS
from advisor_tui.errors import AdvisorError
from advisor_tui.keymap import keys_of
from advisor_tui.language import _
from advisor_tui.paths import Places
from advisor_tui.reasons import os_reason
from advisor_tui.saving import SaveState
from advisor_tui.screens.base import NO_KEY, AdvisorScreen
from advisor_tui.screens.ordered import OrderedApp
from advisor_tui.screens.waiting import WaitingScreen
from advisor_tui.settings import Settings
from advisor_tui.styles import glyphs
from advisor_tui.styles.scrollbar import use_plain_scrollbars
from advisor_tui.styles.themes import THEMES

WATCH_SECONDS = 15.0
"""How often the waiting desk sees whether services have been updated: nobody waits for it."""

GRACE_SECONDS = 2.0
"""How long the screen has to end after a signal; with what is left to write, the program is gone in three."""

if TYPE_CHECKING:
    from advisor_tui.ear import Deaf, Heard
    from advisor_tui.records.saver import Report
    from advisor_tui.shift import Shift


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

    @dataclass
    class Understood(Message):
        """The notes have been understood, or listening has ended."""

        heard: "Heard | Deaf"

    def __init__(self, settings: Settings, places: Places, *, practice: bool = False) -> None:
        super().__init__()
        self.settings = settings
        self.practice = practice
        self.remapped = dict(settings.keys)
        self.waiting = WaitingScreen()
        self._places = places
        self._shift: Shift | None = None
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

        def end(number: int, _frame: object) -> None:
            threading.Thread(target=self._end_anyway, args=(number,), name="last words", daemon=True).start()
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                loop.call_soon_threadsafe(self.exit)

        for name in ("SIGHUP", "SIGTERM"):
            with contextlib.suppress(AttributeError, ValueError):  # a system without it; a thread that may not
                signal.signal(getattr(signal, name), end)

    def _end_anyway(self, number: int) -> None:
        """Write what is left and end, should the screen not have let go: its terminal may be gone while it draws."""
        threading.Event().wait(GRACE_SECONDS)
        self.close_down()
        os._exit(128 + number)  # as shells count an end by a signal

    def _begin_to_read(self) -> None:
        self.run_worker(self._read, thread=True, name="reading", group="reading")

    def _read(self) -> None:
        from advisor_tui import shift  # noqa: PLC0415 - half of the program, which the first paint does not wait for

        try:
            found = shift.read(self.settings, self._places.cache)
        except AdvisorError as error:
            self.call_from_thread(self._show_broken, error)
        else:
            self.call_from_thread(self._be_ready_soon, found)

    def _show_broken(self, error: AdvisorError) -> None:
        told = _("The installation is broken: {error} Install the program again.").format(error=error)
        self.waiting.show_notices([told])

    def _be_ready_soon(self, found: Any) -> None:
        self.run_worker(self._be_ready(found), name="readying", group="readying")

    async def _be_ready(self, found: Any) -> None:
        from advisor_tui.shift import Shift  # noqa: PLC0415 - imported by now, in the reading thread

        shift = Shift(self, found, self._places)
        await self._put_desk(shift.desk)
        self._shift = shift
        shift.begin()
        self.waiting.show_status()
        self.waiting.show_hints()
        self.set_interval(WATCH_SECONDS, self._look_for_new_services)

    def _look_for_new_services(self) -> None:
        if self.screen is self.waiting:
            self.shift.refresh_calls()  # another desk may have taken calls or done what was due
            looking = self.shift.look_for_new_services()
            self.run_worker(looking, exclusive=True, group="watching", exit_on_error=False)

    def take_new_services(self) -> None:
        """Read the services anew behind the screen; no call is open while the waiting screen is in front."""
        self.run_worker(self._renew(), exclusive=True, name="renewing", group="renewing")

    async def _renew(self) -> None:
        from advisor_tui import shift  # noqa: PLC0415 - imported by now, in the reading thread

        found = await asyncio.to_thread(shift.read, self.settings, self._places.cache)
        if self.screen is not self.waiting:
            return  # a call has begun meanwhile: it is offered again when that is over
        desk = self.shift.renew(found)
        self.uninstall_screen("desk")
        await self._put_desk(desk)
        self.waiting.offer_new_services(offered=False)
        self.waiting.tell(_("{count} services are in use.").format(count=len(found.known.catalogue)))

    async def _put_desk(self, desk: Screen[None]) -> None:
        """Build the desk out of sight, so that the first key of the first call finds it in place."""
        self.install_screen(desk, "desk")
        with self.batch_update():
            await self.push_screen(desk)
            self.pop_screen()

    # ------------------------------------------------------------ the shift

    @property
    def is_ready(self) -> bool:
        """Whether a call can begin."""
        return self._shift is not None

    @property
    def shift(self) -> "Shift":
        """The shift at this desk; commands that need it are not possible before it has begun."""
        if self._shift is None:
            raise RuntimeError("the shift has not begun")
        return self._shift

    def hear(self, report: "Report") -> None:
        """Take a report in the worker's thread and pass it on to the screen's."""
        self.post_message(self.Reported(report))

    def understand(self, heard: "Heard | Deaf") -> None:
        """Take what was heard in the listening thread and pass it on to the screen's."""
        self.post_message(self.Understood(heard))

    def on_advisor_app_understood(self, event: Understood) -> None:
        """Show what was understood."""
        self.shift.understood(event.heard)

    def on_advisor_app_reported(self, event: Reported) -> None:
        """Show what the worker reports."""
        self.shift.heard(event.report)

    def on_desk_dialogs_finished(self) -> None:
        """A call has left the desk."""
        self.shift.finish_call()

    @property
    def saving(self) -> SaveState:
        """How far saving has come altogether."""
        return self._shift.switchboard.overall if self._shift else SaveState()

    @property
    def storage_problem(self) -> str:
        """Why nothing is being kept, or empty."""
        return self._shift.switchboard.problem if self._shift else ""

    @property
    def renewed(self) -> bool:
        """Whether the services have been updated since they were read."""
        return self._shift is not None and self._shift.renewed

    @property
    def parked_count(self) -> int:
        """How many calls wait at this desk."""
        return self._shift.switchboard.parked_count if self._shift else 0

    # ------------------------------------------------------------ look, end

    def change_theme(self) -> None:
        """Change between dark and light."""
        dark, light = THEMES["dark"].name, THEMES["light"].name
        self.theme = light if self.theme == dark else dark

    def ask_to_quit(self) -> None:
        """Close the desk; ask only when a call is open."""
        if self._shift:
            self._shift.ask_to_quit()
        else:
            self.exit()

    def close_down(self) -> None:
        """Write what is left; called when the screen is gone, however it went."""
        if self._shift:
            self._shift.ear.stop()
            self._shift.switchboard.stop()

    def mishap(self, error: BaseException) -> str:
        """Return what is told of an error that the program outlives; a fault of its own leaves a report."""
        if isinstance(error, AdvisorError):  # where it was comes last: a path would fill the line
            return " ".join(part for part in (error.what, error.remedy, error.where) if part)
        if isinstance(error, OSError):
            return _("This did not work: {reason}.").format(reason=os_reason(error))
        from advisor_tui import crash  # noqa: PLC0415 - not needed while all goes well

        return crash.passing(crash.write_report(error, self._places.crashes))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell what stood in the way of the program's own work, on the screen nearest to the front."""
        screens = [each for each in self.screen_stack if isinstance(each, AdvisorScreen)]
        if screens:
            screens[-1].on_worker_state_changed(event)

    def _handle_exception(self, error: Exception) -> None:
        """End with a sentence and a report without values, instead of a traceback with local variables."""
        from rich.text import Text  # noqa: PLC0415 - not needed while all goes well

        from advisor_tui import crash  # noqa: PLC0415 - the same

        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error  # what failed, not that it did so in a worker
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        saved = self._shift.keep_everything() if self._shift else None
        path = crash.write_report(error, self._places.crashes)
        self._exit_renderables.append(Text(crash.sentence(path, saved=saved)))
        self._close_messages_no_wait()
