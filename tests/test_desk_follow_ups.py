"""The board of follow-ups at the keyboard: one key does, puts off or hands over, and nothing leaves it unnoticed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.follow_up_board import bucket_words, done_words, kind_words, limit_words
from advisor_tui.guidance.known import Known
from advisor_tui.language import _, short_day
from tests import followed
from tests.board import Board, OpenBoard
from tests.conftest import StartDesk
from tests.test_look import assert_enough_contrast, assert_known_signs, assert_ways_out

SIZES = ((80, 24), (120, 36))


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


@pytest.fixture
def later(known: Known) -> Call:
    """Return a call after which another advisor calls back on Wednesday."""
    return followed.call_back(known, "ke", advisor="RK")


# ------------------------------------------------------------ what it shows


async def test_the_board_tells_what_is_overdue_for_today_and_later(
    open_board: OpenBoard, known: Known, late: Call, promised: Call, later: Call
) -> None:
    async with open_board(later, promised, late, followed.notification(known), size=SIZES[1]) as board:
        lines = [line for line in board.desk.lines if line.strip()]
        headings = [
            next(number for number, line in enumerate(lines) if bucket_words(bucket) in line)
            for bucket in ("overdue", "today", "later")
        ]
        assert headings == sorted(headings)
        kinds = [each.kind for each in board.listed]
        assert kinds == ["assessment_start", "notification", "call_back", "call_back"]
        rows = [line for line in lines if any(kind_words(kind) in line for kind in kinds)]
        assert "to 12.11." in rows[0]
        assert any("RK" in line for line in rows)
        assert limit_words(board.screen.listed.current, date(2026, 11, 23)) in " ".join(board.desk.text.split())  # type: ignore[arg-type]
        await board.press("down", "down")
        assert "040 123 4567" in board.desk.text


async def test_an_empty_board_says_so_and_can_be_left(open_board: OpenBoard) -> None:
    async with open_board() as board:
        assert _("Nothing waits to be done after calls.") in board.desk.text
        await board.press("v", "s", "m")
        assert _("Nothing of yours waits to be done. m shows everybody's.") in board.desk.text
        await board.desk.press("m", "escape")
        await board.desk.until_waiting()


async def test_it_can_be_read_and_left_in_every_size_and_theme(
    open_board: OpenBoard, late: Call, promised: Call
) -> None:
    async with open_board(late, promised) as board:
        for size, keys in zip(SIZES, (("s", "u"), ("e", "h")), strict=True):
            await board.desk.pilot.resize_terminal(*size)
            await board.desk.drawn()
            assert_ways_out(board.desk, size)
            assert_known_signs(board.desk)
            assert_enough_contrast(board.desk)
            for key in keys:
                await board.press(key)
                assert board.desk.app.screen is not board.screen
                assert_ways_out(board.desk, size)
                assert_enough_contrast(board.desk)
                await board.desk.press("escape")
                assert board.desk.app.screen is board.screen
            board.desk.app.change_theme()


async def test_a_long_board_scrolls_to_its_last_line(open_board: OpenBoard, known: Known) -> None:
    calls = [followed.call_back(known, f"{number % 9 + 1} pv") for number in range(20)]
    async with open_board(*calls) as board:
        await board.press("end")
        assert board.current == board.listed[-1]
        await board.press("down")
        assert board.current == board.listed[0]
        assert bucket_words("later") in board.desk.text


# ------------------------------------------------------------ one key


async def test_one_key_does_it_one_takes_it_back_and_one_tells_who_did_what(
    open_board: OpenBoard, late: Call, promised: Call
) -> None:
    async with open_board(late, promised) as board:
        first = board.current
        assert first
        await board.press("v")
        assert kind_words(first.kind) in board.desk.lines[-1]
        assert (await board.kept(first.id)).state == "done"
        assert [each.id for each in board.listed] != [first.id]
        assert len(board.listed) == 1
        assert _("take the last back") in board.desk.text
        await board.press("p")
        assert (await board.kept(first.id)).state == "open"
        assert board.current
        assert board.current.id == board.listed[0].id == first.id
        await board.press("h")
        assert f"MK: {done_words('done')}" in board.desk.text
        assert f"MK: {done_words('taken_back')}" in board.desk.text


async def test_keys_pressed_in_a_burst_do_each_their_own(open_board: OpenBoard, known: Known) -> None:
    calls = [followed.call_back(known, f"{number + 1} pv") for number in range(6)]
    async with open_board(*calls) as board:
        ids = [each.id for each in board.listed]
        await board.press("v", "v", "down", "v", "o")
        states = [(await board.kept(each)).state for each in ids]
        assert states == ["done", "done", "open", "done", "open", "open"]
        await board.press("p", "p", "p")
        assert [(await board.kept(each)).state for each in ids] == ["open"] * 6


async def test_it_is_put_off_to_a_day_as_written_and_the_time_limit_stays(
    open_board: OpenBoard, late: Call, promised: Call
) -> None:
    async with open_board(promised, late) as board:
        await board.press("down")
        first = board.current
        assert first
        await board.desk.press("s")
        await board.desk.write("31.2.")
        await board.desk.press("enter")
        assert _("is not understood as a day") in board.desk.text
        await board.desk.press("ctrl+u")
        await board.desk.write("ke 2.12.")
        await board.press("enter")
        now = await board.kept(first.id)
        assert now.due_on == date(2026, 12, 2)
        assert board.current == now
        assert short_day(date(2026, 12, 2)) in board.desk.text
        await board.desk.press("up", "s")
        await board.desk.write("ke")
        await board.press("enter")
        assert _("The time limit {day} does not move with it.").format(day="to 12.11.") in board.desk.text
        assert bucket_words("overdue") in board.desk.text


async def test_it_is_handed_over_taken_and_shown_by_owner(open_board: OpenBoard, promised: Call, later: Call) -> None:
    async with open_board(promised, later) as board:
        first = board.current
        assert first
        assert first.owner == "MK"
        await board.desk.press("l", "ctrl+u")
        await board.desk.write("RK")
        await board.press("enter")
        assert (await board.kept(first.id)).owner == "RK"
        await board.press("m")
        assert board.listed == []
        await board.press("m", "r")
        assert any(line.strip() == "RK 2" for line in board.desk.lines)
        await board.press("o")
        mine = await board.kept(board.listed[0].id)
        assert mine.owner == "MK"
        await board.press("m")
        assert board.listed == [mine]
        await board.desk.press("l", "ctrl+u")
        await board.press("enter")
        assert (await board.kept(mine.id)).owner == ""


async def test_what_is_not_needed_needs_a_word_of_why(open_board: OpenBoard, promised: Call) -> None:
    async with open_board(promised) as board:
        first = board.current
        assert first
        await board.desk.press("e", "enter")
        assert _("a word of why is needed") in board.desk.text
        await board.desk.write("soitti itse")
        await board.press("enter")
        now = await board.kept(first.id)
        assert (now.state, now.note, now.ended_by) == ("dropped", "soitti itse", "MK")
        assert board.listed == []
        await board.press("p")
        assert (await board.kept(first.id)).state == "open"


async def test_what_became_of_a_service_takes_three_keys_and_what_is_waited_for_is_asked_again(
    open_board: OpenBoard, known: Known
) -> None:
    call = followed.service_told(known, days_ago=14)
    async with open_board(call) as board:
        await board.desk.press("t")
        waiting: Any = board.desk.app.screen
        await board.press(next(each.key for each in waiting.result.options if each.id == "waiting"))
        assert board.desk.app.screen is board.screen
        assert board.current
        assert (board.current.state, board.current.due_on) == ("open", date(2026, 11, 30))
        first = board.current
        assert first
        await board.desk.press("t")
        box: Any = board.desk.app.screen
        accepted = next(each.key for each in box.result.options if each.id == "accepted")
        partly = next(each.key for each in box.met.options if each.id == "partly")
        await board.press(accepted, partly)
        stored = await board.asked(lambda store: store.load(call.id))
        assert (stored.referrals[0].result, stored.referrals[0].met) == ("accepted", "partly")
        assert (await board.kept(first.id)).state == "done"


async def test_another_follow_up_of_the_same_call_is_made(open_board: OpenBoard, late: Call) -> None:
    async with open_board(late) as board:
        await board.desk.press("u", "down")
        await board.desk.write("soitan tyttärelle")
        await board.desk.press("enter")
        await board.desk.write("3 pv")
        await board.press("enter", "enter")
        made = next(each for each in board.listed if each.source == "own")
        assert (made.what, made.due_on, made.owner, made.kind) == (
            "soitan tyttärelle",
            date(2026, 11, 26),
            "MK",
            "call_back",
        )
        assert made.call_id == late.id
