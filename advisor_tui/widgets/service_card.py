"""The card of one service: what it is, for whom, how to get it, whom to call and until when."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from advisor_tui.catalogue.contact import Phone
from advisor_tui.catalogue.opening import opening, told
from advisor_tui.catalogue.service import NATIONAL, Catalogue, Service
from advisor_tui.catalogue.words import rung_words
from advisor_tui.language import _, current, full_day
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.paragraphs import BLANK, Paragraphs, Part, plain, said

LABELS = 11
"""Columns of the card's labels."""


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


def card(
    service: Service, catalogue: Catalogue, moment: datetime, *, language: str, stale_after_days: int
) -> Iterator[Part]:
    """Yield the parts of a card. ``moment`` is now on the wall; ``language`` is that of the caller."""
    yield Part(plain(service.names.pick(current()), "bold $fill"))
    if service.sample:
        yield Part(plain(_("SAMPLE: not a real service"), "bold $danger"))
    if service.status != "active":
        yield Part(
            plain(
                _("Closed for the time being") if service.status == "temporarily closed" else _("No longer offered"),
                "bold $danger",
            )
        )
    if service.alert:
        yield Part(plain(f"! {service.alert}", "$danger"))
    yield Part(plain(service.summaries.pick(current())))
    yield BLANK
    yield from _phones(service, moment)
    if service.say_aloud:
        yield BLANK
        yield Part(said(service.spoken.pick(language)))
        yield BLANK
    yield from _labelled(
        (_("Price"), service.fees_description),
        (_("For whom"), service.eligibility_description),
        (_("Age"), _ages(service)),
        (_("How"), service.application_process),
    )
    for number, lighter in enumerate(catalogue.lighter_than(service)):
        yield Part(plain(lighter.names.pick(current())), _("Lighter") if number == 0 else " ")
    yield from _labelled(
        (_("Where"), ", ".join(_("whole country") if area == NATIONAL else area for area in service.service_areas)),
        (_("Languages"), ", ".join(service.languages)),
        (_("Web"), service.url),
        (_("E-mail"), ", ".join(service.emails)),
        (_("By"), f"{service.organization} {glyphs().dot} {rung_words(service)}"),
    )
    yield from _assured(service, moment.date(), stale_after_days)


def _labelled(*pairs: tuple[str, str]) -> Iterator[Part]:
    yield from (Part(plain(text), label) for label, text in pairs if text)


def _phones(service: Service, moment: datetime) -> Iterator[Part]:
    if not service.phones:
        yield Part(plain(_("no number known"), "$label"), _("Phone"))
    for number, phone in enumerate(service.phones):
        yield Part(_phone(phone, moment), _("Phone") if number == 0 else " ")
    if service.schedules:
        state = opening(service.schedules, moment)
        yield Part(plain(told(state, moment), "$good" if state.open else "$label"), _("Open"))


def _phone(phone: Phone, moment: datetime) -> Content:
    state = opening(phone.schedules, moment)
    pieces = [Content.styled(phone.number, "bold $fill")]
    if phone.schedules:
        pieces.append(Content.styled(told(state, moment), "$good" if state.open else "$label"))
    pieces += [Content.styled(text, "$label") for text in (phone.description, phone.charge) if text]
    return Content("  ").join(pieces)


def _ages(service: Service) -> str:
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None:
        return _("{low} to {high} years").format(low=low, high=high)
    if low is not None:
        return _("{low} years or over").format(low=low)
    return _("up to {high} years").format(high=high) if high is not None else ""


def _assured(service: Service, today: date, stale_after_days: int) -> Iterator[Part]:
    stale = today - service.assured_date > timedelta(days=stale_after_days)
    day = full_day(service.assured_date)
    if stale:
        yield Part(plain(_("Old: last assured {day}. Check before promising anything.").format(day=day), "$danger"))
    else:
        yield Part(plain(_("Assured {day}").format(day=day), "$label"))
    yield Part(plain(_("Source: {source}").format(source=service.source), "$label"))
