"""The check of a call script: one key never means two things in one row, no path ends without an outcome."""

from pathlib import Path

import pytest

from advisor_tui import reference
from advisor_tui.errors import AdvisorError, FaultyFile
from advisor_tui.guidance import script_check
from advisor_tui.settings import Settings
from tests.changed_script import SHIPPED, changed, faults_of, line, only


def test_the_script_that_ships_is_sound() -> None:
    assert [str(fault) for fault in faults_of(reference.data_file("script.toml"))] == []


def test_the_script_that_ships_leads_through_the_four_steps() -> None:
    script = script_check.load_checked(reference.data_file("script.toml"))
    assert list(script.steps) == ["contact", "advice", "assessment", "next_step"]
    assert [step.next for step in script.step] == ["advice", "assessment", "next_step", "end"]


def test_an_unknown_field_is_named_with_its_line(tmp_path: Path) -> None:
    file = changed(tmp_path, 'id = "advice"\n', 'id = "advice"\nvari = 1\n')
    fault = only(faults_of(file))
    assert (fault.line, fault.entry, fault.field) == (line(file, "vari = 1"), "advice", "step.vari")
    assert "tuntematon kenttä" in fault.problem


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ('{ key = "o", id = "relative"', '{ key = "i", id = "relative"', "caller_role"),
        ('{ key = "h", id = "eviction"', '{ key = "k", id = "eviction"', "housing"),
        ('id = "B"\nkey = "b"', 'id = "B"\nkey = "a"', "outcome"),
        ('id = "mobility"\nkey = "l"', 'id = "mobility"\nkey = "a"', "need_area"),
        ('id = "medical"\nkey = "t"', 'id = "medical"\nkey = "h"', "urgent"),
        ('key = "l"\nid = "sent"', 'key = "k"\nid = "sent"', "referral_status"),
        ('key = "j"\nid = "queue"', 'key = "p"\nid = "queue"', "unmet_reason"),
        ('key = "h"\nid = "silent"', 'key = "v"\nid = "silent"', "non_client"),
        ('key = "s"\nid = "calls_again"', 'key = "k"\nid = "calls_again"', "no_next_step"),
        ('key = "t"\nid = "informed"', 'key = "k"\nid = "informed"', "promise"),
    ],
)
def test_a_key_used_twice_in_a_row_is_named_with_both_meanings(tmp_path: Path, old: str, new: str, row: str) -> None:
    file = changed(tmp_path, old, new)
    fault = only(faults_of(file))
    place = SHIPPED[: SHIPPED.index(old)].count("\n") + 1 + old[: old.index("key")].count("\n")
    second = new[new.index("id = ") :].split('"')[1]
    assert (fault.line, fault.entry) == (place, row)
    assert fault.field.endswith("key")
    assert "kahdesti" in fault.problem
    assert second in fault.problem


def test_one_key_may_mean_two_things_in_two_rows() -> None:
    assert SHIPPED.count('{ key = "k", id = "yes"') >= 2


@pytest.mark.parametrize("key", ["", "1", "ab", "A", "é", " ", "?", "ß", "\\n", "\\u001b"])
def test_a_key_that_is_no_lower_case_letter_is_refused(tmp_path: Path, key: str) -> None:
    file = changed(tmp_path, '{ key = "o", id = "relative"', f'{{ key = "{key}", id = "relative"')
    fault = only(faults_of(file))
    assert (fault.line, fault.field) == (
        line(file, 'en = "relative" }'),
        "field.choices.key",
    )
    assert "pieni kirjain" in fault.problem


@pytest.mark.parametrize("key", ["å", "ä", "ö"])
def test_the_letters_of_a_finnish_keyboard_can_be_keys(tmp_path: Path, key: str) -> None:
    assert faults_of(changed(tmp_path, '{ key = "o", id = "relative"', f'{{ key = "{key}", id = "relative"')) == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('id = "relative", label = { fi = "omainen"', 'id = "self", label = { fi = "omainen"', "field.choices.id"),
        ('id = "head_injury"', 'id = "long_on_floor"', "need_area.flags.id"),
        ('id = "rent_eviction"', 'id = "eviction"', "need_area.flags.id"),
        ('id = "silent"', 'id = "wrong_number"', "non_client.id"),
    ],
)
def test_an_id_used_twice_is_named(tmp_path: Path, old: str, new: str, field: str) -> None:
    found = faults_of(changed(tmp_path, old, new))
    place = SHIPPED[: SHIPPED.index(old)].count("\n") + 1
    assert (place, field) in [(fault.line, fault.field) for fault in found]
    assert any("tunnus on jo käytössä" in fault.problem for fault in found)


def test_a_field_that_is_there_twice_is_named(tmp_path: Path) -> None:
    file = changed(tmp_path, 'id = "municipality"\nkind', 'id = "age" # toinen\nkind')
    places = [(fault.line, fault.problem) for fault in faults_of(file) if fault.field == "field.id"]
    assert places == [(line(file, "# toinen"), "tunnus on jo käytössä")]


@pytest.mark.parametrize("row", ["outcome", "next_what"])
def test_a_path_that_ends_without_an_outcome_is_named_where_it_ends(tmp_path: Path, row: str) -> None:
    file = changed(tmp_path, f'"{row}", ', "", after='id = "next_step"')
    fault = only(faults_of(file))
    assert (fault.line, fault.entry, fault.field) == (line(file, 'next = "end"'), "next_step", "step.next")
    assert "ilman lopputulosta" in fault.problem
    assert f"”{row}”" in fault.problem


