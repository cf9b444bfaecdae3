"""What holds for every test: a clock that stands, a home of its own, Finnish, nothing of the machine's environment."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from advisor_tui import clock as clocks
from advisor_tui import language, reference
from advisor_tui.guidance.known import Known
from advisor_tui.listening.listener import Listener
from advisor_tui.reference import Reference
from advisor_tui.search import stored
from advisor_tui.search.index import Index, build
from advisor_tui.settings import SearchSettings, Settings
from advisor_tui.styles import glyphs
from tests.clocks import StandingClock
from tests.desk import Desk

OURS = ("ADVISOR_", "XDG_", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "NO_COLOR", "COLORTERM", "LC_", "LANG", "TZ")


@pytest.fixture(autouse=True)
def clock() -> Iterator[StandingClock]:
    """Let the clock stand at a Monday afternoon."""
    standing = StandingClock()
    with clocks.replaced(standing):
        yield standing


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home that is its own, and nothing of the machine's environment."""
    for name in list(os.environ):
        if name.startswith(OURS):
            monkeypatch.delenv(name)
    place = tmp_path / "home"
    monkeypatch.setenv("ADVISOR_HOME", str(place))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("COLORTERM", "truecolor")
    return place


@pytest.fixture(autouse=True)
def finnish() -> Iterator[None]:
    """Speak Finnish, with the usual signs, before and after."""
    language.use("fi")
    glyphs.use("unicode")
    yield
    language.use("fi")
    glyphs.use("unicode")


@pytest.fixture(autouse=True, scope="session")
def one_index_for_all() -> Iterator[None]:
    """Build the index of a catalogue once: each test has a home of its own, and with it an empty cache."""
    built: dict[str, Index] = {}

    def open_once(_folder: Path | None, *said: Any) -> Index:
        key = stored.content_key(*said)
        if key not in built:
            built[key] = build(*said)
        return built[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "open_index", open_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def one_listener_for_all() -> Iterator[None]:
    """Compile the words of listening once: that takes two seconds, and each test opens a desk of its own."""
    made: dict[tuple[Path, bytes, str], Listener] = {}
    make = reference.make_listener

    def make_once(found: Reference) -> Listener:
        key = (found.listening, found.known.catalogue.fingerprint, found.known.script.id)
        if key not in made:
            made[key] = make(found)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "make_listener", make_once)
        yield


@pytest.fixture(scope="session")
def known() -> Known:
    """Return the data that ships."""
    return reference.load(Settings()).known


StartDesk = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def start_desk() -> StartDesk:
    """Return what opens a desk in a terminal of a size, ready for its first call."""

    @asynccontextmanager
    async def start(
        size: tuple[int, int] = (120, 36), settings: Settings | None = None, *, practice: bool = False
    ) -> AsyncIterator[Desk]:
        desk = Desk(settings or Settings(advisor="MK", search=SearchSettings(learn=False)), practice=practice)
        async with desk.run(size):
            yield desk

    return start
