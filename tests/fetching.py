"""What the tests of fetching share: a server that knows some services, and a run against it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import stamina

from advisor_tui import paths
from advisor_tui.catalogue import areas, intake
from advisor_tui.catalogue.json_objects import Item, objects
from advisor_tui.errors import AdvisorError
from advisor_tui.fetching.ptv import Fetched, fetch
from advisor_tui.fetching.wanted import Progress, Wanted, wanted
from tests import ptv_server
from tests.ptv_server import PtvServer, guid

AREAS = areas.load(paths.shipped("data") / "areas.toml")
TAMPERE = wanted(AREAS, "837")


@contextmanager
def filled_server() -> Iterator[PtvServer]:
    """Run a server that knows services of Tampere (1), its county (2), its neighbour (3), Pori (4), the country (5).

    Within the block nobody waits before asking again, and everybody asks as often as the program would.
    """
    with stamina.set_testing(True, attempts=99, cap=True), PtvServer() as running:
        running.add(
            ptv_server.organization(1),
            ptv_server.organization(2, "Kaupunki"),
            ptv_server.channel(1, organization=1),
            ptv_server.channel(2, organization=2),
            ptv_server.description(1),
            ptv_server.service(1, municipalities=("837",), channels=(1, 2), description=1, organization=1),
            ptv_server.service(2, county="08", channels=(2,), organization=1),
            ptv_server.service(3, municipalities=("604",)),
            ptv_server.service(4, municipalities=("609",)),
            ptv_server.service(5),
        )
        yield running


def run(server: PtvServer, folder: Path, question: Wanted = TAMPERE, told: list[Progress] | None = None) -> Fetched:
    """Fetch, and keep what is told of the progress."""
    told = [] if told is None else told
    return fetch(question, folder, told.append, address=server.address)


def ids(*numbers: int, kind: str = "Service") -> frozenset[str]:
    """Return the ids of objects by their numbers."""
    return frozenset(guid(kind, number) for number in numbers)


def pages(folder: Path, beginning: str) -> list[dict[str, Any]]:
    """Return the objects of the pages whose names begin so, as importers read them."""
    found = []
    for piece in intake.pieces(folder, (".json",)):
        if Path(piece.name).name.startswith(beginning):
            found += [item.data for item in objects(piece) if isinstance(item, Item)]
    return found


def fails(server: PtvServer, folder: Path, question: Wanted = TAMPERE) -> AdvisorError:
    """Return the mishap in which a run ends; it says what, where and what to do."""
    with pytest.raises(AdvisorError) as caught:
        run(server, folder, question)
    assert caught.value.what
    assert server.address.removesuffix(ptv_server.ROOT) in caught.value.where
    assert caught.value.remedy
    return caught.value
