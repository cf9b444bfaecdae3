"""Services from elsewhere by command: imported, updated, exported, taken back; nothing is replaced untold."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor_tui import cli, stock, updating
from advisor_tui.catalogue import notes
from advisor_tui.catalogue.edition import Edition
from advisor_tui.catalogue.service import Service
from advisor_tui.cli import exit_codes
from advisor_tui.paths import places
from advisor_tui.settings import Settings
from tests import ptv_server
from tests.clocks import StandingClock
from tests.fetching import filled_server
from tests.ptv_server import PtvServer


def ptv_service(number: int, name: str = "", **more: Any) -> dict[str, Any]:
    """Return a service as PTV gives it."""
    return {
        "id": ptv_server.guid("Service", number),
        "type": "Service",
        "serviceNames": [{"language": "fi", "value": name or f"Palvelu {number}", "type": "Name"}],
        "serviceDescriptions": [{"language": "fi", "value": "Kuvaus.", "type": "Summary"}],
        "areaType": "Nationwide",
        "languages": ["fi"],
        "organizations": [{"organization": {"id": "x", "name": "Tampereen kaupunki"}, "roleType": "Responsible"}],
        "publishingStatus": "Published",
        **more,
    }


def write(path: Path, *objects: dict[str, Any]) -> Path:
    """Write objects as a page of PTV."""
    path.write_text(json.dumps({"pageNumber": 1, "pageCount": 1, "itemList": objects}), encoding="utf-8")
    return path


def edition(name: str = "ptv") -> Edition:
    """Return the edition of a source that is in use."""
    found = stock.store(Settings()).source(name).current()
    assert found is not None
    return found


def services(name: str = "ptv") -> dict[str, Service]:
    """Return the services of a source that are in use, by name."""
    return {each.name: each for each in edition(name).services()}


def run(*arguments: str | Path) -> int:
    """Run a command in this process."""
    return cli.run(["catalogue", *map(str, arguments)])


def test_an_import_tells_what_it_changes_and_what_is_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "ptv", write(tmp_path / "a.json", ptv_service(1), ptv_service(2))) == exit_codes.DONE
    assert sorted(services()) == ["Palvelu 1", "Palvelu 2"]
    assert "2" in capsys.readouterr().out
    phone = [{"type": "Phone", "number": "35816000", "prefixNumber": "+358", "language": "fi"}]
    connection = {"serviceChannel": {"id": ptv_server.guid("ServiceChannel", 1), "name": "x"}}
    changed = ptv_service(1, serviceChannels=[{**connection, "contactDetails": {"phoneNumbers": phone}}])
    assert run("import", "ptv", write(tmp_path / "b.json", changed, ptv_service(2))) == exit_codes.DONE
    assert "035816000" in capsys.readouterr().out


def test_a_try_changes_nothing(tmp_path: Path) -> None:
    assert run("import", "ptv", write(tmp_path / "a.json", ptv_service(1)), "--try") == exit_codes.DONE
    assert list(stock.store(Settings()).sources()) == []
    assert list(places().catalogue.rglob("*.jsonl")) == []


def test_when_too_much_is_gone_everything_stays_until_it_is_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = write(tmp_path / "a.json", *map(ptv_service, range(1, 11)))
    half = write(tmp_path / "b.json", *map(ptv_service, range(1, 6)))
    assert run("import", "ptv", everything) == exit_codes.DONE
    before = edition().digest
    assert run("import", "ptv", half) == exit_codes.MENDABLE
    assert "--allow-gone" in capsys.readouterr().err
    assert edition().digest == before
    assert run("import", "ptv", half, "--allow-gone") == exit_codes.DONE
    assert len(services()) == 5


def test_one_command_takes_an_update_back(tmp_path: Path) -> None:
    run("import", "ptv", write(tmp_path / "a.json", ptv_service(1)))
    run("import", "ptv", write(tmp_path / "b.json", ptv_service(1, "Uusi nimi")))
    assert list(services()) == ["Uusi nimi"]
    assert run("back", "ptv") == exit_codes.DONE
    assert list(services()) == ["Palvelu 1"]


@pytest.mark.parametrize("content", ["", "{", "[1, 2", '{"a": ' * 5000, '{"id": ' + "9" * 5000 + "}", "\0\1"])
def test_a_broken_file_leaves_the_services_in_use_as_they_were(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", "ptv", write(tmp_path / "a.json", ptv_service(1)))
    before = edition().digest
    broken = tmp_path / "b.json"
    broken.write_text(content, encoding="utf-8")
    assert run("import", "ptv", broken) == exit_codes.MENDABLE
    told = capsys.readouterr()
    assert "b.json" in told.err
    assert "Traceback" not in told.err
    assert edition().digest == before


def test_an_import_that_is_stopped_by_hand_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", "ptv", write(tmp_path / "a.json", ptv_service(1)))
    before = edition().digest

    def stopped(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("advisor_tui.updating.compare", stopped)
    assert run("import", "ptv", write(tmp_path / "b.json", ptv_service(2))) == exit_codes.STOPPED
    assert edition().digest == before


def test_two_imports_of_one_source_at_once_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with updating.alone(stock.store(Settings()).source("ptv")):
        assert run("import", "ptv", write(tmp_path / "a.json", ptv_service(1))) == exit_codes.MENDABLE
    assert "ptv" in capsys.readouterr().err


def test_a_source_of_another_kind_is_not_written_over(tmp_path: Path) -> None:
    run("import", "ptv", write(tmp_path / "a.json", ptv_service(1)), "--as", "omat")
    sheet = tmp_path / "x.csv"
    sheet.write_text("palvelu;puhelin\nKerho;03 123 4567\n", encoding="utf-8")
    assert run("import", "sheet", sheet, "--as", "omat") == exit_codes.MENDABLE
    assert list(services("omat")) == ["Palvelu 1"]


def test_a_spreadsheet_is_a_source_named_after_its_file(tmp_path: Path) -> None:
    sheet = tmp_path / "Yhdistysten kerhot 2026.csv"
    sheet.write_text("palvelu;puhelin\nKerho;03 123 4567\n;\n", encoding="cp1252")
    assert run("import", "sheet", sheet) == exit_codes.DONE
    assert [each.phones[0].number for each in services("yhdistysten-kerhot-2026").values()] == ["03 123 4567"]


def test_the_sources_are_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sources") == exit_codes.DONE
    run("import", "ptv", write(tmp_path / "a.json", ptv_service(1)))
    capsys.readouterr()
    run("sources")
    assert capsys.readouterr().out.split("\t")[:2] == ["ptv", "1"]
    assert run("remove", "ptv") == exit_codes.DONE
    assert list(stock.store(Settings()).sources()) == []


@pytest.mark.parametrize("command", ["back", "remove"])
@pytest.mark.parametrize("name", ["ptv", "../x", "Ä"])
def test_a_source_that_is_not_there_is_named(command: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, name) == exit_codes.MENDABLE
    assert name in capsys.readouterr().err


def test_what_is_exported_comes_back_equal(tmp_path: Path) -> None:
    run("import", "ptv", write(tmp_path / "a.json", ptv_service(1), ptv_service(2)))
    everything = list(stock.load(Settings()).whole.catalogue.services)
    for form in ("json", "csv"):
        out = tmp_path / f"out-{form}"
        assert run("export", "hsds", out, "--format", form) == exit_codes.DONE
        assert run("import", "hsds", out if form == "csv" else out.rename(tmp_path / "out.json"), "--as", form) == 0
        assert sorted(edition(form).services(), key=lambda each: each.id) == sorted(
            everything, key=lambda each: each.id
        )


def test_an_export_writes_over_nothing(tmp_path: Path) -> None:
    there = tmp_path / "out.json"
    there.write_text("tärkeää", encoding="utf-8")
    assert run("export", "hsds", there) == exit_codes.MENDABLE
    assert there.read_text(encoding="utf-8") == "tärkeää"


def test_an_imported_service_is_found_by_the_search_with_its_notes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", "ptv", write(tmp_path / "a.json", ptv_service(1, "Kyläapu")))
    service_id = services()["Kyläapu"].id
    notes.save(stock.notes_file(Settings()), notes.Note(service_id, caller_words=("talkkari",)))
    run("import", "ptv", write(tmp_path / "b.json", ptv_service(1, "Kyläapu", languages=["fi", "sv"])))
    capsys.readouterr()
    assert cli.run(["search", "talkkari", "--json", "--limit", "1"]) == exit_codes.DONE
    (hit,) = json.loads(capsys.readouterr().out)
    assert hit["name"] == "Kyläapu"


# ------------------------------------------------------------ from the net


@pytest.fixture
def server(home: Path) -> Iterator[PtvServer]:
    """Run a server of PTV, which the settings name."""
    with filled_server() as running:
        home.mkdir(exist_ok=True)
        (home / "settings.toml").write_text(f'[catalogue]\nptv_address = "{running.address}"\n', encoding="utf-8")
        yield running


def update(*arguments: str) -> int:
    """Run an update of the services of Tampere."""
    return run("update", "ptv", "--municipality", "Tampere", *arguments)


@pytest.mark.usefixtures("server")
def test_an_update_fetches_the_services_of_a_municipality() -> None:
    assert update() == exit_codes.DONE
    names = {each.source_id for each in edition("ptv-837").services()}
    assert ptv_server.guid("Service", 1) in names
    assert ptv_server.guid("Service", 4) not in names
    assert edition("ptv-837").head.scope == "Tampere"
    assert not list((places().cache / "fetched-ptv-837").glob("*.json"))


def test_a_second_update_asks_only_for_what_has_changed(server: PtvServer, clock: StandingClock) -> None:
    update()
    first = edition("ptv-837")
    asked = len(server.asked)
    clock.advance(2 * 3600)
    server.add(
        ptv_server.service(
            2, name="Muuttunut", modified="2026-11-23T13:40:00", county="08", channels=(2,), organization=1
        )
    )
    assert update() == exit_codes.DONE
    assert len(server.asked) - asked < asked + 5
    second = edition("ptv-837")
    assert second.head.whole_at == first.head.whole_at
    assert "Muuttunut" in {each.name for each in second.services()}
    assert set(second.head.ids) == set(first.head.ids)


@pytest.mark.usefixtures("server")
def test_after_a_week_everything_is_fetched_again(clock: StandingClock) -> None:
    update()
    first = edition("ptv-837").head.whole_at
    clock.advance(8 * 24 * 3600)
    assert update() == exit_codes.DONE
    assert edition("ptv-837").head.whole_at > first


def test_when_the_server_fails_the_services_in_use_stay(server: PtvServer, capsys: pytest.CaptureFixture[str]) -> None:
    update()
    before = edition("ptv-837").digest
    server.trouble("/Service", always=ptv_server.reply(500))
    assert update("--everything") == exit_codes.MENDABLE
    assert "Traceback" not in capsys.readouterr().err
    assert edition("ptv-837").digest == before


@pytest.mark.parametrize(
    "area",
    [
        ("--municipality", "Atlantis"),
        ("--county", "Mallila"),
        (),
        ("--county", "06", "--municipality", "837"),
    ],
)
def test_an_area_that_does_not_exist_is_said_before_anything_is_asked(
    server: PtvServer, area: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("update", "ptv", *area) == exit_codes.MENDABLE
    assert capsys.readouterr().err
    assert not server.asked
