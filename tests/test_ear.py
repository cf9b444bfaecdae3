"""Listening in a thread of its own: the newest notes win, older ones are let go, and a mishap ends it quietly."""

import threading
from collections.abc import Callable, Iterator

import pytest

from advisor_tui.ear import Deaf, Ear, Heard
from advisor_tui.listening.facts import Fact
from advisor_tui.listening.listener import Listener, Situation, Understood
from tests.waiting import until_outside


class SlowListener:
    """Understands a text only when it is told to go on; what it was given stands in ``heard``."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.go_on = threading.Event()

    def understand(self, text: str, _known: Situation) -> Understood:
        """Return the text as a fact."""
        self.heard.append(text)
        self.go_on.wait(10)
        if text == "broken":
            raise ValueError(text)
        return Understood(facts=(Fact("notes", text, text, ()),))


Made = tuple[Ear, SlowListener, list[Heard | Deaf]]


@pytest.fixture
def made() -> Iterator[Made]:
    listener, delivered = SlowListener(), list[Heard | Deaf]()
    make: Callable[[], Listener] = lambda: listener  # type: ignore[assignment,return-value]  # noqa: E731
    ear = Ear(make, delivered.append)
    yield ear, listener, delivered
    listener.go_on.set()
    ear.stop()


def test_notes_come_back_with_their_number(made: Made) -> None:
    ear, listener, delivered = made
    listener.go_on.set()
    number = ear.hear("äiti 82", Situation())
    until_outside(lambda: delivered, "the notes are understood")
    (heard,) = delivered
    assert isinstance(heard, Heard)
    assert (heard.number, heard.understood.facts[0].value) == (number, "äiti 82")


def test_handing_over_does_not_wait(made: Made) -> None:
    ear, listener, delivered = made
    for text in ("ä", "äi", "äit"):
        ear.hear(text, Situation())  # nothing has been understood yet, and nothing waits for it
    until_outside(lambda: listener.heard, "the thread has begun")
    assert delivered == []


def test_only_the_newest_notes_are_understood_and_older_ones_are_never_delivered(made: Made) -> None:
    ear, listener, delivered = made
    ear.hear("first", Situation())
    until_outside(lambda: listener.heard == ["first"], "the first text is being understood")
    ear.hear("second", Situation())
    last = ear.hear("third", Situation())
    listener.go_on.set()
    until_outside(lambda: delivered, "the last text is understood")
    assert listener.heard == ["first", "third"]
    assert [each.number for each in delivered if isinstance(each, Heard)] == [last]


def test_a_mishap_is_delivered_and_ends_listening(made: Made) -> None:
    ear, listener, delivered = made
    listener.go_on.set()
    ear.hear("broken", Situation())
    until_outside(lambda: delivered, "the mishap is told")
    (deaf,) = delivered
    assert isinstance(deaf, Deaf)
    assert isinstance(deaf.error, ValueError)


def test_nothing_begins_before_there_is_something_to_hear() -> None:
    begun: list[bool] = []

    def make() -> Listener:
        begun.append(True)
        raise AssertionError("nobody has asked for it")

    ear = Ear(make, lambda _heard: None)
    ear.stop()
    assert begun == []
