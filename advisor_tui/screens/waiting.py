"""Between calls: one key begins the next, what was cut off or waits can be resumed, today's calls can be opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from advisor_tui import clock
from advisor_tui.command import Command, Situation
from advisor_tui.commands import BY_ID
from advisor_tui.language import _, hours, ngettext, short_day
from advisor_tui.screens.base import AdvisorScreen, bindings
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.paragraphs import Paragraphs, Part, plain
from advisor_tui.widgets.row import Told

TICK_SECONDS = 5.0
"""How often the time of day is drawn; it shows no seconds."""

MARGINS = 5
"""Columns beside the list: the screen's margins and the scroll bar."""

HINTED = ("urgent", "resume_call", "non_client", "new_call", "menu", "quit")

ROOMS = ("log", "follow_ups", "handover", "figures")
"""What lies beside the calls, each behind a key of its own: the key line is too short to name them at 80 columns."""


@dataclass(frozen=True)
class CallLine:
    """One call as the list shows it. ``state`` says why it is still open, empty for a finished one."""

    id: str
    time: str
    state: str
    who: str
    outcome: str
    detail: str
    words: str


class CallList(OptionList):
    """Today's calls; open ones stand first. Nothing is under the cursor until the list is entered."""

    HELP = "calls"

    def on_key(self, event: events.Key) -> None:
        """Leave the list."""
        if event.key == "escape":
            event.stop()
            self.highlighted = None
            self.screen.set_focus(None)


