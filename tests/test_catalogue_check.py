"""What the check of a catalogue names: each fault with its file, line, entry and field."""

from pathlib import Path

import msgspec
import pytest

from advisor_tui.catalogue.contact import Phone, Schedule
from advisor_tui.catalogue.service import Service
from advisor_tui.errors import Fault
from tests.small_catalogue import SOUND, catalogue, entry, faults_of, line

MISSING = [field.name for field in msgspec.structs.fields(Service) if field.required]


def only(faults: list[Fault]) -> Fault:
    """Return the one fault there is."""
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


def spoilt(tmp_path: Path, **changes: str) -> Fault:
    """Return the one fault of a service with a value changed, which must stand on the line of that value."""
    folder = catalogue(tmp_path / "own", entry(**changes))
    fault = only(faults_of(folder))
    assert fault.file == str(folder / "koe.toml")
    field = next(iter(changes))
    assert fault.line == line(folder, f"{field} = ", number=2 if field == "life_area" else 1)  # the file has one, too
    return fault


def test_a_sound_catalogue_has_no_faults(tmp_path: Path) -> None:
    assert faults_of(catalogue(tmp_path / "own")) == []


def test_the_sound_entry_of_these_tests_has_every_field_there_is() -> None:
    assert list(SOUND) == [field.name for field in msgspec.structs.fields(Service)]


@pytest.mark.parametrize("field", list(SOUND))
def test_a_value_of_the_wrong_type_is_named_with_its_line_and_field(tmp_path: Path, field: str) -> None:
    """A list of numbers is what no field holds."""
    fault = spoilt(tmp_path, **{field: "[987654321]"})
    assert fault.field == f"service.{field}"
    assert fault.entry == ("" if field == "id" else "ateria-koe")
    assert "987654321" in fault.problem


@pytest.mark.parametrize("name", [field.name for field in msgspec.structs.fields(Schedule)])
def test_a_wrong_type_inside_hours_is_named_with_its_field(tmp_path: Path, name: str) -> None:
    hours = {"byday": '"MO"', "opens_at": '"08:00"', "closes_at": '"09:00"', name: "[1]"}
    told = ", ".join(f"{key} = {value}" for key, value in hours.items())
    assert spoilt(tmp_path, schedules=f"[{{ {told} }}]").field == f"service.schedules.{name}"


@pytest.mark.parametrize("name", [field.name for field in msgspec.structs.fields(Phone)])
def test_a_wrong_type_inside_a_phone_is_named_with_its_field(tmp_path: Path, name: str) -> None:
    told = ", ".join(f"{key} = {value}" for key, value in {"number": '"03 1"', name: "1"}.items())
    assert spoilt(tmp_path, phones=f"[{{ {told} }}]").field == f"service.phones.{name}"


@pytest.mark.parametrize("name", MISSING)
def test_a_missing_field_is_named_where_its_entry_begins(tmp_path: Path, name: str) -> None:
    folder = catalogue(tmp_path / "own", entry(), entry(without=name, id='"toinen"'))
    fault = only(faults_of(folder))
    assert (fault.line, fault.field) == (line(folder, "[[service]]", number=2), f"service.{name}")
    assert "puuttuu" in fault.problem


def test_an_unknown_field_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", entry(nimi='"x"', organisation='"x"'))
    far, near = faults_of(folder)
    assert (far.line, far.field) == (line(folder, "nimi = "), "service.nimi")
    assert (near.line, near.field) == (line(folder, "organisation = "), "service.organisation")
    assert "organization" in near.problem


