"""Services that look like one: what is taken for the same, what is told apart, and each group once."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.catalogue import areas
from advisor_tui.catalogue.contact import Location, Phone
from advisor_tui.catalogue.duplicates import WINDOW, Duplicates, Group
from advisor_tui.catalogue.likeness import OTHER_NUMBERS, Likeness
from advisor_tui.catalogue.reach import EVERYWHERE, Reach
from advisor_tui.catalogue.service import Service
from advisor_tui.paths import shipped
from tests import made_services
from tests.made_services import service

AREAS = areas.load(shipped("data") / "areas.toml")
PIRKANMAA = "Pirkanmaan hyvinvointialue"


def groups(*services: Service) -> list[Group]:
    """Return what looks like one."""
    duplicates = Duplicates(AREAS)
    for each in services:
        duplicates.add(each)
    return duplicates.groups()


def alike(first: dict[str, Any], second: dict[str, Any]) -> int:
    """Return how much two services look like one, 0 when they do not; numbers are none unless they are told."""
    found = groups(service(**{"id": "a", "phones": (), **first}), service(**{"id": "b", "phones": (), **second}))
    return found[0].likeness if found else 0


def named(first: str, second: str, **both: Any) -> int:
    """Return how much two services look like one that differ in their names alone."""
    return alike({"name": first, **both}, {"name": second, **both})


# ------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ateriapalvelu", "Ateriapalvelu"),
        ("Ateriapalvelu", "ATERIAPALVELU"),
        ("Päivätoiminta", "Paivatoiminta"),
        ("Kuljetuspalvelu", "Kuljetuspalvelut"),
        ("Ruoka-apu", "Ruoka apu"),
        ("Ruoka-apu", "Ruokaapu"),
        ("Ateriapalvelu Tampere", "Tampere: Ateriapalvelu"),
        ("Ateriapalvelu Oy", "Ateriapalvelu"),
    ],
)
def test_one_name_is_the_same_in_other_forms(first: str, second: str) -> None:
    assert named(first, second) == 100


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ateriapalvelu", "Ateriapalvleu"),
        ("Omaishoidon tuki", "Omaishidon tuki"),
        ("Kunnan vuokra-asunnot", "Kunnan voukra-asunnot"),
        ("Ateriapalvelu", "Ateriapalvelu, Yritys Oy"),
        ("Ateriapalvelu", "Ateriapalvelu Tampere"),
    ],
)
def test_a_slip_or_a_place_or_the_organization_make_no_other_name(first: str, second: str) -> None:
    assert 85 <= named(first, second) < 100


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kotihoito", "Kotihoito, yöpartio"),
        ("Kotihoito itäinen", "Kotihoito läntinen"),
        ("Ryhmä 1", "Ryhmä 2"),
        ("Päivystysapu 116117", "Päivystysapu 116111"),
        ("Päiväkeskus A", "Päiväkeskus B"),
        ("Kotihoito", "Kotihoito 2"),
        ("Miesten ryhmä", "Naisten ryhmä"),
        ("Tampereen terveysasema", "Nokian terveysasema"),
        ("", ""),
        ("?", "?"),
    ],
)
def test_names_with_words_of_their_own_are_told_apart(first: str, second: str) -> None:
    assert named(first, second) == 0


def test_a_place_in_a_name_tells_a_part_from_the_whole() -> None:
    whole, part = {"service_areas": (PIRKANMAA,)}, {"service_areas": ("Nokia",)}
    assert alike({"name": "Kotihoito", **whole}, {"name": "Kotihoito Nokia", **part}) == 0
    assert alike({"name": "Kotihoito", **part}, {"name": "Kotihoito Nokia", **part}) > 0


# ------------------------------------------------------------ organizations, numbers, places


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Suomen Punainen Risti", "Suomen Punainen Risti, Hämeen piiri"),
        ("Mehiläinen Oy", "Mehiläinen"),
        ("Pirkanmaan hyvinvointialue", "Pirkanman hyvinvointialue"),
        ("Yritys Oy", "yritys oy"),
    ],
)
def test_similar_organizations_are_one(first: str, second: str) -> None:
    assert alike({"organization": first}, {"organization": second}) >= 95


@pytest.mark.parametrize(
    ("first", "second"),
    [("Hoiva Oy", "Onni Oy"), (PIRKANMAA, "Pohjanmaan hyvinvointialue"), ("", ""), ("Oy", "Oy")],
)
def test_other_organizations_and_those_without_a_name_are_not_one(first: str, second: str) -> None:
    assert alike({"organization": first}, {"organization": second}) == 0


def test_the_same_number_makes_up_for_the_organization() -> None:
    one = {"organization": "Hoiva Oy", "phones": (Phone("03 123 4567"),)}
    other = {"organization": "Onni Oy", "locations": (Location(phones=(Phone("+358 3 1234567"),)),)}
    assert alike(one, other) == 100
    assert alike({**one, "name": "Omaishoidon tuki"}, {**other, "name": "Omaishoidon tuki lapset"}) > 0
    assert alike({**one, "name": "Kotihoito"}, {**other, "name": "Omaishoidon tuki"}) == 0


def test_the_number_of_a_sample_is_no_number_that_two_share() -> None:
    sample = {"phones": (Phone("0X0 000 3201"),)}
    assert alike({"organization": "Hoiva Oy", **sample}, {"organization": "Onni Oy", **sample}) == 0


def test_other_numbers_make_it_less_likely() -> None:
    assert alike({"phones": (Phone("1111"),)}, {"phones": (Phone("2222"),)}) == 100 - OTHER_NUMBERS


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (("Tampere",), ("Tampere", "Nokia"), True),
        (("Tampere",), ("FI",), True),
        (("Tampere",), (PIRKANMAA,), True),
        (("Tampere",), (), True),
        (("Vieras",), ("Vieras",), True),
        (("Vieras",), ("FI",), True),
        (("Tampere",), ("Nokia",), False),
        (("Helsinki",), (PIRKANMAA,), False),
        (("Vieras",), ("Outo",), False),
        (("Vieras",), ("Tampere",), False),
    ],
)
def test_only_services_for_the_same_places_can_be_one(
    first: tuple[str, ...], second: tuple[str, ...], overlap: bool
) -> None:
    assert bool(alike({"service_areas": first}, {"service_areas": second})) is overlap
    reach = Reach(AREAS)
    assert bool(reach.of(first) & reach.of(second)) is overlap


def test_a_county_is_its_municipalities_by_its_name_and_by_its_code() -> None:
    reach = Reach(AREAS)
    county = next(each for each in AREAS.county if each.name.fi == PIRKANMAA)
    places = reach.of(each.fi for each in county.municipalities)
    assert reach.of((county.code,)) == reach.of((PIRKANMAA,)) == places
    assert [AREAS.county[number].name.fi for number in reach.counties(places)] == [PIRKANMAA]
    assert len(list(reach.counties(EVERYWHERE))) == len(AREAS.county) + 1


# ------------------------------------------------------------ groups


def test_a_group_is_told_once_with_everybody_in_it() -> None:
    (group,) = groups(*(service(id=str(number)) for number in range(4)), service(id="x", name="Kirjasto"))
    assert [each.id for each in group.members] == ["0", "1", "2", "3"]


def test_what_is_most_alike_stands_first() -> None:
    found = groups(
        service(id="a", name="Ateriapalvelu"),
        service(id="b", name="Ateriapalvleu"),
        service(id="c", name="Kirjasto"),
        service(id="d", name="Kirjasto"),
    )
    assert [[each.id for each in group.members] for group in found] == [["c", "d"], ["a", "b"]]


def test_a_chain_of_likenesses_is_no_group_and_yet_told() -> None:
    """One whose places overlap with both the others' does not bring those together."""
    found = groups(
        service(id="nokia", service_areas=("Nokia",)),
        service(id="both", service_areas=("Nokia", "Tampere")),
        service(id="tampere", service_areas=("Tampere",)),
    )
    assert sorted(sorted(each.id for each in group.members) for group in found) == [
        ["both", "nokia"],
        ["both", "tampere"],
    ]


