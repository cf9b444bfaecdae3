"""Rows of a report: figures of two periods with their names, counted, as shares, or as lengths of time."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from advisor_tui.guidance.figures import Figures, quantile
from advisor_tui.guidance.report import Row
from advisor_tui.language import _
from advisor_tui.text import clean_line


class Both(NamedTuple):
    """The figures of a period, and those it is compared with."""

    now: Figures
    before: Figures

    def of(self, figure: str, *keys: str) -> tuple[int, int]:
        """Return how often some keys of a figure were counted in each period; all keys where none is named."""
        return self.now.of(figure, *keys), self.before.of(figure, *keys)

    def summed(self, figure: str, key_of: Callable[[str], str]) -> "Both":
        """Return a figure alone, its keys put together under what each is turned into; it is called the same."""
        found = Both(Figures(), Figures())
        for figures, summed in zip(self, found, strict=True):
            for key, times in figures.counts.get(figure, {}).items():
                summed.count(figure, key_of(key), times)
        return found

    def keys(self, figure: str) -> set[str]:
        """Return every key of a figure that was counted in either period."""
        return {key for figures in self for key, times in figures.counts.get(figure, {}).items() if times}


def counted(both: Both, figure: str, names: Mapping[str, str], *, largest_first: bool = False) -> list[Row]:
    """Return a row for each key of a figure.

    All of ``names`` come, in their order, and then what is not among them: a code that the script had once, under the
    code itself, and what was not recorded. With ``largest_first`` only what was counted comes, ordered by how often.
    """
    keys = both.keys(figure)
    others = sorted(keys - names.keys() - {""}) + ([""] if "" in keys - names.keys() else [])
    ordered = [*names, *others]
    if largest_first:
        ordered = sorted((key for key in ordered if key in keys), key=lambda key: -both.now.of(figure, key))
    return [row(names.get(key) or key or _("not recorded"), both.of(figure, key)) for key in ordered]


def row(label: str, values: tuple[int, int], group: str = "") -> Row:
    """Return a row of two counts. Its label can be a code or a name that was kept, and is cleaned."""
    return Row(clean_line(label), values[0], values[1], group=group)


def share(label: str, parts: tuple[int, int], wholes: tuple[int, int]) -> Row:
    """Return a row that tells what share (percent) of a whole a part is; None of nothing."""
    now, before = ((100 * part / whole if whole else None) for part, whole in zip(parts, wholes, strict=True))
    basis, before_basis = ((part, whole - part) for part, whole in zip(parts, wholes, strict=True))
    return Row(label, now, before, basis=basis, before_basis=before_basis)


def length(label: str, both: Both, name: str, part: float) -> Row:
    """Return a row that tells which length (seconds) a part (0-1) of all does not exceed."""
    now, before = (each.lengths.get(name, []) for each in both)
    return Row(label, quantile(now, part), quantile(before, part), basis=(len(now),), before_basis=(len(before),))


def most(rows: Sequence[Row], limit: int, others: str) -> tuple[Row, ...]:
    """Return the first rows, and what the others come to together, so that shares stay shares of the whole."""
    rest = rows[limit:]
    if not rest:
        return tuple(rows)
    both = (int(sum(each.value or 0 for each in rest)), int(sum(each.before or 0 for each in rest)))
    return (*rows[:limit], row(others, both))
