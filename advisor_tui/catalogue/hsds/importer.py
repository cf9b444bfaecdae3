"""Services out of HSDS, of any version and form: a file, a folder or a zip archive of either."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from advisor_tui.catalogue import intake
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.hsds import csv_form, hours, json_form, own, reading
from advisor_tui.catalogue.hsds.completing import Completer
from advisor_tui.catalogue.hsds.objects import Node, Objects
from advisor_tui.catalogue.intake import Piece
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.told import told
from advisor_tui.errors import Fault, shown
from advisor_tui.language import _

SUFFIXES = (*json_form.SUFFIXES, *csv_form.SUFFIXES)


def services(
    path: Path, around: Around, faults: Faults, progress: Callable[[int], None] = lambda _read: None
) -> Iterator[Service]:
    """Yield the services of a file, a folder or an archive; ``progress`` is told how many more bytes have been read.

    What is wrong with one of them goes to ``faults``, and the rest of it comes. Services that Advisor wrote come back
    as they were. Raises :class:`~advisor_tui.errors.AdvisorError` where nothing can be read.
    """
    completer = Completer(around)
    with Objects(faults) as found:
        _read(path, found, faults, progress)
        taken: set[str] = set()
        for node in found.services():
            service = _service(node, completer)
            if service and service.id in taken:
                node.wrong("id", _("the id is already used; the second is left out"))
            elif service:
                taken.add(service.id)
                yield service
        if not taken:
            faults.add(Fault(shown(path), 0, "", "", _("there is no service in it")))


def size(path: Path) -> int:
    """Return how many bytes there are to read, once unpacked. Raises :class:`~advisor_tui.errors.AdvisorError`."""
    return sum(piece.size for piece in intake.pieces(path, SUFFIXES))


def _read(path: Path, into: Objects, faults: Faults, progress: Callable[[int], None]) -> None:
    names: dict[str, str] = {}
    for piece in intake.pieces(path, SUFFIXES):
        if _describes(piece):
            names.update(csv_form.names_in(piece, faults))
            progress(piece.size)
    for piece in intake.pieces(path, SUFFIXES):
        if piece.suffix in csv_form.SUFFIXES:
            csv_form.read(piece, names, into, faults)
            progress(piece.size)
        elif not _describes(piece):
            json_form.read(told(piece, progress), into, faults)


def _describes(piece: Piece) -> bool:
    return PurePath(piece.name).name == csv_form.DESCRIPTOR


def _service(node: Node, completer: Completer) -> Service | None:
    found = reading.service(node, completer.today)
    marked = own.marked(node)
    whole = hours.sound(own.overlaid(found, node), node) if marked else completer.completed(found, node)
    for name in ("id", "name"):
        if not getattr(whole, name):
            node.wrong(name, _("is empty; the service is left out"))
            return None
    return whole
