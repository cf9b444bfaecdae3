"""How long an import of the national catalogue takes, and that its memory does not grow with the number of pages.

    python -m tests.benchmarks.ptv_import                      20,000 services, and half and twice as many
    python -m tests.benchmarks.ptv_import --services 2000

The same number and seed give the same objects, of about the size that the interface gives them, written as pages of a
hundred. Each import runs in a process of its own, so that its peak is its own. The promise is 60 s and 1 GiB on two
cores for 20,000 services with their channels.
"""

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from advisor_tui import reference
from advisor_tui.catalogue import areas
from advisor_tui.catalogue.around import Around
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv import importer
from tests import ptv_payloads as ptv

PAGE = 100
"""Objects on a page of the interface."""

WORDS = re.findall(
    r"\w+",
    "palvelu asiakas hoito koti apu tuki arki yhteys puhelin hakemus päätös arvio neuvonta ohjaus perhe lapsi nuori "
    "ikäihminen terveys sairaus lääke vastaanotto aika kunta alue maksu tulot asuminen liikkuminen kuljetus ateria",
)

KINDS = ("Phone", "ServiceLocation", "EChannel", "WebPage", "PrintableForm")
SHARES = (25, 40, 15, 15, 5)
"""Of a hundred channels, about how many are of each kind."""

DESCRIPTIONS = 300
"""General descriptions there are; two services of three follow one."""

ORGANIZATIONS = 500


