"""The statutory clock: by when an assessment of the need for services must start (SHL 1301/2014 36 §).

The parameters are data with dates of validity (data/deadlines.toml). The day of contact is not counted. Whether a
Saturday is an *arkipäivä* here is not settled by any source at hand: Monday to Friday is the default, and the earlier
day that the other reading gives is kept beside it as a warning.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msgspec import Struct

from advisor_tui import tomlfile
from advisor_tui.guidance.call import Call
from advisor_tui.language import Words
from advisor_tui.workdays import nth_workday_after

NOT_CONCERNED = "none"
"""The answer of an advisor who knows that no limit applies."""


class Ground(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom the limit concerns. ``minimum_age`` in full years; a ground without it is chosen by the advisor."""

    id: str
    label: Words
    minimum_age: int | None = None


class Limit(Struct, frozen=True, forbid_unknown_fields=True):
    """One time limit of a law, and what is certain of it."""

    id: str
    law: Words
    valid_from: date
    as_of: date
    source: str
    working_days: int
    grounds: tuple[Ground, ...]
    valid_to: date | None = None
    certain: bool = True
    open_points: Words = Words("")


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """All limits, past and present."""

    limit: tuple[Limit, ...]

    def in_force(self, day: date) -> Limit | None:
        """Return the limit in force on a day."""
        return next(
            (each for each in self.limit if each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)),
            None,
        )


@dataclass(frozen=True)
class Deadline:
    """The last day to start, why it applies, and the earlier day under the stricter reading where that differs."""

    last_day: date
    ground: Ground
    limit: Limit
    earlier_day: date | None = None


def load(path: Path) -> Limits:
    """Read the limits. Raises :class:`~advisor_tui.errors.AdvisorError` when they cannot be read."""
    return tomlfile.convert(tomlfile.read(path), Limits)


def last_day(contact: date, working_days: int, *, saturday_counts: bool = False) -> date:
    """Return the last day to start: the ``working_days``-th working day after the day of contact."""
    return nth_workday_after(contact, working_days, saturday_counts=saturday_counts)


def ground_of(limit: Limit, call: Call) -> Ground | None:
    """Return why the limit concerns this call: what the advisor said, or else the age; None when it does not."""
    chosen = call.answer("deadline_ground")
    if chosen == NOT_CONCERNED:
        return None
    for ground in limit.grounds:
        by_age = (
            not chosen and ground.minimum_age is not None and call.age is not None and call.age >= ground.minimum_age
        )
        if chosen == ground.id or by_age:
            return ground
    return None


def deadline(limits: Limits, call: Call, contact: date, *, saturday_counts: bool = False) -> Deadline | None:
    """Return the deadline that concerns a call, counted from the day of contact (wall date), or None."""
    limit = limits.in_force(contact)
    ground = ground_of(limit, call) if limit else None
    if limit is None or ground is None:
        return None
    day = last_day(contact, limit.working_days, saturday_counts=saturday_counts)
    strict = last_day(contact, limit.working_days, saturday_counts=True)
    return Deadline(day, ground, limit, strict if strict < day else None)
