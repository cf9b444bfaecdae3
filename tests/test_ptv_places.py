"""Phones and places of PTV: numbers as they are dialled, addresses, coordinates, and how to get in."""

from typing import Any

import pytest

from advisor_tui.catalogue.contact import Location, Phone, Schedule
from tests.ptv_payloads import (
    address,
    channel,
    hours,
    imported,
    one,
    opening,
    phone,
    problems,
    said,
    service,
)


def phones(*numbers: Any, **changes: Any) -> tuple[Phone, ...]:
    """Return the phones of a service with one phone channel."""
    return one(service(), channel(phoneNumbers=list(numbers), **changes)).phones


def places(*addresses: Any, **changes: Any) -> tuple[Location, ...]:
    """Return the places of a service with one service location."""
    return one(service(), channel("ServiceLocation", addresses=list(addresses), **changes)).locations


# ------------------------------------------------------------ phones


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        (phone("405501990"), "0405501990"),
        (phone("0405501990"), "0405501990"),
        (phone("40 550-1990"), "0405501990"),
        (phone("(0)40 5501990"), "0405501990"),
        (phone("405501990", prefixNumber="358"), "0405501990"),
        (phone("405501990", prefixNumber="00358"), "0405501990"),
        (phone("0405501990", prefixNumber=None), "0405501990"),
        (phone("+358405501990", prefixNumber=None), "0405501990"),
        (phone("+358405501990"), "0405501990"),
        (phone("116117", prefixNumber=None, isFinnishServiceNumber=True), "116117"),
        (phone("0295012345", prefixNumber="+358", isFinnishServiceNumber=True), "0295012345"),
        (phone("112", prefixNumber=""), "112"),
        (phone("812345678", prefixNumber="+46"), "+46 812345678"),
        (phone("+46812345678", prefixNumber=None), "+46812345678"),
        (phone(405501990), "0405501990"),  # type: ignore[arg-type]  # a number that lost its quotes
    ],
)
def test_a_number_is_kept_as_it_is_dialled_in_finland(entry: Any, number: str) -> None:
    assert [each.number for each in phones(entry)] == [number]


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (phone("string"), "number"),
        (phone("1"), "number"),
        (phone("1" * 5000), "number"),
        (phone("040 ks. verkkosivu", prefixNumber=None), "number"),
        (phone("40123", type="Pigeon"), "type"),
        (phone("40123", serviceChargeType="Barter"), "serviceChargeType"),
    ],
)
def test_what_is_no_number_or_no_known_value_is_a_fault(entry: Any, field: str) -> None:
    found = problems(service(), channel(phoneNumbers=[entry, phone("501234567")]))
    assert [each.split(": ")[0] for each in found] == [f"phoneNumbers.0.{field}"]
    assert imported(service(), channel(phoneNumbers=[entry, phone("501234567")]))[0].phones[-1].number == "0501234567"


def test_a_prefix_that_is_none_is_a_fault_and_the_number_is_taken_as_it_stands() -> None:
    entry = phone("0405501990", prefixNumber="x")
    assert imported(service(), channel(phoneNumbers=[entry]))[0].phones[0].number == "0405501990"
    assert problems(service(), channel(phoneNumbers=[entry]))[0].startswith("phoneNumbers.0.prefixNumber")


def test_a_number_repeated_for_each_language_is_one_phone_in_these_languages() -> None:
    entries = [phone(language="sv", additionalInformation="Rådgivning"), phone(additionalInformation="Neuvonta")]
    (found,) = phones(*entries)
    assert found.languages == ("fi", "sv")
    assert found.description == "Palveluohjaus – Neuvonta"


def test_a_number_with_two_purposes_in_one_language_is_two_phones() -> None:
    found = phones(phone(additionalInformation="Ajanvaraus"), phone(additionalInformation="Neuvonta"))
    assert [each.description for each in found] == ["Palveluohjaus – Ajanvaraus", "Palveluohjaus – Neuvonta"]


def test_a_fax_is_left_out_with_or_without_a_number_and_a_text_message_is_called_one() -> None:
    fax = phone("31234567", type="Fax", isFinnishServiceNumber=True)
    found = phones(fax, phone(None, type="Fax"), phone("16100", type="Sms", prefixNumber=None, language="sv"))
    assert [(each.number, each.description) for each in found] == [("16100", "Palveluohjaus – Textmeddelande")]


@pytest.mark.parametrize(
    ("changes", "charge"),
    [
        ({"serviceChargeType": "FreeOfCharge"}, "Maksuton"),
        ({"serviceChargeType": "Free"}, "Maksuton"),
        ({"serviceChargeType": "Chargeable"}, "Maksullinen"),
        ({"serviceChargeType": "Charged", "chargeDescription": "pvm/mpm"}, "Maksullinen: pvm/mpm"),
        ({"serviceChargeType": "Other", "chargeDescription": "1 €/min"}, "1 €/min"),
        ({"serviceChargeType": None}, ""),
    ],
)
def test_what_a_call_costs_is_said_with_the_number(changes: Any, charge: str) -> None:
    assert phones(phone(**changes))[0].charge == charge


def test_a_phone_has_the_hours_of_its_channel_and_not_a_name_that_the_service_has() -> None:
    names = said("Iltojen kotihoito", type="Name")
    (found,) = phones(phone(), serviceHours=[hours(opening("Monday"))], serviceChannelNames=names)
    assert (found.schedules, found.description) == ((Schedule("MO", "08:00", "16:00"),), "")


def test_support_for_pages_is_a_phone_without_the_hours_of_the_page() -> None:
    page = channel("EChannel", supportPhones=[phone()], serviceHours=[hours(isAlwaysOpen=True)])
    (found,) = one(service(), page).phones
    assert (found.description, found.schedules) == ("Palveluohjaus", ())


