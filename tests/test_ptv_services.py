"""Services of PTV: what each field comes to, what the general description fills in, and who provides it."""

from datetime import date
from typing import Any

import pytest

from advisor_tui.catalogue.contact import Link, Term
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv.wording import SOURCE
from advisor_tui.catalogue.service import Service, Translation
from tests import ptv_payloads as ptv
from tests.ptv_payloads import (
    GENERAL,
    ORGANIZATION,
    SERVICE,
    area,
    described,
    imported,
    one,
    problems,
    said,
    service,
    term,
)


def with_description(**changes: Any) -> Service:
    """Return a service that leaves to its general description what it does not say itself."""
    return one(service(generalDescriptionId=GENERAL, **changes), ptv.general_description())


# ------------------------------------------------------------ the service itself


def test_a_service_comes_with_every_field_the_desk_has_room_for() -> None:
    found = one(service(), ptv.channel())
    assert found.id == f"ptv:{SERVICE}"
    assert found.source_id == SERVICE
    assert found.source == "Palvelutietovaranto (PTV)"
    assert found.status == "active"
    assert found.assured_date == ptv.TODAY
    assert found.last_modified == date(2026, 10, 1)
    assert found.name == "Iltojen kotihoito"
    assert found.sv.name == "Hemvård om kvällarna"
    assert found.en.name == "Home care in the evenings"
    assert found.summary == "Hoitaja käy kotona iltaisin."
    assert found.description == "Hoitaja käy kotona iltaisin.\n\nHän auttaa pesulla ja lääkkeissä."
    assert found.application_process == "Soita palveluohjaukseen."
    assert found.eligibility_description == "Palvelu on tarkoitettu yli 65-vuotiaille."
    assert found.charge == "fee"
    assert found.languages == ("fi", "sv")
    assert found.service_areas == ("Tampere", "Kangasala")
    assert found.organization == "Pirkanmaan hyvinvointialue"
    assert found.organization_id == ORGANIZATION
    assert found.taxonomy_terms == (
        Term("ptv:class", "P4.3", "Kotihoito ja kotipalvelut"),
        Term("ptv:group", "KR1.1", "Ikäihmiset"),
        Term("ptv:event", "KE13", "Omaishoitajana toimiminen"),
        Term("ptv:ontology", "http://www.yso.fi/onto/koko/p1", "kotihoito"),
    )
    assert [phone.number for phone in found.phones] == ["0405501990"]


def test_what_rules_fill_in_is_named_as_inferred() -> None:
    found = one(service())
    assert (found.type, found.rung, found.provider_kind, found.life_area) == ("kotihoito", "7", "county", "")
    assert found.caller_words == ("iltahoito", "kotihoito", "apua kotiin")
    assert found.inferred == ("rung", "provider_kind", "type", "caller_words", "minimum_age")


def test_a_life_area_is_kept_only_where_no_kind_tells_it() -> None:
    names = said("Terveysasema", type="Name")
    found = one(service(serviceNames=names, serviceClasses=[term("P5.1", "Perusterveydenhuolto")], requirements=[]))
    assert (found.type, found.life_area) == ("", "health")
    assert found.inferred == ("rung", "provider_kind", "life_area")


@pytest.mark.parametrize("type_", ["AlternativeName", "AlternateName"])
def test_other_names_are_kept_in_every_language_and_each_once(type_: str) -> None:
    names = [*said("Kotihoito", type="Name"), *said("Kotiapu", "Hemhjälp", type=type_), *said("Kotiapu", type=type_)]
    assert one(service(serviceNames=names)).alternate_names == ("Kotiapu", "Hemhjälp")


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (said("", "Hemvård", "Home care", type="Name"), "Hemvård"),
        (said("", "", "Home care", type="Name"), "Home care"),
        ([{"language": "smn", "value": "Päikkitipšo", "type": "Name"}], "Päikkitipšo"),
    ],
)
def test_without_a_finnish_name_the_first_other_one_stands_for_it(names: list[Any], name: str) -> None:
    assert one(service(serviceNames=names)).name == name


