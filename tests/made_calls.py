"""A seeded log of plausible calls for the tests of figures: some weeks, both clock changes, and what is unusual."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert

from advisor_tui import clock
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import Event, Rating, Referral, UnmetNeed
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.guidance.vocabulary import STEPS, EventCode, FollowUpKind, FollowUpState, NeedMet, ReferralResult
from advisor_tui.records.store import Store
from advisor_tui.records.tables import FollowUpRow

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The days of 23 and of 25 hours."""

GONE = "LEFT"
"""An advisor who took calls in the first week only."""

VANISHED = ("no-such-service", "Entinen palvelu|ja sen nimi")
SERVICES = (("ateria-1", "Ateriapalvelu"), ("turva-1", "Turvapuhelin"), VANISHED)
PLACES = ("Kerava", "Vantaa", "Espoo", "", "Mattilan talo, 040 123 4567")
WEEKS = (date(2026, 3, 23), date(2026, 7, 27), date(2026, 10, 19), date(2026, 10, 26))


def made_calls(seed: int = 1, count: int = 75) -> list[Call]:
    """Return finished calls of the weeks, the first begun first."""
    chance = random.Random(seed)
    moments = [_moment(chance) for _number in range(count)]
    moments += [clock.at_local(datetime.combine(day, datetime.min.time())) for day in (SPRING, AUTUMN)]
    moments += [clock.at_local(datetime(2026, 10, 24, 23, 59, 59, 500))]  # noqa: DTZ001 - made aware by its zone
    moments += [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]  # half past three, twice
    made: list[Call] = []
    for number, at in enumerate(sorted(each.astimezone(UTC) for each in moments)):
        made.append(_call(chance, number, at, made))
    return made


def _moment(chance: random.Random) -> datetime:
    day = chance.choice(WEEKS) + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 4, 5, 6)))
    hour = chance.choice((*range(8, 16), *range(8, 16), 0, 2, 23))
    return clock.at_local(datetime(day.year, day.month, day.day, hour, chance.randrange(60), chance.randrange(60)))  # noqa: DTZ001


def _call(chance: random.Random, number: int, at: datetime, earlier: Sequence[Call]) -> Call:
    advisor = GONE if clock.local(at).date() < WEEKS[1] and chance.random() < 0.4 else chance.choice(("MK", "TL", ""))
    call = Call(f"call{number:04}", at, advisor=advisor, state="closed", closed_at=at + timedelta(minutes=20))
    if chance.random() < 0.15:
        call.non_client = chance.choice(("wrong_number", "silent", "a_kind_of_before"))
        return call
    call.talk_seconds, call.wrap_up_seconds = chance.randrange(30, 1500), chance.choice((0, chance.randrange(300)))
    answers = {
        "age": chance.choice(("", "0", "17", "18", "64", "65", "74", "75", "84", "85", "101")),
        "municipality": chance.choice(PLACES),
        "outcome": chance.choice(("A", "A", "A", "B", "B", "C", "D", "F", "")),
        "language": chance.choice(("fi", "fi", "sv", "")),
        "caller_role": chance.choice(("self", "relative", "")),
        "channel": chance.choice(("phone", "callback", "")),
    }
    call.answers = {name: value for name, value in answers.items() if value}
    call.needs = {area: Rating(chance.choice(("0", "1", "2", "3", "?", ""))) for area in ("memory", "mood", "money")}
    call.referrals = tuple(
        Referral(service, "t", name, chance.choice(("told", "sent")), at, *_end(chance))
        for service, name in chance.sample(SERVICES, chance.randrange(3))
    )
    reasons = chance.sample(("queue", "cost", "of_before"), chance.choice((0, 0, 1, 2)))
    call.unmet_needs = tuple(UnmetNeed("x", reason, "t", at) for reason in reasons)
    if earlier and chance.random() < 0.25:
        before = chance.choice(earlier)
        call.continues, call.continues_from = before.id, before.started_at
    if call.outcome == "B" and chance.random() < 0.8:
        call.deadline_on = clock.local(at).date() + timedelta(days=9)
    call.timeline = _timeline(chance, at)
    return call


def _end(chance: random.Random) -> tuple[ReferralResult, NeedMet]:
    results: tuple[ReferralResult, ...] = ("", "accepted", "waiting", "declined", "no_answer")
    ends: tuple[NeedMet, ...] = ("", "met", "partly", "not_met")
    result = chance.choice(results)
    return result, chance.choice(ends) if result == "accepted" else ""


def _timeline(chance: random.Random, at: datetime) -> tuple[Event, ...]:
    """Return a timeline: steps gone through, some twice or never, perhaps parked, killed, or set back in time."""
    codes: list[tuple[EventCode, str]] = [("started", "")]
    for step in STEPS:
        if chance.random() < 0.8:
            codes.append(("step_entered", step))
        between: tuple[list[tuple[EventCode, str]], ...] = (
            [],
            [("answered", "about")],
            [("search_empty", "")],
            [("parked", ""), ("resumed", "")],
            [("answered", "about"), ("resumed", "")],
            [("step_entered", "contact"), ("step_entered", step)],
        )
        codes += chance.choice(between)
    codes += [("talk_ended", ""), ("step_entered", "contact"), ("search_empty", ""), ("closed", "")]
    if chance.random() < 0.1:
        codes = [("started", ""), ("closed", "")]
    events, moment = [], at
    for number, (code, subject) in enumerate(codes, 1):
        events.append(Event(number, moment, code, subject))
        moment += timedelta(seconds=chance.choice((-30, *range(1, 60))), microseconds=chance.randrange(10**6))
    return tuple(events)


STATES: tuple[FollowUpState, ...] = ("open", "done", "done", "done", "dropped")
KINDS: tuple[FollowUpKind, ...] = ("assessment_start", "assessment_start", "check_help")
LATER = (1, 9, 10)
"""Days from the call to the end of its follow-up: long before, on, and just after the last day of the law."""


def made_follow_ups(calls: Sequence[Call]) -> list[FollowUp]:
    """Return follow-ups of calls in every state and kind, in turn: open, done in time or late, dropped."""
    found = []
    for number, call in enumerate(each for each in calls if each.outcome == "B"):
        state = STATES[number % len(STATES)]
        start = clock.at_local(datetime.combine(clock.local(call.started_at).date(), datetime.min.time()))
        ended = start + timedelta(days=LATER[number % len(LATER)], hours=23, minutes=59)
        found.append(
            FollowUp(
                f"f-{call.id}",
                call.id,
                call.started_at,
                KINDS[number // 2 % len(KINDS)],
                state,
                due_on=clock.local(ended).date(),
                ended_at=None if state == "open" else ended.astimezone(UTC),
            )
        )
    return found


def keep(store: Store, calls: Sequence[Call], follow_ups: Sequence[FollowUp]) -> None:
    """Keep calls and follow-ups in a database."""
    with store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA synchronous=OFF")  # a hundred saves need not wait for the disk one by one
    for call in calls:
        store.save(call)
    names = [name for name in FollowUp.__struct_fields__ if name != "version"]
    rows = [{"version": 1, **{name: getattr(each, name) for name in names}} for each in follow_ups]
    with store.engine.begin() as connection:
        connection.execute(insert(FollowUpRow), rows)
