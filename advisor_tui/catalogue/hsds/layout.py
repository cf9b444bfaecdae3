"""The tables of HSDS 3.x: file and columns of each, as its datapackage has them.

From the schema of version 3.2, where the tables that are written here differ from 3.0 only by what was added:
https://github.com/openreferral/specification/tree/3.2/schema
"""

from dataclasses import dataclass

VERSION = "3.2"
"""The version of HSDS that is written."""


@dataclass(frozen=True)
class Column:
    """A column: its name, the type that a datapackage has for it, the format of its text, whether it must be filled."""

    name: str
    type: str = "string"
    format: str = ""
    required: bool = False


@dataclass(frozen=True)
class Layout:
    """A table: its file, its columns in order, and for columns that hold an id, the table that has it."""

    file: str
    columns: tuple[Column, ...]
    references: dict[str, str]


_FORMATS = ("uuid", "uri", "email")


def _layout(file: str, columns: str, **references: str) -> Layout:
    """Return a table told in one line: ``name``, ``name:type`` or ``name:format``, with ``!`` where it must be filled.

    Ids are UUIDs; ``references`` names the table of each column that holds an id of another.
    """
    found = []
    for told in columns.split():
        name, _colon, kind = told.rstrip("!").partition(":")
        kind = "uuid" if name == "id" or name.endswith("_id") else kind
        type_, format_ = ("string", kind) if kind in _FORMATS else (kind or "string", "")
        found.append(Column(name, type_, format_, told.endswith("!")))
    return Layout(file, tuple(found), references)


LAYOUTS = {
    "organization": _layout(
        "organizations.csv",
        "id! name! alternate_name description! email:email website:uri tax_status tax_id year_incorporated:number "
        "legal_status logo uri:uri parent_organization_id",
    ),
    "service": _layout(
        "services.csv",
        "id! organization_id! program_id name! alternate_name description url:uri email:email status! "
        "interpretation_services application_process fees_description wait_time fees accreditations "
        "eligibility_description minimum_age:number maximum_age:number assured_date:date assurer_email:email licenses "
        "alert last_modified:datetime",
        organization_id="organization",
    ),
    "service_at_location": _layout(
        "service_at_location.csv",
        "id! service_id! location_id! description",
        service_id="service",
        location_id="location",
    ),
    "location": _layout(
        "locations.csv",
        "id! location_type! url:uri organization_id name alternate_name description transportation latitude:number "
        "longitude:number external_identifier external_identifier_type",
    ),
    "phone": _layout(
        "phones.csv",
        "id! location_id service_id organization_id contact_id service_at_location_id number! extension:number type "
        "description",
        location_id="location",
        service_id="service",
    ),
    "contact": _layout(
        "contacts.csv",
        "id! organization_id service_id service_at_location_id location_id name title department email:email",
        service_id="service",
    ),
    "address": _layout(
        "addresses.csv",
        "id! location_id attention address_1! address_2 city! region state_province! postal_code! country! "
        "address_type!",
        location_id="location",
    ),
    "schedule": _layout(
        "schedules.csv",
        "id! service_id location_id service_at_location_id valid_from:date valid_to:date dtstart:date timezone:number "
        "until:date count:number wkst freq interval:number byday byweekno bymonthday byyearday description "
        "opens_at:time closes_at:time schedule_link:uri attending_type notes",
        service_id="service",
        location_id="location",
    ),
    "service_area": _layout(
        "service_areas.csv",
        "id! service_id service_at_location_id name description extent extent_type uri",
        service_id="service",
    ),
    "language": _layout(
        "languages.csv",
        "id! service_id location_id phone_id name code note",
        service_id="service",
        phone_id="phone",
    ),
    "accessibility": _layout(
        "accessibility.csv", "id! location_id description details url:uri", location_id="location"
    ),
    "cost_option": _layout(
        "cost_options.csv",
        "id! service_id! valid_from:date valid_to:date option currency amount:number amount_description",
        service_id="service",
    ),
    "url": _layout("url.csv", "id! label url:uri! organization_id service_id", service_id="service"),
    "attribute": _layout(
        "attributes.csv",
        "id! link_id! taxonomy_term_id! link_type link_entity! value label",
        taxonomy_term_id="taxonomy_term",
    ),
    "taxonomy_term": _layout(
        "taxonomy_terms.csv",
        "id! code name! description! parent_id taxonomy language taxonomy_id term_uri:uri",
    ),
}
"""The tables that are written, those that others refer to first or not: a reader finds them by name."""

ENUMERATIONS = {
    ("service", "status"): ("active", "inactive", "defunct", "temporarily closed"),
    ("location", "location_type"): ("physical", "postal", "virtual"),
    ("address", "address_type"): ("physical", "postal", "virtual"),
    ("schedule", "freq"): ("WEEKLY", "MONTHLY"),
    ("schedule", "wkst"): ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
}
"""The columns that hold one of a few words."""

OLDER_COLUMNS = (
    *("weekday", "start_date", "end_date", "closed", "eligibility", "payment", "language", "service_area"),
    *("accessibility", "document", "vocabulary", "parent_name", "taxonomy_detail", "term", "resource_id"),
    *("fee", "service_taxonomy_id", "last_action_date"),
)
"""Columns that 1.1 and 2.0 have, and 3.x has not."""

COLUMNS = frozenset(OLDER_COLUMNS) | {column.name for layout in LAYOUTS.values() for column in layout.columns}
"""Names of columns by which the header of a table is known; a table may have more."""
