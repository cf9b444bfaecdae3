"""The handover and a page of a call at the command line."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from advisor_tui import reference
from advisor_tui.cli import handover as command
from advisor_tui.cli import handover_parser
from advisor_tui.cli.handover import Files
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.follow_ups import arising
from advisor_tui.guidance.handover import handover_page
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.page import as_text
from advisor_tui.records import handover
from advisor_tui.records.database import open_database
from advisor_tui.records.export.period import Period
from advisor_tui.records.store import Store
from advisor_tui.settings import Settings
from tests.clocks import MONDAY
from tests.handed_over import TODAY, to_assessment
from tests.kept import sql

SETTINGS = Settings(advisor="MK")


@pytest.fixture(autouse=True)
def known_once(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the data once for all tests."""

    class Once:
        def __init__(self) -> None:
            self.known = known

    monkeypatch.setattr(reference, "load", lambda _settings: Once())


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database without calls, for copying: making one takes longer than a test of it."""
    path = tmp_path_factory.mktemp("empty") / "calls.sqlite3"
    open_database(path).dispose()
    return path


@pytest.fixture
def database(home: Path, empty: Path) -> Path:
    """Return the path of the user's own database, in which there are no calls."""
    home.mkdir()
    return Path(shutil.copy(empty, home / "calls.sqlite3"))


@pytest.fixture
def store(database: Path, known: Known) -> Iterator[Store]:
    """Give a store that makes follow-ups as a desk does."""
    made = Store(open_database(database), "live", "d1", who="MK", arising=lambda call: arising(call, known, Line()))
    yield made
    made.close()


def access_of(path: Path) -> list[tuple[Any, ...]]:
    """Return what the access log holds."""
    with sql(path) as connection:
        return connection.execute("SELECT who, action, record, detail FROM access_log ORDER BY number").fetchall()


# ------------------------------------------------------------ at the command line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def test_the_handover_is_printed_and_the_access_log_hears_of_it(
    store: Store, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to_assessment(store)
    command.handover(SETTINGS, "", "", Files())
    printed = capsys.readouterr().out
    assert "82 v Mallila" in printed
    assert access_of(database)[-1][:3] == ("MK", "opened", "")
    assert access_of(database)[-1][3].startswith("handover 2026-11-22T22:00:00+00:00/")


def test_a_shift_is_told_by_its_name_and_one_that_is_none_is_refused(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    to_assessment(store)
    shifts = Settings(advisor="MK", shifts={"aamu": "08:00-12:00"})
    command.handover(shifts, "aamu", "2026-11-23", Files())
    assert "8.00 – 12.00" in capsys.readouterr().out
    with pytest.raises(AdvisorError, match="aamu"):
        command.handover(shifts, "ilta", "", Files())


@pytest.mark.parametrize(("kind", "title"), [("client_guidance", "asiakasohjaukseen"), ("notification", "Ilmoitus")])
def test_a_hand_off_is_printed_and_the_access_log_hears_of_it(
    store: Store, database: Path, capsys: pytest.CaptureFixture[str], kind: Any, title: str
) -> None:
    call = to_assessment(store)
    command.hand_off(SETTINGS, call.id, kind, "", "", Files())
    printed = capsys.readouterr()
    assert title in printed.out.splitlines()[0]
    assert access_of(database)[-1] == ("MK", "handed_off", call.id, kind)
    assert bool(printed.err)


def test_a_call_that_is_not_there_or_none_is_refused(store: Store) -> None:
    other = new_call()
    other.close_as_non_client("wrong_number")
    store.save(other)
    for call_id in ("nothing\x1b[2J", other.id):
        with pytest.raises(AdvisorError):
            command.hand_off(SETTINGS, call_id, "client_guidance", "", "", Files())


def test_both_commands_say_that_nothing_has_been_kept_yet(home: Path) -> None:
    with pytest.raises(AdvisorError):
        command.handover(SETTINGS, "", "", Files())
    with pytest.raises(AdvisorError):
        command.hand_off(SETTINGS, "x", "client_guidance", "", "", Files())
    assert not (home / "calls.sqlite3").exists()


def test_pages_are_written_to_new_files_for_their_owner_only(store: Store, folder: Path) -> None:
    to_assessment(store)
    command.handover(SETTINGS, "", "", Files(folder / "vuoro.html", folder / "vuoro.txt"))
    assert (folder / "vuoro.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (folder / "vuoro.txt").read_text(encoding="utf-8").count("82 v Mallila") >= 1
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def something(folder: Path) -> Path:
    """A file that is there already."""
    (folder / "a.html").write_text("oma", encoding="utf-8")
    return folder / "a.html"


def dangling(folder: Path) -> Path:
    """A link that leads nowhere."""
    (folder / "a.html").symlink_to(folder / "muualla")
    return folder / "a.html"


def nowhere(folder: Path) -> Path:
    """A name in a folder that is not there."""
    return folder / "puuttuu" / "a.html"


@pytest.mark.parametrize("target", [something, dangling, nowhere, lambda folder: folder], ids=range(4))
def test_nothing_is_written_over_anything(store: Store, folder: Path, target: Callable[[Path], Path]) -> None:
    to_assessment(store)
    path = target(folder)
    before = sorted(each.name for each in folder.iterdir())
    with pytest.raises(AdvisorError):
        command.handover(SETTINGS, "", "", Files(path))
    assert sorted(each.name for each in folder.iterdir()) == before
    assert not (folder / "muualla").exists()


def test_a_full_disk_leaves_nothing_behind(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    to_assessment(store)

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AdvisorError):
        command.handover(SETTINGS, "", "", Files(folder / "a.html"))
    assert list(folder.iterdir()) == []


def test_the_options_reach_the_commands(store: Store, known: Known) -> None:
    call = to_assessment(store)
    commands = typer.Typer()
    handover_parser.add(commands, SETTINGS)
    run = CliRunner().invoke
    ended = run(commands, ["hand-off", call.id, "--kind", "notification", "--law", "child", "--language", "sv"])
    assert ended.exit_code == 0
    assert "Barnskyddslagen" in ended.stdout
    assert run(commands, ["handover", "--day", "2026-11-23"]).exit_code == 0
    assert run(commands, ["hand-off", call.id]).exit_code != 0
    assert {each.id for each in known.hand_off.duty} == set(handover_parser.Law.__args__)  # type: ignore[attr-defined]


def test_a_period_of_another_day_tells_what_is_open_all_the_same(store: Store, known: Known) -> None:
    to_assessment(store)
    period = Period(MONDAY - timedelta(days=9), MONDAY - timedelta(days=8))
    text = as_text(handover_page(handover.read(store.engine, period, TODAY, 30), known, TODAY))
    assert "82 v Mallila" in text
