"""A call in few words, as lists, pages and the status line tell it: who it was about, its outcome, a service, when."""

from datetime import date, datetime
from typing import Protocol

from advisor_tui import clock
from advisor_tui.catalogue.service import Catalogue
from advisor_tui.guidance.entries import Referral
from advisor_tui.guidance.script import Script
from advisor_tui.language import _, current, hours, short_day


class About(Protocol):
    """Whatever tells who called about whom: a whole call, or the little of it that a list reads."""

    @property
    def caller_role(self) -> str:
        """The code of who called, empty while nobody has said."""

    @property
    def age(self) -> int | None:
        """The age in full years of the person the call is about."""

    @property
    def municipality(self) -> str:
        """The home municipality of that person."""


def person_facts(about: About, script: Script) -> list[str]:
    """Return who called, the age and the municipality, as far as they are known; never a name."""
    facts = (
        script.choice("caller_role", about.caller_role, current()),
        _("{age} y").format(age=about.age) if about.age is not None else "",
        about.municipality,
    )
    return [each for each in facts if each]


def person_words(about: About, script: Script) -> str:
    """Return the same in a few words, or that nothing is known."""
    return " ".join(person_facts(about, script)) or _("caller unknown")


def outcome_words(outcome_id: str, script: Script) -> str:
    """Return an outcome by its letter and its name, or its code where the script no longer has it."""
    outcome = script.outcomes.get(outcome_id)
    return f"{outcome.id} {outcome.label.pick(current())}" if outcome else outcome_id


def service_name(referral: Referral, catalogue: Catalogue, code: str = "") -> str:
    """Return a service's name now, or the one it had then where it is no longer in the catalogue.

    ``code`` is the language of the one who reads it, otherwise that in use.
    """
    service = catalogue.get(referral.service_id)
    return (service.names.pick(code or current()) if service else "") or referral.name or referral.service_id


def moment_words(moment: datetime, today: date) -> str:
    """Return a moment of about now on the wall: the time alone today, with its day otherwise."""
    here = clock.local(moment)
    return hours(here) if here.date() == today else f"{short_day(here.date())} {hours(here)}"


def part_words(part: str, script: Script) -> str:
    """Return the name of a part of a call, or of one of its fields, as people call it."""
    field = script.fields.get(part.removeprefix("answers."))
    if part.startswith("answers.") and field:
        name = field.label.pick(current())
        return name[:1].lower() + name[1:]
    names = {
        "notes": _("what was noted"),
        "identity": _("identity"),
        "needs": _("needs"),
        "flags": _("signs of danger"),
        "referrals": _("services"),
        "unmet_needs": _("unmet needs"),
        "next_steps": _("agreed steps"),
        "dismissals": _("dangers put aside"),
        "continues": _("same matter"),
    }
    return names.get(part, part)
