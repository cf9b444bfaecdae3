"""HSDS in JSON: objects one by one or in pages, each with everything in it, or a file for each kind of object."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import IO, Any

import msgspec

from advisor_tui.catalogue.hsds.names import kind_of, listed_kind
from advisor_tui.catalogue.hsds.objects import Objects
from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.json_objects import objects
from advisor_tui.catalogue.payload import Faults
from advisor_tui.errors import Fault
from advisor_tui.language import _

SUFFIXES = (".json", ".jsonl", ".ndjson")


def read(piece: Piece, into: Objects, faults: Faults) -> None:
    """Take the objects of a file."""
    kind = kind_of(PurePath(piece.name).stem)
    for item in objects(piece):
        if isinstance(item, Fault):
            faults.add(item)
        else:
            _take(kind, item.data, piece.name, item.number, into)


def _take(kind: str, data: dict[str, Any], file: str, line: int, into: Objects) -> None:
    """Take an object, and those that another view of HSDS has within it."""
    lists = {name: value for name, value in data.items() if listed_kind(name) and isinstance(value, list)}
    if lists and not any(name in data for name in ("id", "name")):  # {"services": [...], "organizations": [...]}
        for name, values in lists.items():
            for each in values:
                if isinstance(each, dict):
                    _take(listed_kind(name), each, file, line, into)
        return
    kind = _by_shape(data) or kind or "service"
    if kind == "organization":
        data = _without_services(data, file, line, into)
    elif kind == "service_at_location" and isinstance(data.get("service"), dict):
        data = dict(data)
        service = data.pop("service")
        data.setdefault("service_id", service.get("id"))
        into.mention(service, file, line)
    into.add(kind, data, file, line)


def _without_services(organization: dict[str, Any], file: str, line: int, into: Objects) -> dict[str, Any]:
    """Take the services that stand within their organisation, and return it without them."""
    rest = {name: value for name, value in organization.items() if name != "services"}
    within = organization.get("services")
    if not isinstance(within, (list, type(None))):
        into.wrong(file, line, str(rest.get("id", "")), "services", _("must be a list"))
        return rest
    for each in within or ():
        if isinstance(each, dict):
            into.add("service", {"organization": rest, **each}, file, line)
    return rest


def _by_shape(data: dict[str, Any]) -> str:
    """Return the kind of an object where what it has within it leaves no doubt."""
    if "services" in data:
        return "organization"
    if isinstance(data.get("location"), dict) or isinstance(data.get("service"), dict):
        return "service_at_location"
    return "service" if "organization" in data or "service_at_locations" in data else ""


def write(documents: Iterable[dict[str, Any]], count: int, file: IO[bytes]) -> None:
    """Write services as one page of HSDS's API, which is what holds more than one object: schema ``Page``."""
    head = {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
    }
    file.write(msgspec.json.encode(head)[:-1] + b',"contents":[')
    between = b"\n"
    for each in documents:
        file.write(between + msgspec.json.encode(each))
        between = b",\n"
    file.write(b"\n]}\n")
