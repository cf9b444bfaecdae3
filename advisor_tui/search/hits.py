"""What a search finds: services with their scores, what these are made of, and why each was found."""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

from advisor_tui.catalogue.service import Service
from advisor_tui.search.callers import HiddenBy
from advisor_tui.search.reasons import Reason, Reasons


@dataclass(frozen=True)
class Parts:
    """What a score is made of, for :command:`advisor search --explain`; each as it went into the sum or product."""

    words: float
    phrase: float
    name: float
    caller: float
    learned: float


@dataclass(frozen=True)
class Hit:
    """A service found: its score (above 0, higher is better), what that is made of, and why it was found.

    ``outside`` tells that it is meant for somebody of another place or age, ``hidden_by`` why filters hid it, if so.
    """

    service: Service
    score: float
    parts: Parts
    outside: bool
    hidden_by: HiddenBy
    _reasons: Reasons = dataclasses.field(compare=False, repr=False)

    @cached_property
    def reason(self) -> Reason:
        """Which field and words matched, and where in them."""
        return self._reasons.of(self.service)

    @property
    def field(self) -> str:
        """The field that matched best."""
        return self.reason.field

    @property
    def matched(self) -> str:
        """What stands in it."""
        return self.reason.text

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where in a text of this service the words of the query stand: from and up to which character."""
        return self._reasons.spans(text)


@dataclass(frozen=True)
class Found:
    """What answers a query: the services that are shown, and those that facts and filters hide, each the best first."""

    hits: list[Hit]
    hidden: list[Hit]
