"""The search learns from what advisors choose: in counts, in this database, and only words of the catalogue."""

from pathlib import Path

import pytest

from advisor_tui.catalogue.service import Catalogue
from advisor_tui.paths import places
from advisor_tui.records import learning
from advisor_tui.records.database import open_database
from advisor_tui.search import weights
from advisor_tui.search.engine import Search
from advisor_tui.settings import SearchSettings, Settings
from tests.command_line import advisor
from tests.conftest import StartDesk
from tests.desk import Desk
from tests.test_search import service

ALIKE = (service("Apu yksi", id="one"), service("Apu kaksi", id="two"))


def first(search: Search, query: str) -> str:
    """Return the id of the service that stands first."""
    return search.find(query)[0].service.id


def test_what_is_chosen_settles_a_draw() -> None:
    search = Search(Catalogue(ALIKE))
    before = first(search, "apu")
    other = "two" if before == "one" else "one"
    search.learn("apu", other)
    assert first(search, "apu") == other


def test_what_is_chosen_often_does_not_turn_a_clear_answer_over() -> None:
    search = Search(Catalogue((*ALIKE, service("Turvapuhelin", id="phone"))))
    for _time in range(100):
        search.learn("turvapuhelin", "one")
    assert first(search, "turvapuhelin") == "phone"


def test_no_choice_counts_for_more_than_it_is_given() -> None:
    search = Search(Catalogue(ALIKE))
    plain = {hit.service.id: hit.score for hit in search.find("apu")}
    for _time in range(1000):
        search.learn("apu", "one")
    learned = {hit.service.id: hit.score for hit in search.find("apu")}
    assert learned["one"] == pytest.approx(plain["one"] * (1 + weights.LEARNED))
    assert learned["two"] == plain["two"]


def test_only_words_of_the_catalogue_are_learned() -> None:
    search = Search(Catalogue(ALIKE))
    assert search.learn("apu Maija Virtanen 131052-308T", "one") == ("apu",)
    assert set(search.learned) == {"apu"}


def test_counts_are_kept_by_word_and_service_and_forgotten_on_request(home: Path) -> None:
    engine = open_database(home / "calls.sqlite3")
    learning.teach(engine, ("apu", "koti"), "one")
    learning.teach(engine, ("apu",), "one")
    learning.teach(engine, ("apu",), "two")
    assert learning.learned(engine) == {"apu": {"one": 2, "two": 1}, "koti": {"one": 1}}
    assert learning.forget(engine) == 3
    assert learning.learned(engine) == {}
    engine.dispose()


def kept() -> dict[str, dict[str, int]]:
    """Return what the database of real calls has learned."""
    engine = open_database(places().records_file(practice=False))
    try:
        return learning.learned(engine)
    finally:
        engine.dispose()


async def attach(desk: Desk, query: str) -> str:
    """Attach the first service that a query finds, and return its id."""
    await desk.press("enter", "ctrl+f")
    await desk.write(query)
    await desk.press("enter", "k")
    await desk.saved()
    return desk.call.referrals[0].service_id


async def test_the_desk_learns_from_what_is_attached_and_remembers_it(start_desk: StartDesk) -> None:
    settings = Settings(advisor="MK", search=SearchSettings(learn=True))
    async with start_desk((120, 36), settings) as desk:
        chosen = await attach(desk, "rollaattori")
    assert kept() == {"rollaattori": {chosen: 1}}
    async with start_desk((120, 36), settings) as desk:
        await desk.recalled()
        assert desk.screen.search._search is None
        assert desk.app.shift._reference.search.learned == {"rollaattori": {chosen: 1}}


async def test_a_desk_that_is_not_to_learn_does_not(start_desk: StartDesk) -> None:
    async with start_desk((120, 36), Settings(search=SearchSettings(learn=False))) as desk:
        await attach(desk, "rollaattori")
    assert kept() == {}


def test_what_was_learned_can_be_looked_at_and_forgotten(home: Path) -> None:
    assert advisor("learned").out.strip() == "Mitään ei ole vielä opittu."
    engine = open_database(home / "calls.sqlite3")
    learning.teach(engine, ("apu",), "one")
    engine.dispose()
    assert advisor("learned").out == "apu\tone\t1\n"
    assert advisor("learned", "--reset").out.strip() == "1 laskuri unohdettu."
    assert advisor("learned").out.strip() == "Mitään ei ole vielä opittu."
