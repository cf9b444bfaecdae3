"""What is kept of each object of PTV until all have been gathered: cleaned, checked, no more than is needed."""

from datetime import date

from msgspec import Struct

from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule, Term
from advisor_tui.catalogue.ptv.codes import ChannelKind
from advisor_tui.catalogue.ptv.texts import Texts


class Contacts(Struct, frozen=True, array_like=True):
    """How and when something is reached; ``note`` is said of hours that no schedule can hold."""

    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    places: tuple[Location, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    note: str = ""


class Connection(Struct, frozen=True, array_like=True):
    """A channel as a service has it, or a service as a channel has it: the other's id, and what holds for the two."""

    id: str
    name: str
    charge: str
    about: Texts
    fees: Texts
    contacts: Contacts


class Channel(Struct, frozen=True, array_like=True):
    """A way to reach services."""

    published: bool
    kind: ChannelKind
    names: Texts
    contacts: Contacts
    services: tuple[Connection, ...]


class Told(Struct, frozen=True, array_like=True):
    """What services and general descriptions both can say. ``texts`` are by what they are (:mod:`.codes`)."""

    names: Texts
    texts: dict[str, Texts]
    charge: str
    terms: tuple[Term, ...]
    words: tuple[str, ...]


class Agency(Struct, frozen=True, array_like=True):
    """An organization with the rank of its role in a service."""

    rank: int
    id: str
    name: str


class Organization(Struct, frozen=True, array_like=True):
    """Who provides services, and where."""

    names: Texts
    type: str
    service_areas: tuple[str, ...]


class Described(Struct, frozen=True, array_like=True):
    """A service. ``general_texts`` are those of its general description, where the source has put them in already."""

    published: bool
    id: str
    told: Told
    general_texts: dict[str, Texts]
    general_description: str
    alternate_names: tuple[str, ...]
    agencies: tuple[Agency, ...]
    service_areas: tuple[str, ...]
    languages: tuple[str, ...]
    vouchers_used: bool
    vouchers: Texts
    voucher_links: tuple[Link, ...]
    connections: tuple[Connection, ...]
    modified: date | None
