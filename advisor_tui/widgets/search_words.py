"""What the search tells of itself: how much was found, what limits it, and what to do where nothing was."""

from collections.abc import Sequence

from textual.content import Content

from advisor_tui.language import _, ngettext
from advisor_tui.local_keys import local_keys
from advisor_tui.search.asked import hidden_reasons
from advisor_tui.search.hits import Hit
from advisor_tui.styles.glyphs import glyphs
from advisor_tui.widgets.paragraphs import BLANK, Part, plain

SHOWN = 50
"""Hits that are listed: nobody reads further, and the list fills within a key's time."""


def found_words(found: int, total: int, *, searched: bool) -> str:
    """Return how much is listed, of how many services."""
    if searched:
        return f"{found if found < SHOWN else f'{SHOWN}+'} / {total}"
    if not found:
        return str(total)
    told = ngettext("{count} suggested by the notes", "{count} suggested by the notes", found)
    return told.format(count=found)


def limit_words(limits: Sequence[str], hidden: Sequence[Hit], *, shown: bool) -> Content:
    """Return what is asked for beside words, how many services are hidden and why, and the key that shows them.

    Where there is nothing of that to tell, the keys of the search stand there.
    """
    if not limits and not hidden:
        keys = [each for each in local_keys("search") if each.keys.startswith("^")]
        hints = [Content.assemble((each.keys, "bold $key"), " ", (_(each.label), "$label")) for each in keys]
        return Content("   ").join(hints)
    parts = [Content.styled(_("only: {what}").format(what=", ".join(limits)), "$fill")] if limits else []
    if hidden:
        told = _("shown although hidden: {why}") if shown else _("hidden: {why}")
        parts.append(Content.assemble((told.format(why=hidden_reasons(hidden)), "$label"), " ", ("^Y", "bold $key")))
    return Content(f" {glyphs().dot} ").join(parts)


def nothing_found(words: str, meant: str, hidden: Sequence[Hit]) -> list[Part]:
    """Return what to tell where nothing is listed."""
    if not words.strip():
        return [Part(plain(_("Write what the caller says: a word, its beginning, or several."), "$label"))]
    if hidden:
        told = _("Nothing for this caller. Hidden: {why}.").format(why=hidden_reasons(hidden))
        return [
            Part(plain(told, "$fill")),
            BLANK,
            Part(Content.assemble(("^Y", "bold $key"), " ", (_("shows them all the same."), "$label"))),
        ]
    guess = Content.assemble((_("Did you mean: {words}?").format(words=meant), "$say"), "  ", ("→", "bold $key"))
    return [
        Part(plain(_("Nothing was found for these words."), "$fill")),
        *([Part(guess)] if meant else []),
        BLANK,
        Part(plain(_("Try another word, or the beginning of one. Enter notes an unmet need."), "$label")),
    ]
