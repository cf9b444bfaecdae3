"""Ages in notes: *82 v*, *82-vuotias*, *kahdeksankymppinen*, *synt. 1943*, *äiti 82*."""

from dataclasses import dataclass

from advisor_tui import clock
from advisor_tui.listening.atoms import REMEMBERED, Atoms
from advisor_tui.listening.facts_data import AgeWords
from advisor_tui.listening.notes import Notes, Token
from advisor_tui.text import fold

OLDEST = 115
"""Full years: a larger number is none that a person has."""

GROWN = 18
"""From here on a bare number beside a person is an age; a smaller one counts children, visits, falls."""

LIKELY = range(60, 106)
"""Numbers that are hardly anything but an age when they stand alone in notes of an advice line."""

GROWN_YEARS = range(GROWN, LIKELY.stop)
"""The same at the beginning of notes, where somebody is presented (*maanviljelijä 55*)."""

EARLIEST = 1905
"""Years of birth from here on."""

CENTURY = 100
YEAR_WORD = "vuoti"
"""What is left of a number written as one word with its years: *kaksivuotias*."""


@dataclass(frozen=True)
class AgeHeard:
    """An age in full years, the words that tell it, and whether they leave no doubt."""

    years: int
    tokens: tuple[Token, ...]
    sure: bool = True


