"""Every command of the desk, once. From here come the keys, the key line, the menu, the palette, F1 and the README.

A command has an id that settings remap, its keys, the letter that chooses it in the menu (its second key, which every
terminal can send), a label for the key line, a sentence of help, and the reason why it cannot be used now, if any.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from advisor_tui.language import N_, _

Place = Literal["waiting", "call"]
"""Where a command can be given: while waiting for a call, or during one (and its wrap-up, and when correcting one)."""

BOTH: tuple[Place, ...] = ("waiting", "call")
WAITING: tuple[Place, ...] = ("waiting",)
CALL: tuple[Place, ...] = ("call",)


@dataclass(frozen=True)
class Situation:
    """What the screen tells of itself, for deciding what is possible."""

    place: Place = "waiting"
    ready: bool = True
    wrapping_up: bool = False
    correcting: bool = False
    parked: int = 0
    renewed: bool = False


@dataclass(frozen=True)
class Command:
    """One command. ``label`` and ``help`` are keys of messages; ``weight`` orders the key line, the smallest first."""

    id: str
    keys: tuple[str, ...]
    menu: str
    label: str
    help: str
    places: tuple[Place, ...]
    weight: int
    why_not: Callable[[Situation], str] = lambda _situation: ""

    def title(self) -> str:
        """Return the label in the reader's language."""
        return _(self.label)

    def explained(self) -> str:
        """Return the help in the reader's language."""
        return _(self.help)


def _unless_ready(situation: Situation) -> str:
    return "" if situation.ready else _("The services are still being read; a moment.")


def _unless_open(situation: Situation) -> str:
    if situation.correcting:
        return _("This call is finished; you are correcting it.")
    return _("The call has ended; this is the wrap-up.") if situation.wrapping_up else ""


def _unless_parked(situation: Situation) -> str:
    return _unless_ready(situation) or ("" if situation.parked else _("No call is waiting."))


def _unless_renewed(situation: Situation) -> str:
    return _unless_ready(situation) or ("" if situation.renewed else _("The services have not changed."))


def _unless_ready_and_open(situation: Situation) -> str:
    return _unless_ready(situation) or _unless_open(situation)


