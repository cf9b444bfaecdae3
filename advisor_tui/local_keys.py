"""The keys that belong to what is focused: part of the thing, shown in the key line, in F1 and in the README."""

from dataclasses import dataclass

from advisor_tui.language import N_


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
    LocalKey("search", "^E", N_("limits"), N_("Limits the search: area, price, language, provider, open now.")),
    LocalKey("search", "^Y", N_("hidden"), N_("Shows what the caller's facts and the limits hide, or hides it again.")),
    LocalKey("search", "^D", N_("no answer"), N_("Marks that the number does not answer; again marks another fault.")),
    LocalKey("search", "^K", N_("correct"), N_("Corrects the service, adds words of callers, or marks a favourite.")),
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
    LocalKey("page", "Esc", N_("back"), N_("Goes back to where the page was asked for.")),
    LocalKey("page", "↑↓", N_("scroll"), N_("Moves the page.")),
    LocalKey("page", "PgUp PgDn", N_("screenful"), N_("Moves the page by a screenful.")),
    LocalKey("reading", "Esc", N_("back"), N_("Goes back to the script.")),
    LocalKey("reading", "↑↓", N_("scroll"), N_("Moves the closing card.")),
    LocalKey("calls", "Enter", N_("open"), N_("Opens the call: goes on with it, or corrects it.")),
    LocalKey("calls", "↑↓", N_("choose"), N_("Moves among the calls.")),
    LocalKey("calls", "Esc", N_("back"), N_("Leaves the list; Enter then begins a new call.")),
    LocalKey("figures", "←→", N_("period"), N_("Goes to the period before or after.")),
    LocalKey("figures", "↑↓", N_("topic"), N_("Goes to the topic above or below.")),
    LocalKey(
        "figures", "PgUp PgDn", N_("topic"), N_("Moves what is higher than the screen, or goes to the next topic.")
    ),
    LocalKey("figures", "PVKU", N_("length"), N_("Shows a day (P), a week (V), a month (K) or a year (U).")),
    LocalKey("figures", "O", N_("whose"), N_("Everybody's figures, your own, or your own beside the team's.")),
    LocalKey("figures", "Esc", N_("back"), N_("Goes back to waiting for calls.")),
    LocalKey("log_line", "↓", N_("calls"), N_("Goes to the calls; what is written stays.")),
    LocalKey("log_line", "Esc", N_("back"), N_("Empties the line; from the empty line, leaves the log.")),
    LocalKey("log_list", "Enter", N_("open"), N_("Opens the call, to correct it.")),
    LocalKey("log_list", "→", N_("card"), N_("Goes to the card of the call, to read it; so does the space bar.")),
    LocalKey("log_list", "↑↓", N_("choose"), N_("Moves among the calls; above the first one is the search.")),
    LocalKey("log_list", "Esc", N_("back"), N_("Goes back to the search.")),
    LocalKey("log_card", "Esc", N_("back"), N_("Goes back to the calls; so does ←.")),
    LocalKey("log_card", "↑↓", N_("scroll"), N_("Moves the card.")),
    LocalKey("follow_ups", "v", N_("done"), N_("The follow-up is done: it leaves the board; p takes it back.")),
    LocalKey("follow_ups", "s", N_("put off"), N_("Puts the follow-up off to a day that is written down.")),
    LocalKey("follow_ups", "l", N_("hand over"), N_("Hands the follow-up over, or leaves it free to take.")),
    LocalKey("follow_ups", "o", N_("take"), N_("Takes the follow-up over, whosever it was.")),
    LocalKey("follow_ups", "e", N_("not needed"), N_("The follow-up is not needed; a word of why is asked for.")),
    LocalKey("follow_ups", "t", N_("result"), N_("What became of the service, and whether the need was met.")),
    LocalKey("follow_ups", "u", N_("new"), N_("Makes another follow-up for the same call.")),
    LocalKey("follow_ups", "Enter", N_("open"), N_("Opens the call of the follow-up.")),
    LocalKey("follow_ups", "h", N_("history"), N_("What was done with the follow-up, by whom and when.")),
    LocalKey("follow_ups", "k", N_("follow the call"), N_("Takes the corrected call's day, or drops what it left.")),
    LocalKey("follow_ups", "p", N_("take back"), N_("Brings what was taken off the board last back to it.")),
    LocalKey("follow_ups", "m", N_("mine"), N_("Shows only one's own follow-ups, or everybody's.")),
    LocalKey("follow_ups", "r", N_("by owner"), N_("Shows the follow-ups by owner, or by day.")),
    LocalKey("follow_ups", "Esc", N_("back"), N_("Leaves the board.")),
    LocalKey("idle", "Enter", N_("new call"), N_("Begins a call.")),
    LocalKey("idle", "↓", N_("calls"), N_("Goes to today's calls.")),
)


def local_keys(focus: str) -> tuple[LocalKey, ...]:
    """Return the keys of what is focused."""
    return tuple(each for each in LOCAL_KEYS if each.focus == focus)
