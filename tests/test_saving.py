"""What the screen says of saving: never more than what is true."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_tui.saving import SaveState
from tests.clocks import MONDAY


def test_before_anything_was_handed_over_nothing_is_said() -> None:
    assert (SaveState().words, SaveState().danger) == ("", "")
    assert SaveState().complete


def test_what_is_handed_over_is_being_saved_until_it_is_on_the_disk() -> None:
    state = SaveState().hand_over(1)
    assert (state.words, state.complete) == ("tallentuu", False)
    state = state.keep(1, MONDAY)
    assert (state.words, state.complete) == ("Tallennettu 14.32.07", True)


def test_an_older_save_does_not_make_newer_words_saved() -> None:
    state = SaveState().hand_over(1).hand_over(2).keep(1, MONDAY)
    assert (state.words, state.complete) == ("tallentuu", False)


def test_a_failure_is_said_with_its_reason_and_saved_no_longer() -> None:
    state = SaveState().hand_over(1).keep(1, MONDAY).hand_over(2).fail("levy on täynnä")
    assert state.words == ""
    assert state.danger == "EI TALLENNETTU: levy on täynnä"
    assert not state.complete


def test_when_it_is_written_after_all_the_danger_is_over() -> None:
    state = SaveState().hand_over(1).fail("levy on täynnä").keep(1, MONDAY + timedelta(seconds=2))
    assert (state.words, state.danger) == ("Tallennettu 14.32.09", "")


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(("hand", "keep", "keep older", "fail")), max_size=12))
def test_saved_is_said_only_when_the_newest_is_on_the_disk(events: list[str]) -> None:
    state, handed, kept = SaveState(), 0, 0
    for event in events:
        if event == "hand":
            handed += 1
            state = state.hand_over(handed)
        elif event == "fail":
            state = state.fail("syy")
        else:
            generation = handed if event == "keep" else handed // 2
            kept = max(kept, generation)
            state = state.keep(generation, MONDAY)
        if state.words.startswith("Tallennettu"):
            assert kept == handed
            assert state.danger == ""
        if handed > kept:
            assert not state.complete
            assert state.words == "tallentuu" or state.danger
