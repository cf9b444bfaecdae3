"""What is written holds to the schema of HSDS 3.2: its fields, their types and formats, what must be there, its words.

The schema stands here as its own tables tell it (github.com/openreferral/specification, branch 3.2, ``schema/*.json``
and ``schema/simple/schema.csv``): ``!`` must be there, ``!!`` must be there in tables, ``[…]`` is a list of objects,
``{…}`` one. The page around the services is ``Page`` of its API (``openapi.json``).
"""

import csv
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from msgspec import structs

from advisor_tui.catalogue import files
from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule, Term
from advisor_tui.catalogue.service import Service
from tests.hsds_payloads import SERVICES, exported

SCHEMA = {
    "organization": "id:uuid! name! alternate_name description! email:email website:uri additional_websites[url] "
    "tax_status tax_id year_incorporated:number legal_status logo uri:uri parent_organization_id:uuid phones[phone] "
    "contacts[contact] locations[location] attributes[attribute]",
    "service": "id:uuid! organization_id:uuid!! program_id:uuid name! alternate_name description url:uri "
    "additional_urls[url] email:email status:status! interpretation_services application_process fees_description "
    "wait_time fees accreditations eligibility_description minimum_age:number maximum_age:number assured_date:date "
    "assurer_email:email licenses alert last_modified:datetime phones[phone] schedules[schedule] "
    "service_areas[service_area] service_at_locations[service_at_location] languages[language] "
    "organization{organization} cost_options[cost_option] required_documents[required_document] contacts[contact] "
    "attributes[attribute]",
    "service_at_location": "id:uuid! service_id:uuid!! location_id:uuid!! description service_areas[service_area] "
    "contacts[contact] phones[phone] schedules[schedule] location{location} attributes[attribute]",
    "location": "id:uuid! location_type:place! url:uri organization_id:uuid name alternate_name description "
    "transportation latitude:number longitude:number external_identifier external_identifier_type languages[language] "
    "addresses[address] contacts[contact] accessibility[accessibility] phones[phone] schedules[schedule] "
    "attributes[attribute]",
    "phone": "id:uuid! location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid "
    "service_at_location_id:uuid number! extension:number type description languages[language] attributes[attribute]",
    "contact": "id:uuid! organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name title "
    "department email:email phones[phone] attributes[attribute]",
    "address": "id:uuid! location_id:uuid attention address_1! address_2 city! region state_province! postal_code! "
    "country:country! address_type:place! attributes[attribute]",
    "schedule": "id:uuid! service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date valid_to:date "
    "dtstart:date timezone:number until:date count:number wkst:day freq:frequency interval:number byday:days byweekno "
    "bymonthday byyearday description opens_at:time closes_at:time schedule_link:uri attending_type notes "
    "attributes[attribute]",
    "service_area": "id:uuid! service_id:uuid service_at_location_id:uuid name description extent extent_type uri "
    "attributes[attribute]",
    "language": "id:uuid! service_id:uuid location_id:uuid phone_id:uuid name code note attributes[attribute]",
    "accessibility": "id:uuid! location_id:uuid description details url:uri attributes[attribute]",
    "cost_option": "id:uuid! service_id:uuid!! valid_from:date valid_to:date option currency amount:number "
    "amount_description attributes[attribute]",
    "url": "id:uuid! label url:uri! organization_id:uuid service_id:uuid attributes[attribute]",
    "attribute": "id:uuid! link_id:uuid!! taxonomy_term_id:uuid!! link_type link_entity!! value label "
    "taxonomy_term{taxonomy_term}",
    "taxonomy_term": "id:uuid! code name! description! parent_id:uuid taxonomy language taxonomy_id:uuid term_uri:uri",
}

FILES = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "service_at_location": "service_at_location.csv",
    "location": "locations.csv",
    "phone": "phones.csv",
    "contact": "contacts.csv",
    "address": "addresses.csv",
    "schedule": "schedules.csv",
    "service_area": "service_areas.csv",
    "language": "languages.csv",
    "accessibility": "accessibility.csv",
    "cost_option": "cost_options.csv",
    "url": "url.csv",
    "attribute": "attributes.csv",
    "taxonomy_term": "taxonomy_terms.csv",
}

WORDS = {
    "status": ("active", "inactive", "defunct", "temporarily closed"),
    "place": ("physical", "postal", "virtual"),
    "frequency": ("WEEKLY", "MONTHLY"),
    "day": ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
}

