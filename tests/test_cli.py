"""The command line: what every command has in common, whatever surrounds it."""

import os
import sys
from pathlib import Path

import pytest

from advisor_tui import __version__
from advisor_tui.paths import places, shipped
from tests.command_line import POOR, advisor, advisor_here, surroundings, write_settings

COMMANDS = ("practice", "search", "export", "where", "catalogue", "script")
ENGLISH = ("Usage", "Options", "Commands", "Arguments", "Show this", "OPTIONS", "ARGS", "required", "default")
"""Words of the framework that must not show through."""


def test_the_version_is_one_line() -> None:
    ended = advisor("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"advisor {__version__}\n".replace("\n", os.linesep), "")


@pytest.mark.parametrize(("code", "words"), [("fi", "Käyttö: advisor"), ("en", "Usage: advisor")])
def test_the_help_names_every_command_in_the_readers_language(code: str, words: str) -> None:
    ended = advisor("--help", ADVISOR_LANGUAGE=code)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(words)
    assert all(f"  {command} " in ended.out for command in COMMANDS)


@pytest.mark.parametrize(
    "command", [*((each,) for each in COMMANDS), ("catalogue", "check"), ("script", "check")], ids=" ".join
)
def test_every_command_explains_itself_in_finnish(capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    ended = advisor_here(capsys, *command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert f"advisor {' '.join(command)}" in ended.out.splitlines()[0]
    assert not [word for word in ENGLISH if word in ended.out]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["soita"], "”soita”"),
        (["--soita"], "--soita"),
        (["-x"], "-x"),
        (["search"], "SANAT"),
        (["search", "koti", "--limit"], "--limit"),
        (["search", "koti", "--limit", "0"], "--limit"),
        (["search", "koti", "--limit", "kaksi"], "--limit"),
        (["search", "koti", "--age", "-1"], "--age"),
        (["search", "koti", "--colour"], "--colour"),
        (["export", "--format", "pdf"], "--format"),
        (["where", "nyt"], "nyt"),
        (["catalogue"], "Komento puuttuu"),
        (["catalogue", "mend"], "mend"),
        (["script", "check", "a.toml", "b.toml"], "b.toml"),
        (["\x1b]0;x\x07"], "]0;x"),
        (["--\x1b[2J\ud800"], "[2J"),
    ],
)
def test_wrong_usage_is_one_sentence_and_where_to_read_more(
    capsys: pytest.CaptureFixture[str], arguments: list[str], named: str
) -> None:
    ended = advisor_here(capsys, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert named in ended.err
    assert ended.err.rstrip().endswith("--help")
    assert ended.err.count("\n") == 1


def test_wrong_usage_ends_the_process_with_two() -> None:
    ended = advisor("soita", ADVISOR_LANGUAGE="en")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("There is no command “soita”.")


@pytest.mark.parametrize(
    "surrounded", [{}, {"TERM": "dumb"}, {"NO_COLOR": "1"}, POOR], ids=["", "dumb", "no colour", "C"]
)
def test_the_desk_is_not_opened_without_a_terminal(surrounded: dict[str, str]) -> None:
    ended = advisor(**surrounded)
    assert (ended.code, ended.out) == (1, "")
    assert "advisor search" in ended.err
    assert len(ended.err.splitlines()) == 1


def test_the_desk_for_practice_is_not_opened_without_a_terminal_either() -> None:
    ended = advisor("practice", ADVISOR_LANGUAGE="en")
    assert (ended.code, ended.out) == (1, "")
    assert "The desk needs a terminal." in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
@pytest.mark.parametrize(
    ("surrounded", "words"),
    [({"TERM": "dumb"}, "TERM=dumb"), ({**POOR, "TERM": "xterm"}, "PYTHONUTF8=1")],
    ids=["dumb", "C"],
)
def test_a_terminal_that_cannot_show_the_desk_is_told_so(surrounded: dict[str, str], words: str) -> None:
    printed, code = on_terminal([], surrounded)
    assert code == 1
    assert words in printed
    assert "\x1b" not in printed


def on_terminal(arguments: list[str], surrounded: dict[str, str]) -> tuple[str, int | None]:
    """Run the program on a terminal of 40 columns; return what it printed and its exit code."""
    import pexpect  # noqa: PLC0415 - there is none on Windows

    command = ["-m", "advisor_tui", *arguments]
    child = pexpect.spawn(sys.executable, command, env=surroundings(**surrounded), dimensions=(24, 40), timeout=60)
    printed = child.read().decode("utf-8")
    child.close()
    return printed, child.exitstatus


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
def test_no_path_is_cut_off_on_a_narrow_terminal() -> None:
    printed, code = on_terminal(["where"], {"TERM": "dumb", "NO_COLOR": "1"})
    assert code == 0
    assert "…" not in printed
    assert "\x1b" not in printed
    column = "".join(line.split("  ", 1)[-1].strip().split(" ")[0] for line in printed.splitlines())
    assert str(places().data / "practice.sqlite3") in column


def test_where_names_every_file_and_makes_none(home: Path) -> None:
    ended = advisor("where")
    assert (ended.code, ended.err) == (0, "")
    rows = {row[0]: row[1:] for row in (line.split("\t") for line in ended.out.splitlines())}
    assert rows["asetukset"] == [str(home / "settings.toml"), "ei vielä ole"]
    assert rows["puhelut"][0] == str(home / "calls.sqlite3")
    assert rows["harjoituspuhelut"][0] == str(home / "practice.sqlite3")
    assert rows["palveluluettelo"] == [str(shipped("catalogue")), "on"]
    assert not home.exists()


def test_where_tells_of_the_files_that_the_settings_name(capsys: pytest.CaptureFixture[str]) -> None:
    path = write_settings('script = "oma.toml"\n[catalogue]\nfolders = ["palvelut", "lisää"]\n')
    ended = advisor_here(capsys, "where")
    for name in ("oma.toml", "palvelut", "lisää"):
        assert f"\t{path.parent / name}\tei vielä ole\n" in ended.out


@pytest.mark.parametrize("name", ["x" * 300, "~eikukaan", "tila  väli", "a\x1b]0;x\x07b\nc"])
def test_a_strange_home_is_told_without_harm(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADVISOR_HOME", name)
    ended = advisor_here(capsys, "where")
    assert ended.code == 0
    assert all(line.count("\t") == 2 for line in ended.out.splitlines())
    assert name.replace("\x1b", "").replace("\x07", "").replace("\n", " ") in ended.out


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name is any bytes")
def test_a_home_whose_name_is_no_text_is_told_without_harm() -> None:
    ended = advisor("where", ADVISOR_HOME=os.fsdecode(b"/nowhere/\xff\x9b"))
    assert ended.code == 0
    assert "/nowhere/" in ended.out


def test_without_a_database_there_is_nothing_to_export(home: Path, tmp_path: Path) -> None:
    ended = advisor("export")
    assert (ended.code, ended.out) == (1, "")
    assert str(home / "calls.sqlite3") in ended.err
    assert not home.exists()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "place"),
    [('theme = "pink"\n', ":1: theme"), ("\n[keys\n", ":2: "), (b"\xff".decode("latin-1") * 3, ":1: ")],
    ids=["wrong value", "not TOML", "a letter alone"],
)
def test_broken_settings_stop_a_command_with_their_place(
    capsys: pytest.CaptureFixture[str], text: str, place: str
) -> None:
    path = write_settings(text)
    ended = advisor_here(capsys, "search", "koti")
    assert (ended.code, ended.out) == (1, "")
    assert f"{path}{place}" in ended.err


def test_broken_settings_do_not_keep_anybody_from_mending_them(capsys: pytest.CaptureFixture[str]) -> None:
    path = write_settings('theme = "pink"\n')
    assert advisor().code == 1
    where = advisor("where")
    assert (where.code, where.err) == (0, "")
    assert str(path) in where.out
    for arguments in (["--version"], ["--help"], ["search", "--help"]):
        assert advisor_here(capsys, *arguments).code == 0


def test_a_word_to_search_for_does_not_hide_broken_settings(capsys: pytest.CaptureFixture[str]) -> None:
    write_settings('theme = "pink"\n')
    assert advisor_here(capsys, "search", "where").code == 1


def test_broken_settings_are_told_in_the_language_of_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_settings('theme = "pink"\n')
    monkeypatch.setenv("ADVISOR_LANGUAGE", "en")
    assert "does not have the expected form" in advisor_here(capsys, "search", "koti").err
    assert "not made yet" in advisor_here(capsys, "where").out


def test_the_language_of_the_settings_is_spoken(capsys: pytest.CaptureFixture[str]) -> None:
    write_settings('language = "en"\n')
    assert "calls\t" in advisor_here(capsys, "where").out
