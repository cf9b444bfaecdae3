"""The hand-off packet of one call: a page with exactly the facts that its kind names, in the language of its reader.

Every word comes from data (data/hand_off.toml, the script), because the receiver's language need not be the reader's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from advisor_tui import clock
from advisor_tui.guidance.call import Call
from advisor_tui.guidance.call_words import service_name
from advisor_tui.guidance.closing import Said, closing_card
from advisor_tui.guidance.deadlines import NOT_CONCERNED
from advisor_tui.guidance.entries import Rating
from advisor_tui.guidance.hand_off import FactId, HandOff, KindId, has_consent, may_name, meant_duties
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.masking import masked_call
from advisor_tui.guidance.page import BULLET, Page, part
from advisor_tui.guidance.script import label
from advisor_tui.guidance.standing import Standing
from advisor_tui.language import Words

OTHER = "other"
"""The answer of ``about`` when the call is about somebody else than the caller."""


@dataclass(frozen=True)
class Wish:
    """What was chosen: the kind, the language of the page, the law of a notification, ticked criteria."""

    kind: KindId
    code: str = "fi"
    duty: str = ""
    criteria: tuple[str, ...] = ()


def packet(call: Call, known: Known, line: Line, wish: Wish) -> Page:
    """Return the page. A fact of which nothing is known is left out, but for consent, which is always told.

    Where names may not be told, what looks like identity in free text is marked over, too.
    """
    named = may_name(known.hand_off, wish.kind, call)
    told = _Told(call if named else masked_call(call), known, line, wish)
    data = known.hand_off
    kind = data.kind_of(wish.kind)
    parts = (part(data.headings[fact].pick(wish.code), FACTS[fact](told)) for fact in kind.facts)
    return Page(
        title=kind.title.pick(wish.code),
        parts=tuple(each for each in parts if each.lines),
        foot=told.say(data.phrases.made, moment=told.moment(clock.now())),
        language=wish.code,
    )


class _Told:
    """What of a call can stand on a page; each fact yields its lines, none where nothing is known."""

    def __init__(self, call: Call, known: Known, line: Line, wish: Wish) -> None:
        self.call = call
        self.known = known
        self.line = line
        self.wish = wish
        self.data: HandOff = known.hand_off
        self.script = known.script
        self.standing = Standing(call, known, line)
        self.phrases = self.data.phrases
        self.duties = meant_duties(self.data, call, wish.duty)
        self.about_other = call.answer("about") == OTHER

    # ------------------------------------------------------------ words

    def say(self, words: Words, **values: object) -> str:
        return words.pick(self.wish.code).format(**values)

    def day(self, day: date) -> str:
        return self.say(self.phrases.day, day=day.day, month=day.month, year=day.year)

    def moment(self, moment: datetime) -> str:
        here = clock.local(moment)
        return self.say(self.phrases.moment, day=self.day(here.date()), hour=here.hour, minute=here.minute)

    def choice(self, field_id: str) -> str:
        """Return the label of what a field holds, or is taken to hold, and nothing where nobody has said."""
        return self.script.choice(field_id, self.standing.value(field_id), self.wish.code)

    # ------------------------------------------------------------ facts

    def contact(self) -> Iterator[str]:
        channel = self.choice("channel")
        yield ", ".join(each for each in (self.moment(self.call.started_at), channel) if each)
        own = self.call.advisor and self.call.advisor == self.line.advisor
        who = (self.line.advisor_name if own else "") or self.call.advisor
        places = [each for each in (who, self.line.name or self.script.line.pick(self.wish.code)) if each]
        yield self.say(self.phrases.taken_by, who=", ".join(places))
        if self.call.continues_from:
            began = clock.local(self.call.continues_from).date()
            yield self.say(self.phrases.continued, day=self.day(began))

    def person(self) -> Iterator[str]:
        call = self.call
        age = self.say(self.phrases.age, age=call.age) if call.age is not None else ""
        how = self.choice("lives_alone")
        lives = self.say(self.phrases.lives, how=how) if how else ""
        who = self.phrases.caller_self.pick(self.wish.code) if call.answer("about") == "self" else ""
        facts = [who, age, call.municipality, lives]
        yield ", ".join(each for each in facts if each) or self.phrases.unknown.pick(self.wish.code)

    def person_identity(self) -> Iterator[str]:
        prefix = "person" if self.about_other else "caller"
        return self._identity(f"{prefix}_name", f"{prefix}_phone")

    def caller_identity(self) -> Iterator[str]:
        return self._identity("caller_name", "caller_phone") if self.about_other else iter(())

    def _identity(self, name_field: str, phone_field: str) -> Iterator[str]:
        name, number = self.call.answer(name_field), self.call.answer(phone_field)
        if not name and not number:
            return
        if not may_name(self.data, self.wish.kind, self.call):
            yield self.phrases.withheld.pick(self.wish.code)
            return
        if name:
            yield self.say(self.phrases.name, name=name)
        if number:
            yield self.say(self.phrases.phone, number=number)

    def caller(self) -> Iterator[str]:
        yield self.choice("caller_role")

    def language(self) -> Iterator[str]:
        yield self.say(self.phrases.spoken, language=self.choice("language"))
        if self.call.answer("interpreter") == "yes":
            yield self.phrases.interpreter.pick(self.wish.code)

    def outcome(self) -> Iterator[str]:
        found = self.script.outcomes.get(self.call.outcome)
        yield found.meaning.pick(self.wish.code) if found else self.call.outcome
        if self.call.answer("asks_assessment") == "yes":
            yield self.phrases.asks_assessment.pick(self.wish.code)

    def deadline(self) -> Iterator[str]:
        found, row = self.standing.deadline, self.script.fields.get("deadline_ground")
        concerns = row is None or self.standing.is_needed(row)
        if found is None or not concerns or self.call.answer("deadline_ground") == NOT_CONCERNED:
            return
        code = self.wish.code
        ground, law = found.ground.label.pick(code), found.limit.law.pick(code)
        yield self.say(self.phrases.start_by, day=self.day(found.last_day), ground=ground, law=law)
        if found.earlier_day:
            yield self.say(self.phrases.stricter, day=self.day(found.earlier_day))
        if not found.limit.certain:
            yield found.limit.open_points.pick(code)

    def notes(self) -> Iterator[str]:
        yield self.call.notes

    def dangers(self) -> Iterator[str]:
        for flag in self.call.flags:
            yield f"{BULLET}{label(self.script.flags.values(), flag, self.wish.code)}"

    def needs(self) -> Iterator[str]:
        for area, rating in self._rated():
            if rating.level:
                words = self.script.scale.get(rating.level, self.phrases.unknown)
                yield f"{BULLET}{self._area(area)}: {rating.level} {words.pick(self.wish.code)}"

    def need_notes(self) -> Iterator[str]:
        for area, rating in self._rated():
            if rating.note:
                yield f"{BULLET}{self._area(area)}: {rating.note}"

    def _rated(self) -> list[tuple[str, Rating]]:
        """Return the ratings in the order in which the script asks."""
        order = list(self.script.areas)
        return sorted(self.call.needs.items(), key=lambda each: (*order, each[0]).index(each[0]))

    def _area(self, area: str) -> str:
        return label(self.script.need_area, area, self.wish.code)

    def services(self) -> Iterator[str]:
        code = self.wish.code
        for each in self.call.referrals:
            name = service_name(each, self.known.catalogue, code)
            status = label(self.script.referral_status, each.status, code)
            became = [self.data.results.get(each.result), self.data.met.get(each.met)]
            yield f"{BULLET}{', '.join([name, status, *(words.pick(code) for words in became if words)])}"

    def unmet(self) -> Iterator[str]:
        for each in self.call.unmet_needs:
            yield f"{BULLET}{each.need}: {label(self.script.unmet_reason, each.reason, self.wish.code)}"

    def card(self) -> Iterator[str]:
        """Yield the words of the closing card, in the caller's language, as of the day on which they were said."""
        known, spoken = self.known, self.standing.contact_day
        said = Said(self.script, known.calendar, known.catalogue, spoken, self.line.phone)
        yield from closing_card(said, self.call, self.standing.deadline)

    def agreed(self) -> Iterator[str]:
        for step in self.standing.agreed:
            who = self.script.choice("next_who", step.who, self.wish.code)
            by = self.say(self.phrases.by, day=self.day(step.by)) if step.by else ""
            what = f"{who}: {step.what}" if who else step.what
            yield BULLET + ", ".join(each for each in (what, by) if each)

    def consent(self) -> Iterator[str]:
        missing = self.phrases.not_recorded.pick(self.wish.code)
        yield self.say(self.phrases.contact_back, answer=self.choice("contact_back") or missing)
        yield self.say(self.phrases.pass_on, answer=self.choice("pass_on") or missing)

    # ------------------------------------------------------------ of a notification, for a case manager

    def law(self) -> Iterator[str]:
        code, consented = self.wish.code, has_consent(self.call)
        for duty in self.duties:
            yield duty.law.pick(code)
            yield from (f"{BULLET}{each.pick(code)}" for each in duty.says)
            if not consented:
                yield f"{BULLET}{duty.without_consent.pick(code)}"
        if not self.duties:
            yield self.phrases.law_open.pick(code)
            return
        yield self.say(self.phrases.checked, day=self.day(min(each.as_of for each in self.duties)))

    def receiver(self) -> Iterator[str]:
        county = self.known.areas.county_of(self.call.municipality)
        places = [place for duty in self.duties for place in duty.receiver if county and place.county == county.code]
        for each in places:
            said = {"place": each.place.pick(self.wish.code), "source": each.source, "day": self.day(each.as_of)}
            yield self.say(self.phrases.receiver_known, **said)
        if not places:
            yield self.phrases.receiver_unknown.pick(self.wish.code)
        for kind in dict.fromkeys(duty.urgent_type for duty in self.duties if duty.urgent_type):
            service = self.known.catalogue.first_of_type(kind)
            serves = county and service and self.known.areas.covers(service.service_areas, self.call.municipality)
            if service and serves and service.phones and not service.sample:
                name, number = service.names.pick(self.wish.code), service.phones[0].number
                yield self.say(self.phrases.urgent_at, name=name, number=number)

    def criteria(self) -> Iterator[str]:
        found = self.data.case_manager
        ticked = [each for each in found.criterion if each.id in self.wish.criteria]
        yield from (f"{BULLET}{each.label.pick(self.wish.code)}" for each in ticked)
        if ticked:
            yield found.note.pick(self.wish.code)


def _answer(field_id: str) -> Callable[[_Told], Iterator[str]]:
    """Return the fact that is one written answer."""
    return lambda told: iter((told.call.answer(field_id),))


FACTS: dict[FactId, Callable[[_Told], Iterator[str]]] = {
    "contact": _Told.contact,
    "person": _Told.person,
    "person_identity": _Told.person_identity,
    "caller": _Told.caller,
    "caller_identity": _Told.caller_identity,
    "language": _Told.language,
    "outcome": _Told.outcome,
    "deadline": _Told.deadline,
    "notes": _Told.notes,
    "dangers": _Told.dangers,
    "needs": _Told.needs,
    "need_notes": _Told.need_notes,
    "resources": _answer("resources"),
    "goal": _answer("goal"),
    "services": _Told.services,
    "unmet": _Told.unmet,
    "card": _Told.card,
    "agreed": _Told.agreed,
    "self_help": _answer("self_help"),
    "consent": _Told.consent,
    "law": _Told.law,
    "receiver": _Told.receiver,
    "criteria": _Told.criteria,
}
"""How each fact is told."""
