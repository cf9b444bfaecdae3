"""What looks like identity in free text is found, with a slip in it too, and ordinary notes raise no alarm."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_tui.guidance.personal import CHECK, Find, finds, mark, redacted
from advisor_tui.guidance.personal import check_character as check
from advisor_tui.language import _

CENTURIES = {18: "+", 19: "-YXWVU", 20: "ABCDEF"}
"""The signs of each century, with those that came in 2023 (DVV)."""

DAYS = st.dates(date(1850, 1, 1), date(2099, 12, 31))
SURROUNDINGS = st.text("abcdefghijklmnopqrstuvwxyzäö .,;:!?\n()”", max_size=20)


@st.composite
def codes(draw: st.DrawFn) -> str:
    """An identity code of nobody: the numbers from 900 to 999 are given to no one."""
    day, number = draw(DAYS), draw(st.integers(900, 999))
    sign = draw(st.sampled_from(CENTURIES[day.year // 100]))
    written = f"{day:%d%m%y}"
    return f"{written}{sign}{number}{check(f'{written}{number}')}"


@st.composite
def typed(draw: st.DrawFn) -> str:
    """A code as people type it: lower case, spaces, another dash, a dotted day, a wrong check character."""
    code = draw(codes())
    date_part, sign, rest = code[:6], code[6], code[7:]
    if draw(st.booleans()):
        rest = rest[:-1] + draw(st.sampled_from(CHECK))
    elif draw(st.booleans()):
        date_part = " ".join((date_part[:2], date_part[2:4], date_part[4:]))
    if sign == "-":
        sign = draw(st.sampled_from(["-", "–", "—", "−", " - ", "- ", "‑"]))
    written = f"{date_part}{sign}{rest}"
    return written.lower() if draw(st.booleans()) else written


def kinds(text: str) -> list[str]:
    """Return the kinds of what is found in a text."""
    return [each.kind for each in finds(text)]


PUBLISHED = [
    "010594Y9032",
    "010594Y9021",
    "020594X903P",
    "020594X902N",
    "030594W903B",
    "030694W9024",
    "040594V9030",
    "040594V902Y",
    "050594U903M",
    "050594U902L",
    "010516B903X",
    "010516B902W",
    "020516C903K",
    "020516C902J",
    "030516D9037",
    "030516D9026",
    "010501E9032",
    "020502E902X",
    "020503F9037",
    "020504A902E",
    "020504B904H",
]
"""Codes that the Digital and Population Data Services Agency (DVV) has published for trying the new signs."""


@pytest.mark.parametrize("code", PUBLISHED)
def test_the_published_codes_of_nobody_are_found_and_sound(code: str) -> None:
    assert check(code[:6] + code[7:10]) == code[10]
    assert finds(f"hetu on {code}, kertoi") == (Find(8, 19, "identity_code"),)


@given(SURROUNDINGS, typed(), SURROUNDINGS)
def test_a_code_is_found_wherever_it_stands_and_however_it_is_typed(before: str, code: str, after: str) -> None:
    text = f"{before} {code} {after}"
    found = finds(text)
    assert any(each.kind == "identity_code" and each.start <= len(before) + 1 for each in found)
    assert code not in redacted(text, found)
    assert finds(redacted(text, found)) == ()


@given(SURROUNDINGS, codes(), SURROUNDINGS)
def test_a_sound_code_is_found_without_its_sign_and_in_the_middle_of_a_word(before: str, code: str, after: str) -> None:
    assert "identity_code" in kinds(f"{before}{code[:6]}{code[7:]}{after}")
    assert "identity_code" in kinds(f"{before}{code}{after}")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("soittakaa 040 123 4567 iltaisin", "phone"),
        ("+358 40 1234567", "phone"),
        ("00358401234567", "phone"),
        ("+46 70 123 45 67", "phone"),
        ("(09) 310 1234", "phone"),
        ("09-3101234", "phone"),
        ("0800 12345", "phone"),
        ("aino.virtanen@posti.fi", "email"),
        ("aino (at) posti.fi", "email"),
        ("Åke.Öberg@exempel.ax", "email"),
        ("FI21 1234 5600 0007 85", "bank_account"),
        ("fi2112345600000785", "bank_account"),
    ],
)
def test_numbers_addresses_and_accounts_are_found_whole(text: str, kind: str) -> None:
    (found,) = finds(text)
    assert found.kind == kind
    assert not any(letter.isdigit() or letter == "@" for letter in redacted(text, (found,)))


def test_what_stands_close_together_is_found_each_for_itself() -> None:
    text = "040 123 4567 131052-308T 050 765 4321 09 310 1234, 0401234567@posti.fi"
    marks = redacted(text, finds(text))
    assert not any(letter.isdigit() or letter == "@" for letter in marks)


ORDINARY = [
    "Äiti 82 v, asuu yksin, kaatui 1.12.2026 klo 14.30. Kotihoito käy 2 krt/pv.",
    "00100 Helsinki, 04200 Kerava, 33100 Tampere 10",
    "auki 08-16 09-17, ma 08 00-16 00",
    "käynti 01-12-2026 ja 2026-12-01 12:00, 12.12.26 100 e",
    "eläke 1 234,50 e/kk, vuokra 750 €, takuueläke 986,30",
    "Y-tunnus 1234567-8, dnro 1234/05.02/2026",
    "verenpaine 140/90, paino 62 kg, insuliini 10-10-12",
    "112, 116117, 02 02 (koodi), huone 0123",
    "SHL 36 § 7 arkipäivää, 3 kk",
    "puhelu kesti 00:07:30, jono 120 s @ aamu",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_notes_raise_no_alarm(text: str) -> None:
    assert finds(text) == ()


PLACES_AND_DAYS = r"0[0-9]{4} [A-ZÄÖ][a-zäö]{2,12}|[0-9]{1,2}\.[0-9]{1,2}\.20[0-9]{2}|20[0-9]{2}-[0-9]{2}-[0-9]{2}"


@given(st.from_regex(PLACES_AND_DAYS, fullmatch=True))
def test_postcodes_and_days_are_nobodys_identity(text: str) -> None:
    assert finds(f"asia {text} kirjattu") == ()


@given(st.text(max_size=200))
def test_any_text_is_read_to_its_end_and_nothing_found_overlaps(text: str) -> None:
    found = finds(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= each.start < each.end <= len(text) for each in found)


def test_the_mark_says_what_stood_there() -> None:
    assert mark("identity_code") == f"[{_('personal identity code')}]"
