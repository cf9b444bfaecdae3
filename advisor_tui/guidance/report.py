"""The report of a period: figures with their names, in an order, beside those of the period before."""

from datetime import date
from typing import Literal

from msgspec import Struct

Unit = Literal["count", "percent", "seconds"]
Plot = Literal["bars", "columns", "none"]
"""Bars lie (names can be long), columns stand (hours, weekdays); a few numbers are told without a drawing."""


class Row(Struct, frozen=True):
    """One figure: its value, and that of the period before; None where there is none, or where it is ``hidden``.

    ``basis`` are the counts that a percentage (the part and the rest) or a length (how many there are) was reckoned
    from; they decide whether it may leave the team. ``before_basis`` likewise. Rows of one ``group`` add up to a
    number that stands, or can be found, elsewhere.
    """

    label: str
    value: float | None
    before: float | None = None
    hidden: bool = False
    basis: tuple[int, ...] = ()
    before_basis: tuple[int, ...] = ()
    group: str = ""


class Section(Struct, frozen=True):
    """Figures of one kind."""

    id: str
    title: str
    unit: Unit
    plot: Plot
    rows: tuple[Row, ...]
    note: str = ""


class Report(Struct, frozen=True):
    """A period's figures. ``last`` days are included; ``contacts`` counts every contact, client or not."""

    first: date
    last: date
    before_first: date
    before_last: date
    advisor: str
    contacts: int
    sections: tuple[Section, ...]
