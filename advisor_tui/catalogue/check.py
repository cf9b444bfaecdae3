"""Everything that can be wrong with a catalogue, named by file, line, entry and field."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from advisor_tui.catalogue import files
from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.contact import Phone
from advisor_tui.catalogue.files import Entry
from advisor_tui.catalogue.kinds import Kinds
from advisor_tui.catalogue.service import Service
from advisor_tui.errors import Fault, shown
from advisor_tui.language import _, full_day
from advisor_tui.tomlplaces import Key

DIALLABLE = re.compile(r"[+(]?\d[\d\s()-]*")
"""A number that a phone would dial."""

PLACEHOLDER = re.compile(r"x", re.IGNORECASE)
"""What stands in place of a digit in a sample's number, so that nobody dials it, however it is written."""

LANGUAGE = re.compile(r"[a-z]{2,3}")
"""An ISO 639 code, as HSDS asks for."""

OLDEST = 120
"""Years: an age limit beyond it is a slip."""


@dataclass(frozen=True)
class Rules:
    """What entries are measured against: known kinds and places, the day of the check, how long an assurance holds."""

    kinds: Kinds
    areas: Areas
    today: date
    stale_after_days: int


def check(paths: Iterable[Path], rules: Rules) -> list[Fault]:
    """Return every fault in the files, sorted by place. Raises ``AdvisorError`` when a path holds no catalogue."""
    loaded = files.load(paths)
    ids = {entry.service.id for entry in loaded.entries}
    found = [fault for entry in loaded.entries for fault in _entry_faults(entry, rules, ids)]
    return sorted([*loaded.faults, *found])


def _entry_faults(entry: Entry, rules: Rules, ids: set[str]) -> Iterator[Fault]:
    yield from _texts(entry)
    yield from _codes(entry, rules)
    yield from _lighter(entry, ids)
    yield from _ages(entry)
    yield from _phones(entry)
    yield from _dates(entry, rules)


def _texts(entry: Entry) -> Iterator[Fault]:
    service = entry.service
    needed = {
        ("id",): service.id,
        ("name",): service.name,
        ("organization",): service.organization,
        ("description",): service.description,
        ("source",): service.source,
        ("sv", "name"): service.sv.name,
        ("sv", "summary"): service.sv.summary,
        ("en", "name"): service.en.name,
        ("en", "summary"): service.en.summary,
    }
    for key, value in needed.items():
        if not value.strip():
            yield entry.fault(_("is empty"), *key)
    lists = {"alternate_names": service.alternate_names, "caller_words": service.caller_words}
    for name, values in lists.items():
        for index, value in enumerate(values):
            if not value.strip():
                yield entry.fault(_("is empty"), name, index)
    if service.url and not service.url.startswith(("https://", "http://")):
        yield entry.fault(_("is not a web address: “{value}”").format(value=shown(service.url)), "url")


def _codes(entry: Entry, rules: Rules) -> Iterator[Fault]:
    service = entry.service
    if service.type not in rules.kinds.by_id():
        yield entry.fault(_("unknown kind of service: “{value}”").format(value=shown(service.type)), "type")
    if not service.service_areas:
        yield entry.fault(_("is empty"), "service_areas")
    for index, area in enumerate(service.service_areas):
        if not rules.areas.knows(area):
            problem = _("unknown municipality or county: “{value}”").format(value=shown(area))
            yield entry.fault(problem, "service_areas", index)
    if service.life_area and service.life_area not in {each.id for each in rules.kinds.life_area}:
        yield entry.fault(_("unknown area of life: “{value}”").format(value=shown(service.life_area)), "life_area")
    for index, code in enumerate(service.languages):
        if not LANGUAGE.fullmatch(code):
            problem = _("is not a language code such as fi: “{value}”").format(value=shown(code))
            yield entry.fault(problem, "languages", index)


def _lighter(entry: Entry, ids: set[str]) -> Iterator[Fault]:
    service = entry.service
    for index, other in enumerate(service.lighter):
        if other == service.id:
            yield entry.fault(_("names the service itself"), "lighter", index)
        elif other not in ids:
            yield entry.fault(_("there is no such service: “{value}”").format(value=shown(other)), "lighter", index)


def _ages(entry: Entry) -> Iterator[Fault]:
    service = entry.service
    for name, age in (("minimum_age", service.minimum_age), ("maximum_age", service.maximum_age)):
        if age is not None and not 0 <= age <= OLDEST:
            yield entry.fault(_("is not an age in years: {value}").format(value=shown(age)), name)
    if None not in (service.minimum_age, service.maximum_age) and (service.minimum_age or 0) > (
        service.maximum_age or 0
    ):
        yield entry.fault(_("is below the minimum age"), "maximum_age")


def _phones(entry: Entry) -> Iterator[Fault]:
    for key, phone in _numbered(entry.service):
        if not phone.number.strip():
            yield entry.fault(_("is empty"), *key, "number")
        elif entry.service.sample and re.search(r"\d", phone.number) and not PLACEHOLDER.search(phone.number):
            problem = _("a sample must not have a number that can be dialled: “{value}”")
            yield entry.fault(problem.format(value=shown(phone.number)), *key, "number")
        elif not entry.service.sample and not DIALLABLE.fullmatch(phone.number):
            problem = _("is not a phone number: “{value}”").format(value=shown(phone.number))
            yield entry.fault(problem, *key, "number")


def _numbered(service: Service) -> Iterator[tuple[Key, Phone]]:
    """Yield the phones of a service and of its places, with the keys they stand at."""
    for number, phone in enumerate(service.phones):
        yield ("phones", number), phone
    for at, place in enumerate(service.locations):
        for number, phone in enumerate(place.phones):
            yield ("locations", at, "phones", number), phone


def _dates(entry: Entry, rules: Rules) -> Iterator[Fault]:
    assured = entry.service.assured_date
    if assured > rules.today:
        yield entry.fault(_("lies in the future: {day}").format(day=full_day(assured)), "assured_date")
    elif rules.today - assured > timedelta(days=rules.stale_after_days):
        problem = _("stale: last assured {day}, more than {days} days ago")
        yield entry.fault(problem.format(day=full_day(assured), days=rules.stale_after_days), "assured_date")
