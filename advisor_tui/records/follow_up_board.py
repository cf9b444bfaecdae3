"""What the board of follow-ups needs, in a few queries: each open follow-up with a little of its call."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Engine, Text, case, func, type_coerce
from sqlalchemy import select as sa_select

from advisor_tui import clock
from advisor_tui.guidance.entries import Referral
from advisor_tui.guidance.follow_up_board import Counted, OnBoard, in_order
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS
from advisor_tui.records.follow_ups import CHUNK, as_follow_up
from advisor_tui.records.mapping import cleaned_line
from advisor_tui.records.tables import AccessRow, CallRow, FollowUpRow, IdentityRow, ReferralRow
from advisor_tui.text import clean_line

FIRST_WORDS = 300
"""Characters of the notes beside a follow-up: what the matter was, in four lines at most."""

MOST = 400
"""Follow-ups that are read at most, the most pressing first: some thirty screens, more than anybody pages through, and
few enough that a key which takes one away still answers at once."""

_CODES = ("caller_role", "municipality", "outcome", "contact_back", "advisor")

_ACCESS: Any = AccessRow.__table__  # type: ignore[attr-defined]
_CALL: Any = CallRow.__table__  # type: ignore[attr-defined]
_DUE: Any = FollowUpRow.__table__  # type: ignore[attr-defined]
_IDENTITY: Any = IdentityRow.__table__  # type: ignore[attr-defined]
_REFERRAL: Any = ReferralRow.__table__  # type: ignore[attr-defined]


def board(engine: Engine, today: date, away_after_days: int, *, most: int = MOST) -> list[OnBoard]:
    """Return the open follow-ups in the order of the board, at most so many of them, the most pressing first."""
    with engine.execution_options(reading=True).connect() as connection:
        found = connection.execute(_query(today, most)).mappings().all()
        referrals = _referrals(connection, {row["call_id"] for row in found})
        away = _away(connection, {row["owner"] for row in found}, clock.now() - timedelta(days=away_after_days))
    return in_order((_on_board(row, referrals, away) for row in found), today)


def count_open(engine: Engine) -> int:
    """Return how many follow-ups are open."""
    with engine.execution_options(reading=True).connect() as connection:
        return int(connection.execute(sa_select(func.count()).where(_DUE.c.state == "open")).scalar_one())


def count_due(engine: Engine, today: date) -> Counted:
    """Return how many open follow-ups are overdue and for today, and how many of these the law asks for."""
    day, is_now = _day(), today.isoformat()
    undated, due = day == "", day <= is_now
    by_law = (_DUE.c.kind == "notification") | _has_clock()
    counts = (
        func.count().filter(~undated & (day < is_now)),
        func.count().filter(undated | (day == is_now)),
        func.count().filter(due & by_law),
    )
    with engine.execution_options(reading=True).connect() as connection:
        overdue, for_today, statutory = connection.execute(_open(*counts)).one()
    return Counted(overdue, for_today, statutory)


def _open(*wanted: Any) -> Any:
    """Return a query for something of the open follow-ups and their calls."""
    joined = _DUE.join(_CALL, _CALL.c.id == _DUE.c.call_id)
    return sa_select(*wanted).select_from(joined).where(_DUE.c.state == "open")


def _has_clock() -> Any:
    return (_DUE.c.kind == "assessment_start") & _CALL.c.deadline_on.is_not(None)


def _day() -> Any:
    """Return the day by which a follow-up stands on the board, as text, empty for none: see :attr:`OnBoard.day`."""
    due, last_day = type_coerce(_DUE.c.due_on, Text), type_coerce(_CALL.c.deadline_on, Text)
    return case((_has_clock(), func.min(func.coalesce(due, last_day), last_day)), else_=func.coalesce(due, ""))


def _query(today: date, most: int) -> Any:
    day = _day()
    follow_up = (_DUE.c[name] for name in FollowUp.__struct_fields__)
    call = (_CALL.c[name] for name in ("started_at", "age", "deadline_on", *_CODES))
    identity = (_IDENTITY.c[name] for name in IDENTITY_FIELDS)
    words = func.substr(_CALL.c.notes, 1, FIRST_WORDS).label("first_words")
    query = _open(*follow_up, *call, words, *identity).outerjoin(_IDENTITY, _IDENTITY.c.call_id == _CALL.c.id)
    return query.order_by(case((day == "", today.isoformat()), else_=day), _DUE.c.id).limit(most)


def _referrals(connection: Connection, call_ids: Iterable[str]) -> dict[str, tuple[Referral, ...]]:
    found: dict[str, tuple[Referral, ...]] = {}
    ids = sorted(call_ids)
    for index in range(0, len(ids), CHUNK):
        query = sa_select(_REFERRAL).where(_REFERRAL.c.call_id.in_(ids[index : index + CHUNK]))
        for row in connection.execute(query.order_by(_REFERRAL.c.number)):
            values: dict[str, Any] = {name: cleaned_line(getattr(row, name)) for name in Referral.__struct_fields__}
            found[row.call_id] = (*found.get(row.call_id, ()), Referral(**values))
    return found


def _away(connection: Connection, owners: Iterable[str], since: datetime) -> frozenset[str]:
    """Return the owners who have neither taken a call since a moment nor done anything that the access log tells."""
    called = sa_select(_CALL.c.id).where(_CALL.c.started_at >= since).order_by(_CALL.c.started_at.desc()).limit(1)
    did = sa_select(_ACCESS.c.number).where(_ACCESS.c.at >= since).order_by(_ACCESS.c.at.desc()).limit(1)

    def is_here(owner: str) -> bool:
        asked = (called.where(_CALL.c.advisor == owner), did.where(_ACCESS.c.who == owner))
        return any(connection.execute(each).first() for each in asked)

    return frozenset(owner for owner in owners if owner and not is_here(owner))


def _on_board(row: Any, referrals: dict[str, tuple[Referral, ...]], away: frozenset[str]) -> OnBoard:
    identity = {name: clean_line(row[name] or "") for name in IDENTITY_FIELDS}
    codes: dict[str, str] = {name: clean_line(row[name]) for name in _CODES}
    return OnBoard(
        follow_up=as_follow_up(SimpleNamespace(**row)),
        started_at=row["started_at"],
        age=row["age"],
        deadline_on=row["deadline_on"],
        first_words=clean_line(row["first_words"]),
        identity={name: value for name, value in identity.items() if value},
        referrals=referrals.get(row["call_id"], ()),
        owner_away=row["owner"] in away,
        **codes,
    )
