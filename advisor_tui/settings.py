"""What one user or one county sets: a TOML file, and the environment over it."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import Struct, field

from advisor_tui import language
from advisor_tui.errors import Fault, FaultyFile, shown
from advisor_tui.language import _
from advisor_tui.paths import expanded
from advisor_tui.text import clean_line

if TYPE_CHECKING:
    from advisor_tui.tomlfile import Document

SHIFT = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
"""A shift as written in the settings: ``08:00-16:00``; one that ends before it begins goes over midnight."""


LONGEST_ASSURANCE = 36_500
"""Days: a hundred years; more is a slip, and far more is beyond what a calendar reckons with."""


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """The advice line as callers know it; shown in the words to say aloud."""

    name: str = ""
    phone: str = ""


class Deadline(Struct, frozen=True, forbid_unknown_fields=True):
    """How a county reads the law where its text leaves room (Social Welfare Act 36 §)."""

    saturday_counts: bool = False


PTV_ADDRESS = "https://api.palvelutietovaranto.suomi.fi/api/v11"
"""The open interface of the national catalogue, version 11, as its documentation gave it in November 2026."""


class CatalogueSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the county's services are, how long an assurance of them holds, and how far an update may go by itself.

    ``folders`` hold the files that people edit, ``store`` the imported services and the desk's notes, which may be
    shared. ``most_gone_percent`` is the share of a source that may vanish in an update before it has to be confirmed.
    """

    folders: tuple[str, ...] = ()
    store: str = ""
    stale_after_days: int = 365
    most_gone_percent: int = 10
    ptv_address: str = PTV_ADDRESS


class SearchSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The county's own words, and whether the search learns from what its advisors choose (in counts, here only)."""

    synonyms: str = ""
    learn: bool = True


class ListeningSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the desk listens to the notes, and the county's own words for it."""

    on: bool = True
    folder: str = ""


class RetentionSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The county's own times to keep records, in a file like the one that ships."""

    file: str = ""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be set; each has a default with which the program works."""

    language: str = language.DEFAULT
    advisor: str = ""
    advisor_name: str = ""
    theme: Literal["dark", "light"] = "dark"
    glyphs: Literal["unicode", "ascii"] = "unicode"
    script: str = ""
    line: Line = Line()
    deadline: Deadline = Deadline()
    catalogue: CatalogueSettings = CatalogueSettings()
    search: SearchSettings = SearchSettings()
    listening: ListeningSettings = ListeningSettings()
    retention: RetentionSettings = RetentionSettings()
    shifts: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)


ENVIRONMENT = {
    "ADVISOR_LANGUAGE": "language",
    "ADVISOR_INITIALS": "advisor",
    "ADVISOR_THEME": "theme",
    "ADVISOR_GLYPHS": "glyphs",
    "ADVISOR_SCRIPT": "script",
}
"""Variables that stand over the file: for a start script or one shared machine with several users."""


def load(path: Path) -> Settings:
    """Return the settings of a file, or the defaults where there is none, with the environment over them.

    Raises :class:`FaultyFile` that names file, line and key, and :class:`AdvisorError` when it cannot be read.
    """
    settings = _from_file(path) if _is_there(path) else _with_environment(Settings())
    folders = tuple(str(_beside(path, folder)) for folder in settings.catalogue.folders)
    script = str(_beside(path, settings.script)) if settings.script else ""
    store = str(_beside(path, settings.catalogue.store)) if settings.catalogue.store else ""
    catalogue = msgspec.structs.replace(settings.catalogue, folders=folders, store=store)
    own = settings.search.synonyms
    search = msgspec.structs.replace(settings.search, synonyms=str(_beside(path, own)) if own else "")
    folder = settings.listening.folder
    listening = msgspec.structs.replace(settings.listening, folder=str(_beside(path, folder)) if folder else "")
    times = settings.retention.file
    retention = msgspec.structs.replace(settings.retention, file=str(_beside(path, times)) if times else "")
    placed = {"script": script, "catalogue": catalogue, "search": search}
    return msgspec.structs.replace(settings, **placed, listening=listening, retention=retention)


def who(settings: Settings) -> str:
    """Return who works here, for the access log: the advisor of the settings, or whoever has logged in."""
    if settings.advisor:
        return clean_line(settings.advisor)
    import getpass  # noqa: PLC0415 - asked once, after the first paint

    try:
        return clean_line(getpass.getuser())
    except (KeyError, OSError, ImportError):
        return "?"  # a user whom the system does not know by name


def _from_file(path: Path) -> Settings:
    from advisor_tui import tomlfile  # noqa: PLC0415 - a desk without settings paints before it is read

    document = tomlfile.read(path)
    settings = _with_environment(tomlfile.convert(document, Settings))
    faults = _faults(document, settings)
    if faults:
        raise FaultyFile(_("The settings cannot be used."), faults)
    return settings


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # reading it then tells why it cannot be read
    return True


def _beside(path: Path, name: str) -> Path:
    """Return a path that the settings give; a relative one is meant from where the settings file lies."""
    return path.parent / expanded(name)


def _with_environment(settings: Settings) -> Settings:
    given: dict[str, Any] = {}
    for variable, name in ENVIRONMENT.items():
        value = clean_line(os.environ.get(variable, ""))
        if value and not _possible(name, value):
            problem = _("“{value}” is not allowed").format(value=shown(value))
            raise FaultyFile(
                _("The environment holds a setting that cannot be used."),
                [Fault(variable, 0, "", "", problem)],
            )
        if value:
            given[name] = value
    return msgspec.structs.replace(settings, **given)


def _possible(name: str, value: str) -> bool:
    if name == "language":
        return value in language.available()
    try:
        msgspec.convert({name: value}, Settings)
    except msgspec.ValidationError:
        return False
    return True


def _faults(document: "Document", settings: Settings) -> list[Fault]:
    faults = []
    if settings.language not in language.available():
        known = ", ".join(language.available())
        problem = _("“{value}” is not allowed; use one of: {allowed}").format(value=settings.language, allowed=known)
        faults.append(document.fault(("language",), problem))
    for name, span in settings.shifts.items():
        if not SHIFT.fullmatch(span):
            problem = _("“{value}” is not a shift; write it as 08:00-16:00").format(value=shown(span))
            faults.append(document.fault(("shifts", name), problem))
    days = settings.catalogue.stale_after_days
    if not 1 <= days <= LONGEST_ASSURANCE:
        too_many = _("“{value}” is not allowed").format(value=days)
        problem = too_many if days > 1 else _("must be at least {least}").format(least=1)
        faults.append(document.fault(("catalogue", "stale_after_days"), problem))
    gone = settings.catalogue.most_gone_percent
    if not 0 <= gone <= 100:
        problem = _("“{value}” is not allowed").format(value=gone)
        faults.append(document.fault(("catalogue", "most_gone_percent"), problem))
    return faults
