"""Text from outside: cleaned so that nothing in it is a command, and folded for comparing."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.text import MARKS_KEPT, clean, clean_line, fold

EVERY_CHARACTER = st.characters(codec=None, exclude_categories=())
"""Also lone surrogates, controls and what is not assigned: files and pastes hold anything."""

AWKWARD = st.sampled_from(
    [
        *"a Aä™ßİ\r\n\t\x00\x1b\x85\x9b",
        *"\u0308\u0301\u0327\u034f\u05b0\u0345\u200b\u200c\u200d\u2028\u202e\ufeff\ufffd\ud800",
    ]
)
ANYTHING = st.text(st.one_of(AWKWARD, EVERY_CHARACTER), max_size=40)
MANY_MARKS = st.text("aä\u0301\u0308\u0323\u034f\u0489\u05b0\u3099", max_size=40)
"""Marks of several kinds in long runs: the one place where cleaning does not look at one character alone."""

INVISIBLE = (
    "\x00\x07\x08\x0c\x1b\x7f\x9b\u00ad\u061c\u200b\u200e\u200f\u2060\u202a\u202e\u2066\u2069\ufeff\ufffe\U000e0041"
)

HOSTILE = {
    "window title": ("\x1b]0;X\x07", "]0;X"),
    "clipboard": ("\x1b]52;c;aGVp\x07", "]52;c;aGVp"),
    "erase": ("\x1b[2J", "[2J"),
    "ask for the cursor": ("\x1b[6n", "[6n"),
    "device control": ("\x1bP1$r\x1b\\", "P1$r\\"),
    "one byte control": ("\x9b31mred", "31mred"),
    "nul": ("a\x00b", "ab"),
    "bell and backspace": ("a\x07\x08b", "ab"),
    "carriage return": ("good\rbad", "good\nbad"),
    "right to left": ("abc\u202efdp.exe", "abcfdp.exe"),
    "isolate": ("\u2066a\u2069", "a"),
    "zero width": ("Ke\u200bla", "Kela"),
    "byte order mark": ("\ufeffKela", "Kela"),
    "line separator": ("a\u2028b\u2029c", "a\nb\nc"),
    "tags": ("ok\U000e0001\U000e0068\U000e0069", "ok"),
    "soft hyphen": ("koti\u00adhoito", "kotihoito"),
    "lone surrogate": ("a\ud800b", "ab"),
    "noncharacter": ("a\ufdd0\uffff\U0010ffffb", "ab"),
    "interlinear": ("a\ufff9b\ufffbc", "abc"),
    "markup stays text": (
        "[@click=app.quit]x[/] [www=kela.fi/x] [/x] [red \\[",
        "[@click=app.quit]x[/] [www=kela.fi/x] [/x] [red \\[",
    ),
    "formula stays text": ("=HYPERLINK(1) +358 ＝1", "=HYPERLINK(1) +358 ＝1"),
}


def is_dangerous(char: str) -> bool:
    """Tell whether a character is a control (but a line end), a bidi or zero-width sign, or cannot be encoded."""
    category = unicodedata.category(char)
    hidden = char in INVISIBLE or unicodedata.bidirectional(char) in {
        "RLO",
        "LRO",
        "RLE",
        "LRE",
        "PDF",
        "RLI",
        "LRI",
        "FSI",
        "PDI",
    }
    return (category in {"Cc", "Cs"} and char != "\n") or hidden or 0xE0000 <= ord(char) <= 0xE007F


@given(st.one_of(ANYTHING, MANY_MARKS))
@settings(deadline=None, max_examples=400)
def test_clean_text_holds_nothing_dangerous_and_can_be_encoded(text: str) -> None:
    cleaned = clean(text)
    assert not [char for char in cleaned if is_dangerous(char)]
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


@given(st.one_of(ANYTHING, MANY_MARKS))
@settings(deadline=None, max_examples=400)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANYTHING, st.integers(0, 50))
@settings(deadline=None, max_examples=300)
def test_a_limit_holds_and_what_was_cut_is_still_clean(text: str, limit: int) -> None:
    cut, line = clean(text, limit=limit), clean_line(text, limit=limit)
    assert len(cut) <= limit
    assert clean(text).startswith(cut)
    assert clean(cut) == cut
    assert len(line) <= limit
    assert clean_line(line, limit=limit) == line


@given(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufffc"), max_size=60))
@settings(deadline=None, max_examples=300)
def test_every_visible_character_stays(text: str) -> None:
    hidden = "\x1b".join(text) + "\u200b"
    assert clean(hidden) == unicodedata.normalize("NFC", text)


@given(ANYTHING)
@settings(deadline=None, max_examples=300)
def test_a_clean_line_is_one_line_without_space_at_its_ends(text: str) -> None:
    line = clean_line(text)
    assert line.split() == clean(text).split()
    assert line == " ".join(line.split())


@pytest.mark.parametrize(("text", "cleaned"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_loses_its_command_and_keeps_its_words(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_line_ends_of_every_system_become_one_kind() -> None:
    assert clean("a\r\nb\rc\nd\te") == "a\nb\nc\nd e"
    assert clean_line("  a\r\n\t b\u00a0\u3000c ") == "a b c"


def test_a_line_that_is_cut_at_a_space_does_not_end_with_it() -> None:
    assert clean_line("koti hoito", limit=5) == "koti"


def test_letters_in_two_pieces_become_one() -> None:
    assert clean("a\u0308iti") == "äiti"
    assert clean("A\u030a") == "Å"


def test_a_tower_of_marks_is_cut_down_and_the_letter_stays() -> None:
    cleaned = clean("Z" + "\u0301" * 500 + "a")
    assert cleaned[0] in "ZŹ"
    assert cleaned.endswith("a")
    assert len(unicodedata.normalize("NFD", cleaned)) <= 2 + MARKS_KEPT + 1


def test_a_tower_of_marks_cannot_hide_behind_other_marks() -> None:
    tower = "á" + "\u0301" * 4 + "\u034f\u05b0" + "\u0301" * 4
    assert clean(clean(tower)) == clean(tower)


def test_marks_of_real_languages_stay() -> None:
    assert clean("ệ") == "ệ"  # Vietnamese
    assert clean("שָׁלוֹם") == unicodedata.normalize("NFC", "שָׁלוֹם")


@pytest.mark.parametrize(
    "emoji", ["👨‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "👍🏽", "क्‍ष"], ids=["family", "flag", "heart", "skin", "conjunct"]
)
def test_joined_signs_stay_joined(emoji: str) -> None:
    assert clean(emoji) == emoji


def test_the_sign_for_a_damaged_character_is_kept_because_it_can_be_seen() -> None:
    assert clean("Ter\ufffdveys") == "Ter\ufffdveys"


def test_a_megabyte_without_a_line_end_is_cleaned() -> None:
    line = "ä\u200b" * 500_000
    assert clean(line) == "ä" * 500_000
    assert clean_line(line, limit=10) == "ä" * 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÄITI", "aiti"),
        ("äiti", "a\u0308iti"),
        ("Åbo", "abo"),
        ("GÖTEBORG", "goteborg"),
        ("straße", "STRASSE"),
        ("İzmir", "izmir"),
        ("ﬁrma", "FIRMA"),
        ("Kela™", "kelatm"),
        ("①", "1"),
    ],
)
def test_case_and_marks_make_no_difference_when_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_letters_stay_different_when_folded() -> None:
    assert fold("koti") != fold("kote")
    assert fold("o") != fold("a")


@given(ANYTHING)
@settings(deadline=None, max_examples=400)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(categories=["L", "N"]), max_size=30))
@settings(deadline=None, max_examples=300)
def test_folded_text_does_not_know_how_its_letters_were_put_together(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
