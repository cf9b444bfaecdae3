"""Municipalities and counties: typed by half, misspelt, in Swedish, or not there at all."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.catalogue.areas import Areas
from advisor_tui.guidance.known import Known


@pytest.fixture(scope="module")
def areas(known: Known) -> Areas:
    """Return the division of the country that ships."""
    return known.areas


def name(areas: Areas, typed: str) -> str:
    """Return the name of the municipality that is recognised, or empty."""
    found = areas.recognise(typed)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Tamp", "Tampere"), ("tamp", "Tampere"), ("KANGASALA", "Kangasala"), ("jyvas", "Jyväskylä"), (" nok ", "Nokia")],
)
def test_a_beginning_is_completed_whatever_its_case_and_dots(areas: Areas, typed: str, expected: str) -> None:
    found = areas.complete(typed)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize("typed", ["", "   ", "xyz", "ampere", "\u0301", "🙂"])
def test_what_begins_no_name_is_not_completed(areas: Areas, typed: str) -> None:
    assert areas.complete(typed) is None


def test_a_whole_name_stands_before_a_longer_one_that_it_begins(areas: Areas) -> None:
    assert name(areas, "Ii") == "Ii"
    assert name(areas, "Pori") == "Pori"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Helsingfors", "Helsinki"),
        ("åbo", "Turku"),
        ("Abo", "Turku"),
        ("Esbo", "Espoo"),
        ("Mallby", "Mallila"),
        ("Vasa", "Vaasa"),
    ],
)
def test_swedish_names_mean_the_same_places(areas: Areas, typed: str, expected: str) -> None:
    assert name(areas, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Kangaslaa", "Kangasala"),
        ("Tamprere", "Tampere"),
        ("Jyväsklyä", "Jyväskylä"),
        ("Helsikni", "Helsinki"),
        ("  Helsikni  ", "Helsinki"),
        ("Näytejarvvi", "Näytejärvi"),
    ],
)
def test_a_misspelt_name_is_recognised(areas: Areas, typed: str, expected: str) -> None:
    assert name(areas, typed) == expected


@pytest.mark.parametrize("typed", ["", " ", "Tukholma", "Aino Virtanen", "?", "12345", "[red]", "a" * 10_000])
def test_what_resembles_no_place_is_not_taken_for_one(areas: Areas, typed: str) -> None:
    assert areas.recognise(typed) is None


def test_every_municipality_of_finland_is_there_once(areas: Areas) -> None:
    real = [place for county in areas.county if not county.sample for place in county.municipalities]
    assert len(real) == 308
    assert [code for code, count in Counter(place.code for place in real).items() if count > 1] == []
    assert [named for named, count in Counter(place.fi for place in real).items() if count > 1] == []
    assert all(len(place.code) == 3 and place.code.isdecimal() for place in real)


def test_every_municipality_has_a_county_and_is_recognised_by_both_its_names(areas: Areas) -> None:
    for place in areas.municipalities():
        county = areas.county_of(place.name)
        assert county is not None
        assert place in county.municipalities
        assert name(areas, place.fi) == place.name
        if place.sv:
            assert name(areas, place.sv)


def test_every_county_has_a_code_of_its_own_and_its_name_in_three_languages(areas: Areas) -> None:
    codes = [county.code for county in areas.county]
    assert len(codes) == len(set(codes)) == 24
    assert all(county.name.fi and county.name.sv and county.name.en for county in areas.county)


def test_the_sample_county_says_what_it_is_and_shares_no_name_with_a_real_place(areas: Areas) -> None:
    samples = [county for county in areas.county if county.sample]
    real = {
        named for county in areas.county if not county.sample for m in county.municipalities for named in (m.fi, m.sv)
    }
    assert len(samples) == 1
    assert "(esimerkki)" in samples[0].name.fi
    assert not real & {named for place in samples[0].municipalities for named in (place.fi, place.sv)}


def test_a_municipality_or_its_whole_county_covers_who_lives_there(areas: Areas) -> None:
    county = areas.county_of("Tampere")
    assert county is not None
    assert areas.covers(("Tampere",), "Tampere")
    assert areas.covers((county.name.fi,), "Tampere")
    assert areas.covers((county.code,), "Tampere")
    assert areas.covers(("Kuopio", county.code), "Tampere")


def test_another_municipality_or_county_does_not_cover(areas: Areas) -> None:
    other = areas.county_of("Kuopio")
    assert other is not None
    assert not areas.covers(("Kangasala",), "Tampere")
    assert not areas.covers((other.name.fi, other.code), "Tampere")


def test_the_whole_country_covers_everybody(areas: Areas) -> None:
    assert all(areas.covers(("FI",), place.name) for place in areas.municipalities())


@pytest.mark.parametrize("place", ["", "Tukholma", "tampere, keskusta"])
def test_nobody_is_shut_out_for_a_place_that_is_not_known(areas: Areas, place: str) -> None:
    assert areas.covers(("Kuopio",), place)


def test_a_service_area_is_the_country_a_county_or_a_municipality(areas: Areas) -> None:
    county = areas.county_of("Mallila")
    assert county is not None
    assert all(areas.knows(area) for area in ("FI", "Tampere", county.code, county.name.fi))
    assert not any(areas.knows(area) for area in ("", "tampere", "Tukholma", "SE"))


def test_the_division_says_when_and_from_where_it_was_taken(areas: Areas) -> None:
    assert areas.as_of.year >= 2026
    assert areas.source


@given(typed=st.text(max_size=40))
@settings(deadline=None, max_examples=150)
def test_whatever_is_typed_gives_a_known_place_or_none(areas: Areas, typed: str) -> None:
    found = areas.recognise(typed)
    assert found is None or areas.county_of(found.name) is not None


@given(data=st.data())
@settings(deadline=None, max_examples=100)
def test_a_name_with_a_letter_left_out_is_still_recognised_as_some_place(areas: Areas, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([each for each in areas.municipalities() if len(each.fi) >= 7]))
    gap = data.draw(st.integers(min_value=1, max_value=len(place.fi) - 1))
    assert areas.recognise(place.fi[:gap] + place.fi[gap + 1 :]) is not None
