"""Objects and tables of HSDS, built for tests: 3.x in JSON, 1.1 in CSV, and services of our own of every shape."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

from hypothesis import strategies as st

from advisor_tui.catalogue.areas import Areas, County, Municipality
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.contact import Link, LinkKind, Location, Phone, Schedule, Term
from advisor_tui.catalogue.hsds import exporter, importer
from advisor_tui.catalogue.inference import Rules
from advisor_tui.catalogue.kinds import Kind, Kinds
from advisor_tui.catalogue.opening import DAYS, problems_of
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.rule_file import ProviderRule, Rule, RuleFile
from advisor_tui.catalogue.service import (
    NATIONAL,
    Catalogue,
    Charge,
    ProviderKind,
    Rung,
    Service,
    Status,
    Translation,
)
from advisor_tui.errors import Fault
from advisor_tui.language import Words
from advisor_tui.text import clean
from tests.hostile import HOSTILE

Object = dict[str, Any]
Tables = dict[str, str]

TODAY = date(2026, 11, 25)


def around() -> Around:
    """Return two counties and one invented for samples, a few rules, and a day."""
    pirkanmaa = Words("Pirkanmaan hyvinvointialue", "Birkalands välfärdsområde", "Pirkanmaa wellbeing services county")
    areas = Areas(
        as_of=TODAY,
        source="koe",
        county=(
            County("99", Words("Mallilan hyvinvointialue"), (Municipality("999", "Mallila"),), sample=True),
            County("06", pirkanmaa, (Municipality("837", "Tampere", "Tammerfors"), Municipality("211", "Kangasala"))),
            County("08", Words("Keski-Suomen hyvinvointialue"), (Municipality("992", "Äänekoski"),)),
        ),
    )
    kinds = Kinds(as_of=TODAY, source="koe", type=(Kind("ateria", "4", Words("Ateria"), "daily_life"),))
    rules = RuleFile(
        as_of=TODAY,
        source="koe",
        rungs=dict.fromkeys(get_args(ProviderKind), "3"),
        rule=(Rule("ateria", names=("meals",), words=("ruokaa kotiin",)),),
        provider=(ProviderRule("association", names=("trust",)),),
    )
    return Around(Rules(rules, kinds), areas, TODAY)


def imported(path: Path) -> tuple[list[Service], Faults]:
    """Return the services of a path, and what was wrong."""
    faults = Faults()
    return list(importer.services(path, around(), faults)), faults


def of_json(folder: Path, content: object, name: str = "services.json") -> tuple[list[Service], Faults]:
    """Write JSON into a folder and import it."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return imported(folder)


def of_tables(folder: Path, tables: Tables) -> tuple[list[Service], Faults]:
    """Write tables into a folder and import it."""
    write_tables(folder, tables)
    return imported(folder)


def write_tables(folder: Path, tables: Tables) -> None:
    """Write tables into a folder: each row on a line."""
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / name).write_text(text.strip() + "\n", encoding="utf-8")


def one(found: tuple[list[Service], Faults]) -> Service:
    """Return the one service of an import without faults."""
    services, faults = found
    assert [str(fault) for fault in faults.kept] == []
    assert len(services) == 1
    return services[0]


def one_with_fault(found: tuple[list[Service], Faults]) -> tuple[Service, Fault]:
    """Return the one service of an import, and the one thing that was wrong."""
    services, faults = found
    assert len(services) == faults.count == 1, [str(fault) for fault in faults.kept]
    return services[0], faults.kept[0]


def exported(services: list[Service], path: Path, form: exporter.Form) -> Path:
    """Write services as HSDS and return the path."""
    exporter.write(Catalogue(services), path, form=form)
    return path


# ------------------------------------------------------------ HSDS 3 in JSON

SERVICE, ORGANIZATION, PLACE = (f"0000000{number}-0000-4000-8000-000000000000" for number in range(1, 4))


