"""One call as it stands: what was answered, rated, offered and agreed, and when each thing happened.

Nothing here is required: any step can come first and anything can stay empty. Every change goes through a method,
which also writes the timeline. The values are immutable, so that a shallow copy is a snapshot to be saved elsewhere.
"""

import copy
import secrets
from datetime import date, datetime

from msgspec import Struct, field
from msgspec.structs import replace

from advisor_tui import clock
from advisor_tui.guidance.entries import Dismissal, Event, NextStep, Rating, Referral, UnmetNeed
from advisor_tui.guidance.vocabulary import (
    IDENTITY_FIELDS,
    UNKNOWN_LEVEL,
    EventCode,
    Mode,
    NeedMet,
    ReferralResult,
    State,
    StepId,
)
from advisor_tui.text import clean, clean_line

NOTES_LIMIT = 10_000
"""Characters of notes: an hour's fast typing; beyond it a text area answers too slowly to a key."""

CARRIED = ("caller_role", "about", "age", "municipality", "lives_alone", "language", "interpreter", "anonymous")
"""What a further contact about the same matter begins with; a matter may have changed, people have hardly."""

LINE_LIMIT = 300
"""Characters of a one-line answer."""


class Call(Struct):
    """A call record (*yhteydenotto*). Times are UTC; durations are seconds of the steady clock.

    ``continues`` is the id of the call whose matter this one goes on with, ``continues_from`` when that one began: kept
    here, because the earlier record may have been removed when repeat contacts are counted.
    """

    id: str
    started_at: datetime
    advisor: str = ""
    mode: Mode = "live"
    script: str = ""
    version: int = 0
    state: State = "open"
    step: StepId = "contact"
    ended_at: datetime | None = None
    closed_at: datetime | None = None
    talk_seconds: int = 0
    wrap_up_seconds: int = 0
    non_client: str = ""
    no_next_step: str = ""
    notes: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    identity: dict[str, str] = field(default_factory=dict)
    needs: dict[str, Rating] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    referrals: tuple[Referral, ...] = ()
    unmet_needs: tuple[UnmetNeed, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    continues: str = ""
    continues_from: datetime | None = None
    proposal: str = ""
    deadline_on: date | None = None
    timeline: tuple[Event, ...] = ()

    # ------------------------------------------------------------ what is known

    @property
    def caller_role(self) -> str:
        """The code of who calls, empty while nobody has said."""
        return self.answer("caller_role")

    @property
    def age(self) -> int | None:
        """Age in full years of the person the call is about."""
        value = self.answers.get("age", "")
        return int(value) if value.isascii() and value.isdecimal() else None

    @property
    def municipality(self) -> str:
        """The home municipality (*kotikunta*) as it was written down."""
        return self.answers.get("municipality", "")

    @property
    def outcome(self) -> str:
        """The outcome A-F, or empty."""
        return self.answers.get("outcome", "")

    @property
    def caller_language(self) -> str:
        """The language to speak to the caller in."""
        return self.answers.get("language", "fi")

    @property
    def anonymous(self) -> bool:
        """Whether no identity is kept, which is the default."""
        return self.answers.get("anonymous", "yes") != "no"

    def answer(self, field_id: str) -> str:
        """Return what a field holds, or empty."""
        return (self.identity if field_id in IDENTITY_FIELDS else self.answers).get(field_id, "")

    def chosen(self, field_id: str) -> tuple[str, ...]:
        """Return what a field of several choices holds."""
        value = self.answers.get(field_id, "")
        return tuple(value.split(",")) if value else ()

    def rating(self, area: str) -> Rating:
        """Return how an area was rated; an empty rating where it was not."""
        return self.needs.get(area, Rating())

    def referral(self, service_id: str) -> Referral | None:
        """Return the referral to a service, or None."""
        return next((each for each in self.referrals if each.service_id == service_id), None)

    def snapshot(self) -> "Call":
        """Return the call as it stands now, untouched by later changes."""
        return copy.copy(self)

    # ------------------------------------------------------------ what changes it

    def log(self, code: EventCode, subject: str = "", value: str = "") -> None:
        """Write a line of the timeline. Only codes belong there, never words."""
        self.timeline = (*self.timeline, Event(len(self.timeline) + 1, clock.now(), code, subject, value))

    def put(self, field_id: str, value: str, *, coded: bool = True) -> None:
        """Fill in a field; an empty value empties it. ``coded`` tells that the value may stand in the timeline."""
        value = clean_line(value, limit=LINE_LIMIT)
        if value == self.answer(field_id):
            return
        name = "identity" if field_id in IDENTITY_FIELDS else "answers"
        kept = {key: old for key, old in getattr(self, name).items() if key != field_id}
        setattr(self, name, {**kept, field_id: value} if value else kept)
        if coded and name == "answers":
            self.log("outcome_set" if field_id == "outcome" else "answered", field_id, value)
        if field_id == "anonymous" and value != "no":
            self.identity = {}
        elif field_id == "about" and value == "self":
            self.identity = {key: old for key, old in self.identity.items() if not key.startswith("person_")}

    def toggle(self, field_id: str, option_id: str) -> None:
        """Choose or unchoose one of several choices."""
        chosen = self.chosen(field_id)
        now = tuple(each for each in chosen if each != option_id) if option_id in chosen else (*chosen, option_id)
        self.put(field_id, ",".join(now))

    def write(self, notes: str) -> None:
        """Replace the notes."""
        self.notes = clean(notes, limit=NOTES_LIMIT)

    def enter(self, step: StepId) -> None:
        """Go to a step of the script."""
        if step != self.step or not any(event.code == "step_entered" for event in self.timeline):
            self.step = step
            self.log("step_entered", step)

    def rate(self, area: str, level: str) -> None:
        """Rate a need area; an empty level takes the rating back."""
        self._keep_rating(area, replace(self.rating(area), level=level))
        self.log("area_rated", area, level)

    def note_area(self, area: str, note: str) -> None:
        """Write a note to a need area."""
        self._keep_rating(area, replace(self.rating(area), note=clean_line(note, limit=LINE_LIMIT)))

    def _keep_rating(self, area: str, rating: Rating) -> None:
        others = {key: old for key, old in self.needs.items() if key != area}
        self.needs = {**others, area: rating} if rating != Rating() else others

    def raise_flag(self, flag: str) -> None:
        """Note a sign of danger."""
        if flag not in self.flags:
            self.flags = (*self.flags, flag)
            self.log("flag_raised", flag)

    def lower_flag(self, flag: str) -> None:
        """Take a sign of danger back."""
        if flag in self.flags:
            self.flags = tuple(each for each in self.flags if each != flag)
            self.log("flag_lowered", flag)

    def dismiss(self, alarm: str, reason: str) -> None:
        """Note why a sign of danger or a duty that was heard is put aside."""
        self.dismissals = (*self.dismissals, Dismissal(alarm, reason, clock.now()))
        self.log("alarm_dismissed", alarm, reason)

    def attach(self, service_id: str, service_type: str, name: str, status: str) -> None:
        """Attach a service with what was done about it; attaching it again changes only that."""
        before = self.referral(service_id)
        if before is None:
            self.referrals = (
                *self.referrals,
                Referral(service_id, service_type, clean_line(name), status, clock.now()),
            )
            self.log("service_attached", service_id, status)
        elif before.status != status:
            changed = replace(before, status=status)
            self.referrals = tuple(changed if each is before else each for each in self.referrals)
            self.log("service_changed", service_id, status)

    def detach(self, service_id: str) -> None:
        """Take an attached service back."""
        if self.referral(service_id):
            self.referrals = tuple(each for each in self.referrals if each.service_id != service_id)
            self.log("service_detached", service_id)

    def record_result(self, service_id: str, result: ReferralResult, met: NeedMet) -> None:
        """Note what became of a referral, as somebody heard it now."""
        before = self.referral(service_id)
        if before is not None and (before.result, before.met) != (result, met):
            changed = replace(before, result=result, met=met, result_at=clock.now())
            self.referrals = tuple(changed if each is before else each for each in self.referrals)
            self.log("referral_result", service_id, met or result)

    def continue_from(self, earlier: "Call") -> None:
        """Note that this contact goes on with the matter of an earlier one."""
        self.continues, self.continues_from = earlier.id, earlier.started_at
        self.log("continued", earlier.id)

    def carry_over(self, earlier: "Call") -> None:
        """Begin with what an earlier contact about the same matter told of the person and of the caller."""
        self.continue_from(earlier)
        for field_id in CARRIED:
            self.put(field_id, earlier.answer(field_id), coded=field_id not in ("age", "municipality"))
        if not self.anonymous:
            self.identity = dict(earlier.identity)

    def leave_unmet(self, need: str, reason: str, service_type: str = "") -> None:
        """Note a need that no service answers, and why."""
        need = clean_line(need, limit=LINE_LIMIT)
        self.unmet_needs = (*self.unmet_needs, UnmetNeed(need, reason, service_type, clock.now()))
        self.log("need_unmet", service_type, reason)

    def take_back_unmet(self, number: int) -> None:
        """Take back the unmet need at a position (from 0)."""
        if 0 <= number < len(self.unmet_needs):
            gone = self.unmet_needs[number]
            self.unmet_needs = self.unmet_needs[:number] + self.unmet_needs[number + 1 :]
            self.log("need_met", gone.service_type, gone.reason)

    def agree(self, step: NextStep) -> None:
        """Add an agreed next step."""
        self.next_steps = (*self.next_steps, replace(step, what=clean_line(step.what, limit=LINE_LIMIT)))
        self.log("next_step_agreed", step.who, step.by.isoformat() if step.by else "")

    def drop_agreed(self, number: int) -> None:
        """Take back the agreed next step at a position (from 0)."""
        if 0 <= number < len(self.next_steps):
            gone = self.next_steps[number]
            self.next_steps = self.next_steps[:number] + self.next_steps[number + 1 :]
            self.log("next_step_dropped", gone.who)

    # ------------------------------------------------------------ how it ends

    def park(self) -> None:
        """Leave a call that goes on waiting, to take another."""
        if self.state == "open":
            self.state = "parked"
            self.log("parked")

    def resume(self) -> None:
        """Go on with a parked or interrupted call."""
        if self.state == "parked":
            self.state = "open"
        self.log("resumed")

    def end_talk(self, *, no_next_step: str = "") -> None:
        """The caller has hung up: what is left is the wrap-up. ``no_next_step`` says why nothing was agreed."""
        if self.state in ("wrap_up", "closed"):
            return
        self.no_next_step = no_next_step
        self.ended_at = clock.now()
        self.state = "wrap_up"
        self.log("talk_ended", "", no_next_step)

    def close(self) -> None:
        """The record is finished."""
        self.ended_at = self.ended_at or clock.now()
        self.closed_at = clock.now()
        self.state = "closed"
        self.log("closed")

    def close_as_non_client(self, reason: str) -> None:
        """Not a client call (wrong number, silent, ...): done at once."""
        self.non_client = reason
        self.log("non_client", reason)
        self.close()

    def reopen(self) -> None:
        """A saved call is being corrected; it stays closed."""
        self.log("reopened")


def new_call(*, advisor: str = "", mode: Mode = "live", script: str = "") -> Call:
    """Return a call that begins now."""
    call = Call(id=new_id(), started_at=clock.now(), advisor=clean_line(advisor), mode=mode, script=script)
    call.log("started")
    return call


def new_id() -> str:
    """Return an id that no other desk makes and that sorts by time: milliseconds since 1970, then chance."""
    return f"{int(clock.now().timestamp() * 1000):012x}{secrets.token_hex(10)}"


def rated_at_least(call: Call, level: int) -> tuple[str, ...]:
    """Return the areas rated at least so high. Unknown is never a number."""
    return tuple(
        area
        for area, rating in call.needs.items()
        if rating.level not in ("", UNKNOWN_LEVEL) and int(rating.level) >= level
    )
