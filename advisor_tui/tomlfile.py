"""Files that people edit: read with care, checked against their shape, and every fault named with its line.

One mechanism serves the catalogue, the script, the settings and every other data file. The shape of a file is a
``msgspec.Struct``; a good file is converted in one go, and only a bad one pays for the search of all its faults.
"""

import datetime as dt
import difflib
import re
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import msgspec

from advisor_tui.errors import AdvisorError, Fault, FaultyFile, shown
from advisor_tui.language import _
from advisor_tui.reasons import os_reason
from advisor_tui.text import clean
from advisor_tui.tomlplaces import Key, line_of

T = TypeVar("T")

SIZE_LIMIT = 8 * 1024 * 1024
"""Bytes: a hundred times the largest file that ships; a larger one is not something a person edits."""

NESTING_LIMIT = 32
"""Lists and tables within each other: what ships needs seven; a script can write more than Python can walk through."""

WHOLE_NUMBERS = range(-(2**63), 2**63)
"""What TOML promises to hold; a longer number can be too long even for being shown in a message."""

_NATIVE = (dt.date, dt.datetime, dt.time)


@dataclass(frozen=True)
class Document:
    """A file as read: its values, cleaned, and its text for finding lines."""

    path: Path
    data: dict[str, Any]
    text: str

    def fault(self, key: Key, problem: str, *, entry: str = "") -> Fault:
        """Return a fault at the place of a key (``("service", 3, "phones")``)."""
        field = ".".join(str(part) for part in key if not isinstance(part, int))
        return Fault(
            file=shown(self.path),
            line=line_of(self.text, key),
            entry=entry,
            field=shown(field),
            problem=problem,
        )


def read(path: Path) -> Document:
    """Read a TOML file.

    Raises :class:`AdvisorError` when it cannot be read at all and :class:`FaultyFile` when it is not TOML.
    """
    text = _read_text(path)
    try:
        return Document(path, _cleaned(tomllib.loads(text)), text)
    except tomllib.TOMLDecodeError as error:
        at_end = text.rstrip("\n").count("\n") + 1
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        raise _not_toml(path, int(found.group(1)) if found else at_end, str(error)) from error
    except (RecursionError, ValueError) as error:
        # Nesting without end, and numbers longer than Python converts, end in these two.
        raise _not_toml(path, 0, _("a value is nested too deeply or too long")) from error


def _read_text(path: Path) -> str:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise AdvisorError(_("This is not a file."), where=shown(path), remedy=_("Give the path of a file."))
        if status.st_size > SIZE_LIMIT:
            raise AdvisorError(
                _("The file is too large ({size} bytes).").format(size=status.st_size),
                where=shown(path),
                remedy=_("The largest that is read is {limit} bytes.").format(limit=SIZE_LIMIT),
            )
        raw = path.read_bytes()
    except (OSError, ValueError) as error:  # the second: a name that no file can have here
        reason = os_reason(error) if isinstance(error, OSError) else shown(error)
        raise AdvisorError(
            _("The file cannot be read: {reason}.").format(reason=reason),
            where=shown(path),
            remedy=_("Check the path and the permissions."),
        ) from error
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problem = _("is not UTF-8; save the file as UTF-8")
        raise FaultyFile(_("The file cannot be read as text."), [Fault(shown(path), line, "", "", problem)]) from error


def _not_toml(path: Path, line: int, reason: str) -> FaultyFile:
    problem = _("is not TOML: {reason}").format(reason=shown(reason))
    return FaultyFile(_("The file is not valid TOML."), [Fault(shown(path), line, "", "", problem)])


def _cleaned(value: Any, depth: int = 0) -> Any:
    if depth > NESTING_LIMIT or (isinstance(value, int) and value not in WHOLE_NUMBERS):
        raise ValueError
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(item, depth + 1) for key, item in value.items()}
    return value


def convert(document: Document, shape: type[T]) -> T:
    """Return the document's values in their shape, or raise :class:`FaultyFile` with every fault of shape."""
    try:
        return convert_value(document.data, shape)
    except msgspec.ValidationError as error:
        faults = shape_faults(document, shape)
        raise FaultyFile(_("The file does not have the expected form."), faults) from error


