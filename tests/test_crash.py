"""When the program fails: where it happened is kept, what was said is not."""

import os
import stat
from pathlib import Path

import pytest

from advisor_tui import __version__
from advisor_tui.crash import KEPT, report_text, sentence, write_report
from advisor_tui.paths import places
from tests.clocks import StandingClock

NAME, NUMBER, CODE = "Aino Esimerkki", "040 123 4567", "131052-308T"
"""What a caller may have said; the personal identity code is a published fictitious one."""

SAID = (NAME, *NAME.split(), NUMBER, CODE)


class SaidAloud(Exception):
    """An exception whose message, notes and attributes hold what was said."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.add_note(f"{NAME} {CODE}")
        self.caller = NAME

    def __str__(self) -> str:
        return f"{self.caller}, {CODE}"


def fail_at_the_disk(note: str) -> None:
    """Fail with everything that was said in local variables and in the message."""
    caller, phone = {"name": NAME}, [NUMBER]
    raise PermissionError(13, f"{note} {caller} {phone}", f"{CODE}.txt")


def fail() -> None:
    """Fail because of another failure."""
    identity = CODE
    try:
        fail_at_the_disk(f"note {identity}")
    except PermissionError as error:
        raise SaidAloud(f"{NAME} {NUMBER} {identity}") from error


def failure() -> BaseException:
    """Return what :func:`fail` raises, with its traceback."""
    with pytest.raises(SaidAloud) as raised:
        fail()
    return raised.value


def test_a_report_holds_nothing_that_was_said() -> None:
    text = report_text(failure())
    assert not [said for said in SAID if said in text]


def test_a_report_holds_where_in_the_code_it_happened() -> None:
    text = report_text(failure())
    assert f"{Path(__file__).name}:{fail.__code__.co_firstlineno + 6} in fail\n" in text
    assert f"{Path(__file__).name}:{fail_at_the_disk.__code__.co_firstlineno + 3} in fail_at_the_disk\n" in text
    assert text.index("SaidAloud") < text.index("PermissionError")


def test_a_report_holds_the_version_and_the_moment(clock: StandingClock) -> None:
    text = report_text(failure())
    assert f"advisor {__version__}, Python " in text
    assert clock.now().isoformat(timespec="seconds") in text


def test_a_failure_while_handling_another_tells_of_both() -> None:
    first, second = ValueError(NAME), KeyError(NUMBER)
    second.__context__ = first
    text = report_text(second)
    assert text.index("KeyError") < text.index("ValueError")
    assert not [said for said in SAID if said in text]


def test_failures_that_blame_each_other_are_told_once() -> None:
    first, second = ValueError(NAME), KeyError(NUMBER)
    first.__cause__, second.__cause__ = second, first
    assert report_text(first).count("withheld") == 2


def test_a_report_is_written_where_reports_are(home: Path) -> None:
    path = write_report(failure(), places().crashes)
    assert path
    assert path.parent == home / "state" / "crashes"
    assert path.read_text(encoding="utf-8") == report_text(failure())


def test_the_name_of_a_report_tells_when_it_was(clock: StandingClock) -> None:
    path = write_report(failure(), places().crashes)
    assert path
    assert f"{clock.now():%Y%m%dT%H%M%S}" in path.name


def test_the_newest_reports_are_kept_and_the_older_ones_go(clock: StandingClock) -> None:
    written = []
    for _ in range(KEPT + 3):
        written.append(write_report(failure(), places().crashes))
        clock.advance(60)
    assert sorted(places().crashes.iterdir()) == written[-KEPT:]
    assert KEPT == 10


def test_what_is_not_a_report_is_left_alone(clock: StandingClock) -> None:
    folder = places().crashes
    folder.mkdir(parents=True)
    (folder / "muistiinpano.txt").write_text("oma", encoding="utf-8")
    for _ in range(KEPT + 1):
        write_report(failure(), folder)
        clock.advance(60)
    assert (folder / "muistiinpano.txt").read_text(encoding="utf-8") == "oma"


@pytest.mark.skipif(os.name == "nt", reason="permissions are kept in another way there")
def test_nobody_else_can_read_a_report() -> None:
    before = os.umask(0)
    try:
        path = write_report(failure(), places().crashes)
    finally:
        os.umask(before)
    assert path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_report_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    in_the_way = tmp_path / "state"
    in_the_way.write_text("not a folder", encoding="utf-8")
    assert write_report(failure(), in_the_way) is None
    assert write_report(failure(), in_the_way / "crashes") is None
    assert in_the_way.read_text(encoding="utf-8") == "not a folder"


def test_the_user_is_told_of_the_call_and_of_the_report() -> None:
    path = places().crashes / "crash-1.txt"
    told = sentence(path, saved=True)
    assert "tallessa" in told
    assert str(path) in told


def test_words_that_may_be_lost_are_not_called_saved() -> None:
    assert sentence(None, saved=True) != sentence(None, saved=False)
    assert "tallessa" not in sentence(None, saved=False)


def test_where_no_call_was_open_none_is_spoken_of() -> None:
    told = sentence(None)
    assert told
    assert told in sentence(None, saved=True)
    assert told in sentence(None, saved=False)
    assert "puhelu" not in told.lower()