class Ages:
    """Finds ages."""

    def __init__(self, words: AgeWords, persons: frozenset[int], near_ones: frozenset[int], atoms: Atoms) -> None:
        self._atoms = atoms
        self._persons = persons
        self._near_ones = near_ones
        names = (
            "after",
            "weak_after",
            "span_before",
            "no_age_near",
            "before",
            "coming",
            "about",
            "born",
            "measures",
            "address",
        )
        self._sets = {name: frozenset(map(atoms.add, getattr(words, name))) for name in names}
        self._units = [(fold(each), int(value)) for value, spelt in words.units.items() for each in spelt]
        tens = [(fold(each), int(value)) for value, spelt in words.tens.items() for each in spelt]
        tens += [(unit + fold(joint), value * 10) for unit, value in self._units for joint in words.joints]
        self._tens = sorted(tens, key=lambda item: -len(item[0]))
        self._spelt: dict[str, tuple[int, str, bool]] = {}
        self._decades = [(unit + fold(end), value * 10) for unit, value in self._units for end in words.decade]

    def _is(self, token: Token | None, name: str) -> bool:
        return token is not None and not self._atoms.met(token.spelt).isdisjoint(self._sets[name])

    def _is_person(self, token: Token | None) -> bool:
        return token is not None and not self._atoms.met(token.spelt).isdisjoint(self._persons)

    def _is_near_one(self, token: Token) -> bool:
        """Tell whether somebody is named who may be a child: *poika 7 v*, but not *leski 7 v*."""
        return not self._atoms.met(token.spelt).isdisjoint(self._near_ones)

    def find(self, notes: Notes) -> list[AgeHeard]:
        """Return every age of the notes in order."""
        found: list[AgeHeard] = []
        for sentence in notes.sentences:
            for place in range(len(sentence)):
                heard = self._at(notes, sentence, place)
                if heard and not (found and heard.tokens[0].start < found[-1].tokens[-1].end):
                    found.append(self._not_yet(sentence, heard))
        return found or self._likely(notes)

    def _not_yet(self, sentence: tuple[Token, ...], heard: AgeHeard) -> AgeHeard:
        """Return the age of somebody who *täyttää 80*: she is not so old yet."""
        first, last = sentence.index(heard.tokens[0]), sentence.index(heard.tokens[-1])
        beside = (*sentence[max(0, first - 1) : first], *sentence[last + 1 : last + 2])
        coming = any(self._is(each, "coming") for each in beside)
        return AgeHeard(heard.years - 1, heard.tokens, sure=False) if coming else heard

    def _likely(self, notes: Notes) -> list[AgeHeard]:
        """Return the numbers that are hardly anything else, where nothing tells an age better."""
        found = []
        for sentence in notes.sentences:
            for place, token in enumerate(sentence):
                around = _Around(notes, sentence, place)
                other = self._is(around.after, "measures") or self._is(around.previous, "address")
                first = sentence[max(0, place - 1)].clause != sentence[max(0, place - 2)].clause or place <= 1
                early = token.number in GROWN_YEARS and first and token.sentence <= 1
                if (token.number in LIKELY or early) and not (
                    other or around.is_part or self._is(around.after, "after")
                ):
                    found.append(AgeHeard(around.number, (token,), sure=False))
        return found[:1]

    def _at(self, notes: Notes, sentence: tuple[Token, ...], place: int) -> AgeHeard | None:
        token = sentence[place]
        if token.number is None:
            return self._in_words(sentence, place)
        around = _Around(notes, sentence, place)
        return self._born(around) or self._told(around) or self._bare(around)

    # ------------------------------------------------------------ in digits

    def _born(self, around: "_Around") -> AgeHeard | None:
        """Return the age of somebody whose year of birth is told; in full years by the end of this year."""
        number, before = around.number, [each for each in around.before(4) if each.number is None][-2:]
        told = any(self._is(each, "born") for each in before)
        told = told or (self._is(around.after, "born") and around.gap_after != "")  # the 70s are no year of birth
        told = told or (around.is_dashed and number < CENTURY and any(map(self._is_person, before)))
        if not told or around.after_is_number or self._is(around.after, "weak_after"):
            return None
        this_year = clock.today().year
        year = number if number >= EARLIEST else _whole_year(number, this_year) if number < CENTURY else 0
        if not EARLIEST <= year <= this_year:
            return None
        return AgeHeard(this_year - year, (around.token,), sure=number >= EARLIEST)

    def _told(self, around: "_Around") -> AgeHeard | None:
        """Return an age that a word beside the number tells."""
        if around.number > OLDEST or self._is(around.previous, "address"):
            return None
        if self._is(around.after, "after") and around.gap_after in ("", " ", "-", " -", ". ", "- ", ":"):
            weak = self._is(around.after, "weak_after")
            span = any(self._is(each, "no_age_near") for each in around.near)
            if weak and (span or self._is(around.previous, "span_before")):
                return None
            if not weak or around.number >= GROWN or any(map(self._is_near_one, around.near)):
                return AgeHeard(around.number, (around.token, around.after))  # type: ignore[arg-type]
        if self._is(around.previous, "before") and not self._is(around.after, "measures"):
            return AgeHeard(around.number, (around.token,))
        return None

    def _bare(self, around: "_Around") -> AgeHeard | None:
        """Return an age that nothing tells but the person beside it, or the number itself."""
        if around.is_part or around.number > OLDEST or self._is(around.after, "measures"):
            return None
        if self._is(around.after, "after") or self._is(around.previous, "address"):
            return None  # looked at already, and found to be a span of time
        persons = [each for each in around.before(2) if each.clause == around.token.clause]
        if any(map(self._is_person, persons)) and (around.number >= GROWN or persons[-1] is around.previous):
            return AgeHeard(around.number, (around.token,), sure=around.number >= GROWN)
        alone = around.after is None or around.after.clause != around.token.clause
        if alone and self._is(around.previous, "about") and around.number >= GROWN:
            return AgeHeard(around.number, (around.token,), sure=False)
        first = around.previous is None or around.previous.clause != around.token.clause
        if (alone and first and around.number >= GROWN) or ((alone or first) and around.number in LIKELY):
            return AgeHeard(around.number, (around.token,), sure=alone and first)
        return None

    # ------------------------------------------------------------ in words

    def _in_words(self, sentence: tuple[Token, ...], place: int) -> AgeHeard | None:
        token = sentence[place]
        value, rest, decade = self._number_of(token.folded)
        if decade:
            return AgeHeard(value, (token,), sure=False)
        if value and rest.startswith(YEAR_WORD):
            return AgeHeard(value, (token,))
        if not value or rest:
            return None
        following = sentence[place + 1] if place + 1 < len(sentence) else None
        if following and value % 10 == 0:
            unit, left = self._unit(following.folded)
            if unit and not left:
                value, place = value + unit, place + 1
        return self._told_in_words(sentence, place, token, value)

    def _told_in_words(self, sentence: tuple[Token, ...], place: int, token: Token, value: int) -> AgeHeard | None:
        """Return the age that a number in words is, ending at a place, by what stands beside it."""
        following = sentence[place + 1] if place + 1 < len(sentence) else None
        before = sentence[max(0, place - 2) : place]
        if following and self._is(following, "after"):
            near = (*before, *sentence[place + 1 : place + 3])
            span = any(self._is(each, "no_age_near") for each in near)
            return None if span else AgeHeard(value, (token, following))
        told = any(self._is_person(each) or self._is(each, "before") for each in before)
        whole = value % 10 != 0 and value > GROWN  # nothing else is counted so exactly in words
        return AgeHeard(value, (token,), sure=told) if value >= GROWN and (told or whole) else None

    def _number_of(self, folded: str) -> tuple[int, str, bool]:
        if folded not in self._spelt:
            if len(self._spelt) >= REMEMBERED:
                self._spelt.clear()
            self._spelt[folded] = self._read(folded)
        return self._spelt[folded]

    def _read(self, folded: str) -> tuple[int, str, bool]:
        """Return the number that a word begins with (0 for none), what is left of it, and whether it is a decade."""
        for beginning, value in self._decades:
            if folded.startswith(beginning):
                return value, "", True
        return (*self._number(folded), False)

    def _number(self, folded: str) -> tuple[int, str]:
        for tens, value in self._tens:
            if folded.startswith(tens):
                unit, rest = self._unit(folded[len(tens) :])
                return value + unit, rest
        unit, rest = self._unit(folded)
        return (unit, rest) if unit and rest.startswith(YEAR_WORD) else (0, "")

    def _unit(self, folded: str) -> tuple[int, str]:
        best = max(
            (each for each in self._units if folded.startswith(each[0])), key=lambda each: len(each[0]), default=None
        )
        return (best[1], folded[len(best[0]) :]) if best else (0, folded)


