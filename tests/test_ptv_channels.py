"""How services of PTV are reached: pages and forms, what holds for one service alone, and who names whom."""

from typing import Any

import pytest

from advisor_tui.catalogue.contact import Link, Schedule
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv.wording import SOURCE
from advisor_tui.catalogue.service import Service
from tests import ptv_payloads as ptv
from tests.ptv_payloads import (
    CHANNEL,
    address,
    channel,
    connection,
    hours,
    imported,
    one,
    opening,
    phone,
    problems,
    said,
    service,
)

# ------------------------------------------------------------ pages and forms


def pages(*urls: tuple[str, str, str], field: str = "webPages") -> ptv.Object:
    """Return the web pages of a channel: address, name and language of each."""
    return {field: [{"url": url, "value": name, "language": language} for url, name, language in urls]}


def test_channels_on_the_web_are_links_and_the_first_is_the_main_one() -> None:
    form = channel(
        "PrintableForm",
        id="form",
        channelUrls=[
            {"language": "fi", "value": "https://example.org/hakemus.pdf", "type": "PDF"},
            {"language": "sv", "value": "https://example.org/ansokan.pdf", "type": "PDF"},
        ],
    )
    place = channel("ServiceLocation", id="place", **pages(("https://example.org/paikka", "", "fi")))
    web = channel("WebPage", id="web", **pages(("https://example.org/sivu", "Sivu", "fi")))
    electronic = channel("EChannel", id="e", **pages(("https://example.org/asioi", "", "fi")))
    named = [connection(each, each) for each in ("form", "place", "web", "e")]
    found = one(service(serviceChannels=named), form, place, web, electronic)
    assert found.links == (
        Link("https://example.org/hakemus.pdf", "Palveluohjaus", "form", "fi"),
        Link("https://example.org/ansokan.pdf", "Palveluohjaus", "form", "sv"),
        Link("https://example.org/sivu", "Sivu", "web", "fi"),
        Link("https://example.org/asioi", "Palveluohjaus", "e-service", "fi"),
        Link("https://example.org/paikka", "Palveluohjaus", "web", "fi"),
    )
    assert found.url == "https://example.org/sivu"


def test_a_page_that_is_the_same_in_every_language_is_one_link_of_no_language() -> None:
    same = pages(("https://example.org", "Webbplats", "sv"), ("https://example.org", "Sivusto", "fi"))
    assert one(service(), channel("WebPage", **same)).links == (Link("https://example.org", "Sivusto", "web", ""),)


def test_the_main_page_is_one_in_the_language_of_the_service() -> None:
    both = pages(("https://example.org/en", "Page", "en"), ("https://example.org/fi", "Sivu", "fi"))
    assert one(service(), channel("WebPage", **both)).url == "https://example.org/fi"
    english = pages(("https://example.org/en", "Page", "en"))
    assert one(service(), channel("WebPage", **english)).url == "https://example.org/en"


@pytest.mark.parametrize("field", ["webPage", "urls"])
def test_older_lists_have_the_address_as_the_value(field: str) -> None:
    older = {field: [{"value": "https://example.org/vanha", "language": "fi"}]}
    assert one(service(), channel("EChannel", **older)).links == (
        Link("https://example.org/vanha", "Palveluohjaus", "e-service", "fi"),
    )


def test_what_is_attached_is_a_link_with_its_own_name() -> None:
    attached = [
        {"type": "Other", "name": "Ohje", "description": "", "url": "https://example.org/ohje", "language": "fi"}
    ]
    assert one(service(), channel("EChannel", attachments=attached)).links == (
        Link("https://example.org/ohje", "Ohje", "web", "fi"),
    )


@pytest.mark.parametrize("url", ["string", "javascript:alert(1)", "ftp://example.org", "https://", "mailto:a@b.fi"])
def test_what_is_no_web_address_is_a_fault(url: str) -> None:
    objects = service(), channel("WebPage", **pages((url, "Sivu", "fi")))
    assert imported(*objects)[0].links == ()
    assert [each.split(": ")[0] for each in problems(*objects)] == ["webPages.0.url"]


def test_what_is_no_email_address_is_a_fault() -> None:
    objects = service(), channel(supportEmails=said("string", "neuvonta@example.org"))
    assert imported(*objects)[0].emails == ("neuvonta@example.org",)
    assert [each.split(": ")[0] for each in problems(*objects)] == ["supportEmails.0.value"]


# ------------------------------------------------------------ connections


def connected(kind: str = "Phone", **changes: Any) -> Service:
    """Return a service with one channel, with what a connection says of the two."""
    return one(service(serviceChannels=[connection(**changes)]), channel(kind, serviceHours=[hours(opening("Monday"))]))


