"""The few signs beside letters: from WGL4, which Consolas, Courier New and PuTTY have, or plain ASCII by a setting."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Glyphs:
    """One set of signs."""

    done: str = "√"
    live: str = "●"
    quiet: str = "○"
    here: str = "►"
    item: str = "–"
    dot: str = "·"
    none: str = "·"
    open_quote: str = "«"
    close_quote: str = "»"
    more: str = "…"


SETS = {
    "unicode": Glyphs(),
    "ascii": Glyphs(
        done="x",
        live="*",
        quiet="o",
        here=">",
        item="-",
        dot="|",
        none=".",
        open_quote='"',
        close_quote='"',
        more="...",
    ),
}


class _Current:
    glyphs: Glyphs = SETS["unicode"]


def use(name: str) -> None:
    """Draw with this set from now on."""
    _Current.glyphs = SETS[name]


def glyphs() -> Glyphs:
    """Return the set in use."""
    return _Current.glyphs
