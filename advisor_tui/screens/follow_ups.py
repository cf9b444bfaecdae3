"""The board of follow-ups: what is overdue, for today and later, each done, put off or handed over by one key.

Keys never wait for the disk: a follow-up that is done leaves the board at once, and comes back with a word when it
could not be kept, or when somebody else was first.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from advisor_tui import clock
from advisor_tui.command import Situation
from advisor_tui.commands import BY_ID
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.follow_up_board import BUCKETS, OnBoard, bucket_words, by_owner
from advisor_tui.language import _, hours, ngettext, short_day
from advisor_tui.local_keys import local_keys
from advisor_tui.records import follow_up_board
from advisor_tui.screens.base import bindings
from advisor_tui.screens.follow_up_details import LABELS, details
from advisor_tui.screens.follow_up_doing import FollowUpDoing
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.follow_up_list import FollowUpList, Group
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.paragraphs import Paragraphs

if TYPE_CHECKING:
    from advisor_tui.office import Office

TICK_SECONDS = 60.0
"""How often the board is read by itself: the day turns at midnight, and other desks do things."""

HINTED = ("urgent", "new_call", "hand_off", "menu")
"""The commands that the key line shows: urgent help before the letters of the list, the others after them."""

IN_KEY_LINE = 9
"""Local keys that the key line shows; the others stand on the board, where they apply."""


class FollowUpsScreen(FollowUpDoing):
    """Every open follow-up, the most pressing first, and all there is to know of the one under the cursor."""

    PLACE = "follow_ups"
    BINDINGS: ClassVar[list[BindingType]] = bindings("follow_ups")
    CSS_PATH = "follow_ups.tcss"
    AUTO_FOCUS = "FollowUpList"

    def __init__(self, office: "Office") -> None:
        super().__init__(office)
        self.heading = Static(id="heading", markup=False)
        self.nothing = Static(id="nothing", markup=False)
        self.details = Paragraphs(label_width=LABELS, id="details")
        self.only_mine = self.by_owner = False
        self.has_read = False
        self._rows: list[OnBoard] = []
        self._open = 0
        self._today = clock.today()

    def body(self) -> ComposeResult:
        """Compose the heading, the list, and what is known of the follow-up under the cursor."""
        with Vertical(id="board"):
            yield self.heading
            yield self.nothing
            yield self.listed
            yield self.details

    def on_mount(self) -> None:
        """Say that the board is being read, until it is."""
        self.listed.display = False
        self.nothing.update(Content.styled(_("Reading the follow-ups"), "$label"))
        self.set_interval(TICK_SECONDS, self.read_again)

    def on_screen_resume(self) -> None:
        """Read again: a call may have been corrected meanwhile."""
        self.show_status()
        self.show_hints()
        self.read_again()

    # ------------------------------------------------------------ reading

    def read_again(self) -> None:
        """Read the board anew, unless it has been left."""
        if self.is_running:
            self._read()

    @work(exclusive=True, group="reading", exit_on_error=False)
    async def _read(self) -> None:
        today, away = clock.today(), self.office.known.follow_ups.away_after_days

        def read(store: Any) -> tuple[list[OnBoard], int]:
            return follow_up_board.board(store.engine, today, away), follow_up_board.count_open(store.engine)

        try:
            self._rows, self._open = await self.office.ask(read)
        except AdvisorError as error:
            # On the board, not in a box: to come back from a box is to read again, and to be refused again.
            self.nothing.display = True
            self.nothing.update(Content.styled(self.desk.mishap(error), "$danger"))
            return
        self._today, self.has_read = today, True
        self.show_rows()
        self.show_status()

    # ------------------------------------------------------------ what it shows

    @property
    def owners(self) -> list[str]:
        """Everybody who owns something on the board."""
        return sorted({row.follow_up.owner for row in self._rows if row.follow_up.owner})

    def show_rows(self) -> None:
        """Show what is on the board, without what is leaving it."""
        if not self.has_read:
            return
        rows = [row for row in self._rows if row.id not in self.leaving]
        if self.only_mine:
            rows = [row for row in rows if row.follow_up.owner == self.office.who]
        self.listed.show(self._groups(rows), self._today)
        self.listed.display = bool(rows)
        self.nothing.display = not rows
        mine = _("Nothing of yours waits to be done. m shows everybody's.")
        told = mine if self.only_mine else _("Nothing waits to be done after calls.")
        self.nothing.update(Content.styled(told, "$good"))
        if rows and self.is_active and self.focused is None:
            self.set_focus(self.listed)
        self._show_heading(len(rows))
        self._show_details()

    def _groups(self, rows: list[OnBoard]) -> list[Group]:
        today = self._today
        if self.by_owner:
            found = by_owner(rows, today).items()
            return [Group(owner or _("Free to take"), tuple(owned)) for owner, owned in found]
        parts = {bucket: tuple(row for row in rows if row.bucket(today) == bucket) for bucket in BUCKETS}
        return [Group(bucket_words(each), parts[each], each == "overdue") for each in BUCKETS if parts[each]]

    def _show_heading(self, shown: int) -> None:
        count = ngettext("{count} follow-up", "{count} follow-ups", shown).format(count=shown)
        whose = _("mine") if self.only_mine else _("everybody's")
        left_out = self._open - len(self._rows)
        more = _("… and {count} later ones that are not listed").format(count=left_out) if left_out > 0 else ""
        keys = [
            ("m", _("everybody's") if self.only_mine else _("mine")),
            ("r", _("by day") if self.by_owner else _("by owner")),
            *([("p", _("take the last back"))] if self.taken_off else []),
        ]
        dot = f" {glyphs().dot} "
        told = dot.join(each for each in (count, whose, more) if each)
        line = Content.styled(told, "bold $fill")
        for key, word in keys:
            line = Content.assemble(line, (f"    {key}", "bold $key"), (f" {word}", "$label"))
        self.heading.update(line)

    def _show_details(self) -> None:
        row = self.listed.current
        self.details.set_parts(details(row, self.office.known, self._today) if row else ())

    def show_status(self) -> None:
        """Show the time of day and whether everything is kept."""
        moment = clock.local_now()
        self.show_place(_("Follow-ups"), f"{short_day(moment.date())} {hours(moment)}")

    def _hints(self) -> Iterable[Hint]:
        yield self._hint(BY_ID["help"])
        yield self._hint(BY_ID["urgent"])
        for local in local_keys(FollowUpList.HELP)[:IN_KEY_LINE]:
            yield Hint(_(local.keys), _(local.label))
        yield Hint("Esc", _("back"))
        for each in HINTED[1:]:
            if self.key_of(BY_ID[each]):
                yield self._hint(BY_ID[each])

    def situation(self) -> Situation:
        """Tell what is going on."""
        return Situation(place="follow_ups", ready=self.desk.is_ready)

    # ------------------------------------------------------------ what it does

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what is known of the follow-up under the cursor."""
        event.stop()
        self.listed.show_heading()
        self._show_details()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the call of the follow-up."""
        event.stop()
        if self.listed.current is not None:
            await self.office.open_call(self.listed.current.follow_up.call_id)

    async def on_key(self, event: events.Key) -> None:
        """Go back, or change what is shown while nothing is listed."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            if self.is_active:
                self.app.pop_screen()
        elif self.focused is None and event.character and event.character.isalpha():
            event.stop()
            self.on_follow_up_list_pressed(FollowUpList.Pressed(event.character.casefold()))

    def switch_mine(self) -> None:
        """Show only one's own, or everybody's."""
        self.only_mine = not self.only_mine
        self.show_rows()

    def switch_owners(self) -> None:
        """Show by owner, or by day."""
        self.by_owner = not self.by_owner
        self.show_rows()

    def do_hand_off(self) -> None:
        """Make a page of the call of the follow-up."""
        row = self.listed.current
        if row is None:
            self.tell(_("There is no follow-up to hand off."))
        else:
            self.office.show_hand_off(row.follow_up.call_id)
