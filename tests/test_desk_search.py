"""The catalogue beside the script: search, card, attach, unmet needs."""

from pathlib import Path

import pytest
from textual.content import Content

from advisor_tui.search.engine import Search
from advisor_tui.settings import CatalogueSettings, Settings
from tests.conftest import StartDesk
from tests.hostile import FORBIDDEN, HOSTILE, catalogue_of


async def test_the_best_hit_shows_its_card_while_the_words_are_typed(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("turvapuh")
        service = desk.screen.search.service
        assert service is not None
        assert service.type == "turvapuhelin"
        assert service.phones[0].number in desk.text
        assert service.say_aloud[:30] in " ".join(desk.text.split())


async def test_on_a_narrow_screen_the_search_lies_over_the_script_until_escape(
    start_desk: StartDesk,
) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter")
        assert "Soittaja" in desk.text
        await desk.press("ctrl+f")
        assert "Soittaja" not in desk.text
        assert "Etsi" in desk.text
        await desk.press("escape")
        assert "Soittaja" in desk.text


@pytest.mark.parametrize(
    ("key", "status"), [("k", "told"), ("l", "sent"), ("s", "warm_transfer"), ("v", "booked"), ("h", "applied")]
)
async def test_a_service_is_attached_with_what_was_done(start_desk: StartDesk, key: str, status: str) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("kotihoito")
        await desk.press("enter", key)
        assert [each.status for each in desk.call.referrals] == [status]
        assert "√" in "".join(desk.lines[3:12])


async def test_enter_twice_attaches_as_told_and_the_search_goes_on(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("kotihoito")
        await desk.press("enter", "enter")
        await desk.write("ateria")  # the words before were selected, so writing replaces them
        assert [each.status for each in desk.call.referrals] == ["told"]
        assert desk.screen.search.words == "ateria"


async def test_escape_from_what_was_done_attaches_nothing(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("kotihoito")
        await desk.press("enter", "escape")
        assert desk.call.referrals == ()
        assert desk.screen.focused is desk.screen.search.line


async def test_arrows_choose_another_hit_while_the_words_stay(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("kotihoito")
        first = desk.screen.search.service
        await desk.press("down")
        second = desk.screen.search.service
        assert first is not None
        assert second is not None
        assert first.id != second.id
        await desk.press("enter", "k")
        assert [each.service_id for each in desk.call.referrals] == [second.id]
        assert any(event.code == "service_shown" and event.subject == second.id for event in desk.call.timeline)


async def test_an_attached_service_can_be_changed_and_taken_back_in_step_two(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("kotihoito")
        await desk.press("enter", "k", "f3")
        desk.focus("#referrals")
        await desk.press("v")
        assert [each.status for each in desk.call.referrals] == ["booked"]
        assert "aika varattu" in desk.text
        await desk.press("delete")
        assert desk.call.referrals == ()
        assert "Ei vielä mitään" in desk.text


async def test_a_search_without_a_hit_becomes_an_unmet_need_with_two_keys(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("xqzzw")
        assert "ei löytynyt mitään" in desk.text
        await desk.press("enter", "p")
        (need,) = desk.call.unmet_needs
        assert (need.need, need.reason, need.service_type) == ("xqzzw", "no_service", "")
        assert any(event.code == "search_empty" for event in desk.call.timeline)
        await desk.press("f3")
        assert "xqzzw" in desk.text
        assert "palvelua ei ole alueella" in desk.text


async def test_a_service_that_cannot_be_had_becomes_an_unmet_need_of_its_kind(
    start_desk: StartDesk,
) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("kotihoito")
        service = desk.screen.search.service
        assert service is not None
        await desk.press("enter", "n", "j")
        (need,) = desk.call.unmet_needs
        assert (need.need, need.reason, need.service_type) == ("kotihoito", "queue", service.type)


async def test_an_unmet_need_can_be_worded_before_it_is_noted_and_taken_back_later(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", "ctrl+g", "t", "up")
        await desk.write("yöllinen apu")
        await desk.press("enter", "a")
        assert [(each.need, each.reason) for each in desk.call.unmet_needs] == [("yöllinen apu", "hours")]
        await desk.press("f3")
        desk.focus("#unmet-needs")
        await desk.press("delete")
        assert desk.call.unmet_needs == ()


async def test_what_is_for_another_place_is_hidden_and_counted_and_one_key_shows_it(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("terveysasema")
        before = {hit.service.id for hit in desk.screen.search._found}
        await desk.press("f2", "o", "tab")
        await desk.write("Harjoitus")
        await desk.press("enter", "ctrl+f")
        inside = desk.screen.search._found
        assert "Harjoitussaari" in inside[0].service.service_areas or "M0" in inside[0].service.service_areas
        assert not any(hit.outside for hit in inside)
        hidden = before - {hit.service.id for hit in inside}
        assert f"muualla {len(hidden)}" in desk.text
        await desk.press("ctrl+y")
        assert before <= {hit.service.id for hit in desk.screen.search._found}
        await desk.press("ctrl+y")
        assert desk.screen.search._found[0].service.id == inside[0].service.id
        assert not any(hit.outside for hit in desk.screen.search._found)


async def test_hostile_words_in_a_catalogue_reach_neither_markup_nor_terminal(
    start_desk: StartDesk, tmp_path: Path
) -> None:
    folder = catalogue_of(tmp_path, HOSTILE)
    settings = Settings(catalogue=CatalogueSettings(folders=(str(folder),)))
    async with start_desk((120, 36), settings) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("paha")
        assert len(desk.screen.search._found) == len(HOSTILE)
        for _hit in HOSTILE:
            await desk.press("down", "enter", "k")
            assert not set(desk.text) & FORBIDDEN
        await desk.press("f3", "f5", "f12")
        assert not set(desk.text) & FORBIDDEN
        assert len(desk.call.referrals) == len(HOSTILE)


async def test_what_may_have_been_meant_is_offered_by_one_key(
    start_desk: StartDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "ctrl+f")
        monkeypatch.setattr(Search, "find", lambda *_args: [])
        monkeypatch.setattr(Search, "nearest", lambda *_args: "turvapuhelin")
        await desk.write("turbofoni")
        assert "Tarkoititteko: turvapuhelin?" in desk.text
        monkeypatch.undo()
        await desk.press("right")
        assert desk.screen.search.words == "turvapuhelin"
        assert desk.screen.search.service is not None
        assert desk.screen.search.service.type == "turvapuhelin"


async def test_the_words_that_matched_stand_out_in_the_list(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("muistihoitaja")
        row = desk.screen.search.hits.get_option_at_index(0).prompt
        assert isinstance(row, Content)
        bold = [row.plain[span.start : span.end] for span in row.spans if "bold" in str(span.style)]
        assert bold == ["muistihoitaja"]


async def test_a_gap_in_the_catalogue_can_be_noted(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "ctrl+f")
        await desk.write("turvapuhelin")
        await desk.press("enter", "n", "l")
        assert [each.reason for each in desk.call.unmet_needs] == ["not_in_catalogue"]
