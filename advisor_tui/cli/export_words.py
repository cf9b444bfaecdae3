"""What is told after an export: where the files are, what they hold, and what in them needs a look."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor_tui.cli.output import say, tell
from advisor_tui.errors import shown
from advisor_tui.guidance import personal
from advisor_tui.language import _, ngettext
from advisor_tui.records.export.pseudonyms import open_to_others

if TYPE_CHECKING:
    from advisor_tui.records.export.personal_data import Watch


def tell_files(counts: Mapping[str, int], paths: Sequence[Path], keys: Sequence[Path]) -> None:
    """Tell how many calls and how many rows of other tables stand in which file."""
    calls = counts["calls"]
    told = ngettext("{count} call written to {path}", "{count} calls written to {path}", calls)
    say(told.format(count=calls, path=shown(paths[0])))
    further = [(name, count) for name, count in counts.items() if name != "calls"]
    for (name, count), path in zip(further, paths[1:] or [paths[0]] * len(further), strict=True):
        told = ngettext("{count} row of {table} written to {path}", "{count} rows of {table} written to {path}", count)
        say(told.format(count=count, table=name, path=shown(path)))
    for key in keys:
        say(_("New key written to {path}").format(path=shown(key)))


def tell_around(left_out: int, corrected: int, *, not_begun: bool, identified: bool) -> None:
    """Tell what is not in the file, what has changed since an earlier one, and how the file has to be kept."""
    if not_begun:
        tell(_("The period has not begun yet."))
    if left_out:
        told = ngettext(
            "{count} call is not finished and was left out.",
            "{count} calls are not finished and were left out.",
            left_out,
        )
        tell(told.format(count=left_out))
    if corrected:
        told = ngettext(
            "{count} call of this period was corrected after an earlier export.",
            "{count} calls of this period were corrected after an earlier export.",
            corrected,
        )
        tell(told.format(count=corrected))
    if identified:
        tell(_("The file holds names and phone numbers: keep it as a client record is kept."))


def tell_pseudonyms(key: Path | None, *, new: bool) -> None:
    """Tell what the pseudonyms are worth, and how their key has to be kept."""
    if key is None:
        tell(_("The key of the pseudonyms was thrown away: this file cannot be joined with another."))
    elif new:
        tell(_("Whoever has the key can tell which call is which: keep it apart from the files."))
    elif open_to_others(key):
        tell(_("Other users of this machine may read the key: {path}").format(path=shown(key)))


def tell_finds(watch: "Watch", *, redacted: bool) -> None:
    """Tell where free text holds what looks like identity, by kind and place, never what it says."""
    total = sum(watch.counts.values())
    if not total:
        return
    if redacted:
        told = ngettext("{count} place was marked over:", "{count} places were marked over:", total)
    else:
        told = ngettext(
            "Free text holds what looks like identity in {count} place:",
            "Free text holds what looks like identity in {count} places:",
            total,
        )
    tell(told.format(count=total))
    for each in watch.places:
        place = _("{file}, row {row}, {column}, call {call}: {kind}").format(
            file=shown(each.file),
            row=each.row,
            column=each.column,
            call=shown(each.call),
            kind=personal.name(each.kind),
        )
        tell(place)
    if total > len(watch.places):
        tell("…")
    for kind, count in watch.counts.most_common():
        tell(f"{personal.name(kind)}: {count}")
    if not redacted:
        tell(_("With --redact they are marked over."))
