"""Calls that retention empties or removes, and what is asked of it, for its tests."""

from datetime import date, datetime, timedelta
from pathlib import Path

from advisor_tui import reference
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import NextStep, Rating, Referral, UnmetNeed
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.guidance.retention import Kind, load
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, RECORD_FIELDS
from advisor_tui.records import traces
from advisor_tui.records.database import open_database
from advisor_tui.records.retention import Basis, Falling, falling_due, remove
from advisor_tui.records.store import Store
from tests.clocks import MONDAY
from tests.kept import finished_call

TODAY = date(2026, 11, 23)
"""The day on which the clock of the tests stands."""


SHIPPED = reference.data_file("retention.toml")


RULES = load(SHIPPED)


LONG_AGO = MONDAY - timedelta(days=4 * 365)


LAST_SPRING = MONDAY - timedelta(days=200)


LATELY = MONDAY - timedelta(days=10)
"""When a whole call is over its time; when only its words and names are; when nothing of it is."""


def full_call(started_at: datetime, word: str, **values: object) -> Call:
    """Return a finished call with a word in every place that can hold one."""
    texts = {name: f"{word}{name}" for name, kind in RECORD_FIELDS.items() if kind == "text"}
    call = finished_call(
        started_at,
        advisor="MK",
        notes=f"{word}notes ja {word}muuta",
        answers={**texts, "anonymous": "no", "outcome": "A", "age": "81", "about": "self"},
        identity={name: f"{word}{name} Nimi" for name in IDENTITY_FIELDS},
        referrals=(Referral("meals", "meals", "Ateriapalvelu", "told", started_at),),
        unmet_needs=(UnmetNeed(f"{word}need", "none", "meals", started_at),),
        needs={"housing": Rating("2", f"{word}rating")},
        next_steps=(NextStep(f"{word}step", "advisor", None),),
    )
    for name, value in values.items():
        setattr(call, name, value)
    return call


def opened(path: Path, dues: dict[str, tuple[Due, ...]] | None = None) -> Store:
    """Open a store; ``dues`` are the follow-ups of calls, by id."""
    return Store(open_database(path), "live", "d1", who="MK", arising=lambda call: (dues or {}).get(call.id, ()))


def basis(day: date = TODAY) -> Basis:
    """Return what is reckoned from."""
    return Basis(RULES, day, frozenset({"Kangasala"}))


def run(store: Store, day: date = TODAY) -> dict[Kind, int]:
    """Remove what falls due, and all traces of it."""
    gone = removed(store, day)
    assert traces.clear(store.engine, "MK", lambda: None)
    return gone


def removed(store: Store, day: date = TODAY) -> dict[Kind, int]:
    """Remove what falls due; its traces stay."""
    return remove(store.engine, basis(day), "MK", lambda _kind, _done, _total: None)


def due(store: Store, day: date = TODAY) -> dict[Kind, Falling]:
    """Return what falls due, by kind."""
    return {each.kind: each for each in falling_due(store.engine, basis(day))}
