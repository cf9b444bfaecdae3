"""What looks like identity in the free text of an export is told by its place, and marked over where that is wanted."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text as sql_text

from advisor_tui.guidance import personal
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import NextStep, Rating, Referral, UnmetNeed
from advisor_tui.records.export.forms import FURTHER, Format
from advisor_tui.records.export.making import Export, Wish
from advisor_tui.records.export.personal_data import TOLD
from tests.export_log import ALWAYS, NOON, Log, csv_rows
from tests.kept import finished_call

CODE, PHONE, EMAIL, ACCOUNT = "131052-308T", "040 123 4567", "aino@posti.fi", "FI21 1234 5600 0007 85"
FORMATS: tuple[Format, ...] = ("csv", "json", "xlsx")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """Give a log that is filled anew by each test."""
    log = Log(tmp_path_factory.mktemp("kept") / "calls.sqlite3")
    yield log
    log.close()


def telling() -> Call:
    """Return a call in which identity was typed wherever text is typed."""
    call = finished_call(
        NOON,
        notes=f"hetu {CODE}, puh {PHONE}",
        needs={"housing": Rating("2", f"ovikoodi vai {PHONE}?")},
        unmet_needs=(UnmetNeed(f"kirje {EMAIL}", "none", "", NOON),),
        referrals=(Referral("0401234567", "t", "Palvelu 0401234567", "told", NOON),),
        next_steps=(NextStep(f"maksu {ACCOUNT}", "us", None),),
        identity={"caller_phone": PHONE},
    )
    call.put("anonymous", "no")
    call.identity = {"caller_phone": PHONE}
    call.put("goal", f"puhelu {PHONE}")
    return call


def looked(log: Log, kind: Format, *, redact: bool = False, identified: bool = False) -> tuple[Export, bytes]:
    """Return an export with what was found, and its first file."""
    wish = Wish(kind, FURTHER, identified=identified, redact=redact)
    export = Export(log.store, ALWAYS, wish)
    files = [BytesIO() for _ in export.paths(Path("log"))]
    export.write(files, [f"log{n}" for n in range(len(files))])
    return export, files[0].getvalue()


def test_the_place_is_told_and_never_the_find_itself(kept: Log) -> None:
    (_first, call) = kept.fill([finished_call(NOON.replace(hour=9), notes="ei mitään"), telling()])
    export, data = looked(kept, "csv")
    told = [(each.file, each.row, each.column, each.kind) for each in export.watch.places if each.file == "log0"]
    assert told == [
        ("log0", 3, "goal", "phone"),
        ("log0", 3, "unmet_needs", "email"),
        ("log0", 3, "need_areas", "phone"),
        ("log0", 3, "next_steps", "bank_account"),
        ("log0", 3, "notes", "identity_code"),
        ("log0", 3, "notes", "phone"),
    ]
    assert {each.call for each in export.watch.places} == {call.id}
    assert not any(secret in str(export.watch.places) for secret in (CODE, PHONE, EMAIL, ACCOUNT))
    assert CODE in data.decode()


@pytest.mark.parametrize("kind", FORMATS)
def test_by_one_option_everything_is_marked_over_and_only_that(kept: Log, kind: Format) -> None:
    (call,) = kept.fill([telling()])
    export, data = looked(kept, kind, redact=True)
    assert export.watch.counts["identity_code"] == 1
    if kind == "xlsx":
        return
    text = data.decode("utf-8-sig")
    for secret in (CODE, PHONE, EMAIL, ACCOUNT):
        assert secret not in text
    for each in personal.KINDS:
        assert personal.mark(each) in text
    notes = csv_rows(data)[0]["notes"] if kind == "csv" else json.loads(data)["calls"][0]["notes"]
    assert notes == f"hetu {personal.mark('identity_code')}, puh {personal.mark('phone')}"
    assert call.id in text
    assert "0401234567" in text  # the id of a service is nobody's number


def test_the_timeline_of_a_call_is_marked_over_too(kept: Log) -> None:
    kept.fill([telling()])
    _export, data = looked(kept, "json", redact=True)
    (call,) = json.loads(data)["calls"]
    (answered,) = [each for each in call["timeline"] if each["subject"] == "goal"]
    assert answered["value"] == f"puhelu {personal.mark('phone')}"


def test_identity_that_was_asked_for_is_no_find(kept: Log) -> None:
    kept.fill([finished_call(NOON, answers={"anonymous": "no"}, identity={"caller_phone": PHONE})])
    for kind in FORMATS:
        export, _data = looked(kept, kind, identified=True, redact=True)
        assert export.watch.places == []
    (row,) = csv_rows(looked(kept, "csv", identified=True, redact=True)[1])
    assert row["caller_phone"] == PHONE


def test_of_many_finds_the_first_are_told_and_all_are_counted(kept: Log) -> None:
    kept.fill(finished_call(NOON.replace(minute=n), notes=f"{PHONE} {CODE}") for n in range(TOLD))
    export, _data = looked(kept, "csv")
    assert len(export.watch.places) == TOLD
    assert export.watch.counts == {"phone": TOLD, "identity_code": TOLD}


def test_a_code_that_is_hidden_by_what_nobody_sees_is_found(kept: Log) -> None:
    kept.fill([finished_call(NOON, notes="x")])
    with kept.engine.begin() as connection:
        connection.execute(sql_text("UPDATE call SET notes = :notes"), {"notes": "1310\u200b52-3\u202e08T"})
    export, _data = looked(kept, "csv")
    assert export.watch.counts == {"identity_code": 1}
