"""The report of a period, read from what the records keep of each day."""

from msgspec import Struct
from sqlalchemy import Engine

from advisor_tui.guidance.known import Known
from advisor_tui.guidance.report import Report
from advisor_tui.guidance.report_beside import in_shares
from advisor_tui.guidance.report_building import build
from advisor_tui.guidance.report_hiding import hide_small
from advisor_tui.guidance.report_period import ReportPeriod
from advisor_tui.records import day_figures


class Asked(Struct, frozen=True):
    """Which report: of a period, of everybody or one advisor, beside the period before or beside the team.

    ``small_hidden`` is for all that leaves the team.
    """

    period: ReportPeriod
    advisor: str = ""
    beside_team: bool = False
    small_hidden: bool = False


def read(engine: Engine, asked: Asked, known: Known, told: day_figures.Told) -> Report:
    """Return a report; days whose calls have changed are reckoned first, of which ``told`` hears.

    Beside the team counts are shares, and nobody else is told apart from it.
    """
    period = asked.period
    now = day_figures.read(engine, period.first, period.last, asked.advisor, told)
    if asked.beside_team:
        first, last = period.first, period.last
        before = day_figures.read(engine, first, last, "", told)
    else:
        first, last = period.before_first, period.before_last
        before = day_figures.read(engine, first, last, asked.advisor, told)
    made = build(now, before, period.first, period.last, first, last, asked.advisor, known)
    if asked.small_hidden:
        made = hide_small(made)
    return in_shares(made) if asked.beside_team else made
