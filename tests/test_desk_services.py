"""The services beside the script: limits, what is hidden, faults met in a call, corrections, and services renewed."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from advisor_tui import stock
from advisor_tui.catalogue import edition, notes
from advisor_tui.catalogue.contact import Location, Phone
from advisor_tui.catalogue.service import Service
from advisor_tui.screens.filter_box import FilterBox
from advisor_tui.settings import CatalogueSettings, Settings
from tests.conftest import StartDesk
from tests.desk import Desk
from tests.imported import imported
from tests.small_catalogue import catalogue, entry
from tests.waiting import until


def listed(desk: Desk) -> list[Service]:
    """Return the services that the search lists."""
    return [each.service for each in desk.screen.search._found]


async def search(desk: Desk, words: str) -> None:
    """Begin a call and search for words."""
    await desk.press("enter", "ctrl+f")
    await desk.write(words)


async def test_only_what_is_free_is_listed_and_the_rest_is_counted(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await search(desk, "ateria")
        everything = listed(desk)
        await desk.press("ctrl+e")
        await desk.drawn()
        assert isinstance(desk.app.screen, FilterBox)
        await desk.press("down", "m", "escape")
        free = listed(desk)
        assert free
        assert all(each.charge == "free" for each in free)
        assert len(free) < len(everything)
        assert "vain maksuton" in desk.text
        assert "piilossa hinta" in desk.text


async def test_a_limit_is_taken_back_by_the_same_letter(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await search(desk, "ateria")
        everything = listed(desk)
        await desk.press("ctrl+e", "down", "m", "escape", "ctrl+e", "down", "m", "escape")
        assert listed(desk) == everything
        assert "vain" not in desk.lines[4]


async def test_language_provider_and_opening_limit_the_list(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await search(desk, "seura")
        await desk.press("ctrl+e", "down", "down", "r", "escape")
        assert listed(desk)
        assert all("sv" in each.languages for each in listed(desk))
        await desk.press("ctrl+e", "down", "down", "down", "j", "escape")
        assert {each.provider_kind for each in listed(desk)} == {"association"}
        await desk.press("ctrl+e", "a", "escape")
        assert "vain ruotsiksi, järjestö, auki nyt" in desk.text


async def test_another_area_than_the_callers_can_be_asked_for(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "o", "8", "2", "enter", *"näytejärvi", "enter", "ctrl+f")
        await desk.write("ateria")
        await desk.press("ctrl+e", "up", "down", "down", "down", "down")
        await desk.write("malli")
        await desk.press("enter")
        await until(desk.pilot, lambda: not isinstance(desk.app.screen, FilterBox), "the search is back")
        assert desk.screen.search.asked.municipality == "Mallila"
        assert all({"Mallila", "M0", "FI"}.intersection(each.service_areas) for each in listed(desk))


async def test_an_unknown_area_is_said_to_be_unknown_and_limits_nothing(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await search(desk, "ateria")
        await desk.press("ctrl+e", "down", "down", "down", "down")
        await desk.write("Xyzzy")
        await desk.press("up")
        await desk.drawn()
        assert "tuntematon" in desk.text
        await desk.press("escape")
        assert not desk.screen.search.asked


async def test_where_everything_is_hidden_the_card_says_so_and_how_to_see_it(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "o", "8", "2", "enter", *"tampere", "enter", "ctrl+f")
        await desk.write("ikäkeskus")
        assert not listed(desk)
        assert "Ei mitään tälle soittajalle. Piilossa muualla" in desk.text
        await desk.press("ctrl+y")
        assert listed(desk)


async def test_the_next_call_begins_without_the_limits_of_the_last(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await search(desk, "ateria")
        await desk.press("ctrl+e", "down", "m", "escape", "ctrl+o")
        await search(desk, "ateria")
        assert not desk.screen.search.asked


# ------------------------------------------------------------ faults


async def test_one_key_marks_that_the_number_does_not_answer_and_it_stays_on_the_card(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await search(desk, "mallilan ikäkeskus")
        await desk.press("ctrl+d")
        assert "! Merkitty ma 23.11. numero ei vastaa 0X0 000 3203" in desk.text
        assert ("service_fault", "palvelukeskus-mallila", "no_answer") in [
            (each.code, each.subject, each.value) for each in desk.call.timeline
        ]
        await desk.saved()
    async with start_desk((120, 36)) as desk:
        await desk.press("escape")
        await search(desk, "mallilan ikäkeskus")
        await until(desk.pilot, lambda: "numero ei vastaa" in desk.text, "the fault is known again")


async def test_the_same_key_again_marks_another_fault_or_takes_the_mark_back(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await search(desk, "mallilan ikäkeskus")
        await desk.press("ctrl+d", "ctrl+d", "n")
        await desk.drawn()
        assert "väärä numero" in desk.text
        assert "numero ei vastaa" not in desk.text
        await desk.press("ctrl+d", "p")
        await desk.drawn()
        assert "! Merkitty" not in desk.text
        await desk.saved()
    async with start_desk((120, 36)) as desk:
        reported = await desk.faults()
        assert reported == []


async def test_a_fault_of_a_practice_call_is_not_known_to_real_ones(start_desk: StartDesk) -> None:
    async with start_desk((120, 36), practice=True) as desk:
        await search(desk, "mallilan ikäkeskus")
        await desk.press("ctrl+d")
        await desk.saved()
    async with start_desk((120, 36)) as desk:
        assert await desk.faults() == []


# ------------------------------------------------------------ corrections


async def test_what_is_corrected_shows_at_once_and_is_kept_beside_the_services(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await search(desk, "mallilan ikäkeskus")
        await desk.press("ctrl+k", "s", "up", "down", "down", "down", "down")
        await desk.write("senioritalo, eläkeläisten lounas")
        await desk.press("down", "down")
        await desk.write("Remontti tammikuussa")
        await desk.press("escape")
        await desk.drawn()
        assert "! Remontti tammikuussa" in desk.text
        path = stock.notes_file(Settings())
        await until(desk.pilot, path.exists, "the note is on the disk")
    found, faults = notes.read(path)
    assert not faults
    note = found["palvelukeskus-mallila"]
    assert note.caller_words == ("senioritalo", "eläkeläisten lounas")
    assert (note.alert, note.favourite, note.type, note.rung) == ("Remontti tammikuussa", True, "", None)


async def test_the_kind_of_a_service_is_corrected_by_its_name_and_another_rung_by_its_key(
    start_desk: StartDesk,
) -> None:
    async with start_desk((120, 36)) as desk:
        await search(desk, "mallilan ikäkeskus")
        await desk.press("ctrl+k", "down", "5", "home", "shift+end", "delete")
        await desk.write("Ateriapalvelu")
        await desk.press("escape")
        await desk.drawn()
        service = desk.talk.known.catalogue.get("palvelukeskus-mallila")
        assert service is not None
        assert service.rung == "5"


async def test_a_note_counts_in_searches_once_the_services_are_taken_anew(start_desk: StartDesk) -> None:
    notes.save(stock.notes_file(Settings()), notes.Note("palvelukeskus-mallila", caller_words=("rupattelupaikka",)))
    async with start_desk((120, 36)) as desk:
        await search(desk, "rupattelupaikka")
        assert listed(desk)[0].id == "palvelukeskus-mallila"


# ------------------------------------------------------------ services renewed


def put_in_use(*services: Service) -> None:
    """Put an edition of services in use, as an import does."""
    source = stock.store(Settings()).source("ptv")
    source.use(edition.write(source.folder, services, kind="ptv", origin="x", taken_at="2026-11-23T10:00:00+00:00"))


async def test_services_that_were_updated_are_offered_while_no_call_is_open(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.app.shift.look_for_new_services()
        assert "päivitetty" not in desk.text
        put_in_use(imported("ptv:1", "Kokeiluapu"))
        await desk.app.shift.look_for_new_services()
        await desk.drawn()
        assert "Palvelut on päivitetty. Ottakaa ne käyttöön: ^G p" in desk.text
        await desk.press("ctrl+g", "p")
        await until(desk.pilot, lambda: "palvelua on käytössä" in desk.text, "the new services are in use")
        assert "päivitetty" not in desk.text
        await search(desk, "kokeiluapu")
        assert [each.id for each in listed(desk)] == ["ptv:1"]


async def test_a_call_that_waits_goes_on_with_the_new_services(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await desk.press("enter", "o")
        await desk.press("ctrl+o")
        put_in_use(imported("ptv:1", "Kokeiluapu"))
        await desk.app.shift.look_for_new_services()
        await desk.press("ctrl+g", "p")
        await until(desk.pilot, lambda: "palvelua on käytössä" in desk.text, "the new services are in use")
        await desk.press("ctrl+o")
        assert desk.call.answer("caller_role")
        assert desk.talk.known.catalogue.get("ptv:1") is not None
        await desk.press("ctrl+f")
        await desk.write("kokeiluapu")
        assert [each.id for each in listed(desk)] == ["ptv:1"]


async def test_real_services_take_the_place_of_the_samples_that_ship(start_desk: StartDesk) -> None:
    put_in_use(imported("ptv:1", "Kokeiluapu"))
    async with start_desk((120, 36)) as desk:
        catalogue_in_use = desk.app.shift._reference.known.catalogue
        assert not any(each.sample for each in catalogue_in_use.services)
        assert catalogue_in_use.get("ptv:1") is not None


async def test_a_countys_own_files_stay_beside_an_import(start_desk: StartDesk, tmp_path: Path) -> None:
    put_in_use(imported("ptv:1", "Kokeiluapu"), imported("ateria-koe", "Tuotu ateria"))
    folder = catalogue(tmp_path / "own", entry())
    settings = Settings(catalogue=CatalogueSettings(folders=(str(folder),)))
    async with start_desk((120, 36), settings) as desk:
        known = desk.app.shift._reference.known.catalogue
        assert [each.name for each in known.services] == ["Ateriapalvelu", "Kokeiluapu"]


async def test_the_card_tells_places_by_distance_forms_source_and_what_was_inferred(start_desk: StartDesk) -> None:
    far = Location("Kaukopiste", "Katu 2", "33100", "TAMPERE", "Kangasala", 61.9, 24.2)
    near = Location("Lähipiste", "Katu 1", "33100", "TAMPERE", "Tampere", 61.5, 23.76, (Phone("03 123 4567"),))
    service = replace(
        imported("ptv:1", "Kokeiluapu"),
        locations=(far, near),
        inferred=("rung",),
        last_modified=date(2026, 10, 1),
    )
    put_in_use(service)
    async with start_desk((120, 44)) as desk:
        await desk.press("enter", "o", "8", "2", "enter", *"tampere", "enter", "ctrl+f")
        await desk.write("kokeiluapu")
        await desk.drawn()
        lines = [line.split("│")[-1].strip() for line in desk.lines]
        places = [line for line in lines if "piste" in line]
        assert places[0].startswith("Paikka     Lähipiste, Katu 1, 33100 TAMPERE")
        assert "noin 1 km" in places[0]
        assert "Päätelty, ei lähteestä: porras" in desk.text
        assert "Lähde: Koe · muutettu siellä 1.10.2026" in desk.text
