"""What can be asked of a directory: the services of one municipality or county, whole or as far as they changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from advisor_tui.catalogue.areas import Areas, County
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.text import fold

Phase = Literal["lists", "changes", "services", "channels", "general descriptions", "organizations"]
"""What is being fetched: which services there are, what changed, and the four kinds of objects."""


@dataclass(frozen=True)
class Wanted:
    """A question: the services that the people of an area can use.

    ``municipalities`` are the codes of the area's municipalities; ``county`` is the code of the county where one is
    meant, else empty; ``name`` is the area's Finnish name. ``nationwide`` takes in what serves the whole country.
    ``since`` asks only for what changed after that moment; ``known`` then tells what the edition before holds: the
    ids of its services, each with the id of its organization. That is quicker and sees less: not which channels were
    connected with services or taken from them (:mod:`.ptv`), so that everything has to be asked for now and then.
    """

    name: str
    municipalities: tuple[str, ...]
    county: str = ""
    nationwide: bool = True
    since: datetime | None = None
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """How far it is: the phase, and how much of it is done of how much (None: not known yet).

    Areas are counted in the phase of lists, objects in the others. ``waiting`` is the number of seconds for which the
    server asked to be left alone; 0 while something comes.
    """

    phase: Phase
    done: int = 0
    total: int | None = None
    waiting: float = 0.0

    @property
    def title(self) -> str:
        """The phase in the reader's language."""
        return {
            "lists": _("Which services there are"),
            "changes": _("What has changed"),
            "services": _("Services"),
            "channels": _("Phones, places and pages"),
            "general descriptions": _("General descriptions"),
            "organizations": _("Organizations"),
        }[self.phase]


class Teller:
    """Tells of the progress and remembers it, so that a wait can be told in the midst of a phase."""

    def __init__(self, report: Callable[[Progress], None]) -> None:
        self._report = report
        self._last = Progress("lists")

    def tell(self, phase: Phase, done: int, total: int | None = None) -> None:
        """Tell how far a phase is."""
        self._last = Progress(phase, done, total)
        self._report(self._last)

    def waiting(self, seconds: float) -> None:
        """Tell that the server asked to be left alone for some time."""
        self._report(replace(self._last, waiting=seconds))


def wanted(
    areas: Areas,
    typed: str,
    *,
    nationwide: bool = True,
    since: datetime | None = None,
    known: Mapping[str, str] | None = None,
) -> Wanted:
    """Return the question for an area, by the code or a name of a municipality or county.

    Raises :class:`AdvisorError` where there is no such area, or where it is invented for the samples.
    """
    for county in areas.county:
        for code, names in _named(county):
            if typed.strip() == code or fold(typed.strip()) in names:
                _refuse_sample(county, typed)
                whole = code == county.code
                codes = tuple(each.code for each in county.municipalities) if whole else (code,)
                name = county.name.fi if whole else next(each.fi for each in county.municipalities if each.code == code)
                return Wanted(name, codes, county.code if whole else "", nationwide, since, known or {})
    raise AdvisorError(
        _("There is no municipality or county “{name}”.").format(name=shown(typed)),
        remedy=_("Give the code or the name of one, such as 837, Tampere or 08."),
    )


def _named(county: County) -> Iterator[tuple[str, set[str]]]:
    """Yield the codes of a county and its municipalities, each with its names, folded."""
    yield county.code, {fold(name) for name in (county.name.fi, county.name.sv, county.name.en) if name}
    for each in county.municipalities:
        yield each.code, {fold(name) for name in (each.fi, each.sv) if name}


def _refuse_sample(county: County, typed: str) -> None:
    if county.sample:
        raise AdvisorError(
            _("“{name}” is invented for the samples.").format(name=shown(typed)),
            remedy=_("Give the code or the name of a real area."),
        )
