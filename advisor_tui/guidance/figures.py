"""What a finished call counts for in the figures of its day, and how figures are put together.

This is the one definition of every figure; the report only names them, orders them and divides them by one another.
What a supervisor asks for is a list of the field (contacts and other calls, length and wrap-up with median and 90th
percentile, share resolved at first contact, share to assessment, deadline kept, repeats, needs by age, unmet needs by
reason, searches that found nothing, steps skipped and their time). Where the field leaves a definition open, the one
chosen here is told beside it.

Everything but ``kind``, ``hour`` and ``weekday`` is of client calls only: a wrong number has no need and no outcome.
An empty key is what nobody wrote down; it is never taken for a no or a zero.
"""

import math
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, field

from advisor_tui import clock
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.guidance.step_times import step_times
from advisor_tui.guidance.vocabulary import STEPS

CLIENT = "client"
"""The ``kind`` of a client call; any other call has the code of what it was (wrong number, silent, ...)."""

AGE_BANDS: tuple[tuple[str, int], ...] = (("0-17", 17), ("18-64", 64), ("65-74", 74), ("75-84", 84), ("85-", 999))
"""Age bands with the last full year of each. Below 18 is a child (Child Welfare Act), 65 a common age of retirement,
75 the age from which the time limit of the Social Welfare Act, section 36, applies as this program reads it, and at 85
most people need some help. A call without an age is in the band of the empty name."""

NEEDS = ("2", "3")
"""Levels of a need area that are a need: some help, help with all of it. 1 is managed alone, with guidance."""

REPEATS = (7, 30, 180)
"""Days within which a further contact about the same matter counts as a repeat: a week, a month, and the six months
within which the English statistics of short-term support (SALT) count those who return."""

LATER = "later"

OTHER_PLACE = "?"
"""The ``municipality`` of a place that is none of the known ones: what was written there may be anything."""


class Figures(Struct):
    """Counts by figure and key, and lengths in whole seconds, of any number of calls. Its JSON is what is kept.

    The keys of ``counts``: ``kind`` (``client`` or what else it was), ``hour`` (0-23) and ``weekday`` (0 Monday to 6)
    of the start on the wall, ``outcome`` (A-F), ``first_contact`` (yes, no), ``deadline`` (kept, late,
    ``waiting|<day>``), ``need`` (``area|band``), ``age`` (band), ``municipality`` (as it was written), ``service``
    (``id|name``), ``service_status``, ``unmet`` (``reason|municipality``), ``search_empty`` (searches, calls),
    ``referral_result``, ``need_met``, ``repeat`` (7, 30, 180, later), ``step_skipped`` (step), ``language``,
    ``caller_role``, ``channel``.

    The keys of ``lengths``: ``talk``, ``wrap_up``, and ``step:<step>`` with one length for each call that was in it.
    """

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)

    def count(self, figure: str, key: str, times: int = 1) -> None:
        """Count a key of a figure some times more."""
        keys = self.counts.setdefault(figure, {})
        keys[key] = keys.get(key, 0) + times

    def of(self, figure: str, *keys: str) -> int:
        """Return how often some keys of a figure were counted; all of them where none is named."""
        counted = self.counts.get(figure, {})
        return sum(counted.get(key, 0) for key in keys) if keys else sum(counted.values())


def tally(call: Call, follow_ups: Sequence[FollowUp]) -> Figures:
    """Return what one finished call counts for, with the follow-ups that came from it."""
    found = Figures()
    start = clock.local(call.started_at)
    found.count("kind", call.non_client or CLIENT)
    found.count("hour", str(start.hour))
    found.count("weekday", str(start.weekday()))
    if not call.non_client:
        _count_person(found, call)
        _count_result(found, call)
        _count_deadline(found, call, follow_ups)
        _count_services(found, call)
        _count_course(found, call)
    return found


def add(into: Figures, more: Figures) -> None:
    """Add figures to others; lengths stand one after another."""
    for figure, keys in more.counts.items():
        counted = into.counts.setdefault(figure, {})
        for key, times in keys.items():
            counted[key] = counted.get(key, 0) + times
    for name, lengths in more.lengths.items():
        into.lengths.setdefault(name, []).extend(lengths)


def with_known_places(figures: Figures, places: Collection[str]) -> Figures:
    """Return figures in which every place that is not among the known ones is :data:`OTHER_PLACE`."""

    def known(place: str) -> str:
        return place if not place or place in places else OTHER_PLACE

    counts = {**figures.counts, "municipality": {}, "unmet": {}}
    found = Figures({name: keys for name, keys in counts.items() if name in figures.counts}, figures.lengths)
    for place, times in figures.counts.get("municipality", {}).items():
        found.count("municipality", known(place), times)
    for key, times in figures.counts.get("unmet", {}).items():
        reason, _bar, place = key.partition("|")
        found.count("unmet", f"{reason}|{known(place)}", times)
    return found


