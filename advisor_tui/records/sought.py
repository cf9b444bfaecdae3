"""The words that a finished call is found by: an index (FTS5) whose row numbers are the places of the calls.

Its rows hold folded words of the call, and marks: for what is asked for exactly (outcome, advisor, service, number),
and for the stems of its words, so that ``kotihoidon`` finds ``kotihoito``. What is asked of it is put together here,
every token quoted: nothing that somebody types is ever read as a query of its own. SQLite leaves deleted words in the
index until it is merged: :func:`forget_for_good` does that after a removal.
"""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, text

from advisor_tui.guidance.call import Call
from advisor_tui.guidance.figures import CLIENT
from advisor_tui.guidance.vocabulary import RECORD_FIELDS
from advisor_tui.search.finnish import finnish_keys
from advisor_tui.text import clean_line, fold

SHORTEST_BEGINNING = 3
"""Letters from which a word is taken for the beginning of others: two begin half of all words."""

SHORTEST_NUMBER = 5
"""Digits from which a number is taken for the beginning of others: four (``0401``) begin every tenth mobile number,
and gathering these takes longer than the log may."""

QUERY_WORDS = 12
"""Words of a query that are looked for: each further one only costs time, and what is pasted finds its call by less."""

WORDED = ("text", "place", "number")
"""The kinds of answers that hold words of somebody; the others hold codes, which nobody searches for."""

WHOLE_NAME = 2
"""Words of a name that may tell who somebody is: a first name alone is everybody's."""

_WORD = re.compile(r"[^\W_]+")
_PHONE = re.compile(r"(?<![\w+])(?:\+358|00358|0)(?:[ ()\-–]{0,2}\d){5,12}(?!\d)")
"""A phone number as it is written: from six digits on, with what people put between them."""

_COUNTRY = re.compile(r"^(?:\+358|00358)[\s(]*0?")


# ------------------------------------------------------------ what is kept

MERGED = 1000
"""Pages (of about 4 kB) of the index merged in one transaction: some hundredths of a second."""


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


def forget_for_good(connection: Connection, *, first: bool) -> bool:
    """Merge a part of the index, so that words of removed rows are in it no longer; return whether more is left.

    ``first`` tells that this begins a merge of all there is; what follows, each in a short transaction of its own,
    goes on with it (FTS5: the merge command, and when it has nothing left to do).
    """
    before = connection.execute(text("SELECT total_changes()")).scalar_one()
    command = text("INSERT INTO call_words(call_words, rank) VALUES ('merge', :pages)")
    connection.execute(command, {"pages": -MERGED if first else MERGED})
    return int(connection.execute(text("SELECT total_changes()")).scalar_one()) - int(before) >= 2


def words_of(call: Call) -> str:
    """Return every word that a call can be found by; phone numbers also as their digits alone."""
    parts = [call.notes, call.advisor, *call.identity.values()]
    parts += [call.answer(name) for name, kind in RECORD_FIELDS.items() if kind in WORDED]
    parts += [each.name for each in call.referrals]
    parts += [each.need for each in call.unmet_needs]
    parts += [each.note for each in call.needs.values()]
    parts += [each.what for each in call.next_steps]
    written = "\n".join(part for part in parts if part)
    return "\n".join((written, *dict.fromkeys(digits(found) for found in _PHONE.findall(written))))


def marks_of(call: Call) -> str:
    """Return the marks of a call: one word of letters and digits for each thing that is asked for exactly."""
    marks = [mark("outcome", call.outcome), mark("advisor", call.advisor), mark("kind", call.non_client or CLIENT)]
    for each in call.referrals:
        marks.append(mark("service", each.service_id))
        marks += [mark("named", word) for word in _WORD.findall(fold(each.name))]
    if call.continues:
        marks.append(mark("continues", call.continues))
    marks += identity_marks(call)
    return " ".join(dict.fromkeys((*marks, *_stems(words_of(call)))))


def mark(kind: str, value: str) -> str:
    """Return the mark for a value: hexadecimal, so that no sign in it parts it into words."""
    return f"{kind}x{fold(value).encode().hex()}"


def identity_marks(call: Call) -> list[str]:
    """Return marks for who a call was with: phone numbers, and the caller's whole name beside the person's."""
    marks = [mark("phone", number) for number in phones(call)]
    names = [clean_line(call.answer(name)) for name in ("caller_name", "person_name")]
    if len(names[0].split()) >= WHOLE_NAME and (names[1] or call.answer("about") == "self"):
        marks.append(mark("names", "|".join(names)))
    return marks


def phones(call: Call) -> list[str]:
    """Return the phone numbers that a call keeps, as digits."""
    found = (digits(call.answer(name)) for name in ("caller_phone", "person_phone"))
    return list(dict.fromkeys(each for each in found if len(each) > SHORTEST_NUMBER))


def digits(number: str) -> str:
    """Return the digits of a phone number; the code of Finland is a 0."""
    return "".join(each for each in _COUNTRY.sub("0", number.strip()) if each.isascii() and each.isdigit())


def _stems(written: str) -> Iterator[str]:
    for word in dict.fromkeys(_WORD.findall(written.casefold())):
        yield from (f"stemx{key}" for key in sorted(finnish_keys(word)))


# ------------------------------------------------------------ what is asked


def asked_for(words: str, marks: Iterable[str] = (), service: str = "") -> str:
    """Return a query of the index, or nothing where nothing is asked: every word, every mark, a service by its name.

    A word is met by what begins with it and by other forms of it. ``service`` is an id, or words of a name that the
    referral kept: a service that has left the catalogue is found too.
    """
    parts = [_marked(each) for each in marks]
    if service:
        parts.append(_service(service))
    parts += [_word(each) for each in _chunks(words)[:QUERY_WORDS]]
    return " AND ".join(f"({part})" for part in parts if part)


def _chunks(words: str) -> list[str]:
    """Return what stands between spaces, a phone number in one piece; nothing of signs alone."""
    numbers = _PHONE.findall(words)
    rest = _PHONE.sub(" ", words).split()
    return [digits(each) for each in numbers] + [each for each in rest if any(map(str.isalnum, each))]


def _word(chunk: str) -> str:
    tokens = _WORD.findall(fold(chunk))
    if not tokens:
        return ""
    least = SHORTEST_NUMBER if tokens[-1].isdecimal() else SHORTEST_BEGINNING
    beginning = " *" if len(tokens[-1]) >= least else ""
    met = [f"words : {_quoted(' '.join(tokens))}{beginning}"]
    if len(tokens) == 1:
        spelt = _WORD.findall(chunk.casefold())
        met += [_marked(f"stemx{key}") for key in sorted(finnish_keys(spelt[0]) if spelt else ())]
    return " OR ".join(met)


def _service(named: str) -> str:
    words = [f"{_marked(mark('named', word))} *" for word in _WORD.findall(fold(named))]
    by_name = " AND ".join(words[:QUERY_WORDS])
    by_id = _marked(mark("service", named))
    return f"{by_id} OR ({by_name})" if by_name else by_id


def _marked(token: str) -> str:
    return f"marks : {_quoted(token)}"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
