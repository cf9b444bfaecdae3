"""What invented calls are made from: shares of everything that can be chosen, services, words, and earlier calls."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from advisor_tui import clock, reference
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.entries import Referral
from advisor_tui.guidance.follow_ups import FollowUp
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.vocabulary import AccessAction
from advisor_tui.search import synonyms
from tests.benchmarks.made_words import Words


def bag(**shares: int) -> tuple[str, ...]:
    """Return values to draw from, each as often as its share; ``_`` stands for no value."""
    return tuple(name.removeprefix("_") for name, share in shares.items() for _number in range(share))


ROLES = bag(self=38, relative=40, close=6, professional=10, other=3, _=3)
LIVES = bag(alone=45, with_spouse=30, with_others=10, in_care=5, _=10)
LANGUAGES = bag(_=80, fi=11, sv=5, en=2, other=2)
CHANNELS = bag(_=80, phone=8, callback=8, chat=1, email=1, concern=2)
NON_CLIENT = bag(wrong_number=30, silent=15, dropped=18, prank=3, abusive=2, test=6, feedback=6, internal=12, sales=8)
STATUSES = bag(told=55, sent=20, warm_transfer=8, booked=9, applied=8)
REASONS = bag(
    no_service=14,
    not_in_catalogue=10,
    queue=22,
    not_eligible=12,
    cost=14,
    hours=6,
    distance=8,
    language=2,
    accessibility=2,
    digital_only=4,
    declined=5,
    unknown=1,
)
LEVELS = ("0", "1", "1", "2", "2", "2", "3", "?")
RESULTS = bag(accepted=48, waiting=20, declined=10, not_eligible=7, no_answer=15)
MET = bag(met=55, partly=28, not_met=12, _=5)
ENDED = bag(done=95, dropped=5)
NO_NEXT = bag(dropped=20, declined=15, calls_again=30, emergency=5, information_only=30)
AGE_BANDS = bag(young=3, adult=14, senior=22, old=45, oldest=12, _=4)
AGES = {"young": (1, 18), "adult": (18, 65), "senior": (65, 75), "old": (75, 88), "oldest": (88, 104)}

NON_CLIENT_SHARE = 0.1
REPEAT_SHARE = 0.12
"""Of calls that keep an identity, those that go on with the matter of one before."""

CORRECTED_SHARE = 0.03
HEARD_SHARE = 0.25
"""Of referrals, those of which somebody has heard what became of them."""

REMEMBERED = 4000
"""Earlier calls that a caller may call about again."""

VANISHED = ("ystavapiiri", "kylatalo", "liikkuva-neuvola", "seniorilinja", "apteekkikuljetus", "arjen-apu")
"""Services that were in the catalogue once and are not any more."""


@dataclass(frozen=True)
class Access:
    """A line that the access log gets because of a call."""

    at: datetime
    who: str
    action: AccessAction
    record: str
    detail: str = ""


@dataclass(frozen=True)
class Made:
    """A call and what is kept beside it."""

    call: Call
    follow_ups: tuple[FollowUp, ...]
    accesses: tuple[Access, ...]


class World:
    """What calls are made from."""

    def __init__(self, known: Known, seed: int, last: date) -> None:
        self.known, self.last = known, last
        self.chance = random.Random(seed)
        self.end = clock.at_local(datetime.combine(last + timedelta(days=1), time())).astimezone(UTC)
        read = synonyms.read(reference.data_file("synonyms.toml"))
        self.kinds = [each.id for each in read.kind if each.fi]
        random.Random(2).shuffle(self.kinds)  # which of them is asked for most does not hang on the seed
        self.words = Words(self.chance, {each.id: each.fi for each in read.kind})
        county = next(each for each in known.areas.county if each.sample)
        homes = [each.fi for each in county.municipalities]
        others = [each.fi for other in known.areas.county if not other.sample for each in other.municipalities]
        self.places = tuple(homes[int(len(homes) * (n / 94) ** 2)] for n in range(94)) + tuple(others[:3]) + ("",) * 3
        self.areas = tuple(known.script.areas)
        self.flags = tuple(known.script.flags)
        self.earlier: list[Call] = []

    @cache  # noqa: B019 - there is one world, and it lives as long as the program
    def services(self, kind: str, place: str) -> tuple[Referral, ...]:
        """Return referrals to the services of a kind that serve a municipality, to be told their status and time."""
        known = self.known
        return tuple(
            Referral(each.id, each.type, each.name, "", self.end)
            for each in known.catalogue.services
            if each.type == kind and (not place or known.areas.covers(each.service_areas, place))
        )

    def remember(self, call: Call) -> None:
        """Keep a call in mind as one that may be called about again."""
        if len(self.earlier) < REMEMBERED:
            self.earlier.append(call)
        else:
            self.earlier[int(self.chance.random() * REMEMBERED)] = call
