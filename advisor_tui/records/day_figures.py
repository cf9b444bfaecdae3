"""The figures of each day and advisor as they are kept, so that those of years are there at once.

What is ``live`` is a cache: a day that was marked is reckoned anew from its calls before it is read. What is
``removed`` was counted when its calls were about to be removed, and can be reckoned no more. A call belongs to the day
on the wall on which it began, also when it went on over midnight.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

import msgspec
from sqlalchemy import Engine, delete, insert, select
from sqlmodel import Session, col

from advisor_tui import clock
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.figures import Figures, add, tally, with_known_places
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.language import _, full_day
from advisor_tui.records import facts, follow_ups
from advisor_tui.records.export.period import of_day
from advisor_tui.records.tables import CallRow, DayFiguresRow, StaleDayRow

LIVE, REMOVED = "live", "removed"

CHUNK = 500
"""Calls of a day that are read at a time: a busy day of a large line."""

Told = Callable[[int, int], None]
"""Called with how many days are reckoned and how many there were."""

_decoder = msgspec.json.Decoder(Figures)


def freshen(engine: Engine, first: date, last: date, told: Told | None = None) -> None:
    """Reckon the marked days of a span (both included) anew, each in a transaction of its own.

    A desk that saves has to wait for one day at most, a tenth of a second on a large line. ``told`` is called after
    each day.
    """
    marked = (
        select(col(StaleDayRow.day)).where(col(StaleDayRow.day).between(first, last)).order_by(col(StaleDayRow.day))
    )
    with engine.execution_options(reading=True).connect() as connection:
        days = connection.execute(marked).scalars().all()
    for done, day in enumerate(days, 1):
        # The mark goes in the transaction that reads the calls: a save before it is counted, one after it marks again.
        with Session(engine) as session, session.begin():
            mark = session.get(StaleDayRow, day)
            if mark:
                session.delete(mark)
                _reckon(session, day)
        if told:
            told(done, len(days))


def read(engine: Engine, first: date, last: date, advisor: str = "", told: Told | None = None) -> Figures:
    """Return the figures of a span (both days included), of one advisor or of everybody, after :func:`freshen`.

    Raises :class:`AdvisorError` when what is kept of a day has been changed by something else and cannot be read.
    """
    freshen(engine, first, last, told)
    query = select(col(DayFiguresRow.day), col(DayFiguresRow.tally)).where(col(DayFiguresRow.day).between(first, last))
    if advisor:
        query = query.where(col(DayFiguresRow.advisor) == advisor)
    found = Figures()
    with engine.execution_options(reading=True).connect() as connection:
        for day, kept in connection.execute(query.order_by(col(DayFiguresRow.day))):
            add(found, _decoded(day, kept))
    return found


def seal(
    session: Session,
    calls: Sequence[Call],
    follow_ups_by_call: Mapping[str, Sequence[FollowUp]],
    places: Collection[str] | None = None,
) -> None:
    """Keep what calls count for, as they are about to be removed, in the transaction that removes them.

    ``places`` are the names of municipalities: what was written in the place of one is then kept as another place,
    because it may be anything. The day has to be marked as well, so that the calls are not counted twice.
    """
    change = partial(with_known_places, places=places) if places is not None else lambda found: found
    for (day, advisor), found in _by_advisor(calls, follow_ups_by_call).items():
        row = session.get(DayFiguresRow, (day, advisor, REMOVED))
        if row is None:
            row = DayFiguresRow(day=day, advisor=advisor, part=REMOVED)
            session.add(row)
        total = _decoded(day, row.tally) if row.tally else Figures()
        add(total, change(found))
        row.tally = _text(total)
    session.flush()


def _reckon(session: Session, day: date) -> None:
    """Reckon the figures of the kept calls of a day."""
    is_live = (col(DayFiguresRow.day) == day) & (col(DayFiguresRow.part) == LIVE)
    session.execute(delete(DayFiguresRow).where(is_live))
    period = of_day(day)
    began = (col(CallRow.started_at) >= period.start) & (col(CallRow.started_at) < period.end)
    closed = select(col(CallRow.id)).where(began & (col(CallRow.state) == "closed"))
    ids = session.execute(closed.order_by(col(CallRow.place))).scalars().all()
    total: dict[tuple[date, str], Figures] = {}
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        calls = facts.read(session.connection(), some)
        for key, found in _by_advisor(calls, follow_ups.of_calls(session, some)).items():
            add(total.setdefault(key, Figures()), found)
    rows = [
        {"day": day, "advisor": advisor, "part": LIVE, "tally": _text(found)}
        for (_day, advisor), found in total.items()
    ]
    if rows:
        session.execute(insert(DayFiguresRow), rows)


def _by_advisor(
    calls: Iterable[Call], follow_ups_by_call: Mapping[str, Sequence[FollowUp]]
) -> dict[tuple[date, str], Figures]:
    """Return the figures of calls by their day and advisor."""
    found: dict[tuple[date, str], Figures] = {}
    for call in calls:
        key = (clock.local(call.started_at).date(), call.advisor)
        add(found.setdefault(key, Figures()), tally(call, follow_ups_by_call.get(call.id, ())))
    return found


def _decoded(day: date, kept: str) -> Figures:
    try:
        return _decoder.decode(kept)
    except msgspec.DecodeError as error:
        raise AdvisorError(
            _("The figures of {day} cannot be read: something else has changed them.").format(day=full_day(day)),
            remedy=_("Restore a backup of the database of calls."),
        ) from error


def _text(figures: Figures) -> str:
    return msgspec.json.encode(figures).decode()
