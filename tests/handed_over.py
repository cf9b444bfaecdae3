"""Calls of a shift, for the tests of the handover."""

from datetime import date

from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.records.store import Store

TODAY = date(2026, 11, 23)


def client_call(**answers: str) -> Call:
    """Return a call of a client that has been talked."""
    call = new_call(advisor="MK")
    for name, value in ({"caller_role": "relative", "age": "82", "municipality": "Mallila"} | answers).items():
        call.put(name, value)
    return call


def closed(store: Store, call: Call) -> Call:
    """Finish a call and keep it."""
    call.end_talk()
    call.close()
    store.save(call)
    return call


def to_assessment(store: Store) -> Call:
    """Keep a call after which client guidance has to begin an assessment within the time limit."""
    call = client_call(outcome="B", contact_back="yes")
    call.agree(NextStep("ottaa yhteyttä", "client_guidance", date(2026, 12, 2)))
    call.deadline_on = date(2026, 12, 2)
    return closed(store, call)