def quantile(lengths: Iterable[int], share: float) -> int | None:
    """Return the length that a share (0-1) of them do not exceed, by nearest rank; None where there is none.

    Nearest rank (the smallest of them that at least the share is not above) is always a length that was measured, and
    can be checked by counting.
    """
    ordered = sorted(lengths)
    if not ordered:
        return None
    # Rounded first: some shares of some numbers are a hair above a whole one.
    rank = math.ceil(round(share * len(ordered), 9))
    return ordered[max(rank, 1) - 1]


def age_band(age: int | None) -> str:
    """Return the band of an age in full years, empty where it is not known."""
    if age is None:
        return ""
    return next((band for band, last in AGE_BANDS if age <= last), AGE_BANDS[-1][0])


# ------------------------------------------------------------ parts of a tally


def _count_person(found: Figures, call: Call) -> None:
    """Count who called and about whom. A need is an area rated as partly or wholly in need of help."""
    band = age_band(call.age)
    found.count("age", band)
    found.count("municipality", call.municipality)
    for name in ("language", "caller_role", "channel"):
        found.count(name, call.answer(name))
    for area, rating in call.needs.items():
        if rating.level in NEEDS:
            found.count("need", f"{area}|{band}")


def _count_result(found: Figures, call: Call) -> None:
    """Count what came of the call.

    Resolved at first contact is a new contact (one that continues no earlier one) whose outcome is A, settled by
    advice or by guidance to a lighter service; it is a share of all new contacts, as in the English benchmark (of new
    contacts, 70-80 % resolved by advice or low-level help). A new contact without an outcome is not resolved. Whether
    the caller came back is told by ``repeat``, on the day of the later call, so that a day's figures depend on no
    other day.
    """
    found.count("outcome", call.outcome)
    if call.continues or call.continues_from:
        _count_repeat(found, call)
    else:
        found.count("first_contact", "yes" if call.outcome == "A" else "no")


def _count_repeat(found: Figures, call: Call) -> None:
    """Count a repeat under the shortest time it lies within, by days of the calendar."""
    if call.continues_from is None:
        found.count("repeat", "")
        return
    days = (clock.local(call.started_at).date() - clock.local(call.continues_from).date()).days
    found.count("repeat", next((str(limit) for limit in REPEATS if days <= limit), LATER))


def _count_deadline(found: Figures, call: Call, follow_ups: Sequence[FollowUp]) -> None:
    """Count whether the assessment began in time.

    It is measured against the last day that the law gives (``deadline_on``), not the day on the follow-up, which can
    be postponed. A call that no time limit concerns counts for nothing here, and neither does a start that was found
    not to be needed. While the start is open the last day stands in the key: whether it is missed depends on the day
    the report is read.
    """
    if call.deadline_on is None:
        return
    for each in follow_ups:
        if each.kind != "assessment_start":
            continue
        if each.state == "open":
            found.count("deadline", f"waiting|{call.deadline_on.isoformat()}")
        elif each.state == "done" and each.ended_at is not None:
            in_time = clock.local(each.ended_at).date() <= call.deadline_on
            found.count("deadline", "kept" if in_time else "late")


def _count_services(found: Figures, call: Call) -> None:
    """Count services under the name they had, needs that none answered, and what became of referrals, as far as known.

    One call can count several times: these are counts of referrals and of unmet needs.
    """
    for each in call.referrals:
        found.count("service", f"{each.service_id}|{each.name}")
        found.count("service_status", each.status)
        if each.result:
            found.count("referral_result", each.result)
        if each.met:
            found.count("need_met", each.met)
    for unmet in call.unmet_needs:
        found.count("unmet", f"{unmet.reason}|{call.municipality}")


def _count_course(found: Figures, call: Call) -> None:
    """Count how the call went: its lengths, its steps, and its searches that found nothing.

    A step is skipped where it was never entered though another was; a call whose steps nobody recorded tells nothing.
    """
    found.lengths["talk"] = [call.talk_seconds]
    found.lengths["wrap_up"] = [call.wrap_up_seconds]
    times = step_times(call.timeline)
    for step in STEPS if times else ():
        if step in times:
            found.lengths[f"step:{step}"] = [times[step]]
        else:
            found.count("step_skipped", step)
    empty = sum(event.code == "search_empty" for event in call.timeline)
    if empty:
        found.count("search_empty", "searches", empty)
        found.count("search_empty", "calls")
