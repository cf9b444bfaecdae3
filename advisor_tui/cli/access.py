"""``advisor access``: who did what with which record, and whether that log itself is whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from advisor_tui import clock, reference
from advisor_tui.cli import exit_codes
from advisor_tui.cli.database import opened
from advisor_tui.cli.output import say, tell
from advisor_tui.cli.progress import progress
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance import script_check
from advisor_tui.guidance.call_words import part_words
from advisor_tui.guidance.follow_up_board import done_words
from advisor_tui.guidance.script import Script
from advisor_tui.language import _, full_day, hours, ngettext, seconds
from advisor_tui.records.export import period as periods
from advisor_tui.settings import Settings, who

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from advisor_tui.records.access import Access, Asked
    from advisor_tui.records.access_chain import Break

EARLIEST, LATEST = "1970-01-01", "9998-12-31"
"""What a period begins and ends with where only one end is given: before and after any line."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; empty where it was not."""

    record: str = ""
    who: str = ""
    first: str = ""
    last: str = ""
    form: Literal["csv", "json"] | None = None
    output: Path | None = None
    practice: bool = False


def access(settings: Settings, wanted: Wanted, *, verify: bool = False) -> int:
    """Print lines of the access log, write them to a new file, or verify all of it; return the exit code."""
    period = _period(wanted)
    if verify and (wanted.form or wanted.output):
        raise AdvisorError(_("The log is either verified or written."), remedy=_("Leave --format and --output away."))
    with opened(_("No call has been saved yet; there is no access log."), practice=wanted.practice) as engine:
        from advisor_tui.records.access import Asked  # noqa: PLC0415 - heavy, and not needed to refuse

        if verify:
            return _verify(engine)
        asked = Asked(wanted.record, wanted.who, *((period.start, period.end) if period else ()))
        if wanted.form or wanted.output:
            _write(engine, settings, wanted, asked)
        else:
            script = script_check.load_checked(reference.script_file(settings), reference.script_around())
            _print(engine, asked, script)
    return exit_codes.DONE


def _period(wanted: Wanted) -> periods.Period | None:
    if not (wanted.first or wanted.last):
        return None
    return periods.between(wanted.first or EARLIEST, wanted.last or LATEST)


# ------------------------------------------------------------ lines


def _print(engine: "Engine", asked: "Asked", script: Script) -> None:
    """Print line by line: the log of years is longer than what should be held at once."""
    from advisor_tui.records import access as log  # noqa: PLC0415 - each command pays for itself

    count = 0
    for line in log.lines(engine, asked):
        say("\t".join(_cells(line, script)).rstrip())
        count += 1
    if not count:
        tell(_("The access log tells nothing of that."))


def _cells(line: "Access", script: Script) -> tuple[str, ...]:
    at = clock.local(line.at)
    told = _in_words(line, script)
    return f"{full_day(at.date())} {seconds(at)}", line.who, action_words(line.action), line.record, told


def _in_words(line: "Access", script: Script) -> str:
    """Return a detail in words, with moments by the wall; a file holds it as it was written."""
    if line.action == "changed":
        return ", ".join(part_words(each, script) for each in line.detail.split())
    if line.action == "follow_up":
        return done_words(line.detail)
    return " ".join(map(_word, line.detail.split(" ")))


def _word(word: str) -> str:
    from advisor_tui.records.access import span_of  # noqa: PLC0415 - each command pays for itself

    found = span_of(word)
    if found is None:
        return word
    return " – ".join(f"{full_day(end.date())} {hours(end)}" for end in map(clock.local, found))


def action_words(action: str) -> str:
    """Return what was done, in the reader's words; a code that is not known stays as it is."""
    known = {
        "opened": _("opened"),
        "changed": _("changed"),
        "exported": _("exported"),
        "removed": _("removed"),
        "handed_off": _("handed off"),
        "follow_up": _("follow-up"),
    }
    return known.get(action, action)


def _write(engine: "Engine", settings: Settings, wanted: Wanted, asked: "Asked") -> None:
    from advisor_tui.records import access as log  # noqa: PLC0415 - each command pays for itself
    from advisor_tui.records import access_file  # noqa: PLC0415 - the same
    from advisor_tui.records.export.files import new_file  # noqa: PLC0415 - the same

    form = wanted.form or "csv"
    path = (wanted.output or Path(f"advisor-access-{clock.stamp()}.{form}")).absolute()
    with new_file(path) as file:
        count = access_file.write(form, file, _with_progress(log.lines(engine, asked)))
        # Before the file gets its name: there is never an export that the log does not tell of. An id that nothing is
        # told of may be anything that was typed, and is not written down for good.
        access_file.note_export(engine, who(settings), form, wanted.record if count else "")
    told = ngettext("{count} line written to {path}", "{count} lines written to {path}", count)
    say(told.format(count=count, path=shown(path)))


def _with_progress(lines: "Iterable[Access]") -> "Iterator[Access]":
    from advisor_tui.records.access import PAGE  # noqa: PLC0415 - each command pays for itself

    with progress() as told:
        for count, line in enumerate(lines, 1):
            yield line
            if count % PAGE == 0:
                told(_("Writing lines"), count, None)


# ------------------------------------------------------------ whether it is whole


def _verify(engine: "Engine") -> int:
    from advisor_tui.records import access_chain  # noqa: PLC0415 - each command pays for itself

    with progress() as told:
        found = access_chain.verify(engine, lambda done, total: told(_("Verifying lines"), done, total))
    for each in found.breaks:
        say(_told(each))
    if found.break_count > len(found.breaks):
        more = found.break_count - len(found.breaks)
        say(ngettext("{count} more place like these.", "{count} more places like these.", more).format(count=more))
    for name in found.guards_missing:
        say(_("The database has lost what keeps the log from being changed: {name}.").format(name=name))
    if not found.lines:
        say(_("The access log is empty."))
    elif found.sound:
        told_sound = _("The access log is whole: lines {first}–{last}.")
        say(told_sound.format(first=found.first, last=found.last))
    return exit_codes.DONE if found.sound else exit_codes.MENDABLE


def _told(found: "Break") -> str:
    if found.missing:
        words = ngettext(
            "Before line {number}, {count} line is missing.",
            "Before line {number}, {count} lines are missing.",
            found.missing,
        )
        return words.format(number=found.number, count=found.missing)
    return _("Line {number} does not follow from the one before it: one of them was changed.").format(
        number=found.number
    )
