"""What listens, made once for all tests of it, and short ways to ask it."""

from functools import cache

from advisor_tui import reference
from advisor_tui.listening.listener import Listener, Situation, Understood
from advisor_tui.settings import Settings

NOTHING_KNOWN = Situation()


@cache
def shipped_listener() -> Listener:
    """Return what listens by the words that ship, over the shipped catalogue."""
    return reference.make_listener(reference.load(Settings()))


def understood(notes: str, known: Situation = NOTHING_KNOWN) -> Understood:
    """Return what is understood of notes."""
    return shipped_listener().understand(notes, known)


def facts(notes: str) -> dict[str, str]:
    """Return the facts of notes by field, the first of each."""
    found: dict[str, str] = {}
    for fact in understood(notes).facts:
        found.setdefault(fact.field, fact.value)
    return found


def flags(notes: str) -> set[str]:
    """Return the signs of danger that notes raise."""
    return {each.id for each in understood(notes).flags}


def duties(notes: str) -> set[str]:
    """Return the duties that notes raise."""
    return {each.id for each in understood(notes).duties}


def kinds(notes: str) -> list[str]:
    """Return the kinds of service that notes speak for, best first."""
    return [each.service.type for each in understood(notes).services]
