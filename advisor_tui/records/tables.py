"""The tables. Codes and times; words only where somebody wrote them; identity in a table of its own.

The shape of the file is made by the migrations beside this module; a test holds the two together.
"""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, Index, Integer, Text, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Column, Field, SQLModel


class UtcTime(TypeDecorator[datetime]):
    """A moment kept in UTC. SQLite has no zones: what comes back is made aware again."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Keep the moment in UTC; a naive one is a mistake of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be kept")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment, aware."""
        return None if value is None else value.replace(tzinfo=UTC)


def _moment(*, null: bool = True, index: bool = False) -> Any:
    return Field(default=None, sa_column=Column(UtcTime(), nullable=null, index=index))


def _text() -> Any:
    return Field(default="", sa_column=Column(Text(), nullable=False, server_default=""))


def place_of(moment: datetime) -> int:
    """Return the place in the log of a call that begins at a moment (aware): milliseconds from 1970."""
    return int(moment.timestamp() * 1000)


_VERSION = Column("version", Integer(), nullable=False)
"""Counted up by each save; a save that knows an older number finds that somebody else has written."""


class CallRow(SQLModel, table=True):
    """One call, with one column for each field of the record. ``desk`` is the open desk that is taking it.

    ``place`` is its place in the log: milliseconds from 1970 to its start, counted on where another call has them.
    """

    __tablename__ = "call"
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _VERSION}
    # The few that are not finished; an index on the state itself would lead from a span of days to every finished call.
    __table_args__ = (Index("ix_call_unfinished", "started_at", sqlite_where=text("state <> 'closed'")),)

    id: str = Field(sa_column=Column(Text(), primary_key=True))
    version: int = Field(default=0, sa_column=_VERSION)
    desk: str = _text()
    state: str = Field(sa_column=Column(Text(), nullable=False))
    step: str = _text()
    advisor: str = _text()
    script: str = _text()
    started_at: datetime = _moment(null=False, index=True)
    ended_at: datetime | None = _moment()
    closed_at: datetime | None = _moment()
    talk_seconds: int = 0
    wrap_up_seconds: int = 0
    non_client: str = _text()
    no_next_step: str = _text()
    notes: str = _text()
    proposal: str = _text()
    deadline_on: date | None = None
    place: int = Field(sa_column=Column(Integer(), nullable=False, server_default="0", unique=True, index=True))
    continues: str = _text()
    continues_from: datetime | None = _moment()

    caller_role: str = _text()
    about: str = _text()
    age: int | None = None
    municipality: str = _text()
    lives_alone: str = _text()
    language: str = _text()
    interpreter: str = _text()
    channel: str = _text()
    anonymous: str = _text()
    resources: str = _text()
    goal: str = _text()
    asks_assessment: str = _text()
    outcome: str = _text()
    deadline_ground: str = _text()
    next_what: str = _text()
    next_who: str = _text()
    next_by: date | None = None
    self_help: str = _text()
    contact_back: str = _text()
    pass_on: str = _text()
    promises: str = _text()


class ChildRow(SQLModel):
    """What belongs to a call and goes with it."""

    call_id: str = Field(foreign_key="call.id", ondelete="CASCADE", primary_key=True, sa_type=Text)


class IdentityRow(ChildRow, table=True):
    """Who somebody is and how to reach them; only for calls whose matter needs it."""

    __tablename__ = "identity"

    caller_name: str = _text()
    caller_phone: str = _text()
    person_name: str = _text()
    person_phone: str = _text()


class ReferralRow(ChildRow, table=True):
    """A service the caller was guided to, and what was done about it."""

    __tablename__ = "referral"

    number: int = Field(primary_key=True)
    service_id: str = Field(sa_column=Column(Text(), nullable=False, index=True))
    service_type: str = _text()
    name: str = _text()
    status: str = _text()
    at: datetime = _moment(null=False)
    result: str = _text()
    met: str = _text()
    result_at: datetime | None = _moment()


class UnmetNeedRow(ChildRow, table=True):
    """A need that no service answered, and why."""

    __tablename__ = "unmet_need"

    number: int = Field(primary_key=True)
    need: str = _text()
    reason: str = _text()
    service_type: str = _text()
    at: datetime = _moment(null=False)


class NeedRatingRow(ChildRow, table=True):
    """How one need area was rated in the preliminary assessment."""

    __tablename__ = "need_rating"

    area: str = Field(sa_column=Column(Text(), primary_key=True))
    level: str = _text()
    note: str = _text()


