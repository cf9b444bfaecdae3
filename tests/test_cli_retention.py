"""``advisor retention`` and ``advisor access``: what they print, write and remove, and how they end."""

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from advisor_tui import clock as clocks
from advisor_tui import reference
from advisor_tui.cli import progress as bars
from advisor_tui.cli import retention as command
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.retention import KINDS
from advisor_tui.paths import places
from advisor_tui.records import database
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from tests.clocks import MONDAY, StandingClock
from tests.command_line import Ended, advisor, advisor_here, write_settings
from tests.kept import bytes_of, finished_call, sql

LONG_AGO = MONDAY - timedelta(days=4 * 365)
LAST_SPRING = MONDAY - timedelta(days=200)
LATELY = MONDAY - timedelta(days=10)

Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, in which files appear."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture(scope="module")
def kept_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with calls of each age, for copying."""
    path = tmp_path_factory.mktemp("kept") / "calls.sqlite3"
    with clocks.replaced(StandingClock()):
        keep(path)
    return path


def keep(path: Path) -> None:
    """Save calls of each age, and one that is not finished."""
    store = Store(open_database(path), who="MK")
    for moment, word in ((LONG_AGO, "kuulas"), (LAST_SPRING, "harmaja"), (LATELY, "tallella")):
        store.save(finished_call(moment, notes=f"{word} sana", identity={"caller_name": f"{word} nimi"}))
    store.save(Call(id="waits", started_at=LAST_SPRING, state="parked", notes="odottaa"))
    store.note_opened("c1")
    store.close()


@pytest.fixture
def log(kept_log: Path, home: Path) -> Path:
    """Let calls have been taken, for years."""
    home.mkdir(exist_ok=True)
    return Path(shutil.copy(kept_log, home / "calls.sqlite3"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the program here."""
    return lambda *arguments: advisor_here(capsys, *arguments)


def rows(ended: Ended) -> dict[str, list[str]]:
    """Return the cells of each printed line, by its first one."""
    return {line.split("\t")[0]: line.split("\t") for line in ended.out.splitlines() if "\t" in line}


# ------------------------------------------------------------ what falls due


def test_each_kind_is_shown_with_what_falls_due_and_nothing_is_changed(log: Path, run: Run) -> None:
    before = log.read_bytes()
    ended = run("retention")
    found = rows(ended)
    assert ended.code == 0
    assert len(found) == len(KINDS)
    assert found["puhelut seurantoineen"][1:5] == ["1", "24.11.2022", "0", "2 vuotta"]
    assert found["vapaa teksti"][1:5] == ["1", "7.5.2026", "1", "90 päivää"]
    assert found["nimet ja puhelinnumerot"][1:4] == ["1", "7.5.2026", "0"]
    assert found["käyttöloki"][1:6] == ["0", "", "0", "12 vuotta", "ei varmistettu"]
    assert found["haun oppimat valinnat"][1] == "–"
    assert "retention.toml" in ended.err
    assert "Pidossa" in ended.err
    assert log.read_bytes() == before


def test_what_falls_due_is_removed_out_of_every_file_when_that_is_agreed(log: Path, run: Run) -> None:
    assert b"kuulas" in bytes_of(log.parent)
    ended = run("retention", "--remove", "--yes")
    assert ended.code == 0
    assert "vapaa teksti 1" in ended.out
    left = bytes_of(log.parent)
    assert b"kuulas" not in left
    assert b"harmaja" not in left
    assert b"tallella nimi" in left
    assert b"odottaa" in left
    again = run("retention", "--remove", "--yes")
    assert (again.code, "Mitään ei ole poistettavana." in again.out) == (0, True)


def test_without_somebody_to_ask_nothing_is_removed(log: Path, run: Run) -> None:
    ended = run("retention", "--remove")
    assert ended.code == 1
    assert "--yes" in ended.err
    assert b"kuulas" in bytes_of(log.parent)


