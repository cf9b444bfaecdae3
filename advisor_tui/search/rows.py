"""One number for each document: plain Python for the thousands, numpy for the hundred thousands.

Both do the same arithmetic on the same index; which one pays is a matter of size (:data:`weights.NUMPY_FROM`).
"""

from collections.abc import Sequence
from heapq import nlargest
from typing import Any, Protocol

from advisor_tui.search.index import WEIGHTS, Index, Numbers
from advisor_tui.search.vocabulary import Matches
from advisor_tui.search.weights import KIND_SHARE

NEAR_TOP = (0.7, 0.55, 0.4, 0.25, 0.0)
"""Shares of the best score among which the best services are looked for, one after the other: sorting few is quick."""

Row = Any
"""A list of floats, or an array of numpy: one number for each document, and a last one that stays 0."""


class Rows(Protocol):
    """Arithmetic on rows."""

    def beside(self) -> "Rows":
        """Return what does the same in another thread at the same time."""

    def empty(self) -> Row:
        """Return a row of zeros."""

    def meet(self, row: Row, matches: Matches) -> None:
        """Raise a row, at the documents of each word, to the weight of the field times the likeness."""

    def raise_to(self, row: Row, values: Sequence[tuple[Numbers, float]]) -> None:
        """Raise a row at documents to values."""

    def share(self, row: Row) -> None:
        """Let each service have what its kind has, where that is more."""

    def add(self, total: Row, covered: Row, row: Row, mass: float) -> None:
        """Add a row times a mass to a total, and the mass to what is covered where the row is above 0."""

    def finish(self, total: Row, covered: Row, mass: float, more: Sequence[tuple[Row, float]]) -> Row:
        """Return what is summed up, times the share that is covered, with rows that add their weight."""

    def table(self, factors: list[float]) -> Any:
        """Return factors in the form that :meth:`best` takes."""

    def best(self, row: Row, table: Any, classes: Numbers, count: int) -> list[tuple[int, float]]:
        """Return the best services above 0, each row times the factor of the service's class."""


