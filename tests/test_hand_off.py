"""Handing one call off: exactly the facts its kind needs, in the reader's language, with nothing read as markup."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec.structs import replace as changed

from advisor_tui.guidance import packet
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.hand_off import FactId, KindId, Receiver
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.packet import Wish
from advisor_tui.guidance.page import as_text
from advisor_tui.language import Words
from tests.clocks import StandingClock
from tests.handed_off import KINDS, LINE, full_call

UNASKED = {"pass_on": "not_asked_person"}


TOLD: dict[str, set[FactId]] = {
    "merkki-muistiinpano": {"notes"},
    "merkki-perustelu": {"need_notes"},
    "merkki-voimavara": {"resources"},
    "merkki-tavoite": {"goal"},
    "merkki-palvelu": {"services", "card"},
    "merkki-tarve": {"unmet"},
    "merkki-sovittu": {"agreed", "card"},
    "merkki-itse": {"self_help", "card"},
    "merkki-soittaja": {"caller_identity"},
    "merkki-numero": {"caller_identity"},
    "merkki-ihminen": {"person_identity"},
    "merkki-toinen-numero": {"person_identity"},
    "omainen": {"caller"},
    "Näytejärvi": {"person"},
    "Asioi kielellä: suomi": {"language"},
    "Laajempi selvittely": {"outcome"},
    "2.12.2026": {"deadline", "agreed"},
    "Vaaran merkit": {"dangers"},
    "Muisti: 2": {"needs"},
    "Kertaan vielä": {"card"},
    "Maija Koe": {"contact"},
    "Tietojen antaminen": {"consent"},
    "Vastaanottaja": {"receiver"},
    "25 §": {"law"},
    "osastojaksoa": {"criteria"},
}
"""A mark that stands in one place of a call, and the facts that may bring it onto a page."""


def made(known: Known, call: Call, kind: KindId = "client_guidance", **wish: object) -> str:
    """Return a page of a call as text."""
    return as_text(packet.packet(call, known, LINE, Wish(kind, **wish)))  # type: ignore[arg-type]


def on_one_line(text: str) -> str:
    """Return text without the line ends of its wrapping."""
    return " ".join(text.split())


# ------------------------------------------------------------ what stands on a page


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_holds_exactly_the_facts_its_kind_names(known: Known, kind: KindId) -> None:
    call = full_call(language="fi")
    text = on_one_line(made(known, call, kind, duty="older_person", criteria=("ward_periods",))).casefold()
    facts = set(known.hand_off.kind_of(kind).facts)
    wrong = [mark for mark, by in TOLD.items() if bool(facts & by) != (mark.casefold() in text)]
    assert wrong == []


def test_what_must_not_be_on_a_page_is_named_for_each_kind(known: Known) -> None:
    kinds = {each.id: each for each in known.hand_off.kind}
    assert set(kinds) == set(KINDS)
    assert {"notes", "need_notes", "caller_identity"} <= set(kinds["case_manager"].never)
    assert "caller_identity" in kinds["notification"].never
    assert all(not set(each.facts) & set(each.never) for each in kinds.values())


@pytest.mark.parametrize("consent", ["", "no", "not_asked_person"])
def test_without_consent_names_and_phones_are_left_out_and_it_says_so(known: Known, consent: str) -> None:
    text = made(known, full_call(pass_on=consent))
    assert "merkki-ihminen" not in text
    assert "merkki-soittaja" not in text
    assert "Nimi ja puhelin on jätetty pois" in text


def test_a_notification_names_the_person_also_without_consent_and_never_the_caller(known: Known) -> None:
    text = made(known, full_call(outcome="D", **UNASKED), "notification")
    assert "merkki-ihminen" in text
    assert "merkki-soittaja" not in text
    assert "asianomaiselta ei ole kysytty" in text


def test_a_caller_who_calls_about_herself_is_the_person(known: Known) -> None:
    text = made(known, full_call(about="self", caller_role="self"))
    assert "soittaja itse, 82 v, Näytejärvi" in text
    assert text.count("merkki-soittaja") == 1
    assert "SOITTAJAN YHTEYSTIEDOT" not in text


def test_an_anonymous_call_leaves_no_place_for_a_name(known: Known) -> None:
    call = full_call()
    call.put("anonymous", "yes")
    text = made(known, call)
    assert "YHTEYSTIED" not in text
    assert "jätetty pois" not in text


def test_a_service_that_is_gone_is_told_by_the_name_it_had_with_what_became_of_it(known: Known) -> None:
    call = full_call()
    call.record_result("poistunut", "waiting", "partly")
    assert "– merkki-palvelu, tiedot lähetetty, odottaa, tarve täyttyi osin" in made(known, call)


def test_what_is_agreed_says_who_does_what_by_when(known: Known) -> None:
    assert "– asiakasohjaus: merkki-sovittu, viimeistään 2.12.2026" in made(known, full_call())


def test_the_time_limit_is_told_with_its_ground_and_what_is_open_of_it(known: Known) -> None:
    text = on_one_line(made(known, full_call()))
    assert "viimeistään 2.12.2026: 75 vuotta täyttänyt (Sosiaalihuoltolaki 1301/2014 36 §)" in text
    assert "Vahvistamatta" in text


@pytest.mark.parametrize("answers", [{"outcome": "A"}, {"deadline_ground": "none"}, {"age": "40"}])
def test_no_time_limit_is_told_where_none_concerns_the_call(known: Known, answers: dict[str, str]) -> None:
    assert "MÄÄRÄAIKA" not in made(known, full_call(**answers))


def test_what_was_said_stays_as_it_was_said_on_that_day(known: Known, clock: StandingClock) -> None:
    call = full_call(language="fi")
    call.agree(NextStep("soittaa takaisin", "advice_line", date(2026, 11, 23)))
    clock.advance(86_400)
    assert "Neuvonta soittaa takaisin vielä tänään." in made(known, call)
    assert "Tehty 24.11.2026 klo 14.32" in made(known, call)


def test_a_call_of_which_nothing_is_known_makes_a_page_all_the_same(known: Known) -> None:
    for kind in KINDS:
        text = made(known, new_call(), kind)
        assert "ei tiedossa" in text
        assert on_one_line(text).count("ei kirjattu") == 2


# ------------------------------------------------------------ its language


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sv", ("Om vem", "82 år", "språk: svenska", "Tolk behövs", "klienthandledningen: merkki-sovittu, senast")),
        ("en", ("About whom", "82 years", "Language: Swedish", "interpreter", "client guidance: merkki-sovittu, by")),
    ],
)
def test_a_page_is_in_its_readers_language_and_tells_the_persons(
    known: Known, code: str, said: tuple[str, ...]
) -> None:
    text = on_one_line(made(known, full_call(), code=code)).casefold()
    assert [each for each in said if each.casefold() not in text] == []
    assert "jag upprepar ännu" in text  # what was said was said in the caller's language


def test_every_word_of_the_data_is_there_in_three_languages(known: Known) -> None:
    data = known.hand_off
    phrases = [getattr(data.phrases, name) for name in data.phrases.__struct_fields__]
    words = [*phrases, *data.headings.values(), *data.results.values(), *data.met.values(), data.case_manager.note]
    words += [each for kind in data.kind for each in (kind.label, kind.title)]
    words += [each for duty in data.duty for each in (duty.label, duty.law, duty.without_consent, *duty.says)]
    words += [each.label for each in data.case_manager.criterion]
    assert [each for each in words if not all(each.all())] == []


# ------------------------------------------------------------ notifications


@pytest.mark.parametrize(
    ("outcome", "laws"),
    [("D", {"Vanhuspalvelulaki", "Sosiaalihuoltolaki"}), ("E", {"Lastensuojelulaki"}), ("B", set())],
)
def test_the_law_is_the_one_that_the_outcome_can_mean(known: Known, outcome: str, laws: set[str]) -> None:
    text = made(known, full_call(outcome=outcome, deadline_ground="none"), "notification")
    found = {each for each in ("Vanhuspalvelulaki", "Sosiaalihuoltolaki", "Lastensuojelulaki") if each in text}
    assert found == laws
    assert ("on valitsematta" in text) == (not laws)


def test_the_chosen_law_stands_alone(known: Known) -> None:
    text = made(known, full_call(outcome="D"), "notification", duty="older_person")
    assert "Vanhuspalvelulaki" in text
    assert "Sosiaalihuoltolaki" not in text


@pytest.mark.parametrize(("consent", "told"), [("yes", False), ("", True), ("no", True), ("not_asked_person", True)])
def test_the_ground_for_going_without_consent_is_told_when_there_is_none(
    known: Known, consent: str, *, told: bool
) -> None:
    text = on_one_line(made(known, full_call(outcome="D", pass_on=consent), "notification"))
    assert ("Ilman suostumusta: salassapito ei estä" in text) == told


def test_nothing_unverified_is_told_as_certain(known: Known) -> None:
    text = on_one_line(made(known, full_call(outcome="E"), "notification"))
    assert "ei ole tässä tiedossa: katsokaa oman alueenne ohje" in text
    assert "lain tekstiä ei ole tarkistettu" in text
    assert "Kiireellisessä tilanteessa: " not in text  # the number of a sample county cannot be dialled


def test_a_place_to_send_it_to_is_told_where_the_county_has_one(known: Known) -> None:
    county = known.areas.county_of("Tampere")
    assert county
    receiver = Receiver(county.code, Words("Pirkanmaan palvelu"), date(2026, 11, 1), "pirha.fi")
    duties = tuple(changed(each, receiver=(receiver,)) for each in known.hand_off.duty)
    there = replace(known, hand_off=changed(known.hand_off, duty=duties))
    text = made(there, full_call(outcome="E", municipality="Tampere"), "notification")
    assert "Pirkanmaan palvelu (pirha.fi, 1.11.2026)" in text
    elsewhere = made(there, full_call(outcome="E"), "notification")
    assert "Pirkanmaan" not in elsewhere
