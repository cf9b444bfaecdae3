"""A server on this machine that answers as PTV's open API (version 11) is documented to, and fails when it is told to.

::

    with PtvServer() as server:
        server.add(organization(1, "Pirkanmaan hyvinvointialue"), channel(1, "Kotihoidon puhelin"))
        server.add(service(1, "Kotihoito", municipalities=("837",), channels=(1,), organization=1))
        fetch(wanted(areas, "837"), folder, report, address=server.address)
        assert server.paths("/Service/list") == 1
"""

import json
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Data = dict[str, Any]
ROOT = "/api/v11"
KINDS = ("Service", "ServiceChannel", "GeneralDescription", "Organization")
COUNTIES = {"08": ("837", "604"), "06": ("609",)}
"""The municipalities that the server knows, by their counties: Tampere and Pirkkala, and Pori."""

LONG_AGO = "2026-01-15T08:00:00.123"


def guid(kind: str, number: int) -> str:
    """Return the id of the object of a kind and a number."""
    return f"{KINDS.index(kind) + 1:08x}-0000-4000-8000-{number:012x}"


def _named(value: str, language: str = "fi", kind: str = "Name") -> Data:
    return {"language": language, "value": value, "type": kind}


def service(
    number: int,
    name: str = "Kotihoito",
    *,
    municipalities: tuple[str, ...] = (),
    county: str = "",
    channels: tuple[int, ...] = (),
    description: int = 0,
    organization: int = 0,
    modified: str = LONG_AGO,
) -> tuple[str, Data]:
    """Return a service (V11VmOpenApiService); without a municipality or county it serves the whole country."""
    areas: list[Data] = []
    if municipalities:
        codes = [{"code": code, "name": [{"value": code, "language": "fi"}]} for code in municipalities]
        areas.append({"type": "Municipality", "code": None, "name": None, "municipalities": codes})
    if county:
        codes = [{"code": code, "name": []} for code in COUNTIES[county]]
        areas.append({"type": "WellbeingServiceCounties", "code": county, "name": [], "municipalities": codes})
    connections = [{"serviceChannel": {"id": guid("ServiceChannel", each), "name": "kanava"}} for each in channels]
    responsible = {"id": guid("Organization", organization), "name": "Organisaatio"}
    return "Service", {
        "id": guid("Service", number),
        "sourceId": None,
        "generalDescriptionId": guid("GeneralDescription", description) if description else None,
        "type": "Service",
        "fundingType": "PubliclyFunded",
        "serviceNames": [_named(name)],
        "serviceChargeType": None,
        "areaType": "LimitedType" if areas else "Nationwide",
        "areas": areas,
        "serviceDescriptions": [_named("Apua kotiin.", kind="Summary"), _named("Apua arkeen.", kind="Description")],
        "languages": ["fi"],
        "serviceClasses": [],
        "targetGroups": [],
        "serviceChannels": connections or None,
        "organizations": [{"organization": responsible, "roleType": "Responsible"}] if organization else [],
        "publishingStatus": "Published",
        "modified": modified,
    }


def channel(
    number: int, name: str = "Neuvonta", *, organization: int = 0, modified: str = LONG_AGO
) -> tuple[str, Data]:
    """Return a phone channel (V11VmOpenApiPhoneChannel); the server adds the services that name it."""
    phone = {"type": "Phone", "prefixNumber": "+358", "number": f"3123{number:04}", "language": "fi"}
    return "ServiceChannel", {
        "id": guid("ServiceChannel", number),
        "serviceChannelType": "Phone",
        "organizationId": guid("Organization", organization) if organization else None,
        "serviceChannelNames": [_named(name)],
        "serviceChannelDescriptions": [_named("Soita meille.", kind="Summary")],
        "areaType": "Nationwide",
        "areas": [],
        "phoneNumbers": [{**phone, "isFinnishServiceNumber": False, "serviceChargeType": "FreeOfCharge"}],
        "languages": ["fi"],
        "webPages": [],
        "serviceHours": [],
        "publishingStatus": "Published",
        "modified": modified,
    }


def description(number: int, name: str = "Kotihoito", *, modified: str = LONG_AGO) -> tuple[str, Data]:
    """Return a general description (V10VmOpenApiGeneralDescription)."""
    return "GeneralDescription", {
        "id": guid("GeneralDescription", number),
        "names": [_named(name)],
        "descriptions": [_named("Kotihoito auttaa kotona.", kind="Description")],
        "type": "Service",
        "serviceClasses": [],
        "targetGroups": [],
        "publishingStatus": "Published",
        "modified": modified,
    }


def organization(number: int, name: str = "Hyvinvointialue", *, modified: str = LONG_AGO) -> tuple[str, Data]:
    """Return an organization (V10VmOpenApiOrganization)."""
    return "Organization", {
        "id": guid("Organization", number),
        "organizationType": "SotePublic",
        "businessCode": "1234567-1",
        "organizationNames": [_named(name)],
        "publishingStatus": "Published",
        "modified": modified,
    }


# ------------------------------------------------------------ how it fails

Reply = Callable[["Handler"], None]


def reply(
    status: int = 200, body: bytes | Data | list[Any] = b"", *, kind: str = "application/json", **headers: str
) -> Reply:
    """Return an answer to give instead; ``Retry_After="3"`` is the header ``Retry-After``."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()

    def answer(handler: "Handler") -> None:
        given = {"Content-Type": kind, "Content-Length": str(len(raw)), **headers}
        handler.send_response(status)
        for name, value in given.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(raw)

    return answer


def hang_up(handler: "Handler") -> None:
    """End the connection without an answer."""
    handler.close_connection = True


def sound(handler: "Handler") -> None:
    """Answer as documented, so that a later question is the one that fails."""
    handler.answer()


@dataclass(frozen=True)
class Asked:
    """A question that came: its path below the root of the interface, its parameters and headers."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass
