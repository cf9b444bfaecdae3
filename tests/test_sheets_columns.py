"""Columns of spreadsheets by their names: three languages, numbers and marks behind them, and slips."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.sheets import columns
from advisor_tui.catalogue.sheets.columns import MOST, Layout
from advisor_tui.errors import AdvisorError, Fault, FaultyFile
from advisor_tui.paths import shipped
from tests.sheets import around, known_columns

PIECE = Piece("lista.csv", ".csv", 0, io.BytesIO)


def laid_out(*header: str) -> tuple[Layout, list[Fault]]:
    """Return where the fields of a sheet stand, and what was wrong with its header."""
    faults = Faults()
    return known_columns().layout(header, PIECE, faults), faults.kept


def fields(*header: str) -> dict[str, list[int]]:
    """Return the places of the fields of a sheet with whose header nothing is wrong."""
    found, faults = laid_out(*header)
    assert not faults
    return {field: [place.index for place in places] for field, places in found.places.items()}


@pytest.mark.parametrize(
    ("name", "phone", "hours", "area", "price"),
    [
        ("Palvelun nimi", "Puh.", "Aukioloajat", "Kunta", "Hinta"),
        ("TJÄNST", "Telefon", "Öppettider", "kommun", "Avgift"),
        ("service_name", "Phone", "opening-hours", "Municipality", "Price"),
    ],
)
def test_columns_are_known_in_three_languages_whatever_their_case_and_signs(
    name: str, phone: str, hours: str, area: str, price: str
) -> None:
    expected = {"name": [0], "phones": [1], "hours": [2], "service_areas": [3], "price": [4]}
    assert fields(name, phone, hours, area, price) == expected


def test_what_stands_in_brackets_and_a_number_behind_the_name_make_no_difference() -> None:
    assert fields("Nimi (pakollinen)", "Hinta (€)", "Puhelin 1", "puhelin2", "Puhelin [3]") == {
        "name": [0],
        "price": [1],
        "phones": [2, 3, 4],
    }


@pytest.mark.parametrize("header", ["kuvaus ruotsiksi", "Kuvaus (sv)", "description_sv", "Beskrivning på svenska"])
def test_a_mark_of_a_language_leads_to_the_translation(header: str) -> None:
    found, faults = laid_out("nimi", header)
    assert not faults
    assert found.translations["description", "sv"].index == 1
    assert "description" not in found.places


def test_a_second_name_in_another_language_leads_to_the_translation() -> None:
    found, faults = laid_out("Palvelu", "Tjänst", "Name")
    assert not faults
    assert found.places["name"][0].header == "Palvelu"
    assert found.translations["name", "sv"].header == "Tjänst"
    assert found.translations["name", "en"].header == "Name"


def test_a_sheet_whose_only_name_is_marked_swedish_has_that_name() -> None:
    found, _faults = laid_out("nimi sv", "puhelin")
    assert found.places["name"][0].header == "nimi sv"


def test_a_second_column_for_what_there_is_one_of_is_named_and_not_read() -> None:
    found, faults = laid_out("nimi", "osoite", "käyntiosoite")
    assert [place.header for place in found.places["address"]] == ["osoite"]
    assert [fault.field for fault in faults] == ["käyntiosoite"]
    assert "osoite" in faults[0].problem


def test_a_column_that_is_not_known_is_named_with_the_nearest_name() -> None:
    _found, faults = laid_out("nimi", "sähköpsoti", "xyzzy")
    assert [fault.field for fault in faults] == ["sähköpsoti", "xyzzy"]
    assert "sähköposti" in faults[0].problem
    assert "“" not in faults[1].problem


def test_without_a_column_of_names_nothing_is_read_and_the_known_names_are_told() -> None:
    with pytest.raises(AdvisorError) as caught:
        laid_out("puhelin", "kunta")
    assert "palvelun nimi" in caught.value.remedy
    assert "service name" in caught.value.remedy


def test_columns_beyond_the_limit_are_left_out_and_told_once() -> None:
    found, faults = laid_out("nimi", *("" for _ in range(MOST)), "puhelin", "puhelin")
    assert "phones" not in found.places
    assert len(faults) == 1


def test_no_name_of_a_column_stands_for_two_fields() -> None:
    seen: dict[str, str] = {}
    for column in known_columns().data.column:
        for _language, name in column.named():
            assert seen.setdefault(columns.key(name), column.field) == column.field, name


def test_short_names_of_counties_are_of_counties_that_there_are() -> None:
    places: Areas = around().areas
    codes = {county.code for county in places.county}
    assert set(known_columns().data.words.counties) <= codes


def test_a_file_of_names_without_names_of_services_is_refused(tmp_path: Path) -> None:
    shipped_names = (shipped("data") / "sheet_columns.toml").read_text(encoding="utf-8")
    path = tmp_path / "sheet_columns.toml"
    path.write_text(shipped_names.replace('field = "name"', 'field = "summary"'), encoding="utf-8")
    with pytest.raises(FaultyFile) as caught:
        columns.load(path)
    assert "name" in caught.value.faults[0].problem


@given(st.lists(st.text(max_size=20), max_size=8))
def test_whatever_the_header_each_column_is_read_once_at_most(header: list[str]) -> None:
    found, _faults = laid_out("nimi", *header)
    places = [place.index for each in found.places.values() for place in each]
    places += [place.index for place in found.translations.values()]
    assert len(places) == len(set(places))
