"""What a source does not say of a service, inferred by rules: its kind, its rung, its area of life, callers' words.

The rules are data (data/inference.toml), with the source and the day of each list. What they fill in is named in
``Service.inferred``, shown as inferred, and can be corrected on the desk. A wrong kind puts a wrong service before a
caller, so a kind is taken only where something speaks for it clearly.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from advisor_tui.catalogue import rule_file
from advisor_tui.catalogue.kinds import Kinds
from advisor_tui.catalogue.rule_file import ProviderRule, Rule, RuleFile
from advisor_tui.catalogue.service import ProviderKind, Rung
from advisor_tui.text import fold

GENERAL_SCORE = 8.0
"""What the national general description counts: it says for which service a county's own text is written."""

NAME_SCORE = 4.0
"""What a name that a rule knows counts: what a service is called tells what it is, nearly always."""

WEAK_SCORE = 2.5
"""What a name counts that several things bear (*neuvonta*): enough with a class or a kind of provider beside it."""

OTHER_NAME = 0.5
"""What is taken off where not the name itself is known but another of the service, in another language or of old."""

AGREEING = 2
"""How many other names must be known for counting as much as the name itself: in two languages, or twice by habit."""

CLASS_SCORE = 1.5
"""What a service class counts: a class holds several kinds."""

PROVIDER_SCORE = 1.5
"""What counts that a rule is for this kind of provider alone: a firm's *kotihoito* is another kind than a county's."""

GROUP_SCORE = 0.5
"""What a target group or a life event counts: it tells kinds of one class apart, and alone nothing."""

ENOUGH = 4.0
"""The score from which a kind is taken: a name or a general description must speak for it, for a class holds many."""

SOLE_SCORE = 4.0
"""What it counts that a service has no other classes than those that a rule says belong to its kind alone."""

START = 4
"""Characters by which patterns are looked up in a name: with fewer, every name would bring half of the rules."""

RUN = rf"[a-z0-9 -]{{{START},}}"
"""Characters that mean themselves in a pattern, long enough to be looked up."""

ORGANIZATIONS = 4096
"""Organisations remembered with the rules that know them: the whole country has fewer, and each has many services."""

NAME_LIMIT = 200
"""Characters of a name that are read: twice what the national catalogue allows, and no pattern takes long on them."""

TARGET_GROUPS = "KR"
"""How the codes of target groups begin; those of life events, which say nothing of whom a service is for, do not."""


