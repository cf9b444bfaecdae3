"""``advisor search``: plain rows to a pipe, one JSON value to a program, whatever the words and the files hold."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import POOR, Ended, advisor, advisor_here
from tests.hostile import HOSTILE, catalogue_of
from tests.small_catalogue import catalogue, entry

TWO = (entry(), entry(id='"ateria-toinen"', name='"Ateria-auto"', lighter="[]"))


def twelve(folder: Path) -> Path:
    """Write a catalogue of twelve services and return its folder."""
    return catalogue(folder / "oma", *(entry(id=f'"a-{n}"', name=f'"Ateria {n}"', lighter="[]") for n in range(12)))


def as_data(ended: Ended) -> list[dict[str, Any]]:
    """Return the services that were printed as JSON: one array and nothing else."""
    assert (ended.code, ended.err) == (0, "")
    found = json.loads(ended.out)
    assert isinstance(found, list)
    return found


def test_to_a_pipe_each_service_is_a_row_of_columns_between_tabs() -> None:
    ended = advisor("search", "kotihoito", "--limit", "3")
    assert (ended.code, ended.err) == (0, "")
    rows = [line.split("\t") for line in ended.out.splitlines()]
    assert len(rows) == 3
    assert all(len(row) == 5 and all(row) for row in rows)
    assert "kotihoito" in rows[0][0].lower()


def test_the_index_is_kept_in_the_cache_folder_for_the_next_time(home: Path) -> None:
    assert advisor("search", "kotihoito").code == 0
    (kept,) = (home / "cache").glob("search-*.idx")
    before = kept.stat().st_mtime_ns
    assert advisor("search", "kotihoito").code == 0
    assert kept.stat().st_mtime_ns == before


def test_what_scores_are_made_of_is_told_on_request() -> None:
    ended = advisor("search", "ruokaa kotiin", "--explain", "--limit", "3")
    rows = [line.split("\t") for line in ended.out.splitlines()]
    assert len(rows) == 3
    for _name, score, words, phrase, name, caller, why in rows:
        assert float(score) == pytest.approx(float(words) + float(phrase) + float(name), abs=0.01)
        assert caller == "× 1.00"
        assert why


def test_nothing_found_offers_what_may_have_been_meant(tmp_path: Path) -> None:
    ended = advisor("search", "xateriax", "--catalogue", catalogue(tmp_path / "oma", entry(name='"Ateria"')))
    assert ended.code == 0
    assert ended.out


@pytest.mark.parametrize(("option", "value"), [("--municipality", "Tukholma"), ("--age", "121"), ("--age", "-1")])
def test_facts_of_the_caller_that_cannot_be_are_refused(option: str, value: str) -> None:
    ended = advisor("search", "ruoka", option, value)
    assert ended.code in (1, 2)
    assert ended.out == ""
    assert ended.err


def test_to_a_program_it_is_one_json_array() -> None:
    found = as_data(advisor("search", "kotihoito", "--json", "--limit", "5"))
    assert len(found) == 5
    for service in found:
        assert {"id", "type", "name", "score", "why"} <= set(service)
        assert all(isinstance(service[key], str) and service[key] for key in ("id", "type", "name", "why"))
    scores = [service["score"] for service in found]
    assert scores == sorted(scores, reverse=True)


def test_both_forms_tell_of_the_same_services(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = str(twelve(tmp_path))
    rows = advisor_here(capsys, "search", "ateria", "kotiin", "--catalogue", folder).out.splitlines()
    found = as_data(advisor_here(capsys, "search", "ateria", "kotiin", "--json", "--catalogue", folder))
    assert [row.split("\t")[0] for row in rows] == [service["name"] for service in found]
    assert len(found) == 10


def test_a_limit_shortens_the_list_and_changes_no_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arguments = ["search", "ateria", "--json", "--catalogue", str(twelve(tmp_path))]
    ten = as_data(advisor_here(capsys, *arguments))
    assert as_data(advisor_here(capsys, *arguments, "--limit", "2")) == ten[:2]
    assert as_data(advisor_here(capsys, *arguments, "--limit", "12"))[:10] == ten


def test_the_reason_is_told_in_the_language_in_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = str(catalogue(tmp_path / "oma"))
    finnish = as_data(advisor_here(capsys, "search", "ruokapalvelu", "--json", "--catalogue", folder))
    english = as_data(advisor("search", "ruokapalvelu", "--json", "--catalogue", folder, ADVISOR_LANGUAGE="en"))
    assert finnish[0]["id"] == english[0]["id"] == "ateria-koe"
    assert finnish[0]["why"] != english[0]["why"]


def test_a_catalogue_file_or_folder_is_searched_instead(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "oma", *TWO)
    for path in (folder, folder / "koe.toml"):
        found = as_data(advisor_here(capsys, "search", "ateria", "--json", "--catalogue", str(path)))
        assert {service["id"] for service in found} == {"ateria-koe", "ateria-toinen"}


def test_several_catalogues_are_searched_together(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first = catalogue(tmp_path / "a", TWO[0], file="a.toml")
    second = catalogue(tmp_path / "b", TWO[1], file="b.toml")
    arguments = ["search", "ateria", "--json", "--catalogue", str(first), "--catalogue", str(second)]
    assert len(as_data(advisor_here(capsys, *arguments))) == 2


def test_a_catalogue_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for path in (tmp_path / "puuttuu", tmp_path / "puuttuu.toml", tmp_path):
        ended = advisor_here(capsys, "search", "koti", "--catalogue", str(path))
        assert (ended.code, ended.out) == (1, "")
        assert str(path) in ended.err
        assert ".toml" in ended.err


def test_a_name_too_long_for_any_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    ended = advisor_here(capsys, "search", "koti", "--catalogue", "x" * 300)
    assert (ended.code, ended.out) == (1, "")
    assert "xxx" in ended.err


def test_entries_with_faults_are_named_and_the_rest_is_searched(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = catalogue(tmp_path / "oma", entry(rung='"9"'), TWO[1])
    ended = advisor_here(capsys, "search", "ateria", "--json", "--catalogue", str(folder))
    assert ended.code == 0
    assert [service["id"] for service in json.loads(ended.out)] == ["ateria-toinen"]
    assert f"{folder / 'koe.toml'}:9: ateria-koe service.rung: ”9”" in ended.err


@pytest.mark.parametrize("content", [b"[[service]\n", b"\xff\xfe\x00", b"", b"\x1b]0;x\x07", b"service = 1\n"])
def test_a_catalogue_in_which_nothing_can_be_used_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "rikki.toml"
    file.write_bytes(content)
    ended = advisor_here(capsys, "search", "koti", "--catalogue", str(file))
    assert (ended.code, ended.out) == (1, "")
    assert str(file) in ended.err


def test_when_nothing_is_found_it_says_so_or_the_array_is_empty(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = str(catalogue(tmp_path / "oma"))
    ended = advisor_here(capsys, "search", "qqqq", "--catalogue", folder)
    assert (ended.code, ended.err) == (0, "")
    assert "Mitään ei löytynyt" in ended.out
    assert as_data(advisor_here(capsys, "search", "qqqq", "--json", "--catalogue", folder)) == []


@pytest.mark.parametrize("words", [*HOSTILE, "\ud800\udfff", "", " ", "x" * 100_000, "a " * 2_000, "%s {0} \\", "🆘"])
def test_hostile_words_are_only_words(capsys: pytest.CaptureFixture[str], tmp_path: Path, words: str) -> None:
    folder = str(catalogue(tmp_path / "oma"))
    as_data(advisor_here(capsys, "search", "--json", "--catalogue", folder, "--", words))
    assert advisor_here(capsys, "search", "--catalogue", folder, "--", words).code == 0


@pytest.mark.skipif(os.name == "nt", reason="there an argument is text, never bytes")
def test_bytes_that_are_no_text_are_left_out_of_the_words(tmp_path: Path) -> None:
    options = ("--json", "--catalogue", catalogue(tmp_path / "oma"), "--municipality", b"\xffMallila\x07")
    assert as_data(advisor("search", b"ateria\x1b]0;x\x07", b"\xff\x9b", *options))


def test_a_hostile_catalogue_prints_no_command_in_any_form(tmp_path: Path) -> None:
    folder = catalogue_of(tmp_path, HOSTILE)
    plain = advisor("search", "paha", "--limit", "100", "--catalogue", folder)
    assert plain.code == 0
    rows = plain.out.splitlines()
    assert len(rows) == len(HOSTILE)
    assert all(row.count("\t") == 4 for row in rows)


def test_a_hostile_catalogue_is_still_one_json_value(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = catalogue_of(tmp_path, HOSTILE)
    found = as_data(advisor_here(capsys, "search", "paha", "--json", "--limit", "100", "--catalogue", str(folder)))
    assert len(found) == len(HOSTILE)


def test_in_the_plain_locale_of_a_server_finnish_is_read_and_written(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "oma", entry(name='"Älykoti"'))
    ended = advisor("search", "älykoti", "--catalogue", folder, LC_ALL="C", LANG="", NO_COLOR="1", TERM="dumb")
    assert ended.code == 0
    assert ended.out.startswith("Älykoti\t")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such locale")
def test_where_only_ascii_goes_out_json_still_holds_every_letter(tmp_path: Path) -> None:
    folder = catalogue(tmp_path / "oma", entry(name='"Ateriapalvelu Älykoti"'))
    found = as_data(advisor("search", "ateria", "--json", "--catalogue", folder, **POOR))
    assert found[0]["name"] == "Ateriapalvelu Älykoti"
    plain = advisor("search", "ateria", "--catalogue", folder, **POOR)
    assert plain.code == 0
    assert plain.out.startswith("Ateriapalvelu ?lykoti\t")
