"""The exported log: stable columns, cells that do nothing, all of it, and nobody's identity unasked."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.guidance.call import NOTES_LIMIT, Call
from advisor_tui.guidance.entries import NextStep, Rating, Referral, UnmetNeed
from advisor_tui.records.export import writers
from advisor_tui.records.export.writers import FORMULA_STARTS, Format, write
from tests.hostile import HOSTILE
from tests.kept import calls, finished_call

COLUMNS = [
    "id started_at ended_at talk_seconds wrap_up_seconds advisor kind non_client caller_role about age municipality",
    "lives_alone language interpreter channel anonymous resources goal asks_assessment outcome deadline_ground",
    "self_help contact_back pass_on promises services service_ids unmet_needs need_areas red_flags next_steps",
    "proposal deadline_on no_next_step notes script dismissed_alarms",
]
"""What readers of the file rely on: a new column comes at the end, none of these changes its name or place."""

WANTED = " ".join(COLUMNS).split()
IDENTITY = ["caller_name", "caller_phone", "person_name", "person_phone"]
FORMATS: tuple[Format, ...] = ("csv", "json", "xlsx")

NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
WHO = {"caller_name": "Aino Virtanen", "caller_phone": "+358401234567", "person_name": "Eero", "person_phone": "09-1"}


def exported(kind: Format, made: list[Call], *, identified: bool = False) -> bytes:
    """Return the file of a form."""
    file = io.BytesIO()
    assert write(kind, file, iter(made), identified=identified) == len(made)
    return file.getvalue()


def csv_rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file by the names of its columns."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def sheet_of(data: bytes) -> Any:
    """Return the sheet of an XLSX file, as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(data)).active


def sheet_rows(data: bytes) -> list[dict[str, Any]]:
    """Return the rows of an XLSX file by the names of its columns."""
    heading, *rows = sheet_of(data).iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def rich_call() -> Call:
    """Return a finished call with something in each of its parts."""
    call = finished_call(
        NOON,
        ended_at=NOON + timedelta(minutes=7),
        talk_seconds=420,
        wrap_up_seconds=35,
        advisor="MK",
        script="kotona 3",
        notes='Äiti kaatui;\n”ei pääse” "ylös"',
        referrals=(Referral("s1", "ateria", "Ateriapalvelu", "told", NOON), Referral("s2", "t", "Kela", "sent", NOON)),
        unmet_needs=(UnmetNeed("seuraa", "none", "seura", NOON),),
        needs={"housing": Rating("2", "portaat"), "economy": Rating("?"), "daily": Rating("", "kysyttävä")},
        flags=("fall", "alone"),
        next_steps=(NextStep("kirje", "us", None),),
        proposal="B",
        deadline_on=date(2026, 12, 2),
        identity=dict(WHO),
    )
    answers = {"caller_role": "child", "age": "82", "municipality": "Kerava", "outcome": "B", "anonymous": "no"}
    call.answers = {**answers, "next_what": "soitto", "next_who": "us", "next_by": "2026-12-01"}
    return call


# ------------------------------------------------------------ columns


def test_the_columns_are_those_that_readers_rely_on() -> None:
    data = exported("csv", [rich_call()])
    assert list(csv_rows(data)[0]) == WANTED
    assert [cell.value for cell in sheet_of(exported("xlsx", [rich_call()]))[1]] == WANTED


def test_identity_stands_in_columns_of_its_own_at_the_end() -> None:
    call = rich_call()
    (row,) = csv_rows(exported("csv", [call], identified=True))
    assert list(row) == WANTED + IDENTITY
    assert (row["caller_name"], row["caller_phone"]) == ("Aino Virtanen", "'+358401234567")


def test_a_row_tells_what_the_call_was() -> None:
    call = rich_call()
    (row,) = csv_rows(exported("csv", [call]))
    expected = {
        "id": call.id,
        "started_at": "2026-11-23 12:00:00",  # on the wall in Finland
        "ended_at": "2026-11-23 12:07:00",
        "talk_seconds": "420",
        "wrap_up_seconds": "35",
        "kind": "client",
        "caller_role": "child",
        "age": "82",
        "services": "Ateriapalvelu [told] | Kela [sent]",
        "service_ids": "s1 | s2",
        "unmet_needs": "seuraa [none]",
        "need_areas": "housing=2 (portaat) | economy=? | daily=- (kysyttävä)",
        "red_flags": "fall | alone",
        "next_steps": "kirje [us] | soitto [us] 2026-12-01",
        "deadline_on": "2026-12-02",
        "notes": 'Äiti kaatui;\n”ei pääse” "ylös"',
    }
    assert {name: row[name] for name in expected} == expected


def test_a_call_that_was_none_is_marked_as_such() -> None:
    (row,) = csv_rows(exported("csv", [finished_call(NOON, non_client="wrong_number")]))
    assert (row["kind"], row["non_client"]) == ("non_client", "wrong_number")


# ------------------------------------------------------------ CSV


def test_a_spreadsheet_recognises_the_letters_and_the_columns() -> None:
    data = exported("csv", [rich_call()])
    assert data.startswith(b"\xef\xbb\xbf")
    assert "Äiti kaatui" in data[3:].decode("utf-8")
    assert data.split(b"\r\n")[0].decode("utf-8-sig") == ";".join(f'"{name}"' for name in WANTED)


