"""What a service says of one thing, as short texts for comparing: its numbers, its hours, its price, its places."""

from collections.abc import Callable, Iterator

from advisor_tui.catalogue.contact import Location, Phone, Schedule
from advisor_tui.catalogue.hours_words import hours_in_words
from advisor_tui.catalogue.service import NATIONAL, Service
from advisor_tui.catalogue.words import age_words, charge_words, status_words
from advisor_tui.language import _

Items = tuple[str, ...]
"""What is told of a service: a text, or the things in a list. Lists whose order says nothing are sorted."""

Teller = Callable[[Service], Items]


def phones(service: Service) -> Iterator[Phone]:
    """Yield the phones of a service and of its places."""
    yield from service.phones
    for place in service.locations:
        yield from place.phones


def numbers(service: Service) -> Items:
    """Return the numbers alone."""
    return tuple(sorted({each.number for each in phones(service)}))


def numbers_fully(service: Service) -> Items:
    """Return the numbers with what they are for, what they cost, and in which languages they are answered."""
    told = ((each.number, each.description, each.charge, " ".join(each.languages)) for each in phones(service))
    return tuple(sorted(" · ".join(filter(None, each)) for each in told))


def all_hours(service: Service) -> Iterator[tuple[str, tuple[Schedule, ...]]]:
    """Yield each list of hours with the number or the place it belongs to; the service's own with nothing."""
    labelled: list[tuple[str, tuple[Schedule, ...]]] = [("", service.schedules)]
    labelled += [(each.number, each.schedules) for each in phones(service)]
    labelled += [(place.name or place.address, place.schedules) for place in service.locations]
    yield from ((label, schedules) for label, schedules in labelled if schedules)


def hours(service: Service) -> Items:
    """Return the hours in words, whatever they belong to."""
    return tuple(sorted({hours_in_words(schedules) for _label, schedules in all_hours(service)}))


def hours_with_labels(service: Service) -> Items:
    """Return the hours in words with what they belong to."""
    told = (f"{label} {hours_in_words(schedules)}".strip() for label, schedules in all_hours(service))
    return tuple(sorted(told))


def status(service: Service) -> Items:
    """Return whether it is in use."""
    return (status_words(service.status),)


def price(service: Service) -> Items:
    """Return whether it costs something, and what."""
    return tuple(filter(None, (charge_words(service.charge), service.fees_description)))


def eligibility(service: Service) -> Items:
    """Return for whom it is."""
    return tuple(filter(None, (age_words(service.minimum_age, service.maximum_age), service.eligibility_description)))


def places(service: Service) -> Items:
    """Return the addresses."""
    return tuple(sorted(_place(each) for each in service.locations))


def places_fully(service: Service) -> Items:
    """Return the addresses with the municipality, what helps in getting in, and where on the map they lie."""
    told = (
        (_place(each), each.municipality, each.accessibility, _degrees(each.latitude), _degrees(each.longitude))
        for each in service.locations
    )
    return tuple(sorted(" · ".join(filter(None, each)) for each in told))


def _place(place: Location) -> str:
    return ", ".join(filter(None, (place.name, place.address, f"{place.postal_code} {place.city}".strip())))


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}"  # a metre


def areas(service: Service) -> Items:
    """Return where it is offered."""
    return tuple(sorted(_("the whole country") if area == NATIONAL else area for area in service.service_areas))


def web(service: Service) -> Items:
    """Return the addresses on the web, and those of e-mail."""
    links = (" · ".join(filter(None, (each.url, each.name, each.language))) for each in service.links)
    return tuple(filter(None, (service.url, *sorted(links), *sorted(service.emails))))


def listed(name: str) -> Teller:
    """Return the teller of a list in a field."""

    def told(service: Service) -> Items:
        found: Items = getattr(service, name)
        return found

    return told


def text(name: str, language: str = "") -> Teller:
    """Return the teller of a text in a field, or of the one in another language (``sv``)."""

    def told(service: Service) -> Items:
        found: str = getattr(getattr(service, language) if language else service, name)
        return (found,) if found else ()

    return told


def in_others(name: str) -> tuple[Teller, Teller]:
    """Return the tellers of a text in Swedish and in English."""
    return text(name, "sv"), text(name, "en")
