"""What is done with the services beside the script: attach, limit, show what is hidden, report a fault, correct."""

from dataclasses import replace

from advisor_tui import clock
from advisor_tui.catalogue.notes import Note, noted
from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.catalogue.service import Service
from advisor_tui.ear import Ear
from advisor_tui.guidance.script import label
from advisor_tui.language import _, current, short_day
from advisor_tui.reference import Reference
from advisor_tui.screens import questions
from advisor_tui.screens.choose import Answer
from advisor_tui.screens.desk_hearing import DeskHearing
from advisor_tui.search.asked import Asked
from advisor_tui.widgets.search_line import SearchLine
from advisor_tui.widgets.search_pane import SearchPane
from advisor_tui.widgets.service_card import Around


class DeskServices(DeskHearing):
    """The part of the desk that looks after the services. The desk itself stands in :mod:`.desk`."""

    def __init__(self, reference: Reference, ear: Ear, *, stale_after_days: int) -> None:
        super().__init__(reference, ear)
        self._faults: dict[tuple[str, str], ServiceFault] = {}
        self.search = SearchPane(id="search")
        self.search.around = Around(stale_after_days, reference.centres, kinds=reference.kinds)

    # ------------------------------------------------------------ attaching

    def on_search_pane_attached(self, event: SearchPane.Attached) -> None:
        """Attach a service."""
        event.stop()
        self.talk.attach(event.service, event.status)
        self.desk.shift.teach(self.search.words, event.service.id)
        self.search.mark_attached()

    def on_search_pane_unmet_asked(self, event: SearchPane.UnmetAsked) -> None:
        """Ask why a need stays unmet."""
        event.stop()
        if not self.search.service:
            self.talk.call.log("search_empty")
        self.ask_unmet(event.need, event.service_type)

    def do_unmet_need(self) -> None:
        """Note an unmet need, by the words of the search."""
        service = self.search.service
        self.ask_unmet(self.search.words, service.type if service else "")

    # ------------------------------------------------------------ limits

    async def on_search_line_commanded(self, event: SearchLine.Commanded) -> None:
        """Do a command that was given by its key in the search."""
        event.stop()
        await self.action_command(event.command)

    def do_limits(self) -> None:
        """Ask what the search is limited to."""
        from advisor_tui.screens.filter_box import FilterBox  # noqa: PLC0415 - opened seldom, not needed to start

        def limit(asked: Asked | None) -> None:
            if asked is not None:
                self.search.limit(asked)
                self.do_search()

        self.app.push_screen(FilterBox(self.search.asked, self.talk.known.areas), limit)

    def do_search(self) -> None:
        """Search the services."""
        raise NotImplementedError

    def do_hidden(self) -> None:
        """Show what facts and limits hide, or hide it again."""
        self.search.show_hidden()

    # ------------------------------------------------------------ faults

    def know_faults(self, faults: list[ServiceFault]) -> None:
        """Show on the cards what was reported before."""
        self._faults = {(each.call_id, each.service_id): each for each in faults} | self._faults
        self._show_faults()

    def _show_faults(self) -> None:
        found: dict[str, list[str]] = {}
        for fault in self._faults.values():
            found.setdefault(fault.service_id, []).append(self._fault_words(fault))
        self.search.around = replace(self.search.around, reported=found)
        self.search.show_card_again()

    def _fault_words(self, fault: ServiceFault) -> str:
        what = label(self._reference.known.script.service_fault, fault.kind, current())
        told = _("Marked {day}: {what}").format(day=short_day(clock.local(fault.at).date()), what=what)
        return " ".join(filter(None, (told, fault.number, fault.note)))

    def do_service_fault(self) -> None:
        """Mark at once that the number does not answer; when that is marked already, ask what is wrong."""
        service = self.search.service
        if service is None:
            self.tell(_("No service is chosen."))
            return
        faults = self.talk.known.script.service_fault
        marked = (self.talk.call.id, service.id) in self._faults
        if marked or not service.phones:
            question = questions.service_fault(service.names.pick(current()), faults, marked=marked)
            self.app.push_screen(question, lambda answer: self._fault_answered(service, answer))
        else:
            self._report(service, faults[0].id, "")
            self.tell(
                _("Marked: {what}. The same key again: another fault.").format(what=faults[0].label.pick(current()))
            )

    def _fault_answered(self, service: Service, answer: Answer | None) -> None:
        if answer is None:
            return
        if answer.option == questions.TAKE_BACK:
            self._faults.pop((self.talk.call.id, service.id), None)
            self.desk.shift.switchboard.take_back_fault(self.talk.call.id, service.id)
            self.talk.log("service_fault", service.id)
            self._show_faults()
        else:
            self._report(service, answer.option, answer.text)

    def _report(self, service: Service, kind: str, note: str) -> None:
        number = service.phones[0].number if service.phones else ""
        fault = ServiceFault(self.talk.call.id, service.id, kind, number, note, clock.now())
        self._faults[fault.call_id, fault.service_id] = fault
        self.desk.shift.switchboard.report_fault(fault)
        self.talk.log("service_fault", service.id, kind)
        self._show_faults()

    # ------------------------------------------------------------ corrections

    def do_correct_service(self) -> None:
        """Ask what is to be corrected of a service."""
        from advisor_tui.screens.correct_box import CorrectBox  # noqa: PLC0415 - opened seldom, not needed to start

        service = self.search.service
        if service is None:
            self.tell(_("No service is chosen."))
            return

        def correct(note: Note | None) -> None:
            if note is not None:
                self.desk.shift.keep_note(note)
                self.talk.known.catalogue.put(noted(service, note))
                self.search.show_corrected()

        note = self._reference.notes.get(service.id, Note(service.id))
        self.app.push_screen(CorrectBox(service, note, self._reference.kinds), correct)
