"""The workbook, and what holds for each form of the export."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import NOTES_LIMIT, Call
from advisor_tui.guidance.entries import NextStep, Referral
from advisor_tui.records.export import writers
from advisor_tui.records.export.forms import Format
from advisor_tui.records.export.making import Export, Wish
from advisor_tui.records.export.writers import FORMULA_STARTS
from tests.export_log import ALWAYS, NOON, Log, book_of, csv_rows, many_calls, rich_call, sheet_rows
from tests.exported import IDENTITY, examples, exported
from tests.hostile import HOSTILE
from tests.kept import calls, finished_call

FORMATS: tuple[Format, ...] = ("csv", "json", "xlsx")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """Give a log that is made once and filled anew by each test."""
    log = Log(tmp_path_factory.mktemp("kept") / "calls.sqlite3")
    yield log
    log.close()


@pytest.fixture
def log(kept: Log) -> Log:
    """Give the log with one call that has something in each of its parts."""
    kept.fill([rich_call()])
    return kept


# ------------------------------------------------------------ XLSX


@examples
@given(calls())
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(kept: Log, call: Call) -> None:
    kept.fill([call])
    data = exported(kept, "xlsx", identified=True)
    cells = [cell for row in book_of(data)["calls"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "inlineStr"}
    assert [cell for cell in cells if cell.hyperlink] == []


def test_text_stays_text_in_a_workbook(kept: Log) -> None:
    made = []
    texts = [*(f"{start}1+1" for start in FORMULA_STARTS), "https://kela.fi", "0401", *HOSTILE]
    for number, text in enumerate(texts):
        call = finished_call(NOON + timedelta(seconds=number))
        call.write(text)
        call.put("goal", text)
        made.append(call)
    kept.fill(made)
    rows = sheet_rows(exported(kept, "xlsx"))
    told = [(call.notes, call.answer("goal")) for call in made]
    assert [(row["notes"] or "", row["goal"] or "") for row in rows] == told


def test_numbers_are_numbers_in_a_workbook(log: Log) -> None:
    (row,) = sheet_rows(exported(log, "xlsx"))
    assert [row[name] for name in ("talk_seconds", "wrap_up_seconds", "age")] == [420, 35, 82]
    log.fill([finished_call(NOON)])
    (row,) = sheet_rows(exported(log, "xlsx"))
    assert (row["talk_seconds"], row["age"]) == (0, None)


def test_the_longest_notes_stand_whole_in_a_workbook(kept: Log) -> None:
    call = rich_call()
    call.write("Ä🙂\n" * (NOTES_LIMIT // 3) + "x")
    assert len(call.notes) == NOTES_LIMIT
    kept.fill([call])
    (row,) = sheet_rows(exported(kept, "xlsx"))
    assert row["notes"] == call.notes


def test_a_cell_longer_than_a_workbook_holds_is_cut_with_a_mark(kept: Log) -> None:
    call = rich_call()
    call.referrals = tuple(Referral(f"s{n}", "t", "Palvelu " * 30, "told", NOON) for n in range(200))
    kept.fill([call])
    (row,) = sheet_rows(exported(kept, "xlsx"))
    assert len(row["services"]) == 32_767
    assert row["services"].endswith("…")
    assert row["service_ids"].count("|") == 199


def test_more_calls_than_a_sheet_has_rows_are_refused_before_anything_is_written(
    kept: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "EXCEL_ROWS", 4)
    kept.fill(many_calls(3))
    assert len(sheet_rows(exported(kept, "xlsx"))) == 3
    Export(kept.store, ALWAYS, Wish("xlsx")).refuse_what_does_not_fit()
    kept.fill(many_calls(4))
    with pytest.raises(OSError, match="large"):
        exported(kept, "xlsx")
    with pytest.raises(AdvisorError, match="4") as caught:
        Export(kept.store, ALWAYS, Wish("xlsx")).refuse_what_does_not_fit()
    assert "--format csv" in caught.value.remedy
    Export(kept.store, ALWAYS, Wish("csv")).refuse_what_does_not_fit()


# ------------------------------------------------------------ all forms


@pytest.mark.parametrize("kind", FORMATS)
def test_nobodys_identity_is_anywhere_in_a_file_unless_it_was_asked_for(log: Log, kind: Format) -> None:
    def everything(data: bytes) -> str:
        if kind != "xlsx":
            return data.decode()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())

    unasked = everything(exported(log, kind))
    asked = everything(exported(log, kind, identified=True))
    for value in ("Aino", "Virtanen", "358401234567", "Eero"):
        assert value not in unasked
        assert value in asked
    assert [name for name in IDENTITY if name in unasked] == []


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_log_is_a_whole_file(kept: Log, kind: Format) -> None:
    kept.fill([])
    data = exported(kept, kind)
    match kind:
        case "csv":
            assert (csv_rows(data), data.count(b"\r\n")) == ([], 1)
        case "json":
            assert json.loads(data)["calls"] == []
        case _:
            assert sheet_rows(data) == []


def test_a_step_that_is_agreed_and_one_that_is_being_agreed_stand_in_one_cell(kept: Log) -> None:
    call = finished_call(NOON, next_steps=(NextStep("a", "us", None),), answers={"next_what": "b", "next_who": "me"})
    alone = finished_call(NOON + timedelta(1), answers={"next_what": "b", "next_who": "me", "next_by": "2026-12-01"})
    kept.fill([call, alone])
    assert [row["next_steps"] for row in csv_rows(exported(kept, "csv"))] == ["a [us] | b [me]", "b [me] 2026-12-01"]
