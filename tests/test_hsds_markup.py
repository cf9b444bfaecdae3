"""HTML in texts of HSDS: it goes, and everything else stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.catalogue.hsds.markup import plain
from advisor_tui.text import clean
from tests.hostile import FORBIDDEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One<br>two<BR/>three<br />four", "One\ntwo\nthree\nfour"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ('See <a href="https://x" onclick="y()">the <b>page</b></a>.', "See the page."),
        ("Fish &amp; chips, &#228;iti&#xe4;", "Fish & chips, äitiä"),
        ("<script>alert(1)</script>Hello<style>p{}</style>", "Hello"),
        ("<h2>Who</h2>Anybody", "Who\nAnybody"),
        ("<ul><li></li></ul>End", "End"),
        ("one<p>   \n\n\n  </p>two", "one\n\ntwo"),
    ],
)
def test_tags_go_and_paragraphs_stand_on_lines_of_their_own(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    "text", ["age < 65 > 18", "a <65-vuotias> b", "x?a=1&copy=2", "AT&T", "two  spaces\n- item", "-", "<unknown>"]
)
def test_what_is_no_html_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


@given(st.text(alphabet=st.sampled_from("<>/&;#xpbli r\n-a\x1b\u202e")).map(clean))
def test_no_text_becomes_one_that_harms_a_terminal(text: str) -> None:
    found = plain(text)
    assert not FORBIDDEN.intersection(found)
    assert found == clean(found)


@pytest.mark.parametrize("entity", ["&#27;", "&#x1b;", "&#8238;", "&#0;"])
def test_an_entity_cannot_bring_in_what_was_cleaned_away(entity: str) -> None:
    assert plain(f"a{entity}b").isprintable()
