"""A call being talked: what follows from each answer, and that the screen hears of every change."""

from collections.abc import Callable
from datetime import date

import pytest

from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.known import Known, Line
from advisor_tui.language import Words
from tests.clocks import StandingClock

LINE = Line(name="Mallilan neuvonta", phone="0X0 000 1000", advisor="MK", advisor_name="Mari")


@pytest.fixture
def talk(known: Known) -> Conversation:
    """Return a call that has just begun."""
    return Conversation(new_call(), known, LINE)


@pytest.fixture(params=["fi", "sv", "en"])
def code(request: pytest.FixtureRequest) -> str:
    """Return each language that callers speak."""
    return str(request.param)


ACTIONS: dict[str, Callable[[Conversation], object]] = {
    "answer": lambda talk: talk.answer("caller_role", "self"),
    "outcome": lambda talk: talk.answer("outcome", "B"),
    "write": lambda talk: talk.write("goal", "kotona"),
    "write_age": lambda talk: talk.write_age("80"),
    "write_place": lambda talk: talk.write_place("Tampere"),
    "write_day": lambda talk: talk.write_day("next_by", "huomenna"),
    "take_notes": lambda talk: talk.take_notes("muistiinpano"),
    "toggle": lambda talk: talk.toggle("promises", "heard"),
    "enter": lambda talk: talk.enter("advice"),
    "rate": lambda talk: talk.rate("memory", "2"),
    "note_area": lambda talk: talk.note_area("memory", "hella"),
    "toggle_flag": lambda talk: talk.toggle_flag("wandering"),
    "attach": lambda talk: talk.attach(talk.known.catalogue.services[1], "told"),
    "detach": lambda talk: talk.detach(talk.call.referrals[0].service_id),
    "set_referral_status": lambda talk: talk.set_referral_status(talk.call.referrals[0].service_id, "booked"),
    "leave_unmet": lambda talk: talk.leave_unmet("uimaseura", "no_service"),
    "take_back_unmet": lambda talk: talk.take_back_unmet(0),
    "agree_another": lambda talk: talk.agree_another(),
    "drop_agreed": lambda talk: talk.drop_agreed(0),
    "urgent_help": lambda talk: talk.urgent_help(talk.known.script.urgents["social"]),
    "log": lambda talk: talk.log("card_shown"),
    "end_talk": lambda talk: talk.end_talk("dropped"),
    "close": lambda talk: talk.close(),
    "close_as_non_client": lambda talk: talk.close_as_non_client("silent"),
    "park": lambda talk: talk.park(),
    "resume": lambda talk: talk.resume(),
    "continue_from": lambda talk: talk.continue_from(new_call()),
}
"""Every way in which the advisor changes a call."""


@pytest.mark.parametrize("name", ACTIONS)
def test_the_screen_is_told_of_a_change_before_the_action_is_over(talk: Conversation, name: str) -> None:
    talk.attach(talk.known.catalogue.services[0], "told")
    talk.leave_unmet("kyyti", "cost")
    talk.write("next_what", "soittaa")
    talk.call.agree(NextStep("tilaa", "caller", None))
    told: list[str] = []
    talk.on_change = lambda: told.append(repr(talk.call))
    before = repr(talk.call)
    ACTIONS[name](talk)
    assert repr(talk.call) != before
    assert told
    assert told[-1] == repr(talk.call)


def test_every_public_way_to_change_a_call_is_among_those_tried() -> None:
    """What only tells (properties, card, values) takes no part; ``changed`` itself is what tells."""
    tells = {"changed", "said", "card", "day_said", "is_needed", "is_day", "value"}
    public = {
        name
        for name, member in vars(Conversation).items()
        if not name.startswith("_") and callable(member) and name not in tells
    }
    assert public == set(ACTIONS) - {"outcome"}


@pytest.mark.parametrize(
    ("field", "text"), [("age", "satakaksi"), ("age", "121"), ("age", "-1"), ("age", "8" * 5000), ("age", "80 v")]
)
def test_what_is_no_age_empties_the_field(talk: Conversation, field: str, text: str) -> None:
    assert talk.write_age("80")
    assert not talk.write_age(text)
    assert talk.call.answer(field) == ""


@pytest.mark.parametrize(("text", "age"), [("80", 80), (" 075 ", 75), ("0", 0), ("120", 120), ("", None), ("  ", None)])
def test_an_age_is_taken_as_it_is_written(talk: Conversation, text: str, age: int | None) -> None:
    assert talk.write_age(text)
    assert talk.call.age == age


@pytest.mark.parametrize(
    ("text", "stands"),
    [("Tampree", "Tampere"), ("helsingfors", "Helsinki"), ("Tukholma", "Tukholma"), ("", ""), ("  ", "")],
)
def test_a_place_is_recognised_or_kept_as_it_was_written(talk: Conversation, text: str, stands: str) -> None:
    assert talk.write_place(text) == stands
    assert talk.call.municipality == stands


