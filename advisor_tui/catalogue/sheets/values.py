"""What one cell says: a day, limits of age, a price, a place on the map, addresses on the web."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from advisor_tui.catalogue.check import OLDEST
from advisor_tui.catalogue.service import Charge
from advisor_tui.catalogue.sheets.columns import key
from advisor_tui.errors import shown
from advisor_tui.language import _
from advisor_tui.text import fold

EPOCH = date(1899, 12, 30)
"""The day 0 of Excel's numbers for days, counted as Excel does for every day after February 1900."""

SERIALS = range(20_000, 80_000)
"""Numbers taken for days: 1954 to 2119. A year or a postal code in a cell for a day is a slip."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
_FINNISH = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})(?:,? (?:klo |kl )?\d{1,2}[.:]\d{2}.*)?", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)

_UNIT = (
    r" ?(?:v|v\.|vuotias|vuotiaat|vuotiaille|vuotiaiden|vuotta|vuoden ikaiset|ar|aringar|ars|years?(?: olds?| of age)?"
    r"|yrs?|y)?"
)
_MORE = (
    r"\+|->|tayttaneet|tayttaneille|tayttanyt|alkaen|ylospain|(?:ja|tai) (?:sita )?(?:vanhemmat|vanhemmille|yli)"
    r"|fyllda|(?:och|eller) (?:over|aldre|uppat)|(?:and|or) (?:over|older|above|up)"
)
_LESS = (
    r"(?:ja|tai) (?:sita )?(?:nuoremmat|nuoremmille|alle)|(?:och|eller) (?:yngre|under)|(?:and|or) (?:younger|under)"
)
_AGE = r"(\d{1,3})"
_BETWEEN = re.compile(rf"{_AGE} ?- ?{_AGE}{_UNIT}", re.ASCII)
_FROM = re.compile(
    rf"(?:yli|vahintaan|alkaen|tayttaneet|over|minst|fran|fyllda|from|at least|aged|min\.?|>=?) ?{_AGE}{_UNIT}"
    rf"|{_AGE}{_UNIT} ?(?:{_MORE})",
    re.ASCII,
)
"""From an age on. *Yli 65* is said of whoever has turned 65: the narrower reading would shut somebody out."""

_BELOW = re.compile(rf"(?:alle|under|yngre an|younger than|below|<) ?{_AGE}{_UNIT}", re.ASCII)
_UP_TO = re.compile(
    rf"(?:enintaan|korkeintaan|hogst|upp till|at most|up to|max\.?|<=) ?{_AGE}{_UNIT}|{_AGE}{_UNIT} ?(?:{_LESS})",
    re.ASCII,
)
_ONE = re.compile(rf"{_AGE}{_UNIT}", re.ASCII)

_AMOUNT = re.compile(r"(\d+)(?:[.,](\d{1,2}|-))?(?![\d%])", re.ASCII)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_DASHES = str.maketrans("‐‑‒–—−\u00a0", "------ ")


class Unclear(ValueError):
    """A cell that does not say what its column holds; the message says why, in the reader's language."""


class Several(NamedTuple):
    """What a list in a cell says, and what was wrong with parts of it."""

    found: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class Ages(NamedTuple):
    """The youngest and the oldest whom a service is for, in full years; None where there is no limit."""

    minimum: int | None = None
    maximum: int | None = None


class Price(NamedTuple):
    """Whether a service costs something, and the words for it."""

    charge: Charge = ""
    words: str = ""


def day(text: str) -> date:
    """Return the day of a date as people and spreadsheets write it. Raises :class:`Unclear`."""
    try:
        if found := _FINNISH.fullmatch(text):
            number, month, year = map(int, found.groups())
            return date(year + 2000 if year < 100 else year, month, number)
        if found := _ISO.fullmatch(text):
            return date(*map(int, found.groups()))
        if (found := _SERIAL.fullmatch(text)) and int(found[1]) in SERIALS:
            return EPOCH + timedelta(days=int(found[1]))
    except ValueError as error:
        raise Unclear(_("there is no such day: “{value}”").format(value=shown(text))) from error
    raise Unclear(_("is no day such as 21.11.2026 or 2026-11-21: “{value}”").format(value=shown(text)))


def past_day(today: date) -> Callable[[str], date]:
    """Return what reads a day that has been. Raises :class:`Unclear` for one to come as well."""

    def read(text: str) -> date:
        found = day(text)
        if found > today:
            raise Unclear(_("lies in the future: “{value}”").format(value=shown(text)))
        return found

    return read


