"""What a finished call asks for afterwards, by the rules that ship, and how it stands on the board."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor_tui import clock as clocks
from advisor_tui import reference
from advisor_tui.errors import FaultyFile
from advisor_tui.guidance import follow_up_rules
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.call_words import service_name
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.entries import NextStep, Referral
from advisor_tui.guidance.follow_up_board import OnBoard, by_owner, clock_words, in_order, limit_words
from advisor_tui.guidance.follow_ups import Due, FollowUp, arising
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.vocabulary import FOLLOW_UP_KINDS
from advisor_tui.workdays import is_workday, workdays_between
from tests.clocks import StandingClock
from tests.followed import talked
from tests.kept import calls

MONDAY = date(2026, 11, 23)
quick = settings(deadline=None, max_examples=60)


@pytest.fixture
def talk(known: Known) -> Conversation:
    """Return a call that has just begun."""
    return talked(known)


def dues(talk: Conversation) -> tuple[Due, ...]:
    """Return what a call asks for."""
    return arising(talk.call, talk.known, Line())


def only(talk: Conversation) -> Due:
    """Return the one thing that a call asks for."""
    (due,) = dues(talk)
    return due


# ------------------------------------------------------------ outcomes


def test_a_wider_assessment_is_due_on_the_statutory_day(talk: Conversation) -> None:
    talk.write_age("82")
    talk.answer("outcome", "B")
    due = only(talk)
    assert (due.source, due.kind, due.owner) == ("outcome:B", "assessment_start", "")
    assert due.due_on == talk.call.deadline_on == date(2026, 12, 2)
    assert due.what == "asiakasohjaus: ottaa yhteyttä ja aloittaa palvelutarpeen arvioinnin"


def test_without_a_time_limit_the_agreed_day_holds(talk: Conversation) -> None:
    talk.write_age("40")
    talk.answer("outcome", "B")
    talk.write_day("next_by", "3 pv")
    assert talk.call.deadline_on is None
    assert only(talk).due_on == date(2026, 11, 26)


def test_an_assessment_that_the_advice_line_starts_is_the_advisors(talk: Conversation) -> None:
    talk.answer("outcome", "B")
    talk.answer("next_who", "advice_line")
    assert only(talk).owner == "MK"


@pytest.mark.parametrize("outcome", ["D", "E"])
@pytest.mark.parametrize("who", ["advice_line", "caller", "other_authority"])
def test_a_notification_is_the_advisors_own_and_due_on_the_same_day(talk: Conversation, outcome: str, who: str) -> None:
    talk.answer("outcome", outcome)
    talk.answer("next_who", who)
    due = only(talk)
    assert (due.kind, due.owner, due.due_on) == ("notification", "MK", MONDAY)


def test_a_notification_that_was_made_during_the_call_is_not_asked_for(talk: Conversation) -> None:
    service = talk.known.catalogue.first_of_type("sospaivystys")
    assert service
    talk.answer("outcome", "E")
    talk.attach(service, "told")
    assert [due.kind for due in dues(talk)] == ["notification"]
    talk.set_referral_status(service.id, "warm_transfer")
    assert dues(talk) == ()


def test_whether_urgent_help_came_is_asked_on_the_next_working_day(talk: Conversation, clock: StandingClock) -> None:
    clock.moment = datetime(2026, 12, 4, 20, 0, tzinfo=UTC)  # a Friday evening before Independence Day
    friday = talked(talk.known)
    friday.answer("outcome", "C")
    assert (only(friday).kind, only(friday).due_on) == ("check_help", date(2026, 12, 7))
    friday.answer("contact_back", "no")
    assert dues(friday) == ()


@pytest.mark.parametrize("outcome", ["A", "F", ""])
def test_what_the_caller_does_alone_asks_for_nothing(talk: Conversation, outcome: str) -> None:
    talk.answer("outcome", outcome)
    assert dues(talk) == ()


# ------------------------------------------------------------ steps and services


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("soitan takaisin", "call_back"),
        ("Soittaa tyttärelle", "call_back"),
        ("ringer tillbaka", "call_back"),
        ("selvitän kuljetuksen hinnan", "other"),
        ("teen huoli-ilmoituksen", "notification"),
    ],
)
def test_what_the_advice_line_promised_is_the_advisors_on_its_day(talk: Conversation, what: str, kind: str) -> None:
    talk.answer("outcome", "A")
    talk.write("next_what", what)
    talk.answer("next_who", "advice_line")
    talk.write_day("next_by", "ke")
    due = only(talk)
    assert (due.kind, due.what, due.owner, due.due_on) == (kind, what, "MK", date(2026, 11, 25))


def test_another_day_leaves_a_promise_the_same_and_other_words_do_not(talk: Conversation) -> None:
    talk.answer("outcome", "A")
    talk.write("next_what", "soitan takaisin")
    talk.answer("next_who", "advice_line")
    first = only(talk)
    talk.write_day("next_by", "ke")
    assert only(talk).source == first.source
    talk.agree_another()
    assert only(talk).source == first.source
    talk.write("next_what", "soitan tyttärelle")
    talk.answer("next_who", "advice_line")
    assert len({due.source for due in dues(talk)}) == 2


def test_a_notification_promised_in_own_words_is_not_asked_for_twice(talk: Conversation) -> None:
    talk.answer("outcome", "D")
    talk.write("next_what", "teen huoli-ilmoituksen heti")
    assert only(talk).what == "teen huoli-ilmoituksen heti"


@pytest.mark.parametrize(
    ("status", "day"),
    [("told", date(2026, 12, 7)), ("booked", date(2026, 12, 7)), ("warm_transfer", date(2026, 11, 30))],
)
def test_whether_a_service_helped_is_asked_only_where_the_caller_may_be_called(
    talk: Conversation, status: str, day: date
) -> None:
    talk.answer("outcome", "A")
    service = talk.known.catalogue.first_of_type("ateria")
    assert service
    talk.attach(service, status)
    for answer in ("", "no"):
        talk.answer("contact_back", answer)
        assert dues(talk) == ()
    talk.answer("contact_back", "yes")
    assert only(talk) == Due(f"check:{service.id}", "check_help", service_id=service.id, due_on=day)


def test_a_call_that_is_none_asks_for_nothing(talk: Conversation) -> None:
    talk.answer("outcome", "D")
    talk.close_as_non_client("wrong_number")
    assert dues(talk) == ()


# ------------------------------------------------------------ any call


@quick
@given(call=calls(), days=st.integers(0, 400))
def test_any_call_asks_for_the_same_whenever_it_is_saved_and_for_nothing_twice(
    known: Known, call: Call, days: int
) -> None:
    asked = arising(call, known, Line())
    later = StandingClock(clocks.now() + timedelta(days=days))
    with clocks.replaced(later):
        assert arising(call, known, Line()) == asked
    assert len({due.source for due in asked}) == len(asked)
    assert not (call.non_client and asked)


CODES = ("A", "B", "C", "D", "E", "F", "")
WHO = ("advice_line", "client_guidance", "caller", "provider", "")
WHAT = st.sampled_from(("soitan takaisin", "teen ilmoituksen", "tuon lomakkeen", "tekee ilmoituksen"))
STEPS = st.lists(
    st.builds(NextStep, WHAT, st.sampled_from(WHO), st.none() | st.dates(MONDAY, date(2027, 3, 1))), max_size=4
)


@quick
@given(outcome=st.sampled_from(CODES), steps=STEPS, back=st.sampled_from(("yes", "no", "")), services=st.integers(0, 3))
def test_nothing_that_the_advice_line_promised_is_forgotten(
    known: Known, outcome: str, steps: list[NextStep], back: str, services: int
) -> None:
    call = Call(id="x", started_at=clocks.now(), advisor="MK")
    call.answers = {name: value for name, value in (("outcome", outcome), ("contact_back", back)) if value}
    call.next_steps = tuple(steps)
    call.referrals = tuple(Referral(str(n), "ateria", "Ateria", "told", clocks.now()) for n in range(services))
    asked = arising(call, known, Line())
    promised = {step.what for step in steps if step.who == "advice_line"}
    covered = {due.what for due in asked}
    by_outcome = any(due.source.startswith("outcome:") for due in asked)
    assert all(what in covered or (by_outcome and "ilmoituksen" in what) for what in promised)
    checks = [due for due in asked if due.source.startswith("check:")]
    assert len(checks) == (services if back == "yes" and outcome != "C" else 0)
    assert all(due.due_on and is_workday(due.due_on) and workdays_between(MONDAY, due.due_on) == 10 for due in checks)
    assert all(due.owner in ("", "MK") for due in asked)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 21, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 22, 1, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 10, 24, 21, 30, tzinfo=UTC), date(2026, 10, 25)),  # clocks go back three hours later
        (datetime(2026, 10, 25, 21, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2027, 3, 27, 22, 30, tzinfo=UTC), date(2027, 3, 28)),  # clocks go forward in the night
        (datetime(2027, 3, 28, 20, 30, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 3, 28, 21, 30, tzinfo=UTC), date(2027, 3, 29)),
    ],
)
def test_the_day_of_contact_is_the_one_on_the_wall(
    known: Known, clock: StandingClock, moment: datetime, day: date
) -> None:
    clock.moment = moment
    talk = talked(known)
    talk.answer("outcome", "D")
    assert only(talk).due_on == day


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
