"""What falls due in a database of calls, and removing it so that nothing of it is left in the file.

All is done in short transactions, call by call in the order of the log: between two of them others save their calls,
and whoever stops it leaves a sound database in which the next time goes on. A call with an open follow-up, or one
that is not finished, is never touched: it is *held*.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Engine
from sqlmodel import Session, and_, col, delete, exists, func, not_, or_, select, update

from advisor_tui.guidance.retention import FREE_TEXT, Kind, Retention
from advisor_tui.guidance.vocabulary import Mode
from advisor_tui.records import access, access_chain, beside, day_figures, facts, follow_ups, sought
from advisor_tui.records.export.period import of_day
from advisor_tui.records.tables import (
    AccessRow,
    CallRow,
    ChildRow,
    FollowUpRow,
    IdentityRow,
    NeedRatingRow,
    NextStepRow,
    ServiceFaultRow,
    UnmetNeedRow,
    UnsoughtRow,
)

CHUNK = 100
"""Calls in one transaction: about a tenth of a second, for which a desk that saves has to wait."""

WORDS: dict[type[ChildRow] | type[FollowUpRow], tuple[str, ...]] = {
    UnmetNeedRow: ("need",),
    NeedRatingRow: ("note",),
    NextStepRow: ("what",),
    FollowUpRow: ("what", "note"),
}
"""Where words stand beside the call itself. Names of services are the catalogue's, not the caller's."""

OF_CALLS: tuple[Kind, ...] = ("call", "free_text", "identity")

Told = Callable[[Kind, int, int], None]
"""Called with what is being removed, how many are gone and how many there were."""


class Falling(Struct, frozen=True):
    """What of a kind falls due: how many, the moment of the oldest, and how many are held although their time is over.

    Moments are UTC.
    """

    kind: Kind
    count: int = 0
    oldest: datetime | None = None
    held: int = 0


# ------------------------------------------------------------ what falls due


def falling_due(engine: Engine, rules: Retention, day: date) -> list[Falling]:
    """Return what falls due on a day (of the wall) in a database, kind by kind. Nothing is changed."""
    found = []
    with Session(engine.execution_options(reading=True)) as session:
        for kind in OF_CALLS:
            aged = _aged(rules, kind, day)
            count, oldest, held = (
                func.count().filter(FREE),
                func.min(SINCE).filter(FREE),
                func.count().filter(not_(FREE)),
            )
            found.append(Falling(kind, *session.exec(select(count, oldest, held).where(aged)).one()))
        faults = select(func.count(), func.min(ServiceFaultRow.at)).where(_old_fault(rules, day))
        found.append(Falling("service_fault", *session.exec(faults).one()))
    before = _before(rules, "access_log", day)
    found.append(Falling("access_log", *access_chain.due(engine, before)))
    return found


SINCE = func.coalesce(col(CallRow.closed_at), col(CallRow.ended_at), col(CallRow.started_at))
"""From when a call's times are counted: its closing, or the next best of what is known."""

FREE = and_(
    col(CallRow.state) == "closed",
    not_(
        exists().where(col(FollowUpRow.call_id) == col(CallRow.id), col(FollowUpRow.state).not_in(("done", "dropped")))
    ),
)
"""A finished call that nothing is left to be done for."""


def _has_words() -> Any:
    of_call = [col(getattr(CallRow, name)) != "" for name in FREE_TEXT]
    beside_it = [
        exists().where(col(table.call_id) == col(CallRow.id), or_(*(col(getattr(table, name)) != "" for name in names)))
        for table, names in WORDS.items()
    ]
    return or_(*of_call, *beside_it)


def _aged(rules: Retention, kind: Kind, day: date) -> Any:
    """Return the condition for calls whose time of a kind is over, held or not, and that still have what it is about.

    What falls due as a whole call is not counted again for its text and its names.
    """
    over = _before(rules, kind, day) > SINCE
    if kind == "call":
        return over
    has = _has_words() if kind == "free_text" else exists().where(col(IdentityRow.call_id) == col(CallRow.id))
    return and_(over, _before(rules, "call", day) <= SINCE, has)


def _before(rules: Retention, kind: Kind, day: date) -> datetime:
    """Return the moment before which what is of a kind falls due on a day; every kind in a database has a time."""
    last = rules.of(kind).last_due(day)
    if last is None:
        raise ValueError(kind)
    return of_day(last).end


def _old_fault(rules: Retention, day: date) -> Any:
    return col(ServiceFaultRow.at) < _before(rules, "service_fault", day)


# ------------------------------------------------------------ removing


def remove(engine: Engine, rules: Retention, day: date, who: str, told: Told, mode: Mode = "live") -> dict[Kind, int]:
    """Remove from a database what falls due on a day (of the wall); return how many of each kind are gone.

    The words are out of the file only after :func:`clear_traces`.
    """
    doing = {"call": _remove_calls, "free_text": _empty_words, "identity": _empty_identity}
    gone: dict[Kind, int] = {}
    for kind in OF_CALLS:
        gone[kind] = 0
        ids = _due_ids(engine, rules, kind, day)
        for start in range(0, len(ids), CHUNK):
            with Session(engine) as session, session.begin():
                some = ids[start : start + CHUNK]
                # Meanwhile somebody may have opened a follow-up, or removed the call: it is asked again in here.
                still = select(CallRow.id, CallRow.place).where(
                    col(CallRow.id).in_(some), _aged(rules, kind, day), FREE
                )
                places = dict(session.exec(still.order_by(col(CallRow.place))).all())
                doing[kind](session, places, who, mode)
            gone[kind] += len(places)
            told(kind, start + len(some), len(ids))
    gone["service_fault"] = _remove_faults(engine, rules, day, who)
    before = _before(rules, "access_log", day)
    total, _oldest = access_chain.due(engine, before)
    gone["access_log"] = access_chain.remove(engine, who, before, lambda done: told("access_log", done, total))
    return gone


