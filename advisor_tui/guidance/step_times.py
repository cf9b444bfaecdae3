"""How long a call was in each step of the script, from its timeline."""

from collections.abc import Sequence
from datetime import timedelta

from advisor_tui.guidance.entries import Event

ENDS = ("talk_ended", "closed", "non_client")
"""What ends the talk. Steps gone through afterwards are wrap-up or correction, and take nobody's time on the phone."""


def step_times(timeline: Sequence[Event]) -> dict[str, int]:
    """Return the whole seconds spent in each step that was entered, all visits together.

    A step lasts until the next one is entered, the call is parked, or the talk ends; a resumed call goes on in the
    step it was in. Where a call was interrupted without being parked (the program was killed), its time stops at the
    last thing that was recorded before it was resumed. A clock that was set back gives no negative time.
    """
    spent: dict[str, timedelta] = {}
    step, running = "", False
    for before, event in zip((None, *timeline), timeline, strict=False):
        if running and before and event.code != "resumed":
            spent[step] += max(event.at - before.at, timedelta())
        if event.code in ENDS:
            break
        if event.code == "step_entered":
            step, running = event.subject, True
            spent.setdefault(step, timedelta())
        elif event.code == "parked":
            running = False
        elif event.code == "resumed":
            running = bool(step)
    return {name: int(each.total_seconds()) for name, each in spent.items()}
