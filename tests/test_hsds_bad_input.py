"""What is broken, too large or made to do harm: it is told, the good rest comes in, and only mishaps end an import."""

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_tui.catalogue.contact import Location, Phone
from advisor_tui.catalogue.hsds import own
from advisor_tui.catalogue.hsds.layout import LAYOUTS
from advisor_tui.catalogue.hsds.names import ALIASES
from advisor_tui.catalogue.payload import Faults
from advisor_tui.errors import AdvisorError
from tests.hostile import FORBIDDEN, HOSTILE
from tests.hsds_payloads import full, imported, of_json, of_tables, small, tables_1_1, write_tables

Json = dict[str, Any] | list[Any] | str | float | bool | None

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(HOSTILE)
)
VALUES: st.SearchStrategy[Json] = st.recursive(
    LEAVES, lambda within: st.lists(within, max_size=3) | st.dictionaries(st.text(max_size=4), within, max_size=3)
)
PLACES: list[tuple[str | int, ...]] = []


def _places(value: Json, path: tuple[str | int, ...]) -> None:
    """Find the path to everything within an object."""
    within = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in within:
        PLACES.append((*path, key))
        _places(each, (*path, key))


_places(full(), ())


def changed(data: Any, path: tuple[str | int, ...], value: Json) -> Any:
    """Return an object with something else in one place of it."""
    head, *rest = path
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[head] = changed(copy[head], tuple(rest), value) if rest else value
    return copy


def texts(value: Any) -> str:
    """Return every text within something, one after the other."""
    if isinstance(value, dict):
        return "".join(map(texts, value.values()))
    return "".join(map(texts, value)) if isinstance(value, list) else value if isinstance(value, str) else ""


QUIET = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@QUIET
@given(st.sampled_from(PLACES), VALUES)
def test_anything_in_any_place_of_an_object_is_read_or_told(path: tuple[str | int, ...], value: Json) -> None:
    with tempfile.TemporaryDirectory() as folder:
        services, faults = of_json(Path(folder), [changed(full(), path, value), small(id="good")])
    assert services[-1].id == "hsds:good"
    assert len(services) == 2 or faults.count


@QUIET
@given(
    st.binary(max_size=300) | VALUES.map(json.dumps).map(str.encode), st.sampled_from([".json", ".csv", ".zip", ".tsv"])
)
def test_no_file_makes_the_import_end_in_any_other_way_than_a_mishap(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"services{suffix}"
        path.write_bytes(content)
        try:
            services, faults = imported(path)
        except AdvisorError:
            return
        assert services or faults.count


COLUMNS = st.sampled_from(sorted({column.name for layout in LAYOUTS.values() for column in layout.columns}))
CELLS = st.sampled_from(("s1", "o1", "l1", "at1", "1", "", "null", '"', "MO", "09:00", *HOSTILE)) | st.text(max_size=5)


@QUIET
@given(
    st.dictionaries(
        st.sampled_from(sorted({alias for aliases in ALIASES.values() for alias in aliases})),
        st.tuples(
            st.lists(COLUMNS, min_size=1, max_size=5), st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=3)
        ),
        max_size=5,
    )
)
def test_no_tables_make_the_import_end_in_any_other_way_than_a_mishap(
    tables: dict[str, tuple[list[str], list[list[str]]]],
) -> None:
    written = {
        f"{name}.csv": "\n".join(",".join(row).encode("utf-8", "replace").decode() for row in (header, *rows))
        for name, (header, rows) in tables.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        write_tables(Path(folder), {"services.csv": "id,name,organization_id\ns1,Talk,o1", **written})
        try:
            services, faults = imported(Path(folder))
        except AdvisorError:
            return
        assert services or faults.count


@pytest.mark.parametrize("text", HOSTILE)
def test_text_made_to_do_harm_is_cleaned_wherever_it_stands(tmp_path: Path, text: str) -> None:
    whole = full()
    for path in PLACES:
        value: Any = full()
        for key in path:
            value = value[key]
        if isinstance(value, str) and path[-1] not in ("status", "number", "freq", "byday", "code", "type"):
            whole = changed(whole, path, f"x {text}")
    services, faults = of_json(tmp_path, [whole])
    told = "".join(map(str, faults.kept))
    assert len(services) == 1
    assert not FORBIDDEN.intersection(texts(json.loads(msgspec.json.encode(services[0]))) + told)


DEEP = 50_000


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[1, 2]",
        '"text"',
        "NaN",
        '{"id": "1", "name": "\\ud800"}',
        '{"id": "1", "a": ' + "9" * 6000 + "}",
        "[" * DEEP + "]" * DEEP,
        '{"id": "1", "x": ' * DEEP + "1" + "}" * DEEP,
        "\x00",
        "",
    ],
    ids=["open", "numbers", "text", "nan", "surrogate", "long number", "deep lists", "deep objects", "nul", "empty"],
)
def test_a_broken_file_is_told_and_the_file_beside_it_is_read(tmp_path: Path, broken: str) -> None:
    (tmp_path / "broken.json").write_text(broken, encoding="utf-8")
    services, faults = of_json(tmp_path, [small()])
    assert [service.name for service in services] == ["Talk"]
    assert faults.count
    assert all(fault.file.endswith("broken.json") for fault in faults.kept)


