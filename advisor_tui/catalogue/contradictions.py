"""What in a service speaks against itself: its form is right, and yet not all of it can be true."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.check import DIALLABLE, OLDEST, PLACEHOLDER
from advisor_tui.catalogue.contact import Phone, Schedule
from advisor_tui.catalogue.hours_words import hours_in_words
from advisor_tui.catalogue.numbers import dialled
from advisor_tui.catalogue.opening import always, days_of, minutes_of, problems_of
from advisor_tui.catalogue.service import NATIONAL, Service
from advisor_tui.catalogue.tellers import all_hours, phones
from advisor_tui.catalogue.words import status_words
from advisor_tui.errors import shown
from advisor_tui.language import _, full_day
from advisor_tui.text import fold

MISLEADS, PUZZLES = 2, 1
"""How heavy a contradiction is: what makes a caller ring or come in vain, and what only makes an advisor ask."""

EXCEPTIONS = 60
"""Exceptions of one list of hours that are held against each other: the holidays of four years."""

_PRICE = re.compile(
    r"(?<![0-9])(?:[0-9]{1,3}(?:\s[0-9]{3}){1,3}|[0-9]+)(?:[.,][0-9]{1,2})?\s?(?:€|euro|eur\b)"
    r"|€\s?[0-9]+(?:[.,][0-9]{1,2})?",
    re.IGNORECASE,
)
"""A sum of money in Finnish, Swedish or English."""

_FREE = re.compile(
    r"(?<!ei )(?<!ei ole )(?<!eivat ole )\b(?:maksut(?:on|onta|ta|tom[a-z]*)|ilmai(?:nen|seksi|sia|set|sta))\b"
    r"|avgiftsfri|kostnadsfri|free of charge"
)
"""Words, folded, by which a service costs nothing (*maksut* are fees)."""

_COSTS = re.compile(r"maksulli|asiakasmaks|omavastuu|tulojen mukaan|avgiftsbelag|klientavgift|client fee")
"""Words, folded, by which it costs something: a text that has both tells what is free and what is not."""


@dataclass(frozen=True)
class Doubt:
    """What is doubtful in a service, in the reader's language, and how heavy it is."""

    weight: int
    text: str


def contradictions(service: Service, today: date, areas: Areas) -> Iterator[Doubt]:
    """Yield what cannot all be true of a service on a day."""
    yield from _phones(service)
    yield from _hours(service, today)
    yield from _where(service, areas)
    yield from _price(service)
    yield from _who(service)
    yield from _language(service)
    if service.assured_date > today:
        day = full_day(service.assured_date)
        yield Doubt(PUZZLES, _("its assurance lies in the future: {day}").format(day=day))


# ------------------------------------------------------------ phones


def _phones(service: Service) -> Iterator[Doubt]:
    for number in dict.fromkeys(phone.number for phone in phones(service)):
        if not number.strip():
            yield Doubt(MISLEADS, _("a phone has no number"))
        elif service.sample and PLACEHOLDER.search(number):
            continue
        elif not DIALLABLE.fullmatch(number) or not dialled(number):
            yield Doubt(MISLEADS, _("the number cannot be dialled: “{number}”").format(number=shown(number)))
    yield from _two_hours(service)


def _two_hours(service: Service) -> Iterator[Doubt]:
    """Yield numbers with different hours that neither a language nor what they are for tells apart."""
    found: dict[tuple[str, str, tuple[str, ...]], list[Phone]] = {}
    for phone in phones(service):
        if phone.schedules:
            found.setdefault((dialled(phone.number), phone.description, phone.languages), []).append(phone)
    for (digits, *_rest), same in found.items():
        told = dict.fromkeys(hours_in_words(phone.schedules) for phone in same) if digits and len(same) > 1 else {}
        if len(told) > 1:
            text = _("the number {number} has two different hours: {hours}")
            yield Doubt(MISLEADS, text.format(number=shown(same[0].number), hours=shown(" / ".join(told))))


# ------------------------------------------------------------ hours


def _hours(service: Service, today: date) -> Iterator[Doubt]:
    known = [schedules for _label, schedules in all_hours(service)]
    problems = {each: problem for schedules in known for each in schedules for problem in _impossible(each)}
    for problem in dict.fromkeys(problems.values()):
        yield Doubt(MISLEADS, problem)
    yield from _run_out([each for schedules in known for each in schedules], today)
    sound = [tuple(each for each in schedules if each not in problems) for schedules in known]
    if service.status != "active" and any(_always(schedules, today) for schedules in sound):
        text = _("its state is “{state}”, and yet its hours say that it is always open")
        yield Doubt(MISLEADS, text.format(state=status_words(service.status)))
    for schedules in sound:
        pair = next(_overlaps(schedules, today), None)
        if pair:
            one, other = (hours_in_words([each]) for each in pair)
            text = _("exceptions to its hours contradict each other: {one} / {other}")
            yield Doubt(MISLEADS, text.format(one=one, other=other))


