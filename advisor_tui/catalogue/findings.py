"""What is doubtful in the whole catalogue of a desk, though its form is right: for those who keep it, not for a call.

Faults of form in the files that people edit are found elsewhere (:mod:`~advisor_tui.catalogue.check`). Nothing here
says that something is wrong: it says what to look at, the gravest first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from advisor_tui import clock
from advisor_tui.catalogue import notes
from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.contradictions import MISLEADS, contradictions
from advisor_tui.catalogue.duplicates import Duplicates, Group
from advisor_tui.catalogue.notes import Note
from advisor_tui.catalogue.numbers import dialled
from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.catalogue.service import Catalogue, Service
from advisor_tui.catalogue.tellers import phones
from advisor_tui.errors import shown
from advisor_tui.language import _, full_day, ngettext

Kind = Literal["reported", "contradictory", "phoneless", "duplicate", "hourless", "stale"]
"""What is doubtful, the gravest first: what callers have met, what misleads them, what is missing, what is old."""

KINDS: tuple[Kind, ...] = get_args(Kind)

OFFERED = ("active", "temporarily closed")
"""States in which a service is offered: only then does it need a number, hours and a name of its own."""

READ_AT_ONCE = 500
"""Services read from their editions at a time: those before them are let go, so that memory stays small."""

NAMED = 3
"""Names told of services that look like one; of more of them the number is told."""


@dataclass(frozen=True)
class ReportedFault:
    """One fault of a service, however often advisors have met it in calls.

    ``kind`` is what is wrong, in the reader's words, ``number`` the phone number that was tried (empty: none),
    ``reported_at`` the last moment of it, aware, ``count`` how often, and ``note`` what was last said of it.
    """

    service_id: str
    kind: str
    number: str
    reported_at: datetime
    count: int
    note: str = ""


def met_together(faults: Iterable[ServiceFault], words: Mapping[str, str]) -> list[ReportedFault]:
    """Return faults that were met in calls, the same ones of all calls as one.

    ``words`` are the reader's for the kinds of faults by their codes; a code without words is told as it is.
    """
    found: dict[tuple[str, str, str], ReportedFault] = {}
    for each in sorted(faults, key=lambda fault: fault.at):
        key = each.service_id, each.kind, each.number
        before = found.get(key)
        count, note = (before.count, before.note) if before else (0, "")
        kind = words.get(each.kind, each.kind)
        found[key] = ReportedFault(each.service_id, kind, each.number, each.at, count + 1, each.note or note)
    return list(found.values())


@dataclass(frozen=True)
class Finding:
    """One thing that is doubtful: in which services, by their ids and names, where they come from, and what it is.

    ``weight`` is how grave it is among its kind: how often a fault was reported, how much duplicates are alike (0-100),
    how much a contradiction misleads, by how many days something is too old.
    """

    kind: Kind
    services: tuple[str, ...]
    names: tuple[str, ...]
    where: str
    text: str
    weight: int = 0

    def __str__(self) -> str:
        name = shown(self.names[0]) if self.names else ""
        named = f"{name} ({shown(self.services[0])})" if name else shown(self.services[0])
        return f"{named}: {self.text} [{shown(self.where)}]" if self.where else f"{named}: {self.text}"

    def __lt__(self, other: "Finding") -> bool:
        """Tell which is graver: it comes first."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, str, tuple[str, ...], tuple[str, ...], str]:
        return KINDS.index(self.kind), -self.weight, self.where, self.names, self.services, self.text


def kind_words(kind: Kind) -> str:
    """Return what is doubtful, in the reader's language."""
    words: dict[Kind, str] = {
        "reported": _("reported from calls"),
        "contradictory": _("contradictory"),
        "phoneless": _("without a number"),
        "duplicate": _("the same service twice"),
        "hourless": _("without hours"),
        "stale": _("old"),
    }
    return words[kind]


def findings(
    catalogue: Catalogue,
    today: date,
    stale_after_days: int,
    areas: Areas,
    reported: Sequence[ReportedFault] = (),
    noted: Iterable[Note] = (),
) -> list[Finding]:
    """Return everything that is doubtful in a catalogue on a day, the gravest first.

    A service is stale when it was last assured more than ``stale_after_days`` ago. ``noted`` are the notes by hand.
    """
    duplicates = Duplicates(areas)
    found: list[Finding] = []
    ids: set[str] = set()
    faults = _by_service(reported)
    for service in _one_by_one(catalogue):
        ids.add(service.id)
        found += _reported(service, faults.get(service.id, ()))
        found += (_of(service, "contradictory", *each) for each in _contradictions(service, today, areas))
        found += _unreachable(service)
        found += _stale(service, today, stale_after_days)
        if service.status in OFFERED:
            duplicates.add(service)
    found += map(_duplicate, duplicates.groups())
    found += map(_without_service, notes.unknown(noted, ids))
    return sorted(found)


