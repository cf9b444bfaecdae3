"""Workbooks of Excel: which sheet is read, what its cells show, and what is refused before it does harm."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.sheets import workbook
from advisor_tui.catalogue.tables import Row, Table
from advisor_tui.errors import AdvisorError, Fault
from tests.sheets import xlsx_file

KNOWN = {"nimi", "puhelin", "osoite", "kunta"}
HEADER = ("nimi", "puhelin", "kunta")


def piece(content: bytes) -> Piece:
    """Return a workbook with this content."""
    return Piece("lista.xlsx", ".xlsx", len(content), lambda: io.BytesIO(content))


def read(path_or_bytes: Path | bytes) -> tuple[Table, list[Row], list[Fault]]:
    """Return the table in a workbook, its rows, and what was wrong."""
    faults = Faults()
    content = path_or_bytes if isinstance(path_or_bytes, bytes) else path_or_bytes.read_bytes()
    table = workbook.read(piece(content), KNOWN.__contains__, faults)
    return table, list(table.rows), faults.kept


def changed(path: Path, part: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook in which one of its parts is changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, change(content.decode()) if member.filename == part else content)
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


# ------------------------------------------------------------ which sheet


def test_the_sheet_with_the_most_known_columns_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path,
        Ohje=[["Täytä nimi ja puhelin"], ["nimi"]],
        Palvelut=[HEADER, ["Apu", "03 1", "Kemi"]],
        Koodit=[["kunta"], ["Kemi"]],
        Tyhjä=[],
    )
    table, rows, faults = read(path)
    assert table.header == HEADER
    assert [row.cells for row in rows] == [("Apu", "03 1", "Kemi")]
    assert [fault.entry for fault in faults] == ["Ohje", "Koodit"]


def test_hidden_sheets_are_not_read_and_are_named(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, Palvelut=[["nimi"], ["Apu"]], Vanhat=[HEADER, ["Vanha", "", ""]])
    book = openpyxl.load_workbook(path)
    book["Vanhat"].sheet_state = "hidden"
    book.save(path)
    _table, rows, faults = read(path)
    assert [row.cells for row in rows] == [("Apu",)]
    assert [fault.entry for fault in faults] == ["Vanhat"]


def test_a_title_above_the_table_and_gaps_in_it_keep_the_numbers_of_the_rows(tmp_path: Path) -> None:
    rows = [["Palvelut 2026"], [], HEADER, ["Apu", None, "Kemi"], [], [], ["Koti"]]
    _table, found, faults = read(xlsx_file(tmp_path, Palvelut=rows))
    assert [(row.line, row.cells) for row in found] == [(4, ("Apu", "", "Kemi")), (7, ("Koti", "", ""))]
    assert not faults


@pytest.mark.parametrize("rows", [[], [[]], [["", None]]])
def test_an_empty_workbook_is_told(tmp_path: Path, rows: list[list[Any]]) -> None:
    table, found, faults = read(xlsx_file(tmp_path, Taulu=rows))
    assert (table.header, found) == ((), [])
    assert [fault.line for fault in faults] == [0]


def test_a_header_without_rows_is_told(tmp_path: Path) -> None:
    _table, rows, faults = read(xlsx_file(tmp_path, Taulu=[HEADER]))
    assert not rows
    assert [fault.line for fault in faults] == [1]


def test_of_two_columns_of_one_name_the_first_is_read_and_cells_beyond_the_last_are_named(tmp_path: Path) -> None:
    table, rows, faults = read(xlsx_file(tmp_path, Taulu=[["nimi", "kunta", "Nimi"], ["a", "b", "c", None, "d"]]))
    assert table.header == ("nimi", "kunta", "")
    assert rows[0].cells == ("a", "b", "c")
    assert [(fault.line, fault.field) for fault in faults] == [(1, "Nimi"), (2, "")]


# ------------------------------------------------------------ what cells show


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  teksti ", "teksti"),
        ("'0101", "0101"),
        (True, "true"),
        (3, "3"),
        (3.0, "3"),
        (10.5, "10.5"),
        (datetime(2026, 5, 1), "2026-05-01"),  # noqa: DTZ001 - a workbook knows no zones
        (datetime(2026, 5, 1, 12, 30), "2026-05-01 12:30"),  # noqa: DTZ001
        (date(2026, 5, 1), "2026-05-01"),
        (time(9, 30), "09:30"),
        ("rivi 1\nrivi 2", "rivi 1\nrivi 2"),
    ],
)
def test_a_cell_is_read_as_the_text_that_it_shows(tmp_path: Path, value: Any, text: str) -> None:
    _table, rows, faults = read(xlsx_file(tmp_path, Taulu=[["nimi", "kunta"], [value, "Kemi"]]))
    assert rows[0].cells == (text, "Kemi")
    assert not faults


def test_a_formula_whose_result_is_not_in_the_file_is_told_and_the_row_stays(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, Taulu=[HEADER, ["Apu", '=CONCAT("03";"1")', "Kemi"], ["Koti", "03 2", "Ii"]])
    _table, rows, faults = read(path)
    assert [row.cells for row in rows] == [("Apu", "", "Kemi"), ("Koti", "03 2", "Ii")]
    assert [(fault.line, fault.field) for fault in faults] == [(2, "puhelin")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [('<c r="B2" t="str"><f>A2</f><v>03 1</v></c>', "03 1"), ('<c r="B2" t="str"><f>A2</f><v></v></c>', "")],
)
def test_the_result_of_a_formula_is_read_also_when_it_is_empty(tmp_path: Path, cell: str, text: str) -> None:
    path = xlsx_file(tmp_path, Taulu=[HEADER, ["Apu", "=A2", "Kemi"]])
    with zipfile.ZipFile(path) as archive:
        written = archive.read(SHEET).decode()
    start = written.index('<c r="B2"')
    formula = written[start : written.index("</c>", start) + len("</c>")]
    _table, rows, faults = read(changed(path, SHEET, lambda xml: xml.replace(formula, cell)))
    assert [row.cells for row in rows] == [("Apu", text, "Kemi")]
    assert not faults


# ------------------------------------------------------------ what is refused, and what is damaged


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, Taulu=[HEADER])
    content = changed(path, SHEET, lambda xml: xml + " " * 50_000_000)
    assert len(content) < 100_000
    with pytest.raises(AdvisorError) as caught:
        read(content)
    assert SHEET in caught.value.where


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "UNPACKED", 1000)
    with pytest.raises(AdvisorError) as caught:
        read(xlsx_file(tmp_path, Taulu=[HEADER]))
    assert "1000" in caught.value.remedy


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{levels}]>'
    path = xlsx_file(tmp_path, Taulu=[HEADER, ["Apu", "03 1", "Kemi"]])

    def armed(xml: str) -> str:
        return bomb + xml[xml.index("<workbook") :].replace('name="Taulu"', 'name="&a11;"')

    with pytest.raises(AdvisorError):
        read(changed(path, "xl/workbook.xml", armed))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"])
def test_a_workbook_with_a_broken_part_is_a_mishap_that_can_be_mended(tmp_path: Path, part: str) -> None:
    path = xlsx_file(tmp_path, Taulu=[HEADER, ["Apu", "03 1", "Kemi"]])
    with pytest.raises(AdvisorError) as caught:
        read(changed(path, part, lambda xml: xml[: len(xml) // 2]))
    assert caught.value.remedy


def test_of_a_damaged_sheet_the_rows_before_the_damage_are_read(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, Taulu=[HEADER, *(["Apu", "03 1", "Kemi"] for _ in range(40))])
    _table, rows, faults = read(changed(path, SHEET, lambda xml: xml[: xml.index('<row r="21"')] + "<broken"))
    assert [row.line for row in rows] == list(range(2, 21))
    assert [fault.line for fault in faults] == [21]


def test_a_sheet_that_is_damaged_from_its_beginning_is_told(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, Taulu=[HEADER])
    _table, rows, faults = read(changed(path, SHEET, lambda xml: xml.replace('r="A1"', 'r="??"')))
    assert not rows
    assert [fault.line for fault in faults] == [1, 0]


def test_a_sheet_that_claims_rows_and_columns_without_end_is_read_to_what_excel_can_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "ROWS", 100)
    path = xlsx_file(tmp_path, Taulu=[HEADER, ["Apu", "03 1", "Kemi"], ["Viimeinen"]])

    def claimed(xml: str) -> str:
        xml = xml.replace('ref="A1:C3"', 'ref="A1:XFD1048576"')
        return xml.replace('<row r="3">', '<row r="99999999999">').replace('r="A3"', 'r="XFD99999999999"')

    _table, rows, faults = read(changed(path, SHEET, claimed))
    assert [row.cells for row in rows] == [("Apu", "03 1", "Kemi")]
    assert not faults


def test_what_the_reader_of_workbooks_warns_of_reaches_no_terminal(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, Taulu=[HEADER, ["Apu", date(2026, 5, 1), "Kemi"]])
    with zipfile.ZipFile(path) as archive:
        assert "<v>46143</v>" in archive.read(SHEET).decode()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        _table, rows, _faults = read(changed(path, SHEET, lambda xml: xml.replace("<v>46143</v>", "<v>99999999</v>")))
    assert rows[0].cells == ("Apu", "#VALUE!", "Kemi")
    assert not caught


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 255)), min_size=1, max_size=4))
def test_whatever_is_damaged_only_a_mishap_leaves(
    tmp_path_factory: pytest.TempPathFactory, hits: Iterable[Sequence[int]]
) -> None:
    content = bytearray(
        xlsx_file(tmp_path_factory.mktemp("kirja"), Taulu=[HEADER, ["Apu", "03 1", "Kemi"]]).read_bytes()
    )
    for place, value in hits:
        content[place % len(content)] = value
    try:
        _table, rows, _faults = read(bytes(content))
    except AdvisorError as error:
        rows = []
        told = str(error)
        assert told
    assert len(rows) <= 1
