"""What can be wrong with the entries of a script: ids, keys, and what one entry says of another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from advisor_tui.errors import Fault, shown
from advisor_tui.guidance.script import Script
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, OUTCOMES, RECORD_FIELDS
from advisor_tui.language import _
from advisor_tui.tomlfile import Document
from advisor_tui.tomlplaces import Key

KEY = re.compile(r"[a-zåäö]")
"""What may choose: a lower-case letter. Digits rate, signs have their own uses, capitals ask for a second hand."""


LISTS = (
    "outcome",
    "need_area",
    "urgent",
    "referral_status",
    "unmet_reason",
    "non_client",
    "no_next_step",
    "dismissal",
    "service_fault",
    "promise",
)
"""The lists behind single keys; the desk needs something in each."""

TOLD = "told"
"""What is noted about a service of urgent help."""


class Keyed(Protocol):
    """Anything that one key chooses."""

    @property
    def key(self) -> str:
        """The letter."""

    @property
    def id(self) -> str:
        """The code."""


def faults(document: Document, script: Script) -> Iterator[Fault]:
    """Yield every fault of the entries."""
    yield from _fields(document, script)
    for entry, place, row in _rows(script):
        yield from _one_row(document, entry, place, row)
    yield from _lists(document, script)
    yield from _outcomes(document, script)
    yield from _flags(document, script)


def _fields(document: Document, script: Script) -> Iterator[Fault]:
    known = RECORD_FIELDS | IDENTITY_FIELDS
    seen: set[str] = set()
    for number, field in enumerate(script.field):
        if field.id in seen:
            yield document.fault(("field", number, "id"), _("the id is already used"), entry=field.id)
        seen.add(field.id)
        if field.id not in known:
            problem = _("the record knows no field “{field}”").format(field=shown(field.id))
            yield document.fault(("field", number, "id"), problem, entry=field.id)
        elif known[field.id] != field.kind:
            problem = _("must be of the kind “{kind}”").format(kind=known[field.id])
            yield document.fault(("field", number, "kind"), problem, entry=field.id)
        if field.kind == "choice" and not field.choices:
            yield document.fault(("field", number, "choices"), _("is missing"), entry=field.id)
        if field.default and field.default not in {choice.id for choice in field.choices}:
            problem = _("is not one of the choices: “{value}”").format(value=shown(field.default))
            yield document.fault(("field", number, "default"), problem, entry=field.id)
        yield from _mentions(document, script, ("field", number, "show"), field.show, field.id)
        for index, choice in enumerate(field.choices):
            sets = {name: (value,) for name, value in choice.sets.items()}
            yield from _mentions(document, script, ("field", number, "choices", index, "sets"), sets, field.id)


def _mentions(
    document: Document, script: Script, key: Key, mentioned: Mapping[str, tuple[str, ...]], entry: str
) -> Iterator[Fault]:
    """Yield faults where an answer is named that no field of the script can have."""
    for name, values in mentioned.items():
        field = script.fields.get(name)
        if field is None:
            problem = _("there is no field “{field}”").format(field=shown(name))
            yield document.fault((*key, name), problem, entry=entry)
            continue
        possible = {choice.id for choice in field.choices} if field.kind == "choice" else set(OUTCOMES)
        for value in values:
            if field.kind in ("choice", "outcome") and value not in possible:
                problem = _("is not one of the choices: “{value}”").format(value=shown(value))
                yield document.fault((*key, name), problem, entry=entry)


def _rows(script: Script) -> Iterator[tuple[str, Key, Sequence[Keyed]]]:
    """Yield each row of keys: what it belongs to, where it stands, and what is in it."""
    for number, field in enumerate(script.field):
        yield field.id, ("field", number, "choices"), field.choices
    for number, area in enumerate(script.need_area):
        yield area.id, ("need_area", number, "flags"), area.flags
    for name in LISTS:
        yield name, (name,), getattr(script, name)


def _one_row(document: Document, entry: str, place: Key, row: Sequence[Keyed]) -> Iterator[Fault]:
    taken: dict[str, str] = {}
    ids: set[str] = set()
    for index, each in enumerate(row):
        if not KEY.fullmatch(each.key):
            problem = _("a key is one lower-case letter, not “{key}”").format(key=shown(each.key))
            yield document.fault((*place, index, "key"), problem, entry=entry)
        elif each.key in taken:
            problem = _("the key “{key}” is used twice in one row: {first} and {second}")
            named = problem.format(key=each.key, first=taken[each.key], second=each.id)
            yield document.fault((*place, index, "key"), named, entry=entry)
        if each.id in ids:
            yield document.fault((*place, index, "id"), _("the id is already used"), entry=entry)
        taken.setdefault(each.key, each.id)
        ids.add(each.id)


def _lists(document: Document, script: Script) -> Iterator[Fault]:
    for name in LISTS:
        if not getattr(script, name):
            yield document.fault((name,), _("is empty"))
    if script.referral_status and TOLD not in {each.id for each in script.referral_status}:
        yield document.fault(
            ("referral_status", 0), _("“{id}” is missing: urgent help is noted with it").format(id=TOLD)
        )


def _outcomes(document: Document, script: Script) -> Iterator[Fault]:
    ids = {each.id for each in script.outcome}
    for code in OUTCOMES:
        if code not in ids:
            yield document.fault(("outcome", 0), _("the outcome “{outcome}” is missing").format(outcome=code))
    who = {each.id for each in script.fields["next_who"].choices} if "next_who" in script.fields else set()
    for number, outcome in enumerate(script.outcome):
        if outcome.who not in who:
            problem = _("is not one of the choices: “{value}”").format(value=shown(outcome.who))
            yield document.fault(("outcome", number, "who"), problem, entry=outcome.id)
    for missing in sorted(who - {each.id for each in script.closing.who}):
        problem = _("the closing card has no word for “{who}”").format(who=missing)
        yield document.fault(("closing", "who"), problem)


def _flags(document: Document, script: Script) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, area in enumerate(script.need_area):
        for index, flag in enumerate(area.flags):
            place: Key = ("need_area", number, "flags", index)
            if flag.urgent not in script.urgents:
                problem = _("there is no urgent help “{urgent}”: this path ends without an outcome")
                yield document.fault((*place, "urgent"), problem.format(urgent=shown(flag.urgent)), entry=area.id)
            if flag.id in seen:
                yield document.fault((*place, "id"), _("the id is already used"), entry=area.id)
            seen.add(flag.id)
