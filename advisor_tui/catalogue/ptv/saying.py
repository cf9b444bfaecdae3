"""What a service says in each language: its own words and, where it has none, those of its general description."""

from collections.abc import Sequence

from advisor_tui.catalogue.ptv import texts, wording
from advisor_tui.catalogue.ptv.reaching import Way
from advisor_tui.catalogue.ptv.records import Described, Told
from advisor_tui.catalogue.ptv.texts import Texts
from advisor_tui.catalogue.service import Translation

HOW = ("instruction", "deadline", "processing", "validity")
"""The texts that together tell how to apply, in the order in which they are told."""


class Saying:
    """The texts of one service. ``names`` are its names, and ``language`` the one in which it has its main name."""

    def __init__(self, kept: Described, general: Told, ways: Sequence[Way]) -> None:
        self._kept = kept
        self._general = general
        self._ways = ways
        self.names: Texts = kept.told.names or general.names
        self.language = texts.language(self.names)

    def filled(self, kind: str) -> Texts:
        """Return a text in each language, the general description's where the service says nothing."""
        general = {**self._general.texts.get(kind, {}), **self._kept.general_texts.get(kind, {})}
        return {**general, **self._kept.told.texts.get(kind, {})}

    def main(self, field: str) -> str:
        """Return a field in the language of the main name; in another one only where that is not Finnish."""
        rest = () if self.language == "fi" else (*texts.READ, texts.OTHER)
        return next(filter(None, (self._text(field, each) for each in (self.language, *rest))), "")

    def translation(self, language: str) -> Translation:
        """Return everything in another language; empty where nothing is said in it."""
        return Translation(
            name=self.names.get(language, ""),
            summary=self._text("summary", language),
            description=self._text("description", language),
            eligibility_description=self._text("requirements", language),
            application_process=self._text("how", language),
            fees_description=self._text("fees", language),
        )

    def _text(self, field: str, language: str) -> str:
        if field == "description":
            return self._description(language)
        if field == "how":
            return wording.joined(*(self.filled(kind).get(language, "") for kind in HOW), by="\n")
        if field == "fees":
            return wording.joined(self.filled("fees").get(language, ""), *self._prices(language), by="\n")
        return self.filled(field).get(language, "")

    def _description(self, language: str) -> str:
        """Return the service's own description or else the general one, which comes after its background."""
        own = self._kept.told.texts.get("description", {}).get(language, "")
        general = (self.filled(kind).get(language, "") for kind in ("background", "description"))
        return wording.joined(*((own,) if own else general), self.filled("about").get(language, ""), by="\n\n")

    def _prices(self, language: str) -> list[str]:
        """Return what vouchers pay and what single channels cost; words of ours only in languages it speaks."""
        found = [self._kept.vouchers.get(language, "")]
        if language in self.names:
            found.insert(0, wording.VOUCHERS.pick(language) if self._kept.vouchers_used else "")
            for way in self._ways:
                price = "" if way.is_phone else way.price(language)
                found.append(f"{way.name}: {price}" if price else "")
        return found
