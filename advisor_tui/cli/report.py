"""``advisor report``: the figures of a period, drawn in the terminal or as a page for browsers.

What is printed stays in the team and has every number; ``--public`` hides small ones here too. A file travels, so in
one they are always hidden.
"""

import re
import sys
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_tui import clock, reference
from advisor_tui.cli.database import opened
from advisor_tui.cli.output import say, tell
from advisor_tui.cli.progress import progress
from advisor_tui.drawing import terminal, words
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance import report_period
from advisor_tui.guidance.report import Report, Section
from advisor_tui.guidance.report_period import ReportPeriod
from advisor_tui.language import _
from advisor_tui.paths import places
from advisor_tui.records.export.files import new_file
from advisor_tui.records.export.period import day_of
from advisor_tui.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 110
"""Columns of a report at most: the eye would lose the line between a name and its number."""

NARROWEST = 60

STYLES: dict[terminal.Voice, str] = {
    "label": "",
    "now": "cyan",
    "before": "",
    "on_bar": "black on cyan",
    "number": "bold",
}
"""The terminal's own colours for each voice: they follow whatever ground it has."""


@dataclass(frozen=True)
class Span:
    """The period as it was written; empty where it was not."""

    day: str = ""
    week: str = ""
    month: str = ""
    year: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    span: Span = Span()
    advisor: str = ""
    mine: bool = False
    team: bool = False
    html: Path | None = None
    public: bool = False
    practice: bool = False


def report(settings: Settings, wanted: Wanted) -> None:
    """Print the report of a period, or write it to a new file and say where it is."""
    period = period_of(wanted.span, clock.today())
    advisor = _advisor(settings, wanted)
    if wanted.team and (wanted.html or not advisor):
        raise AdvisorError(
            _("The team stands beside one advisor's figures, and only on the screen."),
            remedy=_("Use --team with --mine or --advisor, and without --html."),
        )
    made = _read(settings, period, advisor, wanted)
    if period.first > clock.today():
        tell(_("This period has not begun yet."))
    name = words.period_name(period)
    if wanted.html:
        _write(made, name, wanted.html, settings.line.name)
    else:
        print_report(made, name, plain=settings.glyphs == "ascii")


def _advisor(settings: Settings, wanted: Wanted) -> str:
    if wanted.mine and wanted.advisor:
        raise AdvisorError(_("Whose figures is told in two ways."), remedy=_("Use either --mine or --advisor."))
    if wanted.mine and not settings.advisor:
        raise AdvisorError(
            _("The settings do not tell who you are."),
            where=shown(places().settings_file),
            remedy=_('Write advisor = "your initials" there, or use --advisor.'),
        )
    return settings.advisor if wanted.mine else wanted.advisor


def _read(settings: Settings, period: ReportPeriod, advisor: str, wanted: Wanted) -> Report:
    nothing, doing = _("No call has been saved yet; there are no figures."), _("Reckoning the days")
    with opened(nothing, practice=wanted.practice) as engine, progress() as told:
        from advisor_tui.records import reports  # noqa: PLC0415 - heavy, and not needed to refuse

        known = reference.load(settings, places().cache).known
        hidden = wanted.public or wanted.html is not None
        asked = reports.Asked(period, advisor, beside_team=wanted.team, small_hidden=hidden)
        return reports.read(engine, asked, known, lambda done, total: told(doing, done, total))


def _write(made: Report, name: str, path: Path, line: str) -> None:
    from advisor_tui.drawing.page import as_html  # noqa: PLC0415 - only files are drawn so

    path = path.absolute()
    page = as_html(made, name, line=line)
    with new_file(path, option="--html") as file:
        file.write(page.encode("utf-8"))
    say(_("The figures are in {path}").format(path=shown(path)))


# ------------------------------------------------------------ the period


def period_of(span: Span, today: date) -> ReportPeriod:
    """Return the period that was written: this month so far when nothing was. Raises :class:`AdvisorError`."""
    kinds = [span.day, span.week, span.month, span.year, span.first or span.last]
    if sum(map(bool, kinds)) > 1:
        raise AdvisorError(
            _("A period is given in two ways."),
            remedy=_("Use one of --day, --week, --month, --year, or --from and --to."),
        )
    try:
        return _period(span, today)
    except (OverflowError, ValueError) as error:
        written = " ".join(each for each in astuple(span) if each)
        raise AdvisorError(
            _("“{value}” is not a period.").format(value=shown(written)),
            remedy=_("Write a day as 2026-11-21, a month as 2026-11, a year as 2026."),
        ) from error


def _period(span: Span, today: date) -> ReportPeriod:
    if span.first or span.last:
        first = day_of(span.first or span.last)
        last = day_of(span.last) if span.last else max(first, today)
        if last < first:
            raise AdvisorError(
                _("The period ends before it begins."),
                remedy=_("Give the earlier moment with --from, the later with --to."),
            )
        return report_period.between(first, last)
    if span.day or span.week:
        return report_period.of("day" if span.day else "week", day_of(span.day or span.week), today)
    if span.year:
        return report_period.of("year", date(_whole(r"(\d{4})", span.year)[0], 1, 1), today)
    if span.month:
        year, month = _whole(r"(\d{4})-(\d{1,2})", span.month)
        return report_period.of("month", date(year, month, 1), today)
    return report_period.of("month", today, today)


def _whole(pattern: str, written: str) -> list[int]:
    found = re.fullmatch(pattern, written, re.ASCII)
    if not found:
        raise ValueError(written)
    return [int(part) for part in found.groups()]


# ------------------------------------------------------------ the terminal


def print_report(made: Report, name: str, *, plain: bool = False) -> None:
    """Print a report: in colours on a terminal that wants them, plain to a pipe."""
    from rich.console import Console  # noqa: PLC0415 - only this command draws

    console = Console(highlight=False, soft_wrap=True)
    plain = plain or not (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    width = max(NARROWEST, min(WIDEST, console.width - 1))
    title = _("Figures")
    _print(console, [(f"{title}: {name}", "number")], plain=plain)
    _print(console, [(words.whose(made.advisor), "label")], plain=plain)
    _print(console, [(words.compared(made), "label")], plain=plain)
    _print(console, [(words.contacts(made.contacts), "number")], plain=plain)
    for section in made.sections:
        _print_section(console, section, words.beside(made), width, plain=plain)


def _print_section(console: "Console", section: Section, beside: tuple[str, str], width: int, *, plain: bool) -> None:
    import plotext  # noqa: PLC0415 - likewise

    console.print()
    _print(console, [(section.title, "number")], plain=plain)
    if section.note:
        _print(console, [(section.note, "label")], plain=plain)
    for line in terminal.plot(plotext, section, width, beside=beside[0], plain=plain):
        _print(console, line, plain=plain)
    if section.plot != "none" and section.rows:
        lying = terminal.is_lying(section, width)
        _print(console, terminal.legend(lying=lying, now=_("now"), before=beside[1], plain=plain), plain=plain)


def _print(console: "Console", line: terminal.Line, *, plain: bool) -> None:
    from rich.text import Text  # noqa: PLC0415 - likewise

    pieces = terminal.in_ascii(line) if plain else line
    text = Text.assemble(*((part, STYLES[voice]) for part, voice in pieces))
    text.rstrip()
    console.print(text)
