"""The words that a finished call is found by: an index (FTS5) whose row numbers are the places of the calls.

Its rows hold folded words of the call, and marks for what is asked for exactly (outcome, advisor, service). SQLite
leaves deleted words in the index until it is merged: :func:`forget_for_good` does that after a removal.
"""

from sqlalchemy import Connection, text

from advisor_tui.guidance.call import Call
from advisor_tui.text import fold


def put(connection: Connection, call: Call, place: int) -> None:
    """Let a finished call be found by the words it has now."""
    remove(connection, place)
    connection.execute(
        text("INSERT INTO call_words(rowid, words, marks) VALUES (:place, :words, :marks)"),
        {"place": place, "words": fold(words_of(call)), "marks": marks_of(call)},
    )


def remove(connection: Connection, place: int) -> None:
    """Let a call not be found any more."""
    connection.execute(text("DELETE FROM call_words WHERE rowid = :place"), {"place": place})


def forget_for_good(connection: Connection) -> None:
    """Merge the index, so that words of removed rows are in it no longer."""
    connection.execute(text("INSERT INTO call_words(call_words) VALUES ('optimize')"))


def words_of(call: Call) -> str:
    """Return every word that a call can be found by."""
    parts = [call.notes, *call.answers.values(), *call.identity.values()]
    parts += [each.name for each in call.referrals]
    parts += [each.need for each in call.unmet_needs]
    parts += [each.note for each in call.needs.values()]
    parts += [each.what for each in call.next_steps]
    return "\n".join(part for part in parts if part)


def marks_of(call: Call) -> str:
    """Return the marks of a call: one word of letters and digits for each thing that is asked for exactly."""
    marks = [mark("outcome", call.outcome), mark("advisor", call.advisor), mark("kind", call.non_client or "client")]
    marks += [mark("service", each.service_id) for each in call.referrals]
    return " ".join(marks)


def mark(kind: str, value: str) -> str:
    """Return the mark for a value: hexadecimal, so that no sign in it parts it into words."""
    return f"{kind}x{fold(value).encode().hex()}"
