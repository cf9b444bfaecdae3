"""What an HSDS source holds, object by object, kept outside memory until each service is put together.

A source may say a thing in one place (a service with everything in it) or in many (a table for each kind of object).
Both become the same: a service with its organisation, its places, its phones and its hours within it.
"""

import struct
from array import array
from collections.abc import Iterator
from typing import Any, Self

import msgspec

from advisor_tui.catalogue.hsds.names import ALIASES, CHILDREN, SINGLE
from advisor_tui.catalogue.payload import Faults, Origin, Payload
from advisor_tui.catalogue.ptv.spool import Spool
from advisor_tui.errors import Fault, shown
from advisor_tui.language import _

PLACE = "\0place"
"""The key under which an object carries its file and its line: no name of a field, for text from outside has no NUL."""

DEEPEST = 60
"""Levels of an object that are kept: HSDS has eight."""

BITS = 63
"""Bits of a number that is kept as one; a longer one is kept as text."""

LONGEST_NUMBER = 10_000
"""Bits of the longest number: Python writes no longer ones as text (4300 digits)."""

MOST_JOINED = 5_000
"""Rows of one kind that one object takes from a table: as many as :class:`Payload` reads of a list."""


_OTHER_NAMES = {
    name: tuple(alias for alias in ALIASES[kind] if alias != name)
    for kinds in CHILDREN.values()
    for name, (kind, _key) in kinds.items()
}
"""For each list of an object, what else it is called."""


_SOUGHT = {kind for singles in SINGLE.values() for kind, _keys in singles.values()}
"""Kinds of object that others name by their id."""

_HEAD = struct.Struct(">III")
"""What stands before each object that is kept: its length, the number of its file, its line."""


class Node(Payload):
    """An object of HSDS; one that was joined from a table tells its own file and line in messages."""

    def __init__(self, data: dict[str, Any], origin: Origin, path: str = "") -> None:
        place = data.get(PLACE)
        if isinstance(place, tuple):
            origin = Origin(place[0], place[1], origin.entry, origin.faults)
            path = ""
        super().__init__(data, origin, path)

    def rows(self, name: str) -> list[Self]:
        """Return the objects of a kind, under whatever name a version of HSDS lists them."""
        found = self.children(name)
        for alias in _OTHER_NAMES[name]:
            if isinstance(self._data.get(alias), list):
                found += self.children(alias)
        return found