def _due_ids(engine: Engine, rules: Retention, kind: Kind, day: date) -> Sequence[str]:
    with Session(engine.execution_options(reading=True)) as session:
        query = select(CallRow.id).where(_aged(rules, kind, day), FREE).order_by(col(CallRow.place))
        return session.exec(query).all()


def _remove_calls(session: Session, places: dict[str, int], who: str, mode: Mode) -> None:
    """Remove whole calls; what they add to the figures of their days is kept."""
    calls = facts.read(session.connection(), list(places), mode)
    day_figures.seal(session, calls, follow_ups.of_calls(session, list(places)))
    for call in calls:
        beside.mark_day(session, call)
        access.note(session, who, "removed", call.id, access.removed_call(call.started_at))
    for place in places.values():
        sought.remove(session.connection(), place)
    session.exec(delete(UnsoughtRow).where(col(UnsoughtRow.call_id).in_(places)))
    session.exec(delete(CallRow).where(col(CallRow.id).in_(places)))  # what belongs to them goes with them (cascade)


def _empty_words(session: Session, places: dict[str, int], who: str, mode: Mode) -> None:
    """Empty what somebody wrote; codes, times and names of services stay."""
    for table, names in WORDS.items():
        session.exec(update(table).where(col(table.call_id).in_(places)).values(dict.fromkeys(names, "")))
    session.exec(update(CallRow).where(col(CallRow.id).in_(places)).values(dict.fromkeys(FREE_TEXT, "")))
    _tell_change(session, places, who, mode, "free_text")


def _empty_identity(session: Session, places: dict[str, int], who: str, mode: Mode) -> None:
    """Remove names and phone numbers."""
    session.exec(delete(IdentityRow).where(col(IdentityRow.call_id).in_(places)))
    _tell_change(session, places, who, mode, "identity")


def _tell_change(session: Session, places: dict[str, int], who: str, mode: Mode, detail: str) -> None:
    """Let calls be found by what is left of them only, and desks that have one open find that it has changed."""
    ours = col(CallRow.id).in_(places)
    session.exec(update(CallRow).where(ours).values(version=col(CallRow.version) + 1))
    for call in facts.read(session.connection(), list(places), mode):
        sought.put(session.connection(), call, places[call.id])
        access.note(session, who, "removed", call.id, detail)
    session.exec(delete(UnsoughtRow).where(col(UnsoughtRow.call_id).in_(places)))


def _remove_faults(engine: Engine, rules: Retention, day: date, who: str) -> int:
    with Session(engine) as session, session.begin():
        count = int(session.exec(delete(ServiceFaultRow).where(_old_fault(rules, day))).rowcount)
        if count:
            access.note(session, who, "removed", "", f"service_fault {count}")
        return count


# ------------------------------------------------------------ out of the file


CLEARED = "cleared"
"""The detail of the line of the access log that tells that what was removed before it is out of the file."""

STEPS = 100_000
"""Steps of SQLite's machine between two looks at whether somebody wants to stop: some hundredths of a second."""


def clear_traces(engine: Engine, who: str, told: Callable[[], None]) -> bool:
    """Get what was removed out of every file of the database; return whether all of it is out.

    SQLite overwrites what it deletes (``secure_delete``), but where it rearranges pages it leaves old copies of rows in
    their unused parts, and the index of words keeps what is removed until it is merged. So the index is merged in
    short steps, the file is written anew (``VACUUM``), and the write-ahead log is folded into it, which another desk
    that reads just then prevents. ``told`` is called time and again. Where nothing was removed since, nothing is done.
    """
    if not _traces_left(engine):
        return True
    first = more = True
    while more:
        with engine.begin() as connection:
            more = sought.forget_for_good(connection, first=first)
        first = False
        told()
    raw = engine.raw_connection()  # without a transaction: VACUUM takes none, and the log could not be folded in one
    try:
        _write_anew(raw.driver_connection, told)  # type: ignore[arg-type]  # the driver is sqlite3
        busy, _pages, _folded = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.close()
    if not busy:
        with Session(engine) as session, session.begin():
            access.note(session, who, "removed", "", CLEARED)
    return not busy


def _traces_left(engine: Engine) -> bool:
    """Tell whether anything was removed after traces were cleared the last time."""
    with Session(engine.execution_options(reading=True)) as session:
        query = select(AccessRow.detail).where(col(AccessRow.action) == "removed")
        last = session.exec(query.order_by(col(AccessRow.number).desc()).limit(1)).first()
    return last not in (None, CLEARED)


def _write_anew(connection: sqlite3.Connection, told: Callable[[], None]) -> None:
    """Write the file anew. Stopping it in between leaves it as it was."""
    stopped = False

    def look() -> bool:
        nonlocal stopped
        try:
            told()
        except KeyboardInterrupt:
            stopped = True
        return stopped

    connection.execute("PRAGMA temp_store=FILE")  # what is kept is copied once: a log of years does not fit the memory
    connection.set_progress_handler(look, STEPS)
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if stopped:
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
        connection.execute("PRAGMA temp_store=MEMORY")
