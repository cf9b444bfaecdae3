"""How long each kind of record is kept (*säilytysaika*): rules as data, and what they make fall due on a day.

The times are in data/retention.toml, each with its source and whether that is certain. A time is always kept in full:
what is of a day falls due on the first day after its time has passed, whatever the hour was.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from advisor_tui import tomlfile
from advisor_tui.errors import Fault, FaultyFile
from advisor_tui.guidance.vocabulary import RECORD_FIELDS
from advisor_tui.language import Words, _
from advisor_tui.tomlfile import Document

Kind = Literal[
    "call",
    "free_text",
    "identity",
    "service_fault",
    "learned_choice",
    "figures",
    "access_log",
    "backup",
    "set_aside",
    "crash_report",
]
"""What has a time of its own, in the order in which it is removed: a call takes its text and its names with it."""

KINDS: tuple[Kind, ...] = get_args(Kind)

FREE_TEXT = ("notes", *(name for name, kind in RECORD_FIELDS.items() if kind == "text"))
"""The fields of a call that hold words somebody wrote. Everything else of it is a code, a place, a number or a time."""

MOST_DAYS = 36_500
MOST_YEARS = 150
"""More is a slip: no time that the National Archives give is longer than 120 years."""


class Keep(Struct, frozen=True, forbid_unknown_fields=True):
    """How long one kind is kept: ``days`` or calendar ``years``, or ``until`` something that is no time.

    ``certain`` is true only where the ``source``, as it was read on the day ``as_of``, gives the time itself.
    """

    label: Words
    source: str
    as_of: date
    certain: bool
    days: int | None = None
    years: int | None = None
    until: Words | None = None

    def due_on(self, since: date) -> date | None:
        """Return the first day on which what is of the day ``since`` falls due; None where no time ends it."""
        if self.days is not None:
            return since + timedelta(days=self.days + 1)
        if self.years is None:
            return None
        try:
            last = since.replace(year=since.year + self.years)
        except ValueError:  # 29 February, and no such day in that year: it is kept a day longer
            return date(since.year + self.years, 3, 1) + timedelta(days=1)
        return last + timedelta(days=1)

    def last_due(self, day: date) -> date | None:
        """Return the newest day whose records have fallen due on a day: the turn of :meth:`due_on`."""
        before = day - timedelta(days=1)
        if self.days is not None:
            return before - timedelta(days=self.days)
        if self.years is None:
            return None
        try:
            return before.replace(year=before.year - self.years)
        except ValueError:
            return date(before.year - self.years, 2, 28)


class Retention(Struct, frozen=True, forbid_unknown_fields=True):
    """The time of each kind."""

    call: Keep
    free_text: Keep
    identity: Keep
    service_fault: Keep
    learned_choice: Keep
    figures: Keep
    access_log: Keep
    backup: Keep
    set_aside: Keep
    crash_report: Keep

    def of(self, kind: Kind) -> Keep:
        """Return how long a kind is kept."""
        found: Keep = getattr(self, kind)
        return found


def load(path: Path) -> Retention:
    """Read the times.

    Raises :class:`~advisor_tui.errors.AdvisorError` when they cannot be read, and :class:`FaultyFile` with file, line
    and field of everything that cannot be meant: with a slip here, records would be gone that are still needed.
    """
    document = tomlfile.read(path)
    found = tomlfile.convert(document, Retention)
    faults = [fault for kind in KINDS for fault in _faults(document, kind, found.of(kind))]
    if faults:
        raise FaultyFile(_("The times to keep records cannot be used; nothing was removed."), faults)
    return found


def _faults(document: Document, kind: Kind, keep: Keep) -> list[Fault]:
    given = {"days": keep.days, "years": keep.years, "until": keep.until}
    names = [name for name, value in given.items() if value is not None]
    if len(names) != 1:
        return [document.fault((kind,), _("give one of: days, years, until"))]
    faults = []
    for name, value, most in (("days", keep.days, MOST_DAYS), ("years", keep.years, MOST_YEARS)):
        if value is not None and not 1 <= value <= most:
            problem = _("must be from {least} to {most}, not {value}").format(least=1, most=most, value=value)
            faults.append(document.fault((kind, name), problem))
    if keep.until is not None and kind not in ("learned_choice", "figures"):
        # What may hold words, names or codes of one caller has an end.
        faults.append(document.fault((kind, "until"), _("this kind needs a time: days or years")))
    faults += [
        document.fault((kind, name), _("is missing"))
        for name, value in (("source", keep.source), ("label", keep.label.fi))
        if not value.strip()
    ]
    return faults
