"""The rules by which services are sorted, as data/inference.toml has them: their shape, and what is wrong with them."""

import re
from collections.abc import Iterable, Iterator
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


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks for a kind. A kind may have several rules; where two speak equally, the first in the file stands.

    ``names`` are patterns over names as :func:`~advisor_tui.text.fold` leaves them, ``weak_names`` over names that
    several things bear, ``not_names`` what rules out a name that they know, or, where the name itself has it, the whole
    rule. ``general_descriptions`` are ids of the national catalogue, ``classes`` codes of PTV's service classes
    (``P4.2``), ``sole_classes`` those of which the kind is the only one, ``groups`` codes of target groups and life
    events. A rule with ``providers`` is for services of these alone. ``words`` of callers are added to the service.
    """

    type: str
    names: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    general_descriptions: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    sole_classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    providers: tuple[ProviderKind, ...] = ()
    words: tuple[str, ...] = ()


class Never(Struct, frozen=True, forbid_unknown_fields=True):
    """What no caller is guided to, whatever else it looks like; only a general description that a rule has is stronger.

    ``names`` are patterns over the name itself. A code of ``classes`` or of target ``groups`` stands for those under
    it, too (``P24`` for ``P24.5``), and rules out what has no others.
    """

    names: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class ProviderRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks for who provides a service: patterns over the organisation's folded name, its type in the source.

    The first rule of the file stands whose names know the organisation, and only then the first that has its type.
    ``classes``, where there are any, confine a rule to services of these and of those under them.
    """

    provider_kind: ProviderKind
    names: tuple[str, ...] = ()
    organization_types: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


class AreaRule(Struct, frozen=True, forbid_unknown_fields=True):
    """The area of life of services of some classes, where no kind tells it. The first rule that knows one stands."""

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
    never: Never = Never()


def read(path: Path, kinds: Kinds) -> RuleFile:
    """Read the rules. Raises :class:`~advisor_tui.errors.AdvisorError` where they cannot be used."""
    document = tomlfile.read(path)
    data = tomlfile.convert(document, RuleFile)
    faults = [*_unknown(document, data, kinds), *_broken_names(document, data)]
    if faults:
        raise FaultyFile(_("The rules cannot be used."), faults)
    return data


def _unknown(document: Document, data: RuleFile, kinds: Kinds) -> Iterator[Fault]:
    known, areas = kinds.by_id(), {area.id for area in kinds.life_area}
    for number, rule in enumerate(data.rule):
        if rule.type not in known:
            problem = _("unknown kind of service: “{value}”").format(value=shown(rule.type))
            yield document.fault(("rule", number, "type"), problem, entry=rule.type)
    for number, each in enumerate(data.area):
        if each.life_area not in areas:
            problem = _("unknown area of life: “{value}”").format(value=shown(each.life_area))
            yield document.fault(("area", number, "life_area"), problem)
    for kind in get_args(ProviderKind):
        if kind not in data.rungs:
            yield document.fault(("rungs",), _("is missing: {what}").format(what=kind))


def _broken_names(document: Document, data: RuleFile) -> Iterator[Fault]:
    for number, rule in enumerate(data.rule):
        for field in ("names", "weak_names", "not_names"):
            yield from _broken(document, ("rule", number, field), getattr(rule, field))
    for number, each in enumerate(data.provider):
        yield from _broken(document, ("provider", number, "names"), each.names)
    yield from _broken(document, ("never", "names"), data.never.names)


def _broken(document: Document, key: Key, patterns: Iterable[str]) -> Iterator[Fault]:
    for place, pattern in enumerate(patterns):
        if pattern != fold(pattern):  # it would never match, or, with \W made \w, match something else
            problem = _("must be in lower case and without dots and rings: “{value}”").format(value=shown(pattern))
            yield document.fault((*key, place), problem)
        elif not pattern:
            yield document.fault((*key, place), _("is empty"))
        try:
            re.compile(f"(?:{pattern})|(?:{pattern})")  # as one among others: what holds only alone is no pattern here
        except (re.error, RecursionError, OverflowError) as error:
            problem = _("is not a pattern: {why}").format(why=shown(error))
            yield document.fault((*key, place), problem)