def test_a_day_is_understood_kept_and_emptied(talk: Conversation) -> None:
    assert talk.write_day("next_by", "ke") == date(2026, 11, 25)
    assert talk.call.answer("next_by") == "2026-11-25"
    assert talk.write_day("next_by", "joskus", "2026-11-25") is None
    assert talk.call.answer("next_by") == "2026-11-25"
    assert talk.write_day("next_by", "  ") is None
    assert talk.call.answer("next_by") == ""


@pytest.mark.parametrize(
    ("role", "about"), [("self", "self"), ("relative", "other"), ("close", "other"), ("professional", "other")]
)
def test_who_calls_makes_plain_about_whom_it_is(talk: Conversation, role: str, about: str) -> None:
    talk.answer("caller_role", role)
    assert talk.call.answer("about") == about


def test_what_a_choice_does_not_make_plain_stays_as_it_was(talk: Conversation) -> None:
    talk.answer("about", "other")
    talk.answer("caller_role", "other")
    assert talk.call.answer("about") == "other"


@pytest.mark.parametrize(
    ("field", "default"),
    [("language", "fi"), ("interpreter", "no"), ("channel", "phone"), ("anonymous", "yes"), ("lives_alone", "")],
)
def test_what_nobody_has_said_is_taken_for_granted_but_not_recorded(
    talk: Conversation, field: str, default: str
) -> None:
    assert talk.value(field) == default
    assert talk.call.answer(field) == ""


def test_the_ground_of_the_time_limit_is_taken_from_the_age(talk: Conversation) -> None:
    assert talk.value("deadline_ground") == ""
    talk.write_age("80")
    assert talk.value("deadline_ground") == "age"
    talk.answer("deadline_ground", "none")
    assert talk.value("deadline_ground") == "none"


def needed(talk: Conversation, field: str) -> bool:
    """Tell whether the row of a field is shown."""
    return talk.is_needed(talk.known.script.fields[field])


def test_names_are_not_asked_for_while_the_call_is_anonymous(talk: Conversation) -> None:
    names = ("caller_name", "caller_phone", "person_name", "person_phone")
    assert [needed(talk, name) for name in names] == [False, False, False, False]
    talk.answer("anonymous", "no")
    assert [needed(talk, name) for name in names] == [True, True, False, False]
    talk.answer("about", "other")
    assert [needed(talk, name) for name in names] == [True, True, True, True]


@pytest.mark.parametrize("outcome", ["", "A", "B", "C", "D", "E", "F"])
def test_the_ground_of_a_time_limit_is_asked_for_where_it_matters(talk: Conversation, outcome: str) -> None:
    talk.answer("outcome", outcome)
    assert needed(talk, "deadline_ground") is (outcome in ("B", "D"))
    assert needed(talk, "age")


def test_the_deadline_is_recorded_only_for_a_wider_assessment(talk: Conversation) -> None:
    talk.write_age("80")
    assert talk.call.deadline_on is None
    talk.answer("outcome", "B")
    assert talk.call.deadline_on == date(2026, 12, 2)
    talk.answer("deadline_ground", "none")
    assert talk.call.deadline_on is None
    talk.answer("deadline_ground", "child")
    assert talk.call.deadline_on == date(2026, 12, 2)
    talk.answer("outcome", "A")
    assert talk.call.deadline_on is None


def test_a_change_of_the_proposal_is_told_once(talk: Conversation) -> None:
    for level in ("3", "3", "0", "0"):
        talk.rate("memory", level)
    assert [event.subject for event in talk.call.timeline if event.code == "proposal_shown"] == ["B", ""]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (LINE, "Mallilan neuvonta, Mari, hyvää päivää. Kuinka voin auttaa?"),
        (Line(name="Mallilan neuvonta"), "Mallilan neuvonta, hyvää päivää. Kuinka voin auttaa?"),
        (Line(advisor_name="Mari"), "Neuvonta, Mari, hyvää päivää. Kuinka voin auttaa?"),
        (Line(), "Neuvonta, hyvää päivää. Kuinka voin auttaa?"),
    ],
)
def test_the_greeting_holds_the_names_that_are_set(known: Known, line: Line, expected: str) -> None:
    talk = Conversation(new_call(), known, line)
    assert talk.said(known.script.steps["contact"].say[0]) == expected


def test_words_are_said_in_the_callers_language(talk: Conversation, code: str) -> None:
    talk.answer("language", code)
    assert (
        talk.said(Words("suomi {phone}", "svenska {phone}", "English {phone}"))
        == {
            "fi": "Suomi 0X0 000 1000",
            "sv": "Svenska 0X0 000 1000",
            "en": "English 0X0 000 1000",
        }[code]
    )


def test_another_language_is_spoken_to_in_finnish(talk: Conversation) -> None:
    talk.answer("language", "other")
    assert talk.said(Words("suomi", "svenska", "English")) == "Suomi"
    assert talk.day_said(date(2026, 12, 2)) == "keskiviikkona 2. joulukuuta"


def test_the_clock_of_the_call_stands_with_the_steady_clock(talk: Conversation, clock: StandingClock) -> None:
    clock.advance(61.9)
    assert talk.seconds == 61
