"""The log: pages that join without a gap, corrections and exports that are told, the same person found again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session

from advisor_tui import clock as clocks
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.known import Known
from advisor_tui.records import access, log
from advisor_tui.records.log import Wanted
from advisor_tui.records.store import Store
from advisor_tui.records.summaries import Summary
from advisor_tui.screens import log_words
from advisor_tui.screens.call_lines import exported_words
from tests.clocks import MONDAY, StandingClock
from tests.kept import finished_call, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "a.db")
    opened.who = "MK"
    yield opened
    opened.close()


def pages(store: Store, wanted: Wanted, limit: int) -> list[list[Summary]]:
    """Return every page of the log, until one is not full."""
    found = [log.page(store.engine, wanted, limit=limit)]
    while len(found[-1]) == limit:
        found.append(log.page(store.engine, wanted, found[-1][-1].place, limit))
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.integers(0, 2) | st.integers(0, 10**7), max_size=12),
    limit=st.integers(1, 5),
    words=st.sampled_from(["", "yhteinen"]),
)
def test_pages_join_to_all_calls_newest_first(store: Store, steps: list[int], limit: int, words: str) -> None:
    with store.engine.begin() as connection:
        for table in ("call", "call_words"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of ours
    moment, made = MONDAY, []
    for number, milliseconds in enumerate(steps):  # often the same millisecond
        moment += timedelta(milliseconds=milliseconds)
        call = finished_call(moment, notes="yhteinen" if number % 3 else "muu")
        store.save(call)
        if number % 3 or not words:
            made.append(call.id)
    joined = [each.id for part in pages(store, Wanted(words=words), limit) for each in part]
    assert joined == made[::-1]


def test_a_call_that_is_not_finished_is_not_in_the_log(store: Store) -> None:
    store.save(Call(id="open", started_at=MONDAY))
    assert log.page(store.engine, Wanted()) == []


def test_a_line_holds_what_the_list_shows(store: Store) -> None:
    call = finished_call(MONDAY, advisor="MK", notes="x" * 200, talk_seconds=61, answers={"outcome": "B", "age": "82"})
    call.attach("a", "t", "A", "told")
    store.save(call)
    (entry,) = log.page(store.engine, Wanted())
    assert (entry.advisor, entry.outcome, entry.age, entry.services, entry.talk_seconds) == ("MK", "B", 82, 1, 61)
    assert entry.first_words == "x" * 80


@pytest.mark.parametrize(
    ("at", "day", "shown"),
    [
        (datetime(2026, 11, 22, 21, 59, tzinfo=UTC), date(2026, 11, 22), "su 22.11.  23.59"),
        (datetime(2026, 11, 22, 22, 0, tzinfo=UTC), date(2026, 11, 23), "ma 23.11.   0.00"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29), "su 29.3.    2.59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29), "su 29.3.    4.00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25), "su 25.10.   3.30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25), "su 25.10.   3.30"),
        (datetime(2025, 12, 31, 22, 5, tzinfo=UTC), date(2026, 1, 1), "to 1.1.     0.05"),
        (datetime(2025, 12, 31, 21, 55, tzinfo=UTC), date(2025, 12, 31), "31.12.2025 23.55"),
    ],
)
def test_a_call_belongs_to_its_day_on_the_wall(store: Store, known: Known, at: datetime, day: date, shown: str) -> None:
    store.save(finished_call(at))
    (entry,) = log.page(store.engine, Wanted(first=day, last=day))
    assert log_words.row(entry, known.script).time == shown
    for other in (day - timedelta(days=1), day + timedelta(days=1)):
        assert log.page(store.engine, Wanted(first=other, last=other)) == []


def test_a_call_over_midnight_and_the_change_of_clocks_tells_both_ends(store: Store, known: Known) -> None:
    start = datetime(2026, 10, 24, 20, 50, tzinfo=UTC)
    call = finished_call(start, ended_at=datetime(2026, 10, 25, 1, 10, tzinfo=UTC), talk_seconds=4 * 3600 + 1200)
    store.save(call)
    card = log.read_card(store, call.id)
    assert card
    head = next(iter(log_words.card_parts(card, known))).content.plain
    assert head == "la 24.10.2026 23.50–su 25.10. 3.10 · 4:20:00"


# ------------------------------------------------------------ what became of a record


def correct(store: Store, call_id: str, notes: str = "", outcome: str = "") -> None:
    """Open a call and correct it, as a desk does."""
    store.note_opened(call_id)
    call = store.load(call_id)
    assert call
    call.reopen()
    store.save(call)
    if notes:
        call.notes = notes
        store.save(call)
    if outcome:
        call.put("outcome", outcome)
        store.save(call)


def test_a_correction_tells_who_when_and_what(store: Store, known: Known, clock: StandingClock) -> None:
    call = finished_call(MONDAY, answers={"outcome": "A"})
    store.save(call)
    clock.advance(2 * 24 * 3600)
    correct(store, call.id, "uusi", "B")
    store.who = "LL"
    correct(store, call.id, "uudempi")
    correct(store, call.id)
    first, second = log.changes(store.engine, call.id)
    assert (first.who, first.parts) == ("MK", ("notes", "answers.outcome"))
    assert (second.who, second.parts) == ("LL", ("notes",))
    assert first.at == clocks.now()
    assert "ke 25.11." in log_words.change_words(first, known.script)
    assert known.script.fields["outcome"].label.fi.casefold() in log_words.change_words(first, known.script)


def export(store: Store, start: datetime, end: datetime) -> None:
    """Note an export, as the access log is told of one."""
    with Session(store.engine) as session, session.begin():
        access.note(session, "MK", "exported", "", f"{access.span(start, end)} calls.csv")


def test_the_last_export_with_a_call_is_known(store: Store, clock: StandingClock) -> None:
    call = finished_call(MONDAY)
    store.save(call)
    assert log.exported_at(store.engine, call) is None
    export(store, MONDAY - timedelta(hours=2), MONDAY)  # its end is not in it
    with Session(store.engine) as session, session.begin():
        access.note(session, "MK", "exported", "", "words that are no span/at all")
    assert log.exported_at(store.engine, call) is None
    export(store, MONDAY, MONDAY + timedelta(hours=1))
    clock.advance(60)
    export(store, MONDAY - timedelta(days=1), MONDAY + timedelta(days=1))
    assert log.exported_at(store.engine, call) == clocks.now()
    assert "23.11." in exported_words(clocks.now())


def test_reading_a_card_is_told_to_the_access_log_once(store: Store) -> None:
    call = finished_call(MONDAY)
    store.save(call)
    log.read_card(store, call.id)
    log.read_card(store, call.id, told=True)
    (line,) = access.lines(store.engine, access.Asked())
    assert (line.action, line.record, line.who) == ("opened", call.id, "MK")
    assert log.read_card(store, "none") is None


def test_a_card_tells_which_calls_go_on_with_it(store: Store) -> None:
    first = finished_call(MONDAY)
    store.save(first)
    second = finished_call(MONDAY + timedelta(days=3))
    second.continue_from(first)
    store.save(second)
    card = log.read_card(store, first.id)
    assert card
    assert [each.id for each in card.continued_by] == [second.id]


# ------------------------------------------------------------ the same person


def of(moment: datetime, **identity: str) -> Call:
    """Return a finished call that keeps an identity."""
    return finished_call(moment, answers={"anonymous": "no"}, identity=identity)


LATER = MONDAY + timedelta(days=5)


@pytest.mark.parametrize(
    ("kept", "now"),
    [
        ({"caller_phone": "040 123 4567"}, {"caller_phone": "+358401234567"}),
        ({"person_phone": "0401234567"}, {"caller_phone": "040-123 4567"}),
        (
            {"caller_name": "Maija Mehiläinen", "person_name": "Aino  Aho"},
            {"caller_name": "maija mehilainen", "person_name": "Aino Aho"},
        ),
    ],
)
def test_a_call_of_the_same_person_is_found(store: Store, kept: dict[str, str], now: dict[str, str]) -> None:
    earlier = of(MONDAY, **kept)
    store.save(earlier)
    assert [each.id for each in log.of_same_person(store.engine, of(LATER, **now))] == [earlier.id]


@pytest.mark.parametrize(
    "now",
    [
        {"caller_phone": "0401234568"},
        {"caller_phone": "0401"},
        {"caller_name": "Maija"},
        {"caller_name": "Maija Mehiläinen"},
        {"caller_name": "Maija Mehiläinen", "person_name": "Toinen Henkilö"},
        {},
    ],
)
def test_somebody_else_is_not_taken_for_the_same(store: Store, now: dict[str, str]) -> None:
    store.save(of(MONDAY, caller_name="Maija Mehiläinen", person_name="Aino Aho", caller_phone="0401234567"))
    assert log.of_same_person(store.engine, of(LATER, **now)) == []


def test_no_anonymous_call_and_none_older_than_half_a_year_is_found(store: Store) -> None:
    store.save(of(MONDAY - timedelta(days=181), caller_phone="0401234567"))
    store.save(of(MONDAY + timedelta(days=1), caller_phone="0401234567"))
    now = of(MONDAY, caller_phone="0401234567")
    assert log.of_same_person(store.engine, now) == []
    store.save(of(MONDAY - timedelta(days=179), caller_phone="0401234567"))
    assert len(log.of_same_person(store.engine, now)) == 1
    now.answers = {"anonymous": "yes"}
    assert log.of_same_person(store.engine, now) == []


def test_an_identity_that_was_taken_out_is_not_found(store: Store) -> None:
    earlier = of(MONDAY, caller_phone="0401234567")
    store.save(earlier)
    earlier.put("anonymous", "yes")
    store.save(earlier)
    assert log.of_same_person(store.engine, of(LATER, caller_phone="0401234567")) == []
