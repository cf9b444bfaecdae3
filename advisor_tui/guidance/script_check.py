"""Everything that can be wrong with a script beyond its form, each with its line.

The two promises behind it: one key never means two things in one row, and no way through the script ends without an
outcome.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from advisor_tui import tomlfile
from advisor_tui.errors import Fault, FaultyFile, shown
from advisor_tui.guidance.script import Option, Script, Step
from advisor_tui.guidance.vocabulary import BLOCKS, END, IDENTITY_FIELDS, LEVELS, OUTCOMES, RECORD_FIELDS, STEPS, SUPPORT_NEEDS
from advisor_tui.language import _
from advisor_tui.tomlfile import Document
from advisor_tui.tomlplaces import Key

KEY = re.compile(r"[a-zåäö]")
"""What may choose: a lower-case letter. Digits rate, signs have their own uses, capitals ask for a second hand."""

PLACEHOLDER = re.compile(r"\{(\w*)\}")
SAID = frozenset({"line", "advisor", "phone"})
"""What the program can fill into words to say."""

CLOSING_PLACES = {
    "agreed": {"who", "what", "by"},
    "by": {"day"},
    "deadline": {"day"},
    "self_help": {"what"},
    "service": {"name", "number"},
    "service_without_phone": {"name"},
    "again_at": {"phone"},
}
"""What each sentence of the closing card can hold; the others hold nothing."""

Rows = tuple[tuple[Key, tuple[Option, ...]], ...]


def check(path: Path) -> list[Fault]:
    """Return every fault of a script file, sorted by line. Raises ``AdvisorError`` when it cannot be read at all."""
    document = tomlfile.read(path)
    try:
        script = tomlfile.convert(document, Script)
    except FaultyFile as error:
        return list(error.faults)
    return sorted(set(_faults(document, script)))


def load_checked(path: Path) -> Script:
    """Read a script that is used in calls. Raises :class:`FaultyFile` when it has any fault."""
    faults = check(path)
    if faults:
        raise FaultyFile(_("The script cannot be used."), faults)
    return tomlfile.convert(tomlfile.read(path), Script)


def _faults(document: Document, script: Script) -> Iterator[Fault]:
    yield from _steps(document, script)
    yield from _paths(document, script)
    yield from _fields(document, script)
    yield from _keys(document, script)
    yield from _references(document, script)
    yield from _assessment(document, script)
    yield from _placeholders(document, script)


def _steps(document: Document, script: Script) -> Iterator[Fault]:
    ids = [step.id for step in script.step]
    for wanted in STEPS:
        if ids.count(wanted) != 1:
            problem = _("the step “{step}” must be there exactly once").format(step=wanted)
            yield document.fault(("step", ids.index(wanted) if wanted in ids else 0), problem, entry=wanted)
    placed: dict[str, str] = {}
    for number, step in enumerate(script.step):
        for index, row in enumerate(step.rows):
            key: Key = ("step", number, "rows", index)
            if row not in BLOCKS and row not in script.fields:
                problem = _("there is no field “{row}”; a row is a field or one of: {blocks}")
                yield document.fault(key, problem.format(row=shown(row), blocks=", ".join(BLOCKS)), entry=step.id)
            elif row in placed:
                problem = _("the row “{row}” already stands in the step “{step}”").format(row=row, step=placed[row])
                yield document.fault(key, problem, entry=step.id)
            placed[row] = step.id


def _paths(document: Document, script: Script) -> Iterator[Fault]:
    """Walk from each step along ``next``: every way must come to the end, and pass the outcome on it."""
    for number, step in enumerate(script.step):
        key: Key = ("step", number, "next")
        if step.next != END and step.next not in script.steps:
            problem = _("leads to “{step}”, which is not a step").format(step=shown(step.next))
            yield document.fault(key, problem, entry=step.id)
            continue
        walked = _walk(script, step)
        if walked is None:
            yield document.fault(key, _("this path goes round and never ends"), entry=step.id)
        elif step.id == STEPS[0] and not any("outcome" in each.rows for each in walked):
            yield document.fault(key, _("this path ends without an outcome"), entry=step.id)
        elif step.next == END and "outcome" not in step.rows and walked == [step]:
            yield document.fault(key, _("this path ends without an outcome"), entry=step.id)


def _walk(script: Script, step: Step) -> list[Step] | None:
    walked = [step]
    while walked[-1].next in script.steps:
        following = script.steps[walked[-1].next]
        if following in walked:
            return None
        walked.append(following)
    return walked


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
        yield from _mentions(document, script, ("field", number, "show"), dict(field.show), field.id)
        for index, choice in enumerate(field.choices):
            sets = {name: (value,) for name, value in choice.sets.items()}
            yield from _mentions(document, script, ("field", number, "choices", index, "sets"), sets, field.id)


def _mentions(
    document: Document, script: Script, key: Key, mentioned: dict[str, tuple[str, ...]], entry: str
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


def _keys(document: Document, script: Script) -> Iterator[Fault]:
    rows: list[tuple[str, list[tuple[Key, str, str]]]] = []
    for number, field in enumerate(script.field):
        keys = [(("field", number, "choices", index, "key"), each.key, each.id) for index, each in enumerate(field.choices)]
        rows.append((field.id, keys))
    for number, area in enumerate(script.need_area):
        keys = [(("need_area", number, "flags", index, "key"), each.key, each.id) for index, each in enumerate(area.flags)]
        rows.append((area.id, keys))
    lists: dict[str, Iterable[tuple[str, str]]] = {
        "outcome": [(each.key, each.id) for each in script.outcome],
        "need_area": [(each.key, each.id) for each in script.need_area],
        "urgent": [(each.key, each.id) for each in script.urgent],
        "referral_status": [(each.key, each.id) for each in script.referral_status],
        "unmet_reason": [(each.key, each.id) for each in script.unmet_reason],
        "non_client": [(each.key, each.id) for each in script.non_client],
        "no_next_step": [(each.key, each.id) for each in script.no_next_step],
        "promise": [(each.key, each.id) for each in script.promise],
    }
    for name, pairs in lists.items():
        rows.append((name, [((name, index, "key"), key, each) for index, (key, each) in enumerate(pairs)]))
    for entry, row in rows:
        yield from _one_row(document, entry, row)


def _one_row(document: Document, entry: str, row: list[tuple[Key, str, str]]) -> Iterator[Fault]:
    taken: dict[str, str] = {}
    ids: set[str] = set()
    for place, key, each in row:
        if not KEY.fullmatch(key):
            problem = _("a key is one lower-case letter, not “{key}”").format(key=shown(key))
            yield document.fault(place, problem, entry=entry)
        elif key in taken:
            problem = _("the key “{key}” is used twice in one row: {first} and {second}")
            yield document.fault(place, problem.format(key=key, first=taken[key], second=each), entry=entry)
        if each in ids:
            yield document.fault((*place[:-1], "id"), _("the id is already used"), entry=entry)
        taken.setdefault(key, each)
        ids.add(each)


def _references(document: Document, script: Script) -> Iterator[Fault]:
    ids = [each.id for each in script.outcome]
    for code in OUTCOMES:
        if code not in ids:
            problem = _("the outcome “{outcome}” is missing").format(outcome=code)
            yield document.fault(("outcome", 0), problem, entry="outcome")
    who = {each.id for each in script.fields["next_who"].choices} if "next_who" in script.fields else set()
    for number, outcome in enumerate(script.outcome):
        if outcome.who not in who:
            problem = _("is not one of the choices: “{value}”").format(value=shown(outcome.who))
            yield document.fault(("outcome", number, "who"), problem, entry=outcome.id)
    named = {each.id for each in script.closing.who}
    for missing in sorted(who - named):
        problem = _("the closing card has no word for “{who}”").format(who=missing)
        yield document.fault(("closing", "who"), problem, entry="closing")
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


def _assessment(document: Document, script: Script) -> Iterator[Fault]:
    for number, area in enumerate(script.need_area):
        if area.support_need not in SUPPORT_NEEDS:
            problem = _("must be one of the ten categories, 1 to 10")
            yield document.fault(("need_area", number, "support_need"), problem, entry=area.id)
    for level in LEVELS[:-1]:
        if level not in script.scale:
            yield document.fault(("scale", level), _("is missing"), entry="scale")


def _placeholders(document: Document, script: Script) -> Iterator[Fault]:
    spoken: list[tuple[Key, str, set[str]]] = []
    for number, step in enumerate(script.step):
        for index, words in enumerate(step.say):
            spoken += [(("step", number, "say", index), text, set(SAID)) for text in (words.fi, words.sv, words.en)]
    for name in script.closing.__struct_fields__:
        words = getattr(script.closing, name)
        if name != "who":
            allowed = CLOSING_PLACES.get(name, set())
            spoken += [(("closing", name), text, allowed) for text in (words.fi, words.sv, words.en)]
    for place, text, allowed in spoken:
        for found in PLACEHOLDER.findall(text):
            if found not in allowed:
                problem = _("unknown placeholder “{name}”").format(name=shown("{" + found + "}"))
                yield document.fault(place, problem)
        if PLACEHOLDER.sub("", text).count("{") or PLACEHOLDER.sub("", text).count("}"):
            yield document.fault(place, _("a brace is not closed"))