class RedFlagRow(ChildRow, table=True):
    """A sign of danger that was raised."""

    __tablename__ = "red_flag"

    flag: str = Field(sa_column=Column(Text(), primary_key=True))
    number: int


class DismissedAlarmRow(ChildRow, table=True):
    """A sign of danger or a duty heard in the notes that was put aside, and why."""

    __tablename__ = "dismissed_alarm"

    number: int = Field(primary_key=True)
    alarm: str = _text()
    reason: str = _text()
    at: datetime = _moment(null=False)


class NextStepRow(ChildRow, table=True):
    """An agreed next step: what, who, by when."""

    __tablename__ = "next_step"

    number: int = Field(primary_key=True)
    what: str = _text()
    who: str = _text()
    by: date | None = None


class TimelineRow(ChildRow, table=True):
    """One line of the timeline, in codes."""

    __tablename__ = "timeline"

    number: int = Field(primary_key=True)
    at: datetime = _moment(null=False)
    code: str = Field(sa_column=Column(Text(), nullable=False, index=True))
    subject: str = _text()
    value: str = _text()


class ServiceFaultRow(SQLModel, table=True):
    """A fault of a service met during a call; it outlives the call and says nothing of the caller."""

    __tablename__ = "service_fault"

    call_id: str = Field(sa_column=Column(Text(), primary_key=True))
    service_id: str = Field(sa_column=Column(Text(), primary_key=True))
    kind: str = _text()
    number: str = _text()
    note: str = _text()
    at: datetime = _moment(null=False)


class LearnedChoiceRow(SQLModel, table=True):
    """How often a service was chosen after a search for a word; of no call in particular."""

    __tablename__ = "learned_choice"

    word: str = Field(sa_column=Column(Text(), primary_key=True))
    service_id: str = Field(sa_column=Column(Text(), primary_key=True))
    times: int = 0


_FOLLOW_UP_VERSION = Column("version", Integer(), nullable=False)
"""As for calls; at module level, for a column kept in the class would be copied with each row."""


class FollowUpRow(SQLModel, table=True):
    """Something to be done after a call: what, by whom, by when, and how it ended.

    ``source`` tells what of the call it comes from, so that a call saved again does not ask for it twice; ``doubt``
    that the call has been corrected since, and nobody has looked at it yet.
    """

    __tablename__ = "follow_up"
    __mapper_args__: ClassVar[dict[str, Any]] = {"version_id_col": _FOLLOW_UP_VERSION}

    id: str = Field(sa_column=Column(Text(), primary_key=True))
    version: int = Field(default=0, sa_column=_FOLLOW_UP_VERSION)
    call_id: str = Field(foreign_key="call.id", ondelete="CASCADE", sa_type=Text, index=True)
    source: str = _text()
    kind: str = _text()
    what: str = _text()
    service_id: str = _text()
    owner: str = _text()
    due_on: date | None = None
    state: str = Field(sa_column=Column(Text(), nullable=False, index=True))
    doubt: str = _text()
    note: str = _text()
    made_at: datetime = _moment(null=False)
    ended_at: datetime | None = _moment()
    ended_by: str = _text()


class AccessRow(SQLModel, table=True):
    """One line of the access log. Triggers refuse to change one; ``chain`` holds each to the one before it."""

    __tablename__ = "access_log"

    number: int | None = Field(default=None, primary_key=True)
    at: datetime = _moment(null=False, index=True)
    who: str = _text()
    action: str = _text()
    record: str = Field(sa_column=Column(Text(), nullable=False, index=True))
    detail: str = _text()
    chain: str = _text()


class DayFiguresRow(SQLModel, table=True):
    """The figures of one day and advisor: ``live`` of the calls that are kept, ``removed`` of those that were.

    What is ``live`` can be reckoned anew at any time; what is ``removed`` only ever grows.
    """

    __tablename__ = "day_figures"

    day: date = Field(primary_key=True)
    advisor: str = Field(sa_column=Column(Text(), primary_key=True))
    part: str = Field(sa_column=Column(Text(), primary_key=True))
    tally: str = _text()


class StaleDayRow(SQLModel, table=True):
    """A day whose figures have to be reckoned anew, because one of its calls was saved or removed."""

    __tablename__ = "stale_day"

    day: date = Field(primary_key=True)


class UnsoughtRow(SQLModel, table=True):
    """A finished call whose words are not yet in the index of the log (``call_words``)."""

    __tablename__ = "unsought"

    call_id: str = Field(sa_column=Column(Text(), primary_key=True))
