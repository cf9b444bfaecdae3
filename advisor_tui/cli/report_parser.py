"""The options of ``advisor report``."""

from pathlib import Path
from typing import Annotated

import typer

from advisor_tui.cli import usage
from advisor_tui.language import _
from advisor_tui.settings import Settings
from advisor_tui.text import clean_line


def add(commands: typer.Typer, settings: Settings) -> None:
    """Add ``advisor report``."""

    @commands.command(cls=usage.Command, help=_("What flows through the line, drawn: this month so far, or a period."))
    def report(
        day: Annotated[str, typer.Option(help=_("A day, such as 2026-11-21."))] = "",
        week: Annotated[str, typer.Option(help=_("The week of a day, such as 2026-11-21."))] = "",
        month: Annotated[str, typer.Option(help=_("A month, such as 2026-11."))] = "",
        year: Annotated[str, typer.Option(help=_("A year, such as 2026."))] = "",
        first: Annotated[str, typer.Option("--from", help=_("First day of a period."))] = "",
        last: Annotated[str, typer.Option("--to", help=_("Last day of a period."))] = "",
        advisor: Annotated[str, typer.Option(help=_("Only the calls of an advisor, by initials."))] = "",
        mine: Annotated[bool, typer.Option("--mine", help=_("Only your own calls."))] = False,
        team: Annotated[bool, typer.Option("--team", help=_("Beside the team instead of the period before."))] = False,
        html: Annotated[Path | None, typer.Option(help=_("Write a page for browsers, small numbers hidden."))] = None,
        public: Annotated[bool, typer.Option("--public", help=_("Hide small numbers here too."))] = False,
        practice: Annotated[bool, typer.Option("--practice", help=_("The practice calls instead."))] = False,
    ) -> None:
        from advisor_tui.cli.report import Span, Wanted  # noqa: PLC0415 - each command pays for itself
        from advisor_tui.cli.report import report as run  # noqa: PLC0415 - likewise

        span = Span(*(clean_line(each) for each in (day, week, month, year, first, last)))
        wanted = Wanted(span, clean_line(advisor), mine=mine, team=team, html=html, public=public, practice=practice)
        run(settings, wanted)
