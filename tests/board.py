"""The board of follow-ups with an advisor at its keyboard, for tests."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.records import follow_ups
from advisor_tui.screens.follow_ups import FollowUpsScreen
from tests.desk import Desk
from tests.waiting import until


class Board:
    """The board with somebody at its keyboard."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def screen(self) -> FollowUpsScreen:
        """The board."""
        found = next(each for each in self.desk.app.screen_stack if isinstance(each, FollowUpsScreen))
        assert isinstance(found, FollowUpsScreen)
        return found

    @property
    def current(self) -> FollowUp | None:
        """The follow-up under the cursor."""
        row = self.screen.listed.current
        return row.follow_up if row else None

    @property
    def listed(self) -> list[FollowUp]:
        """What is listed, in its order."""
        options = self.screen.listed.options
        return [self.screen.listed._places[each.id].follow_up for each in options if each.id]

    async def open(self) -> None:
        """Open the board and wait until it is read."""
        await self.desk.press("f4")
        await until(self.desk.pilot, lambda: self.screen.has_read, "the board is read")
        await self.desk.drawn()

    async def settled(self) -> None:
        """Wait until all that was done is kept and the board is read again."""
        workers = self.desk.app.workers
        await until(
            self.desk.pilot,
            lambda: (
                not any(each.group in ("keeping", "reading", "history") and not each.is_finished for each in workers)
            ),
            "everything is kept",
        )
        await self.desk.drawn()

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they do is kept."""
        await self.desk.press(*keys)
        await self.settled()

    async def kept(self, follow_up_id: str) -> FollowUp:
        """Return a follow-up as the database has it."""
        future = self.desk.app.shift.switchboard.ask(lambda store: follow_ups.get(store.engine, follow_up_id))
        found = await asyncio.wrap_future(future)
        assert found is not None
        return found

    async def asked(self, question: Callable[[Any], Any]) -> Any:
        """Ask the store."""
        return await asyncio.wrap_future(self.desk.app.shift.switchboard.ask(question))


OpenBoard = Callable[..., AbstractAsyncContextManager[Board]]
