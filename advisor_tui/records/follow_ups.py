"""Follow-ups as they are kept: made with the call they come from, and changed one at a time, each with its version.

A change is told in the access log with a code, so that everybody can read there what became of a follow-up:
``made``, ``done``, ``dropped``, ``gone`` (dropped because the corrected call does not ask for it), ``taken_back``,
``taken``, ``handed_over``, ``postponed DAY asked DAY`` (the second is the day that the call asks for), ``asked DAY``
(the day of the corrected call was taken), ``asked_again``, ``noted``.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from advisor_tui import clock
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import LINE_LIMIT, new_id
from advisor_tui.guidance.follow_ups import GONE, OWN, Due, FollowUp, other_day
from advisor_tui.guidance.vocabulary import FollowUpState
from advisor_tui.language import _
from advisor_tui.records import access, stale_days
from advisor_tui.records.mapping import cleaned
from advisor_tui.records.tables import AccessRow, CallRow, FollowUpRow
from advisor_tui.records.trouble import failure_reason
from advisor_tui.text import clean_line

CHUNK = 500
"""Ids asked for at a time: SQLite takes some thousands, and a long list of them is no faster."""

NO_DAY = "none"
"""Stands in the access log for a day where there is none."""

ASKED_AGAIN = "asked_again"


class Changes(TypedDict, total=False):
    """What of a follow-up can be changed."""

    state: FollowUpState
    due_on: date | None
    owner: str
    note: str


class StaleFollowUp(Exception):
    """Somebody else has changed the follow-up since it was read; nothing was overwritten.

    ``now`` is how it stands (None: it went with its call), ``last`` what was done last and by whom.
    """

    def __init__(self, now: FollowUp | None, history: Sequence[access.Access]) -> None:
        super().__init__(now.id if now else "")
        self.now = now
        self.last = history[-1] if history else None


# ------------------------------------------------------------ with the call


def follow(session: Session, call_id: str, dues: Sequence[Due]) -> None:
    """Make the follow-ups that a finished call asks for and does not have yet.

    What an open one does not agree with any more is marked, never changed: somebody may have promised it.
    """
    found = session.exec(select(FollowUpRow).where(col(FollowUpRow.call_id) == call_id)).all()
    kept = {row.source: row for row in found if row.source != OWN}
    for due in dues:
        row = kept.pop(due.source, None)
        if row is None:
            session.add(_new_row(call_id, due))
        elif row.state == "open":
            agrees = due.due_on == row.due_on or due.due_on == _asked_day(session, row)
            _set(row, doubt="" if agrees else other_day(due.due_on))
        elif row.state == "dropped" and _last_detail(session, row.id) == GONE:
            _set(row, state="open", doubt="", due_on=due.due_on, ended_at=None, ended_by="")
            access.note(session, "", "follow_up", row.id, ASKED_AGAIN)
    for row in kept.values():
        if row.state == "open":
            _set(row, doubt=GONE)


def _new_row(call_id: str, due: Due) -> FollowUpRow:
    return FollowUpRow(
        id=new_id(),
        call_id=call_id,
        source=due.source,
        kind=due.kind,
        what=due.what,
        service_id=due.service_id,
        owner=due.owner,
        due_on=due.due_on,
        state="open",
        made_at=clock.now(),
    )


def _set(row: FollowUpRow, **values: Any) -> None:
    """Set what differs, so that a row that stays as it was keeps its version."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _asked_day(session: Session, row: FollowUpRow) -> date | None:
    """Return the day that the call asked for when somebody last set another one; else the day that stands."""
    for detail in _details(session, row.id):
        if detail == ASKED_AGAIN:
            break
        _before, found, day = detail.rpartition("asked ")
        if found:
            return None if day == NO_DAY else date.fromisoformat(day)
    return row.due_on


def _details(session: Session, follow_up_id: str) -> Iterator[str]:
    """Yield what was done with a follow-up, the last first."""
    query = select(AccessRow.detail).where(col(AccessRow.record) == follow_up_id)
    yield from session.exec(query.order_by(col(AccessRow.number).desc()))


def _last_detail(session: Session, follow_up_id: str) -> str:
    return next(_details(session, follow_up_id), "")


# ------------------------------------------------------------ read


def as_follow_up(row: Any) -> FollowUp:
    """Return a follow-up from the row that keeps it; what comes from the database is cleaned."""
    return FollowUp(**{name: cleaned(getattr(row, name)) for name in FollowUp.__struct_fields__})


def get(engine: Engine, follow_up_id: str) -> FollowUp | None:
    """Return a follow-up, or None where there is none of this id."""
    with Session(engine.execution_options(reading=True)) as session:
        row = session.get(FollowUpRow, follow_up_id)
        return as_follow_up(row) if row else None


