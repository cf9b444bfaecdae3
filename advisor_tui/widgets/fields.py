"""The rows of the script that hold one answer each: they show it and hand on what is chosen or written."""

from collections.abc import Callable

from textual.suggester import Suggester

from advisor_tui.catalogue.areas import Areas
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.known import Known
from advisor_tui.guidance.script import Field
from advisor_tui.guidance.vocabulary import FieldKind
from advisor_tui.language import _, current, short_day
from advisor_tui.widgets.chips import Chip, Chips
from advisor_tui.widgets.line_field import LineField
from advisor_tui.widgets.row import Told


class ChoiceRow(Chips):
    """A field with choices."""

    def __init__(self, field: Field) -> None:
        code = current()
        chips = (Chip(each.key, each.id, each.label.pick(code)) for each in field.choices)
        super().__init__(field.label.pick(code), chips, id=f"field-{field.id}")
        self.field = field
        self._talk: Conversation | None = None

    def show(self, talk: Conversation) -> None:
        """Show the answer; the row goes when it is not needed."""
        self._talk = talk
        self.display = talk.is_needed(self.field)
        value = talk.value(self.field.id)
        self.set_state((value,) if value else ())

    @property
    def filled(self) -> bool:
        """Whether the row holds something, so that going on may pass over it."""
        return bool(self.chosen)

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Hand on the choice."""
        event.stop()
        if self._talk:
            self._talk.answer(self.field.id, event.option)


class OutcomeRow(Chips):
    """The outcome A-F; what the desk proposes is marked, and Enter accepts it."""

    def __init__(self, field: Field, known: Known) -> None:
        code = current()
        chips = (Chip(each.key, each.id, each.label.pick(code)) for each in known.script.outcome)
        super().__init__(field.label.pick(code), chips, id=f"field-{field.id}")
        self._talk: Conversation | None = None

    def show(self, talk: Conversation) -> None:
        """Show the outcome and the proposal."""
        self._talk = talk
        outcome = talk.call.outcome
        self.set_state((outcome,) if outcome else (), talk.proposal.outcome or "")

    @property
    def filled(self) -> bool:
        """Whether an outcome stands."""
        return bool(self.chosen)

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Hand on the outcome."""
        event.stop()
        if self._talk:
            self._talk.answer("outcome", event.option)


class PromisesRow(Chips):
    """What the caller was promised, as a check before the call ends."""

    def __init__(self, field: Field, known: Known) -> None:
        code = current()
        chips = (Chip(each.key, each.id, each.label.pick(code)) for each in known.script.promise)
        super().__init__(field.label.pick(code), chips, column=True, several=True, id=f"field-{field.id}")
        self._talk: Conversation | None = None

    filled = False

    def show(self, talk: Conversation) -> None:
        """Show which promises were kept."""
        self._talk = talk
        self.set_state(talk.call.chosen("promises"))

    def on_chips_picked(self, event: Chips.Picked) -> None:
        """Mark a promise as kept, or not."""
        event.stop()
        if self._talk and event.option:
            self._talk.toggle("promises", event.option)
        elif self._talk:
            self._talk.answer("promises", "")


class TextRow(LineField):
    """A field of free text."""

    def __init__(self, field: Field, *, digits: bool = False, suggester: Suggester | None = None) -> None:
        code = current()
        text, hint = field.label.pick(code), field.hint.pick(code)
        super().__init__(text, hint, digits=digits, suggester=suggester, id=f"field-{field.id}")
        self.field = field
        self._talk: Conversation | None = None
        self.line.on_text = self.typed

    def show(self, talk: Conversation) -> None:
        """Show what stands; what is being written is left alone."""
        if talk is not self._talk:
            self.tell("")  # what was told of the last call
        self._talk = talk
        self.display = talk.is_needed(self.field)
        if not self.line.has_focus or not self.line.value:
            self.line.put(self.shown(talk))

    def shown(self, talk: Conversation) -> str:
        """Return what stands, as it is written."""
        return talk.call.answer(self.field.id)

    @property
    def filled(self) -> bool:
        """Whether something is written."""
        return bool(self.line.value)

    def typed(self, text: str) -> None:
        """Hand on each change."""
        if self._talk:
            self._talk.write(self.field.id, text)


class AgeRow(TextRow):
    """The age in full years."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, digits=True)

    def typed(self, text: str) -> None:
        """Hand on the age, or tell that it is none."""
        if self._talk:
            self.tell("" if self._talk.write_age(text) else _("not an age"), style="$danger")


class PlaceSuggester(Suggester):
    """Completes the name of a municipality."""

    def __init__(self, areas: Areas) -> None:
        super().__init__(use_cache=False)
        self._areas = areas

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole name for its beginning."""
        found = self._areas.complete(value) if value.strip() else None
        return value + found.name[len(value) :] if found and len(found.name) > len(value) else None


class PlaceRow(TextRow):
    """The municipality. Its beginning or a misspelt name will do; another word is kept as it is and said so."""

    def __init__(self, field: Field, areas: Areas) -> None:
        super().__init__(field, suggester=PlaceSuggester(areas))
        self._areas = areas

    def typed(self, text: str) -> None:
        """Hand on what is written; which place is meant is decided when the row is left."""
        self.tell("")
        if self._talk:
            self._talk.write(self.field.id, text)

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Decide which place is meant."""
        event.stop()
        if self._talk is None or not event.text.strip() or event.text == self._talk.call.municipality == self._told:
            return
        stands = self._talk.write_place(event.text)
        self._told = stands
        self.line.put(stands)
        self.tell("" if self._areas.county_of(stands) else _("not a municipality in Finland"))

    _told = ""


class DateRow(TextRow):
    """A day, written as people write it."""

    def shown(self, talk: Conversation) -> str:
        """Return the day as it is written in Finland."""
        day = next((step.by for step in talk.agreed[-1:]), None)
        kept = talk.call.answer(self.field.id)
        return short_day(day) if kept and day else ""

    _before = ""

    def on_descendant_focus(self) -> None:
        """Remember what stood, for text that turns out to be no day."""
        if self._talk:
            self._before = self._talk.call.answer(self.field.id)

    def typed(self, text: str) -> None:
        """Tell at once which day is understood; what is told is what is kept."""
        if self._talk is None:
            return
        day = self._talk.write_day(self.field.id, text, self._before)
        self.tell(short_day(day) if day else _("no day yet") if text.strip() else "")

    def on_line_field_left(self, event: LineField.Left) -> None:
        """Show the day as it was understood, and say so when it was not."""
        event.stop()
        if self._talk is None:
            return
        stands, text = self.shown(self._talk), event.text.strip()
        if text and text != stands and not self._talk.is_day(text):
            told = _("This was not understood as a day: {text}").format(text=text)
            kept = _("{day} stands.").format(day=stands) if stands else ""
            self.post_message(Told(f"{told} {kept}".strip(), danger=True))
        self.line.put(stands)
        self.tell("")


def make_field(field: Field, known: Known) -> ChoiceRow | OutcomeRow | PromisesRow | TextRow:
    """Return the row for a field of the script."""
    makers: dict[FieldKind, Callable[[], ChoiceRow | OutcomeRow | PromisesRow | TextRow]] = {
        "choice": lambda: ChoiceRow(field),
        "outcome": lambda: OutcomeRow(field, known),
        "promises": lambda: PromisesRow(field, known),
        "number": lambda: AgeRow(field),
        "place": lambda: PlaceRow(field, known.areas),
        "date": lambda: DateRow(field),
        "text": lambda: TextRow(field),
    }
    return makers[field.kind]()
