"""Whole calls read fast, many at a time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.guidance.call import Call
from advisor_tui.records import facts
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from tests.kept import calls, finished_call

NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(open_database(tmp_path_factory.mktemp("log") / "calls.sqlite3"))
    yield opened
    opened.close()


def read(store: Store, ids: list[str]) -> list[Call]:
    """Read calls by their ids."""
    with store.engine.connect() as connection:
        return facts.read(connection, ids)


@settings(max_examples=25, deadline=None)
@given(made=st.lists(calls(), min_size=1, max_size=3, unique_by=lambda call: call.id))
def test_what_is_read_is_what_was_saved_in_the_order_asked_for(store: Store, made: list[Call]) -> None:
    for call in made:
        store.save(call)
    assert read(store, [call.id for call in reversed(made)]) == made[::-1]


def test_a_call_that_is_not_there_is_left_out(store: Store) -> None:
    call = finished_call(NOON)
    store.save(call)
    assert read(store, ["none", call.id, "' OR 1"]) == [call]
    assert read(store, []) == []


def test_a_long_timeline_keeps_its_order_and_its_moments(store: Store) -> None:
    call = finished_call(NOON)
    for _number in range(120):
        call.log("answered", 'se"ms|,\\', "Ä…\n")
    store.save(call)
    (kept,) = read(store, [call.id])
    assert [event.number for event in kept.timeline] == list(range(1, 121))
    assert kept.timeline == call.timeline
    assert kept.started_at.utcoffset() == timedelta(0)
