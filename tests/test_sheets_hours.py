"""Hours out of free text: what people write in three languages is understood whole, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.catalogue.contact import Schedule
from advisor_tui.catalogue.opening import DAYS, days_of, minutes_of
from advisor_tui.catalogue.sheets import hours
from tests.hostile import HOSTILE

WORKDAYS = [Schedule("MO-FR", "09:00", "15:00")]
ALWAYS = [Schedule("MO-SU", "00:00", "24:00", on_holidays=True)]


@pytest.mark.parametrize(
    "text",
    [
        "ma-pe 9-15",
        "ma–pe klo 9–15",
        "Ma - Pe: 9.00 - 15.00",
        "maanantai-perjantai 9:00-15:00",
        "arkisin 9-15",
        "klo 9–15 arkisin",
        "Avoinna ma-pe 9-15.",
        "ma, ti, ke, to ja pe 9-15",
        "mån-fre 9-15",
        "måndag–fredag kl. 9.00–15.00",
        "vardagar kl 9-15",
        "Mon-Fri 9am-3pm",
        "Mon to Fri 9 to 15",
        "Monday - Friday 9 a.m. - 3 p.m.",
        "weekdays from 9:00 until 15:00",
        "ma-pe 9-15, la-su suljettu",
        "ma-pe 9-15; pyhinä suljettu",
        "Mon-Fri 9-15, closed on public holidays",
        "mån-fre 9-15, lör och sön stängt",
    ],
)
def test_working_days_are_understood_however_they_are_written(text: str) -> None:
    assert list(hours.read(text) or ()) == WORKDAYS


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "24 h",
        "ympäri vuorokauden",
        "Dygnet runt",
        "around the clock",
        "aina avoinna",
        "joka päivä 0-24",
        "ma-su 00.00–24.00",
        "24 h joka päivä",
    ],
)
def test_always_open_holds_on_holidays_too(text: str) -> None:
    assert list(hours.read(text) or ()) == ALWAYS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ma–to klo 8.00–16.00, pe 8-14", [("MO-TH", "08:00", "16:00"), ("FR", "08:00", "14:00")]),
        ("ma ja ke 10-12", [("MO,WE", "10:00", "12:00")]),
        ("ma ti to 9-15", [("MO,TU,TH", "09:00", "15:00")]),
        ("ma/ke/pe 9-12", [("MO,WE,FR", "09:00", "12:00")]),
        ("tis och tors kl. 13.00–15.30", [("TU,TH", "13:00", "15:30")]),
        (
            "ma-pe 9-11 ja 12-15\nla 10-14",
            [("MO-FR", "09:00", "11:00"), ("MO-FR", "12:00", "15:00"), ("SA", "10:00", "14:00")],
        ),
        ("keskiviikkoisin klo 10-12", [("WE", "10:00", "12:00")]),
        ("Sundays 12pm-4pm", [("SU", "12:00", "16:00")]),
        ("ma-ke, pe 9-12", [("MO-WE,FR", "09:00", "12:00")]),
        ("la suljettu, su 9-12", [("SU", "09:00", "12:00")]),
        ("ma-pe ympäri vuorokauden", [("MO-FR", "00:00", "24:00")]),
        ("viikonloppuisin 12.15-18", [("SA,SU", "12:15", "18:00")]),
    ],
)
def test_days_and_times_go_together(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(each.byday, each.opens_at, each.closes_at) for each in hours.read(text) or ()] == expected


def test_an_evening_goes_on_to_the_next_morning() -> None:
    assert hours.read("pe-la 22-04") == (Schedule("FR,SA", "22:00", "04:00", overnight=True),)


def test_holidays_that_are_named_are_open() -> None:
    assert hours.read("ma-su ja pyhinä 9-21") == (Schedule("MO-SU", "09:00", "21:00", on_holidays=True),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9-15",
        "ma-pe",
        "suljettu",
        "milloin vain",
        "ma-pe 9-15 paitsi ke",
        "ma-pe 9-15, heinäkuussa suljettu",
        "1.6.-31.8. ma-pe 9-13",
        "parillisina viikkoina ma 9-12",
        "ma-pe 9-15, lounas 11-12",
        "sopimuksen mukaan",
        "ma-pe 9-15, ke suljettu",
        "ma-pe 9-15, pe 9-13",
        "Mon-Fri 9-3",
        "9am-3 mon",
        "ma 14-9",
        "ma 9-9",
        "su-to 9-12",
        "ma-pe 9.60-10",
        "ma-pe 9-25",
        "13pm-14pm mon",
        "pyhinä 10-14",
        "24/7, ma-pe 9-15",
        "ma 9-15 ti",
        "9-15 ma 10-12",
        "ma-pe 9",
        "ma- 9-15",
        "ma" * 600,
    ],
)
def test_what_is_not_understood_whole_is_not_understood(text: str) -> None:
    assert hours.read(text) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_hours(text: str) -> None:
    assert hours.read(text) is None


@pytest.mark.parametrize("text", ["ma-pe", "klo 9", "paitsi keskiviikkona 9-12", "24/7", "suljettu", "9.00"])
def test_a_text_that_names_a_day_or_an_hour_speaks_of_time(text: str) -> None:
    assert hours.speaks_of_time(text)


@pytest.mark.parametrize("text", ["", "maksuton", "vaihde", "Maija Sutinen", "pvm/mpm", "0,08 €"])
def test_a_text_that_names_neither_does_not(text: str) -> None:
    assert not hours.speaks_of_time(text)


_WORDS = st.sampled_from(
    ["ma", "ti", "to", "su", "mon", "-", ",", "9", "15", "9.30", "pm", "klo", "24/7", "ja", "suljettu", ";"]
)


@settings(max_examples=500)
@given(st.lists(_WORDS, max_size=10).map(" ".join) | st.text(max_size=60))
def test_whatever_the_text_hours_are_such_as_a_clock_shows(text: str) -> None:
    for each in hours.read(text) or ():
        assert days_of(each.byday)
        assert minutes_of(each.opens_at) < minutes_of(each.closes_at) or each.overnight


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(0, 22),
    st.sampled_from(["00", "15", "30"]),
    st.integers(1, 24),
)
def test_hours_written_in_full_come_back_as_they_were(days: set[int], opens: int, minute: str, length: int) -> None:
    closes = min(24, opens + 1 + length)
    names = ("ma", "ti", "ke", "to", "pe", "la", "su")
    text = f"{', '.join(names[day] for day in sorted(days))} klo {opens}.{minute}–{closes}"
    found = hours.read(text)
    assert found is not None
    (only,) = found
    assert sorted(days_of(only.byday)) == sorted(days)
    assert (only.opens_at, only.closes_at) == (f"{opens:02}:{minute}", f"{closes:02}:00")
    assert set(only.byday.replace("-", ",").split(",")) <= set(DAYS)