def summary(found: Iterable[Finding]) -> dict[Kind, int]:
    """Return how many findings there are of each kind, the gravest first; every kind is there."""
    counts = dict.fromkeys(KINDS, 0)
    for each in found:
        counts[each.kind] += 1
    return counts


def _one_by_one(catalogue: Catalogue) -> Iterator[Service]:
    """Yield every service; a part of the catalogue is read anew, so that the catalogue itself does not keep it."""
    for start in range(0, len(catalogue), READ_AT_ONCE):
        yield from catalogue.services[start : start + READ_AT_ONCE]


def _of(service: Service, kind: Kind, weight: int, text: str) -> Finding:
    return Finding(kind, (service.id,), (service.name,), service.source, text, weight)


# ------------------------------------------------------------ kinds


def _by_service(reported: Iterable[ReportedFault]) -> dict[str, list[ReportedFault]]:
    found: dict[str, list[ReportedFault]] = {}
    for each in reported:
        found.setdefault(each.service_id, []).append(each)
    return found


def _reported(service: Service, faults: Iterable[ReportedFault]) -> Iterator[Finding]:
    for fault in faults:
        if not _settled(service, fault):
            about = ": ".join(filter(None, (shown(fault.number), shown(fault.kind), shown(fault.note))))
            day = full_day(clock.local(fault.reported_at).date())
            told = ngettext(
                "{about} (reported {count} time, last {day})",
                "{about} (reported {count} times, last {day})",
                fault.count,
            )
            yield _of(service, "reported", fault.count, told.format(about=about, count=fault.count, day=day))


def _settled(service: Service, fault: ReportedFault) -> bool:
    """Tell whether a fault is no more: its number is no longer there, or the service has been seen to since that day.

    An import assures what nobody has looked at; where its source tells when it changed a service, that day counts.
    """
    digits = dialled(fault.number)
    if digits and all(dialled(each.number) != digits for each in phones(service)):
        return True
    seen_to = service.last_modified if service.source_id and service.last_modified else service.assured_date
    return clock.local(fault.reported_at).date() < seen_to


def _contradictions(service: Service, today: date, areas: Areas) -> Iterator[tuple[int, str]]:
    yield from ((each.weight, each.text) for each in contradictions(service, today, areas))


def _unreachable(service: Service) -> Iterator[Finding]:
    """Yield that a service has no number, or no hours though it has a number or a place."""
    if service.status not in OFFERED or service.provider_kind == "self":  # nobody answers for what is one's own
        return
    numbers = any(each.number.strip() for each in phones(service))
    if not numbers:
        ways = service.locations or service.url or service.links or service.emails
        text = _("no phone number") if ways else _("no phone number, and no other way to reach it either")
        yield _of(service, "phoneless", 0 if ways else 1, text)
    hours = service.hours or any(each.schedules for place in service.locations for each in place.phones)
    if (numbers or service.locations) and not hours:
        yield _of(service, "hourless", int(numbers), _("no hours, though it has a phone number or a place"))


def _stale(service: Service, today: date, stale_after_days: int) -> Iterator[Finding]:
    days = (today - service.assured_date).days
    if days > stale_after_days:
        text = _("stale: last assured {day}, more than {days} days ago")
        told = text.format(day=full_day(service.assured_date), days=stale_after_days)
        yield _of(service, "stale", days - stale_after_days, told)


def _duplicate(group: Group) -> Finding:
    members = group.members
    named = ", ".join(f"{shown(each.name)} ({shown(each.id)})" for each in members[1:NAMED])
    more = len(members) - NAMED
    if more > 0:
        named = ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=named, count=more)
    return Finding(
        "duplicate",
        tuple(each.id for each in members),
        tuple(each.name for each in members),
        ", ".join(dict.fromkeys(each.source for each in members)),
        _("looks like the same service as {others} (likeness {likeness} of 100)").format(
            others=named, likeness=group.likeness
        ),
        group.likeness,
    )


def _without_service(service_id: str) -> Finding:
    text = _("a note made by hand is about a service that is no longer there")
    return Finding("contradictory", (service_id,), (), _("notes"), text, MISLEADS)
