"""Whole calls read fast: one query for each table, rows without the weight of objects that could be written back.

Figures and exports read calls by the hundred thousand, each with some forty lines of timeline: there an object of the
ORM costs several times what it takes to read it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, String, bindparam, func, select, type_coerce

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import Event
from advisor_tui.guidance.vocabulary import RECORD_FIELDS, Mode
from advisor_tui.records import mapping
from advisor_tui.records.tables import (
    CallRow,
    ChildRow,
    DismissedAlarmRow,
    IdentityRow,
    NeedRatingRow,
    NextStepRow,
    RedFlagRow,
    ReferralRow,
    TimelineRow,
    UnmetNeedRow,
)
from advisor_tui.text import clean

ORDER: dict[type[ChildRow], str] = {
    IdentityRow: "call_id",
    ReferralRow: "number",
    UnmetNeedRow: "number",
    NeedRatingRow: "area",
    RedFlagRow: "number",
    NextStepRow: "number",
    DismissedAlarmRow: "number",
}
"""What orders the parts of a call, table by table."""

CODES_KEPT = 4096
"""Cleaned codes of the timeline that are remembered: all codes of a script, and the services of a large catalogue."""

_LINES = msgspec.json.Decoder(list[tuple[int, datetime, str, str, str]])
_clean_code: Callable[[str], Any] = lru_cache(CODES_KEPT)(clean)


def read(connection: Connection, ids: Sequence[str], mode: Mode = "live") -> list[Call]:
    """Return the calls of some ids, in the order of the ids; an id that is not there is left out.

    ``ids`` are a few hundred at most: all of it is in memory at once.
    """
    asked = {"ids": json.dumps(list(ids))}
    rows = {row["id"]: row for row in _values(connection, _calls(), asked)}
    children: dict[str, dict[type[ChildRow], list[mapping.Values]]] = {
        each: {table: [] for table in ORDER} for each in rows
    }
    for table in ORDER:
        for child in _values(connection, _children(table), asked):
            children[child["call_id"]][table].append(child)
    timelines = _timelines(connection, asked)
    found = [each for each in ids if each in rows]
    return [mapping.to_call(rows[each], children[each], timelines.get(each, ()), mode) for each in found]


def _values(connection: Connection, query: Select[Any], asked: dict[str, str]) -> Iterator[mapping.Values]:
    result = connection.execute(query, asked)
    names = tuple(result.keys())
    return (dict(zip(names, row, strict=True)) for row in result.all())


def _timelines(connection: Connection, asked: dict[str, str]) -> dict[str, tuple[Event, ...]]:
    """Return the timelines by the ids of their calls.

    Each comes as one JSON text: the driver takes far longer to hand over many short texts than one long one.
    """
    return {call_id: tuple(_events(lines)) for call_id, lines in connection.execute(_lines(), asked).all()}


def _events(lines: str) -> Iterator[Event]:
    for number, at, code, subject, value in sorted(_LINES.decode(lines)):  # the numbers are all different
        yield Event(number, at, _clean_code(code), _clean_code(subject), _clean_code(value))


def _asked() -> Any:
    """Return the ids as a table: one parameter, however many they are."""
    return select(func.json_each(bindparam("ids")).table_valued("value").c.value)


@cache
def _calls() -> Select[Any]:
    columns = CallRow.__table__.c  # type: ignore[attr-defined]
    names = ("id", "version", *mapping.SAME_NAME, *RECORD_FIELDS)
    return select(*(columns[name] for name in names)).where(columns.id.in_(_asked()))


@cache
def _children(table: type[ChildRow]) -> Select[Any]:
    columns = table.__table__.c  # type: ignore[attr-defined]
    return select(*columns).where(columns.call_id.in_(_asked())).order_by(columns.call_id, columns[ORDER[table]])


@cache
def _lines() -> Select[Any]:
    """Select the timelines, one JSON text for each call. SQLite keeps a moment in UTC without saying so."""
    columns = TimelineRow.__table__.c  # type: ignore[attr-defined]
    at = type_coerce(columns.at, String) + "Z"
    line = func.json_array(columns.number, at, columns.code, columns.subject, columns.value)
    lines = type_coerce(func.json_group_array(line), String)
    return select(columns.call_id, lines).where(columns.call_id.in_(_asked())).group_by(columns.call_id)
