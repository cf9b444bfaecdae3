"""Runs that are broken off go on where they were; folders of others, of other questions and of yesterday do not."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from advisor_tui.errors import AdvisorError
from advisor_tui.fetching import workplace
from advisor_tui.fetching.ptv import fetch
from advisor_tui.fetching.wanted import Progress, wanted
from tests import ptv_server
from tests.clocks import StandingClock
from tests.fetching import AREAS, TAMPERE, filled_server, ids, pages, run
from tests.ptv_server import PtvServer


@pytest.fixture
def server() -> Iterator[PtvServer]:
    """Return a server that knows some services."""
    with filled_server() as running:
        yield running


def test_a_run_that_was_broken_off_goes_on_where_it_was(server: PtvServer, tmp_path: Path) -> None:
    server.add(*(ptv_server.service(number, municipalities=("837",)) for number in range(100, 350)))
    server.trouble("/Service/list", ptv_server.sound, always=ptv_server.reply(403))
    with pytest.raises(AdvisorError, match="403"):
        run(server, tmp_path / "pages")
    server.well_again()
    before = len(server.asked)
    fetched = run(server, tmp_path / "pages")
    asked = [each.path for each in server.asked[before:]]
    assert asked == ["/Service/list"] * 2 + ["/ServiceChannel/list", "/GeneralDescription/list", "/Organization/list"]
    assert len(pages(fetched.folder, "services")) == 253


def test_a_run_that_was_interrupted_by_the_keyboard_goes_on_where_it_was(server: PtvServer, tmp_path: Path) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.phase == "channels":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(TAMPERE, tmp_path / "pages", interrupt, address=server.address)
    before = len(server.asked)
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)
    assert server.asked[before].path == "/ServiceChannel/list"


def test_a_damaged_page_is_fetched_again(server: PtvServer, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    server.trouble("/Organization/list", ptv_server.reply(403))
    with pytest.raises(AdvisorError):
        run(server, folder)
    (folder / "services-0001.json").write_bytes(b'[{"id": "0000')
    before = len(server.asked)
    run(server, folder)
    assert [each.path for each in server.asked[before:]] == ["/Service/list", "/Organization/list"]
    assert {each["id"] for each in pages(folder, "services")} == ids(1, 2, 5)


@pytest.fixture
def broken_off(server: PtvServer, tmp_path: Path) -> Path:
    """Return the folder of a run that was broken off when it came to the organizations."""
    server.trouble("/Organization/list", ptv_server.reply(403))
    with pytest.raises(AdvisorError):
        run(server, tmp_path / "pages")
    server.asked.clear()
    return tmp_path / "pages"


def test_another_question_begins_the_folder_anew(server: PtvServer, broken_off: Path) -> None:
    fetched = run(server, broken_off, wanted(AREAS, "837", nationwide=False))
    assert server.paths("/Service/area") == 1
    assert {each["id"] for each in pages(fetched.folder, "services")} == ids(1, 2)


@pytest.mark.parametrize(
    ("later", "anew"), [(timedelta(hours=23), 0), (timedelta(days=1), 1), (-timedelta(hours=1), 1)]
)
def test_a_folder_older_than_a_day_or_from_the_future_is_begun_anew(
    server: PtvServer, broken_off: Path, clock: StandingClock, later: timedelta, anew: int
) -> None:
    clock.moment += later
    run(server, broken_off)
    assert server.paths("/Service/area") == anew


def test_a_folder_of_another_server_is_begun_anew(broken_off: Path) -> None:
    with PtvServer() as other:
        other.add(ptv_server.service(9, municipalities=("837",)))
        assert run(other, broken_off).there == ids(9)


def test_a_run_that_is_done_is_not_taken_for_a_newer_one(server: PtvServer, tmp_path: Path) -> None:
    run(server, tmp_path / "pages")
    server.archive("Service", 2)
    assert run(server, tmp_path / "pages").there == ids(1, 5)


def test_a_journal_that_cannot_be_read_begins_the_folder_anew(server: PtvServer, broken_off: Path) -> None:
    (broken_off / workplace.JOURNAL).write_bytes(b"{")
    assert run(server, broken_off).there == ids(1, 2, 5)
    assert server.paths("/Service/area") == 1


def test_the_journal_says_when_the_run_began_and_how_far_it_came(
    server: PtvServer, broken_off: Path, clock: StandingClock
) -> None:
    begun = clock.moment
    assert json.loads((broken_off / workplace.JOURNAL).read_bytes())["reached"] == "references"
    clock.moment += timedelta(hours=2)
    assert run(server, broken_off).started == begun


def test_a_folder_with_files_of_others_is_left_as_it_is(server: PtvServer, tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("x")
    with pytest.raises(AdvisorError, match=str(tmp_path)):
        run(server, tmp_path)
    assert (tmp_path / "thesis.odt").exists()
    assert server.asked == []


def test_files_of_others_are_not_removed_with_those_of_a_run(server: PtvServer, tmp_path: Path) -> None:
    folder = run(server, tmp_path / "pages").folder
    (folder / "notes.json").write_text("{}")
    with pytest.raises(AdvisorError):
        workplace.clear(folder)
    assert (folder / "notes.json").exists()
    (folder / "notes.json").unlink()
    workplace.clear(folder)
    assert [path.name for path in folder.iterdir() if path.name != workplace.LOCK] == []


def test_what_was_being_written_when_the_machine_stopped_is_cleared_away(server: PtvServer, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / f".{workplace.JOURNAL}.0a1b2c3d.part").write_bytes(b"{")
    assert run(server, folder).there == ids(1, 2, 5)
    assert not list(folder.glob("*.part"))


def test_two_runs_do_not_share_a_folder(server: PtvServer, tmp_path: Path) -> None:
    with workplace.Workplace(tmp_path / "pages", "question"), pytest.raises(AdvisorError):
        run(server, tmp_path / "pages")
    assert run(server, tmp_path / "pages").complete


def test_a_folder_that_cannot_be_written_to_is_told(server: PtvServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(AdvisorError, match="file"):
        run(server, tmp_path / "file" / "pages")
    assert server.asked == []
