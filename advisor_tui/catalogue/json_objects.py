"""The JSON objects of a piece: alone, in lists, on pages, under their ids, or one a line.

Files that are not quite JSON come from real directories: with comments, odd numbers, letters of another encoding, or
broken off. What can be had of them is had, and the rest is told.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

import msgspec

from advisor_tui.catalogue.intake import WHOLE, Piece, reading
from advisor_tui.errors import Fault, shown
from advisor_tui.language import _

EVENTS = 500_000
"""Values within one object of a large file: a thousand times the largest service."""

LISTS = ("itemList", "contents")
"""The names under which pages hold their objects, in PTV and in HSDS."""

STREAMED = (*LISTS, "services", "data", "results")
"""Under these names, too, a large file may hold its objects; a small one is looked at by its importer."""

FIRST_LINES = 20
"""Lines within which the first two values of a file with one value a line are looked for."""

LONGEST_NUMBER = 18
"""Digits of a whole number: what 64 bits hold; Python would read up to 4,300 and stop with an error at more."""

BROKEN = (msgspec.MsgspecError, ValueError, RecursionError, UnicodeError)
"""What reading JSON ends in when it is none."""


@dataclass(frozen=True)
class Item:
    """One object of a piece, and its number there, from 1."""

    piece: Piece
    number: int
    data: dict[str, Any]


def objects(piece: Piece) -> Iterator[Item | Fault]:
    """Yield the objects of a piece of JSON, and what was wrong with it.

    An object alone, a list, a page (:data:`LISTS`), objects under their ids, and one object a line are understood;
    so are a byte order mark and lines that are comments.
    """
    found = _streamed(piece) if piece.size > WHOLE else _whole(piece)
    number = 0
    for value in found:
        if isinstance(value, Fault):
            yield value
            continue
        for each in _unwrapped(value):
            number += 1
            if isinstance(each, dict):
                yield Item(piece, number, each)
            else:
                yield piece.fault(_("is no object"), line=0, entry=str(number))


def _unwrapped(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict):
        pages = [value[name] for name in LISTS if isinstance(value.get(name), list)]
        if pages:
            for page in pages:
                yield from page
        elif value and all(isinstance(each, dict) and each.get("id") == key for key, each in value.items()):
            yield from value.values()
        else:
            yield value
    else:
        yield value


def _whole(piece: Piece) -> Iterator[Any]:
    raw = without_comments(_decoded(piece.read()))
    if not raw.strip():
        yield piece.fault(_("is empty"))
        return
    try:
        yield msgspec.json.decode(raw)
    except BROKEN:
        if _is_lines(raw):
            yield from _lines(piece, raw)
        else:
            yield from _leniently(piece, raw)


def _decoded(raw: bytes) -> bytes:
    """Return the text as UTF-8 without a byte order mark; UTF-16 is known by its mark."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    return raw.removeprefix(b"\xef\xbb\xbf")


def without_comments(raw: bytes) -> bytes:
    """Return JSON without lines that are comments (``// …``), their line ends kept."""
    if b"//" not in raw:
        return raw
    return b"\n".join(b"" if line.lstrip().startswith(b"//") else line for line in raw.split(b"\n"))


def _is_lines(raw: bytes) -> bool:
    """Tell whether each line is a value: the first one is, and there is another."""
    lines = [line for line in raw.split(b"\n", FIRST_LINES) if line.strip()]
    try:
        msgspec.json.decode(lines[0])
    except BROKEN:
        return False
    return len(lines) > 1


def _lines(piece: Piece, raw: bytes) -> Iterator[Any]:
    """Yield the values of JSON with one value a line."""
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            try:
                yield msgspec.json.decode(line)
            except BROKEN:
                yield from _leniently(piece, line, number)


def _leniently(piece: Piece, raw: bytes, line: int = 0) -> Iterator[Any]:
    """Yield what can be had of JSON that is not quite JSON: odd numbers and letters are told and count as missing.

    Where it breaks off, the objects before that place are had all the same.
    """
    odd: list[str] = []
    text = _text(raw, odd)
    try:
        value = _encodable(json.loads(text, parse_constant=odd.append, parse_int=partial(_whole_number, odd)), odd)
    except json.JSONDecodeError as error:
        at = line or error.lineno
        told = _("is not JSON from here on (character {column}); what stands before is read")
        yield piece.fault(told.format(column=error.colno), line=at)
        yield from _before_the_break(text)
    except (ValueError, RecursionError):
        yield piece.fault(_("is nested too deeply"), line=line)
    else:
        if odd:
            told = _("is not quite JSON; what can be had of it is read: {what}")
            yield piece.fault(told.format(what=shown(", ".join(dict.fromkeys(odd)))), line=line)
        yield value


def _text(raw: bytes, odd: list[str]) -> str:
    """Return the text; bytes that are no UTF-8 are taken for Windows-1252, in which older programs save."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        odd.append(_("letters that are not UTF-8, from line {line} on").format(line=line))
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("utf-8", errors="replace")


def _encodable(value: Any, odd: list[str]) -> Any:
    """Return a value without halves of characters (lone surrogates), which nothing can write: they are told and go."""
    if isinstance(value, str):
        whole = value.encode("utf-8", errors="ignore").decode("utf-8")
        if whole != value:
            odd.append(_("halves of characters"))
        return whole
    if isinstance(value, list):
        return [_encodable(each, odd) for each in value]
    if isinstance(value, dict):
        return {_encodable(key, odd): _encodable(each, odd) for key, each in value.items()}
    return value


def _whole_number(odd: list[str], digits: str) -> int | None:
    if len(digits) <= LONGEST_NUMBER:
        return int(digits)
    odd.append(f"{digits[:LONGEST_NUMBER]}…")
    return None


def _before_the_break(text: str) -> Iterator[Any]:
    yield from (each for each in _objects_in(io.BytesIO(text.encode("utf-8", errors="replace"))) if each is not None)


def _streamed(piece: Piece) -> Iterator[Any]:
    """Yield the objects of a large file one after the other: memory holds one of them."""
    with reading(piece.name), piece.open() as file:
        for each in _objects_in(file):
            yield piece.fault(_("is not JSON from here on, or has no end within reason")) if each is None else each


def _objects_in(file: IO[bytes]) -> Iterator[dict[str, Any] | None]:
    """Yield the objects of a list or a page one by one; None where the JSON breaks off, or an object has no end."""
    import ijson  # noqa: PLC0415 - only large files, and broken ones, need it

    builder: Any = None
    prefix, events = "", 0
    within = ("item", *(f"{name}.item" for name in STREAMED))
    try:
        for place, event, value in ijson.parse(file, use_float=True):
            if builder is None and place in within and event == "start_map":
                builder, prefix, events = ijson.ObjectBuilder(), place, 0
            if builder is not None:
                builder.event(event, value)
                events += 1
                if events > EVENTS:
                    yield None
                    return
                if event == "end_map" and place == prefix:
                    yield {LISTS[0]: [builder.value]}
                    builder = None
    except (ijson.JSONError, ValueError, RecursionError):
        yield None
