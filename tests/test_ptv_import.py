"""Importing from PTV: files in every form they come in, what comes twice, what is missing, and how far it is."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from advisor_tui.catalogue import json_objects
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv import importer
from advisor_tui.catalogue.ptv.gathering import Gathering
from advisor_tui.catalogue.ptv.wording import SOURCE
from advisor_tui.catalogue.service import Service
from advisor_tui.errors import AdvisorError
from tests import ptv_payloads as ptv
from tests.ptv_payloads import CHANNEL, GENERAL, SERVICE, channel, described, phone, service

WRAPPERS = {
    "Phone": "phoneChannel",
    "ServiceLocation": "locationChannel",
    "EChannel": "electronicChannel",
    "WebPage": "webPageChannel",
    "PrintableForm": "printableFormChannel",
}


def written(place: Path, value: Any) -> Path:
    """Write JSON into a file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return place


def read(path: Path, faults: Faults | None = None) -> list[Service]:
    """Return the services of a path, in the order of their ids."""
    found = importer.services(path, ptv.around(), Faults() if faults is None else faults)
    return sorted(found, key=lambda each: each.id)


def read_soundly(path: Path) -> list[Service]:
    """Return the services of a path in which nothing is wrong."""
    faults = Faults()
    found = read(path, faults)
    assert [str(fault) for fault in faults.kept] == []
    return found


# ------------------------------------------------------------ forms


@pytest.mark.parametrize(
    "value",
    [
        [service(), channel()],
        ptv.page([service(), channel()]),
        {SERVICE: service(), CHANNEL: channel()},
        ptv.page([service(), {"phoneChannel": channel(), "locationChannel": None}]),
    ],
    ids=["list", "page", "by id", "wrapped"],
)
def test_a_file_holds_objects_in_any_of_their_forms(tmp_path: Path, value: Any) -> None:
    (found,) = read_soundly(written(tmp_path / "ptv.json", value))
    assert found.phones[0].number == "0405501990"


def test_an_object_alone_and_a_folder_of_files_and_archives_are_read(tmp_path: Path) -> None:
    written(tmp_path / "a" / "service.json", service())
    with zipfile.ZipFile(tmp_path / "rest.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pages/1.json", json.dumps(ptv.page([channel()])))
        archive.writestr("readme.txt", "not read")
    (found,) = read_soundly(tmp_path)
    assert found.phones[0].number == "0405501990"


def test_one_object_a_line_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in (service(), channel()))
    (tmp_path / "ptv.ndjson").write_text(lines, encoding="utf-8-sig")
    assert len(read_soundly(tmp_path)[0].phones) == 1


@pytest.mark.parametrize("kind", WRAPPERS)
def test_a_channel_in_a_wrapping_is_of_the_kind_that_the_wrapping_says(kind: str) -> None:
    bare = channel(kind, serviceChannelType=None, webPages=[{"url": "https://example.org", "language": "fi"}])
    wrapped = {**dict.fromkeys(WRAPPERS.values()), WRAPPERS[kind]: bare}
    (found,) = ptv.imported(service(), wrapped)
    plain = channel(kind, webPages=[{"url": "https://example.org", "language": "fi"}])
    assert found == ptv.imported(service(), plain)[0]


def test_a_large_file_is_read_object_by_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = written(tmp_path / "ptv.json", ptv.page([*(service(id=f"{number}") for number in range(20)), channel()]))
    whole = read_soundly(place)
    monkeypatch.setattr(json_objects, "WHOLE", 1000)
    assert read_soundly(place) == whole
    assert len(whole) == 20


def test_progress_is_told_in_bytes_and_ends_at_the_size(tmp_path: Path) -> None:
    written(tmp_path / "1.json", service())
    written(tmp_path / "2.json", channel())
    told: list[int] = []
    list(importer.services(tmp_path, ptv.around(), Faults(), told.append))
    assert sum(told) == importer.size(tmp_path) == sum(each.stat().st_size for each in tmp_path.iterdir())


def test_a_path_with_nothing_to_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError):
        read(tmp_path)
    with pytest.raises(AdvisorError):
        read(tmp_path / "none.json")


# ------------------------------------------------------------ what is no service


