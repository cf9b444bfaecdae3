"""The reader's language: every word of the program passes through here. Finnish first, English beside it.

The words in the code are English and serve as keys; ``locales/<code>/LC_MESSAGES/advisor.po`` holds what is shown.
A further language is a further folder, without a change of code. What the caller hears is data (:class:`Words`),
because the caller's language need not be the reader's.
"""

import gettext
from datetime import date, datetime
from functools import cache
from pathlib import Path

from msgspec import Struct

LOCALES = Path(__file__).parent / "locales"
DOMAIN = "advisor"
DEFAULT = "fi"


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing said in several languages, as data files hold it. Finnish is always there."""

    fi: str
    sv: str = ""
    en: str = ""

    def all(self) -> tuple[str, str, str]:
        """Return the words in Finnish, Swedish and English, empty where they are not translated."""
        return (self.fi, self.sv, self.en)

    def pick(self, code: str) -> str:
        """Return the words in a language, or in Finnish where they are not translated."""
        return {"sv": self.sv, "en": self.en}.get(code) or self.fi


def available() -> tuple[str, ...]:
    """Return the codes of the languages the program can speak, Finnish first."""
    found = {entry.parent.parent.name for entry in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return (DEFAULT, *sorted(found - {DEFAULT}))


@cache
def _load(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALES, languages=[code])


class _Reader:
    """The language now in use; one reader sits at one terminal."""

    code: str = DEFAULT


def use(code: str) -> None:
    """Speak this language from now on. Raises ``LookupError`` for one that is not there."""
    if code not in available():
        raise LookupError(code)
    _Reader.code = code


def current() -> str:
    """Return the code of the language in use."""
    return _Reader.code


def _(message: str) -> str:
    """Return the message in the reader's language."""
    return _load(_Reader.code).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that goes with a count."""
    return _load(_Reader.code).ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Return a short word whose translation depends on where it stands."""
    return _load(_Reader.code).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the customary name, which the extractor of messages knows
    """Mark a message that is translated later, where it is shown."""
    return message


def weekday(day: date) -> str:
    """Return the short name of a weekday (``ma``)."""
    names = (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )
    return names[day.weekday()]


def short_day(day: date) -> str:
    """Return a day of about now without its year (``ke 2.12.``)."""
    return _("{weekday} {day}.{month}.").format(weekday=weekday(day), day=day.day, month=day.month)


def full_day(day: date) -> str:
    """Return a day with its year (``2.12.2026``)."""
    return _("{day}.{month}.{year}").format(day=day.day, month=day.month, year=day.year)


def hours(moment: datetime) -> str:
    """Return a time of day as it is said (``8.05``)."""
    return _("{hour}:{minute:02}").format(hour=moment.hour, minute=moment.minute)


def seconds(moment: datetime) -> str:
    """Return a time of day to the second (``14.32.07``), always equally wide."""
    return _("{hour:02}:{minute:02}:{second:02}").format(hour=moment.hour, minute=moment.minute, second=moment.second)
