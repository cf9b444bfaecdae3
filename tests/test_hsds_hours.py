"""Hours of HSDS: what a week can hold becomes hours, the rest is told and stands in the description."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.catalogue.contact import Schedule
from advisor_tui.catalogue.hsds.hours import byday_of, time_of
from advisor_tui.catalogue.opening import days_of
from tests.hsds_payloads import Tables, of_json, of_tables, one, one_with_fault, small


def rule(**parts: Any) -> dict[str, Any]:
    """Return a rule of recurrence: each week, Monday and Tuesday, eight to four, with parts changed."""
    return {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "08:00:00", "closes_at": "16:00:00", **parts}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("09:00:00", "09:00"),
        ("9:00", "09:00"),
        ("09:00Z", "09:00"),
        ("09:00:00.000Z", "09:00"),
        ("09:00-05:00", "09:00"),
        ("09:00:00+0200", "09:00"),
        ("1970-01-01T09:30:00Z", "09:30"),
        ("0930", "09:30"),
        ("930", "09:30"),
        ("9", "09:00"),
        ("9.30", "09:30"),
        ("9am", "09:00"),
        ("9:30 PM", "21:30"),
        ("12 a.m.", "00:00"),
        ("12pm", "12:00"),
        ("24:00", "24:00"),
        ("noon", "noon"),
        ("9-17", "9-17"),
        ("", ""),
    ],
)
def test_a_time_is_that_of_the_wall_however_it_is_written(written: str, expected: str) -> None:
    assert time_of(written) == expected


@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_are_written_so_that_they_are_read_as_the_same_days(days: set[int]) -> None:
    assert list(days_of(byday_of(days))) == sorted(days)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, Schedule("MO,TU", "08:00", "16:00")),
        ({"byday": "MO,TU,WE,TH,FR"}, Schedule("MO-FR", "08:00", "16:00")),
        ({"byday": "SA,MO"}, Schedule("MO,SA", "08:00", "16:00")),
        ({"byday": "mo, tu"}, Schedule("MO,TU", "08:00", "16:00")),
        ({"byday": "Monday;Wed"}, Schedule("MO,WE", "08:00", "16:00")),
        ({"interval": 1, "wkst": "MO"}, Schedule("MO,TU", "08:00", "16:00")),
        ({"freq": None}, Schedule("MO,TU", "08:00", "16:00")),
        ({"freq": "DAILY", "byday": None}, Schedule("MO-SU", "08:00", "16:00")),
        ({"closes_at": "02:00"}, Schedule("MO,TU", "08:00", "02:00", overnight=True)),
        ({"closes_at": "00:00"}, Schedule("MO,TU", "08:00", "24:00")),
        ({"opens_at": "00:00", "closes_at": "23:59"}, Schedule("MO,TU", "00:00", "24:00")),
        ({"description": "By appointment"}, Schedule("MO,TU", "08:00", "16:00", description="By appointment")),
        (
            {"valid_from": "2026-01-01", "valid_to": "2026-06-30T00:00:00Z"},
            Schedule("MO,TU", "08:00", "16:00", valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30)),
        ),
        (
            {"dtstart": "2026-01-01", "until": "2026-06-30"},
            Schedule("MO,TU", "08:00", "16:00", valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30)),
        ),
    ],
)
def test_a_rule_that_repeats_by_the_week_becomes_hours(
    tmp_path: Path, parts: dict[str, Any], expected: Schedule
) -> None:
    found = one(of_json(tmp_path, small(schedules=[rule(**parts)])))
    assert found.schedules == (expected,)
    assert found.description == ""


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"freq": "MONTHLY", "byday": "1SA"}, "MONTHLY 1SA 08:00:00–16:00:00"),
        ({"freq": "MONTHLY", "byday": None, "bymonthday": "1,15"}, "MONTHLY 1,15 08:00:00–16:00:00"),
        ({"interval": 2, "dtstart": "2026-01-05"}, "WEEKLY MO,TU interval 2 08:00:00–16:00:00 2026-01-05"),
        ({"byweekno": "41,42"}, "WEEKLY MO,TU 41,42 08:00:00–16:00:00"),
        ({"count": 3}, "WEEKLY MO,TU count 3 08:00:00–16:00:00"),
        ({"closes_at": None}, "WEEKLY MO,TU 08:00:00"),
        ({"opens_at": "25:00"}, "WEEKLY MO,TU 25:00–16:00:00"),
        ({"byday": "now and then"}, "WEEKLY now and then 08:00:00–16:00:00"),
        ({"description": "First Saturday", "byday": "1SA"}, "First Saturday WEEKLY 1SA 08:00:00–16:00:00"),
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "WEEKLY MO,TU 08:00:00–16:00:00"),
    ],
)
def test_a_rule_that_no_week_holds_is_told_and_stands_in_the_description(
    tmp_path: Path, parts: dict[str, Any], text: str
) -> None:
    service = small(description="Talk.", schedules=[rule(**parts), rule(byday="SU")])
    found, fault = one_with_fault(of_json(tmp_path, service))
    assert found.description == f"Talk.\n\n{text}"
    assert found.schedules == (Schedule("SU", "08:00", "16:00"),)
    assert fault.field.startswith("schedules.0.")


def test_a_rule_of_a_place_that_no_week_holds_stands_in_the_description_too(tmp_path: Path) -> None:
    at = {"location": {"name": "Mill Hall", "schedules": [rule(interval=2)]}}
    found, _fault = one_with_fault(of_json(tmp_path, small(service_at_locations=[at])))
    assert found.description == "WEEKLY MO,TU interval 2 08:00:00–16:00:00"
    assert found.locations[0].schedules == ()


def tables(**schedules: str) -> Tables:
    """Return a package of 1.1 with one service and tables of hours."""
    return {
        "services.csv": "id,organization_id,name,status\ns1,o1,Talk,active",
        "organizations.csv": "id,name\no1,Mill Trust",
        **{f"{name}.csv": text for name, text in schedules.items()},
    }


@pytest.mark.parametrize("weekdays", [("1", "2", "3"), ("Monday", "TUESDAY", "wed"), ("MO", "TU", "WE")])
def test_weekdays_of_1_1_with_the_same_hours_stand_together(tmp_path: Path, weekdays: tuple[str, ...]) -> None:
    rows = "\n".join(f"r{number},s1,{day},9:00,17:00" for number, day in enumerate(weekdays))
    found = one(of_tables(tmp_path, tables(regular_schedules=f"id,service_id,weekday,opens_at,closes_at\n{rows}")))
    assert found.schedules == (Schedule("MO-WE", "09:00", "17:00"),)


def test_a_weekday_without_hours_is_told(tmp_path: Path) -> None:
    text = "id,service_id,weekday,opens_at,closes_at\nr1,s1,Monday,,\nr2,s1,Tuesday,9,10"
    found, fault = one_with_fault(of_tables(tmp_path, tables(regular_schedules=text)))
    assert found.schedules == (Schedule("TU", "09:00", "10:00"),)
    assert found.description == "Monday"
    assert (fault.file, fault.line) == (str(tmp_path / "regular_schedules.csv"), 2)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("true,,,2026-12-24,2026-12-26", ("00:00", "24:00", True, date(2026, 12, 26))),
        ("yes,,,2026-12-24,", ("00:00", "24:00", True, date(2026, 12, 24))),
        ("false,10:00,12:00,2026-12-24,2026-12-24", ("10:00", "12:00", False, date(2026, 12, 24))),
    ],
)
def test_a_holiday_is_an_exception_for_its_days(
    tmp_path: Path, row: str, expected: tuple[str, str, bool, date]
) -> None:
    text = f"id,service_id,closed,opens_at,closes_at,start_date,end_date\nh1,s1,{row}"
    (found,) = one(of_tables(tmp_path, tables(holiday_schedules=text))).schedules
    assert (found.byday, found.exception, found.valid_from) == ("MO-SU", True, date(2026, 12, 24))
    assert (found.opens_at, found.closes_at, found.closed, found.valid_to) == expected


def test_a_holiday_without_a_day_is_told_and_closes_nothing(tmp_path: Path) -> None:
    text = "id,service_id,closed,opens_at,closes_at,start_date,end_date\nh1,s1,true,,,,"
    found, fault = one_with_fault(of_tables(tmp_path, tables(holiday_schedules=text)))
    assert found.schedules == ()
    assert fault.file.endswith("holiday_schedules.csv")
