"""Names in cells that stand for something known: places, languages, providers, kinds of service."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.kinds import Kind
from advisor_tui.catalogue.service import NATIONAL, ProviderKind
from advisor_tui.catalogue.sheets.columns import CellWords, key
from advisor_tui.catalogue.sheets.values import Several, Unclear
from advisor_tui.errors import shown
from advisor_tui.language import _

T = TypeVar("T", bound=str)

_LIST = re.compile(r"[,;\n/]")
_AND = re.compile(r"\s(?:ja|och|and|sekä|samt|&)\s", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")


class Names:
    """Everything that names in cells can stand for."""

    def __init__(self, words: CellWords, kinds: Mapping[str, Kind], areas: Areas) -> None:
        self._areas = areas
        self._places = dict(_places(words, areas))
        self._languages = _by_name(words.languages)
        self._providers = _by_name(words.providers)
        self._kinds = dict(_kind_names(kinds.values()))
        self.free, self.charged = frozenset(map(key, words.free)), frozenset(map(key, words.charged))
        self.everyone = frozenset(map(key, words.everyone))

    def places(self, text: str) -> Several:
        """Return the municipalities, the codes of counties, or the country, that a list names."""
        return _several(text, lambda part: self._places.get(key(part)), self._no_place)

    def municipality(self, text: str) -> str:
        """Return the Finnish name of the municipality that a text names; empty where it names none."""
        found = self._places.get(key(text), "")
        return found if self._areas.county_of(found) else ""

    def languages(self, text: str) -> Several:
        """Return the codes of the languages that a list names."""
        return _several(text, lambda part: self._languages.get(key(part)), _no_language)

    def provider(self, text: str) -> ProviderKind:
        """Return who provides a service. Raises :class:`Unclear`."""
        found = self._providers.get(key(text))
        if found is None:
            allowed = ", ".join(sorted(set(self._providers.values())))
            problem = _("“{value}” is not allowed; use one of: {allowed}")
            raise Unclear(problem.format(value=shown(text), allowed=allowed))
        return found

    def kind(self, text: str) -> str:
        """Return the id of a kind of service, by its id or a name. Raises :class:`Unclear`."""
        found = self._kinds.get(key(text))
        if found is None:
            near = difflib.get_close_matches(key(text), self._kinds, n=1)
            problem = _("unknown kind of service: “{value}”").format(value=shown(text))
            raise Unclear(_with_guess(problem, near[0] if near else ""))
        return found

    def _no_place(self, part: str) -> str:
        problem = _("unknown municipality or county: “{value}”").format(value=shown(part))
        near = self._areas.recognise(part[:40])
        return _with_guess(problem, near.name if near else "")


def _no_language(part: str) -> str:
    return _("unknown language: “{value}”").format(value=shown(part))


def _several(text: str, known: Callable[[str], str | None], problem: Callable[[str], str]) -> Several:
    found: list[str] = []
    problems: list[str] = []
    for part in filter(None, map(str.strip, _LIST.split(text))):
        # Some names have an "and" within: the whole is tried before its parts.
        for name in [part] if known(part) else filter(None, map(str.strip, _AND.split(part))):
            value = known(name)
            if value is None:
                problems.append(problem(name))
            else:
                found.append(value)
    return Several(tuple(dict.fromkeys(found)), tuple(problems))


def _places(words: CellWords, areas: Areas) -> Iterator[tuple[str, str]]:
    """Yield names and what they stand for, the weakest first: later ones stand instead of earlier ones."""
    for county in areas.county:
        for name in (*words.counties.get(county.code, ()), *county.name.all(), county.code):
            yield key(name), county.code
    for municipality in areas.municipalities():
        yield key(municipality.sv or municipality.fi), municipality.name
    for municipality in areas.municipalities():
        yield key(municipality.fi), municipality.name
    for name in words.national:
        yield key(name), NATIONAL


def _by_name(words: Mapping[T, Iterable[str]]) -> dict[str, T]:
    return {key(name): code for code, names in words.items() for name in (str(code), *names)}


def _kind_names(kinds: Iterable[Kind]) -> Iterator[tuple[str, str]]:
    """Yield names of kinds: ids, whole names, names without what is in brackets, and parts that only one kind has."""
    kinds = tuple(kinds)
    parts = [(key(part), kind.id) for kind in kinds for name in kind.name.all() for part in _parts(name)]
    kinds_of = Counter(part for part, _kind in set(parts))
    yield from ((part, kind) for part, kind in parts if part and kinds_of[part] == 1)
    for kind in kinds:
        yield from ((key(name), kind.id) for name in kind.name.all() if name)
    yield from ((key(kind.id), kind.id) for kind in kinds)


def _parts(name: str) -> Iterator[str]:
    bare = _BRACKETS.sub(" ", name)
    yield bare
    yield from re.split(r"[,/]", bare)


def _with_guess(problem: str, near: str) -> str:
    """Return a problem with what may have been meant, where anything may."""
    if not near:
        return problem
    guess = _("did you mean “{near}”?").format(near=near)
    return f"{problem}; {guess}"
