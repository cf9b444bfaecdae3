"""Services, need areas and the next question that notes speak for."""

from advisor_tui.listening.listener import Situation
from tests.listening import kinds, understood

DAILY = "unohtaa lääkkeet, ei jaksa enää kokata"


def test_each_topic_of_the_notes_has_its_service() -> None:
    found = kinds("äiti 82 unohtelee ja eksyy, ei jaksa kokata lämmintä ruokaa, tarvitsisi kyydin lääkäriin")
    assert "ateria" in found
    assert {"muistihoitaja", "muistiyhdistys"} & set(found)


def test_a_service_comes_with_the_words_that_raised_it() -> None:
    (first, *_others) = understood("äiti 82 kangasalla. ei jaksa enää kokata").services
    assert first.service.type == "ateria"
    assert "kokata" in first.words


def test_there_are_five_at_most_and_one_of_each_kind() -> None:
    found = kinds("kaatuu, muisti pettää, yksinäinen, ruoka, siivous, kyyti, rahat loppu, hoivakoti, velat")
    assert len(found) == len(set(found)) <= 5


def test_what_is_not_needed_is_not_suggested() -> None:
    assert "siivous" in kinds("tarvitsee siivousta kerran kuussa")
    assert "siivous" not in kinds("ei tarvitse siivousta, ruoka kotiin kelpaisi")


def test_what_one_has_already_is_not_suggested() -> None:
    assert "kotihoito" not in kinds("kotihoito käy jo, lumityöt tekemättä")
    assert "turvapuhelin" not in kinds("turvaranneke on, lumityöt tekemättä")


def test_what_is_attached_or_was_refused_is_left_out() -> None:
    first, second, *_others = understood(DAILY).services
    known = Situation(attached=frozenset({first.service.id}), refused=frozenset({second.service.id}))
    left = {each.service.id for each in understood(DAILY, known).services}
    assert left.isdisjoint({first.service.id, second.service.id})


def test_a_danger_puts_its_help_first() -> None:
    assert {"turvakoti", "sospaivystys"} <= set(kinds("poika lyö äitiä"))


def test_grief_is_no_danger_and_finds_those_who_share_it() -> None:
    assert {"sururyhma", "ystava"} & set(kinds("Olen kovin yksin kun mies kuoli keväällä. Päivät on pitkiä."))


def test_areas_that_the_notes_touch_are_worth_asking_about_until_they_are_rated() -> None:
    notes = "unohtelee, kaatui viime viikolla"
    assert {each.id for each in understood(notes).areas} >= {"memory", "mobility"}
    rated = Situation(rated=frozenset({"memory"}))
    assert "memory" not in {each.id for each in understood(notes, rated).areas}


def test_the_next_question_divides_the_services_in_question_and_goes_when_it_is_answered() -> None:
    notes = "hoitaja käymään kotona, tarvitsee apua pesuihin"
    question = understood(notes).question
    assert question is not None
    answered = {
        "municipality": "äiti asuu Kangasalla",
        "age": "äiti 82 v",
        "diagnosis": "äidillä todettu alzheimer",
        "income": "eläke 900 e",
        "carer": "tytär hoitaa äitiä",
        "home": "äiti asuu yksin",
    }
    if question.id in answered:
        following = understood(f"{notes}. {answered[question.id]}").question
        assert following is None or following.id != question.id


def test_a_field_that_is_filled_in_is_not_asked_for() -> None:
    notes = "hoitaja käymään kotona"
    for _round in range(4):
        known = {"municipality": "Kangasala", "age": "82", "lives_alone": "alone"}
        question = understood(notes, Situation(answers=known)).question
        assert question is None or question.id not in ("municipality", "age", "home")


def test_who_is_said_to_live_alone_is_not_asked_whether_she_does() -> None:
    question = understood("äiti 82 kangasalla yksin, unohtaa lääkkeet, hella jäi päälle").question
    assert question is None or question.area != "housing"


def test_empty_notes_say_nothing() -> None:
    found = understood("  \n ")
    assert (found.facts, found.services, found.areas, found.flags, found.duties, found.question) == (
        (), (), (), (), (), None,
    )  # fmt: skip
