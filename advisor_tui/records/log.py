"""The log of finished calls, newest first: a page at a time, found by words, days, outcome, advisor, service and kind.

A page begins below a place in the log (keyset), so that the thousandth costs what the first does; nobody counts what
there is. Days bound the places, everything else is one query of the index of words (:mod:`.sought`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Engine, Integer, column, delete, select, table, text

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.figures import REPEATS
from advisor_tui.records import access, sought, summaries
from advisor_tui.records.export.period import of_day
from advisor_tui.records.store import Store
from advisor_tui.records.summaries import CALLS, Summary
from advisor_tui.records.tables import AccessRow, UnsoughtRow, place_of
from advisor_tui.text import clean_line

PAGE = 50
"""Calls read at a time: two screens of the tallest terminal."""

CHUNK = 200
"""Calls brought into the index in one transaction: a save of another desk waits for a tenth of a second at most."""

SAME_MATTER_DAYS = REPEATS[-1]
"""Days back in which a call of the same person is offered as being about the same matter: as repeat contacts go."""

OFFERED = 5
"""Earlier calls offered at most: what is read at a glance while somebody talks."""


ACCESS = AccessRow.__table__.c  # type: ignore[attr-defined]
UNSOUGHT = UnsoughtRow.__table__.c  # type: ignore[attr-defined]
WORDS = table("call_words", column("rowid", Integer))


class Wanted(Struct, frozen=True):
    """What the log is asked for. Empty parts ask for nothing.

    ``kind`` is ``client`` or the reason why a call was none; ``service`` an id, or words of the name it was told by;
    ``first`` and ``last`` are days of the wall, both included.
    """

    words: str = ""
    outcome: str = ""
    advisor: str = ""
    service: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


def narrowed(limits: Wanted, words: str, first: date | None, last: date | None) -> Wanted:
    """Return limits with words, and only those of their days that lie within further bounds too."""
    firsts = [each for each in (limits.first, first) if each]
    lasts = [each for each in (limits.last, last) if each]
    return replace(limits, words=words, first=max(firsts, default=None), last=min(lasts, default=None))


@dataclass(frozen=True)
class Change:
    """A correction: who changed which parts (as :func:`.beside.changed_parts` names them), and when last."""

    at: datetime
    who: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A call to be read, with what became of its record: corrections, the last export, calls that go on with it."""

    call: Call
    changes: tuple[Change, ...]
    exported: datetime | None
    continued_by: tuple[Summary, ...]


# ------------------------------------------------------------ pages


def page(engine: Engine, wanted: Wanted, before: int | None = None, limit: int = PAGE) -> list[Summary]:
    """Return finished calls, newest first, that lie below a place in the log, or from the newest on."""
    found = _asked(wanted)
    at_least = _start(wanted.first)
    below = min((each for each in (before, _end(wanted.last)) if each is not None), default=None)
    return _summaries(engine, found, at_least, below, limit)


def _asked(wanted: Wanted) -> str | None:
    """Return what is asked of the index, or None where nothing is: then the log itself is read."""
    values = (("outcome", wanted.outcome), ("advisor", wanted.advisor), ("kind", wanted.kind))
    marks = [sought.mark(kind, value) for kind, value in values if value]
    return sought.asked_for(wanted.words, marks, wanted.service) or None


def _start(day: date | None) -> int | None:
    return None if day is None else place_of(of_day(day).start)


def _end(day: date | None) -> int | None:
    return None if day is None else place_of(of_day(day).end)


def _summaries(engine: Engine, asked: str | None, at_least: int | None, below: int | None, limit: int) -> list[Summary]:
    place = WORDS.c.rowid if asked else CALLS.place
    within = [place >= at_least] if at_least is not None else []
    within += [place < below] if below is not None else []
    query = summaries.summaries().order_by(CALLS.place.desc())
    if asked:
        met = text("call_words MATCH :asked").bindparams(asked=asked)
        found = select(place).where(met, *within).order_by(place.desc()).limit(limit)
        query = query.where(CALLS.place.in_(found))
    else:
        query = query.where(CALLS.state == "closed", *within).limit(limit)
    return summaries.read(engine, query)


# ------------------------------------------------------------ one call


