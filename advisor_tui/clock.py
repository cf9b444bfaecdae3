"""The only place that asks what time it is. Tests and practice put another clock in its stead."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import Protocol

HOME_ZONE = "Europe/Helsinki"
"""Finland's zone. The machine's own zone is not used: a server reached from afar often keeps UTC."""


STAMP = "%Y%m%d-%H%M%S"
"""How the names of files tell a moment: without a sign that some system forbids in them."""


class Clock(Protocol):
    """What a clock can tell."""

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds from an unknown start, never going back."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the machine's moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the machine's steady seconds, which a corrected wall clock does not move."""
        return time.monotonic()


_clock: Clock = SystemClock()


@cache
def _zone() -> tzinfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - reading where zones are kept takes longer than the first paint has

    return ZoneInfo(HOME_ZONE)


def now() -> datetime:
    """Return this moment, aware, in UTC: the form in which times are kept."""
    return _clock.now()


def monotonic() -> float:
    """Return steady seconds for measuring durations: they hold when the wall clock is set back in a call."""
    return _clock.monotonic()


def local(moment: datetime) -> datetime:
    """Return a kept moment in the zone people read."""
    return moment.astimezone(_zone())


def local_now() -> datetime:
    """Return this moment in the zone people read."""
    return local(now())


def stamp() -> str:
    """Return this moment on the wall as the names of files tell it (``20261123-143207``): they sort as time goes."""
    return local_now().strftime(STAMP)


def today() -> date:
    """Return the date people read on the wall."""
    return local_now().date()


def at_local(naive: datetime) -> datetime:
    """Return a moment that people wrote without a zone, as an aware one."""
    return naive.replace(tzinfo=_zone())


@contextmanager
def replaced(clock: Clock) -> Iterator[None]:
    """Let another clock tell the time within the block."""
    global _clock  # noqa: PLW0603 - the one replaceable now
    before, _clock = _clock, clock
    try:
        yield
    finally:
        _clock = before
