"""A call whose free text says nothing that looks like identity: for pages on which nobody is to be named.

Codes and numbers are found by their form (:mod:`advisor_tui.guidance.personal`). A name in free text is not: whoever
passes a page on has to read it.
"""

from msgspec.structs import replace

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.personal import finds, redacted
from advisor_tui.guidance.vocabulary import RECORD_FIELDS

WRITTEN = tuple(name for name, kind in RECORD_FIELDS.items() if kind in ("text", "place"))
"""Answers in words of one's own; a place that nobody recognised is one, too."""


def masked(text: str) -> str:
    """Return a text with a mark in the place of each personal identity code, phone number, address and account."""
    return redacted(text, finds(text))


def masked_call(call: Call) -> Call:
    """Return a copy of a call whose free text is masked; the call itself and its identity fields stay as they are."""
    copy = call.snapshot()
    copy.notes = masked(call.notes)
    copy.answers = {name: masked(value) if name in WRITTEN else value for name, value in call.answers.items()}
    copy.needs = {area: replace(rating, note=masked(rating.note)) for area, rating in call.needs.items()}
    copy.unmet_needs = tuple(replace(each, need=masked(each.need)) for each in call.unmet_needs)
    copy.next_steps = tuple(replace(each, what=masked(each.what)) for each in call.next_steps)
    return copy
