"""What a run asks of PTV, and what it leaves in its folder."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from advisor_tui import __version__
from advisor_tui.errors import AdvisorError
from advisor_tui.fetching.wanted import Progress, Wanted, wanted
from tests import ptv_server
from tests.fetching import AREAS, TAMPERE, filled_server, ids, pages, run
from tests.ptv_server import PtvServer, guid, sound


@pytest.fixture
def server() -> Iterator[PtvServer]:
    """Return a server that knows some services."""
    with filled_server() as running:
        yield running


# ------------------------------------------------------------ what is fetched


def test_a_municipality_brings_its_services_those_of_its_county_and_those_of_the_country(
    server: PtvServer, tmp_path: Path
) -> None:
    fetched = run(server, tmp_path / "pages")
    assert fetched.there == fetched.asked == ids(1, 2, 5)
    assert fetched.complete
    assert {each["id"] for each in pages(fetched.folder, "services")} == ids(1, 2, 5)


def test_what_serves_the_country_can_be_left_out(server: PtvServer, tmp_path: Path) -> None:
    assert run(server, tmp_path / "pages", wanted(AREAS, "837", nationwide=False)).there == ids(1, 2)


def test_what_the_services_refer_to_comes_too_each_once(server: PtvServer, tmp_path: Path) -> None:
    folder = run(server, tmp_path / "pages").folder
    assert [each["id"] for each in pages(folder, "channels")] == [guid("ServiceChannel", 1), guid("ServiceChannel", 2)]
    assert [each["id"] for each in pages(folder, "descriptions")] == [guid("GeneralDescription", 1)]
    assert {each["id"] for each in pages(folder, "organizations")} == ids(1, 2, kind="Organization")


def test_channels_that_stand_in_the_field_of_their_kind_are_understood(server: PtvServer, tmp_path: Path) -> None:
    server.wrapped = True
    folder = run(server, tmp_path / "pages").folder
    assert {each["id"] for each in pages(folder, "organizations")} == ids(1, 2, kind="Organization")


def test_a_county_is_asked_for_with_its_municipalities(server: PtvServer, tmp_path: Path) -> None:
    question = Wanted("Pirkanmaa", ("837", "604"), "08")
    fetched = run(server, tmp_path / "pages", question)
    assert fetched.there == ids(1, 2, 3, 5)
    nationwide = [each.query["includeWholeCountry"] for each in server.asked if each.path.startswith("/Service/area")]
    assert nationwide == ["true", "false", "false"]


def test_areas_that_ptv_does_not_know_are_told(server: PtvServer, tmp_path: Path) -> None:
    fetched = run(server, tmp_path / "pages", Wanted("Uusi", ("588", "837"), "77"))
    assert fetched.unknown == ("588", "77")
    assert fetched.there == ids(1, 2, 5)
    assert server.paths("/Service/area/WellbeingServicesCounties/code/77") == 1


def test_an_area_without_services_is_no_edition(server: PtvServer, tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="Uusi"):
        run(server, tmp_path / "pages", Wanted("Uusi", ("588",)))
    assert server.paths("/Service/list") == 0


def test_ids_are_asked_for_a_hundred_at_a_time(server: PtvServer, tmp_path: Path) -> None:
    server.add(*(ptv_server.service(number, municipalities=("837",)) for number in range(100, 350)))
    fetched = run(server, tmp_path / "pages")
    assert len(pages(fetched.folder, "services")) == len(fetched.there) == 253
    asked = [each.query["guids"].split(",") for each in server.asked if each.path == "/Service/list"]
    assert [len(batch) for batch in asked] == [100, 100, 53]
    # A run that goes on in another process has to cut the same batches.
    assert list(chain.from_iterable(asked)) == sorted(fetched.there)


def test_ids_that_are_none_are_not_asked_for(server: PtvServer, tmp_path: Path) -> None:
    kind, odd = ptv_server.service(1, municipalities=("837",), channels=(1,))
    odd["serviceChannels"] += [
        {"serviceChannel": {"id": "../../Service?guids=1"}},
        {"serviceChannel": {"id": "00000000-0000-0000-0000-000000000000"}},
        {"serviceChannel": {"id": 7}},
        {"serviceChannel": "x"},
        None,
    ]
    server.add((kind, odd))
    server.trouble("/ServiceChannel/list", ptv_server.reply(body=[]))
    run(server, tmp_path / "pages")
    asked = [each.query["guids"] for each in server.asked if each.path == "/ServiceChannel/list"]
    assert asked == [f"{guid('ServiceChannel', 1)},{guid('ServiceChannel', 2)}"]


def test_references_that_lead_nowhere_do_no_harm(server: PtvServer, tmp_path: Path) -> None:
    server.archive("GeneralDescription", 1)
    server.archive("ServiceChannel", 1)
    folder = run(server, tmp_path / "pages").folder
    assert pages(folder, "descriptions") == []
    assert [each["id"] for each in pages(folder, "channels")] == [guid("ServiceChannel", 2)]


def test_a_service_that_vanished_after_it_was_listed_is_not_there(server: PtvServer, tmp_path: Path) -> None:
    def vanish(handler: ptv_server.Handler) -> None:
        server.archive("Service", 1)
        handler.answer()

    server.trouble("/Service/list", vanish)
    assert run(server, tmp_path / "pages").there == ids(2, 5)


def test_a_server_that_gives_hardly_anything_of_what_it_lists_empties_no_catalogue(
    server: PtvServer, tmp_path: Path
) -> None:
    server.add(*(ptv_server.service(number, municipalities=("837",)) for number in range(100, 350)))
    server.trouble("/Service/list", sound, always=ptv_server.reply(404, {"errorMessage": "Services not found."}))
    with pytest.raises(AdvisorError) as caught:
        run(server, tmp_path / "pages")
    assert "253" in caught.value.what
    assert "153" in caught.value.what


def test_a_tenth_of_a_long_list_may_vanish(server: PtvServer, tmp_path: Path) -> None:
    server.add(*(ptv_server.service(number, municipalities=("837",)) for number in range(100, 350)))

    def vanish(handler: ptv_server.Handler) -> None:
        for number in range(100, 125):
            server.archive("Service", number)
        handler.answer()

    server.trouble("/Service/list", vanish)
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5, *range(125, 350))


def test_nothing_at_all_is_not_taken_for_a_small_area(server: PtvServer, tmp_path: Path) -> None:
    server.trouble("/Service/list", always=ptv_server.reply(404, {"errorMessage": "Services not found."}))
    with pytest.raises(AdvisorError) as caught:
        run(server, tmp_path / "pages")
    assert "3" in caught.value.what
    server.well_again()
    assert run(server, tmp_path / "pages").there == ids(1, 2, 5)


def test_it_says_who_asks(server: PtvServer, tmp_path: Path) -> None:
    run(server, tmp_path / "pages")
    assert {each.headers["User-Agent"] for each in server.asked} == {f"advisor-tui/{__version__}"}


def test_progress_is_told_phase_by_phase(server: PtvServer, tmp_path: Path) -> None:
    told: list[Progress] = []
    run(server, tmp_path / "pages", TAMPERE, told)
    assert list(dict.fromkeys(each.phase for each in told)) == [
        "lists",
        "services",
        "channels",
        "general descriptions",
        "organizations",
    ]
    assert [(each.done, each.total) for each in told if each.phase == "services"] == [(0, 3), (3, 3)]
    assert all(each.title for each in told)


# ------------------------------------------------------------ long lists


def test_a_list_of_many_pages_is_read_to_its_end(tmp_path: Path) -> None:
    with PtvServer(page_size=10) as server:
        server.add(*(ptv_server.service(number, municipalities=("837",)) for number in range(1, 36)))
        assert run(server, tmp_path / "pages").there == ids(*range(1, 36))


def test_an_id_that_slips_to_a_page_that_was_read_is_not_lost(tmp_path: Path) -> None:
    """A service of the first page is archived before the second is asked for: one of the second moves to the first."""
    with PtvServer(page_size=10) as server:
        server.add(*(ptv_server.service(number, municipalities=("837",)) for number in range(1, 26)))

        def archived_between(handler: ptv_server.Handler) -> None:
            server.archive("Service", 3)
            handler.answer()

        server.trouble("/Service/area", sound, archived_between)
        assert run(server, tmp_path / "pages").there == ids(*range(1, 26)) - ids(3)


def test_a_list_that_becomes_shorter_while_it_is_read_has_an_end(tmp_path: Path) -> None:
    with PtvServer(page_size=10) as server:
        server.add(*(ptv_server.service(number, municipalities=("837",)) for number in range(1, 22)))

        def archived_between(handler: ptv_server.Handler) -> None:
            server.archive("Service", 21)
            handler.answer()

        server.trouble("/Service/area", sound, sound, archived_between)
        assert run(server, tmp_path / "pages").there == ids(*range(1, 21))


def test_importing_it_loads_no_http() -> None:
    code = (
        "import sys, advisor_tui.fetching.merge; print([name for name in ('httpx', 'stamina') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
