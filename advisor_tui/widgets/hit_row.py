"""How a service looks in the list: found by words that were searched for, or suggested by the notes."""

from dataclasses import dataclass
from typing import Protocol

from textual.content import Content

from advisor_tui import clock
from advisor_tui.catalogue.opening import Opening, opening, told_briefly
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.words import rung_briefly
from advisor_tui.language import _, current
from advisor_tui.listening.topics import Suggestion
from advisor_tui.search.asked import hidden_words
from advisor_tui.search.hits import Hit
from advisor_tui.search.why import why
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.paragraphs import marked

PROVIDER_WIDTH = 13
OPEN_WIDTH = 10
"""Columns of the list beside the name: the longest provider and the longest state of being open."""

WORDS_SHARE = 32
"""Hundredths of a line that the words have which raised a suggestion: the name comes first."""

NARROWEST = 20
"""Columns that a line is drawn for at least, however narrow the list is for a moment."""


class Found(Protocol):
    """A service in the list: the service, and whether it is meant for others than this caller."""

    @property
    def service(self) -> Service:
        """The service."""

    @property
    def outside(self) -> bool:
        """Whether it is meant for somebody of another place or age."""

    def row(self, columns: int, *, attached: bool) -> Content:
        """Return it as a line of so many columns."""

    def why(self) -> Content:
        """Return why it is in the list."""


@dataclass(frozen=True)
class FoundByWords:
    """A hit of the search."""

    hit: Hit

    @property
    def service(self) -> Service:
        """The service."""
        return self.hit.service

    @property
    def outside(self) -> bool:
        """Whether it is meant for somebody of another place or age."""
        return self.hit.outside

    def row(self, columns: int, *, attached: bool) -> Content:
        """Return its name with what matched, its rung, and whether it is open."""
        style = "$label" if self.outside or self.hit.hidden_by else "$foreground"
        names = marked(self.service.names.pick(current()), self.hit.spans(self.service.names.pick(current())), style)
        state = _whether(self.hit, opening(self.service.hours, clock.local_now()))
        return _row(self.service, names, state, columns, OPEN_WIDTH, attached=attached)

    def why(self) -> Content:
        """Return why it was found, with the words of the query standing out."""
        told = why(self.hit)
        begins = len(told) - len(self.hit.matched)
        return marked(told, [(begins + start, begins + end) for start, end in self.hit.reason.spans], "$label")


@dataclass(frozen=True)
class Suggested:
    """A service that the notes speak for."""

    suggestion: Suggestion
    outside: bool = False

    @property
    def service(self) -> Service:
        """The service."""
        return self.suggestion.service

    def row(self, columns: int, *, attached: bool) -> Content:
        """Return its name, its rung, and the words of the notes that raised it."""
        names = Content.styled(self.service.names.pick(current()), "$foreground")
        words = Content.styled(self.suggestion.words, "$label")
        return _row(
            self.service, names, words, columns, max(OPEN_WIDTH, columns * WORDS_SHARE // 100), attached=attached
        )

    def why(self) -> Content:
        """Return the words of the notes that raised it."""
        return Content.styled(_("by the notes: {words}").format(words=self.suggestion.words), "$label")


def _row(service: Service, name: Content, last: Content, columns: int, last_width: int, *, attached: bool) -> Content:
    """Return a line: the name, the rung, and one thing more in so many columns."""
    width = max(NARROWEST, columns - 3)
    name_width = max(2, width - PROVIDER_WIDTH - last_width)
    sign = Content.styled(f"{glyphs().done if attached else ' '} ", "$foreground")
    return Content.assemble(
        Content.assemble(sign, name).truncate(name_width - 1, ellipsis=True, pad=True),
        " ",
        Content.styled(rung_briefly(service), "$label").truncate(PROVIDER_WIDTH - 1, ellipsis=True, pad=True),
        " ",
        last.truncate(last_width, ellipsis=True, pad=True),
    )


def _whether(hit: Hit, state: Opening) -> Content:
    """Return whether a service is open now, or that it is meant for others than this caller."""
    if hit.hidden_by:
        return Content.styled(hidden_words(hit.hidden_by), "$label")
    if hit.outside:
        return Content.styled(_("for others"), "$label")
    return Content.styled(told_briefly(state), "$good" if state.open else "$label")
