"""What the desk offers of what it understood: each to be taken or refused by one key, and nothing done by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.script import Urgent
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS
from advisor_tui.listening.dangers import Raised
from advisor_tui.listening.facts import PHONE_FIELD, Fact
from advisor_tui.listening.listener import Situation, Understood

OfferKind = Literal["flag", "duty", "fact"]

SERVICE = "service"
"""The subject of a refused suggestion in the timeline, before the id of the service."""


@dataclass(frozen=True)
class Offer:
    """Something to take or refuse: a red flag, a duty, or an answer to a field.

    ``id`` is the flag, the urgent help or the field. ``before`` is what the field holds where the notes contradict
    it; ``sure`` is False where the notes leave a doubt, which the offer then asks about. ``said`` are all the words
    that raised an alarm.
    """

    kind: OfferKind
    id: str
    words: str
    value: str = ""
    sure: bool = True
    before: str = ""
    said: tuple[str, ...] = ()

    @property
    def is_alarm(self) -> bool:
        """Whether it is about danger or a duty: refusing it needs a reason."""
        return self.kind != "fact"


@dataclass(frozen=True)
class _Taken:
    """What was taken, and what the call held before."""

    offer: Offer
    answers: Mapping[str, str]
    identity: Mapping[str, str]


class Offers:
    """The offers of one call: which are open, and what taking or refusing one does."""

    def __init__(self, talk: Conversation) -> None:
        self.talk = talk
        self._taken: list[_Taken] = []
        self._answered: dict[str, frozenset[str]] = {}
        events = [event for event in talk.call.timeline if event.code == "offer_refused"]
        self._refused = {(event.subject, event.value) for event in events}

    @property
    def refusals(self) -> int:
        """How many facts and services were refused."""
        return len(self._refused)

    # ------------------------------------------------------------ what is open

    def situation(self) -> Situation:
        """Return what the call holds beside its notes."""
        call = self.talk.call
        attached = frozenset(each.service_id for each in call.referrals)
        refused = frozenset(value for subject, value in self._refused if subject == SERVICE)
        return Situation(dict(call.answers), attached, frozenset(call.needs), refused)

    def open(self, understood: Understood) -> list[Offer]:
        """Return the offers that are still to be answered: dangers first, then duties, then facts."""
        return [*self._alarms(understood), *self._facts(understood)]

    def _alarms(self, understood: Understood) -> Iterator[Offer]:
        raised = set(self.talk.call.flags)
        covered = {self.talk.known.script.flags[flag].urgent for flag in raised if flag in self.talk.known.script.flags}
        for each in understood.flags:
            if each.id not in raised and (words := self._news(each)):
                yield Offer("flag", each.id, words[0], said=each.said)
        for each in understood.duties:
            if each.id not in covered and (words := self._news(each)):
                yield Offer("duty", each.id, words[0], said=each.said)

    def _news(self, raised: Raised) -> list[str]:
        """Return the words of an alarm that the advisor has not answered yet."""
        return [words for words in raised.said if words not in self._answered.get(raised.id, ())]

    def _facts(self, understood: Understood) -> Iterator[Offer]:
        script = self.talk.known.script
        implied = {
            name
            for fact in understood.facts
            if fact.field in script.fields
            for choice in script.fields[fact.field].choices
            if choice.id == fact.value
            for name in choice.sets
        }
        several = {fact.field for fact in understood.facts if _count(understood, fact.field) > 1}
        for fact in understood.facts:
            if fact.field in implied or fact.field not in script.fields or self._is_refused(fact):
                continue
            before = self.talk.call.answer(fact.field)
            if fact.value != before and not (before and self._was_taken(fact.field, before, fact)):
                sure = fact.sure and fact.field not in several
                yield Offer("fact", fact.field, fact.words, fact.value, sure, before)

    def _is_refused(self, fact: Fact) -> bool:
        value = "" if fact.field in IDENTITY_FIELDS else fact.value
        return (fact.field, value) in self._refused

    def _was_taken(self, field: str, before: str, fact: Fact) -> bool:
        """Tell whether the advisor has chosen another of the same words' meanings already."""
        return any(each.offer.id == field and each.offer.value == before and not fact.sure for each in self._taken)

    # ------------------------------------------------------------ what is done about one

    def take(self, offer: Offer) -> Urgent | None:
        """Take an offer; return the urgent help that it calls for, if any."""
        call = self.talk.call
        self._taken.append(_Taken(offer, dict(call.answers), dict(call.identity)))
        self._answer(offer)
        if offer.kind == "flag":
            return self.talk.toggle_flag(offer.id)
        self._log("offer_taken", offer)
        if offer.kind == "duty":
            self.talk.changed()
            return self.talk.known.script.urgents.get(offer.id)
        self._fill_in(offer)
        return None

    def _fill_in(self, offer: Offer) -> None:
        if offer.id == "age":
            self.talk.write_age(offer.value)
        elif offer.id == "municipality":
            self.talk.write_place(offer.value)
        elif offer.id == PHONE_FIELD:
            # A number is kept to be called: the caller offered it, and the advisor has taken it for that.
            self.talk.answer("anonymous", "no")
            self.talk.answer("contact_back", "yes")
            self.talk.write(offer.id, offer.value)
        else:
            self.talk.answer(offer.id, offer.value)

    def refuse(self, offer: Offer) -> None:
        """Refuse a fact: it is not offered again in this call."""
        value = "" if offer.id in IDENTITY_FIELDS else offer.value
        self._refused.add((offer.id, value))
        self._log("offer_refused", offer)
        self.talk.changed()

    def refuse_service(self, service_id: str) -> None:
        """Take a service off the suggestions of this call."""
        self._refused.add((SERVICE, service_id))
        self.talk.log("offer_refused", SERVICE, service_id)

    def dismiss(self, offer: Offer, reason: str) -> None:
        """Put a danger or a duty aside for a reason; other words raise it again."""
        self._answer(offer)
        self.talk.call.dismiss(offer.id, reason)
        self.talk.changed()

    def undo(self) -> Offer | None:
        """Take back what was taken last; return it, or None where nothing was taken."""
        if not self._taken:
            return None
        last = self._taken.pop()
        self._answered.pop(last.offer.id, None)
        call = self.talk.call
        if last.offer.kind == "flag" and last.offer.id in call.flags:
            self.talk.toggle_flag(last.offer.id)
        elif last.offer.kind == "fact":
            for name in {*call.answers, *last.answers}:
                call.put(name, last.answers.get(name, ""), coded=False)
            for name in {*call.identity, *last.identity}:
                call.put(name, last.identity.get(name, ""), coded=False)
        self._log("offer_undone", last.offer)
        self.talk.changed()
        return last.offer

    def _answer(self, offer: Offer) -> None:
        self._answered[offer.id] = self._answered.get(offer.id, frozenset()) | frozenset(offer.said)

    def _log(self, code: Literal["offer_taken", "offer_refused", "offer_undone"], offer: Offer) -> None:
        """Write to the timeline which offer it was; who somebody is does not belong there."""
        self.talk.call.log(code, offer.id, "" if offer.id in IDENTITY_FIELDS else offer.value)


def _count(understood: Understood, field: str) -> int:
    return sum(fact.field == field for fact in understood.facts)
