"""A report drawn: every number as the report has it, hidden ones hidden, nothing from elsewhere, text stays text."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

import plotext
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from advisor_tui.drawing import terminal, words
from advisor_tui.drawing.page import as_html
from advisor_tui.drawing.svg import MOST_ROWS, SVG, charts
from advisor_tui.guidance.report import Report, Row, Section, Unit
from advisor_tui.guidance.report_beside import in_shares
from advisor_tui.text import clean_line
from tests.hostile import FORBIDDEN, HOSTILE
from tests.made_reports import report

WGL4_SIGNS = set("█▌▄│─–…«»·€§°\u00a0")
"""Signs beside letters that may be drawn; all of them in WGL4."""

NUMBERS = st.integers(0, 2_000_000).map(float) | st.floats(0, 100) | st.none()
LABELS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=60)
ROWS = st.builds(Row, label=LABELS.map(clean_line), value=NUMBERS, before=NUMBERS, hidden=st.just(False))
SECTIONS = st.builds(
    Section,
    id=st.just("some"),
    title=st.just("Jotakin"),
    unit=st.sampled_from(["count", "percent", "seconds"]),
    plot=st.sampled_from(["bars", "columns", "none"]),
    rows=st.lists(ROWS, min_size=1, max_size=24).map(tuple),
)


def drawn(section: Section, width: int = 76, *, plain: bool = False) -> list[str]:
    """Return a section drawn, without its voices."""
    lines = terminal.plot(plotext, section, width, beside="ennen", plain=plain)
    return ["".join(text for text, _voice in line) for line in lines]


def bar(*rows: Row, unit: Unit = "count") -> Section:
    """Return a section of lying bars."""
    return Section("some", "Jotakin", unit, "bars", rows)


@given(SECTIONS, st.integers(56, 110))
@settings(max_examples=40, deadline=None)
def test_every_number_stands_in_the_drawing_and_no_line_is_too_long(section: Section, width: int) -> None:
    lines = drawn(section, width)
    text = "\n".join(lines)
    for each in words.cells(section):
        assert each.value in text
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("plain", [False, True])
def test_signs_are_those_that_every_font_has_or_ascii_by_a_setting(*, plain: bool) -> None:
    allowed = set() if plain else WGL4_SIGNS
    for section in report().sections:
        signs = {sign for sign in "".join(drawn(section, plain=plain)) if not sign.isalnum() and not sign.isascii()}
        assert signs <= allowed


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=12))
@settings(max_examples=20, deadline=None)
def test_bars_are_as_long_as_their_numbers_to_half_a_cell(numbers: list[int]) -> None:
    section = bar(*(Row("x", float(number)) for number in numbers))
    lines = drawn(section)[1:]
    halves = [2 * line.count("█") + line.count("▌") for line in lines]
    longest = max(halves)
    for number, taken in zip(numbers, halves, strict=True):
        share = number / (max(numbers) or 1)
        assert abs(taken - share * longest) <= 1
        assert (taken > 0) == (number > 0)


def test_standing_bars_rise_with_their_numbers() -> None:
    section = Section("some", "Jotakin", "count", "columns", tuple(Row(str(n), float(n)) for n in range(12)))
    lines = [line for line in drawn(section) if set(line) & set("█▄")]
    heights = [sum(2 * (line[x : x + 1] == "█") + (line[x : x + 1] == "▄") for line in lines) for x in range(0, 72, 6)]
    assert heights[0] == 0
    assert all(low <= high for low, high in pairwise(heights))
    assert heights[-1] == 18


def test_the_period_before_is_marked_where_it_stood() -> None:
    (line,) = drawn(bar(Row("x", 100, 50)))[1:]
    assert abs(line.index("│") - line.index("█") - (line.rindex("█") - line.index("█")) / 2) <= 1


def test_a_hidden_number_is_said_to_be_one_and_what_is_not_there_is_a_dash() -> None:
    section = bar(Row("Kuopio", 9, 7), Row("Iisalmi", None, None, True), Row("Siilinjärvi", None, None))
    _heading, _kuopio, iisalmi, siilinjarvi = drawn(section)
    assert words.value(None, "count", hidden=True) in iisalmi
    assert "–" in siilinjarvi
    assert not any(each.share for each in words.cells(section)), "the whole would tell the hidden one"


def test_a_long_label_keeps_its_end_which_tells_it_apart() -> None:
    section = bar(*(Row(f"Asuminen ja kodin turvallisuus ja kaikki muu, {age}", 5) for age in ("65–74", "85–")))
    first, second = drawn(section, 60)[1:]
    assert "65–74" in first
    assert "85–" in second


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (0, "count", "0"),
        (1204, "count", "1\u00a0204"),
        (99.6, "percent", "99,6 %"),
        (59.4, "seconds", "59 s"),
        (245, "seconds", "4 min 05 s"),
        (3599.6, "seconds", "1 h 00 min"),
        (None, "percent", "–"),
    ],
)
def test_numbers_are_said_as_people_read_them(number: float | None, unit: Unit, said: str) -> None:
    assert words.value(number, unit).replace(".", ",") == said


def test_a_change_has_its_sign_and_its_unit() -> None:
    assert words.change(Row("x", 12, 9), "count") == "+3"
    assert words.change(Row("x", 9, 9), "seconds") == "="
    assert words.change(Row("x", 50, 50.04), "percent") == "="
    assert words.change(Row("x", 50, 61.5), "percent").startswith("-11")
    assert words.change(Row("x", None, 9), "count") == words.change(Row("x", 9, None), "count") == ""


def test_beside_the_team_counts_are_shares() -> None:
    made = in_shares(report(bar(Row("A", 1, 30), Row("B", 3, 10)), advisor="MK"))
    (section,) = made.sections
    assert section.unit == "percent"
    assert [(row.value, row.before) for row in section.rows] == [(25, 75), (75, 25)]


# ------------------------------------------------------------ pages


class Page(HTMLParser):
    """What a browser makes of a page: its tags, their attributes, its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


