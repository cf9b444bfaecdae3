"""JSON as real directories give it: not always quite JSON. What can be had of it is had, and the rest is told."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.catalogue import json_objects
from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.json_objects import Item, objects
from advisor_tui.errors import Fault


def piece(raw: bytes) -> Piece:
    """Return a file of these bytes."""
    return Piece("koe.json", ".json", len(raw), lambda: io.BytesIO(raw))


def read(raw: bytes) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Return the objects of bytes, and what was wrong."""
    found = list(objects(piece(raw)))
    return [each.data for each in found if isinstance(each, Item)], [each for each in found if isinstance(each, Fault)]


TWO = [{"id": "a"}, {"id": "b"}]


@pytest.mark.parametrize(
    "raw",
    [
        b'[{"id": "a"}, {"id": "b"}]',
        b'\xef\xbb\xbf[{"id": "a"}, {"id": "b"}]',
        '[{"id": "a"}, {"id": "b"}]'.encode("utf-16"),
        b'{"pageNumber": 1, "itemList": [{"id": "a"}, {"id": "b"}]}',
        b'{"total_items": 2, "contents": [{"id": "a"}, {"id": "b"}]}',
        b'{"a": {"id": "a"}, "b": {"id": "b"}}',
        b'{"id": "a"}\n\n{"id": "b"}\n',
        b'// taken in March\n[{"id": "a"},\n  // the second\n{"id": "b"}]',
    ],
    ids=["list", "mark", "utf-16", "page of PTV", "page of HSDS", "by id", "lines", "comments"],
)
def test_every_form_in_which_objects_come_is_understood(raw: bytes) -> None:
    assert read(raw) == (TWO, [])


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        (b"NaN", "NaN"),
        (b"-Infinity", "-Infinity"),
        (b"9" * 5000, "9" * 18 + "…"),
    ],
)
def test_an_odd_number_is_told_and_costs_neither_its_object_nor_the_others(odd: bytes, told: str) -> None:
    found, faults = read(b'[{"id": "a", "x": ' + odd + b'}, {"id": "b"}]')
    assert [each["id"] for each in found] == ["a", "b"]
    assert found[0]["x"] is None
    (fault,) = faults
    assert told in fault.problem


def test_letters_of_windows_are_read_and_told_with_their_line() -> None:
    found, faults = read('[{"id": "a"},\n{"id": "b", "name": "Äiti"}]'.encode("cp1252"))
    assert found[1]["name"] == "Äiti"
    (fault,) = faults
    assert "2" in fault.problem


def test_where_it_breaks_off_what_stands_before_is_had_and_the_line_is_told() -> None:
    found, faults = read(b'[{"id": "a"},\n{"id": "b"},\n{"id": "c", "na')
    assert found == TWO
    assert [fault.line for fault in faults] == [3]


def test_a_broken_line_costs_only_itself() -> None:
    found, faults = read(b'{"id": "a"}\n{"id": \n{"id": "b"}\n')
    assert found == TWO
    assert [fault.line for fault in faults] == [2]


@pytest.mark.parametrize("raw", [b"", b"  \n", b"nothing", b"\0\1\2", b"[" * 100_000, b'{"a":' * 100_000, b"\xff"])
def test_what_is_no_json_at_all_is_told_and_ends_nothing(raw: bytes) -> None:
    found, faults = read(raw)
    assert found == []
    assert faults
    assert all(fault.file == "koe.json" for fault in faults)


def test_what_is_no_object_in_a_list_is_told_by_its_number() -> None:
    found, faults = read(b'[{"id": "a"}, 7, {"id": "b"}]')
    assert found == TWO
    assert [fault.entry for fault in faults] == ["2"]


def test_a_large_file_is_read_object_by_object_up_to_where_it_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_objects, "WHOLE", 10)
    assert read(b'{"itemList": [{"id": "a"}, {"id": "b"}]}') == (TWO, [])
    found, faults = read(b'[{"id": "a"}, {"id": "b"}, {"id"')
    assert found == TWO
    assert len(faults) == 1


def test_an_object_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_objects, "WHOLE", 10)
    monkeypatch.setattr(json_objects, "EVENTS", 100)
    found, faults = read(b'[{"id": "a"}, {"x": [' + b"1," * 500)
    assert found == [{"id": "a"}]
    assert len(faults) == 1


@given(st.binary(max_size=300) | st.text(alphabet='[]{}",:0129.eE-+truefalsn \n\\u', max_size=200).map(str.encode))
def test_no_bytes_end_it_with_an_error(raw: bytes) -> None:
    found, _faults = read(raw)
    assert all(isinstance(each, dict) for each in found)
