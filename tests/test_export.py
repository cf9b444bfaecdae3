"""The exported log: stable columns, cells that do nothing, all of it, and nobody's identity unasked."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql_text

from advisor_tui import clock
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.closing import agreed_steps
from advisor_tui.guidance.entries import Rating, Referral
from advisor_tui.guidance.vocabulary import RECORD_FIELDS
from advisor_tui.records.export import writers
from advisor_tui.records.export.writers import FORMULA_STARTS
from tests.export_log import NOON, Log, book_of, csv_rows, many_calls, rich_call, sheet_rows
from tests.exported import IDENTITY, examples, exported
from tests.hostile import HOSTILE
from tests.kept import LINES, MOMENTS, calls, finished_call

COLUMNS = [
    "id started_at ended_at talk_seconds wrap_up_seconds advisor kind non_client caller_role about age municipality",
    "lives_alone language interpreter channel anonymous resources goal asks_assessment outcome deadline_ground",
    "self_help contact_back pass_on promises services service_ids unmet_needs need_areas red_flags next_steps",
    "proposal deadline_on no_next_step notes script dismissed_alarms",
]
"""What readers of the file rely on: a new column comes at the end, none of these changes its name or place."""


WANTED = " ".join(COLUMNS).split()


LATER = ["continues", "corrected_at", "referral_results", "needs_met", "follow_ups"]


SOME = st.lists(calls(), max_size=3, unique_by=lambda call: int(call.started_at.timestamp() * 1000))
"""Calls that began at different milliseconds: the order of those that did not is nobody's business."""


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


# ------------------------------------------------------------ columns


def test_the_columns_are_those_that_readers_rely_on(log: Log) -> None:
    data = exported(log, "csv")
    assert list(csv_rows(data)[0]) == WANTED + LATER
    assert [cell.value for cell in book_of(exported(log, "xlsx"))["calls"][1]] == WANTED + LATER


def test_identity_stands_in_columns_of_its_own_and_what_came_later_after_it(log: Log) -> None:
    (row,) = csv_rows(exported(log, "csv", identified=True))
    assert list(row) == WANTED + IDENTITY + LATER
    assert (row["caller_name"], row["caller_phone"]) == ("Aino Virtanen", "'+358401234567")


def test_a_row_tells_what_the_call_was(log: Log) -> None:
    (row,) = csv_rows(exported(log, "csv"))
    expected = {
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
        "need_areas": "daily=- (kysyttävä) | economy=? | housing=2 (portaat)",
        "red_flags": "fall | alone",
        "next_steps": "kirje [us] | soitto [us] 2026-12-01",
        "deadline_on": "2026-12-02",
        "notes": 'Äiti kaatui;\n”ei pääse” "ylös"',
        "continues": "e1",
        "referral_results": "accepted | not_heard",
        "needs_met": "met | not_heard",
        "corrected_at": "",
    }
    assert {name: row[name] for name in expected} == expected


def test_a_call_that_was_none_is_marked_as_such(kept: Log) -> None:
    kept.fill([finished_call(NOON, non_client="wrong_number")])
    (row,) = csv_rows(exported(kept, "csv"))
    assert (row["kind"], row["non_client"]) == ("non_client", "wrong_number")


def test_a_corrected_call_tells_when_it_was_last_changed(kept: Log) -> None:
    (call,) = kept.fill([finished_call(NOON)])
    call.write("toisin")
    kept.store.save(call)
    (row,) = csv_rows(exported(kept, "csv"))
    assert row["corrected_at"] == clock.local_now().strftime("%Y-%m-%d %H:%M:%S")


def wall(moment: datetime | None) -> str:
    """Return a moment as it stood on the wall."""
    return clock.local(moment).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def reckoned(call: Call) -> dict[str, str]:
    """Return the row of a call, reckoned from the call itself and not from the tables that keep it."""

    def both(values: list[str]) -> str:
        return " | ".join(values)

    row = {
        "id": call.id,
        "started_at": wall(call.started_at),
        "ended_at": wall(call.ended_at),
        "talk_seconds": str(call.talk_seconds),
        "wrap_up_seconds": str(call.wrap_up_seconds),
        "advisor": call.advisor,
        "kind": "non_client" if call.non_client else "client",
        "non_client": call.non_client,
        **{name: call.answer(name) for name in RECORD_FIELDS if not name.startswith("next_")},
        "services": both([f"{each.name} [{each.status}]" for each in call.referrals]),
        "service_ids": both([each.service_id for each in call.referrals]),
        "unmet_needs": both([f"{each.need} [{each.reason}]" for each in call.unmet_needs]),
        "need_areas": both(
            [f"{area}={each.level or '-'}" + f" ({each.note})" * bool(each.note) for area, each in call.needs.items()]
        ),
        "red_flags": both(list(call.flags)),
        "next_steps": both(
            [f"{s.what} [{s.who}]" + (f" {s.by.isoformat()}" if s.by else "") for s in agreed_steps(call)]
        ),
        "proposal": call.proposal,
        "deadline_on": call.deadline_on.isoformat() if call.deadline_on else "",
        "no_next_step": call.no_next_step,
        "notes": call.notes,
        "script": call.script,
        "dismissed_alarms": both([f"{each.alarm} [{each.reason}]" for each in call.dismissals]),
        **{name: call.answer(name) for name in IDENTITY},
        "continues": call.continues,
        "corrected_at": "",
        "referral_results": both([each.result or "not_heard" for each in call.referrals]),
        "needs_met": both([each.met or "not_heard" for each in call.referrals]),
        "follow_ups": "",
    }
    return {name: writers.inert(value) for name, value in row.items()}


