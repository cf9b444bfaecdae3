"""Finding a finished call: by any word it has now, by no word it had, and by nothing that reads like a query."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import event, text

from advisor_tui.guidance.entries import NextStep, UnmetNeed
from advisor_tui.records import log, sought
from advisor_tui.records.log import Wanted
from advisor_tui.records.store import Store
from tests.clocks import MONDAY
from tests.hostile import HOSTILE
from tests.kept import finished_call, open_store

LETTERS = "abdehiklmnoprstuvyäöåé0123456789"
WRITTEN = st.text(LETTERS, min_size=3, max_size=12)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "a.db")
    yield opened
    opened.close()


def found(store: Store, words: str = "", **wanted: str) -> int:
    """Return how many calls are found."""
    return len(log.page(store.engine, replace(Wanted(words=words), **wanted)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WRITTEN, min_size=1, max_size=8, unique=True))
def test_every_kept_word_and_its_beginning_finds_the_call(store: Store, words: list[str]) -> None:
    call = finished_call(MONDAY, notes=" ".join(words[::2]), answers={"goal": " ".join(words[1::2])})
    store.save(call)
    for word in words:
        for asked in (word, word.upper(), word[:3] if word[:3].isalpha() else word):
            assert call.id in {each.id for each in log.page(store.engine, Wanted(words=asked), limit=1000)}


def test_a_word_that_was_taken_out_finds_the_call_no_more(store: Store) -> None:
    call = finished_call(MONDAY, notes="siivous ja ateria")
    store.save(call)
    call.notes = "ateria"
    store.save(call)
    assert (found(store, "siivous"), found(store, "ateria")) == (0, 1)


ASKED = """kotihoidon|kotihoito|KOTIHOITOA|kotih|äiti kaat|aiti|mehiläinen|mk|82|mallila|040 123 4567|+358401234567
0401234567|04012|soittaa|lisää apua|muisti-|(kaatui)"""


@pytest.mark.parametrize("asked", ASKED.replace("\n", "|").split("|"))
def test_a_call_is_found_as_it_is_asked_for(store: Store, asked: str) -> None:
    call = finished_call(
        MONDAY,
        advisor="MK",
        notes="Äiti kaatui, kotihoitoa tarvitaan. Muisti-asia.",
        answers={"age": "82", "municipality": "Mallila", "anonymous": "no"},
        identity={"caller_name": "Maija Mehiläinen", "caller_phone": "+358 40 123 4567"},
        unmet_needs=(UnmetNeed("lisää apua", "r", "t", MONDAY),),
        next_steps=(NextStep("soittaa takaisin", "advice_line", None),),
    )
    store.save(call)
    assert found(store, asked) == 1


def test_codes_are_no_words(store: Store) -> None:
    store.save(finished_call(MONDAY, answers={"anonymous": "yes", "outcome": "B"}, notes="jotain"))
    assert found(store, "yes") == 0


LIKE_QUERIES = ('"', '" OR "a', "NEAR(a b)", "words:a", "marks : x", "a AND NOT b", "-", "*")


@pytest.mark.parametrize("asked", [*HOSTILE, *LIKE_QUERIES])
def test_nothing_typed_is_read_as_a_query(store: Store, asked: str) -> None:
    store.save(finished_call(MONDAY, notes="tavallinen"))
    found(store, asked)
    found(store, advisor=asked)
    found(store, service=asked)
    assert found(store, f"{asked} tavallinen") <= 1


def test_signs_alone_ask_for_nothing(store: Store) -> None:
    store.save(finished_call(MONDAY))
    assert found(store, "!? -- ()") == 1


def test_outcome_advisor_kind_and_service_are_asked_exactly(store: Store) -> None:
    call = finished_call(MONDAY, advisor="MK", answers={"outcome": "B"})
    call.attach("vanha-1", "t", "Kyytipalvelu Kultainen", "told")
    store.save(call)
    store.save(finished_call(MONDAY, advisor="MKL", non_client="silent"))
    assert found(store, outcome="B") == found(store, advisor="mk") == found(store, kind="client") == 1
    assert found(store, kind="silent") == 1
    assert found(store, outcome="A") == 0


@pytest.mark.parametrize("service", ["vanha-1", "kultainen", "Kyytipalvelu Kultainen", "kyyti"])
def test_a_service_that_has_left_the_catalogue_is_found_by_its_kept_name_and_id(store: Store, service: str) -> None:
    call = finished_call(MONDAY)
    call.attach("vanha-1", "t", "Kyytipalvelu Kultainen", "told")
    store.save(call)
    assert found(store, service=service) == 1


def test_one_query_of_the_index_answers_a_search(store: Store) -> None:
    for number in range(3):
        store.save(finished_call(MONDAY + timedelta(minutes=number), notes="kotihoito"))
    seen: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    assert found(store, "kotihoidon", outcome="") == 3
    assert len([each for each in seen if "SELECT" in each]) == 1


def test_without_words_the_log_is_read_by_its_places_and_nothing_is_counted(store: Store) -> None:
    seen: list[tuple[str, object]] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: seen.append((args[2], args[3])))
    log.page(store.engine, Wanted(), before=5)
    ((query, values),) = [each for each in seen if "SELECT" in each[0]]
    with store.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all()  # type: ignore[arg-type]
    told = " | ".join(str(row[-1]) for row in plan)
    assert "ix_call_place" in told
    assert "TEMP B-TREE" not in told
    assert list(values)[-1] == 0  # type: ignore[call-overload]


# ------------------------------------------------------------ calls from before the index


def test_calls_from_before_the_index_are_brought_in_while_the_log_works(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "CHUNK", 2)
    calls = [finished_call(MONDAY + timedelta(minutes=number), notes=f"vanha{number}") for number in range(5)]
    for call in calls:
        store.save(call)
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM call_words"))
        connection.execute(text("INSERT INTO unsought SELECT id FROM call"))
    assert (found(store), found(store, "vanha4")) == (5, 0)
    told: list[int] = []

    def once(left: int) -> bool:
        told.append(left)
        return len(told) < 2

    log.catch_up(store.engine, once)
    assert [found(store, f"vanha{number}") for number in range(5)] == [0, 0, 0, 1, 1]
    log.catch_up(store.engine, lambda _left: True)
    assert [found(store, f"vanha{number}") for number in range(5)] == [1] * 5
    assert told[:2] == [5, 3]


def test_a_call_saved_meanwhile_keeps_its_newer_words(store: Store) -> None:
    call = finished_call(MONDAY, notes="vanha")
    store.save(call)
    call.notes = "uusi"
    store.save(call)
    log.catch_up(store.engine, lambda _left: True)
    assert (found(store, "vanha"), found(store, "uusi")) == (0, 1)


NUMBERS = {
    "+358 40 123 4567": "0401234567",
    "00358401234567": "0401234567",
    "040-1234567": "0401234567",
    "+358 (0)40 123": "040123",
    "+46 70 123": "4670123",
    "ei ole": "",
}


@pytest.mark.parametrize(("written", "digits"), NUMBERS.items())
def test_a_phone_number_is_compared_by_its_digits(written: str, digits: str) -> None:
    assert sought.digits(written) == digits
