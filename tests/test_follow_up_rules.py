"""The rules of follow-ups as data, and the board that orders what is open."""

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor_tui import clock as clocks
from advisor_tui import reference
from advisor_tui.errors import FaultyFile
from advisor_tui.guidance import follow_up_rules
from advisor_tui.guidance.call_words import service_name
from advisor_tui.guidance.entries import Referral
from advisor_tui.guidance.follow_up_board import OnBoard, by_owner, clock_words, in_order, limit_words
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.vocabulary import FOLLOW_UP_KINDS
from tests.clocks import StandingClock
from tests.due_after import MONDAY, quick

# ------------------------------------------------------------ the rules as data


def test_the_rules_that_ship_speak_only_of_what_the_script_has(known: Known) -> None:
    rules, script = known.follow_ups, known.script
    who = {each.id for each in script.fields["next_who"].choices}
    statuses = {each.id for each in script.referral_status}
    kinds = reference.all_kinds().by_id()
    assert {each for rule in rules.step for each in rule.who} <= who
    assert {each for rule in rules.outcome for each in rule.who} <= who
    assert {each for rule in rules.referral for each in rule.statuses} == statuses
    assert {each for rule in rules.outcome for each in rule.done_statuses} <= statuses
    assert {each for rule in rules.outcome for each in rule.done_types} <= set(kinds)
    assert all(rule.source for rule in rules.outcome)


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ('kind = "check_help"', 'kind = "visit"', "outcome.kind"),
        ("workdays = 1\n", "workdays = 0\n", "outcome.workdays"),
        ("away_after_days = 35", "away_after_days = 0", "away_after_days"),
        ('owner = "doer"', 'owner = "boss"', "outcome.owner"),
        ("as_of = 2026-11-21\n", "", "as_of"),
        ("ask_again_workdays = 5", "ask_again = 5", "ask_again"),
    ],
)
def test_a_fault_in_the_rules_is_named(tmp_path: Path, before: str, after: str, field: str) -> None:
    text = reference.data_file("follow_ups.toml").read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "follow_ups.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(FaultyFile) as told:
        follow_up_rules.load(path)
    assert field in {fault.field for fault in told.value.faults}


# ------------------------------------------------------------ the board


def on_board(due_on: date | None, kind: str = "call_back", deadline: date | None = None, owner: str = "") -> OnBoard:
    """Return a follow-up on the board."""
    follow_up = FollowUp("f", "c", clocks.now(), kind, due_on=due_on, owner=owner)  # type: ignore[arg-type]
    return OnBoard(follow_up, clocks.now(), deadline_on=deadline)


DAYS = st.dates(date(2026, 10, 1), date(2027, 4, 1))


ROWS = st.lists(
    st.builds(
        on_board,
        st.none() | DAYS,
        st.sampled_from(FOLLOW_UP_KINDS),
        st.none() | DAYS,
        st.sampled_from(("", "MK", "RK")),
    ),
    max_size=12,
)


@quick
@given(rows=ROWS, today=DAYS)
def test_everything_stands_on_the_board_once_the_overdue_first_and_what_the_law_asks_for_before_the_rest(
    rows: list[OnBoard], today: date
) -> None:
    rows = [replace(row, follow_up=replace(row.follow_up, id=str(number))) for number, row in enumerate(rows)]
    ordered = in_order(rows, today)
    assert sorted(row.id for row in ordered) == sorted(row.id for row in rows)
    days = [row.day or today for row in ordered]
    assert days == sorted(days)
    for one, other in pairwise(ordered):
        same = (one.day or today) == (other.day or today)
        assert not (same and other.is_statutory and not one.is_statutory)
    for row in ordered:
        assert row.bucket(today) == (
            "later" if row.day and row.day > today else "overdue" if row.day and row.day < today else "today"
        )
        assert not (row.has_clock and row.deadline_on and row.deadline_on < today) or row.bucket(today) == "overdue"
    grouped = by_owner(rows, today)
    assert sorted(row.id for owned in grouped.values() for row in owned) == sorted(row.id for row in rows)


def test_no_day_that_somebody_sets_moves_the_statutory_limit() -> None:
    row = on_board(date(2026, 12, 24), "assessment_start", date(2026, 11, 20))
    assert row.day == date(2026, 11, 20)
    assert row.bucket(MONDAY) == "overdue"
    assert on_board(date(2026, 12, 24), "call_back", date(2026, 11, 20)).bucket(MONDAY) == "later"


@pytest.mark.parametrize(
    ("moment", "bucket"),
    [
        (datetime(2026, 11, 22, 21, 59, tzinfo=UTC), "later"),
        (datetime(2026, 11, 22, 22, 1, tzinfo=UTC), "today"),
        (datetime(2026, 11, 23, 21, 59, tzinfo=UTC), "today"),
        (datetime(2026, 11, 23, 22, 1, tzinfo=UTC), "overdue"),
    ],
)
def test_the_day_turns_at_midnight_on_the_wall(clock: StandingClock, moment: datetime, bucket: str) -> None:
    clock.moment = moment
    assert on_board(MONDAY).bucket(clocks.today()) == bucket


def test_the_clock_counts_working_days_and_says_so_in_words() -> None:
    row = on_board(None, "assessment_start", date(2026, 12, 8))
    words = {clock_words(row, day) for day in (date(2026, 12, 4), date(2026, 12, 8), date(2026, 12, 9))}
    assert len(words) == 3
    assert "2" in clock_words(row, date(2026, 12, 4))  # Independence Day is a Sunday: Monday and Tuesday are left
    assert "8.12." in limit_words(row, MONDAY)
    assert limit_words(on_board(MONDAY), MONDAY) == ""


def test_a_service_that_vanished_is_told_by_the_name_it_had(known: Known) -> None:
    gone = Referral("poissa", "ateria", "Entinen ateriapalvelu", "told", clocks.now())
    assert service_name(gone, known.catalogue) == "Entinen ateriapalvelu"
