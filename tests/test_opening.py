"""Open now, until when, or when next: on the minute, over night, over holidays, over a change to summer time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui import clock, language
from advisor_tui.catalogue.contact import Schedule
from advisor_tui.catalogue.opening import ImpossibleHours, always, days_of, minutes_of, opening, told, told_briefly

WEEKDAYS = (Schedule("MO-FR", "08:00", "15:00"),)
LUNCH = (Schedule("MO-FR", "08:00", "11:00"), Schedule("MO-FR", "12:00", "16:00"))
NIGHT = (Schedule("MO-SU", "22:00", "07:00", overnight=True, on_holidays=True),)
ROUND_THE_CLOCK = (Schedule("MO-SU", "00:00", "24:00", on_holidays=True),)


def wall(text: str) -> datetime:
    """Return a moment on the wall in Finland (``2026-11-23 14:32``)."""
    return clock.at_local(datetime.fromisoformat(text))


def said(schedules: tuple[Schedule, ...], text: str) -> str:
    """Return what a card tells of a moment."""
    moment = wall(text)
    return told(opening(schedules, moment), moment)


def is_open(schedules: tuple[Schedule, ...], text: str) -> bool | None:
    """Tell whether hours cover a moment."""
    return opening(schedules, wall(text)).open


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23 14:32", "auki klo 15 asti"),
        ("2026-11-23 07:15", "kiinni, avataan 8"),
        ("2026-11-23 15:00", "kiinni, avataan ti 8"),
        ("2026-11-27 16:00", "kiinni, avataan ma 8"),
        ("2026-11-28 12:00", "kiinni, avataan ma 8"),
    ],
)
def test_a_card_tells_until_when_it_is_open_or_when_it_opens(moment: str, words: str) -> None:
    assert said(WEEKDAYS, moment) == words


def test_minutes_are_told_where_the_hour_is_not_full() -> None:
    hours = (Schedule("MO-FR", "08:30", "15:45"),)
    assert said(hours, "2026-11-23 10:00") == "auki klo 15.45 asti"
    assert said(hours, "2026-11-23 08:00") == "kiinni, avataan 8.30"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23 07:59:59", False),
        ("2026-11-23 08:00:00", True),
        ("2026-11-23 14:59:59", True),
        ("2026-11-23 15:00:00", False),
    ],
)
def test_it_opens_on_the_first_minute_and_is_closed_on_the_last(moment: str, expected: bool) -> None:
    assert is_open(WEEKDAYS, moment) is expected


def test_without_hours_nothing_is_claimed() -> None:
    state = opening((), wall("2026-11-23 14:32"))
    assert state.open is None
    assert told(state, wall("2026-11-23 14:32")) == told_briefly(state) == ""


def test_what_never_closes_is_always_open() -> None:
    assert said(ROUND_THE_CLOCK, "2026-12-24 23:59") == "aina auki"
    assert told_briefly(opening(ROUND_THE_CLOCK, wall("2026-12-24 23:59"))) == "aina"


def test_schedules_that_together_fill_the_week_are_always_open() -> None:
    parts = (
        Schedule("MO-FR", "08:00", "16:00", on_holidays=True),
        Schedule("MO-FR", "16:00", "08:00", overnight=True, on_holidays=True),
        Schedule("SA-SU", "08:00", "08:00", overnight=True, on_holidays=True),
    )
    assert said(parts, "2026-11-25 03:00") == "aina auki"
    assert not always(parts[:2], date(2026, 11, 25))


def test_what_closes_on_holidays_is_not_always_open() -> None:
    hours = (Schedule("MO-SU", "00:00", "24:00"),)
    assert not always(hours, date(2026, 12, 23))
    assert said(hours, "2026-12-23 18:00") == "auki klo 24 asti"
    assert is_open(hours, "2026-12-24 10:00") is False


def test_what_was_open_day_and_night_is_closed_when_its_last_day_is_past() -> None:
    hours = (Schedule("MO-SU", "00:00", "24:00", on_holidays=True, valid_to=date(2026, 10, 31)),)
    assert said(hours, "2026-11-23 14:32") == "kiinni"


def test_what_will_be_open_day_and_night_is_not_open_before_its_first_day() -> None:
    hours = (Schedule("MO-SU", "00:00", "24:00", on_holidays=True, valid_from=date(2026, 11, 25)),)
    assert said(hours, "2026-11-23 14:32") == "kiinni, avataan ke 0"
    assert said(hours, "2026-11-25 00:00") == "aina auki"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23 21:59", "kiinni, avataan 22"),
        ("2026-11-23 22:00", "auki klo 7 asti"),
        ("2026-11-24 02:00", "auki klo 7 asti"),
        ("2026-11-24 07:00", "kiinni, avataan 22"),
    ],
)
def test_a_night_service_is_open_over_midnight(moment: str, words: str) -> None:
    assert said(NIGHT, moment) == words


def test_the_night_after_the_last_weekday_still_belongs_to_it() -> None:
    hours = (Schedule("FR", "20:00", "04:00", overnight=True),)
    assert said(hours, "2026-11-28 03:59") == "auki klo 4 asti"
    assert is_open(hours, "2026-11-29 03:59") is False


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23 10:59", "auki klo 11 asti"),
        ("2026-11-23 11:30", "kiinni, avataan 12"),
        ("2026-11-23 12:00", "auki klo 16 asti"),
    ],
)
def test_a_lunch_break_is_closed(moment: str, words: str) -> None:
    assert said(LUNCH, moment) == words


def test_hours_that_meet_or_overlap_are_told_as_one() -> None:
    meeting = (Schedule("MO", "08:00", "12:00"), Schedule("MO", "12:00", "16:00"))
    overlapping = (Schedule("MO", "08:00", "16:00"), Schedule("MO", "09:00", "18:00"), Schedule("MO", "10:00", "11:00"))
    assert said(meeting, "2026-11-23 09:00") == "auki klo 16 asti"
    assert said(overlapping, "2026-11-23 09:00") == "auki klo 18 asti"


def test_midnight_ends_a_day_as_its_24th_hour() -> None:
    hours = (Schedule("MO-FR", "08:00", "24:00"),)
    assert said(hours, "2026-11-23 23:59") == "auki klo 24 asti"
    assert told_briefly(opening(hours, wall("2026-11-23 23:59"))) == "auki –24"
    assert is_open(hours, "2026-11-24 00:00") is False


def test_an_end_days_away_is_not_told_as_if_it_were_today() -> None:
    hours = (Schedule("MO-TH", "00:00", "24:00"), Schedule("FR", "00:00", "15:00"))
    assert said(hours, "2026-11-23 14:32") == "auki klo 24 asti"
    assert said(hours, "2026-11-27 14:32") == "auki klo 15 asti"


@pytest.mark.parametrize("day", ["2026-12-24", "2026-12-25", "2026-06-19", "2026-05-01", "2026-01-06"])
def test_on_a_holiday_it_is_closed_unless_the_hours_say_otherwise(day: str) -> None:
    open_then = (Schedule("MO-FR", "08:00", "15:00", on_holidays=True),)
    assert is_open(WEEKDAYS, f"{day} 10:00") is False
    assert is_open(open_then, f"{day} 10:00") is True


def test_over_christmas_the_next_opening_is_after_the_holidays() -> None:
    assert said(WEEKDAYS, "2026-12-23 15:00") == "kiinni, avataan ma 8"


def test_an_opening_a_week_or_more_away_is_told_by_its_date() -> None:
    hours = (Schedule("WE", "09:00", "12:00"),)
    assert said(hours, "2026-12-30 12:00") == "kiinni, avataan ke 13.1."


def test_an_opening_too_far_away_is_not_promised() -> None:
    later = (Schedule("MO-FR", "08:00", "15:00", valid_from=date(2027, 6, 1)),)
    assert said(later, "2026-11-23 14:32") == "kiinni"


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-11-22", False), ("2026-11-23", True), ("2026-11-24", True), ("2026-11-25", False)]
)
def test_hours_hold_from_their_first_day_to_their_last(day: str, expected: bool) -> None:
    hours = (Schedule("MO-SU", "08:00", "15:00", valid_from=date(2026, 11, 23), valid_to=date(2026, 11, 24)),)
    assert is_open(hours, f"{day} 10:00") is expected


def exception(day: str, opens_at: str = "00:00", closes_at: str = "24:00", *, closed: bool = False) -> Schedule:
    """Return hours that stand instead of the others on one day."""
    its = date.fromisoformat(day)
    return Schedule("MO-SU", opens_at, closes_at, valid_from=its, valid_to=its, exception=True, closed=closed)


def test_a_day_that_is_told_to_be_closed_is_closed() -> None:
    hours = (*WEEKDAYS, exception("2026-11-24", closed=True))
    assert said(hours, "2026-11-24 10:00") == "kiinni, avataan ke 8"
    assert is_open(hours, "2026-11-23 10:00")
    assert said((*ROUND_THE_CLOCK, exception("2026-11-24", closed=True)), "2026-11-24 10:00") == "kiinni, avataan ke 0"


def test_other_hours_of_one_day_stand_instead_of_the_usual_ones() -> None:
    hours = (*WEEKDAYS, exception("2026-11-24", "12:00", "14:00"))
    assert said(hours, "2026-11-24 10:00") == "kiinni, avataan 12"
    assert said(hours, "2026-11-24 13:00") == "auki klo 14 asti"
    assert said(hours, "2026-11-25 10:00") == "auki klo 15 asti"


def test_hours_told_for_a_holiday_hold_on_it() -> None:
    assert is_open((*WEEKDAYS, exception("2026-12-25", "10:00", "12:00")), "2026-12-25 11:00")


def test_when_the_clock_goes_forward_the_hours_are_those_of_the_wall() -> None:
    night = (Schedule("SA", "22:00", "06:00", overnight=True),)
    assert said(night, "2026-03-29 02:59") == "auki klo 6 asti"
    assert said(night, "2026-03-29 04:00") == "auki klo 6 asti"
    assert is_open(night, "2026-03-29 06:00") is False
    assert said((Schedule("SU", "08:00", "12:00"),), "2026-03-29 02:30") == "kiinni, avataan 8"


def test_when_the_clock_goes_back_both_turns_of_the_hour_are_told_alike() -> None:
    """03.30 comes twice on 25.10.2026: at 00.30 and at 01.30 of UTC."""
    night = (Schedule("SA", "22:00", "06:00", overnight=True),)
    for hour in (0, 1):
        moment = clock.local(datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
        assert (moment.hour, moment.minute) == (3, 30)
        assert told(opening(night, moment), moment) == "auki klo 6 asti"


def test_a_list_has_room_for_less() -> None:
    assert told_briefly(opening(WEEKDAYS, wall("2026-11-23 14:32"))) == "auki –15"
    assert told_briefly(opening(WEEKDAYS, wall("2026-11-23 15:32"))) == "kiinni"


def test_the_words_are_those_of_the_readers_language() -> None:
    language.use("en")
    assert said(WEEKDAYS, "2026-11-23 14:32") == "open until 15"


@pytest.mark.parametrize(
    ("byday", "expected"),
    [("MO", (0,)), ("MO-FR", (0, 1, 2, 3, 4)), ("MO,WE", (0, 2)), ("mo, sa-su", (0, 5, 6)), ("SU", (6,))],
)
def test_weekdays_are_listed_or_given_as_a_span(byday: str, expected: tuple[int, ...]) -> None:
    assert days_of(byday) == expected


@pytest.mark.parametrize("byday", ["", "MA", "FR-MO", "MO-", "-FR", "MO,", "MO–FR", "MO-FR-SU", "1"])
def test_weekdays_that_no_calendar_has_are_refused(byday: str) -> None:
    with pytest.raises(ImpossibleHours):
        days_of(byday)


@pytest.mark.parametrize("time", ["", "8:00", "08.00", "25:00", "24:01", "12:60", "-1:00", "08:0", "08:00:00", "٠٨:٠٠"])
def test_times_that_no_clock_shows_are_refused(time: str) -> None:
    with pytest.raises(ImpossibleHours):
        minutes_of(time)


times = st.integers(min_value=0, max_value=47).map(lambda half: f"{half // 2:02}:{half % 2 * 30:02}")
schedules = st.builds(
    Schedule,
    byday=st.sampled_from(["MO-FR", "MO", "SA,SU", "MO-SU", "WE-TH"]),
    opens_at=times,
    closes_at=st.one_of(times, st.just("24:00")),
    overnight=st.booleans(),
    on_holidays=st.booleans(),
    valid_to=st.sampled_from([None, date(2026, 12, 1)]),
).filter(lambda each: each.overnight or minutes_of(each.closes_at) > minutes_of(each.opens_at))
moments = st.integers(min_value=0, max_value=400 * 24 * 60).map(
    lambda minutes: wall("2026-01-01 00:00") + timedelta(minutes=minutes)
)


@given(hours=st.lists(schedules, min_size=1, max_size=4).map(tuple), moment=moments)
@settings(deadline=None, max_examples=150)
def test_it_is_never_open_and_closed_at_once_and_what_comes_next_lies_ahead(
    hours: tuple[Schedule, ...], moment: datetime
) -> None:
    state = opening(hours, moment)
    assert state.open is not None
    assert state.opens is None or (not state.open and state.opens > moment)
    assert state.until is None or (state.open and moment < state.until <= moment + timedelta(days=1))


@given(hours=st.lists(schedules, min_size=1, max_size=3).map(tuple), moment=moments)
@settings(deadline=None, max_examples=100)
def test_the_moment_told_is_the_one_at_which_it_changes(hours: tuple[Schedule, ...], moment: datetime) -> None:
    state = opening(hours, moment)
    if state.opens:
        assert opening(hours, state.opens).open is True
    if state.until:
        assert opening(hours, state.until - timedelta(minutes=1)).open is True
