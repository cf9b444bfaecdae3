"""The README tells the truth: its tables, commands, columns, settings and pictures are those of the program."""

import re
import tomllib
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import msgspec
import pytest
import typer.main

from advisor_tui import language
from advisor_tui.cli.parser import build
from advisor_tui.commands import BY_ID
from advisor_tui.records.export.columns import columns
from advisor_tui.settings import Settings
from tests.tools import pictures, readme

TEXT = readme.README.read_text(encoding="utf-8")
PROJECT = readme.README.parent


def section(heading: str) -> str:
    """Return what stands under a heading, up to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def first_cells(text: str) -> list[str]:
    """Return the first cell of each row of the tables in a text."""
    return [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]


def test_the_tables_of_keys_are_those_of_the_program() -> None:
    language.use("en")
    assert readme.renewed(TEXT) == TEXT


def test_a_table_that_differs_is_made_anew() -> None:
    language.use("en")
    assert readme.renewed(TEXT.replace("`^F`", "`^Q`")) == TEXT


def test_every_column_of_the_log_is_explained_and_no_other() -> None:
    told = re.findall(r"`(\w+)`", "".join(first_cells(section("Columns of the log"))))
    assert told == [each.name for each in columns(identified=True)]


def names_of(group: Any) -> Iterator[str]:
    """Yield what each command of a group is called, with the names of the groups it is in."""
    for name, command in group.commands.items():
        within = list(names_of(command)) if hasattr(command, "commands") else [""]
        yield from (f"{name} {each}".strip() for each in within)


def test_every_command_is_told_and_no_other() -> None:
    app = typer.main.get_command(build(Settings()))
    there = set(names_of(app))
    told = {
        " ".join(takewhile(re.compile(r"[a-z][a-z-]*").fullmatch, cell.split()[1:]))
        for cell in re.findall(r"`(advisor[^`]*)`", "".join(first_cells(section("Commands"))))
    }
    assert told - {""} == there


def test_the_example_of_the_settings_is_one_that_works() -> None:
    block = re.search(r"```toml\n(.*?)```", section("Settings"), re.DOTALL)
    assert block
    settings = msgspec.convert(tomllib.loads(block[1]), Settings)
    assert set(settings.keys) <= set(BY_ID)
    told = set(re.findall(r"^(\w+) = ", block[1], re.MULTILINE)) | set(
        re.findall(r"^\[(\w+)\]", block[1], re.MULTILINE)
    )
    assert {field.name for field in msgspec.structs.fields(Settings)} <= told


@pytest.mark.parametrize("command", ["run", "test"])
def test_one_command_for_each_purpose_stands_where_it_is_looked_for(command: str) -> None:
    block = re.search(rf"<!-- command: {command} -->\n```sh\n([^\n]+)\n```", TEXT)
    assert block
    assert "pip install" in block[1]


def test_every_picture_is_shown_and_every_one_shown_is_there() -> None:
    shown = set(re.findall(r"screenshots/([\w-]+)\.svg", TEXT))
    there = {path.stem for path in (PROJECT / "screenshots").glob("*")}
    assert shown == there == set(pictures.PICTURES)


def test_no_picture_asks_a_server_for_anything() -> None:
    for path in (PROJECT / "screenshots").glob("*.svg"):
        picture = path.read_text(encoding="utf-8")
        assert not re.search(r"@import|href=|src=|url\((?!#)", picture), path.name


def test_every_file_that_is_linked_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (PROJECT / target).is_file(), target
