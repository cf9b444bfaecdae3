"""Draw the pictures of the README from the program's own screens.

    python -m tests.tools.pictures            writes screenshots/*.svg

The clock stands, the home is a passing one, and the ways to the screens are those that the tests take, so that two
runs draw the same bytes. The pictures name no font from elsewhere: they look right without a network.
"""

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Literal

from advisor_tui import clock, language
from advisor_tui.settings import Line, Settings
from tests.clocks import StandingClock
from tests.desk import Desk
from tests.flows import FLOWS

FOLDER = Path(__file__).parents[2] / "screenshots"
Theme = Literal["dark", "light"]

WIDE, NARROW = (120, 36), (80, 24)
PICTURES: dict[str, tuple[str, tuple[int, int], Theme]] = {
    "waiting": ("waiting", WIDE, "dark"),
    "contact": ("contact", WIDE, "dark"),
    "advice": ("advice", WIDE, "dark"),
    "assessment": ("assessment", WIDE, "dark"),
    "next-step": ("usual_call", WIDE, "dark"),
    "closing-card": ("closing_card", NARROW, "dark"),
    "listening": ("listening", WIDE, "dark"),
    "urgent": ("urgent", NARROW, "dark"),
    "limits": ("limits", WIDE, "dark"),
    "hidden": ("hidden", NARROW, "dark"),
    "correct": ("correct", NARROW, "dark"),
    "help": ("help_page", NARROW, "dark"),
    "log": ("log", WIDE, "dark"),
    "follow-ups": ("follow_ups", WIDE, "dark"),
    "handover": ("handover", NARROW, "dark"),
    "hand-off": ("hand_off", NARROW, "dark"),
    "figures": ("figures", WIDE, "dark"),
    "assessment-light": ("assessment", WIDE, "light"),
}
"""The picture's name, the way to its screen, the size of the terminal, the theme."""

FONT_RULE = re.compile(r"\s*@font-face\s*\{.*?\}", re.DOTALL)
TEXT = re.compile(r"<text ")


def offline(svg: str) -> str:
    """Return a picture that asks no server for its font and keeps leading spaces in every viewer."""
    return TEXT.sub('<text xml:space="preserve" ', FONT_RULE.sub("", svg)).replace("Fira Code", "monospace")


async def draw(flow: str, size: tuple[int, int], theme: Theme) -> str:
    """Return the picture of the screen that a way leads to."""
    settings = Settings(advisor="MK", advisor_name="Maija", theme=theme, line=Line(name="Mallilan ikäneuvo"))
    desk = Desk(settings)
    async with desk.run(size):
        await FLOWS[flow](desk)
        desk.app.screen.query_one("KeyLine").tell("")  # type: ignore[attr-defined]
        await desk.pilot.pause()
        return offline(desk.app.export_screenshot(title="advisor"))


def main() -> int:
    """Draw every picture."""
    FOLDER.mkdir(exist_ok=True)
    language.use("fi")
    os.environ |= {"TEXTUAL_ANIMATIONS": "none", "COLORTERM": "truecolor"}
    for name, (flow, size, theme) in PICTURES.items():
        with tempfile.TemporaryDirectory() as home, clock.replaced(StandingClock()):
            os.environ["ADVISOR_HOME"] = home
            picture = asyncio.run(draw(flow, size, theme))
        (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8", newline="\n")
        print(f"screenshots/{name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
