"""The board of follow-ups: what is overdue, for today and for later, and how each is told in a line."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal, get_args

from msgspec import Struct

from advisor_tui.catalogue.service import Catalogue
from advisor_tui.guidance.call_words import service_name
from advisor_tui.guidance.entries import Referral
from advisor_tui.guidance.follow_ups import GONE, FollowUp
from advisor_tui.guidance.vocabulary import FollowUpKind, NeedMet, ReferralResult
from advisor_tui.language import _, ngettext, short_day
from advisor_tui.workdays import workdays_between

Bucket = Literal["overdue", "today", "later"]

BUCKETS: tuple[Bucket, ...] = ("overdue", "today", "later")


class OnBoard(Struct, frozen=True):
    """An open follow-up with what the board tells of its call. Identity is there only where the call keeps it.

    ``owner_away`` tells that its owner has not taken a call for a long time.
    """

    follow_up: FollowUp
    started_at: datetime
    advisor: str = ""
    caller_role: str = ""
    age: int | None = None
    municipality: str = ""
    outcome: str = ""
    first_words: str = ""
    contact_back: str = ""
    deadline_on: date | None = None
    identity: dict[str, str] = {}
    referrals: tuple[Referral, ...] = ()
    owner_away: bool = False

    @property
    def id(self) -> str:
        """The id of the follow-up."""
        return self.follow_up.id

    @property
    def has_clock(self) -> bool:
        """Whether the time limit of SHL 36 § runs: no day that somebody sets moves it."""
        return self.follow_up.kind == "assessment_start" and self.deadline_on is not None

    @property
    def is_statutory(self) -> bool:
        """Whether the law asks for it: an assessment with a time limit, or a notification (without delay)."""
        return self.has_clock or self.follow_up.kind == "notification"

    @property
    def day(self) -> date | None:
        """The day by which it stands on the board: the one that was set, but never one after the time limit."""
        days = [self.follow_up.due_on, self.deadline_on if self.has_clock else None]
        return min((day for day in days if day), default=None)

    def bucket(self, today: date) -> Bucket:
        """Return where it stands. What has no day stands among today's, so that nobody forgets it."""
        if self.day is None or self.day == today:
            return "today"
        return "overdue" if self.day < today else "later"

    @property
    def referral(self) -> Referral | None:
        """The service it asks about, or the only one the caller was guided to."""
        wanted = self.follow_up.service_id
        if wanted:
            return next((each for each in self.referrals if each.service_id == wanted), None)
        return self.referrals[0] if len(self.referrals) == 1 else None


class Counted(Struct, frozen=True):
    """How many open follow-ups wait; ``statutory`` of those that are overdue or for today."""

    overdue: int = 0
    today: int = 0
    statutory: int = 0


def in_order(rows: Iterable[OnBoard], today: date) -> list[OnBoard]:
    """Return follow-ups as they stand on the board: by bucket and day, what the law asks for first in each day."""

    def place(row: OnBoard) -> tuple[int, date, bool, datetime, str]:
        return (
            BUCKETS.index(row.bucket(today)),
            row.day or today,
            not row.is_statutory,
            row.started_at,
            row.id,
        )

    return sorted(rows, key=place)


def by_owner(rows: Sequence[OnBoard], today: date) -> dict[str, list[OnBoard]]:
    """Return follow-ups by their owner, those that anybody may take first."""
    owners = sorted({row.follow_up.owner for row in rows})
    return {owner: in_order((row for row in rows if row.follow_up.owner == owner), today) for owner in owners}


# ------------------------------------------------------------ words


def bucket_words(bucket: Bucket) -> str:
    """Return the heading of a part of the board."""
    return {"overdue": _("Overdue"), "today": _("Today"), "later": _("Later")}[bucket]


