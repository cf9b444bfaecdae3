"""What a finished call asks for afterwards, by the rules that ship, and how it stands on the board."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui import clock as clocks
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.entries import NextStep, Referral
from advisor_tui.guidance.follow_ups import Due, arising
from advisor_tui.guidance.known import Known, Line
from advisor_tui.workdays import is_workday, workdays_between
from tests.clocks import StandingClock
from tests.due_after import MONDAY, quick
from tests.followed import talked
from tests.kept import calls


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
