"""Figures of days: reckoned anew where a call changed, and kept when their calls are removed."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select, update
from sqlmodel import Session, col

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.figures import Figures, add, tally
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.records import day_figures, follow_ups, stale_days
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from advisor_tui.records.tables import CallRow, DayFiguresRow, StaleDayRow
from tests.kept import finished_call
from tests.made_calls import keep, made_calls, made_follow_ups

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(tmp_path / "calls.sqlite3")
    yield opened
    opened.dispose()


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine, "live", "d1")


def marked(engine: Engine) -> list[date]:
    """Return the days that are to be reckoned anew."""
    with engine.connect() as connection:
        return list(connection.execute(select(col(StaleDayRow.day)).order_by(col(StaleDayRow.day))).scalars())


def outcomes(engine: Engine, advisor: str = "") -> dict[str, int]:
    """Return the outcomes of Monday."""
    return day_figures.read(engine, MONDAY, MONDAY, advisor).counts.get("outcome", {})


def plain(figures: Figures) -> tuple[object, object]:
    """Return figures so that the order in which calls were counted plays no part."""
    return figures.counts, {name: sorted(each) for name, each in figures.lengths.items()}


def test_an_empty_log_has_no_figures(engine: Engine) -> None:
    assert day_figures.read(engine, *YEAR) == Figures()


def test_a_call_counts_once_it_is_finished(engine: Engine, store: Store) -> None:
    call = finished_call(NOON, state="open", answers={"outcome": "A"})
    store.save(call)
    assert outcomes(engine) == {}
    call.state = "closed"
    store.save(call)
    assert outcomes(engine) == {"A": 1}


def test_a_corrected_outcome_is_followed_by_the_figures(engine: Engine, store: Store) -> None:
    store.save(finished_call(NOON, id="c", answers={"outcome": "A"}))
    assert outcomes(engine) == {"A": 1}
    call = store.load("c")
    assert call is not None
    call.put("outcome", "B")
    store.save(call)
    assert marked(engine) == [MONDAY]
    assert outcomes(engine) == {"B": 1}
    assert marked(engine) == []


def test_a_correction_of_the_advisor_leaves_nothing_behind(engine: Engine, store: Store) -> None:
    store.save(finished_call(NOON, id="c", advisor="MK", answers={"outcome": "A"}))
    assert outcomes(engine, "MK") == {"A": 1}
    call = store.load("c")
    assert call is not None
    call.advisor = "TL"
    store.save(call)
    assert (outcomes(engine, "MK"), outcomes(engine, "TL"), outcomes(engine)) == ({}, {"A": 1}, {"A": 1})


def test_a_follow_up_that_is_done_is_followed_by_the_figures(engine: Engine) -> None:
    last_day = MONDAY + timedelta(days=9)
    due = Due("outcome", "assessment_start", due_on=last_day)
    store = Store(engine, "live", "d1", arising=lambda _call: (due,))
    store.save(finished_call(NOON, id="c", answers={"outcome": "B"}, deadline_on=last_day))
    day_figures.freshen(engine, *YEAR)
    (made,) = follow_ups.of_calls(engine, ["c"])["c"]
    follow_ups.change(engine, "MK", made, state="done")
    assert marked(engine) == [MONDAY]
    assert list(day_figures.read(engine, *YEAR).counts["deadline"]) in (["kept"], ["late"])


def test_only_marked_days_of_the_span_are_reckoned_and_told_of(engine: Engine, store: Store) -> None:
    for number in range(4):
        store.save(finished_call(NOON + timedelta(days=number)))
    told: list[tuple[int, int]] = []
    day_figures.freshen(engine, MONDAY, MONDAY + timedelta(days=2), lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert marked(engine) == [MONDAY + timedelta(days=3)]
    told.clear()
    day_figures.freshen(engine, MONDAY, MONDAY + timedelta(days=2), lambda done, total: told.append((done, total)))
    assert told == []


def test_a_save_between_two_days_that_are_reckoned_is_not_lost(tmp_path: Path, engine: Engine, store: Store) -> None:
    for number in range(2):
        store.save(finished_call(NOON + timedelta(days=number)))
    other = Store(open_database(tmp_path / "calls.sqlite3"), "live", "d2")

    def save_meanwhile(done: int, _total: int) -> None:
        if done == 1:
            other.save(finished_call(NOON + timedelta(hours=1)))

    day_figures.freshen(engine, *YEAR, save_meanwhile)
    other.close()
    assert marked(engine) == [MONDAY]
    assert day_figures.read(engine, *YEAR).of("kind") == 3


def test_two_desks_may_reckon_the_same_day(tmp_path: Path, engine: Engine, store: Store) -> None:
    for number in range(2):
        store.save(finished_call(NOON + timedelta(days=number)))
    other = open_database(tmp_path / "calls.sqlite3")
    day_figures.freshen(engine, *YEAR, lambda _done, _total: day_figures.freshen(other, *YEAR))
    assert day_figures.read(other, *YEAR).of("kind") == 2
    other.dispose()


def test_what_is_kept_is_not_reckoned_when_it_is_read(engine: Engine, store: Store) -> None:
    store.save(finished_call(NOON))
    day_figures.freshen(engine, *YEAR)
    with engine.begin() as connection:
        connection.execute(delete(CallRow))
    assert day_figures.read(engine, *YEAR).of("kind") == 1


# ------------------------------------------------------------ removal


def remove(store: Store, calls: list[Call], places: tuple[str, ...] | None = None) -> None:
    """Remove calls as retention does."""
    with Session(store.engine) as session, session.begin():
        ids = [call.id for call in calls]
        day_figures.seal(session, calls, follow_ups.of_calls(session, ids), places)
        for call in calls:
            stale_days.mark(session, call.started_at)
        session.execute(delete(CallRow).where(col(CallRow.id).in_(ids)))


MADE = made_calls(count=25)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of some calls and follow-ups, made once."""
    path = tmp_path_factory.mktemp("log") / "calls.sqlite3"
    store = Store(open_database(path))
    keep(store, MADE, made_follow_ups(MADE)[:4])
    store.close()
    return path