@dataclass(frozen=True)
class Hints:
    """What a source says of a service that rules can use. ``names`` in every language, the main one first.

    ``type`` and ``provider_kind`` are there where the source itself says them: then only the rest is inferred.
    """

    names: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    general_description: str = ""
    organization: str = ""
    organization_type: str = ""
    type: str = ""
    provider_kind: ProviderKind | None = None


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
        self.kinds = kinds.by_id()
        self._names = [_pattern(rule.names) for rule in data.rule]
        self._weak_names = [_pattern(rule.weak_names) for rule in data.rule]
        self._not_names = [_pattern(rule.not_names) for rule in data.rule]
        self._never = _pattern(data.never.names)
        self._providers = [_pattern(rule.names) for rule in data.provider]
        self._knowing = lru_cache(ORGANIZATIONS)(self._find_knowing)
        self._by_start: dict[str, set[tuple[str, int]]] = {}
        self._by_code: dict[str, set[int]] = {}
        self._always: set[int] = set()
        for number, rule in enumerate(data.rule):
            for pattern in (*rule.names, *rule.weak_names):
                sure = literals(pattern)
                for each in sure:
                    self._by_start.setdefault(each[:START], set()).add((each, number))
                self._always |= set() if sure else {number}
            for code in (*rule.general_descriptions, *rule.sole_classes):
                self._by_code.setdefault(code, set()).add(number)

    def guess(self, hints: Hints) -> Guess:
        """Return what the rules make of a service."""
        provider = hints.provider_kind or self._provider(hints)
        rule = self._best(hints, provider)
        kind = self.kinds.get(hints.type or (rule.type if rule else ""))
        rung: Rung = kind.rung if kind else self._data.rungs[provider]
        area = kind.life_area if kind else self._area(hints)
        words = rule.words if rule and kind and rule.type == kind.id else ()
        return Guess(kind.id if kind else "", rung, provider, area, words)

    def _best(self, hints: Hints, provider: ProviderKind) -> Rule | None:
        names = tuple(fold(name[:NAME_LIMIT]) for name in hints.names)
        scored = [(self._score(number, hints, names, provider), -number) for number in self._candidates(hints, names)]
        score, number = max(scored, default=(0.0, 0))
        if score < ENOUGH:
            return None
        rule = self._data.rule[-number]
        is_told = hints.general_description in rule.general_descriptions
        return rule if is_told or not self._is_never(hints, names) else None

    def _candidates(self, hints: Hints, names: Sequence[str]) -> set[int]:
        """Return the rules that can reach enough: asking all, with their thousand patterns, takes ten times as long."""
        text = "\n".join(names)
        starts = {text[at : at + START] for at in range(len(text))}
        near = (pair for start in self._by_start.keys() & starts for pair in self._by_start[start])
        found = self._always | {number for literal, number in near if literal in text}
        for code in (hints.general_description, *hints.classes):
            found |= self._by_code.get(code, set())
        return found

    def _score(self, number: int, hints: Hints, names: Sequence[str], provider: ProviderKind) -> float:
        rule = self._data.rule[number]
        told = GENERAL_SCORE * (hints.general_description in rule.general_descriptions)
        told += SOLE_SCORE * (bool(hints.classes) and set(hints.classes).issubset(rule.sole_classes))
        told += self._name_score(number, names)
        is_shut = rule.providers and provider not in rule.providers
        if not told or is_shut or _knows(self._not_names[number], *names[:1]):
            return 0.0
        told += PROVIDER_SCORE * bool(rule.providers)
        told += CLASS_SCORE * (not set(rule.classes).isdisjoint(hints.classes))
        return told + GROUP_SCORE * (not set(rule.groups).isdisjoint(hints.groups))

    def _name_score(self, number: int, names: Sequence[str]) -> float:
        for pattern, score in ((self._names[number], NAME_SCORE), (self._weak_names[number], WEAK_SCORE)):
            known = [_knows(pattern, name) and not _knows(self._not_names[number], name) for name in names]
            if any(known):
                return score - OTHER_NAME * (not known[0] and sum(known) < AGREEING)
        return 0.0

    def _is_never(self, hints: Hints, names: Sequence[str]) -> bool:
        never = self._data.never
        targets = [code for code in hints.groups if code.startswith(TARGET_GROUPS)]
        return (
            _knows(self._never, *names[:1])
            or (bool(targets) and all(_is_under(code, never.groups) for code in targets))
            or (bool(hints.classes) and all(_is_under(code, never.classes) for code in hints.classes))
        )

    def _provider(self, hints: Hints) -> ProviderKind:
        for rule in self._knowing(hints.organization):
            if not rule.classes or any(_is_under(code, rule.classes) for code in hints.classes):
                return rule.provider_kind
        for rule in self._data.provider:
            if hints.organization_type and hints.organization_type in rule.organization_types:
                return rule.provider_kind
        return "company" if hints.organization else "county"

    def _find_knowing(self, organization: str) -> list[ProviderRule]:
        name = fold(organization[:NAME_LIMIT])
        both = zip(self._data.provider, self._providers, strict=True)
        return [rule for rule, pattern in both if _knows(pattern, name)]

    def _area(self, hints: Hints) -> str:
        for rule in self._data.area:
            if any(_is_under(code, rule.classes) for code in hints.classes):
                return rule.life_area
        return ""


def load(path: Path, kinds: Kinds) -> Rules:
    """Read the rules. Raises :class:`~advisor_tui.errors.AdvisorError` where they cannot be used."""
    return Rules(rule_file.read(path, kinds), kinds)


def literals(pattern: str) -> set[str]:
    """Return strings of which every text has one that a pattern matches; none where they cannot be told.

    That is the longest run of characters outside of groups, or else one run from each branch of a group that lies in no
    other. What a sign behind it makes optional is not counted.
    """
    plain = re.sub(r"\\.|\[[^\]]*\]", "\0", pattern)
    groups = re.findall(r"\(([^()?][^()]*)\)(?![?*{])", plain)
    outside, count = re.subn(r"\([^()]*\)", "\0", plain)
    if "(" in outside:
        groups = []
        while count:
            outside, count = re.subn(r"\([^()]*\)", "\0", outside)
    if "|" in outside:
        return set()
    for branches in ([outside], *(group.split("|") for group in groups)):
        runs = {max(re.findall(RUN, re.sub(r".[?*{]", "\0", each)), key=len, default="") for each in branches}
        if "" not in runs:
            return runs
    return set()


def _pattern(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{each})" for each in patterns)
    return re.compile(joined) if joined else None


def _knows(pattern: re.Pattern[str] | None, name: str = "") -> bool:
    return pattern is not None and pattern.search(name) is not None


def _is_under(code: str, codes: Collection[str]) -> bool:
    return code in codes or code.partition(".")[0] in codes  # the code lists are two deep
