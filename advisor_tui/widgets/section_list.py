"""The names of what can be looked at, with a band on the one that is shown. It takes no keys itself."""

from collections.abc import Sequence

from rich.cells import set_cell_size
from textual.content import Content
from textual.widget import Widget


class SectionList(Widget):
    """Titles, one a line; the one that is shown is always in sight."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._titles: tuple[str, ...] = ()
        self._at = 0

    def show(self, titles: Sequence[str], at: int) -> None:
        """Show other titles, or another one as that which is shown."""
        self._titles, self._at = tuple(titles), at
        self.refresh()

    def render(self) -> Content:
        """Draw the titles there is room for, around the one that is shown."""
        width, height = self.content_size
        first = max(0, min(self._at - height // 2, len(self._titles) - height))
        lines = []
        for number, title in enumerate(self._titles[first : first + height], start=first):
            style = "bold $fill on $band" if number == self._at else "$label"
            cut = Content(title).truncate(width, ellipsis=True).plain
            lines.append(Content.styled(set_cell_size(cut, width), style))
        return Content("\n").join(lines)