class _Around:
    """A number and what stands beside it."""

    def __init__(self, notes: Notes, sentence: tuple[Token, ...], place: int) -> None:
        self.token = sentence[place]
        self.number = self.token.number or 0
        self._sentence = sentence
        self._place = place
        self.previous = sentence[place - 1] if place else None
        self.after = sentence[place + 1] if place + 1 < len(sentence) else None
        self.gap_after = notes.between(self.token, self.after) if self.after else ""
        self._gap_before = notes.between(self.previous, self.token) if self.previous else " "

    def before(self, count: int) -> tuple[Token, ...]:
        return self._sentence[max(0, self._place - count) : self._place]

    @property
    def near(self) -> list[Token]:
        """The words of the same clause up to two before and, behind the unit, two after."""
        some = (*self.before(2), *self._sentence[self._place + 1 : self._place + 4])
        return [each for each in some if each.clause == self.token.clause]

    @property
    def is_dashed(self) -> bool:
        """Whether the number is what is left of a year: *(-38)*."""
        return self._gap_before.endswith(("-", "'", "’")) and len(self._gap_before) > 1

    @property
    def after_is_number(self) -> bool:
        return self.after is not None and self.after.number is not None and len(self.gap_after) <= 1

    @property
    def is_part(self) -> bool:
        """Whether the number is a part of a longer one: a phone number, a date, a span."""
        before = self.previous is not None and self.previous.number is not None and len(self._gap_before) <= 1
        return (
            before
            or self.after_is_number
            or self._gap_before.endswith(("+", "-", "€"))
            or self.gap_after[:1] in ("€", "%", "°")
        )


def _whole_year(number: int, this_year: int) -> int:
    """Return the year that two digits mean: of the last century, but for those who are children now."""
    recent = this_year - CENTURY * (this_year // CENTURY)
    return 1900 + number if number > recent else 2000 + number
