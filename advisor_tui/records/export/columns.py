"""The columns of the exported calls, each with its meaning and with how it is read from the tables.

Names and order are stable: a new column comes at the end, none changes. The exports, their pseudonymous form and the
data dictionary are all made from what stands here.
"""

from typing import Literal

from msgspec import Struct

from advisor_tui.guidance.vocabulary import RECORD_FIELDS
from advisor_tui.language import N_
from advisor_tui.records.export.forms import SEPARATOR

Kind = Literal["id", "text", "number", "date", "time", "code", "codes"]

Research = Literal[
    "left_out",
    "call",
    "follow_up",
    "advisor",
    "hour",
    "half_minutes",
    "age_band",
    "county",
    "code",
    "service",
    "number",
]
"""What becomes of a column in the pseudonymous form: a pseudonym of a call, a follow-up or an advisor; a time to the
hour; seconds to the half minute; a band of ages; the county of a municipality; codes of the script and ids of services
that enough calls share; a running number as it is."""


class Column(Struct, frozen=True):
    """One column. ``sql`` is read from its table and from its call, which is called ``c``.

    ``codes`` names the list that its codes are from, ``standard`` what the field's standards call it, ``free`` tells
    that anything may have been typed in it. ``research_sql`` is read in the pseudonymous form in place of ``sql``,
    under the name ``research_name``.
    """

    name: str
    kind: Kind
    meaning: str
    sql: str
    codes: str = ""
    standard: str = ""
    free: bool = False
    research: Research = "left_out"
    research_sql: str = ""
    research_name: str = ""


def joined(value: str, table: str, order: str = "number") -> str:
    """Return SQL for the values of a call's other rows in one cell, in their order."""
    rows = f"SELECT {value} AS value FROM {table} WHERE call_id = c.id ORDER BY {order}"  # noqa: S608 - our own words
    return f"coalesce((SELECT group_concat(value, '{SEPARATOR}') FROM ({rows})), '')"  # noqa: S608


_STEP = "{0}what || ' [' || {0}who || ']' || coalesce(' ' || {0}by, '')"
_AGREED = joined(_STEP.format(""), "next_step")
_CURRENT = _STEP.format("c.next_")
_NEXT_STEPS = (
    f"CASE WHEN c.next_what = '' THEN {_AGREED} "
    f"ELSE coalesce(nullif({_AGREED}, '') || '{SEPARATOR}', '') || {_CURRENT} END"
)
"""Every agreed step: those already agreed, and the one that the three fields of the record hold."""

_RATED = "area || '=' || CASE WHEN level = '' THEN '-' ELSE level END"
_NEEDS = joined(f"{_RATED} || CASE WHEN note = '' THEN '' ELSE ' (' || note || ')' END", "need_rating", "area")

MAIN = (
    Column("id", "id", N_("Identifier of the call."), "c.id", standard="Inform USA: contact", research="call"),
    Column(
        "started_at", "time", N_("When the call began, on the clock in Finland."), "c.started_at", research="hour"
    ),
    Column("ended_at", "time", N_("When the caller hung up, on the clock in Finland."), "c.ended_at"),
    Column(
        "talk_seconds", "number", N_("Seconds of talk."), "c.talk_seconds",
        standard="talk time", research="half_minutes",
    ),
    Column(
        "wrap_up_seconds", "number", N_("Seconds of wrap-up after the talk."), "c.wrap_up_seconds",
        standard="wrap-up time (after-call work)", research="half_minutes",
    ),
    Column("advisor", "text", N_("Initials of the advisor who took the call."), "c.advisor", research="advisor"),
    Column(
        "kind", "code", N_("Whether it was a client call."),
        "CASE WHEN c.non_client = '' THEN 'client' ELSE 'non_client' END", codes="kind", research="code",
    ),
    Column(
        "non_client", "code", N_("What it was when it was not a client call."), "c.non_client", codes="non_client",
        standard="Inform USA: non-transaction call", research="code",
    ),
)  # fmt: skip

FIELDS: dict[str, str] = {
    "caller_role": N_("Who called."),
    "about": N_("Whom the call was about."),
    "age": N_("Age in full years of the person the call was about."),
    "municipality": N_("Home municipality of the person, as it was written down."),
    "lives_alone": N_("How the person lives."),
    "language": N_("Language of the caller."),
    "interpreter": N_("Whether an interpreter was needed."),
    "channel": N_("How the contact was made."),
    "anonymous": N_("Whether the caller stayed anonymous."),
    "resources": N_("What the person manages and who helps already, in words."),
    "goal": N_("What the caller hopes for, in words."),
    "asks_assessment": N_("Whether the caller asks for an assessment of the need for services."),
    "outcome": N_("What came of the call."),
    "deadline_ground": N_("On what ground the time limit of the Social Welfare Act, section 36, applies."),
    "self_help": N_("What the caller can do meanwhile, in words."),
    "contact_back": N_("Whether the caller may be called back."),
    "pass_on": N_("Whether what was said may be passed on."),
    "promises": N_("Which promises of the advice line the advisor has checked."),
}
"""What each field of the record means that has a column of its own."""

