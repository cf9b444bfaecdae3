"""What is asked of services beside words, in front of the desk: each row by one letter, Esc takes it over."""

from dataclasses import replace
from typing import get_args

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.service import ProviderKind
from advisor_tui.catalogue.words import provider_words
from advisor_tui.language import _
from advisor_tui.screens.front import Front
from advisor_tui.search.asked import SPOKEN, Asked, spoken_words
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.line_field import LineField
from advisor_tui.widgets.row import WayOn

LABELS = 12
"""Columns of the labels in the box."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"

NOW, FREE = "now", "free"


def by_letter(words: dict[str, str]) -> list[Chip]:
    """Return chips for ids and their words, each by the first letter of its words that is still free."""
    chips: list[Chip] = []
    taken: set[str] = set()
    for option, text in words.items():
        letter = next(each for each in (*text.casefold(), *LETTERS) if each in LETTERS and each not in taken)
        taken.add(letter)
        chips.append(Chip(letter, option, text))
    return chips


class FilterBox(Front[Asked]):
    """Area, opening, price, language and provider. The same letter again takes a choice back."""

    AUTO_FOCUS = "Chips"

    def __init__(self, asked: Asked, areas: Areas) -> None:
        super().__init__()
        self._asked = asked
        self._areas = areas
        providers = {kind: provider_words(kind) for kind in get_args(ProviderKind)}
        self.opening = Chips(_("Open"), by_letter({NOW: _("open now")}), label_width=LABELS)
        self.price = Chips(_("Price"), by_letter({FREE: _("free of charge")}), label_width=LABELS)
        self.spoken = Chips(_("Language"), by_letter({code: spoken_words(code) for code in SPOKEN}), label_width=LABELS)
        self.provider = Chips(_("Provider"), by_letter(providers), label_width=LABELS)
        self.area = LineField(_("Area"), _("municipality or county; empty: the caller's own"), label_width=LABELS)

    def body(self) -> ComposeResult:
        """Compose the rows."""
        yield Static(Content.styled(_("Limit the search"), "bold $fill"), classes="title", markup=False)
        yield self.opening
        yield self.price
        yield self.spoken
        yield self.provider
        yield self.area

    def on_mount(self) -> None:
        """Show what is asked for now, and the keys."""
        county = next((each.name.fi for each in self._areas.county if each.code == self._asked.county), "")
        self.area.line.put(self._asked.municipality or county)
        self._show()
        self.hints(
            Hint(_("letter"), _("choose")), Hint("↑↓", _("row")), Hint("Del", _("empty")), Hint("Esc", _("search"))
        )

    def _show(self) -> None:
        asked = self._asked
        self.opening.set_state((NOW,) if asked.open_now else ())
        self.price.set_state((FREE,) if asked.free else ())
        self.spoken.set_state((asked.spoken,) if asked.spoken else ())
        self.provider.set_state((asked.provider,) if asked.provider else ())

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Ask for what was chosen, or no more."""
        event.stop()
        option = "" if event.option in event.chips.chosen else event.option
        asked = self._asked
        if event.chips is self.opening:
            self._asked = replace(asked, open_now=bool(option))
        elif event.chips is self.price:
            self._asked = replace(asked, free=bool(option))
        elif event.chips is self.spoken:
            self._asked = replace(asked, spoken=option)
        else:
            self._asked = replace(
                asked, provider=next((kind for kind in get_args(ProviderKind) if kind == option), None)
            )
        self._show()

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Take the area that is meant."""
        event.stop()
        self._take_area()

    def _take_area(self) -> None:
        typed = self.area.line.value.strip()
        place = self._areas.complete(typed)
        county = None if place else self._areas.county_meant(typed)
        if not place and not county:
            place = self._areas.recognise(typed)
        unknown = bool(typed) and county is None and place is None
        self.area.tell(_("unknown") if unknown else "", style="$danger")
        if typed and not unknown:
            self.area.line.put(county.name.fi if county else place.name if place else "")
        self._asked = replace(
            self._asked, municipality=place.name if place else "", county=county.code if county else ""
        )

    def on_way_on(self, event: WayOn) -> None:
        """Go to another row; after the last one the search begins."""
        event.stop()
        if self.leads_out(event, (self.opening, self.price, self.spoken, self.provider, self.area)):
            self._close()

    async def on_key(self, event: events.Key) -> None:
        """Close with what is asked for: nothing that was chosen is lost by going back."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self._close()

    def _close(self) -> None:
        self._take_area()
        self.answer(self._asked)
