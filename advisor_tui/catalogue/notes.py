"""What a desk adds to services, by hand: kept in a file of its own, so that it survives each update of the services.

A note names a service by its id, imported or not, and says only what it changes.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from advisor_tui import tomlfile
from advisor_tui.catalogue.service import ProviderKind, Rung, Service
from advisor_tui.catalogue.sources import write_whole
from advisor_tui.errors import AdvisorError, Fault, FaultyFile

CORRECTING = ("type", "rung", "life_area", "provider_kind", "say_aloud", "alert")
"""Fields of a note that stand instead of the service's own; ``caller_words`` are added to them."""


class Note(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is said of one service by hand. Empty says nothing."""

    id: str
    type: str = ""
    rung: Rung | None = None
    life_area: str = ""
    provider_kind: ProviderKind | None = None
    caller_words: tuple[str, ...] = ()
    say_aloud: str = ""
    alert: str = ""
    favourite: bool = False


class NoteFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of notes."""

    note: tuple[Note, ...] = ()


def read(path: Path) -> tuple[dict[str, Note], list[Fault]]:
    """Return the notes by the ids of their services, and what was wrong; none where there is no file."""
    if not path.exists():
        return {}, []
    try:
        found = tomlfile.convert(tomlfile.read(path), NoteFile).note
    except FaultyFile as error:
        return {}, list(error.faults)
    except AdvisorError as error:
        return {}, [Fault(error.where, 0, "", "", error.what)]
    return {note.id: note for note in found}, []


def noted(service: Service, note: Note | None) -> Service:
    """Return a service with what is noted of it: what was corrected is not called inferred any more."""
    if note is None:
        return service
    changes: dict[str, Any] = {name: getattr(note, name) for name in CORRECTING if getattr(note, name)}
    words = tuple(dict.fromkeys((*note.caller_words, *service.caller_words)))
    inferred = tuple(name for name in service.inferred if name not in changes)
    return structs.replace(service, **changes, caller_words=words, favourite=note.favourite, inferred=inferred)


def save(path: Path, note: Note) -> None:
    """Write a note into the file, whose other words and comments stay. Raises :class:`AdvisorError` or ``OSError``."""
    import tomlkit  # noqa: PLC0415 - writing is seldom

    found = path.exists()
    if found:
        tomlfile.convert(tomlfile.read(path), NoteFile)  # a file with faults is mended by a person, not written over
    document = tomlkit.parse(path.read_text(encoding="utf-8-sig")) if found else tomlkit.document()
    tables: Any = document.setdefault("note", tomlkit.aot())
    fields = structs.asdict(note)
    for place, each in enumerate(tables):
        if each.get("id") == note.id:
            del tables[place]
            break
    table = tomlkit.table()
    for name, value in fields.items():
        if value:
            table.add(name, list(value) if isinstance(value, tuple) else value)
    if len(table) > 1:  # a note that says nothing is none
        tables.append(table)
    if not tables:
        del document["note"]
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, tomlkit.dumps(document).encode("utf-8"))


def unknown(notes: Iterable[Note], ids: Iterable[str]) -> list[str]:
    """Return the ids that notes are about and no service has."""
    there = set(ids)
    return [note.id for note in notes if note.id not in there]
