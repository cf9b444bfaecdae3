"""The options of ``advisor handover`` and ``advisor hand-off``."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from advisor_tui.cli import usage
from advisor_tui.guidance.hand_off import KindId
from advisor_tui.language import _
from advisor_tui.settings import Settings
from advisor_tui.text import clean_line

Law = Literal["older_person", "social_welfare", "child"]
"""The duties of data/hand_off.toml, so that help can name them without reading it; a test holds the two together."""


def add(commands: typer.Typer, settings: Settings) -> None:
    """Add both commands."""
    _add_handover(commands, settings)
    _add_hand_off(commands, settings)


def _add_handover(commands: typer.Typer, settings: Settings) -> None:
    @commands.command(
        cls=usage.Command, help=_("What the next shift has to know: open matters, due follow-ups, alerts.")
    )
    def handover(
        shift: Annotated[str, typer.Option(help=_("A shift by its name in the settings."))] = "",
        day: Annotated[str, typer.Option(help=_("The day, such as 2026-11-21; otherwise today."))] = "",
        html: Annotated[Path | None, typer.Option(help=_("Write a page for browsers and printing."))] = None,
        output: Annotated[Path | None, typer.Option(help=_("Write plain text to a new file."))] = None,
        practice: Annotated[bool, typer.Option("--practice", help=_("The practice calls instead."))] = False,
    ) -> None:
        from advisor_tui.cli.handover import Files  # noqa: PLC0415 - each command pays for itself
        from advisor_tui.cli.handover import handover as run  # noqa: PLC0415 - likewise

        run(settings, clean_line(shift), clean_line(day), Files(html, output), practice=practice)


def _add_hand_off(commands: typer.Typer, settings: Settings) -> None:
    @commands.command("hand-off", cls=usage.Command, help=_("A page of one call for whoever goes on with the matter."))
    def hand_off(
        call: Annotated[str, typer.Argument(help=_("The id of the call."), metavar=_("CALL"))],
        kind: Annotated[KindId, typer.Option(help=_("For whom the page is."))],
        law: Annotated[Law | None, typer.Option(help=_("The law that a notification rests on."))] = None,
        language: Annotated[
            Literal["fi", "sv", "en"] | None, typer.Option(help=_("The language of the page; otherwise your own."))
        ] = None,
        html: Annotated[Path | None, typer.Option(help=_("Write a page for browsers and printing."))] = None,
        output: Annotated[Path | None, typer.Option(help=_("Write plain text to a new file."))] = None,
        practice: Annotated[bool, typer.Option("--practice", help=_("The practice calls instead."))] = False,
    ) -> None:
        from advisor_tui.cli.handover import Files  # noqa: PLC0415 - each command pays for itself
        from advisor_tui.cli.handover import hand_off as run  # noqa: PLC0415 - likewise

        run(settings, clean_line(call), kind, law or "", language or "", Files(html, output), practice=practice)
