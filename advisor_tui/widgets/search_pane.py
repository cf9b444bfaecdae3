"""The catalogue beside the script: search, hits, what was done about a service, and its card."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from advisor_tui import clock
from advisor_tui.catalogue.service import Service
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.language import _, current
from advisor_tui.listening.topics import Suggestion
from advisor_tui.search.asked import ANYTHING, Asked
from advisor_tui.search.callers import Filters
from advisor_tui.search.engine import Search
from advisor_tui.search.hits import Hit
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.hit_row import Found, FoundByWords, Suggested
from advisor_tui.widgets.line_field import Line
from advisor_tui.widgets.paragraphs import Part, plain
from advisor_tui.widgets.row import WayOn
from advisor_tui.widgets.search_line import SearchLine
from advisor_tui.widgets.search_words import SHOWN, found_words, limit_words, nothing_found
from advisor_tui.widgets.service_card import Around, ServiceCard, card

UNMET = "unmet"
"""The choice of the attach row that leads to an unmet need."""


class SearchPane(Vertical):
    """Search and card. The attach row always has its place, so that nothing jumps."""

    DEFAULT_CSS = """
    SearchPane { width: 1fr; height: 1fr; }
    SearchPane #search-row { height: 1; border-left: blank; padding: 0 1 0 0; }
    SearchPane #search-row:focus-within { border-left: outer $key; background: $lifted; }
    SearchPane #search-label { width: 8; color: $label; }
    SearchPane SearchLine { width: 1fr; height: 1; color: $fill; background: transparent; }
    SearchPane SearchLine:focus { background-tint: transparent; }
    SearchPane #count { width: auto; color: $label; padding: 0 0 0 1; }
    SearchPane #limits { height: 1; padding: 0 1; color: $label; }
    SearchPane #hits { height: 8; border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1; }
    SearchPane #hits > .option-list--option { padding: 0 1; }
    SearchPane #hits > .option-list--option-highlighted { background: $band; color: $fill; text-style: none; }
    SearchPane #attach { margin: 0 0 1 0; min-height: 2; }
    .-low SearchPane #hits { height: 5; }
    .-high SearchPane #hits { height: 12; }
    """

    @dataclass
    class Attached(Message):
        """A service is attached with what was done."""

        service: Service
        status: str

    @dataclass
    class SuggestionRefused(Message):
        """A suggested service is not wanted."""

        service: Service

    @dataclass
    class UnmetAsked(Message):
        """The advisor wants to note that this need is not met."""

        need: str
        service_type: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self._search: Search | None = None
        self._talk: Conversation | None = None
        self._found: list[Found] = []
        self._hidden: list[Hit] = []
        self._suggested: tuple[Suggestion, ...] = ()
        self.asked = ANYTHING
        self.shows_hidden = False
        self.around = Around()
        self.line = SearchLine(_("in the caller's words"))
        self.line.id = "search-line"
        self.hits = OptionList(id="hits", markup=False)
        self.hits.can_focus = False
        self.attach = Chips(id="attach")
        self.attach.can_focus = False
        self.limits = Static(id="limits", markup=False)
        self.card = ServiceCard(id="service-card")

    def compose(self) -> ComposeResult:
        """Put the search above the hits, and the card below."""
        with Horizontal(id="search-row"):
            yield Static(Content(_("Search")), id="search-label", markup=False)
            yield self.line
            yield Static(id="count", markup=False)
        yield self.limits
        yield self.hits
        yield self.attach
        yield self.card

    def on_mount(self) -> None:
        """Search as soon as something is typed."""
        self.line.on_text = lambda _text: self.search_again()

    # ------------------------------------------------------------ what it shows

    def begin(self, talk: Conversation, search: Search) -> None:
        """Start anew for a call: nothing is asked for beside words."""
        self._talk, self._search = talk, search
        self.asked, self.shows_hidden = ANYTHING, False
        self.line.put("")
        self.search_again()

    def limit(self, asked: Asked) -> None:
        """Ask for something beside words."""
        self.asked = asked
        self.search_again()

    def show_hidden(self) -> bool:
        """Show what facts and filters hide, or hide it again; return whether it is shown now."""
        self.shows_hidden = not self.shows_hidden
        self.search_again()
        return self.shows_hidden

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.line.value

    @property
    def service(self) -> Service | None:
        """The service under the cursor."""
        number = self.hits.highlighted
        return self._found[number].service if number is not None and number < len(self._found) else None

    def search_again(self) -> None:
        """Search for what is typed now, with what is known of the caller now."""
        if self._search is None or self._talk is None:
            return
        self.line.meant = ""
        answer = self._search.search(self.line.value, self._filters(self._talk.call), SHOWN)
        self._hidden = answer.hidden
        shown = [*answer.hits, *(answer.hidden if self.shows_hidden else ())]
        self._found = [FoundByWords(hit) for hit in shown]
        if not self.line.value.strip():
            self._found = [Suggested(each) for each in self._suggested]
        self.line.suggesting = bool(self._suggested)
        self._fill()
        self._count()
        self._end_attaching()

    def _filters(self, call: Call) -> Filters:
        return self.asked.filters(
            clock.local_now(), municipality=call.municipality, age=call.age, language=call.answer("language")
        )

    def suggest(self, services: Sequence[Suggestion]) -> None:
        """Suggest services while no words are written; what the advisor is about to attach stays."""
        if tuple(services) == self._suggested:
            return
        self._suggested = tuple(services)
        self.line.suggesting = bool(services)
        if self._talk is not None and not self.line.value.strip() and not self.attach.can_focus:
            chosen = self.service
            self.search_again()
            ids = [each.service.id for each in self._found]
            if chosen and chosen.id in ids:
                self.hits.highlighted = ids.index(chosen.id)

    def _fill(self) -> None:
        self.hits.clear_options()
        self.hits.add_options(Option(self._row(each)) for each in self._found)
        self.hits.highlighted = 0 if self._found else None
        if not self._found:
            self._show_nothing()

    def _count(self) -> None:
        if self._talk is None:
            return
        count = found_words(len(self._found), len(self._talk.known.catalogue), searched=bool(self.words.strip()))
        place = self.asked.municipality or self._talk.call.municipality
        self.query_one("#count", Static).update(Content(f"{count} {glyphs().dot} {place}" if place else count))
        limits = self.asked.words(self._talk.known.areas)
        self.limits.update(limit_words(limits, self._hidden, shown=self.shows_hidden))

    def _row(self, found: Found) -> Content:
        attached = self._talk is not None and self._talk.call.referral(found.service.id) is not None
        return found.row(self.hits.scrollable_content_region.width, attached=attached)

    def _show_nothing(self) -> None:
        self.line.meant = self._search.nearest(self.line.value) if self._search and not self._hidden else ""
        self.card.show(iter(nothing_found(self.line.value, self.line.meant, self._hidden)))

    def on_resize(self) -> None:
        """Draw the rows to the new width."""
        number = self.hits.highlighted
        self.hits.clear_options()
        self.hits.add_options(Option(self._row(each)) for each in self._found)
        self.hits.highlighted = number

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the card of the hit under the cursor."""
        event.stop()
        if event.option_index >= len(self._found) or self._talk is None:
            return
        self._show_card(self._talk, self._found[event.option_index])

    def show_card_again(self) -> None:
        """Draw the card anew: something has been noted of its service."""
        number = self.hits.highlighted
        if self._talk is not None and number is not None and number < len(self._found):
            self._show_card(self._talk, self._found[number])

    def _show_card(self, talk: Conversation, found: Found) -> None:
        parts = card(
            found.service,
            talk.known.catalogue,
            clock.local_now(),
            language=talk.call.caller_language,
            around=replace(self.around, municipality=talk.call.municipality),
        )
        outside = [Part(plain(_("For another place or age than the caller's."), "$danger"))] if found.outside else []
        self.card.show(iter([*outside, *parts, Part(found.why())]))

    # ------------------------------------------------------------ what is done about a service

    def on_search_line_moved(self, event: SearchLine.Moved) -> None:
        """Move the cursor, or the card."""
        event.stop()
        if event.pages:
            self.card.scroll_relative(y=event.pages * max(1, self.card.size.height - 2), animate=False)
        elif self._found:
            self.hits.highlighted = ((self.hits.highlighted or 0) + event.step) % len(self._found)
            if self._talk and self.service:
                self._talk.call.log("service_shown", self.service.id)

    def on_search_line_refused(self, event: SearchLine.Refused) -> None:
        """Hand on that a suggestion is not wanted."""
        event.stop()
        if self.service:
            self.post_message(self.SuggestionRefused(self.service))

    def on_input_submitted(self, event: Line.Submitted) -> None:
        """Ask what is done about the service, or note that none was found."""
        event.stop()
        service = self.service
        if service is None:
            if self.line.value.strip():
                self.post_message(self.UnmetAsked(self.line.value, ""))
            return
        self._ask_status()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask what is done about a clicked service."""
        event.stop()
        self._ask_status()

    def _ask_status(self) -> None:
        if self._talk is None:
            return
        code = current()
        script = self._talk.known.script
        chips = [Chip(each.key, each.id, each.label.pick(code)) for each in script.referral_status]
        taken = {chip.key for chip in chips}
        free = next(letter for letter in "ntuxyz" if letter not in taken)
        self.attach.set_options([*chips, Chip(free, UNMET, _("not available"))])
        service = self.service
        before = self._talk.call.referral(service.id) if service else None
        self.attach.set_state((before.status,) if before else (), "" if before else chips[0].id)
        self.attach.can_focus = True
        self.screen.set_focus(self.attach)

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Attach the service, or lead on to the unmet need."""
        event.stop()
        service = self.service
        if service is not None and event.option == UNMET:
            self.post_message(self.UnmetAsked(self.line.value or service.name, service.type))
        elif service is not None and event.option:
            self.post_message(self.Attached(service, event.option))
        self._end_attaching()

    def on_way_on(self, event: WayOn) -> None:
        """Come back to the search words from the attach row, whatever was done there."""
        if event.row is self.attach:
            event.stop()
            self._end_attaching()

    def on_key(self, event: events.Key) -> None:
        """Leave the attach row without attaching anything."""
        if event.key == "escape" and self.attach.has_focus:
            event.stop()
            event.prevent_default()
            self._end_attaching()

    def _end_attaching(self) -> None:
        had_focus = self.attach.has_focus
        self.attach.set_options(())
        self.attach.can_focus = False
        if had_focus:
            self.screen.set_focus(self.line)
            self.line.select_all()

    def show_corrected(self) -> None:
        """Draw the row and the card of a service anew that has been corrected, where the list stands."""
        number = self.hits.highlighted
        self.search_again()
        if number is not None and number < len(self._found):
            self.hits.highlighted = number

    def mark_attached(self) -> None:
        """Draw the marks of attached services anew."""
        self.on_resize()
