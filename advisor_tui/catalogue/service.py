"""One service that a caller can be guided to, with the field names of Open Referral's HSDS 3 where it has one.

Added to HSDS: the name and summary in Swedish and English, the words callers use, a line to say aloud, the rung on
the ladder of lighter services (*kevyemmän palvelun periaate*) and the kind of service it is.
"""

from datetime import date
from functools import cached_property
from typing import Literal

import msgspec
from msgspec import Struct

from advisor_tui.language import Words

Rung = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "R"]
"""0 urgent, 1 own means, 2 municipality, 3 association or parish, 4 bought by oneself, 5 county without a decision,
6 support service by decision, 7 regular help at home, 8 housing; R a benefit or a right beside the ladder."""

ProviderKind = Literal["self", "state", "county", "municipality", "association", "parish", "company", "kela"]
Status = Literal["active", "inactive", "defunct", "temporarily closed"]
"""HSDS's values of ``service.status``."""

NATIONAL = "FI"
"""The service area of what the whole country can use."""


class Schedule(Struct, frozen=True, forbid_unknown_fields=True):
    """Hours that repeat by the week. ``byday`` as in HSDS (``MO,TU``), also as a span (``MO-FR``); times ``HH:MM``.

    Public holidays are closed unless ``on_holidays``. ``overnight`` lets ``closes_at`` lie on the next morning.
    """

    byday: str
    opens_at: str
    closes_at: str
    overnight: bool = False
    on_holidays: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


class Phone(Struct, frozen=True, forbid_unknown_fields=True):
    """A number, what it is for, what a call costs and when it is answered."""

    number: str
    description: str = ""
    charge: str = ""
    schedules: tuple[Schedule, ...] = ()


class Translation(Struct, frozen=True, forbid_unknown_fields=True):
    """The service in another language than Finnish."""

    name: str
    summary: str
    say_aloud: str = ""


class Service(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """A service as a person edits it. Ages are full years; ``assured_date`` is when somebody last made sure of it."""

    id: str
    type: str
    name: str
    organization: str
    provider_kind: ProviderKind
    rung: Rung
    description: str
    service_areas: tuple[str, ...]
    assured_date: date
    source: str
    sv: Translation
    en: Translation
    sample: bool = False
    alternate_names: tuple[str, ...] = ()
    caller_words: tuple[str, ...] = ()
    say_aloud: str = ""
    status: Status = "active"
    eligibility_description: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    languages: tuple[str, ...] = ("fi",)
    fees_description: str = ""
    application_process: str = ""
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    url: str = ""
    email: str = ""
    alert: str = ""
    lighter: tuple[str, ...] = ()

    @cached_property
    def names(self) -> Words:
        """The name in each language."""
        return Words(self.name, self.sv.name, self.en.name)

    @cached_property
    def summaries(self) -> Words:
        """What it is, in each language; the Finnish description serves as its summary."""
        return Words(self.description, self.sv.summary, self.en.summary)

    @cached_property
    def spoken(self) -> Words:
        """The line to say aloud, in each language; empty where nobody has written one."""
        return Words(self.say_aloud, self.sv.say_aloud, self.en.say_aloud)

    @cached_property
    def hours(self) -> tuple[Schedule, ...]:
        """When it can be reached: its own hours, or else those of its first phone that has any."""
        return self.schedules or next((phone.schedules for phone in self.phones if phone.schedules), ())

    def serves_age(self, age: int) -> bool:
        """Tell whether somebody of this age (full years) is within the limits; no limit lets everybody in."""
        return (self.minimum_age is None or age >= self.minimum_age) and (
            self.maximum_age is None or age <= self.maximum_age
        )


class LifeArea(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the catalogue: an area of life, its services, and where they come from."""

    life_area: Words
    provenance: str
    service: tuple[Service, ...] = ()


class Catalogue:
    """All services that can be offered now, by id, in the order of their files."""

    def __init__(self, services: tuple[Service, ...]) -> None:
        self.services = services
        self.by_id = {service.id: service for service in services}

    def __len__(self) -> int:
        return len(self.services)

    @cached_property
    def fingerprint(self) -> bytes:
        """A digest of everything in it: two catalogues that say the same have the same one."""
        from hashlib import blake2b  # noqa: PLC0415 - 3 ms that only an index kept in a folder needs

        return blake2b(msgspec.json.encode(self.services), digest_size=16).digest()

    def get(self, service_id: str) -> Service | None:
        """Return a service, or None when the catalogue no longer has it."""
        return self.by_id.get(service_id)

    def first_of_type(self, kind: str) -> Service | None:
        """Return the first service of a kind."""
        return next((service for service in self.services if service.type == kind), None)

    def lighter_than(self, service: Service) -> tuple[Service, ...]:
        """Return the lighter services that may do instead, in the order in which to offer them."""
        return tuple(found for found in map(self.get, service.lighter) if found is not None)
