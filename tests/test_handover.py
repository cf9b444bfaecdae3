"""The handover of a shift: what is open, due and dangerous, read in few queries, printed and written to new files."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from advisor_tui import clock as clocks
from advisor_tui import reference
from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.follow_ups import arising
from advisor_tui.guidance.handover import Found, handover_page
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.page import as_text
from advisor_tui.records import handover
from advisor_tui.records.database import open_database
from advisor_tui.records.export.period import of_day, so_far
from advisor_tui.records.store import Store
from tests.clocks import MONDAY, StandingClock
from tests.handed_over import TODAY, client_call, closed, to_assessment
from tests.hostile import FORBIDDEN, HOSTILE


@pytest.fixture(autouse=True)
def known_once(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the data once for all tests."""

    class Once:
        def __init__(self) -> None:
            self.known = known

    monkeypatch.setattr(reference, "load", lambda _settings: Once())


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database without calls, for copying: making one takes longer than a test of it."""
    path = tmp_path_factory.mktemp("empty") / "calls.sqlite3"
    open_database(path).dispose()
    return path


@pytest.fixture
def database(home: Path, empty: Path) -> Path:
    """Return the path of the user's own database, in which there are no calls."""
    home.mkdir()
    return Path(shutil.copy(empty, home / "calls.sqlite3"))


@pytest.fixture
def store(database: Path, known: Known) -> Iterator[Store]:
    """Give a store that makes follow-ups as a desk does."""
    made = Store(open_database(database), "live", "d1", who="MK", arising=lambda call: arising(call, known, Line()))
    yield made
    made.close()


def told(store: Store, known: Known, today: date = TODAY) -> str:
    """Return the handover of the day so far, on one line."""
    period = so_far({}, clocks.now() + timedelta(seconds=1))
    found = handover.read(store.engine, period, today, known.follow_ups.away_after_days)
    return " ".join(as_text(handover_page(found, known, today)).split())


# ------------------------------------------------------------ the span


@pytest.mark.parametrize(
    ("shifts", "hour", "begins"),
    [
        ({}, 14, "23T00"),
        ({"aamu": "08:00-16:00"}, 14, "23T08"),
        ({"aamu": "08:00-12:00", "ilta": "12:00-20:00"}, 14, "23T12"),
        ({"aamu": "08:00-12:00"}, 14, "23T08"),
        ({"ilta": "16:00-22:00"}, 14, "23T00"),
        ({"yö": "22:00-07:00"}, 3, "22T22"),
        ({"yö": "22:00-07:00", "aamu": "07:00-15:00"}, 7, "23T07"),
    ],
)
def test_the_span_begins_with_the_shift_that_goes_on(shifts: dict[str, str], hour: int, begins: str) -> None:
    now = clocks.at_local(datetime(2026, 11, 23, hour))  # noqa: DTZ001 - the wall's zone is put on
    period = so_far(shifts, now)
    assert f"{clocks.local(period.start):%dT%H}" == begins
    assert period.end == now


# ------------------------------------------------------------ what it tells


def test_a_shift_in_which_nothing_happened_is_one_plain_sentence(store: Store, known: Known) -> None:
    period = of_day(TODAY)
    page = handover_page(handover.read(store.engine, period, TODAY, 30), known, TODAY)
    assert [len(each.lines) for each in page.parts] == [1]
    assert not page.parts[0].heading


def test_a_time_limit_is_told_with_the_working_days_left(store: Store, known: Known) -> None:
    to_assessment(store)
    text = told(store, known)
    assert "ke 2.12." in text
    assert "7 " in text
    assert "82 v Mallila" in text


def test_what_is_overdue_and_for_today_stand_apart(store: Store, known: Known) -> None:
    call = client_call(outcome="A", contact_back="yes")
    call.agree(NextStep("soitamme takaisin", "advice_line", date(2026, 11, 24)))
    closed(store, call)
    pages = {}
    for day in (TODAY, date(2026, 11, 24), date(2026, 11, 25)):
        found = handover.read(store.engine, of_day(day), day, 30)
        pages[day.day] = [each.heading for each in handover_page(found, known, day).parts]
    assert len({headings[0] for headings in pages.values()}) == 3


