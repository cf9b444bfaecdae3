"""A worker that saves, with its reports, over a real store or over a shelf that records what is put on it."""

import threading
from collections.abc import Callable
from typing import Any

from advisor_tui.guidance.call import Call
from advisor_tui.records.saver import Report, Saver
from tests.waiting import until_outside


class Shelf:
    """A store in memory. It can be told to refuse, and made to wait before it commits."""

    def __init__(self) -> None:
        self.kept: list[Call] = []
        self.happened: list[str] = []
        self.closed = False
        self.refuse: Callable[[Call], Exception | None] = lambda _call: None
        self.entered = threading.Event()
        self.may_commit = threading.Event()
        self.may_commit.set()

    def save(self, call: Call) -> int:
        """Keep a call."""
        self.entered.set()
        assert self.may_commit.wait(20)
        error = self.refuse(call)
        if error:
            raise error
        self.kept.append(call.snapshot())
        self.happened.append("committed")
        return len(self.kept)

    def load(self, call_id: str) -> Call | None:
        """Return the call as it was last kept."""
        return next((call for call in reversed(self.kept) if call.id == call_id), None)

    def close(self) -> None:
        """Note that it is over."""
        self.closed = True

    @property
    def notes(self) -> list[str]:
        """The notes of each save, in their order."""
        return [call.notes for call in self.kept]


class Worker:
    """A saver at work, and everything it has reported."""

    def __init__(self, open_store: Callable[[], Any]) -> None:
        self.reports: list[Report] = []
        self.saver = Saver(open_store, self.reports.append)

    def start(self) -> "Worker":
        """Begin."""
        self.saver.start()
        return self

    def of(self, kind: type[Any]) -> list[Any]:
        """Return the reports of a kind."""
        return [each for each in self.reports if isinstance(each, kind)]

    def until(self, kind: type[Any], count: int = 1) -> Any:
        """Wait for so many reports of a kind and return the last."""
        until_outside(lambda: len(self.of(kind)) >= count, f"{count} × {kind.__name__}")
        return self.of(kind)[-1]
