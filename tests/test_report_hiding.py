"""Small numbers of a report are hidden so that none can be reckoned from what is shown."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from advisor_tui.guidance.figures import Figures, tally
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.report import Report, Section
from advisor_tui.guidance.report_building import build
from advisor_tui.guidance.report_hiding import LEAST, PARTS, SHARES, hide_small
from tests.built_reports import DAYS, FIGURES, by_id
from tests.clocks import MONDAY
from tests.kept import finished_call


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