RESULTS = st.sampled_from(("", "accepted", "waiting", "no_answer"))


HEARD = st.builds(Referral, LINES, LINES, LINES, LINES, MOMENTS, RESULTS, st.sampled_from(("", "met", "partly")))


@examples
@given(SOME, st.lists(HEARD, max_size=2))
def test_every_cell_is_what_is_reckoned_from_the_call_itself(
    kept: Log, made: list[Call], heard: list[Referral]
) -> None:
    for call in made:
        call.referrals += tuple(heard)
        call.continues = made[0].id
    found = kept.fill(made)
    rows = csv_rows(exported(kept, "csv", identified=True))
    assert rows == [reckoned(call) for call in found]
    sheet = sheet_rows(exported(kept, "xlsx", identified=True))
    shown = [{name: str(value or "") if value != 0 else "0" for name, value in row.items()} for row in sheet]
    plain = [{name: value.removeprefix("'") for name, value in row.items()} for row in shown]
    assert plain == [{name: value.removeprefix("'") for name, value in row.items()} for row in rows]


def test_what_another_tool_left_in_the_tables_is_cleaned(kept: Log) -> None:
    for text in HOSTILE:
        (call,) = kept.fill([finished_call(NOON)])
        with kept.engine.begin() as connection:
            asked = {"text": text, "id": call.id}
            connection.execute(sql_text("UPDATE call SET notes = :text, script = :text WHERE id = :id"), asked)
        found = kept.store.load(call.id)
        assert found
        (row,) = csv_rows(exported(kept, "csv"))
        assert (row["notes"], row["script"]) == (writers.inert(found.notes), writers.inert(found.script))


def test_text_in_another_encoding_keeps_no_log_from_being_written(kept: Log) -> None:
    kept.fill(many_calls(3))
    with kept.engine.begin() as connection:
        connection.execute(sql_text("UPDATE call SET notes = CAST(X'C44974' AS TEXT) WHERE notes = 'asia 1'"))
    assert [row["notes"] for row in csv_rows(exported(kept, "csv"))] == ["asia 0", "\ufffdIt", "asia 2"]


# ------------------------------------------------------------ CSV


def test_a_spreadsheet_recognises_the_letters_and_the_columns(log: Log) -> None:
    data = exported(log, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert "Äiti kaatui" in data[3:].decode("utf-8")
    assert data.split(b"\r\n")[0].decode("utf-8-sig") == ";".join(f'"{name}"' for name in WANTED + LATER)


@examples
@given(SOME, st.booleans())
def test_every_value_is_quoted_and_every_call_is_one_row(kept: Log, made: list[Call], identified: bool) -> None:
    found = kept.fill(made)
    data = exported(kept, "csv", identified=identified)
    rows = csv_rows(data)
    assert [row["id"] for row in rows] == [call.id for call in found]
    again = io.StringIO(newline="")
    writer = csv.writer(again, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(WANTED + IDENTITY * identified + LATER)
    writer.writerows(row.values() for row in rows)
    assert data.decode("utf-8-sig") == again.getvalue()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_a_formula(kept: Log, start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    call = rich_call()
    call.notes = call.advisor = call.script = call.proposal = text
    call.answers = dict.fromkeys(call.answers, text) | {"next_by": "2026-12-01", "age": "82", "goal": text}
    call.identity = dict.fromkeys(call.identity, text)
    call.referrals = (Referral(text, text, text, text, NOON),)
    call.flags = (text,)
    call.needs = {text: Rating("2")}
    kept.fill([call])
    (row,) = csv_rows(exported(kept, "csv", identified=True))
    assert [value for value in row.values() if value.startswith(FORMULA_STARTS)] == []
    begun = text if start not in "\t\r" else text.replace(start, {"\t": " ", "\r": "\n"}[start])
    assert row["notes"] == row["goal"] == writers.inert(begun)
    assert row["services"].startswith(writers.inert(begun))


# ------------------------------------------------------------ JSON


@examples
@given(SOME)
def test_json_holds_the_calls_without_loss_and_the_identity_where_it_is_asked_for(kept: Log, made: list[Call]) -> None:
    calls = kept.fill(made)
    found = json.loads(exported(kept, "json", identified=True))
    assert (found["form"], found["program"], found["identified"]) == (1, "advisor", True)
    assert msgspec.convert(found["calls"], list[Call]) == calls
    unasked = json.loads(exported(kept, "json"))
    assert unasked["identified"] is False
    assert all("identity" not in call for call in unasked["calls"])
    nameless = [msgspec.structs.replace(call, identity={}) for call in calls]
    assert msgspec.convert(unasked["calls"], list[Call]) == nameless
