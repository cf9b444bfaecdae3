"""Files and packages of HSDS for the importer to be tried on: sound ones, with anything where it should not be."""

import io
import random
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from advisor_tui.catalogue.hsds import importer, own
from advisor_tui.catalogue.payload import Faults
from advisor_tui.catalogue.service import Service
from tests.hostile import HOSTILE
from tests.hsds_payloads import around, full, small, tables_1_1

CELLS = (
    *HOSTILE,
    "",
    "null",
    "'992'",
    "=1+1",
    "s1",
    "l1",
    '"',
    "9" * 5000,
    "x" * 30_000,
    "MO-FR",
    "25:00",
    "1SA",
    "-1",
)
"""Values of cells."""

CLAIMED = ("id", "rung", "type", "phones", "schedules", "locations", "sv.name", "last_modified", "nothing", "")
"""Fields that an object claims to be ours by."""

VALUES = ("", "9", "[]", "[1]", '"\\u001b[2J"', '[{"number": "03"}]', '[{"byday": "XX", "opens_at": "1"}]', "null", "{")
"""What stands in them."""


def made_json(chance: random.Random, spoilt: Callable[[Any, random.Random, int], Any]) -> bytes:
    """Return services in one of the forms of JSON, with values that others took the place of."""
    claims = [
        {"id": name, "value": chance.choice(VALUES), "taxonomy_term": own.term(name)}
        for name in chance.sample(CLAIMED, chance.randint(0, 3))
    ]
    whole = full()
    objects = [
        full(attributes=[*whole["attributes"], *claims]),
        small(id="2"),
        {**whole["organization"], "services": []},
    ]
    value = spoilt(objects, chance, chance.randint(1, 6))
    form = chance.randrange(3)
    if form == 0 or not isinstance(value, list):
        return msgspec.json.encode(value)
    if form == 1:
        return msgspec.json.encode({"total_items": 2, "contents": value})
    return b"\n".join(map(msgspec.json.encode, value))


def made_tables(chance: random.Random) -> bytes:
    """Return a package of tables in an archive, with cells that others took the place of."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, text in tables_1_1().items():
            if chance.random() < 0.9:
                cells = [line.split(",") for line in text.strip().split("\n")]
                for _time in range(chance.randint(0, 2)):
                    row = chance.choice(cells)
                    row[chance.randrange(len(row))] = chance.choice(CELLS)
                archive.writestr(name, "\n".join(map(",".join, cells)).encode("utf-8", "replace"))
    return whole.getvalue()


def read(path: Path, faults: Faults) -> Iterable[Service]:
    """Read a case."""
    return importer.services(path, around(), faults)
