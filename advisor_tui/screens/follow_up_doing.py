"""What a letter does with the follow-up under the cursor, and how it is kept: by the worker, with a word afterwards."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Unpack

from msgspec.structs import replace
from textual.screen import Screen

from advisor_tui import clock
from advisor_tui.guidance.call_words import moment_words, person_words, service_name
from advisor_tui.guidance.follow_up_board import OnBoard, done_words, kind_words
from advisor_tui.guidance.follow_ups import GONE, Due, FollowUp
from advisor_tui.guidance.vocabulary import ASKED_AGAIN
from advisor_tui.language import _, short_day
from advisor_tui.records import follow_ups
from advisor_tui.records.access import Access
from advisor_tui.records.follow_ups import Changes, StaleFollowUp
from advisor_tui.records.referral_results import record_result
from advisor_tui.screens import follow_up_boxes as boxes
from advisor_tui.screens.base import AdvisorScreen
from advisor_tui.screens.choose import Answer, Choose
from advisor_tui.screens.filter_box import by_letter
from advisor_tui.widgets.follow_up_list import FollowUpList
from advisor_tui.workdays import nth_workday_after

if TYPE_CHECKING:
    from advisor_tui.office import Office


class FollowUpDoing(AdvisorScreen):
    """The doing half of the board. Nothing here waits: a change is handed over, and what became of it is told."""

    def __init__(self, office: "Office") -> None:
        super().__init__()
        self.office = office
        self.listed = FollowUpList(office.known, id="follow-ups")
        self.taken_off: list[FollowUp] = []
        self.leaving: set[str] = set()
        self._mine: dict[str, FollowUp] = {}

    def read_again(self) -> None:
        """Read the board anew."""
        raise NotImplementedError

    def show_rows(self) -> None:
        """Show what is on the board, without what is leaving it."""
        raise NotImplementedError

    def switch_mine(self) -> None:
        """Show only one's own, or all."""
        raise NotImplementedError

    def switch_owners(self) -> None:
        """Show by owner, or by day."""
        raise NotImplementedError

    @property
    def owners(self) -> list[str]:
        """Everybody who owns something on the board, for writing a name with few keys."""
        raise NotImplementedError

    def on_follow_up_list_pressed(self, event: FollowUpList.Pressed) -> None:
        """Do what the letter stands for."""
        event.stop()
        self.tell("")
        row = self.listed.current
        with_row: dict[str, Callable[[OnBoard], None]] = {
            "v": self._finish,
            "s": self._put_off,
            "l": self._hand_over,
            "o": self._take,
            "e": self._drop,
            "t": self._ask_result,
            "k": self._follow_call,
            "u": self._add,
            "h": self._show_history,
        }
        with_board = {"p": self._take_back, "m": self.switch_mine, "r": self.switch_owners}
        if event.letter in with_board:
            with_board[event.letter]()
        elif event.letter in with_row and row is not None:
            with_row[event.letter](row)

    # ------------------------------------------------------------ what is done

    def _title(self, row: OnBoard) -> str:
        return f"{kind_words(row.follow_up.kind)}: {person_words(row, self.office.known.script)}"

    def _finish(self, row: OnBoard) -> None:
        self._take_off(row, _("Done: {what}. p takes it back."), state="done")

    def _drop(self, row: OnBoard) -> None:
        def drop(reason: str | None) -> None:
            if reason:
                self._take_off(row, _("Not needed: {what}. p takes it back."), state="dropped", note=reason)

        self.app.push_screen(boxes.ReasonBox(self._title(row)), drop)

    def _take_off(self, row: OnBoard, told: str, **changes: Unpack[Changes]) -> None:
        """Take a follow-up off the board at once; it comes back if it cannot be kept so."""
        self._let_leave(row)
        self._change(row.follow_up, told.format(what=self._title(row)), **changes)

    def _let_leave(self, row: OnBoard) -> None:
        self.leaving.add(row.id)
        self.taken_off.append(row.follow_up)
        self.show_rows()

    def _take_back(self) -> None:
        if not self.taken_off:
            self.tell(_("Nothing has been taken off the board since it was opened."))
            return
        before = self.taken_off.pop()
        self.listed.go_to(before.id)
        self._change(before, _("It is on the board again."), state="open", note="")

    def _put_off(self, row: OnBoard) -> None:
        calendar = self.office.known.calendar
        last_day = row.deadline_on if row.has_clock else None
        limit = short_day(last_day) if last_day else ""
        warning = _("The time limit {day} does not move with it.").format(day=limit) if limit else ""

        def put_off(written: str | None) -> None:
            day = calendar.understand(written, clock.today()) if written else None
            if day is None:
                return
            told = _("Put off to {day}.").format(day=short_day(day))
            self._change(row.follow_up, f"{told} {warning}" if last_day and day > last_day else told, due_on=day)

        self.app.push_screen(boxes.DayBox(self._title(row), (warning,), calendar), put_off)

    def _hand_over(self, row: OnBoard) -> None:
        def hand_over(owner: str | None) -> None:
            if owner is not None and owner != row.follow_up.owner:
                told = _("Handed over to {owner}.").format(owner=owner) if owner else _("It is free to take now.")
                self._change(row.follow_up, told, owner=owner)

        self.app.push_screen(boxes.OwnerBox(self._title(row), self.owners, row.follow_up.owner), hand_over)

    def _take(self, row: OnBoard) -> None:
        if row.follow_up.owner == self.office.who:
            self.tell(_("This is yours already."))
        else:
            self._change(row.follow_up, _("It is yours now."), owner=self.office.who)

    def _follow_call(self, row: OnBoard) -> None:
        if row.follow_up.doubt == GONE:
            self._take_off(
                row, _("Dropped, as the call does not ask for it: {what}. p takes it back."), state="dropped"
            )
        elif row.follow_up.asks_other_day:
            day = row.follow_up.other_day
            told = _("The day is now {day}.").format(day=short_day(day)) if day else _("It has no day now.")
            self._change(row.follow_up, told, due_on=day)
        else:
            self.tell(_("The call has not been corrected."))

    def _ask_result(self, row: OnBoard) -> None:
        known = self.office.known.catalogue
        names = {each.service_id: service_name(each, known) for each in row.referrals}
        one = row.referral
        if one is not None:
            self._ask_result_of(row, one.service_id, names[one.service_id])
        elif names:

            def chosen(answer: Answer | None) -> None:
                if answer:
                    self._ask_result_of(row, answer.option, names[answer.option])

            self.app.push_screen(Choose(_("Which service?"), by_letter(names)), chosen)
        else:
            self.tell(_("The caller was guided to no service in this call."))

    def _ask_result_of(self, row: OnBoard, service_id: str, name: str) -> None:
        again = nth_workday_after(clock.today(), self.office.known.follow_ups.ask_again_workdays)

        def keep(heard: boxes.Heard | None) -> None:
            if heard is None:
                return
            told = _("Kept, and done: {what}. p takes the follow-up back.").format(what=self._title(row))
            if heard[0] in ASKED_AGAIN:
                told = _("Kept; it is asked again on {day}.").format(day=short_day(again))
            else:
                self._let_leave(row)
            self._hand_to_worker(
                row.follow_up, told, lambda store, now: record_result(store, now, service_id, heard, again)
            )

        self.app.push_screen(boxes.ResultBox(name), keep)

    def _add(self, row: OnBoard) -> None:
        about, calendar = person_words(row, self.office.known.script), self.office.known.calendar

        def add(due: Due | None) -> None:
            if due is not None:
                self.app.run_worker(self._make(row.follow_up.call_id, due), group="keeping", exit_on_error=False)

        self.app.push_screen(boxes.NewBox(about, calendar, self.owners, self.office.who), add)

    async def _make(self, call_id: str, due: Due) -> None:
        who = self.office.who
        made = await self.office.ask(lambda store: follow_ups.make(store.engine, who, call_id, due))
        self.listed.go_to(made.id)
        self._say(_("Kept: it is on the board."))
        self.read_again()

    def _show_history(self, row: OnBoard) -> None:
        async def show() -> None:
            found = await self.office.ask(lambda store: follow_ups.history(store.engine, row.id))
            made = _("{moment}  made from the call").format(moment=moment_words(row.follow_up.made_at, clock.today()))
            lines = [made, *(history_line(each) for each in found if each.detail != "made")]
            if self.is_active:
                self.app.push_screen(boxes.HistoryBox(self._title(row), lines))

        self.app.run_worker(show(), group="history", exclusive=True, exit_on_error=False)

    # ------------------------------------------------------------ how it is kept

    def _change(self, follow_up: FollowUp, told: str, **changes: Unpack[Changes]) -> None:
        who = self.office.who
        self._hand_to_worker(follow_up, told, lambda store, now: follow_ups.change(store.engine, who, now, **changes))

    def _hand_to_worker(self, follow_up: FollowUp, told: str, doing: Callable[[Any, FollowUp], FollowUp]) -> None:
        """Let the worker do something with a follow-up as this board last left it.

        The program's own worker, not the screen's: going back at once must not cancel what was just done.
        """
        self.app.run_worker(self._keep(follow_up, told, doing), group="keeping", exit_on_error=False)

    async def _keep(self, follow_up: FollowUp, told: str, doing: Callable[[Any, FollowUp], FollowUp]) -> None:
        def ask(store: Any) -> FollowUp:
            mine = self._mine.get(follow_up.id, follow_up)
            self._mine[follow_up.id] = doing(store, max(mine, follow_up, key=lambda each: each.version))
            return self._mine[follow_up.id]

        try:
            await self.office.ask(ask)
        except Exception as error:
            self.taken_off = [each for each in self.taken_off if each.id != follow_up.id]
            if not isinstance(error, StaleFollowUp):
                raise  # told as every mishap of a worker is
            self._say(stale_words(error, follow_up), danger=True)
        else:
            self._say(told)
        finally:
            self.leaving.discard(follow_up.id)
            self.read_again()

    def _say(self, text: str, *, danger: bool = False) -> None:
        """Tell what became of something, on whatever lies in front if the board is gone by now."""
        front: Screen[Any] = self if self.is_running else self.app.screen
        if isinstance(front, AdvisorScreen):
            front.tell(text, danger=danger)


def history_line(access: Access) -> str:
    """Return a line of what was done, by whom and when."""
    who = access.who or _("the program")
    return f"{moment_words(access.at, clock.today())}  {who}: {done_words(access.detail)}"


def stale_words(stale: StaleFollowUp, mine: FollowUp) -> str:
    """Return what somebody else did in the meantime; nothing of hers was overwritten."""
    if stale.now is None:
        return _("The follow-up is gone: its call has been removed.")
    if stale.last is None or replace(stale.now, doubt="", version=0) == replace(mine, doubt="", version=0):
        return _("The call was corrected meanwhile. Look again before you do anything.")
    told = _("{who} was first, at {time}: {what}. Nothing was overwritten.")
    return told.format(
        who=stale.last.who, time=moment_words(stale.last.at, clock.today()), what=done_words(stale.last.detail)
    )
