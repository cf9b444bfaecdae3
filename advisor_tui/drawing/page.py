"""A report as one HTML file: first the numbers that managers ask for, then plots, and below each its table."""

from msgspec import Struct

from advisor_tui import html
from advisor_tui.drawing import svg
from advisor_tui.drawing.words import Cells, cells, compared, count, whose
from advisor_tui.guidance.report import Report, Section
from advisor_tui.language import _, current

HEADLINES = ("first_contact", "to_assessment", "deadline", "need_met")
"""Sections whose one figure stands in large above everything, when they are there."""


class Tile(Struct, frozen=True):
    """One number in large."""

    label: str
    value: str
    before: str
    note: str = ""


class Drawn(Struct, frozen=True):
    """A section as the page shows it: tiles or pictures (SVG of our own), and the table's rows."""

    id: str
    title: str
    note: str
    pictures: tuple[str, ...]
    tiles: tuple[Tile, ...]
    rows: tuple[Cells, ...]
    has_shares: bool
    has_changes: bool


def as_html(report: Report, name: str, *, line: str = "") -> str:
    """Return the page of a report. ``name`` is what its period is called, ``line`` the service's name.

    It leaves the team: the report has to have its small numbers hidden already.
    """
    words = {
        "title": _("Figures"),
        "before": _("the period before"),
        "empty": _("Nothing in this period."),
        "now": _("now"),
        "earlier": _("before"),
        "share": _("share"),
        "difference": _("difference"),
        "foot": _(
            "Numbers under five are hidden, as a dash in the period before, so that nobody can be told from them."
        ),
    }
    return html.render(
        "report.html",
        language=current(),
        name=name,
        line=line,
        compared=compared(report),
        whose=whose(report.advisor),
        headlines=_headlines(report),
        sections=[_drawn(section, name) for section in report.sections if section.id not in HEADLINES],
        words=words,
    )


def _headlines(report: Report) -> list[Tile]:
    by_id = {section.id: section for section in report.sections}
    found = [by_id[each] for each in HEADLINES if each in by_id]
    return [Tile(_("contacts"), count(report.contacts), ""), *(tile for section in found for tile in _tiles(section))]


def _tiles(section: Section) -> tuple[Tile, ...]:
    before = _("before {number}")
    return tuple(
        Tile(each.label, each.value, before.format(number=each.before) if row.before is not None else "", section.note)
        for each, row in zip(cells(section), section.rows, strict=True)
    )


def _drawn(section: Section, name: str) -> Drawn:
    from markupsafe import Markup  # noqa: PLC0415 - comes with the templates

    words = cells(section)
    is_drawn = section.plot != "none" and any(row.value or row.before for row in section.rows)
    pictures = svg.charts(section, now=name, before=_("the period before")) if is_drawn else []
    return Drawn(
        id=section.id,
        title=section.title,
        note=section.note,
        pictures=tuple(map(Markup, pictures)),  # made by the library, in which every label is escaped
        tiles=_tiles(section) if section.plot == "none" else (),
        rows=tuple(words) if section.plot != "none" else (),
        has_shares=any(each.share for each in words),
        has_changes=any(each.change for each in words),
    )
