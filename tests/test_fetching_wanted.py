"""Which areas can be asked for, and by which names."""

import pytest

from advisor_tui.errors import AdvisorError
from advisor_tui.fetching.wanted import wanted
from tests.fetching import AREAS
from tests.hostile import HOSTILE


@pytest.mark.parametrize("typed", ["837", "Tampere", "tampere", "TAMMERFORS", " Tampere "])
def test_a_municipality_is_known_by_its_code_and_its_names(typed: str) -> None:
    found = wanted(AREAS, typed)
    assert (found.name, found.municipalities, found.county) == ("Tampere", ("837",), "")


@pytest.mark.parametrize("typed", ["08", "Pirkanmaan hyvinvointialue", "birkalands valfardsomrade"])
def test_a_county_is_known_by_its_code_and_its_names(typed: str) -> None:
    found = wanted(AREAS, typed)
    assert (found.name, found.county) == ("Pirkanmaan hyvinvointialue", "08")
    assert {"837", "604"} < set(found.municipalities)
    assert "609" not in found.municipalities


@pytest.mark.parametrize("typed", ["", "8", "8370", "Tamp", "Atlantis", *HOSTILE])
def test_an_area_that_does_not_exist_is_told(typed: str) -> None:
    with pytest.raises(AdvisorError) as caught:
        wanted(AREAS, typed)
    assert caught.value.remedy


@pytest.mark.parametrize("typed", ["M0", "M01", "Mallila"])
def test_an_area_of_the_samples_is_not_asked_for(typed: str) -> None:
    with pytest.raises(AdvisorError, match=typed):
        wanted(AREAS, typed)
