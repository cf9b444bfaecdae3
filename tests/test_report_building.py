"""A report built of figures: every number as the raw tables have it, in the reader's words, small ones hidden."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui import language
from advisor_tui.guidance.figures import AGE_BANDS, Figures, tally
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.report import Report, Section
from advisor_tui.guidance.report_building import build
from advisor_tui.guidance.report_hiding import LEAST, PARTS, SHARES, hide_small
from advisor_tui.records import day_figures
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from tests import independent_figures
from tests.clocks import MONDAY, StandingClock
from tests.kept import finished_call
from tests.made_calls import GONE, VANISHED, keep, made_calls, made_follow_ups

NOW = (date(2026, 10, 19), date(2026, 11, 1))
BEFORE = (date(2026, 3, 23), date(2026, 10, 18))
DAYS = (*NOW, *BEFORE)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database of some hundred calls, made once."""
    path = tmp_path_factory.mktemp("made") / "calls.sqlite3"
    store = Store(open_database(path))
    made = made_calls()
    keep(store, made, made_follow_ups(made))
    for days in (NOW, BEFORE):
        day_figures.freshen(store.engine, *days)
    yield path
    store.close()


def report_of(log: Path, known: Known, advisor: str = "") -> Report:
    """Return the report of the autumn weeks beside what was before."""
    engine = open_database(log)
    now, before = (day_figures.read(engine, *days, advisor) for days in (NOW, BEFORE))
    engine.dispose()
    return build(now, before, *DAYS, advisor, known)


def by_id(report: Report) -> dict[str, Section]:
    """Return the sections by their ids."""
    return {section.id: section for section in report.sections}


def values(section: Section) -> dict[str, float | None]:
    """Return the values of a section by their labels."""
    return {row.label: row.value for row in section.rows}


# ------------------------------------------------------------ the numbers


@pytest.mark.parametrize("advisor", ["", "MK", GONE])
@pytest.mark.parametrize("today", [date(2026, 10, 30), date(2026, 11, 23)])
def test_every_share_is_what_a_second_computation_finds(
    log: Path, known: Known, clock: StandingClock, advisor: str, today: date
) -> None:
    clock.moment = datetime(today.year, today.month, today.day, 10, tzinfo=UTC)
    sections = by_id(report_of(log, known, advisor))
    for days, name in ((NOW, "value"), (BEFORE, "before")):
        for section, share in independent_figures.shares(log, *days, advisor, today).items():
            found = getattr(sections[section].rows[0], name)
            assert found == (pytest.approx(share) if share is not None else None), section


@pytest.mark.parametrize("advisor", ["", "MK"])
def test_every_length_and_skip_is_what_a_second_computation_finds(log: Path, known: Known, advisor: str) -> None:
    sections = by_id(report_of(log, known, advisor))
    for days, name in ((NOW, "value"), (BEFORE, "before")):
        lengths = independent_figures.lengths(log, *days, advisor)
        skipped = independent_figures.counts(log, *days, advisor)["step_skipped"]
        steps = {step: lengths[f"step:{step}"] for step in ("contact", "advice", "assessment", "next_step")}
        rank = independent_figures.nearest_rank
        quantiles = [rank(lengths[kind], percent) for kind in ("talk", "wrap_up") for percent in (50, 90)]
        medians = [rank(each, 50) for each in steps.values()]
        skips = [100 * skipped.get(step, 0) / (skipped.get(step, 0) + len(each)) for step, each in steps.items()]
        assert [getattr(row, name) for row in sections["lengths"].rows] == quantiles
        assert [getattr(row, name) for row in sections["steps"].rows] == medians
        assert [getattr(row, name) for row in sections["skips"].rows] == pytest.approx(skips)


COUNTED = {
    "contacts": "kind",
    "hours": "hour",
    "weekdays": "weekday",
    "outcomes": "outcome",
    "needs_by_age": "need",
    "services": "service",
    "statuses": "service_status",
    "searches": "search_empty",
    "results": "referral_result",
    "needs_met": "need_met",
    "repeats": "repeat",
    "callers": "caller_role",
    "ages": "age",
    "places": "municipality",
}
"""Sections whose rows are the keys of one figure, under other names."""


