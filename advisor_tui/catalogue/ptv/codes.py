"""The enumerations of PTV: the values of v8 to v11, and those of v7 and older that mean the same.

Each table has the source's value in small letters. A value that is in no table is a fault and counts as not said.
"""

from collections.abc import Mapping
from typing import Literal, TypeVar

from advisor_tui.catalogue.payload import Payload
from advisor_tui.errors import shown
from advisor_tui.language import _

ChannelKind = Literal["phone", "e-service", "place", "web", "form"]
HourKind = Literal["week", "exception", "span"]
"""Hours that repeat by the week, those of single days, and spans from one day to a later one (over midnight)."""

Said = TypeVar("Said")

PUBLISHED: Mapping[str, bool] = {
    "published": True,
    "draft": False,
    "modified": False,
    "deleted": False,
    "archived": False,
    "withdrawn": False,
    "oldpublished": False,
}
"""Whether a ``publishingStatus`` is for the public; ``Modified`` is a draft that stands beside a published version."""

CHANNELS: Mapping[str, ChannelKind] = {
    "phone": "phone",
    "echannel": "e-service",
    "servicelocation": "place",
    "webpage": "web",
    "printableform": "form",
}

WRAPPERS: Mapping[str, ChannelKind] = {
    "phoneChannel": "phone",
    "electronicChannel": "e-service",
    "locationChannel": "place",
    "webPageChannel": "web",
    "printableFormChannel": "form",
}
"""The fields in which a page of channels by area wraps each of them (``V11VmOpenApiServiceChannels``)."""

CHARGES: Mapping[str, str] = {
    "chargeable": "fee",
    "charged": "fee",
    "freeofcharge": "free",
    "free": "free",
    "other": "other",
}

HOURS: Mapping[str, HourKind] = {
    "daysoftheweek": "week",
    "weekdays": "week",
    "standard": "week",
    "exceptional": "exception",
    "exception": "exception",
    "overmidnight": "span",
    "special": "span",
}

PHONES: Mapping[str, str] = {"phone": "phone", "sms": "sms", "fax": "fax"}

NAMES: Mapping[str, str] = {"name": "name", "alternativename": "other", "alternatename": "other"}

DESCRIPTIONS: Mapping[str, str] = {
    "description": "description",
    "summary": "summary",
    "shortdescription": "summary",
    "backgrounddescription": "background",
    "userinstruction": "instruction",
    "serviceuserinstruction": "instruction",
    "validitytime": "validity",
    "validitytimeadditionalinfo": "validity",
    "processingtime": "processing",
    "processingtimeadditionalinfo": "processing",
    "deadline": "deadline",
    "deadlineadditionalinfo": "deadline",
    "chargetypeadditionalinfo": "fees",
    "servicetype": "about",
    "servicetypeadditionalinfo": "about",
    "tasksadditionalinfo": "about",
    "generaldescriptiontypeadditionalinformation": "about",
}

FROM_GENERAL = "gd_"
"""Before the type of a text that a service has from its general description (``Service/serviceWithGD``)."""

ROLES: Mapping[str, int] = {"responsible": 1, "otherresponsible": 2, "producer": 3}
"""Who is answerable for a service stands first: she is the one to ask."""

OTHER_ROLE = 4

COVERAGES: Mapping[str, bool] = {
    "nationwide": True,
    "nationwideexceptalandislands": True,
    "wholecountry": True,
    "wholecountryexceptalandislands": True,
    "limitedtype": False,
    "areatype": False,
    "local": False,
}
"""Whether an ``areaType`` is the whole country. Åland has no wellbeing services county, so it is not told apart."""

AREAS: Mapping[str, str] = {
    "municipality": "municipality",
    "region": "region",
    "province": "region",
    "businesssubregion": "region",
    "businessregions": "region",
    "hospitaldistrict": "region",
    "hospitalregions": "region",
    "wellbeingservicecounties": "county",
    "wellbeingservicescounties": "county",
    "wellbeingservicescounty": "county",
}

ORGANIZATIONS: Mapping[str, str] = {
    each.lower(): each
    for each in (
        "State",
        "Municipality",
        "RegionalOrganization",
        "Organization",
        "Company",
        "SotePublic",
        "SotePrivate",
        "Region",
        "TT1",
        "TT2",
    )
}

ADDRESSES: Mapping[str, bool] = {"location": True, "visiting": True, "postal": False, "delivery": False}
"""Whether an address of this type is one to go to."""

DAYS: Mapping[str, int] = {
    day: number
    for number, day in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}


def known(payload: Payload, name: str, values: Mapping[str, Said], default: Said) -> Said:
    """Return what the value of a field means; a value that nobody knows is a fault and means the default."""
    written = payload.text(name)
    if not written:
        return default
    found = values.get(written.lower())
    if found is None:
        payload.wrong(name, _("unknown value: “{value}”").format(value=shown(written)))
        return default
    return found
