"""Objects of the national service catalogue (PTV, open API v11), built for tests: whole, and each field changeable."""

import itertools
from collections.abc import Iterable
from datetime import date
from typing import Any

from advisor_tui.catalogue.areas import Areas, County, Municipality
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.inference import Rules
from advisor_tui.catalogue.kinds import Kind, Kinds
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv.gathering import Gathering
from advisor_tui.catalogue.ptv.wording import SOURCE
from advisor_tui.catalogue.rule_file import AreaRule, ProviderRule, Rule, RuleFile
from advisor_tui.catalogue.service import Rung, Service
from advisor_tui.language import Words

Object = dict[str, Any]

TODAY = date(2026, 11, 23)

SERVICE, CHANNEL, ORGANIZATION, GENERAL = (f"0000000{number}-0000-4000-8000-000000000000" for number in range(1, 5))

RUNGS: dict[str, Rung] = {
    "self": "1",
    "state": "R",
    "county": "5",
    "municipality": "2",
    "association": "3",
    "parish": "3",
    "company": "4",
    "kela": "R",
}


def around() -> Around:
    """Return two counties and one invented for samples, a few rules, and a day."""
    areas = Areas(
        as_of=TODAY,
        source="koe",
        county=(
            County(
                "08",
                Words("Pirkanmaan hyvinvointialue", "Birkalands välfärdsområde", "Pirkanmaa wellbeing services county"),
                (
                    Municipality("837", "Tampere", "Tammerfors"),
                    Municipality("211", "Kangasala"),
                    Municipality("020", "Akaa"),
                ),
            ),
            County("13", Words("Etelä-Savon hyvinvointialue"), (Municipality("491", "Mikkeli", "S:t Michel"),)),
            County("99", Words("Mallilan hyvinvointialue"), (Municipality("999", "Mallila"),), sample=True),
        ),
    )
    kinds = Kinds(as_of=TODAY, source="koe", type=(Kind("kotihoito", "7", Words("Kotihoito"), "home_care"),))
    rules = RuleFile(
        as_of=TODAY,
        source="koe",
        rungs=RUNGS,
        rule=(Rule("kotihoito", names=("kotihoi",), general_descriptions=(GENERAL,), words=("apua kotiin",)),),
        provider=(
            ProviderRule("county", names=("hyvinvointialue",), organization_types=("SotePublic",)),
            ProviderRule("association", names=(r" ry\b",), organization_types=("Organization",)),
        ),
        area=(AreaRule("health", ("P5.1",)),),
    )
    return Around(Rules(rules, kinds), areas, TODAY)


def imported(*objects: Any, faults: Faults | None = None) -> list[Service]:
    """Return the services that some objects come to."""
    with Gathering(around(), Faults() if faults is None else faults) as gathering:
        for number, each in enumerate(objects, start=1):
            gathering.take(each, "koe.json", number)
        return list(gathering.services())


def one(*objects: Any) -> Service:
    """Return the one service that some objects come to, in which nothing is wrong but that channels may be missing."""
    faults = Faults()
    (found,) = imported(*objects, faults=faults)
    assert [str(fault) for fault in faults.kept if fault.file != SOURCE] == []
    return found


def problems(*objects: Any) -> list[str]:
    """Return what is wrong with some objects, each with its field."""
    faults = Faults()
    imported(*objects, faults=faults)
    return [f"{fault.field}: {fault.problem}" for fault in faults.kept]


def said(fi: str = "", sv: str = "", en: str = "", **more: str) -> list[Object]:
    """Return texts by language, as nearly every field has them (``type="Name"`` goes into each)."""
    return [{"language": code, "value": text, **more} for code, text in (("fi", fi), ("sv", sv), ("en", en)) if text]


def described(**texts: str) -> list[Object]:
    """Return Finnish descriptions by their types (``Summary="…"``)."""
    return [{"language": "fi", "value": text, "type": kind} for kind, text in texts.items()]


def municipality(code: str = "837", fi: str = "Tampere", sv: str = "Tammerfors") -> Object:
    """Return a municipality."""
    return {"code": code, "name": said(fi, sv, fi)}


def area(kind: str = "Municipality", code: str | None = None, *municipalities: Object, **changes: Any) -> Object:
    """Return an area with the municipalities in it."""
    return {"type": kind, "code": code, "name": None, "municipalities": list(municipalities), **changes}


