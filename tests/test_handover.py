"""The handover of a shift: what is open, due and dangerous, read in few queries, printed and written to new files."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlalchemy import event
from typer.testing import CliRunner

from advisor_tui import clock as clocks
from advisor_tui import reference
from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.cli import handover as command
from advisor_tui.cli import handover_parser
from advisor_tui.cli.handover import Files
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.follow_ups import arising
from advisor_tui.guidance.handover import Found, handover_page
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.page import as_text
from advisor_tui.records import handover
from advisor_tui.records.database import open_database
from advisor_tui.records.export.period import Period, of_day, so_far
from advisor_tui.records.store import Store
from advisor_tui.settings import Settings
from tests.clocks import MONDAY, StandingClock
from tests.hostile import FORBIDDEN, HOSTILE
from tests.kept import sql

TODAY = date(2026, 11, 23)
SETTINGS = Settings(advisor="MK")


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


def told(store: Store, known: Known, today: date = TODAY) -> str:
    """Return the handover of the day so far, on one line."""
    period = so_far({}, clocks.now() + timedelta(seconds=1))
    found = handover.read(store.engine, period, today, known.follow_ups.away_after_days)
    return " ".join(as_text(handover_page(found, known, today)).split())


def access_of(path: Path) -> list[tuple[Any, ...]]:
    """Return what the access log holds."""
    with sql(path) as connection:
        return connection.execute("SELECT who, action, record, detail FROM access_log ORDER BY number").fetchall()


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


# ------------------------------------------------------------ at the command line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def test_the_handover_is_printed_and_the_access_log_hears_of_it(
    store: Store, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to_assessment(store)
    command.handover(SETTINGS, "", "", Files())
    printed = capsys.readouterr().out
    assert "82 v Mallila" in printed
    assert access_of(database)[-1][:3] == ("MK", "opened", "")
    assert access_of(database)[-1][3].startswith("handover 2026-11-22T22:00:00+00:00/")


def test_a_shift_is_told_by_its_name_and_one_that_is_none_is_refused(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    to_assessment(store)
    shifts = Settings(advisor="MK", shifts={"aamu": "08:00-12:00"})
    command.handover(shifts, "aamu", "2026-11-23", Files())
    assert "8.00 – 12.00" in capsys.readouterr().out
    with pytest.raises(AdvisorError, match="aamu"):
        command.handover(shifts, "ilta", "", Files())


@pytest.mark.parametrize(("kind", "title"), [("client_guidance", "asiakasohjaukseen"), ("notification", "Ilmoitus")])
def test_a_hand_off_is_printed_and_the_access_log_hears_of_it(
    store: Store, database: Path, capsys: pytest.CaptureFixture[str], kind: Any, title: str
) -> None:
    call = to_assessment(store)
    command.hand_off(SETTINGS, call.id, kind, "", "", Files())
    printed = capsys.readouterr()
    assert title in printed.out.splitlines()[0]
    assert access_of(database)[-1] == ("MK", "handed_off", call.id, kind)
    assert bool(printed.err)


def test_a_call_that_is_not_there_or_none_is_refused(store: Store) -> None:
    other = new_call()
    other.close_as_non_client("wrong_number")
    store.save(other)
    for call_id in ("nothing\x1b[2J", other.id):
        with pytest.raises(AdvisorError):
            command.hand_off(SETTINGS, call_id, "client_guidance", "", "", Files())


def test_both_commands_say_that_nothing_has_been_kept_yet(home: Path) -> None:
    with pytest.raises(AdvisorError):
        command.handover(SETTINGS, "", "", Files())
    with pytest.raises(AdvisorError):
        command.hand_off(SETTINGS, "x", "client_guidance", "", "", Files())
    assert not (home / "calls.sqlite3").exists()


def test_pages_are_written_to_new_files_for_their_owner_only(store: Store, folder: Path) -> None:
    to_assessment(store)
    command.handover(SETTINGS, "", "", Files(folder / "vuoro.html", folder / "vuoro.txt"))
    assert (folder / "vuoro.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (folder / "vuoro.txt").read_text(encoding="utf-8").count("82 v Mallila") >= 1
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def something(folder: Path) -> Path:
    """A file that is there already."""
    (folder / "a.html").write_text("oma", encoding="utf-8")
    return folder / "a.html"


def dangling(folder: Path) -> Path:
    """A link that leads nowhere."""
    (folder / "a.html").symlink_to(folder / "muualla")
    return folder / "a.html"


def nowhere(folder: Path) -> Path:
    """A name in a folder that is not there."""
    return folder / "puuttuu" / "a.html"


@pytest.mark.parametrize("target", [something, dangling, nowhere, lambda folder: folder], ids=range(4))
def test_nothing_is_written_over_anything(store: Store, folder: Path, target: Callable[[Path], Path]) -> None:
    to_assessment(store)
    path = target(folder)
    before = sorted(each.name for each in folder.iterdir())
    with pytest.raises(AdvisorError):
        command.handover(SETTINGS, "", "", Files(path))
    assert sorted(each.name for each in folder.iterdir()) == before
    assert not (folder / "muualla").exists()


def test_a_full_disk_leaves_nothing_behind(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    to_assessment(store)

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AdvisorError):
        command.handover(SETTINGS, "", "", Files(folder / "a.html"))
    assert list(folder.iterdir()) == []


def test_the_options_reach_the_commands(store: Store, known: Known) -> None:
    call = to_assessment(store)
    commands = typer.Typer()
    handover_parser.add(commands, SETTINGS)
    run = CliRunner().invoke
    ended = run(commands, ["hand-off", call.id, "--kind", "notification", "--law", "child", "--language", "sv"])
    assert ended.exit_code == 0
    assert "Barnskyddslagen" in ended.stdout
    assert run(commands, ["handover", "--day", "2026-11-23"]).exit_code == 0
    assert run(commands, ["hand-off", call.id]).exit_code != 0
    assert {each.id for each in known.hand_off.duty} == set(handover_parser.Law.__args__)  # type: ignore[attr-defined]


def test_a_period_of_another_day_tells_what_is_open_all_the_same(store: Store, known: Known) -> None:
    to_assessment(store)
    period = Period(MONDAY - timedelta(days=9), MONDAY - timedelta(days=8))
    text = as_text(handover_page(handover.read(store.engine, period, TODAY, 30), known, TODAY))
    assert "82 v Mallila" in text
