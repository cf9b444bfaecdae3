"""The search: from what was typed to ranked services, each with the reason why it was found."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui import language
from advisor_tui.catalogue.contact import Phone
from advisor_tui.catalogue.kinds import Kind
from advisor_tui.catalogue.service import Catalogue, ProviderKind, Rung, Service, Status, Translation
from advisor_tui.guidance.known import Known
from advisor_tui.language import Words
from advisor_tui.search.callers import Filters
from advisor_tui.search.engine import Search
from advisor_tui.search.hits import Hit
from advisor_tui.search.why import why


def service(
    name: str,
    *,
    id: str = "",  # noqa: A002 - the field's name
    type: str = "ateria",  # noqa: A002 - the field's name
    rung: Rung = "4",
    status: Status = "active",
    words: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
    areas: tuple[str, ...] = ("FI",),
    ages: tuple[int | None, int | None] = (None, None),
    sv: str = "Sv",
    en: str = "En",
    description: str = "",
    provider_kind: ProviderKind = "company",
    organization: str = "Oy",
    phones: tuple[str, ...] = (),
    languages: tuple[str, ...] = ("fi",),
) -> Service:
    """Return a service of which only what a test speaks of is filled in."""
    return Service(
        id=id or name,
        type=type,
        name=name,
        organization=organization,
        provider_kind=provider_kind,
        rung=rung,
        description=description,
        service_areas=areas,
        assured_date=date(2026, 11, 1),
        source="",
        sv=Translation(sv, ""),
        en=Translation(en, ""),
        status=status,
        caller_words=words,
        alternate_names=others,
        minimum_age=ages[0],
        maximum_age=ages[1],
        phones=tuple(Phone(number) for number in phones),
        languages=languages,
    )


FEW = (
    service("Ateriapalvelu", words=("ruokaa kotiin", "en jaksa kokata"), sv="Måltidsservice", en="Meals on wheels"),
    service("Turvapuhelin", others=("Hälytysranneke",), description="Nappi, jolla saa apua kotiin.", rung="6"),
    service("Siivousapu", organization="Puhdas Koti Oy", type="siivous"),
    service("Muistiyhdistys", rung="3", sv="Minnesförening", en="Memory association"),
)


def search(*services: Service) -> Search:
    """Return the search over services, or over the few of this file."""
    return Search(
        Catalogue(services or FEW), kinds=[Kind("siivous", "4", Words("Kotisiivous", "Städning", "Cleaning"))]
    )


def names(hits: list[Hit]) -> list[str]:
    """Return the names of what was found, in its order."""
    return [hit.service.name for hit in hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ateriapalvelu", "Ateriapalvelu"),
        ("ATERIAPALVELU", "Ateriapalvelu"),
        ("ater", "Ateriapalvelu"),
        ("at", "Ateriapalvelu"),
        ("ateriapavlelu", "Ateriapalvelu"),
        ("atriapalvelu", "Ateriapalvelu"),
        ("turvapuheli", "Turvapuhelin"),
        ("turvapuhelinta", "Turvapuhelin"),
        ("halytysranneke", "Turvapuhelin"),
        ("hälytysranneke", "Turvapuhelin"),
        ("en jaksa kokata", "Ateriapalvelu"),
        ("saisiko ruokaa kotiin", "Ateriapalvelu"),
        ("måltidsservice", "Ateriapalvelu"),
        ("maltidsservice", "Ateriapalvelu"),
        ("memory association", "Muistiyhdistys"),
        ("städning", "Siivousapu"),
        ("puhdas koti", "Siivousapu"),
        ("nappi", "Turvapuhelin"),
    ],
)
def test_it_finds_by_name_beginning_slip_lost_dots_callers_words_and_other_languages(query: str, first: str) -> None:
    assert names(search().find(query))[0] == first


@pytest.mark.parametrize(
    ("query", "field", "matched", "told"),
    [
        ("ateriapalvelu", "name", "Ateriapalvelu", "nimi: Ateriapalvelu"),
        ("hälytysranneke", "other name", "Hälytysranneke", "toinen nimi: Hälytysranneke"),
        ("kokata", "everyday word", "en jaksa kokata", "arkisana: en jaksa kokata"),
        ("måltidsservice", "name sv", "Måltidsservice", "ruotsinkielinen nimi: Måltidsservice"),
        ("meals", "name en", "Meals on wheels", "englanninkielinen nimi: Meals on wheels"),
        ("cleaning", "kind", "Cleaning", "palvelutyyppi: Cleaning"),
        ("puhdas", "provider", "Puhdas Koti Oy", "järjestäjä: Puhdas Koti Oy"),
        ("nappi", "description", "Nappi, jolla saa apua kotiin.", "kuvaus: Nappi, jolla saa apua kotiin."),
    ],
)
def test_each_hit_says_which_field_and_words_matched(query: str, field: str, matched: str, told: str) -> None:
    hit = search().find(query)[0]
    assert (hit.field, hit.matched) == (field, matched)
    assert why(hit) == told


def test_the_reason_is_told_in_the_readers_language() -> None:
    language.use("en")
    assert why(search().find("kokata")[0]) == "everyday word: en jaksa kokata"


def test_the_spelling_with_the_same_dots_stands_first_and_the_other_is_found_too() -> None:
    both = search(service("Näätä"), service("Naata"))
    assert names(both.find("näätä")) == ["Näätä", "Naata"]
    assert names(both.find("naata")) == ["Naata", "Näätä"]


def test_a_name_stands_before_a_description_that_mentions_it() -> None:
    mentions = service("Kotihoito", description="Myös turvapuhelin.", rung="0")
    assert names(search(mentions, *FEW).find("turvapuhelin"))[:2] == ["Turvapuhelin", "Kotihoito"]


def test_more_of_the_words_answered_stands_higher() -> None:
    one, both = service("Apu", words=("lumen luonti",)), service("Toinen", words=("lumen luonti ja nurmikon leikkuu",))
    assert names(search(one, both).find("lumen luonti nurmikon leikkuu"))[0] == "Toinen"


def test_among_equals_the_lighter_stands_first() -> None:
    rungs: tuple[Rung, ...] = ("R", "8", "7", "6", "5", "4", "3", "2", "1", "0")
    same = [service("Sama apu", id=rung, rung=rung) for rung in rungs]
    assert [hit.service.rung for hit in search(*same).find("sama apu")] == list(reversed(rungs))


def test_a_better_match_stands_before_a_lighter_one() -> None:
    found = search(service("Turvapuhelin", rung="6"), service("Turvapuhelinten kierrätys", rung="1"))
    assert names(found.find("turvapuhelin"))[0] == "Turvapuhelin"


def test_what_is_for_another_municipality_goes_down_and_is_marked_but_not_hidden(known: Known) -> None:
    here, there = service("Apu", id="here", areas=("Tampere",)), service("Apu", id="there", areas=("Kuopio",), rung="0")
    found = Search(Catalogue((there, here)), known.areas).find("apu", Filters(municipality="Tampere"))
    assert [(hit.service.id, hit.outside) for hit in found] == [("here", False), ("there", True)]
    assert found[1].score < found[0].score


@pytest.mark.parametrize(("age", "outside"), [(64, True), (65, False), (None, False)])
def test_what_is_for_another_age_goes_down_and_is_marked_but_not_hidden(age: int | None, outside: bool) -> None:
    old = service("Apu", id="old", ages=(65, None), rung="0")
    found = search(old, service("Apu", id="all")).find("apu", Filters(age=age))
    assert [hit.outside for hit in found if hit.service.id == "old"] == [outside]
    assert len(found) == 2
    assert (found[0].service.id == "all") is outside


@pytest.mark.parametrize("municipality", ["", "Tukholma", "en kerro"])
def test_a_place_that_is_not_known_shuts_nothing_out(known: Known, municipality: str) -> None:
    found = Search(Catalogue((service("Apu", areas=("Kuopio",)),)), known.areas)
    assert [hit.outside for hit in found.find("apu", Filters(municipality=municipality))] == [False]


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_a_service_that_has_ended_is_not_offered(status: Status) -> None:
    assert search(service("Apu", status=status)).find("apu") == []


def test_a_service_that_is_closed_for_a_while_goes_down_but_is_found() -> None:
    closed, active = service("Apu", id="closed", status="temporarily closed", rung="0"), service("Apu", id="active")
    assert [hit.service.id for hit in search(closed, active).find("apu")] == ["active", "closed"]


@pytest.mark.parametrize(
    "query", ["", "   ", "\t\n", "?!.,-–", "🙂👨\u200d👩\u200d👧", "\x00\x1b\x07", "\u202e\u200b", "()[]*"]
)
def test_a_query_without_a_word_finds_nothing(query: str) -> None:
    assert search().find(query) == []


@pytest.mark.parametrize("around", ["{}!", "🙂 {}", "\x1b[2J{}", "{}\x00", "\u202e{}\u202c", "  {}  ", "[red]{}[/red]"])
def test_signs_around_a_word_do_not_hide_what_it_means(around: str) -> None:
    assert "Turvapuhelin" in names(search().find(around.format("turvapuhelin")))


def test_decomposed_letters_find_the_same() -> None:
    composed = search().find("hälytysranneke")
    assert search().find(unicodedata.normalize("NFD", "hälytysranneke")) == composed


@pytest.mark.parametrize("query", ["turvapuhelin " * 800, "a" * 10_000, "turvapuhelin" + " x" * 5000])
def test_ten_thousand_characters_are_answered_by_their_beginning(query: str) -> None:
    assert search().find(query) == search().find(query[:200])


def test_nothing_is_found_in_an_empty_catalogue() -> None:
    assert Search(Catalogue(())).find("ateria") == []


def test_a_catalogue_of_one_service_can_be_searched() -> None:
    one = search(FEW[0])
    assert names(one.find("ateria")) == ["Ateriapalvelu"]
    assert one.find("qqqq") == []


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 50])
def test_no_more_is_returned_than_asked_for_and_the_best_of_it(limit: int) -> None:
    everything = search().find("apu kotiin")
    assert len(everything) == 3
    assert search().find("apu kotiin", limit=limit) == everything[:limit]


def test_what_nobody_offers_is_not_found() -> None:
    assert search().find("avaruuslento") == []


queries = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(["ruokaa", "kotiin", "turva", "puhelin", "aiti", "en", "måltid", "a"]), max_size=6).map(
        " ".join
    ),
)


@given(
    query=queries, age=st.one_of(st.none(), st.integers(-1, 200)), municipality=st.sampled_from(["", "Mallila", "x"])
)
@settings(deadline=None, max_examples=150)
def test_any_query_gets_positive_scores_in_order_and_the_same_answer_twice(
    known: Known, query: str, age: int | None, municipality: str
) -> None:
    engine = Search(Catalogue(FEW), known.areas)
    found = engine.find(query, Filters(municipality, age))
    assert all(hit.score > 0 for hit in found)
    assert [round(hit.score, 3) for hit in found] == sorted((round(hit.score, 3) for hit in found), reverse=True)
    assert len({hit.service.id for hit in found}) == len(found)
    assert engine.find(query, Filters(municipality, age)) == found


@pytest.fixture(scope="module")
def shipped(known: Known) -> Search:
    """Return the search over what ships."""
    return Search(known.catalogue)


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_each_shipped_service_is_found_by_its_name_with_one_letter_wrong(
    known: Known, shipped: Search, data: st.DataObject
) -> None:
    wanted = data.draw(st.sampled_from([each for each in known.catalogue.services if len(each.name) >= 10]))
    place = data.draw(st.sampled_from([each for each, sign in enumerate(wanted.name) if sign.isalpha() and each]))
    typed = wanted.name[:place] + "q" + wanted.name[place + 1 :]
    assert wanted.id in [hit.service.id for hit in shipped.find(typed)]