def test_every_count_is_what_a_second_computation_finds(log: Path, known: Known) -> None:
    sections = by_id(report_of(log, known))
    counts = independent_figures.counts(log, *NOW)
    for section, figure in COUNTED.items():
        found = sorted(row.value for row in sections[section].rows if row.value)
        assert found == sorted(counts[figure].values()), section
    assert report_of(log, known).contacts == sum(counts["kind"].values())
    for section, part in (("unmet", 0), ("unmet_places", 2)):
        sums: dict[str, int] = {}
        for key, times in counts["unmet"].items():
            name = key.partition("|")[part]
            sums[name] = sums.get(name, 0) + times
        assert sorted(row.value or 0 for row in sections[section].rows if row.value) == sorted(sums.values())
    by_area: dict[str, int] = {}
    for key, times in counts["need"].items():
        by_area[key.partition("|")[0]] = by_area.get(key.partition("|")[0], 0) + times
    assert {row.group: row.value for row in sections["needs"].rows} == by_area


def test_a_time_limit_is_missed_when_its_last_day_is_over(known: Known, clock: StandingClock) -> None:
    figures = Figures({"deadline": {"kept": 6, "late": 1, "waiting|2026-11-22": 2, "waiting|2026-11-23": 3}})
    assert clock.moment.date() == date(2026, 11, 23)
    sections = by_id(build(figures, Figures(), *DAYS, "", known))
    assert [row.value for row in sections["deadlines"].rows] == [6, 1, 2, 3]
    assert sections["deadline"].rows[0].value == pytest.approx(100 * 6 / 9)


def test_a_period_without_calls_has_zeros_and_no_shares(known: Known) -> None:
    report = build(Figures(), Figures(), *DAYS, "", known)
    assert report.contacts == 0
    rows = [(section.unit, row) for section in report.sections for row in section.rows]
    assert {row.value for unit, row in rows if unit == "count"} == {0}
    assert {row.value for unit, row in rows if unit != "count"} == {None}
    assert not any(row.hidden for section in hide_small(report).sections for row in section.rows)


# ------------------------------------------------------------ the words


def test_the_words_are_the_readers(known: Known) -> None:
    figures = Figures({"outcome": {"A": 1}, "caller_role": {"self": 1}})
    finnish = by_id(build(figures, Figures(), *DAYS, "", known))
    language.use("en")
    english = by_id(build(figures, Figures(), *DAYS, "", known))
    assert finnish["outcomes"].rows[0].label == "A ratkeaa neuvonnalla"
    assert english["outcomes"].rows[0].label == "A settled by advice"
    assert english["outcomes"].title == "Outcomes"


def test_a_service_has_the_name_it_has_now_and_a_vanished_one_the_name_it_had(known: Known) -> None:
    service = known.catalogue.services[0]
    gone, name = VANISHED
    told = {f"{service.id}|Vanha nimi": 2, f"{service.id}|{service.name}": 1, f"{gone}|{name}": 2, f"{gone}|Muu": 1}
    sections = by_id(build(Figures({"service": told}), Figures(), *DAYS, "", known))
    assert values(sections["services"]) == {service.names.pick("fi"): 3, name: 3}


def test_of_many_services_the_most_told_of_stand_and_the_others_together(known: Known) -> None:
    told = {f"s{number}|Palvelu {number}": number for number in range(1, 21)}
    rows = by_id(build(Figures({"service": told}), Figures({"service": told}), *DAYS, "", known))["services"].rows
    assert [row.value for row in rows] == [*range(20, 5, -1), sum(range(1, 6))]
    assert rows[-1].before == sum(range(1, 6))


def test_a_code_that_the_script_had_once_is_still_counted(known: Known) -> None:
    figures = Figures({"outcome": {"Z": 2, "": 1}, "unmet": {"of_before|Kerava": 1}, "need": {"of_before|85-": 2}})
    sections = by_id(build(figures, Figures(), *DAYS, "", known))
    assert [row.value for row in sections["outcomes"].rows][-2:] == [2, 1]
    assert values(sections["unmet"]) == {"of_before": 1}
    assert values(sections["needs_by_age"]) == {"of_before, 85–": 2}


