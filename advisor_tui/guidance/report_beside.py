"""One advisor's figures beside the whole team's, and nobody else's."""

import msgspec

from advisor_tui.guidance.report import Report, Section


def is_beside_team(report: Report) -> bool:
    """Tell whether what stands beside the figures is the team's of the same days, not the period before."""
    return bool(report.advisor) and (report.first, report.last) == (report.before_first, report.before_last)


def in_shares(report: Report) -> Report:
    """Return a report whose counts are parts of their section: one person's counts say little beside a team's."""
    return msgspec.structs.replace(report, sections=tuple(_in_shares(section) for section in report.sections))


def _in_shares(section: Section) -> Section:
    if section.unit != "count" or section.plot == "none":
        return section
    values = _shares([row.value for row in section.rows])
    befores = _shares([row.before for row in section.rows])
    rows = tuple(
        msgspec.structs.replace(row, value=value, before=before)
        for row, value, before in zip(section.rows, values, befores, strict=True)
    )
    return msgspec.structs.replace(section, unit="percent", rows=rows)


def _shares(numbers: list[float | None]) -> list[float | None]:
    total = sum(number or 0 for number in numbers)
    return [None if number is None or not total else 100 * number / total for number in numbers]
