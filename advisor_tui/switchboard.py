"""Which call is on the desk and which wait: between the screens, which show calls, and the records, which keep them."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from advisor_tui import clock
from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.follow_ups import Due, arising
from advisor_tui.guidance.known import Known, line_of
from advisor_tui.guidance.vocabulary import Mode
from advisor_tui.language import _
from advisor_tui.paths import Places
from advisor_tui.reasons import os_reason
from advisor_tui.records.export.period import of_day
from advisor_tui.records.saver import Conflict, NotSaved, Report, Saved, Saver, Unusable
from advisor_tui.saving import SaveState
from advisor_tui.settings import Settings, who

T = TypeVar("T")


@dataclass(frozen=True)
class Listed:
    """What the waiting screen lists: calls that can be gone on with, today's finished ones, what is due after calls."""

    open: tuple[Any, ...]
    finished: tuple[Any, ...]
    due: Any


class Switchboard:
    """The calls in hand. ``report`` is called from the worker's thread with all that happens there."""

    def __init__(self, places: Places, settings: Settings, mode: Mode, report: Callable[[Report], None]) -> None:
        self._places = places
        self._settings = settings
        self._mode = mode
        self._lock: Any = None
        self._saver = Saver(self._open_store, report)
        self._report = report
        self._known: Known | None = None
        self.who = who(settings)
        self._parked: dict[str, Conversation] = {}
        self._states: dict[str, SaveState] = {}
        self.problem = ""
        self.unusable: AdvisorError | None = None

    @property
    def database(self) -> Path:
        """The path of the database in use."""
        return self._places.records_file(practice=self._mode == "practice")

    def start(self) -> None:
        """Open the database behind the screen and begin to keep what is handed over."""
        self._saver.start()

    def _open_store(self) -> Any:
        # The database layer takes half a second to import: here, after the first paint, in the worker's thread.
        from advisor_tui.records.database import open_database  # noqa: PLC0415
        from advisor_tui.records.desks import DeskLock  # noqa: PLC0415
        from advisor_tui.records.store import Store  # noqa: PLC0415

        engine = open_database(self.database)
        try:
            self._lock = self._lock or DeskLock(self._places.desks)
        except OSError as error:
            raise AdvisorError(
                _("The folder of the desk cannot be used: {reason}.").format(reason=os_reason(error)),
                where=shown(self._places.desks),
                remedy=_("Check that the folder can be written to."),
            ) from error
        return Store(engine, self._mode, self._lock.desk, who=self.who, arising=self._arising)

    def put_database_aside(self) -> None:
        """Move a damaged database to another name and begin a new one; what is in hand is written to it."""
        from advisor_tui.records.database import set_aside  # noqa: PLC0415

        set_aside(self.database, clock.stamp())
        self._saver.stop()
        self._saver = Saver(self._open_store, self._report)
        self._saver.start()
        self.unusable, self.problem = None, ""

    # ------------------------------------------------------------ calls in hand

    def begin(self, known: Known, earlier: Call | None = None) -> Conversation:
        """Begin a call; one about the matter of an earlier call starts with what is known of that."""
        script = f"{known.script.id} {known.script.version}"
        call = new_call(advisor=self._settings.advisor, mode=self._mode, script=script)
        if earlier is not None:
            call.carry_over(earlier)
        return Conversation(call, known, line_of(self._settings))

    def take_up(self, call: Call, known: Known) -> Conversation:
        """Go on with a call that was read: one that waits, one that was cut off, or a finished one to correct."""
        talk = self._parked.pop(call.id, None) or Conversation(call, known, line_of(self._settings))
        if talk.correcting:
            call.reopen()
            self.note_opened(call.id)
        else:
            talk.resume()
        return talk

    def parked_here(self, call_id: str) -> Conversation | None:
        """Return a call that waits at this desk."""
        return self._parked.get(call_id)

    def park(self, talk: Conversation) -> None:
        """Keep a call at hand."""
        self._parked[talk.call.id] = talk

    def know(self, known: Known) -> None:
        """Know what calls are measured against; those that wait here go on with services read anew."""
        self._known = known
        for talk in self._parked.values():
            talk.known = known

    @property
    def parked_count(self) -> int:
        """How many calls wait at this desk."""
        return len(self._parked)

    def note_opened(self, call_id: str) -> None:
        """Tell the access log that a finished call has been opened."""
        self._saver.ask(lambda store: store.note_opened(call_id))

    def read(self, call_id: str) -> "Future[Call | None]":
        """Read a call."""
        return self._saver.load(call_id)

    # ------------------------------------------------------------ saving

    def submit(self, call: Call) -> None:
        """Hand over a call as it stands."""
        state = self._states.get(call.id, SaveState())
        self._states[call.id] = state.hand_over(self._saver.submit(call))

    def state(self, call_id: str) -> SaveState:
        """Return how far saving a call has come."""
        return self._states.get(call_id, SaveState())

    @property
    def overall(self) -> SaveState:
        """Return the worst that can be said of any call in hand, else the last save."""
        states = [each for each in self._states.values() if each.problem or not each.complete]
        last = max(self._states.values(), key=lambda each: each.kept, default=SaveState())
        return states[0] if states else last

    def heard(self, report: Report) -> None:
        """Take note of what the worker reports; called in the screen's thread."""
        match report:
            case Saved():
                self._states[report.call_id] = self.state(report.call_id).keep(report.generation, report.at)
            case NotSaved():
                self._states[report.call_id] = self.state(report.call_id).fail(report.reason)
            case Conflict():
                words = _("another desk has changed it")
                self._states[report.call_id] = self.state(report.call_id).fail(words)
            case Unusable():
                self.unusable = report.error
                self.problem = _("Calls are not being kept")
            case _:
                self.unusable, self.problem = None, ""

    def settle(self, call_id: str, version: int | None) -> None:
        """End a conflict, see :meth:`Saver.settle`."""
        self._saver.settle(call_id, version)

    @property
    def all_kept(self) -> bool:
        """Whether everything handed over is on the disk."""
        return all(state.complete for state in self._states.values())

    def flush(self, timeout: float) -> bool:
        """Write everything now; return whether it was written in time (seconds)."""
        return self._saver.flush(timeout)

    def stop(self) -> None:
        """Write what is left and let everything go."""
        self._saver.stop()
        if self._lock is not None:
            self._lock.release()

    # ------------------------------------------------------------ what else is asked

    def ask(self, question: Callable[[Any], T]) -> "Future[T]":
        """Ask something short of the store, in the worker's thread and in turn with the saves."""
        return self._saver.ask(question)

    def _arising(self, call: Call) -> tuple[Due, ...]:
        return arising(call, self._known, line_of(self._settings)) if self._known else ()

    # ------------------------------------------------------------ what the search learns

    def teach(self, words: tuple[str, ...], service_id: str) -> None:
        """Count that a service was chosen for words; whether that can be kept is nobody's worry during a call."""
        if words and self._settings.search.learn:
            self._saver.ask(lambda store: store.teach(words, service_id))

    def learned(self) -> "Future[dict[str, dict[str, int]]]":
        """Read what was chosen before."""
        return self._saver.ask(lambda store: store.learned())

    # ------------------------------------------------------------ faults of services

    def report_fault(self, fault: ServiceFault) -> None:
        """Keep a fault of a service."""
        self._saver.ask(lambda store: store.report_fault(fault))

    def take_back_fault(self, call_id: str, service_id: str) -> None:
        """Forget a fault that was marked by mistake."""
        self._saver.ask(lambda store: store.take_back_fault(call_id, service_id))

    def service_faults(self) -> "Future[list[ServiceFault]]":
        """Read the faults that were reported of services."""
        return self._saver.ask(lambda store: store.service_faults())

    # ------------------------------------------------------------ the list

    def list_calls(self) -> "Future[Listed]":
        """Read what the waiting screen lists. A call of another desk that is still open is not offered."""
        today = of_day(clock.today())

        def read(store: Any) -> Listed:
            from advisor_tui.records.follow_up_board import count_due  # noqa: PLC0415 - the database is imported by now

            mine = [
                each
                for each in store.open_calls()
                if each.desk == self._lock.desk or not self._lock.is_alive(each.desk)
            ]
            due = count_due(store.engine, clock.today())
            return Listed(tuple(mine), tuple(store.calls_between(today.start, today.end)), due)

        return self._saver.ask(read)
