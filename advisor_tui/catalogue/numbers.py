"""Phone numbers for comparing: the same number, however it is written, has the same digits."""

import re

COUNTRY = re.compile(r"(?:00|\+)358")
"""Finland's country code (ITU-T E.164), as it stands before a number dialled from abroad."""

FEWEST, MOST = 3, 15
"""Digits of a number: emergency numbers have three (112), E.164 allows fifteen with the country code."""

_DIGITS = re.compile(r"\d+", re.ASCII)
_BETWEEN = re.compile(r"[\s()./-]+")


def dialled(number: str) -> str:
    """Return the digits that are dialled in Finland (``+358 (0)3 123 4567`` is ``031234567``).

    Empty where that is not a number: a sample's with its X, words, too few digits or too many.
    """
    packed = _BETWEEN.sub("", number)
    abroad = COUNTRY.match(packed)
    if abroad:
        packed = "0" + packed[abroad.end() :].lstrip("0")
    packed = packed.removeprefix("+")
    return packed if _DIGITS.fullmatch(packed) and FEWEST <= len(packed) <= MOST else ""
