"""Sections of a report drawn of letters. Plotext does the drawing; which voice a sign has is told beside the sign.

What is drawn is lines of pieces (text and its voice), which the screen colours by its theme and the command line by
the terminal's colours, or not at all. All signs are in WGL4; with ``plain`` they are ASCII.
"""

from itertools import groupby
from typing import Any, Literal

from rich.cells import cell_len, set_cell_size

from advisor_tui.drawing.words import Cells, cells
from advisor_tui.guidance.report import Section
from advisor_tui.language import _

Voice = Literal["label", "now", "before", "on_bar", "number"]
Line = list[tuple[str, Voice]]

NOW, BEFORE_LYING, BEFORE_STANDING = "█", "│", "─"
PLAIN = str.maketrans(
    {"█": "#", "▄": "_", "▌": "=", "▀": "#", "▐": "#", "│": "|", "─": "-", "–": "-", "…": "~", "\u00a0": " "}
)

HALF = "hd"
"""Plotext's marker of half cells: a bar is drawn twice as finely as the terminal has cells."""

SHORTEST_BAR = 12
"""Columns of the longest bar below which numbers give way to it."""

WIDEST_COLUMN = 9
"""Columns of a standing bar at most: seven weekdays would otherwise be walls."""

GAP = 2


def plot(plt: Any, section: Section, width: int, *, beside: str, height: int = 9, plain: bool = False) -> list[Line]:
    """Draw a section with its numbers. ``plt`` is plotext, or what has its functions.

    ``beside`` is what the numbers beside are called; ``height`` is the lines of the highest standing bar.

    A section of a few numbers is told without a drawing, as one that does not fit standing is drawn lying.
    """
    if not section.rows:
        return [[(_("Nothing in this period."), "label")]]
    headings = Cells("", _("now"), _("share"), beside, _("difference"))
    if section.plot == "columns" and _column_width(section, width) >= 2:
        lines = _columns(plt, section, width, height, headings)
    else:
        lines = _bars(plt, section, width, headings)
    return [in_ascii(line) for line in lines] if plain else lines


def in_ascii(line: Line) -> Line:
    """Return a line whose own signs are ASCII; letters stay what they are."""
    return [(text.translate(PLAIN), voice) for text, voice in line]


def legend(*, lying: bool, now: str, before: str, plain: bool = False) -> Line:
    """Return what the signs stand for."""
    sign = BEFORE_LYING if lying else BEFORE_STANDING
    line: Line = [(f"{NOW} ", "now"), (f"{now}  ", "label"), (f"{sign} ", "before"), (before, "label")]
    return in_ascii(line) if plain else line


def is_lying(section: Section, width: int) -> bool:
    """Tell whether the bars of a section lie in a width."""
    return section.plot != "columns" or _column_width(section, width) < 2


# ------------------------------------------------------------ the canvas


def _canvas(plt: Any, width: int, height: int) -> None:
    """Begin a canvas that counts in half cells from the lower left corner, without axes and colours."""
    plt.clear_figure()
    plt.theme("clear")
    for limit in ("limit_size", "_limit_size"):  # the library's module, and its figure
        if hasattr(plt, limit):
            getattr(plt, limit)(False, False)
            break
    plt.plotsize(width, height)
    plt.frame(False)
    plt.xticks([])
    plt.yticks([])
    plt.xlim(0, 2 * width - 1)
    plt.ylim(0, 2 * height - 1)


def _drawn(plt: Any, width: int, height: int) -> list[str]:
    """Return the lines of the canvas, without what the library does to colours."""
    text = str(plt.uncolorize(plt.build()))
    lines = [line[:width].ljust(width) for line in text.split("\n")][:height]
    return lines + [" " * width] * (height - len(lines))


def _halves(number: float | None, top: float, cells_: int) -> int:
    """Return how many half cells a figure takes; what is not nothing is seen."""
    if not number or number < 0:
        return 0
    return max(1, round(2 * cells_ * number / top))


