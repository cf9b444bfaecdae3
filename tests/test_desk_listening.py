"""The desk listens: offers above the notes, suggestions beside them, marks in the grid, one key for each answer."""

from pathlib import Path

import pytest

from advisor_tui.settings import ListeningSettings, Settings
from tests.conftest import StartDesk
from tests.desk import Desk

NOTES = "äiti 82 kangasalla, asuu yksin, ei jaksa kokata"


async def hear(desk: Desk, notes: str) -> None:
    """Begin a call and write notes until they are understood."""
    await desk.press("enter", "f8")
    await desk.write(notes)
    await desk.heard()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
async def test_what_was_understood_stands_above_the_notes(start_desk: StartDesk, size: tuple[int, int]) -> None:
    async with start_desk(size) as desk:
        await hear(desk, NOTES)
        assert "Ymmärsin:" in desk.text
        assert "F6 ottaa" in desk.text
        assert desk.call.answers == {}, "nothing is entered behind her back"


async def test_one_key_takes_the_first_offer_while_the_writing_goes_on(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await hear(desk, NOTES)
        await desk.press("f6", "f6")
        assert desk.screen.focused is desk.screen.notes
        assert (desk.call.answer("caller_role"), desk.call.age) == ("relative", 82)


async def test_one_key_refuses_the_first_offer(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await hear(desk, "äiti 82")
        await desk.press("f7", "f7")
        assert desk.call.answers == {}
        assert "Ymmärsin:" not in desk.text


async def test_a_digit_takes_any_offer_and_backspace_takes_it_back(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await hear(desk, NOTES)
        await desk.press("ctrl+l", "2")
        assert desk.call.answer("age") == "82"
        await desk.press("backspace")
        assert desk.call.answer("age") == ""
        await desk.press("escape")
        assert desk.screen.focused is desk.screen.notes


async def test_a_danger_interrupts_when_it_is_taken(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await hear(desk, "sanoo ettei jaksa enää elää")
        assert "itsetuhoisuus" in desk.text
        await desk.press("f6")
        await desk.pilot.pause()
        assert "KIIREELLINEN APU" in desk.text
        assert "suicidal" in desk.call.flags


async def test_putting_a_danger_aside_asks_why(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await hear(desk, "sanoo ettei jaksa enää elää")
        await desk.press("f7")
        assert "Miksi se sivuutetaan?" in desk.text
        await desk.press("escape")
        assert not desk.call.dismissals
        await desk.press("f7", "e")
        assert [each.reason for each in desk.call.dismissals] == ["asked_no_danger"]
        assert "itsetuhoisuus" not in desk.text
        stored = await desk.stored(desk.call.id)
        assert [each.alarm for each in stored.dismissals] == ["suicidal"]


async def test_suggestions_stand_in_the_search_until_words_are_written(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await hear(desk, NOTES)
        assert "muistiinpanoista" in desk.text
        first = desk.screen.search.service
        assert first is not None
        assert first.type == "ateria"
        await desk.press("ctrl+f", "enter", "k")
        await desk.heard()
        assert [each.service_id for each in desk.call.referrals] == [first.id]
        assert desk.screen.search.service != first, "what is attached is suggested no more"
        await desk.write("turvapuhelin")
        assert desk.screen.search.service is not None
        assert desk.screen.search.service.type == "turvapuhelin"


async def test_a_suggestion_is_refused_by_one_key(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await hear(desk, NOTES)
        await desk.press("ctrl+f")
        first = desk.screen.search.service
        assert first is not None
        await desk.press("delete")
        await desk.heard()
        assert first.id not in [each.service.id for each in desk.screen.understood.services]


async def test_areas_worth_asking_about_are_marked_and_never_rated(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await hear(desk, "unohtelee kovasti, kaatui viime viikolla")
        await desk.press("f4")
        marked = [line for line in desk.lines if "►" in line and "Muisti" in line]
        assert marked
        assert desk.call.needs == {}
        await desk.press("m", "2")
        await desk.heard()
        assert not [line for line in desk.lines if "►" in line and " m Muisti" in line.split("►")[0][-20:]]


async def test_the_next_question_stands_beside_the_heading_of_the_notes(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await hear(desk, NOTES)
        assert "Kysy vielä:" in desk.text


async def test_what_is_understood_of_older_notes_is_never_shown(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await hear(desk, "äiti 82")
        await desk.press("ctrl+a", "ctrl+k")
        await desk.press(*["backspace"] * 10)
        await desk.heard()
        assert desk.call.notes == ""
        assert "Ymmärsin:" not in desk.text


async def test_another_call_begins_with_nothing_heard(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await hear(desk, NOTES)
        await desk.press("ctrl+o")
        await desk.until_waiting()
        await desk.press("enter")
        assert "Ymmärsin:" not in desk.text
        assert "muistiinpanoista" not in desk.text


async def test_a_finished_call_that_is_corrected_is_not_listened_to(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await hear(desk, NOTES)
        await desk.press("ctrl+r", "k", "ctrl+r")
        await desk.until_waiting()
        await desk.saved()
        await desk.press("down", "enter")
        await desk.pilot.pause()
        assert "Ymmärsin:" not in desk.text


async def test_listening_can_be_switched_off(start_desk: StartDesk) -> None:
    async with start_desk((80, 24), Settings(listening=ListeningSettings(on=False))) as desk:
        await hear(desk, NOTES)
        assert "Ymmärsin:" not in desk.text
        await desk.press("f6")
        assert desk.call.answers == {}
        assert "ei ole mitään tarjolla" in desk.text


async def test_broken_words_of_a_county_leave_the_shipped_ones_in_use(start_desk: StartDesk, tmp_path: Path) -> None:
    folder = tmp_path / "sanat"
    folder.mkdir()
    (folder / "facts.toml").write_text("as_of = 2026-11-25\n", encoding="utf-8")
    async with start_desk((120, 36), Settings(listening=ListeningSettings(folder=str(folder)))) as desk:
        assert "listening check" in " ".join(desk.text.split())
        await hear(desk, NOTES)
        assert "Ymmärsin:" in desk.text
