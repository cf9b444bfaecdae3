"""A few screens as pictures: what no assertion says, an eye does.

The baselines belong to one version of Textual and are compared only with it: another version draws a little
differently without anything being wrong.
"""

from importlib.metadata import version
from typing import Any

import pytest

from advisor_tui.app import AdvisorApp
from advisor_tui.paths import places
from advisor_tui.settings import Line, Settings
from tests.desk import Desk
from tests.flows import FLOWS

DRAWN_WITH = "8.2.8"
"""The Textual that drew the baselines; the development extra pins it."""

CASES = [
    ("waiting", (80, 24), "dark"),
    ("contact", (80, 24), "dark"),
    ("attach", (80, 24), "light"),
    ("assessment", (80, 24), "dark"),
    ("urgent", (80, 24), "dark"),
    ("closing_card", (80, 24), "light"),
    ("advice", (120, 36), "dark"),
    ("assessment", (120, 36), "light"),
    ("usual_call", (120, 36), "dark"),
    ("contact", (60, 20), "dark"),
    ("hidden", (80, 24), "dark"),
    ("limits", (120, 36), "light"),
    ("correct", (80, 24), "light"),
    ("log", (120, 36), "dark"),
    ("follow_ups", (80, 24), "light"),
    ("figures", (80, 24), "dark"),
]


def test_the_baselines_belong_to_the_installed_textual() -> None:
    if version("textual") != DRAWN_WITH:
        pytest.skip(f"the pictures were drawn with Textual {DRAWN_WITH}, here is {version('textual')}")


@pytest.mark.skipif(version("textual") != DRAWN_WITH, reason="the pictures were drawn with another Textual")
@pytest.mark.parametrize(("flow", "size", "theme"), CASES)
def test_a_screen_looks_as_it_did(snap_compare: Any, flow: str, size: tuple[int, int], theme: str) -> None:
    settings = Settings(advisor="MK", theme=theme, line=Line(name="Mallilan ikäneuvo"))  # type: ignore[arg-type]
    app = AdvisorApp(settings, places())

    async def drive(pilot: Any) -> None:
        desk = Desk.of(app, pilot)
        await desk.until_ready()
        await FLOWS[flow](desk)
        app.screen.key_line.tell("")  # type: ignore[attr-defined]
        await pilot.pause()

    try:
        assert snap_compare(app, terminal_size=size, run_before=drive)
    finally:
        app.close_down()
