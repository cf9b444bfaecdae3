"""Calls of every kind, and stores to keep them in, for the tests of the records."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import strategies as st

from advisor_tui.guidance.call import Call, new_id
from advisor_tui.guidance.entries import Event, NextStep, Rating, Referral, UnmetNeed
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, LEVELS, RECORD_FIELDS, STEPS
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store
from advisor_tui.text import clean, clean_line

NOBODY = 65534
"""The user that owns nothing: the tests of what may not be written would not fail for the superuser."""


# ------------------------------------------------------------ stores


def open_store(path: Path, desk: str = "d1") -> Store:
    """Open a store as a desk does."""
    return Store(open_database(path), "live", desk)


@contextlib.contextmanager
def sql(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a plain connection, as another tool has one; what was done is committed."""
    connection = sqlite3.connect(path)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


def bytes_of(folder: Path) -> bytes:
    """Return everything that lies in a folder, as whoever steals the disk would read it."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@contextlib.contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Act as a user whom the system refuses what it refuses anybody."""
    if not hasattr(os, "geteuid"):
        pytest.skip("modes of files mean something else here")
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


def open_to_all(folder: Path) -> Path:
    """Make a folder that an ordinary user reaches and may write to, although the tests' own folders are closed."""
    folder.mkdir()
    folder.chmod(0o777)
    for parent in folder.parents[:4]:
        if parent.stat().st_uid == os.geteuid() and parent.stat().st_mode & 0o077 == 0:
            parent.chmod(0o711)
    return folder


# ------------------------------------------------------------ calls


def finished_call(started_at: datetime, **values: object) -> Call:
    """Return a finished call that began at a moment."""
    call = Call(id=new_id(), started_at=started_at, state="closed", closed_at=started_at)
    for name, value in values.items():
        setattr(call, name, value)
    return call


NOTES = st.text(max_size=60).map(clean)
LINES = st.text(max_size=30).map(clean_line)
WORDS = st.text(min_size=1, max_size=30).map(clean_line).filter(bool)
CODES = st.text("abcdefgh_0123456789", min_size=1, max_size=12)
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(9998, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
DAYS = st.dates(date(1900, 1, 1), date(9998, 12, 31))
SECONDS = st.integers(0, 10**9)

VALUES: dict[str, st.SearchStrategy[str]] = {
    "number": st.integers(0, 999).map(str),
    "date": DAYS.map(date.isoformat),
}
"""What a field can hold, by its kind; every other kind holds a line of text."""

ANSWERS = st.fixed_dictionaries({}, optional={name: VALUES.get(kind, WORDS) for name, kind in RECORD_FIELDS.items()})
IDENTITIES = st.fixed_dictionaries({}, optional=dict.fromkeys(IDENTITY_FIELDS, WORDS))
RATINGS = st.builds(Rating, level=st.sampled_from(("", *LEVELS)), note=LINES)
REFERRALS = st.builds(Referral, CODES, CODES, LINES, CODES, MOMENTS)
UNMET_NEEDS = st.builds(UnmetNeed, LINES, CODES, CODES, MOMENTS)
NEXT_STEPS = st.builds(NextStep, LINES, CODES, st.none() | DAYS)
EVENTS = st.tuples(MOMENTS, st.sampled_from(("started", "answered", "urgent_opened")), LINES, LINES)


def tuples(each: st.SearchStrategy[Referral] | st.SearchStrategy[UnmetNeed] | st.SearchStrategy[NextStep]) -> object:
    """Return some of a kind, in their order."""
    return st.lists(each, max_size=3).map(tuple)


def numbered(events: list[tuple[datetime, str, str, str]]) -> tuple[Event, ...]:
    """Return a timeline: its lines are numbered from 1."""
    return tuple(Event(n, at, code, *words) for n, (at, code, *words) in enumerate(events, 1))  # type: ignore[arg-type]


@st.composite
def calls(draw: Callable[..., object]) -> Call:
    """Any call that the program could have on its desk."""
    values: dict[str, object] = {
        "state": st.sampled_from(("open", "parked", "wrap_up", "closed")),
        "step": st.sampled_from(STEPS),
        "advisor": LINES,
        "script": LINES,
        "ended_at": st.none() | MOMENTS,
        "closed_at": st.none() | MOMENTS,
        "talk_seconds": SECONDS,
        "wrap_up_seconds": SECONDS,
        "non_client": LINES,
        "no_next_step": LINES,
        "notes": NOTES,
        "proposal": st.sampled_from(("", "A", "F")),
        "deadline_on": st.none() | DAYS,
        "answers": ANSWERS,
        "identity": IDENTITIES,
        "needs": st.dictionaries(CODES, RATINGS, max_size=3),
        "flags": st.lists(CODES, max_size=4, unique=True).map(tuple),
        "referrals": tuples(REFERRALS),
        "unmet_needs": tuples(UNMET_NEEDS),
        "next_steps": tuples(NEXT_STEPS),
        "timeline": st.lists(EVENTS, max_size=5).map(numbered),
    }
    return Call(id=new_id(), started_at=draw(MOMENTS), **{name: draw(each) for name, each in values.items()})  # type: ignore[arg-type]
