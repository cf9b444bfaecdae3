"""Services out of HSDS 3 in JSON: what becomes of each field, and every form in which sources give objects."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule, Term
from advisor_tui.catalogue.hsds import importer
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.service import NOT_TRANSLATED, Service
from advisor_tui.language import _
from tests.hsds_payloads import (
    ORGANIZATION,
    PLACE,
    SERVICE,
    TODAY,
    around,
    full,
    imported,
    of_json,
    one,
    one_with_fault,
    small,
)

WHOLE = Service(
    id=f"hsds:{SERVICE}",
    type="ateria",
    name="Warm meals",
    organization="Mill Trust",
    provider_kind="association",
    rung="4",
    description="A hot lunch, brought home.\n\n- every day\n- soup & bread\n\n"
    "Interpreters for Somali and Arabic on Tuesdays",
    service_areas=("Tampere", "Pirkanmaan hyvinvointialue"),
    assured_date=date(2026, 10, 1),
    source="Open Referral (HSDS), checks@example.org",
    sv=NOT_TRANSLATED,
    en=NOT_TRANSLATED,
    alternate_names=("Lunch at the door",),
    caller_words=("ruokaa kotiin",),
    status="temporarily closed",
    eligibility_description="For those who cannot cook",
    minimum_age=65,
    languages=("en", "so"),
    charge="fee",
    fees_description="Nine pounds a meal.\nWith soup: 9.5 GBP per meal",
    application_process="Ring us.\nA letter from a doctor https://example.org/l",
    phones=(
        Phone("+44 1234 234567", "Kitchen", languages=("ur",)),
        Phone("+44 7700 900000", "SMS"),
        Phone("01234 6", "Ann, Cook"),
    ),
    schedules=(
        Schedule("MO-FR", "09:00", "16:00", valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31)),
        Schedule("SA", "10:00", "23:30"),
    ),
    locations=(
        Location(
            "Mill Hall",
            "Mill Street 1, Door B",
            "33100",
            "Tampere",
            "Tampere",
            61.5,
            23.75,
            (Phone("01234 5"),),
            (Schedule("SU", "12:00", "24:00"),),
            "Ramp: ring first",
        ),
    ),
    url="https://example.org/meals",
    links=(
        Link("https://example.org/menu", "Menu"),
        Link("https://example.org/chat"),
        Link("https://example.org", "Mill Trust"),
    ),
    emails=("meals@example.org", "ann@example.org"),
    alert="No meals on 6 December",
    life_area="daily_life",
    taxonomy_terms=(
        Term("AIRS", "BD-5000", "Food"),
        Term("hsds:attribute", "yes", "Wheelchair"),
        Term("hsds:program", PLACE, "Food for all"),
    ),
    organization_id=ORGANIZATION,
    source_id=SERVICE,
    last_modified=date(2026, 9, 30),
    inferred=("rung", "provider_kind", "type", "life_area", "caller_words"),
)
"""What :func:`full` becomes: HTML is taken out, areas are known, the rules know the kind, nobody rings a fax."""


def test_every_field_of_a_whole_service_finds_its_place(tmp_path: Path) -> None:
    found = one(of_json(tmp_path, full()))
    kitchen, *others = WHOLE.phones
    told = ", ".join(("Kitchen", _("extension {number}").format(number=100)))
    expected = structs.replace(WHOLE, phones=(structs.replace(kitchen, description=told), *others))
    assert structs.asdict(found) == structs.asdict(expected)


def test_a_service_from_abroad_with_no_more_than_the_schema_asks_for_comes_in_and_nothing_is_invented(
    tmp_path: Path,
) -> None:
    found = one(of_json(tmp_path, small()))
    assert (found.id, found.name, found.organization) == (f"hsds:{SERVICE}", "Talk", "Mill Trust")
    assert (found.assured_date, found.last_modified) == (TODAY, None)
    assert found.inferred == ("rung", "provider_kind")
    inferred = {"id", "name", "organization", "organization_id", "source", "source_id", "assured_date", "inferred"}
    for field in structs.fields(Service):
        if field.name not in {*inferred, "rung", "provider_kind", "status", "sv", "en"}:
            assert not getattr(found, field.name), field.name


# ------------------------------------------------------------ single fields


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        ({"service_areas": [{"name": "Suomi"}]}, "service_areas", ("FI",)),
        ({"service_areas": [{"name": "Nationwide"}, {"name": "Finland"}]}, "service_areas", ("FI",)),
        ({"service_areas": [{"name": "992"}]}, "service_areas", ("Äänekoski",)),
        ({"service_areas": [{"name": "06"}]}, "service_areas", ("Pirkanmaan hyvinvointialue",)),
        ({"service_areas": [{"name": "Birkalands välfärdsområde"}]}, "service_areas", ("Pirkanmaan hyvinvointialue",)),
        ({"service_areas": [{"name": "aanekoski"}]}, "service_areas", ("Äänekoski",)),
        ({"cost_options": [{"amount": 0}]}, "charge", "free"),
        ({"cost_options": [{"amount": "0"}, {"amount": 2}]}, "charge", "fee"),
        ({"fees_description": "Maksuton."}, "charge", "free"),
        ({"fees": "Free of charge"}, "charge", "free"),
        ({"fees_description": "Free for some"}, "charge", ""),
        ({"fees": "Ten"}, "fees_description", "Ten"),
        ({"minimum_age": "18.0", "maximum_age": 64.9}, "minimum_age", 18),
        ({"minimum_age": "18.0", "maximum_age": 64.9}, "maximum_age", 64),
        ({"maximum_age": 999}, "maximum_age", None),
        ({"status": "ACTIVE"}, "status", "active"),
        ({"languages": [{"code": "FI"}, {"language": "sv, en"}]}, "languages", ("fi", "sv", "en")),
        ({"languages": [{"name": "Arabic"}, {"name": "Swedish"}]}, "languages", ("ar", "sv")),
        ({"eligibilitys": [{"eligibility": "All", "minimum_age": 7}]}, "eligibility_description", "All"),
        ({"eligibilitys": [{"eligibility": "All", "minimum_age": 7}]}, "minimum_age", 7),
        ({"wait_time": "Two weeks", "description": "Talk"}, "description", "Talk\n\nTwo weeks"),
        ({"last_modified": None, "metadata": [{"last_action_date": "2026-03-01"}, {"last_action_date": "2026-02-01"}]},
         "last_modified", date(2026, 3, 1)),
        ({"service_taxonomys": [{"taxonomy": {"id": "1", "name": "Food", "vocabulary": "esd"}}]}, "taxonomy_terms",
         (Term("esd", "Food"),)),
        ({"attributes": [{"taxonomy_term": {"code": "P4.2", "name": "Home", "taxonomy_detail": {"name": "PTV"}}}]},
         "taxonomy_terms", (Term("PTV", "P4.2", "Home"),)),
    ],
)  # fmt: skip
def test_a_field_is_read_as_its_version_of_hsds_writes_it(
    tmp_path: Path, change: dict[str, Any], field: str, expected: object
) -> None:
    assert getattr(one(of_json(tmp_path, small(**change))), field) == expected


@pytest.mark.parametrize(
    ("change", "field", "expected", "told"),
    [
        ({"service_areas": [{"name": "Mallila"}]}, "service_areas", ("Mallila",), "service_areas"),
        ({"service_areas": [{"name": "All of Kent"}]}, "service_areas", ("All of Kent",), "service_areas"),
        ({"status": "open"}, "status", "active", "status"),
        ({"minimum_age": -1}, "minimum_age", None, "minimum_age"),
        ({"minimum_age": "young"}, "minimum_age", None, "minimum_age"),
        ({"languages": [{"name": "Klingon!"}, {"code": "fi"}]}, "languages", ("fi",), "languages"),
        ({"assured_date": "soon"}, "assured_date", TODAY, "assured_date"),
        ({"phones": [{"number": " "}, {"number": "03 1"}]}, "phones", (Phone("03 1"),), "phones.0.number"),
        ({"phones": ["03 1"]}, "phones", (), "phones.0"),
        ({"phones": {"number": "03 1"}}, "phones", (), "phones"),
        ({"organization": {"id": ORGANIZATION}}, "organization", "", "organization"),
        (
            {"service_at_locations": [{"location": {"name": "X", "latitude": 0, "longitude": 0}}]},
            "locations",
            (Location("X"),),
            "service_at_locations.0.location.latitude",
        ),
        (
            {"service_at_locations": [{"location": {"name": "X", "latitude": 6700000, "longitude": 230000}}]},
            "locations",
            (Location("X"),),
            "service_at_locations.0.location.latitude",
        ),
        ({"service_at_locations": [{"location_id": "l9"}]}, "locations", (), "service_at_locations.0.location_id"),
    ],
)
def test_what_is_wrong_in_a_field_is_told_and_the_rest_comes_in(
    tmp_path: Path, change: dict[str, Any], field: str, expected: object, told: str
) -> None:
    found, fault = one_with_fault(of_json(tmp_path, small(**change)))
    assert getattr(found, field) == expected
    assert (fault.entry, fault.field) == (SERVICE, told)
    assert fault.file.endswith("services.json")


def test_a_service_that_has_no_phone_is_reached_by_that_of_its_organisation(tmp_path: Path) -> None:
    trust = {"id": ORGANIZATION, "name": "Mill Trust", "email": "a@example.org", "phones": [{"number": "03 1"}]}
    found = one(of_json(tmp_path / "none", small(organization=trust)))
    assert (found.phones, found.emails) == ((Phone("03 1"),), ("a@example.org",))
    own = one(of_json(tmp_path / "own", small(organization=trust, phones=[{"number": "03 2"}], email="b@example.org")))
    assert (own.phones, own.emails) == ((Phone("03 2"),), ("b@example.org",))


def test_a_place_with_only_an_address_to_write_to_has_that(tmp_path: Path) -> None:
    location = {"id": PLACE, "addresses": [{"address_1": "PL 1", "city": "Kangasala", "address_type": "postal"}]}
    found = one(of_json(tmp_path, small(service_at_locations=[{"location": location}])))
    assert found.locations == (Location(address="PL 1", city="Kangasala", municipality="Kangasala"),)


@pytest.mark.parametrize("missing", ["id", "name"])
def test_a_service_without_id_or_name_is_left_out_and_told(tmp_path: Path, missing: str) -> None:
    services, faults = of_json(tmp_path, [small(**{missing: ""}), small(id="2")])
    assert [service.id for service in services] == ["hsds:2"]
    assert [fault.field for fault in faults.kept] == [missing]


def test_a_second_service_of_one_id_is_left_out_and_told_with_its_place(tmp_path: Path) -> None:
    services, faults = of_json(tmp_path, [small(name="First"), small(name="Second")])
    assert [service.name for service in services] == ["First"]
    assert [(fault.line, fault.entry, fault.field) for fault in faults.kept] == [(2, SERVICE, "id")]


# ------------------------------------------------------------ forms


def page(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a page of HSDS's API."""
    return {"total_items": len(objects), "total_pages": 1, "page_number": 1, "contents": objects}


