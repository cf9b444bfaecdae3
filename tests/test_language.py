"""The reader's language: complete, in step with the code, and written as it is written in Finland."""

import ast
from datetime import date, datetime
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

import advisor_tui
from advisor_tui import language
from advisor_tui.language import Words
from tests.tools import messages

PACKAGE = Path(advisor_tui.__file__).parent
MONDAY = date(2026, 11, 23)
EARLY = datetime(2026, 12, 2, 8, 5, 3)  # noqa: DTZ001 - as it is on the wall


def places_in(text: str) -> set[str]:
    """Return the names of what is filled into a message."""
    return {name for _text, name, _form, _conversion in Formatter().parse(text) if name is not None}


def forms(message: Message) -> tuple[list[str], list[str]]:
    """Return the forms of a message in the code, and of its translation."""
    keys = [message.id] if isinstance(message.id, str) else list(message.id)
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return keys, [text for text in texts if text]


def calls_of(tree: ast.AST, names: set[str]) -> list[ast.Call]:
    """Return the calls of some functions anywhere below a piece of code."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [node for node in calls if isinstance(node.func, ast.Name) and node.func.id in names]


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_every_message_of_the_code_is_translated_and_compiled(code: str) -> None:
    assert messages.problems(code) == []


def test_the_languages_that_are_kept_in_step_are_those_that_can_be_spoken() -> None:
    assert set(language.available()) == set(messages.LANGUAGES)
    assert language.available()[0] == "fi"


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_a_translation_has_the_places_of_its_message(code: str) -> None:
    for message in messages.read(code):
        keys, texts = forms(message)
        wanted = set().union(*map(places_in, keys)) if message.id else set()
        for text in texts if message.id else ():
            assert places_in(text) == wanted, f"{code}: {text}"


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_a_translation_begins_and_ends_with_space_as_its_message_does(code: str) -> None:
    for message in messages.read(code):
        keys, texts = forms(message)
        for text in texts if message.id else ():
            edges = (text[0].isspace(), text[-1].isspace())
            assert edges == (keys[0][0].isspace(), keys[0][-1].isspace()), f"{code}: {text!r}"


def test_no_message_hides_in_an_f_string_where_the_extractor_does_not_look() -> None:
    hidden = []
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                hidden += [f"{file.name}:{call.lineno}" for call in calls_of(node, set(messages.KEYWORDS))]
    assert hidden == []


def test_every_message_is_written_out_where_it_is_translated() -> None:
    computed = []
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for call in calls_of(tree, set(messages.KEYWORDS)):
            wordings = call.args[:2] if ast.unparse(call.func) != "_" else call.args[:1]
            if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in wordings):
                computed.append(f"{file.name}:{call.lineno}")
    assert computed == []


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("fi", {0: "0 vikaa.", 1: "1 vika.", 2: "2 vikaa.", 21: "21 vikaa."}),
        ("en", {0: "0 faults.", 1: "1 fault.", 2: "2 faults.", 21: "21 faults."}),
    ],
)
def test_a_count_takes_the_form_that_goes_with_it(code: str, forms: dict[int, str]) -> None:
    language.use(code)
    for count, told in forms.items():
        assert language.ngettext("{count} fault.", "{count} faults.", count).format(count=count) == told


def test_dates_and_times_are_written_as_in_finland() -> None:
    assert language.short_day(MONDAY) == "ma 23.11."
    assert language.full_day(date(2026, 12, 2)) == "2.12.2026"
    assert language.hours(EARLY) == "8.05"
    assert language.seconds(EARLY) == "08.05.03"


def test_the_days_of_the_week_have_their_short_names() -> None:
    days = [language.weekday(date(2026, 11, day)) for day in range(23, 30)]
    assert days == ["ma", "ti", "ke", "to", "pe", "la", "su"]


def test_dates_and_times_follow_the_language() -> None:
    language.use("en")
    assert language.weekday(MONDAY) == "Mon"
    assert language.hours(EARLY) != "8.05"
    assert all(str(part) in language.full_day(MONDAY) for part in (23, 11, 2026))


@pytest.mark.parametrize("code", ["xx", "", "FI", "fi_FI", "../fi", "sv\x1b"])
def test_a_language_that_is_not_there_is_refused_and_the_one_in_use_stays(code: str) -> None:
    language.use("en")
    with pytest.raises(LookupError):
        language.use(code)
    assert language.current() == "en"


def test_what_nobody_translated_is_said_as_it_stands_in_the_code() -> None:
    assert language._("A sentence that no file holds.") == "A sentence that no file holds."


def test_words_for_the_caller_fall_back_on_finnish() -> None:
    words = Words("hei", sv="hej")
    assert [words.pick(code) for code in ("fi", "sv", "en", "xx")] == ["hei", "hej", "hei", "hei"]
