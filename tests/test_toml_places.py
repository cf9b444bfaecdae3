"""The line of every key in a TOML text, however it is written."""

import tomllib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from advisor_tui.tomlplaces import Key, line_of
from tests.toml_writer import Writer, documents


def value_at(data: Any, key: Key) -> Any:
    """Return the value under a key, as the standard parser sees it."""
    for part in key:
        data = data[part]
    return data


@given(documents())
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_key_of_every_document_is_found_on_its_line(written: Writer) -> None:
    data = tomllib.loads(written.text)
    for key, line in written.places.items():
        value_at(data, key)  # the writer says the truth about where its keys lead
        assert line_of(written.text, key) == line
        assert line_of(written.text, (*key, "puuttuu")) == line


EXAMPLE = '''# alku
title = """
[[service]]
title = 'not here'
"""
"ta\\u0067" = 1
"it's" = 2

[[service]]
id = "a"
phones = [ { number = "1" }, # ] not the end
           { number = "2",  hours = ["a",
                                     "b"] } ]

[service.names]
fi = "x"
[[service.links]]
url = "u"
[[service]]
id = "b"
[[service.links]]
url = "v"
[[service.links]]
url.path = "w"
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("title",), 2),
        (("tag",), 6),
        (("it's",), 7),
        (("service",), 9),
        (("service", 0), 9),
        (("service", 0, "phones", 0, "number"), 11),
        (("service", 0, "phones", 1, "hours", 0), 12),
        (("service", 0, "phones", 1, "hours", 1), 13),
        (("service", 0, "names", "fi"), 16),
        (("service", 0, "links", 0, "url"), 18),
        (("service", 1), 19),
        (("service", 1, "links", 0, "url"), 22),
        (("service", 1, "links", 1, "url", "path"), 24),
    ],
)
def test_a_key_is_found_where_a_person_would_look_for_it(key: Key, line: int) -> None:
    assert line_of(EXAMPLE, key) == line


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("service", 1, "names"), 19),
        (("service", 0, "phones", 1, "charge"), 12),
        (("service", 0, "names", "sv"), 15),
        (("service", 7, "id"), 9),
        (("puuttuu",), 0),
        ((), 0),
    ],
)
def test_what_is_not_written_lies_where_its_nearest_encloser_begins(key: Key, line: int) -> None:
    assert line_of(EXAMPLE, key) == line


def test_a_key_is_looked_for_as_it_is_cleaned() -> None:
    assert line_of('\n"a\u0308\u200biti" = 1\n', ("äiti",)) == 2


@pytest.mark.parametrize("text", ["", "= = =", "[", "[[a", 'a = "', "a = [1", "a = {b", "\x00", "a = [ = ]", "[a]]\nb"])
def test_a_text_that_is_not_toml_gives_an_answer_all_the_same(text: str) -> None:
    assert 0 <= line_of(text, ("a", "b")) <= 2
