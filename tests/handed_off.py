"""A call with something in every part of it, and pages made of calls, for the tests of handing off."""

from datetime import date
from typing import get_args

from advisor_tui.guidance.call import Call, new_call
from advisor_tui.guidance.entries import NextStep
from advisor_tui.guidance.hand_off import KindId
from advisor_tui.guidance.known import Line

KINDS: tuple[KindId, ...] = get_args(KindId)


LINE = Line(name="Mallilan neuvonta", advisor="MK", advisor_name="Maija Koe")


def full_call(**answers: str) -> Call:
    """Return a call about somebody else with something in every place, each marked."""
    call = new_call(advisor="MK")
    given = {
        "caller_role": "relative",
        "about": "other",
        "age": "82",
        "municipality": "Näytejärvi",
        "anonymous": "no",
        "language": "sv",
        "interpreter": "yes",
        "caller_name": "merkki-soittaja",
        "caller_phone": "merkki-numero",
        "person_name": "merkki-ihminen",
        "person_phone": "merkki-toinen-numero",
        "resources": "merkki-voimavara",
        "goal": "merkki-tavoite",
        "outcome": "B",
        "self_help": "merkki-itse",
        "contact_back": "yes",
        "pass_on": "yes",
    }
    for name, value in (given | answers).items():
        call.put(name, value)
    call.write("merkki-muistiinpano\ntoinen rivi")
    call.rate("memory", "2")
    call.note_area("memory", "merkki-perustelu")
    call.raise_flag("fire_risk")
    call.attach("poistunut", "ateria", "merkki-palvelu", "sent")
    call.leave_unmet("merkki-tarve", "no_service")
    call.agree(NextStep("merkki-sovittu", "client_guidance", date(2026, 12, 2)))
    return call
