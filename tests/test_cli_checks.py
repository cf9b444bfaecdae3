"""``advisor catalogue check`` and ``advisor script check``: sound files end with 0, faults are named and end with 1."""

from pathlib import Path

import pytest

from tests.changed_script import changed, line
from tests.command_line import advisor, advisor_here, write_settings
from tests.hostile import HOSTILE, catalogue_of
from tests.small_catalogue import catalogue, entry


@pytest.mark.parametrize("what", ["catalogue", "script"])
def test_what_ships_is_sound(capsys: pytest.CaptureFixture[str], what: str) -> None:
    ended = advisor_here(capsys, what, "check")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Ei vikoja.\n")  # what is doubtful about the services is told after it


def test_each_fault_of_a_catalogue_is_named_by_file_entry_and_field(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = catalogue(
        tmp_path / "oma", entry(type='"avaruus"', service_areas='["Atlantis"]'), entry(id='"b"', rung="7")
    )
    ended = advisor_here(capsys, "catalogue", "check", str(folder))
    assert (ended.code, ended.out) == (1, "")
    file = folder / "koe.toml"
    assert f"{file}:5: ateria-koe service.type: " in ended.err
    assert f"{file}:11: ateria-koe service.service_areas: " in ended.err
    assert "b service.rung: " in ended.err
    assert ended.err.endswith("3 vikaa.\n")


def test_a_process_that_found_faults_ends_with_one(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "oma", entry(type='"avaruus"'))
    ended = advisor("catalogue", "check", folder / "koe.toml", ADVISOR_LANGUAGE="en")
    assert (ended.code, ended.out) == (1, "")
    assert "koe.toml:5: ateria-koe service.type: unknown kind of service: “avaruus”" in ended.err


def test_the_catalogue_of_the_settings_is_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "oma")
    write_settings(f"[catalogue]\nfolders = ['{folder}']\nstale_after_days = 5\n")
    ended = advisor_here(capsys, "catalogue", "check")
    assert ended.code == 1
    assert f"{folder / 'koe.toml'}:12: ateria-koe service.assured_date: " in ended.err


def test_a_hostile_catalogue_is_told_in_harmless_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = catalogue_of(tmp_path, HOSTILE)
    ended = advisor_here(capsys, "catalogue", "check", str(folder))
    assert ended.code == 1
    assert all(f"paha-{number} service.url: " in ended.err for number in range(len(HOSTILE)))


@pytest.mark.parametrize("what", ["catalogue", "script"])
def test_what_is_not_there_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path, what: str) -> None:
    ended = advisor_here(capsys, what, "check", str(tmp_path / "puuttuu.toml"))
    assert (ended.code, ended.out) == (1, "")
    assert "puuttuu.toml" in ended.err


@pytest.mark.parametrize("what", ["catalogue", "script"])
@pytest.mark.parametrize("content", [b"a = 1\na = 2\n", b"x = 1\n\xff\n"], ids=["not TOML", "not UTF-8"])
def test_what_cannot_be_read_is_named_by_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, what: str, content: bytes
) -> None:
    file = tmp_path / "rikki.toml"
    file.write_bytes(content)
    ended = advisor_here(capsys, what, "check", str(file))
    assert (ended.code, ended.out) == (1, "")
    assert f"{file}:2: " in ended.err


def test_each_fault_of_a_script_is_named_by_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = changed(tmp_path, 'next = "advice"', 'next = "nowhere"')
    ended = advisor_here(capsys, "script", "check", str(file))
    assert (ended.code, ended.out) == (1, "")
    assert f"{file}:{line(file, 'nowhere')}: " in ended.err
    assert "nowhere" in ended.err


def test_the_script_of_the_settings_is_checked(tmp_path: Path) -> None:
    file = changed(tmp_path, 'next = "advice"', 'next = "nowhere"')
    write_settings(f"script = '{file}'\n")
    ended = advisor("script", "check")
    assert ended.code == 1
    assert f"{file}:{line(file, 'nowhere')}: " in ended.err


def test_one_fault_is_counted_in_the_singular(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "oma", entry(type='"avaruus"'))
    assert advisor_here(capsys, "catalogue", "check", str(folder)).err.endswith("\n1 vika.\n")
