"""``advisor search``: the search of the desk, for a terminal that reads lines, and for other programs."""

from dataclasses import dataclass
from pathlib import Path

from advisor_tui import clock, reference, stock
from advisor_tui.catalogue import areas
from advisor_tui.catalogue.opening import opening, told
from advisor_tui.catalogue.service import Catalogue, ProviderKind
from advisor_tui.catalogue.words import rung_words
from advisor_tui.cli.output import say, say_json, say_table, tell, tell_faults
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _, current
from advisor_tui.paths import places
from advisor_tui.search.asked import Asked, hidden_reasons, hidden_words
from advisor_tui.search.callers import Filters
from advisor_tui.search.hits import Hit
from advisor_tui.search.why import why
from advisor_tui.settings import Settings


@dataclass(frozen=True)
class AskedFor:
    """What the command line asks for beside words; empty asks for nothing."""

    municipality: str = ""
    county: str = ""
    age: int | None = None
    language: str = ""
    free: bool = False
    provider: ProviderKind | None = None
    open_now: bool = False

    def filters(self) -> Filters:
        """Return the filters. Raises :class:`AdvisorError` for a place that does not exist."""
        known = areas.load(reference.data_file("areas.toml")) if self.municipality or self.county else None
        place = known.recognise(self.municipality) if known else None
        county = known.county_meant(self.county) if known else None
        remedy = _("Write it as it is called there.")
        if self.municipality and place is None:
            what = _("“{name}” is not a municipality in Finland.").format(name=shown(self.municipality))
            raise AdvisorError(what, remedy=remedy)
        if self.county and county is None:
            what = _("“{name}” is not a wellbeing services county.").format(name=shown(self.county))
            raise AdvisorError(what, remedy=remedy)
        asked = Asked("", county.code if county else "", self.language, self.free, self.provider, self.open_now)
        return asked.filters(
            clock.local_now(), municipality=place.name if place else "", age=self.age, language=self.language
        )


def search(
    settings: Settings,
    query: str,
    paths: tuple[Path, ...],
    asked: AskedFor,
    *,
    limit: int,
    as_json: bool,
    explained: bool = False,
    hidden: bool = False,
) -> None:
    """Print the services that answer a query, best first.

    ``explained`` prints what their scores are made of, ``hidden`` also the services that the limits hide.
    """
    filters = asked.filters()
    catalogue = _services(settings, paths)
    engine = reference.make_search(catalogue, settings=settings, cache=places().cache)
    found = engine.search(query, filters, limit)
    hits = [*found.hits, *(found.hidden if hidden else ())]
    if as_json:
        say_json([_as_data(hit) for hit in hits])
    elif hits and explained:
        headings = (_("Service"), _("Score"), _("Words"), _("Phrase"), _("Whole name"), _("Caller"), _("Found by"))
        say_table(headings, [_explained(hit) for hit in hits])
    elif hits:
        say_table((_("Service"), _("Provider"), _("Phone"), _("Now"), _("Found by")), [_row(hit) for hit in hits])
    else:
        say(_("Nothing was found. Try another word, or the beginning of one."))
        nearest = engine.nearest(query)
        if nearest and not found.hidden:
            say(_("Did you mean: {words}?").format(words=nearest))
    if found.hidden and not hidden:
        tell(_("Hidden: {why}; --hidden shows them.").format(why=hidden_reasons(found.hidden)))


def _services(settings: Settings, paths: tuple[Path, ...]) -> Catalogue:
    """Return the services of the paths, or of this desk; what could not be read is told."""
    if not paths:
        found = stock.load(settings)
        for notice in found.notices:
            tell(notice)
        return found.whole.catalogue
    catalogue, faults = stock.read_files(paths)
    if faults:
        tell_faults(faults)
        if not catalogue:
            raise AdvisorError(_("Nothing in the catalogue can be used."), remedy=_("Mend the faults above."))
        tell(_("The entries named above are left out."))
    return catalogue


def _row(hit: Hit) -> tuple[str, ...]:
    service, moment = hit.service, clock.local_now()
    phone = service.phones[0].number if service.phones else ""
    now = hidden_words(hit.hidden_by) or told(opening(service.hours, moment), moment)
    return (service.names.pick(current()), rung_words(service), phone, now, why(hit))


def _explained(hit: Hit) -> tuple[str, ...]:
    parts = (hit.score, hit.parts.words, hit.parts.phrase, hit.parts.name)
    caller = f"× {hit.parts.caller:.2f}"
    return (hit.service.names.pick(current()), *(f"{part:.3f}" for part in parts), caller, why(hit))


def _as_data(hit: Hit) -> dict[str, object]:
    service = hit.service
    return {
        "id": service.id,
        "type": service.type,
        "name": service.name,
        "score": round(hit.score, 4),
        "why": why(hit),
        "spans": hit.reason.spans,
        "parts": {
            name: round(getattr(hit.parts, name), 4) for name in ("words", "phrase", "name", "caller", "learned")
        },
        "rung": service.rung,
        "provider_kind": service.provider_kind,
        "organization": service.organization,
        "phones": [phone.number for phone in service.phones],
        "outside": hit.outside,
        "hidden_by": hit.hidden_by,
        "sample": service.sample,
    }