PATTERNS = {
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:[!#$&-;=?-\[\]_a-z~%]+",
    "email": r"[^@\s]+@[A-Za-z0-9.-]+",
    "country": r"[A-Z]{2}",
    "days": r"(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*",
    "time": r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d",
}

FIELD = re.compile(r"(\w+)(?:\[(\w+)\]|\{(\w+)\}|:(\w+))?(!*)")


def fields_of(kind: str) -> dict[str, tuple[str, str, str, str]]:
    """Return the fields of a kind of object: the list or the object within, the type, the marks of what must be."""
    found = (FIELD.fullmatch(told) for told in SCHEMA[kind].split())
    return {each[1]: (each[2] or "", each[3] or "", each[4] or "", each[5]) for each in found if each}


def problems(kind: str, data: object, where: str = "") -> Iterator[str]:
    """Yield where an object, and what is within it, is not as the schema has it."""
    if not isinstance(data, dict):
        yield f"{where}: no object"
        return
    fields = fields_of(kind)
    yield from (f"{where}.{name}: unknown" for name in data if name not in fields)
    yield from (f"{where}.{name}: missing" for name, field in fields.items() if field[3] == "!" and name not in data)
    for name in data.keys() & fields.keys():
        value = data[name]
        listed, single, type_, _marks = fields[name]
        here = f"{where}.{name}"
        if listed:
            for number, each in enumerate(value):
                yield from problems(listed, each, f"{here}.{number}")
        elif single:
            yield from problems(single, value, here)
        elif not is_of(type_, value):
            yield f"{here}: {value!r} is no {type_ or 'text'}"


def is_of(type_: str, value: object) -> bool:
    """Tell whether a value is of a type of the schema."""
    if type_ == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if type_ in WORDS:
        return value in WORDS[type_]
    if type_ in PATTERNS:
        return re.fullmatch(PATTERNS[type_], value) is not None
    readers: dict[str, Callable[[str], object]] = {
        "uuid": UUID,
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
    }
    try:
        readers.get(type_, str)(value)
    except ValueError:
        return False
    return True


# ------------------------------------------------------------ tables


def rows_of(folder: Path, kind: str) -> list[dict[str, str]]:
    """Return the rows of a table; none where it is not there."""
    path = folder / FILES[kind]
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def table_problems(folder: Path) -> Iterator[str]:
    """Yield where the tables are not as the schema has them, and where an id leads nowhere."""
    tables = {kind: rows_of(folder, kind) for kind in FILES}
    ids = {kind: [row["id"] for row in rows] for kind, rows in tables.items()}
    for kind, rows in tables.items():
        columns = {name: field for name, field in fields_of(kind).items() if not field[0] and not field[1]}
        if len(set(ids[kind])) != len(rows):
            yield f"{kind}: an id stands there twice"
        for number, row in enumerate(rows):
            where = f"{kind}.{number}"
            if list(row) != list(columns):
                yield f"{where}: columns are {list(row)}"
            for name, (_listed, _single, type_, marks) in columns.items():
                yield from cell_problems(f"{where}.{name}", row[name], type_, required=bool(marks))
            yield from links_problems(where, row, ids)


def cell_problems(where: str, cell: str, type_: str, *, required: bool) -> Iterator[str]:
    """Yield what is wrong with a cell."""
    if not cell:
        if required:
            yield f"{where}: empty"
    elif not is_of(type_, float(cell) if type_ == "number" else cell):
        yield f"{where}: {cell!r} is no {type_ or 'text'}"


def links_problems(where: str, row: dict[str, str], ids: dict[str, list[str]]) -> Iterator[str]:
    """Yield the columns of a row that name an object that is not there."""
    for name, value in row.items():
        kind = row["link_entity"] if name == "link_id" else name.removesuffix("_id")
        if name.endswith("_id") and value and value not in ids.get(kind, []):
            yield f"{where}.{name}: there is no such {kind}"


# ------------------------------------------------------------ tests

RICH = structs.replace(
    next(iter(files.load([Path("catalogue")]).catalogue.services)),
    id="rikas",
    url="https://example.org/a",
    emails=("a@example.org", "ei osoite", "b@example.org"),
    charge="free",
    minimum_age=18,
    maximum_age=99,
    last_modified=date(2026, 11, 1),
    phones=(Phone("03 1", "Neuvonta", "8 c/min", (Schedule("MO-FR", "08:00", "16:00"),), ("fi", "sv")), Phone("")),
    schedules=(
        Schedule("MO-SU", "00:00", "24:00", on_holidays=True),
        Schedule("FR,SA", "22:00", "02:00", overnight=True, description="Yöllä"),
        Schedule(
            "MO-SU",
            "00:00",
            "24:00",
            valid_from=date(2026, 12, 24),
            valid_to=date(2026, 12, 26),
            exception=True,
            closed=True,
        ),
    ),
    locations=(
        Location(
            "Toimisto",
            "Katu 1",
            "33100",
            "Tampere",
            "Tampere",
            61.5,
            23.7,
            (Phone("03 2"),),
            (Schedule("MO", "09:00", "10:00"),),
            "Luiska",
        ),
        Location("Vain nimi", city="Tampere"),
    ),
    links=(Link("https://example.org/b", "Lomake", "form", "fi"), Link("ei osoite")),
    taxonomy_terms=(Term("ptv:class", "P4.2", "Vanhusten palvelut"), Term("ptv:group", "KR1.1")),
)


def test_a_page_of_services_holds_to_the_schema(tmp_path: Path) -> None:
    services = [RICH, *files.load([Path("catalogue")]).catalogue.services]
    page = json.loads(exported(services, tmp_path / "out.json", "json").read_bytes())
    contents = page.pop("contents")
    assert page == {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": False,
    }
    assert [problem for each in contents for problem in problems("service", each, each["name"])] == []


def test_a_catalogue_of_nothing_is_an_empty_page_and_a_package_of_empty_tables(tmp_path: Path) -> None:
    page = json.loads(exported([], tmp_path / "out.json", "json").read_bytes())
    assert (page["empty"], page["total_items"], page["contents"]) == (True, 0, [])
    folder = exported([], tmp_path / "out", "csv")
    assert sorted(path.name for path in folder.iterdir()) == ["datapackage.json", "organizations.csv", "services.csv"]


def test_tables_hold_to_the_schema_and_lead_to_each_other(tmp_path: Path) -> None:
    services = [RICH, *files.load([Path("catalogue")]).catalogue.services]
    folder = exported(services, tmp_path / "out", "csv")
    assert {path.name for path in folder.iterdir()} == {"datapackage.json", *FILES.values()}
    assert list(table_problems(folder)) == []


def test_the_description_of_the_package_tells_each_table_and_each_column(tmp_path: Path) -> None:
    folder = exported([RICH], tmp_path / "out", "csv")
    described = json.loads((folder / "datapackage.json").read_bytes())
    assert described["profile"] == "tabular-data-package"
    told = {each["path"]: each for each in described["resources"]}
    assert {path.name for path in folder.glob("*.csv")} == set(told)
    for kind, file in FILES.items():
        fields = fields_of(kind)
        columns = [name for name, field in fields.items() if not field[0] and not field[1]]
        assert told[file]["name"] == kind
        assert [each["name"] for each in told[file]["schema"]["fields"]] == columns
        required = [each["name"] for each in told[file]["schema"]["fields"] if each["constraints"]["required"]]
        assert required == [name for name in columns if fields[name][3]]
        for each in told[file]["schema"].get("foreignKeys", ()):
            assert f"{each['reference']['resource']}_id" == each["fields"]
            assert each["fields"] in columns
            assert each["reference"]["resource"] in FILES


def test_the_checker_of_these_tests_sees_what_is_wrong() -> None:
    wrong: dict[str, Any] = {
        "id": "1",
        "status": "open",
        "minimum_age": "5",
        "x": 1,
        "phones": [{"id": str(UUID(int=1))}],
    }
    assert sorted(problems("service", wrong)) == [
        ".id: '1' is no uuid",
        ".minimum_age: '5' is no number",
        ".name: missing",
        ".phones.0.number: missing",
        ".status: 'open' is no status",
        ".x: unknown",
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(SERVICES.filter(lambda service: bool(service.organization.strip())))
def test_whatever_stands_in_a_service_is_written_by_the_schema(service: Service) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = json.loads(exported([service], Path(folder) / "out.json", "json").read_bytes())
        assert list(problems("service", page["contents"][0])) == []
        assert list(table_problems(exported([service], Path(folder) / "out", "csv"))) == []
