"""Everything that can be wrong with a script beyond its form, each with its line.

The two promises behind it: one key never means two things in one row, and no way through the script ends without an
outcome.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from advisor_tui import tomlfile
from advisor_tui.errors import Fault, FaultyFile, shown
from advisor_tui.guidance import script_entries
from advisor_tui.guidance.deadlines import NOT_CONCERNED
from advisor_tui.guidance.script import Script, Step
from advisor_tui.guidance.vocabulary import (
    BLOCKS,
    END,
    LEVELS,
    REPEATABLE,
    STEPS,
    SUPPORT_NEEDS,
)
from advisor_tui.language import _
from advisor_tui.tomlfile import Document
from advisor_tui.tomlplaces import Key

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


@dataclass(frozen=True)
class Around:
    """What a script speaks of beside itself: the kinds of service, and the grounds of statutory time limits."""

    kinds: frozenset[str]
    grounds: frozenset[str]


def check(path: Path, around: Around | None = None) -> list[Fault]:
    """Return every fault of a script file, sorted by line. Raises ``AdvisorError`` when it cannot be read at all."""
    document = tomlfile.read(path)
    try:
        script = tomlfile.convert(document, Script)
    except FaultyFile as error:
        return list(error.faults)
    outside = _around(document, script, around) if around else ()
    return sorted({*_faults(document, script), *outside})


def load_checked(path: Path, around: Around | None = None) -> Script:
    """Read a script that is used in calls. Raises :class:`FaultyFile` when it has any fault."""
    faults = check(path, around)
    if faults:
        raise FaultyFile(_("The script cannot be used."), faults)
    return tomlfile.convert(tomlfile.read(path), Script)


def _faults(document: Document, script: Script) -> Iterator[Fault]:
    yield from _steps(document, script)
    yield from _paths(document, script)
    yield from script_entries.faults(document, script)
    yield from _assessment(document, script)
    yield from _placeholders(document, script)


def _around(document: Document, script: Script, around: Around) -> Iterator[Fault]:
    for number, urgent in enumerate(script.urgent):
        if urgent.service_type not in around.kinds:
            problem = _("unknown kind of service: “{value}”").format(value=shown(urgent.service_type))
            yield document.fault(("urgent", number, "service_type"), problem, entry=urgent.id)
    for number, field in enumerate(script.field):
        for index, choice in enumerate(field.choices if field.id == "deadline_ground" else ()):
            if choice.id not in around.grounds | {NOT_CONCERNED}:
                problem = _("no time limit knows the ground “{value}”").format(value=shown(choice.id))
                yield document.fault(("field", number, "choices", index, "id"), problem, entry=field.id)


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
            elif row in placed and row not in REPEATABLE:
                problem = _("the row “{row}” already stands in the step “{step}”").format(row=row, step=placed[row])
                yield document.fault(key, problem, entry=step.id)
            placed[row] = step.id


def _paths(document: Document, script: Script) -> Iterator[Fault]:
    """Walk along ``next`` from the first step, and from any that no other leads to: each way must pass the outcome."""
    numbers = {step.id: number for number, step in enumerate(script.step)}
    for step in script.step:
        if step.next != END and step.next not in numbers:
            problem = _("leads to “{step}”, which is not a step").format(step=shown(step.next))
            yield document.fault(("step", numbers[step.id], "next"), problem, entry=step.id)
    led_to = {step.next for step in script.step}
    for step in script.step:
        if step is script.step[0] or step.id not in led_to:
            walked = _walk(script, step)
            last = walked[-1]
            place: Key = ("step", numbers[last.id], "next")
            if last.next in numbers:
                yield document.fault(place, _("this path goes round and never ends"), entry=last.id)
                continue
            for needed in ("outcome", "next_what"):
                if not any(needed in each.rows for each in walked):
                    problem = _("this path ends without an outcome: no step on it has the row “{row}”")
                    yield document.fault(place, problem.format(row=needed), entry=last.id)


def _walk(script: Script, step: Step) -> list[Step]:
    """Return the steps from one to the end, or to where the way would go round."""
    walked = [step]
    while (following := script.steps.get(walked[-1].next)) and following not in walked:
        walked.append(following)
    return walked


def _assessment(document: Document, script: Script) -> Iterator[Fault]:
    for number, area in enumerate(script.need_area):
        if area.support_need not in SUPPORT_NEEDS:
            problem = _("must be one of the ten categories, 1 to 10")
            yield document.fault(("need_area", number, "support_need"), problem, entry=area.id)
    for level in LEVELS[:-1]:
        if level not in script.scale:
            yield document.fault(("scale", level), _("is missing"), entry="scale")
    for level in script.scale:
        if level not in LEVELS[:-1]:
            yield document.fault(("scale", level), _("is no level; there are 0 to 3"), entry="scale")


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
