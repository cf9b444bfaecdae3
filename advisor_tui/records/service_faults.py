"""Faults of services that were met during calls: kept beside the calls, and read for cards and checks."""

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.records.tables import ServiceFaultRow
from advisor_tui.text import clean_line


def report(engine: Engine, fault: ServiceFault) -> None:
    """Keep a fault; another one of the same call and service stands in its stead."""
    with Session(engine) as session, session.begin():
        session.merge(
            ServiceFaultRow(
                call_id=fault.call_id,
                service_id=fault.service_id,
                kind=fault.kind,
                number=fault.number,
                note=fault.note,
                at=fault.at,
            )
        )


def take_back(engine: Engine, call_id: str, service_id: str) -> None:
    """Forget a fault that was marked by mistake."""
    with Session(engine) as session, session.begin():
        row = session.get(ServiceFaultRow, (call_id, service_id))
        if row is not None:
            session.delete(row)


def reported(engine: Engine) -> list[ServiceFault]:
    """Return every fault, the oldest first."""
    with Session(engine.execution_options(reading=True)) as session:
        rows = session.exec(select(ServiceFaultRow).order_by(col(ServiceFaultRow.at))).all()
        return [
            ServiceFault(
                call_id=clean_line(row.call_id),
                service_id=clean_line(row.service_id),
                kind=clean_line(row.kind),
                number=clean_line(row.number),
                note=clean_line(row.note),
                at=row.at,
            )
            for row in rows
        ]