class PlainRows:
    """Rows as lists."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._size = index.documents + 1

    def beside(self) -> Rows:
        """Return itself: it keeps nothing between two calls."""
        return self

    def empty(self) -> Row:
        """Return a row of zeros."""
        return [0.0] * self._size

    def meet(self, row: Row, matches: Matches) -> None:
        """Raise a row at the documents of words."""
        for word, likeness in matches.items():
            docs, codes = self._index.posting(word)
            for doc, code in zip(docs, codes, strict=True):
                value = WEIGHTS[code] * likeness
                if value > row[doc]:
                    row[doc] = value

    def raise_to(self, row: Row, values: Sequence[tuple[Numbers, float]]) -> None:
        """Raise a row at documents."""
        for docs, value in values:
            for doc in docs:
                if value > row[doc]:
                    row[doc] = value

    def share(self, row: Row) -> None:
        """Let each service have what its kind has."""
        first = self._index.services
        if not any(row[first:]):
            return
        for service, kind in enumerate(self._index.kind_of):
            value = row[first + kind] * KIND_SHARE
            if value > row[service]:
                row[service] = value

    def add(self, total: Row, covered: Row, row: Row, mass: float) -> None:
        """Add a row to a total."""
        for doc, value in enumerate(row):
            if value:
                total[doc] += value * mass
                covered[doc] += mass

    def finish(self, total: Row, covered: Row, mass: float, more: Sequence[tuple[Row, float]]) -> Row:
        """Return the score of each document."""
        scores = [value * share / mass**2 for value, share in zip(total, covered, strict=True)]
        for row, weight in more:
            scores = [score + weight * value for score, value in zip(scores, row, strict=True)]
        return scores

    def table(self, factors: list[float]) -> Any:
        """Return factors as they are."""
        return factors

    def best(self, row: Row, table: Any, classes: Numbers, count: int) -> list[tuple[int, float]]:
        """Return the best services."""
        scored = ((doc, row[doc] * table[each]) for doc, each in enumerate(classes))
        return nlargest(count, (item for item in scored if item[1] > 0), key=lambda item: (item[1], -item[0]))


class NumpyRows:
    """Rows as arrays of numpy."""

    def __init__(self, index: Index) -> None:
        import numpy as np  # noqa: PLC0415 - a tenth of a second that a small catalogue does not need

        self._np = np
        self._index = index
        self._docs = np.frombuffer(index.docs, dtype=np.uint32)
        self._codes = np.frombuffer(index.codes, dtype=np.uint8)
        self._weights = np.array(WEIGHTS, dtype=np.float32)
        self._kind_of = np.frombuffer(index.kind_of, dtype=np.uint16).astype(np.intp)
        self._shared = np.empty(index.services, dtype=np.float32)  # filled anew each time; making one takes longer

    def beside(self) -> Rows:
        """Return another one: what is filled anew each time must not be filled by two at once."""
        return NumpyRows(self._index)

    def empty(self) -> Row:
        """Return a row of zeros."""
        return self._np.zeros(self._index.documents + 1, dtype=self._np.float32)

    def meet(self, row: Row, matches: Matches) -> None:
        """Raise a row at the documents of words."""
        np, offsets = self._np, self._index.offsets
        spans = [(offsets[word], offsets[word + 1]) for word in matches]
        if spans:
            docs = np.concatenate([self._docs[start:end] for start, end in spans])
            codes = np.concatenate([self._codes[start:end] for start, end in spans])
            likeness = np.repeat(
                np.fromiter(matches.values(), dtype=np.float32, count=len(matches)),
                [end - start for start, end in spans],
            )
            np.maximum.at(row, docs, self._weights[codes] * likeness)

    def raise_to(self, row: Row, values: Sequence[tuple[Numbers, float]]) -> None:
        """Raise a row at documents."""
        np = self._np
        if values:
            docs = np.concatenate([np.frombuffer(docs, dtype=np.uint32) for docs, _value in values])
            sizes = [len(docs) for docs, _value in values]
            np.maximum.at(row, docs, np.repeat(np.array([value for _docs, value in values], dtype=np.float32), sizes))

    def share(self, row: Row) -> None:
        """Let each service have what its kind has."""
        kinds = row[self._index.services :]
        if kinds.any():
            services = row[: self._index.services]
            np = self._np
            np.take(kinds * np.float32(KIND_SHARE), self._kind_of, out=self._shared, mode="clip")
            np.maximum(services, self._shared, out=services)

    def add(self, total: Row, covered: Row, row: Row, mass: float) -> None:
        """Add a row to a total."""
        np = self._np
        covered += (row > 0) * np.float32(mass)
        row *= np.float32(mass)  # it is not needed any more
        total += row

    def finish(self, total: Row, covered: Row, mass: float, more: Sequence[tuple[Row, float]]) -> Row:
        """Return the score of each document."""
        np = self._np
        scores = total * covered
        scores *= np.float32(1 / mass**2)
        for row, weight in more:
            scores += row * np.float32(weight)
        return scores

    def table(self, factors: list[float]) -> Any:
        """Return factors as an array."""
        return self._np.array(factors, dtype=self._np.float32)

    def best(self, row: Row, table: Any, classes: Numbers, count: int) -> list[tuple[int, float]]:
        """Return the best services."""
        np = self._np
        scores = row[: self._index.services] * table[np.frombuffer(classes, dtype=np.uint32)]
        found = self._enough(scores, count)
        if len(found) > count:
            values = scores[found]
            least = np.partition(values, len(values) - count)[len(values) - count]
            above = found[values > least]
            found = np.concatenate((above, found[values == least][: count - len(above)]))
        order = found[np.lexsort((found, -scores[found]))][:count]
        return [(int(doc), float(scores[doc])) for doc in order]

    def _enough(self, scores: Row, count: int) -> Any:
        """Return the services among which the best ones are: those near the top, if they are enough, else all."""
        top = scores.max(initial=0.0)
        for share in NEAR_TOP:
            found = self._np.flatnonzero(scores > top * share)
            if len(found) >= count:
                break
        return found
