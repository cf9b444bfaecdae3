"""Facts: age, municipality, who calls about whom, living, language, a number to call back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui import reference
from advisor_tui.listening.forms import forms
from advisor_tui.settings import Settings
from advisor_tui.text import fold
from tests.listening import facts, understood


@pytest.mark.parametrize(
    ("notes", "age"),
    [
        ("äiti 82 v", "82"),
        ("82v rouva soittaa itse", "82"),
        ("82-vuotias äiti", "82"),
        ("tytär soittaa 82-v. äidistä", "82"),
        ("isä on 74 ja kaatuillut kolme kertaa", "74"),
        ("Mummi on 88 ja tahtois hoivakotiin", "88"),
        ("kahdeksankymppinen mummo", "80"),
        ("mummo, seitsemänkymmentäyhdeksän, asuu yksin", "79"),
        ("äiti on kaheksankymmentä kaks", "82"),
        ("isä synt. 1943", "83"),
        ("isä s. -43", "83"),
        ("vaari vm. 38", "88"),
        ("poika soittaa isästä (-38)", "88"),
        ("min mamma är 82 år", "82"),
        ("mamma född 1943 i Borgå", "83"),
        ("my mother is 82 years old", "82"),
        ("her dad is 84, on his own", "84"),
        ("äiti täyttää 80 keväällä", "79"),
        ("tyttö 7 v, ei mene kouluun", "7"),
    ],
)
def test_an_age_is_understood_however_it_is_said(notes: str, age: str) -> None:
    assert facts(notes)["age"] == age


@pytest.mark.parametrize(
    "notes",
    [
        "leski jo 5 v",
        "kaatui 3 krt viime viikolla",
        "vuokra 82 e liian kallis",
        "hoitanut äitiä 12 vuotta sitten",
        "soitto klo 82",
        "bussi 3 km päässä",
        "puh 040 123 4582",
    ],
)
def test_other_numbers_are_no_age(notes: str) -> None:
    assert "age" not in facts(notes)


@pytest.mark.parametrize(
    ("notes", "age"),
    [
        ("tytär 58 v soittaa, äiti 83 v asuu yksin", "83"),
        ("omaishoitaja (vaimo 72), mies 80 alzheimer", "80"),
        ("olen 45 ja äiti on 82", "82"),
        ("asiakas itse 67 v, lapsenlapsi 3 v kylässä", "67"),
    ],
)
def test_the_age_is_hers_whom_the_call_is_about(notes: str, age: str) -> None:
    assert facts(notes)["age"] == age


@pytest.mark.parametrize(
    ("notes", "place"),
    [
        ("äiti asuu yksin Kangasalla", "Kangasala"),
        ("soittaa Seinäjoelta", "Seinäjoki"),
        ("asuu Uudessakaupungissa", "Uusikaupunki"),
        ("isä Virroilla", "Virrat"),
        ("mor bor i Borgå", "Porvoo"),
        ("aiti asuu seinajoella", "Seinäjoki"),
        ("mummo lappeenranassa", "Lappeenranta"),
        ("dam i Ekenäs", "Raasepori"),
        ("tytär soittaa Helsingistä, äiti asuu Kangasalla", "Kangasala"),
        ("anoppi 79 Kemi, miniä muuttaa Espooseen", "Kemi"),
    ],
)
def test_a_municipality_is_understood_in_any_form(notes: str, place: str) -> None:
    assert facts(notes)["municipality"] == place


@pytest.mark.parametrize("notes", ["äiti lähti kauppaan", "rouva Salo soittaa", "lahjoitti vaatteet", "tre gånger"])
def test_a_word_of_every_day_is_no_municipality(notes: str) -> None:
    assert "municipality" not in facts(notes)


def test_a_name_that_is_a_word_too_is_asked_about() -> None:
    (fact,) = [each for each in understood("äiti 82, salo").facts if each.field == "municipality"]
    assert (fact.value, fact.sure) == ("Salo", False)


def test_every_municipality_is_met_by_its_own_name_and_by_where_one_lives_in_it() -> None:
    known = reference.load(Settings()).known
    for place in known.areas.municipalities():
        if len(place.fi.split()) == 1:
            assert facts(f"äiti asuu yksin, kunta {place.fi}").get("municipality") == place.name, place.fi


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Seinäjoki", "seinäjoelta"),
        ("Turku", "turussa"),
        ("Tampere", "tampereella"),
        ("Varkaus", "varkaudesta"),
        ("Parainen", "paraisilla"),
        ("Isokyrö", "isossakyrössä"),
        ("Pihtipudas", "pihtiputaalla"),
        ("Hanko", "hankoon"),
        ("Rautalampi", "rautalammella"),
    ],
)
def test_a_name_is_declined_as_finnish_does(name: str, form: str) -> None:
    assert fold(form) in forms(name)


@pytest.mark.parametrize(
    ("notes", "role", "about"),
    [
        ("äiti 82 kangasalla yksin", "relative", "other"),
        ("tytär soittaa äidistään", "relative", "other"),
        ("naapuri soittaa: vanhus kulkee rapussa", "close", "other"),
        ("talossa on vanhus jota poika lyö", "close", "other"),
        ("kotihoidon sairaanhoitaja: asiakas 88 v", "professional", "other"),
        ("asiakas itse, 79 v", "self", "self"),
        ("nainen 45 v itse, Raisiosta", "self", "self"),
        ("Mulla on MS ja haluaisin avustajan", "self", "self"),
        ("Hoidan miestä kotona, hällä on Parkinson", "relative", "other"),
        ("grannen ringer om tanten", "close", "other"),
    ],
)
def test_who_calls_about_whom_is_understood(notes: str, role: str, about: str) -> None:
    found = facts(notes)
    assert (found.get("caller_role"), found.get("about")) == (role, about)


@pytest.mark.parametrize(
    ("notes", "value"),
    [
        ("äiti asuu yksin", "alone"),
        ("äiti 82 kangasalla yksin, unohtaa lääkkeet", "alone"),
        ("bor ensam i stugan", "alone"),
        ("mies ja vaimo, asutaan kahdestaan", "with_spouse"),
        ("isä asuu palvelutalossa", "in_care"),
        ("äiti asuu pojan luona", "with_others"),
    ],
)
def test_how_somebody_lives_is_understood(notes: str, value: str) -> None:
    assert facts(notes)["lives_alone"] == value


def test_to_feel_alone_is_not_to_live_alone() -> None:
    assert "lives_alone" not in facts("Olen kovin yksin kun mies kuoli keväällä.")


def test_to_be_afraid_alone_at_night_is_not_to_live_alone() -> None:
    assert "lives_alone" not in facts("ei uskalla enää olla yöllä yksin")


@pytest.mark.parametrize(
    ("notes", "language"),
    [
        ("ruotsinkielinen rouva", "sv"),
        ("Jag har ramlat i badrummet och kom inte upp", "sv"),
        ("puhuu arabiaa", "other"),
    ],
)
def test_another_language_than_finnish_is_understood(notes: str, language: str) -> None:
    assert facts(notes)["language"] == language


def test_notes_in_finnish_offer_no_language() -> None:
    assert "language" not in facts("äiti 82 kangasalla yksin, unohtaa lääkkeet")


def test_a_number_to_call_back_is_offered_and_an_identity_code_is_not() -> None:
    assert facts("takaisinsoitto 040 123 4567 iltapäivällä")["caller_phone"] == "040 123 4567"
    assert "caller_phone" not in facts("hetu 010143-123A")


def test_two_ages_of_one_person_are_both_offered() -> None:
    ages = [each.value for each in understood("äiti 82 v. äiti on 84 v.").facts if each.field == "age"]
    assert ages == ["82", "84"]


@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_listen_to(notes: str) -> None:
    found = understood(notes)
    for fact in found.facts:
        assert all(0 <= start < end for start, end in fact.places)


@given(st.integers(min_value=18, max_value=110))
def test_any_age_of_a_grown_person_is_understood(age: int) -> None:
    assert facts(f"äiti {age} v asuu yksin")["age"] == str(age)
