"""Hours of PTV made into schedules: days, nights, exceptions, what is closed, and what no clock shows."""

from datetime import date, datetime
from typing import Any

import pytest

from advisor_tui import clock
from advisor_tui.catalogue.contact import Schedule
from advisor_tui.catalogue.opening import always, opening, problems_of
from tests import ptv_payloads as ptv
from tests.ptv_payloads import hours, imported, problems, said, service

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def schedules(*entries: Any) -> tuple[Schedule, ...]:
    """Return the schedules of a phone with some entries of hours, none of them impossible."""
    (found,) = imported(service(), ptv.channel(serviceHours=list(entries)))
    read = found.phones[0].schedules
    assert [problem for each in read for problem in problems_of(each)] == []
    return read


def faults(*entries: Any) -> list[str]:
    """Return what is wrong with entries of hours."""
    return problems(service(), ptv.channel(serviceHours=list(entries)))


def is_open(entries: tuple[Schedule, ...], moment: str) -> bool | None:
    """Tell whether hours cover a moment on the wall in Finland."""
    return opening(entries, clock.at_local(datetime.fromisoformat(moment))).open


# ------------------------------------------------------------ weeks


def test_days_with_the_same_hours_stand_together() -> None:
    entry = hours(*(ptv.opening(day) for day in WEEK), ptv.opening("Sunday", "10:00:00", "12:30:00"))
    assert schedules(entry) == (Schedule("MO-FR", "08:00", "16:00"), Schedule("SU", "10:00", "12:30"))


def test_a_span_of_days_is_each_day_of_it() -> None:
    assert schedules(hours(ptv.opening("Monday", to="Wednesday"))) == (Schedule("MO-WE", "08:00", "16:00"),)
    assert schedules(hours(ptv.opening("monday", to="Tuesday"))) == (Schedule("MO,TU", "08:00", "16:00"),)


def test_a_last_day_before_the_first_is_the_empty_one_of_old_data() -> None:
    assert schedules(hours(ptv.opening("Friday", to="Monday"))) == (Schedule("FR", "08:00", "16:00"),)


def test_two_openings_on_a_day_are_two_schedules() -> None:
    entry = hours(ptv.opening("Monday", "08:00", "11:00"), ptv.opening("Monday", "12:00", "16:00"))
    assert schedules(entry) == (Schedule("MO", "08:00", "11:00"), Schedule("MO", "12:00", "16:00"))


@pytest.mark.parametrize(
    ("begins", "ends", "opens", "closes"),
    [
        ("08:00:00", "00:00:00", "08:00", "24:00"),
        ("00:00", "24:00:00", "00:00", "24:00"),
        ("0:00", "1.00:00:00", "00:00", "24:00"),
        ("8:05", "16:00:00.000", "08:05", "16:00"),
    ],
)
def test_midnight_ends_a_day_however_it_is_written(begins: str, ends: str, opens: str, closes: str) -> None:
    assert schedules(hours(ptv.opening("Monday", begins, ends))) == (Schedule("MO", opens, closes),)


@pytest.mark.parametrize("kind", ["DaysOfTheWeek", "Standard", "Weekdays"])
def test_days_of_the_week_have_an_older_name(kind: str) -> None:
    assert len(schedules(hours(ptv.opening("Monday"), kind=kind))) == 1


def test_what_is_always_open_is_open_on_holidays_and_never_closes() -> None:
    found = schedules(hours(isAlwaysOpen=True))
    assert found == (Schedule("MO-SU", "00:00", "24:00", on_holidays=True),)
    assert always(found, ptv.TODAY)


def test_a_week_that_leaves_no_minute_out_is_always_open() -> None:
    week = (*WEEK, "Saturday", "Sunday")
    assert always(schedules(hours(*(ptv.opening(day, "00:00", "00:00") for day in week))), ptv.TODAY)


# ------------------------------------------------------------ for a time


def test_days_for_which_hours_hold_are_those_on_the_wall_in_finland() -> None:
    entry = hours(
        ptv.opening("Monday"), validForNow=False, validFrom="2026-11-30T22:00:00Z", validTo="2027-05-31T21:00:00"
    )
    (found,) = schedules(entry)
    assert (found.valid_from, found.valid_to) == (date(2026, 12, 1), date(2027, 6, 1))


def test_hours_valid_for_now_have_no_first_day() -> None:
    (found,) = schedules(hours(ptv.opening("Monday"), validFrom="2020-01-01T00:00:00Z"))
    assert (found.valid_from, found.valid_to) == (None, None)


