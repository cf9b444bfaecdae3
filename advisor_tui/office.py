"""What surrounds the calls: the log, the board of follow-ups, figures, handover. Imported after the first paint.

Short questions go to the worker that keeps calls, in turn with the saves. Long ones (figures, a handover) are read
over a connection of their own in another thread, so that no save waits for them.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from advisor_tui.guidance.known import Known
from advisor_tui.reference import Reference
from advisor_tui.switchboard import Switchboard

if TYPE_CHECKING:
    from advisor_tui.app import AdvisorApp
    from advisor_tui.shift import Shift

T = TypeVar("T")


class Office:
    """The screens beside the call, and what they ask of the records."""

    def __init__(self, app: "AdvisorApp", shift: "Shift", found: Reference, switchboard: Switchboard) -> None:
        self._app = app
        self._shift = shift
        self._switchboard = switchboard
        self.reference = found
        self.unsought = 0
        """How many calls from before there was an index of the log are not found by words yet."""
        self._is_catching_up = False

    @property
    def known(self) -> Known:
        """The data of the line."""
        return self.reference.known

    @property
    def who(self) -> str:
        """Who works at this desk, as the access log and follow-ups name her."""
        return self._switchboard.who

    # ------------------------------------------------------------ questions to the records

    async def ask(self, question: Callable[[Any], T]) -> T:
        """Ask something short of the :class:`~advisor_tui.records.store.Store`, in turn with the saves.

        Raises :class:`~advisor_tui.errors.AdvisorError` where the database refuses, or has been refused.
        """
        if self._switchboard.unusable:
            raise self._switchboard.unusable
        return await asyncio.wrap_future(self._switchboard.ask(question))

    async def read_apart(self, question: Callable[[Any], T]) -> T:
        """Ask something long of an engine of its own, in another thread; saves do not wait for it. Raises likewise."""

        def read() -> T:
            from advisor_tui.records.database import connect  # noqa: PLC0415 - the worker has imported it by now
            from advisor_tui.records.trouble import told  # noqa: PLC0415 - likewise

            engine = connect(self._switchboard.database)
            try:
                with told(engine):
                    return question(engine)
            finally:
                engine.dispose()

        # The worker makes the database, or refuses a damaged or newer one: until it has answered, nobody may touch it.
        await self.ask(lambda _store: None)
        return await asyncio.to_thread(read)

    def catch_up(self) -> None:
        """Bring calls from before there was an index of the log into it, unless that goes on already."""
        if not self._is_catching_up:
            self._is_catching_up = True
            self._app.run_worker(self._catch_up(), group="catching up", exit_on_error=False)

    async def _catch_up(self) -> None:
        def bring_in(engine: Any) -> None:
            from advisor_tui.records import log  # noqa: PLC0415 - the database is imported by now

            log.catch_up(engine, self._brought_in)

        try:
            await self.read_apart(bring_in)
        finally:
            self._is_catching_up = False

    def _brought_in(self, left: int) -> bool:
        """Take note, in the thread that brings them in, how many are left; tell whether to go on."""
        self.unsought = left
        return self._app.is_running

    # ------------------------------------------------------------ screens

    def show_log(self) -> None:
        """Show the log of all calls."""
        from advisor_tui.screens.log import LogScreen  # noqa: PLC0415 - opened seldom, not needed to start

        self._app.push_screen(LogScreen(self))

    def show_follow_ups(self) -> None:
        """Show the board of follow-ups."""
        from advisor_tui.screens.follow_ups import FollowUpsScreen  # noqa: PLC0415 - likewise

        self._app.push_screen(FollowUpsScreen(self))

    def show_figures(self) -> None:
        """Show what flows through the line."""
        from advisor_tui.screens.figures import FiguresScreen  # noqa: PLC0415 - likewise

        self._app.push_screen(FiguresScreen(self))

    def show_handover(self) -> None:
        """Show what the next shift has to know, of the shift so far."""
        from advisor_tui.screens.pages import show_handover  # noqa: PLC0415 - likewise

        self._app.run_worker(show_handover(self, self._app), exclusive=True, exit_on_error=False, group="handing over")

    def show_hand_off(self, call_id: str) -> None:
        """Ask what kind of page is to be made of a call, and show it."""
        from advisor_tui.screens.pages import show_hand_off  # noqa: PLC0415 - likewise

        self._app.run_worker(show_hand_off(self, self._app, call_id), exit_on_error=False, group="handing off")

    # ------------------------------------------------------------ calls

    async def open_call(self, call_id: str) -> None:
        """Open a call on the desk: go on with it, or correct it. Back from it, the screen that asked is in front."""
        await self._shift.open_call(call_id)

    def continue_call(self, earlier: Any) -> None:
        """Begin a new contact about the matter of an earlier :class:`~advisor_tui.guidance.call.Call`."""
        self._shift.begin_call(earlier)
