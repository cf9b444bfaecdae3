"""What notes say is not so, not wanted, or already cared for."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from advisor_tui.listening.atoms import Atoms
from advisor_tui.listening.notes import Notes, Token


class Negations(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of negation, as data holds them.

    ``no`` negates. ``over`` are words that a negation reaches over (*ei ole koskaan lyönyt*). ``refused`` are what is
    done without, where negated (*ei tarvitse*). ``cared`` tells that something goes well (*siivous sujuu*),
    ``already`` and ``there`` that one has it (*on jo turvapuhelin*, *kotihoito käy jo*), ``instead`` ends what a
    negation reaches (*vaan*). ``wanted`` tells what somebody asks for.
    """

    no: tuple[str, ...]
    over: tuple[str, ...]
    refused: tuple[str, ...]
    cared: tuple[str, ...]
    already: tuple[str, ...]
    there: tuple[str, ...]
    instead: tuple[str, ...]
    wanted: tuple[str, ...]


NO_GROUP = "no"
"""The group by which signs name a negation."""


class Negation:
    """Finds what is negated."""

    def __init__(self, data: Negations, atoms: Atoms) -> None:
        self._atoms = atoms
        self._no = frozenset(map(atoms.add, data.no))
        self._over = frozenset(map(atoms.add, data.over))
        self._refused = frozenset(map(atoms.add, data.refused))
        self._cared = frozenset(map(atoms.add, data.cared))
        self._already = frozenset(map(atoms.add, data.already))
        self._there = frozenset(map(atoms.add, data.there))
        self._wanted = frozenset(map(atoms.add, data.wanted))
        self._instead = frozenset(map(atoms.add, data.instead))

    def _is(self, token: Token, entries: frozenset[int]) -> bool:
        return not self._atoms.met(token.spelt).isdisjoint(entries)

    def is_no(self, token: Token) -> bool:
        """Tell whether a word negates."""
        return self._is(token, self._no)

    def denies(self, notes: Notes, words: tuple[Token, ...]) -> bool:
        """Tell whether words of one sentence are said not to be so: *ei ole lyönyt*, *itsetuhoisuutta ei ole*."""
        sentence = notes.sentences[self._place(notes, words[0])]
        inside = {id(each) for each in words}
        for place, token in enumerate(sentence):
            if self.is_no(token) and id(token) not in inside and token.clause in {each.clause for each in words}:
                following = self._reached(sentence, place)
                if following is not None and id(following) in inside:
                    return True
                if following is None and place > 0 and id(sentence[place - 1]) in inside:
                    return True  # the negation stands last and has nothing else to negate
        return False

    @staticmethod
    def _place(notes: Notes, word: Token) -> int:
        return next(place for place, each in enumerate(notes.sentences) if each[0].sentence == word.sentence)

    def _reached(self, sentence: tuple[Token, ...], place: int) -> Token | None:
        """Return the first word that a negation speaks of, or None where its clause ends before one."""
        for token in sentence[place + 1 :]:
            if token.clause != sentence[place].clause:
                return None
            if not self._is(token, self._over):
                return token
        return None

    def refused(self, notes: Notes) -> list[tuple[Token, ...]]:
        """Return the words that are said not to be needed, or to be cared for already, thing by thing."""
        found = (self._of_clause(clause) for clause in notes.clauses)
        return [each for each in found if each]

    def wanting(self, notes: Notes) -> list[Token]:
        """Return the words by which something is asked for."""
        return [token for token in notes.tokens if self._is(token, self._wanted)]

    def _of_clause(self, clause: tuple[Token, ...]) -> tuple[Token, ...]:
        denied = [place for place, token in enumerate(clause) if self.is_no(token)]
        for place in denied:
            verb = next((at for at in range(place + 1, len(clause)) if self._is(clause[at], self._refused)), None)
            if verb is not None and verb - place <= 3:
                after = tuple(self._until_instead(clause[verb + 1 :]))
                return after or clause[:place]
        if denied:
            return ()
        for place, token in enumerate(clause):
            if self._is(token, self._cared):
                return clause[:place]
            beside = (*clause[max(0, place - 1) : place], *clause[place + 1 : place + 2])
            if self._is(token, self._already) and any(self._is(each, self._there) for each in beside):
                return tuple(each for each in clause if each is not token)
        if len(clause) > 1 and self._is(clause[-1], self._there):
            return clause[:-1]  # *turvaranneke on*
        return ()

    def _until_instead(self, tokens: Iterable[Token]) -> Iterator[Token]:
        for token in tokens:
            if self._is(token, self._instead):
                return
            yield token
