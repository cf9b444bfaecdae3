"""The commands and their options. Thin: each hands over to the module that does the work.

The framework wants its help texts when the commands are declared, so they are declared once the language is known.
"""

from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import Abort, Exit, TyperException

from advisor_tui import __version__
from advisor_tui.catalogue.service import ProviderKind
from advisor_tui.cli import (
    access_parser,
    catalogue_parser,
    exit_codes,
    export_parser,
    follow_ups_parser,
    handover_parser,
    report_parser,
    retention_parser,
    usage,
)
from advisor_tui.cli.output import say, tell
from advisor_tui.guidance.call import NOTES_LIMIT
from advisor_tui.guidance.conversation import OLDEST
from advisor_tui.language import _
from advisor_tui.settings import Settings
from advisor_tui.text import clean, clean_line

AFTER_THE_CALL = (follow_ups_parser, handover_parser, report_parser, retention_parser, access_parser)


def parse(arguments: list[str], settings: Settings) -> int:
    """Run the command that the arguments name and return its exit code."""
    try:
        result = build(settings)(arguments, prog_name="advisor", standalone_mode=False)
    except Abort:
        return exit_codes.MENDABLE
    except Exit as ended:
        return ended.exit_code
    except TyperException as error:
        help_words = _("How it is used: {command}").format(command=usage.help_command(error))
        tell(f"{usage.problem(error)} {help_words}")
        return exit_codes.WRONG_USAGE
    return result if isinstance(result, int) else exit_codes.DONE


def build(settings: Settings) -> typer.Typer:
    """Return the commands, described in the reader's language."""
    commands = typer.Typer(
        cls=usage.Group,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        help=_("The desk of the phone advisor. Without a command the desk opens."),
    )
    _add_desk(commands, settings)
    _add_search(commands, settings)
    _add_understand(commands, settings)
    export_parser.add(commands, settings)
    for parser in AFTER_THE_CALL:
        parser.add(commands, settings)
    catalogue_parser.add(commands, settings)
    _add_checks(commands, settings)
    _add_learned(commands)
    _add_where(commands, settings)
    return commands


def _add_desk(commands: typer.Typer, settings: Settings) -> None:
    @commands.callback()
    def desk(
        context: typer.Context,
        version: Annotated[bool, typer.Option("--version", help=_("Print the version."))] = False,
        mouse: Annotated[bool, typer.Option("--mouse/--no-mouse", help=_("Whether the desk takes the mouse."))] = True,
    ) -> int:
        if version:
            say(f"advisor {__version__}")
        elif context.invoked_subcommand is None:
            return _open(settings, mouse=mouse)
        return exit_codes.DONE

    @commands.command(cls=usage.Command, help=_("Open the desk for practice; the real log is not touched."))
    def practice() -> int:
        return _open(settings, practice=True)


def _open(settings: Settings, *, practice: bool = False, mouse: bool = True) -> int:
    from advisor_tui.cli.desk import open_desk  # noqa: PLC0415 - the other commands do not need the screen

    return open_desk(settings, practice=practice, mouse=mouse)


def _add_search(commands: typer.Typer, settings: Settings) -> None:
    @commands.command(cls=usage.Command, help=_("Search the services, as the desk does."))
    def search(
        words: Annotated[list[str], typer.Argument(help=_("What the caller says."), metavar=_("WORDS"))],
        as_json: Annotated[bool, typer.Option("--json", help=_("Print one JSON array."))] = False,
        limit: Annotated[int, typer.Option(min=1, help=_("How many services at most."))] = 10,
        catalogue: Annotated[
            list[Path] | None, typer.Option(help=_("Catalogue file or folder to search instead."))
        ] = None,
        municipality: Annotated[str, typer.Option(help=_("Home municipality of the person."))] = "",
        county: Annotated[str, typer.Option(help=_("A wellbeing services county instead."))] = "",
        age: Annotated[int | None, typer.Option(min=0, max=OLDEST, help=_("Age of the person in years."))] = None,
        language: Annotated[str, typer.Option(help=_("Only services given in a language, such as sv."))] = "",
        free: Annotated[bool, typer.Option("--free", help=_("Only what is free of charge."))] = False,
        provider: Annotated[ProviderKind | None, typer.Option(help=_("Only services of a kind of provider."))] = None,
        open_now: Annotated[bool, typer.Option("--open-now", help=_("Only what is open now."))] = False,
        hidden: Annotated[bool, typer.Option("--hidden", help=_("Also what the limits hide, marked."))] = False,
        explain: Annotated[bool, typer.Option("--explain", help=_("Print what each score is made of."))] = False,
    ) -> None:
        from advisor_tui.cli.search import AskedFor  # noqa: PLC0415 - each command pays for itself
        from advisor_tui.cli.search import search as run  # noqa: PLC0415 - likewise

        query = clean_line(" ".join(words))
        asked = AskedFor(
            clean_line(municipality), clean_line(county), age, clean_line(language), free, provider, open_now
        )
        paths = tuple(catalogue or ())
        run(settings, query, paths, asked, limit=limit, as_json=as_json, explained=explain, hidden=hidden)


