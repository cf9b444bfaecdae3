"""Keys under which the forms of a word meet: ``hoito`` and ``hoidon``, ``lääke`` and ``lääkkeitä``, ``apu``, ``avun``.

Snowball takes the endings off (Porter's stemmers, by PyStemmer). What it leaves still differs where Finnish changes
the consonants within a word (*astevaihtelu*) or the vowels before an ending; both sides are led to the same key here.
A key is for comparing only and need not be a word. Swedish and English words get the keys of their own stemmers, and
keys of two languages never meet.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import Stemmer

from advisor_tui.text import fold

REMEMBERED = 4_096
"""Words whose keys are remembered: those of a call, which are asked for again with each key."""

SHORTEST_KEY = 2
"""Letters: ``apu`` leaves two (``av``); one letter would bring half the words together."""

SHORTEST_WORD = 3
"""Letters from which a word is taken to have endings at all."""

_GEMINATES = re.compile(r"(kk|pp|tt|ll|mm|nn|rr|ss)$")

_WEAKENED = (
    (re.compile(r"nk$"), "n"),  # kaupunki, kaupungin
    (re.compile(r"ng$"), "n"),
    (re.compile(r"mp$"), "m"),  # kampa, kamman
    (re.compile(r"nt$"), "n"),  # asunto, asunnon
    (re.compile(r"lt$"), "l"),  # valta, vallan
    (re.compile(r"rt$"), "r"),  # kerta, kerran
    (re.compile(r"(?<=[lrh])k$"), ""),  # velka, velan; virka, viran; nahka, nahan
    (re.compile(r"(?<=[aeiouylr])p$"), "v"),  # apu, avun; kylpy, kylvyn
    (re.compile(r"(?<=[aeiouyh])t$"), "d"),  # hoito, hoidon; lähteä, lähden
    (re.compile(r"(?<=[aeiouy])k$"), ""),  # ruoka, ruoan
)
"""The strong grade at the end of a key and what the weak one becomes; the first that fits counts."""

_ENDINGS = (
    (re.compile(r"(?<=[uyoea])ks$"), "s"),  # siivouks(en) and siivous
    (re.compile(r"(?<=.{3})[ei]m$"), ""),  # puhelim(en) and puhel(in)
    (re.compile(r"(?<=.{3})in$"), ""),
    (re.compile(r"(?<=.{2})(?:ise|ine|inen|is|in)$"), "i"),  # omais(en) and omainen
    (re.compile(r"(?<=.{3})u[dt]$"), "us"),  # sairaud(en) and sairaus
)

_SPOKEN = re.compile(r"uu(?=a)")
"""*ruuan* is *ruoan*, as it is spoken."""

_SHORTENED = (("ks", "i"), ("st", "a"), ("lt", "a"), ("ll", "a"), ("s", "sa"))
"""Endings as they are spoken and what they lack: *yöks(i)*, *naapurist(a)*, *kerrostalos(sa)*."""

_ASSIMILATED = re.compile(r"(?<=[a-zåäö])([uyoöei])\1$")
"""*ukkoo*, *liikuttuu*: the last vowel has become like the one before it; written, it is an a or ä."""

_PASSIVE = re.compile(r"(?<=.{4})(?:e?t(?:aan|ään|iin)|ttiin|ttu|tty)$")
"""*huudetaan*, *valvotaan*, *maksettiin*: what nobody in particular does."""

_DONE = re.compile(r"(?<=.{3})(?:n[uy]t?|neet)$")
"""*eksynyt*, *kaatunu*, *juoneet*: what has been done."""

_LAST_VOWELS = re.compile(r"[aeiouy]{1,2}$")
"""A stem ends in one vowel or two; where there are more, another word begins."""

_OWNED = re.compile(r"(?<=.{4})(?:ni|si|nsa|mme|nne)$")
_CLITIC = re.compile(r"(?<=.{4})(?:kin|kaan|ko|han|pa)$")
_ACTION = re.compile(r"(?<=.{4})m(?:inen|isen|ista|iseen|isessa|isestä|aan|ään|assa|ässä|alla|ällä|asta|ästä)$")
"""*siivoaminen*, *siivoomaan*, *kaatumasta*: doing it, and what leads to or from it."""


@lru_cache(maxsize=REMEMBERED)
def keys(word: str) -> frozenset[str]:
    """Return the keys of a word in lower case, each marked with its language; none for a very short word."""
    if len(word) < SHORTEST_WORD or word.isdecimal():
        return frozenset()
    return finnish_marked(word) | {f"s{_stem('swedish', word)}", f"e{_stem('english', word)}"}


def finnish_marked(word: str) -> frozenset[str]:
    """Return the Finnish ones among the keys of a word."""
    return frozenset(f"f{key}" for key in finnish_keys(word))


@lru_cache(maxsize=REMEMBERED)
def finnish_keys(word: str) -> frozenset[str]:
    """Return the Finnish keys of a word in lower case: its stem in the strong and in the weak grade."""
    if len(word) < SHORTEST_WORD:
        return frozenset()
    found: set[str] = set()
    for form in _forms(_SPOKEN.sub("uo", word)):
        found |= _graded(_settled(fold(_stem("finnish", form))))
        found |= {key for read in _unstemmed(fold(form)) for key in _graded(_bare(read))}
    return frozenset(key for key in found if len(key) >= SHORTEST_KEY)


def stem(word: str) -> str:
    """Return a word without its endings, folded: what the words made from it begin with (``siivoojan``: ``siivoo``)."""
    return fold(_stem("finnish", word))


def _forms(word: str) -> set[str]:
    """Return a word, and what it is where its last letters are read in another way than the stemmer does."""
    forms = {word}
    for ending in (_CLITIC, _OWNED):
        forms |= {ending.sub("", form) for form in forms}
    for form in tuple(forms):
        if form.endswith(("sta", "stä")):
            forms.add(form[:-2])  # siivous-ta, where the stemmer sees siivou-sta
        if form.endswith(("as", "äs", "is", "es")):
            forms.add(form[:-1])  # hammas and hampaan, asukas and asukkaan
        forms |= {ending.sub("", form) for ending in (_ACTION, _PASSIVE, _DONE)}
    return forms | set(_written(word))


def _written(word: str) -> Iterator[str]:
    """Yield what a spoken form may be in writing."""
    if len(word) > SHORTEST_WORD:
        yield from (word + lacks for ending, lacks in _SHORTENED if word.endswith(ending))
        whole = _ASSIMILATED.sub(r"\1a", word)
        if whole != word:
            yield whole
            yield f"{word}n"  # kotii(n)


def _unstemmed(form: str) -> set[str]:
    """Return a form as a word without ending, or with n or t: the stemmer takes *diako-ni* for a possessive."""
    if form[-1] in "aeiouy":
        return {form}
    return {form[:-1]} if form[-1] in "nt" and form[-2] in "aeiouy" else set()


def _settled(key: str) -> str:
    """Return a folded stem without the endings that differ from form to form."""
    for pattern, instead in _ENDINGS:
        key = pattern.sub(instead, key)
    return _bare(key)


def _bare(key: str) -> str:
    """Return a key without the vowels at its end, as long as enough is left to tell it from others."""
    shorter = _LAST_VOWELS.sub("", key)
    return shorter if len(shorter) >= SHORTEST_KEY else key[:SHORTEST_KEY]


def _graded(key: str) -> set[str]:
    single = _GEMINATES.sub(lambda found: found[0][0], key)
    if single != key:
        return {single}  # kk is the strong grade of k, which both now are
    for strong, weak in _WEAKENED:
        if strong.search(key):
            return {key, _bare(strong.sub(weak, key))}
    return {key}


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language)


def _stem(language: str, word: str) -> str:
    return str(_stemmer(language).stemWord(word))
