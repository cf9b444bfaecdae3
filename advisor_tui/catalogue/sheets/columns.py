"""What the columns of a spreadsheet hold, told by their names (data/sheet_columns.toml)."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from advisor_tui import tomlfile
from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.service import ProviderKind
from advisor_tui.errors import AdvisorError, FaultyFile, shown
from advisor_tui.language import _
from advisor_tui.text import fold

Field = Literal[
    "id",
    "name",
    "alternate_names",
    "summary",
    "description",
    "type",
    "category",
    "organization",
    "provider_kind",
    "eligibility_description",
    "ages",
    "minimum_age",
    "maximum_age",
    "service_areas",
    "languages",
    "price",
    "application_process",
    "phones",
    "phone_hours",
    "hours",
    "address",
    "postal_code",
    "city",
    "latitude",
    "longitude",
    "emails",
    "url",
    "caller_words",
    "assured_date",
    "last_modified",
]
"""What a column can hold."""

Language = Literal["fi", "sv", "en"]

TRANSLATED: tuple[Field, ...] = (
    "name",
    "summary",
    "description",
    "eligibility_description",
    "application_process",
    "price",
)
"""What a service has in other languages too."""

SEVERAL: tuple[Field, ...] = (
    "alternate_names",
    "description",
    "category",
    "eligibility_description",
    "service_areas",
    "languages",
    "application_process",
    "phones",
    "phone_hours",
    "hours",
    "emails",
    "url",
    "caller_words",
)
"""What several columns may hold together."""

MOST = 256
"""Columns read: twice those of the widest public list; each further one would be compared with every known name."""

LONGEST_NAME = 100
"""Characters of a column's name that are compared: a longer one is no name."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERED = re.compile(r" ?\d{1,2}$")


class Column(Struct, frozen=True, forbid_unknown_fields=True):
    """What a column holds, and what it is called in each language."""

    field: Field
    fi: tuple[str, ...] = ()
    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def named(self) -> Iterator[tuple[Language, str]]:
        """Yield the names with their languages."""
        for language in get_args(Language):
            for name in getattr(self, language):
                yield language, name


class CellWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand in cells: for no charge, for a charge, for the whole country, for every age, for codes."""

    free: tuple[str, ...]
    charged: tuple[str, ...]
    national: tuple[str, ...]
    everyone: tuple[str, ...]
    providers: dict[ProviderKind, tuple[str, ...]]
    languages: dict[str, tuple[str, ...]]
    counties: dict[str, tuple[str, ...]]


class ColumnFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The names as the file has them. ``marks`` stand behind a name and tell the language of the column."""

    as_of: date
    source: str
    column: tuple[Column, ...]
    marks: dict[Language, tuple[str, ...]]
    words: CellWords


@dataclass(frozen=True)
class Place:
    """A column of a sheet: where it stands, and what it is called there."""

    index: int
    header: str


@dataclass
class Layout:
    """Where each field stands in a sheet: for each the columns that hold it, and those of its translations."""

    places: dict[Field, list[Place]] = field(default_factory=dict)
    translations: dict[tuple[Field, Language], Place] = field(default_factory=dict)


def key(name: str) -> str:
    """Return a name for comparing: case, dots, dashes and signs gone."""
    return _key(name[:LONGEST_NAME])


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(name)).split())


class Columns:
    """The names that columns can have."""

    def __init__(self, data: ColumnFile) -> None:
        self.data = data
        self._names: dict[str, tuple[Field, Language]] = {}
        for column in data.column:
            for language, name in column.named():
                self._names.setdefault(key(name), (column.field, language))
        self._shown = {column.field: [name for _language, name in column.named()] for column in data.column}
        marks = [(key(mark), language) for language, words in data.marks.items() for mark in words]
        self._marks = sorted(marks, key=lambda each: -len(each[0]))

    def known(self, header: str) -> bool:
        """Tell whether a column's name is one that is read."""
        return self._meaning(header) is not None

    def layout(self, header: Iterable[str], piece: Piece, faults: Faults) -> Layout:
        """Return where each field stands. A column that is not read is a fault, with the name that is nearest to its.

        Raises :class:`AdvisorError` where no column holds the names of the services.
        """
        found = Layout()
        for index, name in enumerate(header):
            if index == MOST:
                faults.add(piece.fault(_("has more than {count} columns; the rest is not read").format(count=MOST)))
                break
            if name:
                self._place(found, Place(index, name), piece, faults)
        for language in get_args(Language):
            if "name" not in found.places and ("name", language) in found.translations:
                found.places["name"] = [found.translations.pop(("name", language))]
        if "name" not in found.places:
            raise AdvisorError(
                _("No column holds the names of the services."),
                where=shown(piece.name),
                remedy=_("Call it one of: {known}.").format(known=", ".join(self._shown["name"])),
            )
        return found

    def _place(self, found: Layout, place: Place, piece: Piece, faults: Faults) -> None:
        meaning = self._meaning(place.header)
        if meaning is None:
            faults.add(piece.fault(self._unknown(place.header), field=place.header))
            return
        holds, language, marked = meaning
        taken = found.places.get(holds)
        translation: tuple[Field, Language] = (holds, language)
        if (marked or taken) and language != "fi" and holds in TRANSLATED and translation not in found.translations:
            found.translations[translation] = place
        elif taken is None or holds in SEVERAL:
            found.places.setdefault(holds, []).append(place)
        else:
            problem = _("is not read: the column “{other}” holds the same").format(other=shown(taken[0].header))
            faults.add(piece.fault(problem, field=place.header))

    def _meaning(self, header: str) -> tuple[Field, Language, bool] | None:
        """Return what a column holds, in which language, and whether a mark tells the language."""
        whole = key(header)
        if found := self._names.get(whole):
            return *found, False
        for mark, language in self._marks:
            if whole.endswith(f" {mark}") and (found := self._names.get(whole.removesuffix(f" {mark}"))):
                return found[0], language, True
        bare = key(_BRACKETS.sub(" ", header))
        for name in (bare, _NUMBERED.sub("", whole), _NUMBERED.sub("", bare)):
            if found := self._names.get(name):
                return *found, False
        return None

    def _unknown(self, header: str) -> str:
        near = difflib.get_close_matches(key(header), self._names, n=1)
        if not near:
            return _("is not read: nothing is known by this name")
        holds = self._names[near[0]][0]
        name = next(name for name in self._shown[holds] if key(name) == near[0])
        return _("is not read: nothing is known by this name; did you mean “{near}”?").format(near=name)


def load(path: Path) -> Columns:
    """Read the names. Raises :class:`AdvisorError` where they cannot be used."""
    document = tomlfile.read(path)
    data = tomlfile.convert(document, ColumnFile)
    if all(column.field != "name" for column in data.column):
        fault = document.fault(("column",), _("is missing: {what}").format(what="name"))
        raise FaultyFile(_("The names of columns cannot be used."), [fault])
    return Columns(data)
