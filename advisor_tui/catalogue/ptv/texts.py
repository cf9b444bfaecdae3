"""Texts in several languages, as PTV has them: lists of ``{language, value, type}``, or objects by language."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from advisor_tui.catalogue.payload import Payload
from advisor_tui.errors import shown
from advisor_tui.language import _

Texts = dict[str, str]
"""One thing said in Finnish, Swedish and English (``fi``, ``sv``, ``en``) and, if need be, in another language."""

READ = ("fi", "sv", "en")
"""The languages the desk speaks, in the order in which one stands in for another."""

OTHER = "*"
"""Any other language, such as the Sami languages, or none named."""

CODE = re.compile(r"[a-z]{2,3}(-[a-z]+)?")
"""A language as PTV writes it: ISO 639, Sami languages with three letters (``smn``)."""


class Said(NamedTuple):
    """A text, its language, and the object it stands in."""

    language: str
    text: str
    item: Payload


def said(payload: Payload, name: str, *, lines: bool = False) -> list[Said]:
    """Return the texts of a field that are not empty, with their line ends or on one line."""
    if payload.shape(name) not in ("", "list"):
        return [each for each in _in_other_shapes(payload, name, lines) if each.text]
    found = []
    for item in payload.children(name):
        text = item.text("value", lines=lines)
        if text:  # a language without a text says nothing, not even of its language
            found.append(Said(_language(item, "language", item.text("language")), text, item))
    return found


def _in_other_shapes(payload: Payload, name: str, lines: bool) -> Iterator[Said]:
    """Yield the texts of an object by language, of a list of texts, or of a text alone."""
    shape = payload.shape(name)
    if shape == "object":
        within = payload.child(name)
        for code in within.keys():  # noqa: SIM118 - a payload is no mapping
            yield Said(_language(within, code, code), within.text(code, lines=lines), within)
    elif shape == "texts":
        yield from (Said(OTHER, text, payload) for text in payload.texts(name))
    else:
        yield Said(OTHER, payload.text(name, lines=lines), payload)


def language_of(item: Payload) -> str:
    """Return the code of an item's language as it is written; empty where there is none, or what is none."""
    code = item.text("language").lower()
    return code if CODE.fullmatch(code) else ""


def _language(payload: Payload, name: str, written: str) -> str:
    code = written.lower()
    if code in READ:
        return code
    if code and not CODE.fullmatch(code):
        payload.wrong(name, _("is not a language code such as fi: “{value}”").format(value=shown(written)))
    return OTHER


def in_each(payload: Payload, name: str) -> Texts:
    """Return the first text of a field in each language, on one line."""
    found: Texts = {}
    for language, text, _item in said(payload, name):
        found.setdefault(language, text)
    return found


def name_of(payload: Payload, name: str) -> str:
    """Return the Finnish text of a field or, where there is none, that in the first other language."""
    if payload.shape(name) != "list":
        return main(in_each(payload, name))
    items = [
        (_language(item, "language", item.text("language")), item) for item in payload.children(name) if "value" in item
    ]
    ranked = sorted(items, key=lambda each: (*READ, OTHER).index(each[0]))
    return next(filter(None, (item.text("value") for _language, item in ranked)), "")


def paragraphs(payload: Payload, name: str) -> Texts:
    """Return all texts of a field in each language, one under the other."""
    found: Texts = {}
    for language, text, _item in said(payload, name, lines=True):
        found[language] = f"{found[language]}\n{text}" if language in found else text
    return found


def every(payload: Payload, name: str) -> tuple[str, ...]:
    """Return the texts of a field in all languages, each once."""
    return tuple(dict.fromkeys(text for _language, text, _item in said(payload, name)))


def language(texts: Texts) -> str:
    """Return the first language in which something is said, Finnish before the others; empty where nothing is."""
    return next((code for code in (*READ, OTHER) if texts.get(code)), "")


def main(texts: Texts) -> str:
    """Return the Finnish text or, where there is none, that in the first other language."""
    return texts.get(language(texts), "")
