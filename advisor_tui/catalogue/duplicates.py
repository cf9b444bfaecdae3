"""Services that look like one: nearly the same name for the same places, by the same organization or number.

Each is held only against those with which it shares something seldom: the name, its words, a number, a rare word, the
organization and how the name begins. So twenty thousand need seconds, not two hundred million comparisons.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.likeness import Known, Likeness
from advisor_tui.catalogue.reach import Reach
from advisor_tui.catalogue.service import Service

WINDOW = 40
"""Services of a block that are all held against each other; of a larger one each against so many that follow."""

RARE = 200
"""Services up to which a word of their names is rare: one in a hundred of a national catalogue."""

RARE_WORDS = 2
"""Rare words of each name by which others are found, the rarest first."""

BEGINNING = 5
"""Letters of the beginning of a name: a slip of the pen stands seldom within them."""

ASKED = 5
"""Services of a group to which one that joins it must be alike: enough to keep a chain from becoming a group."""


@dataclass(frozen=True)
class Group:
    """Services that look like one, and how much (1-100): as the two of them that were found least alike."""

    members: tuple[Known, ...]
    likeness: int


@dataclass
class _Cluster:
    members: list[int]
    likeness: int = 100


class Duplicates:
    """Takes services one after the other, keeps a little of each, and tells at the end which look like one."""

    def __init__(self, areas: Areas) -> None:
        self._likeness = Likeness(areas)
        self._reach = Reach(areas)
        self._known: list[Known] = []

    def add(self, service: Service) -> None:
        """Take note of a service; one without a name is like no other."""
        known = self._likeness.known(service, self._reach.of(service.service_areas))
        if known.words:
            self._known.append(known)

    def groups(self) -> list[Group]:
        """Return each group once, the most alike first; two alike that fit into no group are one of their own."""
        of: dict[int, _Cluster] = {}
        found: list[_Cluster] = []
        apart: set[tuple[int, int]] = set()
        for likeness, *pair in sorted(self._pairs(), key=lambda pair: (-pair[0], *pair[1:])):
            first, second = sorted((of.get(each) or _Cluster([each]) for each in pair), key=_size)
            if first is second:
                first.likeness = min(first.likeness, likeness)
                continue
            least = self._least(first, second)
            if least:
                second.members += first.members
                second.likeness = min(first.likeness, second.likeness, least)
                of.update(dict.fromkeys(second.members, second))
            elif (sides := (min(first.members), min(second.members))) not in apart:
                apart.add(sides)
                found.append(_Cluster(pair, likeness))
        found += {id(each): each for each in of.values()}.values()
        return [self._group(each) for each in sorted(found, key=lambda each: (-each.likeness, min(each.members)))]

    def _least(self, first: _Cluster, second: _Cluster) -> int:
        """Return how much those of two clusters are alike that are least so; 0 where some are not."""
        pairs = product(first.members[:ASKED], second.members[:ASKED])
        return min(self._likeness.of(self._known[one], self._known[other]) for one, other in pairs)

    def _group(self, cluster: _Cluster) -> Group:
        return Group(tuple(self._known[each] for each in sorted(cluster.members)), cluster.likeness)

    # ------------------------------------------------------------ who is held against whom

    def _pairs(self) -> Iterator[tuple[int, int, int]]:
        """Yield how much two services are alike, and their places among those that are known."""
        seen: set[int] = set()
        for block in self._blocks():
            for one, other in _held_against(block):
                if not self._known[one].reach & self._known[other].reach:
                    continue
                pair = one * len(self._known) + other if one < other else other * len(self._known) + one
                if pair in seen:
                    continue
                seen.add(pair)
                likeness = self._likeness.of(self._known[one], self._known[other])
                if likeness:
                    yield likeness, *divmod(pair, len(self._known))

    def _blocks(self) -> Iterator[list[int]]:
        """Yield services that share something; of a large block, those of each county apart."""
        common = Counter(word for each in self._known for word in set(each.words))
        blocks: dict[tuple[object, ...], list[int]] = {}
        for place, each in enumerate(self._known):
            for shared in set(_shared(each, common)):
                blocks.setdefault(shared, []).append(place)
        for block in blocks.values():
            if len(block) > WINDOW:
                by_county: dict[int, list[int]] = {}
                for place in block:
                    for county in self._reach.counties(self._known[place].reach):
                        by_county.setdefault(county, []).append(place)
                for part in dict.fromkeys(map(tuple, by_county.values())):  # what is for everybody is in every county
                    yield sorted(part, key=self._beside)
            else:
                yield block

    def _beside(self, place: int) -> tuple[object, ...]:
        """Tell where a service stands in a large block: the most alike beside each other."""
        known = self._known[place]
        return known.words, sorted(known.organization), place


def _size(cluster: _Cluster) -> int:
    return len(cluster.members)


def _shared(known: Known, common: Counter[str]) -> Iterator[tuple[object, ...]]:
    """Yield what a service may share with one that looks like it."""
    yield ("joined", known.joined)
    yield ("words", known.words)
    yield from (("number", number) for number in known.numbers)
    rare = sorted((word for word in known.words if common[word] <= RARE), key=lambda word: (common[word], word))
    yield from (("word", word) for word in rare[:RARE_WORDS])
    yield from (("organization", known.organization, word[:BEGINNING]) for word in known.words)


def _held_against(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(block) <= WINDOW:
        yield from combinations(block, 2)
        return
    for start, one in enumerate(block):
        for other in block[start + 1 : start + 1 + WINDOW]:
            yield one, other
