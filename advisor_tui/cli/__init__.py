"""The command line. Bare ``advisor`` opens the desk at once, without reading what the other commands need."""

import os
import sys
from typing import NoReturn

from advisor_tui import language
from advisor_tui.cli import exit_codes
from advisor_tui.errors import AdvisorError
from advisor_tui.paths import places
from advisor_tui.settings import Settings
from advisor_tui.settings import load as load_settings

WITHOUT_SETTINGS = frozenset({"where", "--version", "--help"})
"""What must work with broken settings, because it helps to mend them."""


def main() -> NoReturn:
    """Run the command line and exit."""
    os.umask(0o077)  # whatever is written holds people's affairs: nobody else on this machine reads it
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a character the terminal lacks must not end the program
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code."""
    try:
        settings = _settings(arguments)
        language.use(settings.language)
        if not arguments:
            from advisor_tui.cli.desk import open_desk  # noqa: PLC0415 - each way in pays only for itself

            return open_desk(settings)
        from advisor_tui.cli.parser import parse  # noqa: PLC0415

        return parse(arguments, settings)
    except AdvisorError as error:
        from advisor_tui.cli.output import tell_error  # noqa: PLC0415

        tell_error(error)
        return exit_codes.MENDABLE
    except KeyboardInterrupt:
        return exit_codes.MENDABLE


def _settings(arguments: list[str]) -> Settings:
    try:
        return load_settings(places().settings_file)
    except AdvisorError:
        if WITHOUT_SETTINGS.intersection(arguments):
            return Settings()
        raise
