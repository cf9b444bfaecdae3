"""The real program in a real terminal: signals, a closed window, a kill, and no byte that somebody else chose."""

import signal
import sqlite3
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.hostile import HOSTILE, catalogue_of

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal of POSIX is needed", allow_module_level=True)

from tests.terminal import Terminal
from tests.torture import torture
from tests.waiting import until_outside

ALTERNATE_SCREEN_OFF = b"\x1b[?1049l"
CURSOR_ON = b"\x1b[?25h"


def notes_of(home: Path) -> list[str]:
    """Return the notes of all calls on the disk."""
    connection = sqlite3.connect(home / "calls.sqlite3")
    try:
        return [row[0] for row in connection.execute("SELECT notes FROM call ORDER BY started_at")]
    finally:
        connection.close()


def drawn(terminal: Terminal) -> str:
    """Return everything the program has sent so far."""
    terminal.look()
    return terminal.raw.decode("utf-8", "replace")


def is_drawn(terminal: Terminal, words: str) -> bool:
    """Tell whether the program has sent words so far."""
    return words in drawn(terminal)


def begin_call(home: Path, words: str, **environment: str) -> Terminal:
    """Open the desk and write notes in a new call."""
    terminal = Terminal(home, **environment)
    terminal.until("aloittaa puhelun")
    terminal.press("enter", "f8", words)
    terminal.until(words)
    return terminal


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_good_order_and_keeps_every_letter(home: Path, number: int) -> None:
    terminal = begin_call(home, "äiti kaatui")
    terminal.signal(number)
    terminal.look()
    assert notes_of(home) == ["äiti kaatui"]
    assert ALTERNATE_SCREEN_OFF in terminal.raw
    assert CURSOR_ON in terminal.raw


@pytest.mark.slow
def test_a_closed_terminal_leaves_no_program_behind_and_loses_nothing(home: Path) -> None:
    terminal = begin_call(home, "ikkuna suljetaan")
    terminal.close()
    assert not terminal.program.isalive()
    assert notes_of(home) == ["ikkuna suljetaan"]


@pytest.mark.slow
@pytest.mark.parametrize("burst", [1, 12])
def test_a_terminal_closed_while_it_is_drawn_on_leaves_no_program_behind_and_loses_nothing(
    home: Path, burst: int
) -> None:
    terminal = begin_call(home, "kesken piirron")
    terminal.until("Tallennettu")
    terminal.press(*("f3", "f4", "f5", "f2") * burst)
    terminal.close()
    assert notes_of(home) == ["kesken piirron"]
    again = Terminal(home)
    again.until("jäi kesken")
    again.signal(signal.SIGTERM)


@pytest.mark.slow
def test_a_terminal_closed_while_the_program_starts_leaves_none_behind(home: Path) -> None:
    terminal = Terminal(home)
    terminal.until("Käynnistyy")
    terminal.close()
    assert not terminal.program.isalive()


@pytest.mark.slow
def test_after_a_kill_the_next_start_offers_the_call_as_it_stood(home: Path) -> None:
    terminal = begin_call(home, "kesken jäi")
    terminal.until("Tallennettu")
    until_outside(lambda: notes_of(home) == ["kesken jäi"], "the words are on the disk")
    terminal.kill()
    terminal = Terminal(home)
    terminal.until("jäi kesken")
    terminal.press("enter")
    terminal.until("kesken jäi")
    terminal.until("Tallennettu")
    terminal.signal(signal.SIGTERM)


@pytest.mark.slow
def test_a_few_kills_at_random_moments_lose_nothing_that_was_called_saved(home: Path) -> None:
    home.mkdir()
    tally = torture(home, kills=4, seed=11)
    assert tally.good, tally
    assert tally.called_saved


@pytest.mark.slow
def test_no_byte_of_a_hostile_catalogue_reaches_the_terminal_raw(home: Path, tmp_path: Path) -> None:
    folder = catalogue_of(tmp_path, HOSTILE)
    home.mkdir()
    (home / "settings.toml").write_text(f"[catalogue]\nfolders = ['{folder}']\n", encoding="utf-8")
    terminal = Terminal(home)
    terminal.until("aloittaa puhelun")
    terminal.press("enter", "ctrl+f", "paha")
    terminal.until("paha")
    for _hit in HOSTILE:
        terminal.press("down")
    for visible in ("]0;otsikko", "]52;c;aGVp", "zerowidth", "[www=kela.fi/asumistuki]", "=HYPERLINK(1)"):
        until_outside(partial(is_drawn, terminal, visible), f"the card shows {visible}")
    terminal.signal(signal.SIGTERM)
    for sequence in (
        "\x1b]52",
        "\x1b]0;",
        "\x1bP1$r",
        "\x1b[6n",
        "\x1b[2J\x1b[6n",
        "\x9b",
        "\u202e",
        "\u2066",
        "\ufeff",
    ):
        assert sequence.encode() not in terminal.raw
    assert b"\x9b31m" not in terminal.raw


@pytest.mark.slow
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"LC_ALL": "C"}, {"TERM": "xterm"}, {"TERM": "linux"}])
def test_it_works_in_plain_surroundings(home: Path, environment: dict[str, str]) -> None:
    terminal = begin_call(home, "väri tai ei", **environment)
    terminal.until("Tallennettu")
    terminal.press("f9")
    terminal.until("112")
    terminal.signal(signal.SIGTERM)
    assert notes_of(home) == ["väri tai ei"]


@pytest.mark.slow
def test_leaving_gives_the_terminal_back_with_exit_code_0(home: Path) -> None:
    terminal = Terminal(home)
    terminal.until("aloittaa puhelun")
    terminal.press("ctrl+q")
    assert terminal.ended() == 0
    assert ALTERNATE_SCREEN_OFF in terminal.raw