_STANDARDS = {"outcome": "disposition", "channel": "Inform USA: contact method", "goal": "Inform USA: presenting need"}
_RESEARCH: dict[str, tuple[Research, str]] = {"number": ("age_band", "age_band"), "place": ("county", "county")}


def _field(name: str) -> Column:
    kind = RECORD_FIELDS[name]
    of: Kind = {"number": "number", "text": "text", "place": "text", "promises": "codes"}.get(kind, "code")  # type: ignore[assignment]
    coded = of in ("code", "codes")
    research, research_name = _RESEARCH.get(kind, ("code" if coded else "left_out", ""))
    return Column(
        name, of, FIELDS[name], f"c.{name}", codes=name if coded else "", standard=_STANDARDS.get(name, ""),
        free=of == "text", research=research, research_name=research_name,
    )  # fmt: skip


PARTS = (
    Column(
        "services", "text", N_("Services the caller was guided to, each with what was done about it."),
        joined("name || ' [' || status || ']'", "referral"), standard="Inform USA: referral",
    ),
    Column(
        "service_ids", "codes", N_("Identifiers of those services, in the same order."),
        joined("service_id", "referral"), standard="HSDS: service.id", research="service",
    ),
    Column(
        "unmet_needs", "text", N_("Needs that no service answered, each with the reason."),
        joined("need || ' [' || reason || ']'", "unmet_need"), standard="Inform USA: unmet need", free=True,
        codes="unmet_reason", research="code", research_sql=joined("reason", "unmet_need"),
        research_name="unmet_reasons",
    ),
    Column(
        "need_areas", "text", N_("How each need area was rated, with the advisor's note."), _NEEDS, free=True,
        codes="need_level", research="code", research_sql=joined(_RATED, "need_rating", "area"),
    ),
    Column(
        "red_flags", "codes", N_("Signs of danger that were raised."), joined("flag", "red_flag"),
        codes="flag", research="code",
    ),
    Column(
        "next_steps", "text", N_("What was agreed: what, who, by when."), _NEXT_STEPS, codes="next_who", free=True,
    ),
    Column(
        "proposal", "code", N_("The outcome that the preliminary assessment proposed."), "c.proposal",
        codes="outcome", research="code",
    ),
    Column("deadline_on", "date", N_("Last day of the statutory time limit."), "c.deadline_on"),
    Column(
        "no_next_step", "code", N_("Why no next step was agreed."), "c.no_next_step",
        codes="no_next_step", research="code",
    ),
    Column("notes", "text", N_("The notes of the advisor."), "c.notes", free=True),
    Column("script", "text", N_("Script of the call and its version."), "c.script"),
    Column(
        "dismissed_alarms", "codes", N_("Signs of danger and duties heard in the notes and put aside, and why."),
        joined("alarm || ' [' || reason || ']'", "dismissed_alarm"), codes="dismissal",
    ),
)  # fmt: skip

COLUMNS = (*MAIN, *(_field(name) for name in FIELDS), *PARTS)
"""The columns of the first exports, without anybody's identity."""

_IDENTITY = "coalesce((SELECT {name} FROM identity WHERE call_id = c.id), '')"
IDENTITY_COLUMNS = tuple(
    Column(name, "text", meaning, _IDENTITY.format(name=name))
    for name, meaning in (
        ("caller_name", N_("Name of the caller; only with --identified.")),
        ("caller_phone", N_("Phone number of the caller; only with --identified.")),
        ("person_name", N_("Name of the person the call was about; only with --identified.")),
        ("person_phone", N_("Phone number of the person the call was about; only with --identified.")),
    )
)

NOT_HEARD = "not_heard"
"""Stands where nobody has heard yet what became of a referral, so that the places still tell which is meant."""


def _heard(name: str) -> str:
    return f"CASE WHEN {name} = '' THEN '{NOT_HEARD}' ELSE {name} END"


LATER = (
    Column(
        "continues", "id", N_("Identifier of the call whose matter this one goes on with."), "c.continues",
        standard="repeat contact", research="call",
    ),
    Column(
        "corrected_at", "time", N_("When the finished record was last changed, on the clock in Finland."),
        "(SELECT max(at) FROM access_log WHERE record = c.id AND action = 'changed')", research="hour",
    ),
    Column(
        "referral_results", "codes", N_("What became of each referral, in the order of the services."),
        joined(_heard("result"), "referral"), codes="referral_result",
        standard="Inform USA: referral outcome", research="code",
    ),
    Column(
        "needs_met", "codes", N_("Whether the need was met, in the order of the services."),
        joined(_heard("met"), "referral"), codes="need_met", research="code",
    ),
    Column(
        "follow_ups", "codes", N_("What was to be done after the call, each with how it stands."),
        joined("kind || ' [' || state || ']'", "follow_up", "made_at, id"), codes="follow_up_kind",
        standard="Inform USA: follow-up", research="code", research_sql=joined("kind", "follow_up", "made_at, id"),
    ),
)  # fmt: skip
"""What came later. It stands after the identity, so that no column of an older reader changes its place."""


def columns(*, identified: bool = False) -> tuple[Column, ...]:
    """Return the columns of the calls."""
    return (*COLUMNS, *(IDENTITY_COLUMNS if identified else ()), *LATER)
