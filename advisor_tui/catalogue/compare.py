"""What an update of a source would change: told before it is put in use, so that nobody is surprised on a call."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import msgspec
from msgspec import Struct

from advisor_tui.catalogue.differences import FIELDS, Difference, Field, differences, field_words
from advisor_tui.catalogue.edition import Edition
from advisor_tui.errors import shown
from advisor_tui.language import _, ngettext

ALLOWING = "--allow-gone"
"""The option by which a person says that so many services may go."""


TOLD_FIRST: tuple[Field, ...] = ("phone", "hours")
"""What a caller is told wrong at once when it has changed unseen."""


class Named(Struct, frozen=True):
    """A service by its id and its name."""

    id: str
    name: str

    def __str__(self) -> str:
        return f"{shown(self.name)} ({shown(self.id)})"


@dataclass(frozen=True)
class Changed:
    """A service that says something else than before, and what; its name is the new one."""

    service: Named
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Changes:
    """What an update would change, and how many services there were before it and are after it."""

    before: int
    after: int
    new: tuple[Named, ...] = ()
    gone: tuple[Named, ...] = ()
    changed: tuple[Changed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)

    @property
    def gone_share(self) -> float:
        """Which share (0 to 1) of the services before would be gone; 0 where there were none."""
        return len(self.gone) / self.before if self.before else 0.0

    @property
    def counts(self) -> dict[Field, int]:
        """In how many services each thing differs, in the order of what misleads a caller first."""
        found = dict.fromkeys(FIELDS, 0)
        for each in self.changed:
            for difference in each.differences:
                found[difference.field] += 1
        return {field: count for field, count in found.items() if count}


def compare(before: Edition | None, after: Edition) -> Changes:
    """Return what would change. Of services that are the same byte for byte nothing is read."""
    was, will = _places(before) if before else {}, _places(after)
    new = tuple(_named(after, place) for each, place in will.items() if each not in was)
    gone = tuple(_named(before, place) for each, place in was.items() if before and each not in will)
    changed = tuple(_changed(before, was, after, will)) if before else ()
    return Changes(len(was), len(will), new, gone, changed)


def _places(edition: Edition) -> dict[str, int]:
    """Return where the services of an edition stand; of two with one id the first, as the catalogue takes it."""
    found: dict[str, int] = {}
    for place, service_id in enumerate(edition.head.ids):
        found.setdefault(service_id, place)
    return found


_name_decoder = msgspec.json.Decoder(Named)


def _named(edition: Edition, place: int) -> Named:
    return _name_decoder.decode(edition.line(place))


def _changed(before: Edition, was: dict[str, int], after: Edition, will: dict[str, int]) -> Iterator[Changed]:
    for service_id, place in will.items():
        former = was.get(service_id)
        if former is None or before.line(former) == after.line(place):
            continue
        service = after.service(place)
        found = differences(before.service(former), service)
        if found:
            yield Changed(Named(service_id, service.name), found)


# ------------------------------------------------------------ telling


def lines(changes: Changes, limit: int) -> list[str]:
    """Return a report in the reader's language: how much changes, then what.

    Changed phones and hours stand first, what is gone before what changed less, what is new last. ``limit`` is how many
    lines may tell what; a last one says how many more there would be.
    """
    if not changes:
        return [_("Nothing would change.")]
    told = list(islice(_told(changes), limit))
    more = len(changes.new) + len(changes.gone) + sum(changes.counts.values()) - len(told)
    rest = [ngettext("… and {count} more", "… and {count} more", more).format(count=more)] if more else []
    return [*_heads(changes), *told, *rest]


def _heads(changes: Changes) -> Iterator[str]:
    new, gone, changed = len(changes.new), len(changes.gone), len(changes.changed)
    counted = (
        (new, ngettext("{count} new service", "{count} new services", new)),
        (gone, ngettext("{count} service gone", "{count} services gone", gone)),
        (changed, ngettext("{count} service changed", "{count} services changed", changed)),
    )
    yield ", ".join(text.format(count=count) for count, text in counted if count)
    if changes.counts:
        by_field = ", ".join(f"{field_words(field)} {count}" for field, count in changes.counts.items())
        yield _("Changed: {what}").format(what=by_field)


def _told(changes: Changes) -> Iterator[str]:
    for field in TOLD_FIRST:
        yield from _differing(changes, field)
    for service in changes.gone:
        yield _("gone: {service}").format(service=service)
    for field in FIELDS:
        if field not in TOLD_FIRST:
            yield from _differing(changes, field)
    for service in changes.new:
        yield _("new: {service}").format(service=service)


def _differing(changes: Changes, field: Field) -> Iterator[str]:
    for each in changes.changed:
        for difference in each.differences:
            if difference.field == field:
                yield f"{each.service}: {difference}"


# ------------------------------------------------------------ refusing


def refuse_reason(changes: Changes, most_gone: float, *, told: bool) -> str:
    """Return why an update must not go ahead by itself; empty when it may.

    ``most_gone`` is the share (0 to 1) of services that may go, ``told`` whether a person has allowed more. A source
    that has lost much is more often a broken delivery than the truth; one that has become empty never is the truth.
    """
    if not changes.after:
        return _("There are no services in it. Nothing was changed.")
    if told or changes.gone_share <= most_gone:
        return ""
    gone, share = len(changes.gone), max(1, round(100 * changes.gone_share))
    what = ngettext(
        "{gone} service of {count} would be gone ({share} %); at most {most} may go.",
        "{gone} services of {count} would be gone ({share} %); at most {most} may go.",
        gone,
    ).format(gone=gone, count=changes.before, share=share, most=int(most_gone * changes.before))
    return " ".join((what, _("Nothing was changed. If this is right, allow it: {option}").format(option=ALLOWING)))
