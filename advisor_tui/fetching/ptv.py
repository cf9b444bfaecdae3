"""Fetching the services of an area from the open API of PTV (Palvelutietovaranto), version 11.

What is known of it, and from where:

* Reading needs no key but a ``User-Agent``; pages of ids hold 1,000, full objects come 100 at a time; the country has
  some 30,000 services, 72,000 channels and 308 general descriptions (measured by others in August 2026).
* ``GET /Service/area/{area}/code/{code}`` lists the ids of published services. “The allowed area values are
  Municipality, Province and WellbeingServicesCounties” (swagger of v11 as of September 2026, in jsilvanus/ptv-mcp);
  the list of codes and the objects themselves say ``WellbeingServiceCounties``. Both spellings are tried.
* A municipality's list holds the services of the municipality and of every area that contains it; a county's list
  only those whose area is the county itself (PagingHandlerBase.cs in vrk-kpa/ptv-releases, version 3.4 of 2022; that
  it is so still is likely, not certain). A county is therefore asked for together with its municipalities.
* ``includeWholeCountry`` takes in what serves the whole country, also without Åland; it is false unless given.
* ``GET /Service/list?guids=`` and its like for ServiceChannel, GeneralDescription and Organization give up to 100
  objects in full, without paging, and answer 404 with an ``errorMessage`` when none exists.
* ``date`` (“yyyy-MM-ddTHH:mm:ss”, UTC) keeps what was modified after that moment, by the date of the object itself. A
  connection between a service and a channel, with its own phones and hours, has a date of its own, and its changes do
  not move the dates of the two (ConnectionsService.cs there: what is propagated ends at the connection). **Asking only
  for changes therefore does not see a connection that was added, changed or taken away**; only fetching everything
  does, and nothing in the interface lists changed connections.
* The list of full services of an area (``/Service/list/area``) is not used: its pages of 100 shift more while they are
  read, and ids are needed in any case, to know what is gone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from advisor_tui.catalogue.service import digest_of
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.fetching.listing import NOT_KNOWN, Kind, Source, batches, ids_at, listed
from advisor_tui.fetching.wanted import Progress, Teller, Wanted
from advisor_tui.fetching.wire import Wire, checked_address
from advisor_tui.fetching.workplace import Workplace
from advisor_tui.language import _
from advisor_tui.settings import PTV_ADDRESS

SERVICES = Kind("services", "/Service/list", "services")
CHANNELS = Kind("channels", "/ServiceChannel/list", "channels")
DESCRIPTIONS = Kind("general descriptions", "/GeneralDescription/list", "descriptions")
ORGANIZATIONS = Kind("organizations", "/Organization/list", "organizations")
CHANGED_CHANNELS = Kind("changes", "/ServiceChannel/list", "touched", "list")
"""Channels that changed are looked through for the services that they belong to, wherever those are."""

COUNTY_KINDS = ("WellbeingServiceCounties", "WellbeingServicesCounties")
"""What PTV calls wellbeing services counties, in its objects and in its manual."""

CHANNEL_KINDS = ("electronicChannel", "phoneChannel", "printableFormChannel", "locationChannel", "webPageChannel")
"""The fields in which a channel may be wrapped, by its kind (V11VmOpenApiServiceChannels)."""

MARGIN = timedelta(hours=1)
"""How much earlier than the last update changes are asked for: clocks differ, and the same twice does no harm."""

LOST = 10
"""Services of a list that may have vanished when they are asked for, or one in as many where the list is long."""


@dataclass(frozen=True)
class Fetched:
    """What was fetched: the folder of pages, and what is to be known of them.

    ``there`` are the ids of the services that the area has now; ``asked`` those of them whose pages are in the folder.
    ``started`` is the moment from which the next update can ask for changes; ``unknown`` are the codes of areas that
    PTV does not know.
    """

    folder: Path
    there: frozenset[str]
    asked: frozenset[str]
    started: datetime
    unknown: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the folder holds everything, so that nothing of an edition before is needed."""
        return self.asked == self.there


