"""Phone numbers for comparing: one number has one row of digits, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.catalogue.numbers import dialled


@pytest.mark.parametrize(
    "number",
    ["03 123 4567", "(03) 123 4567", "+358 3 123 4567", "+358 (0)3 123 4567", "003583-1234567", "03/1234567"],
)
def test_a_number_is_the_same_however_it_is_written(number: str) -> None:
    assert dialled(number) == "031234567"


@pytest.mark.parametrize(("number", "digits"), [("112", "112"), ("116 117", "116117"), ("+46 8 123 456", "468123456")])
def test_short_numbers_and_those_of_other_countries_are_numbers(number: str, digits: str) -> None:
    assert dialled(number) == digits


@pytest.mark.parametrize("number", ["", "0X0 000 3201", "soita vaihteeseen", "11", "0" * 16, "03 123 4567 (ma)", "+"])
def test_what_no_phone_would_dial_is_no_number(number: str) -> None:
    assert dialled(number) == ""


@given(st.text(alphabet="0123456789+-() /.x", max_size=25))
def test_a_number_is_digits_or_nothing(number: str) -> None:
    digits = dialled(number)
    assert digits == "" or (digits.isdecimal() and 3 <= len(digits) <= 15)
