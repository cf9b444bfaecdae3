"""The files that a desk listens by: read together, from the folder that ships or a county's own."""

from dataclasses import dataclass
from pathlib import Path

from advisor_tui import tomlfile
from advisor_tui.listening.areas import Asking
from advisor_tui.listening.dangers import Dangers
from advisor_tui.listening.facts_data import FactWords

FACTS, DANGERS, AREAS = "facts.toml", "dangers.toml", "areas.toml"
"""The names of the files."""


@dataclass(frozen=True)
class Vocabulary:
    """Everything that is listened for."""

    facts: FactWords
    dangers: Dangers
    asking: Asking


def load(folder: Path) -> Vocabulary:
    """Read the files of a folder. Raises :class:`~advisor_tui.errors.AdvisorError` when one cannot be used."""
    return Vocabulary(
        facts=tomlfile.convert(tomlfile.read(folder / FACTS), FactWords),
        dangers=tomlfile.convert(tomlfile.read(folder / DANGERS), Dangers),
        asking=tomlfile.convert(tomlfile.read(folder / AREAS), Asking),
    )
