"""The statutory clock: whom it concerns, from when, until when, and what is said beside it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor_tui.errors import FaultyFile
from advisor_tui.guidance import deadlines
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.deadlines import Limits, deadline
from advisor_tui.guidance.known import Known, Line
from advisor_tui.workdays import is_workday
from tests.clocks import StandingClock
from tests.test_workdays import WORKED

MONDAY = date(2026, 11, 23)


def call_with(**answers: str) -> Call:
    """Return a call with answers."""
    call = new_call()
    for field, value in answers.items():
        call.put(field, value)
    return call


def ground(limits: Limits, call: Call, contact: date = MONDAY) -> str:
    """Return the ground on which a limit concerns a call, or empty."""
    found = deadline(limits, call, contact)
    return found.ground.id if found else ""


@pytest.mark.parametrize(("contact", "to_friday", "to_saturday"), WORKED)
def test_the_last_day_is_that_of_the_worked_table_and_the_stricter_reading_stands_beside_it(
    known: Known, contact: date, to_friday: date, to_saturday: date
) -> None:
    found = deadline(known.limits, call_with(age="80"), contact)
    assert found is not None
    assert (found.last_day, found.earlier_day) == (to_friday, to_saturday)


@pytest.mark.parametrize(("contact", "to_saturday"), [(contact, strict) for contact, _usual, strict in WORKED])
def test_where_saturdays_count_there_is_no_stricter_reading_to_warn_of(
    known: Known, contact: date, to_saturday: date
) -> None:
    found = deadline(known.limits, call_with(age="80"), contact, saturday_counts=True)
    assert found is not None
    assert found.last_day == to_saturday
    assert found.earlier_day is None


def test_no_warning_stands_beside_a_day_that_both_readings_give(known: Known) -> None:
    """The only Saturday of the span is a holiday, so that it counts in neither reading."""
    limit = replace(known.limits.limit[0], working_days=2)
    found = deadline(Limits((limit,)), call_with(age="80"), date(2026, 12, 23))
    assert found is not None
    assert found.last_day == date(2026, 12, 29)
    assert found.earlier_day is None


@pytest.mark.parametrize(
    ("age", "concerned"), [("74", ""), ("75", "age"), ("76", "age"), ("110", "age"), ("0", ""), ("", "")]
)
def test_the_limit_concerns_by_default_everybody_of_75_or_over(known: Known, age: str, concerned: str) -> None:
    assert ground(known.limits, call_with(age=age)) == concerned


@pytest.mark.parametrize("chosen", ["care_allowance", "child"])
@pytest.mark.parametrize("age", ["", "10", "80"])
def test_what_the_advisor_says_decides_whatever_the_age(known: Known, chosen: str, age: str) -> None:
    assert ground(known.limits, call_with(age=age, deadline_ground=chosen)) == chosen


def test_the_advisor_can_say_that_no_limit_applies_at_any_age(known: Known) -> None:
    assert ground(known.limits, call_with(age="90", deadline_ground="none")) == ""


def test_the_day_of_contact_decides_which_law_is_in_force(known: Known) -> None:
    call = call_with(age="80")
    assert ground(known.limits, call, date(2015, 3, 31)) == ""
    assert ground(known.limits, call, date(2015, 4, 1)) == "age"


def test_a_limit_that_has_ended_gives_way_to_the_next(known: Known) -> None:
    old = replace(known.limits.limit[0], valid_to=date(2026, 12, 31))
    new = replace(known.limits.limit[0], id="new", valid_from=date(2027, 1, 1), working_days=14)
    limits = Limits((old, new))
    before = deadline(limits, call_with(age="80"), date(2026, 12, 31))
    after = deadline(limits, call_with(age="80"), date(2027, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.limit.id, after.limit.id) == ("shl36", "new")
    assert after.last_day > before.last_day


def test_without_a_limit_in_force_there_is_no_deadline(known: Known) -> None:
    ended = replace(known.limits.limit[0], valid_to=date(2026, 1, 1))
    assert deadline(Limits((ended,)), call_with(age="80"), MONDAY) is None
    assert deadline(Limits(()), call_with(age="80"), MONDAY) is None


def test_the_setting_of_the_line_decides_whether_saturdays_count(known: Known) -> None:
    usual = Conversation(call_with(age="80"), known, Line()).deadline
    strict = Conversation(call_with(age="80"), known, Line(saturday_counts=True)).deadline
    assert usual is not None
    assert strict is not None
    assert (usual.last_day, strict.last_day) == (date(2026, 12, 2), date(2026, 12, 1))


def test_the_day_of_contact_is_that_of_the_wall_in_finland(known: Known, clock: StandingClock) -> None:
    clock.moment = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    talk = Conversation(call_with(age="80"), known, Line())
    assert talk.contact_day == date(2026, 11, 24)
    assert talk.deadline is not None
    assert talk.deadline.last_day == date(2026, 12, 3)


def test_the_count_runs_from_the_contact_however_late_the_record_is_written(known: Known, clock: StandingClock) -> None:
    talk = Conversation(call_with(age="80"), known, Line())
    clock.advance(3 * 24 * 3600)
    assert talk.deadline is not None
    assert talk.deadline.last_day == date(2026, 12, 2)


def test_the_shipped_limit_says_what_is_not_certain_of_it(known: Known) -> None:
    limit = known.limits.limit[0]
    assert not limit.certain
    assert "auantai" in limit.open_points.fi


def test_a_limits_file_with_a_wrong_number_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "deadlines.toml"
    file.write_text('[[limit]]\nid = "x"\nworking_days = "seven"\n', encoding="utf-8")
    with pytest.raises(FaultyFile) as caught:
        deadlines.load(file)
    assert (3, "limit.working_days") in [(fault.line, fault.field) for fault in caught.value.faults]


@given(
    contact=st.dates(min_value=date(2015, 4, 1), max_value=date(2060, 12, 31)),
    age=st.integers(min_value=75, max_value=120),
)
@settings(deadline=None, max_examples=100)
def test_the_last_day_is_a_working_day_and_the_earlier_one_before_it(known: Known, contact: date, age: int) -> None:
    found = deadline(known.limits, call_with(age=str(age)), contact)
    assert found is not None
    assert is_workday(found.last_day)
    assert found.earlier_day is None or contact < found.earlier_day < found.last_day
