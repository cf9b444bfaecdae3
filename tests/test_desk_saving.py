"""Nothing typed is ever lost: what the screen calls saved is on the disk, whatever happens to disk or program."""

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from advisor_tui.app import AdvisorApp
from advisor_tui.paths import places
from advisor_tui.records import store as stores
from advisor_tui.records.database import open_database
from advisor_tui.settings import Settings
from tests.clocks import StandingClock
from tests.conftest import StartDesk
from tests.desk import Desk
from tests.waiting import until


def kept_notes(home: Path) -> list[str]:
    """Return the notes of all calls as another program reads them from the disk."""
    with sqlite3.connect(home / "calls.sqlite3") as connection:
        return [row[0] for row in connection.execute("SELECT notes FROM call ORDER BY started_at")]


def limit_pages(store: Any, pages: int) -> int:
    """Let the database grow no further than to so many pages; 0 means as it is now."""
    with store.engine.connect() as connection:
        wanted = pages or connection.exec_driver_sql("PRAGMA page_count").scalar()
        limit = connection.exec_driver_sql(f"PRAGMA max_page_count={wanted}").scalar()
        return int(limit)


async def ask(desk: Desk, question: Any) -> Any:
    """Ask the store in its own thread."""
    future = desk.app.shift.switchboard._saver.ask(question)
    await until(desk.pilot, future.done, "the store answers")
    return future.result()


async def test_a_call_has_a_draft_from_its_first_key(start_desk: StartDesk, home: Path) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter")
        await desk.saved()
        assert kept_notes(home) == [""]
        await desk.press("f8")
        await desk.write("äiti")
        await desk.saved()
        assert kept_notes(home) == ["äiti"]
        assert "Tallennettu 14.32.07" in desk.lines[0]


async def test_nothing_is_called_saved_while_a_key_is_not_handed_over(start_desk: StartDesk) -> None:
    """The letter and the word “saved” never stand on the screen together before the commit."""
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f8")
        await desk.saved()
        desk.screen.notes.insert("x")  # nothing is awaited: this is the moment before the next drawing
        assert not desk.app.shift.saving_of(desk.call.id).complete
        assert "Tallennettu" not in desk.screen.status_line.status.saved
        await desk.saved()
        desk.screen.notes.undo()
        assert not desk.app.shift.saving_of(desk.call.id).complete
        await desk.saved()
        desk.focus("#field-caller_role")
        row = desk.screen.query_one("#field-age")
        row.line.value = "8"  # type: ignore[attr-defined]
        assert not desk.app.shift.saving_of(desk.call.id).complete


async def test_a_full_disk_is_told_and_nothing_is_lost_when_there_is_room_again(
    start_desk: StartDesk, home: Path
) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f8")
        await desk.saved()
        await ask(desk, lambda store: limit_pages(store, 0))
        await desk.paste("pitkä muistiinpano " * 500)
        await until(desk.pilot, lambda: "EI TALLENNETTU" in desk.lines[0], "the full disk is told")
        assert "levy on täynnä" in desk.lines[0]
        assert desk.screen.notes.text.startswith("pitkä muistiinpano")
        await ask(desk, lambda store: limit_pages(store, 100_000))
        await desk.press("ctrl+s")
        await desk.saved()
        assert kept_notes(home)[0].startswith("pitkä muistiinpano")
        assert "EI TALLENNETTU" not in desk.lines[0]


async def test_a_home_that_cannot_be_written_is_told_and_calls_go_on(start_desk: StartDesk, home: Path) -> None:
    home.write_text("a file where the folder should be")
    async with start_desk((80, 24)) as desk:
        await until(desk.pilot, lambda: "PUHELUITA EI TALLENNETA" in desk.text, "it is told at once")
        assert "ei voi käyttää" in " ".join(desk.text.split())
        await desk.press("enter", "o", "f8")
        await desk.write("silti kirjoitan")
        assert desk.call.notes == "silti kirjoitan"
        await until(desk.pilot, lambda: "EI TALLENNETTU" in desk.lines[0], "it is told")
        await desk.press("ctrl+q")
        assert "häviää" in " ".join(desk.text.split())
    assert home.read_text() == "a file where the folder should be"


async def test_a_damaged_database_is_put_aside_only_when_asked_and_the_call_goes_into_the_new_one(
    start_desk: StartDesk, home: Path
) -> None:
    home.mkdir()
    damaged = home / "calls.sqlite3"
    damaged.write_bytes(b"")
    async with start_desk((80, 24)) as desk:
        await until(desk.pilot, lambda: "vioittunut" in desk.text, "the damage is told")
        assert damaged.read_bytes() == b""
        await desk.press("escape", "enter", "o")
        await desk.press("ctrl+t", "t")
        await desk.until_waiting()
        assert damaged.read_bytes() == b""
    async with start_desk((80, 24)) as desk:
        await until(desk.pilot, lambda: "vioittunut" in desk.text, "the damage is told")
        await desk.press("s")
        await until(desk.pilot, lambda: not desk.app.storage_problem, "the new database is open")
        await desk.press("enter", "f8")
        await desk.write("uusi alku")
        await desk.saved()
    assert kept_notes(home) == ["uusi alku"]
    assert [path.read_bytes() for path in home.glob("calls-damaged-*.sqlite3")] == [b""]