def nested(levels: int) -> Any:
    """Return objects within objects."""
    found: Any = "end"
    for _level in range(levels):
        found = {"x": found}
    return found


@pytest.mark.parametrize("value", [2**63, 2**64, -(2**80), 10**400, nested(300)])
def test_a_number_or_a_depth_beyond_measure_in_one_field_does_not_cost_the_service(tmp_path: Path, value: Any) -> None:
    services, _faults = of_json(tmp_path, [small(extra=value, minimum_age=value)])
    assert [(service.name, service.minimum_age) for service in services] == [("Talk", None)]


def attribute(name: str, value: str) -> dict[str, Any]:
    """Return an attribute as only our own export writes it."""
    return {"id": name, "value": value, "taxonomy_term": own.term(name)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rung", "9"),
        ("rung", "[1]"),
        ("sample", "maybe"),
        ("phones", '[{"number": 5}]'),
        ("phones", "[" * 2000),
        ("minimum_age", '"old"'),
        ("sv.nothing", "x"),
        ("name.first", "x"),
        ("colour", "red"),
        ("", "x"),
        ("last_modified", "2026-02-30"),
    ],
)
def test_an_attribute_of_ours_that_no_field_can_hold_is_told_and_left_out(
    tmp_path: Path, name: str, value: str
) -> None:
    whole = small(attributes=[attribute("id", "a-1"), attribute(name, value)])
    services, faults = of_json(tmp_path, [whole])
    assert [(service.id, service.name, service.rung) for service in services] == [("a-1", "Talk", "0")]
    assert [(fault.entry, fault.field) for fault in faults.kept] == [(whole["id"], "attributes")]


IMPOSSIBLE = '[{"byday": "XX", "opens_at": "08:00", "closes_at": "09:00"}]'


def test_hours_that_no_clock_shows_are_left_out_of_our_attributes_too(tmp_path: Path) -> None:
    place = (
        f'[{{"name": "Hall", "schedules": {IMPOSSIBLE}, "phones": [{{"number": "03", "schedules": {IMPOSSIBLE}}}]}}]'
    )
    claimed = [
        attribute("id", "a-1"),
        attribute("schedules", IMPOSSIBLE),
        attribute("phones", f'[{{"number": "03", "schedules": {IMPOSSIBLE}}}]'),
        attribute("locations", place),
    ]
    (found,), faults = of_json(tmp_path, [small(attributes=claimed)])
    assert (found.schedules, found.phones, faults.count) == ((), (Phone("03"),), 4)
    assert found.locations == (Location("Hall", phones=(Phone("03"),)),)


def test_what_json_hides_in_an_attribute_of_ours_is_cleaned(tmp_path: Path) -> None:
    hidden = json.dumps(["\x1b[2Jx", "\u202ey"])
    services, _faults = of_json(
        tmp_path, [small(attributes=[attribute("id", "a-1"), attribute("caller_words", hidden)])]
    )
    assert services[0].caller_words == ("[2Jx", "y")


@pytest.mark.parametrize("value", ["", '""', '"\\u0007"'])
def test_a_service_that_claims_to_be_ours_without_an_id_is_left_out(tmp_path: Path, value: str) -> None:
    services, faults = of_json(tmp_path, [small(attributes=[attribute("id", value)]), small(id="2")])
    assert [service.id for service in services] == ["hsds:2"]
    assert [fault.field for fault in faults.kept] == ["id"]


def test_two_services_that_claim_one_id_of_ours_are_one(tmp_path: Path) -> None:
    whole = [small(id=str(number), attributes=[attribute("id", "a-1")]) for number in range(2)]
    services, faults = of_json(tmp_path, whole)
    assert [service.source_id for service in services] == ["0"]
    assert [(fault.entry, fault.field) for fault in faults.kept] == [("1", "id")]


