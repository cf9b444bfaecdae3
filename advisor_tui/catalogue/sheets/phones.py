"""Phone numbers out of one cell, with what stands around them: whose they are, what a call costs, when it is answered.

``Vaihde 03 123 4567 (ma-pe 9-15), ajanvaraus 040 123 4567`` is two numbers.
"""

import re
from dataclasses import dataclass

from advisor_tui.catalogue.contact import Phone, Schedule
from advisor_tui.catalogue.numbers import FEWEST, MOST
from advisor_tui.catalogue.sheets import hours

LONGEST = 2_000
"""Characters: a cell with a hundred numbers has as many, and a longer one is a text."""

_HOUR = r"(?:[01]?\d|2[0-4])"
_TIME = rf"{_HOUR}(?:[.:]\d\d| ?- ?{_HOUR}(?!\d))"
_NUMBER = re.compile(
    r"(?<![\w.:,-])(?>(?:"
    r"\+\d+(?:[ -]?\(0\)[ -]?\d+)?(?:[ -]\d+)?"  # from abroad: +358 3 123 4567, +358 (0)40-123 456
    r"|\(0\d{1,4}\) ?\d+"  # (03) 123 4567
    r"|(?:0\d{1,3}/|0\d* ?- ?|0\d* )\d+|0\d+"  # 03 123 4567, 040-1234567, 09/1234567
    r"|[2-9]\d{2,9}"  # without its area, or a number that a spreadsheet has taken its first 0 from
    rf")(?:(?: (?!{_TIME})|-(?=\d{{3}}))\d+)*"  # the hours behind a number are no part of it
    r"|11[268](?: ?\d{3})?|10 ?0\d\d|1\d{4}"  # 112, 116 117, 118 118, 10022
    r")(?!\w|[-.:]\d)",
    re.ASCII,
)
"""A number, whole or not at all: a part of one would be a wrong number."""

_SEVERAL = re.compile(r"[^\S\n]+")
_LABEL = re.compile(
    r"^(?:puh|p|puhelin|puhelinnumero|puhnro|tel|tfn|telefon|phone|gsm|matkapuhelin)\b\.?:?", re.IGNORECASE
)
_COST = re.compile(
    r"maksuton|maksutta|ilmai|paikallisverkko|avgiftsfri|gratis|€|c/min|ct/min|\b(?:mpm|pvm|lsa|msa|snt|free)\b",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[()\n;]")
_DASHES = str.maketrans("‐‑‒–—−\u00a0", "------ ")
_EDGES = " .,:;/&+-–\n\t"


@dataclass(frozen=True)
class Found:
    """What a cell holds: its numbers, and the texts that were not understood, as they stand."""

    phones: tuple[Phone, ...]
    unclear: tuple[str, ...]


def read(text: str) -> Found:
    """Return the numbers in a cell. Hours that are not understood stay in the description of their number."""
    text = _SEVERAL.sub(" ", text.translate(_DASHES))
    numbers = [found for found in _NUMBER.finditer(text) if _plausible(found.group())] if len(text) <= LONGEST else []
    if not numbers:
        return Found((), (text.strip(),) if text.strip() else ())
    ends = [found.start() for found in numbers[1:]] + [len(text)]
    label = text[: numbers[0].start()]
    phones, unclear = [], []
    for found, end in zip(numbers, ends, strict=True):
        after, next_label = _parted(text[found.end() : end]) if end < len(text) else (text[found.end() :], "")
        around = _around(label, after)
        phones.append(Phone(found.group().replace("/", "-"), around.description, around.charge, around.schedules))
        unclear += around.unclear
        label = next_label
    return Found(tuple(phones), tuple(unclear))


def lost_zero(number: str) -> bool:
    """Tell whether a number looks like one from which a spreadsheet has taken the 0 that it begins with."""
    return re.fullmatch(r"[45]\d{7,9}", number) is not None


def _plausible(number: str) -> bool:
    digits = sum(char.isdigit() for char in number)
    return (FEWEST if number[0] in "01" else 6) <= digits <= MOST


def _parted(between: str) -> tuple[str, str]:
    """Return what lies between two numbers, parted into what belongs to the first and what to the second."""
    for mark in ("\n", ";", ",", "/", " tai ", " ja ", " eller ", " och ", " or ", " and "):
        before, found, after = between.rpartition(mark)
        if found:
            return before, after
    return ("", between) if between.rstrip().endswith(":") else (between, "")


@dataclass
class _Around:
    description: str
    charge: str
    schedules: tuple[Schedule, ...]
    unclear: list[str]


def _around(label: str, after: str) -> _Around:
    parts = [part.strip(_EDGES) for part in _BREAKS.split(after)]
    timely = [part for part in parts if hours.speaks_of_time(part)]
    words = [part for part in parts if part and part not in timely]
    found = hours.read("\n".join(timely)) if timely else ()
    unclear = []
    if found is None:
        found, words = (), [*words, *timely]
        unclear = [", ".join(timely)]
    costs = [part for part in words if _COST.search(part) and part not in timely]
    label = _LABEL.sub("", label.strip(_EDGES)).strip(_EDGES)
    described = [each for each in (label, *words) if each and each not in costs]
    return _Around(", ".join(described), ", ".join(costs), found, unclear)
