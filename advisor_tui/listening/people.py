"""Who is calling about whom, and whose an age or a municipality is."""

from collections.abc import Iterable
from dataclasses import dataclass

from advisor_tui.listening.ages import AgeHeard
from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.facts_data import PeopleWords
from advisor_tui.listening.notes import Notes, Token

RELATIVE, CLOSE, PROFESSIONAL, OTHER, SELF = "relative", "close", "professional", "other", "self"

BESIDE = 3
"""Words between a person and what tells that she calls, is dead or away, helps."""

EARLY = 8
"""Words from the beginning among which a neighbour is named whom the call is about."""

ASIDE = ("kin", "stranger", "client", "pronoun", "calls")
"""Groups whose words only say that somebody is there; such words ask for no service."""

BEFORE_AGE = 5
"""Words before an age among which the person is looked for whose it is."""

AGE_BESIDE = 4
"""Characters between a person and the number that is her age: *äiti on 82*."""


@dataclass(frozen=True)
class Caller:
    """Who calls (a code of *caller_role*, or empty), about whom, by which words, and who is spoken of."""

    role: str = ""
    about: str = ""
    words: tuple[Token, ...] = ()
    spoken_of: tuple[Token, ...] = ()
    callers: tuple[Token, ...] = ()


class People:
    """Finds out who people are."""

    def __init__(self, words: PeopleWords, atoms: Atoms) -> None:
        self._atoms = atoms
        self._sets = {name: frozenset(map(atoms.add, getattr(words, name))) for name in words.__struct_fields__}
        names = ("kin", "young", "close", "stranger", "client", "pronoun", "firmly")
        self.near_ones = self._sets["kin"] | self._sets["young"]
        self.persons = frozenset[int]().union(*(self._sets[name] for name in names))

    def _is(self, token: Token | None, *names: str) -> bool:
        return token is not None and any(
            not self._atoms.met(token.spelt).isdisjoint(self._sets[name]) for name in names
        )

    def asides(self, notes: Notes) -> frozenset[int]:
        """Return where the words stand that only say that somebody is there."""
        return frozenset(each.start for each in notes.tokens if self._is(each, *ASIDE))

    def is_alone(self, token: Token) -> bool:
        """Tell whether a word says *yksin*."""
        return self._is(token, "alone")

    # ------------------------------------------------------------ who calls

    def caller(self, notes: Notes) -> Caller:
        """Return who calls about whom, as far as the notes tell."""
        spoken_of = self._spoken_of(notes)
        said = self._said_to_call(notes, spoken_of)
        if said:
            return said
        near = [each for each in spoken_of if self._is(each, "kin", "young")]
        neighbour = self._neighbour(notes)
        own = self._speaks_of_herself(notes)
        if neighbour:
            return Caller(CLOSE, OTHER, neighbour, neighbour)
        if near and (not own or self._weight(notes, near) >= self._own_weight(notes)):
            return Caller(RELATIVE, OTHER, (near[0],), tuple(near))
        if own:
            return Caller(SELF, SELF, own)
        if near:
            return Caller(RELATIVE, OTHER, (near[0],), tuple(near))
        return Caller(spoken_of=tuple(spoken_of))

    def _said_to_call(self, notes: Notes, spoken_of: list[Token]) -> Caller | None:
        """Return the caller where a word says that somebody calls: *tytär soittaa*, *olen naapuri*, *asiakas itse*."""
        for sentence in notes.sentences[:3]:
            for place, token in enumerate(sentence):
                role = self._role(token)
                if role and self._calls(notes, sentence, place, role):
                    callers = (token, *self._in_brackets(notes, sentence, place))
                    others = tuple(each for each in spoken_of if each not in callers)
                    return Caller(role, OTHER, (token,), others, callers)
                if self._is(token, "self_words") and self._is_self(sentence, place):
                    return Caller(SELF, SELF, (token,), callers=sentence[max(0, place - BESIDE) : place])
        first = notes.tokens[0] if notes.tokens else None
        if first and self._is(first, "calls") and not any(each.sentence == first.sentence for each in spoken_of):
            return Caller(SELF, SELF, (first,))
        return None

    def _in_brackets(self, notes: Notes, sentence: tuple[Token, ...], place: int) -> tuple[Token, ...]:
        """Return who the caller is besides: *omaishoitaja (vaimo 72)*."""
        following = sentence[place + 1 : place + 2]
        return following if following and "(" in notes.between(sentence[place], following[0]) else ()

    def _role(self, token: Token) -> str:
        if self._is(token, "professional") and not self._is(token, "young"):
            return PROFESSIONAL
        if self._is(token, "others"):
            return OTHER
        if self._is(token, "kin", "young"):
            return RELATIVE
        return CLOSE if self._is(token, "close") else ""

    def _calls(self, notes: Notes, sentence: tuple[Token, ...], place: int, role: str) -> bool:
        token = sentence[place]
        after = [each for each in sentence[place + 1 : place + 2 + BESIDE] if each.clause == token.clause]
        before = sentence[max(0, place - 2) : place]
        if any(self._is(each, "calls") for each in (*after, *before[-1:])):
            return not (role == RELATIVE and any(self._is(each, "gone") for each in after))
        if any(self._is(each, "am") for each in before):
            return not self._is(sentence[place + 1] if place + 1 < len(sentence) else None, "helps")
        outside = role in (PROFESSIONAL, OTHER)
        begins = token is notes.tokens[0] or (place <= 2 and token.sentence == 0 and outside)
        if begins and outside:
            return not any(self._is(each, "helps") for each in after)
        return begins and self._is(token, "young", "close") and self._about_another(notes, token)

    @staticmethod
    def _ends_part(notes: Notes, token: Token) -> bool:
        return notes.text[token.end : token.end + 2].lstrip()[:1] in (",", ":", ".", ";", "(", "")

    def _about_another(self, notes: Notes, token: Token) -> bool:
        """Tell whether the first word names who calls: a comma or colon follows, and another person is spoken of."""
        if not self._ends_part(notes, token):
            return False
        return any(self._is(each, "kin", "stranger", "client") for each in notes.tokens[1:])

    def _is_self(self, sentence: tuple[Token, ...], place: int) -> bool:
        """Tell whether *itse* names the caller: *asiakas itse*, *soittaa itse*, *nainen 45 v itse, Raisiosta*."""
        token = sentence[place]
        after = sentence[place + 1] if place + 1 < len(sentence) else None
        if any(self._is(each, "client", "calls") for each in (*sentence[max(0, place - 1) : place], after)):
            return True
        before = [each for each in sentence[max(0, place - BESIDE) : place] if each.clause == token.clause]
        told = any(self._is(each, "kin", "stranger", "client") or each.number for each in before)
        if told and any(each.number for each in before[-2:]):
            return True
        return told and (after is None or after.clause != token.clause or after.number is not None)

    # ------------------------------------------------------------ who is spoken of

    def _spoken_of(self, notes: Notes) -> list[Token]:
        """Return the near ones whom the call may be about: not the dead, those away, those who help or harm."""
        found = []
        for sentence in notes.sentences:
            for place, token in enumerate(sentence):
                near = self._is(token, "kin", "young") and not self._is_anybody(sentence, place)
                if near and (not self._in_passing(sentence, place) or self._goes_on(notes, token)):
                    found.append(token)
        return found

    def _is_anybody(self, sentence: tuple[Token, ...], place: int) -> bool:
        """Tell whether *58 v mies* says what somebody is rather than whose he is."""
        before = sentence[max(0, place - 2) : place]
        return self._is(sentence[place], "stranger") and any(each.number for each in before)

    def _goes_on(self, notes: Notes, token: Token) -> bool:
        """Tell whether the sentence after that in which somebody is named goes on about her: *Se on ...*."""
        if not any(each.clause == token.clause and self._is(each, "beside") for each in notes.tokens):
            return False
        following = next((each for each in notes.sentences if each[0].sentence > token.sentence), None)
        return following is not None and self._is(following[0], "pronoun")

    def _in_passing(self, sentence: tuple[Token, ...], place: int) -> bool:
        token = sentence[place]
        here = [each for each in sentence if each.clause == token.clause]
        at = here.index(token)
        around = (*here[max(0, at - BESIDE) : at], *here[at + 1 : at + 1 + BESIDE])
        if any(self._is(each, "gone") for each in around):
            return True
        after = here[at + 1 : at + 3]
        return any(self._is(each, "helps") for each in after) and not any(self._is(each, "cares") for each in here[:at])

    def _weight(self, notes: Notes, near: Iterable[Token]) -> int:
        """Return how much speaks for a near one: first in her clause, a case that tells of her, an age beside her."""
        weight = 0
        for token in near:
            first = token is next(each for each in notes.tokens if each.clause == token.clause)
            told = token.folded.endswith(("sta", "lle", "lla", "lta"))
            cared = any(self._is(each, "cares") for each in notes.tokens if each.clause == token.clause)
            aged = any(0 <= each.start - token.end <= AGE_BESIDE and each.number for each in notes.tokens)
            weight = max(weight, 3 * (cared or aged), 2 * (first or told), 1)
        return weight

    def _speaks_of_herself(self, notes: Notes) -> tuple[Token, ...]:
        return tuple(
            each for place, each in enumerate(notes.tokens) if self._is(each, "first") or self._owns(notes, place)
        )[:1]

    def _owns(self, notes: Notes, place: int) -> bool:
        """Tell whether a word says that something is the caller's: *miun eläkkeen*, but not *miun äiti*."""
        following = notes.tokens[place + 1 : place + 2]
        return (
            self._is(notes.tokens[place], "mine")
            and bool(following)
            and not self._is(following[0], "kin", "young", "close")
        )

    def _own_weight(self, notes: Notes) -> int:
        firm = sum(self._is(each, "firmly") or self._owns(notes, place) for place, each in enumerate(notes.tokens))
        return 3 if firm >= 2 else 2 if firm else 1

    def _neighbour(self, notes: Notes) -> tuple[Token, ...]:
        """Return the words that tell of a neighbour or stranger whom the call is about."""
        for sentence in notes.sentences:
            for place, token in enumerate(sentence):
                early = token.sentence == 0 and place < EARLY
                if early and self._is(token, "close") and not self._in_passing(sentence, place):
                    return (token,)
                if self._is(token, "about_us"):
                    some = sentence[max(0, place - 3) : place + 4]
                    others = [each for each in some if self._is(each, "stranger")]
                    if others:
                        return (token, others[0])
        return ()

    # ------------------------------------------------------------ whose it is

    def concerned(self, notes: Notes, caller: Caller, ages: list[AgeHeard]) -> list[AgeHeard]:
        """Return the ages of the person concerned: hers first, those of nobody in particular next."""
        owned = [(each, self._owner(notes, each)) for each in ages]
        hers: list[AgeHeard] = []
        nobodys: list[AgeHeard] = []
        callers: list[AgeHeard] = []
        for age, owner in owned:
            if owner is None or self._is(owner, "pronoun", "client", "stranger"):
                nobodys.append(age)
            elif any(owner is each for each in caller.callers):
                (hers if caller.about == SELF else callers).append(age)
            elif caller.about == SELF:
                if self._is(owner, "first", "firmly"):
                    hers.append(age)
            elif self._is(owner, "firmly"):
                callers.append(age)
            elif any(owner is each for each in caller.spoken_of) or self._is(owner, "close"):
                hers.append(age)
        return hers or nobodys or callers

    def _owner(self, notes: Notes, age: AgeHeard) -> Token | None:
        """Return the person beside an age: before it in the sentence, or right behind it."""
        first, last = age.tokens[0], age.tokens[-1]
        sentence = next(each for each in notes.sentences if each[0].sentence == first.sentence)
        start, end = sentence.index(first), sentence.index(last)
        after = [each for each in sentence[end + 1 : end + 3] if each.clause == last.clause]
        before = list(reversed(sentence[max(0, start - BEFORE_AGE) : start]))
        for token in (*after[:1], *(each for each in before if each.clause == first.clause), *after[1:], *before):
            if self._is(token, "kin", "young", "close", "stranger", "client", "pronoun", "firmly"):
                return token
        return None