def full(**changes: Any) -> Object:
    """Return a service of HSDS 3 with something in every field that is read, changed as asked."""
    return {
        "id": SERVICE,
        "name": "Warm meals",
        "alternate_name": "Lunch at the door",
        "description": "<p>A hot lunch, brought home.</p><ul><li>every day</li><li>soup &amp; bread</li></ul>",
        "url": "https://example.org/meals",
        "additional_urls": [{"id": SERVICE, "label": "Menu", "url": "https://example.org/menu"}],
        "email": "meals@example.org",
        "status": "temporarily closed",
        "interpretation_services": "Interpreters for Somali and Arabic on Tuesdays",
        "application_process": "Ring us.",
        "fees_description": "Nine pounds a meal.",
        "accreditations": "Five stars for hygiene",
        "eligibility_description": "For those who cannot cook",
        "minimum_age": 65,
        "maximum_age": 999,
        "assured_date": "2026-10-01",
        "assurer_email": "checks@example.org",
        "alert": "No meals on 6 December",
        "last_modified": "2026-09-30T10:30:45.123Z",
        "phones": [
            {
                "id": SERVICE,
                "number": '"+44 1234 234567"',
                "extension": 100,
                "type": "voice",
                "description": "Kitchen",
                "languages": [{"id": SERVICE, "name": "Urdu", "code": "ur"}],
            },
            {"id": ORGANIZATION, "number": "+44 1234 234568", "type": "fax"},
            {"id": PLACE, "number": "+44 7700 900000", "type": "text"},
        ],
        "schedules": [
            {
                "id": SERVICE,
                "freq": "WEEKLY",
                "interval": 1,
                "byday": "MO,TU,WE,TH,FR",
                "opens_at": "09:00:00Z",
                "closes_at": "16:00",
                "valid_from": "2026-01-01",
                "valid_to": "2026-12-31",
            },
            {"id": PLACE, "freq": "WEEKLY", "byday": "SA", "opens_at": "10am", "closes_at": "11:30 p.m."},
        ],
        "service_areas": [{"id": SERVICE, "name": "Tammerfors"}, {"id": PLACE, "name": "pirkanmaan Hyvinvointialue"}],
        "languages": [{"id": SERVICE, "code": "en-GB"}, {"id": PLACE, "name": "Somali"}],
        "service_at_locations": [
            {
                "id": SERVICE,
                "phones": [{"id": PLACE, "number": "01234 5"}],
                "location": {
                    "id": PLACE,
                    "location_type": "physical",
                    "name": "Mill Hall",
                    "latitude": 61.5,
                    "longitude": "23,75",
                    "addresses": [
                        {"id": PLACE, "address_1": "PO Box 1", "city": "London", "address_type": "postal"},
                        {
                            "id": SERVICE,
                            "address_1": "Mill Street 1",
                            "address_2": "Door B",
                            "city": "Tampere",
                            "state_province": "Pirkanmaa",
                            "postal_code": "33100",
                            "country": "FI",
                            "address_type": "physical",
                        },
                    ],
                    "accessibility": [{"id": PLACE, "description": "Ramp", "details": "ring first"}],
                    "schedules": [{"id": PLACE, "byday": "SU", "opens_at": "12:00", "closes_at": "00:00"}],
                },
            },
            {
                "id": PLACE,
                "location": {"id": SERVICE, "location_type": "virtual", "url": "https://example.org/chat"},
            },
        ],
        "organization": {
            "id": ORGANIZATION,
            "name": "Mill Trust",
            "description": "A trust",
            "website": "https://example.org",
        },
        "cost_options": [
            {"id": SERVICE, "option": "With soup", "amount": 9.5, "currency": "gbp", "amount_description": "per meal"}
        ],
        "required_documents": [{"id": SERVICE, "document": "A letter from a doctor", "uri": "https://example.org/l"}],
        "contacts": [
            {
                "id": SERVICE,
                "name": "Ann",
                "title": "Cook",
                "email": "ann@example.org",
                "phones": [{"id": SERVICE, "number": "01234 6"}],
            }
        ],
        "program": {"id": PLACE, "name": "Food for all", "description": "Food"},
        "attributes": [
            {
                "id": SERVICE,
                "taxonomy_term": {
                    "id": PLACE,
                    "code": "BD-5000",
                    "name": "Food",
                    "description": "Food",
                    "taxonomy": "AIRS",
                },
            },
            {"id": PLACE, "label": "Wheelchair", "value": "yes"},
        ],
        "metadata": [{"id": SERVICE, "last_action_date": "2026-09-01", "last_action_type": "edit"}],
        **changes,
    }


def small(**changes: Any) -> Object:
    """Return a service of HSDS 3 with as little as the schema asks for, and an organisation."""
    organization = {"id": ORGANIZATION, "name": "Mill Trust", "description": "A trust"}
    return {"id": SERVICE, "name": "Talk", "status": "active", "organization": organization, **changes}


