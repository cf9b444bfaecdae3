"""What falls due in a database of calls, and removing it so that nothing of it is left in the file.

All is done in short transactions, call by call in the order of the log: between two of them others save their calls,
and whoever stops it leaves a sound database in which the next time goes on. A call with an open follow-up, or one
that is not finished, is never touched: it is *held*.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Engine
from sqlmodel import Session, and_, col, delete, exists, func, not_, or_, select, update

from advisor_tui.guidance.figures import OTHER_PLACE
from advisor_tui.guidance.retention import FREE_TEXT, Kind, Retention
from advisor_tui.guidance.vocabulary import Mode
from advisor_tui.records import access, access_chain, day_figures, facts, follow_ups, sought, stale_days
from advisor_tui.records.export.period import of_day
from advisor_tui.records.tables import (
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


class Basis(Struct, frozen=True):
    """What is reckoned from: the times, the day (of the wall), and the names of the municipalities there are.

    A municipality that is none of them may be any words, and is emptied with them.
    """

    rules: Retention
    day: date
    places: frozenset[str]


class Falling(Struct, frozen=True):
    """What of a kind falls due: how many, the moment of the oldest, and how many are held although their time is over.

    Moments are UTC.
    """

    kind: Kind
    count: int = 0
    oldest: datetime | None = None
    held: int = 0


# ------------------------------------------------------------ what falls due


def falling_due(engine: Engine, basis: Basis) -> list[Falling]:
    """Return what falls due in a database, kind by kind. Nothing is changed."""
    found = []
    with Session(engine.execution_options(reading=True)) as session:
        for kind in OF_CALLS:
            aged = _aged(basis, kind)
            count, oldest, held = (
                func.count().filter(FREE),
                func.min(SINCE).filter(FREE),
                func.count().filter(not_(FREE)),
            )
            found.append(Falling(kind, *session.exec(select(count, oldest, held).where(aged)).one()))
        faults = select(func.count(), func.min(ServiceFaultRow.at)).where(_old_fault(basis))
        found.append(Falling("service_fault", *session.exec(faults).one()))
    before = _before(basis, "access_log")
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


def _elsewhere(basis: Basis) -> Any:
    """Return the condition for calls with words in the place of a municipality."""
    return col(CallRow.municipality).not_in(("", OTHER_PLACE, *sorted(basis.places)))


def _has_words(basis: Basis) -> Any:
    of_call = [col(getattr(CallRow, name)) != "" for name in FREE_TEXT]
    beside_it = [
        exists().where(col(table.call_id) == col(CallRow.id), or_(*(col(getattr(table, name)) != "" for name in names)))
        for table, names in WORDS.items()
    ]
    return or_(*of_call, _elsewhere(basis), *beside_it)


def _aged(basis: Basis, kind: Kind) -> Any:
    """Return the condition for calls whose time of a kind is over, held or not, and that still have what it is about.

    What falls due as a whole call is not counted again for its text and its names.
    """
    over = _before(basis, kind) > SINCE
    if kind == "call":
        return over
    has = _has_words(basis) if kind == "free_text" else exists().where(col(IdentityRow.call_id) == col(CallRow.id))
    return and_(over, _before(basis, "call") <= SINCE, has)


def _before(basis: Basis, kind: Kind) -> datetime:
    """Return the moment before which what is of a kind falls due on a day; every kind in a database has a time."""
    last = basis.rules.of(kind).last_due(basis.day)
    if last is None:
        raise ValueError(kind)
    return of_day(last).end


def _old_fault(basis: Basis) -> Any:
    return col(ServiceFaultRow.at) < _before(basis, "service_fault")


# ------------------------------------------------------------ removing


class Doer(Struct, frozen=True):
    """Who removes what, from which log."""

    basis: Basis
    who: str
    mode: Mode


def remove(engine: Engine, basis: Basis, who: str, told: Told, mode: Mode = "live") -> dict[Kind, int]:
    """Remove from a database what falls due; return how many of each kind are gone.

    The words are out of the file only after :func:`traces.clear`.
    """
    doing = {"call": _remove_calls, "free_text": _empty_words, "identity": _empty_identity}
    gone: dict[Kind, int] = {}
    for kind in OF_CALLS:
        gone[kind] = 0
        ids = _due_ids(engine, basis, kind)
        for start in range(0, len(ids), CHUNK):
            with Session(engine) as session, session.begin():
                some = ids[start : start + CHUNK]
                # Meanwhile somebody may have opened a follow-up, or removed the call: it is asked again in here.
                still = select(CallRow.id, CallRow.place).where(col(CallRow.id).in_(some), _aged(basis, kind), FREE)
                places = dict(session.exec(still.order_by(col(CallRow.place))).all())
                doing[kind](session, places, Doer(basis, who, mode))
            gone[kind] += len(places)
            told(kind, start + len(some), len(ids))
    # The figures of a day were reckoned from what was there: places in them, too, may be any words.
    day_figures.freshen(engine, date.min, basis.day)
    gone["service_fault"] = _remove_faults(engine, basis, who)
    before = _before(basis, "access_log")
    total, _oldest = access_chain.due(engine, before)
    gone["access_log"] = access_chain.remove(engine, who, before, lambda done: told("access_log", done, total))
    return gone


def _due_ids(engine: Engine, basis: Basis, kind: Kind) -> Sequence[str]:
    with Session(engine.execution_options(reading=True)) as session:
        query = select(CallRow.id).where(_aged(basis, kind), FREE).order_by(col(CallRow.place))
        return session.exec(query).all()


def _remove_calls(session: Session, places: dict[str, int], doer: Doer) -> None:
    """Remove whole calls; what they add to the figures of their days is kept."""
    calls = facts.read(session.connection(), list(places), doer.mode)
    day_figures.seal(session, calls, follow_ups.of_calls(session, list(places)), doer.basis.places)
    stale_days.mark(session, *(call.started_at for call in calls))
    said = [(call.id, access.removed_call(call.started_at)) for call in calls]
    access.note_each(session, doer.who, "removed", said)
    for place in places.values():
        sought.remove(session.connection(), place)
    session.exec(delete(UnsoughtRow).where(col(UnsoughtRow.call_id).in_(places)))
    session.exec(delete(CallRow).where(col(CallRow.id).in_(places)))  # what belongs to them goes with them (cascade)


def _empty_words(session: Session, places: dict[str, int], doer: Doer) -> None:
    """Empty what somebody wrote; codes, times and names of services stay."""
    for table, names in WORDS.items():
        session.exec(update(table).where(col(table.call_id).in_(places)).values(dict.fromkeys(names, "")))
    ours = col(CallRow.id).in_(places)
    session.exec(update(CallRow).where(ours).values(dict.fromkeys(FREE_TEXT, "")))
    moments = session.exec(select(CallRow.started_at).where(ours, _elsewhere(doer.basis))).all()
    stale_days.mark(session, *moments)
    session.exec(update(CallRow).where(ours, _elsewhere(doer.basis)).values(municipality=OTHER_PLACE))
    _tell_change(session, places, doer, "free_text")


def _empty_identity(session: Session, places: dict[str, int], doer: Doer) -> None:
    """Remove names and phone numbers."""
    session.exec(delete(IdentityRow).where(col(IdentityRow.call_id).in_(places)))
    _tell_change(session, places, doer, "identity")


def _tell_change(session: Session, places: dict[str, int], doer: Doer, detail: str) -> None:
    """Let calls be found by what is left of them only, and desks that have one open find that it has changed."""
    ours = col(CallRow.id).in_(places)
    session.exec(update(CallRow).where(ours).values(version=col(CallRow.version) + 1))
    for call in facts.read(session.connection(), list(places), doer.mode):
        sought.put(session.connection(), call, places[call.id])
    access.note_each(session, doer.who, "removed", [(call_id, detail) for call_id in places])
    session.exec(delete(UnsoughtRow).where(col(UnsoughtRow.call_id).in_(places)))


def _remove_faults(engine: Engine, basis: Basis, who: str) -> int:
    with Session(engine) as session, session.begin():
        count = int(session.exec(delete(ServiceFaultRow).where(_old_fault(basis))).rowcount)
        if count:
            access.note(session, who, "removed", "", f"service_fault {count}")
        return count
