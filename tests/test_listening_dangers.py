"""Signs of danger and duties: raised by what is said, silent where it only sounds so."""

import pytest

from tests.listening import duties, flags, understood


@pytest.mark.parametrize(
    ("notes", "flag"),
    [
        ("hella jäi viime viikolla päälle", "fire_risk"),
        ("ei tässä oo enää mitään järkeä, lääkkeitä ois kaapissa", "suicidal"),
        ("sanoo ettei jaksa enää elää", "suicidal"),
        ("det är ingen mening med nånting längre", "suicidal"),
        ("she doesn't want to live anymore", "suicidal"),
        ("poika lyö äitiä", "violence"),
        ("mies on hakannut, uhkaa tappaa", "violence"),
        ("kulkee yöpaidassa rapussa pakkasella", "wandering"),
        ("suupieli roikkuu ja puhe puuroutuu", "stroke"),
        ("makasi lattialla aamuun asti", "long_on_floor"),
        ("kom inte upp på fyra timmar", "long_on_floor"),
        ("ei ole syönyt moneen päivään", "not_eating"),
        ("patterit kylmänä ja sähköt katkaistu", "no_heat_or_water"),
        ("häätö perjantaina", "eviction"),
        ("pojan epäillään vievän rahat", "abuse"),
        ("lapset ovat yksin kotona yöllä", "child_in_danger"),
        ("pelkään että teen lapselle jotain", "fears_hurting"),
    ],
)
def test_a_danger_is_raised_by_what_is_said(notes: str, flag: str) -> None:
    assert flag in flags(notes)


@pytest.mark.parametrize(
    "notes",
    [
        "mies kuoli keväällä, päivät ovat pitkiä",
        "hakkaa halkoja ja tappaa aikaa verstaassa",
        "nauroi kuollakseen",
        "lapsi lyö vetoa mummon kanssa",
        "pelkää hissiä ja pimeää",
        "telkkarissa murhattiin, kuulolaite rikki",
        "taloyhtiössä paloharjoitus, savua rapussa",
        "kaatui viime talvena, toipui hyvin",
        "ei ole itsetuhoisia ajatuksia",
        "ei väkivaltaa, ei pelkää ketään",
        "itsetuhoisuutta ei ole",
        "kissa karkasi yöllä, siis kissa",
        "tarvitsisin siivoojan kerran kuussa",
    ],
)
def test_what_only_sounds_dangerous_raises_nothing(notes: str) -> None:
    found = understood(notes)
    assert ([each.id for each in found.flags], [each.id for each in found.duties]) == ([], [])


def test_the_words_that_raised_a_danger_are_shown_with_it() -> None:
    notes = "äiti 82, hella jäi taas päälle"
    (raised,) = understood(notes).flags
    assert raised.words.startswith("hella")
    assert all(notes[start:end] in raised.words for start, end in raised.spans)


def test_who_cannot_look_after_herself_brings_the_duty_to_notify() -> None:
    assert "older_person" in duties("vanhus ei suostu mihinkään apuun, asunto täynnä roskaa")
    assert "older_person" in duties("Isä on 74 ja kaatuillut kolme kertaa, mutta ei suostu mihinkään apuun.")


def test_violence_where_a_child_is_brings_the_child_welfare_notification() -> None:
    notes = "mies lyö vaimoa, lapset katsovat"
    assert "child" in duties(notes)
    assert "child" not in duties("mies lyö vaimoa")


def test_a_negation_speaks_of_its_own_clause_only() -> None:
    assert "violence" in flags("ei tiedä mitä tehdä kun mies lyö")


def test_danger_is_told_in_two_sentences_too() -> None:
    assert "withdrawal" in flags("Lopetti juomisen toissapäivänä. Nyt tärisee ja näkee ötököitä.")
