"""Follow-ups in a database, as the tests look at them."""

from datetime import date
from typing import Any

from advisor_tui import clock as clocks
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.records import follow_up_board, follow_ups
from advisor_tui.records.store import Store

AWAY = 35


MONDAY = date(2026, 11, 23)


def of(store: Store, call: Call) -> list[FollowUp]:
    """Return the follow-ups of a call."""
    return follow_ups.of_calls(store.engine, [call.id]).get(call.id, [])


def board(store: Store, most: int = follow_up_board.MOST) -> list[Any]:
    """Return the board of today."""
    return follow_up_board.board(store.engine, clocks.today(), AWAY, most=most)
