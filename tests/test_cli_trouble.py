"""When what surrounds a command fails, or the program itself: a sentence, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from advisor_tui.cli import where as where_module
from advisor_tui.paths import places
from tests.command_line import advisor_here, surroundings

POSIX = pytest.mark.skipif(os.name == "nt", reason="pipes and devices are others there")


def advisor_into(target: int | None, *arguments: str) -> tuple[int, str]:
    """Run ``advisor`` with its output led somewhere; return the exit code and what it told."""
    command = [sys.executable, "-m", "advisor_tui", *arguments]
    ended = subprocess.run(
        command,
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=target,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    return ended.returncode, ended.stderr.decode("utf-8")


@POSIX
@pytest.mark.parametrize("arguments", [["where"], ["--help"]], ids=" ".join)
def test_a_reader_who_has_seen_enough_is_no_mishap(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert advisor_into(writing, *arguments) == (1, "")
    finally:
        os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
def test_a_full_disk_is_told_in_a_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        code, told = advisor_into(full.fileno(), "where")
    assert code == 1
    assert "levyllä on tilaa" in told
    assert len(told.splitlines()) == 1


@POSIX
def test_a_program_without_any_output_still_ends_well() -> None:
    command = [f"exec '{sys.executable}' -m advisor_tui where >&- 2>&-"]
    assert subprocess.run(command, env=surroundings(), shell=True, check=False, timeout=60).returncode == 0  # noqa: S602


def break_where(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let the command ``where`` fail: nothing from outside makes the program's own code fail reliably."""

    def fail(_settings: object) -> None:
        raise error

    monkeypatch.setattr(where_module, "where", fail)


def test_a_failure_of_the_program_becomes_a_report_and_a_sentence_without_its_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_where(monkeypatch, ValueError("Aino Esimerkki 131052-308T"))
    ended = advisor_here(capsys, "where")
    assert (ended.code, ended.out) == (1, "")
    (report,) = places().crashes.iterdir()
    assert str(report) in ended.err
    for told in (ended.err, report.read_text(encoding="utf-8")):
        assert "Aino" not in told
        assert "131052" not in told


def test_what_the_system_refuses_is_told_with_the_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_where(monkeypatch, PermissionError(13, "Permission denied", "oma.toml"))
    ended = advisor_here(capsys, "where")
    assert ended.code == 1
    assert ended.err.startswith("oma.toml: ")
    assert "oikeudet puuttuvat" in ended.err
    assert not places().crashes.exists()


def test_a_command_that_is_stopped_by_hand_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    break_where(monkeypatch, KeyboardInterrupt())
    ended = advisor_here(capsys, "where")
    assert (ended.code, ended.out, ended.err) == (130, "", "")
