"""Removing that is stopped, that meets other desks, and files beside the database."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.guidance.retention import Kind
from advisor_tui.paths import places
from advisor_tui.records import day_figures, old_files, retention, service_faults, traces
from advisor_tui.records.access import Asked, lines
from advisor_tui.records.database import open_database
from advisor_tui.records.retention import remove
from advisor_tui.records.store import RemovedCall, Store
from tests.kept import bytes_of, finished_call, sql
from tests.retained import LAST_SPRING, LATELY, LONG_AGO, RULES, TODAY, basis, due, full_call, opened, removed, run

# ------------------------------------------------------------ calls with words


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database without calls, for copying: making one takes longer than any test here."""
    path = tmp_path_factory.mktemp("empty") / "calls.sqlite3"
    open_database(path).dispose()
    return path


@pytest.fixture
def path(tmp_path: Path, empty: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    return Path(shutil.copy(empty, folder / "calls.sqlite3"))


# ------------------------------------------------------------ stopped, and beside calls


def test_a_removal_that_was_stopped_leaves_all_whole_and_goes_on_next_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(path)
    for number in range(30):
        store.save(full_call(LONG_AGO + timedelta(minutes=number), "kuulas"))
    monkeypatch.setattr(retention, "CHUNK", 10)

    def stop(_kind: Kind, done: int, _total: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remove(store.engine, basis(), "MK", stop)
    assert due(store)["call"].count == 10
    with sql(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM access_log WHERE action = 'removed'").fetchone() == (20,)
    assert run(store)["call"] == 10
    assert b"kuulas" not in bytes_of(path.parent)


def test_a_removal_that_was_stopped_before_its_last_steps_clears_all_traces_next_time(path: Path) -> None:
    store = opened(path)
    for number in range(30):
        store.save(full_call(LONG_AGO + timedelta(minutes=number), "kuulas"))
    removed(store)
    assert b"kuulas" in bytes_of(path.parent)
    assert not any(run(opened(path)).values())
    assert b"kuulas" not in bytes_of(path.parent)


def test_while_another_desk_reads_the_last_step_waits_and_says_so(path: Path) -> None:
    store = opened(path)
    store.save(full_call(LONG_AGO, "kuulas"))
    with store.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA busy_timeout=50")  # type: ignore[union-attr]
    with sql(path) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM call").fetchone()
        removed(store)
        assert not traces.clear(store.engine, "MK", lambda: None)
    assert traces.clear(store.engine, "MK", lambda: None)
    assert b"kuulas" not in bytes_of(path.parent)


def test_each_record_that_was_removed_stands_in_the_access_log(path: Path) -> None:
    store = opened(path)
    gone, emptied = full_call(LONG_AGO, "sana"), full_call(LAST_SPRING, "sana")
    for call in (gone, emptied):
        store.save(call)
    run(store)
    told = [(each.record, each.action, each.detail) for each in lines(store.engine, Asked())]
    assert told == [
        (gone.id, "removed", f"call {LONG_AGO.isoformat()}"),
        (emptied.id, "removed", "free_text"),
        (emptied.id, "removed", "identity"),
        ("", "removed", "cleared"),
    ]


def test_old_faults_of_services_go_and_young_ones_stay(path: Path) -> None:
    store = opened(path)
    for number, moment in enumerate((LONG_AGO, LATELY)):
        service_faults.report(store.engine, ServiceFault(f"c{number}", "meals", "number", "", "väärä numero", moment))
    assert due(store)["service_fault"].count == 1
    assert run(store)["service_fault"] == 1
    assert [each.call_id for each in store.service_faults()] == ["c1"]


def test_figures_are_the_same_before_and_after_a_removal(path: Path) -> None:
    calls = [full_call(moment + timedelta(days=n), "sana") for moment in (LONG_AGO, LAST_SPRING) for n in range(3)]
    calls.append(full_call(LONG_AGO, "sana", advisor="TV", non_client="wrong_number"))
    store = opened(path, {calls[0].id: (Due("outcome", "check_help", "x"),)})
    for call in calls:
        store.save(call)
    with sql(path) as connection:
        connection.execute("UPDATE follow_up SET state = 'done'")
    span = LONG_AGO.date(), TODAY
    before = [day_figures.read(store.engine, *span, advisor) for advisor in ("", "MK", "TV")]
    assert before[0].counts
    assert run(store)["call"] == 4
    assert [day_figures.read(store.engine, *span, advisor) for advisor in ("", "MK", "TV")] == before
    with sql(path) as connection:  # and also when each day is reckoned anew
        connection.execute("INSERT OR IGNORE INTO stale_day SELECT DISTINCT day FROM day_figures")
    assert [day_figures.read(store.engine, *span, advisor) for advisor in ("", "MK", "TV")] == before


# ------------------------------------------------------------ files beside the database


def test_only_files_that_the_program_itself_made_and_that_are_old_enough_fall_due(home: Path) -> None:
    spots = places()
    names = {
        spots.backups: ("calls-20260901T080000000000Z.sqlite3", "calls-20260901T080000000000Z.sqlite3.part",
                        "calls-20261120T080000000000Z.sqlite3", "practice-20260901T080000000000Z.sqlite3",
                        "calls-20269901T080000000000Z.sqlite3", "calls-copy.sqlite3", "oma.txt"),
        spots.data: ("calls-damaged-20260101-120000.sqlite3", "calls-damaged-20260101-120000-2.sqlite3-wal",
                     "calls-damaged-20261101-120000.sqlite3", "calls.sqlite3"),
    }  # fmt: skip
    for folder, files in names.items():
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            (folder / name).write_bytes(b"sanat" * 1000)
    (spots.backups / "calls-20260801T080000000000Z.sqlite3").symlink_to(home / "calls.sqlite3")
    gone = {kind: _remove_files(kind) for kind in ("backup", "set_aside", "crash_report")}
    assert gone == {"backup": set(names[spots.backups][:2]), "set_aside": set(names[spots.data][:2]),
                    "crash_report": set()}  # fmt: skip
    assert (home / "calls.sqlite3").read_bytes().startswith(b"sanat")


def _remove_files(kind: str) -> set[str]:
    found = old_files.files(places(), kind, practice=False)  # type: ignore[arg-type]
    last = RULES.of(kind).last_due(TODAY)  # type: ignore[arg-type]
    assert last is not None
    return {path.name for path in old_files.remove(old_files.due(found, last))}


def test_a_call_that_a_desk_still_has_open_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "calls.sqlite3"
    store = Store(open_database(path))
    call = finished_call(LONG_AGO, notes="kotihoito")
    store.save(call)
    assert removed(store)["call"] == 1
    call.write("kotihoito ja ateria")
    with pytest.raises(RemovedCall):
        store.save(call)
    assert store.load(call.id) is None
    store.close()
