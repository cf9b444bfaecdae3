"""Reading the catalogue from its files: what is good goes in, what is not is left out and named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from advisor_tui import tomlfile
from advisor_tui.catalogue.contact import Location, Schedule
from advisor_tui.catalogue.opening import problems_of
from advisor_tui.catalogue.service import Catalogue, LifeArea, Service
from advisor_tui.errors import AdvisorError, Fault, FaultyFile, shown
from advisor_tui.language import _
from advisor_tui.tomlfile import Document
from advisor_tui.tomlplaces import Key


@dataclass(frozen=True)
class Entry:
    """A service with the place it was read from, so that a fault found later can be located."""

    service: Service
    document: Document
    index: int

    def fault(self, problem: str, *key: str | int) -> Fault:
        """Return a fault at a field of this entry."""
        return self.document.fault(("service", self.index, *key), problem, entry=self.service.id)


@dataclass(frozen=True)
class Loaded:
    """A catalogue as far as it could be read, the entries it was made from, and what was wrong with the rest."""

    catalogue: Catalogue
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def load(paths: Iterable[Path]) -> Loaded:
    """Read the TOML files of folders, or single files, in the order of their names.

    An entry with a fault of form, with hours no clock shows, or with an id that was there before is left out; the
    rest goes in. Raises :class:`AdvisorError` when a path holds no catalogue at all.
    """
    entries: list[Entry] = []
    faults: list[Fault] = []
    taken: dict[str, Entry] = {}
    for file in _files(paths):
        for entry in _read(file, faults):
            found = [*_impossible_hours(entry), *_taken_before(entry, taken)]
            faults.extend(found)
            if not found:
                entries.append(entry)
                taken[entry.service.id] = entry
    return Loaded(Catalogue(tuple(entry.service for entry in entries)), entries, faults)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not files or not files[0].exists():
            remedy = _("Give a .toml file, or a folder that holds some.")
            raise AdvisorError(_("There is no catalogue here."), where=shown(path), remedy=remedy)
        yield from files


def _read(file: Path, faults: list[Fault]) -> Iterator[Entry]:
    try:
        document = tomlfile.read(file)
    except FaultyFile as error:
        faults.extend(error.faults)
        return
    except AdvisorError as error:
        faults.append(Fault(error.where, 0, "", "", error.what))
        return
    try:
        area = tomlfile.convert(document, LifeArea)
    except FaultyFile as error:
        faults.extend(error.faults)
        yield from _sound_entries(document)
    else:
        yield from (Entry(service, document, index) for index, service in enumerate(area.service))


def _sound_entries(document: Document) -> Iterator[Entry]:
    """Yield the entries of a file in which others, or its head, have faults."""
    items = document.data.get("service")
    for index, item in enumerate(items if isinstance(items, list) else []):
        try:
            service = tomlfile.convert_value(item, Service)
        except msgspec.ValidationError:
            continue
        yield Entry(service, document, index)


def _taken_before(entry: Entry, taken: dict[str, Entry]) -> Iterator[Fault]:
    before = taken.get(entry.service.id)
    if before:
        place = before.fault("")
        yield entry.fault(_("the id is already used at {place}").format(place=f"{place.file}:{place.line}"), "id")


def _impossible_hours(entry: Entry) -> Iterator[Fault]:
    for key, schedule in _schedules(entry.service):
        for name, problem in problems_of(schedule):
            yield entry.fault(problem, *key, name)


def _schedules(service: Service) -> Iterator[tuple[Key, Schedule]]:
    yield from _within(service, ())
    for number, place in enumerate(service.locations):
        yield from _within(place, ("locations", number))


def _within(reached: Service | Location, key: Key) -> Iterator[tuple[Key, Schedule]]:
    """Yield the hours of a service or a place, and those of its phones, with the keys they stand at."""
    for index, schedule in enumerate(reached.schedules):
        yield (*key, "schedules", index), schedule
    for number, phone in enumerate(reached.phones):
        for index, schedule in enumerate(phone.schedules):
            yield (*key, "phones", number, "schedules", index), schedule
