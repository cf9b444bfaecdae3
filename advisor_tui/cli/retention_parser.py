"""The command about times to keep, and its options."""

from typing import Annotated

import typer

from advisor_tui.cli import usage
from advisor_tui.language import _
from advisor_tui.settings import Settings


def add(commands: typer.Typer, settings: Settings) -> None:
    """Add ``advisor retention``."""

    @commands.command(cls=usage.Command, help=_("Show which records fall due today, or remove them."))
    def retention(
        remove: Annotated[bool, typer.Option("--remove", help=_("Remove what falls due, for good."))] = False,
        yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask before removing."))] = False,
        practice: Annotated[bool, typer.Option("--practice", help=_("The practice calls instead."))] = False,
    ) -> int:
        from advisor_tui.cli.retention import retention as run  # noqa: PLC0415 - each command pays for itself

        return run(settings, remove=remove, yes=yes, practice=practice)
