"""A clock that stands until it is told to go on."""

from datetime import UTC, datetime, timedelta

MONDAY = datetime(2026, 11, 23, 12, 32, 7, tzinfo=UTC)
"""Monday 23 November 2026, 14.32.07 in Finland: a working day, offices open."""


class StandingClock:
    """Wall and steady time, moved by hand and apart from each other when a test wants it."""

    def __init__(self, moment: datetime = MONDAY) -> None:
        self.moment = moment
        self.steady = 1000.0

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment

    def monotonic(self) -> float:
        """Return steady seconds."""
        return self.steady

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.moment += timedelta(seconds=seconds)
        self.steady += seconds
