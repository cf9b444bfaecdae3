"""How well the search answers what is really typed, on the catalogue that ships: the promises, by class of query.

The queries were written before anything was tuned (tests/benchmarks); the half that is measured here was not tuned on.
"""

from itertools import pairwise

import pytest

from advisor_tui import reference
from advisor_tui.catalogue.service import Service
from advisor_tui.guidance.known import Known
from advisor_tui.search.engine import Search
from tests.benchmarks import graded
from tests.typos import slips

PROMISED_OVERALL, PROMISED_CLASS, PROMISED_PHRASES = 0.95, 0.85, 0.75
REPORTED = [query for query in graded.read() if query.is_reported]
CLASSES = graded.by_class([query for query in REPORTED if query.group != "phrase"])


@pytest.fixture(scope="module")
def search(known: Known) -> Search:
    """Return the search of the desk over what ships."""
    return reference.make_search(known.catalogue, known.areas)


@pytest.fixture(scope="module")
def find(search: Search) -> graded.Find:
    """Return what finds the first ten services."""

    def found(text: str) -> list[Service]:
        return [hit.service for hit in search.find(text, limit=graded.FIRST)]

    return found


def test_there_are_enough_queries_of_every_class_and_both_halves_have_their_share() -> None:
    every = graded.read()
    assert len([query for query in every if query.group != "phrase"]) >= 200
    assert len([query for query in every if query.group == "phrase" and len(query.text.split()) >= 3]) >= 60
    for group, queries in graded.by_class(every).items():
        share = sum(query.is_reported for query in queries) / len(queries)
        assert 0.3 < share < 0.7, group


def test_every_graded_answer_is_a_kind_or_a_service(known: Known) -> None:
    there = {each.id for each in known.catalogue.services} | {each.type for each in known.catalogue.services}
    assert {name for query in graded.read() for name in query.best | query.also} <= there


@pytest.mark.parametrize("group", list(CLASSES))
def test_the_best_answer_stands_near_the_top_in_every_class(find: graded.Find, group: str) -> None:
    assert graded.mean_reciprocal_rank(CLASSES[group], find) >= PROMISED_CLASS


def test_the_best_answer_stands_near_the_top_over_all(find: graded.Find) -> None:
    queries = [query for each in CLASSES.values() for query in each]
    assert graded.mean_reciprocal_rank(queries, find) >= PROMISED_OVERALL


def test_phrases_as_callers_say_them_are_understood(find: graded.Find) -> None:
    phrases = [query for query in REPORTED if query.group == "phrase"]
    assert graded.mean_reciprocal_rank(phrases, find) >= PROMISED_PHRASES


@pytest.mark.parametrize("seed", range(4))
def test_every_shipped_name_is_among_the_first_five_under_one_or_two_slips(
    search: Search, known: Known, seed: int
) -> None:
    missed = []
    for each in known.catalogue.services:
        for count in (1, 2):
            typed = slips(each.name, count, seed)
            if each.id not in [hit.service.id for hit in search.find(typed, limit=5)]:
                missed.append((each.name, typed))
    assert missed == []


def test_a_name_that_has_come_to_the_top_while_it_is_typed_seldom_leaves_it_again(search: Search, known: Known) -> None:
    """Once enough is typed to tell it from the others, each further letter says the same."""
    left = 0
    for each in known.catalogue.services:
        tops = [
            search.find(each.name[:length], limit=1)[0].service.id == each.id for length in range(4, len(each.name) + 1)
        ]
        left += sum(before and not after for before, after in pairwise(tops))
    assert left / len(known.catalogue) <= 0.5
