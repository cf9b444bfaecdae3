"""The codes that a call record consists of. They are kept for years: a code is added, never given another meaning.

Names follow Inform USA and contact-centre usage (contact, referral, unmet need, disposition) and, where the law has
its own term, the Finnish one in the comment.
"""

from typing import Literal

StepId = Literal["contact", "advice", "assessment", "next_step"]
"""*Yhteydenotto; neuvonta, ohjaus; alustava palvelutarpeen selvittäminen; jatkosta sopiminen.*"""

STEPS: tuple[StepId, ...] = ("contact", "advice", "assessment", "next_step")
END = "end"
"""Where the last step leads."""

FieldKind = Literal["choice", "number", "text", "place", "date", "outcome", "promises"]

RECORD_FIELDS: dict[str, FieldKind] = {
    "caller_role": "choice",
    "about": "choice",
    "age": "number",
    "municipality": "place",
    "lives_alone": "choice",
    "language": "choice",
    "interpreter": "choice",
    "channel": "choice",
    "anonymous": "choice",
    "resources": "text",
    "goal": "text",
    "asks_assessment": "choice",
    "outcome": "outcome",
    "deadline_ground": "choice",
    "next_what": "text",
    "next_who": "choice",
    "next_by": "date",
    "self_help": "text",
    "contact_back": "choice",
    "pass_on": "choice",
    "promises": "promises",
}
"""The fields a record keeps, and what kind of answer each holds. A script orders and words them; it adds none."""

IDENTITY_FIELDS: dict[str, FieldKind] = {
    "caller_name": "text",
    "caller_phone": "text",
    "person_name": "text",
    "person_phone": "text",
}
"""Who somebody is and how to reach them: kept apart from the record, and only when the matter needs it."""

BLOCKS = ("deadline", "referrals", "unmet_needs", "needs", "proposal", "agreed", "card")
"""Parts of a step that are not one field."""

REPEATABLE = ("deadline", "proposal", "card")
"""Parts that only tell something, and may do so in several steps."""

Outcome = Literal["A", "B", "C", "D", "E", "F"]
"""A settled by advice; B wider assessment (*laajempi selvittely*); C urgent; D notification (vanhuspalvelulaki 25 §,
SHL 35 §); E child welfare notification (lastensuojelulaki 25 §); F somebody else's matter."""

OUTCOMES: tuple[Outcome, ...] = ("A", "B", "C", "D", "E", "F")

State = Literal["open", "parked", "wrap_up", "closed"]
Mode = Literal["live", "practice"]

UNKNOWN_LEVEL = "?"
LEVELS = ("0", "1", "2", "3", UNKNOWN_LEVEL)
"""How a need area was rated; unknown is never zero."""

SUPPORT_NEEDS = range(1, 11)
"""The ten categories of need for support (*tuen tarve*) of SHL 11 §."""

EventCode = Literal[
    "started",
    "resumed",
    "parked",
    "step_entered",
    "answered",
    "search_empty",
    "service_shown",
    "service_attached",
    "service_changed",
    "service_detached",
    "need_unmet",
    "need_met",
    "area_rated",
    "flag_raised",
    "flag_lowered",
    "urgent_opened",
    "proposal_shown",
    "outcome_set",
    "next_step_agreed",
    "next_step_dropped",
    "card_shown",
    "talk_ended",
    "closed",
    "non_client",
    "reopened",
    "offer_taken",
    "offer_refused",
    "offer_undone",
    "alarm_dismissed",
    "service_fault",
    "referral_result",
    "continued",
]
"""What the timeline tells, in codes only: it holds no word that was said."""

ReferralResult = Literal["", "accepted", "waiting", "declined", "not_eligible", "no_answer"]
"""What became of a referral (Inform USA: referral status), as a follow-up heard it; empty until somebody asked."""

ASKED_AGAIN: tuple[ReferralResult, ...] = ("waiting", "no_answer")
"""Results after which somebody asks again, because nobody can tell yet whether the need was met."""

NeedMet = Literal["", "met", "partly", "not_met"]
"""Whether the need was met in the end, as the caller or the provider tells it."""

FollowUpKind = Literal["call_back", "check_help", "notification", "assessment_start", "other"]
"""What is to be done after the call: *takaisinsoitto*, *seurantasoitto*, *ilmoitus*, the start of the assessment of
the need for services (*palvelutarpeen arvioinnin aloittaminen*, SHL 36 §), anything else."""

FOLLOW_UP_KINDS: tuple[FollowUpKind, ...] = ("call_back", "check_help", "notification", "assessment_start", "other")

FollowUpState = Literal["open", "done", "dropped"]
"""``dropped``: found not to be needed, which somebody has said and the access log tells."""

AccessAction = Literal["opened", "changed", "exported", "removed", "handed_off", "follow_up"]
"""What somebody did with a record that is kept, for the access log (*lokitiedot*)."""
