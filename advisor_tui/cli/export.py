"""``advisor export``: the log of a shift, a day or a period, as a file."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_tui import clock
from advisor_tui.cli.output import say, tell
from advisor_tui.cli.shifts import shift_or_day
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance.call import Call
from advisor_tui.language import _, ngettext
from advisor_tui.paths import places
from advisor_tui.records.export import period as periods
from advisor_tui.records.export.files import new_file
from advisor_tui.records.export.period import Period
from advisor_tui.records.export.writers import Format, write
from advisor_tui.settings import Settings

if TYPE_CHECKING:
    from advisor_tui.records.store import Store


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; empty where it was not."""

    kind: Format = "csv"
    output: Path | None = None
    day: str = ""
    first: str = ""
    last: str = ""
    shift: str = ""
    identified: bool = False
    practice: bool = False


def export(settings: Settings, wanted: Wanted) -> None:
    """Write the calls of a period to a new file and say where it is."""
    period = _period(settings, wanted)
    database = places().records_file(practice=wanted.practice)
    if not database.exists():
        remedy = _("Take a call with: advisor")
        raise AdvisorError(_("No call has been saved yet; nothing was written."), where=shown(database), remedy=remedy)
    from advisor_tui.records.database import open_database  # noqa: PLC0415 - heavy, and not needed to refuse
    from advisor_tui.records.store import Store  # noqa: PLC0415 - the same

    store = Store(open_database(database), mode="practice" if wanted.practice else "live")
    path = (wanted.output or _default_name(wanted)).absolute()
    try:
        with new_file(path) as file:
            count = write(wanted.kind, file, _with_progress(store, period), identified=wanted.identified)
            left_out = sum(period.start <= each.started_at < period.end for each in store.open_calls())
    finally:
        store.close()
    told = ngettext("{count} call written to {path}", "{count} calls written to {path}", count)
    say(told.format(count=count, path=shown(path)))
    if left_out:
        told = ngettext(
            "{count} call is not finished and was left out.",
            "{count} calls are not finished and were left out.",
            left_out,
        )
        tell(told.format(count=left_out))
    if wanted.identified:
        tell(_("The file holds names and phone numbers: keep it as a client record is kept."))


def _default_name(wanted: Wanted) -> Path:
    stamp = clock.local_now().strftime("%Y%m%d-%H%M%S")
    return Path(f"advisor-{'practice' if wanted.practice else 'calls'}-{stamp}.{wanted.kind}")


def _period(settings: Settings, wanted: Wanted) -> Period:
    if wanted.first or wanted.last:
        if wanted.day or wanted.shift:
            raise AdvisorError(
                _("A period is given in two ways."),
                remedy=_("Use either --from and --to, or --day and --shift."),
            )
        first = wanted.first or wanted.last
        return periods.between(first, wanted.last or clock.today().isoformat())
    return shift_or_day(settings, wanted.shift, wanted.day)


def _with_progress(store: "Store", period: Period) -> Iterator[Call]:
    from rich.progress import Progress  # noqa: PLC0415 - only this command draws a bar

    with Progress(disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task(_("Writing calls"), total=None)
        for call in store.read_between(period.start, period.end, lambda total: progress.update(task, total=total)):
            yield call
            progress.advance(task)
