"""The board of follow-ups as it is read, and the command that prints it."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from advisor_tui import clock as clocks
from advisor_tui.cli.follow_ups import Wanted
from advisor_tui.cli.follow_ups import follow_ups as print_follow_ups
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.guidance.known import Known
from advisor_tui.records import follow_up_board, follow_ups
from advisor_tui.records.store import Store
from advisor_tui.settings import Settings
from tests import followed
from tests.clocks import StandingClock
from tests.follow_ups_kept import AWAY, MONDAY, board
from tests.hostile import FORBIDDEN, HOSTILE


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


# ------------------------------------------------------------ the board


def test_the_board_tells_of_the_call_and_of_identity_only_what_is_kept(known: Known, store: Store) -> None:
    for call in (followed.call_back(known), followed.assessment(known)):
        store.save(call)
    called, assessed = board(store)
    assert called.identity == {"caller_name": "Aino Esimerkki", "caller_phone": "040 123 4567"}
    assert assessed.identity == {}
    assert (assessed.age, assessed.municipality, assessed.outcome) == (82, "Näytejärvi", "B")
    assert assessed.deadline_on == date(2026, 12, 2)
    assert "kaatui" in assessed.first_words


def test_the_owner_who_has_taken_no_call_for_long_is_away(known: Known, store: Store) -> None:
    for days_ago, advisor in ((AWAY + 1, "LÄHTI"), (AWAY - 1, "TÄÄLLÄ")):
        store.save(followed.call_back(known, "ke", days_ago=days_ago, advisor=advisor))
    assert {row.follow_up.owner: row.owner_away for row in board(store)} == {"LÄHTI": True, "TÄÄLLÄ": False}
    mine = follow_ups.change(store.engine, "MK", board(store)[0].follow_up, owner="MK")
    assert mine.owner == "MK"


def test_of_many_the_most_pressing_are_read(known: Known, store: Store) -> None:
    for by in ("ke", "tänään", "10 pv", ""):
        store.save(followed.call_back(known, by or "5 pv"))
    overdue = followed.assessment(known, days_ago=20)
    store.save(overdue)
    assert [row.follow_up.call_id for row in board(store, most=1)] == [overdue.id]
    assert [row.bucket(MONDAY) for row in board(store, most=3)] == ["overdue", "today", "later"]
    assert follow_up_board.count_open(store.engine) == 5


def test_a_day_turns_overdue_at_midnight_on_the_wall(known: Known, store: Store, clock: StandingClock) -> None:
    store.save(followed.notification(known))
    counted = []
    for hour in (0, 7, 8, 9):  # 14.32, 21.32, 22.32 and 23.32; then half past midnight
        clock.moment += timedelta(hours=hour - (0 if hour in (0, 7) else hour - 1))
        counted.append(follow_up_board.count_due(store.engine, clocks.today()))
    clock.moment += timedelta(hours=1)
    after = follow_up_board.count_due(store.engine, clocks.today())
    assert [(each.overdue, each.today, each.statutory) for each in counted] == [(0, 1, 1)] * 4
    assert (after.overdue, after.today, after.statutory) == (1, 0, 1)


def test_hostile_words_are_harmless_on_their_way_to_the_board(known: Known, store: Store) -> None:
    call = followed.call_back(known)
    store.save(call)
    for text in HOSTILE[::2]:  # each commit waits for the disk
        now = follow_ups.make(store.engine, text, call.id, Due("", "other", what=text, owner=text))
        now = follow_ups.change(store.engine, text, now, owner=text + "x", note=text)
        assert not set(now.what + now.owner + now.note) & FORBIDDEN
        with store.engine.begin() as connection:
            raw = text.replace("\x00", "")
            connection.exec_driver_sql(
                "UPDATE follow_up SET what = ?, owner = ?, note = ? WHERE id = ?", (raw, raw, raw, now.id)
            )
    for row in board(store):
        told = row.follow_up.what + row.follow_up.owner + row.follow_up.note
        assert not set(told) & FORBIDDEN


# ------------------------------------------------------------ the command


def test_the_command_prints_the_board_in_three_forms(
    known: Known, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    for call in (followed.assessment(known, days_ago=20), followed.call_back(known), followed.service_told(known)):
        store.save(call)
    settings_of_desk = Settings(advisor="MK")
    print_follow_ups(settings_of_desk, Wanted())
    table = capsys.readouterr().out
    assert len(table.splitlines()) == 3
    assert "12.11.2026" in table.splitlines()[0]
    assert "Aino" not in table
    print_follow_ups(settings_of_desk, Wanted(form="json", overdue=True))
    (late,) = json.loads(capsys.readouterr().out)
    assert (late["when"], late["kind"], late["deadline_on"]) == ("overdue", "assessment_start", "2026-11-12")
    print_follow_ups(settings_of_desk, Wanted(form="csv", mine=True))
    (mine,) = csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter=";")
    assert (mine["owner"], mine["kind"]) == ("MK", "call_back")


def test_without_a_database_the_command_says_that_nothing_waits(capsys: pytest.CaptureFixture[str]) -> None:
    print_follow_ups(Settings(), Wanted())
    assert len(capsys.readouterr().out.splitlines()) == 1
    print_follow_ups(Settings(), Wanted(form="json"))
    assert json.loads(capsys.readouterr().out) == []