def _run_out(schedules: Sequence[Schedule], today: date) -> Iterator[Doubt]:
    ends = [each.valid_to for each in schedules if not each.exception and not each.closed]
    past = [end for end in ends if end is not None and end < today]
    if past and len(past) == len(ends):
        yield Doubt(MISLEADS, _("its hours have run out: they held until {day}").format(day=full_day(max(past))))


def _always(schedules: Sequence[Schedule], today: date) -> bool:
    return always((each for each in schedules if each.exception or not each.closed), today)


def _impossible(schedule: Schedule) -> Iterator[str]:
    """Yield what no clock shows in hours; what is closed needs no times."""
    for name, problem in problems_of(schedule):
        if not schedule.closed or name in ("byday", "valid_to"):
            yield problem


def _overlaps(schedules: Sequence[Schedule], today: date) -> Iterator[tuple[Schedule, Schedule]]:
    """Yield exceptions still to come that cannot both hold: open and closed on one day, or open twice at one time."""
    coming = (each for each in dict.fromkeys(schedules) if each.exception and (each.valid_to or today) >= today)
    found = list(islice(coming, EXCEPTIONS))
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            if _share_a_day(one, other) and (one.closed != other.closed or _share_a_time(one, other)):
                yield one, other


def _share_a_day(one: Schedule, other: Schedule) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    last = min(one.valid_to or date.max, other.valid_to or date.max)
    days = set(days_of(one.byday)).intersection(days_of(other.byday))
    span = (last - first).days
    return span >= 0 and any((day - first.weekday()) % 7 <= span for day in days)


def _share_a_time(one: Schedule, other: Schedule) -> bool:
    if one.closed or other.closed or one.overnight or other.overnight:
        return False
    return minutes_of(one.opens_at) < minutes_of(other.closes_at) and minutes_of(other.opens_at) < minutes_of(
        one.closes_at
    )


# ------------------------------------------------------------ the rest


def _where(service: Service, areas: Areas) -> Iterator[Doubt]:
    if not service.service_areas:
        yield Doubt(MISLEADS, _("no area is told for which it is"))
    for area in service.service_areas:
        if not areas.knows(area):
            problem = _("unknown municipality or county: “{value}”").format(value=shown(area))
            yield Doubt(MISLEADS, problem)
    others = [area for area in service.service_areas if area != NATIONAL]
    if others and NATIONAL in service.service_areas:
        text = _("it is for the whole country and for {area}: only one can be meant")
        yield Doubt(PUZZLES, text.format(area=shown(", ".join(others))))


def _price(service: Service) -> Iterator[Doubt]:
    told = [service.fees_description, service.sv.fees_description, service.en.fees_description]
    folded = fold(" ".join(told))
    price, free = any(map(_names_a_sum, told)), bool(_FREE.search(folded))
    if service.charge == "free" and price and not free:
        text = _("it is said to be free of charge, and yet a price is told: {price}")
    elif service.charge == "fee" and free and not price and not _COSTS.search(folded):
        text = _("it is said to cost something, and yet its price is told so: {price}")
    else:
        return
    yield Doubt(PUZZLES, text.format(price=shown(next(filter(None, told)))))


def _names_a_sum(text: str) -> bool:
    """Tell whether a text names a sum of money that is more than nothing."""
    return any(set(match.group()) & set("123456789") for match in _PRICE.finditer(text))


def _who(service: Service) -> Iterator[Doubt]:
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None and high < low:
        text = _("the highest age ({high}) is below the lowest ({low})").format(high=high, low=low)
        yield Doubt(MISLEADS, text)
    for age in dict.fromkeys((low, high)):
        if age is not None and not 0 <= age <= OLDEST:
            yield Doubt(PUZZLES, _("is not an age in years: {value}").format(value=shown(age)))


def _language(service: Service) -> Iterator[Doubt]:
    if not service.languages:
        yield Doubt(PUZZLES, _("no language is told in which it is given"))
        return
    pages = {link.language for link in service.links}
    other_page = service.url and service.url not in {link.url for link in service.links}
    if len(pages) == 1 and not other_page and pages.isdisjoint(("", *service.languages)):
        text = _("its pages are only in a language in which it is not given: {language}")
        yield Doubt(PUZZLES, text.format(language=shown(*pages)))
