"""What flows through the line, drawn: a period of one's choice, everybody's figures or one's own, section by section.

Reading goes on in another thread while keys are taken; what comes for a period that has been left is not shown.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from advisor_tui import clock
from advisor_tui.command import Situation
from advisor_tui.commands import here
from advisor_tui.drawing import words
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.guidance import report_period
from advisor_tui.guidance.report import Report
from advisor_tui.guidance.report_period import PeriodKind
from advisor_tui.language import _
from advisor_tui.local_keys import local_keys
from advisor_tui.screens.base import AdvisorScreen, bindings
from advisor_tui.widgets.figure_plot import FigurePlot
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.section_list import SectionList

if TYPE_CHECKING:
    from advisor_tui.office import Office

KINDS: dict[str, PeriodKind] = {"p": "day", "v": "week", "k": "month", "u": "year"}
"""Letters of the Finnish words: päivä, viikko, kuukausi, vuosi (whose first letter is the week's)."""

WHOSE = ("team", "own", "beside")
"""Everybody's figures; one's own beside those before; one's own beside the team's. A key goes round."""


class Reading(VerticalScroll, can_focus=True):
    """Where the drawing stands; it takes the keys, and scrolls what is higher than the screen."""

    HELP = "figures"


class FiguresScreen(AdvisorScreen):
    """The figures of a period."""

    PLACE = "figures"
    CSS_PATH = "figures.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("figures")
    AUTO_FOCUS = "Reading"

    def __init__(self, office: "Office") -> None:
        super().__init__()
        self._office = office
        self._today = clock.today()
        self.period = report_period.of("month", self._today, self._today)
        self._whose = WHOSE[0]
        self.report: Report | None = None
        self._number = 0
        self._asked = 0
        self.heading = Static(id="heading", markup=False)
        self.list = SectionList(id="sections")
        self.plot = FigurePlot(id="plot")
        self.reading = Reading(self.plot, id="reading")

    def body(self) -> ComposeResult:
        """Compose the period, the list of sections and the drawing."""
        yield self.heading
        with Horizontal(id="figures"):
            yield self.list
            yield self.reading

    def on_mount(self) -> None:
        """Read the month so far."""
        self.show_hints()
        self._read()

    def situation(self) -> Situation:
        """Tell what is going on."""
        return Situation(place="figures", ready=self.desk.is_ready, parked=self.desk.parked_count)

    def _hints(self) -> Iterable[Hint]:
        """Return first what is done most here: going among periods and topics."""
        by_id = {command.id: command for command in here(self.PLACE)}
        yield self._hint(by_id["help"])
        yield self._hint(by_id["urgent"])
        for local in local_keys(Reading.HELP):
            if local.keys not in ("PgUp PgDn", "Esc"):
                yield Hint(_(local.keys), _(local.label))
        yield Hint("Esc", _("back"))
        yield self._hint(by_id["figures_file"])
        for command_id in ("new_call", "menu"):
            if command_id in by_id and not by_id[command_id].why_not(self.situation()):
                yield self._hint(by_id[command_id])

    # ------------------------------------------------------------ reading

    def _read(self) -> None:
        """Read the figures now wanted; those asked for before are no longer waited for."""
        self._asked += 1
        self.report = None
        self._show()
        self.run_worker(self._fetch(self._asked), exclusive=True, exit_on_error=False, group="figures")

    async def _fetch(self, asked: int) -> None:
        try:
            report = await self._office.read_apart(partial(self._question(small_hidden=False), self._teller(asked)))
        except AdvisorError as error:
            if asked == self._asked:
                self.heading.update(self._heading(self.desk.mishap(error)))
            return
        if asked == self._asked:
            self.report = report
            self._show()

    def _question(self, *, small_hidden: bool) -> Callable[[Callable[[int, int], None], Any], Report]:
        """Return what asks the records for the figures that are shown now."""
        advisor = "" if self._whose == "team" else self.desk.settings.advisor
        period, beside_team = self.period, self._whose == "beside"
        known = self._office.known

        def ask(told: Callable[[int, int], None], engine: Any) -> Report:
            from advisor_tui.records import reports  # noqa: PLC0415 - in the thread that reads, not before the paint

            return reports.read(engine, reports.Asked(period, advisor, beside_team, small_hidden), known, told)

        return ask

    def _teller(self, asked: int) -> Callable[[int, int], None]:
        """Return what tells how far the days have been reckoned; it is called in the thread that reads."""

        def told(done: int, total: int) -> None:
            self.app.call_later(self._show_progress, asked, done, total)

        return told

    def _show_progress(self, asked: int, done: int, total: int) -> None:
        if asked == self._asked and self.report is None and self.is_attached:
            self.heading.update(self._heading(_("reading… {done}/{total} days").format(done=done, total=total)))

    # ------------------------------------------------------------ showing

    def _show(self) -> None:
        report = self.report
        self._show_status()
        if report is None:
            self.heading.update(self._heading(_("reading…")))
            return
        self._number = max(0, min(self._number, len(report.sections) - 1))
        contacts = words.contacts(report.contacts)
        place = f"{self._number + 1}/{len(report.sections)}"
        self.heading.update(self._heading(contacts, place, words.compared(report)))
        self.list.show([section.title for section in report.sections], self._number)
        self.plot.show(report.sections[self._number], words.beside(report))
        self.reading.scroll_home(animate=False)

    def _show_status(self) -> None:
        whose = words.whose("" if self._whose == "team" else self.desk.settings.advisor)
        self.show_place(_("Figures"), words.period_name(self.period), whose)

    def _heading(self, first: str, place: str = "", below: str = "") -> Content:
        arrows = Content.assemble(
            ("← ", "bold $key"), (words.period_name(self.period), "bold $fill"), (" →", "bold $key")
        )
        return Content.assemble(arrows, "   ", (first, "bold $fill"), "   ", (place, "$label"), "\n", (below, "$label"))

    # ------------------------------------------------------------ keys

    async def on_key(self, event: events.Key) -> None:
        """Go among periods and sections, or back."""
        doing = self._doing(event.key if len(event.key) > 1 else event.key.casefold())
        if doing is None:
            await super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.tell("")
        doing()

    def _doing(self, key: str) -> Callable[[], object] | None:
        if key in KINDS:
            return partial(self._take_kind, KINDS[key])
        doings: dict[str, Callable[[], object]] = {
            "escape": self.app.pop_screen,
            "left": partial(self._go, -1),
            "right": partial(self._go, 1),
            "up": partial(self._turn, -1),
            "down": partial(self._turn, 1),
            "pageup": partial(self._page, -1),
            "pagedown": partial(self._page, 1),
            "o": self._take_whose,
        }
        return doings.get(key)

    def _take_kind(self, kind: PeriodKind) -> None:
        """Show the day, week, month or year in which the period shown ends."""
        self.period = report_period.of(kind, self.period.last, self._today)
        self._read()

    def _go(self, step: int) -> None:
        try:
            wanted = report_period.moved(self.period, step, self._today)
        except OverflowError:
            return
        if wanted.first > self._today:
            self.tell(_("There is nothing later yet."))
            return
        self.period = wanted
        self._read()

    def _take_whose(self) -> None:
        if not self.desk.settings.advisor:
            self.tell(_("The settings do not tell who you are."))
            return
        self._whose = WHOSE[(WHOSE.index(self._whose) + 1) % len(WHOSE)]
        self._read()

    def _turn(self, step: int) -> None:
        if self.report and 0 <= self._number + step < len(self.report.sections):
            self._number += step
            self._show()

    def _page(self, step: int) -> None:
        """Scroll a drawing that is higher than the screen; at its end, turn to the next one."""
        at_end = self.reading.scroll_y >= self.reading.max_scroll_y if step > 0 else self.reading.scroll_y <= 0
        if at_end:
            self._turn(step)
        elif step > 0:
            self.reading.scroll_page_down(animate=False)
        else:
            self.reading.scroll_page_up(animate=False)

    # ------------------------------------------------------------ commands

    def do_figures_file(self) -> None:
        """Write the figures as a page for browsers into the folder the program was started in."""
        self.tell(_("Writing the figures."))
        self.run_worker(self._keep(), exit_on_error=False, group="figures file")

    async def _keep(self) -> None:
        from advisor_tui.drawing.page import as_html  # noqa: PLC0415 - only files are drawn so
        from advisor_tui.records.export.files import free_name, new_file  # noqa: PLC0415 - likewise

        name, line = words.period_name(self.period), self.desk.settings.line.name
        ask = self._question(small_hidden=True)
        whose = "" if self._whose == "team" else "-own"
        named = Path(f"advisor-figures-{self.period.key}{whose}.html")

        def write(engine: Any) -> Path:
            page = as_html(ask(lambda _done, _total: None, engine), name, line=line)
            path = free_name(named)
            with new_file(path, option="") as file:
                file.write(page.encode("utf-8"))
            return path.absolute()

        path = await self._office.read_apart(write)
        self.tell(_("Written: {name}, in {folder}").format(name=shown(path.name), folder=shown(path.parent)))
