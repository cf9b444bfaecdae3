"""What is saved comes back as it was; only what changed is written; nobody's work is overwritten unseen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS, LEVELS, RECORD_FIELDS, STEPS
from advisor_tui.records.database import open_database
from advisor_tui.records.store import StaleCall, Store
from tests.kept import CODES, DAYS, IDENTITIES, LINES, NOTES, VALUES, WORDS, bytes_of, calls, open_store, sql

quick = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records" / "calls.sqlite3"


@pytest.fixture
def engine(path: Path) -> Engine:
    return open_database(path)


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    opened = Store(engine, "live", "d1")
    yield opened
    opened.close()


@pytest.fixture
def other(path: Path) -> Iterator[Store]:
    """Return the store of another desk."""
    opened = open_store(path, "d2")
    yield opened
    opened.close()


@pytest.fixture
def statements(engine: Engine) -> list[str]:
    """Return what will have been asked of the database, without the beginnings and ends."""
    heard: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            heard.append(statement)

    return heard


def written(statements: list[str]) -> list[str]:
    """Return what was written, each as its verb and its table."""
    words = [each.replace("INTO ", "").replace("FROM ", "").split() for each in statements]
    return [f"{verb} {table}" for verb, table, *_rest in words if verb != "SELECT"]


def rich_call() -> Call:
    """Return a call with something in each of its parts."""
    call = new_call(advisor="MK", script="kotona 1")
    call.put("anonymous", "no")
    call.put("caller_name", "Aino Virtanen")
    call.put("age", "82")
    call.put("next_by", "2026-12-01")
    call.write("Äiti on kaatunut.\nEi pääse ylös.")
    call.attach("s1", "ateria", "Ateriapalvelu", "told")
    call.leave_unmet("seuraa iltaisin", "none", "seura")
    call.rate("housing", "2")
    call.raise_flag("fall")
    call.dismiss("suicidal", "meant_otherwise")
    call.agree(NextStep("soittaa takaisin", "us", None))
    return call


# ------------------------------------------------------------ round trips


@quick
@given(calls())
def test_any_call_comes_back_as_it_was_saved(store: Store, other: Store, call: Call) -> None:
    store.save(call)
    assert store.load(call.id) == call
    assert other.load(call.id) == call


Step = Callable[[Call], object]

FIELDS = [(name, VALUES.get(kind, WORDS)) for name, kind in {**RECORD_FIELDS, **IDENTITY_FIELDS}.items()]
STEPS_OF_A_CALL: list[st.SearchStrategy[Step]] = [
    *(st.builds(lambda v, n=name: lambda call: call.put(n, v), st.just("") | values) for name, values in FIELDS),
    st.builds(lambda text: lambda call: call.write(text), NOTES),
    st.builds(lambda step: lambda call: call.enter(step), st.sampled_from(STEPS)),
    st.builds(lambda a, v: lambda call: call.rate(a, v), st.sampled_from("abc"), st.sampled_from(("", *LEVELS))),
    st.builds(lambda a, v: lambda call: call.note_area(a, v), st.sampled_from("abc"), LINES),
    st.builds(lambda f: lambda call: call.raise_flag(f), st.sampled_from("zyx")),
    st.builds(lambda f: lambda call: call.dismiss(f, "past"), st.sampled_from("zyx")),
    st.builds(lambda f: lambda call: call.lower_flag(f), st.sampled_from("zyx")),
    st.builds(lambda s, n, v: lambda call: call.attach(s, "t", n, v), st.sampled_from("abc"), LINES, CODES),
    st.builds(lambda s: lambda call: call.detach(s), st.sampled_from("abc")),
    st.builds(lambda n, r: lambda call: call.leave_unmet(n, r), LINES, CODES),
    st.builds(lambda n: lambda call: call.take_back_unmet(n), st.integers(0, 2)),
    st.builds(lambda w, d: lambda call: call.agree(NextStep(w, "us", d)), LINES, st.none() | DAYS),
    st.builds(lambda n: lambda call: call.drop_agreed(n), st.integers(0, 2)),
    st.sampled_from([Call.park, Call.resume, Call.end_talk, Call.close, Call.reopen]),
]


@quick
@given(st.lists(st.one_of(STEPS_OF_A_CALL), max_size=12), st.booleans())
def test_whatever_is_done_to_a_call_in_any_order_is_kept(
    store: Store, other: Store, steps: list[Step], again: bool
) -> None:
    """The same call is changed and saved time after time; with ``again`` it is read anew before each change."""
    call = new_call()
    store.save(call)
    for step in steps:
        step(call)
        store.save(call)
        if again:
            read = store.load(call.id)
            assert read == call
            call = read
    assert other.load(call.id) == call


def test_a_call_of_five_hundred_events_comes_back_whole(store: Store, statements: list[str]) -> None:
    call = rich_call()
    for number in range(500):
        call.log("service_shown", f"s{number}")
    store.save(call)
    assert store.load(call.id) == call
    statements.clear()
    call.log("closed")
    store.save(call)
    assert written(statements) == ["UPDATE call", "INSERT timeline"]
    assert store.load(call.id) == call


def test_a_call_that_is_not_there_is_nothing(store: Store) -> None:
    assert store.load("nowhere") is None


def test_the_store_tells_whether_calls_are_practice(engine: Engine) -> None:
    store = Store(engine, "practice")
    call = new_call()
    store.save(call)
    found = store.load(call.id)
    assert found is not None
    assert found.mode == "practice"
    store.close()


def test_a_call_that_was_saved_elsewhere_before_is_kept_whole_in_a_new_database(store: Store, tmp_path: Path) -> None:
    """The damaged database was put aside while the call was on the desk."""
    call = rich_call()
    store.save(call)
    call.put("goal", "pysyä kotona")
    store.save(call)
    fresh = open_store(tmp_path / "fresh.sqlite3")
    fresh.save(call)
    assert fresh.load(call.id) == call
    fresh.close()


def test_a_call_that_somebody_deleted_meanwhile_is_kept_whole_again(path: Path, store: Store) -> None:
    call = rich_call()
    store.save(call)
    with sql(path) as connection:
        connection.execute("DELETE FROM call")
    store.save(call)
    assert store.load(call.id) == call


# ------------------------------------------------------------ only what changed


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda call: call.write("muuta"), []),
        (lambda call: call.put("goal", "koti", coded=False), []),
        (lambda call: call.note_area("housing", "portaat"), ["DELETE need_rating", "INSERT need_rating"]),
        (lambda call: call.put("caller_name", ""), ["DELETE identity"]),
        (lambda call: call.log("card_shown"), ["INSERT timeline"]),
        (lambda call: call.detach("s1"), ["DELETE referral", "INSERT timeline"]),
    ],
)
def test_only_the_parts_that_changed_are_written(
    store: Store, statements: list[str], change: Step, expected: list[str]
) -> None:
    call = rich_call()
    store.save(call)
    statements.clear()
    change(call)
    store.save(call)
    assert sorted(written(statements)) == sorted(["UPDATE call", *expected])
    assert store.load(call.id) == call


def test_reading_does_not_make_writers_wait(engine: Engine, store: Store) -> None:
    begun: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *heard: begun.append(heard[2]))
    call = new_call()
    store.save(call)
    assert "BEGIN IMMEDIATE" in begun
    begun.clear()
    store.load(call.id)
    store.open_calls()
    assert [each for each in begun if each.startswith("BEGIN")] == ["BEGIN", "BEGIN"]


# ------------------------------------------------------------ two desks


def test_each_save_counts_the_version_up(store: Store) -> None:
    call = new_call()
    versions = [store.save(call)]
    call.rate("housing", "2")  # changes other tables only
    versions.append(store.save(call))
    call.write("x")
    versions.append(store.save(call))
    assert versions == [1, 2, 3]
    assert call.version == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda call: call.write("theirs"),
        lambda call: call.rate("housing", "3"),
        lambda call: call.attach("s9", "t", "Toinen", "told"),
        lambda call: call.put("caller_phone", "040 123"),
    ],
)
def test_a_call_that_another_desk_has_changed_is_not_overwritten(store: Store, other: Store, change: Step) -> None:
    mine = rich_call()
    store.save(mine)
    theirs = other.load(mine.id)
    assert theirs is not None
    change(theirs)
    other.save(theirs)
    mine.write("mine")
    mine.rate("housing", "1")
    mine.attach("s2", "t", "Minun", "told")
    with pytest.raises(StaleCall) as caught:
        store.save(mine)
    assert (caught.value.call_id, caught.value.version) == (mine.id, 2)
    assert other.load(mine.id) == theirs


def test_overwriting_another_desk_on_purpose_keeps_nothing_of_theirs(store: Store, other: Store) -> None:
    mine = rich_call()
    store.save(mine)
    theirs = other.load(mine.id)
    assert theirs is not None
    theirs.rate("economy", "3")
    theirs.detach("s1")
    theirs.put("anonymous", "yes")
    other.save(theirs)
    mine.write("mine")
    mine.version = theirs.version
    store.save(mine)
    assert other.load(mine.id) == mine


# ------------------------------------------------------------ identity


@quick
@given(IDENTITIES)
def test_identity_is_gone_from_the_call_when_it_is_emptied(store: Store, identity: dict[str, str]) -> None:
    call = new_call()
    call.put("anonymous", "no")
    for name, value in identity.items():
        call.put(name, value)
    store.save(call)
    call.put("anonymous", "yes")
    store.save(call)
    found = store.load(call.id)
    assert found is not None
    assert found.identity == {}


def test_identity_that_was_emptied_is_in_no_file(path: Path, store: Store) -> None:
    call = rich_call()
    store.save(call)
    assert b"Aino Virtanen" in bytes_of(path.parent)
    call.put("caller_name", "")
    store.save(call)
    store.close()
    assert b"Aino Virtanen" not in bytes_of(path.parent)


def test_what_takes_the_place_of_a_longer_call_leaves_no_line_of_its_timeline(tmp_path: Path) -> None:
    store = open_store(tmp_path / "calls.sqlite3")
    mine = new_call()
    store.save(mine)
    theirs = store.load(mine.id)
    assert theirs is not None
    theirs.close()
    mine.version = store.save(theirs)
    store.save(mine)
    assert store.load(mine.id) == mine
    store.close()
