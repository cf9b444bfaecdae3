"""Kill the program at random moments of a driven call and see whether anything that it called saved is missing.

    python -m tests.torture                 100 kills
    python -m tests.torture --kills 20 --seed 7

What counts: a word that stands in the notes while the status line says “Tallennettu”. After each kill the file is
checked for soundness and for every such word, and the next start has to offer the call as it stood.
"""

import argparse
import contextlib
import random
import re
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.terminal import Terminal

WORD = re.compile(r"w(\d+);")
"""A whole word of those written; the semicolon tells it from the beginning of a longer one."""


@dataclass
class Tally:
    """What was seen."""

    kills: int = 0
    called_saved: set[int] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing was lost."""
        return not self.lost and not self.unsound


def words(text: str) -> set[int]:
    """Return the numbers of the words in a text."""
    return {int(number) for number in WORD.findall(text)}


def kept(home: Path) -> tuple[str, str]:
    """Return the notes of the open call and whether the file is sound."""
    with contextlib.closing(sqlite3.connect(home / "calls.sqlite3")) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        row = connection.execute("SELECT notes FROM call WHERE state = 'open'").fetchone()
    return (row[0] if row else ""), sound


def one_life(home: Path, chance: random.Random, number: int, tally: Tally) -> int:
    """Start, go on with the call, write, and be killed; return the number of the last word written."""
    terminal = Terminal(home)
    if number:
        terminal.until("jäi kesken")
    else:
        terminal.until("aloittaa puhelun")
    terminal.press("enter", "f8")
    terminal.until("Tallennettu")
    end = time.monotonic() + chance.uniform(0.05, 1.5)
    while time.monotonic() < end:
        number += 1
        terminal.press(f"w{number};", chance.choice((" ", "\r")))
        time.sleep(chance.choice((0, 0.005, 0.05, 0.15)))
        note_what_is_called_saved(terminal, tally)
    note_what_is_called_saved(terminal, tally)
    terminal.kill()
    tally.kills += 1
    return number


def note_what_is_called_saved(terminal: Terminal, tally: Tally) -> None:
    """Remember the words on a screen that says “Tallennettu”."""
    lines = terminal.look()
    if "Tallennettu" in lines[0]:
        tally.called_saved |= words("\n".join(lines))


def torture(home: Path, kills: int, seed: int) -> Tally:
    """Kill so often and return what was seen."""
    chance, tally, number = random.Random(seed), Tally(), 0
    for _life in range(kills):
        number = one_life(home, chance, number, tally)
        notes, sound = kept(home)
        if sound != "ok":
            tally.unsound.append(sound)
        missing = tally.called_saved - words(notes)
        if missing:
            tally.lost.append(f"called saved but not on the disk: {sorted(missing)}")
    return tally


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Kill the program and look for what it lost.")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        tally = torture(Path(home), wanted.kills, wanted.seed)
    print(
        f"seed {wanted.seed}: {tally.kills} kills, {len(tally.called_saved)} words called saved, {len(tally.lost)} lost"
    )
    print("\n".join(tally.lost + tally.unsound))
    return 0 if tally.good else 1


if __name__ == "__main__":
    sys.exit(main())
