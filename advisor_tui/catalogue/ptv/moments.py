"""Moments as PTV writes them: in UTC, with or without saying so. Days are those on the wall in Finland."""

from datetime import UTC, date, datetime

from advisor_tui import clock
from advisor_tui.catalogue.payload import Payload
from advisor_tui.errors import shown
from advisor_tui.language import _

NO_MOMENT = "0001-01-01"
"""How the source's platform writes that there is no moment."""


def day(payload: Payload, name: str) -> date | None:
    """Return the Finnish day of a moment; a day alone is that day. None where there is none."""
    found = _read(payload, name)
    if found is None or len(payload.text(name)) == len(NO_MOMENT):
        return found.date() if found else None
    try:
        return clock.local(found).date()
    except OverflowError:  # the last hours of the year 9999
        return found.date()


def instant(payload: Payload, name: str) -> float:
    """Return seconds since 1970, by which two versions of an object are told apart; 0 where there is no moment."""
    found = _read(payload, name)
    return found.timestamp() if found else 0.0


def _read(payload: Payload, name: str) -> datetime | None:
    written = payload.text(name)
    if not written or written.startswith(NO_MOMENT):
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        expected = _("a date such as 2026-11-21")
        told = _("must be {expected}, not “{value}”").format(expected=expected, value=shown(written))
        payload.wrong(name, told)
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
