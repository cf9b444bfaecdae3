"""Services out of tables of HSDS (CSV): the layouts of 1.1, 2.0 and 3.x, in folders and archives, as people save."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule, Term
from advisor_tui.catalogue.service import NOT_TRANSLATED, Service
from tests.hsds_payloads import (
    TODAY,
    Tables,
    imported,
    of_tables,
    one,
    one_with_fault,
    tables_1_1,
    write_tables,
)

WHOLE = Service(
    id="hsds:s1",
    type="ateria",
    name="Warm meals",
    organization="Mill Trust",
    provider_kind="association",
    rung="4",
    description="A hot lunch, brought home.",
    service_areas=("Äänekoski", "Kangasala"),
    assured_date=TODAY,
    source="Open Referral (HSDS)",
    sv=NOT_TRANSLATED,
    en=NOT_TRANSLATED,
    alternate_names=("Lunch",),
    caller_words=("ruokaa kotiin",),
    eligibility_description="For those who cannot cook",
    languages=("fi", "en"),
    charge="free",
    fees_description="Free\nCards",
    application_process="Ring us.\nA letter from a doctor",
    phones=(Phone("+358 40 123", "Kitchen", languages=("fi", "sv")), Phone("03 3", "Ann, Cook")),
    schedules=(
        Schedule("MO-WE", "09:00", "17:00"),
        Schedule("SA", "10:00", "12:00"),
        Schedule(
            "MO-SU",
            "00:00",
            "24:00",
            valid_from=date(2026, 12, 24),
            valid_to=date(2026, 12, 26),
            exception=True,
            closed=True,
        ),
        Schedule("MO-SU", "10:00", "12:00", valid_from=date(2026, 12, 31), valid_to=date(2026, 12, 31), exception=True),
    ),
    locations=(
        Location(
            "Mill Hall",
            "Mill Street 1",
            "33100",
            "Tampere",
            "Tampere",
            61.5,
            23.75,
            (Phone("03 1", "Hall"),),
            (Schedule("SU", "10:00", "12:00"),),
            "Ramp: ring first",
        ),
    ),
    url="https://example.org/m",
    links=(Link("https://example.org", "Mill Trust"),),
    emails=("ann@example.org",),
    life_area="daily_life",
    taxonomy_terms=(Term("AIRS", "Food"), Term("hsds:program", "p1", "Food for all")),
    organization_id="org1",
    source_id="s1",
    last_modified=date(2026, 9, 1),
    inferred=("rung", "provider_kind", "type", "life_area", "caller_words"),
)
"""What :func:`tables_1_1` becomes. Hours of the service at its place are the place's."""


def test_every_table_of_1_1_finds_its_place(tmp_path: Path) -> None:
    assert structs.asdict(one(of_tables(tmp_path, tables_1_1()))) == structs.asdict(WHOLE)


def tables_2_0() -> Tables:
    """Return the same in the layout of 2.0: rules of recurrence, and terms by way of attributes."""
    tables = tables_1_1()
    for name in ("regular_schedules.csv", "taxonomy.csv", "services_taxonomy.csv"):
        del tables[name]
    return {
        **tables,
        "schedules.csv": """
id,service_id,location_id,service_at_location_id,freq,wkst,interval,byday,opens_at,closes_at,valid_from,valid_to,until
r1,s1,,,WEEKLY,MO,1,"MO,TU,WE",09:00,17:00,,,
r4,s1,,,WEEKLY,MO,,SA,10:00,12:00,null,null,
r5,s1,,at1,WEEKLY,MO,1,SU,10:00,12:00,,,
""",
        "taxonomies.csv": "id,name,description,uri,version\nx1,AIRS,,,\n",
        "taxonomy_terms.csv": "id,term,description,parent_id,taxonomy,language\nn1,Food,,,AIRS,en\n",
        "service_attributes.csv": "id,service_id,taxonomy_term_id\nk1,s1,n1\n",
    }