def convert_value(value: Any, shape: type[T]) -> T:
    """Return one value in its shape, or raise ``msgspec.ValidationError`` at the first thing that does not fit."""
    return msgspec.convert(value, shape, builtin_types=_NATIVE)


def shape_faults(document: Document, shape: type) -> list[Fault]:
    """Return every place where the document differs from its shape: unknown, missing and wrongly typed fields."""
    faults: list[Fault] = []
    _walk(document, document.data, shape, (), faults)
    return faults


def entry_name(data: dict[str, Any], key: Key) -> str:
    """Return what people call the entry a key lies in: the ``id`` or ``name`` of the innermost one that has any."""
    name, value = "", data  # the walk goes down value by value, whatever kind each is
    for part in key:
        try:
            value = value[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(value, dict):
            found = value.get("id") or value.get("name")
            name = shown(found) if isinstance(found, str) else name
    return name


def _walk(document: Document, value: Any, shape: Any, key: Key, faults: list[Fault]) -> None:
    shape = _without_none(shape)
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct) and isinstance(value, dict):
        _walk_struct(document, value, shape, key, faults)
    elif get_origin(shape) in (list, tuple) and isinstance(value, list):
        for index, item in enumerate(value):
            _walk(document, item, get_args(shape)[0], (*key, index), faults)
    elif get_origin(shape) is dict and isinstance(value, dict):
        for name, item in value.items():
            _walk(document, item, get_args(shape)[1], (*key, name), faults)
    else:
        try:
            convert_value(value, shape)
        except msgspec.ValidationError as error:
            faults.append(_fault(document, key, _wrong(value, shape, str(error))))


def _walk_struct(
    document: Document, value: dict[str, Any], shape: type[msgspec.Struct], key: Key, faults: list[Fault]
) -> None:
    fields = {field.encode_name: field for field in msgspec.structs.fields(shape)}
    unknown = [name for name in value if name not in fields]
    faults.extend(_fault(document, (*key, name), _unknown(name, list(fields))) for name in unknown)
    for name, field in fields.items():
        if name in value:
            _walk(document, value[name], field.type, (*key, name), faults)
        elif field.required:
            faults.append(_fault(document, (*key, name), _("is missing")))


def _unknown(name: str, fields: list[str]) -> str:
    near = difflib.get_close_matches(name, fields, n=1)
    if near:
        return _("unknown field; did you mean “{near}”?").format(near=near[0])
    return _("unknown field; the known ones are: {known}").format(known=", ".join(sorted(fields)))


def _fault(document: Document, key: Key, problem: str) -> Fault:
    return document.fault(key, problem, entry=entry_name(document.data, key))


def _without_none(shape: Any) -> Any:
    if get_origin(shape) in (Union, UnionType):
        rest = [part for part in get_args(shape) if part is not type(None)]
        return rest[0] if len(rest) == 1 else shape
    return shape


def _wrong(value: Any, shape: Any, raw: str) -> str:
    info = msgspec.inspect.type_info(shape)
    if isinstance(info, msgspec.inspect.LiteralType | msgspec.inspect.EnumType):
        choices = info.values if isinstance(info, msgspec.inspect.LiteralType) else [item.value for item in info.cls]
        allowed = ", ".join(str(choice) for choice in choices)
        return _("“{value}” is not allowed; use one of: {allowed}").format(value=shown(value), allowed=allowed)
    kinds = {
        str: _("text"),
        int: _("a whole number"),
        float: _("a number"),
        bool: _("true or false"),
        dt.date: _("a date such as 2026-11-21"),
        dt.time: _("a time such as 08:00:00"),
        list: _("a list"),
        dict: _("a table"),
    }
    origin = list if get_origin(shape) is tuple else get_origin(shape)  # a tuple holds what a file has as a list
    kind = shape if shape in kinds else dict if isinstance(info, msgspec.inspect.StructType) else origin
    if kind in kinds and " - at " not in raw and type(value) is not kind:
        return _("must be {expected}, not “{value}”").format(expected=kinds[kind], value=shown(value))
    return _("is not acceptable ({reason})").format(reason=shown(raw))
