"""The shift or the day that was written on the command line."""

from datetime import timedelta

from advisor_tui import clock
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.records.export import period as periods
from advisor_tui.records.export.period import Period
from advisor_tui.settings import Settings


def shift_or_day(settings: Settings, shift: str, day: str) -> Period:
    """Return a shift by its name in the settings, or a whole day, today unless one is written.

    Raises :class:`AdvisorError` for a shift that is not in the settings, and for what is no day.
    """
    first = periods.day_of(day) if day else clock.today()
    if not shift:
        return periods.of_day(first)
    span = settings.shifts.get(shift)
    if span is None:
        known = ", ".join(settings.shifts) or _("none")
        raise AdvisorError(
            _("There is no shift “{name}” in the settings.").format(name=shown(shift)),
            remedy=_("Shifts in the settings: {known}.").format(known=known),
        )
    found = periods.of_shift(first, span)
    if not day and found.start > clock.now():
        # At seven in the morning the night shift that is meant is the one that began yesterday.
        found = periods.of_shift(first - timedelta(days=1), span)
    return found
