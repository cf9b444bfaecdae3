"""Services out of spreadsheets: whole files in, services and faults out, whatever the file is."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule, Term
from advisor_tui.catalogue.service import NOT_TRANSLATED, Service
from advisor_tui.catalogue.sheets import importer
from advisor_tui.errors import AdvisorError
from tests.hostile import FORBIDDEN, HOSTILE
from tests.sheets import TODAY, around, csv_file, imported, of_row, xlsx_file

WORKDAYS = (Schedule("MO-FR", "09:00", "15:00"),)

FULL = {
    "Tunnus": "K-1",
    "Palvelun nimi": "Ateriapalvelu kotiin",
    "Tjänst": "Måltidsservice hem",
    "Muut nimet": "Ruokapalvelu; Kotiateria",
    "Lyhyt kuvaus": "Ateria kotiin",
    "Kuvaus": "Lämmin ateria\nkotiin tuotuna.",
    "Lisätietoja": "Myös viikonloppuisin.",
    "Kuvaus ruotsiksi": "En varm måltid.",
    "Tyyppi": "Ateriapalvelu",
    "Luokka": "Ruoka",
    "Järjestäjä": "Kemin seurakunta",
    "Järjestäjän tyyppi": "seurakunta",
    "Kenelle": "Ikäihmisille",
    "Ikä": "yli 65-v",
    "Kunta": "Kemi ja Tornio",
    "Kielet": "suomi, ruotsi",
    "Hinta": "10,50 €",
    "Miten": "Soita.",
    "Puhelin": "puh. 016 123 456 (ma-pe 9-15)",
    "Aukioloajat": "ma-pe 9-15",
    "Osoite": "Katu 1, 94100 Kemi",
    "Lat": "65,7364",
    "Lon": "24.5637",
    "Sähköposti": "ruoka@kemi.fi",
    "WWW": "www.kemi.fi/ruoka https://kemi.fi",
    "Hakusanat": "ruoka, ateria",
    "Tarkistettu": "1.5.2026",
    "Päivitetty": "2026-04-01",
}


def test_everything_that_a_row_says_comes_into_the_service(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, tuple(FULL), tuple(FULL.values())))
    assert not found.faults
    assert found.only == Service(
        id="lista:K-1",
        type="ateria",
        name="Ateriapalvelu kotiin",
        organization="Kemin seurakunta",
        provider_kind="parish",
        rung=around().rules.kinds["ateria"].rung,
        description="Lämmin ateria\nkotiin tuotuna.\n\nMyös viikonloppuisin.",
        service_areas=("Kemi", "Tornio"),
        assured_date=date(2026, 5, 1),
        source="lista.csv",
        sv=msgspec.structs.replace(NOT_TRANSLATED, name="Måltidsservice hem", description="En varm måltid."),
        en=NOT_TRANSLATED,
        summary="Ateria kotiin",
        alternate_names=("Ruokapalvelu", "Kotiateria"),
        caller_words=found.only.caller_words,
        eligibility_description="Ikäihmisille",
        minimum_age=65,
        languages=("fi", "sv"),
        charge="fee",
        fees_description="10,50 €",
        application_process="Soita.",
        phones=(Phone("016 123 456", schedules=WORKDAYS),),
        schedules=WORKDAYS,
        locations=(
            Location(
                address="Katu 1",
                postal_code="94100",
                city="Kemi",
                municipality="Kemi",
                latitude=65.7364,
                longitude=24.5637,
            ),
        ),
        url="https://www.kemi.fi/ruoka",
        links=(Link("https://kemi.fi"),),
        emails=("ruoka@kemi.fi",),
        taxonomy_terms=(Term("lista:category", "ruoka", "Ruoka"),),
        source_id="K-1",
        last_modified=date(2026, 4, 1),
        inferred=found.only.inferred,
    )
    assert found.only.caller_words[:2] == ("ruoka", "ateria")
    assert not {"type", "provider_kind", "service_areas", "life_area"}.intersection(found.only.inferred)
    assert "rung" in found.only.inferred


def test_a_workbook_says_the_same_as_a_text_file(tmp_path: Path) -> None:
    typed = FULL | {"Tarkistettu": datetime(2026, 5, 1), "Lat": 65.7364, "Lon": 24.5637}  # noqa: DTZ001
    of_text = imported(csv_file(tmp_path, tuple(FULL), tuple(FULL.values()))).only
    of_book = imported(xlsx_file(tmp_path, Palvelut=[tuple(typed), tuple(typed.values())]))
    assert not of_book.faults
    assert msgspec.structs.replace(of_book.only, source="lista.csv") == of_text


def test_what_a_row_does_not_say_is_inferred_and_named_or_stays_empty(tmp_path: Path) -> None:
    found = imported(
        csv_file(tmp_path, ("nimi", "yhdistys", "paikkakunta"), ("Ateriapalvelu", "Kemin seurakunta", "Kemi"))
    )
    assert not found.faults
    service = found.only
    assert (service.type, service.provider_kind, service.service_areas) == ("ateria", "parish", ("Kemi",))
    assert {"type", "provider_kind", "rung", "service_areas"} <= set(service.inferred)
    assert (service.languages, service.charge, service.phones, service.description) == ((), "", (), "")
    assert (service.assured_date, service.last_modified) == (TODAY, None)


def test_a_kind_in_words_that_nobody_knows_is_told_and_still_helps_to_infer_it(tmp_path: Path) -> None:
    found = of_row(tmp_path, tyyppi="ateriapalvelut ikäihmisille")
    assert found.fields == [(2, "tyyppi")]
    assert found.only.type == "ateria"
    assert "type" in found.only.inferred


def test_who_provides_it_tells_the_rung_where_no_kind_does(tmp_path: Path) -> None:
    association, company = (of_row(tmp_path, sektori=word).only for word in ("yhdistys", "yritys"))
    assert (association.type, association.provider_kind, company.provider_kind) == ("", "association", "company")
    assert association.rung != company.rung
    assert "provider_kind" not in association.inferred


# ------------------------------------------------------------ what is wrong with a cell costs the cell


@pytest.mark.parametrize(
    ("column", "cell", "field", "left"),
    [
        ("tarkistettu", "31.2.2026", "assured_date", TODAY),
        ("tarkistettu", "26.11.2026", "assured_date", TODAY),
        ("päivitetty", "eilen", "last_modified", None),
        ("kielet", "klingon", "languages", ()),
        ("sähköposti", "ei ole", "emails", ()),
        ("www", "javascript:alert(1)", "url", ""),
        ("postinumero", "1", "locations", ()),
        ("leveysaste", "6703709.121", "locations", ()),
        ("kuvaus", "#N/A", "description", ""),
        ("kuvaus", "#PUUTTUU!", "description", ""),
        ("kuvaus", "#DIV/0!", "description", ""),
        ("kuvaus", "=SUMMA(A1:A2)", "description", ""),
        ("alaikäraja", "vanha", "minimum_age", None),
        ("sektori", "kaveri", "type", ""),
    ],
)
def test_a_wrong_cell_is_told_and_costs_only_itself(
    tmp_path: Path, column: str, cell: str, field: str, left: object
) -> None:
    found = of_row(tmp_path, **{column: cell})
    assert found.fields == [(2, column)]
    assert found.faults[0].entry == "Kerho"
    assert getattr(found.only, field) == left


@pytest.mark.parametrize("cell", ["", "-", "–", " . "])
def test_a_cell_that_has_nothing_to_say_is_empty(tmp_path: Path, cell: str) -> None:
    found = of_row(tmp_path, puhelin=cell, tarkistettu=cell, hinta=cell, aukioloajat=cell)
    assert not found.faults
    assert (found.only.phones, found.only.charge, found.only.schedules) == ((), "", ())


def test_hours_and_phones_and_ages_that_are_not_understood_stay_as_text(tmp_path: Path) -> None:
    found = of_row(tmp_path, aukioloajat="milloin vain", puhelin="soita keskukseen", ikä="seniorit", miten="Tule.")
    assert found.only.application_process == "Tule.\n\npuhelin: soita keskukseen\n\naukioloajat: milloin vain"
    assert found.only.eligibility_description == "ikä: seniorit"
    assert sorted(field for _line, field in found.fields) == ["aukioloajat", "ikä", "puhelin"]


def test_hours_of_phones_are_those_of_phones_that_have_none(tmp_path: Path) -> None:
    found = of_row(tmp_path, puhelin="03 123 4567 (ma 9-10); 03 123 4568", puhelinaika="ma-pe 9-15")
    assert [each.schedules for each in found.only.phones] == [(Schedule("MO", "09:00", "10:00"),), WORKDAYS]
    found = of_row(tmp_path, puhelin="03 123 4567", puhelinaika="vaihtelee")
    assert found.only.phones == (Phone("03 123 4567", description="vaihtelee"),)
    found = of_row(tmp_path, puhelinaika="ma-pe 9-15")
    assert found.only.schedules == WORKDAYS


def test_a_number_that_lost_its_zero_is_kept_and_told(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, Palvelut=[("nimi", "alue", "puhelin"), ("Kerho", "Kemi", 401234567)])
    found = imported(path)
    assert found.fields == [(2, "puhelin")]
    assert found.only.phones == (Phone("401234567"),)


def test_limits_in_two_columns_that_exclude_everybody_are_told_and_left_out(tmp_path: Path) -> None:
    found = of_row(tmp_path, alaikäraja="18", yläikäraja="29")
    assert (found.only.minimum_age, found.only.maximum_age) == (18, 29)
    found = of_row(tmp_path, alaikäraja="29", yläikäraja="18")
    assert (found.only.minimum_age, found.only.maximum_age) == (None, None)
    assert found.fields == [(2, "yläikäraja")]


def test_nothing_is_made_up_where_nothing_tells_the_area(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, ("nimi", "kunta"), ("Kerho", ""), ("Piiri", "Atlantis")))
    assert [service.service_areas for service in found.services] == [(), ()]
    assert found.fields == [(2, "kunta"), (3, "kunta")]


# ------------------------------------------------------------ what is wrong with a row costs the row


def test_a_row_without_a_name_is_left_out_and_told(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, ("nimi", "kunta"), ("", "Kemi"), ("#N/A", "Kemi"), ("Kerho", "Kemi")))
    assert [service.name for service in found.services] == ["Kerho"]
    assert found.fields == [(2, "nimi"), (3, "nimi"), (3, "nimi")]


def test_of_two_rows_with_one_id_the_first_stays(tmp_path: Path) -> None:
    rows = [("id", "nimi", "kunta"), ("1", "Kerho", "Kemi"), ("1", "Piiri", "Kemi"), ("2", "Kerho", "Kemi")]
    found = imported(csv_file(tmp_path, *rows))
    assert [service.id for service in found.services] == ["lista:1", "lista:2"]
    assert [fault.line for fault in found.faults] == [3]
    assert "2" in found.faults[0].problem


def test_of_two_rows_with_one_name_and_organization_the_first_stays(tmp_path: Path) -> None:
    rows = [
        ("nimi", "yhdistys", "kunta"),
        ("Kerho", "A ry", "Kemi"),
        ("KERHO", "a ry", "Ii"),
        ("Kerho", "B ry", "Kemi"),
    ]
    found = imported(csv_file(tmp_path, *rows))
    assert [service.id for service in found.services] == ["lista:kerho-a-ry", "lista:kerho-b-ry"]
    assert [(fault.line, fault.entry) for fault in found.faults] == [(3, "KERHO")]


def test_names_that_differ_only_in_letters_of_other_scripts_stay_apart(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, ("nimi", "kunta"), ("Кружок", "Kemi"), ("Группа", "Kemi"), ("a" * 300, "Kemi")))
    ids = [service.id for service in found.services]
    assert len(set(ids)) == 3
    assert all(len(each) <= importer.LONGEST_ID + len("lista:") for each in ids)
    assert imported(tmp_path / "lista.csv").services == found.services


def test_ids_stay_when_rows_are_sorted_anew(tmp_path: Path) -> None:
    rows = [(f"Kerho {number}", "Kemi") for number in range(5)]
    first = imported(csv_file(tmp_path, ("nimi", "kunta"), *rows))
    second = imported(csv_file(tmp_path, ("nimi", "kunta"), *reversed(rows)))
    assert {each.id: each.name for each in first.services} == {each.id: each.name for each in second.services}


# ------------------------------------------------------------ files


@pytest.mark.parametrize("header", [("puhelin", "kunta"), ("foo", "bar")])
def test_a_file_without_a_column_of_names_is_a_mishap_that_can_be_mended(
    tmp_path: Path, header: tuple[str, ...]
) -> None:
    with pytest.raises(AdvisorError) as caught:
        imported(csv_file(tmp_path, header, ("a", "b")))
    assert "nimi" in caught.value.remedy
    assert caught.value.where.endswith("lista.csv")


def test_what_a_file_is_its_first_bytes_tell_and_not_its_name(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, Palvelut=[("nimi", "kunta"), ("Kerho", "Kemi")])
    assert imported(path.rename(tmp_path / "lista.csv")).only.name == "Kerho"
    text = csv_file(tmp_path, ("nimi", "kunta"), ("Piiri", "Kemi"), name="lista.xlsx")
    assert imported(text).only.name == "Piiri"


def test_a_workbook_of_an_old_form_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "vanha.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(AdvisorError) as caught:
        imported(path)
    assert ".xlsx" in caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n"])
def test_an_empty_file_has_no_services_and_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes(content)
    found = imported(path)
    assert (found.services, len(found.faults)) == ([], 1)


def test_the_files_of_a_folder_are_read_together_and_duplicates_among_them_are_told(tmp_path: Path) -> None:
    csv_file(tmp_path, ("nimi", "kunta"), ("Kerho", "Kemi"), name="a.csv")
    csv_file(tmp_path, ("nimi", "kunta"), ("Kerho", "Kemi"), ("Piiri", "Ii"), name="b.tsv")
    found = imported(tmp_path)
    assert [(service.name, service.source) for service in found.services] == [("Kerho", "a.csv"), ("Piiri", "b.tsv")]
    assert "a.csv:2" in found.faults[0].problem


def test_a_file_that_holds_no_services_costs_those_beside_it_nothing_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "kerhot.csv").write_text("palvelu;kunta\nKerho;Tampere\n", encoding="utf-8")
    (tmp_path / "lue.txt").write_text("Tiedot on koottu syksylla.\nKysy lisaa.\n", encoding="utf-8")
    found = imported(tmp_path)
    assert [each.name for each in found.services] == ["Kerho"]
    assert any(fault.file.endswith("lue.txt") for fault in found.faults)


def test_it_is_told_how_many_rows_there_were(tmp_path: Path) -> None:
    rows = ((f"Kerho {number}", "Kemi") for number in range(importer.STEP + 3))
    found = imported(csv_file(tmp_path, ("nimi", "kunta"), *rows))
    assert found.told == [importer.STEP, importer.STEP + 3]


# ------------------------------------------------------------ hostile and random input


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_cleaned_wherever_it_stood(tmp_path: Path, text: str) -> None:
    rows = [list(FULL), [f"paha {text}" for _column in FULL]]
    path = tmp_path / "paha.csv"
    path.write_bytes("\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode("utf-8", "replace"))
    found = imported(path)
    told = msgspec.json.encode(found.services).decode() + "".join(map(str, found.faults))
    assert found.faults
    assert found.only.name.startswith("paha")
    decoded = msgspec.json.decode(msgspec.json.encode(found.services))
    assert not FORBIDDEN.intersection("".join(_texts(decoded)) + "".join(map(str, found.faults)))
    assert msgspec.json.decode(msgspec.json.encode(found.only), type=Service) == found.only
    assert told.isprintable() or "\\n" in told


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=400))
def test_whatever_the_bytes_only_a_mishap_leaves(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "tavut.csv"
    path.write_bytes(b"nimi;puhelin;kunta\n" + raw)
    found = imported(path)
    assert all(service.name and service.id for service in found.services)
    path.write_bytes(raw)
    try:
        found = imported(path)
    except AdvisorError as error:
        assert error.remedy  # noqa: PT017 - random bytes need not fail


_CELL = (
    st.text(max_size=25) | st.sampled_from(list(FULL.values())) | st.from_regex(r"[0-9 .,:;/+-]{1,20}", fullmatch=True)
)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.lists(_CELL, min_size=len(FULL), max_size=len(FULL)), min_size=1, max_size=4))
def test_whatever_the_cells_services_are_whole_and_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerows([list(FULL), *rows])
    path = tmp_path_factory.getbasetemp() / "solut.csv"
    path.write_bytes(written.getvalue().encode("utf-8", errors="replace"))
    found = imported(path)
    left_out = {fault.line for fault in found.faults}
    assert len(found.services) + len(left_out) >= sum(any(map(str.strip, row)) for row in rows) - 1
    assert len({service.id for service in found.services}) == len(found.services)
    for service in found.services:
        assert msgspec.json.decode(msgspec.json.encode(service), type=Service) == service
        assert all(around().areas.knows(area) for area in service.service_areas)
        assert service.assured_date <= TODAY