def test_a_fault_in_the_head_of_a_file_is_named_too(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", head='life_area = { fi = "Koe" }\nprovenanse = "x"\n')
    assert {(fault.line, fault.field) for fault in faults_of(folder)} == {(2, "provenanse"), (0, "provenance")}


def test_an_id_used_twice_in_one_file_is_told_with_the_first_place(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", entry(), entry(name='"Toinen"'))
    fault = only(faults_of(folder))
    assert (fault.line, fault.entry, fault.field) == (line(folder, "id = ", number=2), "ateria-koe", "service.id")
    assert f"koe.toml:{line(folder, '[[service]]')}" in fault.problem


def test_an_id_used_twice_across_files_is_told_with_the_first_place(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", file="a.toml")
    catalogue(folder, file="b.toml")
    fault = only(faults_of(folder))
    assert fault.file == str(folder / "b.toml")
    assert f"a.toml:{line(folder, '[[service]]', file='a.toml')}" in fault.problem


def test_an_id_used_twice_across_folders_is_found(tmp_path: Path) -> None:
    fault = only(faults_of(catalogue(tmp_path / "own"), catalogue(tmp_path / "theirs")))
    assert fault.file == str(tmp_path / "theirs" / "koe.toml")


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        ('byday = "MA-PE", opens_at = "08:00", closes_at = "15:00"', "byday"),
        ('byday = "FR-MO", opens_at = "08:00", closes_at = "15:00"', "byday"),
        ('byday = "", opens_at = "08:00", closes_at = "15:00"', "byday"),
        ('byday = "MO", opens_at = "8", closes_at = "15:00"', "opens_at"),
        ('byday = "MO", opens_at = "08:61", closes_at = "15:00"', "opens_at"),
        ('byday = "MO", opens_at = "08:00", closes_at = "25:00"', "closes_at"),
        ('byday = "MO", opens_at = "08:00", closes_at = "klo 15"', "closes_at"),
        ('byday = "MO", opens_at = "15:00", closes_at = "08:00"', "closes_at"),
        ('byday = "MO", opens_at = "08:00", closes_at = "08:00"', "closes_at"),
        (
            'byday = "MO", opens_at = "08:00", closes_at = "15:00", valid_from = 2026-12-01, valid_to = 2026-11-01',
            "valid_to",
        ),
    ],
)
@pytest.mark.parametrize("of_phone", [False, True])
def test_impossible_hours_are_named_in_a_service_and_in_a_phone(
    tmp_path: Path, hours: str, field: str, of_phone: bool
) -> None:
    if of_phone:
        fault = spoilt(tmp_path, phones=f'[{{ number = "03 1", schedules = [{{ {hours} }}] }}]')
    else:
        fault = spoilt(tmp_path, schedules=f"[{{ {hours} }}]")
    assert fault.field == f"service.{'phones.' * of_phone}schedules.{field}"
    assert "mahdoton aukioloaika" in fault.problem


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("service_areas", '["Tampere", "Tukholma"]', "Tukholma"),
        ("service_areas", "[]", "tyhjä"),
        ("type", '"pizza"', "pizza"),
        ("lighter", '["ei-ole"]', "ei-ole"),
        ("lighter", '["ateria-koe"]', "itse"),
        ("languages", '["fi", "suomi"]', "suomi"),
        ("languages", '["FI"]', "FI"),
        ("url", '"www.example.org"', "www.example.org"),
        ("url", '"javascript:alert(1)"', "javascript"),
        ("minimum_age", "-1", "-1"),
        ("maximum_age", "1900", "1900"),
        ("maximum_age", "17", "alaikä"),
        ("assured_date", "2025-11-22", "22.11.2025"),
        ("assured_date", "2026-11-24", "24.11.2026"),
    ],
)
def test_a_value_that_cannot_be_right_is_named(tmp_path: Path, field: str, value: str, words: str) -> None:
    fault = spoilt(tmp_path, **{field: value})
    assert (fault.entry, fault.field) == ("ateria-koe", f"service.{field}")
    assert words in fault.problem


@pytest.mark.parametrize(("day", "stale"), [("2025-11-23", False), ("2025-11-22", True)])
def test_an_assurance_holds_for_a_year_to_the_day(tmp_path: Path, day: str, stale: bool) -> None:
    assert bool(faults_of(catalogue(tmp_path / "own", entry(assured_date=day)))) is stale


