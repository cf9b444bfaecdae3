"""A scroll bar of whole cells: the framework's finer steps are signs that not every terminal font has."""

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class PlainScrollBar(ScrollBarRender):
    """Draws the bar by its ground alone."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def use_plain_scrollbars() -> None:
    """Draw all scroll bars so."""
    ScrollBar.renderer = PlainScrollBar
