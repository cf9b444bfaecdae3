"""Looking for identity in the free text of an export: where it stands is told, what it says is not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from advisor_tui.guidance import personal
from advisor_tui.guidance.vocabulary import RECORD_FIELDS
from advisor_tui.records.export.columns import Column
from advisor_tui.records.export.forms import Chunk
from advisor_tui.text import clean

TOLD = 50
"""Places that are told one by one: more than somebody mends by hand; the counts are of all."""

_FREE_KEYS = {"notes", "note", "need", "what"} | {
    name for name, kind in RECORD_FIELDS.items() if kind in ("text", "place")
}
"""What of a call as plain data anything may have been typed in."""


class Place(Struct, frozen=True):
    """Where a find stands: the name of the file or sheet, its row (the headings are row 1), column, call and kind."""

    file: str
    row: int
    column: str
    call: str
    kind: personal.Kind


class Watch:
    """Looks at each free text on its way into the file, and redacts it where that is wanted."""

    def __init__(self, *, redact: bool = False) -> None:
        self.places: list[Place] = []
        self.counts: Counter[personal.Kind] = Counter()
        self._redact = redact

    def rows(self, file: str, columns: Sequence[Column], chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """Yield the chunks of a table as they go into the file."""
        free = [index for index, each in enumerate(columns) if each.free]
        row_number = 2
        for chunk in chunks:
            for index in free:
                texts = [str(row[index] or "") for row in chunk]
                if personal.may_hold("\n".join(texts)):  # most columns hold hardly a digit
                    self._look_at_column(file, row_number, columns[index].name, index, chunk, texts)
            row_number += len(chunk)
            yield chunk

    def _look_at_column(self, file: str, first: int, name: str, index: int, chunk: Chunk, texts: Sequence[str]) -> None:
        for number, text in enumerate(texts):
            if text and (found := personal.finds(text)):
                row = chunk[number]
                row[index] = self._seen(text, found, Place(file, first + number, name, str(row[0]), found[0].kind))

    def data(self, file: str, number: int, call: dict[str, Any]) -> dict[str, Any]:
        """Return a call as plain data as it goes into the file; it is the ``number``-th there.

        The identity that was asked for is no slip and stays as it is.
        """
        place = Place(file, number, "", call["id"], "phone")
        return {key: each if key == "identity" else self._look(each, key, key, place) for key, each in call.items()}

    def _look(self, value: Any, key: str, path: str, place: Place) -> Any:
        if isinstance(value, str):
            return self._look_at_text(value, path, place) if key in _FREE_KEYS else value
        if isinstance(value, dict):
            # The timeline tells what was answered under a name of its own.
            answer = str(value.get("subject", "")) if value.get("code") == "answered" else ""
            return {
                name: self._look(each, (answer if name == "value" else name), f"{path}.{name}", place)
                for name, each in value.items()
            }
        if isinstance(value, list | tuple):
            return [self._look(each, "", f"{path}.{index}", place) for index, each in enumerate(value, 1)]
        return value

    def _look_at_text(self, text: str, path: str, place: Place) -> str:
        found = personal.finds(text)
        return self._seen(text, found, Place(place.file, place.row, path, place.call, found[0].kind)) if found else text

    def _seen(self, text: str, found: tuple[personal.Find, ...], place: Place) -> str:
        self.counts.update(each.kind for each in found)
        for kind in dict.fromkeys(each.kind for each in found):
            if len(self.places) < TOLD:
                self.places.append(Place(place.file, place.row, place.column, place.call, kind))
        return clean(personal.redacted(text, found)) if self._redact else text
