"""Everything that can be wrong with the words that a desk listens by, each with its line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from advisor_tui import tomlfile
from advisor_tui.catalogue.areas import Areas
from advisor_tui.errors import AdvisorError, Fault, FaultyFile, shown
from advisor_tui.guidance.script import Script
from advisor_tui.guidance.vocabulary import RECORD_FIELDS
from advisor_tui.language import _
from advisor_tui.listening.areas import Asking
from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.dangers import Danger, Dangers, Duty
from advisor_tui.listening.data import AREAS, DANGERS, FACTS
from advisor_tui.listening.facts_data import FactWords
from advisor_tui.listening.negation import NO_GROUP
from advisor_tui.listening.signs import BadSign, SignBook
from advisor_tui.tomlfile import Document
from advisor_tui.tomlplaces import Key

Shape = TypeVar("Shape", bound=Struct)


@dataclass(frozen=True)
class Around:
    """What the words speak of: the script in use, the kinds of service, the municipalities."""

    script: Script
    kinds: frozenset[str]
    areas: Areas


def check(folder: Path, around: Around) -> list[Fault]:
    """Return every fault of a folder's files, sorted by file and line."""
    return sorted(
        [
            *_of_file(folder / FACTS, FactWords, _facts, around),
            *_of_file(folder / DANGERS, Dangers, _dangers, around),
            *_of_file(folder / AREAS, Asking, _asking, around),
        ]
    )


def _of_file(
    path: Path, shape: type[Shape], faults: Callable[[Document, Shape, Around], Iterator[Fault]], around: Around
) -> list[Fault]:
    try:
        document = tomlfile.read(path)
        return list(faults(document, tomlfile.convert(document, shape), around))
    except FaultyFile as error:
        return list(error.faults)
    except AdvisorError as error:
        return [Fault(error.where, 0, "", "", error.what)]


def _signs(
    document: Document, groups: Mapping[str, Sequence[str]], signs: Iterable[tuple[Key, str, str]]
) -> Iterator[Fault]:
    """Yield the signs that are written wrongly: unknown groups, characters that mean nothing, signs of nothing."""
    book = SignBook(Atoms(), {NO_GROUP: (), **groups})
    for key, text, entry in signs:
        try:
            book.add(text, 0)
        except BadSign as error:
            yield document.fault(key, _("cannot be read as a sign: “{value}”").format(value=shown(error)), entry=entry)


def _facts(document: Document, words: FactWords, around: Around) -> Iterator[Fault]:
    for name in ("units", "tens"):
        for value in getattr(words.age, name):
            if not (value.isascii() and value.isdecimal()):
                yield document.fault(("age", name, value), _("must be a number"), entry="age")
    names = {place.name for place in around.areas.municipalities()}
    for table in ("names", "forms"):
        for form, name in getattr(words.place, table).items():
            if name and name not in names:
                problem = _("is not a municipality: “{value}”").format(value=shown(name))
                yield document.fault(("place", table, form), problem, entry="place")
    signs: list[tuple[Key, str, str]] = []
    for number, answer in enumerate(words.answer):
        yield from _answer(document, number, answer.field, answer.value, around)
        for name in ("signs", "unless"):
            signs += [
                (("answer", number, name, at), text, answer.field) for at, text in enumerate(getattr(answer, name))
            ]
    yield from _signs(document, words.groups, signs)


def _answer(document: Document, number: int, field: str, value: str, around: Around) -> Iterator[Fault]:
    if field not in RECORD_FIELDS:
        problem = _("the record knows no field “{field}”").format(field=shown(field))
        yield document.fault(("answer", number, "field"), problem, entry=field)
        return
    known = around.script.fields.get(field)
    if known and value not in {choice.id for choice in known.choices}:
        problem = _("is not one of the choices: “{value}”").format(value=shown(value))
        yield document.fault(("answer", number, "value"), problem, entry=field)


