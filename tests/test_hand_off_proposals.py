"""Which kind of page is proposed for a call and why, and the data that says so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance import hand_off
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.hand_off import case_manager_reasons, proposed_kind
from advisor_tui.guidance.known import Known
from advisor_tui.paths import shipped
from tests.kept import calls

DATA = shipped("data") / "hand_off.toml"


# ------------------------------------------------------------ what is proposed


def rated(*levels: str) -> Call:
    """Return a call with areas rated."""
    call = new_call()
    for area, level in zip(("housing", "mobility", "everyday", "memory", "mood"), levels, strict=False):
        call.rate(area, level)
    return call


def attached(count: int) -> Call:
    """Return a call with services attached."""
    call = new_call()
    for number in range(count):
        call.attach(f"s{number}", "ateria", "Ateria", "told")
    return call


def noted(words: str) -> Call:
    """Return a call with notes."""
    call = new_call()
    call.write(words)
    return call


def again() -> Call:
    """Return a call that goes on with an earlier one."""
    call = new_call()
    call.continue_from(new_call())
    return call


@pytest.mark.parametrize(
    ("call", "proposed"),
    [
        (lambda: rated("2", "2", "3", "2"), True),
        (lambda: rated("2", "2", "3", "?"), False),
        (lambda: rated("1", "1", "1", "1", "1"), False),
        (lambda: attached(3), True),
        (lambda: attached(2), False),
        (again, True),
        (lambda: noted("neljäs osastojakso tänä vuonna"), True),
        (lambda: noted("Päivystyksessä kolmasti"), True),
        (lambda: noted("kaatui ja asuu yksin"), False),
    ],
)
def test_a_case_manager_is_proposed_with_reasons(known: Known, call: object, *, proposed: bool) -> None:
    assert callable(call)
    kind, reasons = proposed_kind(known.hand_off, known.script, call(), "fi")
    assert (kind == "case_manager") == proposed
    assert bool(reasons) == proposed


@settings(max_examples=60, deadline=None)
@given(call=calls())
def test_a_duty_goes_before_everything_and_nothing_is_proposed_without_reason(known: Known, call: Call) -> None:
    data = known.hand_off
    kind, reasons = proposed_kind(data, known.script, call, "fi")
    assert (kind == "notification") == (call.outcome in ("D", "E"))
    if kind == "case_manager":
        assert reasons == case_manager_reasons(data, known.script, call, "fi") != ()


# ------------------------------------------------------------ the data


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('never = ["law", "criteria"]', 'never = ["notes"]', "notes"),
        ('id = "case_manager"\nkey', 'id = "notification"\nkey', "case_manager"),
        ('goal = { fi = "Oma tavoite"', '# goal = { fi = "Oma tavoite"', "goal"),
        ('facts = ["deadline"', 'facts = ["horoscope"', "horoscope"),
    ],
)
def test_data_that_says_two_things_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    file = tmp_path / "hand_off.toml"
    text = DATA.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(AdvisorError, match=problem):
        hand_off.load(file)


def test_each_law_and_the_criteria_tell_where_they_are_from_and_when(known: Known) -> None:
    data = known.hand_off
    today = datetime(2026, 11, 24, tzinfo=UTC).date()
    told = [(each.source, each.as_of) for each in data.duty]
    told += [(data.source, data.as_of), (data.case_manager.source, data.case_manager.as_of)]
    assert all(source and as_of <= today for source, as_of in told)
