"""What in a service speaks against itself, and what only looks as if it did."""

from datetime import date
from typing import Any

import pytest

from advisor_tui import language
from advisor_tui.catalogue import areas
from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule
from advisor_tui.catalogue.contradictions import contradictions
from advisor_tui.catalogue.service import Translation
from advisor_tui.paths import shipped
from tests.made_services import TODAY, WEEK, service

AREAS = areas.load(shipped("data") / "areas.toml")
ALWAYS = (Schedule("MO-SU", "00:00", "24:00", on_holidays=True),)
EVE, PAST = date(2026, 12, 24), date(2025, 12, 24)


@pytest.fixture(autouse=True)
def english() -> None:
    """Tell everything in English."""
    language.use("en")


def told(**changes: Any) -> list[str]:
    """Return what is doubtful in the plain service with values changed."""
    return [each.text for each in contradictions(service(**changes), TODAY, AREAS)]


def exception(byday: str = "MO-SU", opens_at: str = "00:00", closes_at: str = "24:00", **changes: Any) -> Schedule:
    """Return an exception on Christmas Eve."""
    return Schedule(byday, opens_at, closes_at, exception=True, **{"valid_from": EVE, "valid_to": EVE, **changes})


def test_nothing_speaks_against_a_sound_service() -> None:
    assert told() == []


# ------------------------------------------------------------ ages, price, language, places


def test_a_highest_age_below_the_lowest_is_told() -> None:
    assert told(minimum_age=65, maximum_age=18) == ["the highest age (18) is below the lowest (65)"]
    assert told(minimum_age=18, maximum_age=18) == []


def test_an_age_nobody_reaches_is_told() -> None:
    assert told(minimum_age=650) == ["is not an age in years: 650"]


@pytest.mark.parametrize("price", ["Omavastuu 25 €", "12,50 euroa", "noin 1 000 euroa/kk", "€ 30", "5eur", "12\u00a0€"])
def test_a_price_of_what_is_free_of_charge_is_told(price: str) -> None:
    assert len(told(charge="free", fees_description=price)) == 1
    assert told(charge="fee", fees_description=price) == []


@pytest.mark.parametrize("price", ["", "Maksuton", "0 €", "0,00 euroa", "Maksuton, kahvi 1 euro", "Kela korvaa euroja"])
def test_what_is_free_of_charge_may_say_so(price: str) -> None:
    assert told(charge="free", fees_description=price) == []


def test_a_day_before_a_sum_is_no_part_of_it() -> None:
    assert told(charge="free", fees_description="1.1.2026 alkaen 0 €") == []
    assert told(charge="free", fees_description="Vuonna 2026 0 €") == []


@pytest.mark.parametrize("price", ["Palvelu on maksuton.", "Maksutta", "ilmaiseksi", "Ilmainen kaikille"])
def test_what_costs_something_and_is_called_free_is_told(price: str) -> None:
    (text,) = told(charge="fee", fees_description=price)
    assert price in text


def test_a_price_in_another_language_counts_too() -> None:
    assert told(charge="fee", sv=Translation("Mat", "Mat", fees_description="Avgiftsfri")) != []
    assert told(charge="free", en=Translation("Meals", "Food", fees_description="9 euros")) != []


@pytest.mark.parametrize(
    "price",
    [
        "",
        "Maksut määräytyvät tulojen mukaan",
        "Ei maksuton",
        "Palvelu ei ole maksuton",
        "Ensimmäinen kerta maksuton, sitten 20 €",
        "Maksullinen; arviointi on maksuton",
        "Maksutapa: lasku",
        "Tulojen mukaan, laite maksuton",
    ],
)
def test_what_costs_something_may_tell_when_it_does_not(price: str) -> None:
    assert told(charge="fee", fees_description=price) == []


def test_a_service_in_no_language_is_told() -> None:
    assert told(languages=()) == ["no language is told in which it is given"]


def test_pages_only_in_a_language_in_which_it_is_not_given_are_told() -> None:
    swedish = (Link("https://a.fi", language="sv"), Link("https://b.fi", language="sv"))
    assert told(url="", links=swedish) == ["its pages are only in a language in which it is not given: sv"]
    assert told(url="https://a.fi", links=swedish) != []


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "https://c.fi", "links": (Link("https://a.fi", language="sv"),)},
        {"url": "", "links": (Link("https://a.fi", language="sv"), Link("https://b.fi", language="fi"))},
        {"url": "", "links": (Link("https://a.fi"),)},
        {"url": "", "links": (Link("https://a.fi", language="sv"),), "languages": ("fi", "sv")},
    ],
)
def test_pages_in_a_language_of_the_service_or_in_none_are_not_told(changes: dict[str, Any]) -> None:
    assert told(**changes) == []


def test_the_country_and_a_part_of_it_are_told() -> None:
    assert told(service_areas=("FI", "Tampere")) == [
        "it is for the whole country and for Tampere: only one can be meant"
    ]
    assert told(service_areas=("FI",)) == []


def test_an_area_nobody_knows_and_no_area_at_all_are_told() -> None:
    assert told(service_areas=("Tampre",)) == ["unknown municipality or county: “Tampre”"]
    assert told(service_areas=()) == ["no area is told for which it is"]


def test_an_assurance_in_the_future_is_told() -> None:
    assert told(assured_date=date(2027, 1, 1)) == ["its assurance lies in the future: 1.1.2027"]


