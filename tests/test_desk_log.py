"""The log at the desk: found, read, corrected and gone on with by keys, wide and narrow."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from advisor_tui.guidance.call import Call
from advisor_tui.language import ngettext
from advisor_tui.paths import places
from advisor_tui.records import access
from advisor_tui.records import log as records
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from advisor_tui.screens import desk_matter, log
from advisor_tui.screens.log import LogScreen
from tests.clocks import MONDAY, StandingClock
from tests.conftest import StartDesk
from tests.desk import Desk
from tests.hostile import FORBIDDEN, HOSTILE
from tests.kept import finished_call
from tests.waiting import PATIENCE, until

SIZES = ((80, 24), (120, 36))


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the database with each key: nobody types here who would have to be waited for."""
    monkeypatch.setattr(log, "TYPING_SECONDS", 0.0)
    monkeypatch.setattr(log, "READING_SECONDS", 0.0)
    monkeypatch.setattr(desk_matter, "WRITING_SECONDS", 0.0)


async def keep(desk: Desk, *calls: Call) -> None:
    """Keep calls that were taken before."""

    def save(store: Any) -> None:
        for call in calls:
            store.save(call)

    await desk.app.shift.office.ask(save)


async def access_lines(desk: Desk) -> list[tuple[str, str]]:
    """Return what the access log tells of, and of which records."""
    lines = await desk.app.shift.office.ask(lambda store: list(access.lines(store.engine, access.Asked())))
    return [(line.action, line.record) for line in lines]


async def open_log(desk: Desk) -> LogScreen:
    """Go to the log and wait until it is read."""
    await desk.press("f3")
    return await in_log(desk)


async def in_log(desk: Desk) -> LogScreen:
    """Wait until the log is in front and has been read."""
    await until(desk.pilot, lambda: isinstance(desk.app.screen, LogScreen), "the log is in front")
    screen = desk.app.screen
    assert isinstance(screen, LogScreen)
    await read(desk, screen)
    return screen


async def read(desk: Desk, screen: LogScreen) -> None:
    """Wait until nothing is being read any more."""
    await until(desk.pilot, lambda: not list(screen.workers), "the log is read")
    await desk.drawn()


async def find(desk: Desk, screen: LogScreen, words: str) -> list[str]:
    """Write into the search line; return the ids of what is found."""
    await desk.press("ctrl+u")
    await desk.write(words)
    await read(desk, screen)
    return [row.id for row in screen.list.rows]


def ago(**span: int) -> datetime:
    return MONDAY - timedelta(**span)


def talked(moment: datetime, notes: str, **values: object) -> Call:
    return finished_call(moment, notes=notes, advisor="MK", ended_at=moment + timedelta(minutes=5), **values)


