"""Listening behind the screen: the newest notes are understood in a thread of their own, older ones are let go.

A key hands over the notes and goes on. What comes back carries the number of the notes it belongs to, so that nothing
is shown of notes that have changed meanwhile.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from advisor_tui.listening.listener import Listener, Situation, Understood


@dataclass(frozen=True)
class Heard:
    """What was understood of the notes handed over under a number."""

    number: int
    understood: Understood


@dataclass(frozen=True)
class Deaf:
    """Listening has ended, and why; the call goes on without it."""

    error: Exception


class Ear:
    """Understands notes in a thread of its own. ``deliver`` is called in that thread."""

    def __init__(self, make: Callable[[], Listener], deliver: Callable[[Heard | Deaf], None]) -> None:
        self._make = make
        self._deliver = deliver
        self._number = 0
        self._waiting: tuple[int, str, Situation] | None = None
        self._stopped = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    @property
    def number(self) -> int:
        """The number of the newest notes."""
        return self._number

    def hear(self, text: str, situation: Situation) -> int:
        """Hand over notes to be understood, in place of any that wait; return their number."""
        with self._changed:
            self._number += 1
            self._waiting = (self._number, text, situation)
            if self._thread is None and not self._stopped:
                self._thread = threading.Thread(target=self._run, name="listening", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return self._number

    def stop(self) -> None:
        """End, without waiting for what is being understood."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _next(self) -> tuple[int, str, Situation] | None:
        with self._changed:
            while self._waiting is None and not self._stopped:
                self._changed.wait()
            found, self._waiting = self._waiting, None
            return None if self._stopped else found

    def _run(self) -> None:
        try:
            listener = self._make()
            while (task := self._next()) is not None:
                number, text, situation = task
                understood = listener.understand(text, situation)
                if number == self._number:
                    self._deliver(Heard(number, understood))
        except Exception as error:
            self.stop()
            self._deliver(Deaf(error))