def term(code: str | None, fi: str, uri: str = "", **changes: Any) -> Object:
    """Return a class, a group, an event or a term of the ontology."""
    return {"name": said(fi), "code": code, "ontologyType": "PTVL", "uri": uri, "parentUri": None, **changes}


def agency(name: str = "Pirkanmaan hyvinvointialue", its_id: str = ORGANIZATION, role: str = "Responsible") -> Object:
    """Return an organization as a service names it."""
    return {
        "organization": {"id": its_id, "name": name},
        "roleType": role,
        "provisionType": None,
        "additionalInformation": [],
    }


def service(**changes: Any) -> Object:
    """Return a published service with every field."""
    return {
        "id": SERVICE,
        "sourceId": None,
        "generalDescriptionId": None,
        "subType": None,
        "type": "Service",
        "fundingType": "PubliclyFunded",
        "serviceNames": said("Iltojen kotihoito", "Hemvård om kvällarna", "Home care in the evenings", type="Name"),
        "serviceChargeType": "Chargeable",
        "areaType": "LimitedType",
        "areas": [area("Municipality", None, municipality(), municipality("211", "Kangasala", "Kangasala"))],
        "serviceDescriptions": described(
            Summary="Hoitaja käy kotona iltaisin.",
            Description="Hoitaja käy kotona iltaisin.\n\nHän auttaa pesulla ja lääkkeissä.",
            UserInstruction="Soita palveluohjaukseen.",
        ),
        "languages": ["fi", "sv"],
        "serviceClasses": [term("P4.3", "Kotihoito ja kotipalvelut")],
        "ontologyTerms": [term(None, "kotihoito", "http://www.yso.fi/onto/koko/p1")],
        "targetGroups": [term("KR1.1", "Ikäihmiset")],
        "lifeEvents": [term("KE13", "Omaishoitajana toimiminen")],
        "industrialClasses": [],
        "legislation": [],
        "keywords": said("iltahoito"),
        "requirements": said("Palvelu on tarkoitettu yli 65-vuotiaille."),
        "serviceChannels": [connection()],
        "organizations": [agency()],
        "serviceVouchersInUse": False,
        "serviceVouchers": [],
        "serviceCollections": [],
        "publishingStatus": "Published",
        "modified": "2026-10-01T09:00:00.123456",
        "responsibleSoteOrganization": None,
        **changes,
    }


def connection(its_id: str = CHANNEL, name: str = "Palveluohjaus", **changes: Any) -> Object:
    """Return what connects a service with a channel."""
    return {
        "serviceChannel": {"id": its_id, "name": name},
        "serviceChargeType": None,
        "description": [],
        "extraTypes": [],
        "serviceHours": [],
        "contactDetails": None,
        "digitalAuthorizations": [],
        "modified": "2026-01-01T00:00:00",
        **changes,
    }


def channel(kind: str = "Phone", **changes: Any) -> Object:
    """Return a published channel of a kind; a phone has a number, a place an address."""
    by_kind: dict[str, Object] = {
        "Phone": {"phoneNumbers": [phone()]},
        "ServiceLocation": {"addresses": [address()], "phoneNumbers": [], "displayNameType": []},
        "EChannel": {"requiresAuthentication": True, "attachments": [], "supportPhones": []},
        "WebPage": {"supportPhones": []},
        "PrintableForm": {"channelUrls": [], "attachments": [], "deliveryAddresses": []},
    }
    return {
        "id": CHANNEL,
        "sourceId": None,
        "serviceChannelType": kind,
        "organizationId": ORGANIZATION,
        "serviceChannelNames": said("Palveluohjaus", "Servicehandledning", type="Name"),
        "serviceChannelDescriptions": described(Summary="Neuvoo ikäihmisiä."),
        "areaType": "LimitedType",
        "areas": [],
        "supportEmails": [],
        "languages": ["fi"],
        "webPages": [],
        "serviceHours": [],
        "services": [],
        "publishingStatus": "Published",
        "modified": "2026-09-01T09:00:00",
        **by_kind.get(kind, {}),
        **changes,
    }


