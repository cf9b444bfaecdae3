"""Where and how a service of HSDS is reached: its phones, places, web addresses and languages."""

import re
from collections.abc import Iterator

from msgspec import structs

from advisor_tui.catalogue.contact import Link, Location, Phone
from advisor_tui.catalogue.hsds import own
from advisor_tui.catalogue.hsds.hours import Hours
from advisor_tui.catalogue.hsds.objects import Node
from advisor_tui.errors import shown
from advisor_tui.language import _
from advisor_tui.text import fold

NOT_RUNG = ("fax", "pager")
"""Types of phone (RFC 6350) that nobody rings."""

KINDS = {"": "", "voice": "", "cell": "", "text": "SMS"}
"""What is said of a phone of a type; of others, the type itself."""

LANGUAGES = {
    "finnish": "fi", "suomi": "fi", "swedish": "sv", "svenska": "sv", "english": "en", "sami": "se",
    "arabic": "ar", "chinese": "zh", "danish": "da", "dari": "prs", "dutch": "nl", "estonian": "et", "french": "fr",
    "german": "de", "italian": "it", "kurdish": "ku", "norwegian": "no", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "somali": "so", "spanish": "es", "thai": "th",
    "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi", "sign language": "sgn",
}  # fmt: skip
"""Names that sources write instead of the codes of ISO 639."""

_CODE = re.compile(r"[a-z]{2,3}")
QUOTES = " \"'"
"""What some sources, and HSDS's own example, have around a phone number."""


def languages(node: Node) -> tuple[str, ...]:
    """Return the languages of an object as codes of ISO 639."""
    written = [each.text("code") or each.text("language") or each.text("name") for each in node.rows("languages")]
    if node.shape("language") == "text":  # a phone of 1.1
        written.append(node.text("language"))
    found = []
    for one in (part.strip() for each in written for part in re.split(r"[,;/]", each)):
        code = LANGUAGES.get(fold(one)) or re.split(r"[-_]", one.lower())[0]
        if _CODE.fullmatch(code):
            found.append(code)
        elif one:
            node.wrong("languages", _("is not a language code such as fi: “{value}”").format(value=shown(one)))
    return tuple(dict.fromkeys(found))


def _phones_of(node: Node) -> Iterator[Phone]:
    """Yield the phones of an object, but for those that nobody rings."""
    for each in node.rows("phones"):
        kind = each.text("type").lower()
        number = each.text("number").strip(QUOTES)
        if not number:
            each.wrong("number", _("is empty"))
        elif kind not in NOT_RUNG:
            extension = each.text("extension").removesuffix(".0")
            notes = (
                each.text("description"),
                _("extension {number}").format(number=extension) if extension else "",
                KINDS.get(kind, kind),
            )
            base = Phone(number, description=", ".join(filter(None, notes)), languages=languages(each))
            yield own.overlaid(base, each)


def phones(node: Node) -> Iterator[Phone]:
    """Yield the phones of an object and of those who are its contacts."""
    yield from _phones_of(node)
    for contact in node.rows("contacts"):
        yield from _of_contact(contact)


def _of_contact(contact: Node) -> Iterator[Phone]:
    """Yield the phones of a named contact with who answers them."""
    who = ", ".join(filter(None, (contact.text("name"), contact.text("title"), contact.text("department"))))
    for phone in _phones_of(contact):
        yield structs.replace(phone, description=", ".join(filter(None, (phone.description, who))))


def emails(node: Node) -> tuple[str, ...]:
    """Return the e-mail addresses of a service and of those who are its contacts."""
    found = (node.text("email"), *(each.text("email") for each in node.rows("contacts")))
    return tuple(dict.fromkeys(filter(None, found)))


def links(node: Node) -> Iterator[Link]:
    """Yield the web addresses beside the main one; a place that is none but on the web is one of them."""
    for each in node.rows("additional_urls"):
        if each.text("url"):
            yield own.overlaid(Link(each.text("url"), name=each.text("label")), each)
    for each in node.rows("service_at_locations"):
        location = each.child("location")
        if _virtual(location) and location.text("url"):
            yield Link(location.text("url"), name=location.text("name"))


def _virtual(location: Node) -> bool:
    return location.text("location_type").lower() == "virtual"


def place(at: Node, hours: Hours) -> Location | None:
    """Return a place of a service: what holds for the service there stands before what holds for the place."""
    node = at.child("location")
    if _virtual(node):
        return None
    if not node and "location_id" in at:
        at.wrong("location_id", _("there is no such place: “{value}”").format(value=shown(at.text("location_id"))))
    there, general = Hours(), Hours()
    there.take(at)
    general.take(node)
    hours.texts += there.texts or general.texts
    address = _address(node)
    latitude, longitude = _degrees(node)
    base = Location(
        name=node.text("name"),
        address=", ".join(filter(None, (address.text("address_1"), address.text("address_2")))),
        postal_code=address.text("postal_code"),
        city=address.text("city"),
        latitude=latitude,
        longitude=longitude,
        phones=tuple(dict.fromkeys((*phones(at), *_phones_of(node)))),
        schedules=tuple(there.schedules or general.schedules),
        accessibility="; ".join(dict.fromkeys(filter(None, map(_access, node.rows("accessibility"))))),
    )
    found = own.overlaid(base, node)
    return None if found == Location() else found


def _address(location: Node) -> Node:
    """Return the address to go to; one to write to only where there is no other."""
    rows = location.rows("addresses")
    postal = [each for each in rows if each.text("address_type").lower() == "postal"]
    to_go_to = [each for each in rows if each not in postal]
    return next(iter((*to_go_to, *postal, *location.rows("postal_addresses"))), Node({}, location.origin))


def _degrees(node: Node) -> tuple[float | None, float | None]:
    """Return latitude and longitude; none where they lie on no map, or where the zero meridian meets the equator."""
    latitude, longitude = node.number("latitude"), node.number("longitude")
    if latitude is None or longitude is None:
        return None, None
    if abs(latitude) > 90 or abs(longitude) > 180 or (latitude, longitude) == (0, 0):
        node.wrong("latitude", _("is no place: {latitude}, {longitude}").format(latitude=latitude, longitude=longitude))
        return None, None
    return latitude, longitude


def _access(node: Node) -> str:
    return ": ".join(filter(None, (node.text("description") or node.text("accessibility"), node.text("details"))))
