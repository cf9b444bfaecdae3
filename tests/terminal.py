"""The real program in a pseudo-terminal: typed at like by a person, looked at like by one, and killed."""

import contextlib
import os
import signal
import sys
from pathlib import Path

import pexpect
import pyte

from tests.waiting import PATIENCE, until_outside

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "down": "\x1b[B",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
}
"""What a terminal sends for keys that are no letters (xterm); Ctrl and a letter are made from the letter."""


class Terminal:
    """A terminal of 80 by 24 with the program in it. ``raw`` is every byte the program has sent."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("ADVISOR_", "LC_", "LANG"))}
        own |= {"ADVISOR_HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment}
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.program = pexpect.spawn(
            sys.executable, ["-m", "advisor_tui", *arguments], env=own, dimensions=(24, 80), timeout=PATIENCE
        )
        self.program.delaybeforesend = None

    def look(self) -> list[str]:
        """Take in everything the program has drawn so far and return the lines."""
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                data = self.program.read_nonblocking(65536, timeout=0)
                self.raw += data
                self._stream.feed(data)
        return list(self.screen.display)

    @property
    def text(self) -> str:
        """What stands on the screen now."""
        return "\n".join(self.look())

    def until(self, words: str, patience: float = PATIENCE) -> None:
        """Wait until words stand on the screen."""
        try:
            until_outside(lambda: words in self.text, f"the screen shows “{words}”", patience)
        except AssertionError as error:
            raise AssertionError(f"{error}; it shows:\n{self.text}") from None

    def press(self, *keys: str) -> None:
        """Send keys, all at once."""
        self.program.send("".join(self._code(key) for key in keys))

    @staticmethod
    def _code(key: str) -> str:
        if key.startswith("ctrl+"):
            return chr(ord(key[-1]) - 96)
        return KEYS.get(key, key)

    def kill(self) -> None:
        """Kill the program as nothing can be caught."""
        os.kill(self.program.pid, signal.SIGKILL)
        self.program.wait()

    def signal(self, number: int) -> int:
        """Send a signal, wait for the end, and return the exit code (-1 when a signal ended it)."""
        os.kill(self.program.pid, number)
        return self.ended()

    def ended(self) -> int:
        """Wait for the end and return the exit code."""
        until_outside(lambda: (self.look(), not self.program.isalive())[1], "the program ends")
        return -1 if self.program.exitstatus is None else int(self.program.exitstatus)

    def close(self) -> None:
        """Close the terminal, as somebody closes its window, and wait until the program has noticed."""
        os.close(self.program.child_fd)
        until_outside(lambda: not self.program.isalive(), "the program ends with its terminal")