def test_a_service_that_speaks_swedish_alone_says_everything_in_swedish() -> None:
    texts = [{"language": "sv", "value": "Vård i hemmet.", "type": kind} for kind in ("Summary", "Description")]
    found = one(service(serviceNames=said("", "Hemvård", type="Name"), serviceDescriptions=texts, requirements=[]))
    assert (found.name, found.summary, found.description) == ("Hemvård", "Vård i hemmet.", "Vård i hemmet.")
    assert found.sv == Translation("Hemvård", "Vård i hemmet.", description="Vård i hemmet.")


def test_what_is_not_said_in_a_language_stays_empty_in_it() -> None:
    found = one(service(serviceNames=said("Kotihoito", type="Name")))
    assert (found.sv, found.en) == (Translation("", ""), Translation("", ""))


def test_texts_about_time_follow_how_to_apply() -> None:
    texts = described(
        ProcessingTime="Viikko.", UserInstruction="Täytä hakemus.", ValidityTime="Vuoden.", DeadLine="Toukokuussa."
    )
    assert (
        one(service(serviceDescriptions=texts)).application_process == "Täytä hakemus.\nToukokuussa.\nViikko.\nVuoden."
    )


def test_the_names_of_descriptions_of_version_7_mean_the_same() -> None:
    texts = described(
        ShortDescription="Lyhyt.",
        ServiceUserInstruction="Soita.",
        DeadLineAdditionalInfo="Heti.",
        ProcessingTimeAdditionalInfo="Viikko.",
        ValidityTimeAdditionalInfo="Vuosi.",
        ChargeTypeAdditionalInfo="5 euroa.",
        ServiceTypeAdditionalInfo="Kokeilu.",
        Description="Pitkä.",
    )
    found = one(service(serviceDescriptions=texts, serviceChargeType="Charged"))
    assert (found.summary, found.description, found.fees_description) == ("Lyhyt.", "Pitkä.\n\nKokeilu.", "5 euroa.")
    assert found.application_process == "Soita.\nHeti.\nViikko.\nVuosi."


@pytest.mark.parametrize(
    ("said_of_price", "charge"),
    [("Chargeable", "fee"), ("Charged", "fee"), ("FreeOfCharge", "free"), ("Free", "free"), ("Other", ""), (None, "")],
)
def test_a_price_is_free_or_not_or_not_known(said_of_price: str | None, charge: str) -> None:
    assert one(service(serviceChargeType=said_of_price)).charge == charge


def test_vouchers_are_told_with_the_prices_in_the_languages_the_service_speaks() -> None:
    vouchers = [
        {"value": "Seteli", "language": "fi", "url": "https://example.org/seteli", "additionalInformation": "20 €/h"},
        {"value": None, "language": "sv", "url": None, "additionalInformation": None},
    ]
    changes = {"serviceVouchersInUse": True, "serviceVouchers": vouchers}
    found = one(service(serviceNames=said("Kotihoito", "Hemvård", type="Name"), **changes))
    assert found.fees_description == "Palveluseteli on käytössä.\nSeteli: 20 €/h"
    assert (found.sv.fees_description, found.en.fees_description) == ("Servicesedel används.", "")
    assert found.links == (Link("https://example.org/seteli", "Seteli", "web", "fi"),)


def test_several_requirements_stand_one_under_the_other() -> None:
    found = one(service(requirements=said("Ensin.", "Först.") + said("Sitten.")))
    assert (found.eligibility_description, found.sv.eligibility_description) == ("Ensin.\nSitten.", "Först.")


def test_words_of_callers_are_keywords_and_terms_of_the_ontology_in_every_language() -> None:
    ontology = [{**term(None, "kotihoito", "http://yso/1"), "name": said("kotihoito", "hemvård", "Home Care")}]
    found = one(
        service(keywords=said("Home care", "ilta"), ontologyTerms=ontology, serviceNames=said("X", type="Name"))
    )
    assert found.caller_words == ("Home care", "ilta", "kotihoito", "hemvård")


