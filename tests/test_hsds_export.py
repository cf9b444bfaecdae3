"""Writing HSDS: what others read in it, what spreadsheets make of it, and that nothing is written over."""

import csv
import json
import os
import stat
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import structs

from advisor_tui.catalogue.contact import Phone, Schedule
from advisor_tui.catalogue.hsds import csv_form, exporter, json_form
from advisor_tui.catalogue.hsds.exporter import Form
from advisor_tui.catalogue.service import Catalogue, Service, Translation
from advisor_tui.errors import AdvisorError
from tests.hsds_payloads import exported, imported, of_json, one

FORMS = pytest.mark.parametrize("form", get_args(Form))

ATERIA = Service(
    id="ateria-koe",
    type="ateria",
    name="Ateriapalvelu",
    organization="Yritys Oy",
    provider_kind="company",
    rung="4",
    description="Lämmin ruoka kotiin.",
    service_areas=("Tampere", "FI"),
    assured_date=date(2026, 11, 1),
    source="koe",
    sv=Translation("Måltidsservice", "Varm mat hem."),
    en=Translation("Meals", "Warm food brought home."),
    phones=(Phone("+358 3 123", "Keittiö", "8 c/min", (Schedule("MO-FR", "08:00", "16:00"),)),),
    schedules=(
        Schedule("MO-FR", "08:00", "16:00"),
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
)


def document(service: Service, folder: Path) -> Any:
    """Return a service as it is written in JSON."""
    return json.loads(exported([service], folder / "out.json", "json").read_bytes())["contents"][0]


# ------------------------------------------------------------ what others read


def test_others_read_names_phones_with_their_hours_and_areas_in_the_fields_of_hsds(tmp_path: Path) -> None:
    found = document(ATERIA, tmp_path)
    assert (found["name"], found["status"], found["assured_date"]) == ("Ateriapalvelu", "active", "2026-11-01")
    assert [(each["number"], each["description"]) for each in found["phones"]] == [
        ("+358 3 123", "Keittiö, 8 c/min, MO-FR 08:00–16:00")
    ]
    assert [each["name"] for each in found["service_areas"]] == ["Tampere", "Suomi"]


def test_days_that_are_closed_are_never_written_as_hours_that_others_take_for_open(tmp_path: Path) -> None:
    usual, closed = document(ATERIA, tmp_path)["schedules"]
    assert (usual["byday"], usual["opens_at"], usual["closes_at"]) == ("MO,TU,WE,TH,FR", "08:00:00", "16:00:00")
    assert not {"freq", "byday", "opens_at", "closes_at"}.intersection(closed)
    assert (closed["valid_from"], closed["valid_to"], closed["notes"]) == ("2026-12-24", "2026-12-26", "Closed")


def test_what_hsds_has_no_field_for_stands_under_a_name_that_says_what_it_is(tmp_path: Path) -> None:
    found = {each["taxonomy_term"]["code"]: each["value"] for each in document(ATERIA, tmp_path)["attributes"]}
    wanted = {
        "advisor:id": "ateria-koe",
        "advisor:rung": "4",
        "advisor:type": "ateria",
        "advisor:provider_kind": "company",
        "advisor:sv.name": "Måltidsservice",
        "advisor:en.summary": "Warm food brought home.",
    }
    assert found.items() >= wanted.items()
    assert not {"advisor:name", "advisor:description", "advisor:service_areas"}.intersection(found)


def test_the_same_service_has_the_same_ids_each_time(tmp_path: Path) -> None:
    first, second = exported([ATERIA], tmp_path / "1", "json"), exported([ATERIA], tmp_path / "2", "json")
    assert first.read_bytes() == second.read_bytes()


def test_services_of_one_organisation_and_one_term_have_one_row_of_each_in_the_tables(tmp_path: Path) -> None:
    folder = exported([ATERIA, structs.replace(ATERIA, id="toinen")], tmp_path / "out", "csv")
    assert len(rows(folder / "organizations.csv")) == 1
    terms = [row["code"] for row in rows(folder / "taxonomy_terms.csv")]
    assert len(set(terms)) == len(terms)


def test_what_others_change_in_the_fields_of_hsds_comes_back_changed(tmp_path: Path) -> None:
    found = document(ATERIA, tmp_path)
    found["phones"][0]["number"] = "03 999"
    found["description"] = "Keitto kotiin."
    found["schedules"][0]["closes_at"] = "17:00"
    (phone,) = ATERIA.phones
    usual, closed = ATERIA.schedules
    assert one(of_json(tmp_path / "back", found)) == structs.replace(
        ATERIA,
        description="Keitto kotiin.",
        phones=(structs.replace(phone, number="03 999"),),
        schedules=(structs.replace(usual, closes_at="17:00"), closed),
    )


def test_without_our_attributes_it_is_read_as_anybody_elses_service(tmp_path: Path) -> None:
    found = document(ATERIA, tmp_path)
    del found["attributes"]
    back = one(of_json(tmp_path / "back", found))
    assert back.id == f"hsds:{found['id']}"
    assert (back.name, back.organization, back.service_areas) == ("Ateriapalvelu", "Yritys Oy", ("Tampere", "FI"))
    assert back.inferred


# ------------------------------------------------------------ spreadsheets

FORMULAS = ("=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", '=HYPERLINK("x")')


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_what_a_spreadsheet_takes_for_a_formula(tmp_path: Path, text: str) -> None:
    every = structs.replace(
        ATERIA,
        **dict.fromkeys(("name", "organization", "description", "alert", "say_aloud", "source"), text),
        caller_words=(text,),
        service_areas=(text,),
        sv=Translation(text, text),
    )
    folder = exported([every], tmp_path / "out", "csv")
    cells = [cell for path in folder.glob("*.csv") for row in rows(path) for cell in row.values()]
    begun = {cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"))}
    assert begun == {"+358 3 123"}
    assert any(cell.startswith("'") for cell in cells)
    assert imported(folder)[0] == [every]


@pytest.mark.parametrize("text", ["\t=1", "\n=1", "+x", "+1+1", "--1"])
def test_a_formula_after_a_blank_or_a_sign_gets_an_apostrophe_too(text: str) -> None:
    assert csv_form.defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+358 40 123 4567", "-12,5", "-5", "(03) 1", "a=1", "1-2"])
def test_numbers_and_what_is_no_formula_are_written_as_they_are(text: str) -> None:
    assert csv_form.defused(text) == text


# ------------------------------------------------------------ files


def left(folder: Path) -> list[str]:
    """Return the names of everything in a folder."""
    return sorted(path.name for path in folder.iterdir())


@FORMS
def test_what_is_written_is_for_its_owner_alone_and_nothing_else_is_left(tmp_path: Path, form: Form) -> None:
    out = exported([ATERIA], tmp_path / "out", form)
    assert left(tmp_path) == ["out"]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == (0o700 if form == "csv" else 0o600)


@FORMS
@pytest.mark.parametrize("kind", ["file", "folder", "full folder", "link to nothing"])
def test_nothing_is_written_over_what_is_there(tmp_path: Path, form: Form, kind: str) -> None:
    out = tmp_path / "out"
    if kind == "file":
        out.write_text("mine", encoding="utf-8")
    elif kind == "link to nothing":
        out.symlink_to(tmp_path / "nothing")
    else:
        out.mkdir()
        if kind == "full folder":
            (out / "services.csv").write_text("mine", encoding="utf-8")
    before = out.lstat()
    with pytest.raises(AdvisorError) as caught:
        exported([ATERIA], out, form)
    assert caught.value.where == str(out)
    assert left(tmp_path) == ["out"]
    assert out.lstat().st_mtime_ns == before.st_mtime_ns
    assert kind != "file" or out.read_text(encoding="utf-8") == "mine"


@FORMS
@pytest.mark.parametrize("name", ["no/such/folder", "a\0b", "x" * 300, "."])
def test_a_place_where_nothing_can_be_written_ends_in_a_mishap(tmp_path: Path, form: Form, name: str) -> None:
    with pytest.raises(AdvisorError):
        exported([ATERIA], tmp_path / name, form)
    assert left(tmp_path) == []


@FORMS
def test_what_takes_the_place_meanwhile_is_not_written_over(tmp_path: Path, form: Form) -> None:
    out = tmp_path / "out"

    def take_the_place(_count: int) -> None:
        out.write_text("mine", encoding="utf-8")

    with pytest.raises(AdvisorError):
        exporter.write(Catalogue([ATERIA]), out, form=form, progress=take_the_place)
    assert out.read_text(encoding="utf-8") == "mine"
    assert left(tmp_path) == ["out"]


class Halt(Exception):
    """Somebody ends the program."""


@FORMS
@pytest.mark.parametrize("mishap", [OSError(28, "No space left on device"), Halt()])
def test_a_write_that_ends_halfway_leaves_nothing_behind(tmp_path: Path, form: Form, mishap: Exception) -> None:
    def end(_count: int) -> None:
        raise mishap

    with pytest.raises((AdvisorError, Halt)):
        exporter.write(Catalogue([ATERIA]), tmp_path / "out", form=form, progress=end)
    assert left(tmp_path) == []


@FORMS
def test_progress_counts_the_services_that_are_written(tmp_path: Path, form: Form) -> None:
    told: list[int] = []
    services = [structs.replace(ATERIA, id=str(number)) for number in range(5)]
    exporter.write(Catalogue(services), tmp_path / "out", form=form, progress=told.append)
    assert told == [1, 2, 3, 4, 5]


def test_the_page_says_how_many_services_it_holds(tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as file:
        json_form.write(iter([{"id": "1"}, {"id": "2"}]), 2, file)
    page = json.loads((tmp_path / "out").read_bytes())
    assert (page["total_items"], page["size"], page["contents"]) == (2, 2, [{"id": "1"}, {"id": "2"}])
