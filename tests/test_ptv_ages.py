"""Limits of age are taken only from texts that state them unmistakably."""

import pytest

from advisor_tui.catalogue.ptv.ages import Limits, limits
from tests import ptv_payloads as ptv
from tests.ptv_payloads import described, imported, said, service


@pytest.mark.parametrize(
    ("text", "minimum", "maximum"),
    [
        ("Palvelu on tarkoitettu yli 65-vuotiaille.", 65, None),
        ("Nettilukio on aikuislukio ja hakijan tulee olla vähintään 18-vuotias.", 18, None),
        ("Hakijan on oltava vähintään 18 vuotias", 18, None),
        ("Palvelu on 65 vuotta täyttäneille.", 65, None),
        ("Palvelu on 65-vuotiaille ja sitä vanhemmille.", 65, None),
        ("Hakija on täyttänyt 18 vuotta.", 18, None),
        ("Palvelu on tarkoitettu alle 29-vuotiaille.", None, 28),
        ("Palveluihin ovat oikeutettuja kaikki kunnassa asuvat alle 29-vuotiaat.", None, 28),
        ("Enintään 25-vuotiaille.", None, 25),
        ("Palvelu on 16–29-vuotiaille nuorille.", 16, 29),
        ("Kotihoidossa oleville 2-5-vuotiaille.", 2, 5),
        ("Asut Tampereella.\nOlet kotona asuva.\nPalvelu on yli 75-vuotiaille.", 75, None),
        ("Palvelu on yli 65-vuotiaille. Sitä saavat vain yli 65-vuotiaat.", 65, None),
    ],
)
def test_finnish_texts_state_limits(text: str, minimum: int | None, maximum: int | None) -> None:
    assert limits({"fi": text}) == Limits(minimum, maximum)


@pytest.mark.parametrize(
    ("language", "text", "minimum", "maximum"),
    [
        ("sv", "Du ska vara minst 18 år.", 18, None),
        ("sv", "Tjänsten är avsedd för personer över 65 år.", 65, None),
        ("sv", "Tjänsten är avsedd för unga under 29 år.", None, 28),
        ("sv", "Sökanden ska ha fyllt 18 år.", 18, None),
        ("sv", "För personer i åldern 16–29 år.", 16, 29),
        ("en", "You must be at least 18 years old.", 18, None),
        ("en", "The service is intended for young people aged under 29 years.", None, 28),
        ("en", "For people aged over 65.", 65, None),
        ("en", "For people aged 16 to 29.", 16, 29),
    ],
)
def test_swedish_and_english_texts_state_limits(language: str, text: str, minimum: int, maximum: int) -> None:
    assert limits({language: text}) == Limits(minimum, maximum)


@pytest.mark.parametrize(
    "text",
    [
        "Tupakkatuotteen myynti alle 18-vuotiaille on kiellettyä.",
        "Alle 18-vuotiaat tarvitsevat huoltajan suostumuksen.",
        "Palvelu on alle 18-vuotiaille maksuton.",
        "Palvelu on tarkoitettu yli 65-vuotiaille ja vammaisille.",
        "Palvelu on tarkoitettu yli 65-vuotiaille tai muistisairaille.",
        "Palvelu on ensisijaisesti yli 75-vuotiaille.",
        "Palvelua saavat myös alle 65-vuotiaat.",
        "Alle 3-vuotiaan lapsen hoitoon saa kotihoidon tukea.",
        "Palvelu on yli 65-vuotiaille. Palvelu on yli 75-vuotiaille.",
        "Palvelu on yli 65-vuotiaille. Kortin saa 60-vuotias.",
        "Jos olet yli 65-vuotias, soita.",
        "Palvelu on 40–30-vuotiaille.",
        "Palvelu on yli 900-vuotiaille.",
        "Palvelu on yli 6500000000-vuotiaille.",
        "Laaja terveystarkastus tehdään 4 vuoden iässä.",
    ],
)
def test_a_text_in_which_an_age_could_mean_something_else_states_none(text: str) -> None:
    assert limits({"fi": text}) == Limits()


@pytest.mark.parametrize("text", ["", "Kaikille.", "Avoinna 8–16.", "Vuonna 2026.", "Hinta 65 euroa."])
def test_a_text_without_an_age_speaks_of_none(text: str) -> None:
    assert limits({"fi": text}) is None


def test_ages_come_from_the_requirements_before_the_summary_and_are_called_inferred() -> None:
    summary = described(Summary="Apua alle 30-vuotiaille.")
    (found,) = imported(service(serviceDescriptions=summary, requirements=[], generalDescriptionId=None))
    assert (found.minimum_age, found.maximum_age) == (None, 29)
    assert "maximum_age" in found.inferred
    both = service(serviceDescriptions=summary, requirements=said("Palvelu on 18–40-vuotiaille."))
    (stricter,) = imported(both)
    assert (stricter.minimum_age, stricter.maximum_age) == (18, 40)
    unclear = service(serviceDescriptions=summary, requirements=said("Yleensä yli 18-vuotiaille."))
    assert imported(unclear)[0].maximum_age is None


def test_long_rows_of_digits_and_words_take_no_time_to_speak_of() -> None:
    for text in ("1" * 20_000, "yli " * 5_000 + "9-vuotiaille", "1-" * 10_000, "aged 1 to " * 2_000):
        for language in ("fi", "sv", "en"):
            assert limits({language: text}) in (None, Limits(), Limits(9, None))


def test_a_general_description_states_ages_for_the_services_that_follow_it() -> None:
    general = ptv.general_description(requirements=said("Palvelu on alle 29-vuotiaille."))
    (found,) = imported(service(generalDescriptionId=ptv.GENERAL, requirements=[]), general)
    assert found.maximum_age == 28
