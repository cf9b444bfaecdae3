"""What an export is made of: its forms, its cells, and the tables that can stand in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Format = Literal["csv", "json", "xlsx"]

Value = str | int | None
"""One cell. None and an empty text are both an empty cell."""

Chunk = list[list[Value]]
"""Some hundred rows: what is in memory at a time."""


class Further(StrEnum):
    """What can be written beside the calls, in the order in which it stands there."""

    REFERRALS = "referrals"
    UNMET_NEEDS = "unmet-needs"
    FOLLOW_UPS = "follow-ups"


FURTHER = tuple(Further)

CALLS = "calls"

SEPARATOR = " | "
"""Between several values in one cell."""


@dataclass(frozen=True)
class Sheet:
    """One table of the file, or one file of several: its name, its headings, and its rows as they come."""

    name: str
    headings: tuple[str, ...]
    chunks: Iterator[Chunk]
