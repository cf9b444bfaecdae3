"""The usual next step of an outcome: filled in for the advisor, in the caller's language, never over her own words."""

import pytest

from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.known import Known, Line


@pytest.fixture
def talk(known: Known) -> Conversation:
    """Return a call that has just begun."""
    return Conversation(new_call(), known, Line())


def filled_in(talk: Conversation) -> tuple[str, str, str]:
    """Return what, who and by when."""
    return (talk.call.answer("next_what"), talk.call.answer("next_who"), talk.call.answer("next_by"))


@pytest.mark.parametrize(
    ("outcome", "words", "who", "by"),
    [
        ("A", "otatte yhteyttä", "caller", ""),
        ("B", "aloittaa palvelutarpeen arvioinnin", "client_guidance", "2026-12-02"),
        ("C", "soitatte nyt heti", "caller", ""),
        ("D", "tekee ilmoituksen", "advice_line", "2026-11-23"),
        ("E", "tekee lastensuojeluilmoituksen", "advice_line", "2026-11-23"),
        ("F", "jolle asia kuuluu", "caller", ""),
    ],
)
def test_each_outcome_brings_its_usual_next_step(
    talk: Conversation, outcome: str, words: str, who: str, by: str
) -> None:
    talk.answer("outcome", outcome)
    what, filled_who, filled_by = filled_in(talk)
    assert words in what
    assert (filled_who, filled_by) == (who, by)
    assert not talk.nothing_agreed


def test_another_outcome_brings_another_next_step(talk: Conversation) -> None:
    for outcome in ("B", "A", "C", "F"):
        talk.answer("outcome", outcome)
    assert filled_in(talk) == ("otatte yhteyttä siihen, jolle asia kuuluu", "caller", "")


def test_the_advisors_own_words_are_left_alone(talk: Conversation) -> None:
    talk.answer("outcome", "A")
    talk.write("next_what", "soitan itse")
    before = filled_in(talk)
    talk.answer("outcome", "C")
    assert filled_in(talk) == before


def test_whom_and_when_the_advisor_chose_stay_and_the_words_follow_the_outcome(talk: Conversation) -> None:
    talk.answer("outcome", "E")
    talk.answer("next_who", "relative")
    talk.write_day("next_by", "3 pv")
    talk.answer("outcome", "F")
    assert filled_in(talk) == ("ottaa yhteyttä siihen, jolle asia kuuluu", "relative", "2026-11-26")


@pytest.mark.parametrize("outcome", ["A", "B", "C", "D", "E", "F"])
@pytest.mark.parametrize("code", ["fi", "sv", "en"])
def test_the_words_suit_whoever_is_to_do_it(talk: Conversation, outcome: str, code: str) -> None:
    usual = talk.known.script.outcomes[outcome]
    talk.answer("language", code)
    talk.answer("outcome", outcome)
    for who, words in (("relative", usual.what), ("caller", usual.what_you), ("client_guidance", usual.what)):
        talk.answer("next_who", who)
        assert filled_in(talk)[:2] == (words.pick(code), who)


def test_words_that_were_suited_before_a_break_still_are_the_programs(talk: Conversation) -> None:
    talk.answer("outcome", "D")
    talk.answer("next_who", "caller")
    again = Conversation(talk.call.snapshot(), talk.known, talk.line)
    again.answer("outcome", "F")
    assert filled_in(again)[0] == "otatte yhteyttä siihen, jolle asia kuuluu"


def test_no_words_to_say_put_a_verb_to_somebody_else(talk: Conversation) -> None:
    """In Finnish *te* takes another form than anybody else."""
    for usual in talk.known.script.outcome:
        assert usual.what_you.fi.split()[0].endswith("tte"), usual.id
        assert not usual.what.fi.split()[0].endswith("tte"), usual.id


def test_what_the_advisor_wrote_first_is_left_alone(talk: Conversation) -> None:
    talk.write("next_what", "soitan itse")
    talk.answer("outcome", "B")
    assert filled_in(talk) == ("soitan itse", "", "")


def test_what_the_advisor_has_emptied_is_filled_in_again_by_a_new_outcome(talk: Conversation) -> None:
    talk.answer("outcome", "A")
    talk.write("next_what", "")
    talk.answer("outcome", "F")
    assert filled_in(talk)[0] == "otatte yhteyttä siihen, jolle asia kuuluu"


def test_after_one_agreed_step_the_next_outcome_fills_in_anew(talk: Conversation) -> None:
    talk.answer("outcome", "A")
    talk.agree_another()
    talk.answer("outcome", "F")
    assert [step.what.split()[-1] for step in talk.agreed] == ["puhuimme", "kuuluu"]


