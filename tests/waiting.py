"""The only place where tests wait: for a condition, with a bound, never for a time that is hoped to be enough."""

import time
from collections.abc import Callable

from textual.pilot import Pilot

PATIENCE = 20.0
"""Seconds until a condition is given up: a busy machine may take long, a broken program takes for ever."""

STEP = 0.01


async def until(pilot: Pilot[None], condition: Callable[[], object], what: str) -> None:
    """Let the program run until a condition holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain until {what}")
        await pilot.pause(STEP)


def until_outside(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Wait for something in another process or thread."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain until {what}")
        time.sleep(STEP)
