"""Every command of the desk, once. From here come the keys, the key line, the menu, the palette, F1 and the README.

A command has an id that settings remap, its keys, the letter that chooses it in the menu (its second key, which every
terminal can send), a label for the key line, a sentence of help, and the reason why it cannot be used now, if any.
"""

from advisor_tui.call_commands import CALL_COMMANDS
from advisor_tui.command import (
    BOTH,
    EVERYWHERE,
    FREE,
    WAITING,
    Command,
    Place,
    unless_parked,
    unless_ready,
    unless_ready_and_open,
    unless_renewed,
)
from advisor_tui.language import N_
from advisor_tui.office_commands import OFFICE_COMMANDS

COMMON: tuple[Command, ...] = (
    Command(
        "new_call",
        ("f2", "ctrl+n"),
        "u",
        N_("New call"),
        N_("Begin a call. The clock starts and a draft is kept from the first key on."),
        FREE,
        10,
        unless_ready,
    ),
    Command(
        "resume_call",
        ("ctrl+o",),
        "j",
        N_("Resume"),
        N_("Go on with the call that has waited longest."),
        WAITING,
        20,
        unless_parked,
    ),
    Command(
        "urgent",
        ("f9",),
        "h",
        N_("Urgent"),
        N_("Urgent help: the right number first, what to do and what to say."),
        EVERYWHERE,
        5,
        unless_ready,
    ),
    Command(
        "new_catalogue",
        (),
        "p",
        N_("New services"),
        N_("Take the services into use that have been updated since this desk was opened."),
        WAITING,
        30,
        unless_renewed,
    ),
    Command(
        "non_client",
        ("ctrl+t",),
        "n",
        N_("Not a client"),
        N_("Not a client call (wrong number, silent, ...): one letter more and it is logged."),
        BOTH,
        45,
        unless_ready_and_open,
    ),
    Command(
        "theme",
        (),
        "v",
        N_("Dark or light"),
        N_("Change between the dark and the light theme until the program ends."),
        EVERYWHERE,
        80,
    ),
    Command(
        "help",
        ("f1",),
        "?",
        N_("Help"),
        N_("What can be done here, with every key; type to search, Enter to do it."),
        EVERYWHERE,
        1,
    ),
    Command(
        "menu",
        ("ctrl+g",),
        "",
        N_("Menu"),
        N_("Every command by one letter: the second key for what a terminal keeps to itself."),
        EVERYWHERE,
        15,
    ),
    Command("command_palette", ("ctrl+p",), "", N_("Commands"), N_("Search the commands by name."), EVERYWHERE, 75),
    Command(
        "quit",
        ("ctrl+q",),
        "q",
        N_("Quit"),
        N_("Close the desk. An open call is kept and offered at the next start."),
        EVERYWHERE,
        90,
    ),
)
"""They are given between calls, or everywhere."""

COMMANDS = (*COMMON, *CALL_COMMANDS, *OFFICE_COMMANDS)

BY_ID = {command.id: command for command in COMMANDS}


def here(place: Place) -> tuple[Command, ...]:
    """Return the commands of a place, the most needed first."""
    return tuple(sorted((each for each in COMMANDS if place in each.places), key=lambda each: each.weight))
