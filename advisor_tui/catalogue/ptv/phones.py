"""Phone numbers of channels and connections: dialable, one for all languages in which the source repeats it."""

import re
from collections import Counter

from advisor_tui.catalogue.contact import Phone
from advisor_tui.catalogue.numbers import dialled
from advisor_tui.catalogue.payload import Payload
from advisor_tui.catalogue.ptv import codes, texts, wording
from advisor_tui.errors import shown
from advisor_tui.language import _

FINLAND = "+358"

PREFIX = re.compile(r"(?:\+|00)?([1-9]\d{0,3})", re.ASCII)
"""A country code (ITU-T E.164) with or without the signs that stand before it."""

Entry = tuple[str, str, int]
"""A number, what it is (a phone, a number for text messages), and which of its entries in one language this is."""


def read(payload: Payload, name: str, language: str) -> tuple[Phone, ...]:
    """Return the phones of a field, faxes left out; words of the importer's own are in the language given at need."""
    found: dict[Entry, list[Payload]] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    for item in payload.children(name):
        kind = codes.known(item, "type", codes.PHONES, "phone")
        number = "" if kind == "fax" else _number(item)
        if number:
            own = (number, kind, texts.language_of(item))
            found.setdefault((number, kind, seen[own]), []).append(item)
            seen[own] += 1
    return tuple(_phone(number, kind, items, language) for (number, kind, _each), items in found.items())


def _phone(number: str, kind: str, items: list[Payload], language: str) -> Phone:
    items = sorted(items, key=_rank)
    first = items[0]
    spoken = texts.language_of(first) or language
    about = next(filter(None, (item.text("additionalInformation") for item in items)), "")
    price = next(filter(None, (item.text("chargeDescription") for item in items)), "")
    charge = wording.of_charge(codes.known(first, "serviceChargeType", codes.CHARGES, ""), spoken)
    return Phone(
        number,
        wording.joined(wording.SMS.pick(spoken) if kind == "sms" else "", about),
        wording.joined(charge, price, by=": "),
        languages=tuple(dict.fromkeys(filter(None, map(texts.language_of, items)))),
    )


def _rank(item: Payload) -> int:
    spoken = texts.language_of(item)
    return texts.READ.index(spoken) if spoken in texts.READ else len(texts.READ)


def _number(item: Payload) -> str:
    """Return a number as it is dialled in Finland, a foreign one with its country code; empty where there is none."""
    written = item.text("number")
    if not written:
        return ""
    country = _country(item)
    if written.startswith(("+", "00")) or not country or item.flag("isFinnishServiceNumber"):
        foreign = written.startswith("+") and not written.startswith(FINLAND)
        found = dialled(written)
        found = f"+{found}" if found and foreign else found
    elif country == FINLAND:
        found = dialled(f"{FINLAND}{written}")
    else:
        found = dialled(written)
        found = f"{country} {found}" if found else ""
    if not found:
        item.wrong("number", _("is not a phone number: “{value}”").format(value=shown(written)))
    return found


def _country(item: Payload) -> str:
    written = item.text("prefixNumber")
    found = PREFIX.fullmatch(written.replace(" ", ""))
    if written and not found:
        item.wrong("prefixNumber", _("unknown value: “{value}”").format(value=shown(written)))
    return f"+{found[1]}" if found else ""
