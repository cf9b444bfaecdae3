"""A call record as it changes: how it ends, that a snapshot stays as it was, and that the timeline only grows."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui import clock as clocks
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.entries import NextStep
from tests.clocks import StandingClock

CHANGES: dict[str, Callable[[Call], None]] = {
    "put": lambda call: call.put("age", "80"),
    "put identity": lambda call: call.put("caller_name", "Aino"),
    "toggle": lambda call: call.toggle("promises", "heard"),
    "write": lambda call: call.write("muistiinpano"),
    "enter": lambda call: call.enter("assessment"),
    "rate": lambda call: call.rate("memory", "2"),
    "note_area": lambda call: call.note_area("memory", "hella päällä"),
    "raise_flag": lambda call: call.raise_flag("wandering"),
    "attach": lambda call: call.attach("x", "ateria", "Ateria", "told"),
    "leave_unmet": lambda call: call.leave_unmet("uimaseura", "no_service"),
    "agree": lambda call: call.agree(NextStep("soittaa", "advice_line", date(2026, 12, 2))),
    "end_talk": lambda call: call.end_talk(no_next_step="dropped"),
    "park": lambda call: call.park(),
    "close": lambda call: call.close(),
    "non client": lambda call: call.close_as_non_client("silent"),
}
"""Every way to change a call."""


def test_a_call_ends_is_wrapped_up_and_closed(clock: StandingClock) -> None:
    call = new_call()
    clock.advance(300)
    call.end_talk(no_next_step="declined")
    clock.advance(60)
    assert (call.state, call.no_next_step) == ("wrap_up", "declined")
    call.close()
    assert call.state == "closed"
    assert call.ended_at is not None
    assert call.closed_at is not None
    assert (call.closed_at - call.ended_at).total_seconds() == 60
    assert [event.code for event in call.timeline][-2:] == ["talk_ended", "closed"]


def test_what_was_no_client_call_is_closed_at_once() -> None:
    call = new_call()
    call.close_as_non_client("silent")
    assert (call.state, call.non_client, call.ended_at) == ("closed", "silent", clocks.now())


def test_a_parked_call_goes_on_open_and_a_corrected_one_stays_closed() -> None:
    call = new_call()
    states = []
    for change in (call.park, call.resume, call.close, call.reopen):
        change()
        states.append(str(call.state))
    assert states == ["parked", "open", "closed", "closed"]
    assert call.timeline[-1].code == "reopened"


@pytest.mark.parametrize("name", CHANGES)
def test_a_snapshot_is_untouched_by_a_later_change(name: str) -> None:
    call = new_call()
    for change in (call.raise_flag, call.lower_flag):
        change("violence")
    snapshot, before = call.snapshot(), repr(call)
    CHANGES[name](call)
    assert repr(call) != before
    assert repr(snapshot) == before


@given(changes=st.lists(st.sampled_from(sorted(CHANGES)), max_size=12))
@settings(deadline=None, max_examples=80)
def test_in_whatever_order_a_call_changes_its_timeline_only_grows(changes: list[str]) -> None:
    call = new_call()
    for name in changes:
        before = call.timeline
        CHANGES[name](call)
        assert call.timeline[: len(before)] == before
    assert [event.number for event in call.timeline] == list(range(1, len(call.timeline) + 1))
