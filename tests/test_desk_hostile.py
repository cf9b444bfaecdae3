"""Whatever is typed, pasted or read back: it stands on the screen as harmless text, and no word is lost unsaid."""

import pytest

from advisor_tui.guidance.call import LINE_LIMIT, NOTES_LIMIT, new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.paths import places
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from tests.conftest import StartDesk
from tests.hostile import FORBIDDEN, HOSTILE
from tests.waiting import until


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_hostile_text_pasted_anywhere_is_harmless(start_desk: StartDesk, size: tuple[int, int]) -> None:
    async with start_desk(size) as desk:
        await desk.press("enter", "f8")
        for text in HOSTILE:
            await desk.paste(text + "\n")
        await desk.press("ctrl+f")
        for text in HOSTILE:
            await desk.paste(text)
            assert not set(desk.text) & FORBIDDEN
            await desk.press("ctrl+u")
        await desk.press("f2")
        desk.focus("#field-anonymous")
        await desk.press("k")
        for selector in ("#field-municipality", "#field-caller_name", "#field-caller_phone"):
            desk.focus(selector)
            await desk.paste("".join(HOSTILE))
            await desk.press("enter")
            assert not set(desk.text) & FORBIDDEN
        for key in ("f3", "f4", "f5", "f12"):
            await desk.press(key)
            assert not set(desk.text) & FORBIDDEN
        assert "[/x] [red [@click=app.quit]x[/] [1]" in desk.call.notes  # what can be seen is kept as it is
        kept = await desk.stored(desk.call.id)
        assert kept.notes == desk.call.notes
        assert not set(kept.notes) & FORBIDDEN


async def test_a_hostile_call_from_the_database_is_harmless(start_desk: StartDesk) -> None:
    store = Store(open_database(places().records_file(practice=False)))
    for text in HOSTILE:
        call = new_call()
        call.answers = {"outcome": "A", "municipality": text.replace("\x00", ""), "next_what": "x"}
        call.notes = text.replace("\x00", "").encode("utf-8", "ignore").decode()
        call.next_steps = (NextStep(call.notes, "caller", None),)
        call.attach("gone", "ateria", call.notes, "told")
        call.close()
        store.save(call)
    store.close()
    async with start_desk((80, 24)) as desk:
        await until(desk.pilot, lambda: len(desk.app.waiting.calls.options) == len(HOSTILE), "the calls are listed")
        assert not set(desk.text) & FORBIDDEN
        for number in range(len(HOSTILE)):
            await desk.press(*["down"] * (number + 1), "enter")
            await until(desk.pilot, lambda: desk.app.screen is desk.screen, "the call is open")
            await desk.press("f3", "f5", "f12", "f2")
            assert not set(desk.text) & FORBIDDEN
            await desk.press("ctrl+r")
            await desk.until_waiting()


async def test_a_paste_of_a_million_characters_is_cut_with_a_word_and_keys_still_answer(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f8")
        await desk.write("alku ")
        await desk.paste("x" * 1_000_000)
        assert len(desk.call.notes) == NOTES_LIMIT
        assert desk.call.notes.startswith("alku x")
        assert f"1000000 merkistä mahtui {NOTES_LIMIT - 5}" in " ".join(desk.text.split()).replace(" ", " ")
        await desk.write("y")
        assert len(desk.call.notes) == NOTES_LIMIT
        await desk.press("backspace")
        assert len(desk.call.notes) == NOTES_LIMIT - 1
        await desk.press("f2")
        desk.focus("#field-municipality")
        await desk.paste("z" * 1_000_000)
        assert len(desk.call.municipality) == LINE_LIMIT
        await desk.press("ctrl+f")
        await desk.paste("q" * 1_000_000)
        assert "ei löytynyt mitään" in desk.text


async def test_lines_pasted_into_one_line_all_arrive(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "f5", "a")
        desk.focus("#field-self_help")
        await desk.paste("soitatte\nlääkäriin\r\nhuomenna")
        assert desk.call.answers["self_help"] == "soitatte lääkäriin huomenna"


@pytest.mark.parametrize("size", [(59, 24), (80, 19), (20, 5)])
async def test_a_window_that_is_too_small_says_so_and_loses_nothing(
    start_desk: StartDesk, size: tuple[int, int]
) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "f8")
        await desk.pilot.resize_terminal(*size)
        await until(desk.pilot, lambda: "Liian pieni" in desk.text, "it says that it is too small")
        await desk.write("silti")
        await desk.pilot.resize_terminal(80, 24)
        await until(desk.pilot, lambda: "Liian pieni" not in desk.text, "there is room again")
        assert desk.call.notes == "silti"
        assert "silti" in desk.text


async def test_a_storm_of_resizes_breaks_nothing(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+f", *"ateria")
        for width, height in ((20, 5), (200, 60), (60, 20), (110, 20), (109, 40), (80, 24)):
            await desk.pilot.resize_terminal(width, height)
        await desk.pilot.pause()
        assert "ateria" in desk.text
