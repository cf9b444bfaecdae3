"""Words for services as callers say them, in data that a county adds to: data/synonyms.toml.

A ``kind`` lists what callers say when they need a service of that kind. A ``term`` tells that one word stands for
another, wherever that stands. ``weak`` words say nothing by themselves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from advisor_tui.errors import AdvisorError, Fault, FaultyFile, shown
from advisor_tui.language import _
from advisor_tui.text import fold

if TYPE_CHECKING:
    from advisor_tui.tomlfile import Document


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand for another word (``rollikka``: ``rollaattori``)."""

    says: tuple[str, ...]
    means: str


class KindWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What callers say when they need a kind of service, in each language."""

    id: str
    fi: tuple[str, ...] = ()
    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """Everything they say."""
        return (*self.fi, *self.sv, *self.en)


class WeakWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are in every second sentence, in each language."""

    fi: tuple[str, ...] = ()
    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Synonyms(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of words, and since when and from where."""

    as_of: date
    source: str
    weak: WeakWords = WeakWords()
    term: tuple[Term, ...] = ()
    kind: tuple[KindWords, ...] = ()

    def weak_words(self) -> frozenset[str]:
        """Return the weak words in lower case, with and without dots: *är* is one, and so is *ar*, but not *år*."""
        words = [word.casefold() for word in (*self.weak.fi, *self.weak.sv, *self.weak.en)]
        return frozenset(words) | frozenset(map(fold, words))

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Yield each phrase with the kind it is said for."""
        for each in self.kind:
            for phrase in each.phrases:
                yield each.id, phrase

    def terms(self) -> dict[str, str]:
        """Return what each word stands for in the end, both folded."""
        steps = {fold(word): fold(term.means) for term in self.term for word in term.says}
        return {word: _end_of(word, steps) for word in steps}


NOTHING = Synonyms(as_of=date.min, source="")
"""A search that knows no other words than the catalogue's own."""


def _end_of(word: str, steps: dict[str, str]) -> str:
    seen = {word}
    while steps[word] in steps and steps[word] not in seen:
        word = steps[word]
        seen.add(word)
    return steps[word]


def together(files: Iterable[Synonyms]) -> Synonyms:
    """Return the words of several files as one."""
    first, *others = files
    for other in others:
        weak = WeakWords(
            fi=first.weak.fi + other.weak.fi, sv=first.weak.sv + other.weak.sv, en=first.weak.en + other.weak.en
        )
        first = Synonyms(first.as_of, first.source, weak, first.term + other.term, first.kind + other.kind)
    return first


@dataclass(frozen=True)
class Around:
    """What a file of words speaks of: the kinds of service there are, and the words that can be meant (folded)."""

    kinds: frozenset[str]
    words: frozenset[str]


def read(path: Path) -> Synonyms:
    """Read one file. Raises :class:`~advisor_tui.errors.AdvisorError` when it cannot be read or has another form."""
    from advisor_tui import tomlfile  # noqa: PLC0415 - who searches what has been read pays nothing for reading

    return tomlfile.convert(tomlfile.read(path), Synonyms)


def check(path: Path, around: Around) -> list[Fault]:
    """Return every fault of a file: form, unknown kinds and words, words said twice, words that mean each other."""
    from advisor_tui import tomlfile  # noqa: PLC0415 - who searches what has been read pays nothing for reading

    try:
        document = tomlfile.read(path)
        synonyms = tomlfile.convert(document, Synonyms)
    except FaultyFile as error:
        return sorted(error.faults)
    except AdvisorError as error:
        return [Fault(error.where, 0, "", "", error.what)]
    return sorted([*_kind_faults(document, synonyms, around), *_term_faults(document, synonyms, around)])


def _kind_faults(document: "Document", synonyms: Synonyms, around: Around) -> Iterator[Fault]:
    for number, each in enumerate(synonyms.kind):
        if each.id not in around.kinds:
            problem = _("unknown kind of service: “{value}”").format(value=shown(each.id))
            yield document.fault(("kind", number, "id"), problem, entry=each.id)
        seen: set[str] = set()
        for language in ("fi", "sv", "en"):
            for place, phrase in enumerate(getattr(each, language)):
                key = ("kind", number, language, place)
                if not phrase.strip():
                    yield document.fault(key, _("is empty"), entry=each.id)
                elif fold(phrase) in seen:
                    problem = _("is there twice: “{value}”").format(value=shown(phrase))
                    yield document.fault(key, problem, entry=each.id)
                seen.add(fold(phrase))


def _term_faults(document: "Document", synonyms: Synonyms, around: Around) -> Iterator[Fault]:
    steps: dict[str, str] = {}
    for number, term in enumerate(synonyms.term):
        means = fold(term.means)
        for place, word in enumerate(term.says):
            key, said = ("term", number, "says", place), fold(word)
            if len(word.split()) != 1:
                yield document.fault(key, _("must be one word: “{value}”").format(value=shown(word)))
            elif said in steps:
                yield document.fault(key, _("is there twice: “{value}”").format(value=shown(word)))
            else:
                steps[said] = means
                if said in _way(means, steps):
                    problem = _("stands for itself in the end: “{value}”").format(value=shown(word))
                    yield document.fault(key, problem)
    known = around.words | steps.keys()
    for number, term in enumerate(synonyms.term):
        if fold(term.means) not in known:
            problem = _("neither the catalogue nor a kind has this word: “{value}”").format(value=shown(term.means))
            yield document.fault(("term", number, "means"), problem)


def _way(word: str, steps: dict[str, str]) -> list[str]:
    way: list[str] = []
    while word not in way:
        way.append(word)
        if word not in steps:
            break
        word = steps[word]
    return way
