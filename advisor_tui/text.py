"""Text from outside, made safe to keep and to show, and folded for comparing.

Every string that the program did not write itself (catalogue, import, paste, database, arguments) passes
:func:`clean` once, where it comes in. What is left can be encoded, stored, printed and put on a terminal:
a framework that draws strings as they are would otherwise hand escape sequences on to the terminal.
"""

import re
import unicodedata

MARKS_KEPT = 4
"""Combining marks kept in a row: Vietnamese needs two, phonetic script three or four; a longer run is a prank."""

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u00ad\u061c\u200b\u200e\u200f\u2060-\u206f\u202a-\u202e\ufeff"  # soft hyphen, zero width, bidi controls
    "\ud800-\udfff"  # lone surrogates cannot be encoded
    "\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff"  # noncharacters and the replacement character's other neighbours
    "\U000e0000-\U000e007f"  # tags, which carry hidden text
    "]"
    "|[" + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)) + "]"
)
_LATIN = "!-~\u00a1-\u00ac\u00ae-\u02af\u2010-\u2027\u20ac"
_PLAIN = re.compile(f"[\n {_LATIN}]*")
"""Text of Latin letters, signs and line ends only: there is nothing in it to clean, and nearly all text is such."""

_PLAIN_LINE = re.compile(f"(?:[{_LATIN}]+(?: [{_LATIN}]+)*)?")
"""The same on one line, with single spaces within and none at the ends."""

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS = re.compile(f"({_MARK}{{{MARKS_KEPT}}}){_MARK}+")


def clean(value: str, *, limit: int | None = None) -> str:
    r"""Text without anything that a terminal, a file or a database could take for a command.

    Line ends become ``\n``, tabs a space; control, bidi and zero-width characters, surrogates and noncharacters
    go; the rest is NFC. Every visible character stays. Idempotent. ``limit`` cuts to that many characters.
    """
    if _PLAIN.fullmatch(value):
        return value if limit is None else value[:limit]
    value = _LINE_ENDS.sub("\n", value).replace("\t", " ")
    value = unicodedata.normalize("NFC", _UNSAFE.sub("", value))
    while _MARKS.search(value):  # a cut can bring marks together that another kind of mark kept apart
        value = unicodedata.normalize("NFC", _MARKS.sub(r"\1", value))
    return value if limit is None else value[:limit]


def clean_line(value: str, *, limit: int | None = None) -> str:
    """:func:`clean`, with every run of white space made one space and none at the ends: for one-line fields."""
    if _PLAIN_LINE.fullmatch(value) and (limit is None or len(value) <= limit):
        return value
    return clean(" ".join(clean(value).split()), limit=limit).rstrip()


def fold(value: str) -> str:
    """Text for comparing: case and diacritics gone (``ÄITI`` and ``aiti`` meet), length not kept."""
    # Signs such as ™ turn into capitals when they are taken apart: only then can case go.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", value).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
