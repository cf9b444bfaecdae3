"""One whole call, from the ring to the saved record."""

import pytest

from tests.clocks import StandingClock
from tests.conftest import StartDesk
from tests.waiting import until


async def test_a_usual_call_takes_at_most_forty_keys_beside_free_text(start_desk: StartDesk) -> None:
    """Relative, 82, one service told, two areas rated, outcome B."""
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "o", "8", "2", "enter")
        await desk.write("Mallila")
        await desk.press("enter", "y")
        await desk.write("äiti kaatui eikä päässyt ylös, unohtelee lääkkeitä")
        await desk.press("ctrl+f")
        await desk.write("turvapuhelin")
        await desk.press("enter", "k", "f4", "l", "2", "m", "2", "f5", "enter", "ctrl+r", "ctrl+r")
        await desk.until_waiting()
        kept = await desk.stored(desk.call.id)
        assert kept.state == "closed"
        assert kept.outcome == "B"
        assert kept.answers["caller_role"] == "relative"
        assert kept.answers["about"] == "other"
        assert kept.age == 82
        assert kept.municipality == "Mallila"
        assert kept.notes == "äiti kaatui eikä päässyt ylös, unohtelee lääkkeitä"
        assert [(each.service_type, each.status) for each in kept.referrals] == [("turvapuhelin", "told")]
        assert {area: rating.level for area, rating in kept.needs.items()} == {"mobility": "2", "memory": "2"}
        assert kept.deadline_on is not None
        assert desk.keys <= 40


async def test_keys_that_come_in_one_burst_reach_what_they_were_meant_for(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press(
            "enter", "o", "8", "2", "enter", *"näyte", "enter", "y", *"hei", "ctrl+f", *"ateria", "f8", "!"
        )
        assert desk.call.answers["lives_alone"] == "alone"
        assert desk.call.municipality == "Näytejärvi"
        assert desk.call.notes == "hei!"
        assert desk.screen.search.words == "ateria"


async def test_a_call_that_is_none_is_logged_with_two_keys(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("ctrl+t", "v")
        await desk.saved()
        await until(desk.pilot, lambda: "väärä numero" in desk.text, "the call is listed")
        kept = await desk.stored(desk.app.waiting._lines[0].id)
        assert (kept.state, kept.non_client) == ("closed", "wrong_number")


async def test_a_call_that_turns_out_to_be_none_keeps_what_was_written(start_desk: StartDesk) -> None:
    async with start_desk() as desk:
        await desk.press("enter", "f8")
        await desk.write("uhkaili")
        await desk.press("ctrl+t", "u")
        await desk.until_waiting()
        kept = await desk.stored(desk.call.id)
        assert (kept.non_client, kept.notes) == ("abusive", "uhkaili")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
async def test_every_step_can_be_entered_at_any_time_and_left_empty(
    start_desk: StartDesk, size: tuple[int, int]
) -> None:
    async with start_desk(size) as desk:
        await desk.press("enter")
        for key, step in (("f5", "next_step"), ("f3", "advice"), ("f4", "assessment"), ("f2", "contact")):
            await desk.press(key)
            assert desk.call.step == step
            assert "«" in desk.text  # words to say aloud stand in every step


async def test_escape_goes_one_step_back_and_never_ends_the_call(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f5")
        seen = []
        for _press in range(5):
            await desk.press("escape")
            seen.append(desk.call.step)
        assert seen == ["assessment", "advice", "contact", "contact", "contact"]
        assert desk.call.state == "open"
        assert "Puhelu jatkuu" in desk.text


async def test_a_call_without_an_agreed_next_step_asks_once_and_one_key_says_why(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+r")
        assert "Jatkoa ei ole sovittu" in desk.text
        await desk.press("escape")
        assert desk.call.step == "next_step"
        await desk.press("ctrl+r", "k")
        assert desk.call.state == "wrap_up"
        assert desk.call.no_next_step == "dropped"
        await desk.press("ctrl+r")
        await desk.until_waiting()
        assert (await desk.stored(desk.call.id)).state == "closed"


async def test_the_wrap_up_has_its_own_clock_and_closes_nothing(start_desk: StartDesk, clock: StandingClock) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter")
        clock.advance(65)
        await desk.press("ctrl+r", "t")
        assert desk.call.talk_seconds == 65
        clock.advance(3600)
        await desk.press("f8")
        assert desk.call.state == "wrap_up"
        assert "Jälkityö" in desk.text
        await desk.write("x")
        assert desk.call.wrap_up_seconds == 3600
        assert desk.call.talk_seconds == 65


async def test_a_parked_call_waits_while_another_is_taken_and_is_resumed_as_it_stood(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "o", "7", "7", "enter", "f8")
        await desk.write("soitan kohta")
        first = desk.call
        await desk.press("ctrl+o")
        await desk.until_waiting()
        assert (await desk.stored(first.id)).state == "parked"
        await desk.press("enter", "i")
        assert desk.call.id != first.id
        assert "1 odottaa" in desk.text
        await desk.press("ctrl+t", "t")
        await desk.until_waiting()
        await desk.press("ctrl+o")
        assert desk.call.id == first.id
        assert desk.call.notes == "soitan kohta"
        assert desk.call.state == "open"
        assert desk.screen.notes.text == "soitan kohta"


async def test_quitting_asks_only_when_a_call_is_open(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+q")
        assert "Puhelu on kesken" in desk.text
        await desk.press("escape", "ctrl+t", "t")
        await desk.until_waiting()
        await desk.press("ctrl+q")
        assert desk.app._exit


async def test_leaving_an_open_call_keeps_it_for_the_next_start(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "o", "f8")
        await desk.write("jatketaan")
        await desk.press("ctrl+q", "k")
        assert desk.app._exit
    async with start_desk((80, 24)) as desk:
        assert "jäi kesken" in desk.text
        await desk.press("enter", "f8", "!")  # the keys wait until the call has been read
        assert desk.call.notes == "jatketaan!"
        assert desk.call.answers["caller_role"] == "relative"
        assert (await desk.stored(desk.call.id)).notes == "jatketaan!"


async def test_a_call_that_is_opened_twice_in_a_hurry_is_opened_once(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "o", "f8", "a", "ctrl+q", "k")
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "enter", "f8", "b")
        await desk.saved()
        assert "Kaksi työpöytää" not in desk.text
        assert "EI TALLENNETTU" not in desk.text


async def test_practice_calls_look_the_same_but_say_so_and_never_reach_the_real_log(start_desk: StartDesk) -> None:
    async with start_desk((80, 24), practice=True) as desk:
        await desk.press("enter", "o")
        assert "HARJOITUS" in desk.lines[0]
        await desk.press("ctrl+t", "t")
        await desk.until_waiting()
        assert "HARJOITUS" in desk.lines[0]
        assert (await desk.stored(desk.call.id)).mode == "practice"
    async with start_desk((80, 24)) as desk:
        assert "Tänään ei vielä puheluita" in desk.text
        assert "HARJOITUS" not in desk.text
