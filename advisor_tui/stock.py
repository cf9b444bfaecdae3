"""The services of this desk: what people edit, the imports beside it, and the notes on both.

A county's own files stand before those that ship. Once real services have been imported, the samples that ship are
left out. What cannot be read is left out, too, and named: the phone has to be answered all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor_tui import paths
from advisor_tui.catalogue import files, notes, whole
from advisor_tui.catalogue.edition import Edition
from advisor_tui.catalogue.files import Loaded
from advisor_tui.catalogue.notes import Note
from advisor_tui.catalogue.service import Catalogue
from advisor_tui.catalogue.sources import Source, Stamp, Store
from advisor_tui.catalogue.whole import Whole
from advisor_tui.errors import AdvisorError, Fault
from advisor_tui.language import _, ngettext
from advisor_tui.settings import Settings

NOTES = "notes.toml"
"""The file of notes, beside the folders of the sources."""


@dataclass(frozen=True)
class Stock:
    """Everything that can be offered, and sentences about what could not be used as it is."""

    whole: Whole
    notes: Mapping[str, Note]
    notices: tuple[str, ...] = ()
    stamp: Stamp = ()


def folders(settings: Settings) -> tuple[Path, ...]:
    """Return where the files are that people edit: the county's folders, or the samples that ship."""
    return tuple(map(Path, settings.catalogue.folders)) or (paths.shipped("catalogue"),)


def store(settings: Settings) -> Store:
    """Return where imported services are kept."""
    return Store(Path(settings.catalogue.store) if settings.catalogue.store else paths.places().catalogue)


def notes_file(settings: Settings) -> Path:
    """Return the file of what is noted by hand of services, imported or not."""
    return store(settings).folder / NOTES


def read_files(found: Iterable[Path]) -> tuple[Catalogue, list[Fault]]:
    """Return what can be read from catalogue files, and what was wrong with the rest."""
    loaded = files.load(found)
    return loaded.catalogue, loaded.faults


def load(settings: Settings) -> Stock:
    """Read everything. Only files that ship can end this with an error: then the installation is broken."""
    stamp = store(settings).stamp  # taken first: what changes while it is read is offered again
    notices: list[str] = []
    editions = [edition for source in store(settings).sources() if (edition := _edition(source, notices))]
    edited = _edited(settings, notices)
    noted, faults = notes.read(notes_file(settings))
    if faults:
        notices.append(_("{fault} The notes on services are left out.").format(fault=str(faults[0]).rstrip(".") + "."))
    real = bool(editions) and not settings.catalogue.folders
    services = [each for each in edited.catalogue.services if not (real and each.sample)]
    return Stock(whole.put_together(services, editions, noted), noted, tuple(notices), stamp)


def _edition(source: Source, notices: list[str]) -> Edition | None:
    """Return the newest edition of a source that can be read."""
    try:
        digests = source.state.editions
    except AdvisorError as error:
        notices.append(str(error))
        return None
    for digest in digests:
        try:
            found = source.read(digest)
        except (AdvisorError, OSError) as error:
            told = _("The services of {source} cannot be read: {error}").format(source=source.name, error=error)
            notices.append(told)
        else:
            return found
    return None


def _edited(settings: Settings, notices: list[str]) -> Loaded:
    try:
        loaded = files.load(folders(settings))
    except AdvisorError as error:
        loaded = Loaded(Catalogue(()), [], [Fault(error.where, 0, "", "", error.what)])
    if loaded.faults:
        count = len(loaded.faults)
        told = ngettext("{count} fault in the catalogue", "{count} faults in the catalogue", count).format(count=count)
        first = str(loaded.faults[0]).rstrip(".")
        notices.append(_("{faults}: {first}. See: advisor catalogue check").format(faults=told, first=first))
    if not loaded.catalogue and settings.catalogue.folders:
        notices.append(_("The sample catalogue that ships is used instead."))
        loaded = files.load((paths.shipped("catalogue"),))
    return loaded
