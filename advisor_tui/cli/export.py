"""``advisor export``: the log of a shift, a day or a period, as files; and what their columns mean."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_tui import clock
from advisor_tui.cli.database import opened
from advisor_tui.cli.export_words import tell_around, tell_files, tell_finds, tell_pseudonyms
from advisor_tui.cli.output import say, say_table
from advisor_tui.cli.progress import progress
from advisor_tui.cli.shifts import shift_or_day
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.records.export import period as periods
from advisor_tui.records.export.files import new_file, new_files
from advisor_tui.records.export.forms import Format, Further
from advisor_tui.records.export.period import Period
from advisor_tui.settings import Settings, who

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from advisor_tui.records.export.codes import Codes
    from advisor_tui.records.export.research import Research


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; empty where it was not."""

    kind: Format = "csv"
    output: Path | None = None
    day: str = ""
    first: str = ""
    last: str = ""
    shift: str = ""
    further: tuple[Further, ...] = ()
    identified: bool = False
    redact: bool = False
    pseudonymous: bool = False
    key: Path | None = None
    practice: bool = False


def export(settings: Settings, wanted: Wanted) -> None:
    """Write the calls of a period to new files, tell where they are and what they hold, and note it."""
    _refuse_what_does_not_go_together(wanted)
    period = _period(settings, wanted)
    with opened(_("No call has been saved yet; nothing was written."), practice=wanted.practice) as engine:
        _export(settings, wanted, period, engine)


def _export(settings: Settings, wanted: Wanted, period: Period, engine: "Engine") -> None:
    from advisor_tui.records.export import earlier  # noqa: PLC0415 - heavy, and not needed to refuse
    from advisor_tui.records.export.making import Export, Wish  # noqa: PLC0415 - the same
    from advisor_tui.records.store import Store  # noqa: PLC0415 - the same

    store = Store(engine, mode="practice" if wanted.practice else "live")
    corrected = earlier.corrected(engine, period)
    research, new_key = _research(settings, wanted)
    wish = Wish(wanted.kind, wanted.further, wanted.identified, wanted.redact, research)
    with progress() as told:
        made = Export(store, period, wish, told)
        made.refuse_what_does_not_fit()
        paths = made.paths((wanted.output or _default_name(wanted)).absolute())
        keys = (wanted.key.absolute(),) if wanted.key and new_key else ()
        with new_files((*paths, *keys)) as files:
            made.write(files[: len(paths)], [each.name for each in paths])
            for file in files[len(paths) :]:
                file.write(new_key)
            # Before the files get their names: there is never an export that the log does not tell of.
            earlier.note(engine, who(settings), period, wanted.kind, made.counts["calls"], *_marks(wanted))
    left_out = sum(period.start <= each.started_at < period.end for each in store.open_calls())
    tell_files(made.counts, paths, keys)
    tell_around(left_out, corrected, not_begun=period.start > clock.now(), identified=wanted.identified)
    if wanted.pseudonymous:
        tell_pseudonyms(wanted.key, new=bool(new_key))
    tell_finds(made.watch, redacted=wanted.redact)


def _marks(wanted: Wanted) -> tuple[str, ...]:
    """Return what the access log tells of how the calls look in the file."""
    marks = {"identified": wanted.identified, "pseudonymous": wanted.pseudonymous, "redacted": wanted.redact}
    return tuple(mark for mark, is_so in marks.items() if is_so)


def _research(settings: Settings, wanted: Wanted) -> tuple["Research | None", bytes]:
    """Return what makes rows pseudonymous, if that is wanted, and the key when it is a new one."""
    if not wanted.pseudonymous:
        return None, b""
    from advisor_tui import reference, stock  # noqa: PLC0415 - heavy, and needed for this form only
    from advisor_tui.catalogue import areas  # noqa: PLC0415 - the same
    from advisor_tui.records.export import pseudonyms  # noqa: PLC0415 - the same
    from advisor_tui.records.export.research import Research  # noqa: PLC0415 - the same

    new, key = b"", b""
    if wanted.key:
        try:
            key = pseudonyms.read_key(wanted.key)
        except FileNotFoundError:
            new = pseudonyms.new_key()
    # Without a key file the key is thrown away with this process.
    made = pseudonyms.Pseudonyms(key or new or pseudonyms.new_key())
    services = stock.load(settings).whole.catalogue
    return Research(made, _codes(settings), areas.load(reference.data_file("areas.toml")), services), new


def _codes(settings: Settings) -> "Codes":
    from advisor_tui import reference  # noqa: PLC0415 - heavy, and needed for some forms only
    from advisor_tui.guidance import script  # noqa: PLC0415 - the same
    from advisor_tui.records.export import codes  # noqa: PLC0415 - the same

    return codes.of_script(script.load(reference.script_file(settings)), reference.all_kinds())


def export_dictionary(settings: Settings, kind: Format, output: Path | None) -> None:
    """Print what each table and column of the exports means, or write it to a new file."""
    from advisor_tui.records.export import writers  # noqa: PLC0415 - needed for this only
    from advisor_tui.records.export.dictionary import dictionary  # noqa: PLC0415 - the same

    sheet = dictionary(_codes(settings))
    if output is None:
        say_table(sheet.headings, [[str(cell) for cell in row] for chunk in sheet.chunks for row in chunk])
        return
    path = output.absolute()
    with new_file(path) as file:
        match kind:
            case "csv":
                writers.write_csv(file, sheet)
            case "xlsx":
                writers.write_xlsx(file, [sheet])
            case "json":
                writers.write_json(file, {}, {sheet.name: writers.rows_as_data(sheet)})
    say(_("Data dictionary written to {path}").format(path=shown(path)))


def _refuse_what_does_not_go_together(wanted: Wanted) -> None:
    if wanted.pseudonymous and wanted.identified:
        raise AdvisorError(
            _("A file is either pseudonymous or with names."),
            remedy=_("Leave --pseudonymous or --identified away."),
        )
    if wanted.key and not wanted.pseudonymous:
        raise AdvisorError(
            _("A key is for pseudonyms only."), remedy=_("Give --pseudonymous as well, or leave --key away.")
        )


def _default_name(wanted: Wanted) -> Path:
    return Path(f"advisor-{'practice' if wanted.practice else 'calls'}-{clock.stamp()}.{wanted.kind}")


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
