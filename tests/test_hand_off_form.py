"""The form of a page: text and HTML, whatever stands in the call."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.guidance import packet
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.hand_off import KindId
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.packet import Wish
from advisor_tui.guidance.page import WIDTH, Page, as_text, part
from advisor_tui.html import render
from advisor_tui.text import clean
from tests.handed_off import KINDS, LINE, full_call
from tests.hostile import FORBIDDEN, HOSTILE
from tests.kept import calls


class Read(HTMLParser):
    """What a browser makes of a page: its tags with what stands in them, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.lines: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.attributes.update(attrs)
        self._inside = tag

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._inside != "style" and data.strip():
            self.lines.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        self._inside = self._inside.removesuffix(tag)


OURS = {"html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "p", "footer"}


EVIL = (
    *HOSTILE,
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% x %} &lt;b&gt;",
    '"><b>',
)


def hostile_call(evil: str) -> Call:
    """Return a call in which each place where words can stand holds some text."""
    call = full_call()
    call.answers = {name: clean(evil) if value.startswith("merkki") else value for name, value in call.answers.items()}
    call.identity = dict.fromkeys(call.identity, clean(evil))
    call.put("municipality", evil)
    call.advisor = clean(evil)
    call.write(evil)
    call.note_area("memory", evil)
    call.flags = (clean(evil),)
    call.rate(clean(evil), "1")
    call.attach(clean(evil), "ateria", evil, clean(evil))
    call.leave_unmet(evil, clean(evil))
    call.agree(NextStep(evil, clean(evil), None))
    return call


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_text_made_to_do_harm_does_none_on_a_page(known: Known, evil: str) -> None:
    for kind in KINDS:
        page = packet.packet(hostile_call(evil), known, LINE, Wish(kind))
        text = as_text(page)
        assert not set(text) & FORBIDDEN
        assert max(map(len, text.splitlines())) <= WIDTH
        read = Read(render("page.html", page=page))
        assert read.tags <= OURS
        assert {name for name, _value in read.attributes} <= {"lang", "charset", "name", "content", "class"}
        told = [
            page.title,
            page.title,
            *(line for each in page.parts for line in (each.heading, *each.lines)),
            page.foot,
        ]
        assert read.lines == [each for each in told if each]


@settings(max_examples=40, deadline=None)
@given(call=calls(), kind=st.sampled_from(KINDS), code=st.sampled_from(("fi", "sv", "en")))
def test_any_call_makes_a_page_that_can_be_pasted(known: Known, call: Call, kind: KindId, code: str) -> None:
    page = packet.packet(call, known, LINE, Wish(kind, code))
    text = as_text(page)
    assert all(len(line) <= WIDTH and line == line.rstrip() for line in text.splitlines())
    assert text.endswith("\n")
    assert all(each.lines and all(each.lines) for each in page.parts)


def test_wrapped_lines_of_a_list_stand_under_their_words() -> None:
    text = as_text(Page("Otsikko", (part("Lista", ["– " + "sana " * 30]),)))
    assert [line[:2] for line in text.splitlines()[4:]] == ["– ", "  ", "  "][: len(text.splitlines()) - 4]


def test_a_page_for_browsers_stands_alone_and_tells_its_language(known: Known) -> None:
    text = render("page.html", page=packet.packet(full_call(), known, LINE, Wish("client_guidance", "sv")))
    assert '<html lang="sv">' in text
    assert "http" not in text
    assert "<script" not in text
    assert "size: A4" in text