def as_page(made: Report) -> str:
    """Return a report as HTML."""
    return as_html(made, "marraskuu 2026", line="Mallilan ikäneuvo")


def test_a_page_names_nothing_from_elsewhere_and_runs_nothing() -> None:
    text = as_page(report())
    assert set(re.findall(r"\w+://[^\"'\s<>)]*", text)) == {"http://www.w3.org/2000/svg"}  # a name, not a place
    page = Page(text)
    assert not set(page.tags) & {"script", "link", "img", "iframe", "object", "image", "use", "a"}
    assert not [name for name, _value in page.attributes if name.startswith("on") or name in {"src", "href"}]
    assert "url(" not in text
    assert "@import" not in text
    assert ("lang", "fi") in page.attributes


def test_a_page_holds_every_number_and_a_picture_of_each_drawn_section() -> None:
    made = report()
    text = as_page(made)
    page = Page(text)
    for section in made.sections:
        for each in words.cells(section):
            assert each.value in page.text
            assert each.label in page.text
    assert page.tags.count("svg") == sum(each.plot != "none" and bool(each.rows) for each in made.sections)
    assert page.text.index("71") < page.text.index("1652".replace("1", "1\u00a0", 1)), "the large numbers come first"


def test_the_same_report_is_the_same_file() -> None:
    assert as_page(report()) == as_page(report())


def test_hostile_labels_stay_text_in_every_form() -> None:
    labels = [clean_line(f"paha {text} <b>&amp;\"' {{{{ 7*7 }}}}") for text in HOSTILE]
    rows = tuple(Row(label, 5.0 + place, 3.0) for place, label in enumerate(labels))
    for plot in ("bars", "columns"):
        section = Section("some", labels[9], "count", plot, rows, labels[10])
        for line in drawn(section, 110):
            assert not set(line) & FORBIDDEN
            assert cell_len(line) <= 110
        page = Page(as_page(report(section, Section("few", labels[0], "count", "none", rows))))
        assert "b" not in page.tags[page.tags.index("section") :] or page.tags.count("b") == 1 + len(rows)
        for label in labels:
            assert label in page.text


def test_a_picture_is_well_formed_named_and_has_a_bar_for_each_number() -> None:
    section = report().sections[0]
    root = ElementTree.fromstring(charts(section, now="nyt", before="ennen")[0])  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == section.title
    bars = [each for each in root.iter(f"{SVG}rect") if "reactive" in (each.get("class") or "")]
    assert len(bars) == 2 * len(section.rows)
    widths = sorted(float(each.get("width", "0")) for each in bars)
    assert widths[-1] / widths[0] == pytest.approx(1652 / 12, rel=0.01)


def test_many_rows_are_drawn_in_several_pictures_of_one_scale() -> None:
    section = bar(*(Row(str(number), float(number), 3.0) for number in range(1, 2 * MOST_ROWS)))
    roots = [ElementTree.fromstring(each) for each in charts(section, now="nyt", before="ennen")]  # noqa: S314 - our own
    widths = [
        sorted(float(each.get("width", "0")) for each in root.iter(f"{SVG}rect") if "reactive" in each.get("class", ""))
        for root in roots
    ]
    assert sum(map(len, widths)) == 2 * len(section.rows)
    assert widths[0][-1] / widths[1][-1] == pytest.approx(MOST_ROWS / (2 * MOST_ROWS - 1), rel=0.05)


def test_a_report_of_nothing_is_told_and_not_drawn() -> None:
    nothing = tuple(
        Section(each.id, each.title, each.unit, each.plot, tuple(Row(row.label, 0, 0) for row in each.rows))
        for each in report().sections
    )
    page = Page(as_page(report(*nothing)))
    assert "svg" not in page.tags
    assert all(drawn(section) for section in nothing)
