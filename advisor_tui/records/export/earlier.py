"""Earlier exports in the access log: writing down one, and finding the calls that were corrected since they left."""

from collections.abc import Iterator
from datetime import datetime
from typing import get_args

from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from advisor_tui.records import access
from advisor_tui.records.export.forms import Format
from advisor_tui.records.export.period import Period
from advisor_tui.records.tables import AccessRow, CallRow


def note(engine: Engine, who: str, period: Period, kind: Format, count: int, *marks: str) -> None:
    """Tell the access log of an export that stands: which span, in which form, how many calls, and how they look."""
    detail = " ".join((access.span(period.start, period.end), kind, str(count), *marks))
    with Session(engine) as session, session.begin():
        access.note(session, who, "exported", "", detail)


def corrected(engine: Engine, period: Period) -> int:
    """Return how many calls of a period were corrected after the latest export that held them."""
    with Session(engine.execution_options(reading=True)) as session:
        spans = list(_spans(session))
        if not spans:
            return 0
        changed = _changed(session, period)
    return sum(_is_newer(begun, last, spans) for begun, last in changed)


def _is_newer(begun: datetime, last: datetime, spans: list[tuple[Period, datetime]]) -> bool:
    held = max((at for span, at in spans if span.start <= begun < span.end), default=None)
    return held is not None and held < last


def _spans(session: Session) -> Iterator[tuple[Period, datetime]]:
    """Yield the spans that were exported, each with when that was last done."""
    latest: dict[str, datetime] = {}
    query = select(AccessRow.detail, AccessRow.at).where(col(AccessRow.action) == "exported")
    for detail, at in session.exec(query):
        span, _between, rest = detail.partition(" ")
        if rest.split(" ", 1)[0] in get_args(Format):
            latest[span] = max(at, latest.get(span, at))
    for span, at in latest.items():
        ends = access.span_of(span)
        if ends:  # else it is a line of another tool
            yield Period(*ends), at


def _changed(session: Session, period: Period) -> list[tuple[datetime, datetime]]:
    """Return for each changed call of a period when it began and when it was last changed."""
    inside = (col(CallRow.started_at) >= period.start) & (col(CallRow.started_at) < period.end)
    query = (
        select(CallRow.started_at, func.max(AccessRow.at))
        .join(AccessRow, col(AccessRow.record) == col(CallRow.id))
        .where(col(AccessRow.action) == "changed", inside)
        .group_by(CallRow.id)
    )
    return [(begun, last) for begun, last in session.exec(query) if last]
