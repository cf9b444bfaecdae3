"""Signs of danger and duties to notify, heard in the notes with the words that raised them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msgspec import Struct

from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.negation import NO_GROUP, Negation, Negations
from advisor_tui.listening.notes import Notes
from advisor_tui.listening.signs import HeardBook, Met, SignBook


class Signs(Struct, frozen=True, forbid_unknown_fields=True):
    """What raises something, in each language, and phrases whose words do not count for it."""

    fi: tuple[str, ...] = ()
    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """The signs in every language: a caller mixes them."""
        return (*self.fi, *self.sv, *self.en)


class Danger(Signs, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A red flag of the script, and its signs. ``suggests`` are kinds of service that it speaks for.

    ``flags_beside`` raise it, too, where a word of the group ``beside`` stands anywhere in the notes (a parent who
    fears herself, and a child).
    """

    flag: str
    flags_beside: tuple[str, ...] = ()
    beside: str = ""
    suggests: tuple[str, ...] = ()


class Duty(Signs, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A duty to notify (*vanhuspalvelulaki* 25 §, *sosiaalihuoltolaki* 35 §, *lastensuojelulaki* 25 §).

    ``urgent`` names it in the script; ``flags`` bring it with them, and ``flags_beside`` where a word of the group
    ``beside`` stands anywhere in the notes (violence at home, and a child).
    """

    urgent: str
    flags: tuple[str, ...] = ()
    flags_beside: tuple[str, ...] = ()
    beside: str = ""
    suggests: tuple[str, ...] = ()


class Dangers(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of dangers: since when and from where, groups of words, and signs.

    A sentence that holds one of the signs of a ``story`` (a film, a drill, what was long ago and is over) raises
    nothing.
    """

    as_of: date
    source: str
    groups: dict[str, tuple[str, ...]]
    story: tuple[str, ...]
    danger: tuple[Danger, ...]
    duty: tuple[Duty, ...]


@dataclass(frozen=True)
class Raised:
    """A red flag or a duty, the words that raised it, and where they stand (from and up to which character).

    ``said`` are all the words by which it was raised, each by itself: the advisor may know some of them already.
    """

    id: str
    words: str
    spans: tuple[tuple[int, int], ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alarms:
    """What was raised in one text."""

    flags: tuple[Raised, ...] = ()
    duties: tuple[Raised, ...] = ()


class Watch:
    """Looks for dangers in notes."""

    def __init__(self, data: Dangers, negations: Negations, negation: Negation, atoms: Atoms) -> None:
        self._data = data
        groups: Mapping[str, Sequence[str]] = {**data.groups, NO_GROUP: negations.no}
        self._atoms = atoms
        self._groups = {name: frozenset(map(atoms.add, entries)) for name, entries in groups.items()}
        self._signs = HeardBook(atoms, groups, negation)
        self._stories = SignBook(atoms, groups)
        for text in data.story:
            self._stories.add(text, 0)
        for subject, each in enumerate((*data.danger, *data.duty)):
            self._signs.add(each.all, each.unless, subject)

    def listen(self, notes: Notes) -> Alarms:
        """Return the dangers and duties that the notes tell of, in the order of the data."""
        stories = {each.tokens[0].sentence for each in self._stories.find(notes)}
        met: dict[int, list[Met]] = {}
        for each in self._signs.find(notes):
            if each.tokens[0].sentence not in stories:
                met.setdefault(each.sign.subject, []).append(each)
        flags = {
            each.flag: _raised(each.flag, notes, met[number])
            for number, each in enumerate(self._data.danger)
            if number in met
        }
        flags.update(self._raised_beside(flags, notes))
        first = len(self._data.danger)
        duties = [
            raised
            for number, each in enumerate(self._data.duty, start=first)
            if (raised := self._raised_duty(each, flags, notes, met.get(number, [])))
        ]
        return Alarms(tuple(flags.values()), tuple(duties))

    def _stands(self, group: str, notes: Notes) -> bool:
        """Tell whether a word of a group stands anywhere in the notes."""
        entries = self._groups.get(group, frozenset())
        return any(not self._atoms.met(token.spelt).isdisjoint(entries) for token in notes.tokens)

    def _raised_beside(self, flags: dict[str, Raised], notes: Notes) -> dict[str, Raised]:
        """Return the dangers that others bring with them, given who is there."""
        found = {}
        for each in self._data.danger:
            bringing = [flags[flag] for flag in each.flags_beside if flag in flags]
            if bringing and each.flag not in flags and self._stands(each.beside, notes):
                found[each.flag] = replace(bringing[0], id=each.flag)
        return found

    def _raised_duty(self, duty: Duty, flags: dict[str, Raised], notes: Notes, met: list[Met]) -> Raised | None:
        if met:
            return _raised(duty.urgent, notes, met)
        bringing = (*duty.flags, *(duty.flags_beside if self._stands(duty.beside, notes) else ()))
        brought = next((flags[flag] for flag in bringing if flag in flags), None)
        return replace(brought, id=duty.urgent) if brought else None


def _raised(subject: str, notes: Notes, met: Iterable[Met]) -> Raised:
    """Return what was raised, by the sign that says most."""
    every = sorted(met, key=lambda each: (-len(each.tokens), each.tokens[0].start))
    spans = tuple((token.start, token.end) for token in every[0].tokens)
    said = tuple(dict.fromkeys(notes.words(each.tokens) for each in every))
    return Raised(subject, said[0], spans, said)
