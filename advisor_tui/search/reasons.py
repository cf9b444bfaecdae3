"""Which words of a service answered a query: worked out for what is shown, not for everything that was found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor_tui.catalogue.kinds import Kind
from advisor_tui.catalogue.service import Service
from advisor_tui.search.index import Text, digits_of, kind_texts, phones_of, texts
from advisor_tui.search.query import Asked
from advisor_tui.search.synonyms import Synonyms
from advisor_tui.search.vocabulary import Vocabulary
from advisor_tui.search.weights import FIELD_WEIGHT, KIND_SHARE
from advisor_tui.search.words import Word
from advisor_tui.text import fold

Spans = tuple[tuple[int, int], ...]
"""Places in a text, each from a character up to another."""

LONGEST = 160
"""Characters of a text that is shown as the reason: two lines; what an import describes can fill a page."""

BEFORE = 40
"""Characters shown before the first place."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Reason:
    """The field that matched best, what stands in it, and where in that the words of the query are."""

    field: str
    text: str
    spans: Spans = ()


class Reasons:
    """Why services answered one query."""

    def __init__(self, asked: list[Asked], vocabulary: Vocabulary, kinds: tuple[Kind, ...], synonyms: Synonyms) -> None:
        self._asked = asked
        self._vocabulary = vocabulary
        self._kinds = {kind.id: kind for kind in kinds}
        self._synonyms = synonyms

    def of(self, service: Service) -> Reason:
        """Return the reason why a service answered."""
        mass = sum(each.mass for each in self._asked) or 1.0
        best, most = Reason("name", service.name), 0.0
        for share, (field, text) in self._texts(service):
            met, spans = self._met(text)
            words = max(1, len(_WORD.findall(text)))
            value = share * FIELD_WEIGHT[field] * met / mass * (0.9 + 0.1 * min(1.0, len(spans) / words))
            if value > most:
                best, most = Reason(field, text, spans), value
        return _excerpt(best)

    def spans(self, text: str) -> Spans:
        """Return where in a text the words of the query stand."""
        return self._met(text)[1]

    def _texts(self, service: Service) -> Iterator[tuple[float, Text]]:
        yield from ((1.0, text) for text in texts(service))
        yield from ((1.0, ("phone", phone.number)) for phone in phones_of(service))
        kind = self._kinds.get(service.type)
        if kind:
            said = [phrase for each in self._synonyms.kind if each.id == kind.id for phrase in each.phrases]
            yield from ((KIND_SHARE, text) for text in kind_texts(kind, said))

    def _met(self, text: str) -> tuple[float, Spans]:
        """Return how much of the query a text answers, and where."""
        by_position: dict[int, float] = {}
        spans = []
        for found in _WORD.finditer(text):
            spelt = found[0].casefold()
            number = self._vocabulary.number(Word(spelt, fold(spelt)))
            likeness = {
                position: each.matches[number]
                for position, each in enumerate(self._asked)
                if number is not None and number in each.matches
            }
            if likeness:
                spans.append(found.span())
            for position, value in likeness.items():
                by_position[position] = max(by_position.get(position, 0.0), value)
        met = sum(self._asked[position].mass * likeness for position, likeness in by_position.items())
        numbers = sum(each.mass for each in self._asked if each.digits and each.digits in digits_of(text))
        return max(met, numbers), tuple(spans)


def _excerpt(reason: Reason) -> Reason:
    """Return a reason of which only what stands around the first place is left, where its text is long."""
    if len(reason.text) <= LONGEST or not reason.spans:
        return reason
    start = max(0, reason.spans[0][0] - BEFORE)
    start = reason.text.rfind(" ", 0, start) + 1 if start else 0
    end = start + LONGEST
    text = f"{'… ' if start else ''}{reason.text[start:end].rstrip()}{' …' if end < len(reason.text) else ''}"
    shift = start - (2 if start else 0)
    spans = tuple((first - shift, last - shift) for first, last in reason.spans if last <= end and first >= start)
    return Reason(reason.field, text, spans)