@settings(deadline=None, max_examples=60)
@given(st.lists(calls(), max_size=3), st.booleans())
def test_every_value_is_quoted_and_every_call_is_one_row(made: list[Call], identified: bool) -> None:
    data = exported("csv", made, identified=identified)
    rows = csv_rows(data)
    assert [row["id"] for row in rows] == [call.id for call in made]
    again = io.StringIO(newline="")
    writer = csv.writer(again, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(WANTED + IDENTITY * identified)
    writer.writerows(row.values() for row in rows)
    assert data.decode("utf-8-sig") == again.getvalue()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_a_formula(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    call = rich_call()
    call.notes = call.advisor = call.script = call.proposal = text
    call.answers = dict.fromkeys(call.answers, text) | {"next_by": "2026-12-01", "age": text}
    call.identity = dict.fromkeys(call.identity, text)
    call.referrals = (Referral(text, text, text, text, NOON),)
    call.flags = (text,)
    call.needs = {text: Rating("2")}
    (row,) = csv_rows(exported("csv", [call], identified=True))
    assert [value for value in row.values() if value.startswith(FORMULA_STARTS)] == []
    assert row["notes"] == row["goal"] + row["notes"] == f"'{text}"
    assert row["services"].startswith(f"'{text}")


@settings(deadline=None, max_examples=60)
@given(calls())
def test_of_no_text_anything_is_lost_but_an_apostrophe_may_stand_before_it(call: Call) -> None:
    (row,) = csv_rows(exported("csv", [call], identified=True))
    for name in ("notes", "advisor", "script", "municipality", "goal", "caller_name"):
        value = call.answer(name) or getattr(call, name, "")
        assert row[name] in (value, f"'{value}")
        assert not row[name].startswith(FORMULA_STARTS)


# ------------------------------------------------------------ JSON


@settings(deadline=None, max_examples=60)
@given(st.lists(calls(), max_size=3))
def test_json_holds_the_calls_without_loss(made: list[Call]) -> None:
    found = json.loads(exported("json", made, identified=True))
    assert (found["form"], found["program"], found["identified"]) == (1, "advisor", True)
    assert msgspec.convert(found["calls"], list[Call]) == made


@settings(deadline=None, max_examples=30)
@given(st.lists(calls(), max_size=3))
def test_json_without_identity_holds_everything_else(made: list[Call]) -> None:
    found = json.loads(exported("json", made))
    assert found["identified"] is False
    assert all("identity" not in call for call in found["calls"])
    nameless = [msgspec.structs.replace(call, identity={}) for call in made]
    assert msgspec.convert(found["calls"], list[Call]) == nameless


# ------------------------------------------------------------ XLSX


@settings(deadline=None, max_examples=10)
@given(calls())
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(call: Call) -> None:
    data = exported("xlsx", [call], identified=True)
    cells = [cell for row in sheet_of(data).iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "inlineStr"}
    assert [cell for cell in cells if cell.hyperlink] == []


@pytest.mark.parametrize("text", [*(f"{start}1+1" for start in FORMULA_STARTS), "https://kela.fi", "0401", *HOSTILE])
def test_text_stays_text_in_a_workbook(text: str) -> None:
    call = rich_call()
    call.write(f"{text}")
    call.put("goal", text)
    (row,) = sheet_rows(exported("xlsx", [call]))
    assert (row["notes"] or "", row["goal"] or "") == (call.notes, call.answer("goal"))


def test_numbers_are_numbers_in_a_workbook() -> None:
    (row,) = sheet_rows(exported("xlsx", [rich_call()]))
    assert [row[name] for name in ("talk_seconds", "wrap_up_seconds", "age")] == [420, 35, 82]
    (row,) = sheet_rows(exported("xlsx", [finished_call(NOON)]))
    assert (row["talk_seconds"], row["age"]) == (0, None)


def test_the_longest_notes_stand_whole_in_a_workbook() -> None:
    call = rich_call()
    call.write("Ä🙂\n" * (NOTES_LIMIT // 3) + "x")
    assert len(call.notes) == NOTES_LIMIT
    (row,) = sheet_rows(exported("xlsx", [call]))
    assert row["notes"] == call.notes


def test_a_cell_longer_than_a_workbook_holds_is_cut_with_a_mark() -> None:
    call = rich_call()
    call.referrals = tuple(Referral(f"s{n}", "t", "Palvelu " * 30, "told", NOON) for n in range(200))
    (row,) = sheet_rows(exported("xlsx", [call]))
    assert len(row["services"]) == 32_767
    assert row["services"].endswith("…")
    assert row["service_ids"].count("|") == 199


def test_more_calls_than_a_sheet_has_rows_are_refused_and_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "EXCEL_ROWS", 4)
    made = [finished_call(NOON) for _ in range(4)]
    assert len(sheet_rows(exported("xlsx", made[:3]))) == 3
    with pytest.raises(OSError, match="large"):
        write("xlsx", io.BytesIO(), made, identified=False)


# ------------------------------------------------------------ all forms


@pytest.mark.parametrize("kind", FORMATS)
def test_nobodys_identity_is_anywhere_in_a_file_unless_it_was_asked_for(kind: Format) -> None:
    def everything(data: bytes) -> str:
        if kind != "xlsx":
            return data.decode()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())

    unasked = everything(exported(kind, [rich_call()]))
    asked = everything(exported(kind, [rich_call()], identified=True))
    for value in ("Aino", "Virtanen", "358401234567", "Eero"):
        assert value not in unasked
        assert value in asked
    assert [name for name in IDENTITY if name in unasked] == []


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_log_is_a_whole_file(kind: Format, tmp_path: Path) -> None:
    data = exported(kind, [])
    (tmp_path / "log").write_bytes(data)
    match kind:
        case "csv":
            assert (csv_rows(data), data.count(b"\r\n")) == ([], 1)
        case "json":
            assert json.loads(data)["calls"] == []
        case _:
            assert sheet_rows(data) == []
