"""Short words for the codes of a service, in the reader's language."""

from advisor_tui.catalogue.service import ProviderKind, Service
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
