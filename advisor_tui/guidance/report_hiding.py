"""Small numbers hidden in what leaves the team, so that nobody can be told from a report.

A count of one to four is hidden, and so is a share or a length that was reckoned from so few. Where what is shown would
still give it away, more is hidden: the numbers of a section add up to one that is told or can be found elsewhere (the
contacts, the needs of an area), so that one hidden number would be what is missing. Zero may be shown, and so may the
number of all contacts: it tells that people called, and nothing of them.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from advisor_tui.guidance.report import Report, Row, Section
from advisor_tui.language import _

LEAST = 5
"""The smallest count that is shown: what supervisors of such lines suppress, and usual in official statistics."""

PARTS = {"needs_by_age": "needs", "deadlines": ""}
"""Sections whose rows add up to a known number group by group, and where the row of each group's number stands, if it
does: time limits that are over are what the share of those kept was reckoned from, and one still running is not."""

SHARES = {"to_assessment": "outcomes", "deadline": "deadlines", "need_met": "needs_met"}
"""Shares whose part, or whose rest, can be a row of another section."""

Counts = Sequence[float | None]
Hidden = frozenset[int]
"""Rows by their number."""


def hide_small(report: Report, least: int = LEAST) -> Report:
    """Return a report from which no count below ``least`` can be told, of the period or of the one before."""
    if 0 < report.contacts < least:
        # Each number would be one of these people's, and what is there at all tells what they are.
        told = _("Fewer than {least} contacts: nothing more is told of them.").format(least=least)
        rows = (Row(_("all figures"), None, hidden=True),)
        return replace(report, sections=tuple(replace(each, rows=rows, note=told) for each in report.sections[:1]))
    by_id = {section.id: section for section in report.sections}
    now, before = (_Column(by_id, least, is_before=is_before) for is_before in (False, True))
    sections = tuple(_without(section, now.hidden(section), before.hidden(section)) for section in report.sections)
    return replace(report, sections=sections)


def _without(section: Section, now: Hidden, before: Hidden) -> Section:
    rows = []
    for number, row in enumerate(section.rows):
        value, hidden = (None, True) if number in now else (row.value, row.hidden)
        bare = replace(row, value=value, hidden=hidden, before=None if number in before else row.before)
        rows.append(replace(bare, basis=(), before_basis=()))
    return replace(section, rows=tuple(rows))


class _Column:
    """The numbers of one period: they are hidden or shown whatever those of the other are."""

    def __init__(self, sections: dict[str, Section], least: int, *, is_before: bool) -> None:
        self._sections = sections
        self._least = least
        self._is_before = is_before

    def hidden(self, section: Section) -> Hidden:
        """Return which rows of a section are hidden."""
        if section.unit != "count":
            return self._of_reckoned(section)
        if section.id == "contacts":
            return self._of_contacts(section)
        if section.id in PARTS:
            return self._of_parts(section)
        return self._of_sum(section, range(len(section.rows)))

    def _number(self, row: Row) -> float:
        return (row.before if self._is_before else row.value) or 0

    def _is_small(self, number: float) -> bool:
        return 0 < number < self._least

    def _of_sum(self, section: Section, numbers: Sequence[int]) -> Hidden:
        """Hide what is small among rows whose sum may be known, and as much more as keeps it unknown.

        The hidden ones have to be two or more, not be few together, and not be one each. Where that cannot be reached
        by hiding the next larger ones, all rows are hidden, those of zero too.
        """
        counts = {number: self._number(section.rows[number]) for number in numbers}
        hidden = {number for number, count in counts.items() if self._is_small(count)}
        more = sorted((number for number in numbers if counts[number] >= self._least), key=lambda each: counts[each])
        while hidden and not self._keeps_secret([counts[number] for number in hidden]):
            if not more:
                return frozenset(numbers)
            hidden.add(more.pop(0))
        return frozenset(hidden)

    def _keeps_secret(self, counts: list[float]) -> bool:
        return len(counts) > 1 and sum(counts) >= self._least and sum(counts) > len(counts)

    def _of_contacts(self, section: Section) -> Hidden:
        """Hide kinds of calls. That of client contacts, the first row, is also the sum of most other sections."""
        every = range(len(section.rows))
        if every and self._is_small(self._number(section.rows[0])):
            return frozenset(every)
        return self._of_sum(section, every[1:])

    def _of_parts(self, section: Section) -> Hidden:
        """Hide the parts of numbers that another section tells; all parts of one that is hidden there."""
        whole = self._sections.get(PARTS[section.id])
        gone = {whole.rows[number].group for number in self.hidden(whole)} if whole else set()
        hidden: set[int] = set()
        for group in dict.fromkeys(row.group for row in section.rows):
            numbers = [number for number, row in enumerate(section.rows) if row.group == group]
            hidden |= frozenset(numbers) if group in gone else self._of_sum(section, numbers)
        return frozenset(hidden)

    def _of_reckoned(self, section: Section) -> Hidden:
        """Hide shares and lengths of few, and a share that would tell a row hidden elsewhere."""
        whole = self._sections.get(SHARES.get(section.id, ""))
        secret = {self._number(whole.rows[number]) for number in self.hidden(whole)} if whole else set()
        return frozenset(
            number
            for number, row in enumerate(section.rows)
            for basis in [row.before_basis if self._is_before else row.basis]
            if any(self._is_small(count) or (count and count in secret) for count in basis)
        )