async def test_a_clock_set_back_in_a_call_does_not_shorten_it(start_desk: StartDesk, clock: StandingClock) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter")
        clock.steady += 90
        clock.moment -= timedelta(hours=1)
        await desk.press("o")
        desk.screen.show_status()
        await desk.pilot.pause()
        assert "01:30" in desk.lines[0]
        await desk.press("ctrl+r", "t", "ctrl+r")
        await desk.until_waiting()
        assert (await desk.stored(desk.call.id)).talk_seconds == 90


async def test_two_desks_share_a_database_and_only_a_dead_ones_call_is_offered(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as first:
        await first.press("enter", "o", "f8")
        await first.write("kesken")
        await first.saved()
        async with start_desk((80, 24)) as second:
            assert "jäi kesken" not in second.text
            await second.press("enter", "ctrl+t", "t")
            await second.until_waiting()
            first.app.shift.switchboard._lock.release()  # what the system does when a desk is killed
            second.app.shift.refresh_calls()
            await until(second.pilot, lambda: "jäi kesken" in second.text, "the dead desk's call is offered")


async def test_a_saved_call_can_be_corrected_and_stays_closed(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "o", "ctrl+r", "t", "ctrl+r")
        await desk.until_waiting()
        before = await desk.stored(desk.call.id)
        await until(desk.pilot, lambda: "omainen" in desk.text, "the call is listed")
        await desk.press("down", "enter")
        await until(desk.pilot, lambda: desk.app.screen is desk.screen, "the call is open")
        assert "Korjataan puhelua klo 14.32" in desk.lines[0]
        await desk.press("f8")
        await desk.write("korjaus")
        await desk.press("ctrl+o")
        assert "korjaatte" in desk.text  # a finished call cannot be parked, and says why
        await desk.press("ctrl+r")
        await desk.until_waiting()
        after = await desk.stored(before.id)
        assert (after.state, after.notes, after.closed_at) == ("closed", "korjaus", before.closed_at)
        assert after.talk_seconds == before.talk_seconds
        assert after.timeline[-1].code == "reopened" or any(event.code == "reopened" for event in after.timeline)


async def test_two_corrections_of_one_call_ask_whose_stands(start_desk: StartDesk, home: Path) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "o", "ctrl+r", "t", "ctrl+r")
        await desk.until_waiting()
        await until(desk.pilot, lambda: "omainen" in desk.text, "the call is listed")
        await desk.press("down", "enter")
        await until(desk.pilot, lambda: desk.app.screen is desk.screen, "the call is open")
        await desk.saved()
        change_elsewhere(desk, "toisen työpöydän sanat")
        await desk.press("f8")
        await desk.write("omat sanat")
        await until(desk.pilot, lambda: "Kaksi työpöytää" in desk.text, "the conflict is asked about")
        assert kept_notes(home) == ["toisen työpöydän sanat"]
        await desk.press("o")
        await desk.saved()
        assert kept_notes(home) == ["omat sanat"]
        change_elsewhere(desk, "taas toisen")
        await desk.write("!")
        await until(desk.pilot, lambda: "Kaksi työpöytää" in desk.text, "the conflict is asked about again")
        await desk.press("l")
        await until(desk.pilot, lambda: desk.screen.notes.text == "taas toisen", "the other version is loaded")
        await desk.saved()
        assert kept_notes(home) == ["taas toisen"]


def change_elsewhere(desk: Desk, notes: str) -> None:
    """Change the call on the desk as another desk does."""
    other = stores.Store(open_database(places().records_file(practice=False)))
    call = other.load(desk.call.id)
    assert call is not None
    call.write(notes)
    other.save(call)
    other.close()


async def test_a_crash_keeps_the_call_and_tells_no_word_of_it(start_desk: StartDesk, home: Path) -> None:
    said = "010190-999X Maija"
    try:
        async with start_desk((80, 24)) as desk:
            await desk.press("enter", "f8")
            await desk.write(said)
            desk.app.call_later(explode, said)
            await until(desk.pilot, lambda: desk.app._exit or desk.app._exception, "the program fails")
    except ZeroDivisionError:
        pass
    assert kept_notes(home) == [said]
    (report,) = (home / "state" / "crashes").iterdir()
    told = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in told
    assert "explode" in told
    assert "Maija" not in told
    assert "999X" not in told


def explode(name: str) -> None:
    """Fail with somebody's name at hand."""
    raise ZeroDivisionError(f"cannot divide {name}")


async def test_a_failure_while_the_services_are_read_ends_with_a_report_instead_of_a_wait(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor_tui.reference.load", lambda *_args: explode("Maija"))
    app = AdvisorApp(Settings(), places())
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await until(pilot, lambda: app._exception, "the program fails")
    (report,) = (home / "state" / "crashes").iterdir()
    assert "explode" in report.read_text(encoding="utf-8")
    assert app.return_code == 1
