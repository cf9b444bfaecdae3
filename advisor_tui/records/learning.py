"""What advisors of this database chose for which word of the catalogue: counts that no call can be told from."""

from collections.abc import Iterable

from sqlalchemy import Engine
from sqlmodel import Session, delete, select

from advisor_tui.records.tables import LearnedChoiceRow
from advisor_tui.text import clean_line


def teach(engine: Engine, words: Iterable[str], service_id: str) -> None:
    """Count a choice once for each word."""
    with Session(engine) as session, session.begin():
        for word in words:
            row = session.get(LearnedChoiceRow, (word, service_id))
            if row is None:
                session.add(LearnedChoiceRow(word=word, service_id=service_id, times=1))
            else:
                row.times += 1


def learned(engine: Engine) -> dict[str, dict[str, int]]:
    """Return for each word how often each service was chosen for it."""
    found: dict[str, dict[str, int]] = {}
    with Session(engine.execution_options(reading=True)) as session:
        for row in session.exec(select(LearnedChoiceRow)).all():
            found.setdefault(clean_line(row.word), {})[clean_line(row.service_id)] = row.times
    return found


def forget(engine: Engine) -> int:
    """Forget every choice; return how many counts there were."""
    with Session(engine) as session, session.begin():
        return int(session.exec(delete(LearnedChoiceRow)).rowcount)
