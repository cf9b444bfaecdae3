"""A shift at the desk: calls begin, wait, are opened again and kept. Imported after the first paint.

It stands between the screens and the switchboard: which screen is in front, what the worker that keeps calls has
reported, and what has to be asked about it.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_tui import crash, reference, stock, workdays
from advisor_tui.catalogue import notes
from advisor_tui.catalogue.notes import Note
from advisor_tui.clock import today
from advisor_tui.ear import Deaf, Ear, Heard
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.script import Urgent
from advisor_tui.language import _
from advisor_tui.office import Office
from advisor_tui.paths import Places
from advisor_tui.reasons import os_reason
from advisor_tui.records.saver import Conflict, Ready, Report, Unusable
from advisor_tui.reference import Reference
from advisor_tui.saving import SaveState
from advisor_tui.screens import questions
from advisor_tui.screens.base import AdvisorScreen
from advisor_tui.screens.call_lines import call_lines, day_summary, due_words
from advisor_tui.screens.choose import Answer
from advisor_tui.screens.desk import DeskScreen
from advisor_tui.screens.urgent import UrgentScreen
from advisor_tui.settings import Settings
from advisor_tui.switchboard import Switchboard

if TYPE_CHECKING:
    from advisor_tui.app import AdvisorApp

FLUSH_SECONDS = 2.0
"""How long closing waits for the disk: far longer than any measured commit."""


def read(settings: Settings, cache: Path) -> Reference:
    """Read everything that a call needs to know; takes a moment, and runs in a thread of its own."""
    found = reference.load(settings, cache)
    found.search.warm()
    workdays.is_holiday(today())  # the holidays take a tenth of a second to read, once
    return found


class Shift:
    """The calls of this desk, and the two screens they are seen on."""

    def __init__(self, app: "AdvisorApp", found: Reference, places: Places) -> None:
        self._app = app
        self._reference = found
        self._places = places
        self.renewed = False
        self.ear = Ear(lambda: reference.make_listener(found), app.understand)
        self.desk = DeskScreen(found, self.ear, stale_after_days=app.settings.catalogue.stale_after_days)
        self.switchboard = Switchboard(places, app.settings, "practice" if app.practice else "live", app.hear)
        self.switchboard.know(found.known)
        self.office = Office(app, self, found, self.switchboard)

    def begin(self) -> None:
        """Open the database behind the screen and show what there is to tell."""
        self.switchboard.start()
        self._show_notices()

    def _show_notices(self) -> None:
        unusable = self.switchboard.unusable
        self._app.waiting.show_notices([*self._reference.notices, *([str(unusable)] if unusable else [])])

    # ------------------------------------------------------------ calls

    def _put_on_desk(self, talk: Conversation) -> None:
        talk.on_change = lambda: self._changed(talk)
        self.desk.talk = talk
        self._app.push_screen("desk")
        self.desk.take(talk)
        talk.changed()

    def _changed(self, talk: Conversation) -> None:
        self.switchboard.submit(talk.call)
        if self.desk.has_call and self.desk.talk is talk:
            self.desk.show_call()

    def begin_call(self, earlier: Call | None = None) -> None:
        """Begin a call, perhaps about the matter of an earlier one; whatever lies before the waiting screen goes."""
        while self._app.screen is not self._app.waiting:
            self._app.pop_screen()
        self._put_on_desk(self.switchboard.begin(self._reference.known, earlier))

    def log_non_client(self) -> None:
        """Ask what a call was that is none, and log it; without an answer there was no call."""

        def log(answer: Answer | None) -> None:
            if answer:
                talk = self.switchboard.begin(self._reference.known)
                talk.on_change = lambda: self.switchboard.submit(talk.call)
                talk.close_as_non_client(answer.option)
                self.refresh_calls()

        self._app.push_screen(questions.non_client(self._reference.known.script), log)

    async def open_call(self, call_id: str) -> None:
        """Open a call of a list: go on with it, or correct it. Keys wait until it is on the desk."""
        asking = self._app.screen
        if not isinstance(asking, AdvisorScreen) or asking is self.desk:
            return
        here = self.switchboard.parked_here(call_id)
        try:
            call = here.call if here else await asyncio.wrap_future(self.switchboard.read(call_id))
        except AdvisorError as error:
            asking.tell(self._app.mishap(error), danger=True)
            return
        if call is None:
            asking.tell(_("This call is no longer in the database."), danger=True)
        elif self._app.screen is asking:
            self._put_on_desk(self.switchboard.take_up(call, self._reference.known))

    def finish_call(self) -> None:
        """Go back to waiting when a call has left the desk."""
        if self._app.screen is self.desk:
            if self.desk.talk.call.state == "parked":
                self.switchboard.park(self.desk.talk)
            self._app.pop_screen()
            self._app.waiting.rest()
            self.refresh_calls()

    def refresh_calls(self) -> None:
        """Read the calls of the waiting screen anew."""
        # Asked for anew before it began, a coroutine that was made already would be left over.
        self._app.run_worker(
            self._list_calls,  # type: ignore[arg-type]
            exclusive=True,
            group="listing",
            exit_on_error=False,
        )

    async def _list_calls(self) -> None:
        try:
            listed = await asyncio.wrap_future(self.switchboard.list_calls())
        except AdvisorError as error:
            self._app.waiting.show_calls((), str(error))
            return
        script = self._reference.known.script
        lines = call_lines(listed, script, lambda call: self.switchboard.parked_here(call) is not None)
        self._app.waiting.show_calls(lines, day_summary(listed))
        self._app.waiting.show_due(*due_words(listed.due))

    def show_urgent(self, urgent: Urgent | None = None) -> None:
        """Show urgent help: the emergency number first, or what a raised sign of danger calls for."""
        if isinstance(self._app.screen, UrgentScreen):
            return
        in_call = self.desk in self._app.screen_stack
        language = self.desk.talk.call.caller_language if in_call else self._app.settings.language
        screen = UrgentScreen(self._reference.known, language, urgent, in_call=in_call)
        self._app.push_screen(screen, self.desk.urgent_told if in_call else None)

    # ------------------------------------------------------------ services

    async def look_for_new_services(self) -> None:
        """See whether the services have been updated since they were read; a worker thread asks the disk."""
        stamp = await asyncio.to_thread(lambda: stock.store(self._app.settings).stamp)
        self.renewed = stamp != self._reference.stamp
        self._app.waiting.offer_new_services(offered=self.renewed)

    def keep_note(self, note: Note) -> None:
        """Write a note on a service into the desk's file, in a thread; a mishap is told."""
        self._reference.notes[note.id] = note
        path = stock.notes_file(self._app.settings)

        async def write() -> None:
            try:
                await asyncio.to_thread(notes.save, path, note)
            except (AdvisorError, OSError) as error:
                told = error if isinstance(error, AdvisorError) else os_reason(error)
                self.desk.tell(_("The note is not kept: {reason}").format(reason=told), danger=True)
            else:
                self.desk.tell(_("Kept. Words and kind count in searches once the new services are taken into use."))

        self._app.run_worker(write(), exit_on_error=False, group="noting")

    def renew(self, found: Reference) -> DeskScreen:
        """Go on with services read anew; return the desk that is to be put in place of the one before.

        Calls that wait keep their talk and go on with the new services.
        """
        self.ear.stop()
        self._reference = self.office.reference = found
        self.renewed = False
        self.ear = Ear(lambda: reference.make_listener(found), self._app.understand)
        self.desk = DeskScreen(found, self.ear, stale_after_days=self._app.settings.catalogue.stale_after_days)
        self.switchboard.know(found.known)
        self._show_notices()
        self._recall_all()
        return self.desk

    # ------------------------------------------------------------ saving

    def heard(self, report: Report) -> None:
        """Show what the worker reports, and ask what has to be asked."""
        self.switchboard.heard(report)
        if isinstance(report, Ready):
            self._show_notices()
            self.refresh_calls()
            self._recall_all()
            self.office.catch_up()
        elif isinstance(report, Unusable):
            self._show_notices()
            self._app.waiting.show_calls((), "")
            self._offer_new_database(report.error)
        elif isinstance(report, Conflict):
            self._ask_whose_stands(report)
        self.desk.show_status()
        self._app.waiting.show_status()

    def understood(self, heard: Heard | Deaf) -> None:
        """Show what was heard in the notes. A fault of the program itself leaves a report; the call goes on."""
        if isinstance(heard, Deaf) and not isinstance(heard.error, AdvisorError):
            path = crash.write_report(heard.error, self._places.crashes)
            heard = Deaf(
                AdvisorError(_("its words could not be worked with; see {path}.").format(path=shown(path or "?")))
            )
        self.desk.heard(heard)

    def _recall_all(self) -> None:
        self._app.run_worker(self._recall(), exclusive=True, group="recalling", exit_on_error=False)

    async def _recall(self) -> None:
        """Let the desk know what was reported of services, and the search what was chosen before."""
        self.desk.know_faults(await asyncio.wrap_future(self.switchboard.service_faults()))
        if self._app.settings.search.learn:
            self._reference.search.learned = await asyncio.wrap_future(self.switchboard.learned())

    def teach(self, query: str, service_id: str) -> None:
        """Let the search learn from a choice."""
        words = self._reference.search.learn(query, service_id) if self._app.settings.search.learn else ()
        self.switchboard.teach(words, service_id)

    def saving_of(self, call_id: str) -> SaveState:
        """How far saving a call has come."""
        return self.switchboard.state(call_id)

    def save_now(self) -> None:
        """Save at once; the status line tells when it is done."""
        flush = self.switchboard.flush
        self._app.run_worker(lambda: flush(FLUSH_SECONDS), thread=True, exit_on_error=False, group="saving")

    def _ask_whose_stands(self, conflict: Conflict) -> None:
        def settle(answer: Answer | None) -> None:
            mine = answer is None or answer.option == questions.MINE
            self.switchboard.settle(conflict.call_id, conflict.version if mine else None)
            if not mine:
                self._app.run_worker(self._load_theirs(conflict.call_id), exit_on_error=False, group="conflict")

        self._app.push_screen(questions.two_desks(), settle)

    async def _load_theirs(self, call_id: str) -> None:
        call = await asyncio.wrap_future(self.switchboard.read(call_id))
        if call:
            talk = self.switchboard.take_up(call, self._reference.known)
            talk.on_change = lambda: self._changed(talk)
            self.desk.take(talk)

    def _offer_new_database(self, error: AdvisorError) -> None:
        from advisor_tui.records.database import DamagedDatabase  # noqa: PLC0415 - read by now, in the worker's thread

        if isinstance(error, DamagedDatabase):
            self._app.push_screen(questions.damaged_database(error), self._new_database_answered)

    def _new_database_answered(self, answer: Answer | None) -> None:
        if answer:
            self.switchboard.put_database_aside()

    # ------------------------------------------------------------ the end

    def ask_to_quit(self) -> None:
        """Close the desk; ask only when a call is open."""
        if not self.switchboard.parked_count and self._app.screen is not self.desk:
            self._app.exit()
            return
        question = questions.leave_open_call(unsaved=bool(self.switchboard.overall.problem))
        self._app.push_screen(question, lambda answer: self._app.exit() if answer else None)

    def keep_everything(self) -> bool:
        """Write everything now; return whether it is all on the disk."""
        return self.switchboard.flush(FLUSH_SECONDS) and self.switchboard.all_kept
