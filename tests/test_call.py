"""The record of one call: what changes it, what the timeline may hold, and that a snapshot stays as it was."""

from datetime import date

import pytest

from advisor_tui.guidance.call import LINE_LIMIT, NOTES_LIMIT, Call, new_call, new_id, rated_at_least
from advisor_tui.guidance.entries import NextStep, Rating
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, RECORD_FIELDS, StepId
from tests.clocks import MONDAY, StandingClock
from tests.hostile import FORBIDDEN, HOSTILE


def codes(call: Call) -> list[tuple[str, str, str]]:
    """Return the timeline without numbers and times."""
    return [(event.code, event.subject, event.value) for event in call.timeline]


def test_a_call_begins_now_anonymous_and_empty() -> None:
    call = new_call(advisor=" M\x1bK ", mode="practice", script="neuvonta 1")
    assert (call.started_at, call.advisor, call.mode, call.script) == (MONDAY, "MK", "practice", "neuvonta 1")
    assert (call.state, call.step, call.outcome, call.age, call.municipality) == ("open", "contact", "", None, "")
    assert call.anonymous
    assert codes(call) == [("started", "", "")]


def test_ids_sort_by_time_and_differ_within_a_moment(clock: StandingClock) -> None:
    first, second = new_id(), new_id()
    clock.advance(1)
    assert first != second
    assert max(first, second) < new_id()
    assert len(first) == 32


@pytest.mark.parametrize("field", sorted(RECORD_FIELDS.keys() - {"anonymous"}))
def test_a_field_is_filled_in_and_emptied(field: str) -> None:
    call = new_call()
    call.put(field, "1")
    assert (call.answer(field), call.answers) == ("1", {field: "1"})
    call.put(field, "")
    assert (call.answer(field), call.answers) == ("", {})


@pytest.mark.parametrize("field", sorted(IDENTITY_FIELDS))
def test_who_somebody_is_is_kept_apart_and_never_told_in_the_timeline(field: str) -> None:
    call = new_call()
    call.put("anonymous", "no")
    before = call.timeline
    call.put(field, "Aino Virtanen")
    assert call.identity == {field: "Aino Virtanen"}
    assert field not in call.answers
    assert call.timeline == before


@pytest.mark.parametrize("again", ["yes", ""])
def test_identity_is_gone_when_the_call_is_anonymous_again(again: str) -> None:
    call = new_call()
    call.put("anonymous", "no")
    for field in IDENTITY_FIELDS:
        call.put(field, "Aino")
    call.put("anonymous", again)
    assert call.identity == {}
    assert call.anonymous


def test_the_same_answer_twice_is_told_once() -> None:
    call = new_call()
    call.put("age", "80")
    call.put("age", "80")
    assert codes(call) == [("started", "", ""), ("answered", "age", "80")]


def test_an_outcome_has_an_event_of_its_own() -> None:
    call = new_call()
    call.put("outcome", "B")
    assert codes(call)[-1] == ("outcome_set", "outcome", "B")


def test_what_is_not_a_code_leaves_no_trace_in_the_timeline() -> None:
    call = new_call()
    call.put("goal", "Aino haluaa kotiin", coded=False)
    assert call.answer("goal") == "Aino haluaa kotiin"
    assert codes(call) == [("started", "", "")]


def test_events_are_numbered_in_order_with_their_moments(clock: StandingClock) -> None:
    call = new_call()
    clock.advance(60)
    call.put("age", "80")
    assert [event.number for event in call.timeline] == [1, 2]
    assert (call.timeline[1].at - call.timeline[0].at).total_seconds() == 60


def test_several_choices_are_chosen_and_unchosen() -> None:
    call = new_call()
    for option in ("heard", "informed", "own_part", "informed"):
        call.toggle("promises", option)
    assert call.chosen("promises") == ("heard", "own_part")
    call.toggle("promises", "heard")
    call.toggle("promises", "own_part")
    assert call.chosen("promises") == ()
    assert call.answers == {}


def test_an_area_is_rated_noted_and_taken_back() -> None:
    call = new_call()
    call.rate("memory", "2")
    call.note_area("memory", "hella jäi päälle")
    assert call.rating("memory") == Rating("2", "hella jäi päälle")
    call.rate("memory", "")
    assert call.rating("memory") == Rating("", "hella jäi päälle")
    call.note_area("memory", "")
    assert (call.rating("memory"), call.needs) == (Rating(), {})
    assert codes(call)[1:] == [("area_rated", "memory", "2"), ("area_rated", "memory", "")]


