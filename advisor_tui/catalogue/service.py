"""One service that a caller can be guided to, with the field names of Open Referral's HSDS 3 where it has one.

Added to HSDS: the name and summary in Swedish and English, the words callers use, a line to say aloud, the rung on
the ladder of lighter services (*kevyemmän palvelun periaate*) and the kind of service it is.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

import msgspec
from msgspec import Struct

from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule, Term
from advisor_tui.language import Words

if TYPE_CHECKING:
    from mmap import mmap

Rung = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "R"]
"""0 urgent, 1 own means, 2 municipality, 3 association or parish, 4 bought by oneself, 5 county without a decision,
6 support service by decision, 7 regular help at home, 8 housing; R a benefit or a right beside the ladder."""

ProviderKind = Literal["self", "state", "county", "municipality", "association", "parish", "company", "kela"]
Status = Literal["active", "inactive", "defunct", "temporarily closed"]
"""HSDS's values of ``service.status``."""

NATIONAL = "FI"
"""The service area of what the whole country can use."""


Charge = Literal["", "free", "fee"]
"""Whether the service itself costs something: not known, nothing, something."""


class Translation(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The service in another language than Finnish; what nobody has translated is empty."""

    name: str
    summary: str
    say_aloud: str = ""
    description: str = ""
    eligibility_description: str = ""
    application_process: str = ""
    fees_description: str = ""


NOT_TRANSLATED = Translation("", "")
"""A language in which a source says nothing."""


class Service(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True, omit_defaults=True):
    """A service as a person edits it, or as an importer writes it. Ages are full years.

    ``assured_date`` is when somebody last made sure of it, ``last_modified`` when its source last changed it, and
    ``source_id`` what it is called there. ``inferred`` names the fields that rules have filled in (data/inference.toml)
    because the source does not have them. An imported service whose source has no Finnish name bears the one it has.
    ``life_area`` is empty where the kind tells it; ``favourite`` and ``alert`` are the desk's own.
    """

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
    summary: str = ""
    alternate_names: tuple[str, ...] = ()
    caller_words: tuple[str, ...] = ()
    say_aloud: str = ""
    status: Status = "active"
    eligibility_description: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    languages: tuple[str, ...] = ("fi",)
    charge: Charge = ""
    fees_description: str = ""
    application_process: str = ""
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    locations: tuple[Location, ...] = ()
    url: str = ""
    links: tuple[Link, ...] = ()
    emails: tuple[str, ...] = ()
    alert: str = ""
    lighter: tuple[str, ...] = ()
    favourite: bool = False
    life_area: str = ""
    taxonomy_terms: tuple[Term, ...] = ()
    organization_id: str = ""
    source_id: str = ""
    last_modified: date | None = None
    inferred: tuple[str, ...] = ()

    @cached_property
    def names(self) -> Words:
        """The name in each language."""
        return Words(self.name, self.sv.name, self.en.name)

    @cached_property
    def summaries(self) -> Words:
        """What it is, in each language; without a summary the description serves as one."""
        return Words(
            self.summary or self.description,
            self.sv.summary or self.sv.description,
            self.en.summary or self.en.description,
        )

    def worded(self, field: str) -> Words:
        """Return a text of the service (``description``, ``eligibility_description``, …) in each language."""
        return Words(getattr(self, field), getattr(self.sv, field), getattr(self.en, field))

    @cached_property
    def spoken(self) -> Words:
        """The line to say aloud, in each language; empty where nobody has written one."""
        return Words(self.say_aloud, self.sv.say_aloud, self.en.say_aloud)

    @cached_property
    def hours(self) -> tuple[Schedule, ...]:
        """When it can be reached: its own hours, or else those of its first phone or place that has any."""
        phones, places = (each.schedules for each in self.phones), (each.schedules for each in self.locations)
        return self.schedules or next(filter(None, (*phones, *places)), ())

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


class Services(Sequence[Service]):
    """Services in their order, some of which are read only when they are asked for."""

    def __init__(self, held: Sequence[Service | Callable[[], Service]]) -> None:
        self._held = list(held)

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, place: int) -> Service: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Service]: ...

    def __getitem__(self, place: int | slice) -> Service | Sequence[Service]:
        if isinstance(place, slice):
            return Services(self._held[place])
        found = self._held[place]
        if not isinstance(found, Service):
            found = self._held[place] = found()
        return found

    def put(self, place: int, service: Service) -> None:
        """Let another service stand at a place."""
        self._held[place] = service


class Catalogue:
    """All services that can be offered now, by id, in the order of their files.

    ``services`` can be a sequence that reads each service when it is asked for; then ``ids`` and ``types``, in the same
    order, and the ``fingerprint`` (a digest of everything in it) are known beforehand.
    """

    def __init__(
        self,
        services: Sequence[Service],
        ids: Sequence[str] | None = None,
        types: Sequence[str] | None = None,
        fingerprint: bytes = b"",
    ) -> None:
        self.services = services if isinstance(services, Services) else Services(services)
        self._ids = [service.id for service in services] if ids is None else ids
        self._types = [service.type for service in services] if types is None else types
        self._places = {service_id: place for place, service_id in enumerate(self._ids)}
        self._fingerprint = fingerprint

    def __len__(self) -> int:
        return len(self.services)

    @cached_property
    def fingerprint(self) -> bytes:
        """A digest of everything in it: two catalogues that say the same have the same one."""
        return self._fingerprint or digest_of(msgspec.json.encode(list(self.services)))

    def get(self, service_id: str) -> Service | None:
        """Return a service, or None when the catalogue no longer has it."""
        place = self._places.get(service_id)
        return None if place is None else self.services[place]

    def put(self, service: Service) -> None:
        """Let a corrected service stand in place of the one with its id, until the catalogue is read anew."""
        self.services.put(self._places[service.id], service)

    def first_of_type(self, kind: str) -> Service | None:
        """Return the first service of a kind."""
        return next((self.services[place] for place, its in enumerate(self._types) if its == kind), None)

    def lighter_than(self, service: Service) -> tuple[Service, ...]:
        """Return the lighter services that may do instead, in the order in which to offer them."""
        return tuple(found for found in map(self.get, service.lighter) if found is not None)


def digest_of(content: "bytes | mmap") -> bytes:
    """Return a digest (SHA-256), by which contents are told apart: processors have an instruction for it."""
    from hashlib import sha256  # noqa: PLC0415 - 3 ms that only what is kept in a folder needs

    return sha256(content).digest()
