"""What comes after the call: places in the log, follow-ups, results of referrals, figures by day, the access log."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WORDS = """
CREATE VIRTUAL TABLE call_words USING fts5(
    words, marks, tokenize = 'unicode61 remove_diacritics 0', detail = 'full', prefix = '3 4'
)
"""
"""The index of the log; its row numbers are the places of the calls. Beginnings of three and four letters have lists
of their own: gathered from those of whole words they take a third of a second among a million calls."""

NEVER_CHANGED = """
CREATE TRIGGER access_log_never_{done} BEFORE {doing} ON access_log
BEGIN SELECT RAISE(ABORT, 'the access log is never {done}'); END
"""


def upgrade() -> None:
    """Add columns to calls and referrals, and the new tables."""
    connection = op.get_bind()
    op.add_column("call", sa.Column("place", sa.Integer(), server_default="0", nullable=False))
    op.add_column("call", sa.Column("continues", sa.Text(), server_default="", nullable=False))
    op.add_column("call", sa.Column("continues_from", sa.DateTime(), nullable=True))
    _give_places(connection)
    op.create_index("ix_call_place", "call", ["place"], unique=True)
    # With the state alone SQLite reads every finished call where a span of days is asked for.
    op.drop_index("ix_call_state", "call")
    op.create_index("ix_call_unfinished", "call", ["started_at"], sqlite_where=sa.text("state <> 'closed'"))
    op.add_column("referral", sa.Column("result", sa.Text(), server_default="", nullable=False))
    op.add_column("referral", sa.Column("met", sa.Text(), server_default="", nullable=False))
    op.add_column("referral", sa.Column("result_at", sa.DateTime(), nullable=True))
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("service_id", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("doubt", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_follow_up_call_id", "follow_up", ["call_id"], unique=False)
    op.create_index("ix_follow_up_state", "follow_up", ["state"], unique=False)
    op.create_table(
        "access_log",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), server_default="", nullable=False),
        sa.Column("action", sa.Text(), server_default="", nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("chain", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_access_log_at", "access_log", ["at"], unique=False)
    op.create_index("ix_access_log_record", "access_log", ["record"], unique=False)
    op.execute(NEVER_CHANGED.format(done="changed", doing="UPDATE"))
    op.execute(NEVER_CHANGED.format(done="removed", doing="DELETE"))
    op.create_table(
        "day_figures",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("advisor", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("tally", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("day", "advisor", "part"),
    )
    op.create_table("stale_day", sa.Column("day", sa.Date(), nullable=False), sa.PrimaryKeyConstraint("day"))
    op.create_table("unsought", sa.Column("call_id", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("call_id"))
    op.execute(WORDS)
    # What is kept already has to be found and counted; the program does that when it is first asked for.
    op.execute("INSERT INTO unsought SELECT id FROM call WHERE state = 'closed'")
    _mark_days(connection)


def _give_places(connection: sa.Connection) -> None:
    """Give each call its place: milliseconds from 1970 to its start, each larger than the one before."""
    rows = connection.exec_driver_sql("SELECT id, started_at FROM call ORDER BY started_at, id").all()
    last = 0
    for call_id, started_at in rows:
        last = max(last + 1, _milliseconds(started_at))
        connection.exec_driver_sql("UPDATE call SET place = ? WHERE id = ?", (last, call_id))


def _milliseconds(started_at: str) -> int:
    from datetime import UTC, datetime

    return int(datetime.fromisoformat(started_at).replace(tzinfo=UTC).timestamp() * 1000)


def _mark_days(connection: sa.Connection) -> None:
    """Mark the days of all calls, by the wall's calendar in Finland, as not yet reckoned."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/Helsinki")
    days = set()
    for (started_at,) in connection.exec_driver_sql("SELECT started_at FROM call WHERE state = 'closed'"):
        days.add(datetime.fromisoformat(started_at).replace(tzinfo=UTC).astimezone(zone).date().isoformat())
    for day in sorted(days):
        connection.exec_driver_sql("INSERT INTO stale_day VALUES (?)", (day,))