def read_card(store: Store, call_id: str, *, told: bool = False) -> Card | None:
    """Return a call to be read, or None where there is none any more.

    That somebody reads it goes to the access log, unless that has been ``told`` already.
    """
    call = store.load(call_id)
    if call is None:
        return None
    if not told:
        store.note_opened(call_id)
    going_on = sought.asked_for("", [sought.mark("continues", call_id)])
    return Card(
        call,
        changes(store.engine, call_id),
        exported_at(store.engine, call),
        tuple(_summaries(store.engine, going_on, None, None, OFFERED)),
    )


def changes(engine: Engine, call_id: str) -> tuple[Change, ...]:
    """Return the corrections of a call, oldest first: what was changed between two times of opening it is one."""
    done = ACCESS.action.in_(("opened", "changed"))
    found: list[Change] = []
    begun = True
    for line in _access(engine, select(*ACCESS).where(ACCESS.record == call_id, done).order_by(ACCESS.number)):
        if line["action"] == "opened":
            begun = True
            continue
        parts = tuple(clean_line(line["detail"]).split())
        who = clean_line(line["who"])
        if not begun and found[-1].who == who:
            parts = tuple(dict.fromkeys((*found.pop().parts, *parts)))
        found.append(Change(line["at"], who, parts))
        begun = False
    return tuple(found)


def exported_at(engine: Engine, call: Call) -> datetime | None:
    """Return when a call last went out in an export, or None: the file has it as it was then."""
    spans = select(*ACCESS).where(ACCESS.record.in_(("", call.id)), ACCESS.action == "exported")
    lines = _access(engine, spans.order_by(ACCESS.number.desc()))
    of_call = (
        line["at"] for line in lines if line["record"] == call.id or access.covers(line["detail"], call.started_at)
    )
    return next(of_call, None)


def _access(engine: Engine, query: Any) -> Sequence[Any]:
    with engine.execution_options(reading=True).connect() as connection:
        return connection.execute(query).mappings().all()


# ------------------------------------------------------------ the same person


def of_same_person(engine: Engine, call: Call) -> list[Summary]:
    """Return earlier calls, newest first, whose kept identity is that of this one; none for an anonymous call.

    The same is a phone number of the caller or of the person, or both their names together.
    """
    marks = [] if call.anonymous else sought.identity_marks(call)
    if not marks:
        return []
    known = " OR ".join(sought.asked_for("", [each]) for each in marks)
    since = call.started_at - timedelta(days=SAME_MATTER_DAYS)
    return _summaries(engine, known, place_of(since), place_of(call.started_at), OFFERED)


# ------------------------------------------------------------ calls from before the index


def catch_up(engine: Engine, told: Callable[[int], bool]) -> None:
    """Bring calls from before there was an index into it, the newest first, in short transactions.

    ``told`` hears how many are left and answers whether to go on; what is left is brought in another time.
    """
    left, before = _unsought(engine), None
    store = Store(engine)
    while left > 0:
        if not told(left):
            return
        with engine.execution_options(reading=True).connect() as connection:
            rows = connection.execute(_next_unsought(before)).mappings().all()
        if not rows:
            break
        moments = [row["started_at"] for row in rows]
        calls = list(store.read_between(min(moments), max(moments) + timedelta(microseconds=1)))
        with engine.begin() as connection:
            _bring_in(connection, calls)
        left, before = left - len(rows), rows[-1]["place"]
    told(0)


def _unsought(engine: Engine) -> int:
    with engine.execution_options(reading=True).connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM unsought")).scalar_one())


def _next_unsought(before: int | None) -> Any:
    query = select(CALLS.place, CALLS.started_at).where(CALLS.id.in_(select(UNSOUGHT.call_id)))
    if before is not None:
        query = query.where(CALLS.place < before)
    return query.order_by(CALLS.place.desc()).limit(CHUNK)


def _bring_in(connection: Connection, calls: Sequence[Call]) -> None:
    """Index what is still out of it: a call that was saved meanwhile is in it already, with newer words."""
    places = select(CALLS.id, CALLS.place).where(CALLS.id.in_([call.id for call in calls]))
    rows = connection.execute(places.where(CALLS.id.in_(select(UNSOUGHT.call_id)))).all()
    out: dict[str, int] = {row.id: row.place for row in rows}
    for call in calls:
        if call.id in out:
            sought.put(connection, call, out[call.id])
    connection.execute(delete(UnsoughtRow.__table__).where(UNSOUGHT.call_id.in_(list(out))))  # type: ignore[attr-defined]