def test_hours_that_are_over_are_left_out() -> None:
    past = hours(ptv.opening("Monday"), validForNow=False, validFrom="2020-01-01", validTo="2020-02-01")
    gone = hours(kind="Exceptional", isClosed=True, validFrom="2020-12-24")
    assert schedules(past, gone) == ()


# ------------------------------------------------------------ nights


@pytest.mark.parametrize("kind", ["OverMidnight", "Special"])
def test_hours_over_midnight_end_on_the_next_morning(kind: str) -> None:
    entry = hours(ptv.opening("Friday", "20:00:00", "08:00:00", "Saturday"), kind=kind)
    assert schedules(entry) == (Schedule("FR", "20:00", "08:00", overnight=True),)


def test_hours_over_midnight_without_a_last_day_end_on_the_next() -> None:
    assert schedules(hours(ptv.opening("Sunday", "20:00", "08:00"), kind="OverMidnight")) == (
        Schedule("SU", "20:00", "08:00", overnight=True),
    )
    assert schedules(hours(ptv.opening("Sunday", "20:00", "23:00"), kind="OverMidnight")) == (
        Schedule("SU", "20:00", "23:00"),
    )
    assert schedules(hours(ptv.opening("Sunday", "20:00", "00:00"), kind="OverMidnight")) == (
        Schedule("SU", "20:00", "24:00"),
    )


def test_hours_over_a_weekend_run_on_end() -> None:
    found = schedules(hours(ptv.opening("Friday", "16:00", "08:00", "Monday"), kind="OverMidnight"))
    assert found == (
        Schedule("FR", "16:00", "24:00"),
        Schedule("SA,SU", "00:00", "24:00"),
        Schedule("MO", "00:00", "08:00"),
    )
    assert is_open(found, "2026-11-29 03:00")
    assert not is_open(found, "2026-11-30 09:00")


def test_hours_from_a_day_to_the_same_day_of_the_next_week_never_close() -> None:
    for time in ("00:00", "08:00"):
        assert always(schedules(hours(ptv.opening("Monday", time, time, "Monday"), kind="OverMidnight")), ptv.TODAY)
    nearly = schedules(hours(ptv.opening("Monday", "08:00", "07:00", "Monday"), kind="OverMidnight"))
    assert is_open(nearly, "2026-11-29 03:00")
    assert not is_open(nearly, "2026-11-30 07:30")


# ------------------------------------------------------------ exceptions


def exception(*openings: Any, **changes: Any) -> Any:
    """Return an entry of exceptional hours."""
    return hours(*openings, kind=changes.pop("kind", "Exceptional"), validForNow=False, **changes)


@pytest.mark.parametrize("kind", ["Exceptional", "Exception"])
def test_a_closed_day_is_an_exception_to_the_other_hours(kind: str) -> None:
    entry = exception(kind=kind, isClosed=True, validFrom="2026-12-23T22:00:00Z")
    found = schedules(hours(*(ptv.opening(day) for day in WEEK)), entry)
    day = date(2026, 12, 24)
    closed = Schedule("MO-SU", "00:00", "24:00", valid_from=day, valid_to=day, exception=True, closed=True)
    assert found[1] == closed
    assert not is_open(found, "2026-12-24 10:00")
    assert is_open(found, "2026-12-28 10:00")


def test_other_hours_of_a_single_day_hold_for_that_day_whatever_weekday_is_named() -> None:
    for named in (None, "Monday"):
        (found,) = schedules(exception(ptv.opening(named, "10:00", "12:00"), validFrom="2026-12-24"))
        assert (found.byday, found.opens_at, found.exception) == ("TH", "10:00", True)
        assert is_open((found,), "2026-12-24 11:00")


def test_other_hours_of_several_days_hold_on_each_of_them() -> None:
    (found,) = schedules(exception(ptv.opening(None, "10:00", "12:00"), validFrom="2026-12-24", validTo="2026-12-26"))
    assert found.byday == "TH-SA"
    (summer,) = schedules(exception(ptv.opening(None, "09:00", "12:00"), validFrom="2027-06-01", validTo="2027-08-31"))
    assert (summer.byday, summer.valid_from, summer.valid_to) == ("MO-SU", date(2027, 6, 1), date(2027, 8, 31))


def test_an_exception_that_ends_at_an_earlier_hour_runs_on_end() -> None:
    found = schedules(exception(ptv.opening(None, "16:00", "08:00"), validFrom="2026-12-24", validTo="2026-12-26"))
    assert [(each.byday, each.opens_at, each.closes_at) for each in found] == [
        ("TH", "16:00", "24:00"),
        ("FR", "00:00", "24:00"),
        ("SA", "00:00", "08:00"),
    ]
    assert [is_open(found, f"2026-12-{day}") for day in ("24 15:00", "25 03:00", "26 07:00", "26 09:00")] == [
        False,
        True,
        True,
        False,
    ]


