"""Which words of the vocabulary a word of a query meets, and how well."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.search import weights as w
from advisor_tui.search.vocabulary import Vocabulary
from advisor_tui.search.words import Word, words
from tests.typos import slips

KNOWN = (
    "kotihoito omaishoito hoito hoitaja ateriapalvelu palvelu turvapuhelin puhelin turva siivous siivooja häätö "
    "muistineuvonta muisti neuvonta sääri saari ruoka kuljetus taksi tukea ålderdom städning"
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Return a small vocabulary."""
    return Vocabulary.of(words(KNOWN))


def met(vocabulary: Vocabulary, typed: str, *, last: bool = True) -> dict[str, float]:
    """Return the words that a word meets, with how well."""
    (word,) = words(typed)
    return {vocabulary.spelt[number]: likeness for number, likeness in vocabulary.match(word, last=last).items()}


def test_the_word_itself_is_met_best(vocabulary: Vocabulary) -> None:
    found = met(vocabulary, "kotihoito")
    assert found["kotihoito"] == w.EXACT
    assert max(found, key=found.__getitem__) == "kotihoito"


def test_lost_dots_meet_a_little_less_well_and_both_are_met(vocabulary: Vocabulary) -> None:
    assert met(vocabulary, "saari") == {"saari": w.EXACT, "sääri": w.DOTS_LOST}
    assert met(vocabulary, "alderdom")["ålderdom"] == w.DOTS_LOST


def test_a_form_of_a_word_is_met(vocabulary: Vocabulary) -> None:
    assert met(vocabulary, "hoidon", last=False)["hoito"] > w.PART_INSIDE


def test_a_word_half_typed_is_met_the_better_the_more_of_it_is_there(vocabulary: Vocabulary) -> None:
    likenesses = [met(vocabulary, "turvapuhelin"[:length])["turvapuhelin"] for length in range(1, 13)]
    assert likenesses == sorted(likenesses)


def test_a_beginning_inside_a_query_is_met_only_from_four_letters_on(vocabulary: Vocabulary) -> None:
    assert "siivous" in met(vocabulary, "siiv", last=False)
    assert "siivous" not in met(vocabulary, "sii", last=False)


def test_the_last_part_of_a_compound_is_met_better_than_one_in_the_middle(vocabulary: Vocabulary) -> None:
    assert met(vocabulary, "palvelua", last=False)["ateriapalvelu"] == w.PART_LAST
    assert met(vocabulary, "puheli")["turvapuhelin"] == w.PART_LAST


@pytest.mark.parametrize("typed", ["turvapuhlein", "turvapuelin", "turrvapuhelin", "tuvapuhelib", "muistineuvota"])
def test_a_misspelt_word_is_met(vocabulary: Vocabulary, typed: str) -> None:
    found = met(vocabulary, typed, last=False)
    assert max(found, key=found.__getitem__) in ("turvapuhelin", "muistineuvonta")


def test_a_slip_in_a_word_half_typed_is_forgiven(vocabulary: Vocabulary) -> None:
    assert "turvapuhelin" in met(vocabulary, "tuvrapu")


@pytest.mark.parametrize(
    ("typed", "halves"),
    [("puhelinturva", ("puhelin", "turva")), ("ruokapalveluu", None), ("muistihoitaja", ("muisti", "hoitaja"))],
)
def test_a_compound_that_nobody_has_written_is_cut_into_words_that_are_known(
    vocabulary: Vocabulary, typed: str, halves: tuple[str, str] | None
) -> None:
    (word,) = words(typed)
    found = vocabulary.halves(word, last=False)
    assert halves is None or (found and tuple(each.spelt for each in found)) == halves


def test_the_known_end_of_an_unknown_compound_is_met(vocabulary: Vocabulary) -> None:
    found = {vocabulary.spelt[number] for number in vocabulary.ends(Word("häätöpaperit", "haatopaperit"))}
    assert found == {"häätö"}


def test_what_may_have_been_meant_is_the_nearest_word(vocabulary: Vocabulary) -> None:
    assert vocabulary.nearest("turbabuhelin") == "turvapuhelin"
    assert vocabulary.nearest("xyzxyzxyz") == ""


@given(seed=st.integers(0, 10_000), count=st.integers(1, 2))
@settings(deadline=None)
def test_any_slip_in_a_long_word_still_meets_it(vocabulary: Vocabulary, seed: int, count: int) -> None:
    (typed, *others) = words(slips("muistineuvonta", count, seed))
    if not others:
        assert "muistineuvonta" in {vocabulary.spelt[number] for number in vocabulary.match(typed, last=True)}


@given(text=st.text(min_size=1, max_size=30))
@settings(deadline=None)
def test_likeness_is_a_share(vocabulary: Vocabulary, text: str) -> None:
    for word in words(text):
        assert all(0 < likeness <= 1 for likeness in vocabulary.match(word, last=True).values())


def test_an_empty_vocabulary_meets_nothing() -> None:
    assert Vocabulary.of([]).match(Word("apu", "apu"), last=True) == {}
