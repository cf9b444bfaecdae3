"""Printing: plain to a pipe, in columns on a terminal, mishaps to the error stream."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from advisor_tui.errors import AdvisorError, Fault, FaultyFile
from advisor_tui.language import ngettext


def say(line: str = "") -> None:
    """Print a line of the answer."""
    print(line)


def tell(line: str) -> None:
    """Print a line about how it went, which a pipe does not carry on."""
    print(line, file=sys.stderr)


def tell_error(error: AdvisorError) -> None:
    """Print what happened, where, and what to do now."""
    if isinstance(error, FaultyFile):
        tell(error.what)
        tell_faults(error.faults)
        if error.remedy:
            tell(error.remedy)
    else:
        tell(str(error))


def tell_faults(faults: Sequence[Fault]) -> None:
    """Print each fault on a line, and how many there are."""
    for fault in faults:
        tell(str(fault))
    tell(ngettext("{count} fault.", "{count} faults.", len(faults)).format(count=len(faults)))


def say_json(value: Any) -> None:
    """Print one JSON value."""
    # Where letters would be replaced by question marks, JSON has its own way to write them.
    lettered = (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    print(json.dumps(value, ensure_ascii=not lettered, indent=1))


def say_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows of clean text: in columns on a terminal, one line each and separated by tabs to a pipe."""
    rows = [[cell.replace("\n", " ") for cell in row] for row in rows]
    if sys.stdout is None or not sys.stdout.isatty():  # a program without a console has none
        for row in rows:
            say("\t".join(row))
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(Text(heading), overflow="fold")  # a path that is cut off helps nobody
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)
