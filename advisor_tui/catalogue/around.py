"""What an importer reads a source against: what is the same for every source and every object in it."""

from dataclasses import dataclass
from datetime import date

from advisor_tui.catalogue.areas import Areas
from advisor_tui.catalogue.inference import Rules


@dataclass(frozen=True)
class Around:
    """The rules that infer what a source does not say, the division of the country, and the day of the import."""

    rules: Rules
    areas: Areas
    today: date
