"""A small sound catalogue, and ways to spoil it: each field of an entry stands on a line of its own."""

from pathlib import Path

from advisor_tui import reference
from advisor_tui.catalogue.check import check
from advisor_tui.errors import Fault
from advisor_tui.settings import Settings

HOURS = '{ byday = "MO-FR", opens_at = "08:00", closes_at = "15:00" }'

HEAD = 'life_area = { fi = "Koe" }\nprovenance = "Written for a test"\n'

SOUND = {
    "id": '"ateria-koe"',
    "type": '"ateria"',
    "name": '"Ateriapalvelu"',
    "organization": '"Yritys Oy"',
    "provider_kind": '"company"',
    "rung": '"4"',
    "description": '"Lämmin ruoka kotiin."',
    "service_areas": '["Tampere", "FI"]',
    "assured_date": "2026-11-01",
    "source": '"Palvelun verkkosivu"',
    "sv": '{ name = "Måltidsservice", summary = "Varm mat hem." }',
    "en": '{ name = "Meals", summary = "Warm food brought home." }',
    "sample": "false",
    "summary": '"Ruoka kotiin."',
    "alternate_names": '["Ruokapalvelu"]',
    "caller_words": '["ruokaa kotiin"]',
    "say_aloud": '"Ruoka tuodaan teille kotiin."',
    "status": '"active"',
    "eligibility_description": '"Kaikille."',
    "minimum_age": "18",
    "maximum_age": "100",
    "languages": '["fi", "sv"]',
    "charge": '"fee"',
    "fees_description": '"9 euroa"',
    "application_process": '"Soittamalla"',
    "phones": f'[{{ number = "03 123 4567", schedules = [{HOURS}] }}]',
    "schedules": f"[{HOURS}]",
    "locations": f'[{{ name = "Keittiö", municipality = "Tampere", schedules = [{HOURS}] }}]',
    "url": '"https://example.org/ateria"',
    "links": '[{ url = "https://example.org/lomake", name = "Tilaus", kind = "form" }]',
    "emails": '["ateria@example.org"]',
    "alert": '"Juhannuksena kiinni."',
    "lighter": "[]",
    "favourite": "false",
    "life_area": '"daily_life"',
    "taxonomy_terms": '[{ taxonomy = "ptv:class", code = "P4.14" }]',
    "organization_id": '"yritys"',
    "source_id": '"1"',
    "last_modified": "2026-10-01",
    "inferred": "[]",
}
"""A service with every field, as TOML has each value."""


def entry(without: str = "", **changes: str) -> str:
    """Return a sound service as TOML, with values changed and one field left out."""
    fields = {**SOUND, **changes}
    return "[[service]]\n" + "".join(f"{name} = {value}\n" for name, value in fields.items() if name != without)


def catalogue(folder: Path, *entries: str, file: str = "koe.toml", head: str = HEAD) -> Path:
    """Write entries to a file of a catalogue, and return its folder."""
    folder.mkdir(exist_ok=True)
    (folder / file).write_text(head + "".join(entries or (entry(),)), encoding="utf-8")
    return folder


def line(folder: Path, begins: str, *, file: str = "koe.toml", number: int = 1) -> int:
    """Return the line of the file that begins so, the first or a later one."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return [place for place, text in enumerate(lines, start=1) if text.startswith(begins)][number - 1]


def faults_of(*folders: Path) -> list[Fault]:
    """Return what the check finds, measured against the places and kinds that ship."""
    return check(folders, reference.catalogue_rules(Settings()))
