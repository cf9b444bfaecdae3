"""How it looks: contrast from what is really drawn, no clipping at 80 by 24, signs that every font has."""

import re
from collections.abc import Iterator

import pytest
from rich.color import Color
from rich.segment import Segment

from advisor_tui.settings import Line, Settings
from advisor_tui.styles.themes import THEMES
from tests.conftest import StartDesk
from tests.desk import Desk
from tests.flows import FLOWS

ENOUGH = 4.5
"""WCAG 2.1, success criterion 1.4.3: contrast of text at least 4.5 to 1."""

DECORATION = frozenset("▌│|█▄─ ")
"""Bars and rules, which are no text."""

SIZES = ((80, 24), (60, 20), (120, 36))
"""Columns and lines of the terminals that are looked at."""

WGL4_SIGNS = frozenset("●○■▪►√│─█▄▌«»–…·←↑↓→§€ ’”“")
"""What is drawn beside letters; all of it in WGL4, which Consolas, Courier New and PuTTY have."""


def segments(desk: Desk) -> Iterator[Segment]:
    """Yield what is drawn, piece by piece."""
    for strip in desk.app.screen._compositor.render_strips():
        yield from strip


def luminance(color: Color) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = color.get_truecolor()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(segment: Segment) -> float:
    """Return the contrast of a piece of text with its ground."""
    assert segment.style is not None
    assert segment.style.color is not None, segment
    assert segment.style.bgcolor is not None, segment
    over, under = sorted((luminance(segment.style.color), luminance(segment.style.bgcolor)), reverse=True)
    return (over + 0.05) / (under + 0.05)


def assert_enough_contrast(desk: Desk) -> None:
    """Look at every piece of text that is drawn."""
    weak = {
        (segment.text.strip(), round(contrast(segment), 1))
        for segment in segments(desk)
        if set(segment.text) - DECORATION and contrast(segment) < ENOUGH
    }
    assert not weak, desk.app.theme


def assert_known_signs(desk: Desk) -> None:
    """Look at every sign that is drawn."""
    assert not {sign for sign in desk.text if not sign.isalnum() and not sign.isascii()} - WGL4_SIGNS


def assert_ways_out(desk: Desk, size: tuple[int, int]) -> None:
    """Look whether the key line tells how to leave, and how to get urgent help."""
    line = desk.lines[-1]
    assert "F9 Hätä" in line or "KIIREELLINEN APU" in desk.text, size
    assert "F1 Ohje" in line or re.search(r"Esc \w", line), size  # what Esc is called depends on what is left by it


@pytest.mark.parametrize("flow", list(FLOWS))
async def test_a_screen_can_be_read_and_left_in_every_size_and_theme(start_desk: StartDesk, flow: str) -> None:
    """The way to a screen is the longest part of looking at it: it is gone once, and then everything is looked at."""
    settings = Settings(advisor="MK", line=Line(name="Mallilan ikäneuvo"))
    async with start_desk(SIZES[0], settings) as desk:
        await FLOWS[flow](desk)
        for size in SIZES:
            await desk.pilot.resize_terminal(*size)
            desk.app.screen.query_one("KeyLine").tell("")  # type: ignore[attr-defined]
            await desk.drawn()
            assert_ways_out(desk, size)
            assert_known_signs(desk)
        for theme in THEMES.values():
            desk.app.theme = theme.name
            await desk.drawn()
            assert_enough_contrast(desk)


@pytest.mark.parametrize("flow", list(FLOWS))
async def test_plain_signs_are_ascii_by_a_setting(start_desk: StartDesk, flow: str) -> None:
    async with start_desk((80, 24), Settings(advisor="MK", glyphs="ascii")) as desk:
        await FLOWS[flow](desk)
        drawn = {sign for sign in desk.text if not sign.isalnum() and not sign.isascii()}
        assert not drawn & set("●○■▪►√│─█▄▌«»·")


@pytest.mark.parametrize("step", ["f2", "f3", "f4", "f5"])
async def test_no_word_of_the_script_is_cut_at_80_by_24(start_desk: StartDesk, step: str) -> None:
    async with start_desk((80, 24)) as desk:
        await desk.press("enter", step)
        rows = [row.render() for row in desk.screen.pane.query("Chips, AreaGrid")]
        cut = [str(row) for row in rows if "…" in str(row)]
        assert not cut


async def test_dangerous_things_are_named_by_a_word_and_not_by_colour_alone(start_desk: StartDesk) -> None:
    async with start_desk((120, 36)) as desk:
        await FLOWS["assessment"](desk)
        await desk.press("h", "!", "r", "escape")
        assert "!" in next(line for line in desk.lines if "Terveys" in line)


async def test_a_key_changes_between_dark_and_light(start_desk: StartDesk) -> None:
    async with start_desk((80, 24)) as desk:
        assert desk.app.theme == "advisor-dark"
        await desk.press("ctrl+g", "v")
        assert desk.app.theme == "advisor-light"