def test_rows_of_a_list_are_counted_and_told_once(tmp_path: Path) -> None:
    rows = [{"id": f"{number}", "name": f"Palvelu {number}"} for number in range(250)]
    faults = Faults()
    assert read(written(tmp_path / "list.json", ptv.page(rows)), faults) == []
    assert [fault.file for fault in faults.kept] == [SOURCE]
    assert "250" in faults.kept[0].problem


@pytest.mark.parametrize(
    "value", [{}, {"id": "a"}, {"services": []}, {"serviceHourType": "Standard"}, {"id": 1, "x": 2}]
)
def test_an_object_that_is_nothing_of_ptv_is_a_fault(value: Any) -> None:
    assert ptv.imported(value) == []
    assert len(ptv.problems(value)) == 1


@pytest.mark.parametrize("its_id", [None, "", " ", [], {}, True, "x" * 101])
def test_an_object_without_a_sound_id_is_a_fault(its_id: Any) -> None:
    assert ptv.imported(service(id=its_id), service()) == ptv.imported(service())
    assert any(each.startswith("id: ") for each in ptv.problems(service(id=its_id)))


# ------------------------------------------------------------ twice


def test_the_same_object_twice_is_one_without_a_word() -> None:
    alone = ptv.imported(service(), channel())
    faults = Faults()
    assert ptv.imported(service(), channel(), service(), channel(), faults=faults) == alone
    assert faults.count == 0


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_objects_with_one_id_the_one_modified_last_is_used_and_both_are_told(order: int) -> None:
    old = service(modified="2026-01-01T00:00:00", serviceChargeType="FreeOfCharge")
    new = service(modified="2026-02-01T00:00:00Z", serviceChargeType="Chargeable")
    faults = Faults()
    (found,) = ptv.imported(*(old, new)[::order], channel(), faults=faults)
    assert found.charge == "fee"
    assert [(fault.entry, fault.field, fault.line) for fault in faults.kept] == [(SERVICE, "id", 2)]


def test_of_two_objects_modified_at_one_moment_the_later_is_used() -> None:
    first, second = (channel(phoneNumbers=[phone(number)]) for number in ("401111111", "402222222"))
    (found,) = ptv.imported(service(), first, second)
    assert found.phones[0].number == "0402222222"


def test_one_id_may_stand_for_a_service_and_for_a_channel() -> None:
    (found,) = ptv.imported(service(serviceChannels=[ptv.connection(SERVICE)]), channel(id=SERVICE))
    assert len(found.phones) == 1
    assert ptv.problems(service(serviceChannels=[ptv.connection(SERVICE)]), channel(id=SERVICE)) == []


def gathered(*objects: Any) -> Gathering:
    """Return what has been gathered so far."""
    gathering = Gathering(ptv.around(), Faults())
    for each in objects:
        gathering.take(each, "https://example.org/Service?page=1")
    return gathering


def test_the_order_in_which_objects_come_does_not_matter() -> None:
    objects = [service(generalDescriptionId=GENERAL), channel(), ptv.general_description(), ptv.organization()]
    assert ptv.imported(*objects) == ptv.imported(*objects[::-1])


def test_a_fault_names_the_file_the_number_there_the_object_and_the_field(tmp_path: Path) -> None:
    place = written(tmp_path / "ptv.json", [service(serviceChannels=[]), channel(serviceChannelNames=7)])
    faults = Faults()
    read(place, faults)
    assert faults.count == 0  # a number is a text in one language
    place = written(tmp_path / "ptv.json", [service(serviceChannels=[]), channel(phoneNumbers=7)])
    read(place, faults)
    (fault,) = faults.kept
    assert (fault.file, fault.line, fault.entry, fault.field) == (str(place), 2, CHANNEL, "phoneNumbers")


def test_what_has_been_gathered_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with gathered(service(serviceDescriptions=described(Description="x" * 20_000))) as gathering:
        assert len(list(gathering.services())) == 1
        assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_as_a_mishap(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no disk that is always full")
    full = Path("/dev/full").open("r+b")  # noqa: SIM115 - the gathering closes it
    monkeypatch.setattr("tempfile.TemporaryFile", lambda: full)
    with pytest.raises(AdvisorError):
        ptv.imported(service())
