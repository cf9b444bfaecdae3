"""Putting together what was fetched and what is there already, where only changes were fetched."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from advisor_tui import clock
from advisor_tui.catalogue.service import Service
from advisor_tui.fetching.ptv import Fetched

PREFIX = "ptv:"
"""With what the ids of services from PTV begin in the catalogue."""


def known(previous: Iterable[Service]) -> dict[str, str]:
    """Return what an edition holds: PTV's ids of its services, each with the id of its organization."""
    return {
        service.id.removeprefix(PREFIX): service.organization_id
        for service in previous
        if service.id.startswith(PREFIX)
    }


def merge(previous: Iterable[Service], new: Iterable[Service], fetched: Fetched) -> Iterator[Service]:
    """Yield the services of an edition brought up to date: the new ones, then those of before that are still there.

    Each id comes once. What PTV has not changed is assured as of the day of fetching; a changed service that could not
    be imported stays as it was, with the day on which it was assured then. Memory holds ids, not services.
    """
    day = clock.local(fetched.started).date()
    taken: set[str] = set()
    for service in new:
        taken.add(service.id)
        yield service
    for service in previous:
        name = service.id.removeprefix(PREFIX)
        if service.id in taken or name not in fetched.there:
            continue
        unchanged = name not in fetched.asked and service.assured_date < day
        yield structs.replace(service, assured_date=day) if unchanged else service
