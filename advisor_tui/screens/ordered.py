"""Keys in order: each has had its whole effect before the next one is looked at.

The framework hands a key to what is focused and goes on at once. When keys come in a burst (a fast typist, a slow
line to a server, a key that opens something followed by the letter meant for it), later ones would still reach what
was focused before. Here the next key waits until the queues between the focused widget and its screen have run dry.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import TypeVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

ResultT = TypeVar("ResultT")

ROUNDS = 30
"""Times the queues are looked at again at most; a key that opens a screen and moves the focus settles in a few."""

QUIET_ROUNDS = 3
"""Times in a row that nothing may be left: an empty queue can still have its last message in hand, and that one can
wake another queue once more."""

PATIENCE = 1.0
"""Seconds waited for one queue: should a handler ever hang, the keyboard does not hang with it."""


class OrderedApp(App[None], inherit_bindings=False):
    """An application in which a key waits for the one before it."""

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; a key or a paste with all that follows from it."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not typed:
            await super().on_event(event)
            return
        await self._settle(self.focused or self.screen)  # what the answer to a question set off after the last key
        target = self.focused or self.screen
        await super().on_event(event)
        await self._settle(target)

    async def _settle(self, target: MessagePump) -> None:
        quiet = 0
        for _round in range(ROUNDS):
            pumps = list(self._between(target))
            for pump in pumps:
                await _run_dry(pump)
            quiet = 0 if any(pump.message_queue_size for pump in pumps) else quiet + 1
            if quiet == QUIET_ROUNDS:
                return

    def _between(self, target: MessagePump) -> Iterator[MessagePump]:
        """Yield the queues a key passes: of its target, of what encloses it, and of the screen that is now in front."""
        node: MessagePump | None = target
        while node is not None and node is not self:
            yield node
            node = node._parent  # noqa: SLF001 - the chain a message bubbles along
        if self.focused is not None:
            yield self.focused
        yield self.screen


async def _run_dry(pump: MessagePump) -> None:
    """Wait until everything that stood in a queue has been handled."""
    done = asyncio.Event()
    if pump.call_later(done.set):  # a queue that is closed takes nothing; one that has yet to open does
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)


class OrderedScreen(Screen[ResultT]):
    """A screen that runs the key bindings of what is focused itself, in order, before the application's turn comes."""

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Focus at once, for the next key may be on its way; scroll once it is drawn.

        The framework scrolls at once, and in a row that has just changed its height, to where that was before.
        """
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)
        if widget is not None and scroll_visible:
            self.call_after_refresh(widget.scroll_visible, animate=False)

    async def on_key(self, event: events.Key) -> None:
        """Run the binding of a key that nothing has taken."""
        bound = self.active_bindings.get(event.key)
        if bound and not bound.binding.priority:
            event.stop()
            await self.app.run_action(bound.binding.action, default_namespace=bound.node)
