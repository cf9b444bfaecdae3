"""A call in one line, as every list of calls has it: read without the rest of the record."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Select, func, select

from advisor_tui.records.mapping import cleaned_line
from advisor_tui.records.tables import CallRow, ReferralRow

CALLS = CallRow.__table__.c  # type: ignore[attr-defined]
REFERRALS = ReferralRow.__table__.c  # type: ignore[attr-defined]

KEYS = ("id", "desk")
"""What a call is found by: never shown, and compared as it stands."""

FIRST_WORDS = 80
"""Characters of the notes that a line shows at most."""


@dataclass(frozen=True)
class Summary:
    """One line of the log. ``talk_seconds`` are of the talk; ``services`` is how many the caller was guided to."""

    id: str
    place: int
    desk: str
    state: str
    started_at: datetime
    advisor: str
    caller_role: str
    age: int | None
    municipality: str
    outcome: str
    non_client: str
    talk_seconds: int
    first_words: str
    services: int


def summaries() -> Select[Any]:
    """Return a query for a line of every call, to be narrowed and ordered."""
    plain = [CALLS[each.name] for each in fields(Summary) if each.name not in ("first_words", "services")]
    services = select(func.count()).where(REFERRALS.call_id == CALLS.id).scalar_subquery()
    return select(*plain, func.substr(CALLS.notes, 1, FIRST_WORDS).label("first_words"), services.label("services"))


def read(engine: Engine, query: Select[Any]) -> list[Summary]:
    """Return the lines that a query asks for, cleaned."""
    with engine.execution_options(reading=True).connect() as connection:
        rows = connection.execute(query).mappings().all()
    return [
        Summary(**{name: value if name in KEYS else cleaned_line(value) for name, value in row.items()}) for row in rows
    ]