def test_unknown_is_never_zero_nor_any_other_number() -> None:
    call = new_call()
    for area, level in (("memory", "?"), ("mood", "0"), ("health", "1"), ("money", "3"), ("social", "")):
        call.rate(area, level)
    call.note_area("safety", "pelkää")
    assert rated_at_least(call, 0) == ("mood", "health", "money")
    assert rated_at_least(call, 2) == ("money",)


def test_a_flag_is_raised_once_and_lowered_once() -> None:
    call = new_call()
    for change in (call.raise_flag, call.raise_flag, call.lower_flag, call.lower_flag):
        change("wandering")
    assert call.flags == ()
    assert codes(call)[1:] == [("flag_raised", "wandering", ""), ("flag_lowered", "wandering", "")]


def test_attaching_a_service_again_changes_only_what_was_done() -> None:
    call = new_call()
    call.attach("a", "ateria", "Ateria", "told")
    call.attach("b", "kauppa", "Kauppa", "told")
    call.attach("a", "ateria", "Uusi nimi", "booked")
    call.attach("a", "ateria", "Ateria", "booked")
    assert [(each.service_id, each.name, each.status) for each in call.referrals] == [
        ("a", "Ateria", "booked"),
        ("b", "Kauppa", "told"),
    ]
    assert codes(call)[1:] == [
        ("service_attached", "a", "told"),
        ("service_attached", "b", "told"),
        ("service_changed", "a", "booked"),
    ]


def test_a_service_is_taken_back_once() -> None:
    call = new_call()
    call.attach("a", "ateria", "Ateria", "told")
    call.detach("a")
    call.detach("a")
    assert call.referrals == ()
    assert call.referral("a") is None
    assert [code for code, _subject, _value in codes(call)].count("service_detached") == 1


def test_an_unmet_need_is_noted_and_taken_back_by_its_place() -> None:
    call = new_call()
    call.leave_unmet("uimaseura", "no_service", "liikunta_ikaiset")
    call.leave_unmet("kyyti", "cost")
    for place in (5, -1, 0):
        call.take_back_unmet(place)
    assert [(each.need, each.reason) for each in call.unmet_needs] == [("kyyti", "cost")]
    assert codes(call)[-1] == ("need_met", "liikunta_ikaiset", "no_service")


def test_an_agreed_step_is_kept_and_dropped_by_its_place() -> None:
    call = new_call()
    first, second = NextStep("soittaa", "advice_line", date(2026, 12, 2)), NextStep("tilaa", "caller", None)
    call.agree(first)
    call.agree(second)
    for place in (7, -1, 0):
        call.drop_agreed(place)
    assert call.next_steps == (second,)
    assert codes(call)[1:] == [
        ("next_step_agreed", "advice_line", "2026-12-02"),
        ("next_step_agreed", "caller", ""),
        ("next_step_dropped", "advice_line", ""),
    ]


def test_the_first_step_is_told_when_it_is_entered_and_again_only_after_another() -> None:
    call = new_call()
    steps: tuple[StepId, ...] = ("contact", "contact", "advice", "contact")
    for step in steps:
        call.enter(step)
    assert codes(call)[1:] == [("step_entered", step, "") for step in ("contact", "advice", "contact")]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_clean_in_every_field_of_free_text(hostile: str) -> None:
    call = new_call(advisor=hostile)
    call.put("goal", hostile, coded=False)
    call.put("caller_name", hostile)
    call.write(hostile)
    call.note_area("memory", hostile)
    call.attach("a", "ateria", hostile, "told")
    call.leave_unmet(hostile, "cost")
    call.agree(NextStep(hostile, "caller", None))
    texts = (call.advisor, call.answer("goal"), call.answer("caller_name"), call.notes, call.rating("memory").note)
    kept = (*texts, call.referrals[0].name, call.unmet_needs[0].need, call.next_steps[0].what)
    assert all(kept)
    assert not FORBIDDEN & set("".join(kept))


def test_long_text_is_cut_where_the_program_would_become_slow() -> None:
    call = new_call()
    call.write("a" * 1_000_000)
    call.put("goal", "a" * 1_000_000, coded=False)
    assert (len(call.notes), len(call.answer("goal"))) == (NOTES_LIMIT, LINE_LIMIT)


@pytest.mark.parametrize(
    ("value", "age"), [("0", 0), ("80", 80), ("", None), ("kahdeksan", None), ("8²", None), ("-1", None)]
)
def test_an_age_is_a_number_or_unknown(value: str, age: int | None) -> None:
    call = new_call()
    call.put("age", value)
    assert call.age == age
