"""All that the board knows of the follow-up under its cursor, with the keys that belong to it alone."""

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from advisor_tui import clock
from advisor_tui.guidance.call_words import person_words, service_name
from advisor_tui.guidance.follow_up_board import (
    OnBoard,
    clock_words,
    doubt_words,
    kind_words,
    limit_words,
    met_words,
    result_words,
)
from advisor_tui.guidance.follow_ups import GONE
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.script import label
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS
from advisor_tui.language import _, current, short_day
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.paragraphs import Part

LABELS = 12
"""Columns of the labels."""


def details(row: OnBoard, known: Known, today: date) -> Iterator[Part]:
    """Yield what there is to know, the most pressing first."""
    yield Part(_when(row, today), _("What"))
    doubt = doubt_words(row.follow_up)
    if doubt:
        does = _("drops it") if row.follow_up.doubt == GONE else _("follows the call")
        yield Part(Content.assemble((doubt, "bold $say"), "  ", ("k ", "bold $key"), (does, "$foreground")), "!")
    yield Part(_who(row, known), _("Who"))
    if row.follow_up.what:
        yield Part(Content.styled(row.follow_up.what, "$fill"), _("Agreed"))
    service = _service(row, known)
    if service is not None:
        yield Part(service, _("Service"))
    if row.follow_up.note:
        yield Part(Content.styled(row.follow_up.note, "$foreground"), _("Note"))
    if row.first_words:
        yield Part(Content.styled(row.first_words, "$label"), _("Notes"))


def _dotted(*told: tuple[str, str]) -> Content:
    dot = Content.styled(f" {glyphs().dot} ", "$label")
    return dot.join(Content.styled(text, style) for text, style in told if text)


def _when(row: OnBoard, today: date) -> Content:
    late = row.bucket(today) == "overdue"
    due = row.follow_up.due_on
    limit = limit_words(row, today) or (clock_words(row, today) if due else "")
    day = short_day(due) if due else _("without a day")
    return _dotted(
        (kind_words(row.follow_up.kind), "bold $fill"),
        ("" if row.has_clock and due == row.deadline_on else day, "bold $danger" if late else "bold $fill"),
        (limit, "bold $danger" if late else "bold $say"),
    )


def _who(row: OnBoard, known: Known) -> Content:
    may = known.script.choice("contact_back", row.contact_back, current())
    identity = " ".join(row.identity[name] for name in IDENTITY_FIELDS if name in row.identity)
    call = _("call of {day}").format(day=short_day(clock.local(row.started_at).date()))
    return _dotted(
        (person_words(row, known.script), "$fill"),
        (identity, "bold $fill"),
        (may, "$label"),
        (f"{call} {row.advisor}".strip(), "$label"),
    )


def _service(row: OnBoard, known: Known) -> Content | None:
    """Return the service it asks about, what was done about it, and what became of it."""
    if not row.referrals:
        return None
    referral = row.referral
    if referral is None:
        names = ", ".join(service_name(each, known.catalogue) for each in row.referrals)
        told = _dotted((names, "$foreground"))
    else:
        status = label(known.script.referral_status, referral.status, current())
        result = result_words().get(referral.result, "")
        met = met_words().get(referral.met, "")
        told = _dotted(
            (service_name(referral, known.catalogue), "$fill"), (status, "$label"), (result, "$good"), (met, "$good")
        )
    return Content.assemble(told, "  ", ("t ", "bold $key"), (_("what became of it"), "$label"))