@pytest.mark.parametrize(
    "number", ["040 123 4567", "+358 40 123 4567", "(09) 123 456", "09/123.456", "112", "puh. 112"]
)
def test_a_sample_must_not_have_a_number_that_somebody_could_dial(tmp_path: Path, number: str) -> None:
    fault = spoilt(tmp_path, phones=f'[{{ number = "{number}" }}]', sample="true")
    assert fault.field == "service.phones.number"
    assert number in fault.problem


@pytest.mark.parametrize("number", ["0X0 000 2101", "0x0 000 2101"])
def test_a_sample_has_an_x_in_place_of_a_digit(tmp_path: Path, number: str) -> None:
    assert faults_of(catalogue(tmp_path / "own", entry(phones=f'[{{ number = "{number}" }}]', sample="true"))) == []


@pytest.mark.parametrize("number", ["0X0 000 2101", "kysy vaihteesta", "", "+", "+358 40 123 CALL"])
def test_a_real_service_must_have_a_number_that_can_be_dialled(tmp_path: Path, number: str) -> None:
    assert spoilt(tmp_path, phones=f'[{{ number = "{number}" }}]').field == "service.phones.number"


@pytest.mark.parametrize("number", ["112", "116 117", "+358 40 123 4567", "(09) 471 977", "0800-147 111"])
def test_numbers_as_people_write_them_are_numbers(tmp_path: Path, number: str) -> None:
    assert faults_of(catalogue(tmp_path / "own", entry(phones=f'[{{ number = "{number}" }}]'))) == []


@pytest.mark.parametrize("field", ["id", "name", "organization", "description", "source"])
@pytest.mark.parametrize("empty", ['""', '"  "', '"\\u200b"'])
def test_a_text_that_is_needed_must_not_be_empty(tmp_path: Path, field: str, empty: str) -> None:
    fault = spoilt(tmp_path, **{field: empty, "lighter": "[]"})
    assert fault.field == f"service.{field}"
    assert "tyhjä" in fault.problem


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("field", ["name", "summary"])
def test_a_translation_must_not_be_empty(tmp_path: Path, language: str, field: str) -> None:
    words = {"name": '"Namn"', "summary": '"Text"', field: '""'}
    told = ", ".join(f"{key} = {value}" for key, value in words.items())
    assert spoilt(tmp_path, **{language: f"{{ {told} }}"}).field == f"service.{language}.{field}"


def test_faults_come_sorted_by_file_and_line(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", entry(url='"x"', type='"x"', name='""'), file="b.toml")
    catalogue(folder, entry(id='"toinen"', lighter='["x"]'), file="a.toml")
    found = [(Path(fault.file).name, fault.line) for fault in faults_of(folder)]
    assert len(found) == 4
    assert found == sorted(found)


def test_a_fault_is_told_as_file_line_entry_field_and_problem(tmp_path: Path) -> None:
    told = str(spoilt(tmp_path, type='"pizza"'))
    assert told.startswith(str(tmp_path / "own" / "koe.toml:5: ateria-koe service.type: "))


def test_a_sample_place_must_not_have_a_number_that_can_be_dialled(tmp_path: Path) -> None:
    place = '[{ name = "Piste", phones = [{ number = "03 123 4567" }] }]'
    folder = catalogue(tmp_path / "own", entry(sample="true", phones="[]", locations=place))
    assert [fault.field for fault in faults_of(folder)] == ["service.locations.phones.number"]


def test_impossible_hours_of_a_place_are_named_where_they_stand(tmp_path: Path) -> None:
    hours = '[{ byday = "MO", opens_at = "25:00", closes_at = "26:00" }]'
    folder = catalogue(tmp_path / "own", entry(locations=f'[{{ name = "Piste", schedules = {hours} }}]'))
    assert [fault.field for fault in faults_of(folder)] == ["service.locations.schedules.opens_at"]


def test_an_unknown_area_of_life_is_named(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "own", entry(life_area='"avaruus"'))
    assert [fault.field for fault in faults_of(folder)] == ["service.life_area"]
