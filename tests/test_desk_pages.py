"""Pages at the desk: the handover, and what is handed off of a call, by keys; kept as files, told to the access log."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.screens.choose import Choose
from advisor_tui.screens.hand_off_box import HandOffBox
from advisor_tui.screens.page import PageScreen, file_path
from tests.conftest import StartDesk
from tests.desk import Desk
from tests.kept import sql
from tests.waiting import until

SIZES = [(80, 24), (120, 36)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, in which the files appear."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def access_of(home: Path) -> list[tuple[Any, ...]]:
    """Return what the access log holds of pages."""
    with sql(home / "calls.sqlite3") as connection:
        found = connection.execute("SELECT action, record, detail FROM access_log ORDER BY number").fetchall()
    return [row for row in found if row[0] == "handed_off" or row[2].startswith("handover")]


async def shown(desk: Desk, kind: type) -> None:
    """Wait until a kind of screen is in front and drawn."""
    await until(desk.pilot, lambda: isinstance(desk.app.screen, kind), f"{kind.__name__} is in front")
    await desk.drawn()


async def finish(desk: Desk, outcome: str = "B") -> str:
    """Let a finished call of a relative be in the database, and return its id."""
    call = new_call(advisor="MK")
    for name, value in {"caller_role": "relative", "age": "82", "municipality": "Mallila", "outcome": outcome}.items():
        call.put(name, value)
    call.write("äiti asuu yksin, ei jaksa enää kokata, kaatui viime viikolla. " * 8)
    call.rate("memory", "2")
    call.deadline_on = date(2026, 12, 2)
    call.agree(NextStep("ottaa yhteyttä", "client_guidance", date(2026, 12, 2)))
    await kept(desk, call)
    return call.id


async def kept(desk: Desk, call: Call) -> None:
    """Keep a call as finished."""
    call.close()
    await desk.app.shift.office.ask(lambda store: store.save(call))


async def hand_off(desk: Desk, call_id: str) -> HandOffBox:
    """Ask for a page of a call, as the log and the board do."""
    desk.app.shift.office.show_hand_off(call_id)
    await shown(desk, HandOffBox)
    box = desk.app.screen
    assert isinstance(box, HandOffBox)
    return box


def page_of(desk: Desk) -> PageScreen:
    """Return the page in front."""
    assert isinstance(desk.app.screen, PageScreen)
    return desk.app.screen


# ------------------------------------------------------------ the handover


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_shows_the_handover_and_esc_leads_back(
    start_desk: StartDesk, home: Path, size: tuple[int, int]
) -> None:
    async with start_desk(size) as desk:
        await finish(desk)
        await desk.press("f8")
        await shown(desk, PageScreen)
        assert "82 v Mallila" in " ".join(desk.text.split())
        assert "ke 2.12." in " ".join(desk.text.split())
        assert access_of(home)[0][:2] == ("opened", "")
        await desk.press("escape")
        assert desk.app.screen is desk.app.waiting


async def test_a_long_page_is_moved_by_the_arrows_and_nothing_of_it_is_cut_off(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        call_id = await finish(desk)
        await hand_off(desk, call_id)
        await desk.press("a", "enter")
        await shown(desk, PageScreen)
        foot = page_of(desk).page.foot.split()[0]
        assert foot not in desk.lines[-3]
        await desk.press("end")
        await desk.drawn()
        assert foot in desk.text
        await desk.press("home", "pagedown")
        await desk.drawn()
        assert page_of(desk).query_one("#reading").scroll_y > 0


async def test_urgent_help_and_a_new_call_are_one_key_from_a_page(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("f8")
        await shown(desk, PageScreen)
        await desk.press("f9")
        assert "112" in desk.text
        await desk.press("escape", "f2")
        assert desk.app.screen is desk.screen


# ------------------------------------------------------------ files


@pytest.mark.parametrize(("letter", "ending", "begins"), [("h", ".html", "<!DOCTYPE html>"), ("t", ".txt", "")])
async def test_a_page_is_kept_as_a_file_of_a_name_that_tells_only_the_time(
    start_desk: StartDesk, folder: Path, letter: str, ending: str, begins: str
) -> None:
    async with start_desk() as desk:
        await finish(desk)
        await desk.press("f8")
        await shown(desk, PageScreen)
        await desk.press("ctrl+s", letter)
        await until(desk.pilot, lambda: any(folder.iterdir()), "the file is there")
        (file,) = folder.iterdir()
        assert file.name == f"advisor-handover-20261123-143207{ending}"
        assert file.read_text(encoding="utf-8").startswith(begins or page_of(desk).page.title)


async def test_a_page_is_never_written_over_something_and_esc_writes_nothing(
    start_desk: StartDesk, folder: Path
) -> None:
    (folder / "oma.txt").write_text("minun", encoding="utf-8")
    async with start_desk() as desk:
        await desk.press("f8")
        await shown(desk, PageScreen)
        await desk.press("ctrl+s")
        await shown(desk, Choose)
        await desk.press("escape")
        await shown(desk, PageScreen)
        await desk.press("ctrl+s", "up", "ctrl+u")
        await desk.write("oma")
        await desk.press("down", "t")
        await until(desk.pilot, lambda: "on jo" in desk.text, "it is refused")
        assert (folder / "oma.txt").read_text(encoding="utf-8") == "minun"
        assert len(list(folder.iterdir())) == 1


def test_a_name_gets_its_ending_once_and_a_home_is_understood(folder: Path) -> None:
    assert file_path("sivu", "html") == folder / "sivu.html"
    assert file_path("sivu.HTML", "html") == folder / "sivu.HTML"
    assert file_path("sivu.v2", "txt") == folder / "sivu.v2.txt"
    assert file_path("~/sivu", "txt") == Path.home() / "sivu.txt"
    assert file_path("a\x00b", "txt") == folder / "ab.txt"


# ------------------------------------------------------------ the box


async def test_two_keys_make_a_page_for_client_guidance(start_desk: StartDesk, home: Path) -> None:
    async with start_desk() as desk:
        call_id = await finish(desk)
        await hand_off(desk, call_id)
        assert "asiakaspäällikkö" in desk.text
        assert access_of(home) == []
        await desk.press("a", "enter")
        await shown(desk, PageScreen)
        assert "Yhteydenotto asiakasohjaukseen" in desk.text
        assert access_of(home) == [("handed_off", call_id, "client_guidance")]


async def test_what_is_proposed_is_taken_by_enter(start_desk: StartDesk, home: Path) -> None:
    async with start_desk() as desk:
        await hand_off(desk, await finish(desk, "E"))
        assert "lastensuojelulaki 25 §" in " ".join(desk.text.split())
        await desk.press("enter", "enter", "enter")
        await shown(desk, PageScreen)
        assert "Lastensuojelulaki" in desk.text
        assert access_of(home)[-1][2] == "notification"


async def test_missing_consent_is_warned_of_given_consent_is_not_and_esc_makes_nothing(
    start_desk: StartDesk, home: Path
) -> None:
    async with start_desk() as desk:
        call_id = await finish(desk)
        await hand_off(desk, call_id)
        assert "! " in desk.text
        await desk.press("m", "escape")
        assert desk.app.screen is desk.app.waiting
        agreed = new_call()
        agreed.put("pass_on", "yes")
        await kept(desk, agreed)
        await hand_off(desk, agreed.id)
        assert "! " not in desk.text
        assert access_of(home) == []


@pytest.mark.parametrize("size", SIZES)
async def test_criteria_are_ticked_by_letter_and_stand_on_the_page(
    start_desk: StartDesk, size: tuple[int, int]
) -> None:
    async with start_desk(size) as desk:
        call_id = await finish(desk)
        box = await hand_off(desk, call_id)
        await desk.press("m", "o", "v", "o")
        assert box.criteria.chosen == ("early_signs",)
        assert "yhden alueen" in desk.text
        await desk.press("enter", "enter")
        await shown(desk, PageScreen)
        assert "varhaisia merkkejä" in desk.text
        assert "osastojaksoa" not in desk.text


async def test_the_law_of_a_notification_is_chosen_by_letter_and_tells_its_ground(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        call_id = await finish(desk)
        await hand_off(desk, call_id)
        await desk.press("i")
        await desk.drawn()
        assert "salassapito ei estä" not in " ".join(desk.text.replace("▌", "").split())
        await desk.press("v")
        await desk.drawn()
        assert "salassapito ei estä" in " ".join(desk.text.replace("▌", "").split())
        await desk.press("s", "enter")
        await shown(desk, PageScreen)
        assert page_of(desk).page.language == "sv"
        assert "Anmälan" in desk.text


async def test_where_there_is_nothing_to_hand_off_it_is_told(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        other = new_call()
        other.non_client = "wrong_number"
        await kept(desk, other)
        told = {desk.lines[-1]}
        for call_id in (other.id, "removed"):
            desk.app.shift.office.show_hand_off(call_id)
            await until(desk.pilot, lambda: desk.lines[-1] not in told, "it is told")
            told.add(desk.lines[-1])
            assert desk.app.screen is desk.app.waiting


async def test_a_page_of_the_call_on_the_desk_lies_over_it_and_a_new_call_waits(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("enter", "o")
        await desk.saved()
        await hand_off(desk, desk.call.id)
        await desk.press("a", "enter")
        await shown(desk, PageScreen)
        call_id = desk.call.id
        await desk.press("f2")
        await shown(desk, PageScreen)
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        assert desk.call.id == call_id
        assert desk.call.state == "open"
