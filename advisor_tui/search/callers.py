"""Who is asking: what is known of the caller moves services up or down, and hides none."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.service import Service
from advisor_tui.search import weights as w
from advisor_tui.search.index import Numbers


@dataclass(frozen=True)
class Filters:
    """What is known of the person concerned. Empty means unknown, which shuts nothing out."""

    municipality: str = ""
    age: int | None = None
    language: str = ""


NOBODY = Filters()
"""A caller of whom nothing is known."""


@dataclass(frozen=True)
class ServiceClass:
    """What services have in common as far as it matters who asks: there are far fewer classes than services."""

    areas: tuple[str, ...]
    minimum_age: int | None
    maximum_age: int | None
    languages: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Who:
    """What a caller's facts make of each class of services: a factor, and whether it is meant for somebody else.

    ``table`` holds the factors in the form that rows take.
    """

    factors: list[float]
    outside: list[bool]
    table: Any


class Callers:
    """The services by class, and what callers' facts make of the classes."""

    def __init__(self, services: Sequence[Service], areas: Areas | None, table: Callable[[list[float]], Any]) -> None:
        self._areas = areas
        self._table = table
        self._known: dict[Filters, Who] = {}
        numbers: dict[ServiceClass, int] = {}
        self.class_of: Numbers = array("H")
        for each in services:
            its = ServiceClass(each.service_areas, each.minimum_age, each.maximum_age, each.languages, each.status)
            self.class_of.append(numbers.setdefault(its, len(numbers)))
        self._classes = list(numbers)

    def who(self, filters: Filters) -> Who:
        """Return what a caller's facts make of each class."""
        if filters not in self._known:
            if len(self._known) >= w.CALLERS:
                self._known.clear()
            outside = [self._is_outside(each, filters) for each in self._classes]
            factors = [_factor(each, filters, out) for each, out in zip(self._classes, outside, strict=True)]
            self._known[filters] = Who(factors, outside, self._table(factors))
        return self._known[filters]

    def _is_outside(self, each: ServiceClass, filters: Filters) -> bool:
        age = filters.age
        too_young = age is not None and each.minimum_age is not None and age < each.minimum_age
        too_old = age is not None and each.maximum_age is not None and age > each.maximum_age
        elsewhere = self._areas is not None and not self._areas.covers(each.areas, filters.municipality)
        return too_young or too_old or elsewhere


def _factor(each: ServiceClass, filters: Filters, outside: bool) -> float:
    factor = w.STATUS_FACTOR[each.status] * (w.OUTSIDE if outside else 1.0)
    if filters.language and filters.language not in each.languages:
        factor *= w.OTHER_LANGUAGE
    return factor
