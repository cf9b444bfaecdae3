"""Calls that ask for something afterwards, kept before a desk is opened: for tests of follow-ups and for pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from advisor_tui import clock
from advisor_tui.guidance.call import Call, new_id
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.follow_ups import arising
from advisor_tui.guidance.known import Known, Line
from advisor_tui.paths import places
from advisor_tui.records.database import open_database
from advisor_tui.records.store import Store


@contextmanager
def kept(known: Known, who: str = "MK") -> Iterator[Store]:
    """Give the store of the real log, as a desk that makes follow-ups has it."""
    database = open_database(places().records_file(practice=False))
    store = Store(database, who=who, arising=lambda call: arising(call, known, Line()))
    try:
        yield store
    finally:
        store.close()


def talked(known: Known, started_at: datetime | None = None, advisor: str = "MK") -> Conversation:
    """Return a call that began at a moment, or now."""
    call = Call(id=new_id(), started_at=started_at or clock.now(), advisor=advisor)
    call.log("started")
    return Conversation(call, known, Line())


def assessment(known: Known, days_ago: int = 0, advisor: str = "MK", age: str = "82") -> Call:
    """Return a finished call that led to a wider assessment."""
    talk = talked(known, clock.now() - timedelta(days=days_ago), advisor)
    talk.answer("caller_role", "relative")
    talk.write_age(age)
    talk.write_place("näytejärvi")
    talk.answer("outcome", "B")
    talk.take_notes("äiti ei jaksa enää kokata, kaatui viime viikolla")
    talk.close()
    return talk.call


def call_back(known: Known, by: str = "tänään", days_ago: int = 0, advisor: str = "MK") -> Call:
    """Return a finished call in which the advisor promised to call back."""
    talk = talked(known, clock.now() - timedelta(days=days_ago), advisor)
    talk.answer("caller_role", "self")
    talk.write_age("71")
    talk.answer("anonymous", "no")
    talk.write("caller_name", "Aino Esimerkki")
    talk.write("caller_phone", "040 123 4567")
    talk.answer("outcome", "A")
    talk.write("next_what", "soitan, kun tiedän kuljetuksesta")
    talk.answer("next_who", "advice_line")
    talk.write_day("next_by", by)
    talk.close()
    return talk.call


def service_told(known: Known, kind: str = "ateria", days_ago: int = 0) -> Call:
    """Return a finished call in which a service was told of, and the caller may be called."""
    talk = talked(known, clock.now() - timedelta(days=days_ago))
    talk.write_place("näytejärvi")
    talk.answer("outcome", "A")
    talk.answer("contact_back", "yes")
    service = known.catalogue.first_of_type(kind)
    assert service is not None
    talk.attach(service, "told")
    talk.close()
    return talk.call


def notification(known: Known, days_ago: int = 0) -> Call:
    """Return a finished call after which a notification is to be made."""
    talk = talked(known, clock.now() - timedelta(days=days_ago))
    talk.answer("caller_role", "close")
    talk.write_age("88")
    talk.answer("outcome", "D")
    talk.close()
    return talk.call
