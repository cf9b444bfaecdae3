"""Pages on which nobody is named: free text with what looks like identity marked over."""

from advisor_tui.guidance.call import new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.handover import Found, handover_page
from advisor_tui.guidance.known import Known, Line
from advisor_tui.guidance.masking import masked_call
from advisor_tui.guidance.packet import Wish, packet
from advisor_tui.guidance.page import as_text
from tests.clocks import MONDAY

NUMBERS = ("040 1234567", "131052-308T", "aino@esimerkki.fi")
SAID = f"soitan Ainolle {' '.join(NUMBERS)} huomenna"


def test_every_place_of_free_text_is_masked_and_the_call_stays_as_it_is() -> None:
    call = new_call()
    call.write(SAID)
    call.put("goal", SAID, coded=False)
    call.put("municipality", f"Mattilan talo {NUMBERS[0]}", coded=False)
    call.note_area("housing", SAID)
    call.leave_unmet(SAID, "no_service")
    call.agree(NextStep(SAID, "advice_line", None))
    before = repr(call)
    text = repr(masked_call(call))
    assert not [number for number in NUMBERS if number in text]
    assert text.count("soitan Ainolle [") == 5
    assert repr(call) == before


def test_a_handover_and_a_page_without_consent_show_no_number_of_a_person(known: Known) -> None:
    call = new_call()
    call.put("outcome", "A")
    call.raise_flag("chest_pain")
    call.agree(NextStep(SAID, "advice_line", None))
    call.write(SAID)
    call.close()
    found = Found(start=MONDAY, end=MONDAY, calls=(call,))
    pages = [handover_page(found, known, MONDAY.date()), packet(call, known, Line(), Wish("client_guidance", "fi"))]
    for text in map(as_text, pages):
        assert not [number for number in NUMBERS if number in " ".join(text.split())]
        assert "soitan Ainolle" in " ".join(text.split())


def test_with_consent_the_page_says_what_was_written(known: Known) -> None:
    call = new_call()
    call.put("pass_on", "yes")
    call.write(SAID)
    text = as_text(packet(call, known, Line(), Wish("client_guidance", "fi")))
    assert SAID in " ".join(text.split())
