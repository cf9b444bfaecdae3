"""Putting together what was fetched and what is there already, where only changes were fetched."""

from collections.abc import Iterable, Iterator

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

    Each id comes once. A service that was not fetched keeps the day on which it was assured: asking for changes does
    not see everything (:mod:`.ptv`). One that changed and could not be imported stays as it was. Memory holds ids, not
    services.
    """
    taken: set[str] = set()
    for service in new:
        taken.add(service.id)
        yield service
    for service in previous:
        if service.id not in taken and service.id.removeprefix(PREFIX) in fetched.there:
            yield service
