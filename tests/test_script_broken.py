"""Whatever a value of the script is changed to, the check answers with faults and their lines, never with a crash."""

import copy
import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_tui.errors import AdvisorError, FaultyFile
from advisor_tui.guidance import script_check
from advisor_tui.guidance.script import Closing, Field, NeedArea, Option, OutcomeSpec, Proposal, Script, Step, Urgent
from tests.changed_script import SHIPPED, faults_of, line
from tests.hostile import FORBIDDEN

Place = tuple[str | int, ...]

PARSED = tomllib.loads(SHIPPED)

WRONG = 987654321
"""A list of it is what no field of a script holds, and it is found again in the file."""

TABLES: dict[str, type[msgspec.Struct]] = {
    "step": Step,
    "field": Field,
    "outcome": OutcomeSpec,
    "need_area": NeedArea,
    "urgent": Urgent,
    "referral_status": Option,
    "unmet_reason": Option,
    "non_client": Option,
    "no_next_step": Option,
    "promise": Option,
    "proposal": Proposal,
    "closing": Closing,
}


def value(data: Any) -> str:
    """Return a value as TOML on one line."""
    if isinstance(data, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {value(item)}" for key, item in data.items()) + " }"
    if isinstance(data, list):
        return "[" + ", ".join(map(value, data)) + "]"
    return data.isoformat() if isinstance(data, dt.date) else json.dumps(data, ensure_ascii=False)


def document(data: dict[str, Any]) -> str:
    """Return a whole document as TOML, with each field of each table on a line of its own."""
    tables: dict[str, list[dict[str, Any]]] = {}
    lines = []
    for name, item in data.items():
        if isinstance(item, list) and item and all(isinstance(each, dict) for each in item):
            tables[f"[[{name}]]"] = item
        elif isinstance(item, dict):
            tables[f"[{name}]"] = [item]
        else:
            lines.append(f"{name} = {value(item)}")
    for header, entries in tables.items():
        for entry in entries:
            lines += [header, *(f"{json.dumps(key)} = {value(item)}" for key, item in entry.items())]
    return "\n".join(lines) + "\n"


def places(data: Any, place: Place = ()) -> dict[str, Place]:
    """Return one place for each kind of place in a document: of the items of a list, the first that has it."""
    found = {".".join("*" if isinstance(part, int) else part for part in place): place} if place else {}
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, item in items:
        found = {**places(item, (*place, key)), **found}
    return found


def put(place: Place, new: Any) -> str:
    """Return the shipped script as TOML with another value at a place."""
    data: Any = copy.deepcopy(PARSED)
    inner = data
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = new
    return document(data)


def written(folder: Path, text: str) -> Path:
    """Write a script, and return its file."""
    file = folder / "oma.toml"
    file.write_text(text, encoding="utf-8")
    return file


PLACES = places(PARSED)


def test_the_script_is_still_sound_when_it_is_written_anew(tmp_path: Path) -> None:
    assert faults_of(written(tmp_path, document(PARSED))) == []
    assert len(PLACES) > 100


@pytest.mark.parametrize("name", sorted(PLACES))
def test_a_value_of_the_wrong_type_is_a_fault_on_its_line(tmp_path: Path, name: str) -> None:
    file = written(tmp_path, put(PLACES[name], [WRONG]))
    with pytest.raises(FaultyFile) as caught:
        script_check.load_checked(file)
    assert {fault.line for fault in caught.value.faults} == {line(file, str(WRONG))}
    field = ".".join(part for part in PLACES[name] if isinstance(part, str))
    assert {fault.field for fault in caught.value.faults} == {field}


@pytest.mark.parametrize(
    ("table", "field"),
    [
        (table, field.name)
        for table, shape in TABLES.items()
        for field in msgspec.structs.fields(shape)
        if field.required
    ],
)
def test_a_missing_field_is_a_fault_where_its_table_begins(tmp_path: Path, table: str, field: str) -> None:
    data = copy.deepcopy(PARSED)
    entry = data[table][0] if isinstance(data[table], list) else data[table]
    del entry[field]
    text = document(data)
    header = f"[[{table}]]" if isinstance(data[table], list) else f"[{table}]"
    found = [fault for fault in faults_of(written(tmp_path, text)) if "puuttuu" in fault.problem]
    assert [(fault.line, fault.field) for fault in found] == [(text.splitlines().index(header) + 1, f"{table}.{field}")]


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(Script)])
def test_a_missing_part_of_the_whole_is_a_fault(tmp_path: Path, field: str) -> None:
    data = copy.deepcopy(PARSED)
    del data[field]
    found = faults_of(written(tmp_path, document(data)))
    assert [(fault.field, fault.problem) for fault in found] == [(field, "puuttuu")]


@pytest.mark.parametrize("name", ["step", "field", "outcome", "urgent"])
def test_a_script_without_steps_fields_outcomes_or_urgent_help_is_refused(tmp_path: Path, name: str) -> None:
    assert faults_of(written(tmp_path, put((name,), [])))


strange = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["", "{", "}", "{line}", "{0}", "\x1b[2J", "\u202e", "a" * 400]),
    st.integers(min_value=-(2**63), max_value=2**63 - 1),
    st.booleans(),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.sampled_from(["fi", "id", "key", "x"]), st.text(max_size=3), max_size=2),
)


@given(name=st.sampled_from(sorted(PLACES)), new=strange)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_anywhere_is_taken_or_refused_but_never_a_crash(tmp_path: Path, name: str, new: Any) -> None:
    file = tmp_path / "oma.toml"
    file.write_bytes(put(PLACES[name], new).encode("utf-8", "surrogatepass"))
    told = ""
    try:
        script_check.load_checked(file)
    except AdvisorError as error:
        told = str(error)
    assert not set(told) & FORBIDDEN