def of_calls(where: Engine | Session, call_ids: Sequence[str]) -> dict[str, list[FollowUp]]:
    """Return the follow-ups of calls by the ids of the calls, the first made first; calls without any are left out."""
    if isinstance(where, Session):
        return _of_calls(where, call_ids)
    with Session(where.execution_options(reading=True)) as session:
        return _of_calls(session, call_ids)


def _of_calls(session: Session, call_ids: Sequence[str]) -> dict[str, list[FollowUp]]:
    found: dict[str, list[FollowUp]] = {}
    for index in range(0, len(call_ids), CHUNK):
        chunk = call_ids[index : index + CHUNK]
        query = select(FollowUpRow).where(col(FollowUpRow.call_id).in_(chunk))
        for row in session.exec(query.order_by(col(FollowUpRow.made_at), col(FollowUpRow.id))):
            found.setdefault(row.call_id, []).append(as_follow_up(row))
    return found


def history(engine: Engine, follow_up_id: str) -> list[access.Access]:
    """Return what was done with a follow-up, the first first."""
    with Session(engine.execution_options(reading=True)) as session:
        return _history(session, follow_up_id)


def _history(session: Session, follow_up_id: str) -> list[access.Access]:
    query = select(AccessRow).where(col(AccessRow.record) == follow_up_id).order_by(col(AccessRow.number))
    return [
        access.Access(row.number or 0, row.at, clean_line(row.who), "follow_up", row.record, clean_line(row.detail))
        for row in session.exec(query)
    ]


# ------------------------------------------------------------ changed by somebody


@contextmanager
def in_words() -> Iterator[None]:
    """Tell in words what keeps a follow-up from being kept."""
    try:
        yield
    except SQLAlchemyError as error:
        raise AdvisorError(
            _("The follow-up is not kept: {reason}.").format(reason=failure_reason(error)),
            remedy=_("It stands as it was; try again when this is mended."),
        ) from error


@contextmanager
def _writing(engine: Engine) -> Iterator[Session]:
    """Give a session whose work is kept whole or not at all."""
    with in_words(), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def make(engine: Engine, who: str, call_id: str, due: Due) -> FollowUp:
    """Make a follow-up that an advisor wants for a call. Raises :class:`AdvisorError` when the call is gone."""
    with _writing(engine) as session:
        if session.get(CallRow, call_id) is None:
            raise AdvisorError(_("This call is no longer in the database."))
        row = _new_row(call_id, due)
        row.source, row.what = OWN, clean_line(due.what, limit=LINE_LIMIT)
        row.owner = clean_line(due.owner, limit=LINE_LIMIT)
        session.add(row)
        session.flush()
        access.note(session, who, "follow_up", row.id, "made")
        _count_day_anew(session, call_id)
    return as_follow_up(row)


def change(engine: Engine, who: str, follow_up: FollowUp, **changes: Unpack[Changes]) -> FollowUp:
    """Change a follow-up and return how it stands now.

    Raises :class:`StaleFollowUp` when somebody has changed it since, :class:`AdvisorError` when the disk refuses.
    """
    with _writing(engine) as session:
        row = session.get(FollowUpRow, follow_up.id)
        if row is None or row.version != follow_up.version:
            raise StaleFollowUp(as_follow_up(row) if row else None, _history(session, follow_up.id))
        detail = _detail(session, row, who, changes)
        _set(row, **_values(row, who, changes))
        session.flush()
        access.note(session, who, "follow_up", row.id, detail)
        _count_day_anew(session, row.call_id)
    return as_follow_up(row)


def _values(row: FollowUpRow, who: str, changes: Changes) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: clean_line(value, limit=LINE_LIMIT) if isinstance(value, str) else value
        for name, value in changes.items()
    }
    if "due_on" in changes and row.doubt != GONE:
        values["doubt"] = ""
    if changes.get("state", row.state) != row.state:
        ended: datetime | None = None if changes["state"] == "open" else clock.now()
        values |= {"ended_at": ended, "ended_by": who if ended else ""}
    return values


def _detail(session: Session, row: FollowUpRow, who: str, changes: Changes) -> str:
    """Return the code under which the access log tells a change."""
    state = changes.get("state", row.state)
    if state != row.state:
        if state == "dropped" and row.doubt == GONE and not changes.get("note"):
            return GONE
        return "taken_back" if state == "open" else state
    if "due_on" in changes:
        now = as_follow_up(row)
        asked = now.other_day if now.asks_other_day else _asked_day(session, row)
        day = changes["due_on"]
        told = f"asked {_iso(asked)}"
        return told if day == asked else f"postponed {_iso(day)} {told}"
    if changes.get("owner", row.owner) != row.owner:
        return "taken" if changes["owner"] == who else "handed_over"
    return "noted"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else NO_DAY


def _count_day_anew(session: Session, call_id: str) -> None:
    """Mark the day of the call to be counted anew: whether a deadline was kept is told by its follow-up."""
    call = session.get(CallRow, call_id)
    if call is not None:
        stale_days.mark(session, call.started_at)
