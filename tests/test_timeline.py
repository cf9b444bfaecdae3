"""The timeline is kept longest and read by most: it holds codes and moments, never a word that was said."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, RECORD_FIELDS
from tests.test_conversation import ACTIONS

TEXTS = [name for name, kind in {**RECORD_FIELDS, **IDENTITY_FIELDS}.items() if kind in ("text", "place", "date")]


def told(talk: Conversation) -> str:
    """Return all that the timeline holds beside numbers and moments."""
    return " ".join(f"{event.code} {event.subject} {event.value}" for event in talk.call.timeline)


def filled(known: Known, name: str) -> Conversation:
    """Return a call in which a name was written wherever something can be written, from the first step to the end."""
    talk = Conversation(new_call(advisor=name), known, Line(advisor_name=name))
    talk.answer("anonymous", "no")
    for field in TEXTS:
        talk.write(field, name)
    talk.write_place(name)
    talk.write_age(name)
    talk.write_day("next_by", name)
    talk.take_notes(name)
    talk.note_area("memory", name)
    talk.leave_unmet(name, "no_service", "ateria")
    talk.take_back_unmet(0)
    talk.leave_unmet(name, "no_service", "ateria")
    talk.agree_another()
    talk.write("next_what", name)
    talk.answer("outcome", "B")
    talk.urgent_help(known.script.urgents["life"])
    talk.park()
    talk.resume()
    talk.drop_agreed(0)
    talk.end_talk()
    talk.close()
    return talk


@pytest.mark.parametrize("name", ["Aino Virtanen", "Virtanen", "010150-123A", "Hämeenkatu 5 B 12", "040 123 4567"])
def test_a_name_written_everywhere_is_nowhere_in_the_timeline(known: Known, name: str) -> None:
    talk = filled(known, name)
    assert name in repr(talk.call)
    assert name not in told(talk)


def test_no_part_of_a_name_is_in_the_timeline_either(known: Known) -> None:
    talk = filled(known, "Kaisa-Leena Pöyhösenvirta")
    assert not any(part in told(talk) for part in ("Kaisa", "Leena", "Pöyhö", "virta"))


@pytest.mark.parametrize("outcome", ["A", "B", "C", "D", "E", "F"])
def test_the_words_of_a_next_step_that_the_script_fills_in_are_not_told_either(known: Known, outcome: str) -> None:
    talk = Conversation(new_call(), known, Line())
    talk.answer("outcome", outcome)
    assert talk.call.answer("next_what")
    assert talk.call.answer("next_what") not in told(talk)


def test_what_is_told_is_codes_which_hold_no_blanks(known: Known) -> None:
    talk = filled(known, "Aino Virtanen")
    assert not any(" " in event.subject + event.value for event in talk.call.timeline)


def test_the_name_of_an_attached_service_is_told_by_its_code(known: Known) -> None:
    talk = Conversation(new_call(), known, Line())
    service = known.catalogue.services[0]
    talk.attach(service, "told")
    assert service.id in told(talk)
    assert service.name not in told(talk)


def test_a_municipality_is_told_when_it_is_a_known_one(known: Known) -> None:
    talk = Conversation(new_call(), known, Line())
    talk.write_place("Tampree")
    assert "answered municipality Tampere" in told(talk)
    talk.write_place("mummin mökki")
    assert "mummin" not in told(talk)


def test_an_age_is_not_told(known: Known) -> None:
    talk = Conversation(new_call(), known, Line())
    talk.write_age("97")
    assert "97" not in told(talk)


@given(
    text=st.text(alphabet=st.characters(min_codepoint=0x0400, max_codepoint=0x04FF), min_size=1, max_size=30),
    actions=st.lists(st.sampled_from(sorted(set(ACTIONS) - {"detach", "set_referral_status"})), max_size=8),
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_written_in_another_script_ever_reaches_it(known: Known, text: str, actions: list[str]) -> None:
    talk = filled(known, text)
    for name in actions:
        ACTIONS[name](talk)
        talk.write("goal", text)
        talk.write("caller_name", text)
    assert not set(text) & set(told(talk))
