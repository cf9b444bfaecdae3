"""The kinds of service an advice line guides to, as data/service_types.toml holds them."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from advisor_tui.catalogue.service import Rung, Service
from advisor_tui.language import Words


class NamedArea(Struct, frozen=True, forbid_unknown_fields=True):
    """An area of life, into which kinds of service are sorted."""

    id: str
    name: Words


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of service (``ateria``), the rung of the ladder on which it usually stands, and its area of life."""

    id: str
    rung: Rung
    name: Words
    life_area: str = ""


class Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    """All kinds, and when and from where the list was taken."""

    as_of: date
    source: str
    type: tuple[Kind, ...]
    life_area: tuple[NamedArea, ...] = ()

    def life_area_of(self, service: Service) -> str:
        """Return the id of a service's area of life: its own, or else that of its kind; empty where neither has one."""
        kind = self.by_id().get(service.type)
        return service.life_area or (kind.life_area if kind else "")

    def life_area_name(self, service: Service, code: str) -> str:
        """Return what a service's area of life is called in a language."""
        its = self.life_area_of(service)
        return next((each.name.pick(code) for each in self.life_area if each.id == its), its)

    def by_id(self) -> dict[str, Kind]:
        """Return the kinds by their id."""
        return {kind.id: kind for kind in self.type}


def load(path: Path) -> Kinds:
    """Read the kinds. Raises :class:`~advisor_tui.errors.AdvisorError` when it cannot."""
    from advisor_tui import tomlfile  # noqa: PLC0415 - who searches what has been read pays nothing for reading

    return tomlfile.convert(tomlfile.read(path), Kinds)
