"""Which follow-ups a finished call brings, and when: the shape of data/follow_ups.toml."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from advisor_tui import tomlfile
from advisor_tui.guidance.vocabulary import FollowUpKind, Outcome

Workdays = Annotated[int, Meta(ge=1, le=250)]
"""Working days after the contact: a year's at most, and never the day of contact itself."""

OwnerRule = Literal["advisor", "doer", "anyone"]
"""Whose it is: the advisor's who took the call, hers only where the advice line does it, or nobody's in particular."""


class OutcomeRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What an outcome brings.

    ``who`` names whose agreed steps speak of the same thing, so that it is not asked for twice. It is told as done by a
    service of ``done_types`` with one of ``done_statuses``.
    """

    outcomes: tuple[Outcome, ...]
    kind: FollowUpKind
    due: Literal["deadline", "contact", "workdays"]
    source: str
    workdays: Workdays = 1
    owner: OwnerRule = "anyone"
    who: tuple[str, ...] = ()
    asked: Literal["any", "not_refused", "yes"] = "any"
    done_types: tuple[str, ...] = ()
    done_statuses: tuple[str, ...] = ()


class StepRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What an agreed next step of somebody brings. ``words`` are folded beginnings of words; without any, all do."""

    who: tuple[str, ...]
    kind: FollowUpKind
    words: tuple[str, ...] = ()
    owner: OwnerRule = "advisor"


class ReferralRule(Struct, frozen=True, forbid_unknown_fields=True):
    """After how many working days somebody asks whether a service helped, where the caller may be called."""

    statuses: tuple[str, ...]
    workdays: Workdays
    except_outcomes: tuple[Outcome, ...] = ()


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """All rules of an advice line.

    ``away_after_days``: an owner without a call for so long counts as away. ``ask_again_workdays``: when to ask again
    after "still waiting" or "no answer".
    """

    as_of: date
    source: str
    away_after_days: Annotated[int, Meta(ge=1, le=3650)]
    ask_again_workdays: Workdays
    outcome: tuple[OutcomeRule, ...] = ()
    step: tuple[StepRule, ...] = ()
    referral: tuple[ReferralRule, ...] = ()

    def of_outcome(self, outcome: str) -> OutcomeRule | None:
        """Return what an outcome brings, or None."""
        return next((each for each in self.outcome if outcome in each.outcomes), None)


def load(path: Path) -> Rules:
    """Read the rules. Raises :class:`~advisor_tui.errors.AdvisorError` when they cannot be read."""
    return tomlfile.convert(tomlfile.read(path), Rules)
