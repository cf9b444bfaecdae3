"""Catalogues of any size, as a national one would be: the shipped services, and beside them invented ones.

The same number and seed give the same services. An invented one has what an import brings: a name made from a kind and
a place, an organization, a description put together from sentences about its kind, hours and a number. It has none of
the words that people add by hand.
"""

import random
import re
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from advisor_tui.catalogue.areas import Areas, County, Municipality
from advisor_tui.catalogue.contact import Phone
from advisor_tui.catalogue.kinds import Kind
from advisor_tui.catalogue.service import Catalogue, Service, Translation

FORMS = ("{kind} {place}", "{place}: {kind}", "{kind}, {org}", "{adjective} {kind} {place}", "{kind} {part} {place}")
ADJECTIVES = ("Kunnallinen", "Yksityinen", "Kaksikielinen", "Liikkuva", "Keskitetty", "Lähellä sinua:", "Uusi")
PARTS = (
    "itäinen",
    "läntinen",
    "keskusta",
    "saaristo",
    "pohjoinen",
    "ikäihmiset",
    "aikuiset",
    "perheet",
    "palveluseteli",
)
FIRMS = ("Hoiva", "Apu", "Onni", "Lähi", "Seniori", "Tukena", "Arki", "Mehiläispesä", "Kotikulma", "Tähti", "Aurinko")
SYLLABLES = ("ka", "lo", "mi", "ne", "ru", "sa", "ti", "vu", "hel", "kor", "man", "pel", "rin", "sal", "tuo", "vii")
"""Names of firms and villages are put together from these: a national catalogue has tens of thousands of words."""

ENDS = ("Oy", "ry", "Osk", "säätiö", "palvelut Oy")

SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Stock:
    """What invented services are made from."""

    services: tuple[Service, ...]
    kinds: tuple[Kind, ...]
    areas: Areas

    def sentences(self, kind: str) -> list[str]:
        """Return the sentences of the shipped descriptions of a kind."""
        texts = [each.description for each in self.services if each.type == kind]
        return [sentence for text in texts for sentence in SENTENCE.split(text)]


def catalogue(stock: Stock, size: int, seed: int = 20261124) -> Catalogue:
    """Return a catalogue of so many services, the shipped ones first."""
    chance = random.Random(seed)
    by_kind = {kind.id: [each for each in stock.services if each.type == kind.id] for kind in stock.kinds}
    said = {kind.id: stock.sentences(kind.id) for kind in stock.kinds}
    places = [(county, place) for county in stock.areas.county if not county.sample for place in county.municipalities]
    made = list(stock.services[:size])
    while len(made) < size:
        kind = chance.choice(stock.kinds)
        model = chance.choice(by_kind[kind.id])
        made.append(_service(chance, kind, model, said[kind.id], *chance.choice(places), number=len(made)))
    return Catalogue(tuple(made))


def _service(
    chance: random.Random,
    kind: Kind,
    model: Service,
    said: list[str],
    county: County,
    place: Municipality,
    number: int,
) -> Service:
    own = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
    firm = f"{own} {chance.choice(FIRMS)}{chance.choice(FIRMS).casefold()} {chance.choice(ENDS)}"
    org = county.name.fi if chance.random() < 0.6 else f"{place.fi} {firm}"
    words = {
        "kind": re.split(r"[/(,]", kind.name.fi)[0].strip(),
        "place": place.fi,
        "org": org,
        "adjective": chance.choice(ADJECTIVES),
        "part": chance.choice(PARTS),
    }
    name = chance.choice(FORMS).format(**words)
    sentences = chance.sample(said, min(len(said), 3))
    return replace(
        model,
        id=f"made-{number}",
        name=name,
        alternate_names=(),
        caller_words=(),
        lighter=(),
        organization=org,
        description=" ".join([*sentences, f"{place.fi}, {county.name.fi}."]),
        service_areas=(place.fi,),
        assured_date=date(2026, 11, 1),
        sv=Translation(f"{re.split('[/(,]', kind.name.sv)[0].strip()} {place.sv or place.fi}", model.sv.summary),
        en=Translation(f"{re.split('[/(,]', kind.name.en)[0].strip()} {place.fi}", model.en.summary),
        phones=(Phone(f"0X{chance.randrange(10)} {chance.randrange(1000):03} {chance.randrange(10_000):04}"),),
    )
