"""Why a service was found, in the reader's words."""

from advisor_tui.language import _
from advisor_tui.search.hits import Hit


def why(hit: Hit) -> str:
    """Return what matched: ``arkisana: ruuan kotiinkuljetus``."""
    names = {
        "name": _("name"),
        "other name": _("other name"),
        "everyday word": _("everyday word"),
        "name sv": _("Swedish name"),
        "name en": _("English name"),
        "kind": _("kind of service"),
        "area": _("place"),
        "phone": _("phone"),
        "provider": _("provider"),
        "description": _("description"),
    }
    return f"{names[hit.field]}: {hit.matched}"
