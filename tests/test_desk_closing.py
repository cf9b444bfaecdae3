"""The agreed next step and the closing card."""

import pytest

from advisor_tui.settings import Line, Settings
from tests.conftest import StartDesk


async def test_an_accepted_outcome_fills_in_its_usual_next_step(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "o", *"82", "enter", "f4", "m", "3", "f5", "enter")
        call = desk.call
        assert call.outcome == "B"
        assert call.answers["next_who"] == "client_guidance"
        assert call.answers["next_by"] == "2026-12-02"  # the 7th working day after Monday 23 November
        assert "viimeistään keskiviikkona 2. joulukuuta" in desk.screen.card.words
        assert "ti 1.12." in desk.text  # the earlier day, should a Saturday count


async def test_the_statutory_clock_is_told_and_said_from_the_age_on(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "o", *"75", "enter", "f3")
        text = " ".join(desk.text.split())
        assert "75 vuotta täyttänyt: arviointi aloitetaan viimeistään ke 2.12." in text
        assert "Vahvistamatta" in text  # what is not certain says so


async def test_an_advisors_own_words_are_not_overwritten_by_another_outcome(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "f5", "a")
        desk.focus("#field-next_what")
        await desk.press("ctrl+u")
        await desk.write("soitatte lääkäriin")
        await desk.press("up", "up")
        desk.focus("#field-outcome")
        await desk.press("b")
        assert desk.call.answers["next_what"] == "soitatte lääkäriin"


@pytest.mark.parametrize(
    ("written", "day"),
    [("ke", "2026-11-25"), ("2.12.", "2026-12-02"), ("3 pv", "2026-11-26"), ("huomenna", "2026-11-24")],
)
async def test_a_day_is_written_as_people_write_it(start_desk: StartDesk, written: str, day: str) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "f5", "a")
        desk.focus("#field-next_by")
        await desk.write(written)
        await desk.press("enter")
        assert desk.call.answers["next_by"] == day


async def test_a_day_that_is_none_leaves_the_field_as_it_was_and_says_so(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "f5", "a")
        desk.focus("#field-next_by")
        await desk.write("31.2.")
        assert "ei vielä päivä" in desk.text
        assert "next_by" not in desk.call.answers


async def test_two_things_can_be_agreed(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "f5", "b", "ctrl+g", "a")
        assert len(desk.call.next_steps) == 1
        desk.focus("#field-next_what")
        await desk.write("soittaa lääkäriin")
        assert len(desk.talk.agreed) == 2
        desk.focus("#agreed")
        await desk.press("delete")
        assert len(desk.talk.agreed) == 1


async def test_the_card_is_read_in_the_callers_language_with_numbers_and_the_lines_own_number(
    start_desk: StartDesk,
) -> None:
    settings = Settings(advisor="MK", advisor_name="Maija", line=Line(name="Mallilan ikäneuvo", phone="0X0 000 4001"))
    async with start_desk((80, 24), settings) as desk:
        assert "Mallilan ikäneuvo" not in desk.text
        await desk.press("enter")
        assert "«Mallilan ikäneuvo, Maija, hyvää päivää" in desk.text
        desk.focus("#field-language")
        await desk.press("s", "ctrl+f")
        await desk.write("turvapuhelin")
        await desk.press("enter", "k", "f5", "b", "f12")
        text = " ".join(desk.text.split())
        assert "Jag upprepar ännu vad vi kom överens om." in text
        assert "Klienthandledningen tar kontakt" in text
        service = desk.talk.known.catalogue.get(desk.call.referrals[0].service_id)
        assert service is not None
        assert f"{service.sv.name}, telefon {service.phones[0].number}" in text
        assert "numret är 0X0 000 4001" in text
        assert any(event.code == "card_shown" for event in desk.call.timeline)
        await desk.press("f12")
        assert "Lopputulos" in desk.text


async def test_the_promises_are_a_check_that_blocks_nothing(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "f5", "a")
        desk.focus("#field-promises")
        await desk.press("k", "i", "k")
        assert desk.call.chosen("promises") == ("own_part",)


async def test_identity_is_asked_only_when_the_matter_needs_it(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "o")
        assert "Soittajan nimi" not in desk.text
        desk.focus("#field-anonymous")
        await desk.press("k")
        assert "Soittajan nimi" in desk.text
        await desk.write("Maija Meikäläinen")
        assert desk.call.identity == {"caller_name": "Maija Meikäläinen"}
        desk.focus("#field-anonymous")
        await desk.press("n")
        assert desk.call.identity == {}
        assert "Maija" not in desk.text


async def test_a_text_longer_than_its_line_says_that_it_goes_on(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "o", *"82", "enter", "f5", "b")
        await desk.drawn()
        (line,) = (line for line in desk.lines if "Mitä sovittiin" in line)
        assert "ottaa yhteyttä" in line
        assert "…" in line
        desk.focus("#field-next_what")
        await desk.drawn()
        (line,) = (line for line in desk.lines if "Mitä sovittiin" in line)
        assert "arvioinnin" in line
        assert "…" not in line


async def test_the_idle_screen_offers_a_new_call_once(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        assert desk.lines[-1].casefold().count("uusi puhelu") == 1


@pytest.mark.parametrize("step", ["f2", "f3", "f4", "f5"])
async def test_the_way_to_end_a_call_is_in_sight_at_80_columns(start_desk: StartDesk, step: str) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", step)
        assert "^R Lopeta" in desk.lines[-1]


async def test_the_last_step_offers_no_next_one(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "f4")
        assert "^N Seuraava" in desk.lines[-1]
        await desk.press("f5")
        assert "^N Seuraava" not in desk.lines[-1]


async def test_nobody_says_that_an_assessment_begins_when_advice_was_enough(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "o", *"82", "enter", "f5")
        assert "«Palvelutarpeen arviointi aloitetaan" in desk.text
        await desk.press("a")
        assert "75 vuotta täyttänyt" in desk.text
        assert "«Palvelutarpeen arviointi aloitetaan" not in desk.text
