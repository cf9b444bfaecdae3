"""Phone numbers out of one cell, with whose they are, what they cost and when they are answered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.catalogue.check import DIALLABLE
from advisor_tui.catalogue.contact import Phone, Schedule
from advisor_tui.catalogue.sheets import phones
from tests.hostile import HOSTILE

WORKDAYS = (Schedule("MO-FR", "09:00", "15:00"),)


def numbers(text: str) -> list[str]:
    """Return the numbers in a cell."""
    return [each.number for each in phones.read(text).phones]


@pytest.mark.parametrize(
    "number",
    [
        "03 123 4567",
        "(03) 123 4567",
        "03-123 45 67",
        "040 - 1234567",
        "0401234567",
        "+358 3 123 4567",
        "+358 (0)40-123 456",
        "+358401234567",
        "0800 1 2345",
        "029 553 9002",
        "112",
        "116 117",
        "116117",
        "10022",
        "234 5678",
    ],
)
def test_a_number_is_found_as_it_is_written(number: str) -> None:
    assert phones.read(number) == phones.Found((Phone(number),), ())
    assert phones.read(f"puh. {number} ma-pe 9-15").phones == (Phone(number, schedules=WORKDAYS),)


@pytest.mark.parametrize("between", [", ", "; ", " / ", "/", "\n", " tai ", " ja ", " eller "])
def test_several_numbers_in_a_cell_are_parted(between: str) -> None:
    assert numbers(f"03 123 4567{between}040 123 4567") == ["03 123 4567", "040 123 4567"]


def test_what_stands_around_a_number_is_its_own() -> None:
    found = phones.read("Vaihde 03 123 4567 ma-to 9-15, pe 9-13, ajanvaraus: 040 123 4567 (pvm/mpm)")
    assert found == phones.Found(
        (
            Phone(
                "03 123 4567",
                description="Vaihde",
                schedules=(Schedule("MO-TH", "09:00", "15:00"), Schedule("FR", "09:00", "13:00")),
            ),
            Phone("040 123 4567", description="ajanvaraus", charge="pvm/mpm"),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("text", "charge"),
    [
        ("0800 123 456 (maksuton)", "maksuton"),
        ("020 123 456 (8,35 snt/puhelu + 16,69 snt/min)", "8,35 snt/puhelu + 16,69 snt/min"),
        ("03 123 456 (ma-pe 9-15), avgiftsfri", "avgiftsfri"),
    ],
)
def test_what_a_call_costs_is_told_apart(text: str, charge: str) -> None:
    (phone,) = phones.read(text).phones
    assert (phone.charge, phone.description) == (charge, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("040 123 4567 paitsi ke ma-pe 9-15", "paitsi ke ma-pe 9-15"),
        ("03 123 4567 9-15", "9-15"),
        ("03 123 4567 (kesällä ma-pe 9-15)", "kesällä ma-pe 9-15"),
    ],
)
def test_hours_that_are_not_understood_stay_beside_their_number_and_are_told(text: str, words: str) -> None:
    found = phones.read(text)
    assert found.unclear == (words,)
    assert [(each.description, each.schedules) for each in found.phones] == [(words, ())]


@pytest.mark.parametrize(
    "text",
    [
        "soita keskukseen",
        "1.5.2026",
        "24/7",
        "9-15",
        "33100 Tampere",
        "0401234567 0407654321",
        "040 123 45-67",
        "0401234567x",
        "x",
        "040 " * 600,
    ],
)
def test_what_is_no_number_is_returned_as_it_stands(text: str) -> None:
    assert phones.read(text) == phones.Found((), (text.strip(),))


def test_an_empty_cell_holds_nothing() -> None:
    assert phones.read(" ") == phones.Found((), ())


def test_a_stroke_behind_the_area_is_a_dash_that_can_be_dialled() -> None:
    assert numbers("09/1234567") == ["09-1234567"]


def test_dashes_of_every_kind_and_hard_spaces_are_those_of_a_keyboard() -> None:
    assert numbers("040\u2013123\u00a04567") == ["040-123 4567"]


@pytest.mark.parametrize(
    ("number", "lost"), [("401234567", True), ("0401234567", False), ("112", False), ("4512345", False)]
)
def test_a_number_that_a_spreadsheet_has_taken_the_zero_from_is_known(number: str, *, lost: bool) -> None:
    assert phones.lost_zero(number) is lost


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_costs_no_number_that_stands_beside_it(text: str) -> None:
    assert "03 123 4567" in numbers(f"{text}; 03 123 4567")


@settings(max_examples=500)
@given(st.text(alphabet="0123456789 +-()/,;.\nmape–", max_size=60) | st.text(max_size=60))
def test_whatever_the_text_each_number_can_be_dialled_and_stands_in_it(text: str) -> None:
    found = phones.read(text)
    digits = "".join(char for char in text if char.isascii() and char.isdigit())
    for each in found.phones:
        assert DIALLABLE.fullmatch(each.number)
        assert "".join(filter(str.isdigit, each.number)) in digits