def test_a_code_is_taken_from_the_address_of_its_list_where_it_does_not_stand_alone() -> None:
    uri = "http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/KR1.1"
    found = one(
        service(targetGroups=[{**term(None, "Ikäihmiset"), "newUri": uri}], lifeEvents=[uri.replace("KR", "KE")])
    )
    assert Term("ptv:group", "KR1.1", "Ikäihmiset") in found.taxonomy_terms
    assert Term("ptv:event", "KE1.1") in found.taxonomy_terms


def test_a_day_is_the_one_on_the_wall_in_finland() -> None:
    assert one(service(modified="2026-10-01T21:30:00.1234567Z")).last_modified == date(2026, 10, 2)
    assert one(service(modified="2026-10-01")).last_modified == date(2026, 10, 1)
    assert one(service(modified="0001-01-01T00:00:00")).last_modified is None
    assert one(service(modified="9999-12-31T23:59:59Z")).last_modified == date(9999, 12, 31)


# ------------------------------------------------------------ which services


@pytest.mark.parametrize("status", ["Draft", "Modified", "Deleted", "Archived", "Withdrawn", "OldPublished"])
def test_what_is_not_published_is_left_out_and_counted_once(status: str) -> None:
    objects = [service(id=str(number), publishingStatus=status) for number in range(3)]
    faults = Faults()
    assert imported(*objects, service(), faults=faults)[0].source_id == SERVICE
    assert [fault.file for fault in faults.kept if "3" in fault.problem] == [SOURCE]


def test_a_service_without_any_name_is_left_out_and_counted() -> None:
    nameless = service(serviceNames=[], serviceChannels=None)
    assert imported(nameless) == []
    assert len(problems(nameless)) == 1
    assert problems(nameless, service()) != problems(service())


# ------------------------------------------------------------ general descriptions


def test_a_general_description_fills_in_what_a_service_does_not_say_in_each_language() -> None:
    found = with_description(serviceDescriptions=described(Summary="Oma."), requirements=[], serviceChargeType=None)
    assert (found.summary, found.sv.summary) == ("Oma.", "Hjälp i hemmet.")
    assert found.description == "Kotihoito auttaa kotona."
    assert found.application_process == "Heti."
    assert found.eligibility_description == "Kotihoitoa saa sen tarpeessa oleva."
    assert found.sv.eligibility_description == "Den som behöver hemvård."
    assert found.charge == "free"
    assert [each.code for each in found.taxonomy_terms if each.taxonomy == "ptv:class"] == ["P4.3", "P4.2"]
    assert [each.code for each in found.taxonomy_terms if each.taxonomy == "ptv:group"] == ["KR1.1", "KR1"]
    assert "kotisairaanhoito" in found.caller_words


def test_what_a_service_says_itself_stands() -> None:
    found = with_description()
    assert found.description.startswith("Hoitaja käy kotona iltaisin.")
    assert (found.charge, found.eligibility_description) == ("fee", "Palvelu on tarkoitettu yli 65-vuotiaille.")


def test_a_general_description_tells_the_kind_and_lends_its_name_to_a_service_without_one() -> None:
    found = with_description(serviceNames=[])
    assert (found.type, found.name) == ("kotihoito", "Kotihoito")
    assert one(service(serviceNames=said("X", type="Name"))).type == ""
    assert with_description(serviceNames=said("X", type="Name")).type == "kotihoito"


def test_a_service_that_is_only_finnish_keeps_its_name_out_of_other_languages() -> None:
    assert with_description(serviceNames=said("Kotihoito", type="Name")).sv.name == ""