def test_a_name_that_another_tool_wrote_is_cleaned(known: Known) -> None:
    figures = Figures({"service": {"gone|Palvelu\x1b[2J\u202e": 1}, "outcome": {"\x1b[2J": 1}})
    report = build(figures, Figures(), *DAYS, "", known)
    assert not any("\x1b" in row.label or "\u202e" in row.label for each in report.sections for row in each.rows)


def test_what_was_written_in_the_place_of_a_municipality_is_not_told(known: Known) -> None:
    written = "Matti Meikäläinen, 040 123 4567"
    figures = Figures({"municipality": {written: 9, "Kerava": 7}, "unmet": {f"queue|{written}": 9}})
    report = build(figures, figures, *DAYS, "", known)
    assert not any("Matti" in row.label for section in report.sections for row in section.rows)
    assert [row.value for row in by_id(report)["places"].rows] == [9, 7]


# ------------------------------------------------------------ small numbers

TIMES = st.sampled_from((0, 0, 1, 2, 3, 4, 5, 6, 7, 12, 40))
BANDS = ("", *(band for band, _last in AGE_BANDS))
KEYS: dict[str, Sequence[str]] = {
    "kind": ("client", "silent", "test", "sales"),
    "outcome": ("A", "B", "C", "D", ""),
    "deadline": ("kept", "late", "waiting|2026-11-22", "waiting|2026-12-22"),
    "need": [f"{area}|{band}" for area in ("memory", "mood", "money") for band in ("", "75-84", "85-")],
    "age": BANDS,
    "unmet": ("queue|Kerava", "cost|Kerava", "cost|Vantaa"),
    "need_met": ("met", "partly", "not_met"),
    "referral_result": ("accepted",),
    "first_contact": ("yes", "no"),
    "step_skipped": ("contact", "advice"),
    "repeat": ("7", "30"),
}
FIGURES = st.builds(
    Figures,
    st.fixed_dictionaries({name: st.fixed_dictionaries(dict.fromkeys(keys, TIMES)) for name, keys in KEYS.items()}),
    st.fixed_dictionaries({name: st.lists(st.integers(1, 9), max_size=7) for name in ("talk", "step:contact")}),
)


def may_be(shown: list[float | None], total: float) -> bool:
    """Tell whether each hidden number may be one of several, for somebody who knows what they all add up to.

    Zeros are shown unless everything is hidden, so that a hidden number is then one at least.
    """
    hidden = [each for each in shown if each is None]
    left = total - sum(each or 0 for each in shown)
    least = 0 if len(hidden) == len(shown) else 1
    return not hidden or (len(hidden) > 1 and left > least * len(hidden))


def column(section: Section, name: str) -> list[float | None]:
    """Return the numbers of one of the two periods."""
    return [getattr(row, name) for row in section.rows]


@pytest.fixture(scope="module")
def built(known: Known) -> Callable[[Figures, Figures], Report]:
    """Return what builds a report of two periods."""
    return lambda now, before: build(now, before, *DAYS, "", known)


@settings(max_examples=60, deadline=None)
@given(now=FIGURES, before=FIGURES)
def test_no_hidden_number_can_be_reckoned_from_what_is_shown(
    built: Callable[[Figures, Figures], Report], now: Figures, before: Figures
) -> None:
    whole = built(now, before)
    shown = by_id(hide_small(whole))
    if 0 < whole.contacts < LEAST:
        assert [(row.value, row.before) for section in shown.values() for row in section.rows] == [(None, None)]
        return
    for name in ("value", "before"):
        for section in whole.sections:
            check_section(section, shown, name)


def check_section(section: Section, report: dict[str, Section], name: str) -> None:
    """Look at one section of one period, knowing all that is shown and what rows add up to."""
    numbers, shown = column(section, name), column(report[section.id], name)
    if section.unit != "count":
        check_shares(section, report, name)
        return
    assert not any(each in (1, 2, 3, 4) for each in shown), section.id
    for places in parts(section, shown):
        if section.id == "needs_by_age":
            area = section.rows[places[0]].group
            (total,) = [getattr(row, name) for row in report["needs"].rows if row.group == area]
            assert total is not None or not any(shown[place] for place in places)
            known_total = total is not None
        else:
            known_total = len(places) > 1
        if known_total:
            assert may_be([shown[place] for place in places], sum(numbers[place] or 0 for place in places)), section.id


