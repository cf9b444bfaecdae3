"""What looks like somebody's identity in free text: personal identity codes, phone numbers, e-mail, account numbers.

A code with a slip in it is found as well: it still tells who somebody is. What is found is told by its kind and
place, never repeated.
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from advisor_tui.language import _

Kind = Literal["identity_code", "phone", "email", "bank_account"]
"""*Henkilötunnus*; phone number; e-mail address; Finnish account number (IBAN)."""

KINDS: tuple[Kind, ...] = ("identity_code", "bank_account", "phone", "email")
"""In the order in which they are looked for: what is longer and surer takes its letters first."""

CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
"""The check character of an identity code is the one at the remainder of its nine digits by 31 (DVV)."""

_DIGITS = re.compile(r"\d(?:[\W_]{0,2}\d){5}")
"""Without six digits near each other and without an ``@`` nothing can be found; most text is done with here."""

_DASHES = "-+\u2010-\u2015\u2212\ufe63\uff0d\uff0b"
_CENTURIES = "yxwvuabcdef"
"""The signs between date and number: ``-`` and ``+`` with what is typed for them, letters since 2023 (DVV)."""

_IDENTITY_CODE = re.compile(
    rf"(?<!\d)(?P<date>(?:0[1-9]|[12]\d|3[01])[ .]?(?:0[1-9]|1[0-2])[ .]?\d\d)"
    rf"(?P<sign>\s{{0,2}}[{_DASHES}{_CENTURIES}]\s{{0,2}}|\s{{0,2}})(?P<number>\d{{3}})"
    rf"(?P<check>\s?[0-9a-fhj-npr-y])(?!\d)",
    re.IGNORECASE,
)
_BANK_ACCOUNT = re.compile(r"(?<![^\W_])FI\d\d(?:[ \u00a0-]?\d){12,16}(?!\d)", re.IGNORECASE)
"""FI and 16 digits; two more or fewer are a slip."""

_PHONE = re.compile(r"(?<![\w.,:/+-])\(?(?:\+\d{1,3}|0\d{1,3})\)?(?:[ \u00a0\u2010-\u2013()-]{0,2}\d){4,}")
_PHONE_DIGITS = range(7, 16)
"""Digits of a phone number: the shortest of a region with its area code, and the most that ITU-T E.164 allows."""

_GROUP_DIGITS = 10
"""Digits written without a space in the longest Finnish number: several numbers in a row have no longer group."""

_ISO_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
"""A day as the program writes it, which has more digits than a number must have."""

_DAY = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")
_GROUPS = re.compile(r"\d+")

_TAKEN = "\0"
"""Stands in the text for what has been found, so that nothing is found twice or by the letters of something else."""

_EMAIL_END = re.compile(r"(?:\s?@\s?|\s?[(\[]at[)\]]\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_EMAIL_START = re.compile(r"[\0\w.!#$%&'*+/=?^`{|}~-]{1,64}$")
"""What stands before the ``@``, at most 64 characters (RFC 5321)."""


class Find(Struct, frozen=True, order=True):
    """Where something stands in a text (from, up to but not including), and what it looks like."""

    start: int
    end: int
    kind: Kind


def may_hold(text: str) -> bool:
    """Tell in no time whether a closer look is worth while; several texts may be looked at as one."""
    return bool(_DIGITS.search(text)) or "@" in text or "(at)" in text or "[at]" in text


def finds(text: str) -> tuple[Find, ...]:
    """Return what looks like identity in a text, in its order; nothing overlaps."""
    if not may_hold(text) or not may_hold(_ISO_DAY.sub("", text)):
        return ()
    found: list[Find] = []
    left = text
    for kind in KINDS:
        for begun, end in list(_LOOKING[kind](left)):
            # An address may begin with a number that has been found already.
            start = end - len(left[begun:end].lstrip(_TAKEN))
            left = f"{left[:start]}{_TAKEN * (end - start)}{left[end:]}"
            found.append(Find(start, end, kind))
    return tuple(sorted(found))


def redacted(text: str, found: tuple[Find, ...]) -> str:
    """Return a text with a mark in the place of each find."""
    parts, last = [], 0
    for each in found:
        parts += [text[last : each.start], mark(each.kind)]
        last = each.end
    return "".join([*parts, text[last:]])


def mark(kind: Kind) -> str:
    """Return what stands in the place of what was redacted."""
    return f"[{name(kind)}]"


def name(kind: Kind) -> str:
    """Return what a kind of find is called."""
    return {
        "identity_code": _("personal identity code"),
        "phone": _("phone number"),
        "email": _("e-mail address"),
        "bank_account": _("account number"),
    }[kind]


def check_character(digits: str) -> str:
    """Return the check character of an identity code's nine digits (day, month, year, number)."""
    return CHECK[int(digits) % len(CHECK)]


def _identity_codes(text: str) -> Iterator[tuple[int, int]]:
    for found in _IDENTITY_CODE.finditer(text):
        if _is_sound(found) or _is_likely(found, text):
            yield found.span()


def _is_sound(found: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", found["date"]) + found["number"]
    return found["check"].strip().upper() == check_character(digits)


def _is_likely(found: re.Match[str], text: str) -> bool:
    """Tell whether a code with a wrong check character is one all the same, and not a day with a sum after it."""
    sign, check = found["sign"], found["check"]
    if text[found.end() : found.end() + 1].isalpha() or check[0].isspace():
        return False
    if sign.strip() in _CENTURIES:  # a letter, or no sign at all
        compact = sign == sign.strip() and found["date"].isdecimal()
        return compact and not (check.isdecimal() and not sign)
    return True


def _bank_accounts(text: str) -> Iterator[tuple[int, int]]:
    for found in _BANK_ACCOUNT.finditer(text):
        yield found.span()


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for found in _PHONE.finditer(text):
        groups = _GROUPS.findall(found[0])
        # Hours and days are written in pairs of digits: 08-16 09-17, 08 00-16 00, 01-12-2026.
        pairs = len(groups) <= 4 and all(len(each) <= 2 for each in groups)
        plausible = "+" in found[0] or not (pairs or _DAY.fullmatch(found[0]))
        digits = sum(map(len, groups))
        in_a_row = digits >= _PHONE_DIGITS.stop and max(map(len, groups)) <= _GROUP_DIGITS
        if plausible and (digits in _PHONE_DIGITS or in_a_row):
            yield found.span()


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for found in _EMAIL_END.finditer(text):
        begun = _EMAIL_START.search(text[max(0, found.start() - 64) : found.start()])
        if begun:
            yield found.start() - len(begun[0]), found.end()


_LOOKING = {
    "identity_code": _identity_codes,
    "phone": _phones,
    "email": _emails,
    "bank_account": _bank_accounts,
}
