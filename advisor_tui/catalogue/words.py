"""Short words for the codes of a service, in the reader's language."""

from collections.abc import Iterable

from advisor_tui.catalogue.service import Charge, ProviderKind, Service, Status
from advisor_tui.language import _, pgettext


def provider_words(kind: ProviderKind) -> str:
    """Return who provides it, in one word."""
    words: dict[ProviderKind, str] = {
        "self": _("own means"),
        "state": _("state"),
        "county": _("county"),
        "municipality": _("municipality"),
        "association": _("association"),
        "parish": _("parish"),
        "company": _("private"),
        "kela": _("Kela"),
    }
    return words[kind]


def provider_briefly(kind: ProviderKind) -> str:
    """Return who provides it as a list has room for it."""
    return pgettext("list", "county") if kind == "county" else provider_words(kind)


def rung_briefly(service: Service) -> str:
    """Return the rung of the ladder and who provides it, as a list has room for it (``6 hva``)."""
    return f"{service.rung} {provider_briefly(service.provider_kind)}"


def rung_words(service: Service) -> str:
    """Return the rung of the ladder and who provides it (``4 yksityinen``)."""
    return f"{service.rung} {provider_words(service.provider_kind)}"


def status_words(status: Status) -> str:
    """Return whether a service is in use, in one word or a few."""
    words: dict[Status, str] = {
        "active": _("in use"),
        "inactive": _("not in use"),
        "defunct": _("ended"),
        "temporarily closed": _("closed for the time being"),
    }
    return words[status]


def charge_words(charge: Charge) -> str:
    """Return whether a service costs something; empty where that is not known."""
    words: dict[Charge, str] = {"": "", "free": _("free of charge"), "fee": _("has a fee")}
    return words[charge]


def age_words(low: int | None, high: int | None) -> str:
    """Return limits of age in full years; empty where there are none."""
    if low is not None and high is not None:
        return _("{low} to {high} years").format(low=low, high=high)
    if low is not None:
        return _("{low} years or over").format(low=low)
    return _("up to {high} years").format(high=high) if high is not None else ""


def inferred_words(fields: Iterable[str]) -> list[str]:
    """Return what fields of a service that rules have filled in are called."""
    words = {
        "type": _("kind of service"),
        "rung": _("rung of the ladder"),
        "provider_kind": _("kind of provider"),
        "life_area": _("area of life"),
        "caller_words": _("words of callers"),
        "minimum_age": _("lowest age"),
        "maximum_age": _("highest age"),
        "charge": _("whether it costs"),
    }
    return [words.get(each, each) for each in fields]