def test_the_hours_of_a_connection_stand_instead_of_those_of_the_channel() -> None:
    own = [hours(opening("Tuesday", "09:00", "10:00"))]
    assert connected(serviceHours=own).phones[0].schedules == (Schedule("TU", "09:00", "10:00"),)
    assert connected("ServiceLocation", serviceHours=own).locations[0].schedules == (Schedule("TU", "09:00", "10:00"),)


def test_the_contacts_of_a_connection_are_added_to_those_of_the_channel() -> None:
    details = {
        "phoneNumbers": [phone("501111111")],
        "emails": said("oma@example.org"),
        "webPages": pages(("https://example.org/oma", "Oma", "fi"))["webPages"],
        "addresses": [address("Postal")],
    }
    by_phone = connected(contactDetails=details)
    assert [each.number for each in by_phone.phones] == ["0501111111", "0405501990"]
    assert (by_phone.emails, by_phone.url) == (("oma@example.org",), "https://example.org/oma")
    at_a_place = connected("ServiceLocation", contactDetails=details)
    assert [each.number for each in at_a_place.locations[0].phones] == ["0501111111"]


def test_what_a_connection_says_stands_with_the_phone_the_place_or_the_page() -> None:
    about = said("Vain iltaisin", type="Description")
    assert connected(description=about).phones[0].description == "Palveluohjaus – Vain iltaisin"
    assert connected("ServiceLocation", description=about).locations[0].name == "Palveluohjaus – Vain iltaisin"
    page = channel("EChannel", **pages(("https://example.org", "Asiointi", "fi")))
    found = one(service(serviceChannels=[connection(description=about)]), page)
    assert found.links[0].name == "Asiointi – Vain iltaisin"


def test_the_price_of_a_connection_is_said_with_the_phone_or_with_the_prices() -> None:
    price: ptv.Object = {
        "serviceChargeType": "Chargeable",
        "description": said("5 €", "5 e", type="ChargeTypeAdditionalInfo"),
    }
    bare = channel(phoneNumbers=[phone(serviceChargeType=None)])
    assert one(service(serviceChannels=[connection(**price)]), bare).phones[0].charge == "Maksullinen: 5 €"
    found = connected("ServiceLocation", **price)
    assert found.fees_description == "Palveluohjaus: Maksullinen: 5 €"
    assert found.sv.fees_description == "Palveluohjaus: Avgiftsbelagd: 5 e"


def test_a_channel_that_names_its_services_is_theirs_though_they_do_not_name_it() -> None:
    back = {**connection(), "service": {"id": ptv.SERVICE, "name": "Kotihoito"}, "description": said("Illat")}
    listed = channel(services=[back])
    for order in ((service(serviceChannels=None), listed), (listed, service(serviceChannels=[]))):
        assert one(*order).phones[0].description == "Palveluohjaus – Illat"
    assert len(one(service(), listed).phones) == 1


def test_ids_alone_connect_as_in_the_oldest_versions() -> None:
    assert one(service(serviceChannels=[CHANNEL]), channel()).phones[0].number == "0405501990"
    assert one(service(serviceChannels=[]), channel(services=[ptv.SERVICE])).phones[0].number == "0405501990"


def test_a_channel_that_is_not_published_reaches_nothing_and_is_not_missed() -> None:
    assert one(service(), channel(publishingStatus="Deleted")).phones == ()
    assert problems(service(), channel(publishingStatus="Deleted")) == []


def test_services_whose_channels_are_not_there_are_counted_and_keep_what_the_connection_says() -> None:
    own = connection(contactDetails={"phoneNumbers": [phone()]}, serviceHours=[hours(opening("Monday"))])
    faults = Faults()
    found = imported(service(id="a", serviceChannels=[own]), service(id="b"), faults=faults)
    assert found[0].phones[0].description == "Palveluohjaus"
    assert found[0].phones[0].schedules == (Schedule("MO", "08:00", "16:00"),)
    assert [fault.file for fault in faults.kept] == [SOURCE]
    assert "2" in faults.kept[0].problem


@pytest.mark.parametrize(
    ("fields", "reached"),
    [
        ({"addresses": [address()]}, "locations"),
        ({"phoneNumbers": [phone()]}, "phones"),
        ({"channelUrls": [{"value": "https://example.org/a.pdf", "language": "fi"}]}, "links"),
        ({"requiresAuthentication": True, **pages(("https://example.org", "A", "fi"))}, "links"),
        (pages(("https://example.org", "A", "fi")), "links"),
    ],
)
def test_a_channel_of_an_unknown_type_is_what_its_fields_show(fields: ptv.Object, reached: str) -> None:
    unknown = {"id": CHANNEL, "serviceChannelType": "Pigeon", "serviceChannelNames": said("Kyyhky"), **fields}
    (found,) = imported(service(), unknown)
    assert getattr(found, reached)
    assert problems(service(), unknown)[0].startswith("serviceChannelType: ")
