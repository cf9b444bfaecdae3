"""Keys and commands: every key arrives, none means two things in one place, and every command says what it does."""

from itertools import combinations
from pathlib import Path

import pytest

from advisor_tui import language
from advisor_tui.command import Command, Place, Situation
from advisor_tui.commands import BY_ID, COMMANDS, here
from advisor_tui.errors import Fault, FaultyFile
from advisor_tui.keymap import DEAD, check, display, keys_of, usable
from advisor_tui.local_keys import LOCAL_KEYS, local_keys
from advisor_tui.paths import places
from advisor_tui.settings import load

PLACES: tuple[Place, ...] = ("waiting", "call")


def check_keys(text: str) -> None:
    """Check the keys of settings whose table of keys begins on the second line."""
    path = places().settings_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"[keys]\n{text}", encoding="utf-8")
    check(load(path).keys, path)


def faults_of(text: str) -> tuple[Fault, ...]:
    """Return what is wrong with the keys of settings."""
    with pytest.raises(FaultyFile) as told:
        check_keys(text)
    return told.value.faults


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_keys_that_a_command_comes_with_arrive_everywhere(command: Command) -> None:
    assert all(usable(key) for key in command.keys)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_given_without_a_function_key(command: Command) -> None:
    assert command.menu or any(not key.startswith("f") for key in command.keys)


@pytest.mark.parametrize("place", PLACES)
def test_no_two_commands_of_a_place_share_a_key_or_a_letter(place: Place) -> None:
    for one, other in combinations(here(place), 2):
        assert not set(one.keys) & set(other.keys), (one.id, other.id)
        assert not one.menu or one.menu != other.menu, (one.id, other.id)


@pytest.mark.parametrize("place", PLACES)
def test_the_most_needed_command_comes_first(place: Place) -> None:
    weights = [command.weight for command in here(place)]
    assert weights == sorted(weights)
    assert len(set(weights)) == len(weights)


def test_the_id_of_a_command_is_its_alone() -> None:
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("code", language.available())
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_a_label_and_help_in_every_language(command: Command, code: str) -> None:
    language.use(code)
    assert command.title().strip()
    assert command.explained().strip().endswith(".")


@pytest.mark.parametrize("code", language.available())
@pytest.mark.parametrize("place", PLACES)
def test_no_two_commands_of_a_place_have_the_same_label(place: Place, code: str) -> None:
    language.use(code)
    titles = [command.title() for command in here(place)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("focus", sorted({each.focus for each in LOCAL_KEYS}))
def test_no_key_means_two_things_where_the_focus_is(focus: str) -> None:
    keys = [each.keys for each in local_keys(focus)]
    assert len(set(keys)) == len(keys)


def test_a_command_that_cannot_be_given_says_why() -> None:
    reading = Situation(ready=False)
    assert "luetaan" in BY_ID["new_call"].why_not(reading)
    assert BY_ID["urgent"].why_not(reading)
    assert BY_ID["resume_call"].why_not(Situation(parked=0))
    wrap_up, correcting = Situation(place="call", wrapping_up=True), Situation(place="call", correcting=True)
    assert BY_ID["park_call"].why_not(wrap_up) != BY_ID["park_call"].why_not(correcting) != ""


def test_a_command_that_can_be_given_has_nothing_to_say() -> None:
    usual = Situation(place="call", parked=1, renewed=True)
    assert [command.id for command in COMMANDS if command.why_not(usual)] == []


def test_without_a_setting_a_command_keeps_its_keys() -> None:
    assert keys_of(BY_ID["new_call"], {"search": "f6"}) == ("f2", "ctrl+n")


def test_a_setting_gives_one_key_or_several_or_none() -> None:
    assert keys_of(BY_ID["search"], {"search": "f11"}) == ("f11",)
    assert keys_of(BY_ID["search"], {"search": " f11 , ctrl+l "}) == ("f11", "ctrl+l")
    assert keys_of(BY_ID["search"], {"search": ""}) == ()


def test_sound_keys_are_accepted() -> None:
    check_keys('search = "f11, insert"\nunmet_need = "f10"\ntheme = ""\n')


def test_no_file_is_needed_where_no_key_is_set(tmp_path: Path) -> None:
    check({}, tmp_path / "puuttuu.toml")


def test_a_command_may_have_the_key_that_another_one_gives_up() -> None:
    check_keys('search = "f8"\nnotes = "ctrl+f"\n')


def test_a_key_may_mean_one_thing_while_waiting_and_another_in_a_call() -> None:
    check_keys('new_call = "f11"\nsearch = "f11"\n')


def test_an_unknown_command_is_named_with_file_line_and_what_there_is() -> None:
    (fault,) = faults_of('search = "f11"\nserch = "f12"\n')
    assert fault.file == str(places().settings_file)
    assert (fault.line, fault.field) == (3, "keys.serch")
    assert "new_call" in fault.problem
    assert "search" in fault.problem


@pytest.mark.parametrize(
    "key",
    [*sorted(DEAD), "f13", "F2", "a", "ctrl+1", "ctrl+shift+a", "shift+f2", "ctrl+k", "ctrl+a", "tab", "enter"],
)
def test_a_key_that_does_not_arrive_or_that_writing_needs_is_refused_by_line(key: str) -> None:
    (fault,) = faults_of(f'theme = "f11"\nsearch = "{key}"\n')
    assert (fault.line, fault.field) == (3, "keys.search")


def test_a_key_used_twice_is_named_with_line_and_the_command_that_has_it() -> None:
    (fault,) = faults_of('\nsearch = "f9"\n')
    assert (fault.line, fault.field) == (3, "keys.search")
    assert "f9" in fault.problem
    assert "urgent" in fault.problem


def test_every_fault_of_the_keys_is_told_at_once() -> None:
    faults = faults_of('x = "f2"\nsearch = "ctrl+m"\nnotes = "f9"\n')
    assert [fault.line for fault in faults] == [2, 3, 4]


@pytest.mark.parametrize(("key", "shown"), [("ctrl+f", "^F"), ("f12", "F12"), ("insert", "Insert")])
def test_a_key_is_shown_short(key: str, shown: str) -> None:
    assert display(key) == shown
