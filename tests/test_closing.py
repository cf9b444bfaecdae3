"""The closing card: what was agreed, read aloud in the caller's language, with nothing missing and nothing made up."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.closing import agreed_steps, current_step, missing_agreement, usual_next_step
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.known import Known, Line
from tests.clocks import StandingClock

LINE = Line(name="Mallilan neuvonta", phone="0X0 000 1000")
NO_PHONE = Line()


def talk_with(known: Known, code: str = "fi", line: Line = LINE, **answers: str) -> Conversation:
    """Return a call with answers, in the caller's language."""
    talk = Conversation(new_call(), known, line)
    talk.answer("language", code)
    for field, value in answers.items():
        talk.call.put(field, value)
    return talk


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "fi",
            (
                "Asiakasohjaus ottaa yhteyttä ja aloittaa palvelutarpeen arvioinnin "
                "viimeistään keskiviikkona 2. joulukuuta."
            ),
        ),
        ("sv", "Klienthandledningen tar kontakt och börjar bedöma servicebehovet senast onsdag den 2 december."),
        (
            "en",
            "Client guidance makes contact and begins the assessment of the need for services by Wednesday 2 December.",
        ),
    ],
)
def test_the_card_says_who_does_what_by_when(known: Known, code: str, sentence: str) -> None:
    talk = talk_with(known, code)
    talk.answer("outcome", "B")
    assert sentence in talk.card()


@pytest.mark.parametrize(
    ("code", "opening", "emergency", "last"),
    [
        ("fi", "Kertaan vielä, mitä sovimme.", "Hädässä soittakaa 112.", "Sanoisitteko vielä omin sanoin"),
        ("sv", "Jag upprepar ännu vad vi kom överens om.", "I nöd, ring 112.", "Vill ni säga med egna ord"),
        ("en", "Let me repeat what we agreed.", "In an emergency, call 112.", "Would you say in your own words"),
    ],
)
def test_the_card_opens_warns_and_asks_the_caller_to_repeat(
    known: Known, code: str, opening: str, emergency: str, last: str
) -> None:
    card = talk_with(known, code).card()
    assert (card[0], card[-2]) == (opening, emergency)
    assert card[-1].startswith(last)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("fi", "Neuvonta tekee ilmoituksen vielä tänään."),
        ("sv", "Rådgivningen gör anmälan ännu i dag."),
        ("en", "The advice line makes the notification today."),
    ],
)
def test_what_is_done_today_is_said_so(known: Known, code: str, sentence: str) -> None:
    talk = talk_with(known, code)
    talk.answer("outcome", "D")
    assert sentence in talk.card()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("fi", "Te otatte yhteyttä palveluun, josta puhuimme."),
        ("sv", "Ni kontaktar den service vi talade om."),
        ("en", "You contact the service we talked about."),
    ],
)
def test_what_has_no_day_is_said_without_one(known: Known, code: str, sentence: str) -> None:
    talk = talk_with(known, code)
    talk.answer("outcome", "A")
    assert sentence in talk.card()


def test_today_is_the_day_on_which_the_card_is_read(known: Known, clock: StandingClock) -> None:
    """A call that was parked over night must not promise yesterday as today."""
    talk = talk_with(known)
    talk.answer("outcome", "D")
    talk.park()
    clock.advance(24 * 3600)
    talk.resume()
    card = " ".join(talk.card())
    assert "vielä tänään" not in card
    assert "maanantaina 23. marraskuuta" in card


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("fi", "Palvelutarpeen arviointi aloitetaan viimeistään keskiviikkona 2. joulukuuta."),
        ("sv", "Bedömningen av servicebehovet börjar senast onsdag den 2 december."),
        ("en", "The assessment of the need for services begins by Wednesday 2 December."),
    ],
)
def test_the_statutory_day_is_said_where_the_agreed_day_is_another(known: Known, code: str, sentence: str) -> None:
    talk = talk_with(known, code)
    talk.write_age("80")
    talk.answer("outcome", "B")
    assert sentence not in talk.card()
    talk.write_day("next_by", "huomenna")
    assert sentence in talk.card()


@pytest.mark.parametrize(("age", "outcome"), [("80", "A"), ("80", "D"), ("60", "B"), ("", "B")])
def test_the_statutory_day_is_not_said_where_it_does_not_apply(known: Known, age: str, outcome: str) -> None:
    talk = talk_with(known)
    talk.write_age(age)
    talk.answer("outcome", outcome)
    talk.write_day("next_by", "huomenna")
    assert not any(line.startswith("Palvelutarpeen arviointi aloitetaan") for line in talk.card())


@pytest.mark.parametrize(
    ("code", "heading"), [("fi", "Nämä palvelut"), ("sv", "De här tjänsterna"), ("en", "These services")]
)
def test_services_are_named_in_the_callers_language_with_their_numbers(known: Known, code: str, heading: str) -> None:
    talk = talk_with(known, code)
    service = next(each for each in known.catalogue.services if each.phones)
    talk.attach(service, "told")
    card = talk.card()
    place = next(number for number, line in enumerate(card) if line.startswith(heading))
    assert card[place + 1].startswith(f"– {service.names.pick(code)}, ")
    assert card[place + 1].endswith(service.phones[0].number)


def test_a_service_without_a_number_is_named_alone(known: Known) -> None:
    talk = talk_with(known)
    service = next(each for each in known.catalogue.services if not each.phones)
    talk.attach(service, "told")
    assert f"– {service.name}" in talk.card()


