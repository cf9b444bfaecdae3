"""How far a place is from the middle of a municipality."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.catalogue.contact import Location
from advisor_tui.catalogue.distance import about, kilometres
from advisor_tui.catalogue.edition import Centre

HELSINKI, TAMPERE = Centre(60.1699, 24.9384), Centre(61.4978, 23.7610)


def test_the_distance_between_two_cities_is_that_of_the_map() -> None:
    """160 km as the crow flies, as atlases have it."""
    place = Location(latitude=TAMPERE.latitude, longitude=TAMPERE.longitude)
    assert kilometres(place, HELSINKI) == pytest.approx(160.6, abs=1.0)


def test_a_place_without_coordinates_has_no_distance() -> None:
    assert kilometres(Location("Piste"), HELSINKI) is None


@pytest.mark.parametrize(
    ("exact", "told"), [(0.0, 1), (0.4, 1), (3.4, 3), (9.4, 9), (12.4, 10), (12.6, 15), (161, 160)]
)
def test_a_distance_is_told_as_precisely_as_it_is_known(exact: float, told: int) -> None:
    assert about(exact) == told


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_no_two_places_are_farther_apart_than_half_the_globe(a: float, b: float, c: float, d: float) -> None:
    there = kilometres(Location(latitude=a, longitude=b), Centre(c, d))
    back = kilometres(Location(latitude=c, longitude=d), Centre(a, b))
    assert there is not None
    assert 0 <= there <= 20_016
    assert there == pytest.approx(back, abs=1e-6)
