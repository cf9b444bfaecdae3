"""``advisor export``: which calls, into which file, and how it ends."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from advisor_tui.cli import run
from advisor_tui.guidance.call import Call
from tests.clocks import StandingClock
from tests.export_command import AFTERNOON, MORNING, NIGHT, SHIFTS, YESTERDAY, exported, keep
from tests.kept import finished_call, open_store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, in which the files appear."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def log(home: Path) -> Callable[..., None]:
    """Return what keeps calls in the user's own database."""
    return lambda file="calls.sqlite3", **moments: keep(home / file, **moments)


@pytest.fixture(scope="module")
def kept_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with the calls of a day, for copying."""
    path = tmp_path_factory.mktemp("kept") / "calls.sqlite3"
    keep(path, yesterday=YESTERDAY, night=NIGHT, morning=MORNING, afternoon=AFTERNOON)
    return path


@pytest.fixture
def day(kept_day: Path, home: Path) -> None:
    """Let a day have been, and the shifts stand in the settings."""
    home.mkdir()
    shutil.copy(kept_day, home / "calls.sqlite3")
    (home / "settings.toml").write_text(SHIFTS, encoding="utf-8")


def program(*arguments: str, home: Path) -> "subprocess.CompletedProcess[str]":
    """Run the program as a user does."""
    environment = {**os.environ, "ADVISOR_HOME": str(home), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "advisor_tui", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False)


# ------------------------------------------------------------ as a program


def test_the_program_writes_a_new_file_and_says_where(home: Path, folder: Path, log: Callable[..., None]) -> None:
    log(morning=MORNING, afternoon=AFTERNOON)
    ended = program("export", "--day", "23.11.2026", home=home)
    assert (ended.returncode, ended.stderr) == (0, "")
    (path,) = folder.iterdir()
    assert re.fullmatch(r"advisor-calls-\d{8}-\d{6}\.csv", path.name)
    assert ended.stdout == f"2 puhelua kirjoitettu tiedostoon {path}\n"
    assert exported(folder) == ["morning", "afternoon"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_the_program_never_writes_over_a_file(home: Path, folder: Path, log: Callable[..., None]) -> None:
    log(morning=MORNING)
    (folder / "log.csv").write_text("mine", encoding="utf-8")
    ended = program("export", "--output", "log.csv", home=home)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Samanniminen on jo olemassa" in ended.stderr
    assert str(folder / "log.csv") in ended.stderr
    assert "Traceback" not in ended.stderr
    assert {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir()} == {"log.csv": "mine"}


def test_the_program_refuses_a_damaged_database_with_a_sentence(home: Path, folder: Path) -> None:
    home.mkdir()
    (home / "calls.sqlite3").write_bytes(b"")
    ended = program("export", home=home)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "vioittunut" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (home / "calls.sqlite3").read_bytes() == b""
    assert list(folder.iterdir()) == []


# ------------------------------------------------------------ which calls


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["night", "morning", "afternoon"]),
        (["--day", "2026-11-23"], ["night", "morning", "afternoon"]),
        (["--day", "22.11.2026"], ["yesterday"]),
        (["--day", "2026-11-21"], []),
        (["--from", "2026-11-22"], ["yesterday", "night", "morning", "afternoon"]),
        (["--from", "2026-11-22", "--to", "2026-11-22"], ["yesterday"]),
        (["--to", "2026-11-22"], ["yesterday"]),
        (["--from", "2026-11-23T09:00", "--to", "2026-11-23T14:00"], ["morning"]),
        (["--from", "2026-11-22 12:00", "--to", "23.11.2026 12:00"], ["yesterday", "night", "morning"]),
        (["--shift", "aamu"], ["morning"]),
        (["--shift", "yö", "--day", "2026-11-22"], ["yesterday", "night"]),
        (["--shift", "yö"], ["yesterday", "night"]),
    ],
)
def test_the_calls_of_a_day_a_period_or_a_shift_are_written(
    folder: Path, arguments: list[str], expected: list[str]
) -> None:
    assert run(["export", *arguments]) == 0
    assert exported(folder) == expected


@pytest.mark.usefixtures("day")
def test_in_the_night_the_night_shift_is_the_one_that_is_going_on(
    folder: Path, log: Callable[..., None], clock: StandingClock
) -> None:
    log(tonight=datetime(2026, 11, 23, 20, 15, tzinfo=UTC))
    clock.moment = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
    assert run(["export", "--shift", "yö"]) == 0
    assert exported(folder) == ["tonight"]


def test_practice_calls_are_a_log_of_their_own(folder: Path, log: Callable[..., None]) -> None:
    log(real=MORNING)
    log("practice.sqlite3", rehearsed=MORNING)
    assert run(["export", "--practice"]) == 0
    assert exported(folder, "advisor-practice-*.csv") == ["rehearsed"]


def test_a_call_that_is_still_talked_is_not_written(folder: Path, home: Path) -> None:
    store = open_store(home / "calls.sqlite3")
    store.save(Call(id="1", started_at=MORNING))
    store.close()
    assert run(["export"]) == 0
    assert exported(folder) == []


def test_a_desk_can_go_on_saving_while_its_log_is_written(folder: Path, home: Path, log: Callable[..., None]) -> None:
    log(morning=MORNING)
    desk = open_store(home / "calls.sqlite3")
    assert run(["export"]) == 0
    late = finished_call(AFTERNOON, notes="late")
    desk.save(late)
    assert desk.load(late.id) == late
    desk.close()
    assert exported(folder) == ["morning"]


# ------------------------------------------------------------ into which file


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_each_form_is_written_under_the_name_that_was_given(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "vuoro äö.data"
    assert run(["export", "--format", kind, "--output", str(path)]) == 0
    assert capsys.readouterr().out == f"3 puhelua kirjoitettu tiedostoon {path}\n"
    if kind == "json":
        assert len(json.loads(path.read_bytes())["calls"]) == 3
    elif kind == "xlsx":
        with path.open("rb") as file:
            assert openpyxl.load_workbook(file).active.max_row == 4
    else:
        assert exported(folder, path.name) == ["night", "morning", "afternoon"]


@pytest.mark.usefixtures("day")
def test_one_call_is_counted_as_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--shift", "aamu"]) == 0
    (path,) = folder.iterdir()
    assert capsys.readouterr().out == f"1 puhelu kirjoitettu tiedostoon {path}\n"
    assert path.name == "advisor-calls-20261123-143207.csv"


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_names_are_written_only_when_asked_for_and_then_with_a_warning(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "--format", kind, "--output", "plain"]) == 0
    assert b"Aino" not in (folder / "plain").read_bytes()
    assert capsys.readouterr().err == ""
    assert run(["export", "--format", kind, "--output", "named", "--identified"]) == 0
    assert b"Aino Virtanen" in (folder / "named").read_bytes()
    assert "kuin asiakastietoja" in capsys.readouterr().err


# ------------------------------------------------------------ how it ends


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--day", "31.2.2026"], "ei ole päivä eikä hetki"),
        (["--day", "9999-12-31"], "ei ole päivä eikä hetki"),
        (["--from", "0001-01-01"], "ei ole päivä eikä hetki"),
        (["--from", "2026-11-24"], "päättyy ennen kuin se alkaa"),
        (["--from", "2026-11-23", "--to", "2026-11-22"], "päättyy ennen kuin se alkaa"),
        (["--from", "2026-11-23", "--day", "2026-11-23"], "kahdella tavalla"),
        (["--to", "2026-11-23", "--shift", "yö"], "kahdella tavalla"),
        (["--shift", "ilta"], "aamu, yö"),
        (["--shift", "\x1b[2J"], "[2J"),
        (["--output", "missing/log.csv"], "Tiedostoa ei voi kirjoittaa"),
        (["--output", "."], "Samanniminen"),
    ],
)
def test_what_can_be_mended_is_said_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert run(["export", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert "\x1b" not in err
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize("arguments", [["--format", "pdf"], ["--dya", "2026-11-23"], ["--day"], ["log.csv"]])
def test_a_wrong_command_line_ends_with_its_own_code(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(["export", *arguments]) == 2
    assert "--help" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_without_a_saved_call_it_is_said_and_no_database_is_made(
    folder: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export"]) == 1
    assert "Yhtään puhelua ei ole vielä tallennettu" in capsys.readouterr().err
    assert not (home / "calls.sqlite3").exists()
    assert list(folder.iterdir()) == []