def tables_3_x() -> Tables:
    """Return the same in the layout of 3.x, whose table of services at places has a name without an s."""
    tables = {
        name: text
        for name, text in tables_2_0().items()
        if name
        not in (
            "services_at_location.csv",
            "physical_addresses.csv",
            "postal_addresses.csv",
            "eligibility.csv",
            "accessibility_for_disabilities.csv",
            "service_attributes.csv",
            "languages.csv",
            "service_areas.csv",
        )
    }
    return {
        **tables,
        "services.csv": """
id,organization_id,program_id,name,alternate_name,description,url,status,fees_description,eligibility_description
s1,org1,p1,Warm meals,Lunch,"A hot lunch, brought home.",https://example.org/m,active,Free,For those who cannot cook
""",
        "service_at_location.csv": "id,service_id,location_id,description\nat1,s1,l1,\n",
        "required_documents.csv": """
id,service_id,document,uri
d0,s1,Ring us.,
d1,s1,A letter from a doctor,
""",
        "addresses.csv": """
id,location_id,attention,address_1,address_2,city,region,state_province,postal_code,country,address_type
a2,l1,,PO Box 1,,London,,,E1,GB,postal
a1,l1,,Mill Street 1,,Tampere,,Pirkanmaa,33100,FI,physical
""",
        "accessibility.csv": "id,location_id,description,details,url\nx1,l1,Ramp,ring first,\n",
        "attributes.csv": "id,link_id,taxonomy_term_id,link_type,link_entity,value\nk1,s1,n1,,service,\n",
        "languages.csv": "id,service_id,location_id,phone_id,name,code\ng1,s1,,,Finnish,fi\ng2,s1,,,,en\n",
        "service_areas.csv": "id,service_id,name,extent,uri\nv1,s1,'992',,\nv2,s1,Kangasala,,\n",
    }


@pytest.mark.parametrize("tables", [tables_2_0, tables_3_x])
def test_later_layouts_say_the_same(tmp_path: Path, tables: Callable[[], Tables]) -> None:
    assert structs.asdict(one(of_tables(tmp_path, tables()))) == structs.asdict(WHOLE)


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_tables_are_read_as_people_save_them(tmp_path: Path, delimiter: str, encoding: str) -> None:
    tables = {
        "services.csv": "id,organization_id,name,description,status\ns1,o1,Äidin apu,Ääni,active",
        "organizations.csv": "id,name,description\no1,Mylly,Säätiö",
    }
    for name, text in tables.items():
        (tmp_path / name).write_bytes(text.replace(",", delimiter).encode(encoding))
    found = one(imported(tmp_path))
    assert (found.name, found.description, found.organization) == ("Äidin apu", "Ääni", "Mylly")


def test_a_package_in_an_archive_with_its_tables_in_a_folder_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        for name, text in tables_1_1().items():
            archive.writestr(f"datapackage/data/{name}", text.strip())
        archive.writestr("datapackage/datapackage.json", "{}")
    assert structs.asdict(one(imported(tmp_path / "package.zip"))) == structs.asdict(WHOLE)


def test_tables_with_names_of_their_own_are_told_by_the_description_of_the_package(tmp_path: Path) -> None:
    tables = {f"t{number}.csv": text for number, text in enumerate(tables_1_1().values())}
    resources = ",".join(
        f'{{"name": "{name.removesuffix(".csv")}", "path": "data/t{number}.csv"}}'
        for number, name in enumerate(tables_1_1())
    )
    write_tables(tmp_path, {**tables, "datapackage.json": f'\ufeff{{"resources": [{resources}]}}'})
    assert structs.asdict(one(imported(tmp_path))) == structs.asdict(WHOLE)


def test_without_a_description_tables_that_nobody_can_name_are_left_and_that_is_told(tmp_path: Path) -> None:
    services, faults = of_tables(tmp_path, {"t1.csv": tables_1_1()["services.csv"]})
    assert services == []
    assert [fault.file for fault in faults.kept] == [str(tmp_path)]


@pytest.mark.parametrize("text", ["{", '{"resources": 5}', "[1]", ""])
def test_a_description_that_is_none_is_told_and_the_tables_are_read_by_their_names(tmp_path: Path, text: str) -> None:
    found, fault = one_with_fault(of_tables(tmp_path, {**tables_1_1(), "datapackage.json": text}))
    assert found.name == "Warm meals"
    assert fault.file.endswith("datapackage.json")


