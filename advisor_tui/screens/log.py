"""The log: all finished calls, newest first, found by any word or day, opened, corrected, gone on with."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from advisor_tui import clock
from advisor_tui.command import Command, Situation
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance import past_days
from advisor_tui.language import _, current, ngettext
from advisor_tui.records import log
from advisor_tui.records.log import Wanted
from advisor_tui.records.summaries import Summary
from advisor_tui.screens.base import WIDE, AdvisorScreen, bindings
from advisor_tui.screens.log_words import card_parts, limit_words, row
from advisor_tui.widgets.log_list import LogList
from advisor_tui.widgets.log_sides import LogCard, LogLine
from advisor_tui.widgets.paragraphs import Part, plain

if TYPE_CHECKING:
    from advisor_tui.office import Office

TYPING_SECONDS = 0.15
"""How long further keys are waited for before the database is asked: about the pause between two of them."""

READING_SECONDS = 0.3
"""How long the cursor rests on a call before its card is read: passing over a record is not opening it."""

HINTED = ("urgent", "new_call", "limit_log", "continue_call", "hand_off", "menu")
"""What the key line offers, the most needed first."""

TICK_SECONDS = 2.0
"""How often it is told how far older calls have been made ready for the search."""


class LogScreen(AdvisorScreen):
    """The log. Keys never wait for the disk: what is read is shown when it comes, and dropped when it is too late."""

    PLACE = "log"
    BINDINGS: ClassVar[list[BindingType]] = bindings("log")
    CSS_PATH = "log.tcss"
    AUTO_FOCUS = "LogLine"

    def __init__(self, office: "Office") -> None:
        super().__init__()
        self._office = office
        self._limits = Wanted()
        self._entries: list[Summary] = []
        self._whole = False
        self._noted: set[str] = set()
        self._unsought = office.unsought
        self.line = LogLine(_("a word, a day (3.11., yesterday, a month), or both"))
        self.asked = Static(id="asked", markup=False)
        self.list = LogList(id="log-list")
        self.card = LogCard()

    def body(self) -> ComposeResult:
        """Compose the search above the list, and the card beside it."""
        with Horizontal(id="log-search"):
            yield Static(Content(_("Search")), id="log-label", markup=False)
            yield self.line
        yield self.asked
        with Horizontal(id="log"):
            yield self.list
            yield self.card

    def on_mount(self) -> None:
        """Search as soon as something is typed; bring in older calls should that have ended before all were in."""
        self.line.on_text = lambda _text: self._search_again(wait=TYPING_SECONDS)
        self.list.show((), _("Reading the calls"))
        if self._unsought:
            self._office.catch_up()
        self.set_interval(TICK_SECONDS, self._look_at_older)

    def _look_at_older(self) -> None:
        """Tell how many older calls are not found by words yet; search again once all of them are."""
        before, self._unsought = self._unsought, self._office.unsought
        if before and not self._unsought:
            self._search_again()
        else:
            self._show_state()

    def on_screen_resume(self) -> None:
        """Read the list again: what was opened may have been corrected."""
        self._show_state()
        self.show_hints()
        self._search_again()

    def situation(self) -> Situation:
        """Tell what is going on."""
        return Situation(place="log")

    def hinted(self, commands: list[Command]) -> Iterable[Command]:
        """Return what the key line offers."""
        by_id = {command.id: command for command in commands}
        return [by_id[each] for each in HINTED]

    # ------------------------------------------------------------ what it shows

    @property
    def wanted(self) -> Wanted:
        """What the log is asked for: the line, within the limits."""
        asked = past_days.read(self.line.value, self._office.known.calendar, clock.today(), current())
        return log.narrowed(self._limits, asked.words, asked.first, asked.last)

    def _show_state(self) -> None:
        words = limit_words(self.wanted, self._office.known) or _("All calls, newest first")
        if self._unsought:
            told = ngettext(
                "{count} older call is not found by words yet",
                "{count} older calls are not found by words yet",
                self._unsought,
            )
            words = f"{words}   {told.format(count=self._unsought)}"
        self.asked.update(Content.styled(words, "$label"))
        self.show_place(_("Calls"))

    # ------------------------------------------------------------ reading

    def _search_again(self, *, wait: float = 0.0) -> None:
        self._show_state()
        self._search(wait)

    @work(exclusive=True, group="searching", exit_on_error=False)
    async def _search(self, wait: float) -> None:
        await asyncio.sleep(wait)
        wanted = self.wanted
        limit = self.list.cursor + log.PAGE
        try:
            found = await self._office.ask(lambda store: log.page(store.engine, wanted, limit=limit))
        except AdvisorError as error:
            self.list.show((), self.desk.mishap(error))
            return
        self._entries, self._whole = found, len(found) < limit
        script = self._office.known.script
        self.list.show([row(each, script) for each in found], "" if found else self._nothing(wanted))
        self._read_card(wait=0.0)

    @staticmethod
    def _nothing(wanted: Wanted) -> str:
        if wanted == Wanted():
            return _("No call has been finished yet.")
        return _("No call is found by this. Esc empties the line; F4 changes the limits.")

    def on_log_list_near_end(self, event: LogList.NearEnd) -> None:
        """Read the next page before the cursor is at its end."""
        event.stop()
        if not self._whole and self._entries:
            self._read_on()

    @work(exclusive=True, group="reading on", exit_on_error=False)
    async def _read_on(self) -> None:
        wanted, last = self.wanted, self._entries[-1]
        found = await self._office.ask(lambda store: log.page(store.engine, wanted, last.place))
        if self._entries and self._entries[-1] is last:  # else the list is another one by now
            self._entries += found
            self._whole = len(found) < log.PAGE
            self.list.add([row(each, self._office.known.script) for each in found])

    # ------------------------------------------------------------ the card

    @property
    def _shows_card(self) -> bool:
        return self.size.width >= WIDE or self.has_class("-card")

    def on_log_list_moved(self, event: LogList.Moved) -> None:
        """Show the card of another call once the cursor rests."""
        event.stop()
        self._read_card(wait=READING_SECONDS)

    def _read_card(self, *, wait: float) -> None:
        if self._shows_card:
            self._load_card(wait)

    @work(exclusive=True, group="card", exit_on_error=False)
    async def _load_card(self, wait: float) -> None:
        await asyncio.sleep(wait)
        current_row = self.list.current
        if current_row is None:
            self.card.show(())
            return
        call_id, missing = current_row.id, _("This call is no longer in the database.")
        try:
            found = await self._read(call_id)
        except AdvisorError as error:
            found, missing = None, self.desk.mishap(error)
        here = self.list.current
        if here and here.id == call_id:
            gone = [Part(plain(missing, "$danger"))]
            self.card.show(card_parts(found, self._office.known) if found else gone)

    async def _read(self, call_id: str) -> log.Card | None:
        """Read a call; the access log is told of it once, however often its card is shown here."""
        told = call_id in self._noted
        found = await self._office.ask(lambda store: log.read_card(store, call_id, told=told))
        self._noted.add(call_id)
        return found

    def on_log_card_left(self, event: LogCard.Left) -> None:
        """Go back to the list."""
        event.stop()
        self.remove_class("-card")
        self.set_focus(self.list)

    # ------------------------------------------------------------ moving

    def on_log_line_left(self, event: LogLine.Left) -> None:
        """Go to the list."""
        event.stop()
        if self.list.rows:
            self.set_focus(self.list)

    def on_log_line_back(self, event: LogLine.Back) -> None:
        """Leave the log."""
        event.stop()
        self.app.pop_screen()

    async def on_log_list_asked(self, event: LogList.Asked) -> None:
        """Do what is asked with the call under the cursor."""
        event.stop()
        if event.what == "card":
            self.add_class("-card")
            self._read_card(wait=0.0)
            self.set_focus(self.card)
        elif event.what == "open" and self.list.current:
            await self._office.open_call(self.list.current.id)
        elif event.what in ("back", "up"):
            self.set_focus(self.line)

    # ------------------------------------------------------------ commands

    async def do_continue_call(self) -> None:
        """Begin a new contact about the matter of the call under the cursor."""
        here = self.list.current
        if here is None:
            self.tell(_("There is no call under the cursor."))
            return
        found = await self._read(here.id)
        if found is None:
            self.tell(_("This call is no longer in the database."), danger=True)
        else:
            self._office.continue_call(found.call)

    def do_limit_log(self) -> None:
        """Ask what the log is limited to."""
        from advisor_tui.screens.log_limits import LimitBox  # noqa: PLC0415 - opened seldom, not needed to start

        def limit(wanted: Wanted | None) -> None:
            if wanted is not None:
                self._limits = wanted
                self._search_again()

        advisors = sorted({each.advisor for each in self._entries if each.advisor})
        self.app.push_screen(LimitBox(self._limits, self._office.known, advisors), limit)

    def do_hand_off(self) -> None:
        """Make a page of the call under the cursor."""
        here = self.list.current
        if here is None:
            self.tell(_("There is no call under the cursor."))
        else:
            self._office.show_hand_off(here.id)
