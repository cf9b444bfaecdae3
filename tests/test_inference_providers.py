"""Who provides a service, by the name of an organisation and its type in the source."""

import re
from dataclasses import replace

import pytest

from advisor_tui.catalogue.inference import Hints, Rules
from advisor_tui.catalogue.service import ProviderKind
from tests.benchmarks.inference import shipped_rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Return the rules that ship."""
    return shipped_rules()


ORGANIZATIONS: dict[ProviderKind, str] = {
    "county": """
        Mallilan hyvinvointialue | Exempelnejdens välfärdsområde | Vantaan ja Keravan hyvinvointialue
        West Uusimaa Wellbeing Services County | HUS-yhtymä | HUS-sammanslutningen | Kainuun sote | Siun sote
        Etelä-Savon sosiaali- ja terveyspalvelujen kuntayhtymä | Mallilan perusturvakuntayhtymä Helmi
        Vaasan sairaanhoitopiiri | Eskoon sosiaalipalvelujen kuntayhtymä | Päijät-Hämeen hyvinvointiyhtymä
        Helsingin kaupunki, sosiaali-, terveys- ja pelastustoimiala | Mallilan pelastuslaitos
        Ålands hälso- och sjukvård
    """,
    "municipality": """
        Mallilan kaupunki | Mikkelin kaupungin liikelaitos | Näytejärven kunta | Kokeilukosken kunnan kirjasto
        Mallby stad | Exempelnäs kommun | City of Helsinki | Mallilan koulutuskuntayhtymä | Mallilan työllisyysalue
        Pohjois-Karjalan maakuntaliitto | Etelä-Pohjanmaan liitto | Keski-Suomen liitto |
        Österbottens förbund | Mallilan seudun työväenopisto
    """,
    "parish": """
        Mallilan seurakunta | Tampereen ev.lut. seurakuntayhtymä | Mallilan srk | Mallby svenska församling
        Turun helluntaiseurakunta ry | Kuopion ortodoksinen seurakunta | Helsinki parish union
    """,
    "association": """
        Mallilan eläkkeensaajat ry | Mallilan Seudun Omaishoitajat ry | Suomen Punainen Risti | Röda Korset | Martat
        Mannerheimin Lastensuojeluliitto | Kuntoutussäätiö | Exempelnäs pensionärer rf
        Finlands Svenska Synskadade r.f. | MIELI Suomen Mielenterveys r.y.
        Vanhustyön keskusliitto | Folkhälsan Utbildning | Pelastusarmeija | Setlementti Tampere
        Samfundet Folkhälsan | Turun Kaupunkilähetys | Jane ja Aatos Erkon säätiö sr | Suomen Kuurojen tuki
    """,
    "company": """
        Mallikoti Oy | Attendo Suomi Oy | Vård Exempel Ab | Siivous Virtanen Tmi | Hoivapalvelu Ky | Osuuskunta Apu
        Mallilan Vuokratalot Oy | Pihamies T:mi | Terveys Oyj | Mallilan apteekki | Exempel Care Ltd | Hoiva Päivänsäde
        Hammasklinikka Hymy
    """,
    "kela": "Kela | Kansaneläkelaitos | FPA | Folkpensionsanstalten | Kela, Vammaisten tulkkauspalvelukeskus",
    "state": """
        Digi- ja väestötietovirasto | DVV | Maanmittauslaitos | Etelä-Suomen oikeusapu- ja edunvalvontapiiri
        Verohallinto
        Lounais-Suomen poliisilaitos | Uudenmaan TE-toimisto | Hämeen ELY-keskus | Maahanmuuttovirasto
        Hätäkeskuslaitos
        Valtiokonttori | Oikeusministeriö | Lupa- ja valvontavirasto | Myndigheten för digitalisering
        Skatteförvaltningen
        Terveyden ja hyvinvoinnin laitos | Helsingin käräjäoikeus | Rättshjälpsbyrån | Elinvoimakeskus | Celia
    """,
}


@pytest.mark.parametrize(
    ("provider", "organization"),
    [(kind, name.strip()) for kind, text in ORGANIZATIONS.items() for name in re.split(r"[|\n]", text) if name.strip()],
)
def test_the_name_of_an_organisation_tells_who_provides(rules: Rules, provider: str, organization: str) -> None:
    assert rules.guess(Hints(organization=organization)).provider_kind == provider


def test_the_type_in_the_source_tells_who_provides_where_the_name_does_not(rules: Rules) -> None:
    told = {
        kind: rules.guess(Hints(organization="Helmi", organization_type=kind)).provider_kind
        for kind in (
            *("State", "Municipality", "RegionalOrganization", "Organization"),
            *("Company", "SotePublic", "SotePrivate", "Region", "Muu"),
        )
    }
    assert told == {
        "State": "state",
        "Municipality": "municipality",
        "RegionalOrganization": "municipality",
        "Organization": "association",
        "Company": "company",
        "SotePublic": "county",
        "SotePrivate": "company",
        "Region": "county",
        "Muu": "company",
    }


def test_helsinki_is_a_county_in_health_and_care_and_else_a_municipality(rules: Rules) -> None:
    helsinki = Hints(names=("Palvelu",), organization="Helsingin kaupunki")
    assert rules.guess(replace(helsinki, classes=("P4.2",))).provider_kind == "county"
    assert rules.guess(replace(helsinki, classes=("P5.1", "P9.4"))).provider_kind == "county"
    assert rules.guess(replace(helsinki, classes=("P3.4",))).provider_kind == "municipality"
    assert rules.guess(replace(helsinki, classes=("P25.1",))).provider_kind == "municipality"
    assert rules.guess(replace(helsinki, classes=("P5.21",))).provider_kind == "municipality"
    assert rules.guess(helsinki).provider_kind == "municipality"
