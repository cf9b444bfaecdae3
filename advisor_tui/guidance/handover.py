"""The handover of a shift (*vuoron vaihto*): what the next one has to know, as a page in the reader's language.

What was seen in the shift stands first and what is due after it, the longest list, last; each heading counts its lines,
so that the first screen tells how much there is. Callers are told by role, age and place, never by name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from advisor_tui import clock
from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.call_words import moment_words, outcome_words, person_words, service_name
from advisor_tui.guidance.closing import agreed_steps, missing_agreement
from advisor_tui.guidance.follow_up_board import (
    OnBoard,
    clock_words,
    doubt_words,
    in_order,
    kind_words,
    left_words,
    limit_words,
    owner_words,
    task_words,
)
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.masking import masked, masked_call
from advisor_tui.guidance.page import BULLET, Page, Part, part
from advisor_tui.guidance.script import label
from advisor_tui.language import _, current, hours, ngettext, short_day
from advisor_tui.workdays import workdays_between

NEAR = 3
"""Working days within which a follow-up is told one by one: until the end of a long weekend and a day after it."""

NEAR_BY_LAW = 7
"""The same for a time limit of the law: the seven working days of SHL 36 §, so that none is told only at its end."""


class OpenCall(Struct, frozen=True):
    """A call that is not finished, on whichever desk. ``state`` is open, parked or wrap_up."""

    state: str
    started_at: datetime
    advisor: str = ""
    caller_role: str = ""
    age: int | None = None
    municipality: str = ""
    first_words: str = ""
    flags: tuple[str, ...] = ()


class Found(Struct, frozen=True):
    """What the records hold for a handover: of a span (up to, not including, ``end``), and all that is open.

    ``beyond`` counts the follow-ups, less pressing than these, that were not read.
    """

    start: datetime
    end: datetime
    calls: tuple[Call, ...] = ()
    open: tuple[OpenCall, ...] = ()
    follow_ups: tuple[OnBoard, ...] = ()
    faults: tuple[ServiceFault, ...] = ()
    beyond: int = 0


def handover_page(found: Found, known: Known, today: date) -> Page:
    """Return the page. Where there is nothing to hand over, one sentence says so."""
    told = _Told(_unnamed(found), known, today)
    open_parts = [
        part(_("Signs of danger"), told.dangers()),
        part(_("Calls not finished"), told.unfinished()),
        part(_("Calls without an agreed next step"), told.nothing_agreed()),
        part(_("Services that did not work"), told.faults()),
        part(_("Follow-ups for today"), told.due("today")),
        part(_("Time limits of the law"), told.limits()),
        part(_("Follow-ups overdue"), told.due("overdue")),
        part(_("Follow-ups of the next days"), told.coming()),
    ]
    parts = [_counted(each) for each in open_parts if each.lines]
    if not parts:
        parts = [Part("", (_("There is nothing to hand over: all calls are finished, and nothing waits."),))]
    counts = part(_("The shift in numbers"), told.counts())
    if counts.lines:
        parts.insert(1 if open_parts[0].lines else 0, counts)
    moment = clock.local_now()
    foot = _("Made {day} at {time}. Callers are not named; codes and numbers in free text are marked over.")
    return Page(
        title=_("Handover {span}").format(span=_span(found)),
        parts=tuple(parts),
        foot=foot.format(day=short_day(moment.date()), time=hours(moment)),
        language=current(),
    )


def _unnamed(found: Found) -> Found:
    """Return what was found, with what looks like identity in free text marked over."""
    rows = (
        replace(
            row, follow_up=replace(row.follow_up, what=masked(row.follow_up.what)), first_words=masked(row.first_words)
        )
        for row in found.follow_ups
    )
    return replace(
        found,
        calls=tuple(map(masked_call, found.calls)),
        open=tuple(replace(each, first_words=masked(each.first_words)) for each in found.open),
        follow_ups=tuple(rows),
    )


def _counted(each: Part) -> Part:
    return Part(f"{each.heading} ({len(each.lines)})", each.lines)


def _span(found: Found) -> str:
    start, end = clock.local(found.start), clock.local(found.end)
    last = "" if start.date() == end.date() else f"{short_day(end.date())} "
    return f"{short_day(start.date())} {hours(start)} – {last}{hours(end)}"


class _Told:
    """What was found, in lines."""

    def __init__(self, found: Found, known: Known, today: date) -> None:
        self.found = found
        self.known = known
        self.script = known.script
        self.today = today
        self.rows = in_order(found.follow_ups, today)
        self.clients = [each for each in found.calls if not each.non_client]

    def _who(self, call: Call | OpenCall) -> str:
        return f"{moment_words(call.started_at, self.today)} {person_words(call, self.script)}"

    def _flags(self, flags: Iterable[str]) -> str:
        return ", ".join(label(self.script.flags.values(), each, current()) for each in flags)

    # ------------------------------------------------------------ of the span

    def dangers(self) -> Iterator[str]:
        for each in self.found.open:
            if each.flags:
                unfinished = _("The call is not finished.")
                yield f"{BULLET}{self._who(each)}: {self._flags(each.flags)}. {unfinished}"
        for call in self.clients:
            if call.flags:
                done = "; ".join(self._done(call)) or _("nothing is noted")
                told = _("What was done: {what}.").format(what=done)
                yield f"{BULLET}{self._who(call)}: {self._flags(call.flags)}. {told}"

    def _done(self, call: Call) -> Iterator[str]:
        code = current()
        outcome = self.script.outcomes.get(call.outcome)
        if outcome:
            yield outcome.label.pick(code)
        for each in call.referrals:
            status = label(self.script.referral_status, each.status, code)
            yield f"{service_name(each, self.known.catalogue)} ({status})"
        for step in agreed_steps(call):
            who = self.script.choice("next_who", step.who, code)
            yield " ".join(each for each in (who, step.what, short_day(step.by) if step.by else "") if each)

    def nothing_agreed(self) -> Iterator[str]:
        for call in self.clients:
            if missing_agreement(call):
                noted = label(self.script.no_next_step, call.no_next_step, current()) if call.no_next_step else ""
                reason = noted or _("no reason is noted")
                yield f"{BULLET}{self._who(call)}: {reason}"

    def faults(self) -> Iterator[str]:
        for each in self.found.faults:
            service = self.known.catalogue.get(each.service_id)
            name = service.names.pick(current()) if service else each.service_id
            what = label(self.script.service_fault, each.kind, current())
            yield BULLET + ", ".join(text for text in (f"{name}: {what}", each.number, each.note) if text)

    def counts(self) -> Iterator[str]:
        calls = self.found.calls
        if not calls:
            return
        minutes = round(sum(each.talk_seconds for each in self.clients) / 60)
        told = ngettext("{count} contact", "{count} contacts", len(calls)).format(count=len(calls))
        clients = _("{clients} client calls, {minutes} min of talk").format(clients=len(self.clients), minutes=minutes)
        yield f"{told}, {clients}"
        outcomes = Counter(each.outcome for each in self.clients if each.outcome in self.script.outcomes)
        for outcome in self.script.outcome:
            if outcomes[outcome.id]:
                yield f"{BULLET}{outcome_words(outcome.id, self.script)}: {outcomes[outcome.id]}"

    # ------------------------------------------------------------ what is open

    def unfinished(self) -> Iterator[str]:
        words = {"parked": _("waiting"), "wrap_up": _("wrap-up unfinished")}
        for each in self.found.open:
            state = words.get(each.state, _("unfinished"))
            advisor = each.advisor or _("advisor not known")
            what = ", ".join(text for text in (self._who(each), each.first_words) if text)
            yield f"{BULLET}{advisor}, {state}: {what}"

    def due(self, bucket: str) -> Iterator[str]:
        return (self._task(row) for row in self.rows if row.bucket(self.today) == bucket)

    def limits(self) -> Iterator[str]:
        return (self._task(row) for row in self._later() if row.has_clock and self._left(row) <= NEAR_BY_LAW)

    def coming(self) -> Iterator[str]:
        rows = [row for row in self._later() if not (row.has_clock and self._left(row) <= NEAR_BY_LAW)]
        near = [row for row in rows if self._left(row) <= NEAR]
        yield from (self._task(row) for row in near)
        further = len(rows) - len(near) + self.found.beyond
        if further:
            told = ngettext("{count} further follow-up later", "{count} further follow-ups later", further)
            yield f"{BULLET}{told.format(count=further)}"

    def _later(self) -> list[OnBoard]:
        return [row for row in self.rows if row.bucket(self.today) == "later"]

    def _left(self, row: OnBoard) -> int:
        return workdays_between(self.today, row.day) if row.day else 0

    def _task(self, row: OnBoard) -> str:
        what = task_words(row, self.known.catalogue)
        time = limit_words(row, self.today) or clock_words(row, self.today) or self._day(row)
        told = [f"{kind_words(row.follow_up.kind)}{f': {what}' if what else ''}", person_words(row, self.script)]
        return BULLET + ", ".join(text for text in (*told, time, owner_words(row), doubt_words(row.follow_up)) if text)

    def _day(self, row: OnBoard) -> str:
        if row.day is None or row.day <= self.today:
            return ""
        return f"{short_day(row.day)}, {left_words(row.day, self.today)}"
