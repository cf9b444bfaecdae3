"""Text that was made to do harm: to the terminal, to the framework's markup, to a spreadsheet."""

from pathlib import Path

HOSTILE = (
    "\x1b]0;otsikko\x07",
    "\x1b]52;c;aGVp\x07",
    "\x1b[2J\x1b[6n",
    "\x1bP1$r0m\x1b\\",
    "\x9b31m",
    "a\x00b\x08c\rd",
    "\u202egnittes\u2066",
    "zero\u200bwidth\ufeff",
    "line\u2028separator",
    "[/x] [red [@click=app.quit]x[/] [1]",
    "Kela [www=kela.fi/asumistuki]",
    "=HYPERLINK(1) +358 -1 @SUM",
    "e\u0301" + "\u0301" * 500,
    "👨\u200d👩\u200d👧",
    "../../etc/passwd CON a:b",
)
"""One string for each way to do harm; each can stand wherever somebody else's text comes in."""

FORBIDDEN = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
} - {"\n"}
"""Characters that must never reach a terminal from outside."""


def toml_string(text: str) -> str:
    """Return text as a TOML string in which everything but letters is escaped."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def catalogue_of(folder: Path, texts: tuple[str, ...]) -> Path:
    """Write a catalogue in which each text stands in every place where text can stand, and return its folder."""
    place = folder / "catalogue"
    place.mkdir()
    entries = ['life_area = { fi = "Paha" }', 'provenance = "koe"']
    for number, text in enumerate(texts):
        hostile = toml_string(f"paha {text}")
        entries.append(f"""
[[service]]
id = "paha-{number}"
type = "ateria"
name = {hostile}
alternate_names = [{hostile}]
organization = {hostile}
provider_kind = "company"
rung = "4"
description = {hostile}
eligibility_description = {hostile}
service_areas = ["FI"]
languages = ["fi"]
fees_description = {hostile}
application_process = {hostile}
say_aloud = {hostile}
caller_words = [{hostile}]
alert = {hostile}
url = {hostile}
emails = [{hostile}]
assured_date = 2026-11-01
source = {hostile}
phones = [{{ number = {hostile}, description = {hostile}, charge = {hostile} }}]
[service.sv]
name = {hostile}
summary = {hostile}
[service.en]
name = {hostile}
summary = {hostile}
""")
    (place / "paha.toml").write_text("\n".join(entries), encoding="utf-8")
    return place
