"""What the log is limited to beside words, in front of it: each row by one letter or a few words; Esc takes it over."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Static

from advisor_tui import clock
from advisor_tui.guidance import past_days
from advisor_tui.guidance.figures import CLIENT
from advisor_tui.guidance.known import Known
from advisor_tui.language import _, current, full_day
from advisor_tui.records.log import Wanted
from advisor_tui.screens.filter_box import LABELS, by_letter
from advisor_tui.screens.front import Front
from advisor_tui.screens.log_words import kind_words, service_words
from advisor_tui.text import clean_line, fold
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.line_field import LineField
from advisor_tui.widgets.row import WayOn


class LimitBox(Front[Wanted]):
    """Outcome, kind, advisor, service and days. The same letter again takes a choice back; Del empties a row."""

    AUTO_FOCUS = "Chips"

    def __init__(self, wanted: Wanted, known: Known, advisors: Sequence[str]) -> None:
        super().__init__()
        self._wanted = wanted
        self._known = known
        script = known.script
        outcomes = [Chip(each.key, each.id, each.label.pick(current())) for each in script.outcome]
        kinds = {CLIENT: kind_words(CLIENT, script)} | {
            each.id: each.label.pick(current()) for each in script.non_client
        }
        self.outcome = Chips(_("Outcome"), outcomes, label_width=LABELS)
        self.kind = Chips(_("What it was"), by_letter(kinds), label_width=LABELS)
        suggester = SuggestFromList(advisors, case_sensitive=False)
        self.advisor = LineField(_("Advisor"), _("initials or name"), suggester=suggester, label_width=LABELS)
        self.service = LineField(_("Service"), _("words of its name; one no longer offered too"), label_width=LABELS)
        self.first = LineField(_("Days from"), _("a day, as 3.11. or yesterday"), label_width=LABELS)
        self.last = LineField(_("Days to"), _("a day, also included"), label_width=LABELS)

    @property
    def rows(self) -> tuple[Chips | LineField, ...]:
        """The rows in their order."""
        return (self.outcome, self.kind, self.advisor, self.service, self.first, self.last)

    def body(self) -> ComposeResult:
        """Compose the rows."""
        yield Static(Content.styled(_("Limit the calls"), "bold $fill"), classes="title", markup=False)
        yield from self.rows

    def on_mount(self) -> None:
        """Show what is asked for now, and the keys."""
        wanted = self._wanted
        self.advisor.line.put(wanted.advisor)
        self.service.line.put(service_words(wanted.service, self._known) if wanted.service else "")
        self.first.line.put(full_day(wanted.first) if wanted.first else "")
        self.last.line.put(full_day(wanted.last) if wanted.last else "")
        self._show()
        self.hints(
            Hint(_("letter"), _("choose")), Hint("↑↓", _("row")), Hint("Del", _("empty")), Hint("Esc", _("search"))
        )

    def _show(self) -> None:
        self.outcome.set_state((self._wanted.outcome,) if self._wanted.outcome else ())
        self.kind.set_state((self._wanted.kind,) if self._wanted.kind else ())

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Ask for what was chosen, or no more."""
        event.stop()
        option = "" if event.option in event.chips.chosen else event.option
        if event.chips is self.outcome:
            self._wanted = replace(self._wanted, outcome=option)
        else:
            self._wanted = replace(self._wanted, kind=option)
        self._show()

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Tell what was understood."""
        event.stop()
        if event.field in (self.first, self.last):
            day = self._day(event.field)
            unknown = bool(event.text.strip()) and day is None
            event.field.tell(
                _("no day") if unknown else full_day(day) if day else "", style="$danger" if unknown else "$label"
            )
        elif event.field is self.service:
            written = clean_line(event.text)
            there = not written or bool(self._service())
            self.service.tell("" if there else _("not among the services now"))

    def _day(self, field: LineField) -> date | None:
        """Return the day that is written: of a month, its first one as the beginning and its last as the end."""
        found = past_days.read(field.line.value, self._known.calendar, clock.today(), current())
        if found.words:
            return None
        return found.first if field is self.first else found.last

    def _service(self) -> str:
        """Return the id of the one service that is called as written, or nothing."""
        written = clean_line(self.service.line.value)
        if self._known.catalogue.get(written):
            return written
        named = [each.id for each in self._known.catalogue.services if written and _same(each.names.all(), written)]
        return named[0] if named else ""

    def _written(self) -> Wanted:
        return replace(
            self._wanted,
            advisor=clean_line(self.advisor.line.value),
            service=self._service() or clean_line(self.service.line.value),
            first=self._day(self.first),
            last=self._day(self.last),
        )

    def on_way_on(self, event: WayOn) -> None:
        """Go to another row; after the last one the search begins."""
        event.stop()
        if self.leads_out(event, self.rows):
            self._close()

    async def on_key(self, event: events.Key) -> None:
        """Close with what is asked for: nothing that was chosen is lost by going back."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self._close()

    def _close(self) -> None:
        """Answer with what is written, unless a day is none: then it is told, and the row is gone back to."""
        wrong = next(
            (each for each in (self.first, self.last) if each.line.value.strip() and not self._day(each)), None
        )
        if wrong is None:
            self.answer(self._written())
        else:
            self.set_focus(wrong.line)
            wrong.tell(_("no day"), style="$danger")


def _same(names: Sequence[str], written: str) -> bool:
    return any(fold(name) == fold(written) for name in names if name)
