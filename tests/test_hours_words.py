"""Hours of a whole week in words: the same words for the same hours, whoever wrote them down."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui import language
from advisor_tui.catalogue.contact import Schedule
from advisor_tui.catalogue.hours_words import hours_in_words
from tests import made_services

SUMMER = {"valid_from": date(2026, 6, 1), "valid_to": date(2026, 8, 31)}
EVE = {"valid_from": date(2026, 12, 24), "valid_to": date(2026, 12, 24), "exception": True}


@pytest.mark.parametrize(
    ("schedules", "words"),
    [
        ([], ""),
        ([Schedule("MO-FR", "08:00", "15:00")], "ma–pe 8–15"),
        ([Schedule("MO", "08:05", "15:30")], "ma 8.05–15.30"),
        ([Schedule("MO,WE,FR", "09:00", "12:00")], "ma, ke, pe 9–12"),
        ([Schedule("MO-WE,FR-SU", "09:00", "12:00")], "ma–ke, pe–su 9–12"),
        ([Schedule("MO-TH", "08:00", "16:00"), Schedule("FR", "08:00", "14:00")], "ma–to 8–16, pe 8–14"),
        ([Schedule("MO-SU", "00:00", "24:00")], "ma–su 0–24"),
        ([Schedule("FR-SA", "22:00", "04:00", overnight=True)], "pe–la 22–4"),
    ],
)
def test_days_with_the_same_hours_are_told_together(schedules: list[Schedule], words: str) -> None:
    assert hours_in_words(schedules) == words


def test_what_never_closes_is_always_open() -> None:
    assert hours_in_words([Schedule("MO-SU", "00:00", "24:00", on_holidays=True)]) == "aina auki"


def test_what_is_never_closed_but_by_an_exception_is_not_called_always_open() -> None:
    closed = Schedule("MO-SU", "00:00", "24:00", closed=True, **EVE)  # type: ignore[arg-type]
    told = hours_in_words([Schedule("MO-SU", "00:00", "24:00", on_holidays=True), closed])
    assert "aina auki" not in told
    assert told.endswith("24.12.2026: kiinni")


def test_seven_days_told_one_by_one_are_the_week_told_at_once() -> None:
    one_by_one = [Schedule(day, "08:00", "15:00") for day in ("MO", "TU", "WE", "TH", "FR")]
    assert hours_in_words(one_by_one) == hours_in_words([Schedule("MO-FR", "08:00", "15:00")])


def test_a_break_in_the_day_is_told_with_both_its_sides() -> None:
    language.use("en")
    lunch = [Schedule("MO-FR", "12:00", "16:00"), Schedule("MO-FR", "08:00", "11:00")]
    assert hours_in_words(lunch) == "Mon–Fri 8–11 and 12–16"


def test_hours_that_hold_for_a_time_are_told_with_that_time() -> None:
    usual, summer = Schedule("MO-FR", "08:00", "16:00"), Schedule("MO-FR", "09:00", "14:00", **SUMMER)  # type: ignore[arg-type]
    assert hours_in_words([usual, summer]) == "ma–pe 8–16; 1.6.2026–31.8.2026: ma–pe 9–14"


def test_hours_with_only_a_first_or_only_a_last_day_name_it() -> None:
    language.use("en")
    begun = Schedule("MO", "08:00", "16:00", valid_from=date(2026, 6, 1))
    ended = Schedule("MO", "09:00", "16:00", valid_to=date(2026, 5, 31))
    assert hours_in_words([begun, ended]) == "until 31.5.2026: Mon 9–16; from 1.6.2026: Mon 8–16"


def test_an_exception_of_one_day_needs_no_day_of_the_week() -> None:
    language.use("en")
    assert hours_in_words([Schedule("TH", "08:00", "12:00", **EVE)]) == "exception 24.12.2026: 8–12"  # type: ignore[arg-type]


def test_what_else_is_said_of_hours_stands_behind_them() -> None:
    language.use("en")
    hours = Schedule("MO", "08:00", "09:00", overnight=True, on_holidays=True, description="with a bell")
    assert hours_in_words([hours]) == "Mon 8–9 (also on holidays, to the next day, with a bell)"


def test_hours_no_clock_shows_are_told_as_they_are_written() -> None:
    assert hours_in_words([Schedule("MO-FR", "8", "15:00"), Schedule("SA", "09:00", "12:00")]) == (
        "la 9–12, MO-FR 8–15:00"
    )


@given(st.lists(made_services.schedules, max_size=5), st.randoms())
def test_the_order_of_hours_does_not_change_the_words(schedules: list[Schedule], chance: Random) -> None:
    mixed = list(schedules)
    chance.shuffle(mixed)
    assert hours_in_words(mixed) == hours_in_words(schedules)


@given(st.lists(made_services.schedules, min_size=1, max_size=3))
def test_any_hours_are_told_on_one_line(schedules: list[Schedule]) -> None:
    told = hours_in_words(schedules)
    assert told
    assert told.splitlines() == [told]
