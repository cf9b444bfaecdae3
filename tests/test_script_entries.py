"""The check of a call script, entry by entry: fields, choices, red flags, outcomes, words with places to fill in."""

from pathlib import Path

import pytest

from tests.changed_script import SHIPPED, changed, faults_of, line, only


def test_a_field_that_the_record_does_not_know_is_named(tmp_path: Path) -> None:
    file = changed(tmp_path, 'id = "resources"\n', 'id = "harrastus"\n')
    found = [fault for fault in faults_of(file) if fault.field == "field.id"]
    assert only(found).line == line(file, 'id = "harrastus"')
    assert "”harrastus”" in only(found).problem


@pytest.mark.parametrize(("field", "kind"), [("resources", "number"), ("age", "text"), ("caller_name", "choice")])
def test_a_field_of_another_kind_than_the_record_keeps_is_named(tmp_path: Path, field: str, kind: str) -> None:
    wanted = {"resources": "text", "age": "number", "caller_name": "text"}[field]
    file = changed(tmp_path, f'id = "{field}"\nkind = "{wanted}"', f'id = "{field}"\nkind = "{kind}" # muutettu')
    found = [fault for fault in faults_of(file) if fault.field == "field.kind"]
    assert (only(found).line, only(found).entry) == (line(file, "# muutettu"), field)
    assert f"”{wanted}”" in only(found).problem


def test_a_kind_that_there_is_not_is_refused(tmp_path: Path) -> None:
    file = changed(tmp_path, 'kind = "number"', 'kind = "arvio"')
    assert (only(faults_of(file)).line, only(faults_of(file)).field) == (line(file, '"arvio"'), "field.kind")


def test_a_choice_without_choices_is_named(tmp_path: Path) -> None:
    start = SHIPPED.index("choices = [", SHIPPED.index('id = "asks_assessment"'))
    end = SHIPPED.index("]\n", start) + 2
    fault = only(faults_of(changed(tmp_path, SHIPPED[start:end], "")))
    assert (fault.entry, fault.field) == ("asks_assessment", "field.choices")
    assert "puuttuu" in fault.problem


def test_a_default_that_is_not_among_the_choices_is_named(tmp_path: Path) -> None:
    file = changed(tmp_path, 'default = "phone"', 'default = "fax"')
    fault = only(faults_of(file))
    assert (fault.line, fault.entry, fault.field) == (line(file, '"fax"'), "channel", "field.default")
    assert "”fax”" in fault.problem


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ('show = { outcome = ["B", "D"] }', 'show = { tulos = ["B"] }', "field.show.tulos", "”tulos”"),
        ('show = { outcome = ["B", "D"] }', 'show = { outcome = ["B", "Z"] }', "field.show.outcome", "”Z”"),
        ('show = { anonymous = ["no"] }', 'show = { anonymous = ["ei"] }', "field.show.anonymous", "”ei”"),
        ('sets = { about = "self" }', 'sets = { koskee = "self" }', "field.choices.sets.koskee", "”koskee”"),
        ('sets = { about = "self" }', 'sets = { about = "itse" }', "field.choices.sets.about", "”itse”"),
    ],
)
def test_what_one_field_says_of_another_must_be_possible(
    tmp_path: Path, old: str, new: str, field: str, words: str
) -> None:
    file = changed(tmp_path, old, new)
    fault = only(faults_of(file))
    assert (fault.line, fault.field) == (line(file, new), field)
    assert words in fault.problem


def test_a_red_flag_that_leads_to_no_urgent_help_is_named(tmp_path: Path) -> None:
    file = changed(tmp_path, 'urgent = "housing"', 'urgent = "huolto"')
    fault = only(faults_of(file))
    assert (fault.line, fault.entry, fault.field) == (line(file, '"huolto"'), "housing", "need_area.flags.urgent")
    assert "”huolto”" in fault.problem
    assert "ilman lopputulosta" in fault.problem


@pytest.mark.parametrize("need", ["0", "11", "-1"])
def test_a_category_of_support_that_the_law_does_not_have_is_named(tmp_path: Path, need: str) -> None:
    file = changed(tmp_path, "support_need = 2", f"support_need = {need} # laki")
    fault = only(faults_of(file))
    assert (fault.line, fault.entry, fault.field) == (line(file, "# laki"), "housing", "need_area.support_need")


