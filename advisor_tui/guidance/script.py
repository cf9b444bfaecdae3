"""The call script as data: its shape, and the answers to what follows from it. A county replaces the file."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from advisor_tui import tomlfile
from advisor_tui.guidance.vocabulary import FieldKind, Outcome, StepId
from advisor_tui.language import Words


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """Something one key chooses. ``sets`` fills other fields with what the choice makes plain."""

    key: str
    id: str
    label: Words
    sets: dict[str, str] = field(default_factory=dict)


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """A row that is filled in. ``show`` names answers of other fields without which the row is not needed."""

    id: str
    kind: FieldKind
    label: Words
    hint: Words = Words("")
    default: str = ""
    choices: tuple[Option, ...] = ()
    show: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the four steps: what to say, which rows it has, and where it leads."""

    id: StepId
    next: str
    name: Words
    short: Words
    say: tuple[Words, ...]
    rows: tuple[str, ...]


class OutcomeSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """What can come of a call, and the next step it usually brings.

    ``what`` is said of whoever does it, ``what_you`` when that is the caller. ``by_workdays`` counts from today;
    ``by_deadline`` takes the statutory last day where one applies.
    """

    id: Outcome
    key: str
    label: Words
    meaning: Words
    what: Words
    what_you: Words
    who: str
    by_workdays: int | None = None
    by_deadline: bool = False


class Flag(Struct, frozen=True, forbid_unknown_fields=True):
    """A sign of danger (red flag) and the urgent help it calls for."""

    key: str
    id: str
    label: Words
    urgent: str


class NeedArea(Struct, frozen=True, forbid_unknown_fields=True):
    """An area of need: what to ask, and its category of need for support in SHL 11 § (1-10)."""

    id: str
    key: str
    support_need: int
    label: Words
    question: Words
    flags: tuple[Flag, ...] = ()


class Urgent(Struct, frozen=True, forbid_unknown_fields=True):
    """Urgent help or a duty to notify: whom to call (by kind of service), what to do, what to say."""

    id: str
    key: str
    service_type: str
    label: Words
    do: tuple[Words, ...]
    say: Words
    outcome: Outcome | None = None


class Proposal(Struct, frozen=True, forbid_unknown_fields=True):
    """From when on a wider assessment is proposed: levels 0-3, numbers of areas, age in full years."""

    source: str
    wholly_helped: int
    partly_helped: int
    partly_helped_areas: int
    age: int


class Who(Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody is spoken of on the closing card (``Te``, ``Asiakasohjaus``)."""

    id: str
    label: Words


class Closing(Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences of the closing card, with places for what was agreed."""

    opening: Words
    agreed: Words
    by: Words
    today: Words
    deadline: Words
    self_help: Words
    services: Words
    service: Words
    service_without_phone: Words
    call_back: Words
    again: Words
    again_at: Words
    emergency: Words
    teach_back: Words
    who: tuple[Who, ...]


class Labelled(Protocol):
    """What has an id and a label: an option, a sign of danger, an area of need, who does something."""

    @property
    def id(self) -> str:
        """The code that is kept."""

    @property
    def label(self) -> Words:
        """What people call it."""


class Script(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole script of one advice line."""

    id: str
    version: str
    as_of: date
    source: str
    step: tuple[Step, ...]
    field: tuple[Field, ...]
    outcome: tuple[OutcomeSpec, ...]
    proposal: Proposal
    scale: dict[str, Words]
    need_area: tuple[NeedArea, ...]
    urgent: tuple[Urgent, ...]
    referral_status: tuple[Option, ...]
    unmet_reason: tuple[Option, ...]
    non_client: tuple[Option, ...]
    no_next_step: tuple[Option, ...]
    dismissal: tuple[Option, ...]
    service_fault: tuple[Option, ...]
    promise: tuple[Option, ...]
    closing: Closing
    line: Words
    """What the advice line is called where the settings give it no name."""

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields by id."""
        return {each.id: each for each in self.field}

    @cached_property
    def steps(self) -> dict[str, Step]:
        """The steps by id, in their order."""
        return {each.id: each for each in self.step}

    @cached_property
    def outcomes(self) -> dict[str, OutcomeSpec]:
        """What can come of a call, by its code."""
        return {each.id: each for each in self.outcome}

    @cached_property
    def urgents(self) -> dict[str, Urgent]:
        """Urgent help by id, in the order in which to offer it."""
        return {each.id: each for each in self.urgent}

    @cached_property
    def areas(self) -> dict[str, NeedArea]:
        """The need areas by id, in their order."""
        return {each.id: each for each in self.need_area}

    @cached_property
    def flags(self) -> dict[str, Flag]:
        """Every red flag by id."""
        return {flag.id: flag for area in self.need_area for flag in area.flags}

    def choice(self, field_id: str, value: str, code: str) -> str:
        """Return what a value of a field is called in a language, itself where the script no longer has it."""
        field = self.fields.get(field_id)
        return label(field.choices, value, code) if field and value else value


def load(path: Path) -> Script:
    """Read a script. Raises :class:`~advisor_tui.errors.AdvisorError` when its form is wrong."""
    return tomlfile.convert(tomlfile.read(path), Script)


def option(options: tuple[Option, ...], option_id: str) -> Option | None:
    """Return the option with an id, or None."""
    return next((each for each in options if each.id == option_id), None)


def label(options: Iterable[Labelled], option_id: str, code: str) -> str:
    """Return the label of one of several in a language, or its id where the script no longer has it."""
    return next((each.label.pick(code) for each in options if each.id == option_id), option_id)


def labels(options: Iterable[Labelled], code: str) -> dict[str, str]:
    """Return the labels of several by their ids, in their order."""
    return {each.id: each.label.pick(code) for each in options}
