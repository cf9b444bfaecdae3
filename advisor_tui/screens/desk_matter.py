"""Calls about the same matter on the desk: an earlier call of the same person is offered, where identity is kept.

Of a finished call that is opened to be corrected, it is told when an export has gone out with it.
"""

import asyncio
from typing import Any

from textual import work
from textual.content import Content
from textual.widgets import Static

from advisor_tui import clock
from advisor_tui.commands import BY_ID
from advisor_tui.guidance.call_words import outcome_words
from advisor_tui.guidance.conversation import Conversation
from advisor_tui.guidance.vocabulary import IDENTITY_FIELDS
from advisor_tui.keymap import display, keys_of
from advisor_tui.language import _
from advisor_tui.screens.call_lines import day_words, exported_words, full_moment_words
from advisor_tui.screens.choose import Answer, Choose
from advisor_tui.screens.desk_dialogs import DeskDialogs
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.chips import Chip
from advisor_tui.widgets.paragraphs import Part, plain

WRITING_SECONDS = 0.6
"""How long an identity must rest before earlier calls are looked for: a number is not yet one while it is typed."""

LETTERS = "abcde"


class DeskMatter(DeskDialogs):
    """The part of the desk that knows of other calls. The desk itself stands in :mod:`advisor_tui.screens.desk`."""

    def __init__(self) -> None:
        super().__init__()
        self.notes_heading = Static(Content.styled(_("Notes"), "$label"), id="notes-heading", markup=False)
        self._earlier: tuple[Any, ...] = ()
        self._looked_for: tuple[str, ...] = ()
        self._question: Content | None = None

    def begin_matter(self) -> None:
        """Begin with a call that is put on the desk."""
        self._earlier, self._looked_for = (), ()
        if self.talk.correcting:
            self._tell_export(self.talk)

    def look_for_earlier(self) -> None:
        """Look for earlier calls of the same person when the identity has changed; never of an anonymous caller."""
        call = self.talk.call
        identity = () if call.anonymous else (call.id, *map(call.answer, ("about", *IDENTITY_FIELDS)))
        if identity != self._looked_for and not self.talk.correcting:
            self._looked_for = identity
            self._earlier = ()
            self._look(self.talk)

    @work(exclusive=True, group="matter", exit_on_error=False)
    async def _look(self, talk: Conversation) -> None:
        if talk.call.anonymous or not talk.call.identity:
            return
        await asyncio.sleep(WRITING_SECONDS)
        found = await self._find(talk)
        if self.talk is talk:
            self._earlier = tuple(found)
            self.show_heading(self._question)

    async def _find(self, talk: Conversation) -> list[Any]:
        call = talk.call.snapshot()

        def question(store: Any) -> list[Any]:
            from advisor_tui.records import log  # noqa: PLC0415 - in the worker's thread, which has the database layer

            return log.of_same_person(store.engine, call)

        return await self.desk.shift.office.ask(question)

    # ------------------------------------------------------------ what it shows

    def show_heading(self, question: Content | None) -> None:
        """Show above the notes what to ask next; an earlier call that can be gone on with stands before it."""
        self._question = question
        beside = self._offered() or question or self._gone_on_with()
        heading = Content.styled(_("Notes"), "$label")
        self.notes_heading.update(Content.assemble(heading, "   ", beside) if beside else heading)

    def _gone_on_with(self) -> Content | None:
        begun = self.talk.call.continues_from if self.has_call else None
        if begun is None:
            return None
        told = _("Goes on with the matter of the call of {day}")
        return Content.styled(told.format(day=day_words(clock.local(begun).date())), "$label")

    def _offered(self) -> Content | None:
        if not self._earlier or self.talk.call.continues:
            return None
        last = self._earlier[0]
        outcome = outcome_words(last.outcome, self.talk.known.script)
        day = day_words(clock.local(last.started_at).date())
        called = _("Called {day} ({outcome}).") if outcome else _("Called {day}.")
        keys = keys_of(BY_ID["menu"], self.desk.remapped)
        key = f"{display(keys[0]) if keys else ''} {BY_ID['same_matter'].menu}"
        return Content.assemble(
            (called.format(day=day, outcome=outcome), "$say"),
            " ",
            (key, "bold $key"),
            " ",
            (_("same matter"), "$foreground"),
        )

    # ------------------------------------------------------------ the same matter

    async def do_same_matter(self) -> None:
        """Ask with which earlier call of the same person this one goes on."""
        talk = self.talk
        if talk.call.anonymous or not talk.call.identity:
            self.tell(_("No identity is kept in this call: earlier calls of the caller cannot be known."))
            return
        found = await self._find(talk)
        if not found:
            self.tell(_("No earlier call of this person in half a year."))
            return
        chips = [Chip(letter, each.id, self._line(each)) for letter, each in zip(LETTERS, found, strict=False)]
        text = plain(_("This contact is then counted as a further one about the matter of that call."))
        question = Choose(_("Same matter"), chips, parts=[Part(text)])
        self.app.push_screen(question, lambda answer: self._chosen(talk, answer))

    def _line(self, earlier: Any) -> str:
        outcome = outcome_words(earlier.outcome, self.talk.known.script)
        parts = (full_moment_words(clock.local(earlier.started_at)), outcome, earlier.advisor, earlier.first_words)
        return f" {glyphs().dot} ".join(part for part in parts if part)

    def _chosen(self, talk: Conversation, answer: Answer | None) -> None:
        if answer:
            self._go_on_with(talk, answer.option)

    @work(group="matter", exit_on_error=False)
    async def _go_on_with(self, talk: Conversation, call_id: str) -> None:
        earlier = await self.desk.shift.office.ask(lambda store: store.load(call_id))
        if earlier is None:
            self.tell(_("This call is no longer in the database."), danger=True)
            return
        talk.continue_from(earlier)
        self.show_heading(self._question)

    # ------------------------------------------------------------ a corrected call

    @work(exclusive=True, group="matter", exit_on_error=False)
    async def _tell_export(self, talk: Conversation) -> None:
        call = talk.call.snapshot()

        def question(store: Any) -> Any:
            from advisor_tui.records import log  # noqa: PLC0415 - likewise

            return log.exported_at(store.engine, call)

        exported = await self.desk.shift.office.ask(question)
        if exported is not None and self.talk is talk:
            self.tell(exported_words(exported), danger=True)

    def do_hand_off_call(self) -> None:
        """Make a page of this call."""
        self.desk.shift.office.show_hand_off(self.talk.call.id)
