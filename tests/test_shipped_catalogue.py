"""The catalogue that ships: whole, in three languages, and never to be mistaken for the services of a real county."""

import re
from collections import Counter
from pathlib import Path

import pytest

from advisor_tui import reference, stock
from advisor_tui.catalogue import kinds
from advisor_tui.catalogue.check import check
from advisor_tui.catalogue.opening import opening
from advisor_tui.catalogue.service import NATIONAL, Service
from advisor_tui.clock import local_now
from advisor_tui.guidance.known import Known
from advisor_tui.settings import Settings
from advisor_tui.text import fold

REAL_NUMBERS = {
    ("112", "Hätäkeskuslaitos"),
    ("116 117", "Hyvinvointialueet"),
    ("080 005 005", "Terveyden ja hyvinvoinnin laitos"),
    ("116 006", "Rikosuhripäivystys"),
    ("0800 147 111", "HUS-yhtymä"),
    ("09 471 977", "HUS-yhtymä"),
    ("09 2525 0111", "MIELI Suomen Mielenterveys ry"),
    ("0800 900 45", "Ehkäisevä päihdetyö EHYT ry"),
}
"""Every number of the shipped catalogue that a phone would dial, and whose it is."""

FAMILIAR = re.compile(
    r"\b(sinä(?! päivänä)|sinun|sinua|sinut|sinulla|sinulle|sinulta|sinusta|sinuun|sun|sua|sulla|sulle|sulta|sä)\b",
    re.IGNORECASE,
)
"""The familiar form of address; “sinä päivänä” means that day."""

DIGITS_ONLY = re.compile(r"[+\d\s()/.-]+")


@pytest.fixture(scope="module")
def services(known: Known) -> tuple[Service, ...]:
    """Return the services that ship."""
    return tuple(known.catalogue.services)


@pytest.fixture(scope="module")
def samples(services: tuple[Service, ...]) -> tuple[Service, ...]:
    """Return those that are invented."""
    return tuple(service for service in services if service.sample)


def shipped_folders() -> tuple[Path, ...]:
    """Return where the shipped catalogue lies."""
    return stock.folders(Settings())


def test_the_shipped_catalogue_has_no_faults() -> None:
    assert [str(fault) for fault in check(shipped_folders(), reference.catalogue_rules(Settings()))] == []


def test_reading_what_ships_leaves_nothing_to_tell() -> None:
    assert reference.load(Settings()).notices == ()


def test_there_are_at_least_150_services(services: tuple[Service, ...]) -> None:
    assert len(services) >= 150


def test_every_kind_of_service_is_there(services: tuple[Service, ...]) -> None:
    known = kinds.load(reference.data_file("service_types.toml")).by_id()
    assert len(known) == 69
    assert set(known) - {service.type for service in services} == set()


def test_no_two_services_share_a_name(services: tuple[Service, ...]) -> None:
    names = Counter(fold(service.name) for service in services)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("code", ["fi", "sv", "en"])
def test_every_service_has_its_name_and_summary_in_three_languages(services: tuple[Service, ...], code: str) -> None:
    for service in services:
        names = {"fi": service.names.fi, "sv": service.names.sv, "en": service.names.en}
        summaries = {"fi": service.summaries.fi, "sv": service.summaries.sv, "en": service.summaries.en}
        assert names[code].strip(), service.id
        assert len(summaries[code]) >= 20, service.id


def test_summaries_are_translated_rather_than_repeated(services: tuple[Service, ...]) -> None:
    for service in services:
        assert len({service.description, service.sv.summary, service.en.summary}) == 3, service.id


def test_every_sample_says_so_where_its_provider_stands(samples: tuple[Service, ...]) -> None:
    assert samples
    assert [service.id for service in samples if "(esimerkki)" not in service.organization] == []


def test_every_number_of_a_sample_holds_an_x(samples: tuple[Service, ...]) -> None:
    numbers = [(service.id, phone.number) for service in samples for phone in service.phones]
    assert numbers
    assert [each for each in numbers if "X" not in each[1]] == []


def test_samples_are_local_and_lie_in_the_invented_county(known: Known, samples: tuple[Service, ...]) -> None:
    for service in samples:
        for area in service.service_areas:
            county = known.areas.county_of(area)
            named = area in {name for each in known.areas.county if each.sample for name in (each.name.fi, each.code)}
            assert named or (county is not None and county.sample), service.id


def test_no_sample_sends_anybody_to_a_real_address(samples: tuple[Service, ...]) -> None:
    for service in samples:
        for text in (service.url, *service.emails):
            assert not text or "example" in text or ".invalid" in text, (service.id, text)


def test_every_number_that_can_be_dialled_is_known_with_its_owner(services: tuple[Service, ...]) -> None:
    found = {
        (phone.number, service.organization)
        for service in services
        for phone in service.phones
        if DIGITS_ONLY.fullmatch(phone.number)
    }
    assert found == REAL_NUMBERS


def test_no_text_gives_a_number_that_is_not_among_the_known_ones(services: tuple[Service, ...]) -> None:
    """A long run of digits in a text would be read aloud as a number to call."""
    allowed = {re.sub(r"\D", "", number) for number, _owner in REAL_NUMBERS}
    for service in services:
        texts = (service.description, service.say_aloud, service.alert, service.application_process)
        for text in (*texts, service.sv.summary, service.sv.say_aloud, service.en.summary, service.en.say_aloud):
            for run in re.findall(r"(?<![\d.,–-])\+?\d[\d ]{5,}\d", text):
                assert re.sub(r"\D", "", run) in allowed, (service.id, run)


def test_every_service_has_at_least_five_ways_in_which_callers_say_it(services: tuple[Service, ...]) -> None:
    assert [service.id for service in services if len(set(service.caller_words)) < 5] == []


def test_every_service_has_a_line_to_say_aloud(services: tuple[Service, ...]) -> None:
    assert [service.id for service in services if not service.say_aloud.strip()] == []


def test_callers_are_addressed_formally(services: tuple[Service, ...]) -> None:
    for service in services:
        for line in (service.say_aloud, service.description, service.application_process, service.alert):
            assert not FAMILIAR.search(line), (service.id, line)


@pytest.mark.parametrize("line", ["Voin auttaa sinua.", "Soitan sulle.", "Sinä voit tilata sen."])
def test_the_familiar_form_would_be_noticed(line: str) -> None:
    assert FAMILIAR.search(line)


def test_lines_to_say_aloud_are_short_enough_to_be_said(services: tuple[Service, ...]) -> None:
    assert [service.id for service in services if len(service.say_aloud) > 300] == []


def test_what_is_lighter_is_another_service(services: tuple[Service, ...]) -> None:
    for service in services:
        assert service.id not in service.lighter
        assert len(set(service.lighter)) == len(service.lighter), service.id


def test_the_whole_country_can_use_every_service_that_is_no_sample(services: tuple[Service, ...]) -> None:
    assert [each.id for each in services if not each.sample and NATIONAL not in each.service_areas] == []


def test_each_urgent_help_of_the_script_has_a_service_with_a_number(known: Known) -> None:
    for urgent in known.script.urgent:
        service = known.catalogue.first_of_type(urgent.service_type)
        assert service is not None, urgent.id
        assert service.phones, urgent.id


def test_urgent_help_is_there_at_night_and_on_holidays(known: Known) -> None:
    for kind in ("hata112", "paivystysapu"):
        service = known.catalogue.first_of_type(kind)
        assert service is not None
        assert opening(service.hours, local_now().replace(month=12, day=24, hour=23)).open is True, kind
