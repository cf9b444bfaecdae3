"""What a call is measured against: services, places, the script, time limits, words for days, what comes after."""

from dataclasses import dataclass

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.service import Catalogue
from advisor_tui.guidance.calendar import Calendar
from advisor_tui.guidance.deadlines import Limits
from advisor_tui.guidance.follow_up_rules import Rules
from advisor_tui.guidance.hand_off import HandOff
from advisor_tui.guidance.script import Script


@dataclass(frozen=True)
class Known:
    """The data of one advice line, read and checked."""

    catalogue: Catalogue
    areas: Areas
    script: Script
    limits: Limits
    calendar: Calendar
    follow_ups: Rules
    hand_off: HandOff


@dataclass(frozen=True)
class Line:
    """The advice line and its advisor, as settings give them; ``code`` is the reader's language."""

    name: str = ""
    phone: str = ""
    advisor: str = ""
    advisor_name: str = ""
    saturday_counts: bool = False
    code: str = "fi"
