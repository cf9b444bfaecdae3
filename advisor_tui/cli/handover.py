"""``advisor handover`` and ``advisor hand-off``: pages to read, paste or print, without the screen."""

from dataclasses import dataclass
from pathlib import Path

from advisor_tui import clock, reference
from advisor_tui.cli.database import opened
from advisor_tui.cli.output import say, tell
from advisor_tui.cli.shifts import shift_or_day
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance.hand_off import KindId, may_name, meant_duties
from advisor_tui.guidance.handover import handover_page
from advisor_tui.guidance.known import line_of
from advisor_tui.guidance.packet import Wish, packet
from advisor_tui.guidance.page import Page, as_text
from advisor_tui.language import _, current
from advisor_tui.records.export.files import new_file
from advisor_tui.records.export.period import so_far
from advisor_tui.settings import Settings, who


@dataclass(frozen=True)
class Files:
    """The new files that are to be written; without any the page is printed."""

    html: Path | None = None
    output: Path | None = None


def handover(settings: Settings, shift: str, day: str, files: Files, *, practice: bool = False) -> None:
    """Print or write what the next shift has to know: of the shift so far, or of a shift or day that was written."""
    given = shift_or_day(settings, shift, day) if shift or day else None
    with opened(_("No call has been saved yet; there is nothing to tell."), practice=practice) as engine:
        from advisor_tui.records import handover as records  # noqa: PLC0415 - heavy, and not needed to refuse

        known, today = reference.load(settings).known, clock.today()
        period = given or so_far(settings.shifts, clock.now())
        if period.start > clock.now():
            tell(_("The period has not begun yet."))
        found = records.read(engine, period, today, known.follow_ups.away_after_days)
        records.note_handover(engine, who(settings), period)
    _give(handover_page(found, known, today), files)


def hand_off(
    settings: Settings, call_id: str, kind: KindId, duty: str, language: str, files: Files, *, practice: bool = False
) -> None:
    """Print or write the page of one call. Raises :class:`AdvisorError` when there is no such call, or no client's."""
    with opened(_("No call has been saved yet; there is nothing to tell."), practice=practice) as engine:
        from advisor_tui.records import handover as records  # noqa: PLC0415 - heavy, and not needed to refuse
        from advisor_tui.records.store import Store  # noqa: PLC0415 - likewise

        call = Store(engine, "practice" if practice else "live").load(call_id)
        if call is None:
            raise AdvisorError(
                _("There is no call “{id}”.").format(id=shown(call_id)),
                remedy=_("The ids of calls stand in the file that advisor export writes."),
            )
        if call.non_client:
            raise AdvisorError(_("This was not a client call: there is nothing to hand off."))
        known = reference.load(settings).known
        page = packet(call, known, line_of(settings), Wish(kind, language or current(), duty))
        records.note_handed_off(engine, who(settings), call.id, kind)
    _give(page, files)
    if not may_name(known.hand_off, kind, call):
        tell(_("Consent to pass the facts on is not recorded: names and phones are left out."))
    if kind == "notification" and not meant_duties(known.hand_off, call, duty):
        tell(_("Choose the law that it rests on with --law."))


def _give(page: Page, files: Files) -> None:
    if files.html:
        from advisor_tui.html import render  # noqa: PLC0415 - only files for browsers need the templates

        _write(files.html, render("page.html", page=page), "--html")
    if files.output:
        _write(files.output, as_text(page), "--output")
    if not files.html and not files.output:
        for line in as_text(page).splitlines():
            say(line)


def _write(path: Path, text: str, option: str) -> None:
    path = path.absolute()
    with new_file(path, option=option) as file:
        file.write(text.encode("utf-8"))
    say(_("The page is in {path}").format(path=shown(path)))
