"""The data dictionary: every table and column of the exports, made from what the exports are made from."""

from collections.abc import Iterator, Mapping

from advisor_tui.language import _
from advisor_tui.records.export.codes import Codes
from advisor_tui.records.export.columns import Column
from advisor_tui.records.export.forms import Sheet, Value
from advisor_tui.records.export.research import LEAST
from advisor_tui.records.export.tables import tables

NAME = "dictionary"
HEADINGS = ("table", "column", "type", "meaning", "codes", "standard", "pseudonymous")

BETWEEN_CODES = "; "


def dictionary(codes: Codes) -> Sheet:
    """Return the dictionary as a table: first what a row of each table is, then its columns in their order."""
    return Sheet(NAME, HEADINGS, iter([list(_rows(codes))]))


def _rows(codes: Codes) -> Iterator[list[Value]]:
    for table in tables(identified=True):
        yield [table.name, "", "", _(table.meaning), "", "", ""]
        for column in table.columns:
            labels = _labels(codes.get(column.codes, {}), whole=column.codes != "need_level")
            yield [
                table.name,
                column.name,
                _types()[column.kind],
                _(column.meaning),
                labels,
                column.standard,
                _in_research(column),
            ]


def _labels(labels: Mapping[str, str], *, whole: bool) -> str:
    """Return codes with their labels. Those that are made of two are told by the parts they are made of."""
    if whole:
        return BETWEEN_CODES.join(f"{code} = {label}" for code, label in labels.items())
    areas, levels = {}, {}
    for code, label in labels.items():
        (area, level), (name, words) = code.split("="), label.split(": ", 1)
        areas[area], levels[level] = name, words
    return f"{_labels(areas, whole=True)} / {_labels(levels, whole=True)}"


def _types() -> dict[str, str]:
    return {
        "id": _("identifier"),
        "text": _("text"),
        "number": _("number"),
        "date": _("day (YYYY-MM-DD)"),
        "time": _("moment (YYYY-MM-DD HH:MM:SS)"),
        "code": _("code"),
        "codes": _("codes, separated by “ | ” or a comma"),
    }


def _in_research(column: Column) -> str:
    """Return what stands in the place of the column in the pseudonymous form."""
    shared = _("what at least {least} calls share, else “other”").format(least=LEAST)
    told = {
        "left_out": _("left out"),
        "hour": _("to the hour"),
        "half_minutes": _("to 30 seconds, 2 hours at most"),
        "number": _("as it is"),
        "age_band": _("band of ages: {shared}").format(shared=shared),
        "county": _("wellbeing services county: {shared}").format(shared=shared),
        "code": _("code: {shared}").format(shared=shared),
        "service": _("identifier: {shared}").format(shared=shared),
    }.get(column.research, _("pseudonym"))
    return f"{column.research_name}: {told}" if column.research_name else told
