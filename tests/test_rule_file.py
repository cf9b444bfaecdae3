"""Files of rules that are wrong, each fault with its line, and a small one that is right."""

from pathlib import Path

import pytest

from advisor_tui import reference
from advisor_tui.catalogue import inference, kinds
from advisor_tui.catalogue.inference import Hints, Rules
from advisor_tui.errors import FaultyFile

SOUND = """as_of = 2026-11-21
source = "Koe"
[rungs]
self = "1"
state = "R"
county = "5"
municipality = "2"
association = "3"
parish = "3"
company = "4"
kela = "R"
[never]
names = ["elain"]
[[rule]]
type = "ateria"
names = ["ateria", "112"]
weak_names = ["ruoka"]
not_names = ["koulu"]
words = ["lämmin ruoka"]
[[provider]]
provider_kind = "company"
names = ["oy"]
[[area]]
life_area = "health"
classes = ["P5"]
"""


def loaded(folder: Path, content: str) -> Rules:
    """Return the rules of a file with this content."""
    path = folder / "inference.toml"
    path.write_text(content, encoding="utf-8")
    return inference.load(path, kinds.load(reference.data_file("service_types.toml")))


def test_a_small_file_gives_words_of_callers_and_finds_names_too_short_to_be_looked_up(tmp_path: Path) -> None:
    rules = loaded(tmp_path, SOUND)
    guess = rules.guess(Hints(names=("Ateriapalvelu",)))
    assert guess.caller_words == ("lämmin ruoka",)
    assert guess.fields[-1] == "caller_words"
    assert rules.guess(Hints(names=("112",))).type == "ateria"
    assert rules.guess(Hints(names=("Eläinten ateria",))).type == ""
    assert rules.guess(Hints(names=("Muu",), classes=("P5.1",))).life_area == "health"


@pytest.mark.parametrize(
    ("change", "line", "field", "words"),
    [
        (('type = "ateria"', 'type = "aterai"'), 15, "rule.type", "aterai"),
        (('["ateria", "112"]', '["ateria", "(112"]'), 16, "rule.names", "unterminated"),
        (('["ruoka"]', '["ruo[ka"]'), 17, "rule.weak_names", "unterminated"),
        (('["koulu"]', '["*koulu"]'), 18, "rule.not_names", "repeat"),
        (('["koulu"]', '["(?i)koulu"]'), 18, "rule.not_names", "flags"),
        (('["koulu"]', '[""]'), 18, "rule.not_names", ""),
        (('["koulu"]', '["Päivä"]'), 18, "rule.not_names", "Päivä"),
        (('["koulu"]', "['\\Woulu']"), 18, "rule.not_names", "oulu"),
        (('["elain"]', '["elain("]'), 13, "never.names", "unterminated"),
        (('["oy"]', '["oy)"]'), 22, "provider.names", "parenthesis"),
        (('life_area = "health"', 'life_area = "helth"'), 24, "area.life_area", "helth"),
        (('kela = "R"\n', ""), 3, "rungs", "kela"),
        (('kela = "R"', 'kela = "9"'), 11, "rungs.kela", "9"),
        (('provider_kind = "company"', 'provider_kind = "firm"'), 21, "provider.provider_kind", "company"),
        (("weak_names", "week_names"), 17, "rule.week_names", "weak_names"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, field: str, words: str
) -> None:
    assert change[0] in SOUND
    with pytest.raises(FaultyFile) as told:
        loaded(tmp_path, SOUND.replace(*change, 1))
    (fault,) = told.value.faults
    assert (fault.line, fault.field) == (line, field)
    assert words in fault.problem


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile) as told:
        loaded(
            tmp_path, SOUND.replace('"ateria"', '"aterai"', 1).replace('"koulu"', '"(koulu"').replace('"oy"', '"Oy"')
        )
    assert [fault.line for fault in told.value.faults] == [15, 18, 22]