def test_a_shortcut_past_the_outcome_is_named(tmp_path: Path) -> None:
    file = changed(tmp_path, 'next = "advice"', 'next = "end" # pois')
    found = faults_of(file)
    assert {(fault.line, fault.entry) for fault in found} == {(line(file, "# pois"), "contact")}


def test_a_shortcut_that_passes_the_outcome_is_sound(tmp_path: Path) -> None:
    assert faults_of(changed(tmp_path, 'next = "advice"', 'next = "next_step"')) == []


@pytest.mark.parametrize("back_to", ["contact", "advice", "next_step"])
def test_a_path_that_goes_round_is_named(tmp_path: Path, back_to: str) -> None:
    file = changed(tmp_path, 'next = "end"', f'next = "{back_to}" # takaisin')
    fault = only(faults_of(file))
    assert fault.line == line(file, "# takaisin")
    assert "kiertää kehää" in fault.problem


def test_a_path_to_a_step_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = changed(tmp_path, 'next = "assessment"', 'next = "arvio"')
    found = faults_of(file)
    assert {fault.line for fault in found} == {line(file, 'next = "arvio"')}
    assert any("”arvio”, joka ei ole vaihe" in fault.problem for fault in found)


def test_a_missing_step_is_named(tmp_path: Path) -> None:
    start, end = SHIPPED.index('[[step]]\nid = "assessment"'), SHIPPED.index('[[step]]\nid = "next_step"')
    found = faults_of(changed(tmp_path, SHIPPED[start:end], ""))
    assert any("”assessment” pitää olla täsmälleen kerran" in fault.problem and fault.line for fault in found)


def test_a_step_that_is_there_twice_is_named(tmp_path: Path) -> None:
    found = faults_of(changed(tmp_path, 'id = "assessment"\n', 'id = "advice"\n'))
    told = " ".join(fault.problem for fault in found)
    assert "”advice” pitää olla täsmälleen kerran" in told
    assert "”assessment” pitää olla täsmälleen kerran" in told


def test_a_step_that_the_record_does_not_know_is_refused(tmp_path: Path) -> None:
    file = changed(tmp_path, 'id = "assessment"\n', 'id = "kahvitauko"\n')
    fault = only(faults_of(file))
    assert (fault.line, fault.field) == (line(file, '"kahvitauko"'), "step.id")


def test_a_row_that_is_neither_field_nor_block_is_named(tmp_path: Path) -> None:
    file = changed(tmp_path, '"referrals", ', '"lahetteet", ')
    fault = only(faults_of(file))
    assert (fault.line, fault.entry) == (line(file, '"lahetteet"'), "advice")
    assert "”lahetteet”" in fault.problem
    assert "unmet_needs" in fault.problem


@pytest.mark.parametrize("row", ["goal", "needs", "referrals"])
def test_a_row_that_takes_answers_stands_in_one_step_only(tmp_path: Path, row: str) -> None:
    file = changed(tmp_path, '"outcome", "deadline_ground"', f'"{row}", "outcome", "deadline_ground"')
    fault = only(faults_of(file))
    assert (fault.line, fault.entry) == (line(file, '"outcome", "deadline_ground"'), "next_step")
    assert "on jo vaiheessa" in fault.problem


@pytest.mark.parametrize("row", ["deadline", "proposal", "card"])
def test_a_row_that_only_tells_may_stand_in_several_steps(tmp_path: Path, row: str) -> None:
    assert faults_of(changed(tmp_path, '"channel", ', f'"channel", "{row}", ')) == []


def test_a_file_with_several_faults_tells_them_all_and_is_not_used(tmp_path: Path) -> None:
    file = changed(tmp_path, 'next = "end"', 'next = "kuu"')
    file.write_text(file.read_text(encoding="utf-8").replace("support_need = 2", "support_need = 22"), encoding="utf-8")
    with pytest.raises(FaultyFile) as caught:
        script_check.load_checked(file)
    assert {line(file, '"kuu"'), line(file, "= 22")} <= {fault.line for fault in caught.value.faults}
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"", b"id = ", b"\xff\xfe", b"[[step]]\n", b"step = 1\n", b"\x00", b"a = " + b"[" * 3000]
)
def test_what_is_no_script_is_refused_with_faults(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "oma.toml"
    file.write_bytes(content)
    with pytest.raises(FaultyFile) as caught:
        script_check.load_checked(file)
    assert caught.value.faults


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "ei-ole.toml"):
        with pytest.raises(AdvisorError) as caught:
            faults_of(place)
        assert caught.value.where == str(place)


def test_a_county_with_a_broken_script_works_with_the_one_that_ships_and_is_told(tmp_path: Path) -> None:
    file = changed(tmp_path, 'next = "end"', 'next = "kuu"')
    loaded = reference.load(Settings(script=str(file)))
    assert loaded.known.script.id == "neuvonta"
    assert any(f"{file}:{line(file, chr(34) + 'kuu')}" in notice for notice in loaded.notices)


def test_a_county_with_a_sound_script_works_with_its_own(tmp_path: Path) -> None:
    file = changed(tmp_path, 'id = "neuvonta"', 'id = "oma-neuvonta"')
    loaded = reference.load(Settings(script=str(file)))
    assert (loaded.known.script.id, loaded.notices) == ("oma-neuvonta", ())
