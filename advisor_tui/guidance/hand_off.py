"""Handing one call off: which facts a page for client guidance, a case manager or a notification holds, as data.

What each kind needs, what the law asks of a notification and who gets a case manager stand in data/hand_off.toml. Here
are their shapes, and the rules that propose a kind and a law. They propose with reasons; the advisor decides.
"""

from datetime import date
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from advisor_tui import tomlfile
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance.call import Call, rated_at_least
from advisor_tui.guidance.script import Script, label
from advisor_tui.guidance.vocabulary import NeedMet, Outcome, ReferralResult
from advisor_tui.language import Words, _, ngettext
from advisor_tui.text import fold

KindId = Literal["client_guidance", "case_manager", "notification"]
"""*Asiakasohjaus; asiakaspäällikkö; ilmoitus* (vanhuspalvelulaki 25 §, SHL 35 §, lastensuojelulaki 25 §)."""

FactId = Literal[
    "contact",
    "person",
    "person_identity",
    "caller",
    "caller_identity",
    "language",
    "outcome",
    "deadline",
    "notes",
    "dangers",
    "needs",
    "need_notes",
    "resources",
    "goal",
    "services",
    "unmet",
    "card",
    "agreed",
    "self_help",
    "consent",
    "law",
    "receiver",
    "criteria",
]
"""What can stand on such a page, one heading each."""

CONSENT_GIVEN = "yes"
"""The answer of ``pass_on`` with which identity may go on."""


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of page: its facts in their order, and what must not come among them."""

    id: KindId
    key: str
    label: Words
    title: Words
    needs_consent: bool
    facts: tuple[FactId, ...]
    never: tuple[FactId, ...]


class Receiver(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a county (by its code) takes such notifications, and who says so."""

    county: str
    place: Words
    as_of: date
    source: str


class Duty(Struct, frozen=True, forbid_unknown_fields=True):
    """What a law asks of a notification. ``urgent_type`` is the kind of service to call when it cannot wait."""

    id: str
    key: str
    outcomes: tuple[Outcome, ...]
    label: Words
    law: Words
    says: tuple[Words, ...]
    without_consent: Words
    as_of: date
    source: str
    urgent_type: str = ""
    receiver: tuple[Receiver, ...] = ()


class Criterion(Struct, frozen=True, forbid_unknown_fields=True):
    """A criterion for a case manager, and beginnings of words in the notes that make one think of it."""

    key: str
    id: str
    label: Words
    words: tuple[str, ...] = ()


class Prompt(Struct, frozen=True, forbid_unknown_fields=True):
    """How much a call must give before a case manager is proposed: ``areas`` rated at ``area_level`` or above."""

    area_level: int
    areas: int
    services: int


class CaseManager(Struct, frozen=True, forbid_unknown_fields=True):
    """Who gets a case manager (*asiakaspäällikkö*), by the criteria of one region."""

    as_of: date
    source: str
    note: Words
    criterion: tuple[Criterion, ...]
    prompt: Prompt


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences of the pages, with places for what is told."""

    day: Words
    moment: Words
    taken_by: Words
    continued: Words
    caller_self: Words
    age: Words
    lives: Words
    unknown: Words
    name: Words
    phone: Words
    withheld: Words
    spoken: Words
    interpreter: Words
    asks_assessment: Words
    start_by: Words
    stricter: Words
    by: Words
    contact_back: Words
    pass_on: Words
    not_recorded: Words
    checked: Words
    law_open: Words
    receiver_unknown: Words
    receiver_known: Words
    urgent_at: Words
    made: Words


class HandOff(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that pages of one call are made by."""

    as_of: date
    source: str
    kind: tuple[Kind, ...]
    duty: tuple[Duty, ...]
    case_manager: CaseManager
    headings: dict[FactId, Words]
    phrases: Phrases
    results: dict[ReferralResult, Words]
    met: dict[NeedMet, Words]

    def kind_of(self, kind_id: KindId) -> Kind:
        """Return a kind; :func:`load` makes sure that each is there."""
        return next(each for each in self.kind if each.id == kind_id)

    def duty_of(self, duty_id: str) -> Duty | None:
        """Return a duty, or None."""
        return next((each for each in self.duty if each.id == duty_id), None)


def load(path: Path) -> HandOff:
    """Read the data. Raises :class:`AdvisorError` when it cannot be read or says two things at once."""
    found = tomlfile.convert(tomlfile.read(path), HandOff)
    problem = _problem(found)
    if problem:
        raise AdvisorError(problem, where=shown(path), remedy=_("Mend the file."))
    return found


def _problem(found: HandOff) -> str:
    kinds = {each.id: each for each in found.kind}
    for kind_id in get_args(KindId):
        if kind_id not in kinds:
            return _("The kind “{kind}” is missing.").format(kind=kind_id)
    for kind in found.kind:
        for fact in kind.facts:
            if fact in kind.never:
                return _("“{kind}” must not hold “{fact}”, and holds it.").format(kind=kind.id, fact=fact)
            if fact not in found.headings:
                return _("“{fact}” has no heading.").format(fact=fact)
    return ""


# ------------------------------------------------------------ what is proposed


def proposed_kind(data: HandOff, script: Script, call: Call, code: str) -> tuple[KindId, tuple[str, ...]]:
    """Return the kind that the call speaks for, with the reasons in the reader's language (``code``)."""
    if duties_of(data, call):
        outcome = script.outcomes.get(call.outcome)
        return "notification", (outcome.label.pick(code),) if outcome else ()
    reasons = case_manager_reasons(data, script, call, code)
    return ("case_manager", reasons) if reasons else ("client_guidance", ())


def case_manager_reasons(data: HandOff, script: Script, call: Call, code: str) -> tuple[str, ...]:
    """Return what in the call makes one think of a case manager, in the reader's language."""
    prompt = data.case_manager.prompt
    areas, services = rated_at_least(call, prompt.area_level), len(call.referrals)
    reasons = []
    if len(areas) >= prompt.areas:
        names = ", ".join(label(script.need_area, each, code) for each in areas)
        reasons.append(_("help is needed in many areas: {areas}").format(areas=names))
    if services >= prompt.services:
        told = ngettext("guided to {count} service", "guided to {count} services", services)
        reasons.append(told.format(count=services))
    if call.continues:
        reasons.append(_("called again about the same matter"))
    notes = fold(call.notes).split()
    for criterion in data.case_manager.criterion:
        found = next((each for each in criterion.words if any(word.startswith(fold(each)) for word in notes)), "")
        if found:
            reasons.append(
                _("the notes speak of “{word}”: {criterion}").format(word=found, criterion=criterion.label.pick(code))
            )
    return tuple(reasons)


def duties_of(data: HandOff, call: Call) -> tuple[Duty, ...]:
    """Return the laws that can be meant by a notification with the outcome of this call, none for another outcome."""
    return tuple(each for each in data.duty if call.outcome in each.outcomes)


def meant_duties(data: HandOff, call: Call, chosen: str) -> tuple[Duty, ...]:
    """Return the law that was chosen, or else every one that the outcome can mean; none while that is open."""
    duty = data.duty_of(chosen)
    return (duty,) if duty else duties_of(data, call)


def may_name(data: HandOff, kind_id: KindId, call: Call) -> bool:
    """Tell whether names and phones may stand on a page: consent was given, or the kind does not need it."""
    return not data.kind_of(kind_id).needs_consent or has_consent(call)


def has_consent(call: Call) -> bool:
    """Tell whether consent was given to pass on what was said."""
    return call.answer("pass_on") == CONSENT_GIVEN
