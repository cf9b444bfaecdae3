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


@dataclass(frozen=True)
class LocalKey:
    """A key that belongs to what is focused; it is part of the thing and cannot be remapped."""

    focus: str
    keys: str
    label: str
    help: str


LOCAL_KEYS: tuple[LocalKey, ...] = (
    LocalKey("chips", N_("letter"), N_("choose"), N_("Chooses and goes on to the next row.")),
    LocalKey("chips", "Enter", N_("go on"), N_("Takes what the arrows or a proposal point at, or goes on.")),
    LocalKey("chips", "Del", N_("empty"), N_("Empties the row.")),
    LocalKey("line", "Enter", N_("go on"), N_("Keeps what is written and goes on.")),
    LocalKey("line", "↑↓", N_("row"), N_("Goes to another row; what is written stays.")),
    LocalKey("notes", "Esc", N_("back"), N_("Goes back to the rows.")),
    LocalKey("notes", "Tab", N_("go on"), N_("Goes on to what comes next.")),
    LocalKey("notes", "Enter", N_("new line"), N_("Begins a new line.")),
    LocalKey("search", "Enter", N_("attach"), N_("Attaches the service; then a letter tells what was done.")),
    LocalKey("search", "↑↓", N_("choose"), N_("Moves among the services found.")),
    LocalKey("search", "→", N_("as meant"), N_("Takes what may have been meant by words that found nothing.")),
    LocalKey("search", "PgUp PgDn", N_("card"), N_("Moves the service card.")),
    LocalKey("search", "Esc", N_("back"), N_("Goes back to the script.")),
    LocalKey(
        "search", "Del", N_("refuse"), N_("Takes a suggested service off the suggestions, while no words are written.")
    ),
    LocalKey("heard", N_("digit"), N_("take"), N_("Takes what the digit stands beside.")),
    LocalKey("heard", "Enter", N_("take"), N_("Takes what the cursor stands on.")),
    LocalKey("heard", "Del", N_("refuse"), N_("Refuses what the cursor stands on.")),
    LocalKey("heard", "Backspace", N_("take back"), N_("Takes back what was taken last.")),
    LocalKey("heard", "←→", N_("choose"), N_("Moves among what was understood.")),
    LocalKey("heard", "Esc", N_("back"), N_("Goes back to the notes.")),
    LocalKey("grid", "0-3 ?", N_("rate"), N_("Rates the area and goes on to the next one.")),
    LocalKey("grid", N_("letter"), N_("area"), N_("Goes to an area.")),
    LocalKey("grid", "!", N_("danger"), N_("Goes to the signs of danger of the area.")),
    LocalKey("grid", "Del", N_("empty"), N_("Takes the rating back.")),
    LocalKey("list", "Del", N_("take back"), N_("Takes the line back.")),
    LocalKey("list", N_("letter"), N_("change"), N_("Changes what was done about the service.")),
    LocalKey("reading", "Esc", N_("back"), N_("Goes back to the script.")),
    LocalKey("reading", "↑↓", N_("scroll"), N_("Moves the closing card.")),
    LocalKey("calls", "Enter", N_("open"), N_("Opens the call: goes on with it, or corrects it.")),
    LocalKey("calls", "↑↓", N_("choose"), N_("Moves among the calls.")),
    LocalKey("calls", "Esc", N_("back"), N_("Leaves the list; Enter then begins a new call.")),
    LocalKey("idle", "Enter", N_("new call"), N_("Begins a call.")),
    LocalKey("idle", "↓", N_("calls"), N_("Goes to today's calls.")),
)


def here(place: Place) -> tuple[Command, ...]:
    """Return the commands of a place, the most needed first."""
    return tuple(sorted((each for each in COMMANDS if place in each.places), key=lambda each: each.weight))


def local_keys(focus: str) -> tuple[LocalKey, ...]:
    """Return the keys of what is focused."""
    return tuple(each for each in LOCAL_KEYS if each.focus == focus)