def kind_words(kind: FollowUpKind | str) -> str:
    """Return what kind of follow-up it is; a kind of a newer version is told by its code."""
    return {
        "call_back": _("call back"),
        "check_help": _("check on help"),
        "notification": _("notification"),
        "assessment_start": _("assessment start"),
        "other": _("other task"),
    }.get(kind, kind)


def result_words() -> dict[str, str]:
    """Return what can become of a referral."""
    words = {
        "accepted": _("got the service"),
        "waiting": _("still waiting"),
        "declined": _("declined it"),
        "not_eligible": _("not eligible"),
        "no_answer": _("no answer"),
    }
    return {code: words[code] for code in get_args(ReferralResult) if code}


def met_words() -> dict[str, str]:
    """Return whether a need can have been met."""
    words = {"met": _("need met"), "partly": _("partly met"), "not_met": _("need not met")}
    return {code: words[code] for code in get_args(NeedMet) if code}


def clock_words(row: OnBoard, today: date) -> str:
    """Return how the time stands, in a word or two: what is left of the statutory limit, or how late it is."""
    if row.has_clock and row.deadline_on:
        if row.deadline_on > today:
            return left_words(row.deadline_on, today)
        return _("time limit has passed") if row.deadline_on < today else _("today is the last day")
    if row.day is None:
        return _("without a day")
    late = (today - row.day).days
    return ngettext("{count} day late", "{count} days late", late).format(count=late) if late > 0 else ""


def left_words(day: date, today: date) -> str:
    """Return how many working days are left until a day."""
    left = workdays_between(today, day)
    return ngettext("{count} working day left", "{count} working days left", left).format(count=left)


def limit_words(row: OnBoard, today: date) -> str:
    """Return the statutory limit with its day and what is left of it; empty where none runs."""
    if not row.has_clock or not row.deadline_on:
        return ""
    day = short_day(row.deadline_on)
    if row.deadline_on < today:
        past = workdays_between(row.deadline_on, today)
        told = ngettext(
            "time limit {day} has passed, {count} working day ago",
            "time limit {day} has passed, {count} working days ago",
            past,
        )
        return told.format(day=day, count=past)
    return _("time limit {day}, {left}").format(day=day, left=clock_words(row, today))


def doubt_words(follow_up: FollowUp) -> str:
    """Return what has become of a follow-up whose call was corrected; empty where nothing has."""
    if follow_up.doubt == GONE:
        return _("the call was corrected and does not ask for this any more")
    if follow_up.asks_other_day:
        day = follow_up.other_day
        if day is None:
            return _("the call was corrected and names no day any more")
        return _("the call was corrected: new day {day}").format(day=short_day(day))
    return ""


def done_words(detail: str) -> str:
    """Return what somebody did with a follow-up, from the code of the access log."""
    code, _space, rest = detail.partition(" ")
    if code == "postponed":
        day = rest.partition(" ")[0]
        return _("postponed to {day}").format(day=short_day(date.fromisoformat(day))) if day[:1].isdigit() else code
    return {
        "made": _("made it"),
        "done": _("did it"),
        "dropped": _("found it not needed"),
        "gone": _("dropped it, as the corrected call does not ask for it"),
        "taken_back": _("took it back to the board"),
        "taken": _("took it over"),
        "handed_over": _("handed it over"),
        "asked": _("took the day of the corrected call"),
        "asked_again": _("the corrected call asks for it again"),
        "noted": _("changed it"),
    }.get(code, detail)


def task_words(row: OnBoard, catalogue: Catalogue) -> str:
    """Return what is to be done: what was agreed, or the service it asks about."""
    told = [row.follow_up.what]
    if row.follow_up.service_id:
        found = row.referral
        told.insert(0, service_name(found, catalogue) if found else row.follow_up.service_id)
    return ", ".join(part for part in told if part)


def owner_words(row: OnBoard) -> str:
    """Return whose it is."""
    if not row.follow_up.owner:
        return _("free to take")
    return _("{owner} (away)").format(owner=row.follow_up.owner) if row.owner_away else row.follow_up.owner
