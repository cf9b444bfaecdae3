"""Questions in front of the desk: what a call was, leaving with one open, a damaged database, two desks on one call."""

from collections.abc import Iterable

from advisor_tui.errors import AdvisorError
from advisor_tui.guidance.script import Option, Script
from advisor_tui.language import _, current
from advisor_tui.screens.choose import Choose
from advisor_tui.widgets.chips import Chip
from advisor_tui.widgets.paragraphs import Part, plain

LEAVE, PUT_ASIDE, MINE, THEIRS, TAKE_BACK = "leave", "put_aside", "mine", "theirs", "take_back"
"""The answers."""


def chips_of(options: Iterable[Option]) -> list[Chip]:
    """Return options of the script as chips in the reader's language."""
    return [Chip(each.key, each.id, each.label.pick(current())) for each in options]


def non_client(script: Script) -> Choose:
    """Ask what a call was that is none."""
    return Choose(_("Not a client call"), chips_of(script.non_client))


def leave_open_call(*, unsaved: bool) -> Choose:
    """Ask before the desk closes over an open call."""
    kept = _("It is kept as it stands and offered at the next start.")
    lost = _("It could not be saved: leaving now loses what was not saved.")
    text = plain(lost, "$danger") if unsaved else plain(kept)
    return Choose(_("A call is open"), [Chip("k", LEAVE, _("close the desk"))], parts=[Part(text)], danger=unsaved)


def damaged_database(error: AdvisorError) -> Choose:
    """Ask what to do with a database that cannot be used."""
    text = _("The damaged file is only moved to another name beside it; nothing of it is deleted.")
    return Choose(
        _("The database of calls is damaged"),
        [Chip("s", PUT_ASIDE, _("put it aside and begin a new one"))],
        parts=[Part(plain(str(error))), Part(plain(text))],
        danger=True,
        back=_("go on without keeping calls"),
    )


def dismissed(what: str, reasons: Iterable[Option]) -> Choose:
    """Ask why a sign of danger or a duty that was heard is put aside; the record keeps the reason."""
    text = _("Why is it put aside? Other words in the notes raise it again.")
    return Choose(what, chips_of(reasons), parts=[Part(plain(text))], danger=True)


def service_fault(name: str, faults: Iterable[Option], *, marked: bool) -> Choose:
    """Ask what is wrong with a service; a fault marked in this call can be taken back."""
    back = [Chip("p", TAKE_BACK, _("nothing: take the mark back"))] if marked else []
    text = _("It is shown on the card and in the check of the catalogue. Write about the service, not the caller.")
    return Choose(
        _("What is wrong with {name}?").format(name=name),
        [*chips_of(faults), *back],
        parts=[Part(plain(text))],
        writing=(_("More"), ""),
    )


def two_desks() -> Choose:
    """Ask whose version stands after two desks have changed one call."""
    mine, theirs = _("keep what this screen shows"), _("load what the other desk saved")
    text = _("Another desk has saved this call meanwhile. Nothing is lost until you choose.")
    return Choose(
        _("Two desks changed this call"),
        [Chip("o", MINE, mine), Chip("l", THEIRS, theirs)],
        parts=[Part(plain(text))],
        danger=True,
    )
