"""The preliminary assessment: the grid, signs of danger, urgent help, the proposal."""

import pytest

from tests.conftest import StartDesk


async def test_a_letter_goes_to_an_area_and_a_digit_rates_it_and_goes_on(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f4", "m", "2", "3", "?", "a", "0")
        levels = {area: rating.level for area, rating in desk.call.needs.items()}
        assert levels == {"memory": "2", "mood": "3", "social": "?", "housing": "0"}
        await desk.press("a", "delete")
        assert "housing" not in desk.call.needs


async def test_the_area_under_the_cursor_shows_its_question_and_its_scale(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f4", "e")
        text = " ".join(desk.text.split())
        assert "Riittävätkö rahat ruokaan, lääkkeisiin ja vuokraan?" in text
        assert "3 kokonaan" in text


async def test_questions_and_words_to_say_follow_the_callers_language(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "i")
        desk.focus("#field-language")
        await desk.press("s")
        assert desk.call.caller_language == "sv"
        assert "Hur kan jag hjälpa?" in desk.text
        await desk.press("f4", "e")
        assert "Räcker pengarna" in desk.text
        assert "Talous" in desk.text  # the desk itself goes on in the advisor's language


async def test_a_sign_of_danger_interrupts_with_the_right_number_first(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f4", "h", "!", "r")
        assert desk.call.flags == ("chest_pain",)
        assert "KIIREELLINEN APU" in desk.text
        first = next(line for line in desk.lines if "Soita" in line)
        assert "112" in first
        await desk.press("enter")
        assert desk.call.outcome == "C"
        assert [each.service_type for each in desk.call.referrals] == ["hata112"]
        assert "KIIREELLINEN APU" not in desk.text


async def test_leaving_urgent_help_keeps_the_sign_but_decides_nothing(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f4", "i", "!", "i", "escape")
        assert list(desk.call.flags) == ["suicidal"]
        assert desk.call.outcome == ""
        assert desk.talk.proposal.outcome == "C"
        await desk.press("i")  # pressed again in the row of signs, it is taken back
        assert not desk.call.flags


@pytest.mark.parametrize("keys", ["", "enter", "enter f4", "enter ctrl+f", "enter f8", "enter f1", "enter ctrl+t"])
async def test_urgent_help_is_one_key_from_everywhere(start_desk: StartDesk, keys: str) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press(*keys.split(), "f9")
        assert "KIIREELLINEN APU" in desk.text
        assert "112" in next(line for line in desk.lines if "Soita" in line)
        await desk.press("escape")
        assert "KIIREELLINEN APU" not in desk.text


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36)])
async def test_every_kind_of_urgent_help_shows_its_number_without_scrolling(
    start_desk: StartDesk, size: tuple[int, int]
) -> None:
    async with start_desk(size) as desk:
        await desk.press("enter", "f9")
        for urgent in desk.talk.known.script.urgent:
            await desk.press(urgent.key)
            service = desk.talk.known.catalogue.first_of_type(urgent.service_type)
            assert service is not None
            assert service.phones[0].number in next(line for line in desk.lines if "Soita" in line)


async def test_a_sample_number_in_urgent_help_says_that_it_cannot_be_dialled(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f9", "s")
        assert "tähän numeroon ei voi soittaa" in " ".join(desk.text.split())


async def test_the_desk_proposes_with_reasons_and_the_advisor_accepts_or_changes(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "f4", "m", "2", "l", "2")
        assert "Laajempi selvittely" in desk.text
        assert "Liikkuminen 2" in " ".join(desk.text.split())
        assert desk.call.outcome == ""  # it proposes; it decides nothing
        await desk.press("f5", "a")
        assert desk.call.outcome == "A"
        assert desk.call.proposal == "B"
        await desk.press("f4")
        assert "Valittu" in desk.text


async def test_notes_resources_and_goal_are_kept_beside_the_ratings(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "f4", "m", "3", "m", "enter", "enter")
        await desk.write("keväästä asti, tytär käy")
        await desk.press("enter", "k")
        await desk.write("naapuri auttaa")
        await desk.press("enter")
        await desk.write("asua kotona")
        assert desk.call.needs["memory"].note == "keväästä asti, tytär käy"
        assert desk.call.answers["resources"] == "naapuri auttaa"
        assert desk.call.answers["goal"] == "asua kotona"
        assert desk.call.answers["asks_assessment"] == "yes"
