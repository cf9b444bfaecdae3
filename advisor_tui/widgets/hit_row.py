"""How a hit looks: one line of the list, and why it was found."""

from textual.content import Content

from advisor_tui import clock
from advisor_tui.catalogue.opening import Opening, opening, told_briefly
from advisor_tui.catalogue.words import rung_briefly
from advisor_tui.language import _, current
from advisor_tui.search.engine import Hit
from advisor_tui.search.why import why
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.paragraphs import marked

PROVIDER_WIDTH = 13
OPEN_WIDTH = 10
"""Columns of the list beside the name: the longest provider and the longest state of being open."""

NARROWEST = 20
"""Columns that a line is drawn for at least, however narrow the list is for a moment."""


def hit_row(hit: Hit, columns: int, *, attached: bool) -> Content:
    """Return a hit as a line of so many columns: its name with what matched, its rung, and whether it is open."""
    width = max(NARROWEST, columns - 3)
    name_width = width - PROVIDER_WIDTH - OPEN_WIDTH
    name = hit.service.names.pick(current())
    style = "$label" if hit.outside else "$foreground"
    shown = Content.assemble((f"{glyphs().done if attached else ' '} ", style), marked(name, hit.spans(name), style))
    return Content.assemble(
        shown.truncate(name_width - 1, ellipsis=True, pad=True),
        " ",
        Content.styled(rung_briefly(hit.service), "$label").truncate(PROVIDER_WIDTH - 1, ellipsis=True, pad=True),
        " ",
        _whether(hit, opening(hit.service.hours, clock.local_now())).truncate(OPEN_WIDTH, pad=True),
    )


def _whether(hit: Hit, state: Opening) -> Content:
    """Return whether a service is open now, or that it is meant for others than this caller."""
    if hit.outside:
        return Content.styled(_("for others"), "$label")
    return Content.styled(told_briefly(state), "$good" if state.open else "$label")


def found_by(hit: Hit) -> Content:
    """Return why a hit was found, with the words of the query standing out."""
    told = why(hit)
    begins = len(told) - len(hit.matched)
    return marked(told, [(begins + start, begins + end) for start, end in hit.reason.spans], "$label")
