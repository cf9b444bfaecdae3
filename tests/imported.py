"""Services as importers write them, for tests."""

from datetime import date

from advisor_tui.catalogue.service import NOT_TRANSLATED, Service


def imported(service_id: str, name: str, **more: object) -> Service:
    """Return an imported service of the whole country."""
    fields = {
        "id": service_id,
        "type": "",
        "name": name,
        "organization": "Mallilan hyvinvointialue",
        "provider_kind": "county",
        "rung": "5",
        "description": "Kokeillaan.",
        "service_areas": ("FI",),
        "assured_date": date(2026, 11, 20),
        "source": "Koe",
        "sv": NOT_TRANSLATED,
        "en": NOT_TRANSLATED,
        **more,
    }
    return Service(**fields)  # type: ignore[arg-type]
