"""What a call is measured against: services, places, the script, time limits, words for days, what comes after."""

from dataclasses import dataclass

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.service import Catalogue
from advisor_tui.guidance.calendar import Calendar
from advisor_tui.guidance.deadlines import Limits
from advisor_tui.guidance.follow_up_rules import Rules
from advisor_tui.guidance.hand_off import HandOff
from advisor_tui.guidance.script import Script
from advisor_tui.language import current
from advisor_tui.settings import Settings


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


def line_of(settings: Settings) -> Line:
    """Return the advice line and its advisor as the settings give them, for a reader in the language in use."""
    return Line(
        name=settings.line.name,
        phone=settings.line.phone,
        advisor=settings.advisor,
        advisor_name=settings.advisor_name,
        saturday_counts=settings.deadline.saturday_counts,
        code=current(),
    )
