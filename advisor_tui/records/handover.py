"""What has to be read for the handover of a shift, in a dozen queries however many calls there are."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.guidance.handover import Found, OpenCall
from advisor_tui.guidance.vocabulary import AccessAction
from advisor_tui.records import access, service_faults
from advisor_tui.records.export.period import Period
from advisor_tui.records.follow_up_board import board, count_open
from advisor_tui.records.store import Store
from advisor_tui.records.tables import RedFlagRow
from advisor_tui.text import clean_line


def read(engine: Engine, period: Period, today: date, away_after_days: int) -> Found:
    """Return what a handover tells. An owner of follow-ups without a call for ``away_after_days`` is told as away."""
    follow_ups = board(engine, today, away_after_days)
    return Found(
        start=period.start,
        end=period.end,
        calls=tuple(Store(engine).read_between(period.start, period.end)),
        open=_open_calls(engine),
        follow_ups=tuple(follow_ups),
        beyond=max(0, count_open(engine) - len(follow_ups)),
        faults=_faults(engine, period),
    )


def note_handed_off(engine: Engine, who: str, call_id: str, kind: str) -> None:
    """Tell the access log that a page of a call was made for somebody else."""
    _note(engine, who, "handed_off", call_id, kind)


def note_handover(engine: Engine, who: str, period: Period) -> None:
    """Tell the access log that somebody read the handover of a span."""
    _note(engine, who, "opened", "", f"handover {access.span(period.start, period.end)}")


def _note(engine: Engine, who: str, action: AccessAction, record: str, detail: str) -> None:
    with Session(engine) as session, session.begin():
        access.note(session, who, action, record, detail)


def _open_calls(engine: Engine) -> tuple[OpenCall, ...]:
    calls = Store(engine).open_calls()
    flags: dict[str, list[str]] = defaultdict(list)
    raised = select(RedFlagRow.__table__).order_by(col(RedFlagRow.number))  # type: ignore[attr-defined]
    with engine.execution_options(reading=True).connect() as connection:
        for row in connection.execute(raised.where(col(RedFlagRow.call_id).in_([each.id for each in calls]))):
            flags[row.call_id].append(clean_line(row.flag))
    kept = [name for name in OpenCall.__struct_fields__ if name != "flags"]
    return tuple(
        OpenCall(**{name: getattr(each, name) for name in kept}, flags=tuple(flags[each.id])) for each in calls
    )


def _faults(engine: Engine, period: Period) -> tuple[ServiceFault, ...]:
    return tuple(each for each in service_faults.reported(engine) if period.start <= each.at < period.end)
