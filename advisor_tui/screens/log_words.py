"""The log in words: its lines, what it is limited to, and the card of one call."""

from collections.abc import Iterator
from datetime import date

from advisor_tui import clock
from advisor_tui.drawing import words
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.call_words import outcome_words, part_words, service_name
from advisor_tui.guidance.closing import agreed_steps
from advisor_tui.guidance.figures import CLIENT
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.script import Script, label
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS
from advisor_tui.language import _, current, full_day, hours, short_day
from advisor_tui.records.log import Card, Change, Wanted
from advisor_tui.records.summaries import Summary
from advisor_tui.screens.call_lines import day_words, exported_words, full_moment_words, who_words
from advisor_tui.screens.desk_status import minutes
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.log_list import LogRow
from advisor_tui.widgets.paragraphs import BLANK, Part, plain

# ------------------------------------------------------------ lines


def row(entry: Summary, script: Script) -> LogRow:
    """Return one line of the log."""
    return LogRow(
        id=entry.id,
        time=full_moment_words(clock.local(entry.started_at), padded=True),
        who=who_words(entry, script),
        outcome=entry.outcome,
        services=str(entry.services) if entry.services else "",
        length=minutes(entry.talk_seconds),
        advisor=entry.advisor,
        words=entry.first_words,
    )


# ------------------------------------------------------------ limits


def limit_words(wanted: Wanted, known: Known) -> str:
    """Return what the log is limited to, or nothing."""
    script = known.script
    parts = [
        _("words: {words}").format(words=wanted.words) if wanted.words else "",
        days_words(wanted.first, wanted.last),
        outcome_words(wanted.outcome, script),
        kind_words(wanted.kind, script) if wanted.kind else "",
        _("advisor {who}").format(who=wanted.advisor) if wanted.advisor else "",
        _("service {name}").format(name=service_words(wanted.service, known)) if wanted.service else "",
    ]
    return f" {glyphs().dot} ".join(part for part in parts if part)


def days_words(first: date | None, last: date | None) -> str:
    """Return a span of days, or nothing where neither end is given."""
    if first and last:
        return words.days(first, last)
    if not first and not last:
        return ""
    return f"{full_day(first) if first else ''}–{full_day(last) if last else ''}"


def kind_words(kind: str, script: Script) -> str:
    """Return what a call was."""
    return _("client calls") if kind == CLIENT else label(script.non_client, kind, current())


def service_words(service: str, known: Known) -> str:
    """Return the name of a service that is asked for by its id, or the words that were written."""
    found = known.catalogue.get(service)
    return found.names.pick(current()) if found else service


# ------------------------------------------------------------ the card


def card_parts(card: Card, known: Known) -> Iterator[Part]:
    """Yield a call to be read: who, what was said, services, what was agreed, and what became of its record."""
    call = card.call
    yield Part(plain(_span(call), "bold $fill"))
    yield from _labelled(_("Who"), [who_words(call, known.script)])
    yield from _labelled(_("Outcome"), [outcome_words(call.outcome, known.script)] if call.outcome else [])
    yield from _labelled(_("Identity"), [call.answer(name) for name in IDENTITY_FIELDS if call.answer(name)])
    yield from _labelled(_("Danger"), _flags(call, known.script), "$danger")
    if call.notes:
        yield BLANK
        yield from (Part(plain(line)) for line in call.notes.split("\n"))
        yield BLANK
    yield from _labelled(_("Services"), _services(call, known))
    yield from _labelled(_("Unmet needs"), _unmet(call, known.script))
    yield from _labelled(_("Needs"), _needs(call, known.script))
    yield from _labelled(_("Agreed"), _agreed(call, known.script))
    if call.deadline_on:
        yield from _labelled(_("Begins by"), [full_day(call.deadline_on)])
    yield from _labelled(_("Advisor"), [call.advisor] if call.advisor else [])
    yield from _afterwards(card, known.script)


def _labelled(head: str, lines: list[str], style: str = "$foreground") -> Iterator[Part]:
    yield from (Part(plain(line, style), head if number == 0 else " ") for number, line in enumerate(lines))


def _span(call: Call) -> str:
    start = clock.local(call.started_at)
    day = f"{short_day(start.date())[:2]} {full_day(start.date())}"
    end = clock.local(call.ended_at) if call.ended_at else None
    if end is None:
        return f"{day} {hours(start)}"
    over = f"{short_day(end.date())} " if end.date() != start.date() else ""
    talked = minutes(call.talk_seconds)
    return f"{day} {hours(start)}–{over}{hours(end)} {glyphs().dot} {talked}"


def _flags(call: Call, script: Script) -> list[str]:
    return [label(script.flags.values(), each, current()) for each in call.flags]


def _services(call: Call, known: Known) -> list[str]:
    code = current()
    lines = []
    for each in call.referrals:
        gone = "" if known.catalogue.get(each.service_id) else _("not among the services now")
        parts = (service_name(each, known.catalogue), label(known.script.referral_status, each.status, code), gone)
        lines.append(f" {glyphs().dot} ".join(part for part in parts if part))
    return lines


def _unmet(call: Call, script: Script) -> list[str]:
    return [
        f" {glyphs().dot} ".join(filter(None, (each.need, label(script.unmet_reason, each.reason, current()))))
        for each in call.unmet_needs
    ]


def _needs(call: Call, script: Script) -> list[str]:
    lines = []
    for area, rating in call.needs.items():
        name = label(script.need_area, area, current())
        lines.append(" ".join(filter(None, (name, rating.level, rating.note))))
    return lines


def _agreed(call: Call, script: Script) -> list[str]:
    lines = []
    for step in agreed_steps(call):
        parts = (step.what, label(script.closing.who, step.who, current()), full_day(step.by) if step.by else "")
        lines.append(f" {glyphs().dot} ".join(part for part in parts if part))
    return lines


def _afterwards(card: Card, script: Script) -> Iterator[Part]:
    lines = []
    if card.call.continues_from:
        day = day_words(clock.local(card.call.continues_from).date())
        lines.append(_("Goes on with the matter of the call of {day}").format(day=day))
    for entry in card.continued_by:
        day = full_moment_words(clock.local(entry.started_at))
        lines.append(_("Continued in the call of {day}").format(day=day))
    lines += [change_words(each, script) for each in card.changes]
    if card.exported:
        lines.append(exported_words(card.exported))
    if lines:
        yield BLANK
        yield from (Part(plain(line, "$label")) for line in lines)


def change_words(change: Change, script: Script) -> str:
    """Return who corrected what, and when."""
    what = ", ".join(part_words(each, script) for each in change.parts)
    told = _("Corrected {moment} {who}: {what}")
    return told.format(moment=full_moment_words(clock.local(change.at)), who=change.who, what=what)
