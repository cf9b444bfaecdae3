"""``advisor follow-ups``: the board of follow-ups for a terminal that reads lines, and for other programs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from advisor_tui import clock, reference, stock
from advisor_tui.catalogue.service import Catalogue
from advisor_tui.cli.database import is_there, opened
from advisor_tui.cli.output import say, say_json, say_table
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance import follow_up_rules, script_check
from advisor_tui.guidance.call_words import person_words
from advisor_tui.guidance.follow_up_board import (
    OnBoard,
    bucket_words,
    clock_words,
    doubt_words,
    kind_words,
    owner_words,
    task_words,
)
from advisor_tui.guidance.script import Script
from advisor_tui.language import _, full_day
from advisor_tui.paths import places
from advisor_tui.records.export.forms import Chunk
from advisor_tui.records.export.writers import as_csv
from advisor_tui.settings import Settings, who

Form = Literal["table", "csv", "json"]


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    overdue: bool = False
    mine: bool = False
    form: Form = "table"
    practice: bool = False


def follow_ups(settings: Settings, wanted: Wanted) -> None:
    """Print the open follow-ups in the order of the board. Nobody's name or number is printed."""
    rows = _read(wanted)
    today = clock.today()
    me = _me(settings) if wanted.mine else ""
    rows = [
        row
        for row in rows
        if (not wanted.overdue or row.bucket(today) == "overdue") and (not wanted.mine or row.follow_up.owner == me)
    ]
    if wanted.form == "json":
        say_json([_as_data(row, today) for row in rows])
    elif wanted.form == "csv":
        _say_csv([_as_data(row, today) for row in rows])
    elif rows:
        script = script_check.load_checked(reference.script_file(settings), reference.script_around())
        services = stock.load(settings).whole.catalogue
        headings = (_("When"), _("Day"), _("What"), _("Time"), _("Who"), _("Agreed"), _("Whose"))
        say_table(headings, [_row(row, today, script, services) for row in rows])
    elif wanted.mine or wanted.overdue:
        say(_("None of what waits to be done after calls is such."))
    else:
        say(_("Nothing waits to be done after calls."))


def _me(settings: Settings) -> str:
    if settings.advisor:
        return who(settings)
    raise AdvisorError(
        _("The settings do not tell who you are."),
        where=shown(places().settings_file),
        remedy=_('Write advisor = "your initials" there.'),
    )


def _read(wanted: Wanted) -> list[OnBoard]:
    """Return all open follow-ups: what is asked for may stand far down the board."""
    if not is_there(practice=wanted.practice):
        return []
    from advisor_tui.records import follow_up_board  # noqa: PLC0415 - heavy, and not needed to say that there is none

    rules = follow_up_rules.load(reference.data_file("follow_ups.toml"))
    with opened(practice=wanted.practice) as engine:
        most = follow_up_board.count_open(engine)
        return follow_up_board.board(engine, clock.today(), rules.away_after_days, most=most)


def _row(row: OnBoard, today: date, script: Script, services: Catalogue) -> tuple[str, ...]:
    time = ", ".join(each for each in (clock_words(row, today), doubt_words(row.follow_up)) if each)
    return (
        bucket_words(row.bucket(today)),
        full_day(row.day) if row.day else "",
        kind_words(row.follow_up.kind),
        time,
        person_words(row, script),
        task_words(row, services),
        owner_words(row),
    )


_DATA: dict[str, Callable[[OnBoard], str | int | None]] = {
    "id": lambda row: row.id,
    "call_id": lambda row: row.follow_up.call_id,
    "kind": lambda row: row.follow_up.kind,
    "due_on": lambda row: row.follow_up.due_on.isoformat() if row.follow_up.due_on else "",
    "deadline_on": lambda row: row.deadline_on.isoformat() if row.has_clock and row.deadline_on else "",
    "owner": lambda row: row.follow_up.owner,
    "owner_away": lambda row: "yes" if row.owner_away else "no",
    "doubt": lambda row: row.follow_up.doubt,
    "service_id": lambda row: row.follow_up.service_id,
    "what": lambda row: row.follow_up.what,
    "caller_role": lambda row: row.caller_role,
    "age": lambda row: row.age,
    "municipality": lambda row: row.municipality,
    "outcome": lambda row: row.outcome,
    "advisor": lambda row: row.advisor,
}
"""What other programs get of a follow-up, in codes; names are stable, and new ones are added at the end."""


def _as_data(row: OnBoard, today: date) -> dict[str, str | int | None]:
    return {"when": row.bucket(today), **{name: read(row) for name, read in _DATA.items()}}


def _say_csv(rows: list[dict[str, str | int | None]]) -> None:
    """Print rows as the export writes them."""
    table: Chunk = [["when", *_DATA], *(list(row.values()) for row in rows)]
    say(as_csv(table).replace("\r\n", "\n").rstrip("\n"))  # the stream has its own ends of lines
