"""A page to read: a handover, or what is handed off of one call. It scrolls, and can be kept as a file."""

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from advisor_tui.command import Command, Situation
from advisor_tui.errors import shown
from advisor_tui.guidance.page import BULLET, Page, as_text
from advisor_tui.language import _
from advisor_tui.paths import expanded
from advisor_tui.screens.base import AdvisorScreen, bindings
from advisor_tui.screens.choose import Answer, Choose
from advisor_tui.text import clean_line
from advisor_tui.widgets.chips import Chip
from advisor_tui.widgets.paragraphs import BLANK, Paragraphs, Part, plain

HTML, TEXT = "html", "txt"
"""The forms of a file, which are the endings of its name."""


class Reading(VerticalScroll, can_focus=True):
    """Where the page stands; it takes the keys that scroll."""

    HELP = "page"


class PageScreen(AdvisorScreen):
    """A page. ``stem`` is the name proposed for its file, without an ending: of an id or a time only."""

    PLACE = "page"
    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("page")
    AUTO_FOCUS = "Reading"

    def __init__(self, page: Page, stem: str) -> None:
        super().__init__()
        self.page = page
        self._stem = stem

    def body(self) -> ComposeResult:
        """Compose the title above what scrolls."""
        yield Static(Content.styled(self.page.title, "bold $fill"), id="title", markup=False)
        text = Paragraphs(label_width=len(BULLET))
        text.set_parts(self._parts())
        yield Reading(text, id="reading")

    def _parts(self) -> Iterator[Part]:
        for part in self.page.parts:
            if part.heading:
                yield Part(plain(part.heading, "bold $label"))
            for line in part.lines:
                one_of_several = line.startswith(BULLET)
                yield Part(plain(line.removeprefix(BULLET)), BULLET if one_of_several else "")
            yield BLANK
        yield Part(plain(self.page.foot, "$label"))

    def on_mount(self) -> None:
        """Show the keys."""
        self.show_place(_("Page"))
        self.show_hints()

    def situation(self) -> Situation:
        """Tell what is going on."""
        return Situation(place="page", ready=self.desk.is_ready, parked=self.desk.parked_count)

    async def on_key(self, event: events.Key) -> None:
        """Go back; anything else as everywhere."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.app.pop_screen()
        else:
            await super().on_key(event)

    @property
    def _over_a_call(self) -> bool:
        return self.desk.shift.desk in self.app.screen_stack

    def hinted(self, commands: list[Command]) -> Iterable[Command]:
        """Return what the key line offers: a new call only where none is on the desk below."""
        return [each for each in commands if each.id != "new_call" or not self._over_a_call]

    def do_new_call(self) -> None:
        """Begin a call, unless the page was made during one: that would be left without a word."""
        if self._over_a_call:
            self.tell(_("A call is on the desk: go back to it with Esc first."))
        else:
            super().do_new_call()

    # ------------------------------------------------------------ a file of it

    def do_page_file(self) -> None:
        """Ask for the form and the name of a new file, and write it."""
        chips = [Chip("h", HTML, _("HTML, to print or to look at")), Chip("t", TEXT, _("plain text, to paste"))]
        box = Choose(_("Keep as a file"), chips, writing=(_("File"), self._stem))
        self.app.push_screen(box, self._named)

    def _named(self, answer: Answer | None) -> None:
        if answer:
            keeping = self._keep(answer.text or self._stem, answer.option)
            self.run_worker(keeping, group="page file", exit_on_error=False)

    async def _keep(self, name: str, form: str) -> None:
        path = await asyncio.to_thread(write, self.page, name, form)
        self.tell(_("Written: {name}, in {folder}").format(name=shown(path.name), folder=shown(path.parent)))


def file_path(name: str, form: str) -> Path:
    """Return the path that a written name means, with the ending of its form; relative to where the program began."""
    path = expanded(clean_line(name)).absolute()
    return path if path.suffix.casefold() == f".{form}" else path.parent / f"{path.name}.{form}"


def write(page: Page, name: str, form: str) -> Path:
    """Write a page to a new file and return its path.

    Raises :class:`AdvisorError` when something stands there, or it cannot be written.
    """
    from advisor_tui.html import render  # noqa: PLC0415 - only files need the templates
    from advisor_tui.records.export.files import new_file  # noqa: PLC0415 - likewise

    path = file_path(name, form)
    text = render("page.html", page=page) if form == HTML else as_text(page)
    with new_file(path, option="") as file:
        file.write(text.encode("utf-8"))
    return path
