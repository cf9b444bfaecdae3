"""Where and when a service is reached: phones, places, web addresses and hours, named as in Open Referral's HSDS 3."""

from datetime import date
from typing import Literal

from msgspec import Struct

LinkKind = Literal["web", "e-service", "form"]
"""A page to read, a service to use on the web (*verkkoasiointi*), a form to fill in (*tulostettava lomake*)."""


class Schedule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Hours that repeat by the week. ``byday`` as in HSDS (``MO,TU``), also as a span (``MO-FR``); times ``HH:MM``.

    Public holidays are closed unless ``on_holidays``. ``overnight`` lets ``closes_at`` lie on the next morning. An
    ``exception`` stands instead of the other hours on the days it holds for; with ``closed`` these days are closed.
    """

    byday: str
    opens_at: str
    closes_at: str
    overnight: bool = False
    on_holidays: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    exception: bool = False
    closed: bool = False
    description: str = ""


class Phone(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A number, what it is for, what a call costs, when it is answered and in which languages (ISO 639; empty: any)."""

    number: str
    description: str = ""
    charge: str = ""
    schedules: tuple[Schedule, ...] = ()
    languages: tuple[str, ...] = ()


class Location(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place to go to. ``latitude`` and ``longitude`` are degrees in WGS 84; ``municipality`` is its Finnish name."""

    name: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    municipality: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    accessibility: str = ""


class Link(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A web address beside the main one: a page, a service on the web, a form."""

    url: str
    name: str = ""
    kind: LinkKind = "web"
    language: str = ""


class Term(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A term that the source describes the service by (``ptv:class``, ``P4.2``, ``Vanhusten palvelut``)."""

    taxonomy: str
    code: str
    name: str = ""