class WaitingScreen(AdvisorScreen):
    """The screen between calls; the first one that is painted."""

    PLACE = "waiting"
    BINDINGS: ClassVar[list[BindingType]] = bindings("waiting")
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.heading = Static(id="heading", markup=False)
        self.rooms = Static(id="rooms", markup=False)
        self.notices = Paragraphs(id="notices")
        self.offer = Static(id="offer", markup=False)
        self.summary = Static(id="summary", markup=False)
        self.due = Static(id="due", markup=False)
        self.calls = CallList(id="calls", markup=False)
        self._lines: tuple[CallLine, ...] = ()
        self.has_listed = False

    def body(self) -> ComposeResult:
        """Compose the invitation, what has to be known, and the calls."""
        with Vertical(id="waiting"):
            yield self.heading
            yield self.rooms
            yield self.notices
            yield self.offer
            yield self.summary
            yield self.due
            yield self.calls

    def on_mount(self) -> None:
        """Show what is known at once; the rest comes when it has been read."""
        self.notices.display = self.offer.display = self.due.display = False
        self.summary.update(Content.styled(_("Reading the calls of today"), "$label"))
        self.set_interval(TICK_SECONDS, self.show_status)
        self.show_status()
        self.show_hints()

    def on_screen_resume(self) -> None:
        """Come back from a call or from another screen, where something may have been done."""
        if self.desk.is_ready:
            self.desk.shift.refresh_calls()
        self.show_status()
        self.show_hints()

    def on_descendant_focus(self) -> None:
        """Say what Enter does now."""
        self._show_heading()

    def on_descendant_blur(self) -> None:
        """Say what Enter does now."""
        self._show_heading()
        self.show_hints()

    def rest(self) -> None:
        """Wait for the next call: after one has left the desk, Enter begins another."""
        self.calls.highlighted = None
        self.set_focus(None)

    # ------------------------------------------------------------ what it shows

    def show_status(self) -> None:
        """Show the time of day and what there is to know."""
        facts = () if not self.desk.is_ready else (self._moment(),)  # the first paint does not wait for time zones
        self.show_place(_("Ready for a call") if self.desk.is_ready else _("Starting"), *facts)
        self._show_heading()

    @staticmethod
    def _moment() -> str:
        moment = clock.local_now()
        return f"{short_day(moment.date())} {hours(moment)}"

    def _show_heading(self) -> None:
        if self.calls.has_focus:
            opens = Content.assemble(("Enter", "bold $key"), " ", (_("opens the call"), "bold $fill"))
            line = Content.assemble(opens, ("    Esc", "bold $key"), " ", (_("leaves the calls"), "$label"))
        elif self.desk.is_ready:
            line = Content.assemble(("Enter", "bold $key"), " ", (_("begins a call"), "bold $fill"))
            if self._lines:
                line = Content.assemble(line, ("    ↓", "bold $key"), " ", (_("goes to the calls"), "$label"))
        else:
            line = Content.styled(_("Reading the services"), "$label")
        self.heading.update(line)
        self.rooms.update(self._rooms() if self.desk.is_ready else Content())

    def _rooms(self) -> Content:
        named = [(self.key_of(BY_ID[each]), BY_ID[each].title()) for each in ROOMS]
        parts = [Content.assemble((key, "bold $key"), " ", (title, "$label")) for key, title in named if key]
        return Content("    ").join(parts)

    def show_notices(self, notices: Sequence[str]) -> None:
        """Show sentences about what is not as it should be."""
        self.notices.display = bool(notices)
        self.notices.set_parts(Part(plain(f"! {notice}", "$danger")) for notice in notices)

    def offer_new_services(self, *, offered: bool) -> None:
        """Tell that the services have been updated, and how to take them into use."""
        self.offer.display = offered
        command = BY_ID["new_catalogue"]
        menu = Content.assemble((self.key_of(BY_ID["menu"]), "bold $key"), " ", (command.menu, "bold $key"))
        told = _("The services have been updated. Take them into use now:")
        self.offer.update(Content.assemble((told, "$say"), " ", menu))
        self.show_hints()

    def show_due(self, overdue: str, today: str) -> None:
        """Tell what is to be done after calls, and the key that leads there; nothing while nothing is due."""
        self.due.display = bool(overdue or today)
        parts = [
            (overdue, "bold $danger"),
            (f" {glyphs().dot} " if overdue and today else "", "$label"),
            (today, "$fill"),
        ]
        key = Content.assemble("    ", (self.key_of(BY_ID["follow_ups"]), "bold $key"))
        self.due.update(Content.assemble(*parts, key))

    def show_calls(self, lines: Sequence[CallLine], summary: str) -> None:
        """Show the calls. After a start, one that was cut off is offered at once; later Enter means a new call."""
        first, self.has_listed = not self.has_listed and self.is_active, True
        before = self._lines[self.calls.highlighted or 0].id if self._lines else ""
        had_cursor = self.calls.has_focus
        self._lines = tuple(lines)
        self.summary.update(Content.styled(summary, "$label"))
        self._fill()
        if self._lines and (had_cursor or (first and self._lines[0].state and self.focused is None)):
            self.set_focus(self.calls)
            places = [number for number, line in enumerate(self._lines) if line.id == before]
            self.calls.highlighted = places[0] if had_cursor and places else 0
        elif had_cursor:
            self.set_focus(None)
        self._show_heading()
        self.show_hints()

    def on_resize(self) -> None:
        """Cut the lines to the new width."""
        number = self.calls.highlighted
        self._fill()
        self.calls.highlighted = number

    def _fill(self) -> None:
        width = max(1, self.size.width - MARGINS)
        self.calls.clear_options()
        self.calls.add_options(Option(self._row(line).truncate(width, ellipsis=True)) for line in self._lines)
        self.calls.highlighted = None

    @staticmethod
    def _row(line: CallLine) -> Content:
        dot = f" {glyphs().dot} "
        return Content.assemble(
            (f"{line.time}  ", "bold $fill"),
            (f"{line.state}  " if line.state else "", "bold $say"),
            (line.who, "$foreground"),
            (f"{dot}{line.outcome}" if line.outcome else "", "$fill"),
            (f"{dot}{line.detail}" if line.detail else "", "$label"),
            (f"{dot}{line.words}" if line.words else "", "$label"),
        )

    # ------------------------------------------------------------ what it does

    @property
    def focus_name(self) -> str:
        """What is focused; nothing at all is a state of its own here."""
        return super().focus_name or "idle"

    def situation(self) -> Situation:
        """Tell what is going on."""
        return Situation(
            place="waiting", ready=self.desk.is_ready, parked=self.desk.parked_count, renewed=self.desk.renewed
        )

    def hinted(self, commands: list[Command]) -> Iterable[Command]:
        """Return what the key line offers between calls."""
        by_id = {command.id: command for command in commands}
        return [by_id[each] for each in HINTED if each != "new_call" or self.focus_name != "idle"]  # there it is Enter

    async def on_key(self, event: events.Key) -> None:
        """Begin a call, or go to the list."""
        if self.focused is not None:
            return
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_command("new_call")
        elif event.key == "down" and self._lines:
            event.stop()
            event.prevent_default()
            self.set_focus(self.calls)
            self.calls.highlighted = 0

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a call of the list."""
        event.stop()
        await self.desk.shift.open_call(self._lines[event.option_index].id)

    async def do_resume_call(self) -> None:
        """Go on with the call that has waited longest."""
        waiting = next((line for line in self._lines if line.state), None)
        if waiting:
            await self.desk.shift.open_call(waiting.id)

    def do_new_catalogue(self) -> None:
        """Take the updated services into use."""
        self.tell(_("Reading the services"))
        self.desk.take_new_services()

    def do_log(self) -> None:
        """Show the log of all calls."""
        self.desk.shift.office.show_log()

    def do_follow_ups(self) -> None:
        """Show what is to be done after calls."""
        self.desk.shift.office.show_follow_ups()

    def do_figures(self) -> None:
        """Show what flows through the line."""
        self.desk.shift.office.show_figures()

    def do_handover(self) -> None:
        """Show what the next shift has to know."""
        self.desk.shift.office.show_handover()

    def do_non_client(self) -> None:
        """Log a call that is none: it is begun and finished in one go."""
        self.desk.shift.log_non_client()

    def on_told(self, event: Told) -> None:
        """Tell what has to be told."""
        event.stop()
        self.tell(event.text, danger=event.danger)


def summary_words(finished: int, clients: int, talk_seconds: int) -> str:
    """Return the day so far in one line."""
    if not finished:
        return _("No calls yet today")
    minutes = round(talk_seconds / 60)
    calls = ngettext("Today {count} call", "Today {count} calls", finished).format(count=finished)
    others = _("{clients} client calls, {minutes} min of talk").format(clients=clients, minutes=minutes)
    return f"{calls} {glyphs().dot} {others}"
