"""Single cells: days, ages, prices, addresses, and names that stand for places, languages, providers and kinds."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.catalogue.sheets import values
from advisor_tui.catalogue.sheets.values import Ages, Price, Unclear
from tests.sheets import TODAY, around, names


@pytest.mark.parametrize(
    "text",
    [
        "1.5.2026",
        "01.05.2026",
        "1. 5. 2026",
        "1.5.26",
        "2026-05-01",
        "2026-05-01 12:30",
        "2026-05-01T12:30:00Z",
        "46143",
        "46143.5",
        "1.5.2026 klo 12.30",
    ],
)
def test_a_day_is_understood_as_people_and_spreadsheets_write_it(text: str) -> None:
    assert values.day(text) == date(2026, 5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "31.2.2026",
        "29.2.2026",
        "2026-13-01",
        "5/2026",
        "1/5/2026",
        "toukokuu",
        "2026",
        "33100123",
        "99999",
        "1.5.",
        "0.0.0000",
        "१.५.२०२६",
    ],
)
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(Unclear) as caught:
        values.day(text)
    assert text in str(caught.value)


@given(st.dates(date(1955, 1, 1), date(2118, 12, 31)))
def test_every_day_comes_back_from_every_way_of_writing_it(day: date) -> None:
    serial = str((day - values.EPOCH).days)
    for text in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", serial):
        assert values.day(text) == day


def test_a_day_to_come_is_told() -> None:
    read = values.past_day(TODAY)
    assert read("25.11.2026") == TODAY
    with pytest.raises(Unclear):
        read("26.11.2026")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("65+", (65, None)),
        ("65 +", (65, None)),
        ("yli 65-v", (65, None)),
        ("yli 65-vuotiaat", (65, None)),
        ("Yli 65-vuotiaille.", (65, None)),
        ("75 vuotta täyttäneet", (75, None)),
        ("över 65 år", (65, None)),
        ("fyllda 75", (75, None)),
        ("65 år fyllda", (65, None)),
        ("over 65", (65, None)),
        ("18 and over", (18, None)),
        ("vähintään 18", (18, None)),
        ("min. 18", (18, None)),
        ("18-64", (18, 64)),
        ("18–64 v.", (18, 64)),
        ("0-17-vuotiaat", (0, 17)),
        ("18–29-åringar", (18, 29)),
        ("alle 18", (None, 17)),
        ("under 18 år", (None, 17)),
        ("enintään 28 v", (None, 28)),
        ("max 29", (None, 29)),
        ("29 v ja nuoremmat", (None, 29)),
        ("kaikki", (None, None)),
        ("kaiken ikäiset", (None, None)),
        ("alla åldrar", (None, None)),
    ],
)
def test_limits_of_age_are_understood(text: str, expected: tuple[int | None, int | None]) -> None:
    assert values.ages(text, names().everyone) == Ages(*expected)


@pytest.mark.parametrize("text", ["seniorit", "65", "64-18", "yli 130", "18-64 ja yli 75", "noin 65+", "65-"])
def test_what_is_no_limit_of_age_is_told(text: str) -> None:
    with pytest.raises(Unclear):
        values.ages(text, names().everyone)


@pytest.mark.parametrize(("text", "age"), [("65", 65), ("65 v", 65), ("18-vuotias", 18), ("0", 0)])
def test_an_age_alone_is_understood_where_the_column_says_which_limit_it_is(text: str, age: int) -> None:
    assert values.age(text) == age


@pytest.mark.parametrize("text", ["vanha", "121", "-1", "6.5"])
def test_what_is_no_age_is_told(text: str) -> None:
    with pytest.raises(Unclear):
        values.age(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("maksuton", Price("free")),
        ("Ilmainen!", Price("free")),
        ("gratis", Price("free")),
        ("free of charge", Price("free")),
        ("0 €", Price("free")),
        ("0,00", Price("free")),
        ("10 €", Price("fee", "10 €")),
        ("0,50 €/kerta", Price("fee", "0,50 €/kerta")),
        ("12,-", Price("fee", "12,-")),
        ("maksullinen", Price("fee", "maksullinen")),
        ("maksuton jäsenille, muille 5 €", Price("fee", "maksuton jäsenille, muille 5 €")),
        ("maksuton jäsenille", Price("free", "maksuton jäsenille")),
        ("tulojen mukaan", Price("", "tulojen mukaan")),
        ("ei ilmainen", Price("", "ei ilmainen")),
        ("9" * 5000, Price("fee", "9" * 5000)),
    ],
)
def test_a_price_tells_whether_it_costs_and_keeps_its_words(text: str, expected: Price) -> None:
    assert values.price(text, names().free, names().charged) == expected


@pytest.mark.parametrize(
    ("text", "code"), [("33100", "33100"), ("100", "00100"), ("FI-00100", "00100"), ("33 100", "33100")]
)
def test_a_postal_code_gets_back_the_zeros_that_a_spreadsheet_took(text: str, code: str) -> None:
    assert values.postal_code(text) == code


@pytest.mark.parametrize("text", ["12", "123456", "Kemi", "SW1A 1AA"])
def test_what_is_no_postal_code_is_told(text: str) -> None:
    with pytest.raises(Unclear):
        values.postal_code(text)


def test_degrees_have_a_point_or_a_comma_and_a_limit() -> None:
    read = values.degrees(90)
    assert read("61.4978") == read("61,4978") == 61.4978
    for text in ("91", "6703709.121", "nan", "1e3", "61° 29'"):
        with pytest.raises(Unclear):
            read(text)


def test_addresses_on_the_web_are_parted_and_what_is_none_is_told() -> None:
    found = values.addresses("www.kela.fi/asumistuki; https://thl.fi, ei sivua")
    assert found.found == ("https://www.kela.fi/asumistuki", "https://thl.fi")
    assert ["ei sivua" in problem for problem in found.problems] == [True]
    for text in ("javascript:alert(1)", "file:///etc/passwd", "kela", "http://"):
        assert values.addresses(text).found == ()


def test_mail_addresses_are_parted_and_what_is_none_is_told() -> None:
    found = values.emails("a.b@kemi.fi; mailto:c@d.fi, e@f")
    assert found.found == ("a.b@kemi.fi", "c@d.fi")
    assert len(found.problems) == 1


# ------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kemi", ("Kemi",)),
        ("Kemi, Tornio; Keminmaa", ("Kemi", "Tornio", "Keminmaa")),
        ("Kemi ja Tornio", ("Kemi", "Tornio")),
        ("Helsingfors och Esbo", ("Helsinki", "Espoo")),
        ("Kemi\nTORNIO\nKemi", ("Kemi", "Tornio")),
        ("Pirkanmaa", ("08",)),
        ("Pirkanmaan hyvinvointialue", ("08",)),
        ("Birkalands välfärdsområde", ("08",)),
        ("Vantaan ja Keravan hyvinvointialue", ("04",)),
        ("koko maa", ("FI",)),
        ("Hela landet", ("FI",)),
        ("Kokkola/Karleby", ("Kokkola",)),
        ("Ii", ("Ii",)),
    ],
)
def test_places_are_known_by_their_names(text: str, expected: tuple[str, ...]) -> None:
    found = names().places(text)
    assert found == values.Several(expected)
    assert all(around().areas.knows(area) for area in found.found)


def test_a_place_that_is_not_known_is_told_with_the_nearest_name_and_the_others_stay() -> None:
    found = names().places("Kemi, Tampre, Atlantis")
    assert found.found == ("Kemi",)
    assert "Tampere" in found.problems[0]
    assert "“Atlantis”" in found.problems[1] or "”Atlantis”" in found.problems[1]


def test_a_beginning_of_a_name_is_no_name() -> None:
    assert names().places("Tamp").found == ()
    assert names().municipality("Tamp") == names().municipality("Pirkanmaa") == ""
    assert names().municipality("tammerfors") == "Tampere"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("suomi, ruotsi", ("fi", "sv")),
        ("suomeksi ja englanniksi", ("fi", "en")),
        ("FI/SV/EN", ("fi", "sv", "en")),
        ("finska och ryska", ("fi", "ru")),
        ("viittomakieli", ("fse",)),
        ("Arabic; Somali", ("ar", "so")),
    ],
)
def test_languages_are_known_by_name_and_code(text: str, expected: tuple[str, ...]) -> None:
    assert names().languages(text) == values.Several(expected)


def test_a_language_that_is_not_known_is_told_and_the_others_stay() -> None:
    found = names().languages("suomi, klingon")
    assert found.found == ("fi",)
    assert len(found.problems) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Yhdistys", "association"),
        ("kommun", "municipality"),
        ("private", "company"),
        ("Srk", "parish"),
        ("county", "county"),
        ("Kela", "kela"),
    ],
)
def test_providers_are_known_by_words(text: str, kind: str) -> None:
    assert names().provider(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ateria", "ateria"),
        ("Ateriapalvelu", "ateria"),
        ("Måltidsservice", "ateria"),
        ("nettiopastus", "digituki"),
        ("Ystävätoiminta", "ystava"),
    ],
)
def test_kinds_are_known_by_id_by_name_and_by_what_only_one_of_them_is_called(text: str, kind: str) -> None:
    assert names().kind(text) == kind


def test_unknown_kinds_and_providers_are_told() -> None:
    with pytest.raises(Unclear) as caught:
        names().kind("Ateriapalvelut")
    assert "ateriapalvelu" in str(caught.value)
    with pytest.raises(Unclear):
        names().kind("xyzzy")
    with pytest.raises(Unclear) as caught:
        names().provider("kaveri")
    assert "association" in str(caught.value)


@given(st.text(max_size=60))
def test_whatever_the_text_a_cell_is_understood_or_told(text: str) -> None:
    for read in (
        values.day,
        values.age,
        values.postal_code,
        values.degrees(90),
        names().kind,
        names().provider,
        lambda each: values.ages(each, names().everyone),
    ):
        with suppress(Unclear):
            read(text)
    for found in (names().places(text), names().languages(text), values.emails(text), values.addresses(text)):
        assert all(found.problems)
    assert values.price(text, names().free, names().charged).words in ("", text)