@settings(max_examples=8, deadline=None)
@given(chosen=st.lists(st.sets(st.sampled_from(range(len(MADE)))), min_size=1, max_size=3))
def test_figures_are_the_same_after_calls_are_removed(
    tmp_path_factory: pytest.TempPathFactory, log: Path, chosen: list[set[int]]
) -> None:
    store = Store(open_database(Path(shutil.copy(log, tmp_path_factory.mktemp("copy")))))
    spans = [(*YEAR, ""), (*YEAR, "MK"), (date(2026, 10, 19), date(2026, 10, 25), "")]
    before = [plain(day_figures.read(store.engine, *span)) for span in spans]
    gone: set[int] = set()
    for some in chosen:
        remove(store, [MADE[number] for number in sorted(some - gone)])
        gone |= some
        assert [plain(day_figures.read(store.engine, *span)) for span in spans] == before
    store.close()


def test_what_is_removed_stays_counted_when_the_day_is_reckoned_again(engine: Engine, store: Store) -> None:
    first, second = finished_call(NOON, id="a"), finished_call(NOON, id="b")
    for call in (first, second):
        store.save(call)
    remove(store, [first])
    assert day_figures.read(engine, *YEAR).of("kind") == 2
    store.save(finished_call(NOON, id="c"))
    remove(store, [second])
    assert day_figures.read(engine, *YEAR).of("kind") == 3


def test_words_in_the_place_of_a_municipality_do_not_outlive_the_call(engine: Engine, store: Store) -> None:
    call = finished_call(NOON, answers={"municipality": "Matti Meikäläinen 040 123 4567"})
    call.leave_unmet("x", "queue")
    store.save(call)
    remove(store, [call], ("Kerava",))
    found = day_figures.read(engine, *YEAR)
    assert (found.counts["municipality"], found.counts["unmet"]) == ({"?": 1}, {"queue|?": 1})
    with engine.connect() as connection:
        kept = connection.execute(select(col(DayFiguresRow.tally))).scalars().all()
    assert not any("Meik" in each for each in kept)


# ------------------------------------------------------------ the calls that are counted


def test_a_day_of_more_calls_than_are_read_at_a_time_is_counted_whole(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_figures, "CHUNK", 3)
    made = [finished_call(NOON + timedelta(minutes=number), advisor=f"{number % 2}") for number in range(7)]
    total = Figures()
    for call in made:
        store.save(call)
        add(total, tally(call, ()))
    assert plain(day_figures.read(engine, *YEAR)) == plain(total)


@pytest.mark.parametrize("kept", ["", "{", '{"counts": {"kind": {"client": "many"}}}', "\x1b[2J"])
def test_figures_that_another_tool_has_changed_are_told_with_their_day(engine: Engine, store: Store, kept: str) -> None:
    store.save(finished_call(NOON))
    day_figures.freshen(engine, *YEAR)
    with engine.begin() as connection:
        connection.execute(update(DayFiguresRow).values(tally=kept))
    with pytest.raises(AdvisorError, match=r"23\.11\.2026"):
        day_figures.read(engine, *YEAR)
