"""Who is asking, and what is asked for: what is known of the caller moves services and hides those for others.

Services are looked at class by class: those with the same areas, ages, languages, state, provider and charge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.service import Charge, ProviderKind, Service, Status
from advisor_tui.search import weights as w

HiddenBy = Literal["", "place", "age", "language", "cost", "provider", "closed"]
"""Why a service is hidden: for another place or age than the caller's, or not what was asked for."""


@dataclass(frozen=True)
class Filters:
    """What is known of the person concerned, and what is asked for. Empty means unknown, which shuts nothing out.

    Facts (``municipality``, ``age``, ``language``) rank; with ``strict`` what is for another place or age is hidden.
    What is asked for always hides: services of a ``county`` (its code), in a language (``spoken``), ``free`` ones,
    of a kind of ``provider``, open at a moment (``open_at``, in the zone of the wall).
    """

    municipality: str = ""
    age: int | None = None
    language: str = ""
    strict: bool = False
    county: str = ""
    spoken: str = ""
    free: bool = False
    provider: ProviderKind | None = None
    open_at: datetime | None = None


NOBODY = Filters()
"""A caller of whom nothing is known."""


class ServiceClass(Struct, frozen=True, array_like=True):
    """What services have in common as far as it matters who asks: there are far fewer classes than services."""

    areas: tuple[str, ...]
    minimum_age: int | None
    maximum_age: int | None
    languages: tuple[str, ...]
    status: Status
    provider_kind: ProviderKind
    charge: Charge


def class_of(service: Service) -> ServiceClass:
    """Return the class of a service."""
    return ServiceClass(
        service.service_areas,
        service.minimum_age,
        service.maximum_age,
        service.languages,
        service.status,
        service.provider_kind,
        service.charge,
    )


@dataclass(frozen=True)
class Who:
    """What a caller's facts make of each class: a factor, whether it is for somebody else, and why it is hidden.

    ``shown`` and ``hidden`` hold the factors of those that are, in the form that rows take.
    """

    factors: list[float]
    outside: list[bool]
    hidden_by: list[HiddenBy]
    shown: Any
    hidden: Any

    @property
    def hides(self) -> bool:
        """Whether any class is hidden."""
        return any(self.hidden_by)


class Callers:
    """What callers' facts make of the classes of services."""

    def __init__(
        self, classes: Sequence[ServiceClass], areas: Areas | None, table: Callable[[list[float]], Any]
    ) -> None:
        self._classes = classes
        self._areas = areas
        self._table = table
        self._known: dict[Filters, Who] = {}

    def who(self, filters: Filters) -> Who:
        """Return what a caller's facts make of each class."""
        if filters not in self._known:
            if len(self._known) >= w.CALLERS:
                self._known.clear()
            others = [self._for_others(each, filters) for each in self._classes]
            factors = [_factor(each, filters, bool(other)) for each, other in zip(self._classes, others, strict=True)]
            hidden = [self._hidden_by(each, other, filters) for each, other in zip(self._classes, others, strict=True)]
            pairs = list(zip(factors, hidden, strict=True))
            self._known[filters] = Who(
                factors,
                [bool(other) for other in others],
                hidden,
                shown=self._table([0.0 if why else factor for factor, why in pairs]),
                hidden=self._table([factor if why else 0.0 for factor, why in pairs]),
            )
        return self._known[filters]

    def _for_others(self, each: ServiceClass, filters: Filters) -> HiddenBy:
        """Return why a class is meant for others than the caller, if it is."""
        if self._areas is not None and not self._areas.covers(each.areas, filters.municipality):
            return "place"
        age = filters.age
        too_young = age is not None and each.minimum_age is not None and age < each.minimum_age
        too_old = age is not None and each.maximum_age is not None and age > each.maximum_age
        return "age" if too_young or too_old else ""

    def _hidden_by(self, each: ServiceClass, other: HiddenBy, filters: Filters) -> HiddenBy:
        if filters.county and self._areas is not None and not self._areas.reaches(each.areas, filters.county):
            return "place"
        if filters.spoken and filters.spoken not in each.languages:
            return "language"
        if filters.free and each.charge != "free":
            return "cost"
        if filters.provider and filters.provider != each.provider_kind:
            return "provider"
        return other if filters.strict else ""


def _factor(each: ServiceClass, filters: Filters, outside: bool) -> float:
    factor = w.STATUS_FACTOR[each.status] * (w.OUTSIDE if outside else 1.0)
    if filters.language and filters.language not in each.languages:
        factor *= w.OTHER_LANGUAGE
    return factor
