"""What HSDS has no field for: it travels as attributes of a taxonomy of our own, and is read back from them.

An attribute's term names the field (``advisor:rung``), its value holds what stands there: a text as it is, everything
else as JSON. Only what plain HSDS does not say goes into attributes, so that whoever changes a phone number in the
HSDS fields finds it changed here as well.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar
from uuid import UUID, uuid5

import msgspec
from msgspec import Struct, structs

from advisor_tui.catalogue.payload import Payload
from advisor_tui.errors import shown
from advisor_tui.language import _
from advisor_tui.text import clean

TAXONOMY = "advisor"
"""The taxonomy whose terms are names of fields."""

PREFIX = "advisor:"
"""What stands before a field's name in the code of its term."""

NAMESPACE = UUID("6f1d3a52-6d0b-5b0e-9a52-3c7d5d0e8f41")
"""The namespace of the ids that are written (RFC 9562, version 5): the same service has the same id each time."""

NOTHING = "null"
"""The word that stands for nothing in a cell of a table, in HSDS's own examples too."""

S = TypeVar("S", bound=Struct)


def uuid(*parts: object) -> str:
    """Return the id of something, as HSDS wants it: a UUID, made of what names the thing."""
    return str(uuid5(NAMESPACE, "\0".join(map(str, parts)).encode("utf-8", "replace").decode()))


# ------------------------------------------------------------ writing


def differences(wanted: Struct, found: Struct, always: Iterable[str] = ()) -> dict[str, Any]:
    """Return the fields that differ from what plain HSDS says, and some always; ``sv.name`` is a field within one."""
    named: dict[str, Any] = {}
    for name in wanted.__struct_fields__:
        value, said = getattr(wanted, name), getattr(found, name)
        if value == said and type(value) is type(said) and name not in always:
            continue
        if isinstance(value, Struct) and isinstance(said, Struct):
            named.update({f"{name}.{inner}": each for inner, each in differences(value, said).items()})
        else:
            named[name] = value
    return named


def attributes(fields: dict[str, Any], owner: str) -> list[dict[str, Any]]:
    """Return the attributes that say what stands in fields. ``owner`` is the id of the object that they belong to."""
    return [
        {
            "id": uuid(owner, "attribute", name),
            "link_type": TAXONOMY,
            "value": written(value),
            "taxonomy_term": term(name),
        }
        for name, value in fields.items()
    ]


def term(name: str) -> dict[str, Any]:
    """Return the term of a field's name."""
    return {
        "id": uuid(TAXONOMY, name),
        "code": PREFIX + name,
        "name": name,
        "description": f"The field “{name}” of Advisor, for which HSDS has none",
        "taxonomy": TAXONOMY,
    }


def written(value: Any) -> str:
    """Return a value as an attribute holds it.

    A text that a table could change (white space at its ends, signs that begin a formula, a word for nothing) is
    written as JSON does it, in quotation marks.
    """
    if isinstance(value, str) and (value == "" or _plain(value)):
        return value
    return msgspec.json.encode(value).decode()


def _plain(text: str) -> bool:
    return text[0].isalnum() and text == text.strip() and text.lower() != NOTHING


# ------------------------------------------------------------ reading


def marked(node: Payload) -> bool:
    """Tell whether an object was written by Advisor: its id there stands among its attributes."""
    return any(name == "id" for name, _value in _values(node))


def is_own(attribute: Payload) -> bool:
    """Tell whether an attribute says what stands in a field of ours."""
    return attribute.child("taxonomy_term").text("taxonomy") == TAXONOMY


def overlaid(base: S, node: Payload) -> S:
    """Return what plain HSDS says with what our attributes say instead. What no field can hold is told and left out."""
    changes: dict[str, Any] = {}
    for name, value in _values(node):
        head, _dot, rest = name.partition(".")
        try:
            if rest:
                inner: Struct = changes.get(head, getattr(base, head))
                changes[head] = structs.replace(inner, **{rest: _read(value, _types(type(inner))[rest])})
            else:
                changes[head] = _read(value, _types(type(base))[head])
        except (KeyError, TypeError, AttributeError):
            node.wrong("attributes", _("unknown field: “{name}”").format(name=shown(PREFIX + name)))
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            problem = _("“{name}” is not what it can hold: {why}")
            node.wrong("attributes", problem.format(name=shown(PREFIX + name), why=shown(error)))
    return structs.replace(base, **changes) if changes else base


@cache
def _types(struct: type[Struct]) -> dict[str, Any]:
    return {field.name: field.type for field in structs.fields(struct)}


def _values(node: Payload) -> Iterator[tuple[str, str]]:
    for each in node.children("attributes"):
        if is_own(each):
            yield each.child("taxonomy_term").text("code").removeprefix(PREFIX), each.text("value", lines=True)


def _read(value: str, type_: Any) -> Any:
    """Return a value of a field's type. Raises :class:`msgspec.MsgspecError` or ``ValueError`` for anything else."""
    if not value.startswith('"'):
        try:
            return msgspec.convert(value, type_)
        except msgspec.ValidationError:
            pass
    return msgspec.convert(_cleaned(msgspec.json.decode(value)), type_)


def _cleaned(value: Any) -> Any:
    """Return what JSON held with its texts cleaned: in it, escapes can stand for what a text may not hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(each) for key, each in value.items()}
    return value
