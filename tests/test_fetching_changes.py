"""Updates that ask only for what changed, and how they are put together with what is there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from advisor_tui.catalogue.service import NOT_TRANSLATED, Service
from advisor_tui.fetching import merge
from advisor_tui.fetching.ptv import Fetched
from advisor_tui.fetching.wanted import Progress, Wanted, wanted
from tests import ptv_server
from tests.clocks import MONDAY
from tests.fetching import AREAS, fails, filled_server, ids, pages, run
from tests.ptv_server import PtvServer, guid, reply

LAST = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
LATER = "2026-11-20T10:00:00.5"
NONE: frozenset[str] = frozenset()
EDITION = {guid("Service", number): guid("Organization", 1) if number < 3 else "" for number in (1, 2, 5)}


@pytest.fixture
def server() -> Iterator[PtvServer]:
    """Return a server that knows some services, all of them unchanged for long."""
    with filled_server() as running:
        yield running


def since(known: dict[str, str] = EDITION, moment: datetime = LAST) -> Wanted:
    return wanted(AREAS, "Tampere", since=moment, known=known)


# ------------------------------------------------------------ what is asked for again


def test_without_changes_nothing_is_fetched_and_everything_is_still_there(server: PtvServer, tmp_path: Path) -> None:
    fetched = run(server, tmp_path / "pages", since())
    assert (fetched.there, fetched.asked) == (ids(1, 2, 5), NONE)
    assert not fetched.complete
    assert not any(each.path.endswith("/list") for each in server.asked)


def test_a_changed_a_new_and_a_gone_service_are_found(server: PtvServer, tmp_path: Path) -> None:
    server.add(ptv_server.service(2, "Uusi nimi", county="08", organization=1, modified=LATER))
    server.add(ptv_server.service(7, municipalities=("837",), modified=LATER))
    server.add(ptv_server.service(4, municipalities=("609",), modified=LATER))
    server.archive("Service", 5)
    fetched = run(server, tmp_path / "pages", since())
    assert (fetched.there, fetched.asked) == (ids(1, 2, 7), ids(2, 7))
    assert {each["id"] for each in pages(fetched.folder, "services")} == ids(2, 7)


def test_what_came_into_the_area_without_a_change_of_its_own_is_fetched(server: PtvServer, tmp_path: Path) -> None:
    del (known := dict(EDITION))[guid("Service", 5)]
    assert run(server, tmp_path / "pages", since(known)).asked == ids(5)


def test_services_of_a_changed_channel_are_fetched(server: PtvServer, tmp_path: Path) -> None:
    server.add(ptv_server.channel(1, "Uusi numero", modified=LATER))
    fetched = run(server, tmp_path / "pages", since())
    assert fetched.asked == ids(1)
    assert {each["id"] for each in pages(fetched.folder, "channels")} == ids(1, 2, kind="ServiceChannel")


def test_services_of_a_changed_channel_in_the_field_of_its_kind_are_fetched(server: PtvServer, tmp_path: Path) -> None:
    server.wrapped = True
    server.add(ptv_server.channel(1, modified=LATER))
    assert run(server, tmp_path / "pages", since()).asked == ids(1)


def test_services_of_a_changed_organization_are_fetched(server: PtvServer, tmp_path: Path) -> None:
    server.add(ptv_server.organization(1, "Uusi nimi", modified=LATER))
    assert run(server, tmp_path / "pages", since()).asked == ids(1, 2)


def test_when_a_general_description_changed_everything_is_fetched(server: PtvServer, tmp_path: Path) -> None:
    server.add(ptv_server.description(1, modified=LATER))
    fetched = run(server, tmp_path / "pages", since())
    assert fetched.complete
    assert server.paths("/ServiceChannel/list") == 1


def test_when_more_channels_changed_than_there_are_services_everything_is_fetched(
    server: PtvServer, tmp_path: Path
) -> None:
    server.add(*(ptv_server.channel(number, modified=LATER) for number in range(10, 14)))
    assert run(server, tmp_path / "pages", since()).complete


def test_changes_are_asked_for_in_the_time_of_ptv_with_a_margin(server: PtvServer, tmp_path: Path) -> None:
    run(server, tmp_path / "pages", since(moment=LAST.astimezone(ZoneInfo("Europe/Helsinki"))))
    dates = {each.query["date"] for each in server.asked if "date" in each.query}
    assert dates == {"2026-11-16T07:00:00"}


def test_a_list_of_changes_that_is_refused_is_not_taken_for_an_empty_one(server: PtvServer, tmp_path: Path) -> None:
    server.trouble("/ServiceChannel", always=reply(400, {"date": ["The date parameter is invalid."]}))
    assert "400" in fails(server, tmp_path / "pages", since()).what


def test_another_moment_is_another_question(server: PtvServer, tmp_path: Path) -> None:
    server.trouble("/GeneralDescription", always=reply(403))
    fails(server, tmp_path / "pages", since())
    server.asked.clear()
    fails(server, tmp_path / "pages", since(moment=LAST + timedelta(days=1)))
    assert server.paths("/Service/area") == 1


def test_progress_of_changes_is_told(server: PtvServer, tmp_path: Path) -> None:
    told: list[Progress] = []
    server.add(ptv_server.channel(1, modified=LATER))
    run(server, tmp_path / "pages", since(), told)
    assert [(each.done, each.total) for each in told if each.phase == "changes"] == [(0, None), (0, 1), (1, 1)]


# ------------------------------------------------------------ putting together


def imported(number: int, name: str = "ennen", assured: date = date(2026, 11, 16)) -> Service:
    """Return a service as the importer of PTV makes it."""
    return Service(
        id=f"ptv:{guid('Service', number)}",
        type="kotihoito",
        name=name,
        organization="Organisaatio",
        organization_id=guid("Organization", 1),
        provider_kind="county",
        rung="7",
        description="",
        service_areas=("Tampere",),
        assured_date=assured,
        source="Palvelutietovaranto (PTV)",
        sv=NOT_TRANSLATED,
        en=NOT_TRANSLATED,
    )


def brought(there: frozenset[str], asked: frozenset[str] = NONE) -> Fetched:
    return Fetched(Path(), there, asked, MONDAY)


TODAY = date(2026, 11, 23)


def test_new_services_stand_instead_of_those_before_and_what_is_gone_goes() -> None:
    before = [imported(1), imported(2), imported(3)]
    new = [imported(2, "nyt", TODAY), imported(4, "nyt", TODAY)]
    merged = list(merge.merge(iter(before), iter(new), brought(ids(1, 2, 4), ids(2, 4))))
    assert merged == [*new, imported(1)]


def test_a_changed_service_that_could_not_be_imported_stays_as_it_was() -> None:
    merged = list(merge.merge([imported(1)], [], brought(ids(1), ids(1))))
    assert merged == [imported(1)]


def test_merging_reads_one_service_at_a_time() -> None:
    taken: list[int] = []

    def one_by_one() -> Iterator[Service]:
        for number in range(1, 100):
            taken.append(number)
            yield imported(number)

    merged = merge.merge(one_by_one(), [], brought(ids(*range(1, 100))))
    next(merged)
    assert taken == [1]


def test_what_an_edition_holds_is_known_by_the_ids_of_ptv() -> None:
    other = replace(imported(1), id="hsds:1")
    assert merge.known([imported(1), imported(2), other]) == {
        guid("Service", 1): guid("Organization", 1),
        guid("Service", 2): guid("Organization", 1),
    }