def test_an_exception_with_weekdays_holds_on_them() -> None:
    entry = exception(ptv.opening("Monday", to="Tuesday"), validFrom="2026-12-21", validTo="2027-01-05")
    (found,) = schedules(entry)
    assert (found.byday, found.exception) == ("MO,TU", True)


def test_an_exception_open_round_the_clock_is_one() -> None:
    (found,) = schedules(exception(isAlwaysOpen=True, validFrom="2026-12-24"))
    assert (found.byday, found.closes_at, found.exception, found.on_holidays) == ("MO-SU", "24:00", True, False)


def test_a_season_in_which_something_is_closed_stands_before_its_usual_hours() -> None:
    closed = hours(isClosed=True, validForNow=False, validFrom="2026-12-01", validTo="2027-02-28")
    found = schedules(hours(*(ptv.opening(day) for day in WEEK)), closed)
    assert not is_open(found, "2026-12-02 10:00")
    assert is_open(found, "2027-03-01 10:00")


# ------------------------------------------------------------ what is said of hours


def test_by_appointment_is_said_of_hours_in_the_language_of_their_note() -> None:
    (found,) = schedules(hours(ptv.opening("Monday"), isReservation=True, additionalInformation=said("Soita ensin")))
    assert found.description == "Vain ajanvarauksella – Soita ensin"
    (swedish,) = schedules(hours(ptv.opening("Monday"), isReservation=True, additionalInformation=said("", "Ring")))
    assert swedish.description == "Endast med tidsbokning – Ring"


def test_what_is_said_of_hours_without_any_goes_to_the_phone_or_the_place() -> None:
    note = hours(isReservation=True, additionalInformation=said("Kysy aikaa"))
    (found,) = imported(service(), ptv.channel(serviceHours=[note]))
    assert found.phones[0].description == "Palveluohjaus – Vain ajanvarauksella – Kysy aikaa"
    (place,) = imported(service(), ptv.channel("ServiceLocation", serviceHours=[note]))
    assert place.locations[0].name == "Palveluohjaus – Vain ajanvarauksella – Kysy aikaa"


# ------------------------------------------------------------ what no clock shows


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (hours(ptv.opening("Monday", "16:00", "08:00")), "openingHour.0.to"),
        (hours(ptv.opening("Monday", "08:00", "08:00")), "openingHour.0.to"),
        (hours(ptv.opening("Monday", "16:00", "08:00", "Friday")), "openingHour.0.to"),
        (hours(ptv.opening("Monday", "25:00", "16:00")), "openingHour.0.from"),
        (hours(ptv.opening("Monday", "", "08:00")), "openingHour.0.from"),
        (hours(ptv.opening("Monday", "8", "16:00")), "openingHour.0.from"),
        (hours(ptv.opening("Monday", "08:00", "16:61")), "openingHour.0.to"),
        (hours(ptv.opening("Someday")), "openingHour.0.dayFrom"),
        (hours(ptv.opening(None)), "openingHour.0.dayFrom"),
        (hours(ptv.opening("Monday", to="Someday")), "openingHour.0.dayTo"),
        (hours(ptv.opening("Monday"), kind="Sometimes"), "serviceHourType"),
        (hours(isClosed=True, kind="Exceptional"), "validFrom"),
        (hours(ptv.opening("Monday"), validForNow=False, validFrom="2027-02-02", validTo="2027-02-01"), "validTo"),
        (hours(ptv.opening("Monday"), validTo="Tomorrow"), "validTo"),
        (exception(ptv.opening(None, "16:00", "08:00"), validFrom="2026-12-24"), "openingHour.0.to"),
        (
            exception(ptv.opening(None, "25:00", "08:00"), validFrom="2026-12-24", validTo="2026-12-26"),
            "openingHour.0.from",
        ),
        (
            exception(ptv.opening(None, "16:00", "08:00"), validFrom="2026-12-24", validTo="2036-12-24"),
            "openingHour.0.to",
        ),
    ],
)
def test_impossible_hours_are_a_fault_and_the_others_come_in(entry: Any, field: str) -> None:
    good = hours(ptv.opening("Saturday", "10:00", "11:00"))
    assert Schedule("SA", "10:00", "11:00") in schedules(entry, good)
    assert [each.split(": ")[0] for each in faults(entry, good)] == [f"serviceHours.0.{field}"]
