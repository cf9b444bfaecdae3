"""What callers say, and the kind of service that must then be in sight without scrolling."""

from collections.abc import Callable

import pytest

from advisor_tui import reference
from advisor_tui.guidance.known import Known
from advisor_tui.search.callers import Filters
from advisor_tui.search.engine import Search
from advisor_tui.search.hits import Hit

SAID = [
    ("Äiti on alkanut unohdella lääkkeitä ja hella jäi päälle", "muistihoitaja"),
    ("en jaksa enää kokata, saisiko sitä ruokaa kotiin", "ateria"),
    ("hoidan miestä kotona, hällä on Parkinson", "omaishoitajayhd"),
    ("eläke ei riitä enää vuokraan ja lääkkeisiin", "asumistuki"),
    ("äiti pääsee huomenna sairaalasta", "kotiutus"),
    ("haluaisin avustajan että pääsen harrastamaan", "hengapu"),
    ("tarvitsisin siivoojan kerran kuussa", "siivous"),
    ("isä juo päivittäin", "mielenterveys"),
    ("Kela hylkäsi toimeentulotuen ja kaapit on tyhjät", "toimeentulo"),
    ("lonkka kipeä eikä lääkäriaikaa saa", "terveysasema"),
    ("ei tässä oo enää mitään järkeä", "kriisipuhelin"),
    ("poika lyö vanhusta", "turvakoti"),
    ("poika vie äidin rahat", "edunvalvonta"),
    ("taksiseteleitä", "kuljetus_shl"),
    ("jumppaa ja tasapainoa", "liikunta_ikaiset"),
    ("en osaa käyttää pankkia tietokoneella", "digituki"),
    ("mistä saa rollaattorin lainaan", "apuvaline"),
    ("varpaankynnet pitäis leikata", "jalkahoito"),
    ("tuli häätö kun vuokra on maksamatta", "asumisneuvonta"),
    ("söin väärät lääkkeet", "myrkytys"),
    ("ruoka loppu eikä rahaa", "ruokaapu"),
    ("äiti kaatui eikä päässyt ylös", "turvapuhelin"),
    ("muistitesti", "muistihoitaja"),
    ("kotisairaala saattohoito", "saattohoito"),
    ("kuka tekis lumityöt", "talonmies"),
    ("velat on ulosotossa", "velka"),
    ("trygghetslarm åt mamma", "turvapuhelin"),
    ("meals brought home", "ateria"),
    ("potilasasiamies", "asiavastaava"),
    ("kotipalvelu", "kotihoito"),
]


@pytest.fixture(scope="module")
def find(known: Known) -> Callable[..., list[Hit]]:
    """Return the search of the desk over what ships."""
    engine: Search = reference.make_search(known.catalogue, known.areas)
    return engine.find


@pytest.mark.parametrize(("said", "kind"), SAID)
def test_what_callers_say_brings_the_right_kind_among_the_first_three(
    find: Callable[..., list[Hit]], said: str, kind: str
) -> None:
    assert kind in [hit.service.type for hit in find(said)[:3]]


def test_every_service_is_found_by_its_own_name(find: Callable[..., list[Hit]], known: Known) -> None:
    for service in known.catalogue.services:
        assert service.id in [hit.service.id for hit in find(service.name)[:3]], service.name


def test_swedish_and_english_names_find_their_services(find: Callable[..., list[Hit]], known: Known) -> None:
    for service in known.catalogue.services[::3]:
        for name in (service.sv.name, service.en.name):
            assert service.id in [hit.service.id for hit in find(name)[:5]], name


def test_every_service_is_found_by_what_callers_say_first(find: Callable[..., list[Hit]], known: Known) -> None:
    for service in known.catalogue.services:
        words = service.caller_words[0]
        assert service.id in [hit.service.id for hit in find(words)[:5]], (service.id, words)


def test_the_callers_place_moves_local_help_up_without_hiding_the_rest(find: Callable[..., list[Hit]]) -> None:
    there = find("ruokaa kotiin", Filters(municipality="Näytejärvi"), limit=1000)
    everywhere = find("ruokaa kotiin", limit=1000)
    assert {hit.service.id for hit in there} == {hit.service.id for hit in everywhere}
    assert not there[0].outside
    assert any(hit.outside for hit in there)
