"""Mishaps that a person can mend: what happened, where, and what to do now."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor_tui.text import clean_line

SHOWN_LIMIT = 300
"""Characters of foreign text repeated in a message: enough to recognise it, too few to fill the screen."""


class AdvisorError(Exception):
    """A mishap told in the reader's language.

    ``what`` happened, ``where`` (file, row, field) and the ``remedy``: what to do now. The three are whole, already
    translated sentences or names; the command line prints them and ends with exit code 1.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = clean_line(what)
        self.where = clean_line(where)
        self.remedy = clean_line(remedy)

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.where}:" if self.where else "", self.what, self.remedy) if part)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one file: ``line`` counts from 1, 0 where the whole file is meant."""

    file: str
    line: int
    entry: str
    field: str
    problem: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        inside = " ".join(part for part in (self.entry, self.field) if part)
        return clean_line(": ".join(part for part in (place, inside, self.problem) if part))


class FaultyFile(AdvisorError):
    """A file that cannot be used, with every fault found in it."""

    def __init__(self, what: str, faults: Sequence[Fault], *, remedy: str = "") -> None:
        super().__init__(what, remedy=remedy)
        self.faults = tuple(sorted(faults))

    def __str__(self) -> str:
        first = str(self.faults[0]) if self.faults else ""
        return " ".join(part for part in (self.what, first, self.remedy) if part)


def shown(value: object) -> str:
    """Return foreign text as it may be repeated in a message: cleaned, on one line, not too long."""
    text = clean_line(str(value))
    return text if len(text) <= SHOWN_LIMIT else text[: SHOWN_LIMIT - 1] + "…"
