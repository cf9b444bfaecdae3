"""The words of callers as data: what ships, what a county adds, and what is wrong with a file of words."""

from pathlib import Path

import pytest

from advisor_tui import reference
from advisor_tui.guidance.known import Known
from advisor_tui.search import synonyms
from advisor_tui.search.synonyms import Around
from advisor_tui.settings import SearchSettings, Settings

HEAD = 'as_of = 2026-11-24\nsource = "Koe"\n'
AROUND = Around(frozenset({"ateria", "siivous"}), frozenset({"rollaattori", "ateria"}))


def faults(folder: Path, text: str) -> list[str]:
    """Return what is wrong with a file of words, without its path."""
    path = folder / "sanat.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return [str(fault).removeprefix(str(path)) for fault in synonyms.check(path, AROUND)]


def test_what_ships_has_no_faults() -> None:
    around = reference.synonyms_around(Settings())
    assert [str(each) for path in reference.synonym_files(Settings()) for each in synonyms.check(path, around)] == []


def test_what_ships_has_words_for_every_kind_in_three_languages() -> None:
    words = synonyms.read(reference.data_file("synonyms.toml"))
    assert {each.id for each in words.kind} == set(reference.all_kinds().by_id())
    for each in words.kind:
        assert len(each.fi) >= 30, each.id
        assert len(each.sv) >= 10, each.id
        assert len(each.en) >= 10, each.id
    assert len(words.term) + sum(len(each.phrases) for each in words.kind) >= 600


def test_no_phrase_that_ships_is_only_weak_words() -> None:
    words = synonyms.read(reference.data_file("synonyms.toml"))
    weak = words.weak_words()
    empty = [phrase for _kind, phrase in words.phrases() if set(phrase.casefold().split()) <= weak]
    assert empty == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[kind]]\nid = "ruoka"\n', ":4: ruoka kind.id: tuntematon palvelutyyppi: ”ruoka”"),
        ('[[kind]]\nid = "ateria"\nfi = ["lounas", "Lounas"]\n', ":5: ateria kind.fi: on mukana kahdesti: ”Lounas”"),
        ('[[kind]]\nid = "ateria"\nfi = [""]\n', ":5: ateria kind.fi: on tyhjä"),
        ('[[kind]]\nid = "ateria"\nno = []\n', ":5: ateria kind.no: tuntematon kenttä"),
        (
            '[[term]]\nsays = ["rolla auto"]\nmeans = "rollaattori"\n',
            ":4: term.says: täytyy olla yksi sana: ”rolla auto”",
        ),
        (
            '[[term]]\nsays = ["rolla"]\nmeans = "sputnik"\n',
            ":5: term.means: tätä sanaa ei ole palveluluettelossa eikä palvelutyypeissä: ”sputnik”",
        ),
        (
            '[[term]]\nsays = ["a"]\nmeans = "b"\n[[term]]\nsays = ["b"]\nmeans = "a"\n',
            ":7: term.says: tarkoittaa lopulta itseään: ”b”",
        ),
        (
            '[[term]]\nsays = ["rolla"]\nmeans = "rollaattori"\n[[term]]\nsays = ["rolla"]\nmeans = "ateria"\n',
            ":7: term.says: on mukana kahdesti: ”rolla”",
        ),
        ("[[term\n", ":3: ei ole TOML-muotoa"),
    ],
)
def test_each_fault_is_named_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    found = faults(tmp_path, text)
    assert len(found) == 1
    assert found[0].startswith(fault), found


def test_a_word_leads_to_what_it_stands_for_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "sanat.toml"
    path.write_text(
        HEAD + '[[term]]\nsays = ["rolla"]\nmeans = "Rollikka"\n[[term]]\nsays = ["rollikka"]\nmeans = "rollaattori"\n',
        encoding="utf-8",
    )
    assert synonyms.read(path).terms() == {"rolla": "rollaattori", "rollikka": "rollaattori"}


def test_words_that_mean_each_other_end_somewhere(tmp_path: Path) -> None:
    path = tmp_path / "sanat.toml"
    path.write_text(
        HEAD + '[[term]]\nsays = ["a"]\nmeans = "b"\n[[term]]\nsays = ["b"]\nmeans = "a"\n', encoding="utf-8"
    )
    assert set(synonyms.read(path).terms()) == {"a", "b"}


def test_a_countys_own_words_come_beside_those_that_ship(tmp_path: Path, known: Known) -> None:
    own = tmp_path / "sanat.toml"
    own.write_text(
        HEAD
        + '[[kind]]\nid = "turvapuhelin"\nfi = ["hoplapurkki"]\n[[term]]\nsays = ["ropsu"]\nmeans = "rollaattori"\n',
        encoding="utf-8",
    )
    settings = Settings(search=SearchSettings(synonyms=str(own)))
    engine = reference.make_search(known.catalogue, known.areas, settings)
    assert engine.find("hoplapurkki")[0].service.type == "turvapuhelin"
    assert engine.find("ropsu")[0].service.type == "apuvaline"
    assert engine.find("sossu")[0].service.type == "aikuissos"


def test_a_file_of_the_county_that_is_broken_is_told_and_done_without(tmp_path: Path) -> None:
    own = tmp_path / "sanat.toml"
    own.write_text("[[kind", encoding="utf-8")
    found = reference.load(Settings(search=SearchSettings(synonyms=str(own))))
    assert len(found.notices) == 1
    assert "sanat.toml" in found.notices[0]
    assert "advisor synonyms check" in found.notices[0]
    assert found.search.find("sossu")[0].service.type == "aikuissos"


def test_an_everyday_word_is_met_inflected_half_typed_and_misspelt(known: Known) -> None:
    engine = reference.make_search(known.catalogue, known.areas)
    for typed in ("rollikka", "rollikan", "rollik", "rolllikka"):
        assert engine.find(typed)[0].service.type == "apuvaline", typed
