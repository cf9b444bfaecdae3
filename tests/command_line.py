"""The program run as people run it: in a process of its own, without a terminal, in a clean environment."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import advisor_tui
from advisor_tui import cli
from advisor_tui.paths import places

LAYOUT = {"\n", "\t", *([] if os.linesep == "\n" else ["\r"])}
CONTROLS = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068"}

POOR = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANG": ""}
"""The poorest surroundings there are: nothing but ASCII goes in or out."""

OVER_THIS = ("PYTHON", "LANG", "COLUMNS", "LINES", "TERM")
"""Variables of whoever runs the tests that would change what comes out."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


def surroundings(**changes: str) -> dict[str, str]:
    """Return an environment in which the program under test is found, and nothing of the machine's own taste."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OVER_THIS)}
    package = Path(advisor_tui.__file__).parents[1]
    return {**environment, "PYTHONPATH": str(package), "LANG": "C.UTF-8", **changes}


def harmless(ended: Ended) -> Ended:
    """Return how a command ended, sure that it printed neither a traceback nor anything a terminal obeys."""
    for printed in (ended.out, ended.err):
        assert "Traceback" not in printed, printed
        assert not set(printed) & (CONTROLS - LAYOUT), repr(printed)
    return ended


def advisor(*arguments: str | bytes | Path, **changes: str) -> Ended:
    """Run ``advisor`` with arguments, and with some variables of the environment changed."""
    where = places().data.parent
    ended = subprocess.run(
        [sys.executable, "-m", "advisor_tui", *arguments],
        cwd=where,
        env=surroundings(**changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return harmless(Ended(ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8")))


def advisor_here(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ended:
    """Run ``advisor`` in this process, where the clock stands and starting takes no time."""
    code = cli.run(list(arguments))
    printed = capsys.readouterr()
    return harmless(Ended(code, printed.out, printed.err))


def write_settings(text: str) -> Path:
    """Write the user's settings and return the file."""
    path = places().settings_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
