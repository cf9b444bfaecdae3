"""Calls as a line of advice keeps them: invented, plausible, and the same ones for the same number and seed.

Each is put together directly, and holds what the desk would have written: what follows by rule (proposal, deadline,
usual next step, follow-ups) is asked of the rules themselves.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from advisor_tui import clock, reference
from advisor_tui.guidance import closing, deadlines
from advisor_tui.guidance.assessment import propose
from advisor_tui.guidance.call import CARRIED, Call
from advisor_tui.guidance.entries import Event, NextStep, Rating, Referral, UnmetNeed
from advisor_tui.guidance.follow_ups import FollowUp, arising
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.vocabulary import EventCode, StepId
from advisor_tui.settings import Settings
from tests.benchmarks.made_times import Start, starts
from tests.benchmarks.made_world import (
    AGE_BANDS,
    AGES,
    CHANNELS,
    CORRECTED_SHARE,
    HEARD_SHARE,
    LANGUAGES,
    LEVELS,
    LIVES,
    MET,
    NO_NEXT,
    NON_CLIENT,
    NON_CLIENT_SHARE,
    REASONS,
    REPEAT_SHARE,
    RESULTS,
    ROLES,
    STATUSES,
    VANISHED,
    Access,
    Made,
    World,
    bag,
)

SEED = 20261125
LAST = date(2026, 11, 22)
"""The last day with calls: the Sunday before the Monday on which the clock of the tests stands."""


def made(count: int, seed: int = SEED, last: date = LAST, known: Known | None = None) -> Iterator[Made]:
    """Yield so many finished calls of the five years up to a day, in the order in which they began."""
    world = World(known or reference.load(Settings()).known, seed, last)
    for start in starts(world.chance, count, last):
        taking = Taking(world, start)
        non_client = not start.at_least and world.chance.random() < NON_CLIENT_SHARE
        yield taking.not_a_client() if non_client else taking.client()


class Taking:
    """One call being taken: its steps in their order, and the seconds that each thing in it took."""

    def __init__(self, world: World, start: Start) -> None:
        self._world, self._draw, self._words = world, world.chance.random, world.words
        self._seconds, self._pace = 0.0, 8 * 1.35 ** (12 * self._draw() - 4)
        self._at_least = start.at_least
        self._events: list[Event] = []
        micro = start.at.microsecond
        call_id = f"{int(start.at.timestamp() * 1000):012x}{world.chance.getrandbits(80):020x}"
        self.call = Call(id=call_id, started_at=start.at, advisor=start.advisor, script=self._script(), state="closed")
        self.call.version = 3 + int(self._draw() * 30) + micro % 2
        self._accesses: list[Access] = []
        self._log("started")

    def _script(self) -> str:
        script = self._world.known.script
        return f"{script.id} {script.version}"

    def _log(self, code: EventCode, subject: str = "", value: str = "") -> datetime:
        """Write a line of the timeline and let some seconds go; return when it was."""
        at = self.call.started_at + timedelta(seconds=self._seconds)
        self._events.append(Event(len(self._events) + 1, at, code, subject, value))
        self._seconds += self._pace * (0.2 + 1.6 * self._draw())
        return at

    def _one_of(self, some: tuple[str, ...]) -> str:
        return some[int(self._draw() * len(some))]

    def _answer(self, name: str, value: str, *, coded: bool = True) -> None:
        """Fill in a field where there is something to fill in."""
        if value:
            self.call.answers[name] = value
            if coded:
                self._log("answered", name, value)

    # ------------------------------------------------------------ kinds of calls

    def not_a_client(self) -> Made:
        """Return the call as one that is not a client's."""
        call = self.call
        if self._draw() < 0.3:
            self._enter("contact")
        call.non_client = self._one_of(NON_CLIENT)
        self._log("non_client", call.non_client)
        if self._draw() < 0.1:
            call.notes = self._words.compound()
        call.talk_seconds = int(self._seconds)
        self._end(self._log("closed"))
        return self._made()

    def client(self) -> Made:
        """Return the call as one of a client, with everything that comes of it later."""
        kinds = [self._kind() for _number in range(1 + int(self._draw() * 2.4))]
        self._contact()
        self._advice(kinds)
        if self._draw() < 0.75:
            self._assessment()
        self._next_step(kinds)
        self._close()
        self._hear_of_referrals()
        self._correct()
        if not self.call.anonymous:
            self._world.remember(self.call)
        return self._made()

    def _kind(self) -> str:
        kinds = self._world.kinds
        return kinds[int(len(kinds) * self._draw() ** 1.7)]

    # ------------------------------------------------------------ the four steps

    def _enter(self, step: StepId) -> None:
        self.call.step = step
        self._log("step_entered", step)

    def _contact(self) -> None:
        earlier = self._world.earlier
        self._enter("contact")
        if earlier and self._draw() < 0.25 * REPEAT_SHARE:
            self._continue(earlier[int(self._draw() * len(earlier))])
        else:
            role = self._one_of(ROLES)
            self._answer("caller_role", role)
            if role:
                self._answer("about", "self" if role == "self" else "other")
            self._answer("age", self._age(), coded=False)
            self._answer("municipality", self._one_of(self._world.places))
            self._answer("lives_alone", self._one_of(LIVES))
            self._answer("language", self._one_of(LANGUAGES))
            self._answer("channel", self._one_of(CHANNELS))

    def _continue(self, earlier: Call) -> None:
        """Go on with the matter of an earlier call, as the desk does when asked to."""
        call = self.call
        call.continues, call.continues_from = earlier.id, earlier.started_at
        self._log("continued", earlier.id)
        for name in CARRIED:
            self._answer(name, earlier.answer(name), coded=name not in ("age", "municipality"))
        call.identity = dict(earlier.identity)

    def _age(self) -> str:
        band = self._one_of(AGE_BANDS)
        low, high = AGES.get(band, (0, 0))
        return str(low + int(self._draw() * (high - low))) if band else ""

    def _advice(self, kinds: list[str]) -> None:
        call, draw = self.call, self._draw
        self._enter("advice")
        call.notes = self._words.notes(
            call.answers.get("caller_role", ""), kinds, call.answers.get("age", ""), call.municipality
        )
        for kind in kinds:
            found = self._world.services(kind, call.municipality)
            if draw() < 0.12:
                self._log("search_empty")
            if found and draw() < 0.85:
                self._attach(found[int(draw() * len(found))])
            elif draw() < 0.35:
                at = self._log("need_unmet", kind, reason := self._one_of(REASONS))
                call.unmet_needs = (*call.unmet_needs, UnmetNeed(self._words.phrase(kind), reason, kind, at))
        self._propose()

    def _attach(self, found: Referral) -> None:
        call = self.call
        if self._draw() < 0.02:
            gone = self._one_of(VANISHED)
            found = Referral(f"lakannut-{gone}", found.service_type, gone.replace("-", " ").capitalize(), "", found.at)
        if call.referral(found.service_id):
            return
        self._log("service_shown", found.service_id)
        status = self._one_of(STATUSES)
        at = self._log("service_attached", found.service_id, status)
        call.referrals = (*call.referrals, replace(found, status=status, at=at))

    def _propose(self) -> None:
        proposed = propose(self._world.known.script, self.call, "fi").outcome or ""
        if proposed != self.call.proposal:
            self.call.proposal = proposed
            self._log("proposal_shown", proposed)

    def _assessment(self) -> None:
        call, draw, areas = self.call, self._draw, self._world.areas
        self._enter("assessment")
        for number in {int(draw() * len(areas)) for _number in range(int(draw() * 7))}:
            level = LEVELS[int(draw() ** 1.6 * len(LEVELS))]
            note = self._words.compound() if draw() < 0.15 else ""
            call.needs[areas[number]] = Rating(level, note)
            self._log("area_rated", areas[number], level)
        call.needs = dict(sorted(call.needs.items()))  # in the order in which they are read again
        if draw() < 0.02:
            call.flags = (self._one_of(self._world.flags),)
            self._log("flag_raised", call.flags[0])
            self._log("urgent_opened", self._world.known.script.flags[call.flags[0]].urgent)
        self._answer("asks_assessment", "yes" if (asked := draw()) < 0.08 else "no" if asked < 0.3 else "")
        self._answer("resources", self._words.compound() if draw() < 0.2 else "", coded=False)
        self._answer("goal", self._words.compound() if draw() < 0.2 else "", coded=False)
        self._propose()

    def _next_step(self, kinds: list[str]) -> None:
        call, draw = self.call, self._draw
        if draw() < 0.04:
            call.no_next_step = self._one_of(NO_NEXT)
            return
        self._enter("next_step")
        call.answers["outcome"] = (call.proposal or "A") if draw() < 0.92 else "F"
        self._log("outcome_set", "outcome", call.outcome)
        self._keep_identity()
        found = self._deadline() if call.outcome == "B" else None
        call.deadline_on = found.last_day if found else None
        usual = closing.usual_next_step(self._world.known.script, call, self._day(), found)
        if usual:
            what = f"{usual.what}, {self._words.compound()}" if draw() < 0.1 else usual.what
            self._agree(NextStep(what, usual.who, usual.by))
        if draw() < 0.08:
            by = self._day() + timedelta(days=1 + int(draw() * 20))
            call.next_steps = (NextStep(self._words.phrase(kinds[0]), "caller", by),)
            self._log("next_step_agreed", "caller", by.isoformat())
        self._answer("self_help", self._words.phrase(kinds[-1]) if draw() < 0.2 else "", coded=False)
        if not call.anonymous:
            self._answer("contact_back", "yes" if draw() < 0.8 else "no")
            self._answer("pass_on", self._one_of(("yes", "yes", "yes", "no", "not_asked_person")))
        self._answer("promises", "heard,informed,how_it_goes_on" if draw() < 0.4 else "")
        if draw() < 0.5:
            self._log("card_shown")

    def _keep_identity(self) -> None:
        call, words = self.call, self._words
        wanted = {"A": 0.12, "F": 0.1, "B": 0.75, "D": 0.7, "E": 0.6}.get(call.outcome, 0.2)
        if not call.identity and self._draw() < wanted:
            self._answer("anonymous", "no")
            call.identity = {"caller_name": words.name(), "caller_phone": words.phone()}
            if call.answers.get("about") == "other":
                call.identity["person_name"] = words.name()

    def _agree(self, step: NextStep) -> None:
        self._answer("next_what", step.what, coded=False)
        self._answer("next_who", step.who)
        self._answer("next_by", step.by.isoformat() if step.by else "")

    def _deadline(self) -> deadlines.Deadline | None:
        return deadlines.deadline(self._world.known.limits, self.call, self._day())

    def _day(self) -> date:
        return clock.local(self.call.started_at).date()

    # ------------------------------------------------------------ how it ends, and what comes after

    def _close(self) -> None:
        call = self.call
        self._seconds = max(self._seconds, self._at_least)
        last = closing.current_step(call)
        if last:
            self._log("next_step_agreed", last.who, last.by.isoformat() if last.by else "")
        call.talk_seconds = int(self._seconds)
        ended = self._log("talk_ended", "", call.no_next_step)
        self._seconds += 15 * 1.6 ** (7 * self._draw())  # 15 s to 7 min
        call.wrap_up_seconds = int(self._seconds) - call.talk_seconds
        self._end(self._log("closed"), ended)

    def _end(self, closed: datetime, ended: datetime | None = None) -> None:
        self.call.ended_at, self.call.closed_at = ended or closed, closed

    def _later(self, days: float) -> datetime | None:
        """Return a moment so many days after the call, while the desk is open; None where that is still to come."""
        call = self.call
        at = call.started_at + timedelta(days=days, seconds=self._seconds)
        return at if at < self._world.end else None

    def _hear_of_referrals(self) -> None:
        call = self.call
        if not call.referrals or self._draw() > HEARD_SHARE or (at := self._later(7 + 23 * self._draw())) is None:
            return
        heard = []
        for each in call.referrals:
            result = self._one_of(RESULTS)
            met = self._one_of(MET) if result == "accepted" else ""
            heard.append(replace(each, result=result, met=met, result_at=at))
            self._note(at, "referral_result", each.service_id, met or result)
        call.referrals = tuple(heard)
        self._changed(at, "referrals")

    def _correct(self) -> None:
        """Correct the outcome or the notes some hours or days later."""
        call, draw = self.call, self._draw
        last = call.referrals[0].result_at if call.referrals else None
        at = self._later(3 * draw())
        if draw() > CORRECTED_SHARE or at is None or last is not None or not call.outcome:
            return
        self._note(at, "reopened")
        if call.outcome in ("A", "F") and draw() < 0.5:
            call.answers["outcome"] = "F" if call.outcome == "A" else "A"
            self._note(at, "outcome_set", "outcome", call.outcome)
            self._changed(at, "answers.outcome")
        else:
            call.notes = f"{call.notes}\n{self._words.compound()}"
            self._changed(at, "notes")

    def _note(self, at: datetime, code: EventCode, subject: str = "", value: str = "") -> None:
        self._events.append(Event(len(self._events) + 1, at, code, subject, value))

    def _changed(self, at: datetime, parts: str) -> None:
        call = self.call
        call.version += 1
        self._accesses.append(Access(at - timedelta(seconds=40), call.advisor, "opened", call.id))
        self._accesses.append(Access(at, call.advisor, "changed", call.id, parts))

    def _made(self) -> Made:
        self.call.timeline = tuple(self._events)
        return Made(self.call, tuple(self._follow_ups()), tuple(self._accesses))

    def _follow_ups(self) -> Iterator[FollowUp]:
        """Yield what the call asks for afterwards, most of it done by now: in time, or late."""
        call = self.call
        if call.non_client or call.closed_at is None:
            return
        for due in arising(call, self._world.known, Line(advisor=call.advisor)):
            kept = FollowUp(
                id=f"{call.id[:12]}{self._world.chance.getrandbits(80):020x}",
                call_id=call.id,
                made_at=call.closed_at,
                kind=due.kind,
                source=due.source,
                what=due.what,
                service_id=due.service_id,
                owner=due.owner,
                due_on=due.due_on,
                version=1,
            )
            yield self._ended(kept)

    def _ended(self, kept: FollowUp) -> FollowUp:
        """Return a follow-up as somebody ended it, or as it stands while nobody has; one of thousands is forgotten."""
        draw = self._draw
        days = (kept.due_on - self._day()).days if kept.due_on else 5
        late = days + 1 + 10 * draw() if draw() < 0.12 else max(0.1, days * draw())
        at = self._later(late)
        if at is None or draw() < 0.0005:
            return kept
        state = self._one_of(bag(done=95, dropped=5))
        self._accesses.append(Access(at, self.call.advisor, "follow_up", kept.id, state))
        return replace(kept, state=state, ended_at=at, ended_by=self.call.advisor, version=2)
