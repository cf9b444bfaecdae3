"""A call being taken: its timeline as the seconds go, and what comes of it in the days after."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from advisor_tui import clock
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import Event
from advisor_tui.guidance.follow_ups import FollowUp, arising
from advisor_tui.guidance.known import Line
from advisor_tui.guidance.vocabulary import EventCode, StepId
from tests.benchmarks.made_times import Start
from tests.benchmarks.made_world import CORRECTED_SHARE, ENDED, HEARD_SHARE, MET, RESULTS, Access, Made, World


class Taking:
    """One call being taken, and the seconds that each thing in it took."""

    def __init__(self, world: World, start: Start) -> None:
        self._world, self._draw, self._words = world, world.chance.random, world.words
        self._seconds, self._pace = 0.0, 8 * 1.35 ** (12 * self._draw() - 4)
        self._at_least = start.at_least
        self._events: list[Event] = []
        call_id = f"{int(start.at.timestamp() * 1000):012x}{world.chance.getrandbits(80):020x}"
        self.call = Call(id=call_id, started_at=start.at, advisor=start.advisor, script=self._script(), state="closed")
        self.call.version = 3 + int(self._draw() * 30)  # saves
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

    def _enter(self, step: StepId) -> None:
        self.call.step = step
        self._log("step_entered", step)

    def _day(self) -> date:
        return clock.local(self.call.started_at).date()

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
        state = self._one_of(ENDED)
        self._accesses.append(Access(at, self.call.advisor, "follow_up", kept.id, state))
        return replace(kept, state=state, ended_at=at, ended_by=self.call.advisor, version=2)