def parts(section: Section, shown: list[float | None]) -> list[list[int]]:
    """Return which rows of a section add up to a number that may be known."""
    every = list(range(len(section.rows)))
    if section.id == "contacts" and shown[0] is not None:
        return [every[1:]]
    groups = {row.group: None for row in section.rows} if section.id in PARTS else {}
    grouped = [[place for place in every if section.rows[place].group == group] for group in groups]
    return grouped or ([every] if every else [])


PART_OF = {"to_assessment": 1, "deadline": 0, "need_met": 0}
"""Which row of the other section a share is the share of: B, begun in time, met."""


def check_shares(section: Section, report: dict[str, Section], name: str) -> None:
    """Who sees a share of a whole that is known knows the part and the rest."""
    basis = "before_basis" if name == "before" else "basis"
    for row, shown in zip(section.rows, report[section.id].rows, strict=True):
        if getattr(shown, name) is None:
            continue
        assert not any(count in (1, 2, 3, 4) for count in getattr(row, basis))
        if section.id in SHARES:
            rows = [each for each in report[SHARES[section.id]].rows if each.group in ("", "over")]
            others = [getattr(each, name) for place, each in enumerate(rows) if place != PART_OF[section.id]]
            assert getattr(rows[PART_OF[section.id]], name) is not None
            assert may_be(others, getattr(row, basis)[1])


def test_a_share_of_few_is_hidden_and_one_of_none_is_not(known: Known) -> None:
    few = Figures({"first_contact": {"yes": 97, "no": 3}})
    none = Figures({"first_contact": {"yes": 0, "no": 97}})
    (row,) = by_id(hide_small(build(few, none, *DAYS, "", known)))["first_contact"].rows
    assert (row.value, row.hidden, row.before) == (None, True, 0)


def test_a_share_is_hidden_where_it_would_tell_a_hidden_count(known: Known) -> None:
    """Six to assessment and three notifications are hidden together: six of sixty would give both away."""
    figures = Figures({"kind": {"client": 60}, "outcome": {"A": 51, "B": 6, "D": 3}})
    sections = by_id(hide_small(build(figures, Figures(), *DAYS, "", known)))
    assert [row.value for row in sections["outcomes"].rows if row.value != 0] == [51, None, None]
    assert sections["to_assessment"].rows[0].hidden
    assert set(SHARES) <= set(sections)


def test_a_median_of_fewer_than_five_is_hidden(known: Known) -> None:
    figures = Figures(lengths={"talk": [60, 70, 80, 90], "wrap_up": [1, 2, 3, 4, 5]})
    rows = by_id(hide_small(build(figures, Figures(), *DAYS, "", known)))["lengths"].rows
    assert [row.value for row in rows] == [None, None, 3, 5]


def test_a_number_that_would_be_what_is_missing_takes_the_next_larger_one_with_it(known: Known) -> None:
    figures = Figures({"kind": {"client": 67}, "age": {"75-84": 40, "85-": 20, "": 5, "18-64": 2}})
    rows = by_id(hide_small(build(figures, figures, *DAYS, "", known)))["ages"].rows
    assert [row.value for row in rows] == [0, None, 0, 40, 20, None]
    assert [row.before for row in rows] == [0, None, 0, 40, 20, None]


def test_nothing_is_hidden_where_nothing_is_small(known: Known) -> None:
    figures = Figures({"kind": {"client": 60}, "outcome": {"A": 30, "B": 30}})
    whole = build(figures, figures, *DAYS, "", known)
    shown = hide_small(whole)
    assert [column(section, "value") for section in shown.sections] == [
        column(section, "value") for section in whole.sections
    ]


def test_of_fewer_than_five_contacts_nothing_but_their_number_is_told(known: Known) -> None:
    figures = tally(finished_call(MONDAY, answers={"municipality": "Kerava", "language": "sv"}), ())
    hidden = hide_small(build(figures, Figures(), *DAYS, "", known))
    assert hidden.contacts == 1
    assert [row.value for section in hidden.sections for row in section.rows] == [None]
    assert "Kerava" not in str(hidden)
