"""Saving while the call is talked: one serial worker off the screen's thread, so that no key waits for a disk.

The screen hands over a snapshot after each change and goes on. The worker waits a moment for more, writes the newest
snapshot of each call, and reports only when the commit has returned. What cannot be written is kept and tried again.
"""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from advisor_tui import clock
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import Call
from advisor_tui.language import _
from advisor_tui.records.trouble import failure_reason, is_refusal, refused

T = TypeVar("T")

GATHER_SECONDS = 0.2
"""How long further keys are waited for. With the slowest measured commit it stays well under the promised 0.5 s."""

RETRY_SECONDS = 2.0
"""How soon a failed save is tried again: a full disk does not empty itself faster."""


class Keeps(Protocol):
    """What the worker needs of a store."""

    def save(self, call: Call) -> int:
        """Keep a call and return its new version."""

    def close(self) -> None:
        """Let the store go."""


@dataclass(frozen=True)
class Saved:
    """Everything handed over up to ``generation`` is on the disk."""

    call_id: str
    generation: int
    at: datetime


@dataclass(frozen=True)
class NotSaved:
    """A call could not be written; it is kept in memory and tried again."""

    call_id: str
    reason: str


@dataclass(frozen=True)
class Conflict:
    """Another desk has saved this call since it was read here; ``version`` is what it made of it."""

    call_id: str
    version: int


@dataclass(frozen=True)
class Ready:
    """The store is open."""


@dataclass(frozen=True)
class Unusable:
    """The store cannot be opened: nothing is kept until that is mended."""

    error: AdvisorError


Report = Saved | NotSaved | Conflict | Ready | Unusable


class Saver:
    """The worker. ``open_store`` runs in its thread, and so does everything asked of the store."""

    def __init__(self, open_store: Callable[[], Any], report: Callable[[Report], None]) -> None:
        self._open_store = open_store
        self._report = report
        self._wake = threading.Condition()
        self._pending: dict[str, tuple[int, Call]] = {}
        self._held: dict[str, tuple[int, Call]] = {}
        self._versions: dict[str, int] = {}
        self._generation = 0
        self._asked: list[tuple[Callable[[Any], Any], Future[Any]]] = []
        self._hurry = False
        self._stopping = False
        self._ended = False
        self._busy = False
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)

    # ------------------------------------------------------------ from the screen's thread

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def submit(self, call: Call) -> int:
        """Hand over a call as it stands; return the generation that its :class:`Saved` will reach."""
        with self._wake:
            self._generation += 1
            self._pending[call.id] = (self._generation, call.snapshot())
            self._wake.notify_all()
            return self._generation

    def ask(self, question: Callable[[Any], T]) -> "Future[T]":
        """Let the worker ask the store; the answer comes after everything handed over before is written.

        Where the database refuses, the answer is an :class:`~advisor_tui.errors.AdvisorError`.
        """
        future: Future[T] = Future()
        with self._wake:
            if self._ended:
                future.cancel()
            else:
                self._asked.append((question, future))
                self._wake.notify_all()
        return future

    def load(self, call_id: str) -> "Future[Call | None]":
        """Read a call for going on with it here; later saves are measured against the version read."""

        def read(store: Any) -> Call | None:
            self._versions.pop(call_id, None)
            found: Call | None = store.load(call_id)
            return found

        return self.ask(read)

    def settle(self, call_id: str, version: int | None) -> None:
        """End a conflict: overwrite ``version`` with what is here, or with None drop what is here."""
        with self._wake:
            held = self._held.pop(call_id, None)
            if version is None:
                self._pending.pop(call_id, None)
                self._versions.pop(call_id, None)
            elif held:
                self._versions[call_id] = version
                self._pending.setdefault(call_id, held)
            self._wake.notify_all()

    def flush(self, timeout: float) -> bool:
        """Write everything now; return whether it is all on the disk within ``timeout`` seconds."""
        with self._wake:
            self._hurry = bool(self._pending)
            self._wake.notify_all()
            written = self._wake.wait_for(lambda: not self._pending and not self._busy, timeout)
            return written and not self._held

    def stop(self, timeout: float = 5.0) -> None:
        """Write what can be written, and end."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout)

    # ------------------------------------------------------------ in the worker's thread

    def _run(self) -> None:
        store = self._opened()
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._pending or self._asked or self._stopping)
                if self._stopping and not self._pending and not self._asked:
                    break
                if self._pending and not (self._hurry or self._stopping or self._asked):
                    self._wake.wait_for(lambda: self._hurry or self._stopping or self._asked, GATHER_SECONDS)
                batch, self._pending = self._pending, {}
                asked, self._asked = self._asked, []
                self._busy = True
            failed = self._write(store, batch)
            self._answer(store, asked)
            with self._wake:
                for call_id, kept in failed.items():
                    self._pending.setdefault(call_id, kept)
                self._busy = False
                self._hurry = False
                self._wake.notify_all()
                if failed:
                    if self._stopping:
                        break
                    self._wake.wait_for(lambda: self._hurry or self._stopping or self._asked, RETRY_SECONDS)
        if store is not None:
            store.close()
        with self._wake:
            self._ended = True
            for _question, future in self._asked:
                future.cancel()  # nobody is left to answer

    def _opened(self) -> Any | None:
        try:
            store = self._open_store()
        except AdvisorError as error:
            self._tell(Unusable(error))
            return None
        except Exception as error:  # a worker that ended here would leave every question unanswered
            self._tell(Unusable(AdvisorError(failure_reason(error))))
            return None
        self._tell(Ready())
        return store

    def _tell(self, report: Report) -> None:
        # The screen may be gone already; what was handed over is written nevertheless.
        with contextlib.suppress(Exception):
            self._report(report)

    def _write(self, store: Keeps | None, batch: dict[str, tuple[int, Call]]) -> dict[str, tuple[int, Call]]:
        failed: dict[str, tuple[int, Call]] = {}
        for call_id, (generation, call) in batch.items():
            with self._wake:
                if call_id in self._held:
                    self._held[call_id] = (generation, call)
                    continue
            problem = self._write_one(store, generation, call) if store else _("there is no database to write to")
            if problem:
                failed[call_id] = (generation, call)
                self._tell(NotSaved(call_id, problem))
        return failed

    def _write_one(self, store: Keeps, generation: int, call: Call) -> str:
        """Write one call; return what went wrong, or nothing."""
        call.version = self._versions.get(call.id, call.version)
        try:
            self._versions[call.id] = store.save(call)
        except Exception as error:
            if getattr(error, "removed", False):  # by retention: to try again would bring it back
                self._tell(NotSaved(call.id, _("the call has been removed from the log; copy what you need of it")))
                return ""
            stale = getattr(error, "version", None)
            if stale is None:
                return failure_reason(error)
            with self._wake:
                self._held[call.id] = (generation, call)
            self._tell(Conflict(call.id, stale))
            return ""
        self._tell(Saved(call.id, generation, clock.now()))
        return ""

    def _answer(self, store: Any, asked: list[tuple[Callable[[Any], Any], "Future[Any]"]]) -> None:
        for question, future in asked:
            if not future.set_running_or_notify_cancel():
                continue
            if store is None:
                future.set_exception(AdvisorError(_("there is no database to write to")))
                continue
            try:
                future.set_result(question(store))
            except Exception as error:
                future.set_exception(refused(error) if is_refusal(error) else error)
