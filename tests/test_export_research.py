"""The pseudonymous form: nothing of a call comes through but codes that enough calls share, and coarse times."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from advisor_tui import reference, stock
from advisor_tui.catalogue import areas
from advisor_tui.errors import AdvisorError
from advisor_tui.guidance import script
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import Dismissal, NextStep, Rating, Referral, UnmetNeed
from advisor_tui.guidance.follow_ups import Due
from advisor_tui.guidance.vocabulary import RECORD_FIELDS
from advisor_tui.records import follow_ups
from advisor_tui.records.export import codes
from advisor_tui.records.export.forms import FURTHER, Format
from advisor_tui.records.export.making import Wish
from advisor_tui.records.export.pseudonyms import KEY_BYTES, LONGEST_KEY, Pseudonyms, read_key
from advisor_tui.records.export.research import LEAST, Research
from advisor_tui.settings import Settings
from tests.export_log import NOON, Log
from tests.kept import as_ordinary_user, finished_call, open_to_all

SERVICE = stock.load(Settings()).whole.catalogue.services[0].id
"""A service that is in the catalogue."""

KEY = b"k" * KEY_BYTES
FORMATS: tuple[Format, ...] = ("csv", "json", "xlsx")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """Give a log that is filled anew by each test."""
    log = Log(tmp_path_factory.mktemp("kept") / "calls.sqlite3")
    yield log
    log.close()


def research(key: bytes = KEY) -> Research:
    """Return what makes rows pseudonymous under a key."""
    known = codes.of_script(script.load(reference.script_file(Settings())), reference.all_kinds())
    places = areas.load(reference.data_file("areas.toml"))
    return Research(Pseudonyms(key), known, places, stock.load(Settings()).whole.catalogue)


def wish(kind: Format = "csv", key: bytes = KEY) -> Wish:
    """Return the wish for everything, pseudonymous."""
    return Wish(kind, FURTHER, research=research(key))


def everything(log: Log, kind: Format) -> str:
    """Return all that stands in the files of a form."""
    files = log.written(wish(kind))
    if kind != "xlsx":
        return "".join(each.decode() for each in files)
    with zipfile.ZipFile(io.BytesIO(files[0])) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/"))


SAID = "Aino Virtanen 131052-308T 0401234567 aino@posti.fi"


def hostile_call(number: int, text: str) -> Call:
    """Return a call with a text wherever one can stand, codes too, and moments that would be recognised."""
    at = NOON + timedelta(days=number, minutes=17, seconds=43)
    call = finished_call(
        at,
        ended_at=at + timedelta(seconds=421),
        talk_seconds=421,
        wrap_up_seconds=401234567,
        non_client=text,
        referrals=(Referral(text, text, text, text, at, "accepted", "met", at),),
        unmet_needs=(UnmetNeed(text, text, text, at),),
        needs={text: Rating("2", text), "housing": Rating(text, text)},
        flags=(text,),
        next_steps=(NextStep(text, text, date(2026, 12, 24)),),
        dismissals=(Dismissal(text, text, at),),
        identity={"caller_name": text, "caller_phone": text},
        deadline_on=date(2026, 12, 24),
    )
    call.advisor = call.script = call.notes = call.proposal = call.no_next_step = call.continues = text
    call.answers = {name: text for name in RECORD_FIELDS if name not in ("age", "next_by")} | {"age": "97"}
    return call


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("text", [SAID, "aino_virtanen,0401234567 | aino@posti.fi"])
def test_nothing_that_somebody_typed_is_in_the_file_however_often_it_was_typed(
    kept: Log, kind: Format, text: str
) -> None:
    made = kept.fill(hostile_call(number, text) for number in range(LEAST + 1))
    with Session(kept.engine) as session, session.begin():
        for call in made:
            follow_ups.follow(session, call.id, [Due("outcome", "other", text, "s1", text, date(2026, 12, 24))])
    found = everything(kept, kind)
    for word in ("Aino", "aino", "irtanen", "131052", "308T", "401234567", "posti", ":17", ":43", "2026-12-24"):
        assert word not in found, word
    for call in made:
        assert call.id not in found
    for follow_up in (
        each for some in follow_ups.of_calls(kept.engine, [c.id for c in made]).values() for each in some
    ):
        assert follow_up.id not in found


def ordinary(number: int, **answers: str) -> Call:
    """Return a call as there are many."""
    call = finished_call(NOON + timedelta(minutes=number), talk_seconds=314, advisor="MK", notes="äiti kaatui")
    call.answers = {"municipality": "Kerava", "age": "82", "caller_role": "relative", "outcome": "A", **answers}
    call.referrals = (Referral(SERVICE, "ateria", "Ateria", "told", NOON),)
    return call


def test_what_enough_calls_share_stands_there_and_what_fewer_share_is_other(kept: Log) -> None:
    rare = ordinary(LEAST, municipality="Utsjoki", age="12", caller_role="professional", outcome="E")
    rare.referrals = (Referral("rare-1", "harvinainen", "Harvinainen", "booked", NOON),)
    kept.fill([*(ordinary(number) for number in range(LEAST)), rare])
    calls, referrals, _unmet, _follow_ups = kept.rows(wish())
    told = [(row["county"], row["age_band"], row["caller_role"], row["outcome"], row["service_ids"]) for row in calls]
    county = "Vantaan ja Keravan hyvinvointialue"
    assert sorted(told) == sorted([(county, "75-84", "relative", "A", SERVICE)] * LEAST + [("other",) * 5])
    assert sorted({row["service_type"] for row in referrals}) == ["ateria", "other"]
    assert {row["started_at"] for row in calls} == {"2026-11-23 12:00"}
    assert {row["talk_seconds"] for row in calls} == {"300"}


def test_a_value_is_shared_by_calls_and_not_by_rows_of_one_call(kept: Log) -> None:
    call = ordinary(0)
    call.referrals = tuple(Referral(SERVICE, "ateria", "Ateria", "told", NOON) for _ in range(LEAST + 1))
    kept.fill([call])
    _calls, referrals, _unmet, _follow_ups = kept.rows(wish())
    assert {row["service_id"] for row in referrals} == {"other"}


def test_the_same_key_gives_the_same_pseudonyms_and_another_gives_others(kept: Log) -> None:
    first, second = kept.fill([ordinary(0), ordinary(1)])
    second.continues = first.id
    kept.fill([first, second])
    one, again, other = (kept.rows(wish(key=key))[0] for key in (KEY, KEY, b"o" * KEY_BYTES))
    assert one == again
    assert {row["id"] for row in one}.isdisjoint(row["id"] for row in other)
    by_id = {row["id"]: row for row in one}
    assert sorted(bool(row["continues"]) for row in one) == [False, True]
    assert all(row["continues"] in ("", *by_id) for row in one)
    assert len({row["advisor"] for row in one}) == 1


def test_rows_of_other_tables_are_joined_by_the_pseudonyms_of_their_calls(kept: Log) -> None:
    kept.fill(ordinary(number) for number in range(LEAST))
    calls, referrals, _unmet, _follow_ups = kept.rows(wish())
    assert sorted(row["call_id"] for row in referrals) == sorted(row["id"] for row in calls)


def test_ids_of_different_kinds_never_share_a_pseudonym() -> None:
    pseudonyms = Pseudonyms(KEY)
    assert pseudonyms.of("call", "1") != pseudonyms.of("advisor", "1")
    assert (pseudonyms.of("call", ""), pseudonyms.of("call", None)) == ("", "")
    assert len(pseudonyms.of("call", "1")) == 32


def test_the_order_of_the_rows_tells_no_times(kept: Log) -> None:
    kept.fill(ordinary(number) for number in range(9))
    (calls, *_others) = kept.rows(wish())
    assert [row["id"] for row in calls] == sorted(row["id"] for row in calls)


def test_the_forms_hold_the_same(kept: Log) -> None:
    kept.fill(ordinary(number) for number in range(LEAST))
    (calls, *_others) = kept.rows(wish())
    (data,) = kept.written(wish("json"))
    found = json.loads(data)
    assert (found["pseudonymous"], found["identified"]) == (True, False)
    assert [{name: str(value) for name, value in row.items()} for row in found["calls"]] == calls


def test_a_long_call_does_not_tell_itself_by_its_length(kept: Log) -> None:
    kept.fill([finished_call(NOON, talk_seconds=15), finished_call(NOON + timedelta(hours=1), talk_seconds=99_999)])
    (calls, *_others) = kept.rows(wish())
    assert sorted(row["talk_seconds"] for row in calls) == ["0", "7200"]


# ------------------------------------------------------------ the key


def test_a_key_is_what_its_file_holds(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(KEY)
    assert read_key(tmp_path / "key") == KEY
    with pytest.raises(FileNotFoundError):
        read_key(tmp_path / "none")


@pytest.mark.parametrize("content", [b"", b"x" * (KEY_BYTES - 1), b"x" * (LONGEST_KEY + 1)], ids=len)
def test_a_file_that_was_not_made_as_a_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(AdvisorError, match="key") as caught:
        read_key(tmp_path / "key")
    assert "--key" in caught.value.remedy


@pytest.mark.skipif(os.name != "posix", reason="there are no such files here")
def test_a_folder_a_pipe_and_a_device_are_no_keys(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(AdvisorError):
            read_key(path)


@pytest.mark.skipif(os.name != "posix", reason="modes mean something else here")
def test_a_key_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = open_to_all(tmp_path / "shared") / "key"
    path.write_bytes(KEY)
    path.chmod(0)
    with as_ordinary_user(), pytest.raises(AdvisorError) as caught:
        read_key(path)
    assert str(path) in str(caught.value)
