"""Importers given what nobody should send: only a mishap that can be told may get out, and what comes in is sound.

    python -m tests.benchmarks.fuzz_importers --kind ptv --cases 10000
    python -m tests.benchmarks.fuzz_importers --kind ptv --cases 1 --seed 4711      that one case again

Each case is a file made from a sound one and spoilt: fields replaced, bytes flipped, taken out or cut off. A case that
fails is printed with its seed. To add a kind of source, put a :class:`Kind` into :data:`KINDS`.
"""

import argparse
import random
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from advisor_tui.catalogue.opening import problems_of
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.ptv import importer as ptv_importer
from advisor_tui.catalogue.service import Service
from advisor_tui.errors import AdvisorError
from tests import ptv_payloads as ptv
from tests.benchmarks import hsds_cases, sheet_cases
from tests.hostile import FORBIDDEN, HOSTILE

Spoil = Callable[[random.Random], bytes]
Read = Callable[[Path, Faults], Iterable[Service]]

AWKWARD: tuple[Any, ...] = (
    *HOSTILE,
    *(None, True, False, 0, -1, 2**63, 1e308, "", " ", "string", "9" * 5000, "x" * 30_000, "0001-01-01", "24:00", "-"),
    *([], {}, [[]], [None], {"": ""}, [{}], {"language": "fi", "value": "x"}, ["x"], [{"value": []}]),
)
"""Values that stand where others are expected."""


@dataclass(frozen=True)
class Kind:
    """A kind of source: how to make the content of a file that is to be read, what the file is called, and how to read.

    ``make`` gives the same content for the same state of chance.
    """

    make: Spoil
    name: str
    read: Read


def spoilt_values(value: Any, chance: random.Random, times: int) -> Any:
    """Return JSON in which some values are others, or stand where another stood."""
    for _time in range(times):
        places = ptv.paths(value)
        new = chance.choice(AWKWARD) if chance.random() < 0.7 else _at(value, chance.choice(places))
        value = ptv.replaced(value, chance.choice(places), new)
    return value


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for each in path:
        value = value[each]
    return value


def spoilt_bytes(raw: bytes, chance: random.Random) -> bytes:
    """Return bytes of which some are others, are missing, stand twice, or are cut off; most often none."""
    way = chance.random()
    if way < 0.6 or not raw:
        return raw
    at, length = chance.randrange(len(raw)), chance.randrange(1, 40)
    if way < 0.7:
        return raw[:at]
    if way < 0.8:
        return raw[:at] + raw[at + length :]
    if way < 0.9:
        return raw[: at + length] + raw[at:]
    return raw[:at] + chance.randbytes(length) + raw[at + length :]


def ptv_file(chance: random.Random) -> bytes:
    """Return a page, a list, lines, or single objects of PTV, spoilt."""
    kinds = ("Phone", "ServiceLocation", "EChannel", "WebPage", "PrintableForm")
    entry = ptv.hours(ptv.opening("Monday"), ptv.opening("Friday", "20:00", "08:00", "Monday"))
    special = ptv.hours(
        ptv.opening(None, "16:00", "08:00"), kind="Exceptional", validFrom="2026-12-24", validTo="2026-12-26"
    )
    details = {"phoneNumbers": [ptv.phone()], "emails": ptv.said("a@example.org"), "addresses": [ptv.address()]}
    connected = ptv.connection(contactDetails=details, serviceHours=[entry], description=ptv.said("Illat"))
    objects = [
        ptv.service(serviceChannels=[connected], generalDescriptionId=ptv.GENERAL),
        ptv.channel(
            chance.choice(kinds), serviceHours=[entry, special], phoneNumbers=[ptv.phone(), ptv.phone(language="sv")]
        ),
        ptv.general_description(),
        ptv.organization(),
    ]
    value = spoilt_values(objects, chance, chance.randint(1, 6))
    form = chance.randrange(4)
    if form == 0 or not isinstance(value, list):
        raw = msgspec.json.encode(value)
    elif form == 1:
        raw = msgspec.json.encode(ptv.page(value))
    elif form == 2:
        raw = b"\n".join(map(msgspec.json.encode, value))
    else:
        raw = msgspec.json.encode({f"{number}": each for number, each in enumerate(value)})
    return spoilt_bytes(raw, chance)


def read_ptv(path: Path, faults: Faults) -> Iterable[Service]:
    """Read a file of PTV."""
    return ptv_importer.services(path, ptv.around(), faults)


KINDS: dict[str, Kind] = {
    "ptv": Kind(ptv_file, "case.json", read_ptv),
    "hsds": Kind(
        lambda chance: spoilt_bytes(hsds_cases.made_json(chance, spoilt_values), chance), "case.json", hsds_cases.read
    ),
    "hsds-tables": Kind(
        lambda chance: spoilt_bytes(hsds_cases.made_tables(chance), chance), "case.zip", hsds_cases.read
    ),
    "sheet": Kind(lambda chance: spoilt_bytes(sheet_cases.made(chance), chance), "case.csv", sheet_cases.read),
}
"""The kinds of source there are."""


def trouble(kind: Kind, path: Path) -> str:
    """Return what is wrong with the way a file is read; empty where nothing is."""
    try:
        for each in kind.read(path, Faults()):
            found = unsound(each)
            if found:
                return found
    except AdvisorError:
        return ""
    except Exception:
        return traceback.format_exc()
    return ""


def unsound(service: Service) -> str:
    """Return what is wrong with a service that came in; empty where nothing is."""
    kept = msgspec.json.encode(service)
    if msgspec.json.decode(kept, type=Service) != service:
        return f"it is not read as it is kept: {service}"
    if any(FORBIDDEN.intersection(text) for text in texts_of(msgspec.json.decode(kept))):
        return f"it holds a character that commands: {service}"
    if not service.name or not service.id:
        return f"it has no name or no id: {service}"
    hours = [*service.schedules, *(hour for phone in service.phones for hour in phone.schedules)]
    hours += [hour for place in service.locations for hour in place.schedules]
    impossible = [problem for hour in hours for problem in problems_of(hour)]
    return f"it has impossible hours: {impossible}" if impossible else ""


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text within JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_of(each)


def main() -> int:
    """Run the cases; 1 where one of them fails."""
    parser = argparse.ArgumentParser(description="Importers given what nobody should send.")
    parser.add_argument("--kind", choices=sorted(KINDS), required=True)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="the seed of the first case; each later one has the next")
    given = parser.parse_args()
    kind, failed = KINDS[given.kind], 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / kind.name
        for seed in range(given.seed, given.seed + given.cases):
            path.write_bytes(kind.make(random.Random(seed)))
            found = trouble(kind, path)
            if found:
                failed += 1
                print(f"case {seed}: {found}", file=sys.stderr)
    print(f"{given.kind}: {given.cases} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
