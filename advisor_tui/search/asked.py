"""What an advisor or a command asks of services beside words: an area, a language, a price, a provider, open now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.service import ProviderKind
from advisor_tui.catalogue.words import provider_words
from advisor_tui.language import _, pgettext
from advisor_tui.search.callers import Filters, HiddenBy
from advisor_tui.search.hits import Hit


@dataclass(frozen=True)
class Asked:
    """What is asked for; empty asks for nothing.

    ``municipality`` stands instead of the caller's own, ``county`` is a county's code, ``spoken`` a language code
    (ISO 639).
    """

    municipality: str = ""
    county: str = ""
    spoken: str = ""
    free: bool = False
    provider: ProviderKind | None = None
    open_now: bool = False

    def __bool__(self) -> bool:
        return self != ANYTHING

    def filters(self, moment: datetime, *, municipality: str, age: int | None, language: str) -> Filters:
        """Return the filters of a caller of whom these facts are known; ``moment`` is now on the wall.

        A county that is asked for stands instead of the caller's own place, too.
        """
        return Filters(
            municipality=self.municipality or ("" if self.county else municipality),
            age=age,
            language=language,
            strict=True,
            county=self.county,
            spoken=self.spoken,
            free=self.free,
            provider=self.provider,
            open_at=moment if self.open_now else None,
        )

    def words(self, areas: Areas) -> list[str]:
        """Return what is asked for, in words."""
        county = next((each.name.fi for each in areas.county if each.code == self.county), "")
        said = (
            self.municipality,
            county,
            spoken_words(self.spoken),
            _("free of charge") if self.free else "",
            provider_words(self.provider) if self.provider else "",
            _("open now") if self.open_now else "",
        )
        return [each for each in said if each]


ANYTHING = Asked()
"""Nothing is asked for."""

SPOKEN = ("fi", "sv", "en")
"""The languages offered by one letter; the command line takes any."""


def spoken_words(code: str) -> str:
    """Return in which language a service is given; a language that has no words here is told by its code."""
    words = {"": "", "fi": _("in Finnish"), "sv": _("in Swedish"), "en": _("in English")}
    return words.get(code, code)


def hidden_words(why: HiddenBy) -> str:
    """Return why a service is hidden, as a list has room for it."""
    words: dict[HiddenBy, str] = {
        "": "",
        "place": pgettext("hidden", "elsewhere"),
        "age": pgettext("hidden", "other age"),
        "language": pgettext("hidden", "other language"),
        "cost": pgettext("hidden", "price"),
        "provider": pgettext("hidden", "other provider"),
        "closed": pgettext("hidden", "closed now"),
    }
    return words[why]


def hidden_reasons(hidden: Sequence[Hit]) -> str:
    """Return how many services each reason hides (``toinen kunta 3, toinen ikä 2``)."""
    counts = Counter(hit.hidden_by for hit in hidden)
    return ", ".join(f"{hidden_words(why)} {count}" for why, count in counts.most_common())
