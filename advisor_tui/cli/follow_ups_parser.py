"""The command about follow-ups and its options."""

from typing import Annotated

import typer

from advisor_tui.cli import usage
from advisor_tui.language import _
from advisor_tui.settings import Settings


def add(commands: typer.Typer, settings: Settings) -> None:
    """Add ``advisor follow-ups``."""

    @commands.command("follow-ups", cls=usage.Command, help=_("Print what is to be done after calls."))
    def follow_ups(
        overdue: Annotated[bool, typer.Option("--overdue", help=_("Only what is overdue."))] = False,
        mine: Annotated[bool, typer.Option("--mine", help=_("Only one's own."))] = False,
        as_csv: Annotated[bool, typer.Option("--csv", help=_("Print rows for a spreadsheet."))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=_("Print one JSON array."))] = False,
        practice: Annotated[bool, typer.Option("--practice", help=_("The practice calls instead."))] = False,
    ) -> None:
        from advisor_tui.cli.follow_ups import Form, Wanted  # noqa: PLC0415 - each command pays for itself
        from advisor_tui.cli.follow_ups import follow_ups as run  # noqa: PLC0415 - likewise

        form: Form = "json" if as_json else "csv" if as_csv else "table"
        run(settings, Wanted(overdue=overdue, mine=mine, form=form, practice=practice))
