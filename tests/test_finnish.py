"""The keys of words: forms of one word meet, words that only look alike do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.search.finnish import finnish_keys, keys, stem

FORMS = [
    ("ruoka", "ruuan ruoan ruokaa ruokien ruuat"),
    ("hoito", "hoidon hoitoa hoitoon hoidossa"),
    ("apu", "avun apua avut"),
    ("koti", "kodin kotiin kotia kodissa kotii"),
    ("äiti", "äidin äitiä äidille äitini"),
    ("muisti", "muistin muistia muistaa"),
    ("siivooja", "siivoojan siivoojaa siivoojia"),
    ("siivous", "siivouksen siivousta siivoukseen"),
    ("eläke", "eläkkeen eläkettä eläkkeelle"),
    ("lääke", "lääkkeet lääkettä lääkkeitä"),
    ("asunto", "asunnon asuntoa asuntoon"),
    ("puhelin", "puhelimen puhelinta"),
    ("vanhus", "vanhuksen vanhusta vanhuksille"),
    ("hammas", "hampaan hampaat hammasta"),
    ("potilas", "potilaan potilaalle"),
    ("raha", "rahat rahaa rahojen"),
    ("velka", "velat velkaa velan"),
    ("vuokra", "vuokran vuokrat vuokraa"),
    ("omainen", "omaisen omaista omaiset"),
    ("sairaus", "sairauden sairautta"),
    ("kuljetus", "kuljetuksen kuljetusta"),
    ("neuvonta", "neuvonnan neuvontaa"),
    ("tuki", "tuen tukea tuet"),
    ("kauppa", "kaupan kauppaan"),
    ("päivystys", "päivystyksen päivystykseen päivystystä"),
    ("päihde", "päihteet päihteiden"),
    ("hätä", "hädässä hätään"),
    ("häätö", "häädön häätöä"),
    ("työ", "työn työt"),
    ("kerrostalo", "kerrostalos kerrostalossa"),
    ("ukko", "ukkoo ukkoa"),
]
UNLIKE = [
    ("koti", "kotka"),
    ("hoito", "hoikka"),
    ("tuki", "tule"),
    ("kauppa", "kaupunki"),
    ("työ", "tyttö"),
    ("mies", "mieli"),
    ("pappi", "paperi"),
    ("vuokra", "vuode"),
    ("kieli", "kilo"),
    ("leski", "lasku"),
]


@pytest.mark.parametrize(("word", "form"), [(word, form) for word, forms in FORMS for form in forms.split()])
def test_the_forms_of_a_word_meet(word: str, form: str) -> None:
    assert finnish_keys(word) & finnish_keys(form), (finnish_keys(word), finnish_keys(form))


@pytest.mark.parametrize(("word", "other"), UNLIKE)
def test_words_that_only_look_alike_do_not_meet(word: str, other: str) -> None:
    assert not finnish_keys(word) & finnish_keys(other)


@pytest.mark.parametrize(("word", "form"), [("hemvård", "hemvården"), ("städning", "städningen"), ("nurse", "nurses")])
def test_swedish_and_english_forms_meet_too(word: str, form: str) -> None:
    assert keys(word) & keys(form)


def test_the_keys_of_two_languages_never_meet() -> None:
    assert not {key[0] for key in keys("hoito")} - set("fse")
    finnish = {key for key in keys("hoito") if key[0] == "f"}
    assert not finnish & {f"{mark}{key[1:]}" for mark in "se" for key in finnish}


def test_a_stem_is_what_compounds_begin_with() -> None:
    assert "siivous".startswith(stem("siivoojan")[:5])


@given(st.text(max_size=40))
def test_any_text_has_keys_or_none_and_the_same_ones_twice(text: str) -> None:
    word = text.casefold()
    assert keys(word) == keys(word)
    assert all(len(key) > 1 for key in keys(word))
