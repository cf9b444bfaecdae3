"""Files that people edit: whatever is in them, they are read, or refused with a reason."""

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.errors import AdvisorError
from advisor_tui.text import clean_line
from advisor_tui.tomlfile import SIZE_LIMIT, convert, read
from tests.house_file import GOOD, House, only_fault, written
from tests.waiting import until_outside


def test_a_byte_order_mark_and_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert read(written(tmp_path, windows)).data == read(written(tmp_path, GOOD, "toinen.toml")).data
    fault = only_fault(tmp_path, windows.replace(b"floor = 2", b"floor = true"))
    assert (fault.line, fault.field) == (5, "office.floor")


def test_what_is_read_is_cleaned_in_keys_and_values(tmp_path: Path) -> None:
    document = read(written(tmp_path, 'title = "a\\u001b]0;x\\u0007\\u202e"\n"ti\\u200bde" = ["\\u0000b"]\n'))
    assert document.data == {"title": "a]0;x", "tide": ["b"]}


@pytest.mark.parametrize(
    "content",
    ["title = 'ä'".encode("cp1252"), "title = 'a'".encode("utf-16"), "title = 'a'".encode("utf-16-be")],
    ids=["cp1252", "utf-16", "utf-16 without a mark"],
)
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, content: bytes) -> None:
    assert only_fault(tmp_path, content).file.endswith("talo.toml")


def test_a_byte_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, b"title = 'a'\n\n# \xe4\n")
    assert fault.line == 3
    assert "UTF-8" in fault.problem


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("title = 'a'\ntitle = 'b'\n", 2),
        ("title = 'a'\n\noffice\n", 3),
        ("title = 'a'\nsince = 2026-02-30\n", 2),
        ("title = 'a'\n[office\n", 2),
        ("title = 'a'\nx = [1,\n2\n", 3),
        ('title = """a\n\n', 1),
        ("a = 1\n[a.b]\n", 2),
        ("title = nan x", 1),
        ("{}", 1),
        ("\x00", 1),
    ],
)
def test_what_is_not_toml_is_named_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    fault = only_fault(tmp_path, content)
    assert fault.line == line
    assert "TOML" in fault.problem


@pytest.mark.parametrize(
    "value",
    [
        "[" * 100_000 + "]" * 100_000,
        "[" * 40 + "]" * 40,
        "{a=" * 300 + "1" + "}" * 300,
        "9" * 5000,
        "0x" + "F" * 5000,
        "9223372036854775808",
    ],
    ids=["lists 100000 deep", "lists 40 deep", "tables 300 deep", "5000 digits", "5000 hex digits", "2^63"],
)
def test_nesting_without_end_and_numbers_too_long_are_refused(tmp_path: Path, value: str) -> None:
    assert "liian pitkä" in only_fault(tmp_path, f"title = {value}\n").problem


def test_a_key_with_a_thousand_parts_is_refused(tmp_path: Path) -> None:
    assert "liian syvällä" in only_fault(tmp_path, ".".join(["a"] * 1000) + " = 1\n").problem
    assert "liian syvällä" in only_fault(tmp_path, "[" + ".".join(["a"] * 1000) + "]\n").problem


def refusal(path: Path) -> str:
    """Return what is told of a file that cannot be read at all."""
    with pytest.raises(AdvisorError) as told:
        read(path)
    assert told.value.remedy
    return str(told.value)


def test_a_missing_file_is_told_with_its_path(tmp_path: Path) -> None:
    assert "puuttuu.toml" in refusal(tmp_path / "puuttuu.toml")


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    assert "ei ole tiedosto" in refusal(tmp_path)


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    assert "ei voi lukea" in refusal(tmp_path / ("x" * 300))
    assert "ei voi lukea" in refusal(tmp_path / "a\0b")


def test_a_file_far_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = written(tmp_path, "title = 'a'\n")
    os.truncate(path, SIZE_LIMIT + 1)
    assert str(SIZE_LIMIT) in refusal(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
def test_a_pipe_that_nobody_writes_to_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    path, told = tmp_path / "putki.toml", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: told.append(refusal(path)), daemon=True)
    reader.start()
    until_outside(lambda: told, "the pipe was refused")
    assert "ei ole tiedosto" in told[0]


TOKENS = [
    "title",
    "office",
    "=",
    ".",
    ",",
    "[",
    "]",
    "[[office]]",
    "{",
    "}",
    "'",
    '"',
    '"""',
    "\\u001b",
    "1",
    "#",
    " ",
    "\n",
    "\r\n",
]
SCRAPS = st.one_of(
    st.binary(max_size=100),
    st.lists(st.sampled_from([*TOKENS, "\x1b", "ä"]), max_size=25).map(lambda parts: "".join(parts).encode()),
)


@given(SCRAPS)
@settings(deadline=None, max_examples=400)
def test_whatever_a_file_holds_it_is_read_or_refused_in_clean_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path, told = written(tmp_path_factory.getbasetemp(), content, "tavut.toml"), ""
    try:
        convert(read(path), House)
    except AdvisorError as error:
        told = str(error)
    assert told == clean_line(told)