def test_an_older_name_of_the_list_of_phones_is_read_too() -> None:
    older = channel(phoneNumbers=None, phones=[phone()])
    assert one(service(), older).phones[0].number == "0405501990"


# ------------------------------------------------------------ places


def test_a_place_has_its_address_its_municipality_and_its_coordinates_in_degrees() -> None:
    # A point whose degrees somebody else has worked out (a public test of another reader of PTV).
    (found,) = places(address(street={"latitude": "6713890.211", "longitude": "226225.47"}))
    assert (found.name, found.address, found.postal_code, found.city, found.municipality) == (
        "Palveluohjaus",
        "Hämeenkatu 7",
        "33100",
        "TAMPERE",
        "Tampere",
    )
    assert found.latitude == pytest.approx(60.467920, abs=0.000_01)
    assert found.longitude == pytest.approx(22.017977, abs=0.000_01)


def test_a_place_has_phones_and_hours_of_its_own_and_the_service_its_addresses() -> None:
    found = one(
        service(),
        channel(
            "ServiceLocation",
            phoneNumbers=[phone(additionalInformation="Vastaanotto")],
            supportEmails=said("toimisto@example.org"),
            emails=said("TOIMISTO@example.org", "kontor@example.org"),
            serviceHours=[hours(opening("Monday"))],
        ),
    )
    assert found.phones == ()
    assert [each.description for each in found.locations[0].phones] == ["Vastaanotto"]
    assert found.locations[0].schedules == (Schedule("MO", "08:00", "16:00"),)
    assert found.emails == ("TOIMISTO@example.org", "kontor@example.org")


def test_more_about_an_address_follows_it_and_a_place_with_two_addresses_is_two() -> None:
    found = places(
        address(street={"additionalInformation": said("2. kerros")}),
        address(street={"street": said("", "Storgatan"), "streetNumber": 3, "municipality": "491"}),
    )
    assert [each.address for each in found] == ["Hämeenkatu 7, 2. kerros", "Storgatan 3"]
    assert found[1].municipality == "Mikkeli"


def test_addresses_of_other_forms_are_read() -> None:
    other = {"latitude": "6822021", "longitude": "327837", "postalCode": "33100", "additionalInformation": said("Tori")}
    abroad = said("Strandvägen 1, Stockholm")
    box = {"postOfficeBox": said("PL 5"), "postalCode": "33101", "postOffice": said("TAMPERE")}
    found = places(
        {"type": "Location", "subType": "Other", "otherAddress": other},
        {"type": "Location", "subType": "Abroad", "locationAbroad": abroad},
        {"type": "Visiting", "subType": "PostOfficeBox", "postOfficeBoxAddress": box},
        {"type": "Visiting", "streetAddress": said("Vanhakatu"), "streetNumber": "1", "postalCode": "00100"},
    )
    assert [each.address for each in found] == ["Tori", "Strandvägen 1, Stockholm", "PL 5", "Vanhakatu 1"]
    assert found[0].latitude is not None


def test_a_postal_address_is_no_place_to_go_to_but_its_channel_is_one() -> None:
    (found,) = places(address("Postal"), phoneNumbers=[phone()])
    assert (found.name, found.address, len(found.phones)) == ("Palveluohjaus", "", 1)


@pytest.mark.parametrize(
    ("latitude", "longitude", "known"),
    [
        ("6703709.121", "221847.89", True),
        ("6703709,121", "221847,89", True),
        (6703709.121, 221847.89, True),
        ("60.46", "22.01", True),
        (None, None, False),
        ("", "", False),
        ("0", "0", False),
        ("6703709", None, False),
    ],
)
def test_coordinates_are_read_as_they_are_written(latitude: Any, longitude: Any, known: bool) -> None:
    (found,) = places(address(street={"latitude": latitude, "longitude": longitude}))
    assert (found.latitude is not None) == known
    if known and found.latitude is not None and found.longitude is not None:
        assert 59 < found.latitude < 61
        assert 21 < found.longitude < 23


@pytest.mark.parametrize("latitude", ["1e308", "-6703709", "9" * 400, "NaN", "x", [1]])
def test_coordinates_outside_finland_are_a_fault(latitude: Any) -> None:
    objects = service(), channel("ServiceLocation", addresses=[address(street={"latitude": latitude})])
    assert imported(*objects)[0].locations[0].latitude is None
    assert [each.split(": ")[0] for each in problems(*objects)] == ["addresses.0.streetAddress.latitude"]


def test_the_main_entrance_tells_where_a_place_is_and_how_to_get_in() -> None:
    entrance = {
        "name": [],
        "isMainEntrance": True,
        "coordinates": {"latitude": "6834688.027", "longitude": "503879.049"},
        "contactInfo": {"phone": "040 123", "email": None, "url": "www.example.org/esteeton"},
        "accessibilitySentences": [
            {
                "sentenceGroup": said("Reitti", "Rutt"),
                "sentences": [{"sentence": said("Luiska.", "Ramp.")}, {"sentence": said("Valaistu.")}],
            },
            {"sentenceGroup": [], "sentences": [{"sentence": said("Hissi on.")}]},
        ],
    }
    side = {"name": said("Sivuovi"), "accessibilitySentences": [{"sentences": [{"sentence": said("Portaat.")}]}]}
    (found,) = places(address(street={"latitude": None, "longitude": None}, entrances=[entrance, side]))
    assert found.latitude == pytest.approx(61.6454, abs=0.001)
    assert found.accessibility == (
        "Reitti: Luiska. Valaistu.\nHissi on.\n040 123, https://www.example.org/esteeton\nSivuovi: Portaat."
    )