# ------------------------------------------------------------ phones


@pytest.mark.parametrize("number", ["soita vaihteeseen", "03 123 45X7", "11", "03 123 4567 8901 2345"])
def test_a_number_that_cannot_be_dialled_is_told_once(number: str) -> None:
    phones = (Phone(number, schedules=WEEK), Phone(number, "Ajanvaraus"))
    assert told(phones=phones) == [f"the number cannot be dialled: “{number}”"]


def test_the_number_of_a_place_is_looked_at_too() -> None:
    assert told(locations=(Location(phones=(Phone("vaihde"),)),)) == ["the number cannot be dialled: “vaihde”"]


def test_a_phone_without_a_number_is_told() -> None:
    assert told(phones=(Phone(" "),)) == ["a phone has no number"]


def test_the_number_of_a_sample_is_not_meant_to_be_dialled() -> None:
    assert told(phones=(Phone("0X0 000 3201"),), sample=True) == []


def test_one_number_with_two_different_hours_is_told() -> None:
    evening = (Schedule("MO-FR", "15:00", "20:00"),)
    phones = (Phone("03 123 4567", schedules=WEEK), Phone("+358 3 1234567", schedules=evening))
    assert told(phones=phones) == ["the number 03 123 4567 has two different hours: Mon–Fri 8–15 / Mon–Fri 15–20"]


@pytest.mark.parametrize(
    "second",
    [
        Phone("03 123 4567", schedules=(Schedule("MO,TU,WE,TH,FR", "08:00", "15:00"),)),
        Phone("03 123 4567"),
        Phone("03 123 4567", "Ajanvaraus", schedules=ALWAYS),
        Phone("03 123 4567", languages=("sv",), schedules=ALWAYS),
        Phone("03 123 4568", schedules=ALWAYS),
    ],
)
def test_a_number_may_come_twice_with_the_same_hours_or_for_something_else(second: Phone) -> None:
    assert told(phones=(Phone("03 123 4567", schedules=WEEK), second)) == []


# ------------------------------------------------------------ hours


def test_hours_that_have_all_run_out_are_told_with_their_last_day() -> None:
    spring = Schedule("MO", "08:00", "15:00", valid_to=date(2026, 5, 31))
    summer = Schedule("MO", "09:00", "14:00", valid_to=date(2026, 8, 31))
    assert told(phones=(Phone("112", schedules=(spring,)),), schedules=(summer,)) == [
        "its hours have run out: they held until 31.8.2026"
    ]


@pytest.mark.parametrize(
    "schedules",
    [
        (Schedule("MO", "08:00", "15:00", valid_to=date(2026, 5, 31)), Schedule("TU", "08:00", "15:00")),
        (Schedule("MO", "08:00", "15:00", valid_to=TODAY),),
        (exception(valid_from=PAST, valid_to=PAST, closed=True),),
    ],
)
def test_hours_that_still_hold_have_not_run_out(schedules: tuple[Schedule, ...]) -> None:
    assert told(phones=(Phone("112", schedules=schedules),)) == []


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_what_is_not_in_use_and_always_open_is_told(status: str) -> None:
    (text,) = told(status=status, schedules=ALWAYS)
    assert "always open" in text
    assert told(status=status) == []


def test_what_is_told_as_closed_all_the_week_is_not_always_open() -> None:
    closed = (Schedule("MO-SU", "00:00", "24:00", on_holidays=True, closed=True),)
    assert told(status="temporarily closed", schedules=closed) == []


def test_hours_no_clock_shows_are_told() -> None:
    (text,) = told(schedules=(Schedule("MO-FR", "8", "15:00"), Schedule("TU-FR", "8", "15:00")))
    assert "“8”" in text


def test_what_is_closed_needs_no_times() -> None:
    assert told(schedules=(exception(opens_at="", closes_at="", closed=True),)) == []


@pytest.mark.parametrize(
    "other",
    [
        exception(opens_at="09:00", closes_at="12:00"),
        exception("TH", "09:00", "12:00", valid_from=date(2026, 12, 1), valid_to=date(2026, 12, 31)),
        exception("TH", "09:00", "12:00", valid_from=None, valid_to=None),
    ],
)
def test_exceptions_that_are_closed_and_open_on_one_day_are_told(other: Schedule) -> None:
    (text,) = told(schedules=(exception(closed=True), other))
    assert text.startswith("exceptions to its hours contradict each other")


def test_exceptions_open_at_one_time_twice_are_told() -> None:
    assert len(told(schedules=(exception(opens_at="08:00", closes_at="12:00"), exception(opens_at="11:00")))) == 1


@pytest.mark.parametrize(
    "schedules",
    [
        (exception(closed=True), exception(closed=True)),
        (exception(opens_at="08:00", closes_at="12:00"), exception(opens_at="12:00", closes_at="16:00")),
        (exception(closed=True), exception(opens_at="09:00", valid_from=date(2026, 12, 25), valid_to=None)),
        (exception(closed=True), exception("FR", "09:00", "12:00")),
        tuple(exception(valid_from=PAST, valid_to=PAST, closed=closed) for closed in (True, False)),
        (*WEEK, exception(closed=True)),
    ],
)
def test_exceptions_that_can_both_hold_or_are_past_are_not_told(schedules: tuple[Schedule, ...]) -> None:
    assert told(schedules=schedules) == []
