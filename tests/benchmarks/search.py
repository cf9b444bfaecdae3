"""How well and how fast the search answers, beside others, in one run on one machine.

    python -m tests.benchmarks.search                        1,000, 10,000 and 100,000 services
    python -m tests.benchmarks.search --sizes 194            the catalogue that ships
    python -m tests.benchmarks.search --sizes 194 --tune     the half that weights are set on, with what goes wrong

Quality is the mean reciprocal rank of the best answer, by class of query, over the half of the graded queries that
nothing was tuned on. Time is per key: over every beginning of every query, with nothing remembered from the key before.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from advisor_tui import reference
from advisor_tui.catalogue.service import Catalogue, Service
from advisor_tui.search import stored
from advisor_tui.search.engine import Search
from advisor_tui.search.index import build
from advisor_tui.search.synonyms import read as read_synonyms
from advisor_tui.search.synonyms import together
from advisor_tui.settings import Settings
from tests.benchmarks import generator, graded
from tests.benchmarks.graded import FIRST, Query
from tests.benchmarks.peers import PEERS

Engine = Callable[[str], Sequence[Service]]


def prefixes(queries: list[Query]) -> list[str]:
    """Return what stands in the search line after each key."""
    return [query.text[:length] for query in queries for length in range(1, len(query.text) + 1)]


def times(find: Engine, keys: list[str]) -> str:
    """Return the percentiles of the milliseconds that keys take."""
    taken = []
    for key in keys:
        begun = time.perf_counter()
        find(key)
        taken.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(taken, n=100)
    return f"p50 {cuts[49]:8.2f}  p95 {cuts[94]:8.2f}  p99 {cuts[98]:8.2f} ms  ({len(keys)} keys)"


def quality(find: Engine, queries: list[Query]) -> dict[str, float]:
    """Return the mean reciprocal rank by class, and over all."""
    found = {group: graded.mean_reciprocal_rank(each, find) for group, each in graded.by_class(queries).items()}
    classes = [query for query in queries if query.group != "phrase"]
    return {**found, "all but phrases": graded.mean_reciprocal_rank(classes, find)}


def ours(search: Search) -> Engine:
    """Return our search, each time as for the first key of a shift."""

    def find(query: str) -> list[Service]:
        search.reader.forget()
        return [hit.service for hit in search.find(query, limit=FIRST)]

    return find


def memory() -> float:
    """Return the most memory this process has had, in MB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415 - not there on every system

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build_and_open(catalogue: Catalogue, stock: generator.Stock) -> Search:
    """Build an index, keep it, open it again; print what that takes, and return the search."""
    synonyms = together(read_synonyms(path) for path in reference.synonym_files(Settings()))
    with tempfile.TemporaryDirectory() as folder:
        before = memory()
        begun = time.perf_counter()
        index = build(catalogue, stock.kinds, synonyms)
        built = time.perf_counter() - begun
        stored.write(Path(folder) / "index", index)
        grown = memory() - before
        size = (Path(folder) / "index").stat().st_size / 1e6
        begun = time.perf_counter()
        opened = stored.read(Path(folder) / "index")
        taken = time.perf_counter() - begun
        begun = time.perf_counter()
        stored.content_key(catalogue, stock.kinds, synonyms)
        named = time.perf_counter() - begun
    print(
        f"index of ours: built in {built:.2f} s, opened in {taken * 1000:.0f} ms, named in {named * 1000:.0f} ms,"
        f" {size:.1f} MB on disk, {grown:.0f} MB of memory to build and keep, {len(index.vocabulary)} words"
    )
    search = Search(catalogue, stock.areas, stock.kinds, synonyms, opened)
    begun = time.perf_counter()
    search.warm()
    print(f"made ready behind the screen in {(time.perf_counter() - begun) * 1000:.0f} ms")
    return search


def measure(size: int, stock: generator.Stock, queries: list[Query], *, peers: bool) -> None:
    """Print quality and time of every engine at a size."""
    catalogue = generator.catalogue(stock, size)
    print(f"\n== {size} services")
    engines: dict[str, tuple[Engine, int]] = {"ours": (ours(build_and_open(catalogue, stock)), 10_000)}
    for name, (make, count) in PEERS.items() if peers else ():
        try:
            engines[name] = (make(catalogue), count)
        except ImportError:
            print(f"{name}: not installed")
    keys = prefixes(queries)
    chance = random.Random(1)
    rows = {}
    for name, (find, count) in engines.items():
        print(f"{name:17} {times(find, chance.sample(keys, min(count, len(keys))))}", flush=True)
        asked = queries if count > 100 or size <= 10_000 else [query for query in queries if query.is_reported][::4]
        rows[name] = quality(find, [query for query in asked if query.is_reported])
    print(f"\n{'mean reciprocal rank':22}" + "".join(f"{name:>18}" for name in rows))
    for group in rows["ours"]:
        cells = (f"{row[group]:18.3f}" if group in row else " " * 18 for row in rows.values())
        print(f"{group:22}" + "".join(cells))


def tune(stock: generator.Stock, queries: list[Query]) -> None:
    """Print the tuning half by class, with every query whose best answer does not stand first."""
    find = ours(build_and_open(generator.catalogue(stock, len(stock.services)), stock))
    half = [query for query in queries if not query.is_reported]
    for group, each in graded.by_class(half).items():
        print(f"{group:14} {graded.mean_reciprocal_rank(each, find):.3f} ({len(each)})")
        for query in each:
            if graded.reciprocal_rank(query, find(query.text)) < 1:
                print(f"    {query.text} | {sorted(query.best)} <- {[found.id for found in find(query.text)[:4]]}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Quality and time of the search, beside others.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--ours-only", action="store_true")
    parser.add_argument("--tune", action="store_true")
    wanted = parser.parse_args()
    known = reference.load(Settings()).known
    kinds = reference.all_kinds().type
    stock = generator.Stock(tuple(known.catalogue.services), kinds, known.areas)
    queries = graded.read()
    if wanted.tune:
        tune(stock, queries)
        return 0
    for size in wanted.sizes:
        measure(size, stock, queries, peers=not wanted.ours_only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
