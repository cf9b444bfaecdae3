"""The file of an export: new, whole, for its owner alone, or not there at all."""

import gc
import os
import re
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import insert

from advisor_tui.errors import AdvisorError
from advisor_tui.records.export.files import new_file, new_files
from advisor_tui.records.export.forms import Format
from advisor_tui.records.export.making import Export, Wish
from advisor_tui.records.tables import CallRow
from tests.export_log import ALWAYS, NOON, Log
from tests.kept import as_ordinary_user, open_to_all

FORMATS: tuple[Format, ...] = ("csv", "json", "xlsx")

posix = pytest.mark.skipif(os.name != "posix", reason="there are no such files here")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for what programs lay by on the way."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def write_to(path: Path, content: bytes = b"log") -> None:
    """Make a new file with a content."""
    with new_file(path) as file:
        file.write(content)


def marks_of(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return by what each file of a folder would be recognised as another or a changed one."""
    found = ((each.name, each.lstat()) for each in folder.iterdir())
    return {name: (status.st_mode, status.st_mtime_ns, status.st_ino) for name, status in found}


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder with what they hold."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """Give a log of calls that together need some room."""
    log = Log(tmp_path_factory.mktemp("kept") / "calls.sqlite3")
    moments = [NOON + timedelta(seconds=n) for n in range(2000)]
    rows = [
        {"id": str(at), "version": 1, "state": "closed", "started_at": at, "place": n, "notes": os.urandom(200).hex()}
        for n, at in enumerate(moments, int(NOON.timestamp() * 1000))
    ]
    with log.engine.begin() as connection:
        connection.execute(insert(CallRow), rows)
    yield log
    log.close()


# ------------------------------------------------------------ what stands there already


def test_a_new_file_holds_what_was_written(tmp_path: Path) -> None:
    write_to(tmp_path / "log.csv")
    assert files_of(tmp_path) == {"log.csv": b"log"}


def a_file(path: Path) -> None:
    path.write_text("mine", encoding="utf-8")


def a_link_to_a_file(path: Path) -> None:
    path.with_name("other").write_text("mine", encoding="utf-8")
    path.symlink_to(path.with_name("other"))


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("nothing"))


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/null")


@posix
@pytest.mark.parametrize(
    "put", [a_file, a_link_to_a_file, a_link_to_nothing, a_link_to_itself, a_folder, a_pipe, a_device]
)
def test_whatever_stands_there_is_left_alone(tmp_path: Path, put: Callable[[Path], None]) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "log.csv"
    put(path)
    before = marks_of(folder)
    with pytest.raises(AdvisorError, match="Samanniminen on jo olemassa") as caught:
        write_to(path)
    assert str(path) in str(caught.value)
    assert "--output" in caught.value.remedy
    assert marks_of(folder) == before


@pytest.mark.parametrize("links", [True, False], ids=["with hard links", "without"])
def test_a_name_that_somebody_takes_meanwhile_stays_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.delattr(os, "link")
    path = tmp_path / "log.csv"
    with pytest.raises(AdvisorError, match="Samanniminen on jo olemassa"), new_file(path):
        path.write_bytes(b"theirs")
    assert files_of(tmp_path) == {"log.csv": b"theirs"}


def test_a_disk_without_hard_links_takes_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_to(tmp_path / "log.csv")
    assert files_of(tmp_path) == {"log.csv": b"log"}


@posix
def test_only_the_owner_reads_the_file_whatever_the_usual_modes_are(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with new_file(tmp_path / "log.csv") as file:
            (part,) = (each for each in tmp_path.iterdir() if each.is_file())
            modes = [part.stat().st_mode & 0o777]
            file.write(b"log")
    finally:
        os.umask(before)
    assert [*modes, (tmp_path / "log.csv").stat().st_mode & 0o777] == [0o600, 0o600]


# ------------------------------------------------------------ what cannot be written


@pytest.mark.parametrize(
    "name",
    ["missing/log.csv", "file/log.csv", "x" * 256 + ".csv", "x" * 5000],
    ids=["folder", "file", "long", "longer"],
)
def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(AdvisorError, match="Tiedostoa ei voi kirjoittaa") as caught:
        write_to(tmp_path / name)
    assert "--output" in caught.value.remedy


def test_the_longest_name_that_the_disk_takes_is_taken(tmp_path: Path) -> None:
    write_to(tmp_path / ("x" * 251 + ".csv"))
    assert (tmp_path / ("x" * 251 + ".csv")).read_bytes() == b"log"


@posix
@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_that_is_closed_to_the_user_is_named(tmp_path: Path, mode: int) -> None:
    folder = open_to_all(tmp_path / "shared")
    folder.chmod(mode)
    with as_ordinary_user(), pytest.raises(AdvisorError, match="Tiedostoa ei voi kirjoittaa"):
        write_to(folder / "log.csv")
    folder.chmod(0o777)
    assert list(folder.iterdir()) == []


def stop_in_the_middle(file: IO[bytes], mishap: BaseException) -> None:
    """Write half of something."""
    file.write(b"half")
    raise mishap


@pytest.mark.parametrize("mishap", [ValueError("x"), KeyboardInterrupt(), MemoryError()])
def test_nothing_is_left_behind_when_the_writing_stops_in_the_middle(tmp_path: Path, mishap: BaseException) -> None:
    with pytest.raises(type(mishap)), new_file(tmp_path / "log.csv") as file:
        stop_in_the_middle(file, mishap)
    assert files_of(tmp_path) == {}


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is nearly full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("kind", FORMATS)
def test_on_a_full_disk_it_is_said_and_nothing_is_left_behind(
    kept: Log, tmp_path: Path, scratch: Path, kind: Format
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    full = pytest.raises(AdvisorError, match="tehkää levylle tilaa")
    with full, room_for(100_000), new_file(folder / "log") as file:
        Export(kept.store, ALWAYS, Wish(kind)).write([file], ["log"])
    assert list(folder.iterdir()) == []
    assert list(scratch.iterdir()) == []


@posix
@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("kind", FORMATS)
def test_a_form_tells_that_its_file_cannot_be_written(kept: Log, scratch: Path, kind: Format) -> None:
    with pytest.raises(OSError, match="No space left"), Path("/dev/full").open("wb", buffering=0) as file:
        Export(kept.store, ALWAYS, Wish(kind)).write([file], ["log"])
    gc.collect()  # a half-made archive would complain now that its file is closed
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_of_a_form_is_left_behind_when_reading_the_calls_fails(
    kept: Log, tmp_path: Path, scratch: Path, kind: Format
) -> None:
    def failing(_what: str, done: int, _total: int | None) -> None:
        if done > 500:
            raise LookupError

    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(LookupError), new_file(folder / "log") as file:
        Export(kept.store, ALWAYS, Wish(kind), failing).write([file], ["log"])
    assert list(folder.iterdir()) == []
    assert list(scratch.iterdir()) == []


# ------------------------------------------------------------ several files


def test_several_files_appear_together(tmp_path: Path) -> None:
    with new_files((tmp_path / "a", tmp_path / "b")) as (first, second):
        first.write(b"1")
        second.write(b"2")
    assert files_of(tmp_path) == {"a": b"1", "b": b"2"}


@pytest.mark.parametrize("taken", ["a", "b"])
def test_of_several_files_none_is_made_when_one_name_is_taken(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_bytes(b"mine")
    with (
        pytest.raises(AdvisorError, match=re.escape(str(tmp_path / taken))),
        new_files((tmp_path / "a", tmp_path / "b")),
    ):
        pytest.fail("nothing should be written")
    assert files_of(tmp_path) == {taken: b"mine"}


@pytest.mark.parametrize("links", [True, False], ids=["with hard links", "without"])
def test_when_a_name_is_taken_meanwhile_the_other_files_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.delattr(os, "link")
    with pytest.raises(AdvisorError, match="b"), new_files((tmp_path / "a", tmp_path / "b")):
        (tmp_path / "b").write_bytes(b"theirs")
    assert files_of(tmp_path) == {"b": b"theirs"}


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="Samanniminen"), new_files((tmp_path / "a", tmp_path / "a")):
        pytest.fail("nothing should be written")
    assert files_of(tmp_path) == {}


# ------------------------------------------------------------ memory


@pytest.mark.parametrize("kind", FORMATS)
def test_of_two_thousand_calls_only_a_chunk_is_in_memory_at_a_time(
    kept: Log, tmp_path: Path, scratch: Path, kind: Format
) -> None:
    assert scratch.is_dir()
    sizes: list[int] = []

    def watched(_what: str, done: int, total: int | None) -> None:
        assert total == 2000
        sizes.append(tracemalloc.get_traced_memory()[0])
        assert done <= 2000

    tracemalloc.start()
    with new_file(tmp_path / "log") as file:
        export = Export(kept.store, ALWAYS, Wish(kind), watched)
        export.write([file], ["log"])
    tracemalloc.stop()
    assert export.counts["calls"] == 2000
    assert len(sizes) >= 4
    assert max(sizes) - min(sizes) < 1_000_000  # the notes of all calls together have 800 KB, their rows ten times that
