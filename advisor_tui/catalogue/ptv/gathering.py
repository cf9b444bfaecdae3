"""Objects of PTV are gathered in any order, from files or from the net, and joined into services when all are there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any

from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.payload import Faults, Origin, Payload
from advisor_tui.catalogue.ptv import channels, describing, moments, shapes, wording
from advisor_tui.catalogue.ptv.codes import ChannelKind
from advisor_tui.catalogue.ptv.joining import agency_of, joined
from advisor_tui.catalogue.ptv.reaching import Way
from advisor_tui.catalogue.ptv.records import Channel, Described, Organization, Told
from advisor_tui.catalogue.ptv.regions import Gazetteer
from advisor_tui.catalogue.ptv.shapes import Kind
from advisor_tui.catalogue.ptv.spool import Put, Shelf, Spool
from advisor_tui.catalogue.service import Service
from advisor_tui.errors import Fault
from advisor_tui.language import _, ngettext

LONGEST_ID = 100
"""Characters of an id: PTV's have 36."""


@dataclass
class _Counts:
    """What is told once for all objects of its kind."""

    rows: int = 0
    withheld: int = 0
    without_channels: int = 0
    nameless: int = 0


class Gathering:
    """Objects of PTV, kept on the disk until they are joined. To be used in a ``with`` block.

    Memory holds a few hundred bytes for each object, whatever its size.
    """

    def __init__(self, around: Around, faults: Faults) -> None:
        self._around = around
        self._faults = faults
        self._gazetteer = Gazetteer(around.areas)
        self._counts = _Counts()
        self._spool = Spool()
        self._services = Shelf(self._spool, Described)
        self._channels = Shelf(self._spool, Channel)
        self._general = Shelf(self._spool, Told)
        self._organizations = Shelf(self._spool, Organization)
        self._channels_of: dict[str, list[str]] = {}
        """The channels that name a service, by its id: not every service names its channels."""

    def __enter__(self) -> "Gathering":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._spool.close()

    # ------------------------------------------------------------ taking objects in

    def take(self, data: dict[str, Any], file: str, number: int = 0) -> None:
        """Take in an object; the file (or address) and its number there are named where something is wrong with it."""
        for each in shapes.unwrapped(data):
            self._take(each.data, each.channel, file, number)

    def _take(self, data: dict[str, Any], wrapped: ChannelKind | None, file: str, number: int) -> None:
        kind: Kind = "channel" if wrapped else shapes.kind_of(data)
        if kind == "row":
            self._counts.rows += 1
            return
        origin = Origin(file, number, "", self._faults)
        its_id = Payload(data, origin).text("id")
        origin = replace(origin, entry=its_id[:LONGEST_ID])
        if not kind:
            origin.fault("", _("is no service, channel, organization or general description of PTV"))
        elif not its_id or len(its_id) > LONGEST_ID:
            origin.fault("id", _("has no id that can be used"))
        else:
            self._keep(kind, its_id, Payload(data, origin), wrapped)

    def _keep(self, kind: Kind, its_id: str, payload: Payload, wrapped: ChannelKind | None) -> None:
        modified = moments.instant(payload, "modified")
        today = self._around.today
        if kind == "service":
            service = describing.service(payload, its_id, self._gazetteer, today)
            put = self._services.put(its_id, service, modified)
        elif kind == "channel":
            its_kind = shapes.channel_kind(payload, wrapped)
            channel = channels.channel(payload, its_kind, self._gazetteer, today)
            put = self._channels.put(its_id, channel, modified)
            self._link(its_id, channel, put)
        elif kind == "organization":
            put = self._organizations.put(its_id, describing.organization(payload, self._gazetteer), modified)
        else:
            put = self._general.put(its_id, describing.general_description(payload), modified)
        if put in ("older", "newer"):
            payload.wrong("id", _("comes more than once with different content; what was modified last is used"))

    def _link(self, channel_id: str, channel: Channel, put: Put) -> None:
        if put in ("new", "newer"):
            for each in channel.services:
                self._channels_of.setdefault(each.id, []).append(channel_id)

    # ------------------------------------------------------------ joining

    def services(self) -> Iterator[Service]:
        """Yield the services that are published; then tell, once for all of them, what was left out."""
        for kept in self._services:
            if not kept.published:
                self._counts.withheld += 1
                continue
            service = self._joined(kept)
            if service is not None:
                yield service
        self._tell_counts()

    def _joined(self, kept: Described) -> Service | None:
        agency = agency_of(kept)
        organization = self._organizations.get(agency.id) if agency.id else None
        general = self._general.get(kept.general_description) if kept.general_description else None
        ways = list(self._ways(kept))
        service = joined(kept, general, organization, ways, self._around)
        self._counts.nameless += service is None
        self._counts.without_channels += any(way.channel is None for way in ways)
        return service

    def _ways(self, kept: Described) -> Iterator[Way]:
        """Yield the ways to a service: the channels it names, then those that name it."""
        named = {each.id for each in kept.connections}
        for connection in kept.connections:
            channel = self._channels.get(connection.id)
            if channel is None or channel.published:
                yield Way(connection, channel)
        for channel_id in dict.fromkeys(self._channels_of.get(kept.id, ())):
            channel = self._channels.get(channel_id)
            if channel is not None and channel.published and channel_id not in named:
                yield from (Way(each, channel) for each in channel.services if each.id == kept.id)

    def _tell_counts(self) -> None:
        counts = self._counts
        told = (
            (
                counts.rows,
                ngettext(
                    "{count} row of a list has only an id and a name",
                    "{count} rows of lists have only an id and a name",
                    counts.rows,
                ),
            ),
            (
                counts.withheld,
                ngettext(
                    "{count} service is not published, and is left out",
                    "{count} services are not published, and are left out",
                    counts.withheld,
                ),
            ),
            (
                counts.nameless,
                ngettext(
                    "{count} service has no name, and is left out",
                    "{count} services have no name, and are left out",
                    counts.nameless,
                ),
            ),
            (
                counts.without_channels,
                ngettext(
                    "{count} service names phones, places or pages that are not here",
                    "{count} services name phones, places or pages that are not here",
                    counts.without_channels,
                ),
            ),
        )
        for count, sentence in told:
            if count:
                self._faults.add(Fault(wording.SOURCE, 0, "", "", sentence.format(count=count)))