def test_many_of_the_same_are_one_group() -> None:
    (group,) = groups(*(service(id=str(number)) for number in range(5 * WINDOW)))
    assert len(group.members) == 5 * WINDOW
    assert group.likeness == 100


def test_those_that_are_one_are_found_among_many_of_the_same_name() -> None:
    """A name that every municipality has makes a large block."""
    places = [each.fi for each in AREAS.municipalities()]
    many = [service(id=place, name="Kotihoito", service_areas=(place,)) for place in places]
    (group,) = groups(*many, service(id="toinen", name="Kotihoito", service_areas=("Nokia",)))
    assert [each.id for each in group.members] == ["Nokia", "toinen"]


@settings(deadline=None)
@given(st.lists(made_services.services, max_size=6), st.randoms())
def test_the_order_of_services_does_not_change_what_is_found(services: list[Service], chance: random.Random) -> None:
    mixed = list(services)
    chance.shuffle(mixed)
    assert bool(groups(*mixed)) == bool(groups(*services))


@settings(deadline=None)
@given(made_services.services, made_services.services)
def test_likeness_is_mutual_and_within_a_hundred(one: Service, other: Service) -> None:
    likeness, reach = Likeness(AREAS), Reach(AREAS)
    first, second = (likeness.known(each, reach.of(each.service_areas)) for each in (one, other))
    assert likeness.of(first, second) == likeness.of(second, first)
    assert 0 <= likeness.of(first, second) <= 100
    if first.words and first.organization:
        assert likeness.of(first, first) == 100