@pytest.mark.parametrize("level", ["0", "1", "2", "3"])
def test_a_level_without_words_is_named(tmp_path: Path, level: str) -> None:
    start = SHIPPED.index(f"\n{level} = {{", SHIPPED.index("[scale]")) + 1
    fault = only(faults_of(changed(tmp_path, SHIPPED[start : SHIPPED.index("\n", start) + 1], "")))
    assert (fault.entry, fault.field) == ("scale", f"scale.{level}")
    assert fault.line == SHIPPED[: SHIPPED.index("[scale]")].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("{advisor}, hyvää päivää", "{neuvoja}, hyvää päivää", "{neuvoja}"),
        ("{advisor}, god dag", "{day}, god dag", "{day}"),
        ("this is {advisor}", "this is {}", "{}"),
        ("Kertaan vielä, mitä sovimme.", "Kertaan {what}.", "{what}"),
        ('by = { fi = "viimeistään {day}"', 'by = { fi = "viimeistään {by}"', "{by}"),
        ("numero on {phone}", "numero on {number}", "{number}"),
        ('service_without_phone = { fi = "{name}"', 'service_without_phone = { fi = "{number}"', "{number}"),
    ],
)
def test_a_place_that_the_program_cannot_fill_in_is_named(tmp_path: Path, old: str, new: str, name: str) -> None:
    file = changed(tmp_path, old, new)
    fault = only(faults_of(file))
    assert fault.line == line(file, new)
    assert f"tuntematon paikka ”{name}”" in fault.problem


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{line}, {advisor}, hyvää", "{line, {advisor}, hyvää"),
        ("{line}, {advisor}, hyvää", "line}, {advisor}, hyvää"),
        ('"viimeistään {day}"', '"viimeistään {day"'),
        ("Te itse: {what}.", "Te itse: {{what}}."),
        ("Te itse: {what}.", "Te itse: {what!r}."),
        ("Te itse: {what}.", "Te itse: {what.upper}."),
        ("Hädässä soittakaa 112.", "Hädässä soittakaa 112 }."),
    ],
)
def test_a_brace_that_stands_alone_is_named(tmp_path: Path, old: str, new: str) -> None:
    file = changed(tmp_path, old, new)
    fault = only(faults_of(file))
    assert fault.line == line(file, new)
    assert "aaltosulku" in fault.problem


@pytest.mark.parametrize("letter", ["A", "B", "C", "D", "E", "F"])
def test_an_outcome_that_is_not_offered_is_named(tmp_path: Path, letter: str) -> None:
    start = SHIPPED.index(f'[[outcome]]\nid = "{letter}"')
    end = min(SHIPPED.find(mark, start + 1) for mark in ("[[outcome]]", "# ----") if SHIPPED.find(mark, start + 1) > 0)
    found = faults_of(changed(tmp_path, SHIPPED[start:end], ""))
    assert any(f"lopputulos ”{letter}” puuttuu" in fault.problem and fault.line for fault in found)


def test_an_outcome_that_the_record_does_not_know_is_refused(tmp_path: Path) -> None:
    file = changed(tmp_path, 'id = "F"\nkey = "f"', 'id = "G"\nkey = "f"')
    fault = only(faults_of(file))
    assert (fault.line, fault.field) == (line(file, 'id = "G"'), "outcome.id")


def test_an_outcome_whose_doer_cannot_be_chosen_is_named(tmp_path: Path) -> None:
    file = changed(tmp_path, 'who = "client_guidance"', 'who = "joku"')
    fault = only(faults_of(file))
    assert (fault.line, fault.entry, fault.field) == (line(file, '"joku"'), "B", "outcome.who")


@pytest.mark.parametrize("who", ["client_guidance", "advice_line", "caller", "relative", "provider", "other_authority"])
def test_a_doer_without_a_word_on_the_closing_card_is_named(tmp_path: Path, who: str) -> None:
    start = SHIPPED.index(f'  {{ id = "{who}", label', SHIPPED.index("[closing]"))
    file = changed(tmp_path, SHIPPED[start : SHIPPED.index("\n", start) + 1], "", after="[closing]")
    fault = only(faults_of(file))
    assert (fault.line, fault.field) == (line(file, "who = ["), "closing.who")
    assert f"”{who}”" in fault.problem
