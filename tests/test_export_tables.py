"""What is written beside the calls: referrals, unmet needs and follow-ups, row by row, in every form."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import insert
from sqlmodel import Session

from advisor_tui import clock
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import Referral, UnmetNeed
from advisor_tui.guidance.follow_ups import Due, FollowUp
from advisor_tui.records import follow_ups
from advisor_tui.records.export.forms import FURTHER, Further
from advisor_tui.records.export.making import Wish
from advisor_tui.records.export.period import Period
from advisor_tui.records.tables import CallRow, ReferralRow
from tests.export_log import NOON, Log, book_of, csv_rows, rich_call, sheet_rows
from tests.kept import finished_call

DUES = (
    Due("outcome", "assessment_start", "arviointi", "", "MK", date(2026, 12, 2)),
    Due("step:1", "call_back", "soitto", "s1", "", None),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """Give a log that is filled anew by each test."""
    log = Log(tmp_path_factory.mktemp("kept") / "calls.sqlite3")
    yield log
    log.close()


@pytest.fixture
def calls(kept: Log) -> list[Call]:
    """Keep two calls, the first with all that can belong to one, and return them."""
    made = kept.fill(
        [rich_call(), finished_call(NOON + timedelta(hours=1), referrals=(Referral("s9", "t", "N", "told", NOON),))]
    )
    with Session(kept.engine) as session, session.begin():
        follow_ups.follow(session, made[0].id, DUES)
    return made


def wall(moment: datetime | None) -> str:
    """Return a moment as it stood on the wall."""
    return clock.local(moment).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def reckoned(calls: list[Call], found: dict[str, list[FollowUp]]) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each further table, reckoned from the calls and not from the tables that keep them."""

    def referral(call: Call, number: int, each: Referral) -> dict[str, str]:
        return {
            "call_id": call.id,
            "call_started_at": wall(call.started_at),
            "number": str(number),
            "service_id": each.service_id,
            "service_type": each.service_type,
            "service": each.name,
            "status": each.status,
            "referred_at": wall(each.at),
            "result": each.result,
            "need_met": each.met,
            "result_at": wall(each.result_at),
        }

    def unmet(call: Call, number: int, each: UnmetNeed) -> dict[str, str]:
        return {
            "call_id": call.id,
            "call_started_at": wall(call.started_at),
            "number": str(number),
            "need": each.need,
            "reason": each.reason,
            "service_type": each.service_type,
            "noted_at": wall(each.at),
        }

    def follow_up(call: Call, each: FollowUp) -> dict[str, str]:
        return {
            "call_id": call.id,
            "call_started_at": wall(call.started_at),
            "id": each.id,
            "kind": each.kind,
            "state": each.state,
            "what": each.what,
            "service_id": each.service_id,
            "owner": each.owner,
            "due_on": each.due_on.isoformat() if each.due_on else "",
            "doubt": each.doubt,
            "note": each.note,
            "source": each.source,
            "made_at": wall(each.made_at),
            "ended_at": wall(each.ended_at),
            "ended_by": each.ended_by,
        }

    return {
        "referrals": [referral(call, n, each) for call in calls for n, each in enumerate(call.referrals, 1)],
        "unmet-needs": [unmet(call, n, each) for call in calls for n, each in enumerate(call.unmet_needs, 1)],
        "follow-ups": [follow_up(call, each) for call in calls for each in found.get(call.id, [])],
    }


def test_every_row_is_what_is_reckoned_from_the_calls(kept: Log, calls: list[Call]) -> None:
    expected = reckoned(calls, follow_ups.of_calls(kept.engine, [call.id for call in calls]))
    _calls, *further = kept.rows(Wish(further=FURTHER))
    assert dict(zip(FURTHER, further, strict=True)) == expected
    assert [len(each) for each in further] == [3, 1, 2]


def test_a_workbook_holds_each_table_as_a_sheet(kept: Log, calls: list[Call]) -> None:
    assert calls
    (book,) = kept.written(Wish("xlsx", FURTHER))
    assert book_of(book).sheetnames == ["calls", "referrals", "unmet-needs", "follow-ups"]
    for name, data in zip(FURTHER, kept.written(Wish(further=FURTHER))[1:], strict=True):
        rows = [{key: str(value or "") for key, value in row.items()} for row in sheet_rows(book, name)]
        assert rows == csv_rows(data)


@pytest.mark.parametrize("order", [("referrals", "follow-ups"), ("follow-ups", "referrals")])
def test_only_what_was_asked_for_is_written_and_always_in_one_order(
    kept: Log, calls: list[Call], order: tuple[str, ...]
) -> None:
    assert calls
    (book,) = kept.written(Wish("xlsx", tuple(Further(each) for each in order)))
    assert book_of(book).sheetnames == ["calls", "referrals", "follow-ups"]


def test_json_holds_the_follow_ups_of_each_call(kept: Log, calls: list[Call]) -> None:
    (data,) = kept.written(Wish("json"))
    found: list[dict[str, Any]] = json.loads(data)["calls"]
    kept_ones = follow_ups.of_calls(kept.engine, [call.id for call in calls])
    assert msgspec.convert(found[0]["follow_ups"], list[FollowUp]) == kept_ones[calls[0].id]
    assert found[1]["follow_ups"] == []


def test_the_row_of_a_call_tells_its_follow_ups(kept: Log, calls: list[Call]) -> None:
    assert calls
    ((first, second),) = kept.rows(Wish())
    assert sorted(first["follow_ups"].split(" | ")) == ["assessment_start [open]", "call_back [open]"]
    assert second["follow_ups"] == ""


def test_what_belongs_to_calls_outside_the_period_stays_outside(kept: Log, calls: list[Call]) -> None:
    period = Period(NOON + timedelta(minutes=30), NOON + timedelta(hours=2))
    files = kept.written(Wish(further=FURTHER), period=period)
    ids = [[row["call_id"] for row in csv_rows(each)] for each in files[1:]]
    assert ids == [[calls[1].id], [], []]


@pytest.mark.parametrize("count", [499, 500, 501, 1203])
def test_no_row_is_lost_between_two_chunks(kept: Log, count: int) -> None:
    kept.fill([])
    calls = [
        {
            "id": str(n),
            "version": 1,
            "state": "open" if n % 7 == 0 else "closed",
            "started_at": datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=n // 3),
            "place": 1_000_000 + n,
        }
        for n in range(count)
    ]
    with kept.engine.begin() as connection:
        connection.execute(insert(CallRow), calls)
        rows = [
            {"call_id": each["id"], "number": n, "service_id": f"s{n}", "at": NOON} for each in calls for n in (0, 1)
        ]
        connection.execute(insert(ReferralRow), rows)
    closed = [each["id"] for each in calls if each["state"] == "closed"]
    written, referrals = kept.rows(Wish(further=(Further.REFERRALS,)))
    assert [row["id"] for row in written] == closed
    assert [row["call_id"] for row in referrals] == [each for each in closed for _ in (0, 1)]