def test_a_general_description_is_read_in_its_short_form_too() -> None:
    short = {
        "id": GENERAL,
        "ref": GENERAL,
        "type": "PermissionAndObligation",
        "names": {"fi": "Lupa", "sv": "Tillstånd"},
        "summary": {"fi": "Lyhyesti.", "sv": "Kort."},
        "description": {},
        "background": {"fi": "Tausta.\n\nLisää."},
        "userInstruction": {"fi": "Hae lupa."},
        "requirements": {"fi": "Ehdot."},
        "chargeType": "Free",
        "serviceClasses": ["Luvat", "Kotihoito ja kotipalvelut"],
        "ontologyTerms": ["purkamisluvat"],
        "targetGroups": ["Kansalaiset"],
        "lifeEvents": [],
        "laws": ["Laki"],
    }
    bare = service(generalDescriptionId=GENERAL, serviceDescriptions=[], requirements=[], serviceChargeType=None)
    found = one(bare, short)
    assert (found.summary, found.description, found.sv.summary) == ("Lyhyesti.", "Tausta.\n\nLisää.", "Kort.")
    assert (found.application_process, found.eligibility_description, found.charge) == ("Hae lupa.", "Ehdot.", "free")
    assert Term("ptv:class", "", "Luvat") in found.taxonomy_terms
    assert "purkamisluvat" in found.caller_words
    # A class that is there with its code is not there again by its name alone.
    assert Term("ptv:class", "", "Kotihoito ja kotipalvelut") not in found.taxonomy_terms


def test_texts_that_the_interface_has_marked_as_general_fill_in_only() -> None:
    texts = described(Summary="Oma.", GD_Summary="Yleinen.", GD_Description="Yleinen kuvaus.", GD_DeadLine="Heti.")
    found = one(service(serviceDescriptions=texts, generalDescriptionId=GENERAL))
    assert (found.summary, found.description, found.application_process) == ("Oma.", "Yleinen kuvaus.", "Heti.")


# ------------------------------------------------------------ who provides it


def test_the_organization_that_is_answerable_stands_first() -> None:
    agencies = [
        ptv.agency("Tuottaja Oy", "a", "Producer"),
        ptv.agency("Toinen vastuullinen", "b", "OtherResponsible"),
        ptv.agency("Vastuullinen", "c", "Responsible"),
    ]
    assert one(service(organizations=agencies)).organization == "Vastuullinen"
    assert one(service(organizations=agencies[:2])).organization_id == "b"
    assert one(service(organizations=agencies[:1])).organization == "Tuottaja Oy"
    assert one(service(organizations=[])).organization == ""


def test_an_organization_by_its_id_alone_is_named_by_its_own_object() -> None:
    found = one(
        service(organizations=[{"organizationId": ORGANIZATION, "roleType": "Responsible"}]), ptv.organization()
    )
    assert (found.organization, found.organization_id) == ("Pirkanmaan hyvinvointialue", ORGANIZATION)


def test_the_type_of_an_organization_tells_who_provides() -> None:
    named = service(organizations=[ptv.agency("Ikäihmisten tuki")])
    assert one(named).provider_kind == "company"
    assert one(named, ptv.organization("Organization")).provider_kind == "association"


# ------------------------------------------------------------ what nobody knows


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("serviceChargeType", {"serviceChargeType": "Barter"}),
        ("areaType", {"areaType": "Moon"}),
        ("areas.0.type", {"areas": [area("Crater", None, ptv.municipality())]}),
        ("publishingStatus", {"publishingStatus": "Perhaps"}),
        ("serviceNames.0.type", {"serviceNames": said("Kotihoito", type="Nickname")}),
        ("serviceDescriptions.0.type", {"serviceDescriptions": described(Rumour="Ehkä.")}),
        ("organizations.0.roleType", {"organizations": [ptv.agency(role="Spectator")]}),
    ],
)
def test_an_unknown_value_is_a_fault_that_names_it_and_the_rest_goes_in(field: str, changes: Any) -> None:
    objects = service(**changes)
    (found,) = imported(objects)
    assert found.name in ("Iltojen kotihoito", "Kotihoito")
    assert found.organization == "Pirkanmaan hyvinvointialue"
    assert any(each.startswith(f"{field}: ") for each in problems(objects))


def test_filler_values_of_the_model_objects_come_in_as_far_as_they_make_sense() -> None:
    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: filled(each) for key, each in value.items()}
        if isinstance(value, list):
            return [filled(each) for each in value]
        return value if isinstance(value, bool) else "string"

    (found,) = imported(filled(service(areas=[area("x", "y", ptv.municipality())])))
    assert (found.name, found.organization, found.service_areas, found.languages) == ("string", "string", (), ())
