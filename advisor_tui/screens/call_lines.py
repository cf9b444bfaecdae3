"""Calls in words, as lists of them show them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from advisor_tui import clock
from advisor_tui.guidance.call_words import outcome_words, person_words
from advisor_tui.guidance.script import Script, label
from advisor_tui.language import _, current, full_day, hours, ngettext, short_day
from advisor_tui.screens.desk_status import minutes
from advisor_tui.screens.waiting import CallLine, summary_words
from advisor_tui.switchboard import Listed


def call_lines(listed: Listed, script: Script, is_parked: Callable[[str], bool]) -> list[CallLine]:
    """Return the lines: open calls first, oldest first, then today's finished ones, newest first."""
    parked = [_line(each, script, _state(each, parked=is_parked(each.id))) for each in listed.open]
    return [*parked, *(_line(each, script, "") for each in listed.finished)]


def day_summary(listed: Listed) -> str:
    """Return the day so far in one line."""
    clients = [each for each in listed.finished if not each.non_client]
    return summary_words(len(listed.finished), len(clients), sum(each.talk_seconds for each in clients))


def due_words(due: Any) -> tuple[str, str]:
    """Return what is overdue and what is for today after calls, in words; empty where there is none."""
    overdue = ngettext("{count} follow-up overdue", "{count} follow-ups overdue", due.overdue)
    today = ngettext("{count} follow-up for today", "{count} follow-ups for today", due.today)
    law = ngettext("{count} required by law", "{count} required by law", due.statutory)
    rest = [today.format(count=due.today)] if due.today else []
    rest += [law.format(count=due.statutory)] if due.statutory else []
    return overdue.format(count=due.overdue) if due.overdue else "", ", ".join(rest)


def _state(summary: Any, *, parked: bool) -> str:
    if parked:
        return _("waiting")
    return _("wrap-up unfinished") if summary.state == "wrap_up" else _("cut off")


def who_words(summary: Any, script: Script) -> str:
    """Return who called, in few words; what a call was that is none."""
    if summary.non_client:
        return label(script.non_client, summary.non_client, current())
    return person_words(summary, script)


def full_moment_words(moment: datetime, *, padded: bool = False) -> str:
    """Return a day and a time on the wall; the year where it is not this one."""
    day = day_words(moment.date())
    time = hours(moment)
    return f"{day.ljust(10)} {time.rjust(5)}" if padded else _("{day} at {time}").format(day=day, time=time)


def day_words(day: date) -> str:
    """Return a day, with its year where it is not this one."""
    return short_day(day) if day.year == clock.today().year else full_day(day)


def exported_words(moment: datetime) -> str:
    """Return when a call went out in an export, and what that means for correcting it."""
    told = _("This call was exported {moment}; the file has it as it was.")
    return told.format(moment=full_moment_words(clock.local(moment)))


def _line(summary: Any, script: Script, state: str) -> CallLine:
    details = [minutes(summary.talk_seconds)]
    if summary.services:
        told = ngettext("{count} service", "{count} services", summary.services)
        details.insert(0, told.format(count=summary.services))
    return CallLine(
        id=summary.id,
        time=hours(clock.local(summary.started_at)).rjust(5),
        state=state,
        who=who_words(summary, script),
        outcome=outcome_words(summary.outcome, script),
        detail=", ".join(details),
        words=summary.first_words,
    )