class Generator:
    """Objects as the interface gives them."""

    def __init__(self, places: areas.Areas, seed: int) -> None:
        self._chance = random.Random(seed)
        self._municipalities = [each for county in places.county if not county.sample for each in county.municipalities]
        self._descriptions = [self._id() for _number in range(DESCRIPTIONS)]
        self._organizations = [self._id() for _number in range(ORGANIZATIONS)]

    def write(self, folder: Path, services: int) -> None:
        """Write pages of everything."""
        channels = [self._id() for _number in range(services)]
        self._pages(folder / "services", services, lambda _number: self._service(channels))
        self._pages(folder / "channels", services, lambda number: self._channel(channels[number]))
        self._pages(folder / "descriptions", DESCRIPTIONS, lambda number: self._general(self._descriptions[number]))
        self._pages(folder / "organizations", ORGANIZATIONS, self._organization)

    def _pages(self, folder: Path, count: int, made: Callable[[int], Any]) -> None:
        folder.mkdir(parents=True)
        for number, start in enumerate(range(0, count, PAGE), start=1):
            items = [made(place) for place in range(start, min(count, start + PAGE))]
            (folder / f"{number:05}.json").write_bytes(msgspec.json.encode(ptv.page(items, number)))

    def _id(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))

    def _text(self, words: int) -> str:
        return " ".join(self._chance.choices(WORDS, k=words)).capitalize() + "."

    def _said(self, words: int, **more: str) -> list[ptv.Object]:
        return ptv.said(self._text(words), self._text(words), self._text(words), **more)

    def _terms(self, count: int, prefix: str, words: int) -> list[ptv.Object]:
        return [
            {
                "name": self._said(2),
                "description": self._said(words) if words else [],
                "code": f"{prefix}{self._chance.randint(1, 9)}.{self._chance.randint(1, 9)}",
                "ontologyType": "ptvserclass",
                "uri": f"http://urn.fi/URN:NBN:fi:au:ptvl:v{self._chance.randrange(10_000)}",
                "parentId": self._id(),
                "parentUri": "http://urn.fi/URN:NBN:fi:au:ptvl:v1060",
                "newUri": None,
                "newParentUri": None,
            }
            for _number in range(count)
        ]

    def _area(self) -> list[ptv.Object]:
        chosen = self._chance.sample(self._municipalities, self._chance.randint(1, 12))
        return [ptv.area("Municipality", None, *(ptv.municipality(each.code, each.fi, each.sv) for each in chosen))]

    def _service(self, channels: list[str]) -> ptv.Object:
        chance = self._chance
        texts = {"Summary": 12, "Description": 140, "UserInstruction": 30, "DeadLine": 5, "ChargeTypeAdditionalInfo": 9}
        connected = [
            ptv.connection(each, self._text(3), description=self._said(8, type="Description"))
            for each in chance.sample(channels, min(len(channels), chance.randint(1, 4)))
        ]
        number = chance.randrange(ORGANIZATIONS)
        return ptv.service(
            id=self._id(),
            generalDescriptionId=chance.choice([*self._descriptions, *([None] * (DESCRIPTIONS // 2))]),
            serviceNames=self._said(3, type="Name"),
            serviceDescriptions=[each for kind, words in texts.items() for each in self._said(words, type=kind)],
            areas=self._area(),
            serviceClasses=self._terms(2, "P", 40),
            ontologyTerms=self._terms(8, "", 0),
            targetGroups=self._terms(2, "KR", 0),
            lifeEvents=self._terms(1, "KE", 0),
            keywords=self._said(1),
            requirements=self._said(15),
            serviceChannels=connected,
            organizations=[ptv.agency(f"Järjestö {number} ry", self._organizations[number])],
        )

    def _channel(self, its_id: str) -> ptv.Object:
        chance = self._chance
        kind = chance.choices(KINDS, SHARES)[0]
        week = [ptv.opening(day) for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")]
        changes: ptv.Object = {
            "id": its_id,
            "serviceChannelNames": self._said(3, type="Name"),
            "serviceChannelDescriptions": self._said(90, type="Description"),
            "areas": self._area(),
            "webPages": [
                {"url": f"https://example.org/{code}/{its_id}", "value": self._text(2), "language": code}
                for code in ("fi", "sv", "en")
            ],
            "serviceHours": [ptv.hours(*week, additionalInformation=self._said(4))],
            "ontologyTerms": self._terms(8, "", 0),
            "services": [],
        }
        number = f"40{chance.randrange(10_000_000):07}"
        phones = [ptv.phone(number, code, additionalInformation=self._text(3)) for code in ("fi", "sv", "en")]
        changes["supportPhones" if kind in ("EChannel", "WebPage", "PrintableForm") else "phoneNumbers"] = phones
        if kind == "ServiceLocation":
            place = chance.choice(self._municipalities)
            where: ptv.Object = {
                "latitude": str(chance.randint(6_700_000, 7_500_000)),
                "longitude": str(chance.randint(250_000, 650_000)),
                "municipality": ptv.municipality(place.code, place.fi, place.sv),
            }
            sentences = [{"sentence": self._said(12)} for _number in range(6)]
            entrance = {
                "isMainEntrance": True,
                "accessibilitySentences": [{"sentenceGroup": self._said(2), "sentences": sentences}],
            }
            changes["addresses"] = [ptv.address(street=where, entrances=[entrance])]
        return ptv.channel(kind, **changes)

    def _general(self, its_id: str) -> ptv.Object:
        texts = {"Summary": 12, "BackgroundDescription": 120, "UserInstruction": 30}
        return ptv.general_description(
            id=its_id,
            descriptions=[each for kind, words in texts.items() for each in self._said(words, type=kind)],
            ontologyTerms=self._terms(5, "", 0),
        )

    def _organization(self, number: int) -> ptv.Object:
        names = ptv.said(f"Järjestö {number} ry", type="Name")
        return ptv.organization("Organization", id=self._organizations[number], organizationNames=names)


def measure(folder: Path) -> None:
    """Import a folder; print how many services came, the faults, the seconds, those of work, and the peak in MiB."""
    places = areas.load(reference.data_file("areas.toml"))
    around, faults = Around(reference.inference_rules(), places, ptv.TODAY), Faults()
    begun = time.perf_counter()
    count = sum(1 for _service in importer.services(folder, around, faults))
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} {faults.count} {seconds:.1f} {time.process_time():.1f} {peak:.0f}")


def sizes(count: int) -> Iterator[int]:
    """Yield half, the whole and twice the number."""
    yield from (count // 2, count, count * 2)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time and memory of an import of PTV.")
    parser.add_argument("--services", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--measure", type=Path, help="import this folder, and print only its numbers")
    given = parser.parse_args()
    if given.measure:
        measure(given.measure)
        return 0
    places = areas.load(reference.data_file("areas.toml"))
    for count in sizes(given.services):
        with tempfile.TemporaryDirectory() as folder:
            Generator(places, given.seed).write(Path(folder), count)
            size = sum(path.stat().st_size for path in Path(folder).rglob("*.json"))
            command = [sys.executable, "-m", "tests.benchmarks.ptv_import", "--measure", folder]
            found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        print(
            f"{count:7} services, {size / 1e6:6.0f} MB: {found[0]} imported, {found[1]} faults, "
            f"{found[2]:>6} s ({found[3]} s of work), peak {found[4]} MiB"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
