"""``advisor retention``: what falls due today, and removing it."""

import sys
from datetime import date
from typing import TYPE_CHECKING

from advisor_tui import clock, reference
from advisor_tui.catalogue import areas
from advisor_tui.cli import exit_codes
from advisor_tui.cli.database import opened
from advisor_tui.cli.output import say, say_table, tell
from advisor_tui.cli.progress import progress
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance import retention as rules_of
from advisor_tui.guidance.retention import KINDS, Keep, Kind, Retention
from advisor_tui.language import _, current, full_day, ngettext
from advisor_tui.paths import places
from advisor_tui.records import old_files
from advisor_tui.settings import Settings, who

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from advisor_tui.records.retention import Basis, Falling

IN_FILES: tuple[Kind, ...] = ("backup", "set_aside", "crash_report")
"""Kinds that are files of their own."""

YES = ("y", "yes", "k", "kyllä")
"""How somebody agrees, in the languages of the program."""


def retention(settings: Settings, *, remove: bool, yes: bool, practice: bool) -> int:
    """Print what falls due today and, where that is asked for, remove it; return the exit code."""
    rules = rules_of.load(reference.retention_file(settings))
    with opened(_("No call has been saved yet; nothing falls due."), practice=practice) as engine:
        count = _show(engine, rules, practice=practice)
        tell(_("The times and where they come from: {path}").format(path=shown(reference.retention_file(settings))))
        if not remove:
            return exit_codes.DONE
        if count and not (yes or _agreed(count)):
            say(_("Nothing was removed."))
            return exit_codes.DONE
        return _remove(engine, settings, rules, practice=practice)


# ------------------------------------------------------------ what falls due


def _show(engine: "Engine", rules: Retention, *, practice: bool) -> int:
    """Print what falls due, kind by kind, and return how much it is."""
    from advisor_tui.records import retention as kept  # noqa: PLC0415 - each command pays for itself

    found = {each.kind: each for each in kept.falling_due(engine, _basis(rules))}
    found |= {kind: _files_due(rules, kind, practice=practice) for kind in IN_FILES}
    headings = (
        _("What"),
        _("Falls due"),
        _("Oldest"),
        _("Held"),
        _("Kept for"),
        _("Certain"),
    )
    say_table(headings, [_row(rules.of(kind), found.get(kind)) for kind in KINDS])
    held = sum(each.held for each in found.values())
    if held:
        tell(_("Held: the call has an open follow-up, or is not finished. It is removed when that is done."))
    return sum(each.count for each in found.values())


def _basis(rules: Retention) -> "Basis":
    from advisor_tui.records.retention import Basis  # noqa: PLC0415 - each command pays for itself

    places_there_are = areas.load(reference.data_file("areas.toml")).municipalities()
    return Basis(rules, clock.today(), frozenset(each.name for each in places_there_are))


def _row(keep: Keep, falling: "Falling | None") -> tuple[str, ...]:
    """Return one line; a kind that no time ends has nothing falling due."""
    count, oldest, held = ("–", "", "")
    if falling is not None:
        count, held = str(falling.count), str(falling.held)
        oldest = full_day(clock.local(falling.oldest).date()) if falling.oldest and falling.count else ""
    certain = _("yes") if keep.certain else _("not confirmed")
    return keep.label.pick(current()), count, oldest, held, _kept_for(keep), certain


def _kept_for(keep: Keep) -> str:
    if keep.days is not None:
        return ngettext("{count} day", "{count} days", keep.days).format(count=keep.days)
    if keep.years is not None:
        return ngettext("{count} year", "{count} years", keep.years).format(count=keep.years)
    return keep.until.pick(current()) if keep.until else ""


def _files_due(rules: Retention, kind: Kind, *, practice: bool) -> "Falling":
    from advisor_tui.records.retention import Falling  # noqa: PLC0415 - each command pays for itself

    found = _due(rules, kind, practice=practice)
    return Falling(kind, len(found), found[0].made_at if found else None)


def _due(rules: Retention, kind: Kind, *, practice: bool) -> list[old_files.OldFile]:
    last = rules.of(kind).last_due(clock.today())
    return old_files.due(old_files.files(places(), kind, practice=practice), last or date.min)


# ------------------------------------------------------------ removing


def _agreed(count: int) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise AdvisorError(
            _("Nobody is there to be asked; nothing was removed."),
            remedy=_("To remove without being asked: advisor retention --remove --yes"),
        )
    try:
        asked = ngettext("Remove {count} record for good? (yes/no)", "Remove {count} records for good? (yes/no)", count)
        answer = input(asked.format(count=count) + " ")
    except EOFError:
        return False
    return answer.strip().casefold() in YES


def _remove(engine: "Engine", settings: Settings, rules: Retention, *, practice: bool) -> int:
    from advisor_tui.records import retention as kept  # noqa: PLC0415 - each command pays for itself
    from advisor_tui.records import traces  # noqa: PLC0415 - the same

    names = {kind: rules.of(kind).label.pick(current()) for kind in KINDS}
    try:
        with progress() as told:
            gone = kept.remove(
                engine,
                _basis(rules),
                who(settings),
                lambda kind, done, total: told(names[kind], done, total),
                "practice" if practice else "live",
            )
            for kind in IN_FILES:
                gone[kind] = sum(1 for _path in old_files.remove(_due(rules, kind, practice=practice)))
            clearing = _("Clearing what was removed out of the file")
            clear = traces.clear(engine, who(settings), lambda: told(clearing, 0, None))
    except KeyboardInterrupt:
        tell(_("Stopped. What is gone is gone, the rest is whole; go on with: advisor retention --remove"))
        raise
    _tell_gone(gone, names)
    _tell_backups(rules, practice=practice)
    if clear:
        return exit_codes.DONE
    tell(
        _("Another desk was using the database: what was removed is still in its write-ahead log.")
        + " "
        + _("Do it once more: advisor retention --remove")
    )
    return exit_codes.MENDABLE


def _tell_gone(gone: dict[Kind, int], names: dict[Kind, str]) -> None:
    parts = [f"{names[kind]} {count}" for kind, count in gone.items() if count]
    say(_("Removed: {what}.").format(what=", ".join(parts)) if parts else _("Nothing falls due."))


def _tell_backups(rules: Retention, *, practice: bool) -> None:
    """Tell which copies still hold what is gone from the database, and until when."""
    copies = [
        (each, rules.of(kind).due_on(each.day))
        for kind in IN_FILES[:2]
        for each in old_files.files(places(), kind, practice=practice)
    ]
    for copy, day in copies:
        told = _("{path} still holds what was kept then; it falls due on {day}.")
        tell(told.format(path=shown(copy.path), day=full_day(day) if day else "–"))