# ------------------------------------------------------------ tables of 1.1


def tables_1_1() -> Tables:
    """Return a package of HSDS 1.1: one service at one place, with every table that says something of it."""
    return {
        "organizations.csv": """
id,name,alternate_name,description,email,url,legal_status
org1,Mill Trust,,A trust,trust@example.org,https://example.org,non-profit
""",
        "programs.csv": """
id,organization_id,name,alternate_name
p1,org1,Food for all,
""",
        "services.csv": """
id,organization_id,program_id,name,alternate_name,description,url,email,status,fees,application_process,licenses
s1,org1,p1,Warm meals,Lunch,"A hot lunch, brought home.",https://example.org/m,,active,Free,Ring us.,
""",
        "services_at_location.csv": """
id,service_id,location_id,description
at1,s1,l1,
""",
        "locations.csv": """
id,organization_id,name,alternate_name,description,transportation,latitude,longitude
l1,org1,Mill Hall,,,Bus 1,61.5,23.75
""",
        "physical_addresses.csv": """
id,location_id,attention,address_1,city,region,state_province,postal_code,country
a1,l1,,Mill Street 1,Tampere,,Pirkanmaa,33100,FI
""",
        "postal_addresses.csv": """
id,location_id,attention,address_1,city,region,state_province,postal_code,country
a2,l1,,PO Box 1,London,,,E1,GB
""",
        "phones.csv": """
id,location_id,service_id,organization_id,contact_id,service_at_location_id,number,extension,type,language,description
t1,,s1,,,,+358 40 123,,voice,"fi, sv",Kitchen
t2,l1,,,,,03 1,,voice,,Hall
t3,,,org1,,,03 2,,voice,,Office
t4,,,,c1,,03 3,,voice,,
""",
        "contacts.csv": """
id,organization_id,service_id,service_at_location_id,name,title,department,email
c1,,s1,,Ann,Cook,,ann@example.org
""",
        "regular_schedules.csv": """
id,service_id,location_id,service_at_location_id,weekday,opens_at,closes_at
r1,s1,,,Monday,9:00,17:00
r2,s1,,,Tuesday,09:00:00,17:00:00
r3,s1,,,3,0900,5pm
r4,s1,,,Sat,10:00,12:00
r5,s1,l1,at1,7,10:00,12:00
""",
        "holiday_schedules.csv": """
id,service_id,location_id,service_at_location_id,closed,opens_at,closes_at,start_date,end_date
h1,s1,,,true,,,2026-12-24,2026-12-26
h2,s1,,,false,10:00,12:00,2026-12-31,2026-12-31
""",
        "eligibility.csv": """
id,service_id,eligibility
e1,s1,For those who cannot cook
""",
        "payments_accepted.csv": """
id,service_id,payment
m1,s1,Cards
""",
        "required_documents.csv": """
id,service_id,document
d1,s1,A letter from a doctor
""",
        "service_areas.csv": """
id,service_id,service_area,description
v1,s1,'992',
v2,s1,Kangasala,
""",
        "languages.csv": """
id,service_id,location_id,language
g1,s1,,Finnish
g2,s1,,en
""",
        "accessibility_for_disabilities.csv": """
id,location_id,accessibility,details
x1,l1,Ramp,ring first
""",
        "taxonomy.csv": """
id,name,parent_id,parent_name,vocabulary
n1,Food,,,AIRS
""",
        "services_taxonomy.csv": """
id,service_id,taxonomy_id,taxonomy_detail
k1,s1,n1,
""",
        "funding.csv": """
id,organization_id,service_id,source
f1,org1,,Gifts
""",
        "metadata.csv": """
id,resource_id,last_action_date,last_action_type,field_name,previous_value,replacement_value,updated_by
u1,s1,2026-09-01,edit,name,a,b,Ann
""",
    }


# ------------------------------------------------------------ services of our own

AWKWARD = (
    *("", "null", "'992'", "'x", "=1+1", "-1+cmd|x", "@SUM(1)", "＝1", "+358 40 123", "-5", '"x"', " a ", "a  b", "\n"),
    *("a\nb", "<b>ei</b>", "65 < ikä & muuta", "true", "[]", "{}", "0", "Suomi", "FI", "hsds", "advisor", "advisor:id"),
    *("https://example.org/ä", "https://example.org/a?b=c", "a@example.org", "ä@example.org", "MO-FR", "Maksuton"),
    *map(clean, HOSTILE),
)
"""Texts that a table, a reader or a rule could take for something else."""

