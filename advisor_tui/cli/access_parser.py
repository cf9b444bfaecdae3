"""The command about the access log, and its options."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from advisor_tui.cli import usage
from advisor_tui.language import _
from advisor_tui.settings import Settings
from advisor_tui.text import clean_line

Form = Literal["csv", "json"]
"""The forms of the file, as :mod:`advisor_tui.records.access_file` has them; that module is heavy."""


def add(commands: typer.Typer, settings: Settings) -> None:
    """Add ``advisor access``."""

    @commands.command(cls=usage.Command, help=_("Print or write who opened, changed or exported which record, when."))
    def access(
        record: Annotated[str, typer.Option(help=_("Only what concerns one call, by its id."))] = "",
        person: Annotated[str, typer.Option("--who", help=_("Only what one person did."))] = "",
        first: Annotated[str, typer.Option("--from", help=_("First day or moment of a period."))] = "",
        last: Annotated[str, typer.Option("--to", help=_("Last day, or the moment at which the period ends."))] = "",
        form: Annotated[Form | None, typer.Option("--format", help=_("Write a file in this form."))] = None,
        output: Annotated[Path | None, typer.Option(help=_("Name of the new file."))] = None,
        verify: Annotated[bool, typer.Option("--verify", help=_("Tell whether anything was changed."))] = False,
        practice: Annotated[bool, typer.Option("--practice", help=_("The practice calls instead."))] = False,
    ) -> int:
        from advisor_tui.cli.access import Wanted  # noqa: PLC0415 - each command pays for itself
        from advisor_tui.cli.access import access as run  # noqa: PLC0415 - the same

        said = {
            "record": clean_line(record),
            "who": clean_line(person),
            "first": clean_line(first),
            "last": clean_line(last),
        }
        return run(settings, Wanted(**said, form=form, output=output, practice=practice), verify=verify)
