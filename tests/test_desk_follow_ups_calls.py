"""The board of follow-ups beside calls: opened, corrected, taken by two, left, and told of between calls."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.follow_up_board import bucket_words
from advisor_tui.guidance.known import Known, Line
from advisor_tui.language import _
from advisor_tui.records import follow_ups
from tests import followed
from tests.board import Board, OpenBoard
from tests.clocks import StandingClock
from tests.conftest import StartDesk
from tests.hostile import FORBIDDEN, HOSTILE
from tests.waiting import until


@pytest.fixture
def open_board(start_desk: StartDesk, known: Known) -> OpenBoard:
    """Return what opens a desk in which calls were taken, at its board of follow-ups."""

    @asynccontextmanager
    async def start(*calls: Call, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Board]:
        with followed.kept(known) as store:
            for call in calls:
                store.save(call)
        async with start_desk(size) as desk:
            board = Board(desk)
            await board.open()
            yield board

    return start


@pytest.fixture
def late(known: Known) -> Call:
    """Return a call whose assessment has not begun in time."""
    return followed.assessment(known, days_ago=20)


@pytest.fixture
def promised(known: Known) -> Call:
    """Return a call after which the advisor promised to call back today."""
    return followed.call_back(known)


# ------------------------------------------------------------ calls


async def test_enter_opens_the_call_and_the_board_is_read_again_after_it(
    open_board: OpenBoard, late: Call, promised: Call
) -> None:
    async with open_board(late, promised) as board:
        await board.press("down")
        before = board.current
        assert before
        await board.desk.press("enter")
        await until(board.desk.pilot, lambda: board.desk.app.screen is board.desk.screen, "the call is open")
        assert board.desk.call.id == promised.id
        board.desk.talk.write_day("next_by", "pe")
        await board.desk.saved()
        await board.desk.press("ctrl+r")
        await until(board.desk.pilot, lambda: board.desk.app.screen is board.screen, "the board is in front")
        await board.settled()
        assert board.current
        assert (board.current.id, board.current.doubt) == (before.id, "due 2026-11-27")
        assert _("call corrected") in board.desk.text
        await board.press("k")
        now = await board.kept(before.id)
        assert (now.due_on, now.doubt) == (date(2026, 11, 27), "")


async def test_what_the_corrected_call_does_not_ask_for_leaves_by_one_key(
    open_board: OpenBoard, known: Known, late: Call
) -> None:
    with followed.kept(known) as store:
        store.save(late)
        talk = Conversation(late, known, Line())
        talk.answer("outcome", "A")
        store.save(late)
    async with open_board() as board:
        first = board.current
        assert first
        assert first.doubt == "gone"
        await board.press("k")
        assert (await board.kept(first.id)).state == "dropped"
        assert board.listed == []


async def test_of_two_advisors_the_second_is_told_and_her_board_is_read_again(
    open_board: OpenBoard, known: Known, promised: Call
) -> None:
    async with open_board(promised) as board:
        mine = board.current
        assert mine
        with followed.kept(known, "RK") as other:
            follow_ups.change(other.engine, "RK", mine, due_on=date(2026, 12, 24))
        await board.press("v")
        assert "RK" in board.desk.text
        assert "14.32" in board.desk.text
        await board.press("escape")
        now = await board.kept(mine.id)
        assert (now.state, now.due_on) == ("open", date(2026, 12, 24))
        assert board.listed == [now]
        await board.press("v")
        assert (await board.kept(mine.id)).state == "done"


async def test_a_key_before_leaving_is_kept_although_the_board_is_gone(open_board: OpenBoard, promised: Call) -> None:
    async with open_board(promised) as board:
        first = board.current
        assert first
        await board.desk.press("v", "escape")
        await board.desk.until_waiting()
        assert (await board.kept(first.id)).state == "done"


async def test_an_open_board_moves_on_at_midnight(open_board: OpenBoard, promised: Call, clock: StandingClock) -> None:
    async with open_board(promised) as board:
        assert bucket_words("overdue") not in board.desk.text
        clock.advance(10 * 3600)
        board.screen.read_again()
        await board.settled()
        assert bucket_words("overdue") in board.desk.text


async def test_hostile_words_are_harmless_on_the_board(open_board: OpenBoard, known: Known, promised: Call) -> None:
    with followed.kept(known) as store:
        store.save(promised)
        ((follow_up,),) = follow_ups.of_calls(store.engine, [promised.id]).values()
        with store.engine.begin() as connection:
            for number, text in enumerate(HOSTILE):
                raw = text.replace("\x00", "")
                connection.exec_driver_sql(
                    "INSERT INTO follow_up (id, version, call_id, kind, what, owner, note, service_id, state, made_at)"
                    " VALUES (?, 1, ?, ?, ?, ?, ?, ?, 'open', '2026-11-23 10:00:00.000000')",
                    (f"x{number}", follow_up.call_id, raw, raw, raw, raw, raw),
                )
    async with open_board() as board:
        assert len(board.listed) == len(HOSTILE) + 1
        for _line in range(len(HOSTILE) + 1):
            await board.desk.press("down")
            assert not set(board.desk.text) & FORBIDDEN
        await board.desk.press("l", "ctrl+u")
        await board.desk.paste("".join(HOSTILE))
        await board.press("enter")
        assert not set(board.desk.text) & FORBIDDEN


async def test_what_is_due_is_told_between_calls_and_told_anew_when_it_is_done(
    open_board: OpenBoard, late: Call, promised: Call
) -> None:
    async with open_board(late, promised) as board:
        waiting = board.desk.app.waiting
        await board.press("escape")
        await until(board.desk.pilot, lambda: "1 seuranta myöhässä" in board.desk.text, "what is overdue is told")
        assert "lakisääteisiä 1" in board.desk.text
        await board.open()
        await board.press("v", "escape")
        await until(board.desk.pilot, lambda: "myöhässä" not in board.desk.text, "it is told no more")
        assert "1 seuranta tälle päivälle" in board.desk.text
        assert board.desk.app.screen is waiting
