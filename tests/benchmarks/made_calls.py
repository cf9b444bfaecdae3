"""Calls as a line of advice keeps them: invented, plausible, and the same ones for the same number and seed.

Each is put together directly, and holds what the desk would have written: what follows by rule (proposal, deadline,
usual next step, follow-ups) is asked of the rules themselves.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from advisor_tui import reference
from advisor_tui.guidance import closing, deadlines
from advisor_tui.guidance.assessment import propose
from advisor_tui.guidance.call import CARRIED, Call
from advisor_tui.guidance.entries import NextStep, Rating, Referral, UnmetNeed
from advisor_tui.guidance.known import Known
from advisor_tui.settings import Settings
from tests.benchmarks.made_taking import Taking
from tests.benchmarks.made_times import DAYS, starts
from tests.benchmarks.made_world import (
    AGE_BANDS,
    AGES,
    CHANNELS,
    LANGUAGES,
    LEVELS,
    LIVES,
    NO_NEXT,
    NON_CLIENT,
    NON_CLIENT_SHARE,
    REASONS,
    REPEAT_SHARE,
    ROLES,
    STATUSES,
    VANISHED,
    Made,
    World,
)

SEED = 20261125
LAST = date(2026, 11, 22)
"""The last day with calls: the Sunday before the Monday on which the clock of the tests stands."""


def made(
    count: int, seed: int = SEED, last: date = LAST, known: Known | None = None, span: int = DAYS
) -> Iterator[Made]:
    """Yield so many finished calls of the five years, or another span of days, up to a day, in their order."""
    world = World(known or reference.load(Settings()).known, seed, last)
    for start in starts(world.chance, count, last, span):
        talk = Talk(world, start)
        non_client = not start.at_least and world.chance.random() < NON_CLIENT_SHARE
        yield talk.not_a_client() if non_client else talk.client()


class Talk(Taking):
    """One call being taken, with its steps in their order."""

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
