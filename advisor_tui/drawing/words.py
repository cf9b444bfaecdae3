"""The numbers of a report as people read them, and the names of its period."""

from datetime import date

from msgspec import Struct

from advisor_tui.guidance.report import Report, Row, Section, Unit
from advisor_tui.guidance.report_beside import is_beside_team
from advisor_tui.guidance.report_period import ReportPeriod
from advisor_tui.language import _, full_day, ngettext, weekday

FIXED_SPACE = "\u00a0"
"""Between thousands, where a line must not break."""


class Cells(Struct, frozen=True):
    """The numbers of one row in words; ``share`` and ``change`` are empty where they would say nothing."""

    label: str
    value: str
    share: str
    before: str
    change: str


def cells(section: Section) -> list[Cells]:
    """Return the rows of a section in words."""
    shares = _shares(section)
    return [
        Cells(
            row.label,
            value(row.value, section.unit, hidden=row.hidden),
            share,
            # Where the number is hidden, that of the period before was decided on beside it.
            value(row.before, section.unit),
            change(row, section.unit),
        )
        for row, share in zip(section.rows, shares, strict=True)
    ]


def _shares(section: Section) -> list[str]:
    """Return what part of the section each row is, unless a hidden one leaves the whole unknown."""
    values = [row.value for row in section.rows]
    total = sum(each or 0 for each in values)
    if section.unit != "count" or section.plot == "none" or not total or None in values:
        return [""] * len(values)
    return [percent(100 * (each or 0) / total) for each in values]


def value(number: float | None, unit: Unit, *, hidden: bool = False) -> str:
    """Return a figure in words: ``1 204``, ``71,4 %``, ``4 min 05 s``; a dash for none, words for a hidden one."""
    if hidden:
        return _("hidden")
    if number is None:
        return "–"
    return {"count": count, "percent": percent, "seconds": length}[unit](number)


def count(number: float) -> str:
    """Return a whole number, in groups of three."""
    return f"{round(number):,}".replace(",", FIXED_SPACE)


def percent(number: float) -> str:
    """Return a percentage to one decimal, so that 99.6 is not called all."""
    return _("{whole}.{tenth} %").format(**_tenths(number))


def _tenths(number: float) -> dict[str, str]:
    """Return the parts of a number that is not negative, for languages to put their own sign between."""
    whole, tenth = f"{number:.1f}".split(".")
    return {"whole": whole, "tenth": tenth}


def length(seconds: float) -> str:
    """Return a length of time: seconds, minutes, or hours."""
    whole = round(seconds)
    if whole < 60:
        return _("{seconds} s").format(seconds=whole)
    if whole < 3600:
        return _("{minutes} min {seconds:02} s").format(minutes=whole // 60, seconds=whole % 60)
    return _("{hours} h {minutes:02} min").format(hours=whole // 3600, minutes=whole % 3600 // 60)


def change(row: Row, unit: Unit) -> str:
    """Return by how much a figure has grown or fallen, with its sign; equal ones say so by ``=``."""
    if row.value is None or row.before is None or row.hidden:
        return ""
    digits = 1 if unit == "percent" else 0  # as they are shown, so that readers who subtract come to the same
    grown = round(row.value, digits) - round(row.before, digits)
    if abs(grown) < 0.05:
        return "="
    words = _("{whole}.{tenth} pp").format(**_tenths(abs(grown))) if digits else value(abs(grown), unit)
    return f"{'+' if grown > 0 else '-'}{words}"


def months() -> tuple[str, ...]:
    """Return the names of the months, as they stand before a year (``marraskuu 2026``)."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def period_name(period: ReportPeriod) -> str:
    """Return what a period is called: ``marraskuu 2026``, ``viikko 48/2026``, ``ma 23.11.2026``."""
    first = period.first
    if period.kind == "day":
        return f"{weekday(first)} {full_day(first)}"
    if period.kind == "week":
        year, week, _day = first.isocalendar()
        return _("week {week}/{year}").format(week=week, year=year)
    if period.kind == "month":
        return f"{months()[first.month - 1]} {first.year}"
    if period.kind == "year":
        return str(first.year)
    return days(period.first, period.last)


def days(first: date, last: date) -> str:
    """Return a span of days (``1.11.–23.11.2026``); one day stands alone."""
    if first == last:
        return full_day(first)
    start = full_day(first) if first.year != last.year else _("{day}.{month}.").format(day=first.day, month=first.month)
    return f"{start}–{full_day(last)}"


def compared(report: Report) -> str:
    """Return which days a report is of, and what it is compared with."""
    if is_beside_team(report):
        return _("{days}, compared with the whole team").format(days=days(report.first, report.last))
    return _("{days}, compared with {before}").format(
        days=days(report.first, report.last), before=days(report.before_first, report.before_last)
    )


def whose(advisor: str) -> str:
    """Return whose figures they are."""
    return _("figures of {advisor}").format(advisor=advisor) if advisor else _("the whole team")


def contacts(number: int) -> str:
    """Return how many contacts there were (``1 204 yhteydenottoa``)."""
    return ngettext("{count} contact", "{count} contacts", number).format(count=count(number))


def beside(report: Report) -> tuple[str, str]:
    """Return what the numbers beside are called, in short and in full."""
    if is_beside_team(report):
        return _("team"), _("the whole team")
    return _("before"), _("the period before")
