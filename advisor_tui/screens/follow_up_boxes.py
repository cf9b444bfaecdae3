"""What is asked about a follow-up, in front of the board: a day, an owner, a reason, a result, a new one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args

from textual.app import ComposeResult
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Static

from advisor_tui import clock
from advisor_tui.guidance.calendar import Calendar
from advisor_tui.guidance.follow_up_board import kind_words, met_words, result_words
from advisor_tui.guidance.follow_ups import OWN, Due
from advisor_tui.guidance.vocabulary import ASKED_AGAIN, FOLLOW_UP_KINDS, FollowUpKind, NeedMet, ReferralResult
from advisor_tui.language import _, short_day
from advisor_tui.screens.filter_box import by_letter
from advisor_tui.screens.front import Front
from advisor_tui.text import clean_line
from advisor_tui.widgets.chips import Chips
from advisor_tui.widgets.key_line import Hint
from advisor_tui.widgets.line_field import LineField
from advisor_tui.widgets.paragraphs import Paragraphs, Part, plain
from advisor_tui.widgets.row import WayOn

LABELS = 16
"""Columns of the labels in the boxes."""

Heard = tuple[ReferralResult, NeedMet]
"""What became of a referral, and whether the need was met."""


class _Box(Front[str]):
    """A title, some text and one line. Enter answers with what is written, unless something stands against it."""

    AUTO_FOCUS = "Line"

    def __init__(self, title: str, text: Iterable[str], field: LineField, before: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = tuple(text)
        self.field = field
        self.field.line.put(before)

    def body(self) -> ComposeResult:
        """Compose the question."""
        yield Static(Content.styled(self._title, "bold $fill"), classes="title", markup=False)
        if any(self._text):
            text = Paragraphs()
            text.set_parts(Part(plain(each)) for each in self._text if each)
            yield text
        yield self.field

    def on_mount(self) -> None:
        """Show the keys."""
        self.field.line.on_text = lambda text: self.field.tell(self.understood(text))
        self.hints(Hint("Enter", _("keep")), Hint("Esc", _("back")))

    def understood(self, _text: str) -> str:
        """Return what is shown after the line: how it is understood."""
        return ""

    def fault(self, _text: str) -> str:
        """Return what stands against what is written, or nothing."""
        return ""

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Leave what is written in the line."""
        event.stop()

    def on_way_on(self, event: WayOn) -> None:
        """Answer with what is written."""
        event.stop()
        if not event.skip_filled:  # an arrow: there is nowhere to go
            return
        written = clean_line(self.field.line.value)
        fault = self.fault(written)
        if fault:
            self.field.tell(fault, style="$danger")
        else:
            self.answer(written)


class DayBox(_Box):
    """To which day a follow-up is put off, in the words of a day that the call itself understands."""

    def __init__(self, title: str, text: Iterable[str], calendar: Calendar) -> None:
        super().__init__(title, text, LineField(_("New day"), _("2.12., Wed, tomorrow or 3 d"), label_width=LABELS))
        self._calendar = calendar

    def understood(self, text: str) -> str:
        """Return the day that is meant."""
        day = self._calendar.understand(text, clock.today())
        return short_day(day) if day else ""

    def fault(self, text: str) -> str:
        """Say that the text is no day, where it is none."""
        return "" if self._calendar.understand(text, clock.today()) else _("is not understood as a day")


class OwnerBox(_Box):
    """To whom a follow-up is handed over; nothing written leaves it free to take."""

    def __init__(self, title: str, owners: Sequence[str], before: str) -> None:
        field = LineField(
            _("To whom"),
            _("initials; empty: free to take"),
            suggester=SuggestFromList(list(owners), case_sensitive=False),
            label_width=LABELS,
        )
        super().__init__(title, (), field, before)


class ReasonBox(_Box):
    """Why a follow-up is not needed: so much has to be said, for somebody may have been promised something."""

    def __init__(self, title: str) -> None:
        text = _("Write about the matter in a few words; the follow-up leaves the board with them.")
        super().__init__(title, (text,), LineField(_("Why"), label_width=LABELS))

    def fault(self, text: str) -> str:
        """Say that a reason is needed."""
        return "" if text else _("a word of why is needed")