@pytest.mark.parametrize(("code", "words"), [("sv", "bedöma servicebehovet"), ("en", "assessment of the need")])
def test_the_next_step_is_worded_in_the_callers_language(talk: Conversation, code: str, words: str) -> None:
    talk.answer("language", code)
    talk.answer("outcome", "B")
    assert words in talk.call.answer("next_what")


def test_a_language_that_comes_out_late_rewords_what_was_filled_in(talk: Conversation) -> None:
    talk.answer("outcome", "B")
    talk.answer("language", "sv")
    assert "tar kontakt" in talk.call.answer("next_what")


def test_a_language_that_comes_out_late_leaves_the_advisors_own_words(talk: Conversation) -> None:
    talk.answer("outcome", "B")
    talk.write("next_what", "soitan itse")
    talk.answer("language", "sv")
    assert talk.call.answer("next_what") == "soitan itse"


def test_a_wider_assessment_is_promised_by_the_statutory_day_where_there_is_one(known: Known) -> None:
    strict = Conversation(new_call(), known, Line(saturday_counts=True))
    strict.write_age("80")
    strict.answer("outcome", "B")
    assert strict.call.answer("next_by") == "2026-12-01"


def test_an_age_that_comes_out_late_moves_the_promise_to_the_statutory_day(known: Known) -> None:
    strict = Conversation(new_call(), known, Line(saturday_counts=True))
    strict.answer("outcome", "B")
    assert strict.call.answer("next_by") == "2026-12-02"
    strict.write_age("80")
    assert strict.call.answer("next_by") == "2026-12-01"


def test_an_age_that_comes_out_late_leaves_the_advisors_own_day(known: Known) -> None:
    strict = Conversation(new_call(), known, Line(saturday_counts=True))
    strict.answer("outcome", "B")
    strict.write_day("next_by", "huomenna")
    strict.write_age("80")
    assert strict.call.answer("next_by") == "2026-11-24"


def test_what_was_filled_in_is_still_the_programs_after_a_break(talk: Conversation) -> None:
    talk.answer("outcome", "B")
    again = Conversation(talk.call.snapshot(), talk.known, talk.line)
    again.answer("outcome", "A")
    assert again.call.answer("next_who") == "caller"


def test_the_advisors_own_words_are_still_hers_after_a_break(talk: Conversation) -> None:
    talk.answer("outcome", "B")
    talk.write("next_what", "soitan itse")
    again = Conversation(talk.call.snapshot(), talk.known, talk.line)
    again.answer("outcome", "A")
    assert again.call.answer("next_what") == "soitan itse"


@pytest.mark.parametrize("urgent", ["life", "medical", "social", "crisis", "violence", "poison"])
def test_urgent_help_attaches_its_service_and_sets_the_outcome(talk: Conversation, urgent: str) -> None:
    help_ = talk.known.script.urgents[urgent]
    talk.urgent_help(help_)
    assert [(each.service_type, each.status) for each in talk.call.referrals] == [(help_.service_type, "told")]
    assert talk.call.outcome == "C"
    assert talk.call.answer("next_what").startswith("soitatte nyt heti")
    assert ("urgent_opened", urgent) in [(event.code, event.subject) for event in talk.call.timeline]


@pytest.mark.parametrize(("urgent", "outcome"), [("older_person", "D"), ("child", "E"), ("housing", "")])
def test_a_duty_to_notify_attaches_no_service(talk: Conversation, urgent: str, outcome: str) -> None:
    talk.urgent_help(talk.known.script.urgents[urgent])
    assert (talk.call.outcome, talk.call.referrals) == (outcome, ())


def test_urgent_help_leaves_an_outcome_that_the_advisor_chose(talk: Conversation) -> None:
    talk.answer("outcome", "B")
    talk.urgent_help(talk.known.script.urgents["life"])
    assert talk.call.outcome == "B"


def test_telling_of_urgent_help_again_does_not_undo_a_transfer(talk: Conversation) -> None:
    social = talk.known.script.urgents["social"]
    talk.urgent_help(social)
    talk.set_referral_status(talk.call.referrals[0].service_id, "warm_transfer")
    talk.urgent_help(social)
    assert [each.status for each in talk.call.referrals] == ["warm_transfer"]


def test_a_red_flag_that_is_raised_calls_for_its_help_and_a_lowered_one_for_none(talk: Conversation) -> None:
    raised = talk.toggle_flag("wandering")
    assert raised is not None
    assert raised.id == "life"
    assert talk.toggle_flag("wandering") is None
    assert talk.call.flags == ()


def test_every_red_flag_calls_for_some_help(talk: Conversation) -> None:
    flags = list(talk.known.script.flags)
    assert len(flags) > 20
    assert [flag for flag in flags if talk.toggle_flag(flag) is None] == []


def test_the_status_of_a_service_that_is_not_attached_cannot_be_changed(talk: Conversation) -> None:
    talk.set_referral_status("ei-ole", "booked")
    assert talk.call.referrals == ()
