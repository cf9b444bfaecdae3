"""The access log (*lokitiedot*, asiakastietolaki 703/2023): who did what with which record, and when.

It is append-only: triggers refuse changes, and each line's ``chain`` is a digest over the line and the one before it,
so that a line taken out with other tools is noticed. It holds ids and codes, never what a record says.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Engine, Text, type_coerce
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, or_, select

from advisor_tui import clock
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance.vocabulary import AccessAction
from advisor_tui.language import _
from advisor_tui.records.tables import AccessRow, CallRow, FollowUpRow
from advisor_tui.text import clean_line

PAGE = 1000
"""Lines read at a time: enough to be fast, few enough to hold."""

READ = (
    col(AccessRow.number),
    type_coerce(col(AccessRow.at), Text),  # another tool may have left what is no moment
    col(AccessRow.who),
    col(AccessRow.action),
    col(AccessRow.record),
    col(AccessRow.detail),
)
"""What is read of a line."""

BETWEEN = "/"
"""What stands between the two ends of a span (ISO 8601)."""


class Access(Struct, frozen=True):
    """One line. ``record`` is the id of a call or of a follow-up, or empty where a span of the log is meant."""

    number: int
    at: datetime
    who: str
    action: AccessAction
    record: str
    detail: str = ""


class Asked(Struct, frozen=True):
    """Which lines are wanted: of one record, of one person, from ``start`` up to, not including, ``end``."""

    record: str = ""
    who: str = ""
    start: datetime | None = None
    end: datetime | None = None


def note(session: Session, who: str, action: AccessAction, record: str, detail: str = "") -> None:
    """Add a line within the transaction of what it tells of."""
    note_each(session, who, action, [(record, detail)])


def note_each(session: Session, who: str, action: AccessAction, said: Iterable[tuple[str, str]]) -> None:
    """Add a line for each record and detail, as :func:`note` does for one."""
    last = session.exec(select(AccessRow.chain).order_by(col(AccessRow.number).desc()).limit(1)).first()
    at, chain = clock.now(), last or ""
    for record, detail in said:
        chain = link(chain, (at.isoformat(), who, action, record, detail))
        session.add(AccessRow(at=at, who=who, action=action, record=record, detail=detail, chain=chain))
    session.flush()


def link(before: str, parts: Iterable[str]) -> str:
    """Return the digest of a line and of the chain before it, in hexadecimal."""
    return hashlib.sha256("\x1f".join((before, *parts)).encode()).hexdigest()


# ------------------------------------------------------------ spans


def span(start: datetime, end: datetime) -> str:
    """Return the word of a detail that tells of every call begun from ``start`` until before ``end``."""
    return f"{start.astimezone(UTC).isoformat()}{BETWEEN}{end.astimezone(UTC).isoformat()}"


def covers(detail: str, begun: datetime) -> bool:
    """Tell whether a detail names a span that the beginning of a call lies in."""
    spans = filter(None, map(span_of, detail.split(" ")))
    return any(start <= begun < end for start, end in spans)


def span_of(word: str) -> tuple[datetime, datetime] | None:
    """Return the two ends of a span that a word of a detail names, in UTC; None for any other word."""
    try:
        start, end = (datetime.fromisoformat(part).astimezone(UTC) for part in word.split(BETWEEN))
    except (ValueError, OverflowError):
        return None
    return start, end


# ------------------------------------------------------------ reading


def page(engine: Engine, asked: Asked, after: int = 0) -> tuple[list[Access], int | None]:
    """Return the next lines after a number, oldest first, and the number to go on after; None at the end.

    Raises :class:`AdvisorError` where another tool has left a line that is none.
    """
    with Session(engine.execution_options(reading=True)) as session:
        begun, ids = _about(session, asked.record)
        query = (
            sa_select(*READ)
            .where(col(AccessRow.number) > after, *_conditions(asked, ids))
            .order_by(col(AccessRow.number))
            .limit(PAGE)
        )
        rows = session.connection().execute(query).all()
    found = [access(number or 0, *rest) for number, *rest in rows]
    wanted = [each for each in found if not asked.record or each.record or _tells_of(each, begun)]
    return wanted, found[-1].number if len(rows) == PAGE else None


def lines(engine: Engine, asked: Asked) -> Iterator[Access]:
    """Yield every line that is wanted, oldest first; no more than a page is held, and no transaction stays open."""
    after: int | None = 0
    while after is not None:
        found, after = page(engine, asked, after)
        yield from found


def _conditions(asked: Asked, ids: list[str]) -> list[Any]:
    conditions: list[Any] = []
    if asked.record:
        conditions.append(or_(col(AccessRow.record).in_(ids), col(AccessRow.record) == ""))
    if asked.who:
        conditions.append(col(AccessRow.who) == asked.who)
    if asked.start:
        conditions.append(col(AccessRow.at) >= asked.start)
    if asked.end:
        conditions.append(col(AccessRow.at) < asked.end)
    return conditions


def _about(session: Session, record: str) -> tuple[datetime | None, list[str]]:
    """Return when a call began, if that is known, and the ids that lines about it may have: its own and follow-ups'."""
    if not record:
        return None, []
    begun = session.exec(select(CallRow.started_at).where(col(CallRow.id) == record)).first()
    if begun is None:
        begun = begun_before_removal(session, record)
    follow_ups = session.exec(select(FollowUpRow.id).where(col(FollowUpRow.call_id) == record)).all()
    return begun, [record, *follow_ups]


def removed_call(started_at: datetime) -> str:
    """Return the detail of the line that tells of the removal of a call: spans still tell of it by its beginning."""
    return f"call {started_at.astimezone(UTC).isoformat()}"


def begun_before_removal(session: Session, record: str) -> datetime | None:
    """Return when a call began of which the log tells that it was removed; None for every other record."""
    query = select(AccessRow.detail).where(col(AccessRow.record) == record, col(AccessRow.action) == "removed")
    for detail in session.exec(query):
        kind, _space, began = detail.partition(" ")
        if kind == "call":
            return moment(began)
    return None


def _tells_of(line: Access, begun: datetime | None) -> bool:
    return begun is not None and line.at >= begun and covers(line.detail, begun)


def access(number: int, at: object, who: str, action: str, record: str, detail: str) -> Access:
    """Return a line from what is kept of it, cleaned. Raises :class:`AdvisorError` for one without a moment."""
    written = moment(str(at))
    if written is None:
        raise AdvisorError(
            _("Line {number} of the access log has been changed by another tool.").format(number=number),
            remedy=_("See what else has been changed: advisor access --verify"),
        )
    who, action, record, detail = (clean_line(str(part)) for part in (who, action, record, detail))
    return Access(number, written, who, action, shown(record), detail)  # type: ignore[arg-type]  # other tools' codes


def moment(kept: str) -> datetime | None:
    """Return the moment that a line keeps, aware, or None where another tool has left something else."""
    try:
        found = datetime.fromisoformat(kept)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
