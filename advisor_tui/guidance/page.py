"""A page for somebody to read, paste or print: a title, parts with headings, a foot. Plain words, no looks."""

import textwrap
from collections.abc import Iterable

from msgspec import Struct

from advisor_tui.text import clean, clean_line

WIDTH = 78
"""Characters of a line of plain text: what a terminal of 80 columns and a mail program show without breaking it."""

BULLET = "– "
"""Begins a line that is one of several; what it wraps to stands under its words."""


class Part(Struct, frozen=True):
    """A heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


class Page(Struct, frozen=True):
    """A whole page. ``language`` is the code of the language it is written in, for whoever reads it aloud."""

    title: str
    parts: tuple[Part, ...]
    foot: str = ""
    language: str = "fi"


def part(heading: str, lines: Iterable[str]) -> Part:
    """Return a part of lines from anywhere: cleaned, broken where they have line ends, empty ones left out."""
    whole = (clean_line(line) for text in lines for line in clean(text).split("\n"))
    return Part(clean_line(heading), tuple(filter(None, whole)))


def as_text(page: Page) -> str:
    """Return the page as plain text, wrapped, with a line end at its end."""
    blocks = [[*_wrapped(page.title), "=" * min(WIDTH, len(page.title))]]
    for each in page.parts:
        heading = _wrapped(each.heading.upper()) if each.heading else []
        blocks.append([*heading, *(row for line in each.lines for row in _wrapped(line))])
    if page.foot:
        blocks.append(_wrapped(page.foot))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _wrapped(line: str) -> list[str]:
    indent = " " * len(BULLET) if line.startswith(BULLET) else ""
    return textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_on_hyphens=False)
