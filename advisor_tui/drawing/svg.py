"""Sections of a report as SVG, drawn by pygal: no script, no font and no address in it, readable by a screen reader."""

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import msgspec

from advisor_tui.drawing.words import value
from advisor_tui.guidance.report import Section
from advisor_tui.language import _

if TYPE_CHECKING:
    from pygal.style import Style

NOW = "#0a55a0"
"""Of the period: 7.3 to 1 on white, and dark beside the grey also for who sees no colours."""

BEFORE = "#b3b8bd"
"""Of the period before. Grey steps back; the two bars also differ by their order, and the numbers stand beside them."""

INK = "#22282e"
FONT = "Segoe UI, Helvetica, Arial, sans-serif"
WIDTH = 900
"""Units across; the page scales the picture to its column."""

BAR_HEIGHT = 34
"""Units of one row of lying bars: two bars and the space between rows."""

AROUND = 74
"""Units above and below the bars: the scale and the margins."""

MOST_ROWS = 24
"""Rows of lying bars in one picture: with them it takes two thirds of a page of paper."""

STANDING_HEIGHT = 300
ROOM_FOR_NUMBERS = 1.1
"""How much further than its longest bar the scale goes, so that the number at its end is not cut."""

LABEL_LIMIT = 44
"""Letters of a label; the table below has the whole."""

SVG = "{http://www.w3.org/2000/svg}"


def charts(section: Section, *, now: str, before: str) -> list[str]:
    """Return a section as SVG elements of one scale, each of which fits on a page of paper.

    ``now`` and ``before`` are what the two periods are called.
    """
    if section.plot != "bars":
        return [_chart(section, _top(section), now, before)]
    parts = [section.rows[start : start + MOST_ROWS] for start in range(0, len(section.rows), MOST_ROWS)]
    ids = [section.id if not number else f"{section.id}-{number + 1}" for number in range(len(parts))]
    return [
        _chart(msgspec.structs.replace(section, id=id_, rows=rows), _top(section), now, before)
        for id_, rows in zip(ids, parts, strict=True)
    ]


def _chart(section: Section, top: float, now: str, before: str) -> str:
    made = _plot(section, top)
    rows = section.rows[::-1] if section.plot == "bars" else section.rows  # lying bars are drawn from below
    made.x_labels = [_cut(row.label) for row in rows]
    made.add(now, [row.value for row in rows], formatter=lambda number: value(number, section.unit) if number else "")
    if any(row.before is not None for row in rows):
        made.add(before, [row.before for row in rows], formatter=lambda _number: "")
    made.uuid = section.id  # the same report is the same file
    root = ElementTree.fromstring(made.render())  # noqa: S314 - written by the library a moment ago
    _strip(root)
    if section.plot == "bars":
        _put_numbers_after_bars(root)
    _name(root, section)
    ElementTree.register_namespace("", SVG[1:-1])
    return ElementTree.tostring(root, encoding="unicode")


def _cut(label: str) -> str:
    return label if len(label) <= LABEL_LIMIT else label[: LABEL_LIMIT - 9].rstrip() + "…" + label[-8:]


def _plot(section: Section, top: float) -> Any:
    import pygal  # noqa: PLC0415 - only pages are drawn by it

    lying = section.plot == "bars"
    height = AROUND + BAR_HEIGHT * len(section.rows) if lying else STANDING_HEIGHT
    kind = pygal.HorizontalBar if lying else pygal.Bar
    return kind(
        width=WIDTH,
        height=height,
        style=_style(),
        js=[],
        show_legend=False,
        disable_xml_declaration=True,
        no_prefix=False,
        pretty_print=False,
        truncate_label=-1,
        print_values=True,
        print_values_position="top",
        margin=8,
        spacing=10,
        include_x_axis=True,
        range=(0, top * (1 if section.unit == "percent" else ROOM_FOR_NUMBERS)),
        y_labels_major_count=5,
        max_scale=6,
        value_formatter=lambda number: "" if number is None else value(number, section.unit),
        show_minor_x_labels=True,
    )


def _top(section: Section) -> float:
    largest = max((max(row.value or 0, row.before or 0) for row in section.rows), default=0)
    return max(100, largest) if section.unit == "percent" else largest or 1


def _style() -> "Style":
    from pygal.style import Style  # noqa: PLC0415 - likewise

    return Style(
        background="transparent",
        plot_background="transparent",
        foreground=INK,
        foreground_strong=INK,
        foreground_subtle="#d9dcdf",
        colors=(NOW, BEFORE),
        opacity="1",
        opacity_hover="1",
        transition="0s",
        font_family=FONT,
        label_font_size=14,
        major_label_font_size=14,
        guide_stroke_dasharray="0",
        major_guide_stroke_dasharray="0",
        guide_stroke_color="#d9dcdf",
        major_guide_stroke_color="#d9dcdf",
        value_font_size=13,
        value_colors=(INK, INK),
        stroke_width=0,
    )


def _strip(root: ElementTree.Element) -> None:
    """Take out scripts, and what only scripts read."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{SVG}script", f"{SVG}desc", f"{SVG}title"):
                parent.remove(child)


def _put_numbers_after_bars(root: ElementTree.Element) -> None:
    """Let the number of a lying bar begin where the bar ends; the library sets its middle there."""
    for text in root.iter(f"{SVG}text"):
        if text.get("text-anchor") == "middle":
            text.set("style", "text-anchor: start")


def _name(root: ElementTree.Element, section: Section) -> None:
    """Tell what the picture shows, for those who hear it."""
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{section.id}-title {section.id}-desc")
    told = _("The numbers are in the table below.")
    for place, (tag, text) in enumerate((("title", section.title), ("desc", told))):
        element = ElementTree.Element(f"{SVG}{tag}", {"id": f"{section.id}-{tag}"})
        element.text = text
        root.insert(place, element)
