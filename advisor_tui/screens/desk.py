"""The desk: one screen for the whole call. Script to the left, catalogue to the right, notes always at hand."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from advisor_tui.command import Command, Situation
from advisor_tui.ear import Ear
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.vocabulary import END, STEPS, StepId
from advisor_tui.language import _
from advisor_tui.reference import Reference
from advisor_tui.screens.base import WIDE, bindings
from advisor_tui.screens.desk_services import DeskServices
from advisor_tui.screens.desk_status import STEP_COMMANDS, status_of, tabs_of
from advisor_tui.widgets.blocks import CardBlock
from advisor_tui.widgets.notes import Notes
from advisor_tui.widgets.row import UrgentCalled, WayOn
from advisor_tui.widgets.search_line import SearchLine
from advisor_tui.widgets.step_pane import StepPane, is_filled
from advisor_tui.widgets.step_tabs import StepTabs

TICK_SECONDS = 1.0
"""How often the clock of the call is drawn."""

SCROLLS = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8}
"""Lines by which the closing card moves when nothing else is focused."""

HINTED = ("urgent", "search", "notes", "next", "end_call", "card", "non_client", "park_call", "menu")
"""What the key line offers during a call, the most needed first. The tabs show the keys of the steps."""


class DeskScreen(DeskServices):
    """The screen of a call. One is made for all calls; :meth:`take` puts one on it."""

    PLACE = "call"
    BINDINGS: ClassVar[list[BindingType]] = bindings("call")
    CSS_PATH = "desk.tcss"
    AUTO_FOCUS = ""

    def __init__(self, reference: Reference, ear: Ear, *, stale_after_days: int) -> None:
        super().__init__(reference, ear, stale_after_days=stale_after_days)
        known = reference.known
        self.panes = {step: StepPane(known.script.steps[step], known) for step in STEPS}
        self.tabs = StepTabs()
        self.notes = Notes(placeholder=_("the matter in the caller's own words"), id="notes")
        self.card = CardBlock(id="card-side")
        self._came_from: Widget | None = None
        self._searched_for = ("", -1)

    def body(self) -> ComposeResult:
        """Compose script and catalogue side by side; a narrow screen shows one of them."""
        yield self.tabs
        with Horizontal(id="desk"):
            with Vertical(id="script"):
                with ContentSwitcher(initial=f"step-{STEPS[0]}", id="steps"):
                    yield from self.panes.values()
                with Vertical(id="notes-box"):
                    yield self.notes_heading
                    yield self.heard_line
                    yield self.notes
            with Vertical(id="side"), ContentSwitcher(initial="search", id="side-switch"):
                yield self.search
                with VerticalScroll(id="card-scroll", can_focus=False):
                    yield self.card

    def on_mount(self) -> None:
        """Let the clock run."""
        self.set_interval(TICK_SECONDS, self.show_status)
        self.notes.on_text = self._take_notes

    def _take_notes(self, text: str) -> None:
        self.talk.take_notes(text)

    # ------------------------------------------------------------ a call on the desk

    def take(self, talk: Conversation) -> None:
        """Put a call on the desk, as it stands."""
        self.talk = talk
        self.notes.put(talk.call.notes)
        self.search.begin(talk, self._reference.search)
        self.forget_heard()
        self.begin_matter()
        self._searched_for = (talk.call.municipality, talk.call.age or -1)
        self.remove_class("-side")
        self._show_side("search")
        self.go_to(talk.call.step)

    @property
    def pane(self) -> StepPane:
        """The present step."""
        return self.panes[self.talk.call.step]

    def show_call(self) -> None:
        """Show what stands now. Called after each change, before the next drawing."""
        talk = self.talk
        self.pane.show(talk)
        self.card.show(talk)
        self.tabs.show(tabs_of(talk, self.desk.remapped), talk.call.step)
        known = (talk.call.municipality, talk.call.age or -1)
        if known != self._searched_for:
            self._searched_for = known
            self.search.search_again()
        self.show_status()
        self.look_for_earlier()
        self.listen()
        self.show_offers()

    def pane_worth(self, areas: frozenset[str]) -> None:
        """Mark the need areas that are worth asking about."""
        self.panes["assessment"].set_worth(areas)

    def show_status(self) -> None:
        """Show clock, caller and saving."""
        if self.has_call:
            self.status_line.show(
                status_of(self.talk, self.desk.shift.saving_of(self.talk.call.id), self.desk.parked_count)
            )

    def situation(self) -> Situation:
        """Tell what is going on."""
        return Situation(
            place="call",
            wrapping_up=self.talk.call.state == "wrap_up",
            correcting=self.talk.correcting,
            parked=self.desk.parked_count,
        )

    @property
    def focus_name(self) -> str:
        """What is focused; with nothing focused the closing card is read."""
        return super().focus_name or "reading"

    def hinted(self, commands: list[Command]) -> Iterable[Command]:
        """Return what the key line offers during a call."""
        by_id = {command.id: command for command in commands}
        ending = self.talk.correcting or self.talk.call.state == "wrap_up"
        order = ("end_call", *(each for each in HINTED if each != "end_call")) if ending else HINTED
        last = self.talk.known.script.steps[self.talk.call.step].next == END
        return [by_id[each] for each in order if not (last and each == "next")]

    # ------------------------------------------------------------ steps and focus

    def go_to(self, step: StepId) -> None:
        """Go to a step: what is empty in it comes first."""
        self.talk.enter(step)
        self.query_one("#steps", ContentSwitcher).current = f"step-{step}"
        self.remove_class("-side")
        self.show_call()
        self._show_side("card" if step == "next_step" else "search")
        self._focus_first()

    def _focus_first(self) -> None:
        wide = self.size.width >= WIDE
        if self.talk.call.step == "advice":
            self.set_focus(self.search.line if wide and self.notes.text else self.notes)
        else:
            self.set_focus(self.pane.first_empty() or self.notes)

    def do_step_contact(self) -> None:
        """Go to step 1."""
        self.go_to("contact")

    def do_step_advice(self) -> None:
        """Go to step 2."""
        self.go_to("advice")

    def do_step_assessment(self) -> None:
        """Go to step 3."""
        self.go_to("assessment")

    def do_step_next(self) -> None:
        """Go to step 4."""
        self.go_to("next_step")

    def do_next(self) -> None:
        """Go on to the next step of the script."""
        following = self.talk.known.script.steps[self.talk.call.step].next
        if following == END:
            self.tell(_("This is the last step."))
        else:
            self.go_to(self.talk.known.script.steps[following].id)

    def do_notes(self) -> None:
        """Write notes."""
        self._remember()
        self.remove_class("-side")
        self.set_focus(self.notes)

    def do_save_now(self) -> None:
        """Save at once."""
        self.desk.shift.save_now()

    def _remember(self) -> None:
        if self.focused is not None and self.focused not in (
            self.notes,
            self.heard_line,
            self.search.line,
            self.search.attach,
        ):
            self._came_from = self.focused

    def on_way_on(self, event: WayOn) -> None:
        """Go on from a row, or back from the notes."""
        event.stop()
        stops = [*self.pane.stops(), self.notes]
        if event.row is self.heard_line:
            self.set_focus(self.notes)
            return
        if event.row is self.notes:
            self._leave_notes()
            return
        inside = [stop for stop in stops if stop is event.row or event.row in stop.ancestors]
        number = stops.index(inside[0]) if inside else 0
        ahead = stops[number + 1 :] if event.step > 0 else stops[:number][::-1]
        wanted = (each for each in ahead if not (event.skip_filled and is_filled(each)))
        self.set_focus(next(wanted, self.notes if event.step > 0 else stops[0]))

    async def on_key(self, event: events.Key) -> None:
        """Esc goes one step back."""
        if event.key in SCROLLS and self.focused is None:
            event.stop()
            event.prevent_default()
            self.query_one("#card-scroll").scroll_relative(y=SCROLLS[event.key], animate=False)
        if event.key != "escape" or not self.has_call:
            return
        event.stop()
        event.prevent_default()
        if self.has_class("-side"):
            self._leave_side()
        else:
            self._go_back()

    def _go_back(self) -> None:
        number = STEPS.index(self.talk.call.step)
        if number > 0:
            self.go_to(STEPS[number - 1])
        else:
            self.tell(_("The call goes on. ^R ends it, ^O leaves it waiting."))

    def _leave_notes(self) -> None:
        back = self._came_from if self._came_from in self.pane.stops() else self.pane.first_empty()
        if back:
            self.set_focus(back)
        else:
            self._go_back()  # a step without rows: there is nothing between the notes and the step before

    async def on_step_tabs_chosen(self, event: StepTabs.Chosen) -> None:
        """Go to a clicked step."""
        event.stop()
        await self.action_command(STEP_COMMANDS[self.talk.known.script.steps[event.step].id])

    # ------------------------------------------------------------ the side

    def _show_side(self, what: str) -> None:
        self.query_one("#side-switch", ContentSwitcher).current = "card-scroll" if what == "card" else "search"

    def _leave_side(self) -> None:
        self.remove_class("-side")
        self._show_side("card" if self.talk.call.step == "next_step" else "search")
        back = self._came_from if self._came_from in self.pane.stops() else None
        self.set_focus(back or self.pane.first_empty() or self.notes)

    def do_search(self) -> None:
        """Search the services."""
        self._remember()
        self._show_side("search")
        self.add_class("-side")
        self.set_focus(self.search.line)
        self.search.line.select_all()

    def on_search_line_left(self, event: SearchLine.Left) -> None:
        """Go back to the script."""
        event.stop()
        self._leave_side()

    def do_card(self) -> None:
        """Show the closing card, or go back from it."""
        if self.has_class("-side") and self.query_one("#side-switch", ContentSwitcher).current == "card-scroll":
            self._leave_side()
            return
        self._remember()
        self.talk.log("card_shown")
        self._show_side("card")
        self.add_class("-side")
        self.set_focus(None)
        self.show_hints()

    def on_urgent_called(self, event: UrgentCalled) -> None:
        """Let a sign of danger interrupt the script."""
        event.stop()
        self.desk.shift.show_urgent(event.urgent)
