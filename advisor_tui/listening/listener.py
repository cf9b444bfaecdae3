"""The desk listens: notes in, what can be offered out. Nothing here changes a call; the advisor takes or refuses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor_tui.catalogue.areas import Areas
from advisor_tui.guidance.script import Script
from advisor_tui.listening.areas import Answered, Asker, Question, Touched
from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.dangers import Alarms, Raised, Watch
from advisor_tui.listening.data import Vocabulary
from advisor_tui.listening.facts import Fact, Facts
from advisor_tui.listening.negation import Negation
from advisor_tui.listening.notes import Notes
from advisor_tui.listening.topics import SUGGESTED, Suggestion, Topics
from advisor_tui.search.callers import Filters
from advisor_tui.search.engine import Search
from advisor_tui.text import clean, fold


@dataclass(frozen=True)
class Situation:
    """What a call holds beside its notes: answers by field, services attached, areas rated, services refused."""

    answers: Mapping[str, str] = field(default_factory=dict)
    attached: frozenset[str] = frozenset()
    rated: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Understood:
    """What was understood of notes."""

    facts: tuple[Fact, ...] = ()
    services: tuple[Suggestion, ...] = ()
    areas: tuple[Touched, ...] = ()
    flags: tuple[Raised, ...] = ()
    duties: tuple[Raised, ...] = ()
    question: Question | None = None


NOTHING = Understood()
"""What empty notes say."""


class Listener:
    """Understands notes. One belongs to one thread: it remembers what it has heard."""

    def __init__(self, words: Vocabulary, script: Script, areas: Areas, search: Search) -> None:
        atoms = Atoms()
        self._script = script
        self._search = search
        self._negation = Negation(words.facts.negation, atoms)
        self._facts = Facts(words.facts, areas, atoms, self._negation, self._knows)
        self._watch = Watch(words.dangers, words.facts.negation, self._negation, atoms)
        self._asker = Asker(words.asking, script, words.facts.negation.no, atoms)
        self._topics = Topics(search, self._negation)
        self._suggests = {each.flag: each.suggests for each in words.dangers.danger}
        self._suggests.update({each.urgent: each.suggests for each in words.dangers.duty})
        self._area_of = {flag.id: area.id for area in script.need_area for flag in area.flags}

    def _knows(self, spelt: str) -> bool:
        """Tell whether anybody knows a word: what the catalogue says is no misspelt name of a municipality."""
        return bool(self._search.index.vocabulary.same(fold(spelt)))

    def understand(self, text: str, known: Situation = Situation()) -> Understood:
        """Return what notes say, beside what the call holds already."""
        notes = Notes(clean(text))
        if not notes.tokens:
            return NOTHING
        facts, asides = self._facts.listen(notes)
        alarms = self._known_alarms(self._watch.listen(notes))
        candidates = self._services(notes, facts, asides, alarms, known)
        kept = [each for each in candidates if each.service.id not in known.attached | known.refused]
        touched, answered = self._asker.listen(notes)
        touched = self._with_flags(touched, alarms)
        areas = tuple(each for each in touched if each.id not in known.rated)
        fields = frozenset(known.answers) | {fact.field for fact in facts}
        already = Answered(fields, known.rated | {each.id for each in touched})
        question = self._asker.question([(each.service, each.score) for each in kept], already, answered)
        return Understood(tuple(facts), tuple(kept[:SUGGESTED]), areas, alarms.flags, alarms.duties, question)

    def _services(
        self, notes: Notes, facts: list[Fact], asides: frozenset[int], alarms: Alarms, known: Situation
    ) -> list[Suggestion]:
        understood = {fact.field: fact.value for fact in reversed(facts)}
        answers = {**understood, **known.answers}
        age = answers.get("age", "")
        filters = Filters(
            answers.get("municipality", ""), int(age) if age.isdecimal() else None, answers.get("language", "")
        )
        raised = {
            kind: each
            for each in (*alarms.duties[::-1], *alarms.flags[::-1])
            for kind in self._suggests.get(each.id, ())[::-1]
        }
        return self._topics.listen(notes, asides, filters, raised)

    def _known_alarms(self, alarms: Alarms) -> Alarms:
        """Return the alarms that the script in use has a flag or urgent help for."""
        flags = tuple(each for each in alarms.flags if each.id in self._script.flags)
        return Alarms(flags, tuple(each for each in alarms.duties if each.id in self._script.urgents))

    def _with_flags(self, touched: list[Touched], alarms: Alarms) -> list[Touched]:
        """Return the areas touched, with those in which a sign of danger was raised."""
        by_id = {self._area_of[each.id]: Touched(self._area_of[each.id], each.words) for each in alarms.flags}
        by_id.update({each.id: each for each in touched})
        return [by_id[area] for area in self._script.areas if area in by_id]
