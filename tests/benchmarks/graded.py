"""The graded queries: reading them, telling the half that is tuned on from the half that is reported, and grading.

``queries.toml`` holds queries by class, ``phrases.toml`` phrases as callers say them. Both were written before any
weight was set and before data/synonyms.toml was written, by somebody who did not see the search.
"""

import hashlib
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor_tui.catalogue.service import Service

FOLDER = Path(__file__).parent
FIRST = 10
"""A right answer further down than this is as good as none: nobody reads so far during a call."""


@dataclass(frozen=True)
class Query:
    """One query: its class, and the kinds or services that answer it best (3) or well enough (1)."""

    text: str
    group: str
    best: frozenset[str]
    also: frozenset[str]

    @property
    def is_reported(self) -> bool:
        """Whether it is in the half that is reported; which one it is hangs on nothing but its text."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1

    def is_best(self, service: Service) -> bool:
        """Tell whether a service is among the best answers."""
        return not self.best.isdisjoint((service.id, service.type))

    def is_good(self, service: Service) -> bool:
        """Tell whether a service is a good answer at all."""
        return self.is_best(service) or not self.also.isdisjoint((service.id, service.type))


def read(*names: str) -> list[Query]:
    """Return the queries of files beside this module."""
    found = []
    for name in names or ("queries.toml", "phrases.toml"):
        for entry in tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["query"]:
            best, also = frozenset(entry["best"]), frozenset(entry.get("also", ()))
            found.append(Query(entry["text"], entry["class"], best, also))
    return found


def reciprocal_rank(query: Query, services: Sequence[Service]) -> float:
    """Return 1 divided by the place of the first best answer, or 0 when it is not among the first ten."""
    for place, service in enumerate(services[:FIRST], start=1):
        if query.is_best(service):
            return 1 / place
    return 0.0


Find = Callable[[str], Sequence[Service]]


def mean_reciprocal_rank(queries: Sequence[Query], find: Find) -> float:
    """Return the mean over queries of how near the top the best answer stands (0-1)."""
    return sum(reciprocal_rank(query, find(query.text)) for query in queries) / len(queries)


def by_class(queries: Sequence[Query]) -> dict[str, list[Query]]:
    """Return the queries of each class."""
    found: dict[str, list[Query]] = {}
    for query in queries:
        found.setdefault(query.group, []).append(query)
    return found
