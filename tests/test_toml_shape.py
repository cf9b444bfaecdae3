"""Files that people edit, measured against their shape: every fault is told, with line, entry and field."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.errors import Fault, FaultyFile
from advisor_tui.tomlfile import Document, convert, entry_name, read, shape_faults
from tests.house_file import GOOD, Hours, House, faults_of, only_fault, written


def test_a_good_file_becomes_its_shape(tmp_path: Path) -> None:
    house = convert(read(written(tmp_path, GOOD)), House)
    assert house.title == "Talo"
    assert house.office[0].since == dt.date(2026, 1, 31)
    assert house.office[0].phones[0].hours[0] == Hours("MO", dt.time(8))
    assert shape_faults(read(tmp_path / "talo.toml"), House) == []


@pytest.mark.parametrize(
    ("change", "line", "field", "words"),
    [
        (("floor = 2", "flor = 2\nfloor = 2"), 5, "office.flor", "floor"),
        (("floor = 2", "x = 2\nfloor = 2"), 5, "office.x", "phones"),
        (("floor = 2\n", ""), 3, "office.floor", "puuttuu"),
        (("floor = 2", 'floor = "2"'), 5, "office.floor", "kokonaisluku"),
        (("floor = 2", "floor = 2.5"), 5, "office.floor", "kokonaisluku"),
        (("floor = 2", "floor = 2\nopen = 1"), 6, "office.open", "true tai false"),
        (("floor = 2", "floor = 2\nshare = 'a'"), 6, "office.share", "luku"),
        (("2026-01-31", "'2026-01-31'"), 6, "office.since", "päivä"),
        (('["a", "b"]', '["a", 1]'), 7, "office.tags", "tekstiä"),
        (('["a", "b"]', '"a"'), 7, "office.tags", "luettelo"),
        (('sv = "Rådgivning"', "sv = 1"), 8, "office.names.sv", "tekstiä"),
        (("08:00:00", "'08:00'"), 12, "office.phones.hours.opens", "kellonaika"),
        (('{ day = "TU" }', '{ day = "WE" }'), 13, "office.phones.hours.day", "MO, TU"),
        (('{ day = "TU" }', "{}"), 13, "office.phones.hours.day", "puuttuu"),
        (('{ day = "TU" }', '"TU"'), 13, "office.phones.hours", "taulu"),
        (('title = "Talo"\n', ""), 0, "title", "puuttuu"),
    ],
)
def test_a_field_that_does_not_fit_is_named_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, field: str, words: str
) -> None:
    assert change[0] in GOOD
    fault = only_fault(tmp_path, GOOD.replace(*change))
    assert (fault.line, fault.field) == (line, field)
    assert words in fault.problem


def test_every_fault_is_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    wrong = GOOD.replace("floor = 2", "flor = 2").replace('"TU"', '"WE"').replace('"0X0"', "0")
    assert [(fault.line, fault.field) for fault in faults_of(tmp_path, wrong)] == [
        (3, "office.floor"),
        (5, "office.flor"),
        (10, "office.phones.number"),
        (13, "office.phones.hours.day"),
    ]


def test_a_fault_names_the_entry_as_people_call_it(tmp_path: Path) -> None:
    second = '[[office]]\nid = "kassa"\nfloor = "x"\n'
    fault = only_fault(tmp_path, GOOD + second)
    assert fault.entry == "kassa"
    assert str(fault).startswith(f"{tmp_path / 'talo.toml'}:17: kassa office.floor: ")


def test_the_name_of_an_entry_is_that_of_the_innermost_thing_with_one() -> None:
    data = {"office": [{"id": "neuvonta", "phones": [{"number": "1"}, {"name": "vaihde"}]}]}
    assert entry_name(data, ("office", 0, "phones", 0, "number")) == "neuvonta"
    assert entry_name(data, ("office", 0, "phones", 1)) == "vaihde"
    assert entry_name(data, ("office", 7, "id")) == ""


def test_a_hostile_value_is_told_cleaned_and_shortened(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, GOOD.replace("floor = 2", 'floor = "\\u001b[2J' + "x" * 5000 + '"'))
    assert "\x1b" not in str(fault)
    assert len(str(fault)) < 1000


NAMES = st.sampled_from(["title", "office", "id", "floor", "phones", "hours", "day", "names", "x"])
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-5, 5), st.floats(0, 1), st.text(max_size=5), st.dates(), st.times()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, VALUES, max_size=4))
@settings(deadline=None, max_examples=150)
def test_what_does_not_fit_always_has_a_fault_that_says_so(data: dict[str, object]) -> None:
    document = Document(Path("talo.toml"), data, "")
    told: list[Fault] = []
    try:
        convert(document, House)
    except FaultyFile as error:
        told = list(error.faults) or [Fault("", 0, "", "", "refused without a reason")]
    assert told == sorted(shape_faults(document, House))
