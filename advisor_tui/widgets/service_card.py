"""The card of one service: what it is, for whom, how to get it, whom to call and until when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from advisor_tui.catalogue.contact import LinkKind, Location, Phone
from advisor_tui.catalogue.distance import about, kilometres
from advisor_tui.catalogue.edition import Centre
from advisor_tui.catalogue.kinds import Kinds
from advisor_tui.catalogue.opening import opening
from advisor_tui.catalogue.opening import told as told_opening
from advisor_tui.catalogue.service import NATIONAL, Catalogue, Service
from advisor_tui.catalogue.words import age_words, charge_words, inferred_words, rung_words
from advisor_tui.language import _, current, full_day, ngettext
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.paragraphs import BLANK, Paragraphs, Part, plain, said

LABELS = 11
"""Columns of the card's labels."""

SHOWN_PLACES = 3
"""Places told on a card, the nearest first: more are read by nobody during a call."""


class ServiceCard(VerticalScroll, can_focus=False):
    """The card; it scrolls when it is longer than its place."""

    DEFAULT_CSS = """
    ServiceCard { width: 1fr; height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self.text = Paragraphs(label_width=LABELS)

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield self.text

    def show(self, parts: Iterator[Part]) -> None:
        """Show a card from its beginning."""
        self.text.set_parts(parts)
        self.scroll_home(animate=False)


@dataclass(frozen=True)
class Around:
    """What a card is shown against.

    How long an assurance holds (days), about where municipalities lie, where the caller is from, sentences about what
    was reported of services, by their ids, and the kinds of service with their areas of life.
    """

    stale_after_days: int = 365
    centres: Mapping[str, Centre] = field(default_factory=dict)
    municipality: str = ""
    reported: Mapping[str, Sequence[str]] = field(default_factory=dict)
    kinds: Kinds | None = None


def card(service: Service, catalogue: Catalogue, moment: datetime, *, language: str, around: Around) -> Iterator[Part]:
    """Yield the parts of a card. ``moment`` is now on the wall; ``language`` is that of the caller."""
    yield from _head(service, around)
    summary = service.summaries.pick(current())
    yield Part(plain(summary))
    yield BLANK
    yield from _phones(service, moment)
    if service.say_aloud:
        yield BLANK
        yield Part(said(service.spoken.pick(language)))
        yield BLANK
    yield from _labelled(
        (_("Price"), _price(service)),
        (_("For whom"), service.worded("eligibility_description").pick(current())),
        (_("Age"), age_words(service.minimum_age, service.maximum_age)),
        (_("How"), service.worded("application_process").pick(current())),
    )
    yield from _places(service, moment, around)
    for number, lighter in enumerate(catalogue.lighter_than(service)):
        yield Part(plain(lighter.names.pick(current())), _("Lighter") if number == 0 else " ")
    yield from _labelled(
        (_("Where"), ", ".join(_("whole country") if area == NATIONAL else area for area in service.service_areas)),
        (_("Languages"), ", ".join(service.languages)),
        (_("Web"), service.url),
    )
    yield from _links(service)
    yield from _labelled(
        (_("E-mail"), ", ".join(service.emails)),
        (_("By"), f"{service.organization} {glyphs().dot} {rung_words(service)}"),
        (_("Life area"), around.kinds.life_area_name(service, current()) if around.kinds else ""),
    )
    description = service.worded("description").pick(current())
    if description != summary:
        yield BLANK
        yield from (Part(plain(line)) for line in description.split("\n"))
    yield from _assured(service, moment.date(), around.stale_after_days)


def _head(service: Service, around: Around) -> Iterator[Part]:
    star = f"{glyphs().done} " if service.favourite else ""
    yield Part(plain(f"{star}{service.names.pick(current())}", "bold $fill"))
    if service.sample:
        yield Part(plain(_("SAMPLE: not a real service"), "bold $danger"))
    if service.status != "active":
        closed = _("Closed for the time being") if service.status == "temporarily closed" else _("No longer offered")
        yield Part(plain(closed, "bold $danger"))
    if service.alert:
        yield Part(plain(f"! {service.alert}", "$danger"))
    yield from (Part(plain(f"! {told}", "$danger")) for told in around.reported.get(service.id, ()))


def _price(service: Service) -> str:
    return service.worded("fees_description").pick(current()) or charge_words(service.charge)


def _places(service: Service, moment: datetime, around: Around) -> Iterator[Part]:
    """Yield the places to go to, the nearest first where it is known how far they are."""
    centre = around.centres.get(around.municipality)
    far = [(kilometres(place, centre) if centre else None, place) for place in service.locations]
    nearest = sorted(far, key=lambda each: (each[0] is None, each[0] or 0.0))
    for number, (distance, place) in enumerate(nearest[:SHOWN_PLACES]):
        yield Part(_place(place, distance, moment, around), _("Place") if number == 0 else " ")
        yield from (Part(_phone(phone, moment), " ") for phone in place.phones)
        if place.accessibility and number == 0:
            yield Part(plain(place.accessibility, "$label"), " ")
    if len(nearest) > SHOWN_PLACES:
        left = len(nearest) - SHOWN_PLACES
        yield Part(plain(ngettext("and {count} more", "and {count} more", left).format(count=left), "$label"), " ")


def _place(place: Location, distance: float | None, moment: datetime, around: Around) -> Content:
    address = ", ".join(filter(None, (place.name, place.address, f"{place.postal_code} {place.city}".strip())))
    pieces = [Content.styled(address, "$foreground")]
    if distance is not None:
        told = _("about {count} km from the middle of {place}")
        pieces.append(Content.styled(told.format(count=about(distance), place=around.municipality), "$label"))
    if place.schedules:
        state = opening(place.schedules, moment)
        pieces.append(Content.styled(told_opening(state, moment), "$good" if state.open else "$label"))
    return Content("  ").join(pieces)


def _links(service: Service) -> Iterator[Part]:
    labels: dict[LinkKind, str] = {"web": _("Web"), "e-service": _("E-service"), "form": _("Form")}
    for link in service.links:
        if link.url != service.url:
            yield Part(plain(f"{link.name} {link.url}".strip()), labels[link.kind])


def _labelled(*pairs: tuple[str, str]) -> Iterator[Part]:
    yield from (Part(plain(text), label) for label, text in pairs if text)


def _phones(service: Service, moment: datetime) -> Iterator[Part]:
    if not service.phones:
        yield Part(plain(_("no number known"), "$label"), _("Phone"))
    for number, phone in enumerate(service.phones):
        yield Part(_phone(phone, moment), _("Phone") if number == 0 else " ")
    if service.schedules:
        state = opening(service.schedules, moment)
        yield Part(plain(told_opening(state, moment), "$good" if state.open else "$label"), _("Open"))


def _phone(phone: Phone, moment: datetime) -> Content:
    state = opening(phone.schedules, moment)
    pieces = [Content.styled(phone.number, "bold $fill")]
    if phone.schedules:
        pieces.append(Content.styled(told_opening(state, moment), "$good" if state.open else "$label"))
    pieces += [Content.styled(text, "$label") for text in (phone.description, phone.charge) if text]
    return Content("  ").join(pieces)


def _assured(service: Service, today: date, stale_after_days: int) -> Iterator[Part]:
    stale = today - service.assured_date > timedelta(days=stale_after_days)
    day = full_day(service.assured_date)
    if stale:
        yield Part(plain(_("Old: last assured {day}. Check before promising anything.").format(day=day), "$danger"))
    else:
        yield Part(plain(_("Assured {day}").format(day=day), "$label"))
    yield Part(plain(_source(service), "$label"))
    if service.inferred:
        words = inferred_words(service.inferred)
        yield Part(plain(_("Inferred, not told by the source: {what}").format(what=", ".join(words)), "$label"))


def _source(service: Service) -> str:
    told = _("Source: {source}").format(source=service.source)
    if service.last_modified:
        changed = _("changed there {day}").format(day=full_day(service.last_modified))
        told = f"{told} {glyphs().dot} {changed}"
    return told
