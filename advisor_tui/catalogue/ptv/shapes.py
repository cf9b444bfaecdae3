"""What an object of PTV is, told by the fields it has: a service, a channel, an organization, a general description."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from advisor_tui.catalogue.payload import Payload
from advisor_tui.catalogue.ptv import codes
from advisor_tui.catalogue.ptv.codes import ChannelKind

Kind = Literal["service", "channel", "organization", "general description", "row", ""]
"""``row`` is a line of a list of ids and names; an empty kind is none of those."""

ROW = {"id", "name", "modified", "status", "publishingStatus"}
"""The fields of a row of a list that does not hold the objects themselves."""

DEFAULT: ChannelKind = "web"

BY_FIELD: tuple[tuple[ChannelKind, tuple[str, ...]], ...] = (
    ("place", ("addresses", "displayNameType")),
    ("form", ("channelUrls", "formIdentifier", "deliveryAddresses")),
    ("e-service", ("requiresAuthentication", "requiresSignature", "signatureQuantity")),
    ("phone", ("phoneNumbers",)),
)
"""By which fields a channel's kind is known where it does not say it; otherwise it is a web page."""


class Object(NamedTuple):
    """An object without its wrapping, and the kind of channel that the wrapping says it is."""

    data: dict[str, Any]
    channel: ChannelKind | None = None


def unwrapped(data: dict[str, Any]) -> Iterator[Object]:
    """Yield the object itself or, from a page of channels by area, those that an item wraps."""
    wrapped = [(name, data[name]) for name in codes.WRAPPERS if isinstance(data.get(name), dict)]
    if wrapped and "id" not in data:
        yield from (Object(each, codes.WRAPPERS[name]) for name, each in wrapped)
    else:
        yield Object(data)


def kind_of(data: dict[str, Any]) -> Kind:
    """Return what an object is."""
    has = data.__contains__
    if has("serviceChannelType") or has("serviceChannelNames") or has("serviceChannelDescriptions"):
        return "channel"
    if has("organizationNames") or has("organizationType"):
        return "organization"
    if has("serviceNames") or has("serviceDescriptions"):
        return "service"
    if has("names") and (has("descriptions") or has("summary") or has("background") or has("description")):
        return "general description"
    return "row" if has("id") and has("name") and ROW.issuperset(data) else ""


def channel_kind(payload: Payload, wrapped: ChannelKind | None) -> ChannelKind:
    """Return what kind of channel an object is: as it says, as its wrapping says, or as its fields show."""
    said = codes.known(payload, "serviceChannelType", codes.CHANNELS, None)
    if said or wrapped:
        return said or wrapped or DEFAULT
    return next((kind for kind, names in BY_FIELD if any(name in payload for name in names)), DEFAULT)
