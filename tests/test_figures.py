"""What a call counts for; each figure agrees with a second computation over the raw tables."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import Event
from advisor_tui.guidance.figures import Figures, add, age_band, quantile, tally, with_known_places
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.guidance.step_times import step_times
from advisor_tui.records import day_figures
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from tests import independent_figures
from tests.kept import calls
from tests.made_calls import AUTUMN, GONE, SPRING, keep, made_calls, made_follow_ups

NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of some hundred calls, made once."""
    path = tmp_path_factory.mktemp("made") / "calls.sqlite3"
    store = Store(open_database(path))
    made = made_calls()
    keep(store, made, made_follow_ups(made))
    store.close()
    return path


@pytest.fixture
def store(log: Path, tmp_path: Path) -> Iterator[Store]:
    path = Path(shutil.copy(log, tmp_path))
    opened = Store(open_database(path))
    yield opened
    opened.close()


SPANS = {
    "all": (date(2026, 1, 1), date(2026, 12, 31)),
    "the day of 23 hours": (SPRING, SPRING),
    "the day of 25 hours": (AUTUMN, AUTUMN),
    "the day before it, whose last call went over midnight": (date(2026, 10, 24), date(2026, 10, 24)),
    "a week": (date(2026, 10, 19), date(2026, 10, 25)),
    "still to come": (date(2030, 1, 1), date(2030, 12, 31)),
}


@pytest.mark.parametrize("advisor", ["", "MK", GONE, "nobody of this name"])
@pytest.mark.parametrize("span", SPANS.values(), ids=SPANS.keys())
def test_every_figure_is_what_the_raw_tables_say(
    store: Store, log: Path, span: tuple[date, date], advisor: str
) -> None:
    found = day_figures.read(store.engine, *span, advisor)
    assert found.counts == independent_figures.counts(log, *span, advisor)
    assert {name: sorted(each) for name, each in found.lengths.items()} == independent_figures.lengths(
        log, *span, advisor
    )


def test_the_made_log_holds_every_figure(log: Path) -> None:
    """A figure that nothing counts for would be compared with nothing."""
    found = independent_figures.counts(log, *SPANS["all"])
    assert set(found) == set(independent_figures.COUNTED)
    assert {key.partition("|")[0] for key in found["deadline"]} == {"kept", "late", "waiting"}
    assert set(found["repeat"]) == {"7", "30", "180", "later"}
    assert len(independent_figures.lengths(log, *SPANS["all"])) == 6


@settings(max_examples=40)
@given(made=st.lists(calls(), max_size=2))
def test_any_call_can_be_counted_and_counts_once(made: list[Call]) -> None:
    total = Figures()
    for call in made:
        add(total, tally(call, ()))
    clients = sum(not call.non_client for call in made)
    assert total.of("kind") == total.of("hour") == total.of("weekday") == len(made)
    assert total.of("outcome") == total.of("age") == len(total.lengths.get("talk", [])) == clients


@given(values=st.lists(st.integers(0, 50), max_size=40), percent=st.sampled_from((1, 10, 50, 90, 99, 100)))
def test_a_quantile_is_the_length_that_counting_finds(values: list[int], percent: int) -> None:
    assert quantile(values, percent / 100) == independent_figures.nearest_rank(values, percent)


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, ""), (0, "0-17"), (17, "0-17"), (18, "18-64"), (74, "65-74"), (75, "75-84"), (85, "85-"), (1500, "85-")],
)
def test_every_age_has_its_band(age: int | None, band: str) -> None:
    assert age_band(age) == band


def timeline(*codes: str) -> tuple[Event, ...]:
    """Return events a minute apart; ``contact`` and the like are steps that are entered."""
    steps = ("contact", "advice")
    return tuple(
        Event(number, NOON + timedelta(minutes=number), "step_entered" if code in steps else code, code)  # type: ignore[arg-type]
        for number, code in enumerate(codes, 1)
    )


@pytest.mark.parametrize(
    ("codes", "minutes"),
    [
        ("started contact advice talk_ended", {"contact": 1, "advice": 1}),
        ("started contact answered advice contact talk_ended", {"contact": 3, "advice": 1}),
        ("contact parked answered resumed answered talk_ended", {"contact": 3}),
        ("contact answered resumed talk_ended", {"contact": 2}),
        ("contact talk_ended advice closed", {"contact": 1}),
        ("contact", {"contact": 0}),
        ("started resumed closed", {}),
        ("", {}),
    ],
)
def test_time_in_a_step_is_time_of_the_talk(codes: str, minutes: dict[str, int]) -> None:
    assert step_times(timeline(*codes.split())) == {step: 60 * each for step, each in minutes.items()}


def test_a_clock_set_back_takes_no_time_away() -> None:
    back = Event(3, NOON, "talk_ended")
    assert step_times((*timeline("contact", "answered"), back)) == {"contact": 60}


def follow_up(**values: object) -> FollowUp:
    """Return the start of an assessment that is to be done."""
    return FollowUp("f", "c", NOON, "assessment_start", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (follow_up(state="done", ended_at=datetime(2026, 12, 2, 21, 59, tzinfo=UTC)), {"kept": 1}),
        (follow_up(state="done", ended_at=datetime(2026, 12, 2, 22, 0, tzinfo=UTC)), {"late": 1}),
        (follow_up(due_on=date(2027, 1, 1)), {"waiting|2026-12-02": 1}),
        (follow_up(state="dropped", ended_at=NOON), None),
    ],
    ids=["on the last day", "after its midnight", "postponed", "found not to be needed"],
)
def test_a_deadline_is_measured_against_the_last_day_of_the_law(made: FollowUp, found: dict[str, int] | None) -> None:
    call = Call("c", NOON, state="closed", deadline_on=date(2026, 12, 2))
    assert tally(call, [made]).counts.get("deadline") == found
    call.deadline_on = None
    assert "deadline" not in tally(call, [made]).counts


def test_what_is_no_municipality_is_another_place() -> None:
    found = Figures({"municipality": {"Kerava": 2, "Mattilan talo": 1, "": 3}, "unmet": {"queue|Mattilan talo": 1}})
    known = with_known_places(found, {"Kerava"})
    assert known.counts == {"municipality": {"Kerava": 2, "?": 1, "": 3}, "unmet": {"queue|?": 1}}
    assert found.counts["municipality"]["Mattilan talo"] == 1