class Objects:
    """The objects of a source, by kind and by what they belong to. Memory holds where each lies, not what it says."""

    def __init__(self, faults: Faults) -> None:
        self._spool = Spool()
        self._faults = faults
        self._files: list[str] = []
        self._by_id: dict[str, dict[str, int]] = {}
        self._by_owner: dict[tuple[str, str], dict[str, array[int]]] = {}
        self._services: dict[str, int] = {}
        self._mentioned: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._spool.close()

    def add(self, kind: str, row: dict[str, Any], file: str, line: int) -> None:
        """Take an object of a kind. A second service of an id is left out and told."""
        name = _text(row.get("id"))
        if kind == "service":
            if not name:
                self.wrong(file, line, "", "id", _("is empty; the service is left out"))
            elif name in self._services:
                self.wrong(file, line, name, "id", _("the id is already used; the second is left out"))
            else:
                self._services[name] = self._keep(row, file, line)
            return
        place = self._keep(row, file, line)
        if name and kind in _SOUGHT:
            self._by_id.setdefault(kind, {}).setdefault(name, place)
        for owners in CHILDREN.values():
            for its_kind, key in owners.values():
                if its_kind == kind and (owner := _text(row.get(key))):
                    places = self._by_owner.setdefault((kind, key), {}).setdefault(owner, array("Q"))
                    if not places or places[-1] != place:
                        places.append(place)

    def mention(self, row: dict[str, Any], file: str, line: int) -> None:
        """Take a service that another object has within it; it counts where nothing else tells of the service."""
        if name := _text(row.get("id")):
            self._mentioned.setdefault(name, self._keep(row, file, line))

    def services(self) -> Iterator[Node]:
        """Yield each service with everything that belongs to it."""
        for name, place in {**self._mentioned, **self._services}.items():
            row = self._read(place)
            file, line = row[PLACE]
            seen: set[int] = set()
            whole = self._joined("service", row, name, seen)
            yield Node(whole, Origin(file, line, name, self._faults))

    # ------------------------------------------------------------ putting together

    def _joined(self, kind: str, row: dict[str, Any], service: str, seen: set[int]) -> dict[str, Any]:
        """Return an object with what belongs to it within it: from its own lists, and from tables.

        What a table ties to a service and to its organisation is the service's: lists are joined before single objects.
        """
        found = dict(row)
        for name, (its_kind, key) in CHILDREN.get(kind, {}).items():
            own = row.get(name)
            listed = own if isinstance(own, list) else []
            rows = [*listed, *self._owned(its_kind, key, _text(row.get("id")), service, seen, _ids(listed))]
            if not rows and its_kind == "service_at_location" and _text(row.get("location_id")):  # 1.0
                rows = [{"location_id": row["location_id"]}]
            if rows:
                found[name] = [
                    self._joined(its_kind, each, service, seen) if isinstance(each, dict) else each for each in rows
                ]
        for name, (its_kind, keys) in SINGLE.get(kind, {}).items():
            if not isinstance(found.get(name), dict):
                ids = filter(None, (_text(row.get(key)) for key in keys))
                place = next((self._by_id[its_kind][id_] for id_ in ids if id_ in self._by_id.get(its_kind, {})), None)
                if place is not None:
                    found[name] = self._read(place)
            if isinstance(found.get(name), dict):
                found[name] = self._joined(its_kind, found[name], service, seen)
        return found

    def _owned(
        self, kind: str, key: str, owner: str, service: str, seen: set[int], listed: set[str]
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table that name an owner, but for those that are of another service."""
        places = self._by_owner.get((kind, key), {}).get(owner, ()) if owner else ()
        for place in places[:MOST_JOINED]:
            if place in seen:
                continue
            row = self._read(place)
            of_another = key != "service_id" and _text(row.get("service_id")) not in ("", service)
            if not of_another and _text(row.get("id")) not in listed:
                seen.add(place)
                yield row

    # ------------------------------------------------------------ keeping

    def _keep(self, row: dict[str, Any], file: str, line: int) -> int:
        if not self._files or self._files[-1] != file:
            self._files.append(file)
        try:
            raw = msgspec.msgpack.encode(row)
        except (OverflowError, RecursionError, ValueError, TypeError):
            raw = msgspec.msgpack.encode(_tamed(row, 0))
        return self._spool.append(_HEAD.pack(len(raw), len(self._files) - 1, line) + raw)

    def _read(self, place: int) -> dict[str, Any]:
        length, number, line = _HEAD.unpack(self._spool.read(place, _HEAD.size))
        found: dict[str, Any]
        try:
            found = msgspec.msgpack.decode(self._spool.read(place + _HEAD.size, length))
        except RecursionError:  # what lies that deep could be kept, and now cannot be read
            found = {}
        found[PLACE] = (self._files[number], line)
        return found

    def wrong(self, file: str, line: int, entry: str, field: str, problem: str) -> None:
        """Report a fault in an object that is not yet put together."""
        self._faults.add(Fault(shown(file), line, shown(entry), field, problem))


def _ids(rows: list[Any]) -> set[str]:
    return {name for each in rows if isinstance(each, dict) and (name := _text(each.get("id")))}


def _text(value: object) -> str:
    """Return an id as text: some sources count them."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and abs(value) < 10**18 else ""


def _tamed(value: Any, depth: int) -> Any:
    """Return an object without what cannot be kept: numbers beyond 64 bits and what lies too deep."""
    if depth > DEEPEST:
        return None
    if isinstance(value, dict):
        return {key: _tamed(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_tamed(each, depth + 1) for each in value]
    if isinstance(value, int) and value.bit_length() > BITS:
        return str(value) if value.bit_length() < LONGEST_NUMBER else None
    return value
