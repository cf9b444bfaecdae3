"""How long until the first paint, beside a bare Textual application with an Input, an OptionList and a Footer.

    python -m tests.benchmarks.first_paint            20 starts of each, in turn
    python -m tests.benchmarks.first_paint --starts 5

The promise is a ratio of at most 1.3. What counts is the moment at which the first words arrive at the terminal.
"""

import argparse
import os
import pty
import select
import signal
import statistics
import sys
import tempfile
import time

PROMISED = 1.3

BARE = """
from textual.app import App
from textual.widgets import Footer, Input, OptionList

class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Input(placeholder="search")
        yield OptionList("Luetaan", "two", "three")
        yield Footer()

Bare().run()
"""

WORDS = b"Luetaan"
"""What the first paint of both shows."""


def until_first_words(command: list[str], home: str, words: bytes = WORDS) -> float:
    """Start a program in a pseudo-terminal, wait for words it shows, kill it, and return the seconds."""
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"ADVISOR_HOME": home, "TERM": "xterm-256color", "LINES": "24", "COLUMNS": "80"}
        os.execv(command[0], command)
    seen = b""
    while words not in seen:
        ready, _writable, _failed = select.select([terminal], [], [], 10)
        if not ready:
            raise TimeoutError(f"no words from {command}")
        seen += os.read(terminal, 65536)
    taken = time.perf_counter() - begun
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(terminal)
    return taken


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time to the first paint beside a bare Textual application.")
    parser.add_argument("--starts", type=int, default=20)
    starts = parser.parse_args().starts
    commands = {"bare": [sys.executable, "-c", BARE], "advisor": [sys.executable, "-m", "advisor_tui"]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as home:
        for _warm in range(2):
            for command in commands.values():
                until_first_words(command, home)
        for _start in range(starts):
            for name, command in commands.items():
                times[name].append(until_first_words(command, home))
    for name, taken in times.items():
        print(f"{name:8} median {statistics.median(taken) * 1000:5.0f} ms  best {min(taken) * 1000:5.0f} ms")
    ratio = statistics.median(times["advisor"]) / statistics.median(times["bare"])
    print(f"ratio    median {ratio:.2f}  best {min(times['advisor']) / min(times['bare']):.2f}  promised {PROMISED}")
    return 0 if ratio <= PROMISED else 1


if __name__ == "__main__":
    sys.exit(main())