def _dangers(document: Document, words: Dangers, around: Around) -> Iterator[Fault]:
    signs: list[tuple[Key, str, str]] = [(("story", at), text, "story") for at, text in enumerate(words.story)]
    for number, danger in enumerate(words.danger):
        if danger.flag not in around.script.flags:
            problem = _("the script has no sign of danger “{value}”").format(value=shown(danger.flag))
            yield document.fault(("danger", number, "flag"), problem, entry=danger.flag)
        yield from _kinds(document, ("danger", number, "suggests"), danger.suggests, danger.flag, around)
        yield from _beside(document, ("danger", number), danger, danger.flag, words)
        for name in ("fi", "sv", "en", "unless"):
            signs += [
                (("danger", number, name, at), text, danger.flag) for at, text in enumerate(getattr(danger, name))
            ]
    for number, duty in enumerate(words.duty):
        if duty.urgent not in around.script.urgents:
            problem = _("there is no urgent help “{urgent}”").format(urgent=shown(duty.urgent))
            yield document.fault(("duty", number, "urgent"), problem, entry=duty.urgent)
        yield from _flags(document, ("duty", number, "flags"), duty.flags, duty.urgent, words)
        yield from _beside(document, ("duty", number), duty, duty.urgent, words)
        yield from _kinds(document, ("duty", number, "suggests"), duty.suggests, duty.urgent, around)
        for name in ("fi", "sv", "en", "unless"):
            signs += [(("duty", number, name, at), text, duty.urgent) for at, text in enumerate(getattr(duty, name))]
    yield from _signs(document, words.groups, signs)


def _flags(document: Document, key: Key, flags: Sequence[str], entry: str, words: Dangers) -> Iterator[Fault]:
    for at, flag in enumerate(flags):
        if flag not in {each.flag for each in words.danger}:
            problem = _("no danger has the flag “{value}”").format(value=shown(flag))
            yield document.fault((*key, at), problem, entry=entry)


def _beside(document: Document, key: Key, each: Danger | Duty, entry: str, words: Dangers) -> Iterator[Fault]:
    yield from _flags(document, (*key, "flags_beside"), each.flags_beside, entry, words)
    if each.flags_beside and each.beside not in words.groups:
        problem = _("there is no group “{value}”").format(value=shown(each.beside))
        yield document.fault((*key, "beside"), problem, entry=entry)


def _asking(document: Document, words: Asking, around: Around) -> Iterator[Fault]:
    signs: list[tuple[Key, str, str]] = []
    for number, area in enumerate(words.area):
        if area.id not in around.script.areas:
            problem = _("the script has no need area “{value}”").format(value=shown(area.id))
            yield document.fault(("area", number, "id"), problem, entry=area.id)
        for at, field in enumerate(area.fields):
            if field not in RECORD_FIELDS:
                problem = _("the record knows no field “{field}”").format(field=shown(field))
                yield document.fault(("area", number, "fields", at), problem, entry=area.id)
        yield from _kinds(document, ("area", number, "kinds"), area.kinds, area.id, around)
        signs += [(("area", number, "signs", at), text, area.id) for at, text in enumerate(area.signs)]
    for number, question in enumerate(words.question):
        if question.field and question.field not in RECORD_FIELDS:
            problem = _("the record knows no field “{field}”").format(field=shown(question.field))
            yield document.fault(("question", number, "field"), problem, entry=question.id)
        if not question.by and not question.kinds:
            yield document.fault(("question", number), _("no service hangs on its answer"), entry=question.id)
        yield from _kinds(document, ("question", number, "kinds"), question.kinds, question.id, around)
        signs += [(("question", number, "signs", at), text, question.id) for at, text in enumerate(question.signs)]
    yield from _signs(document, words.groups, signs)


def _kinds(document: Document, key: Key, kinds: Sequence[str], entry: str, around: Around) -> Iterator[Fault]:
    for at, kind in enumerate(kinds):
        if kind not in around.kinds:
            problem = _("unknown kind of service: “{value}”").format(value=shown(kind))
            yield document.fault((*key, at), problem, entry=entry)
