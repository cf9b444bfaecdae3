"""From one call to the next: nothing of the last one is left on the desk, and keys mean what the screen says."""

import pytest

from advisor_tui.command import Situation
from advisor_tui.commands import BY_ID
from tests.conftest import StartDesk
from tests.desk import Desk


async def log_one(desk: Desk) -> None:
    """Take a call and finish it."""
    await desk.press("enter", "o", "f5", "a", "ctrl+r", "ctrl+r")
    await desk.until_waiting()


@pytest.mark.parametrize("opened_from_the_list", [False, True])
async def test_after_a_call_enter_begins_another_one(start_desk: StartDesk, *, opened_from_the_list: bool) -> None:
    async with start_desk() as desk:
        await log_one(desk)
        if opened_from_the_list:
            await desk.press("down", "enter", "ctrl+r")
            await desk.until_waiting()
        first = desk.call.id
        await desk.press("enter")
        assert desk.call.id != first
        assert not desk.talk.correcting


async def test_the_heading_says_what_enter_does(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await log_one(desk)
        assert "Enter aloittaa puhelun" in desk.text
        await desk.press("down")
        await desk.drawn()
        assert "Enter avaa puhelun" in desk.text
        await desk.press("escape")
        await desk.drawn()
        assert "Enter aloittaa puhelun" in desk.text


async def test_a_call_that_may_be_none_and_turns_out_to_be_nothing_leaves_no_trace(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("ctrl+t", "escape")
        await desk.until_waiting()
        assert desk.app.shift.switchboard.all_kept
        assert "Tänään ei vielä puheluita" in desk.text


@pytest.mark.parametrize("command", ["new_call", "urgent", "non_client", "resume_call"])
def test_nothing_that_needs_the_services_can_be_done_before_they_are_read(command: str) -> None:
    assert BY_ID[command].why_not(Situation(ready=False, parked=1))


async def test_an_impossible_age_leaves_the_field_empty(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("enter", "o", "9", "9", "9", "enter")
        assert "ei ole ikä" in desk.text
        assert desk.call.age is None
        assert "99 v" not in desk.lines[0]


async def test_what_was_told_of_one_caller_is_gone_at_the_next_one(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("enter", "o", "9", "9", "9", "enter", *"tukholma", "enter", "ctrl+o")
        await desk.until_waiting()
        await desk.press("enter")
        await desk.drawn()
        assert "ei ole ikä" not in desk.text
        assert "ei ole Suomen kunta" not in desk.text


async def test_the_need_areas_begin_at_the_first_one_in_each_call(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("enter", "f4", "v", "ctrl+o")
        await desk.until_waiting()
        await desk.press("enter", "f4", "2")
        assert {area: each.level for area, each in desk.call.needs.items()} == {"housing": "2"}


async def test_after_a_sign_of_danger_rating_goes_on_and_esc_leads_back_to_the_areas(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("enter", "f4", "!", "h", "escape")
        assert desk.call.flags
        await desk.press("2", "1")
        assert list(desk.call.needs) == ["housing", "mobility"]
        await desk.press("!", "escape")
        assert desk.call.step == "assessment"
        await desk.press("3")
        assert list(desk.call.needs) == ["housing", "mobility", "everyday"]


async def test_a_day_that_is_none_is_told_and_what_stood_stays(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("enter", "o", "8", "2", "enter", "f5", "b")
        desk.focus("#field-next_by")
        await desk.press("ctrl+u")
        await desk.write("31.2.")
        await desk.press("enter")
        assert "ei ymmärretty päiväksi" in desk.lines[-1]
        assert "ke 2.12." in desk.lines[-1]
        assert desk.call.answer("next_by") == "2026-12-02"


async def test_what_is_for_others_is_said_by_a_word_in_the_list(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("enter", "o", "8", "2", "enter", *"näytejärvi", "enter", "ctrl+f")
        await desk.write("kotiinkuljetus")
        await desk.press("ctrl+y")
        await desk.drawn()
        rows = desk.screen.search._found[:8]
        outside = sum(hit.outside for hit in rows)
        assert outside > 0
        assert sum(line.rstrip().endswith(("muualla", "muu ikä")) for line in desk.lines) == outside
