"""What goes wrong behind a screen is told on it: the advisor never waits for something that ended without a word."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from typing import NoReturn

import pytest
from sqlalchemy.exc import OperationalError

from advisor_tui.language import _
from advisor_tui.paths import places
from advisor_tui.records import follow_up_board, handover
from advisor_tui.records import log as records
from advisor_tui.records.store import Store
from advisor_tui.screens import log
from advisor_tui.screens.log import LogScreen
from advisor_tui.screens.notice_box import NoticeBox
from tests.clocks import MONDAY
from tests.conftest import StartDesk
from tests.desk import Desk
from tests.kept import finished_call
from tests.waiting import until

NAMED = "Maija Mallila"


def failing(error: Exception) -> Callable[..., NoReturn]:
    """Return what fails whatever is asked of it."""

    def fail(*_said: object, **_named: object) -> NoReturn:
        raise error

    return fail


def locked() -> OperationalError:
    """Return what SQLAlchemy raises while another desk holds the database."""
    refusal = sqlite3.OperationalError("database is locked")
    refusal.sqlite_errorname = "SQLITE_BUSY"
    return OperationalError(f"SELECT '{NAMED}'", {}, refusal)


def whole(desk: Desk) -> str:
    """Return what stands on the screen as one line: a box breaks what it tells."""
    return " ".join(desk.text.replace("▌", " ").split())


async def told(desk: Desk, words: str) -> None:
    """Wait until the screen tells something, and see that the program goes on."""
    await until(desk.pilot, lambda: words in whole(desk), f"the screen tells: {words}")
    assert NAMED not in desk.text
    assert desk.app.is_running


async def back(desk: Desk) -> None:
    """Go back to the waiting screen, one step for each Esc however often the mishap comes again."""
    for _step in range(len(desk.app.screen_stack) - 1):
        await desk.press("escape")
        await desk.pilot.pause()
    await desk.until_waiting()
    desk.app.waiting.tell("")
    await desk.drawn()


async def test_a_locked_database_is_told_on_every_screen(
    start_desk: StartDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start_desk((120, 36)) as desk:
        for module, name, key in ((records, "page", "f3"), (follow_up_board, "board", "f4"), (handover, "read", "f8")):
            monkeypatch.setattr(module, name, failing(locked()))
            await desk.press(key)
            await told(desk, _("another desk holds the database"))
            await back(desk)
        monkeypatch.setattr(Store, "open_calls", failing(locked()))
        desk.app.shift.refresh_calls()
        await told(desk, _("another desk holds the database"))


async def test_a_call_that_cannot_be_read_is_told_and_nothing_is_opened(
    start_desk: StartDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "TYPING_SECONDS", 0.0)
    call = finished_call(MONDAY - timedelta(days=1), notes=NAMED)
    async with start_desk((80, 24)) as desk:
        await desk.app.shift.office.ask(lambda store: store.save(call))
        await desk.press("f3")
        await until(desk.pilot, lambda: NAMED in desk.text, "the call is listed")
        await desk.press("down")
        monkeypatch.setattr(Store, "load", failing(locked()))
        for key in ("f6", "enter", "f8"):
            await desk.press(key)
            await until(desk.pilot, lambda: _("another desk holds the database") in whole(desk), f"{key} tells")
            if isinstance(desk.app.screen, NoticeBox):
                await desk.press("escape")
            assert isinstance(desk.app.screen, LogScreen)
            desk.app.screen.tell("")


async def test_a_fault_of_the_program_leaves_a_report_and_the_desk_goes_on(
    start_desk: StartDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start_desk((120, 36)) as desk:
        monkeypatch.setattr(records, "page", failing(ValueError(NAMED)))
        await desk.press("f3")
        await told(desk, _("This did not work: the program failed in it."))
        (report,) = places().crashes.iterdir()
        assert NAMED not in report.read_text(encoding="utf-8")


async def test_a_database_that_was_refused_is_not_touched_by_any_screen(start_desk: StartDesk) -> None:
    database = places().records_file(practice=False)
    database.parent.mkdir(parents=True)
    database.write_bytes(b"")
    async with start_desk((120, 36)) as desk:
        await until(desk.pilot, lambda: len(desk.app.screen_stack) > 1, "it is asked what becomes of the database")
        await desk.press("escape")
        for key in ("f3", "f4", "f6", "f8"):
            await desk.press(key)
            await told(desk, _("the file does not hold a database"))
            await back(desk)
        assert database.read_bytes() == b""
        assert {each.name for each in database.parent.glob("calls*")} == {database.name, f"{database.name}.lock"}


async def test_a_mishap_too_long_for_a_line_is_told_whole_in_a_box(start_desk: StartDesk) -> None:
    sentence = "Seurantaa ei voitu tallentaa: levy on täynnä. Se on ennallaan. Tehkää tilaa ja painakaa samaa."
    async with start_desk((80, 24)) as desk:
        desk.app.waiting.tell(sentence, danger=True)
        await desk.drawn()
        assert sentence in whole(desk)
        await desk.press("enter")
        assert desk.app.screen is desk.app.waiting


async def test_during_a_call_nothing_stands_before_it(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter")
        desk.screen.tell("x" * 100, danger=True)
        assert desk.app.screen is desk.screen
