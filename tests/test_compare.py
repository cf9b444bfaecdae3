"""What an update would change: found without reading what is the same, and told so that a person can judge it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from advisor_tui import language
from advisor_tui.catalogue import differences
from advisor_tui.catalogue.compare import ALLOWING, Changes, Named, compare, lines, refuse_reason
from advisor_tui.catalogue.contact import Link, Location, Phone, Schedule, Term
from advisor_tui.catalogue.differences import FIELDS, LONGEST, Difference
from advisor_tui.catalogue.edition import Edition
from advisor_tui.catalogue.service import Service, Translation
from tests import hostile, made_services
from tests.made_services import WEEK, edition_of, service

EMPTY = edition_of()


def found(before: Service, after: Service) -> tuple[Difference, ...]:
    """Return what differs between two states of one service."""
    changed = compare(edition_of(before), edition_of(after)).changed
    return changed[0].differences if changed else ()


def only(**changes: Any) -> Difference:
    """Return the one difference between the plain service and one with values changed."""
    (difference,) = found(service(), service(**changes))
    return difference


def ids(named: tuple[Named, ...]) -> list[str]:
    """Return the ids of services that are named."""
    return [each.id for each in named]


# ------------------------------------------------------------ what changes


def test_services_are_new_gone_or_changed_by_their_ids() -> None:
    before = edition_of(service(id="a"), service(id="b"), service(id="c", name="Poistuva"))
    after = edition_of(service(id="d", name="Uusi"), service(id="b", name="Toinen"), service(id="a"))
    changes = compare(before, after)
    assert changes.new == (Named("d", "Uusi"),)
    assert changes.gone == (Named("c", "Poistuva"),)
    assert [each.service for each in changes.changed] == [Named("b", "Toinen")]
    assert (changes.before, changes.after, changes.gone_share) == (3, 3, 1 / 3)


def test_a_first_edition_is_all_new() -> None:
    changes = compare(None, edition_of(service(id="a"), service(id="b")))
    assert ids(changes.new) == ["a", "b"]
    assert (changes.before, changes.gone, changes.changed, changes.gone_share) == (0, (), (), 0.0)


def test_lines_that_are_the_same_are_not_read() -> None:
    class Unreadable(Edition):
        def service(self, place: int) -> Service:
            raise AssertionError(place)

    found = edition_of(service(id="a"), service(id="b"))
    same = Unreadable(found.head, b"", b"".join(found.line(place) + b"\n" for place in range(2)), 0)
    assert not compare(same, same)


def test_a_service_that_was_only_seen_again_has_not_changed() -> None:
    seen = {"assured_date": date(2026, 11, 20), "last_modified": date(2026, 11, 19), "inferred": ("type",)}
    assert found(service(), service(**seen)) == ()


def test_of_two_services_with_one_id_the_first_counts_as_in_the_catalogue() -> None:
    twice = edition_of(service(id="a", name="Eka"), service(id="a", name="Toka"))
    assert compare(None, twice).new == (Named("a", "Eka"),)
    assert not compare(twice, edition_of(service(id="a", name="Eka")))


def test_every_field_of_a_service_is_told_somewhere_or_known_to_say_nothing() -> None:
    told = {name for aspect in differences._ASPECTS for name in aspect.fields}
    assert {*told, *differences._OTHER, *differences.SEEN_AGAIN, "id"} == set(Service.__struct_fields__)


# ------------------------------------------------------------ field by field


def test_phones_are_told_as_numbers() -> None:
    assert only(phones=(Phone("03 765 4321", schedules=WEEK),)) == Difference("phone", "03 123 4567", "03 765 4321")


def test_another_number_with_the_same_hours_is_no_change_of_hours() -> None:
    assert [each.field for each in found(service(), service(phones=(Phone("112", schedules=WEEK),)))] == ["phone"]


def test_what_is_said_of_a_number_is_told_where_the_number_stays() -> None:
    difference = only(phones=(Phone("03 123 4567", "Ajanvaraus", schedules=WEEK),))
    assert difference == Difference("phone", "03 123 4567", "03 123 4567 · Ajanvaraus")


def test_the_number_of_a_place_is_a_number() -> None:
    assert only(locations=(Location(phones=(Phone("116 117"),)),)) == Difference(
        "phone", "03 123 4567", "03 123 4567, 116 117"
    )


def test_hours_are_told_in_words() -> None:
    longer = (Phone("03 123 4567", schedules=(Schedule("MO-FR", "09:00", "16:30"),)),)
    assert only(phones=longer) == Difference("hours", "ma–pe 8–15", "ma–pe 9–16.30")
    assert only(schedules=(Schedule("SA", "10:00", "12:00"),)) == Difference(
        "hours", "ma–pe 8–15", "la 10–12, ma–pe 8–15"
    )


def test_numbers_that_exchange_their_hours_change_their_hours() -> None:
    evening = (Schedule("MO-FR", "15:00", "20:00"),)
    before = service(phones=(Phone("1111", schedules=WEEK), Phone("2222", schedules=evening)))
    after = service(phones=(Phone("1111", schedules=evening), Phone("2222", schedules=WEEK)))
    assert found(before, after) == (
        Difference("hours", "1111 ma–pe 8–15, 2222 ma–pe 15–20", "1111 ma–pe 15–20, 2222 ma–pe 8–15"),
    )


@pytest.mark.parametrize(
    ("field", "changes", "before", "after"),
    [
        ("status", {"status": "temporarily closed"}, "in use", "closed for the time being"),
        ("price", {"charge": "free"}, "", "free of charge"),
        ("price", {"charge": "fee", "fees_description": "9 €"}, "", "has a fee, 9 €"),
        ("price", {"sv": Translation("Måltidsservice", "Varm mat hem.", fees_description="9 €")}, "", "9 €"),
        ("eligibility", {"minimum_age": 65}, "", "65 years or over"),
        ("eligibility", {"maximum_age": 17}, "", "up to 17 years"),
        ("eligibility", {"minimum_age": 0, "maximum_age": 17}, "", "0 to 17 years"),
        ("eligibility", {"eligibility_description": "Kaikille"}, "", "Kaikille"),
        ("address", {"locations": (Location("Keskus", "Katu 1", "33100", "Oulu"),)}, "", "Keskus, Katu 1, 33100 Oulu"),
        ("address", {"locations": (Location(latitude=61.5, longitude=23.8),)}, "", "61.50000 · 23.80000"),
        ("areas", {"service_areas": ("FI",)}, "Tampere", "the whole country"),
        ("web", {"url": ""}, "https://example.org/ateria", ""),
        ("web", {"url": "", "links": (Link("b.fi", "Lomake"),)}, "https://example.org/ateria", "b.fi · Lomake"),
        ("web", {"emails": ("a@b.fi",)}, "https://example.org/ateria", "https://example.org/ateria, a@b.fi"),
        ("name", {"name": "Kotiateria"}, "Ateriapalvelu", "Kotiateria"),
        ("name", {"alternate_names": ("Kotiateria",)}, "", "Kotiateria"),
        ("organization", {"organization": "Kaupunki"}, "Yritys Oy", "Kaupunki"),
        ("languages", {"languages": ("fi", "sv")}, "fi", "fi, sv"),
        ("texts", {"description": "Kylmä ruoka."}, "Lämmin ruoka kotiin.", "Kylmä ruoka."),
        ("texts", {"en": Translation("Meals", "Cold food.")}, "Warm food brought home.", "Cold food."),
    ],
)  # fmt: skip
def test_each_thing_is_told_with_what_it_was_and_is(
    field: Any, changes: dict[str, Any], before: str, after: str
) -> None:
    language.use("en")
    assert only(**changes) == Difference(field, before, after)


def test_the_rest_is_named_and_not_told() -> None:
    language.use("en")
    difference = only(rung="5", taxonomy_terms=(Term("ptv", "P4.2"),), lighter=("koe:2",))
    assert (difference.field, difference.before) == ("other", "")
    assert difference.after == "rung of the ladder, lighter services, classes"


def test_another_order_of_phones_is_no_other_phone_yet_not_kept_quiet() -> None:
    language.use("en")
    phones = (Phone("1111"), Phone("2222"))
    (difference,) = found(service(phones=phones), service(phones=phones[::-1]))
    assert difference == Difference("other", "", "phone")


def test_of_a_long_text_the_part_that_differs_is_told() -> None:
    long = "Alku on sama kaikissa. " * 20
    (difference,) = found(
        service(eligibility_description=f"{long}vain eläkeläisille {long}"),
        service(eligibility_description=f"{long}kaikille kuntalaisille {long}"),
    )
    assert difference.before.startswith("…")
    assert "vain eläkeläisille" in difference.before
    assert "kaikille kuntalaisille" in difference.after
    assert max(len(difference.before), len(difference.after)) <= LONGEST


def test_of_a_long_list_the_things_that_differ_are_told() -> None:
    language.use("en")
    many = tuple(f"Kunta {number}" for number in range(300))
    (difference,) = found(service(service_areas=many), service(service_areas=(*many[1:], "Uusikunta")))
    assert difference == Difference("areas", "Kunta 0", "Uusikunta")


@pytest.mark.parametrize("text", hostile.HOSTILE)
def test_hostile_text_is_told_on_one_line_without_what_does_harm(text: str) -> None:
    after = service(phones=(Phone(text),), description=text, service_areas=(text, "Nokia"), organization=text)
    changes = compare(
        edition_of(service(id=text)), edition_of(structs.replace(after, id=text), service(id="b", name=text))
    )
    for line in lines(changes, 50):
        assert not set(line) & (hostile.FORBIDDEN | {"\n"})


# ------------------------------------------------------------ properties


@given(st.lists(made_services.services, max_size=4))
def test_an_edition_differs_in_nothing_from_itself(services: list[Service]) -> None:
    edition = edition_of(*services)
    changes = compare(edition, edition)
    assert not changes
    assert changes.gone_share == 0


@settings(deadline=None)
@given(st.lists(made_services.services, max_size=4), st.lists(made_services.services, max_size=4))
def test_going_back_brings_what_was_gone_and_takes_what_was_new(before: list[Service], after: list[Service]) -> None:
    there, back = compare(edition_of(*before), edition_of(*after)), compare(edition_of(*after), edition_of(*before))
    assert (sorted(ids(there.new)), sorted(ids(there.gone))) == (sorted(ids(back.gone)), sorted(ids(back.new)))
    assert {each.service.id for each in there.changed} == {each.service.id for each in back.changed}
    assert there.counts == back.counts


@settings(deadline=None)
@given(made_services.services, made_services.services)
def test_each_difference_is_short_on_one_line_and_differs(before: Service, after: Service) -> None:
    told = found(before, structs.replace(after, id=before.id))
    assert [each.field for each in told] == sorted((each.field for each in told), key=FIELDS.index)
    for each in told:
        assert each.before != each.after
        assert str(each).splitlines() == [str(each)]
        assert max(len(each.before), len(each.after)) <= LONGEST or each.field == "other"


@settings(deadline=None)
@given(made_services.services, made_services.services)
def test_what_differs_in_more_than_being_seen_again_is_never_kept_quiet(one: Service, other: Service) -> None:
    again = {name: getattr(one, name) for name in ("id", *differences.SEEN_AGAIN)}
    assert bool(found(one, other := structs.replace(other, **again))) == (one != other)


# ------------------------------------------------------------ telling


def a_change() -> Changes:
    """Return a change of everything there is."""
    before = edition_of(
        service(id="a"), service(id="b"), service(id="c"), service(id="d"), service(id="e", name="Vanha palvelu")
    )
    after = edition_of(
        service(id="a", description="Toinen."),
        service(id="b", charge="free"),
        service(id="c", phones=(Phone("112", schedules=WEEK),)),
        service(id="d", phones=(Phone("03 123 4567"),)),
        service(id="f", name="Uusi palvelu"),
    )
    return compare(before, after)


def test_the_report_begins_with_how_much_changes_and_then_phones_and_hours() -> None:
    language.use("en")
    assert lines(a_change(), 10) == [
        "1 new service, 1 service gone, 4 services changed",
        "Changed: phone 1, hours 1, price 1, texts 1",
        "Ateriapalvelu (c): phone: 03 123 4567 → 112",
        "Ateriapalvelu (d): hours: ma–pe 8–15 → –".replace("ma–pe", "Mon–Fri"),
        "gone: Vanha palvelu (e)",
        "Ateriapalvelu (b): price: – → free of charge",
        "Ateriapalvelu (a): texts: Lämmin ruoka kotiin. → Toinen.",
        "new: Uusi palvelu (f)",
    ]


def test_a_report_that_is_cut_says_how_much_more_there_is() -> None:
    language.use("en")
    told = lines(a_change(), 2)
    assert told[2].startswith("Ateriapalvelu (c): phone")
    assert told[-1] == "… and 4 more"
    assert len(told) == 5


def test_a_report_of_no_change_says_so() -> None:
    language.use("en")
    assert lines(compare(EMPTY, EMPTY), 5) == ["Nothing would change."]


# ------------------------------------------------------------ refusing

TEN = tuple(service(id=str(number)) for number in range(10))


def after_losing(count: int) -> Changes:
    """Return the change in which so many of ten services go."""
    return compare(edition_of(*TEN), edition_of(*TEN[count:]))


def test_an_update_within_the_share_that_may_go_is_not_refused() -> None:
    assert refuse_reason(after_losing(3), 0.3, told=False) == ""


def test_an_update_that_loses_more_is_refused_with_numbers_and_the_way_to_allow_it() -> None:
    language.use("en")
    reason = refuse_reason(after_losing(4), 0.3, told=False)
    assert "4 services of 10 would be gone (40 %); at most 3 may go." in reason
    assert ALLOWING in reason


def test_a_loss_too_small_for_a_percent_is_not_told_as_none() -> None:
    language.use("en")
    one = replace(after_losing(1), before=1_000)
    assert "1 service of 1000 would be gone (1 %); at most 0 may go." in refuse_reason(one, 0.0, told=False)


@pytest.mark.parametrize("before", [None, EMPTY, edition_of(*TEN)])
@pytest.mark.parametrize("told", [False, True])
def test_an_empty_update_is_always_refused(before: Edition | None, told: bool) -> None:
    reason = refuse_reason(compare(before, EMPTY), 1.0, told=told)
    assert reason
    assert ALLOWING not in reason


def test_a_person_can_allow_any_loss() -> None:
    assert refuse_reason(after_losing(9), 0.0, told=True) == ""