# ------------------------------------------------------------ files


def test_a_source_with_nothing_in_it_is_told(tmp_path: Path) -> None:
    services, faults = of_json(tmp_path, {"organizations": [{"id": "1", "name": "Mill Trust"}]})
    assert services == []
    assert [fault.file for fault in faults.kept] == [str(tmp_path)]


@pytest.mark.parametrize("name", ["nothing", "nothing.json", "a\0b"])
def test_a_path_where_nothing_is_ends_in_a_mishap(tmp_path: Path, name: str) -> None:
    with pytest.raises(AdvisorError):
        imported(tmp_path / name)


def test_a_folder_without_json_and_tables_ends_in_a_mishap(tmp_path: Path) -> None:
    (tmp_path / "read.me").write_text("x", encoding="utf-8")
    with pytest.raises(AdvisorError):
        imported(tmp_path)


def test_an_archive_whose_paths_lead_outside_ends_in_a_mishap(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../services.json", json.dumps([small()]))
    with pytest.raises(AdvisorError):
        imported(tmp_path / "a.zip")


def packed(folder: Path, mark: bytes = b"PK", at: int = 0, value: bytes = b"PK") -> Path:
    """Write an archive with one table, and with other bytes somewhere after a mark in it."""
    whole = folder / "a.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services-ä.csv", "id,name\n1,x")
    raw = bytearray(whole.read_bytes())
    place = raw.index(mark) + at
    raw[place : place + len(value)] = value
    whole.write_bytes(raw)
    return whole


ENTRY, END = b"PK\x01\x02", b"PK\x05\x06"


@pytest.mark.parametrize(
    ("mark", "at", "value"),
    [
        (ENTRY, 55, b"\xff"),
        (ENTRY, 42, b"\xff\xff\xff\x7f"),
        (ENTRY, 10, b"\x0e"),
        (ENTRY, 8, b"\x01"),
        (END, 16, b"\xff\x7f"),
    ],
    ids=["a name that is no text", "beyond the end", "packed oddly", "locked", "before the beginning"],
)
def test_an_archive_that_is_not_whole_ends_in_a_mishap(tmp_path: Path, mark: bytes, at: int, value: bytes) -> None:
    with pytest.raises(AdvisorError):
        imported(packed(tmp_path, mark, at, value))


def test_an_archive_that_is_whole_is_read(tmp_path: Path) -> None:
    assert [service.name for service in imported(packed(tmp_path))[0]] == ["x"]


@pytest.mark.parametrize("services", [5, "x", {"id": "1"}])
def test_services_within_an_organisation_that_are_no_list_are_told(tmp_path: Path, services: Any) -> None:
    found, faults = of_json(tmp_path, [small(), {"id": "o1", "name": "Mill", "services": services}])
    assert [service.name for service in found] == ["Talk"]
    assert [(fault.entry, fault.field) for fault in faults.kept] == [("o1", "services")]


def test_a_table_with_ragged_rows_unclosed_quotes_and_columns_twice_gives_what_is_good(tmp_path: Path) -> None:
    text = 'id,name,status,name\ns1,One,active,x\ns2,Two\ns3,"Three,active,x\ns4,Four,active,x,y,z\n'
    services, faults = of_tables(tmp_path, {"services.csv": text})
    assert [service.name for service in services] == ["One", "Two", "Four"]
    assert {fault.line for fault in faults.kept} >= {1, 3, 4, 5}


def test_a_broken_table_does_not_cost_the_services_of_others(tmp_path: Path) -> None:
    tables = tables_1_1()
    tables["phones.csv"] = "\x00\x01\xff"
    services, faults = of_tables(tmp_path, tables)
    assert [service.name for service in services] == ["Warm meals"]
    assert faults.count


def test_a_disk_without_room_ends_in_a_mishap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def write(self, _raw: bytes) -> int:
            raise OSError(28, "No space left on device")

        def seek(self, _place: int) -> int:
            return 0

        def close(self) -> None:
            pass

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    (tmp_path / "services.json").write_text(json.dumps([small()]), encoding="utf-8")
    with pytest.raises(AdvisorError):
        imported(tmp_path)


def test_only_the_first_faults_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    count = 3_000
    _services, faults = of_json(tmp_path, [small(id=str(number), status="?") for number in range(count)])
    assert faults.count == count
    assert len(faults.kept) < count
    assert isinstance(faults, Faults)
