"""Names compared as wholes, letter by letter: for short queries, and for names that hold slips."""

from collections.abc import Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from advisor_tui.catalogue.service import Service
from advisor_tui.search import weights as w
from advisor_tui.search.index import Index
from advisor_tui.text import fold


class WholeNames:
    """The names of the services of one catalogue."""

    def __init__(self, services: Sequence[Service], index: Index) -> None:
        self._services = services
        self._index = index

    @cached_property
    def _every(self) -> tuple[list[str], list[int]]:
        """The names of the services in each language, folded, and whose each is."""
        named = [
            (fold(name), doc)
            for doc, each in enumerate(self._services)
            for name in (each.name, each.sv.name, each.en.name)
            if len(name) >= w.SHORTEST_INSIDE
        ]
        return [name for name, _doc in named], [doc for _name, doc in named]

    def scores(self, whole: str, found: dict[int, float], *, short: bool, slips: bool) -> dict[int, float]:
        """Return how much the likeness of whole names adds to short queries; misspelt names join what is found."""
        scores = {}
        if short:
            names = self._index.names
            top = sorted(found, key=found.__getitem__, reverse=True)[: w.NAME_CANDIDATES]
            scores = {doc: fuzz.ratio(whole, names[doc]) / 100 * w.WHOLE_NAME for doc in top}
        if len(self._services) <= w.SCANNED_NAMES and len(whole) >= w.SHORTEST_INSIDE:
            every, docs = self._every
            least = w.SIMILAR_NAME if slips else w.SAME_NAME
            near = process.extract(whole, every, scorer=fuzz.ratio, score_cutoff=least, limit=10)
            for _name, likeness, place in near:
                scores[docs[place]] = max(scores.get(docs[place], 0.0), (likeness / 100) ** 2 * w.NAME_SLIP)
        return scores
