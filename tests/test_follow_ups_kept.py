"""Follow-ups on the disk: made once, doubted and never changed by a correction, by one person at a time, readable."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_tui import clock as clocks
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.follow_up_board import done_words
from advisor_tui.guidance.follow_ups import OWN, Due, FollowUp
from advisor_tui.guidance.known import Known, Line
from advisor_tui.records import follow_up_board, follow_ups
from advisor_tui.records.follow_ups import Changes, StaleFollowUp
from advisor_tui.records.referral_results import record_result
from advisor_tui.records.store import Store
from tests import followed
from tests.follow_ups_kept import MONDAY, board, of


@pytest.fixture
def store(known: Known) -> Iterator[Store]:
    """Return the store of a desk."""
    with followed.kept(known) as opened:
        yield opened


@pytest.fixture
def other(known: Known) -> Iterator[Store]:
    """Return the store of another desk, on the same database."""
    with followed.kept(known, "RK") as opened:
        yield opened


def only(store: Store, call: Call) -> FollowUp:
    """Return the one follow-up of a call."""
    (found,) = of(store, call)
    return found


def details(store: Store, follow_up: FollowUp) -> list[str]:
    """Return the codes under which the access log tells what was done."""
    return [each.detail for each in follow_ups.history(store.engine, follow_up.id)]


def corrected(known: Known, call: Call, **answers: str) -> Call:
    """Correct a finished call as the desk does."""
    talk = Conversation(call, known, Line())
    call.reopen()
    for name, value in answers.items():
        if name == "age":
            talk.write_age(value)
        elif name == "next_by":
            talk.write_day(name, value)
        else:
            talk.answer(name, value)
    return call


def let_write(store: Store, *, allowed: bool) -> None:
    """Let the disk refuse to be written to, or take it again."""
    with store.engine.execution_options(reading=True).connect() as connection:
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if allowed else 'ON'}")


# ------------------------------------------------------------ with the call


def test_a_call_saved_again_asks_for_nothing_twice(known: Known, store: Store) -> None:
    call = followed.assessment(known)
    for _time in range(3):
        store.save(call)
    first = only(store, call)
    assert (first.kind, first.state, first.version) == ("assessment_start", "open", 1)
    follow_ups.change(store.engine, "MK", first, state="done")
    store.save(call)
    assert only(store, call).state == "done"


def test_an_unfinished_call_asks_for_nothing_yet(known: Known, store: Store) -> None:
    talk = followed.talked(known)
    talk.answer("outcome", "D")
    store.save(talk.call)
    assert of(store, talk.call) == []


def test_a_corrected_outcome_leaves_the_first_in_doubt_and_brings_its_own(known: Known, store: Store) -> None:
    call = followed.assessment(known)
    store.save(call)
    store.save(corrected(known, call, outcome="D"))
    found = {each.source: each for each in of(store, call)}
    assert (found["outcome:B"].state, found["outcome:B"].doubt) == ("open", "gone")
    assert (found["outcome:D"].kind, found["outcome:D"].doubt) == ("notification", "")
    store.save(corrected(known, call, outcome="B"))
    found = {each.source: each for each in of(store, call)}
    assert (found["outcome:B"].doubt, found["outcome:D"].doubt) == ("", "gone")


def test_a_corrected_day_is_told_and_does_not_move_the_follow_up(known: Known, store: Store) -> None:
    call = followed.call_back(known, "ke")
    store.save(call)
    store.save(corrected(known, call, next_by="pe"))
    marked = only(store, call)
    assert (marked.due_on, marked.doubt, marked.other_day) == (
        date(2026, 11, 25),
        "due 2026-11-27",
        date(2026, 11, 27),
    )
    taken = follow_ups.change(store.engine, "MK", marked, due_on=marked.other_day)
    assert (taken.due_on, taken.doubt) == (date(2026, 11, 27), "")
    store.save(call)
    assert only(store, call).doubt == ""


def test_a_day_taken_out_of_the_call_is_told_too(known: Known, store: Store) -> None:
    call = followed.call_back(known, "ke")
    store.save(call)
    call.put("next_by", "")
    store.save(call)
    marked = only(store, call)
    assert marked.asks_other_day
    assert marked.other_day is None
    assert follow_ups.change(store.engine, "MK", marked, due_on=None).due_on is None


def test_what_was_put_off_is_no_doubt_until_the_call_itself_asks_otherwise(known: Known, store: Store) -> None:
    call = followed.call_back(known, "ke")
    store.save(call)
    put_off = follow_ups.change(store.engine, "MK", only(store, call), due_on=date(2026, 12, 1))
    put_off = follow_ups.change(store.engine, "MK", put_off, due_on=date(2026, 12, 3))
    store.save(call)
    assert only(store, call).doubt == ""
    store.save(corrected(known, call, next_by="pe"))
    marked = only(store, call)
    assert (marked.due_on, marked.doubt) == (date(2026, 12, 3), "due 2026-11-27")
    kept = follow_ups.change(
        store.engine, "MK", marked, due_on=date(2026, 12, 8)
    )  # looked at, and put off all the same
    store.save(call)
    assert only(store, call).doubt == kept.doubt == ""
    assert details(store, kept) == [
        "postponed 2026-12-01 asked 2026-11-25",
        "postponed 2026-12-03 asked 2026-11-25",
        "postponed 2026-12-08 asked 2026-11-27",
    ]


def test_what_was_dropped_as_not_asked_for_comes_back_when_it_is_asked_for_again(known: Known, store: Store) -> None:
    call = followed.assessment(known)
    store.save(call)
    store.save(corrected(known, call, outcome="A"))
    dropped = follow_ups.change(store.engine, "MK", only(store, call), state="dropped")
    assert details(store, dropped) == ["gone"]
    store.save(corrected(known, call, outcome="B"))
    again = only(store, call)
    assert (again.state, again.doubt, again.ended_by) == ("open", "", "")
    assert details(store, again) == ["gone", "asked_again"]


def test_what_somebody_found_not_needed_stays_away_although_the_call_asks_for_it(known: Known, store: Store) -> None:
    call = followed.assessment(known)
    store.save(call)
    follow_ups.change(store.engine, "MK", only(store, call), state="dropped", note="muuttaa pois")
    store.save(call)
    assert (only(store, call).state, only(store, call).note) == ("dropped", "muuttaa pois")


EDITS = st.lists(
    st.sampled_from(("save", "outcome", "age", "day", "off", "done", "drop", "back", "take")), min_size=1, max_size=8
)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_whatever_is_corrected_and_done_nothing_is_doubled_or_lost(
    known: Known, store: Store, edits: list[str]
) -> None:
    call = followed.assessment(known)
    store.save(call)
    for number, edit in enumerate(edits):
        before = {each.id for each in of(store, call)}
        newest = of(store, call)[-1]
        changes: dict[str, Changes] = {
            "off": {"due_on": MONDAY + timedelta(days=number)},
            "done": {"state": "done"},
            "drop": {"state": "dropped", "note": "x"},
            "back": {"state": "open", "note": ""},
            "take": {"owner": f"A{number}"},
        }
        change = changes.get(edit)
        if change:
            follow_ups.change(store.engine, "MK", newest, **change)
        else:
            correction = {"outcome": {"outcome": "BD"[number % 2]}, "age": {"age": str(70 + number)}}.get(edit, {})
            store.save(corrected(known, call, **(correction if edit != "day" else {"next_by": f"{number + 1} pv"})))
        after = of(store, call)
        assert before <= {each.id for each in after}
        assert len({each.source for each in after}) == len(after)
        asked = {due.source for due in store._arising(call)}
        assert asked <= {each.source for each in after}
        assert {each.source for each in after if each.doubt == "gone" and not change}.isdisjoint(asked)
    told = follow_up_board.count_due(store.engine, MONDAY)
    rows = [row for row in board(store) if row.bucket(MONDAY) != "later"]
    assert told.overdue + told.today == len(rows)


# ------------------------------------------------------------ changed by somebody


def test_of_two_advisors_the_second_is_told_who_did_what_and_nothing_is_overwritten(
    known: Known, store: Store, other: Store
) -> None:
    call = followed.assessment(known)
    store.save(call)
    mine = only(store, call)
    theirs = only(other, call)
    done = follow_ups.change(other.engine, "RK", theirs, state="done")
    with pytest.raises(StaleFollowUp) as told:
        follow_ups.change(store.engine, "MK", mine, due_on=date(2026, 12, 24))
    assert told.value.now == done == only(store, call)
    assert told.value.last is not None
    assert (told.value.last.who, told.value.last.detail) == ("RK", "done")
    assert details(store, done) == ["done"]


def test_a_follow_up_whose_call_was_removed_is_told_as_gone(known: Known, store: Store) -> None:
    call = followed.assessment(known)
    store.save(call)
    mine = only(store, call)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM call")
    with pytest.raises(StaleFollowUp) as told:
        follow_ups.change(store.engine, "MK", mine, state="done")
    assert told.value.now is None
    with pytest.raises(AdvisorError):
        follow_ups.make(store.engine, "MK", call.id, Due(OWN, "other"))


def test_each_change_is_told_by_a_code_that_has_words(known: Known, store: Store) -> None:
    call = followed.call_back(known)
    store.save(call)
    now = only(store, call)
    changes: tuple[Changes, ...] = (
        {"owner": "RK"},
        {"owner": "MK"},
        {"due_on": date(2026, 12, 1)},
        {"due_on": None},
        {"state": "done"},
        {"state": "open", "note": ""},
        {"state": "dropped", "note": "turha"},
    )
    for change in changes:
        now = follow_ups.change(store.engine, "MK", now, **change)
    codes = details(store, now)
    assert [code.split()[0] for code in codes] == [
        "handed_over",
        "taken",
        "postponed",
        "postponed",
        "done",
        "taken_back",
        "dropped",
    ]
    assert now.ended_by == "MK"
    assert "turha" not in " ".join(codes)
    assert all(done_words(code) != code for code in codes)


def test_a_change_marks_the_day_of_its_call_to_be_counted_anew(known: Known, store: Store) -> None:
    call = followed.assessment(known, days_ago=3)
    store.save(call)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM stale_day")
    follow_ups.change(store.engine, "MK", only(store, call), state="done")
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT day FROM stale_day").scalars().all() == ["2026-11-20"]


def test_a_full_disk_is_told_and_nothing_is_half_kept(known: Known, store: Store) -> None:
    call = followed.assessment(known)
    store.save(call)
    mine = only(store, call)
    let_write(store, allowed=False)
    with pytest.raises(AdvisorError) as told:
        follow_ups.change(store.engine, "MK", mine, state="done")
    assert told.value.remedy
    let_write(store, allowed=True)
    assert only(store, call) == mine
    assert details(store, mine) == []


# ------------------------------------------------------------ results


@pytest.mark.parametrize(
    ("result", "met", "state"),
    [
        ("accepted", "met", "done"),
        ("declined", "not_met", "done"),
        ("not_eligible", "not_met", "done"),
        ("waiting", "", "open"),
        ("no_answer", "", "open"),
    ],
)
def test_what_became_of_a_service_is_kept_in_its_call(
    known: Known, store: Store, result: Any, met: Any, state: str
) -> None:
    call = followed.service_told(known)
    store.save(call)
    asked = only(store, call)
    again = date(2026, 12, 14)
    now = record_result(store, asked, asked.service_id, (result, met), again)
    kept = store.load(call.id)
    assert kept is not None
    assert (kept.referrals[0].result, kept.referrals[0].met) == (result, met)
    assert kept.referrals[0].result_at == clocks.now()
    assert now.state == state
    assert now.due_on == (again if state == "open" else asked.due_on)
    assert of(store, call) == [now]


def test_a_result_heard_second_changes_nothing(known: Known, store: Store, other: Store) -> None:
    call = followed.service_told(known)
    store.save(call)
    asked = only(store, call)
    record_result(other, asked, asked.service_id, ("declined", "not_met"), MONDAY)
    with pytest.raises(StaleFollowUp):
        record_result(store, asked, asked.service_id, ("accepted", "met"), MONDAY)
    kept = store.load(call.id)
    assert kept is not None
    assert kept.referrals[0].result == "declined"
