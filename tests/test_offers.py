"""Offers: taken or refused one by one, taken back, and never done by themselves."""

import pytest

from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.known import Known, Line
from advisor_tui.listening.listener import Understood
from advisor_tui.listening.offers import Offer, Offers
from tests.listening import understood

NOTES = "äiti 82 kangasalla, asuu yksin, hella jäi päälle"


@pytest.fixture
def offers(known: Known) -> Offers:
    return Offers(Conversation(new_call(), known, Line()))


def by_id(offers: Offers, heard: Understood) -> dict[str, Offer]:
    """Return the open offers by what they are about."""
    return {offer.id: offer for offer in offers.open(heard)}


def test_understanding_changes_nothing_by_itself(offers: Offers) -> None:
    before = offers.talk.call.snapshot()
    assert offers.open(understood(NOTES))
    assert offers.talk.call == before


def test_dangers_stand_before_facts(offers: Offers) -> None:
    order = [offer.is_alarm for offer in offers.open(understood(NOTES))]
    assert order == sorted(order, reverse=True)
    assert any(order)


def test_a_taken_fact_fills_its_field_and_is_offered_no_more(offers: Offers) -> None:
    heard = understood(NOTES)
    for name in ("age", "municipality", "lives_alone", "caller_role"):
        offers.take(by_id(offers, heard)[name])
    call = offers.talk.call
    assert (call.age, call.municipality) == (82, "Kangasala")
    assert (call.answer("lives_alone"), call.answer("caller_role"), call.answer("about")) == (
        "alone",
        "relative",
        "other",
    )
    assert [offer for offer in offers.open(heard) if not offer.is_alarm] == []


def test_what_a_choice_makes_plain_is_not_offered_beside_it(offers: Offers) -> None:
    assert "about" not in by_id(offers, understood(NOTES))


def test_a_refused_fact_is_offered_no_more_in_this_call(offers: Offers, known: Known) -> None:
    heard = understood(NOTES)
    offers.refuse(by_id(offers, heard)["age"])
    assert "age" not in by_id(offers, heard)
    assert offers.talk.call.age is None
    again = Offers(Conversation(offers.talk.call, known, Line()))
    assert "age" not in by_id(again, heard), "a call that is gone on with remembers it"


def test_what_was_taken_last_can_be_taken_back(offers: Offers) -> None:
    heard = understood(NOTES)
    before = dict(offers.talk.call.answers)
    offers.take(by_id(offers, heard)["caller_role"])
    offers.take(by_id(offers, heard)["age"])
    undone = [offers.undo(), offers.undo(), offers.undo()]
    assert [each.id if each else None for each in undone] == ["age", "caller_role", None]
    assert offers.talk.call.answers == before
    assert {"age", "caller_role"} <= by_id(offers, heard).keys()


def test_a_later_note_that_contradicts_asks(offers: Offers) -> None:
    offers.talk.write_age("82")
    offer = by_id(offers, understood("äiti 84 v"))["age"]
    assert (offer.value, offer.before) == ("84", "82")
    assert offers.talk.call.age == 82


def test_two_ages_in_the_notes_ask_which(offers: Offers) -> None:
    ages = [offer for offer in offers.open(understood("äiti 82 v. äiti on 84 v.")) if offer.id == "age"]
    assert [(each.value, each.sure) for each in ages] == [("82", False), ("84", False)]


def test_a_taken_danger_is_raised_and_calls_for_its_help(offers: Offers) -> None:
    heard = understood(NOTES)
    urgent = offers.take(by_id(offers, heard)["fire_risk"])
    assert urgent is not None
    assert urgent.id == "fire"
    assert "fire_risk" in offers.talk.call.flags
    assert "fire_risk" not in by_id(offers, heard)


def test_a_danger_is_put_aside_for_a_reason_that_the_record_keeps(offers: Offers) -> None:
    heard = understood(NOTES)
    offers.dismiss(by_id(offers, heard)["fire_risk"], "asked_no_danger")
    (kept,) = offers.talk.call.dismissals
    assert (kept.alarm, kept.reason) == ("fire_risk", "asked_no_danger")
    assert "fire_risk" not in by_id(offers, heard)
    event = offers.talk.call.timeline[-1]
    assert (event.code, event.subject, event.value) == ("alarm_dismissed", "fire_risk", "asked_no_danger")


def test_other_words_raise_again_what_was_put_aside(offers: Offers) -> None:
    first = understood("ei tässä oo enää mitään järkeä")
    offers.dismiss(by_id(offers, first)["suicidal"], "meant_otherwise")
    assert "suicidal" not in by_id(offers, first)
    assert "suicidal" in by_id(offers, understood("ei tässä oo enää mitään järkeä. haluaa kuolla"))


def test_a_number_is_kept_only_when_it_is_taken_and_never_in_the_timeline(offers: Offers) -> None:
    heard = understood("takaisinsoitto 040 123 4567")
    offer = by_id(offers, heard)["caller_phone"]
    assert offers.talk.call.identity == {}
    offers.take(offer)
    call = offers.talk.call
    assert (call.identity["caller_phone"], call.anonymous) == ("040 123 4567", False)
    assert all("4567" not in event.value for event in call.timeline)
    offers.undo()
    assert (offers.talk.call.identity, offers.talk.call.anonymous) == ({}, True)


def test_the_timeline_tells_in_codes_what_was_taken_and_refused(offers: Offers) -> None:
    heard = understood(NOTES)
    offers.take(by_id(offers, heard)["age"])
    offers.refuse(by_id(offers, heard)["municipality"])
    offers.refuse_service("ateria-1")
    told = [(each.code, each.subject, each.value) for each in offers.talk.call.timeline if "offer" in each.code]
    assert told == [
        ("offer_taken", "age", "82"),
        ("offer_refused", "municipality", "Kangasala"),
        ("offer_refused", "service", "ateria-1"),
    ]
    assert offers.situation().refused == {"ateria-1"}
