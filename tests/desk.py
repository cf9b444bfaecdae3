"""A desk that a test drives as an advisor does: by keys, looking at what stands on the screen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from advisor_tui.app import AdvisorApp
from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.paths import places
from advisor_tui.screens.desk import DeskScreen
from advisor_tui.settings import Settings
from advisor_tui.widgets.line_field import LineField
from tests.waiting import PATIENCE, until


class Desk:
    """The program with somebody at its keyboard. ``keys`` counts what was pressed beside free text."""

    def __init__(self, settings: Settings, *, practice: bool = False) -> None:
        self.app = AdvisorApp(settings, places(), practice=practice)
        self.keys = 0
        self.pilot: Pilot[None]

    @classmethod
    def of(cls, app: AdvisorApp, pilot: Pilot[None]) -> "Desk":
        """Return the keyboard of a program that somebody else has started."""
        desk = cls.__new__(cls)
        desk.app, desk.pilot, desk.keys = app, pilot, 0
        return desk

    @asynccontextmanager
    async def run(self, size: tuple[int, int]) -> AsyncIterator["Desk"]:
        """Open the desk and close it in good order."""
        try:
            async with self.app.run_test(size=size) as pilot:
                self.pilot = pilot
                await self.until_ready()
                yield self
        finally:
            self.app.close_down()

    async def until_ready(self) -> None:
        """Wait until a call can begin, the calls of today are listed and the screen is drawn."""
        await until(self.pilot, lambda: self.app.is_ready and self.app.waiting.has_listed, "the desk is ready")
        await until(self.pilot, lambda: bool(self.text.strip()), "the screen is drawn")

    async def press(self, *keys: str) -> None:
        """Press keys one after the other without a pause, each counted: the program has to keep them in order."""
        self.keys += len(keys)
        await self._type(*keys)

    async def write(self, text: str) -> None:
        """Write free text, which is not counted as keys."""
        await self._type(*text)

    async def _type(self, *keys: str) -> None:
        for key in keys:
            character = key if len(key) == 1 else None
            self.app.post_message(events.Key(_character_to_key(key) if character else key, character))
        handled = asyncio.Event()
        self.app.call_later(handled.set)  # its turn comes when every key before it has had its whole effect
        await asyncio.wait_for(handled.wait(), PATIENCE)
        await self.pilot.pause()

    async def drawn(self) -> None:
        """Wait until the screen in front has drawn what it was told to, and what it does after drawing is done."""
        await self.pilot.pause()
        for _round in range(2):  # what is done after one drawing can ask for another
            drawn = asyncio.Event()
            self.app.screen.call_after_refresh(drawn.set)
            await asyncio.wait_for(drawn.wait(), PATIENCE)

    def focus(self, selector: str) -> None:
        """Put the focus on a row of the desk, as Tab would in the end."""
        row = self.screen.query_one(selector)
        self.screen.set_focus(row.line if isinstance(row, LineField) else row)

    async def paste(self, text: str) -> None:
        """Paste text, as a terminal with bracketed paste does."""
        self.app.post_message(events.Paste(text))
        await self._type()

    @property
    def screen(self) -> DeskScreen:
        """The screen of the call."""
        found = self.app.get_screen("desk")
        assert isinstance(found, DeskScreen)
        return found

    @property
    def talk(self) -> Conversation:
        """The call being talked."""
        return self.screen.talk

    @property
    def call(self) -> Call:
        """The record of the call on the desk."""
        return self.talk.call

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines)

    async def saved(self) -> None:
        """Wait until the screen calls everything saved, and shows what it understood of the notes."""
        await until(self.pilot, lambda: self.app.shift.switchboard.all_kept, "everything is saved")
        await self.heard()

    async def faults(self) -> list[ServiceFault]:
        """Return the faults of services that the database keeps."""
        return await asyncio.wrap_future(self.app.shift.switchboard.service_faults())

    async def heard(self) -> None:
        """Wait until the notes that stand there now are understood."""
        await until(self.pilot, lambda: not self.screen.is_listening, "the notes are understood")
        await self.pilot.pause()

    async def recalled(self) -> None:
        """Wait until the search has heard what was chosen before."""
        future = self.app.shift.switchboard.learned()
        await until(self.pilot, future.done, "the store answers")
        await self.pilot.pause()

    async def stored(self, call_id: str) -> Call:
        """Return a call as the database has it."""
        await self.saved()
        future = self.app.shift.switchboard.read(call_id)
        await until(self.pilot, future.done, "the call is read")
        call = future.result()
        assert call is not None
        return call

    async def until_waiting(self) -> None:
        """Wait until the desk waits for the next call and has listed the last one."""
        await until(self.pilot, lambda: self.app.screen is self.app.waiting, "the desk waits")
        await self.pilot.pause()
