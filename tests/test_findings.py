"""What is doubtful in a whole catalogue: each kind, what is not doubtful, and the order in which it is told."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui import language
from advisor_tui.catalogue import areas
from advisor_tui.catalogue.contact import Location, Phone
from advisor_tui.catalogue.findings import (
    KINDS,
    READ_AT_ONCE,
    Finding,
    Kind,
    ReportedFault,
    findings,
    kind_words,
    met_together,
    summary,
)
from advisor_tui.catalogue.notes import Note
from advisor_tui.catalogue.reported import ServiceFault
from advisor_tui.catalogue.service import Catalogue, Service
from advisor_tui.paths import shipped
from tests import hostile, made_services
from tests.made_services import TODAY, WEEK, service

AREAS = areas.load(shipped("data") / "areas.toml")
YEAR = 365


def found(
    *services: Service, reported: Iterable[ReportedFault] = (), noted: Iterable[Note] = (), days: int = YEAR
) -> list[Finding]:
    """Return what is doubtful in a catalogue of some services."""
    return findings(Catalogue(services), TODAY, days, AREAS, tuple(reported), noted)


def kinds(*services: Service, reported: Iterable[ReportedFault] = ()) -> list[Kind]:
    """Return the kinds of what is doubtful."""
    return [each.kind for each in found(*services, reported=reported)]


def fault(**changes: Any) -> ReportedFault:
    """Return a fault of the plain service that was reported after it was assured."""
    values = {
        "service_id": "koe:1",
        "kind": "numero ei vastaa",
        "number": "03 123 4567",
        "reported_at": datetime(2026, 11, 20, 10, tzinfo=UTC),
        "count": 1,
    }
    return ReportedFault(**{**values, **changes})


def test_a_sound_service_is_not_doubtful() -> None:
    assert found(service()) == []


# ------------------------------------------------------------ old


def test_a_service_is_stale_the_day_after_its_assurance_ends() -> None:
    assert found(service(assured_date=date(2026, 11, 11)), days=10) == []
    (stale,) = found(service(assured_date=date(2026, 11, 10)), days=10)
    assert stale.kind == "stale"
    assert "10.11.2026" in stale.text


def test_what_is_oldest_stands_first_among_what_is_old() -> None:
    old = [service(id=str(year), name=f"Palvelu {year}", assured_date=date(year, 1, 1)) for year in (2023, 2021, 2022)]
    assert [each.services for each in found(*old)] == [("2021",), ("2022",), ("2023",)]


# ------------------------------------------------------------ without a number, without hours


def test_a_service_without_a_number_is_phoneless() -> None:
    (phoneless,) = found(service(phones=()))
    assert (phoneless.kind, phoneless.services, phoneless.where) == ("phoneless", ("koe:1",), "Koe")


def test_a_service_that_cannot_be_reached_at_all_stands_before_one_with_a_page() -> None:
    language.use("en")
    page, nothing = service(id="page", name="Kirjasto", phones=()), service(id="nothing", phones=(), url="")
    first, second = found(page, nothing)
    assert (first.services, second.services) == (("nothing",), ("page",))
    assert "no other way" in first.text


@pytest.mark.parametrize(
    "changes",
    [
        {"phones": (Phone("0X0 000 3201", schedules=WEEK),), "sample": True},
        {"phones": (), "locations": (Location(phones=(Phone("112", schedules=WEEK),)),)},
        {"phones": (), "provider_kind": "self"},
        {"phones": (), "status": "inactive"},
        {"phones": (), "status": "defunct"},
    ],
)
def test_samples_places_own_means_and_what_has_ended_are_not_phoneless(changes: dict[str, Any]) -> None:
    assert kinds(service(**changes)) == []


def test_a_number_of_nothing_is_no_number() -> None:
    assert "phoneless" in kinds(service(phones=(Phone("  "),)))


@pytest.mark.parametrize(
    "changes",
    [{"phones": (Phone("112"),)}, {"phones": (Phone("112"),), "locations": (Location("Keskus"),)}],
)
def test_a_service_with_a_number_or_a_place_but_no_hours_is_hourless(changes: dict[str, Any]) -> None:
    assert kinds(service(**changes)) == ["hourless"]


@pytest.mark.parametrize(
    "changes",
    [
        {"phones": (Phone("112"),), "schedules": WEEK},
        {"phones": (Phone("112"), Phone("113", schedules=WEEK))},
        {"phones": (Phone("112"),), "locations": (Location(schedules=WEEK),)},
        {"phones": (Phone("112"),), "locations": (Location(phones=(Phone("113", schedules=WEEK),)),)},
    ],
)
def test_hours_anywhere_in_a_service_are_hours(changes: dict[str, Any]) -> None:
    assert kinds(service(**changes)) == []


# ------------------------------------------------------------ reported


def test_a_reported_fault_is_told_with_its_number_and_how_often_it_was_met() -> None:
    language.use("en")
    (reported,) = found(service(), reported=[fault(count=3, note="soitettu kahdesti")])
    assert reported.kind == "reported"
    assert reported.text == "03 123 4567: numero ei vastaa: soitettu kahdesti (reported 3 times, last 20.11.2026)"


def test_what_was_met_most_often_stands_first() -> None:
    told = found(service(), reported=[fault(count=1), fault(count=5, kind="väärä numero"), fault(count=2, kind="muu")])
    assert [each.weight for each in told] == [5, 2, 1]


@pytest.mark.parametrize(
    ("assured", "told"), [(date(2026, 11, 19), True), (date(2026, 11, 20), True), (date(2026, 11, 21), False)]
)
def test_a_fault_older_than_the_assurance_is_settled(assured: date, told: bool) -> None:
    assert bool(found(service(assured_date=assured), reported=[fault()])) is told


def test_the_day_of_a_fault_is_the_one_on_the_wall() -> None:
    """Ten in the evening in UTC is the next day in Finland."""
    late = fault(reported_at=datetime(2026, 11, 19, 22, 30, tzinfo=UTC))
    assert found(service(assured_date=date(2026, 11, 20)), reported=[late])


def test_an_import_that_only_saw_a_service_again_settles_no_fault() -> None:
    imported = service(source_id="1", assured_date=TODAY, last_modified=date(2026, 1, 5))
    assert kinds(imported, reported=[fault()]) == ["reported"]


def test_a_change_by_the_source_settles_a_fault() -> None:
    assert kinds(service(source_id="1", last_modified=TODAY), reported=[fault()]) == []


def test_a_fault_of_a_number_that_is_no_longer_there_is_settled() -> None:
    assert kinds(service(), reported=[fault(number="09 765 4321")]) == []
    assert kinds(service(), reported=[fault(number="+358 3 1234567")]) == ["reported"]


def test_a_fault_without_a_number_stays() -> None:
    assert kinds(service(), reported=[fault(number="")]) == ["reported"]


def test_a_fault_of_a_service_that_is_gone_is_not_told() -> None:
    assert kinds(service(), reported=[fault(service_id="poissa")]) == []


def met(day: int, **changes: Any) -> ServiceFault:
    """Return a fault as it was met in one call of a day of November."""
    values = {"call_id": str(day), "service_id": "koe:1", "kind": "no_answer", "number": "112", "note": ""}
    return ServiceFault(**{**values, "at": datetime(2026, 11, day, tzinfo=UTC), **changes})


def test_the_same_fault_met_in_several_calls_is_one_with_its_last_moment() -> None:
    faults = [met(9, note="vieläkin"), met(3, note="ei vastaa"), met(12), met(4, kind="full"), met(5, number="113")]
    together = met_together(faults, {"no_answer": "numero ei vastaa"})
    assert together[0] == ReportedFault(
        "koe:1", "numero ei vastaa", "112", datetime(2026, 11, 12, tzinfo=UTC), 3, "vieläkin"
    )
    assert [(each.kind, each.number, each.count) for each in together[1:]] == [
        ("full", "112", 1),
        ("numero ei vastaa", "113", 1),
    ]


# ------------------------------------------------------------ duplicates, contradictions, notes


def test_services_that_look_like_one_are_told_once_with_where_each_comes_from() -> None:
    language.use("en")
    twice = service(id="a"), service(id="b", source="Toinen"), service(id="c"), service(id="d")
    (duplicate,) = found(*twice)
    assert (duplicate.kind, duplicate.services, duplicate.where) == ("duplicate", ("a", "b", "c", "d"), "Koe, Toinen")
    assert duplicate.text == (
        "looks like the same service as Ateriapalvelu (b), Ateriapalvelu (c) and 1 more (likeness 100 of 100)"
    )


def test_a_service_that_has_ended_is_no_double_of_the_one_that_follows_it() -> None:
    assert kinds(service(id="a"), service(id="b", status="defunct")) == []


def test_a_contradiction_is_told_with_its_service() -> None:
    language.use("en")
    (contradictory,) = found(service(minimum_age=65, maximum_age=18))
    assert str(contradictory) == "Ateriapalvelu (koe:1): the highest age (18) is below the lowest (65) [Koe]"


def test_a_note_about_a_service_that_is_gone_is_told() -> None:
    (note,) = found(service(), noted=[Note("koe:1", alert="Kiinni"), Note("poissa", alert="Kiinni")])
    assert (note.kind, note.services) == ("contradictory", ("poissa",))


# ------------------------------------------------------------ all of it


def test_what_is_graver_stands_first_and_every_kind_is_counted() -> None:
    told = found(
        service(id="old", name="Vanha", assured_date=date(2020, 1, 1)),
        service(id="koe:1"),
        service(id="hours", name="Tunnit", phones=(Phone("112"),)),
        service(id="twice"),
        service(id="phone", name="Puhelin", phones=()),
        service(id="ages", name="Iät", minimum_age=9, maximum_age=1),
        reported=[fault()],
    )
    assert [each.kind for each in told] == list(KINDS)
    assert summary(told) == dict.fromkeys(KINDS, 1)
    assert summary([]) == dict.fromkeys(KINDS, 0)


def test_each_kind_has_words_of_its_own() -> None:
    assert len({kind_words(kind) for kind in KINDS}) == len(KINDS)


def test_a_large_catalogue_is_looked_through_to_its_end() -> None:
    many = [service(id=str(number), phones=()) for number in range(2 * READ_AT_ONCE + 1)]
    assert summary(found(*many))["phoneless"] == len(many)


@pytest.mark.parametrize("text", hostile.HOSTILE)
def test_hostile_text_is_told_on_one_line_without_what_does_harm(text: str) -> None:
    wild = service(id=text, name=text, source=text, phones=(Phone(text),), service_areas=(text,), charge="free")
    told = found(wild, service(id="b", name=text), reported=[fault(service_id=text, kind=text, number="", note=text)])
    assert told
    for each in told:
        assert not set(str(each)) & (hostile.FORBIDDEN | {"\n"})


@settings(deadline=None)
@given(
    st.lists(made_services.services, max_size=4, unique_by=lambda each: each.id),
    st.dates(),
    st.integers(0, 1000),
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2900, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_any_services_at_all_can_be_looked_through(
    services: list[Service], today: date, days: int, moment: datetime
) -> None:
    reported = [fault(service_id=each.id, reported_at=moment) for each in services]
    told = findings(Catalogue(services), today, days, AREAS, reported, [Note(each.id) for each in services])
    assert told == sorted(told)
    assert sum(summary(told).values()) == len(told)
    for each in told:
        assert set(each.services) <= {one.id for one in services}
        assert str(each).splitlines() == [str(each)]
