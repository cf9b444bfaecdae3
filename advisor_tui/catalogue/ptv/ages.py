"""Limits of age, where a text states them unmistakably (``yli 65-vuotiaille``); PTV has no field for them.

A sentence with an age counts only when the age is who the service is for. Where a condition, a choice, a price or
somebody else's age could be meant, or two sentences differ, nothing is taken: a wrong limit would hide a service
from somebody who may have it.
"""

import re
from typing import NamedTuple

from advisor_tui.catalogue.ptv.texts import READ, Texts

OLDEST = 120
"""Years: what is more is no age."""


class Limits(NamedTuple):
    """The youngest and the oldest age in full years that a service is for; None where there is no limit."""

    minimum: int | None = None
    maximum: int | None = None


_AGE = r"(?<!\d)\d{1,3}"
_FI_FOR = r"[- ]?vuoti(?:as|aille|aat)\b"
_SV_YEARS, _EN_YEARS = r" ?(?:år|-åringar|åringar)\b", r"(?:[- ]years?(?:[- ]olds?)?(?: of age)?)?\b"

AT_LEAST = {
    "fi": rf"(?:vähintään|yli) (?P<a>{_AGE}){_FI_FOR}"
    rf"|(?P<b>{_AGE})(?: vuotta täyttäneille| vuotta täyttäneet|-vuotiaille ja sitä vanhemmille)"
    rf"|täyttänyt (?:vähintään )?(?P<c>{_AGE}) vuotta",
    "sv": rf"(?:minst|över) (?P<a>{_AGE}){_SV_YEARS}|fyllt (?P<b>{_AGE}) år\b|(?P<c>{_AGE}) år fyllda",
    "en": rf"(?:at least|aged over|over) (?P<a>{_AGE}){_EN_YEARS}",
}
"""From this age on. *Yli 65-vuotias* is said of whoever has turned 65; the narrower reading would shut somebody out."""

BELOW = {
    "fi": rf"alle (?P<a>{_AGE}){_FI_FOR}",
    "sv": rf"(?:under|yngre än) (?P<a>{_AGE}){_SV_YEARS}",
    "en": rf"(?:aged under|under) (?P<a>{_AGE}){_EN_YEARS}",
}
"""Younger than this age."""

AT_MOST = {
    "fi": rf"enintään (?P<a>{_AGE}){_FI_FOR}",
    "sv": rf"högst (?P<a>{_AGE}){_SV_YEARS}",
    "en": rf"at most (?P<a>{_AGE}){_EN_YEARS}",
}
"""Up to this age."""

BETWEEN = {
    "fi": rf"(?P<a>{_AGE}) ?[-–] ?(?P<b>{_AGE}){_FI_FOR}",
    "sv": rf"i åldern (?P<a>{_AGE}) ?[-–] ?(?P<b>{_AGE}) år\b",
    "en": rf"aged (?:between )?(?P<a>{_AGE})(?: ?[-–] ?| to | and )(?P<b>{_AGE})(?: years)?\b",
}

AN_AGE = {
    "fi": r"\d[- ]?vuo[td]|\d v\.",
    "sv": r"\d[- ]?år",
    "en": r"\d[- ]?year|\baged? \d|\bover \d|\bunder \d|at least \d|at most \d",
}
"""Anything that could be an age."""

DOUBT = {
    "fi": r"kiell|\bei\b|huoltaj|suostum|vanhem(?:mat|pi|man|pien)|paitsi|poikkeu|\blapse|\blaste|myös"
    r"|erityisesti|esimerkiksi|yleensä|pääsääntö|ensisijai|maksu|ilmai|alennu|hinta|\bjos\b|\bmikäli\b|\btai\b|sekä",
    "sv": r"förbjud|\binte\b|vårdnadshavar|samtyck|föräld|utom|undantag|\bbarn|också|även|särskilt"
    r"|till exempel|t\.ex|vanligtvis|främst|avgift|gratis|rabatt|pris|\bom\b|\beller\b|samt\b",
    "en": r"forbid|prohibit|\bnot\b|guardian|consent|parent|except|\bchild|also|especially|for example|e\.g"
    r"|usually|primarily|fee|charge|discount|price|\bif\b|\bor\b|as well as",
}
"""Words beside which an age may be a condition, one of several, or somebody else's."""

AND_MORE = {"fi": r"\bja\b(?! sitä vanhemmille)", "sv": r"\boch\b", "en": r"\band\b"}
"""After the age, this adds others whom the age does not limit."""

SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


def limits(texts: Texts) -> Limits | None:
    """Return the limits that a text states, in the first language it is in; None where it speaks of no age at all."""
    language = next((code for code in READ if texts.get(code)), "")
    if not language:
        return None
    sentences = [each for each in SENTENCE.split(texts[language].lower()) if re.search(AN_AGE[language], each)]
    found = {_of_sentence(sentence, language) for sentence in sentences}
    if not found:
        return None
    return found.pop() or Limits() if len(found) == 1 else Limits()


def _of_sentence(sentence: str, language: str) -> Limits | None:
    """Return what a sentence with an age in it states; None where that is not unmistakable."""
    if re.search(DOUBT[language], sentence):
        return None
    between = re.search(BETWEEN[language], sentence)
    least, below, most = (re.search(each[language], sentence) for each in (AT_LEAST, BELOW, AT_MOST))
    stated = [each for each in (between, least, below, most) if each]
    if not stated or re.search(AND_MORE[language], sentence[max(each.end() for each in stated) :]):
        return None
    rest = sentence
    for each in stated:
        rest = rest.replace(each[0], "")
    if re.search(AN_AGE[language], rest):
        return None
    return _sound(
        _age(between, "a") if between else _first(least),
        _age(between, "b") if between else _first(most) if most else _first(below, -1),
    )


def _sound(minimum: int | None, maximum: int | None) -> Limits | None:
    if any(age is not None and not 0 <= age <= OLDEST for age in (minimum, maximum)):
        return None
    return None if minimum is not None and maximum is not None and minimum > maximum else Limits(minimum, maximum)


def _first(found: re.Match[str] | None, more: int = 0) -> int | None:
    named = next((name for name, value in found.groupdict().items() if value), "") if found else ""
    return _age(found, named, more) if found and named else None


def _age(found: re.Match[str], name: str, more: int = 0) -> int:
    return int(found[name]) + more