def _add_understand(commands: typer.Typer, settings: Settings) -> None:
    @commands.command(cls=usage.Command, help=_("Print what the desk understands of notes, and would offer."))
    def understand(
        text: Annotated[list[str], typer.Argument(help=_("The notes."), metavar=_("TEXT"))],
        as_json: Annotated[bool, typer.Option("--json", help=_("Print one JSON object."))] = False,
    ) -> None:
        from advisor_tui.cli.understand import understand as run  # noqa: PLC0415 - each command pays for itself

        run(settings, clean(" ".join(text), limit=NOTES_LIMIT), as_json=as_json)


def _add_checks(commands: typer.Typer, settings: Settings) -> None:
    script = typer.Typer(cls=usage.Group, rich_markup_mode=None, help=_("The call script."))
    synonyms = typer.Typer(cls=usage.Group, rich_markup_mode=None, help=_("The words that callers use."))
    listening = typer.Typer(cls=usage.Group, rich_markup_mode=None, help=_("The words that the desk listens by."))
    commands.add_typer(script, name="script")
    commands.add_typer(synonyms, name="synonyms")
    commands.add_typer(listening, name="listening")

    # A group with one command would otherwise be that command.
    script.callback()(lambda: None)
    synonyms.callback()(lambda: None)
    listening.callback()(lambda: None)

    @script.command("check", cls=usage.Command, help=_("Name each fault in the script by line."))
    def check_script(
        path: Annotated[Path | None, typer.Argument(help=_("The script file."), metavar=_("PATH"))] = None,
    ) -> int:
        from advisor_tui.cli import checks  # noqa: PLC0415

        return exit_codes.DONE if checks.script(settings, path) else exit_codes.MENDABLE

    @synonyms.command("check", cls=usage.Command, help=_("Name each fault in a file of words by line."))
    def check_synonyms(
        path: Annotated[Path | None, typer.Argument(help=_("The file of words."), metavar=_("PATH"))] = None,
    ) -> int:
        from advisor_tui.cli import checks  # noqa: PLC0415

        return exit_codes.DONE if checks.synonyms(settings, path) else exit_codes.MENDABLE

    @listening.command("check", cls=usage.Command, help=_("Name each fault in the words of listening by line."))
    def check_listening(
        folder: Annotated[Path | None, typer.Argument(help=_("The folder of words."), metavar=_("PATH"))] = None,
    ) -> int:
        from advisor_tui.cli import checks  # noqa: PLC0415

        return exit_codes.DONE if checks.listening(settings, folder) else exit_codes.MENDABLE


def _add_learned(commands: typer.Typer) -> None:
    @commands.command(cls=usage.Command, help=_("Show what the search has learned from choices, or forget it."))
    def learned(
        reset: Annotated[bool, typer.Option("--reset", help=_("Forget every choice."))] = False,
        practice: Annotated[bool, typer.Option("--practice", help=_("The practice calls instead."))] = False,
    ) -> None:
        from advisor_tui.cli.learned import learned as run  # noqa: PLC0415 - each command pays for itself

        run(reset=reset, practice=practice)


def _add_where(commands: typer.Typer, settings: Settings) -> None:
    @commands.command(cls=usage.Command, help=_("Print every file that the program uses."))
    def where() -> None:
        from advisor_tui.cli.where import where as run  # noqa: PLC0415

        run(settings)
