"""The forms of a Finnish place name: *Seinäjoki*, *Seinäjoella*, *Seinäjoelta*, *Seinäjoelle*, *Seinäjoen*.

Names are few and known, so their forms are made beforehand: what stands in the notes is then looked up, and no word
of every day is taken for the name that it happens to share a stem with. Everything here is folded (ä is a), which
also does away with vowel harmony.
"""

import re
from collections.abc import Iterator

from advisor_tui.text import fold

_STEMS = (
    (r"joki$", "joe"),
    (r"lahti$", "lahde"),
    (r"vesi$", "vede"),
    (r"maki$", "mae"),
    (r"pudas$", "putaa"),
    (r"lampi$", "lamme"),
    (r"(jarv|niem|salm|saar|kosk|numm|kiv)i$", r"\1e"),
    (r"nen$", "si"),  # Paraisilla, Kauniaisissa: plural
    (r"rrat$", "rroi"),  # Virroilla
    (r"aus$", "aude"),  # Varkaudessa
    (r"([eou])s$", r"\1kse"),  # Nurmeksessa, Muhoksella, Kannuksessa
    (r"e$", "ee"),  # Tampereella
    (r"uuka$", "uua"),  # Juuassa
)
"""Ends of names and their stems in the weak grade, which most endings want; the first that fits counts."""

_WEAKENED = (
    (r"(kk|pp|tt)(?=[aeiouy]$)", lambda found: found[0][0]),
    (r"nk(?=[aeiouy]$)", "ng"),
    (r"nt(?=[aeiouy]$)", "nn"),
    (r"rt(?=[aeiouy]$)", "rr"),
    (r"lt(?=[aeiouy]$)", "ll"),
    (r"mp(?=[aeiouy]$)", "mm"),
    (r"ht(?=[aeiouy]$)", "hd"),
    (r"(?<=r)k(?=u$)", ""),  # Turku, Turussa
)
"""The consonants before the last vowel in the weak grade (*astevaihtelu*)."""

_STRONG = {"nen": "se", "lahti": "lahte", "vesi": "vete", "aus": "aute"}
"""Stems in the strong grade that are not the name itself: *Lahteen*, *Varkauteen*."""

ENDINGS = ("n", "ssa", "sta", "lla", "lta", "lle", "s", "st", "l", "lt", "a", "ta", "na", "ksi", "seen", "iin", "hin")
"""Endings that are written, and those that are spoken (*Turus*, *Tampereelt*)."""

FIRST_PARTS = {"uusi": ("uude", "uute"), "iso": ("iso",), "vaha": ("vaha",)}
"""First parts that are declined with the second: *Uudessakaupungissa*, *Isossakyrössä*."""


def forms(name: str) -> frozenset[str]:
    """Return the forms of a name of one word, folded."""
    name = fold(name)
    found = {name}
    for stem in _stems(name):
        found.update(_declined(stem))
    for first, stems in FIRST_PARTS.items():
        rest = name.removeprefix(first)
        if name.startswith(first) and len(rest) > len(first):
            found |= {f"{one}{ending}{other}{ending}" for one in stems for other in _stems(rest) for ending in _SAME}
    return frozenset(found)


_SAME = ("n", "ssa", "sta", "lla", "lta", "lle")


def _stems(name: str) -> set[str]:
    found = {name}
    for pattern, instead in _STEMS:
        if re.search(pattern, name):
            found.add(re.sub(pattern, instead, name))
            break
    for stem in tuple(found):
        for pattern, weak in _WEAKENED:
            changed = re.sub(pattern, weak, stem)
            if changed != stem:
                found.add(changed)
    found.update(name[: -len(end)] + strong for end, strong in _STRONG.items() if name.endswith(end))
    return found


def _declined(stem: str) -> Iterator[str]:
    for ending in ENDINGS:
        yield stem + ending
    yield f"{stem}{stem[-1]}n"  # Turkuun, Kuopioon