def phone(number: str | None = "405501990", language: str = "fi", **changes: Any) -> Object:
    """Return a Finnish number."""
    return {
        "type": "Phone",
        "additionalInformation": None,
        "serviceChargeType": "Chargeable",
        "chargeDescription": None,
        "prefixNumber": "+358",
        "isFinnishServiceNumber": False,
        "number": number,
        "language": language,
        **changes,
    }


def hours(*openings: Object, kind: str = "DaysOfTheWeek", **changes: Any) -> Object:
    """Return an entry of hours."""
    return {
        "serviceHourType": kind,
        "validFrom": None,
        "validTo": None,
        "isClosed": False,
        "validForNow": True,
        "isAlwaysOpen": False,
        "isReservation": False,
        "additionalInformation": [],
        "openingHour": list(openings),
        **changes,
    }


def opening(day: str | None, begins: str = "08:00:00", ends: str = "16:00:00", to: str | None = "") -> Object:
    """Return the hours of a day, or from a day to another."""
    return {"dayFrom": day, "dayTo": to, "from": begins, "to": ends}


def address(kind: str = "Location", **changes: Any) -> Object:
    """Return a street address with coordinates in EPSG:3067."""
    street = {
        "street": said("Hämeenkatu", "Tavastgatan"),
        "streetNumber": "7",
        "postalCode": "33100",
        "postOffice": said("TAMPERE", "TAMMERFORS"),
        "municipality": municipality(),
        "additionalInformation": [],
        "latitude": "6822021",
        "longitude": "327837",
        "coordinateState": "Ok",
        **changes.pop("street", {}),
    }
    return {
        "type": kind,
        "subType": "Single",
        "postOfficeBoxAddress": None,
        "streetAddress": street,
        "otherAddress": None,
        "locationAbroad": None,
        "entrances": [],
        "country": "FI",
        **changes,
    }


def organization(kind: str = "SotePublic", **changes: Any) -> Object:
    """Return an organization."""
    return {
        "id": ORGANIZATION,
        "organizationType": kind,
        "businessCode": "1234567-1",
        "organizationNames": said("Pirkanmaan hyvinvointialue", type="Name"),
        "areaType": "LimitedType",
        "areas": [area("WellbeingServiceCounties", "08")],
        "publishingStatus": "Published",
        "modified": "2026-01-01T00:00:00",
        **changes,
    }


def general_description(**changes: Any) -> Object:
    """Return a general description."""
    return {
        "id": GENERAL,
        "names": said("Kotihoito", "Hemvård", "Home care", type="Name"),
        "descriptions": [
            *described(Summary="Apua kotiin.", BackgroundDescription="Kotihoito auttaa kotona.", DeadLine="Heti."),
            {"language": "sv", "value": "Hjälp i hemmet.", "type": "Summary"},
        ],
        "requirements": said("Kotihoitoa saa sen tarpeessa oleva.", "Den som behöver hemvård."),
        "type": "Service",
        "serviceChargeType": "FreeOfCharge",
        "generalDescriptionType": "Municipality",
        "publishingStatus": "Published",
        "serviceClasses": [term("P4.2", "Vanhusten palvelut")],
        "ontologyTerms": [term(None, "kotisairaanhoito", "http://www.yso.fi/onto/koko/p2")],
        "targetGroups": [term("KR1", "Kansalaiset")],
        "lifeEvents": [],
        "modified": "2025-01-01T00:00:00",
        **changes,
    }


def page(items: Iterable[Any], number: int = 1) -> Object:
    """Return a page of a list."""
    listed = list(items)
    return {"pageNumber": number, "pageSize": 100, "pageCount": number, "itemList": listed}


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return where every value within an object is."""
    if isinstance(value, dict):
        within: Iterable[tuple[str | int, Any]] = value.items()
    elif isinstance(value, list):
        within = enumerate(value)
    else:
        return [path]
    return [path, *itertools.chain.from_iterable(paths(each, (*path, key)) for key, each in within)]


def replaced(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """Return an object in which the value at a place is another one."""
    if not path:
        return new
    if isinstance(value, dict):
        return {key: replaced(each, path[1:], new) if key == path[0] else each for key, each in value.items()}
    return [replaced(each, path[1:], new) if key == path[0] else each for key, each in enumerate(value)]
