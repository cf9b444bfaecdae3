"""A call over time: how long it lasts, how it goes on after a break, and how it ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.known import Known, Line
from tests.clocks import StandingClock


@pytest.fixture
def talk(known: Known) -> Conversation:
    """Return a call that has just begun."""
    return Conversation(new_call(), known, Line())


def taken_up(talk: Conversation) -> Conversation:
    """Return the call as another desk reads it after this one was cut off."""
    again = Conversation(talk.call.snapshot(), talk.known, talk.line)
    again.resume()
    return again


def test_talk_and_wrap_up_are_measured_apart(talk: Conversation, clock: StandingClock) -> None:
    clock.advance(120)
    talk.end_talk("information_only")
    clock.advance(45)
    assert talk.seconds == 45
    talk.close()
    assert (talk.call.talk_seconds, talk.call.wrap_up_seconds) == (120, 45)


def test_a_wall_clock_that_is_stepped_back_does_not_shorten_the_call(talk: Conversation, clock: StandingClock) -> None:
    clock.advance(120)
    clock.moment -= timedelta(hours=2)
    clock.advance(30)
    talk.end_talk("information_only")
    clock.moment -= timedelta(days=1)
    clock.advance(10)
    talk.close()
    assert (talk.call.talk_seconds, talk.call.wrap_up_seconds) == (150, 10)


def test_a_wall_clock_that_is_stepped_forward_does_not_lengthen_the_call(
    talk: Conversation, clock: StandingClock
) -> None:
    clock.advance(60)
    clock.moment += timedelta(hours=1)
    talk.end_talk("information_only")
    assert talk.call.talk_seconds == 60


def test_each_change_takes_the_time(talk: Conversation, clock: StandingClock) -> None:
    clock.advance(75)
    talk.answer("about", "self")
    assert talk.call.talk_seconds == 75


def test_the_time_a_parked_call_waits_is_not_talked(talk: Conversation, clock: StandingClock) -> None:
    clock.advance(100)
    talk.park()
    clock.advance(3600)
    talk.resume()
    clock.advance(20)
    talk.end_talk("declined")
    assert talk.call.talk_seconds == 120


def test_a_call_that_was_cut_off_goes_on_from_the_last_change(talk: Conversation, clock: StandingClock) -> None:
    clock.advance(100)
    talk.answer("about", "self")
    clock.advance(500)
    again = taken_up(talk)
    assert again.seconds == 100
    clock.advance(20)
    assert again.seconds == 120


def test_a_wrap_up_that_was_cut_off_goes_on_as_one(talk: Conversation, clock: StandingClock) -> None:
    clock.advance(100)
    talk.end_talk("declined")
    clock.advance(30)
    talk.take_notes("asia kesken")
    clock.advance(500)
    again = taken_up(talk)
    clock.advance(5)
    again.close()
    assert (again.call.talk_seconds, again.call.wrap_up_seconds) == (100, 35)


def test_correcting_a_finished_call_changes_none_of_its_times(talk: Conversation, clock: StandingClock) -> None:
    clock.advance(100)
    talk.end_talk("declined")
    clock.advance(30)
    talk.close()
    clock.advance(9000)
    again = Conversation(talk.call.snapshot(), talk.known, talk.line)
    assert again.correcting
    clock.advance(60)
    again.answer("outcome", "A")
    times = (again.call.talk_seconds, again.call.wrap_up_seconds, again.call.ended_at, again.call.closed_at)
    assert times == (100, 30, talk.call.ended_at, talk.call.closed_at)


def test_the_end_of_the_talk_tells_what_was_agreed_last(talk: Conversation) -> None:
    talk.answer("outcome", "B")
    talk.end_talk()
    assert [(event.code, event.subject, event.value) for event in talk.call.timeline][-2:] == [
        ("next_step_agreed", "client_guidance", "2026-12-02"),
        ("talk_ended", "", ""),
    ]


def test_why_nothing_was_agreed_is_recorded(talk: Conversation) -> None:
    talk.end_talk("dropped")
    assert (talk.call.state, talk.call.no_next_step) == ("wrap_up", "dropped")
    assert talk.call.timeline[-1].value == "dropped"


def test_what_was_no_client_call_is_done_at_once(talk: Conversation, clock: StandingClock) -> None:
    clock.advance(7)
    talk.close_as_non_client("wrong_number")
    assert talk.correcting
    assert (talk.call.non_client, talk.call.talk_seconds) == ("wrong_number", 7)


def test_nothing_is_agreed_until_there_are_an_outcome_and_a_next_step(talk: Conversation) -> None:
    states = [talk.nothing_agreed]
    changes: list[Callable[[], None]] = [
        lambda: talk.write("next_what", "soitamme teille"),
        lambda: talk.answer("outcome", "A"),
        lambda: talk.write("next_what", ""),
    ]
    for change in changes:
        change()
        states.append(talk.nothing_agreed)
    assert states == [True, True, False, True]


def test_a_step_that_was_kept_counts_as_agreed(talk: Conversation) -> None:
    talk.answer("outcome", "A")
    talk.agree_another()
    kept = talk.nothing_agreed
    talk.drop_agreed(0)
    assert (kept, talk.nothing_agreed) == (False, True)


def test_another_step_needs_a_first_one(talk: Conversation) -> None:
    assert not talk.agree_another()
    assert talk.call.next_steps == ()


def test_agreeing_on_another_thing_keeps_the_first_and_clears_the_fields(talk: Conversation) -> None:
    talk.write("next_what", "tuo lääkkeet")
    talk.answer("next_who", "relative")
    talk.write_day("next_by", "huomenna")
    assert talk.agree_another()
    assert [talk.call.answer(name) for name in ("next_what", "next_who", "next_by")] == ["", "", ""]
    talk.write("next_what", "soittaa")
    assert [(step.what, step.who) for step in talk.agreed] == [("tuo lääkkeet", "relative"), ("soittaa", "")]


def test_a_doer_and_a_day_without_a_deed_are_no_agreement(talk: Conversation) -> None:
    talk.answer("outcome", "F")
    talk.write("next_what", "")
    talk.answer("next_who", "relative")
    talk.write_day("next_by", "huomenna")
    assert talk.agreed == ()


def test_agreed_things_keep_their_order(talk: Conversation) -> None:
    talk.call.agree(NextStep("ensin", "caller", None))
    talk.write("next_what", "sitten")
    assert [step.what for step in talk.agreed] == ["ensin", "sitten"]


@given(spans=st.lists(st.tuples(st.sampled_from(["talk", "wait", "cut", "back"]), st.integers(0, 3600)), max_size=8))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_a_call_is_broken_up_only_what_was_talked_counts(
    known: Known, clock: StandingClock, spans: list[tuple[str, int]]
) -> None:
    talk = Conversation(new_call(), known, Line())
    talked = 0
    for what, seconds in spans:
        if what == "talk":
            clock.advance(seconds)
            talked += seconds
            talk.answer("age", str(seconds))
        elif what == "wait":
            talk.park()
            clock.advance(seconds)
            talk.resume()
        elif what == "cut":
            clock.advance(seconds)
            talk = taken_up(talk)
        else:
            clock.moment -= timedelta(seconds=seconds)
    talk.end_talk("dropped")
    assert talk.call.talk_seconds == talked