def _marked(bars: str, marks: str) -> Line:
    """Lay the marks of the period before over the bars, and tell the voice of each sign."""

    def voice(pair: tuple[str, str]) -> Voice:
        bar, mark = pair
        if mark == " ":
            return "label" if bar == " " else "now"
        return "on_bar" if bar == NOW else "before"

    return [
        ("".join(bar if mark == " " else mark for bar, mark in pairs), kind)
        for kind, pairs in ((kind, list(group)) for kind, group in groupby(zip(bars, marks, strict=True), voice))
    ]


def _top(section: Section) -> float:
    """Return where the scale ends: percentages at the whole, others at the largest, as parts of a day or a week are."""
    largest = max((max(row.value or 0, row.before or 0) for row in section.rows), default=0)
    is_whole = section.unit == "percent" and section.plot != "columns"
    return max(100.0, largest) if is_whole else largest or 1.0


# ------------------------------------------------------------ lying bars


def _bars(plt: Any, section: Section, width: int, headings: Cells) -> list[Line]:
    words = cells(section)
    drawn = section.plot != "none"
    labels = min(max(cell_len(each.label) for each in words), max(10, width * 2 // 5 if drawn else width * 3 // 5))
    columns = _fitting([*words, headings], width - labels - GAP, drawn=drawn)
    widths = {name: max(cell_len(getattr(each, name)) for each in [*words, headings]) for name in columns}
    room = width - labels - GAP - sum(each + GAP for each in widths.values()) - 1
    bars = _lying(plt, section, max(1, room)) if drawn else [[] for _each in words]
    lines: list[Line] = []
    if drawn or len(columns) > 1:
        start = labels + GAP + (max(1, room) + 1 if drawn else 0)
        lines.append([(" " * start, "label"), (_numbers(headings, widths), "label")])
    for each, bar in zip(words, bars, strict=True):
        head = set_cell_size(_cut(each.label, labels), labels) + " " * GAP
        now = each.value.rjust(widths["value"] + GAP - (cell_len(each.value) - len(each.value)))
        rest = _numbers(each, {name: wide for name, wide in widths.items() if name != "value"})
        lines.append([(head, "label"), *bar, (now, "number"), (rest, "label")])
    return lines


def _fitting(words: list[Cells], room: int, *, drawn: bool) -> list[str]:
    """Return the columns of numbers there is room for beside a bar; the ones that say least give way first.

    The last of the words are the headings.
    """
    columns = [
        name for name in ("value", "share", "before", "change") if any(getattr(each, name) for each in words[:-1])
    ]
    for name in ("share", "change", "before"):
        taken = sum(max(cell_len(getattr(each, it)) for each in words) + GAP for it in columns)
        if taken + (SHORTEST_BAR if drawn else 0) <= room:
            break
        columns = [each for each in columns if each != name]
    return columns


def _numbers(each: Cells, widths: dict[str, int]) -> str:
    return "".join(
        " " * (GAP + wide - cell_len(getattr(each, name))) + getattr(each, name) for name, wide in widths.items()
    )


def _cut(text: str, width: int) -> str:
    """Return a label cut in its middle where it is too long: its end tells it apart from those beside it."""
    if cell_len(text) <= width:
        return text
    end = text[-(width // 3) :] if width >= 12 else ""
    return set_cell_size(text, max(1, width - 1 - cell_len(end))).rstrip() + "…" + end


def _lying(plt: Any, section: Section, room: int) -> list[Line]:
    """Draw one bar on each line, and a mark where the period before stood; the last cell is kept for that mark."""
    top, high = _top(section), len(section.rows)
    ends = [(number, row) for number, row in enumerate(reversed(section.rows))]
    _canvas(plt, room + 1, high)
    for number, row in ends:
        taken = _halves(row.value, top, room)
        if taken:
            plt.rectangle([0, taken - 1], [2 * number, 2 * number + 1], marker=HALF, fill=True, lines=True)
    bars = _drawn(plt, room + 1, high)
    _canvas(plt, room + 1, high)
    for number, row in ends:
        if row.before:
            plt.scatter([_halves(row.before, top, room)], [2 * number], marker=BEFORE_LYING)
    return [_marked(*lines) for lines in zip(bars, _drawn(plt, room + 1, high), strict=True)]


# ------------------------------------------------------------ standing bars


def _column_width(section: Section, width: int) -> int:
    """Return the columns of one standing bar with the space beside it."""
    return min(WIDEST_COLUMN, width // max(1, len(section.rows)))


def _columns(plt: Any, section: Section, width: int, height: int, headings: Cells) -> list[Line]:
    words, wide = cells(section), _column_width(section, width)
    lines = _standing(plt, section, wide, height)
    every = 1 + max(cell_len(each.label) for each in words) // wide
    named = [each.label if place % every == 0 else "" for place, each in enumerate(words)]
    lines.append([(_labels(named, wide), "label")])
    fits = all(cell_len(text) < wide for each in words for text in (each.value, each.before))
    if fits:
        lines.append([(_row([each.value for each in words], wide), "number")])
        lines.append([(_row([each.before for each in words], wide), "label")])
        return lines
    return [*lines, [("", "label")], *_table(words, width, headings)]


def _labels(texts: list[str], wide: int) -> str:
    """Return labels in the middle of their bars; one that is wider than its bar reaches over the unnamed next."""
    line = ""
    for place, text in enumerate(texts):
        line = set_cell_size(line, max(place * wide + max(0, (wide - 1 - cell_len(text)) // 2), cell_len(line))) + text
    return set_cell_size(line, wide * len(texts))


def _row(texts: list[str], wide: int) -> str:
    """Return texts in the middle of their columns' bars."""
    return "".join(set_cell_size(text, wide - 1).strip().center(wide - 1) + " " for text in texts)


def _table(words: list[Cells], width: int, headings: Cells) -> list[Line]:
    """Return the numbers below a drawing, in as many blocks side by side as there is room for."""
    names = [name for name in ("value", "before", "change") if any(getattr(each, name) for each in words)]
    widths = {name: max(cell_len(getattr(each, name)) for each in [*words, headings]) for name in names}
    numbers = sum(each + GAP for each in widths.values())
    labels = min(max(cell_len(each.label) for each in words), max(1, width - numbers))
    block = labels + numbers
    beside = max(1, min(len(words), (width + 2 * GAP) // (block + 2 * GAP)))
    high = -(-len(words) // beside)
    between = " " * 2 * GAP
    others = {name: wide for name, wide in widths.items() if name != "value"}
    lines: list[Line] = [[(between.join([" " * labels + _numbers(headings, widths)] * beside), "label")]]
    for place in range(high):
        line: Line = []
        for number, each in enumerate(words[place::high]):
            head = (between if number else "") + set_cell_size(_cut(each.label, labels), labels)
            line += [(head, "label"), (_numbers(each, {"value": widths["value"]}), "number")]
            line.append((_numbers(each, others), "label"))
        lines.append(line)
    return lines


def _standing(plt: Any, section: Section, wide: int, height: int) -> list[Line]:
    """Draw the bars, and a mark at the height of the period before; the highest line is kept for that mark."""
    top, full = _top(section), wide * len(section.rows)
    sides = [(2 * place * wide, 2 * (place * wide + wide - 2) + 1) for place in range(len(section.rows))]
    _canvas(plt, full, height + 1)
    for (left, right), row in zip(sides, section.rows, strict=True):
        taken = _halves(row.value, top, height)
        if taken:
            plt.rectangle([left, right], [0, taken - 1], marker=HALF, fill=True, lines=True)
    bars = _drawn(plt, full, height + 1)
    _canvas(plt, full, height + 1)
    for (left, right), row in zip(sides, section.rows, strict=True):
        if row.before:
            across = list(range(left, right + 1))
            plt.scatter(across, [_halves(row.before, top, height)] * len(across), marker=BEFORE_STANDING)
    marks = _drawn(plt, full, height + 1)
    return [_marked(bar, mark) for bar, mark in zip(bars, marks, strict=True) if bar.strip() or mark.strip()]
