"""When the program itself fails: a report without anything a caller said, and a sentence instead of a traceback.

A report holds where in the code it happened, never the values there: neither local variables nor the message of the
exception, both of which can hold a name or a phone number.
"""

import os
import platform
import traceback
from pathlib import Path

from advisor_tui import __version__, clock
from advisor_tui.errors import shown
from advisor_tui.language import _

KEPT = 10
"""Reports kept: enough to see a pattern, too few to pile up."""


def report_text(error: BaseException) -> str:
    """Return what a report says: versions, the kinds of the exceptions, and the places in the code."""
    lines = [
        f"advisor {__version__}, Python {platform.python_version()}, {platform.system()}",
        clock.now().isoformat(timespec="seconds"),
    ]
    current: BaseException | None = error
    told: set[int] = set()
    while current is not None and id(current) not in told:
        told.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__} (message withheld)")
        for frame in traceback.extract_tb(current.__traceback__):
            lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")  # noqa: PERF401 - reads as it is said
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, folder: Path) -> Path | None:
    """Write a report and return its path, or None where even that fails; the oldest ones beyond ten go."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"crash-{clock.now():%Y%m%dT%H%M%S%fZ}.txt"
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(report_text(error))
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def passing(path: Path | None) -> str:
    """Return what the user is told of a failure that the program outlives."""
    told = [_("This did not work: the program failed in it.")]
    if path:
        told.append(_("A report without anything that was said is in {path}.").format(path=shown(path)))
    return " ".join(told)


def sentence(path: Path | None, *, saved: bool | None = None) -> str:
    """Return what the user is told; ``saved`` tells of the call, where one could be open."""
    told = [_("The program failed and has closed.")]
    if saved:
        told.append(_("The call is saved as it stood: start again with “advisor” and it is offered."))
    elif saved is not None:
        told.append(_("The last words may not have been saved."))
    if path:
        told.append(_("A report without anything that was said is in {path}.").format(path=shown(path)))
    return " ".join(told)