def test_a_fault_in_a_table_is_told_with_its_file_line_service_and_column(tmp_path: Path) -> None:
    tables = tables_1_1()
    tables["locations.csv"] = tables["locations.csv"].replace("61.5", "north")
    found, fault = one_with_fault(of_tables(tmp_path, tables))
    assert found.locations[0].latitude is None
    assert (fault.file, fault.line) == (str(tmp_path / "locations.csv"), 2)
    assert (fault.entry, fault.field) == ("s1", "latitude")


def test_what_a_table_ties_to_a_place_and_to_another_service_is_not_taken(tmp_path: Path) -> None:
    tables = tables_1_1()
    tables["phones.csv"] += "t5,l1,s9,,,,03 9,,voice,,Another service\n"
    assert one(of_tables(tmp_path, tables)) == WHOLE


def test_what_a_table_ties_to_a_service_and_to_its_organisation_is_the_services(tmp_path: Path) -> None:
    tables = tables_1_1()
    tables["phones.csv"] = tables["phones.csv"].replace("t1,,s1,,,", "t1,,s1,org1,,")
    tables["contacts.csv"] = tables["contacts.csv"].replace("c1,,s1", "c1,org1,s1")
    assert one(of_tables(tmp_path, tables)) == WHOLE


def test_a_contact_of_the_organisation_answers_for_a_service_that_has_no_phone(tmp_path: Path) -> None:
    tables = tables_1_1()
    tables["contacts.csv"] = tables["contacts.csv"].replace("c1,,s1", "c1,org1,")
    tables["phones.csv"] = "id,contact_id,number\nt4,c1,03 3"
    found = one(of_tables(tmp_path, tables))
    assert (found.phones, found.emails) == ((Phone("03 3", "Ann, Cook"),), ("trust@example.org", "ann@example.org"))


def test_a_service_that_names_its_place_itself_as_in_1_0_is_at_it(tmp_path: Path) -> None:
    tables = tables_1_1()
    del tables["services_at_location.csv"]
    tables["regular_schedules.csv"] = tables["regular_schedules.csv"].replace("l1,at1", "l1,")
    tables["services.csv"] = (
        tables["services.csv"].replace("licenses", "location_id").replace("Ring us.,", "Ring us.,l1")
    )
    assert one(of_tables(tmp_path, tables)) == WHOLE


def test_services_at_one_place_each_have_it(tmp_path: Path) -> None:
    tables = tables_1_1()
    tables["services.csv"] += "s2,org1,,Talk,,,,,active,,,\n"
    tables["services_at_location.csv"] += "at2,s2,l1,\n"
    services, _faults = of_tables(tmp_path, tables)
    assert [[place.name for place in service.locations] for service in services] == [["Mill Hall"], ["Mill Hall"]]
    assert services[1].locations[0].phones == (Phone("03 1", "Hall"),)
    assert services[1].locations[0].schedules == ()


def test_a_package_of_thousands_of_services_comes_in_whole(tmp_path: Path) -> None:
    count = 4_000
    numbers = range(count)
    write_tables(
        tmp_path,
        {
            "organizations.csv": "id,name,description\n" + "".join(f"o{n},Trust {n},x\n" for n in numbers[:50]),
            "services.csv": "id,organization_id,name,status\n"
            + "".join(f"s{n},o{n % 50},Service {n},active\n" for n in numbers),
            "phones.csv": "id,service_id,number\n" + "".join(f"p{n},s{n},03 {n:06}\n" for n in reversed(numbers)),
            "service_at_location.csv": "id,service_id,location_id\n"
            + "".join(f"a{n},s{n},l{n % 9}\n" for n in numbers),
            "locations.csv": "id,name,location_type\n" + "".join(f"l{n},Hall {n},physical\n" for n in numbers[:9]),
        },
    )
    services, faults = imported(tmp_path)
    assert faults.count == 0
    told = [(each.source_id, each.organization, each.phones[0].number, each.locations[0].name) for each in services]
    assert told == [(f"s{n}", f"Trust {n % 50}", f"03 {n:06}", f"Hall {n % 9}") for n in numbers]
