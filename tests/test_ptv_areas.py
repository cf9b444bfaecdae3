"""For whom services of PTV are: the country, counties, regions and municipalities, by their codes and names."""

from typing import Any

import pytest

from tests import ptv_payloads as ptv
from tests.ptv_payloads import area, imported, one, problems, said, service


@pytest.mark.parametrize(
    "coverage", ["Nationwide", "NationwideExceptAlandIslands", "WholeCountry", "WholeCountryExceptAlandIslands"]
)
def test_what_the_whole_country_has_is_for_the_whole_country(coverage: str) -> None:
    assert one(service(areaType=coverage, areas=[])).service_areas == ("FI",)


@pytest.mark.parametrize("kind", ["Region", "Province", "BusinessSubRegion", "BusinessRegions", "HospitalDistrict"])
def test_a_region_is_the_municipalities_in_it(kind: str) -> None:
    within = area(kind, "06", ptv.municipality(), ptv.municipality("020", "Akaa"))
    assert one(service(areas=[within], areaType="AreaType")).service_areas == ("Tampere", "Akaa")


@pytest.mark.parametrize(
    "county",
    [
        area("WellbeingServiceCounties", "08", ptv.municipality()),
        area("WellbeingServiceCounties", "8", name=said("Pirkanmaa")),
        area("WellbeingServiceCounties", None, name=said("", "Birkalands välfärdsområde")),
        {"type": "WellbeingServiceCounties", "areaCodes": ["08"]},
    ],
)
def test_a_county_is_known_by_its_code_or_by_its_name(county: Any) -> None:
    assert one(service(areas=[county])).service_areas == ("08",)


@pytest.mark.parametrize(
    "place",
    [
        ptv.municipality("837", "Vanha nimi"),
        ptv.municipality("", "Tampere"),
        ptv.municipality("", "tammerfors"),
        {"code": 837, "name": None},
    ],
)
def test_a_municipality_is_known_by_its_code_first_and_then_by_its_name(place: Any) -> None:
    assert one(service(areas=[area("Municipality", None, place)])).service_areas == ("Tampere",)


def test_codes_that_lost_their_zeros_and_codes_alone_are_known() -> None:
    assert one(service(areas=[area("Municipality", None, ptv.municipality("20", ""))])).service_areas == ("Akaa",)
    assert one(service(areas=[{"type": "Municipality", "areaCodes": ["020", "491"]}])).service_areas == (
        "Akaa",
        "Mikkeli",
    )
    assert one(service(areas=[area("Municipality", "491")])).service_areas == ("Mikkeli",)
    assert one(service(areas=[], municipalities=[ptv.municipality()], areaType=None)).service_areas == ("Tampere",)


def test_a_municipality_that_has_merged_and_one_of_the_samples_are_unknown() -> None:
    gone = area("Municipality", None, ptv.municipality("289", "Luopioinen", ""), ptv.municipality("999", "Mallila", ""))
    both = service(areas=[gone, area("Municipality", None, ptv.municipality())])
    assert imported(both)[0].service_areas == ("Tampere",)
    first, second = problems(both)[:2]
    assert first.startswith("areas.0.municipalities.0.code: ")
    assert "289 Luopioinen" in first
    assert second.startswith("areas.0.municipalities.1.code: ")
    assert "999 Mallila" in second


def test_a_region_that_does_not_tell_its_municipalities_is_a_fault() -> None:
    found = problems(service(areas=[area("Region", "06", name=said("Pirkanmaa"))]))
    assert any(each.startswith("areas.0.municipalities") and "06 Pirkanmaa" in each for each in found)


def test_a_service_that_names_no_area_has_that_of_its_organization_and_says_so() -> None:
    found = one(service(areaType=None, areas=[]), ptv.organization())
    assert found.service_areas == ("08",)
    assert "service_areas" in found.inferred
    assert one(service(areaType=None, areas=[])).service_areas == ()