async def test_an_empty_log_and_one_where_nothing_is_found_say_so(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        screen = await open_log(desk)
        assert not screen.list.rows
        empty = desk.text
        await desk.press("f8", "f6", "down")  # nothing is under the cursor: nothing happens, and it is told
        assert desk.app.screen is screen
        await keep(desk, talked(ago(days=1), "ateria"))
        assert await find(desk, screen, "olematon") == []
        assert desk.text != empty
        await desk.press("escape")
        await read(desk, screen)
        assert len(screen.list.rows) == 1
        await desk.press("escape")
        await desk.until_waiting()


@pytest.mark.parametrize("size", SIZES)
async def test_calls_are_found_by_word_day_and_limit(start_desk: StartDesk, size: tuple[int, int]) -> None:
    old = talked(datetime(2026, 11, 3, 8, tzinfo=UTC), "äiti tarvitsee kotihoitoa", answers={"outcome": "B"})
    new = talked(ago(days=1), "ateriapalvelu", answers={"outcome": "A"})
    new.attach("kadonnut-1", "ateria", "Kadonnut Kauppakassi", "told")
    async with start_desk(size) as desk:
        await keep(desk, old, new)
        screen = await open_log(desk)
        assert [row.id for row in screen.list.rows] == [new.id, old.id]
        assert await find(desk, screen, "kotihoidon") == [old.id]
        assert await find(desk, screen, "3.11.") == [old.id]
        assert "3.11.2026" in desk.text
        assert await find(desk, screen, "eilen ateria") == [new.id]
        assert await find(desk, screen, "eilen kotihoito") == []
        await desk.press("escape", "f4", "b", "escape")
        await read(desk, screen)
        assert [row.id for row in screen.list.rows] == [old.id]
        await desk.press("f4", "b", "down", "down")
        await desk.write("kauppakassi")
        await desk.press("escape")
        await read(desk, screen)
        assert [row.id for row in screen.list.rows] == [new.id]
        assert "kauppakassi" in desk.text


async def test_the_next_page_is_there_before_the_cursor_is(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        calls = [talked(ago(minutes=number), f"numero{number}") for number in range(120)]
        await keep(desk, *calls)
        screen = await open_log(desk)
        await desk.press("down")
        assert len(screen.list.rows) == 50
        for _page in range(8):
            await desk.press("pagedown")
            await read(desk, screen)
        assert [row.id for row in screen.list.rows] == [call.id for call in calls]
        await desk.press("end")
        await desk.drawn()
        assert "numero119" in desk.text


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_is_read_and_that_is_told_once(start_desk: StartDesk, size: tuple[int, int]) -> None:
    call = talked(ago(days=1), "sanottiin näin")
    call.attach("kadonnut-1", "ateria", "Kadonnut Kauppakassi", "told")
    async with start_desk(size) as desk:
        await keep(desk, call)
        screen = await open_log(desk)
        await desk.press("down", "right")
        await read(desk, screen)
        assert "sanottiin näin" in desk.text
        assert "Kadonnut Kauppakassi" in screen.card.text.words
        await desk.press("escape", "space")
        await read(desk, screen)
        await desk.press("left")
        assert screen.focused is screen.list
        assert await access_lines(desk) == [("opened", call.id)]


async def test_a_list_that_is_only_looked_at_opens_no_record_on_a_narrow_screen(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await keep(desk, talked(ago(days=1), "yksi"), talked(ago(days=2), "kaksi"))
        screen = await open_log(desk)
        await desk.press("down", "down")
        await read(desk, screen)
        assert await access_lines(desk) == []


async def test_a_correction_is_kept_with_who_and_when_and_an_export_is_told(
    start_desk: StartDesk, clock: StandingClock
) -> None:
    first, second = talked(ago(days=1), "uudempi"), talked(ago(days=2), "vanhempi")

    def export(store: Any) -> None:
        with Session(store.engine) as session, session.begin():
            access.note(session, "MK", "exported", "", f"{access.span(ago(days=3), MONDAY)} calls.csv")

    async with start_desk((80, 24)) as desk:
        await keep(desk, first, second)
        await desk.app.shift.office.ask(export)
        clock.advance(2 * 24 * 3600)
        screen = await open_log(desk)
        await desk.press("down", "down", "enter")
        await until(desk.pilot, lambda: "23.11." in desk.lines[-1], "the export is told")
        await desk.press("f8")
        await desk.write("lisää ")
        await desk.press("ctrl+r")
        await in_log(desk)
        assert screen.list.current
        assert screen.list.current.id == second.id
        await desk.saved()
        await desk.press("right")
        await until(desk.pilot, lambda: "ke 25.11." in screen.card.text.words, "the correction is shown")
        assert ("changed", second.id) in await access_lines(desk)
        kept = await desk.stored(second.id)
        assert "reopened" in [event.code for event in kept.timeline]


async def test_a_call_is_gone_on_with_as_a_new_contact(start_desk: StartDesk) -> None:
    facts = {"caller_role": "self", "about": "self", "age": "82", "municipality": "Näytejärvi"}
    earlier = talked(ago(days=1), "ateria", answers=facts)
    async with start_desk() as desk:
        await keep(desk, earlier)
        screen = await open_log(desk)
        await desk.press("down", "f6")
        await until(desk.pilot, lambda: desk.app.screen is desk.screen, "the call is on the desk")
        await desk.drawn()
        assert (desk.call.continues, desk.call.age) == (earlier.id, 82)
        assert "continued" in [event.code for event in desk.call.timeline]
        assert desk.call.notes == ""
        assert screen is not desk.app.screen
        assert "22.11." in str(desk.screen.notes_heading.render())


# ------------------------------------------------------------ the same matter


async def begin_with_phone(desk: Desk, *, anonymous: bool) -> None:
    """Begin a call whose identity is kept, or not."""
    await desk.press("enter")
    desk.talk.answer("anonymous", "yes" if anonymous else "no")
    desk.talk.write("caller_phone", "040 123 4567")
    await until(desk.pilot, lambda: not list(desk.screen.workers), "earlier calls are looked for")
    await desk.drawn()


async def test_the_same_matter_is_offered_where_identity_is_kept(start_desk: StartDesk) -> None:
    identity = {"caller_phone": "+358401234567"}
    earlier = talked(ago(days=20), "kyyti", answers={"anonymous": "no", "outcome": "B"}, identity=identity)
    async with start_desk((80, 24)) as desk:
        await keep(desk, earlier)
        await begin_with_phone(desk, anonymous=False)
        assert "ti 3.11." in desk.text
        await desk.press("ctrl+g", "j")
        await desk.drawn()
        assert "kyyti" in desk.text
        await desk.press("a")
        await until(desk.pilot, lambda: bool(desk.call.continues), "the calls are tied")
        assert (desk.call.continues, desk.call.continues_from) == (earlier.id, earlier.started_at)
        kept = await desk.stored(desk.call.id)
        assert kept.continues == earlier.id


async def test_the_same_matter_is_never_offered_to_an_anonymous_caller(start_desk: StartDesk) -> None:
    identity = {"caller_phone": "+358401234567"}
    async with start_desk() as desk:
        await keep(desk, talked(ago(days=20), "kyyti", answers={"anonymous": "no"}, identity=identity))
        await begin_with_phone(desk, anonymous=True)
        assert "3.11." not in desk.text
        await desk.press("ctrl+g", "j")
        assert not desk.call.continues
        assert desk.app.screen is desk.screen


async def test_what_was_offered_for_one_caller_is_gone_at_the_next(start_desk: StartDesk) -> None:
    identity = {"caller_phone": "+358401234567"}
    async with start_desk() as desk:
        await keep(desk, talked(ago(days=20), "kyyti", answers={"anonymous": "no"}, identity=identity))
        await begin_with_phone(desk, anonymous=False)
        await desk.press("ctrl+o")
        await desk.until_waiting()
        await desk.press("enter")
        await desk.drawn()
        assert "3.11." not in desk.text


async def test_hostile_text_in_and_of_the_log_does_no_harm(start_desk: StartDesk) -> None:
    text = " ".join(HOSTILE)
    call = talked(ago(days=1), text, answers={"municipality": text[:100]})
    call.attach("x", "y", text[:200], "told")
    async with start_desk() as desk:
        await keep(desk, call)
        screen = await open_log(desk)
        for each in HOSTILE:
            await desk.press("ctrl+u")
            await desk.paste(each)
            await read(desk, screen)
        await desk.press("ctrl+u")
        await read(desk, screen)
        await desk.press("down", "right")
        await read(desk, screen)
        assert not set(desk.text) & FORBIDDEN


async def test_calls_from_before_the_index_are_brought_in_while_the_log_is_read(
    start_desk: StartDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "TICK_SECONDS", 0.02)
    old = talked(ago(days=30), "vanha asia")
    store = Store(open_database(places().records_file(practice=False)))
    store.save(old)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM call_words")
        connection.exec_driver_sql("INSERT INTO unsought SELECT id FROM call")
    store.close()
    may_go_on = threading.Event()
    next_of = records._next_unsought

    def wait(before: int | None) -> Any:
        may_go_on.wait(PATIENCE)
        return next_of(before)

    monkeypatch.setattr(records, "_next_unsought", wait)
    told = ngettext(
        "{count} older call is not found by words yet", "{count} older calls are not found by words yet", 1
    ).format(count=1)
    async with start_desk() as desk:
        await desk.press("f3")
        await until(desk.pilot, lambda: "vanha asia" in desk.text, "the call is listed")
        assert told in desk.text
        await desk.write("vanha")
        await until(desk.pilot, lambda: "vanha asia" not in desk.text, "it is not found by words yet")
        may_go_on.set()
        await until(desk.pilot, lambda: "vanha asia" in desk.text, "it is found by itself")
        assert told not in desk.text