COMMANDS: tuple[Command, ...] = (
    Command(
        "new_call",
        ("f2", "ctrl+n"),
        "u",
        N_("New call"),
        N_("Begin a call. The clock starts and a draft is kept from the first key on."),
        WAITING,
        10,
        _unless_ready,
    ),
    Command(
        "resume_call",
        ("ctrl+o",),
        "j",
        N_("Resume"),
        N_("Go on with the call that has waited longest."),
        WAITING,
        20,
        _unless_parked,
    ),
    Command(
        "step_contact",
        ("f2",),
        "1",
        N_("Contact"),
        N_("Go to step 1: who calls, about whom, where and in which language."),
        CALL,
        30,
    ),
    Command(
        "step_advice",
        ("f3",),
        "2",
        N_("Advice"),
        N_("Go to step 2: what was told, which services, which needs stay unmet."),
        CALL,
        31,
    ),
    Command(
        "step_assessment",
        ("f4",),
        "3",
        N_("Assessment"),
        N_("Go to step 3: need areas, resources, own goal, and the proposal."),
        CALL,
        32,
    ),
    Command(
        "step_next",
        ("f5",),
        "4",
        N_("Next step"),
        N_("Go to step 4: outcome, who does what by when, and the closing card."),
        CALL,
        33,
    ),
    Command("next", ("ctrl+n",), "s", N_("Next"), N_("Go on to the next step of the script."), CALL, 25),
    Command(
        "search",
        ("ctrl+f",),
        "e",
        N_("Search"),
        N_("Search the services; the words that the caller uses will do."),
        CALL,
        20,
        _unless_ready,
    ),
    Command(
        "notes",
        ("f8",),
        "m",
        N_("Notes"),
        N_("Write notes: the matter in the caller's own words."),
        CALL,
        22,
    ),
    Command(
        "urgent",
        ("f9",),
        "h",
        N_("Urgent"),
        N_("Urgent help: the right number first, what to do and what to say."),
        BOTH,
        5,
        _unless_ready,
    ),
    Command(
        "unmet_need",
        (),
        "t",
        N_("Unmet need"),
        N_("Note a need that no service answers, and why."),
        CALL,
        60,
    ),
    Command(
        "limits",
        (),
        "f",
        N_("Limit the search"),
        N_("Search only in an area, for what is free, in a language, of a provider, or open now."),
        CALL,
        63,
        _unless_ready,
    ),
    Command(
        "hidden",
        (),
        "p",
        N_("Hidden services"),
        N_("Show what the caller's facts and the limits hide, or hide it again."),
        CALL,
        64,
        _unless_ready,
    ),
    Command(
        "service_fault",
        (),
        "d",
        N_("Number does not answer"),
        N_("Mark that the number of the service does not answer; again marks another fault, or takes it back."),
        CALL,
        65,
        _unless_ready,
    ),
    Command(
        "correct_service",
        (),
        "c",
        N_("Correct the service"),
        N_("Correct its kind and rung, add callers' words, a line to say aloud, a warning; mark a favourite."),
        CALL,
        66,
        _unless_ready,
    ),
    Command(
        "new_catalogue",
        (),
        "p",
        N_("New services"),
        N_("Take the services into use that have been updated since this desk was opened."),
        WAITING,
        30,
        _unless_renewed,
    ),
    Command(
        "card",
        ("f12",),
        "k",
        N_("Closing card"),
        N_("Show what was agreed as words to read aloud, in the caller's language."),
        CALL,
        40,
    ),
    Command(
        "agree_another",
        (),
        "a",
        N_("Another agreed thing"),
        N_("Keep the agreed next step and fill in another one."),
        CALL,
        61,
    ),
    Command(
        "end_call",
        ("ctrl+r",),
        "l",
        N_("End call"),
        N_("The caller has hung up: the wrap-up begins. The same key again finishes the record."),
        CALL,
        35,
    ),
    Command(
        "park_call",
        ("ctrl+o",),
        "o",
        N_("Park"),
        N_("Leave this call waiting and be free for another."),
        CALL,
        50,
        _unless_open,
    ),
    Command(
        "non_client",
        ("ctrl+t",),
        "n",
        N_("Not a client"),
        N_("Not a client call (wrong number, silent, ...): one letter more and it is logged."),
        BOTH,
        45,
        _unless_ready_and_open,
    ),
    Command(
        "take_offer",
        ("f6",),
        "y",
        N_("Take"),
        N_("Take the first thing that the desk understood of the notes: it fills in the field, or raises the danger."),
        CALL,
        55,
    ),
    Command(
        "refuse_offer",
        ("f7",),
        "x",
        N_("Refuse"),
        N_("Refuse the first thing offered; putting a danger aside asks for a reason, which the record keeps."),
        CALL,
        56,
    ),
    Command(
        "offers",
        ("ctrl+l",),
        "i",
        N_("Understood"),
        N_("Go to what the desk understood, to take or refuse any of it by a digit."),
        CALL,
        57,
    ),
    Command(
        "undo_offer",
        (),
        "z",
        N_("Take back"),
        N_("Take back what was taken last of what the desk understood."),
        CALL,
        62,
    ),
    Command(
        "save_now",
        ("ctrl+s",),
        "w",
        N_("Save now"),
        N_("Everything is saved by itself; this does it at once and tells when it is on the disk."),
        CALL,
        70,
    ),
    Command(
        "theme",
        (),
        "v",
        N_("Dark or light"),
        N_("Change between the dark and the light theme until the program ends."),
        BOTH,
        80,
    ),
    Command(
        "help",
        ("f1",),
        "?",
        N_("Help"),
        N_("What can be done here, with every key; type to search, Enter to do it."),
        BOTH,
        1,
    ),
    Command(
        "menu",
        ("ctrl+g",),
        "",
        N_("Menu"),
        N_("Every command by one letter: the second key for what a terminal keeps to itself."),
        BOTH,
        15,
    ),
    Command("command_palette", ("ctrl+p",), "", N_("Commands"), N_("Search the commands by name."), BOTH, 75),
    Command(
        "quit",
        ("ctrl+q",),
        "q",
        N_("Quit"),
        N_("Close the desk. An open call is kept and offered at the next start."),
        BOTH,
        90,
    ),
)

BY_ID = {command.id: command for command in COMMANDS}


def here(place: Place) -> tuple[Command, ...]:
    """Return the commands of a place, the most needed first."""
    return tuple(sorted((each for each in COMMANDS if place in each.places), key=lambda each: each.weight))