class _Trouble:
    path: str
    replies: deque[Reply] = field(default_factory=deque)
    always: Reply | None = None


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of those who hang up before the end of an answer; whatever else happens is a fault in here."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class PtvServer:
    """The server, in threads of its own; its objects can be changed while it runs."""

    def __init__(self, *, page_size: int = 1000) -> None:
        self.page_size = page_size
        self.objects: dict[str, dict[str, Data]] = {kind: {} for kind in KINDS}
        self.wrapped = False  # the documents let a channel also stand in a field of its kind
        self.asked: list[Asked] = []
        self._troubles: list[_Trouble] = []
        self._http = _Http(("127.0.0.1", 0), type("Bound", (Handler,), {"ptv": self}))
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.address = f"http://127.0.0.1:{self._http.server_address[1]}{ROOT}"

    def __enter__(self) -> "PtvServer":
        self._thread.start()
        return self

    def __exit__(self, *_of_the_block: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def add(self, *objects: tuple[str, Data]) -> None:
        """Publish objects, or other versions of those that are there."""
        for kind, data in objects:
            self.objects[kind].pop(data["id"], None)  # a new version stands at the end of every list
            self.objects[kind][data["id"]] = data

    def archive(self, kind: str, number: int) -> None:
        """Take an object out of what is published."""
        del self.objects[kind][guid(kind, number)]

    def trouble(self, path: str, *replies: Reply, always: Reply | None = None) -> None:
        """Let the next questions whose path begins so be answered otherwise, one by one, or every one."""
        self._troubles.append(_Trouble(path, deque(replies), always))

    def well_again(self) -> None:
        """Answer every question as documented from now on."""
        self._troubles.clear()

    def paths(self, beginning: str) -> int:
        """Return how many questions came whose path begins so."""
        return sum(each.path.startswith(beginning) for each in self.asked)

    def other_reply(self, path: str) -> Reply | None:
        """Return what to answer instead to a question, if anything."""
        for each in self._troubles:
            if path.startswith(each.path) and (each.replies or each.always):
                return each.replies.popleft() if each.replies else each.always
        return None


class Handler(BaseHTTPRequestHandler):
    """One question."""

    ptv: PtvServer

    def do_GET(self) -> None:
        """Answer, as documented or as told."""
        parts = urlsplit(self.path)
        self.route = parts.path.removeprefix(ROOT)
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.ptv.asked.append(Asked(self.route, self.query, dict(self.headers)))
        (self.ptv.other_reply(self.route) or sound)(self)

    def answer(self) -> None:
        """Answer as documented."""
        match self.route.strip("/").split("/"):
            case [kind] if kind in KINDS:
                found = list(self.ptv.objects[kind].values())
                if "date" in self.query:
                    found = [each for each in found if each["modified"] > self.query["date"]]
                self.page_of(found)
            case [kind, "list"] if kind in KINDS:
                self.by_ids(kind)
            case ["Service", "area", "Municipality" | "WellbeingServiceCounties" as area, "code", code]:
                self.of_area(area, code)
            case ["Service", "area", _, "code", _]:
                reply(400, {"area": ["The field is invalid."]})(self)
            case _:
                reply(404, b"<html>404</html>", kind="text/html")(self)

    def of_area(self, area: str, code: str) -> None:
        """List the services of a municipality and of areas that hold it; of a county only those that name it."""
        known = COUNTIES if area != "Municipality" else {each for codes in COUNTIES.values() for each in codes}
        if code not in known:
            reply(404, {"errorMessage": f"{area} with code '{code}' not found."})(self)
            return
        nationwide = self.query.get("includeWholeCountry") == "true"
        self.page_of([each for each in self.ptv.objects["Service"].values() if _serves(each, area, code, nationwide)])

    def page_of(self, found: list[Data]) -> None:
        """Answer with a page of ids and names (V3VmOpenApiGuidPage)."""
        number, size = int(self.query.get("page", "1")), self.ptv.page_size
        items = [{"id": each["id"], "name": "nimi"} for each in found[(number - 1) * size : number * size]]
        count = -(-len(found) // size)
        reply(body={"pageNumber": number, "pageSize": size, "pageCount": count, "itemList": items or None})(self)

    def by_ids(self, kind: str) -> None:
        """Answer with the objects in full whose ids are asked for, in no particular order."""
        asked = self.query.get("guids", "").split(",")
        if len(asked) > 100:
            reply(400, {"guids": ["Max 100 guids."]})(self)
            return
        found = [data for name, data in self.ptv.objects[kind].items() if name in asked]
        if kind == "ServiceChannel":
            found = [self.with_services(each) for each in found]
        reply(body=found)(self) if found else reply(404, {"errorMessage": f"{kind}s not found."})(self)

    def with_services(self, data: Data) -> Data:
        """Return a channel with the services that name it."""
        services = [
            {"service": {"id": each["id"], "name": "nimi"}}
            for each in self.ptv.objects["Service"].values()
            if any(one["serviceChannel"]["id"] == data["id"] for one in each["serviceChannels"] or ())
        ]
        whole = {**data, "services": services}
        return {"phoneChannel": whole, "locationChannel": None} if self.ptv.wrapped else whole

    def log_message(self, *_of_the_line: Any) -> None:
        """Say nothing."""


def _serves(data: Data, area: str, code: str, nationwide: bool) -> bool:
    if data["areaType"] != "LimitedType":
        return nationwide
    if area == "Municipality":
        return any(code == each["code"] for one in data["areas"] for each in one["municipalities"])
    return any(area == one["type"] and code == one["code"] for one in data["areas"])
