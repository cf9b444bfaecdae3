"""``advisor understand`` and ``advisor listening check``."""

import json
import shutil
from pathlib import Path

import pytest

from advisor_tui.paths import shipped
from tests.command_line import advisor, advisor_here

NOTES = "äiti 82 kangasalla yksin, unohtaa lääkkeet, hella jäi päälle"


def test_understanding_is_printed_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    result = advisor_here(capsys, "understand", NOTES)
    assert result.code == 0
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert ["Vaara", "tulipalon vaara"] in [row[:2] for row in rows]
    assert "Ikä: 82" in [row[1] for row in rows]
    assert any(row[0] == "Kysy vielä" for row in rows)


def test_json_holds_everything_that_the_desk_would_offer(capsys: pytest.CaptureFixture[str]) -> None:
    result = advisor_here(capsys, "understand", "--json", NOTES)
    data = json.loads(result.out)
    assert set(data) == {"facts", "services", "areas", "flags", "duties", "question"}
    assert {"age": "82", "municipality": "Kangasala"}.items() <= {
        fact["field"]: fact["value"] for fact in data["facts"]
    }.items()
    assert all({"id", "type", "why"} <= set(each) for each in data["services"])
    assert 0 < len(data["services"]) <= 5
    flag = next(each for each in data["flags"] if each["id"] == "fire_risk")
    assert flag["urgent"] == "fire"
    assert flag["words"]
    assert flag["do"]
    assert "112" in flag["phones"]
    assert [each["id"] for each in data["duties"]] == ["older_person"]


@pytest.mark.parametrize("notes", ["", "   ", "\x1b", "?!"])
def test_notes_of_nothing_are_told_as_such(capsys: pytest.CaptureFixture[str], notes: str) -> None:
    result = advisor_here(capsys, "understand", notes)
    assert (result.code, result.out.strip()) == (0, "Siitä ei ymmärretty mitään.")


def test_notes_are_cut_where_the_desk_would_cut_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert advisor_here(capsys, "understand", "äiti 82 " * 20_000).code == 0


# ------------------------------------------------------------ checks of the words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the words that ship."""
    return Path(shutil.copytree(shipped("data") / "listening", tmp_path / "words"))


def changed(folder: Path, name: str, old: str, new: str) -> None:
    """Change the first place of a text in a file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_words_that_ship_are_sound(capsys: pytest.CaptureFixture[str]) -> None:
    result = advisor_here(capsys, "listening", "check")
    assert (result.code, result.out.strip()) == (0, "Ei vikoja.")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("dangers.toml", 'flag = "suicidal"', 'flag = "suicidel"', "suicidel"),
        ("dangers.toml", 'urgent = "child"', 'urgent = "chidl"', "chidl"),
        ("dangers.toml", 'suggests = ["hata112"]', 'suggests = ["hata113"]', "hata113"),
        ("dangers.toml", '"<no> ', '"<nou> ', "<nou>"),
        ("dangers.toml", 'beside = "children"', 'beside = "childern"', "childern"),
        ("areas.toml", 'id = "housing"', 'id = "hosing"', "hosing"),
        ("areas.toml", 'field = "municipality"', 'field = "munisipality"', "munisipality"),
        ("areas.toml", '"asumisneuvonta"', '"asumisneuvnta"', "asumisneuvnta"),
        ("facts.toml", 'tku = "Turku"', 'tku = "Tukru"', "Tukru"),
        ("facts.toml", 'value = "with_spouse"', 'value = "with_spuose"', "with_spuose"),
        ("facts.toml", 'field = "interpreter"', 'field = "interpretre"', "interpretre"),
        ("facts.toml", "as_of = 2026-11-25", "as_of = yesterday", "facts.toml"),
        ("facts.toml", "[tongue]", "[tounge]", "tounge"),
    ],
)
def test_a_fault_is_named_with_file_and_line(
    capsys: pytest.CaptureFixture[str], folder: Path, name: str, old: str, new: str, told: str
) -> None:
    changed(folder, name, old, new)
    result = advisor_here(capsys, "listening", "check", str(folder))
    assert result.code == 1
    assert told in result.err
    assert name in result.err


@pytest.mark.parametrize("name", ["facts.toml", "dangers.toml", "areas.toml"])
def test_a_file_that_is_missing_is_told(capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
    (folder / name).unlink()
    result = advisor_here(capsys, "listening", "check", str(folder))
    assert result.code == 1
    assert name in result.err


def test_hostile_words_are_told_harmlessly(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    changed(folder, "dangers.toml", 'flag = "suicidal"', 'flag = "a\\u001b[31mb"')
    result = advisor_here(capsys, "listening", "check", str(folder))
    assert result.code == 1
    assert "\x1b" not in result.err


def test_the_command_works_in_the_poorest_surroundings() -> None:
    ended = advisor("understand", "--json", "aiti 82 kangasalla")
    assert ended.code == 0
    assert json.loads(ended.out)["facts"]