TEXTS = st.sampled_from(AWKWARD) | st.text(max_size=12).map(clean)
FILLED = TEXTS.filter(lambda text: bool(text.strip()))
DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))
LISTS: Callable[[st.SearchStrategy[Any]], st.SearchStrategy[tuple[Any, ...]]] = lambda of: st.lists(  # noqa: E731
    of, max_size=3
).map(tuple)

TIMES = st.sampled_from(("00:00", "00:01", "08:00", "12:30", "23:59", "24:00"))
BYDAYS = st.sampled_from((*DAYS, "MO-FR", "MO-SU", "MO,WE-FR", "SA,SU", "TU,WE", "FR,MO", "MO,MO", "mo-we"))
ANY_SCHEDULES = st.builds(
    Schedule,
    byday=BYDAYS,
    opens_at=TIMES,
    closes_at=TIMES,
    overnight=st.booleans(),
    on_holidays=st.booleans(),
    valid_from=st.none() | DATES,
    valid_to=st.none() | DATES,
    exception=st.booleans(),
    closed=st.booleans(),
    description=TEXTS,
)
SCHEDULES = ANY_SCHEDULES.filter(lambda schedule: not any(problems_of(schedule)))
PHONES = st.builds(
    Phone, number=TEXTS, description=TEXTS, charge=TEXTS, schedules=LISTS(SCHEDULES), languages=LISTS(TEXTS)
)
DEGREES = st.none() | st.floats(-200, 200) | st.just(0.0)
LOCATIONS = st.builds(
    Location,
    name=TEXTS,
    address=TEXTS,
    postal_code=TEXTS,
    city=TEXTS,
    municipality=TEXTS,
    latitude=DEGREES,
    longitude=DEGREES,
    phones=LISTS(PHONES),
    schedules=LISTS(SCHEDULES),
    accessibility=TEXTS,
)
LINKS = st.builds(Link, url=TEXTS, name=TEXTS, kind=st.sampled_from(get_args(LinkKind)), language=TEXTS)
TERMS = st.builds(Term, taxonomy=TEXTS, code=TEXTS, name=TEXTS)
TRANSLATIONS = st.builds(
    Translation,
    name=TEXTS,
    summary=TEXTS,
    say_aloud=TEXTS,
    description=TEXTS,
    eligibility_description=TEXTS,
    application_process=TEXTS,
    fees_description=TEXTS,
)
AGES = st.none() | st.integers(-5, 300)

SERVICES = st.builds(
    Service,
    id=FILLED,
    name=FILLED,
    type=TEXTS,
    organization=TEXTS,
    provider_kind=st.sampled_from(get_args(ProviderKind)),
    rung=st.sampled_from(get_args(Rung)),
    description=TEXTS,
    service_areas=LISTS(TEXTS | st.just(NATIONAL)),
    assured_date=DATES,
    source=TEXTS,
    sv=TRANSLATIONS,
    en=TRANSLATIONS,
    sample=st.booleans(),
    summary=TEXTS,
    alternate_names=LISTS(TEXTS),
    caller_words=LISTS(TEXTS),
    say_aloud=TEXTS,
    status=st.sampled_from(get_args(Status)),
    eligibility_description=TEXTS,
    minimum_age=AGES,
    maximum_age=AGES,
    languages=LISTS(TEXTS | st.sampled_from(("fi", "sv"))),
    charge=st.sampled_from(get_args(Charge)),
    fees_description=TEXTS,
    application_process=TEXTS,
    phones=LISTS(PHONES),
    schedules=LISTS(SCHEDULES),
    locations=LISTS(LOCATIONS),
    url=TEXTS,
    links=LISTS(LINKS),
    emails=LISTS(TEXTS),
    alert=TEXTS,
    lighter=LISTS(TEXTS),
    favourite=st.booleans(),
    life_area=TEXTS,
    taxonomy_terms=LISTS(TERMS),
    organization_id=TEXTS,
    source_id=TEXTS,
    last_modified=st.none() | DATES,
    inferred=LISTS(TEXTS),
)
"""Services with anything in every field but hours that no clock shows, which no catalogue holds."""
