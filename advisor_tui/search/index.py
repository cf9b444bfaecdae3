"""What a catalogue says, word by word, in a form that is quickly searched and can be kept in a file.

The documents are the services and, after them, the kinds of service: what is said of a kind counts for each of its
services and is kept once, however many there are.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from advisor_tui.catalogue.contact import Phone
from advisor_tui.catalogue.kinds import Kind
from advisor_tui.catalogue.service import Catalogue, Service
from advisor_tui.search.callers import ServiceClass, class_of
from advisor_tui.search.synonyms import Synonyms
from advisor_tui.search.vocabulary import Vocabulary
from advisor_tui.search.weights import FIELD_WEIGHT, RARITY_FLOOR
from advisor_tui.search.words import Word, spellings
from advisor_tui.text import fold

if TYPE_CHECKING:
    Numbers = array[int]
else:
    Numbers = array  # before Python 3.12 it cannot be asked what it holds

FIELDS = tuple(FIELD_WEIGHT)
"""Where a word can stand; a field's place here is its code, the weightiest first."""

CODE = {field: code for code, field in enumerate(FIELDS)}
WEIGHTS = tuple(FIELD_WEIGHT.values())

Text = tuple[str, str]
"""A field, and what stands in it."""


@dataclass
class Index:
    """Postings: for each word the documents it stands in, and the code of the weightiest field there.

    ``offsets`` tells where the documents of each word begin and end. ``phrases`` are the distinct phrases of callers
    as numbers of words, ``phrase_docs`` the documents that have each. ``other_words`` leads from an everyday word to
    the words it stands for. ``kind_of`` is each service's kind as a number from 0, or the number of kinds for none.
    ``names`` are the folded names of the services, ``digits`` their phone numbers without signs. ``classes`` are what
    services have in common as far as it matters who asks, ``class_of`` the number of each service's.
    """

    vocabulary: Vocabulary
    offsets: Numbers
    docs: Numbers
    codes: bytes
    phrases: list[tuple[int, ...]]
    phrase_docs: list[Numbers]
    other_words: dict[int, tuple[int, ...]]
    kind_of: Numbers
    kinds: int
    names: list[str]
    digits: list[str]
    classes: list[ServiceClass]
    class_of: Numbers

    @property
    def services(self) -> int:
        """How many services there are."""
        return len(self.kind_of)

    @property
    def documents(self) -> int:
        """How many documents there are: services and kinds."""
        return self.services + self.kinds

    def posting(self, word: int) -> tuple[Numbers, bytes]:
        """Return the documents of a word and the code of the field in each."""
        start, end = self.offsets[word], self.offsets[word + 1]
        return self.docs[start:end], self.codes[start:end]

    def count(self, word: int) -> int:
        """Return in how many documents a word stands."""
        return int(self.offsets[word + 1] - self.offsets[word])

    def rarity(self, count: int) -> float:
        """Return how much a word says (0-1) that stands in so many documents: the rarer, the more."""
        most = log(1 + self.documents)
        return RARITY_FLOOR + (1 - RARITY_FLOOR) * max(0.0, 1 - log(max(1, count)) / most) if most else 1.0

    @cached_property
    def phrases_with(self) -> dict[int, list[int]]:
        """The phrases that hold each word."""
        found: dict[int, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            for word in phrase:
                found.setdefault(word, []).append(number)
        return found

    @cached_property
    def topics(self) -> dict[int, dict[int, int]]:
        """In how many phrases of each kind, and of its services, each word stands."""
        found: dict[int, dict[int, int]] = {}
        for phrase, docs in zip(self.phrases, self.phrase_docs, strict=True):
            kinds = {self.kind_of[doc] if doc < self.services else doc - self.services for doc in docs}
            for word in phrase:
                counts = found.setdefault(word, {})
                for kind in kinds:
                    if kind < self.kinds:
                        counts[kind] = counts.get(kind, 0) + 1
        return found


def texts(service: Service) -> Iterator[Text]:
    """Yield what a service says of itself, field by field."""
    yield "name", service.name
    yield from (("other name", each) for each in service.alternate_names)
    yield from (("everyday word", each) for each in service.caller_words)
    yield "name sv", service.sv.name
    yield "name en", service.en.name
    yield from (("area", each) for each in service.service_areas)
    yield "provider", service.organization
    yield from (("description", each) for each in (service.description, service.summary) if each)
    for other in (service.sv, service.en):
        yield from (("description", each) for each in (other.summary, other.description) if each)


def kind_texts(kind: Kind, phrases: Iterable[str]) -> Iterator[Text]:
    """Yield what is said of a kind of service: its names, and what callers say."""
    yield from (("kind", each) for each in (kind.name.fi, kind.name.sv, kind.name.en) if each)
    yield from (("everyday word", each) for each in phrases)


PHRASE_FIELDS = ("other name", "everyday word", "kind")
"""What is matched as a whole, too, but for its weak words. Names are compared letter by letter instead."""


def build(catalogue: Catalogue, kinds: tuple[Kind, ...], synonyms: Synonyms) -> Index:
    """Return the index of a catalogue."""
    return _Builder(catalogue, kinds, synonyms).build()


class _Builder:
    """Everything that is gathered on the way to an index."""

    def __init__(self, catalogue: Catalogue, kinds: tuple[Kind, ...], synonyms: Synonyms) -> None:
        self._catalogue = catalogue
        self._kinds = kinds
        self._synonyms = synonyms
        self._weak = synonyms.weak_words()
        self._numbers: dict[str, int] = {}  # of spelt words, in the order in which they come
        self._words: list[Word] = []
        self._postings: list[tuple[Numbers, bytearray]] = []
        self._phrases: dict[tuple[int, ...], Numbers] = {}
        self._classes: dict[ServiceClass, int] = {}
        self._class_of: Numbers = array("I")

    def build(self) -> Index:
        for doc, service in enumerate(self._catalogue.services):
            self._add(doc, texts(service))
            self._class_of.append(self._classes.setdefault(class_of(service), len(self._classes)))
        said: dict[str, list[str]] = {}
        for kind_id, phrase in self._synonyms.phrases():
            said.setdefault(kind_id, []).append(phrase)
        first = len(self._catalogue)
        for number, kind in enumerate(self._kinds):
            self._add(first + number, kind_texts(kind, said.get(kind.id, ())))
        aliases = self._aliases()
        return self._sorted(aliases)

    def _number(self, spelt: str) -> int:
        number = self._numbers.get(spelt)
        if number is None:  # only then it has to be folded, which takes longer than all the rest
            number = self._numbers[spelt] = len(self._words)
            self._words.append(Word(spelt, fold(spelt)))
            self._postings.append((array("I"), bytearray()))
        return number

    def _add(self, doc: int, fields: Iterable[Text]) -> None:
        best: dict[int, int] = {}
        for field, text in fields:
            code = CODE[field]
            numbers = [self._number(spelt) for spelt in spellings(text)]
            for number in numbers:
                if code < best.get(number, len(FIELDS)):
                    best[number] = code
            if numbers and field in PHRASE_FIELDS:
                said = [number for number in numbers if self._words[number].spelt not in self._weak] or numbers
                docs = self._phrases.setdefault(tuple(dict.fromkeys(said)), array("I"))
                if not docs or docs[-1] != doc:
                    docs.append(doc)
        for number, code in best.items():
            docs, codes = self._postings[number]
            docs.append(doc)
            codes.append(code)

    def _aliases(self) -> dict[str, list[str]]:
        """Return for each everyday word, as spelt, the words it stands for; both become words of the vocabulary."""
        by_folded: dict[str, list[str]] = {}
        for word in self._words:
            by_folded.setdefault(word.folded, []).append(word.spelt)
        found = {}
        meant = self._synonyms.terms()
        for term in self._synonyms.term:
            for said in term.says:
                targets = by_folded.get(meant[fold(said)], [])
                for spelt in spellings(said) if targets else ():
                    self._number(spelt)
                    found[spelt] = targets
        return found

    def _sorted(self, aliases: dict[str, list[str]]) -> Index:
        vocabulary = Vocabulary.of(self._words)
        new = {spelt: number for number, spelt in enumerate(vocabulary.spelt)}
        old = [self._numbers[spelt] for spelt in vocabulary.spelt]
        offsets, docs, codes = array("I", [0]), array("I"), bytearray()
        for number in old:
            docs.extend(self._postings[number][0])
            codes += self._postings[number][1]
            offsets.append(len(docs))
        renumbered = [new[word.spelt] for word in self._words]
        services = self._catalogue.services
        numbers = {kind.id: number for number, kind in enumerate(self._kinds)}
        return Index(
            vocabulary=vocabulary,
            offsets=offsets,
            docs=docs,
            codes=bytes(codes),
            phrases=[tuple(renumbered[word] for word in phrase) for phrase in self._phrases],
            phrase_docs=list(self._phrases.values()),
            other_words={new[said]: tuple(new[each] for each in meant) for said, meant in aliases.items()},
            kind_of=array("H", [numbers.get(each.type, len(self._kinds)) for each in services]),
            kinds=len(self._kinds),
            names=[fold(each.name) for each in services],
            digits=["|".join(digits_of(phone.number) for phone in phones_of(each)) for each in services],
            classes=list(self._classes),
            class_of=self._class_of,
        )


def phones_of(service: Service) -> Iterator[Phone]:
    """Yield the phones of a service and of its places."""
    yield from service.phones
    for place in service.locations:
        yield from place.phones


def digits_of(number: str) -> str:
    """Return a phone number without signs; the code of the country becomes the 0 it stands for."""
    plain = "".join(char for char in number if char.isascii() and char.isdecimal())
    return "0" + plain.removeprefix("358") if number.lstrip().startswith("+358") else plain