@pytest.mark.parametrize(("answer", "removed"), [("kyllä", True), ("k", True), ("en", False), ("", False)])
def test_somebody_is_asked_first(
    log: Path, run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, *, removed: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: answer)
    assert run("retention", "--remove").code == 0
    assert (b"kuulas" not in bytes_of(log.parent)) == removed


def test_old_backups_go_too_and_of_younger_ones_is_told_until_when_they_stay(log: Path, run: Run) -> None:
    backups = places().backups
    backups.mkdir(parents=True)
    for day in ("20260901", "20261120"):
        shutil.copy(log, backups / f"calls-{day}T080000000000Z.sqlite3")
    ended = run("retention", "--remove", "--yes")
    assert [path.name for path in backups.iterdir()] == ["calls-20261120T080000000000Z.sqlite3"]
    assert "21.12.2026" in ended.err


def test_stopped_by_hand_it_says_how_to_go_on_and_goes_on(log: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_what: str, _done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    class Stopping:
        def __enter__(self) -> bars.Told:
            return stop

        def __exit__(self, *_error: object) -> None:
            return None

    with monkeypatch.context() as patch:
        patch.setattr(command, "progress", Stopping)
        ended = run("retention", "--remove", "--yes")
    assert ended.code == 130
    assert "advisor retention --remove" in ended.err
    assert run("retention", "--remove", "--yes").code == 0
    assert b"kuulas" not in bytes_of(log.parent)


def test_while_another_desk_reads_it_is_told_that_the_last_step_is_left(
    log: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pragmas = tuple(each for each in database.PRAGMAS if "busy" not in each)
    monkeypatch.setattr(database, "PRAGMAS", ("busy_timeout=50", *pragmas))
    with sql(log) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM call").fetchone()
        ended = run("retention", "--remove", "--yes")
    assert ended.code == 1
    assert "--remove" in ended.err
    assert run("retention", "--remove", "--yes").code == 0
    assert b"kuulas" not in bytes_of(log.parent)


def test_practice_calls_have_their_own_log(log: Path, home: Path, run: Run) -> None:
    shutil.copy(log, home / "practice.sqlite3")
    run("retention", "--remove", "--yes", "--practice")
    assert b"kuulas" in log.read_bytes()
    assert b"kuulas" not in (home / "practice.sqlite3").read_bytes()


def test_a_county_has_times_of_its_own(log: Path, home: Path, run: Run) -> None:
    written = reference.data_file("retention.toml").read_text(encoding="utf-8")
    (home / "ajat.toml").write_text(written.replace("days = 90", "days = 5"), encoding="utf-8")
    write_settings('[retention]\nfile = "ajat.toml"\n')
    assert rows(run("retention"))["vapaa teksti"][1:5] == ["2", "7.5.2026", "1", "5 päivää"]
    assert log.exists()


# ------------------------------------------------------------ bad input, both commands

BOTH = (("retention",), ("access",))


@pytest.mark.parametrize("arguments", BOTH)
def test_without_a_log_nothing_is_made(home: Path, run: Run, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert ended.code == 1
    assert "calls.sqlite3" in ended.err
    assert not home.exists()


@pytest.mark.parametrize("arguments", BOTH)
def test_a_newer_or_a_damaged_database_is_refused_and_not_touched(
    log: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    with sql(log) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for broken in (log.read_bytes(), b"no database" * 200):
        log.write_bytes(broken)
        ended = run(*arguments)
        assert ended.code == 1
        assert str(log) in ended.err
        assert log.read_bytes() == broken


def test_a_locked_database_is_told_and_nothing_is_removed(log: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pragmas = tuple(each for each in database.PRAGMAS if "busy" not in each)
    monkeypatch.setattr(database, "PRAGMAS", ("busy_timeout=50", *pragmas))
    other = sqlite3.connect(log, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ended = run("retention", "--remove", "--yes")
    other.execute("ROLLBACK")
    other.close()
    assert ended.code == 1
    assert str(log) in ended.err
    assert b"kuulas" in bytes_of(log.parent)


def test_faulty_times_are_told_by_file_line_and_field_and_nothing_is_removed(log: Path, home: Path, run: Run) -> None:
    written = reference.data_file("retention.toml").read_text(encoding="utf-8")
    own = home / "ajat.toml"
    own.write_text(written.replace("days = 90", "days = -90", 1), encoding="utf-8")
    write_settings('[retention]\nfile = "ajat.toml"\n')
    ended = run("retention", "--remove", "--yes")
    line = written[: written.index("days = 90")].count("\n") + 1
    assert ended.code == 1
    assert f"{own}:{line}: free_text.days" in ended.err
    assert b"kuulas" in bytes_of(log.parent)
    own.unlink()
    assert run("retention").code == 1


def test_an_unknown_setting_of_retention_is_told(run: Run) -> None:
    write_settings('[retention]\nfiles = "ajat.toml"\n')
    ended = run("retention")
    assert (ended.code, "retention.files" in ended.err) == (1, True)


# ------------------------------------------------------------ the access log


def test_lines_are_printed_one_to_a_line(log: Path, run: Run) -> None:
    ended = run("access")
    assert ended.out == "23.11.2026 14.32.07\tMK\tavasi\tc1\n"
    assert log.exists()


def test_lines_can_be_asked_for_by_record_person_and_day(log: Path, run: Run) -> None:
    run("retention", "--remove", "--yes")
    assert len(run("access", "--who", "MK").out.splitlines()) == 1
    assert len(run("access", "--record", "c1").out.splitlines()) == 1
    assert "mitään" in run("access", "--record", "c2").err
    assert run("access", "--from", "2026-11-24").out == ""
    assert "avasi" in run("access", "--to", "2026-11-23").out
    assert log.exists()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_is_written_and_the_log_tells_of_it(log: Path, folder: Path, run: Run, form: str) -> None:
    ended = run("access", "--format", form)
    (path,) = folder.iterdir()
    assert ended.code == 0
    assert path.name == f"advisor-access-20261123-143207.{form}"
    assert str(path) in ended.out
    text = path.read_text(encoding="utf-8-sig")
    found = json.loads(text)["lines"] if form == "json" else list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert [each["record"] for each in found] == ["c1"]
    assert f"access_log {form}" in run("access").out
    assert log.exists()


def test_a_file_that_is_there_is_not_written_over_and_the_log_tells_of_no_export(
    log: Path, folder: Path, run: Run
) -> None:
    (folder / "loki.csv").write_text("oma", encoding="utf-8")
    ended = run("access", "--output", "loki.csv")
    assert ended.code == 1
    assert (folder / "loki.csv").read_text(encoding="utf-8") == "oma"
    assert "access_log" not in run("access").out
    assert log.exists()


def test_a_whole_log_is_told_to_be_whole_and_a_changed_one_where_it_was_changed(log: Path, run: Run) -> None:
    run("retention", "--remove", "--yes")
    assert run("access", "--verify").code == 0
    with sql(log) as connection:
        connection.execute("DROP TRIGGER access_log_never_changed")
        connection.execute("UPDATE access_log SET who = 'TV' WHERE number = 2")
    ended = run("access", "--verify")
    assert ended.code == 1
    assert "2" in ended.out.splitlines()[0]
    assert "access_log_never_changed" in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "eilen"),
        ("--from", "2026-11-24", "--to", "2026-11-23"),
        ("--verify", "--format", "csv"),
        ("--to", "99999-01-01"),
    ],
)
def test_what_cannot_be_asked_is_told(log: Path, run: Run, arguments: tuple[str, ...]) -> None:
    ended = run("access", *arguments)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err
    assert log.exists()


def test_both_commands_run_as_a_program_of_their_own(log: Path) -> None:
    shown = advisor("retention")
    assert (shown.code, "puhelut seurantoineen" in shown.out) == (0, True)
    assert "MK" in advisor("access").out
    assert log.exists()
