"""How long until a call can begin: with the services that ship, and with 20,000 imported ones.

    python -m tests.benchmarks.start                      10 starts of each, in turn
    python -m tests.benchmarks.start --services 2000 --starts 5

The promise is a ratio of at most 1.5. What counts is the moment at which the waiting desk says that it is ready. The
index of the search lies ready in the cache, as an import leaves it there.
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from advisor_tui import reference, stock
from advisor_tui.catalogue import areas, edition
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv import importer
from advisor_tui.paths import HOME_VARIABLE, places
from advisor_tui.settings import Settings
from tests.benchmarks.first_paint import until_first_words
from tests.benchmarks.ptv_import import Generator
from tests.ptv_payloads import TODAY

PROMISED = 1.5

READY = b"Valmiina"
"""What the waiting desk says when a call can begin."""

SEED = 20261124


def furnish(home: str, services: int) -> None:
    """Make a home whose store holds so many imported services (0: none), with its index in the cache."""
    os.environ[HOME_VARIABLE] = home
    if services:
        divided = areas.load(reference.data_file("areas.toml"))
        with tempfile.TemporaryDirectory() as pages:
            Generator(divided, SEED).write(Path(pages), services)
            around = Around(reference.inference_rules(), divided, TODAY)
            found = importer.services(Path(pages), around, Faults())
            source = stock.store(Settings()).source("ptv")
            source.use(edition.write(source.folder, found, kind="ptv", origin="-", taken_at=TODAY.isoformat()))
    reference.load(Settings(), places().cache)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time until a call can begin, with few services and with many.")
    parser.add_argument("--services", type=int, default=20_000)
    parser.add_argument("--starts", type=int, default=10)
    given = parser.parse_args()
    command = [sys.executable, "-m", "advisor_tui"]
    with tempfile.TemporaryDirectory() as few, tempfile.TemporaryDirectory() as many:
        homes = {"shipped": (few, 0), f"{given.services}": (many, given.services)}
        for home, count in homes.values():
            furnish(home, count)
        times: dict[str, list[float]] = {name: [] for name in homes}
        for _start in range(given.starts):
            for name, (home, _count) in homes.items():
                times[name].append(until_first_words(command, home, READY))
    for name, taken in times.items():
        print(f"{name:8} median {statistics.median(taken) * 1000:5.0f} ms  best {min(taken) * 1000:5.0f} ms")
    shipped, imported = times.values()
    ratio = statistics.median(imported) / statistics.median(shipped)
    print(f"ratio    median {ratio:.2f}  best {min(imported) / min(shipped):.2f}  promised {PROMISED}")
    return 0 if ratio <= PROMISED else 1


if __name__ == "__main__":
    sys.exit(main())
