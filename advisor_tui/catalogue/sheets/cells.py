"""The cells of one row by what they hold: cleaned, and without what a spreadsheet could not calculate."""

import re
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.payload import LONGEST_TEXT, Faults
from advisor_tui.catalogue.sheets.columns import Field, Language, Layout, Place
from advisor_tui.catalogue.sheets.values import Several, Unclear
from advisor_tui.catalogue.tables import Row
from advisor_tui.errors import shown
from advisor_tui.language import _
from advisor_tui.text import clean, clean_line

T = TypeVar("T")

_ERROR = re.compile(r"#(?:N/A|[A-ZÅÄÖ0-9_/]+[!?])")
"""What spreadsheets show where they cannot calculate, in their languages (``#N/A``, ``#PUUTTUU!``, ``#NAMN?``)."""

_NOTHING = re.compile(r"[\s.–—-]*")
"""What people write into a cell that has nothing to say."""


class Cells:
    """One row of a sheet. What is wrong with a cell is told with its row, the service's name and the column's."""

    def __init__(self, row: Row, layout: Layout, piece: Piece, faults: Faults) -> None:
        self.line = row.line
        self._row = row
        self._layout = layout
        self._piece = piece
        self._faults = faults
        self._text_at = cache(self._read)
        self.name = ""
        self.name = self.one("name")

    def wrong(self, place: Place | None, problem: str) -> None:
        """Report what is wrong with a cell, or with the row."""
        header = place.header if place else ""
        self._faults.add(self._piece.fault(problem, line=self.line, entry=self.name, field=header))

    def place(self, field: Field) -> Place | None:
        """Return the first column that holds a field."""
        return next(iter(self._layout.places.get(field, ())), None)

    def all(self, field: Field) -> list[tuple[Place, str]]:
        """Return the cells of a field that are not empty, with their columns."""
        places = self._layout.places.get(field, ())
        return [(place, text) for place in places if (text := self._text_at(place))]

    def one(self, field: Field) -> str:
        """Return a field on one line."""
        return clean_line(" ".join(text for _place, text in self.all(field)))

    def text(self, field: Field) -> str:
        """Return a field with its line ends; what several columns hold stands one below the other."""
        return "\n\n".join(text for _place, text in self.all(field))

    def translated(self, field: Field, language: Language) -> str:
        """Return a field in another language, with its line ends."""
        place = self._layout.translations.get((field, language))
        return self._text_at(place) if place else ""

    def value(self, field: Field, reader: Callable[[str], T]) -> T | None:
        """Return what a field says; None where it says nothing, or nothing that is understood, which is told."""
        for place, text in self.all(field):
            try:
                return reader(clean_line(text))
            except Unclear as error:
                self.wrong(place, str(error))
        return None

    def several(self, field: Field, reader: Callable[[str], Several]) -> tuple[str, ...]:
        """Return what lists in a field say; parts that are not understood are told and left out."""
        found: list[str] = []
        for place, text in self.all(field):
            said = reader(text)
            found += said.found
            for problem in said.problems:
                self.wrong(place, problem)
        return tuple(dict.fromkeys(found))

    def _read(self, place: Place) -> str:
        text = clean(self._row.cells[place.index], limit=LONGEST_TEXT).strip()
        if _NOTHING.fullmatch(text):
            return ""
        if _ERROR.fullmatch(text):
            self.wrong(place, _("is an error of the spreadsheet: “{value}”").format(value=shown(text)))
            return ""
        if text.startswith("="):
            self.wrong(place, _("is a formula and no text: “{value}”").format(value=shown(text)))
            return ""
        return text
