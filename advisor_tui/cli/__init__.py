"""The command line. Bare ``advisor`` opens the desk at once, without reading what the other commands need."""

import errno
import os
import sys
from typing import NoReturn

from advisor_tui import language
from advisor_tui.cli import exit_codes
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _
from advisor_tui.paths import places
from advisor_tui.reasons import os_reason
from advisor_tui.settings import Settings
from advisor_tui.settings import load as load_settings
from advisor_tui.text import clean_line

WITHOUT_SETTINGS = frozenset({"--version", "--help"})
"""Options that must work with broken settings, as ``where`` does, because they help to mend them."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EROFS, *filter(None, [getattr(errno, "EDQUOT", None)])})
"""What the system says when there is nowhere to write."""


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
        code = _run(arguments)
        if sys.stdout:
            sys.stdout.flush()  # a full disk or a closed pipe shows only here
    except KeyboardInterrupt:
        return exit_codes.STOPPED
    except BrokenPipeError:
        _print_no_more()  # whoever read the output has seen enough
        return exit_codes.MENDABLE
    except Exception as error:
        return _ended(error)
    return code


def _run(arguments: list[str]) -> int:
    settings = _settings(arguments)
    language.use(settings.language)
    if not arguments:
        from advisor_tui.cli.desk import open_desk  # noqa: PLC0415 - each way in pays only for itself

        return open_desk(settings)
    from advisor_tui.cli.parser import parse  # noqa: PLC0415 - the desk takes no arguments

    return parse(arguments, settings)


def _settings(arguments: list[str]) -> Settings:
    asked = clean_line(os.environ.get("ADVISOR_LANGUAGE", ""))
    if asked in language.available():
        language.use(asked)  # what is wrong with the settings is told in this language, too
    try:
        return load_settings(places().settings_file)
    except AdvisorError:
        if arguments[:1] == ["where"] or WITHOUT_SETTINGS.intersection(arguments):
            return Settings(language=language.current())
        raise


def _ended(error: Exception) -> int:
    """Tell why a command ended before its time, without a traceback, and return the exit code."""
    from advisor_tui.cli.output import tell, tell_error  # noqa: PLC0415 - only mishaps need it

    if isinstance(error, OSError):
        if error.errno in NO_ROOM:
            _print_no_more()
        error = _refused(error)
    if isinstance(error, AdvisorError):
        tell_error(error)
    else:
        from advisor_tui import crash  # noqa: PLC0415 - only our own faults need it

        tell(crash.sentence(crash.write_report(error, places().crashes)))
    return exit_codes.MENDABLE


def _refused(error: OSError) -> AdvisorError:
    """Return what the system refused, as a mishap that a person can mend."""
    if error.errno in NO_ROOM:
        what = _("The file cannot be written: {reason}.")
        remedy = _("Check that the folder can be written to and the disk has room.")
    else:
        what = _("The file cannot be read: {reason}.")
        remedy = _("Check the path and the permissions.")
    reason = os_reason(error)
    return AdvisorError(what.format(reason=reason), where=shown(error.filename or ""), remedy=remedy)


def _print_no_more() -> None:
    """Lead what is still to be printed to nowhere: the interpreter would fail on it again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
