"""The command that writes the call log, and its options."""

from pathlib import Path
from typing import Annotated

import typer

from advisor_tui.cli import usage
from advisor_tui.language import _
from advisor_tui.records.export.forms import FURTHER, Format, Further
from advisor_tui.settings import Settings
from advisor_tui.text import clean_line


def add(commands: typer.Typer, settings: Settings) -> None:
    """Add ``advisor export``."""

    @commands.command(cls=usage.Command, help=_("Write the call log to a new file."))
    def export(
        kind: Annotated[Format, typer.Option("--format", help=_("Form of the file."))] = "csv",
        output: Annotated[Path | None, typer.Option(help=_("Name of the new file."))] = None,
        day: Annotated[str, typer.Option(help=_("The day, such as 2026-11-21; otherwise today."))] = "",
        first: Annotated[str, typer.Option("--from", help=_("First day or moment of a period."))] = "",
        last: Annotated[str, typer.Option("--to", help=_("Last day, or the moment at which the period ends."))] = "",
        shift: Annotated[str, typer.Option(help=_("A shift by its name in the settings."))] = "",
        further: Annotated[
            list[Further] | None, typer.Option("--with", help=_("A further table beside the calls."))
        ] = None,
        everything: Annotated[bool, typer.Option("--all", help=_("Every table beside the calls."))] = False,
        identified: Annotated[bool, typer.Option("--identified", help=_("With names and phone numbers."))] = False,
        redact: Annotated[
            bool, typer.Option("--redact", help=_("Mark over what looks like identity in free text."))
        ] = False,
        pseudonymous: Annotated[
            bool, typer.Option("--pseudonymous", help=_("For research: pseudonyms, coarse times, no free text."))
        ] = False,
        key: Annotated[
            Path | None, typer.Option("--key", help=_("Key file of the pseudonyms; made when it is not there."))
        ] = None,
        dictionary: Annotated[
            bool, typer.Option("--dictionary", help=_("What each table and column means, in place of calls."))
        ] = False,
        practice: Annotated[bool, typer.Option("--practice", help=_("The practice calls instead."))] = False,
    ) -> None:
        from advisor_tui.cli import export as run  # noqa: PLC0415 - each command pays for itself

        if dictionary:
            run.export_dictionary(settings, kind, output)
            return
        wanted = run.Wanted(
            kind=kind,
            output=output,
            day=clean_line(day),
            first=clean_line(first),
            last=clean_line(last),
            shift=clean_line(shift),
            further=FURTHER if everything else tuple(further or ()),
            identified=identified,
            redact=redact,
            pseudonymous=pseudonymous,
            key=key,
            practice=practice,
        )
        run.export(settings, wanted)
