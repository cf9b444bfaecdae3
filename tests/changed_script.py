"""The script that ships, with something in it changed."""

from pathlib import Path

from advisor_tui import reference
from advisor_tui.errors import Fault
from advisor_tui.guidance import script_check

SHIPPED = reference.data_file("script.toml").read_text(encoding="utf-8")


def changed(folder: Path, old: str, new: str, *, after: str = "") -> Path:
    """Write the shipped script with the first ``old`` that follows ``after`` replaced, and return the file."""
    start = SHIPPED.index(after)
    place = SHIPPED.index(old, start)
    file = folder / "oma.toml"
    file.write_text(SHIPPED[:place] + new + SHIPPED[place + len(old) :], encoding="utf-8")
    return file


def faults_of(file: Path) -> list[Fault]:
    """Return what the check finds."""
    return script_check.check(file)


def line(file: Path, text: str) -> int:
    """Return the line on which a text stands that is there only once."""
    found = [number for number, each in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if text in each]
    assert len(found) == 1, (text, found)
    return found[0]


def only(faults: list[Fault]) -> Fault:
    """Return the one fault there is."""
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]