def test_a_service_that_the_catalogue_no_longer_has_is_said_by_the_name_it_had(known: Known) -> None:
    talk = talk_with(known)
    talk.call.attach("gone", "ateria", "Entinen ateriapalvelu", "told")
    assert "– Entinen ateriapalvelu" in talk.card()


def test_without_services_no_heading_promises_any(known: Known) -> None:
    assert not any("Nämä palvelut" in line for line in talk_with(known).card())


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("fi", "Te itse: tilaatte aterian."),
        ("sv", "Ni själv: tilaatte aterian."),
        ("en", "Your own part: tilaatte aterian."),
    ],
)
def test_the_callers_own_part_is_said(known: Known, code: str, sentence: str) -> None:
    talk = talk_with(known, code)
    talk.write("self_help", "tilaatte aterian.")
    assert sentence in talk.card()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("fi", "Teille soitetaan takaisin."), ("sv", "Vi ringer upp er."), ("en", "We will call you back.")],
)
def test_a_call_back_is_promised_only_where_it_may_be_made(known: Known, code: str, sentence: str) -> None:
    assert sentence in talk_with(known, code, contact_back="yes").card()
    assert sentence not in talk_with(known, code, contact_back="no").card()
    assert sentence not in talk_with(known, code).card()


@pytest.mark.parametrize(
    ("code", "with_number", "without"),
    [
        (
            "fi",
            "Jos tilanne muuttuu, soittakaa meille uudelleen, numero on 0X0 000 1000.",
            "soittakaa meille uudelleen.",
        ),
        ("sv", "Om läget ändras, ring oss igen, numret är 0X0 000 1000.", "ring oss igen."),
        ("en", "If things change, please call us again on 0X0 000 1000.", "please call us again."),
    ],
)
def test_the_caller_learns_where_to_call_again(known: Known, code: str, with_number: str, without: str) -> None:
    assert with_number in talk_with(known, code).card()
    assert any(line.endswith(without) for line in talk_with(known, code, NO_PHONE).card())


def test_every_agreed_thing_is_said_in_its_order(known: Known) -> None:
    talk = talk_with(known)
    talk.call.agree(NextStep("tuo lääkkeet", "relative", date(2026, 11, 24)))
    talk.call.agree(NextStep("soitatte terveysasemalle", "caller", None))
    talk.write("next_what", "lähettää lomakkeen.")
    talk.answer("next_who", "advice_line")
    assert talk.card()[1:4] == [
        "Omaisenne tuo lääkkeet viimeistään tiistaina 24. marraskuuta.",
        "Te soitatte terveysasemalle.",
        "Neuvonta lähettää lomakkeen.",
    ]


def test_an_agreed_thing_without_a_doer_is_still_a_sentence(known: Known) -> None:
    assert "Lomake postitetaan." in talk_with(known, next_what="lomake postitetaan").card()
    assert "Lomake postitetaan." in talk_with(known, next_what="lomake postitetaan", next_who="gone").card()


@pytest.mark.parametrize("text", ["{what}", "{0}", "{{", "}", "{who!r}", "%s", "[red]x[/]", "\\"])
def test_signs_in_what_was_agreed_are_read_as_they_stand(known: Known, text: str) -> None:
    card = talk_with(known, next_what=text, self_help=text).card()
    assert f"{text[:1].upper() + text[1:]}." in card
    assert f"Te itse: {text}." in card


def test_nothing_is_agreed_without_an_outcome_or_without_a_step(known: Known) -> None:
    assert missing_agreement(talk_with(known).call)
    assert missing_agreement(talk_with(known, outcome="A").call)
    assert missing_agreement(talk_with(known, next_what="soitamme").call)
    assert not missing_agreement(talk_with(known, outcome="A", next_what="soitamme").call)


def test_the_step_being_filled_in_is_one_when_it_says_what(known: Known) -> None:
    assert current_step(talk_with(known, next_who="caller", next_by="2026-12-02").call) is None
    talk = talk_with(known, next_what="soitamme", next_by="2026-12-02")
    assert current_step(talk.call) == NextStep("soitamme", "", date(2026, 12, 2))
    assert agreed_steps(talk.call) == (NextStep("soitamme", "", date(2026, 12, 2)),)


def test_without_an_outcome_there_is_no_usual_next_step(known: Known) -> None:
    assert usual_next_step(known.script, talk_with(known).call, date(2026, 11, 23), None) is None


@given(
    what=st.text(max_size=60),
    who=st.sampled_from(["", "caller", "client_guidance", "gone"]),
    by=st.one_of(st.just(""), st.integers(0, 400).map(lambda days: (date(2026, 11, 23) + timedelta(days)).isoformat())),
    code=st.sampled_from(["fi", "sv", "en", "other"]),
)
@settings(deadline=None, max_examples=100)
def test_whatever_was_agreed_the_card_begins_and_ends_alike_and_leaves_no_place_unfilled(
    known: Known, what: str, who: str, by: str, code: str
) -> None:
    talk = talk_with(known, code, next_what=what, next_who=who, next_by=by)
    card = talk.card()
    closing = known.script.closing
    assert (card[0], card[-1]) == (closing.opening.pick(code), closing.teach_back.pick(code))
    assert len(card) == 4 + len(agreed_steps(talk.call))
    assert all(line.strip() for line in card)
    assert "{" in what or not any("{" in line for line in card)
