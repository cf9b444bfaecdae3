"""What else a query can hold than a need: numbers, places; and what the caller's facts settle."""

import pytest

from advisor_tui.catalogue.service import Catalogue
from advisor_tui.guidance.known import Known
from advisor_tui.search.callers import Filters
from advisor_tui.search.engine import Search
from tests.test_search import FEW, search, service

PHONES = (
    service("Yksi", id="one", phones=("0800 147 111",)),
    service("Kaksi", id="two", phones=("+358 40 123 4567", "09 471 977")),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0800147111", "one"),
        ("0800 147", "one"),
        ("147111", "one"),
        ("040 1234567", "two"),
        ("+358401234567", "two"),
        ("471 977", "two"),
    ],
)
def test_a_number_or_a_part_of_one_finds_whose_it_is(typed: str, found: str) -> None:
    hit = search(*PHONES).find(typed)[0]
    assert (hit.service.id, hit.field) == (found, "phone")


def test_a_municipality_in_the_query_moves_what_serves_it_to_the_top(known: Known) -> None:
    here, there = (
        service("Apu", id="here", areas=("Näytejärvi",)),
        service("Apu", id="there", areas=("Mallila",), rung="0"),
    )
    found = Search(Catalogue((there, here)), known.areas)
    assert found.find("apu")[0].service.id == "there"
    for typed in ("apu näytejärvi", "apu näytejärvellä", "naytejarven apu"):
        assert [(hit.service.id, hit.outside) for hit in found.find(typed)] == [("here", False), ("there", True)], typed


def test_an_everyday_word_that_resembles_a_municipality_names_none(known: Known) -> None:
    money = service("Rahaneuvonta", id="money", areas=("Kuopio",), words=("rahat loppu",))
    found = Search(Catalogue((money,)), known.areas)
    assert not found.find("rahat loppu")[0].outside


def test_the_callers_language_settles_a_draw() -> None:
    finnish, both = service("Apu", id="fi"), service("Apu", id="both", rung="8", languages=("fi", "sv"))
    assert search(finnish, both).find("apu", Filters(language="sv"))[0].service.id == "both"
    assert search(finnish, both).find("apu", Filters(language="fi"))[0].service.id == "fi"


def test_two_services_of_one_name_are_both_found() -> None:
    twins = search(service("Apu", id="one"), service("Apu", id="two"))
    assert {hit.service.id for hit in twins.find("apu")} == {"one", "two"}


@pytest.mark.parametrize("letter", list("abcdefghijklmnopqrstuvwxyzåäö0123456789"))
def test_one_letter_gives_a_list_or_nothing(letter: str) -> None:
    assert len(search().find(letter)) <= len(FEW)
