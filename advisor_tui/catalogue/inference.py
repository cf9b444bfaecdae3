"""What a source does not say of a service, inferred by rules: its kind, its rung, its area of life, callers' words.

The rules are data (data/inference.toml), with the source and the day of each list. What they fill in is named in
``Service.inferred``, shown as inferred, and can be corrected on the desk.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from msgspec import Struct

from advisor_tui import tomlfile
from advisor_tui.catalogue.kinds import Kinds
from advisor_tui.catalogue.service import ProviderKind, Rung
from advisor_tui.errors import Fault, FaultyFile, shown
from advisor_tui.language import _
from advisor_tui.text import fold
from advisor_tui.tomlfile import Document
from advisor_tui.tomlplaces import Key

GENERAL_SCORE = 8.0
"""What the national general description counts: it says for which service a county's own text is written."""

NAME_SCORE = 4.0
"""What a name that a rule knows counts: what a service is called tells what it is, nearly always."""

CLASS_SCORE = 1.5
"""What a service class counts: a class holds several kinds."""

GROUP_SCORE = 0.5
"""What a target group or a life event counts: it tells kinds of one class apart, and alone nothing."""

ENOUGH = 4.0
"""The score from which a kind is taken: a name or a general description must speak for it, for a class holds many."""

SOLE_SCORE = 4.0
"""What a class counts that a rule says belongs to its kind alone."""


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks for a kind: patterns over folded names, what rules it out, codes, and words of callers to add.

    ``general_descriptions`` are ids of the national catalogue, ``classes`` codes of PTV's service classes (``P4.2``),
    ``sole_classes`` those of which the kind is the only one, ``groups`` codes of target groups and life events.
    """

    type: str
    names: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    general_descriptions: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    sole_classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class ProviderRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks for who provides a service: patterns over the organisation's folded name, its type in the source."""

    provider_kind: ProviderKind
    names: tuple[str, ...] = ()
    organization_types: tuple[str, ...] = ()


class AreaRule(Struct, frozen=True, forbid_unknown_fields=True):
    """The area of life of services of some classes, where no kind tells it."""

    life_area: str
    classes: tuple[str, ...]


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules as the file has them. ``rungs`` is the rung of each kind of provider, where no kind tells it."""

    as_of: date
    source: str
    rungs: dict[str, Rung]
    rule: tuple[Rule, ...]
    provider: tuple[ProviderRule, ...]
    area: tuple[AreaRule, ...] = ()


@dataclass(frozen=True)
class Hints:
    """What a source says of a service that rules can use. ``names`` in every language, the main one first."""

    names: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    general_description: str = ""
    organization: str = ""
    organization_type: str = ""


@dataclass(frozen=True)
class Guess:
    """What the rules make of it. ``type`` and ``life_area`` are empty where no rule speaks clearly enough."""

    type: str
    rung: Rung
    provider_kind: ProviderKind
    life_area: str
    caller_words: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that it fills in."""
        found = {"type": self.type, "life_area": self.life_area, "caller_words": self.caller_words}
        return ("rung", "provider_kind", *(name for name, value in found.items() if value))


class Rules:
    """The rules, ready to be asked for each of many thousand services."""

    def __init__(self, data: RuleFile, kinds: Kinds) -> None:
        self._data = data
        self._kinds = kinds.by_id()
        self._names = [_pattern(rule.names) for rule in data.rule]
        self._not_names = [_pattern(rule.not_names) for rule in data.rule]
        self._providers = [_pattern(rule.names) for rule in data.provider]

    def guess(self, hints: Hints) -> Guess:
        """Return what the rules make of a service."""
        provider = self._provider(hints)
        rule = self._best(hints)
        kind = self._kinds.get(rule.type) if rule else None
        rung: Rung = kind.rung if kind else self._data.rungs[provider]
        area = kind.life_area if kind else self._area(hints)
        return Guess(kind.id if kind else "", rung, provider, area, rule.words if rule and kind else ())

    def _best(self, hints: Hints) -> Rule | None:
        names = tuple(fold(name) for name in hints.names)
        scored = [(self._score(number, hints, names), -number) for number in range(len(self._data.rule))]
        score, number = max(scored, default=(0.0, 0))
        return self._data.rule[-number] if score >= ENOUGH else None

    def _score(self, number: int, hints: Hints, names: tuple[str, ...]) -> float:
        rule = self._data.rule[number]
        score = GENERAL_SCORE if hints.general_description in rule.general_descriptions else 0.0
        if not score and _found(self._not_names[number], names):
            return 0.0
        if _found(self._names[number], names[:1]):
            score += NAME_SCORE
        elif _found(self._names[number], names[1:]):
            score += NAME_SCORE - GROUP_SCORE  # an alternative name says a little less than the name itself
        score += SOLE_SCORE * bool(set(rule.sole_classes).intersection(hints.classes))
        score += CLASS_SCORE * bool(set(rule.classes).intersection(hints.classes))
        return score + GROUP_SCORE * bool(set(rule.groups).intersection(hints.groups))

    def _provider(self, hints: Hints) -> ProviderKind:
        name = (fold(hints.organization),)
        for rule, pattern in zip(self._data.provider, self._providers, strict=True):
            if _found(pattern, name):
                return rule.provider_kind
        for rule in self._data.provider:
            if hints.organization_type and hints.organization_type in rule.organization_types:
                return rule.provider_kind
        return "company" if hints.organization else "county"

    def _area(self, hints: Hints) -> str:
        for rule in self._data.area:
            if set(rule.classes).intersection(hints.classes):
                return rule.life_area
        return ""


def _pattern(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{fold(each)})" for each in patterns)
    return re.compile(joined) if joined else None


def _found(pattern: re.Pattern[str] | None, names: Iterable[str]) -> bool:
    return pattern is not None and any(pattern.search(name) for name in names)


def load(path: Path, kinds: Kinds) -> Rules:
    """Read the rules. Raises :class:`~advisor_tui.errors.AdvisorError` where they cannot be used."""
    document = tomlfile.read(path)
    data = tomlfile.convert(document, RuleFile)
    known = kinds.by_id()
    faults: list[Fault] = []
    for number, rule in enumerate(data.rule):
        if rule.type not in known:
            problem = _("unknown kind of service: “{value}”").format(value=shown(rule.type))
            faults.append(document.fault(("rule", number, "type"), problem, entry=rule.type))
        for field in ("names", "not_names"):
            faults += _broken(document, ("rule", number, field), getattr(rule, field))
    for number, each in enumerate(data.provider):
        faults += _broken(document, ("provider", number, "names"), each.names)
    for kind in get_args(ProviderKind):
        if kind not in data.rungs:
            faults.append(document.fault(("rungs",), _("is missing: {what}").format(what=kind)))
    if faults:
        raise FaultyFile(_("The rules cannot be used."), faults)
    return Rules(data, kinds)


def _broken(document: Document, key: Key, patterns: Iterable[str]) -> list[Fault]:
    found = []
    for place, pattern in enumerate(patterns):
        try:
            re.compile(pattern)
        except re.error as error:
            problem = _("is not a pattern: {why}").format(why=shown(error))
            found.append(document.fault((*key, place), problem))
    return found
