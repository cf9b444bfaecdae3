"""Further tables, pseudonyms, what is told, and the data dictionary, at the command line."""

import csv
import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from advisor_tui.cli import run
from tests.clocks import StandingClock
from tests.export_command import AFTERNOON, MORNING, NIGHT, SHIFTS, YESTERDAY, exported, keep
from tests.kept import finished_call, open_store, sql


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


# ------------------------------------------------------------ further tables


@pytest.mark.usefixtures("day")
def test_each_further_table_is_a_file_beside_the_calls(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--output", "log.csv", "--with", "referrals", "--with", "follow-ups"]) == 0
    assert sorted(each.name for each in folder.iterdir()) == ["log-follow-ups.csv", "log-referrals.csv", "log.csv"]
    assert str(folder / "log-referrals.csv") in capsys.readouterr().out
    assert run(["export", "--output", "book.xlsx", "--format", "xlsx", "--all"]) == 0
    with (folder / "book.xlsx").open("rb") as file:
        assert openpyxl.load_workbook(file).sheetnames == ["calls", "referrals", "unmet-needs", "follow-ups"]


@pytest.mark.usefixtures("day")
def test_when_the_name_of_one_file_is_taken_none_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "log-unmet-needs.csv").write_text("mine", encoding="utf-8")
    assert run(["export", "--output", "log.csv", "--all"]) == 1
    assert "log-unmet-needs.csv" in capsys.readouterr().err
    assert [each.name for each in folder.iterdir()] == ["log-unmet-needs.csv"]


# ------------------------------------------------------------ pseudonyms


@pytest.mark.usefixtures("day")
def test_the_key_is_made_once_and_joins_later_exports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        assert run(["export", "--pseudonymous", "--key", "our.key", "--output", f"{name}.csv"]) == 0
    assert len((folder / "our.key").read_bytes()) == 32
    if os.name == "posix":
        assert (folder / "our.key").stat().st_mode & 0o777 == 0o600
    assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()
    assert run(["export", "--pseudonymous", "--output", "three.csv"]) == 0
    assert (folder / "three.csv").read_bytes() != (folder / "one.csv").read_bytes()
    told = capsys.readouterr()
    assert str(folder / "our.key") in told.out
    assert "morning" not in (folder / "one.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("day")
@pytest.mark.skipif(os.name != "posix", reason="modes mean something else here")
def test_a_key_that_others_may_read_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "our.key").write_bytes(b"k" * 32)
    (folder / "our.key").chmod(0o644)
    assert run(["export", "--pseudonymous", "--key", "our.key"]) == 0
    assert "our.key" in capsys.readouterr().err


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--pseudonymous", "--key", "short.key"], "short.key"),
        (["--pseudonymous", "--key", "."], ""),
        (["--pseudonymous", "--key", "missing/our.key"], "missing"),
        (["--pseudonymous", "--key", "same", "--output", "same"], "same"),
        (["--key", "our.key"], "--pseudonymous"),
        (["--pseudonymous", "--identified"], "--identified"),
    ],
)
def test_a_key_that_is_none_and_wishes_that_do_not_go_together_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], named: str
) -> None:
    (folder / "short.key").write_bytes(b"short")
    assert run(["export", *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert named in err
    assert [each.name for each in folder.iterdir()] == ["short.key"]


# ------------------------------------------------------------ what is told


def test_where_identity_was_typed_is_told_and_marked_over_on_wish(
    folder: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(home / "calls.sqlite3")
    call = finished_call(MORNING, notes="hetu 131052-308T")
    store.save(call)
    store.close()
    assert run(["export", "--output", "plain.csv"]) == 0
    err = capsys.readouterr().err
    (place,) = (line for line in err.splitlines() if line.startswith("plain.csv"))
    assert re.search(rf"\b2\b.*\bnotes\b.*{call.id}", place)
    assert "--redact" in err
    assert "131052" not in err
    assert run(["export", "--output", "marked.csv", "--redact"]) == 0
    assert "131052" not in (folder / "marked.csv").read_text(encoding="utf-8")
    assert "131052" in (folder / "plain.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("day")
def test_a_period_that_has_not_begun_is_a_file_with_headings_and_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "--day", "2030-01-01"]) == 0
    assert exported(folder) == []
    out, err = capsys.readouterr()
    assert out.startswith("0 ")
    assert err != ""


def lines_of(home: Path) -> list[tuple[str, str]]:
    """Return what the access log tells of exports: who, and the detail."""
    with sql(home / "calls.sqlite3") as connection:
        return connection.execute("SELECT who, detail FROM access_log WHERE action = 'exported'").fetchall()


@pytest.mark.usefixtures("day")
def test_every_export_that_stands_is_in_the_access_log(folder: Path, home: Path) -> None:
    (home / "settings.toml").write_text('advisor = "MK"\n' + SHIFTS, encoding="utf-8")
    assert run(["export", "--shift", "aamu", "--identified"]) == 0
    assert run(["export", "--output", "missing/log.csv"]) == 1
    assert run(["export", "--format", "json", "--output", "log.json", "--redact"]) == 0
    assert len(list(folder.iterdir())) == 2
    assert lines_of(home) == [
        ("MK", "2026-11-23T06:00:00+00:00/2026-11-23T10:00:00+00:00 csv 1 identified"),
        ("MK", "2026-11-22T22:00:00+00:00/2026-11-23T22:00:00+00:00 json 3 redacted"),
    ]


@pytest.mark.usefixtures("day")
def test_calls_that_were_corrected_since_they_were_exported_are_counted_once(
    home: Path, clock: StandingClock, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(name: str, *arguments: str) -> str:
        clock.moment += timedelta(minutes=1)
        assert run(["export", "--output", name, *arguments]) == 0
        return capsys.readouterr().err

    def correct(notes: str) -> None:
        clock.moment += timedelta(minutes=1)
        store = open_store(home / "calls.sqlite3")
        every = store.read_between(YESTERDAY, AFTERNOON + timedelta(1))
        call = store.load(next(each.id for each in every if each.notes == notes))
        assert call
        call.write(f"{notes} toisin")
        store.save(call)
        store.close()

    correct("night")
    assert told("1", "--shift", "aamu") == ""
    correct("morning")
    assert told("2", "--day", "2026-11-22") == ""
    assert "1 " in told("3", "--from", "2026-11-22")
    assert told("4", "--from", "2026-11-22") == ""
    correct("afternoon")
    correct("yesterday")
    assert "2 " in told("5", "--from", "2026-11-22")


# ------------------------------------------------------------ the data dictionary


def test_the_dictionary_is_printed_or_written_and_needs_no_call(
    folder: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "--dictionary"]) == 0
    printed = capsys.readouterr().out
    assert "calls\tnotes\t" in printed
    for kind in ("csv", "json", "xlsx"):
        assert run(["export", "--dictionary", "--format", kind, "--output", f"dictionary.{kind}"]) == 0
    with (folder / "dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == len(printed.splitlines())
    assert json.loads((folder / "dictionary.json").read_bytes())["dictionary"] == rows
    assert run(["export", "--dictionary", "--output", "dictionary.csv"]) == 1
    assert not (home / "calls.sqlite3").exists()