def ages(text: str, everyone: frozenset[str]) -> Ages:
    """Return the limits that a text states (``65+``, ``18–64 v``, ``alle 18``). Raises :class:`Unclear`."""
    plain = " ".join(fold(text).translate(_DASHES).replace("-v", " v").replace("-ar", " ar").split()).strip(" .")
    if key(plain) in everyone:
        return Ages()
    if found := _BETWEEN.fullmatch(plain):
        return _sound(text, Ages(int(found[1]), int(found[2])))
    if found := _FROM.fullmatch(plain):
        return _sound(text, Ages(minimum=int(found[1] or found[2])))
    if found := _BELOW.fullmatch(plain):
        return _sound(text, Ages(maximum=int(found[1]) - 1))
    if found := _UP_TO.fullmatch(plain):
        return _sound(text, Ages(maximum=int(found[1] or found[2])))
    raise Unclear(_("is no limit of age such as 65+ or 18–64: “{value}”").format(value=shown(text)))


def age(text: str) -> int:
    """Return an age in full years. Raises :class:`Unclear`."""
    found = _ONE.fullmatch(" ".join(fold(text).translate(_DASHES).replace("-v", " v").split()).strip(" ."))
    if not found:
        raise Unclear(_("is no age in years: “{value}”").format(value=shown(text)))
    return _sound(text, Ages(minimum=int(found[1]))).minimum or 0


def _sound(text: str, found: Ages) -> Ages:
    minimum, maximum = found
    if any(limit is not None and not 0 <= limit <= OLDEST for limit in found) or (
        minimum is not None and maximum is not None and minimum > maximum
    ):
        raise Unclear(_("there are no such ages: “{value}”").format(value=shown(text)))
    return found


def price(text: str, free: frozenset[str], charged: frozenset[str]) -> Price:
    """Return what a service costs. What does not say whether it costs anything is kept as words."""
    plain = key(text)
    amounts = [f"{found[1]}{found[2] or ''}".strip("0-") for found in _AMOUNT.finditer(text)]
    if plain in free or (amounts and not any(amounts) and len(plain.split()) <= 2):
        return Price("free")
    if any(amounts) or plain in charged:
        return Price("fee", text)
    begins_free = any(plain.startswith(f"{word} ") for word in free)
    return Price("free" if begins_free and not amounts else "", text)


def postal_code(text: str) -> str:
    """Return a postal code; one from which a spreadsheet has taken its first zeros gets them back."""
    digits = text.replace(" ", "").upper().removeprefix("FI-")
    if not re.fullmatch(r"\d{3,5}", digits, re.ASCII):
        raise Unclear(_("is no postal code: “{value}”").format(value=shown(text)))
    return digits.zfill(5)


def degrees(limit: float) -> Callable[[str], float]:
    """Return what reads degrees of WGS 84 up to a limit, with a point or a comma. Raises :class:`Unclear`."""

    def read(text: str) -> float:
        found = re.fullmatch(r"-?\d{1,3}(?:[.,]\d{1,15})?", text, re.ASCII)
        value = float(text.replace(",", ".")) if found else limit + 1
        if abs(value) > limit:
            raise Unclear(_("is not in degrees such as 61.4978: “{value}”").format(value=shown(text)))
        return value

    return read


def emails(text: str) -> Several:
    """Return the e-mail addresses in a text."""
    parts = [part.removeprefix("mailto:") for part in re.split(r"[\s,;/]+", text) if part]
    return _sorted_out(parts, _EMAIL, _("is no e-mail address: “{value}”"))


def addresses(text: str) -> Several:
    """Return the web addresses in a text, with ``https://`` where it leaves that out."""
    parts = [part for part in re.split(r"[\s;]+|,(?=\s|www|http)", text) if part]
    found, problems = _sorted_out(parts, _WEB, _("is not a web address: “{value}”"))
    return Several(tuple(part if "://" in part else f"https://{part}" for part in found), problems)


def _sorted_out(parts: list[str], form: re.Pattern[str], problem: str) -> Several:
    right = tuple(part for part in parts if form.fullmatch(part))
    wrong = shown(" ".join(part for part in parts if part not in right))
    return Several(right, (problem.format(value=wrong),) if wrong else ())
