"""Which keys give which command: those of the table, or those of the settings, and no key that cannot arrive."""

import re
from pathlib import Path

from advisor_tui.command import Command
from advisor_tui.commands import BY_ID, COMMANDS
from advisor_tui.errors import Fault, FaultyFile, shown
from advisor_tui.language import _

DEAD = frozenset(
    {
        "ctrl+h",  # is backspace in classic terminals
        "ctrl+i",  # is tab
        "ctrl+m",  # is enter
        "ctrl+j",  # is enter in some
        "ctrl+[",  # is escape
        "alt+enter",
        "shift+enter",
        "ctrl+enter",
        "ctrl+space",
        "ctrl+c",  # copies, and people press it to stop things
        "ctrl+z",  # undoes in the notes
    }
)
"""Keys that no terminal, or not every one, tells apart from another."""

EATEN = frozenset(f"ctrl+{letter}" for letter in "abdekuvwxy")
"""Keys that edit text; a command on them would take them from whoever is writing (``ctrl+b`` is tmux's)."""

ALWAYS = frozenset({"urgent"})
"""Commands that no settings may leave without a key: urgent help is one key from everywhere."""

LEGAL = re.compile(r"f([1-9]|1[0-2])|ctrl\+[a-z]|insert")
"""What a command may have: a function key or Ctrl and a letter, which arrive everywhere, also while writing."""


def usable(key: str) -> bool:
    """Tell whether a key arrives in every terminal and is not needed for writing."""
    return LEGAL.fullmatch(key) is not None and key not in DEAD | EATEN


def keys_of(command: Command, remapped: dict[str, str]) -> tuple[str, ...]:
    """Return the keys of a command: those of the settings where they give any."""
    given = remapped.get(command.id)
    return command.keys if given is None else tuple(part.strip() for part in given.split(",") if part.strip())


def check(remapped: dict[str, str], settings_file: Path) -> None:
    """Raise :class:`FaultyFile` when the settings give keys that cannot be: unknown command, dead key, used twice."""
    if not remapped:
        return
    from advisor_tui import tomlfile  # noqa: PLC0415 - only settings that give keys need it

    document = tomlfile.read(settings_file)
    faults: list[Fault] = []
    for command_id in remapped:
        place = ("keys", command_id)
        if command_id not in BY_ID:
            known = ", ".join(sorted(BY_ID))
            faults.append(document.fault(place, _("there is no such command; there are: {known}").format(known=known)))
            continue
        if command_id in ALWAYS and not keys_of(BY_ID[command_id], remapped):
            faults.append(document.fault(place, _("this command must keep a key")))
        for key in keys_of(BY_ID[command_id], remapped):
            if not usable(key):
                problem = _("the key “{key}” does not arrive in every terminal, or is needed for writing")
                faults.append(document.fault(place, problem.format(key=shown(key))))
    faults += [document.fault(("keys", command_id), problem) for command_id, problem in _clashes(remapped)]
    if faults:
        raise FaultyFile(_("The settings cannot be used."), faults)


def _clashes(remapped: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for command in COMMANDS:
        for other in COMMANDS:
            shared = set(keys_of(command, remapped)) & set(keys_of(other, remapped))
            meet = set(command.places) & set(other.places)
            if command.id in remapped and other is not command and shared and meet:
                problem = _("the key “{key}” already belongs to {other}").format(key=min(shared), other=other.id)
                found.append((command.id, problem))
    return found


def display(key: str) -> str:
    """Return a key as the key line shows it (``^F``, ``F9``)."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+').upper()}"
    return key.capitalize()
