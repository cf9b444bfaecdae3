"""The access log (*lokitiedot*, asiakastietolaki 703/2023): who did what with which record, and when.

It is append-only: triggers refuse changes, and each line's ``chain`` is a digest over the line and the one before it,
so that a line taken out with other tools is noticed. It holds ids and codes, never what a record says.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from sqlmodel import Session, col, select

from advisor_tui import clock
from advisor_tui.guidance.vocabulary import AccessAction
from advisor_tui.records.tables import AccessRow


class Access(Struct, frozen=True):
    """One line. ``record`` is the id of a call or of a follow-up, or empty where a span of the log is meant."""

    number: int
    at: datetime
    who: str
    action: AccessAction
    record: str
    detail: str = ""


def note(session: Session, who: str, action: AccessAction, record: str, detail: str = "") -> None:
    """Add a line within the transaction of what it tells of."""
    last = session.exec(select(AccessRow).order_by(col(AccessRow.number).desc()).limit(1)).first()
    at = clock.now()
    chain = link(last.chain if last else "", (at.isoformat(), who, action, record, detail))
    session.add(AccessRow(at=at, who=who, action=action, record=record, detail=detail, chain=chain))
    session.flush()


def link(before: str, parts: Iterable[str]) -> str:
    """Return the digest of a line and of the chain before it, in hexadecimal."""
    return hashlib.sha256("\x1f".join((before, *parts)).encode()).hexdigest()