def fetch(wanted: Wanted, folder: Path, report: Callable[[Progress], None], *, address: str = PTV_ADDRESS) -> Fetched:
    """Fetch the services of an area, and what they refer to, into a folder of pages that the importer of PTV reads.

    A run that was broken off goes on when the same is asked again within a day; otherwise the folder is begun anew.
    Raises :class:`AdvisorError` when it cannot be done; what has been fetched until then is kept.
    """
    teller = Teller(report)
    with Workplace(folder, _question(wanted, checked_address(address))) as place, Wire(address, teller.waiting) as wire:
        source = Source(wire, place, teller)
        there, unknown = _there(source, wanted)
        place.reach("lists")
        asked = _stale(source, wanted, there) if wanted.since else there
        place.reach("services")
        given = _fetch_all(source, asked)
        lost = asked - given
        if len(lost) > max(LOST, len(asked) // LOST) or lost == there:
            problem = _("PTV lists {count} services and does not give {lost} of them.")
            raise _useless(source, problem.format(count=len(asked), lost=len(lost)))
        place.close()
        return Fetched(folder, there - lost, given, place.journal.started, unknown)


def _useless(source: Source, problem: str) -> AdvisorError:
    """Return the mishap of answers from which no edition can be made; the next run asks for everything again."""
    source.place.close()
    return AdvisorError(
        problem,
        where=source.wire.place("/Service"),
        remedy=_("Nothing was changed. Check the area, and the address in the settings; or try again later."),
    )


def _question(wanted: Wanted, address: str) -> str:
    """Return a text that differs wherever two questions do."""
    since = wanted.since.astimezone(UTC).isoformat() if wanted.since else ""
    parts = (address, wanted.county, wanted.municipalities, wanted.nationwide, since, sorted(wanted.known.items()))
    return digest_of(msgspec.json.encode(parts)).hex()


# ------------------------------------------------------------ which services


def _there(source: Source, wanted: Wanted) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the ids of the services of an area, and the codes that PTV does not know."""
    found: set[str] = set()
    unknown: list[str] = []
    nationwide = wanted.nationwide
    total = len(wanted.municipalities) + bool(wanted.county)
    for number, code in enumerate(wanted.municipalities):
        source.teller.tell("lists", number, total)
        ids = _of_area(source, "Municipality", code, nationwide=nationwide)
        if ids is None:
            unknown.append(code)
        else:
            found |= ids
            nationwide = False  # what serves the whole country is in one list already
    if wanted.county:
        ids = _of_county(source, wanted.county)
        found |= ids or frozenset()
        unknown += [wanted.county] * (ids is None)
    source.teller.tell("lists", total, total)
    if not found:
        raise _useless(source, _("PTV has no services for {area}.").format(area=shown(wanted.name)))
    return frozenset(found), tuple(unknown)


def _of_county(source: Source, code: str) -> frozenset[str] | None:
    tried = (_of_area(source, kind, code, nationwide=False) for kind in COUNTY_KINDS)
    return next((ids for ids in tried if ids is not None), None)


def _of_area(source: Source, kind: str, code: str, *, nationwide: bool) -> frozenset[str] | None:
    params = {"includeWholeCountry": "true" if nationwide else "false"}
    return listed(source, f"area-{kind}-{code}", f"/Service/area/{kind}/code/{code}", params, NOT_KNOWN)


def _stale(source: Source, wanted: Wanted, there: frozenset[str]) -> frozenset[str]:
    """Return the services of the area that have to be fetched again: they, or what they are made from, changed.

    A service is made from its channels, which name it, and from its organization, which the edition before names. Which
    services a general description is for nobody says: when one changed, all are fetched.
    """
    source.teller.tell("changes", 0)
    moment = (wanted.since or source.place.journal.started).astimezone(UTC) - MARGIN
    if _since(source, "descriptions", "/GeneralDescription", moment):
        return there
    channels = _since(source, "channels", "/ServiceChannel", moment)
    if len(channels) > len(there):
        return there  # looking through them would take longer than fetching everything
    stale = set(there - wanted.known.keys())
    stale |= _since(source, "services", "/Service", moment)
    organizations = _since(source, "organizations", "/Organization", moment)
    stale |= {service for service, organization in wanted.known.items() if organization in organizations}
    for page in batches(source, CHANGED_CHANNELS, channels):
        stale.update(_of_channels(page, "services", "service", "id"))
    return there & stale


def _since(source: Source, name: str, path: str, moment: datetime) -> frozenset[str]:
    """Return the ids of all objects of a kind in the country that were published or changed after a moment."""
    date = {"date": moment.strftime("%Y-%m-%dT%H:%M:%S")}
    return listed(source, f"since-{name}", path, date) or frozenset()


# ------------------------------------------------------------ the services and what they refer to


def _fetch_all(source: Source, asked: frozenset[str]) -> frozenset[str]:
    """Fetch services, and the channels, general descriptions and organizations of theirs; return which came."""
    given: set[str] = set()
    channels: set[str] = set()
    descriptions: set[str] = set()
    organizations: set[str] = set()
    for page in batches(source, SERVICES, asked):
        given.update(ids_at(page, "id"))
        channels.update(ids_at(page, "serviceChannels", "serviceChannel", "id"))
        descriptions.update(ids_at(page, "generalDescriptionId"))
        organizations.update(ids_at(page, "organizations", "organization", "id"))
    source.place.reach("channels")
    for page in batches(source, CHANNELS, channels):
        organizations.update(_of_channels(page, "organizationId"))
    source.place.reach("references")
    for kind, ids in ((DESCRIPTIONS, descriptions), (ORGANIZATIONS, organizations)):
        for _page in batches(source, kind, ids):
            pass  # each is written when it comes; nothing is read from it
    return asked & given


def _of_channels(page: list[dict[str, Any]], *path: str) -> Iterator[str]:
    """Yield the ids at a path of channels, which stand in a page as they are or each in the field of its kind."""
    yield from ids_at(page, *path)
    for kind in CHANNEL_KINDS:
        yield from ids_at(page, kind, *path)
