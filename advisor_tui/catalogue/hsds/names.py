"""The objects of HSDS: what their files are called in each version, and how they hang together.

HSDS calls them entities. In JSON they stand within each other, in CSV each kind has a table and names others by id.
"""

import re

from advisor_tui.text import fold

ALIASES = {
    "service": ("service", "services", "content", "contents"),
    "organization": ("organization", "organizations"),
    "program": ("program", "programs"),
    "service_at_location": (
        "service_at_location",
        "service_at_locations",
        "services_at_location",
        "services_at_locations",
    ),
    "location": ("location", "locations"),
    "address": ("address", "addresses", "physical_address", "physical_addresses"),
    "postal_address": ("postal_address", "postal_addresses"),
    "phone": ("phone", "phones"),
    "contact": ("contact", "contacts"),
    "schedule": ("schedule", "schedules"),
    "regular_schedule": ("regular_schedule", "regular_schedules"),
    "holiday_schedule": ("holiday_schedule", "holiday_schedules"),
    "eligibility": ("eligibility", "eligibilities", "eligibilitys", "service_eligibility", "service_eligibilities"),
    "payment_accepted": ("payment_accepted", "payments_accepted"),
    "cost_option": ("cost_option", "cost_options", "fee", "fees"),
    "required_document": ("required_document", "required_documents"),
    "service_area": ("service_area", "service_areas"),
    "language": ("language", "languages"),
    "accessibility": ("accessibility", "accessibility_for_disabilities"),
    "attribute": ("attribute", "attributes", "other_attribute", "other_attributes"),
    "service_taxonomy": (
        "service_taxonomy",
        "service_taxonomys",
        "service_taxonomies",
        "services_taxonomy",
        "service_attribute",
        "service_attributes",
    ),
    "taxonomy_term": ("taxonomy_term", "taxonomy_terms"),
    "taxonomy": ("taxonomy", "taxonomies"),
    "url": ("url", "urls"),
    "metadata": ("metadata",),
}
"""What a file, or a list in JSON, of each kind of object is called: the names of 1.1, 2.0, 3.x and Open Referral UK."""

CHILDREN: dict[str, dict[str, tuple[str, str]]] = {
    "service": {
        "service_at_locations": ("service_at_location", "service_id"),
        "phones": ("phone", "service_id"),
        "schedules": ("schedule", "service_id"),
        "regular_schedules": ("regular_schedule", "service_id"),
        "holiday_schedules": ("holiday_schedule", "service_id"),
        "service_areas": ("service_area", "service_id"),
        "languages": ("language", "service_id"),
        "cost_options": ("cost_option", "service_id"),
        "eligibilities": ("eligibility", "service_id"),
        "payments_accepted": ("payment_accepted", "service_id"),
        "required_documents": ("required_document", "service_id"),
        "contacts": ("contact", "service_id"),
        "additional_urls": ("url", "service_id"),
        "service_taxonomies": ("service_taxonomy", "service_id"),
        "attributes": ("attribute", "link_id"),
        "metadata": ("metadata", "resource_id"),
    },
    "service_at_location": {
        "phones": ("phone", "service_at_location_id"),
        "schedules": ("schedule", "service_at_location_id"),
        "regular_schedules": ("regular_schedule", "service_at_location_id"),
        "holiday_schedules": ("holiday_schedule", "service_at_location_id"),
        "contacts": ("contact", "service_at_location_id"),
        "service_areas": ("service_area", "service_at_location_id"),
    },
    "location": {
        "addresses": ("address", "location_id"),
        "postal_addresses": ("postal_address", "location_id"),
        "phones": ("phone", "location_id"),
        "schedules": ("schedule", "location_id"),
        "regular_schedules": ("regular_schedule", "location_id"),
        "holiday_schedules": ("holiday_schedule", "location_id"),
        "accessibility": ("accessibility", "location_id"),
        "languages": ("language", "location_id"),
        "attributes": ("attribute", "link_id"),
    },
    "organization": {"phones": ("phone", "organization_id"), "contacts": ("contact", "organization_id")},
    "contact": {"phones": ("phone", "contact_id")},
    "phone": {"languages": ("language", "phone_id"), "attributes": ("attribute", "link_id")},
    "schedule": {"attributes": ("attribute", "link_id")},
    "url": {"attributes": ("attribute", "link_id")},
}
"""Objects within an object: the name of their list in JSON, their kind, and the column of their table that names it.

The places of a service stand first: what a table ties to a service and to a place belongs to the service at the place.
"""

SINGLE: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "service": {
        "organization": ("organization", ("organization_id",)),
        "program": ("program", ("program_id",)),
    },
    "service_at_location": {"location": ("location", ("location_id",))},
    "attribute": {"taxonomy_term": ("taxonomy_term", ("taxonomy_term_id",))},
    "service_taxonomy": {"taxonomy_term": ("taxonomy_term", ("taxonomy_term_id", "taxonomy_id"))},
    "taxonomy_term": {"taxonomy_detail": ("taxonomy", ("taxonomy_id",))},
}
"""The one object within an object: its name in JSON, its kind, and the columns that may hold its id."""

_KINDS = {alias: kind for kind, aliases in ALIASES.items() for alias in aliases}
_LONGEST_FIRST = sorted(_KINDS, key=len, reverse=True)


def kind_of(name: str) -> str:
    """Return the kind of object that a file, a list or a table of this name holds; empty where the name tells none.

    ``services``, ``hsds_services_2`` and ``Service-at-locations`` tell one.
    """
    plain = re.sub(r"[^a-z]+", "_", fold(name)).strip("_")
    found = _KINDS.get(plain, "")
    return found or next((_KINDS[alias] for alias in _LONGEST_FIRST if f"_{alias}_" in f"_{plain}_"), "")


def listed_kind(name: str) -> str:
    """Return the kind of object in a list that stands under exactly this name; empty where there is none."""
    return _KINDS.get(name, "")
