"""What the screen says of saving: nothing is called saved before it is on the disk."""

from dataclasses import dataclass, replace
from datetime import datetime

from advisor_tui import clock
from advisor_tui.language import _, seconds


@dataclass(frozen=True)
class SaveState:
    """How far saving has come: what was handed over, what is on the disk, and what stands in the way."""

    handed: int = 0
    kept: int = 0
    at: datetime | None = None
    problem: str = ""

    def hand_over(self, generation: int) -> "SaveState":
        """Something new was handed over."""
        return replace(self, handed=generation)

    def keep(self, generation: int, at: datetime) -> "SaveState":
        """Everything up to a generation is on the disk."""
        return replace(self, kept=max(self.kept, generation), at=at, problem="")

    def fail(self, problem: str) -> "SaveState":
        """It could not be written; it is kept in memory and tried again."""
        return replace(self, problem=problem)

    @property
    def complete(self) -> bool:
        """Whether everything is on the disk."""
        return self.kept >= self.handed

    @property
    def words(self) -> str:
        """What is said while all goes well."""
        if self.problem or not self.handed:
            return ""
        if not self.complete or self.at is None:
            return _("saving")
        return _("Saved {time}").format(time=seconds(clock.local(self.at)))

    @property
    def danger(self) -> str:
        """What is said while it does not."""
        return _("NOT SAVED: {reason}").format(reason=self.problem) if self.problem else ""
