"""What differs between two states of one service, field by field, in words that a person compares at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, get_args

from advisor_tui.catalogue import tellers
from advisor_tui.catalogue.service import Service
from advisor_tui.catalogue.tellers import Items, Teller, in_others, listed, text
from advisor_tui.language import N_, _, pgettext
from advisor_tui.text import clean_line

Field = Literal[
    "phone",
    "hours",
    "status",
    "price",
    "eligibility",
    "address",
    "areas",
    "web",
    "name",
    "organization",
    "languages",
    "texts",
    "other",
]
"""What is told apart; what misleads a caller stands before the rest."""

FIELDS: tuple[Field, ...] = get_args(Field)

LONGEST = 100
"""Characters told of each side: with the name before them, two or three lines of a terminal."""

LEAD = 20
"""Characters told before the first one that differs, so that its place is recognised."""

SEEN_AGAIN = frozenset({"assured_date", "last_modified", "inferred"})
"""Fields that differ whenever a service is read again: they say nothing new of it."""


@dataclass(frozen=True)
class Difference:
    """One thing that differs, and what it was and is: empty where there was or is nothing.

    Of the ``other`` things, ``after`` names those that differ.
    """

    field: Field
    before: str
    after: str

    def __str__(self) -> str:
        what = field_words(self.field)
        if self.field == "other":
            return f"{what}: {self.after}"
        return f"{what}: {self.before or '–'} → {self.after or '–'}"


@dataclass(frozen=True)
class _Aspect:
    """What is told together: the fields it stands in, and ways to tell it, of which the first that differs is used."""

    field: Field
    fields: tuple[str, ...]
    tellers: tuple[Teller, ...]


def field_words(field: Field) -> str:
    """Return what differs, in the reader's language."""
    words: dict[Field, str] = {
        "phone": _("phone"),
        "hours": _("hours"),
        "status": pgettext("difference", "state"),
        "price": _("price"),
        "eligibility": _("for whom"),
        "address": _("place"),
        "areas": _("area"),
        "web": _("web and e-mail"),
        "name": _("name"),
        "organization": _("organization"),
        "languages": _("languages"),
        "texts": _("texts"),
        "other": _("other"),
    }
    return words[field]


_TEXTS = ("summary", "description", "say_aloud", "application_process")

_ASPECTS = (
    _Aspect("phone", ("phones", "locations"), (tellers.numbers, tellers.numbers_fully)),
    _Aspect("hours", ("schedules", "phones", "locations"), (tellers.hours,)),
    _Aspect("status", ("status",), (tellers.status,)),
    _Aspect("price", ("charge", "fees_description", "sv", "en"), (tellers.price, *in_others("fees_description"))),
    _Aspect(
        "eligibility",
        ("minimum_age", "maximum_age", "eligibility_description", "sv", "en"),
        (tellers.eligibility, *in_others("eligibility_description")),
    ),
    _Aspect("address", ("locations",), (tellers.places, tellers.places_fully)),
    _Aspect("areas", ("service_areas",), (tellers.areas,)),
    _Aspect("web", ("url", "links", "emails"), (tellers.web,)),
    _Aspect(
        "name",
        ("name", "alternate_names", "sv", "en"),
        (text("name"), listed("alternate_names"), *in_others("name")),
    ),
    _Aspect("organization", ("organization",), (text("organization"),)),
    _Aspect("languages", ("languages",), (listed("languages"),)),
    _Aspect(
        "texts",
        (*_TEXTS, "alert", "sv", "en"),
        (*map(text, (*_TEXTS, "alert")), *(each for name in _TEXTS for each in in_others(name))),
    ),
)
"""In the order of :data:`FIELDS`."""

_OTHER = {
    "type": N_("kind of service"),
    "rung": N_("rung of the ladder"),
    "provider_kind": N_("kind of provider"),
    "life_area": N_("area of life"),
    "taxonomy_terms": N_("classes"),
    "caller_words": N_("words of callers"),
    "lighter": N_("lighter services"),
    "source": N_("source"),
    "source_id": N_("id in the source"),
    "organization_id": N_("id of the organization"),
    "sample": N_("sample"),
    "favourite": N_("favourite"),
}
"""Fields that are only named when they differ."""


def differences(before: Service, after: Service) -> tuple[Difference, ...]:
    """Return what differs, in the order of :data:`FIELDS`; nothing where the service was only seen again."""
    differing = [
        name
        for name in Service.__struct_fields__
        if name not in SEEN_AGAIN and getattr(before, name) != getattr(after, name)
    ]
    found: list[Difference] = []
    told: set[str] = set()
    for aspect in _ASPECTS:
        if not set(aspect.fields).isdisjoint(differing):
            sides = _sides(aspect, before, after)
            if sides:
                found.append(Difference(aspect.field, *sides))
                told.update(aspect.fields)
    rest = dict.fromkeys(_name(name) for name in differing if name not in told)
    if rest:
        found.append(Difference("other", "", ", ".join(rest)))
    return tuple(found)


def _name(name: str) -> str:
    """Return what a field is called that is only named: its own name, or that of what it belongs to."""
    if name in _OTHER:
        return _(_OTHER[name])
    return next((field_words(aspect.field) for aspect in _ASPECTS if name in aspect.fields), name)


def _sides(aspect: _Aspect, before: Service, after: Service) -> tuple[str, str] | None:
    for teller in aspect.tellers:
        sides = _apart(teller(before), teller(after))
        if sides:
            return sides
    return _hours_exchanged(before, after) if aspect.field == "hours" else None


def _hours_exchanged(before: Service, after: Service) -> tuple[str, str] | None:
    """Tell hours that numbers or places have exchanged; that another number has the same hours is told elsewhere."""
    if _labels(before) != _labels(after):
        return None
    return _apart(tellers.hours_with_labels(before), tellers.hours_with_labels(after))


def _labels(service: Service) -> set[str]:
    return {label for label, _schedules in tellers.all_hours(service)}


def _apart(before: Items, after: Items) -> tuple[str, str] | None:
    """Return both sides as short texts that differ; None where they say the same."""
    left, right = _line(before), _line(after)
    if left == right:
        return None
    if max(len(left), len(right)) > LONGEST:
        common = set(before) & set(after)
        shorter_left, shorter_right = (_line(each for each in side if each not in common) for side in (before, after))
        if shorter_left != shorter_right:
            left, right = shorter_left, shorter_right
    if max(len(left), len(right)) > LONGEST:
        start = max(0, _common(left, right) - LEAD)
        left, right = _from(left, start), _from(right, start)
    return left, right


def _line(items: Iterable[str]) -> str:
    return clean_line(", ".join(items))


def _common(left: str, right: str) -> int:
    """Return how many characters two texts begin with in common."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _from(told: str, start: int) -> str:
    """Return a text from a place on, begun at a word where there is one near, cut to what is told."""
    if start:
        word = told.rfind(" ", max(0, start - LEAD), start) + 1
        told = "…" + told[word or start :]
    return told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"
