"""Reading and writing calls. One store belongs to one thread; each save is one short transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, exists, func
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, delete, select

from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.guidance.vocabulary import Mode
from advisor_tui.records import access, beside, facts, learning, mapping, service_faults, summaries
from advisor_tui.records.summaries import Summary
from advisor_tui.records.tables import CallRow, TimelineRow, place_of

CHUNK = 200
"""Calls read at a time when many are read: their other rows come with one query for each table and chunk."""


class StaleCall(Exception):
    """Somebody else has saved the call since it was read."""

    def __init__(self, call_id: str, version: int) -> None:
        super().__init__(call_id)
        self.call_id = call_id
        self.version = version


class RemovedCall(Exception):
    """The call has been removed since it was read, as the access log tells: what is removed for good stays so.

    A call that is missing for another reason (a new database in the place of a damaged one) is kept whole again.
    """

    removed = True


def _free_place(session: Session, started_at: datetime) -> int:
    """Return a place in the log that no other call has: milliseconds from 1970, counted on where they are taken."""
    wanted = place_of(started_at)
    here, after = aliased(CallRow), aliased(CallRow)
    is_last = ~exists().where(col(after.place) == col(here.place) + 1)
    taken = session.exec(select(CallRow.id).where(col(CallRow.place) == wanted)).first()
    last = select(func.min(here.place)).where(col(here.place) >= wanted, is_last)
    return session.exec(last).one() + 1 if taken else wanted


def _oldest_first(condition: Any) -> Any:
    return summaries.summaries().where(condition).order_by(col(CallRow.started_at))


class Store:
    """Calls in one database.

    ``who`` works at this desk, for the access log; ``arising`` tells what a finished call asks for afterwards.
    """

    def __init__(
        self,
        engine: Engine,
        mode: Mode = "live",
        desk: str = "",
        *,
        who: str = "",
        arising: Callable[[Call], Sequence[Due]] = lambda _call: (),
    ) -> None:
        self.engine = engine
        self.who = who
        self._mode = mode
        self._desk = desk
        self._arising = arising
        self._saved: dict[str, Call] = {}
        self._told: set[tuple[str, str]] = set()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with Session(self.engine.execution_options(reading=True)) as session:
            yield session

    def save(self, call: Call) -> int:
        """Keep a call as it stands and return its new version. It is on the disk when this returns.

        Raises :class:`StaleCall` when the version it was read with is not the kept one, :class:`RemovedCall` when it
        was removed, SQLAlchemy's errors when the disk is full or cannot be written; nothing of it is kept then.
        """
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            row = session.get(CallRow, call.id)
            if row is None and call.version and access.begun_before_removal(session, call.id):
                raise RemovedCall(call.id)
            if row is None:
                before = None
                place = _free_place(session, call.started_at)
                row = CallRow(id=call.id, state=call.state, started_at=call.started_at, place=place)
                session.add(row)
            elif row.version != call.version:
                raise StaleCall(call.id, row.version)
            else:
                before = self._known(call.id, row.version)
                flag_modified(row, "state")  # the version counts up also when only other tables change
            mapping.fill(row, call)
            row.desk = "" if call.state == "closed" else self._desk
            session.flush()
            self._save_children(session, call, before)
            if call.state == "closed":
                beside.keep(session, call, row.place, self._arising(call))
                self._tell_change(session, call, before)
        if before and before.identity and not call.identity:
            self._fold_log()
        call.version = row.version
        self._saved[call.id] = call.snapshot()
        return row.version

    def _tell_change(self, session: Session, call: Call, before: Call | None) -> None:
        """Tell the access log which parts of a finished call were changed, each once while it is open here."""
        if before is None or before.state != "closed":
            return
        parts = [part for part in beside.changed_parts(before, call) if (call.id, part) not in self._told]
        if parts:
            access.note(session, self.who, "changed", call.id, " ".join(parts))
            self._told.update((call.id, part) for part in parts)

    def note_opened(self, call_id: str) -> None:
        """Tell the access log that somebody opened a finished call."""
        self._told = {each for each in self._told if each[0] != call_id}
        with Session(self.engine) as session, session.begin():
            access.note(session, self.who, "opened", call_id)

    def _fold_log(self) -> None:
        """Fold the write-ahead log into the file: what has just been deleted still stands in it, readable."""
        with self.engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _known(self, call_id: str, version: int) -> Call | None:
        """Return the kept call when it is the one last written or read here; else every part is written anew."""
        saved = self._saved.get(call_id)
        return saved if saved and saved.version == version else None

    def _save_children(self, session: Session, call: Call, before: Call | None) -> None:
        for table, name in mapping.CHILDREN.items():
            if before is None or getattr(before, name) != getattr(call, name):
                session.exec(delete(table).where(col(table.call_id) == call.id))
                session.add_all(mapping.child_rows(call, table))
        # It only ever grows, unless what one desk has made of the call takes the place of what another had.
        grown = before is not None and call.timeline[: len(before.timeline)] == before.timeline
        kept = len(before.timeline) if before and grown else 0
        if not grown:
            session.exec(delete(TimelineRow).where(col(TimelineRow.call_id) == call.id))
        session.add_all(mapping.timeline_rows(call, kept))

    def load(self, call_id: str) -> Call | None:
        """Return a call, or None where there is none of this id."""
        with self._reading() as session:
            call = next(iter(facts.read(session.connection(), [call_id], self._mode)), None)
        if call:
            self._saved[call.id] = call.snapshot()
        return call

    def open_calls(self) -> list[Summary]:
        """Return the calls that are not finished, oldest first."""
        return summaries.read(self.engine, _oldest_first(col(CallRow.state) != "closed"))

    def calls_between(self, start: datetime, end: datetime) -> list[Summary]:
        """Return the finished calls that began within a span, newest first."""
        inside = (col(CallRow.started_at) >= start) & (col(CallRow.started_at) < end)
        return summaries.read(self.engine, _oldest_first(inside & (col(CallRow.state) == "closed")))[::-1]

    def read_between(self, start: datetime, end: datetime, told: Callable[[int], None] | None = None) -> Iterator[Call]:
        """Yield whole finished calls that began within a span, oldest first, a chunk at a time.

        ``told`` is called with how many there are before the first one comes.
        """
        inside = (col(CallRow.started_at) >= start) & (col(CallRow.started_at) < end) & (col(CallRow.state) == "closed")
        with self._reading() as session:
            ids = session.exec(
                select(CallRow.id).where(inside).order_by(col(CallRow.started_at), col(CallRow.id))
            ).all()
        if told:
            told(len(ids))
        for index in range(0, len(ids), CHUNK):
            with self._reading() as session:
                calls = facts.read(session.connection(), ids[index : index + CHUNK], self._mode)
            yield from calls  # with no transaction open: nobody knows how long the reader takes, or whether it ends

    def teach(self, words: Iterable[str], service_id: str) -> None:
        """Count that a service was chosen for words of the catalogue."""
        learning.teach(self.engine, words, service_id)

    def learned(self) -> dict[str, dict[str, int]]:
        """Return for each word how often each service was chosen for it."""
        return learning.learned(self.engine)

    def report_fault(self, fault: ServiceFault) -> None:
        """Keep a fault of a service."""
        service_faults.report(self.engine, fault)

    def take_back_fault(self, call_id: str, service_id: str) -> None:
        """Forget a fault of a service that was marked by mistake."""
        service_faults.take_back(self.engine, call_id, service_id)

    def service_faults(self) -> list[ServiceFault]:
        """Return every fault of a service, the oldest first."""
        return service_faults.reported(self.engine)

    def close(self) -> None:
        """Let the database go; the last desk to close folds the write-ahead log into the file."""
        self.engine.dispose()
