"""A report made of figures: which there are, in which order, what each is called in the reader's language."""

from datetime import date

from advisor_tui import clock
from advisor_tui.guidance.figures import Figures, with_known_places
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.report import Report, Section
from advisor_tui.guidance.report_rows import Both
from advisor_tui.guidance.report_sections import Lengths, Matters, Volume
from advisor_tui.language import current


def build(
    now: Figures,
    before: Figures,
    first: date,
    last: date,
    before_first: date,
    before_last: date,
    advisor: str,
    known: Known,
) -> Report:
    """Return the report of a period (``first`` to ``last``, both included) beside another one.

    ``known`` gives the words for codes and services; a place that it does not know is told as another one, since what
    was written there may be anything. A period without calls, or one that is still to come, has zeros and no shares.
    """
    names = {each.name for each in known.areas.municipalities()}
    both = Both(with_known_places(now, names), with_known_places(before, names))
    return Report(first, last, before_first, before_last, advisor, now.of("kind"), _sections(both, known))


def _sections(both: Both, known: Known) -> tuple[Section, ...]:
    code = current()
    volume, lengths = Volume(both, known.script, code), Lengths(both, known.script, code)
    matters = Matters(both, known.script, code, known.catalogue, clock.today())
    return (
        volume.contacts(),
        volume.hours(),
        volume.weekdays(),
        lengths.lengths(),
        volume.outcomes(),
        volume.first_contact(),
        volume.to_assessment(),
        matters.deadline(),
        matters.deadlines(),
        matters.needs(),
        matters.needs_by_age(),
        matters.services(),
        matters.statuses(),
        matters.unmet(),
        matters.unmet_places(),
        matters.searches(),
        matters.results(),
        matters.need_met(),
        matters.needs_met(),
        volume.repeats(),
        lengths.steps(),
        lengths.skips(),
        volume.languages(),
        volume.callers(),
        volume.channels(),
        volume.ages(),
        volume.places(),
    )
