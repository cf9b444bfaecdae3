"""Whether the access log is whole, and removing its oldest lines so that it stays provable.

Each line's digest holds it to the one before. Lines whose time is over are removed from the oldest on; the digest of
the first line that is kept is then the anchor, and a line further on tells up to which number was removed. What this
cannot show is that the very last lines were cut off: for that, an export has to be kept elsewhere.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Engine, Text, text, type_coerce
from sqlmodel import Session, col, delete, func, select

from advisor_tui.records import access
from advisor_tui.records.tables import AccessRow

CHUNK = 10_000
"""Lines removed in one transaction: some tens of milliseconds, for which a desk that saves has to wait."""

NO_REMOVAL = "access_log_never_removed"
GUARDS = (NO_REMOVAL, "access_log_never_changed")
"""The triggers that refuse what must not be done to the log."""

MOST_BREAKS = 20
"""Breaks that are told one by one; where there are more, the log as a whole cannot be relied on."""

REMOVED = "access_log"
"""How the detail of a line begins that tells up to which number lines were removed."""


class Break(Struct, frozen=True):
    """Where the chain does not hold: at line ``number``; ``missing`` lines are not there before it."""

    number: int
    missing: int = 0


class Verified(Struct, frozen=True):
    """What was found: how many lines there are, where the chain breaks, and which guards are missing."""

    lines: int
    first: int
    last: int
    breaks: tuple[Break, ...]
    break_count: int
    guards_missing: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was changed by another tool, as far as that can be seen."""
        return not self.break_count and not self.guards_missing


class _Walk:
    """Going along the chain line by line."""

    def __init__(self) -> None:
        self.lines = self.first = self.last = self.removed_to = self.count = 0
        self.breaks: list[Break] = []
        self._chain = ""

    def step(self, number: int, at: object, who: str, action: str, record: str, detail: str, chain: str) -> None:
        """Hold one line to the one before it."""
        self.lines += 1
        if self.lines == 1:
            self.first = number
        if number != self.last + 1 and self.lines > 1:
            self._broken(Break(number, number - self.last - 1))
        elif (self.lines > 1 or number == 1) and chain != access.link(
            self._chain, (_written(at), who, action, record, detail)
        ):
            self._broken(Break(number))
        elif action == "removed" and not record and detail.startswith(f"{REMOVED} "):
            end = detail.removeprefix(f"{REMOVED} ")
            self.removed_to = max(self.removed_to, int(end) if end.isascii() and end.isdecimal() else 0)
        self.last, self._chain = number, chain

    def end(self) -> None:
        """Hold the beginning to what was told of removals."""
        if self.lines and self.first != self.removed_to + 1:
            self._broken(Break(self.first, max(0, self.first - self.removed_to - 1)))

    def _broken(self, found: Break) -> None:
        self.count += 1
        if len(self.breaks) < MOST_BREAKS:
            self.breaks.append(found)


def _written(at: object) -> str:
    """Return the moment of a line as it went into the digest, or what stands there where it is no moment."""
    found = access.moment(str(at))
    return found.isoformat() if found else str(at)


def verify(engine: Engine, told: Callable[[int, int], None] = lambda _done, _total: None) -> Verified:
    """Walk along the whole log; ``told`` is called with how many lines are done and how many there are."""
    walk = _Walk()
    with engine.execution_options(reading=True).connect() as connection:
        total = connection.execute(text("SELECT count(*) FROM access_log")).scalar_one()
        names = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    for row in _rows(engine):
        walk.step(*row)
        if walk.lines % access.PAGE == 0:
            told(walk.lines, total)
    walk.end()
    missing = tuple(name for name in GUARDS if name not in names)
    return Verified(walk.lines, walk.first, walk.last, tuple(sorted(walk.breaks, key=_number)), walk.count, missing)


def _number(found: Break) -> int:
    return found.number


def _rows(engine: Engine) -> Iterator[tuple[int, object, str, str, str, str, str]]:
    """Yield every line as it stands in the file, read in pages: what another tool left may be no moment at all."""
    query = text(
        "SELECT number, at, who, action, record, detail, chain FROM access_log WHERE number > :last"
        " ORDER BY number LIMIT :page"
    )
    last = -(2**63)
    while True:
        with engine.execution_options(reading=True).connect() as connection:
            rows = connection.execute(query, {"last": last, "page": access.PAGE}).all()
        for number, at, *rest in rows:
            who, action, record, detail, chain = map(str, rest)
            yield number, at, who, action, record, detail, chain
        if len(rows) < access.PAGE:
            return
        last = rows[-1][0]


# ------------------------------------------------------------ removing


def due(engine: Engine, before: datetime) -> tuple[int, datetime | None]:
    """Return how many lines fall due that were written before a moment (UTC), and when the oldest was.

    Only an unbroken row of the oldest lines does: behind a line that is kept, none goes, even where the clock was
    set back.
    """
    with Session(engine.execution_options(reading=True)) as session:
        through = _through(session, before)
        oldest = func.min(type_coerce(col(AccessRow.at), Text))
        count, at = session.exec(select(func.count(), oldest).where(col(AccessRow.number) <= through)).one()
        return count, access.moment(str(at))


def _through(session: Session, before: datetime) -> int:
    kept = session.exec(select(func.min(AccessRow.number)).where(col(AccessRow.at) >= before)).one()
    newest: int = session.exec(select(func.max(AccessRow.number))).one() or 0
    return newest if kept is None else kept - 1


def remove(engine: Engine, who: str, before: datetime, told: Callable[[int], None]) -> int:
    """Remove the lines that fall due and note it; return how many. ``told`` is called with how many are gone so far."""
    gone = 0
    while True:
        with Session(engine) as session, session.begin():
            numbers = select(AccessRow.number).where(col(AccessRow.number) <= _through(session, before))
            some = session.exec(numbers.order_by(col(AccessRow.number)).limit(CHUNK)).all()
            if not some:
                return gone
            access.note(session, who, "removed", "", f"{REMOVED} {some[-1]}")
            _delete_through(session, some[-1] or 0)
        gone += len(some)
        told(gone)


def _delete_through(session: Session, number: int) -> None:
    """Delete the oldest lines; the trigger that refuses it is away within this transaction only."""
    guard = session.connection().execute(
        text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name"), {"name": NO_REMOVAL}
    )
    written = guard.scalar()
    if written:
        session.connection().exec_driver_sql(f"DROP TRIGGER {NO_REMOVAL}")
    session.exec(delete(AccessRow).where(col(AccessRow.number) <= number))
    if written:
        session.connection().exec_driver_sql(written)
