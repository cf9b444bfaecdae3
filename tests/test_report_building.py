"""A report built of figures: every number as the raw tables have it, in the reader's words, small ones hidden."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from advisor_tui import language
from advisor_tui.guidance.figures import Figures
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.report import Report, Section
from advisor_tui.guidance.report_building import build
from advisor_tui.guidance.report_hiding import hide_small
from advisor_tui.records import day_figures
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from tests import independent_figures
from tests.built_reports import BEFORE, DAYS, NOW, by_id
from tests.clocks import StandingClock
from tests.made_calls import GONE, VANISHED, keep, made_calls, made_follow_ups


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
