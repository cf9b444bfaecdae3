"""The catalogue of a desk: what people edit, the imports beside it, and the notes on both."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

import msgspec

from advisor_tui.catalogue.edition import Centre, Edition
from advisor_tui.catalogue.notes import Note, noted
from advisor_tui.catalogue.service import Catalogue, Service, Services, digest_of


@dataclass(frozen=True)
class Whole:
    """The catalogue, and about where the municipalities lie."""

    catalogue: Catalogue
    centres: Mapping[str, Centre] = field(default_factory=dict)


def put_together(
    edited: Iterable[Service], editions: Iterable[Edition] = (), notes: Mapping[str, Note] | None = None
) -> Whole:
    """Return one catalogue of everything.

    What people edit stands before an import of the same id, the first edition before a later one. Services of editions
    are read only when they are asked for.
    """
    notes = notes or {}
    held: list[Service | Callable[[], Service]] = [noted(service, notes.get(service.id)) for service in edited]
    by_hand = [service for service in held if isinstance(service, Service)]
    ids, types = [service.id for service in by_hand], [service.type for service in by_hand]
    taken, centres = set(ids), dict[str, Centre]()
    made_of = [msgspec.json.encode(by_hand), msgspec.json.encode(list(notes.values()))]
    for edition in editions:
        made_of.append(edition.digest)
        centres = {**edition.head.centres, **centres}
        for place, (service_id, kind) in enumerate(zip(edition.head.ids, edition.head.types, strict=True)):
            if service_id in taken:
                continue
            note = notes.get(service_id)
            held.append(noted(edition.service(place), note) if note else partial(edition.service, place))
            ids.append(service_id)
            types.append(note.type or kind if note else kind)
            taken.add(service_id)
    catalogue = Catalogue(Services(held), ids, types, digest_of(b"\0".join(made_of)))
    return Whole(catalogue, centres)
