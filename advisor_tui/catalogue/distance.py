"""How far a place is from where a caller lives: as the crow flies, from about the middle of her municipality."""

from math import asin, cos, radians, sin, sqrt

from advisor_tui.catalogue.contact import Location
from advisor_tui.catalogue.edition import Centre

EARTH = 6371.0
"""The mean radius of the Earth in kilometres."""

WHOLE_FROM = 10
"""Kilometres from which tens are told by fives: the middle of a municipality is not where the caller stands."""

STEP = 5


def kilometres(place: Location, centre: Centre) -> float | None:
    """Return the distance in kilometres (haversine formula); None where the place has no coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    north, south = radians(place.latitude), radians(centre.latitude)
    east = radians(place.longitude - centre.longitude)
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def about(distance: float) -> int:
    """Return a distance as precisely as it is known: whole kilometres when near, fives when far, never 0."""
    if distance < WHOLE_FROM:
        return max(1, round(distance))
    return round(distance / STEP) * STEP
