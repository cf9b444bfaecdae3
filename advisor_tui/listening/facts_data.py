"""The words of facts, as data/listening/facts.toml holds them."""

from datetime import date

from msgspec import Struct

from advisor_tui.listening.negation import Negations


class AgeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """How ages are said. Keys of ``units`` and ``tens`` are the numbers that their words mean.

    ``after`` follow a number that is an age; those in ``weak_after`` also follow a span of time, which the words in
    ``no_age_near`` and those of ``span_before`` right before it tell. ``before`` stand before an age, ``about`` before
    one that stands alone, ``born`` before a year; ``measures`` follow what is none, ``address`` stand before what is
    none. A unit and one of the ``joints`` are tens, a unit and ``decade`` somebody about so old.
    """

    after: tuple[str, ...]
    weak_after: tuple[str, ...]
    span_before: tuple[str, ...]
    no_age_near: tuple[str, ...]
    before: tuple[str, ...]
    coming: tuple[str, ...]
    about: tuple[str, ...]
    born: tuple[str, ...]
    measures: tuple[str, ...]
    address: tuple[str, ...]
    joints: tuple[str, ...]
    decade: tuple[str, ...]
    units: dict[str, tuple[str, ...]]
    tens: dict[str, tuple[str, ...]]


class PeopleWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Who people are to each other, and which words tell who is calling about whom."""

    kin: tuple[str, ...]
    young: tuple[str, ...]
    close: tuple[str, ...]
    stranger: tuple[str, ...]
    about_us: tuple[str, ...]
    professional: tuple[str, ...]
    others: tuple[str, ...]
    calls: tuple[str, ...]
    client: tuple[str, ...]
    self_words: tuple[str, ...]
    first: tuple[str, ...]
    firmly: tuple[str, ...]
    pronoun: tuple[str, ...]
    gone: tuple[str, ...]
    helps: tuple[str, ...]
    cares: tuple[str, ...]
    am: tuple[str, ...]
    mine: tuple[str, ...]
    beside: tuple[str, ...]
    alone: tuple[str, ...]


class PlaceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What names places beside the municipalities' own names, and what tells whose place it is.

    ``names`` are places within municipalities, ``forms`` such as no rule makes (an empty name: no place).

    ``common`` names are words of every day, too; after ``titles`` stands a surname. ``own`` tells where the caller is,
    ``elsewhere`` where somebody else is or something happens, ``lives`` where the person concerned lives.
    """

    common: tuple[str, ...]
    titles: tuple[str, ...]
    own: tuple[str, ...]
    elsewhere: tuple[str, ...]
    lives: tuple[str, ...]
    names: dict[str, str]
    forms: dict[str, str]


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to a field of the script, and the signs by which it is heard."""

    field: str
    value: str
    signs: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Tongue(Struct, frozen=True, forbid_unknown_fields=True):
    """Small words by which the language of the notes is known, and how many of them it takes."""

    least: int
    sv: tuple[str, ...]
    en: tuple[str, ...]


class FactWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file, and since when and from where."""

    as_of: date
    source: str
    negation: Negations
    age: AgeWords
    people: PeopleWords
    place: PlaceWords
    answer: tuple[Answer, ...]
    groups: dict[str, tuple[str, ...]]
    tongue: Tongue