TWO = [full(), small(id="2")]

FORMS: dict[str, Callable[[], str]] = {
    "a list": lambda: json.dumps(TWO),
    "a page": lambda: json.dumps(page(TWO)),
    "a page of Open Referral UK": lambda: json.dumps({"totalElements": 2, "content": TWO}),
    "objects under the names of their kinds": lambda: json.dumps({"services": TWO, "organizations": []}),
    "an object a line": lambda: "\n".join(map(json.dumps, TWO)),
    "with a byte order mark": lambda: "\ufeff" + json.dumps(TWO),
    "with comments": lambda: "// exported by hand\n" + json.dumps(TWO, indent=1) + "\n  // end\n",
    "organisations with their services": lambda: json.dumps(
        [
            {
                **full()["organization"],
                "services": [{k: v for k, v in each.items() if k != "organization"} for each in TWO],
            }
        ]
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["services.json", "export.json"])
def test_services_come_out_of_every_form_of_json(tmp_path: Path, form: str, name: str) -> None:
    (tmp_path / name).write_text(FORMS[form](), encoding="utf-8")
    services, faults = imported(tmp_path / name)
    assert [str(fault) for fault in faults.kept] == []
    assert [service.source_id for service in services] == [SERVICE, "2"]
    assert services[0].phones[1:] == WHOLE.phones[1:]
    assert [service.organization for service in services] == ["Mill Trust", "Mill Trust"]


def entities(folder: Path) -> Path:
    """Write a file for each kind of object: what 3.x calls lists, and a page of services at places."""
    whole = full()
    (at, virtual), organization, program = (
        whole.pop("service_at_locations"),
        whole.pop("organization"),
        whole.pop("program"),
    )
    location = at.pop("location")
    phones = [{**each, "service_id": SERVICE} for each in whole.pop("phones")]
    schedules = [{**each, "location_id": PLACE} for each in location.pop("schedules")]
    service = {**whole, "organization_id": ORGANIZATION, "program_id": PLACE}
    objects = {
        "hsds_services_2026.json": [service],
        "organizations.json": page([organization]),
        "programs.json": [program],
        "service_at_locations.json": [
            {**at, "service_id": SERVICE, "location_id": PLACE},
            {"service": {"id": SERVICE, "name": "Warm meals"}, **virtual},
        ],
        "locations.json": [location],
        "phones.json": phones,
        "schedules.json": schedules,
    }
    for name, content in objects.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_a_file_for_each_kind_of_object_says_the_same_as_one_with_everything(tmp_path: Path) -> None:
    parts, whole = tmp_path / "parts", tmp_path / "whole"
    parts.mkdir()
    assert one(imported(entities(parts))) == one(of_json(whole, full()))


def test_a_zip_archive_says_the_same_as_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    entities(folder)
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"data/{path.name}")
    assert imported(tmp_path / "package.zip")[0] == imported(folder)[0]


def test_a_service_that_only_a_service_at_a_place_tells_of_comes_in_too(tmp_path: Path) -> None:
    at = {"id": PLACE, "service": small(), "location": {"id": PLACE, "name": "Mill Hall"}}
    found = one(of_json(tmp_path, [at], "service_at_locations.json"))
    assert (found.name, found.locations) == ("Talk", (Location("Mill Hall"),))


def test_reading_is_told_in_bytes_up_to_all_there_are(tmp_path: Path) -> None:
    entities(tmp_path)
    told: list[int] = []
    assert list(importer.services(tmp_path, around(), Faults(), told.append))
    assert sum(told) == importer.size(tmp_path) == sum(path.stat().st_size for path in tmp_path.iterdir())
