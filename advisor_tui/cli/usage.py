"""The words of the command-line framework in the reader's language: it speaks English only."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from advisor_tui.errors import shown
from advisor_tui.language import _


def problem(error: TyperException) -> str:
    """Return what was wrong with the command, as one sentence."""
    raw = shown(error.format_message())
    patterns = {
        r"No such option: (?P<what>\S+)": _("There is no option {what}."),
        r"No such command '(?P<what>[^']*)'": _("There is no command “{what}”."),
        r"Missing command": _("A command is missing."),
        r"Missing (?:argument|parameter|option) '?(?P<what>[\w.]+)'?": _("Something is missing: {what}."),
        r"Option '(?P<what>[^']*)' requires": _("The option {what} needs a value."),
        r"Got unexpected extra argument\(s\) \((?P<what>.*)\)": _("This is too much: {what}."),
        r"Invalid value for '?(?P<what>[^:']+)'?": _("The value of {what} is not acceptable."),
    }
    for pattern, words in patterns.items():
        found = re.search(pattern, raw)
        if found:
            return words.format(**found.groupdict())
    return _("The command cannot be understood ({reason}).").format(reason=raw)


def help_command(error: TyperException) -> str:
    """Return the command that tells how it is used."""
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context else 'advisor'} --help"


def _said(text: str) -> str:
    ours = {
        "Usage: ": _("Usage: "),
        "[OPTIONS]": _("[OPTIONS]"),
        "COMMAND [ARGS]...": _("COMMAND ..."),
        "Arguments:\n": _("Arguments:") + "\n",
        "Options:\n": _("Options:") + "\n",
        "Commands:\n": _("Commands:") + "\n",
        "Show this message and exit.": _("Show this page."),
        "[required]": _("[needed]"),
        "[default: ": _("[otherwise: "),
    }
    for english, words in ours.items():
        text = text.replace(english, words)
    return text


class Group(TyperGroup):
    """A group of commands whose help speaks the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return _said(super().get_help(ctx))


class Command(TyperCommand):
    """A command whose help speaks the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return _said(super().get_help(ctx))