def test_a_sign_of_danger_is_told_first_with_what_was_done(store: Store, known: Known) -> None:
    to_assessment(store)
    call = client_call(outcome="C")
    call.raise_flag("chest_pain")
    call.attach("hata", "hata112", "Hätänumero", "told")
    call.agree(NextStep("soittaa 112", "caller", None))
    closed(store, call)
    page = handover_page(handover.read(store.engine, of_day(TODAY), TODAY, 30), known, TODAY)
    (line,) = page.parts[0].lines
    assert "rintakipu" in line
    assert all(each in line for each in ("kiireellinen apu", "Hätänumero (kerrottu)", "soittaja itse soittaa 112"))


def test_a_call_that_is_not_finished_is_told_with_its_advisor_and_its_danger(store: Store, known: Known) -> None:
    call = client_call()
    call.advisor = "AB"
    call.write("äiti eksyi ulos")
    call.raise_flag("wandering")
    call.park()
    store.save(call)
    text = told(store, known)
    assert "AB, odottaa: 14.32 omainen 82 v Mallila, äiti eksyi ulos" in text
    assert "eksyy ulos" in text.split("AB, odottaa")[0]


def test_a_call_left_from_another_day_is_told_with_its_day(store: Store, known: Known, clock: StandingClock) -> None:
    call = client_call()
    store.save(call)
    clock.advance(3 * 86_400)
    assert "ma 23.11. 14.32 omainen" in told(store, known, date(2026, 11, 26))


def test_calls_without_an_agreed_next_step_are_told_with_the_reason(store: Store, known: Known) -> None:
    call = client_call()
    call.end_talk(no_next_step="calls_again")
    closed(store, call)
    closed(store, client_call(age="44"))
    text = told(store, known)
    assert "82 v Mallila: soittaja palaa asiaan itse" in text
    assert "44 v Mallila: " in text


def test_faults_of_services_met_in_the_shift_are_told_once(store: Store, known: Known) -> None:
    service = known.catalogue.services[0]
    store.report_fault(ServiceFault("c1", service.id, "no_answer", "012 345", "soitettu kahdesti", MONDAY))
    store.report_fault(ServiceFault("c2", service.id, "full", "", "", MONDAY - timedelta(days=2)))
    text = told(store, known)
    assert f"{service.name}: numero ei vastaa, 012 345, soitettu kahdesti" in text
    assert "ei ota uusia asiakkaita" not in text


def test_numbers_of_the_shift_count_clients_and_others(store: Store, known: Known) -> None:
    to_assessment(store)
    other = new_call()
    other.close_as_non_client("wrong_number")
    store.save(other)
    text = told(store, known)
    assert "B laajempi selvittely: 1" in text
    assert "asiakaspuheluita 1" in text


def test_nobody_is_named(store: Store, known: Known) -> None:
    call = client_call(outcome="B", anonymous="no", about="other", contact_back="yes")
    for name in ("caller_name", "caller_phone", "person_name", "person_phone"):
        call.put(name, "salainen")
    call.raise_flag("wandering")
    closed(store, call)
    assert "salainen" not in told(store, known)


def test_text_made_to_do_harm_does_none(store: Store, known: Known) -> None:
    for number, evil in enumerate(HOSTILE):
        call = client_call(outcome="B")
        call.put("municipality", evil)
        call.write(evil)
        call.raise_flag("wandering")
        call.attach(f"s{number}", "ateria", evil, "told")
        call.agree(NextStep(evil, "advice_line", TODAY))
        closed(store, call)
        store.report_fault(ServiceFault(call.id, f"s{number}", "no_answer", evil, evil, MONDAY))
    found = handover.read(store.engine, of_day(TODAY), TODAY, 30)
    text = as_text(handover_page(found, known, TODAY))
    assert len(found.calls) == len(HOSTILE)
    assert not set(text) & FORBIDDEN
    assert max(map(len, text.splitlines())) <= 78


def test_it_is_read_in_as_many_queries_for_many_calls_as_for_a_few(store: Store) -> None:
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    counts = []
    for _round in range(2):
        for _call in range(8):
            to_assessment(store)
        asked.clear()
        handover.read(store.engine, of_day(TODAY), TODAY, 30)
        counts.append(len([each for each in asked if each.lstrip().upper().startswith("SELECT")]))
    assert counts[0] == counts[1] <= 24


def test_a_page_for_a_span_over_midnight_tells_both_days(known: Known) -> None:
    start = datetime(2026, 11, 23, 20, tzinfo=UTC)
    page = handover_page(Found(start, start + timedelta(hours=9)), known, TODAY)
    assert "ma 23.11. 22.00 – ti 24.11. 7.00" in page.title