class ResultBox(Front[Heard]):
    """What became of a referral, by one letter, and whether the need was met, by another."""

    AUTO_FOCUS = "Chips"

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.result = Chips(_("Result"), by_letter(result_words()), label_width=LABELS)
        self.met = Chips(_("Need"), by_letter(met_words()), label_width=LABELS)

    def body(self) -> ComposeResult:
        """Compose the two rows."""
        title = _("What became of {name}?").format(name=self._name)
        yield Static(Content.styled(title, "bold $fill"), classes="title", markup=False)
        yield self.result
        yield self.met

    def on_mount(self) -> None:
        """Show the keys."""
        self.hints(Hint(_("letter"), _("choose")), Hint("↑↓", _("row")), Hint("Esc", _("back")))

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Take a choice; where nothing more can be told, that is the answer."""
        event.stop()
        event.chips.set_state((event.option,) if event.option else ())
        chosen: ReferralResult = next((each for each in get_args(ReferralResult) if each in self.result.chosen), "")
        met: NeedMet = next((each for each in get_args(NeedMet) if each in self.met.chosen), "")
        if chosen and event.option and (met or chosen in ASKED_AGAIN):
            self.answer((chosen, "" if chosen in ASKED_AGAIN else met))

    def on_way_on(self, event: WayOn) -> None:
        """Go to the other row."""
        event.stop()
        self.set_focus(self.met if event.row is self.result and event.step > 0 else self.result)


class NewBox(Front[Due]):
    """A new follow-up of a call: its kind, what, by when, whose. Enter on the last row keeps it."""

    AUTO_FOCUS = "Chips"

    def __init__(self, about: str, calendar: Calendar, owners: Sequence[str], me: str) -> None:
        super().__init__()
        self._about = about
        self._calendar = calendar
        kinds: dict[str, str] = {kind: kind_words(kind) for kind in FOLLOW_UP_KINDS if kind != "assessment_start"}
        self.kind = Chips(_("Kind"), by_letter(kinds), label_width=LABELS)
        self.what = LineField(_("What"), label_width=LABELS)
        self.day = LineField(_("By when"), _("2.12., Wed, tomorrow or 3 d"), label_width=LABELS)
        suggester = SuggestFromList(list(owners), case_sensitive=False)
        self.owner = LineField(_("Whose"), _("empty: free to take"), suggester=suggester, label_width=LABELS)
        self.owner.line.put(me)

    def body(self) -> ComposeResult:
        """Compose the rows."""
        yield Static(Content.styled(_("New follow-up"), "bold $fill"), classes="title", markup=False)
        yield Static(Content.styled(self._about, "$label"), markup=False)
        yield self.kind
        yield self.what
        yield self.day
        yield self.owner

    def on_mount(self) -> None:
        """Show the keys, and what the day is understood as."""
        self.kind.set_state(("call_back",))
        self.day.line.on_text = lambda _text: self.day.tell(short_day(day) if (day := self._day()) else "")
        self.hints(Hint(_("letter"), _("choose")), Hint("Enter", _("go on, and keep")), Hint("Esc", _("back")))

    def _day(self) -> date | None:
        return self._calendar.understand(self.day.line.value, clock.today())

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Take the kind."""
        event.stop()
        if event.option:
            self.kind.set_state((event.option,))

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Leave what is written in its line; it is kept with all the rest."""
        event.stop()

    def on_way_on(self, event: WayOn) -> None:
        """Go to another row; after the last one it is kept."""
        event.stop()
        if event.row is self.day and event.step > 0 and self._is_no_day():
            return
        out = self.leads_out(event, (self.kind, self.what, self.day, self.owner))
        if out and event.skip_filled and not self._is_no_day():
            self.answer(self._due())

    def _is_no_day(self) -> bool:
        wrong = bool(self.day.line.value.strip()) and self._day() is None
        if wrong:
            self.day.tell(_("is not understood as a day"), style="$danger")
            self.set_focus(self.day.line)
        return wrong

    def _due(self) -> Due:
        kind: FollowUpKind = next((each for each in FOLLOW_UP_KINDS if each in self.kind.chosen), "other")
        what, owner = clean_line(self.what.line.value), clean_line(self.owner.line.value)
        return Due(OWN, kind, what=what, owner=owner, due_on=self._day())


class HistoryBox(Front[str]):
    """What was done with a follow-up, by whom and when, as the access log has it."""

    AUTO_FOCUS = ""

    def __init__(self, title: str, lines: Iterable[str]) -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)

    def body(self) -> ComposeResult:
        """Compose the lines, the first first."""
        yield Static(Content.styled(self._title, "bold $fill"), classes="title", markup=False)
        text = Paragraphs()
        text.set_parts(Part(plain(each)) for each in self._lines)
        yield text

    def on_mount(self) -> None:
        """Show the keys."""
        self.hints(Hint("Esc", _("back")))
