"""A shape for files, and files of it that are wrong: what the tests of the TOML reader are tried on."""

import datetime as dt
from pathlib import Path
from typing import Literal

import pytest
from msgspec import Struct

from advisor_tui.errors import Fault, FaultyFile
from advisor_tui.tomlfile import convert, read


class Hours(Struct, frozen=True, forbid_unknown_fields=True):
    """When a phone is answered."""

    day: Literal["MO", "TU"]
    opens: dt.time | None = None


class Phone(Struct, frozen=True, forbid_unknown_fields=True):
    """A number."""

    number: str
    hours: tuple[Hours, ...] = ()


class Office(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody with phones."""

    id: str
    floor: int
    open: bool = True
    share: float = 1.0
    since: dt.date | None = None
    tags: tuple[str, ...] = ()
    names: dict[str, str] = {}
    phones: tuple[Phone, ...] = ()


class House(Struct, frozen=True, forbid_unknown_fields=True):
    """A file."""

    title: str
    office: tuple[Office, ...] = ()


def written(folder: Path, content: str | bytes, name: str = "talo.toml") -> Path:
    """Write a file as it is given, byte by byte, and return its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def faults_of(folder: Path, content: str | bytes) -> tuple[Fault, ...]:
    """Return what is told of a file that must be refused because of its content."""
    with pytest.raises(FaultyFile) as told:
        convert(read(written(folder, content)), House)
    assert told.value.faults
    return told.value.faults


def only_fault(folder: Path, content: str | bytes) -> Fault:
    """Return the one fault of a file that has no other."""
    (fault,) = faults_of(folder, content)
    return fault


GOOD = """title = "Talo"

[[office]]
id = "neuvonta"
floor = 2
since = 2026-01-31
tags = ["a", "b"]
names = { fi = "Neuvonta", sv = "Rådgivning" }
[[office.phones]]
number = "0X0"
hours = [
  { day = "MO", opens = 08:00:00 },
  { day = "TU" },
]
"""
